"""Wat de redactie schrijft: onderwerpen, leefgebieden, bedragen en hulplijnen, elk met zijn bron."""

from __future__ import annotations

from datetime import date

from assistent.adapters.kennisdelen.tijden import Gegevens, datum
from assistent.kern.begrippen import Trede, Urgentie
from assistent.kern.kennis import Bedrag, Bron, Hulplijn, Leefgebied, Onderwerp, Verwijzing
from assistent.kern.zekerheid import Zekerheid


def bron(g: Gegevens) -> Bron:
    """Waar iets staat, van wie het is en tot wanneer het klopt."""
    return Bron(
        naam=g["bron"]["naam"],
        url=g["bron"].get("url"),
        eigenaar=g.get("eigenaar", "landelijke redactie"),
        gecontroleerd_op=datum(g["gecontroleerd_op"]),
        geldig_tot=datum(g["geldig_tot"]),
        zekerheid=Zekerheid(g.get("zekerheid", "V")),
    )


def voeg_samen(landelijk: Gegevens, lokaal: Gegevens) -> Gegevens:
    """Het landelijke onderwerp met wat de gemeente anders zegt of ervoor zet."""
    samen = {**landelijk, **lokaal}
    vooraan = lokaal.get("vooraan", [])
    samen["antwoord"] = [*vooraan, *samen["antwoord"]]
    samen["gesproken"] = " ".join([*vooraan, samen["gesproken"]])
    return samen


def onderwerp(g: Gegevens) -> Onderwerp:
    """Een onderwerp; een lokaal onderwerp is al over het landelijke gelegd."""
    verwijzing = g.get("verwijzing")
    return Onderwerp(
        sleutel=g["sleutel"],
        naam=g["naam"],
        leefgebieden=tuple(g["leefgebieden"]),
        soorten=tuple(g["soorten"]),
        wet=g["wet"],
        specialistisch=g["specialistisch"],
        mens=g.get("mens", False),
        probleem=g.get("probleem", False),
        urgentie=Urgentie(g["urgentie"]),
        prioriteit=g["prioriteit"],
        antwoord=tuple(g["antwoord"]),
        treden=tuple((Trede(t["trede"]), t["tekst"]) for t in g["treden"]),
        gesproken=g["gesproken"],
        eenvoudig=tuple(g["eenvoudig"]),
        professional=g["professional"],
        bron=bron(g),
        verwijzing=Verwijzing(verwijzing["organisatie"], verwijzing.get("hulplijn")) if verwijzing else None,
        vervolgvraag=g.get("vervolgvraag"),
        upl=tuple(g["upl"]),
        bedragen=tuple(g["bedragen"]),
        openingen=g.get("openingen", {}),
        doorvragen={soort: tuple(zinnen) for soort, zinnen in g.get("doorvragen", {}).items()},
    )


def leefgebied(g: Gegevens) -> Leefgebied:
    """Eén van de vijftien leefgebieden."""
    return Leefgebied(g["sleutel"], g["naam"], g["omschrijving"], g["prioriteit"], g["vraag"], g.get("wet"))


def bedrag(g: Gegevens) -> Bedrag:
    """Een bedrag of termijn, met wat er staat als het niet meer zeker is."""
    van = g.get("geldig_van")
    return Bedrag(g["bedrag"], g["anders"], bron(g), datum(van) if van else date.min)


def hulplijn(g: Gegevens) -> Hulplijn:
    """Een landelijk nummer."""
    return Hulplijn(
        sleutel=g["sleutel"],
        naam=g["naam"],
        nummer=g["nummer"],
        gesproken=g.get("gesproken"),
        waarvoor=g["waarvoor"],
        wanneer=g["wanneer"],
        site=g.get("site"),
        bron=bron(g),
    )
