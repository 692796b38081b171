"""Van de velden in de YAML naar de onveranderlijke objecten van de kern; de vorm is dan al gecontroleerd."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import holidays

from assistent.kern.aanmeldregels import Aanmeldregel, Aanmeldregels
from assistent.kern.begrippen import Klasse, Trede, Urgentie
from assistent.kern.bewaren import Bewaartermijnen
from assistent.kern.gemeente import Achterwacht, Gebied, Gemeente, Inloop, Kanalen, Route, Team
from assistent.kern.kennis import Bedrag, Bron, Hulplijn, Leefgebied, Onderwerp, Plek, Verwijzing, Voorziening
from assistent.kern.meekijkwoorden import Meekijkwoorden
from assistent.kern.oefenen import Oefengeval
from assistent.kern.rollen import Rechten, Veldrecht
from assistent.kern.tijden import Openingstijden, Rooster
from assistent.kern.triage import Afleiding, Regel, Triageregels
from assistent.kern.zekerheid import Zekerheid

Gegevens = dict[str, Any]


@lru_cache(maxsize=1)
def _nederland() -> Any:
    # Bevrijdingsdag is voor gemeenten alleen eens in de vijf jaar een vrije dag; de bibliotheek weet dat.
    return holidays.country_holidays("NL", language="nl")


def feestdag(dag: date) -> str | None:
    """De naam van de Nederlandse feestdag op deze dag."""
    naam = _nederland().get(dag)
    return str(naam) if naam else None


def _datum(waarde: Any) -> date:
    return waarde if isinstance(waarde, date) else date.fromisoformat(waarde)


def _bron(g: Gegevens) -> Bron:
    return Bron(
        naam=g["bron"]["naam"],
        url=g["bron"].get("url"),
        eigenaar=g.get("eigenaar", "landelijke redactie"),
        gecontroleerd_op=_datum(g["gecontroleerd_op"]),
        geldig_tot=_datum(g["geldig_tot"]),
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
        bron=_bron(g),
        verwijzing=Verwijzing(verwijzing["organisatie"], verwijzing.get("hulplijn")) if verwijzing else None,
        vervolgvraag=g.get("vervolgvraag"),
        upl=tuple(g["upl"]),
        bedragen=tuple(g["bedragen"]),
        doorvragen={soort: tuple(zinnen) for soort, zinnen in g.get("doorvragen", {}).items()},
    )


def leefgebied(g: Gegevens) -> Leefgebied:
    """Eén van de vijftien leefgebieden."""
    return Leefgebied(g["sleutel"], g["naam"], g["omschrijving"], g["prioriteit"], g["vraag"], g.get("wet"))


def bedrag(g: Gegevens) -> Bedrag:
    """Een bedrag of termijn, met wat er staat als het niet meer zeker is."""
    van = g.get("geldig_van")
    return Bedrag(g["bedrag"], g["anders"], _bron(g), _datum(van) if van else date.min)


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
        bron=_bron(g),
    )


def _tijden(roosters: list[Gegevens]) -> Openingstijden:
    regels = tuple(
        Rooster.uit_hsds(
            r["byday"],
            r["opens_at"] or "",
            r["closes_at"] or "",
            _datum(r["valid_from"]) if r.get("valid_from") else None,
            _datum(r["valid_to"]) if r.get("valid_to") else None,
        )
        for r in roosters
        if r["freq"] == "WEEKLY"
    )
    # Wie zeven dagen dag en nacht open is, is dat ook op een feestdag.
    altijd = any(len(r.dagen) == 7 and r.tot.hour == 23 for r in regels)
    zeker = all(Zekerheid(r.get("zekerheid", "V")).feit for r in roosters)
    return Openingstijden(regels, feestdag, ook_feestdagen=altijd, zeker=zeker)


def voorziening(g: Gegevens, gemeente: str | None) -> Voorziening:
    """Een ingang van de sociale kaart; `gemeente` is niets bij een landelijke."""
    return Voorziening(
        id=g["id"],
        naam=g["name"],
        organisatie=g["organization"]["name"],
        omschrijving=g["description"],
        trede=Trede(g["trede"]),
        onderwerpen=tuple(g["onderwerpen"]),
        gemeente=gemeente,
        bron=_bron({**g, "zekerheid": "voorbeeld"} if g["voorbeeld"] else g),
        gebied=g.get("gebied"),
        plekken=tuple(
            Plek(p.get("name") or "", _adres(p), p.get("accessibility"))
            for p in g.get("locations", [])
            if p["location_type"] == "physical" and _adres(p)
        ),
        telefoon=tuple(t["number"] for t in g.get("phones", [])),
        mail=g.get("email"),
        url=g.get("url"),
        kosten=next((k["amount_description"] for k in g.get("cost_options", [])), None),
        tijden=_tijden(g.get("schedules", [])),
        talen=tuple(g.get("languages", [])),
        voor_wie=g.get("eligibility_description"),
        aanmelden=g.get("application_process"),
        gesproken=g.get("gesproken"),
        voorbeeld=g["voorbeeld"],
        leeftijd_van=g.get("minimum_age"),
        leeftijd_tot=g.get("maximum_age"),
    )


def _adres(plek: Gegevens) -> str:
    delen = (plek.get("name"), plek.get("address_1"), plek.get("city"))
    return ", ".join(d for d in delen if d)


def gemeente(g: Gegevens, groep: Gegevens) -> Gemeente:
    """Een gemeente, met wat haar groep deelt eronder."""
    alles = {**groep, **{k: v for k, v in g.items() if v not in (None, [], {})}}
    kanalen = g["kanalen"]
    basis = Kanalen(
        telefoon=_nummer(kanalen["telefoon"]),
        site=kanalen["site"],
        mail=kanalen.get("mail"),
        tijden=_tijden(kanalen["tijden"]),
        inloop=tuple(_inloop(i) for i in kanalen["inloop"]),
    )
    gemeente = Gemeente(
        sleutel=g["sleutel"],
        naam=g["naam"],
        prefix=g["prefix"],
        kanalen=basis,
        gebieden=tuple(
            Gebied(
                x["sleutel"],
                x["naam"],
                tuple(x.get("namen", [])),
                tuple(x.get("postcodes", [])),
                x.get("team"),
            )
            for x in g["gebieden"]
        ),
        teams={t["sleutel"]: _team(t) for t in alles.get("teams", [])},
        routes=tuple(_route(r) for r in alles.get("routering", [])),
        verwijzers=frozenset(alles.get("verwijzers", [])),
        wie_beslist=alles["wie_beslist"],
        wie_beslist_per_wet=alles.get("wie_beslist_per_wet", {}),
        bron=g["bron"],
        gecontroleerd_op=_datum(g["gecontroleerd_op"]),
        geldig_tot=_datum(g["geldig_tot"]) if g.get("geldig_tot") else date.max,
        standaard_team=g.get("standaard_team"),
        clientondersteuning=alles.get("clientondersteuning"),
        woorden=g.get("woorden", {}),
    )
    wacht = g.get("achterwacht")
    return replace(
        gemeente,
        intrekken_uren=float(g.get("intrekken_uren", 24)),
        achterwacht=Achterwacht(wacht["naam"], wacht["mail"]) if wacht else None,
    )


def _nummer(telefoon: Gegevens) -> str | None:
    # Een nummer waar we niet zeker van zijn noemen we niet: beter "zie de site" dan een verkeerd nummer.
    nummer: str | None = telefoon["nummer"]
    return nummer if Zekerheid(telefoon.get("zekerheid", "V")).feit else None


def _inloop(i: Gegevens) -> Inloop:
    return Inloop(
        naam=i["naam"],
        adres=i.get("adres"),
        tijden=_tijden(i.get("schedules", [])),
        zeker=Zekerheid(i.get("zekerheid", "V")).feit,
    )


def _team(t: Gegevens) -> Team:
    return Team(
        sleutel=t["sleutel"],
        naam=t["naam"],
        soort=t["soort"],
        direct_toegankelijk=t["direct_toegankelijk"],
        expertise=tuple(t.get("expertise", [])),
        tijden=_tijden(t.get("schedules", [])),
        reactie_werkuren=t.get("reactie_werkuren"),
        reactie_spoed_werkuren=t.get("reactie_spoed_werkuren"),
        reactie_zeker=Zekerheid(t.get("reactie_zekerheid", "V")).feit,
        tegelijk_bellen=t.get("tegelijk_bellen", 1),
        telefoon=t.get("telefoon"),
        mail=t.get("mail"),
        terugval=t.get("terugval"),
        openklant=t.get("openklant", {}),
        mandaat=t.get("mandaat", False),
    )


def _route(r: Gegevens) -> Route:
    return Route(
        nummer=r["nummer"],
        team=r["team"],
        bron=r["bron"],
        klassen=frozenset(Klasse(k) for k in r.get("klassen", [])),
        wetten=frozenset(r.get("wetten", [])),
        onderwerpen=frozenset(r.get("onderwerpen", [])),
        herkomst=frozenset(r.get("herkomst", [])),
        leeftijd_tot=r.get("leeftijd_tot"),
        kenmerken=frozenset(r.get("kenmerken", [])),
        via=r.get("via"),
        schakel=r.get("schakel"),
        vervolg=r.get("vervolg"),
        meekijkers=tuple(r.get("meekijkers", [])),
    )


def triage(g: Gegevens) -> Triageregels:
    """De triageregels."""
    verzamelingen = ("kenmerken", "niet", "alle_van", "een_van", "geen_van")
    return Triageregels(
        versie=g["versie"],
        eigenaar=g["eigenaar"],
        regels=tuple(
            Regel(
                **{
                    **r,
                    "klasse": Klasse(r["klasse"]),
                    **{k: frozenset(r.get(k, [])) for k in verzamelingen},
                }
            )
            for r in g["regels"]
        ),
        afleidingen=tuple(
            Afleiding(a["markering"], frozenset(a["probleem"]), frozenset(a["met"]))
            for a in g.get("afleidingen", [])
        ),
    )


def rechten(g: Gegevens) -> Rechten:
    """De matrix van rollen en rechten."""
    return Rechten(
        rollen={sleutel: rol["naam"] for sleutel, rol in g["rollen"].items()},
        handelingen={h: frozenset(rollen) for h, rollen in g["handelingen"].items()},
        velden={v: Veldrecht(frozenset(x["ziet"]), x["meekijker"]) for v, x in g["velden"].items()},
        routes={naam: frozenset(wie) for naam, wie in g["routes"].items()},
    )


def bewaren(g: Gegevens) -> Bewaartermijnen:
    """De bewaartermijnen, standaard en per gemeente."""
    return Bewaartermijnen(
        standaard={soort: timedelta(days=t["dagen"]) for soort, t in g["termijnen"].items()},
        afwijkend={
            plaats: {soort: timedelta(days=dagen) for soort, dagen in eigen.items()}
            for plaats, eigen in g["afwijkend"].items()
        },
    )


def aanmelden(g: Gegevens) -> Aanmeldregels:
    """Welke groep van de gemeente welke rol en welk team krijgt."""
    regels = tuple(
        Aanmeldregel(r["claim"], r["waarde"], r["gemeente"], frozenset(r["rollen"]), frozenset(r["teams"]))
        for r in g["regels"]
    )
    return Aanmeldregels(g["naam"], regels)


def meekijkwoorden(inhoud: Gegevens) -> Meekijkwoorden:
    """De woorden van het meekijkscherm."""
    aflopen = {u["sleutel"]: u["naam"] for u in inhoud["uitkomsten"]}
    return Meekijkwoorden(inhoud["namen"], aflopen, inhoud["samenvatting"])


def oefengevallen(bestanden: list[Any]) -> tuple[Oefengeval, ...]:
    """Alle oefengevallen, op volgorde."""
    return tuple(
        Oefengeval(
            sleutel=g["sleutel"],
            titel=g["titel"],
            niveau=g["niveau"],
            regels=tuple(g["regels"]),
            klasse=Klasse(g["klasse"]),
            te_horen=g["te_horen"],
            goede_vragen=tuple(g["goede_vragen"]),
            les=g["les"],
        )
        for bestand in bestanden
        for g in bestand.inhoud["gevallen"]
    )
