"""Onderwerpen: verwijzingen die bestaan, bedragen die genoemd zijn, en alle versies voor elk kanaal (R1, R112)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistent.processen.controleren.melding import Melding, Stuk, Zaak
from assistent.processen.controleren.teksten import teksten

_BEDRAG = re.compile(r"\{([a-z_]+)\}")


def controleer_onderwerpen(zaak: Zaak) -> Iterator[Melding]:
    """Alle onderwerpen, landelijk en lokaal."""
    for stuk in zaak.van("onderwerp", "onderwerp_lokaal"):
        yield from _verwijzingen(stuk, zaak)
    for stuk in zaak.van("onderwerp"):
        yield from _versies(stuk)
        yield from _bedragen(stuk, zaak)
    for stuk in zaak.van("onderwerp", "onderwerp_lokaal"):
        yield from _vast(stuk)


def _verwijzingen(stuk: Stuk, zaak: Zaak) -> Iterator[Melding]:
    o, kennis = stuk.inhoud, zaak.kennis
    for n, gebied in enumerate(o.get("leefgebieden", [])):
        if gebied not in kennis.leefgebieden:
            raad = f"leefgebied '{gebied}' bestaat niet. Kies er een uit leefgebieden.yml."
            yield Melding(stuk, ("leefgebieden", n), raad)
    lijn = (o.get("verwijzing") or {}).get("hulplijn")
    if lijn and lijn not in kennis.hulplijnen:
        raad = f"hulplijn '{lijn}' bestaat niet. Voeg haar toe aan hulplijnen.yml."
        yield Melding(stuk, ("verwijzing", "hulplijn"), raad)


def _versies(stuk: Stuk) -> Iterator[Melding]:
    o = stuk.inhoud
    if not o["professional"].strip():
        yield Melding(stuk, ("professional",), "de versie voor beroepskrachten is leeg. Vul haar in.")
    if not o["eenvoudig"]:
        yield Melding(stuk, ("eenvoudig",), "de makkelijke versie is leeg. Vul minstens één zin in.")
    if "B" in o["soorten"] and not o["verwijzing"]:
        raad = "soort B gaat naar een ander; noem in 'verwijzing' naar wie."
        yield Melding(stuk, ("verwijzing",), raad)
    for n, (een, ander) in enumerate(zip(o["treden"], o["treden"][1:], strict=False), 1):
        if _RANG.index(een["trede"]) > _RANG.index(ander["trede"]):
            raad = f"'{ander['trede']}' hoort boven '{een['trede']}': eerst wat dichtbij is."
            yield Melding(stuk, ("treden", n, "trede"), raad)


_RANG = ("eigen_kracht", "netwerk", "vrijwilliger", "algemeen", "collectief", "individueel")


_VAST = re.compile(r"€|\b(?:twee|drie|vier|vijf|zes|zeven|acht|negen|tien|\d+) (?:weken|werkdagen|maanden)\b")


def _vast(stuk: Stuk) -> Iterator[Melding]:
    """Een bedrag of wettelijke termijn staat in bedragen.yml: dan is zij op één plek bij te werken."""
    for tekst in teksten(stuk):
        if gevonden := _VAST.search(tekst.tekst):
            raad = f"«{gevonden[0]}» hoort in bedragen.yml; zet hier de sleutel tussen accolades."
            yield Melding(stuk, tekst.veld, raad)


def _bedragen(stuk: Stuk, zaak: Zaak) -> Iterator[Melding]:
    o, bekend = stuk.inhoud, zaak.kennis.bedragen
    for n, naam in enumerate(o["bedragen"]):
        if naam not in bekend:
            raad = f"bedrag '{naam}' bestaat niet. Voeg het toe aan bedragen.yml."
            yield Melding(stuk, ("bedragen", n), raad)
    delen = [*o["antwoord"], *o["eenvoudig"], o["gesproken"], o["professional"], o.get("vervolgvraag") or ""]
    delen += [zin for zinnen in o.get("doorvragen", {}).values() for zin in zinnen]
    tekst = " ".join([*delen, *(t["tekst"] for t in o["treden"])])
    gebruikt = {m for m in _BEDRAG.findall(tekst) if m in bekend}
    if gebruikt != set(o["bedragen"]) & set(bekend):
        raad = (
            f"in de tekst staan deze bedragen: {', '.join(sorted(gebruikt)) or 'geen'}. Zet precies die hier."
        )
        yield Melding(stuk, ("bedragen",), raad)
