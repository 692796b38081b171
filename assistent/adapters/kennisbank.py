"""Leest de kennisbank van schijf: schema, verwijzingen, en dan onveranderlijke kernobjecten (R109, R110)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import holidays
import yaml

from assistent.adapters.schema import Bestand, lees, toets
from assistent.kern.begrippen import Klasse, Trede, Urgentie
from assistent.kern.errors import KennisFout
from assistent.kern.gemeente import Gebied, Gemeente, Kanalen, Route, Team
from assistent.kern.kennis import (
    Bron,
    Hulplijn,
    Kennisbank,
    Leefgebied,
    Onderwerp,
    Plek,
    Verwijzing,
    Voorziening,
)
from assistent.kern.tijden import Openingstijden, Rooster
from assistent.kern.triage import Afleiding, Regel, Triageregels

Gegevens = dict[str, Any]


@lru_cache(maxsize=1)
def _nederland() -> Any:
    # Bevrijdingsdag is voor gemeenten alleen eens in de vijf jaar een vrije dag; de bibliotheek weet dat.
    return holidays.country_holidays("NL", language="nl")


def feestdag(dag: date) -> str | None:
    """De naam van de Nederlandse feestdag op deze dag."""
    naam = _nederland().get(dag)
    return str(naam) if naam else None


def laad(map_: Path, domein: Path) -> Kennisbank:
    """Laad en controleer alles; fout `KennisFout` met alle meldingen tegelijk (bestand, regel, veld)."""
    ontbreekt = [naam for naam in VERPLICHT if not (map_ / naam).is_file()]
    if ontbreekt:
        raise KennisFout(
            [f"{map_ / naam}:1 (bestand): dit bestand ontbreekt. Zet het terug." for naam in ontbreekt]
        )
    bestanden = vind(map_)
    meldingen = [m for b in bestanden for m in toets(b, map_ / "schema")]
    meldingen = meldingen or _verbanden(bestanden)
    if meldingen:
        raise KennisFout(meldingen)
    return bouw(bestanden, domein)


VERPLICHT = ("leefgebieden.yml", "triage.yml", "hulplijnen.yml", "bedragen.yml")


def _verbanden(bestanden: list[Bestand]) -> list[str]:
    """Verwijzingen tussen bestanden zonder welke er niets te bouwen valt."""
    groepen = {b.pad.stem for b in bestanden if b.schema == "groep"}
    onderwerpen = {b.inhoud["sleutel"] for b in bestanden if b.schema == "onderwerp"}
    meldingen = []
    for b in bestanden:
        if b.schema == "gemeente" and b.inhoud["groep"] not in groepen | {None}:
            meldingen.append(b.melding(("groep",), f"de groep '{b.inhoud['groep']}' bestaat niet."))
        if b.schema == "onderwerp_lokaal" and b.inhoud["sleutel"] not in onderwerpen:
            meldingen.append(b.melding(("sleutel",), f"het onderwerp '{b.inhoud['sleutel']}' bestaat niet."))
    return meldingen


def vind(map_: Path) -> list[Bestand]:
    """Alle kennisbankbestanden, elk met het schema dat erbij hoort."""
    patronen = (
        ("onderwerpen/*.yml", "onderwerp"),
        ("gemeenten/*/onderwerpen/*.yml", "onderwerp_lokaal"),
        ("landelijk/sociale_kaart/*.yml", "sociale_kaart"),
        ("gemeenten/*/sociale_kaart/*.yml", "sociale_kaart"),
        ("gemeenten/_groepen/*.yml", "groep"),
        ("gemeenten/*/gemeente.yml", "gemeente"),
        ("hulplijnen.yml", "hulplijnen"),
        ("leefgebieden.yml", "leefgebieden"),
        ("bedragen.yml", "bedragen"),
        ("triage.yml", "triage"),
    )
    return [lees(pad, schema) for glob, schema in patronen for pad in sorted(map_.glob(glob))]


def bouw(bestanden: list[Bestand], domein: Path) -> Kennisbank:
    """Maak van gecontroleerde bestanden één kennisbank."""
    op_schema: dict[str, list[Bestand]] = {}
    for bestand in bestanden:
        op_schema.setdefault(bestand.schema, []).append(bestand)

    def een(schema: str) -> Any:
        return op_schema[schema][0].inhoud

    groepen = {b.pad.stem: b.inhoud for b in op_schema.get("groep", [])}
    landelijk = {b.inhoud["sleutel"]: b.inhoud for b in op_schema["onderwerp"]}
    triage = een("triage")
    vingerafdruk = hashlib.sha256()
    for bestand in bestanden:
        vingerafdruk.update(bestand.pad.name.encode() + bestand.ruw)
    lokaal: dict[tuple[str, str], Onderwerp] = {}
    for bestand in op_schema.get("onderwerp_lokaal", []):
        gemeente = bestand.pad.parent.parent.name
        sleutel = bestand.inhoud["sleutel"]
        lokaal[gemeente, sleutel] = _onderwerp({**landelijk[sleutel], **bestand.inhoud})
    return Kennisbank(
        versie=vingerafdruk.hexdigest()[:12],
        onderwerpen={s: _onderwerp(o) for s, o in landelijk.items()},
        leefgebieden={
            g["sleutel"]: Leefgebied(
                g["sleutel"], g["naam"], g["omschrijving"], g["prioriteit"], g["vraag"], g.get("wet")
            )
            for g in een("leefgebieden")
        },
        hulplijnen={h["sleutel"]: _hulplijn(h) for h in een("hulplijnen")},
        bedragen={b["sleutel"]: b["bedrag"] for b in een("bedragen")},
        gemeenten={
            b.inhoud["sleutel"]: _gemeente(b.inhoud, groepen.get(b.inhoud["groep"], {}))
            for b in op_schema["gemeente"]
        },
        triage=_triage(triage),
        voorzieningen=tuple(
            _voorziening(v, _gemeente_van(b.pad))
            for b in op_schema.get("sociale_kaart", [])
            for v in b.inhoud
        ),
        lokaal=lokaal,
        crisis=dict(triage["crisis"]),
        drempels=dict(triage["drempels"]),
        teksten=lees_teksten(domein),
    )


def lees_teksten(domein: Path) -> dict[str, dict[str, tuple[str, ...]]]:
    """De responses uit domain.yml per sleutel en kanaal; zo zijn ze er ook zonder taalmotor."""
    antwoorden: Mapping[str, list[Gegevens]] = yaml.safe_load(domein.read_text("utf-8"))["responses"]
    teksten: dict[str, dict[str, tuple[str, ...]]] = {}
    for sleutel, varianten in antwoorden.items():
        per_kanaal: dict[str, tuple[str, ...]] = {}
        for variant in varianten:
            kanaal = variant.get("channel", "")
            per_kanaal[kanaal] = (*per_kanaal.get(kanaal, ()), variant["text"])
        teksten[sleutel] = per_kanaal
    return teksten


def _gemeente_van(pad: Path) -> str | None:
    ouder = pad.parent.parent
    return None if ouder.name == "landelijk" else ouder.name


def _datum(waarde: Any) -> date:
    return waarde if isinstance(waarde, date) else date.fromisoformat(waarde)


def _bron(g: Gegevens) -> Bron:
    return Bron(
        naam=g["bron"]["naam"],
        url=g["bron"].get("url"),
        eigenaar=g.get("eigenaar", "landelijke redactie"),
        gecontroleerd_op=_datum(g["gecontroleerd_op"]),
        geldig_tot=_datum(g["geldig_tot"]),
        zekerheid=str(g.get("zekerheid", "V")),
    )


def _onderwerp(g: Gegevens) -> Onderwerp:
    verwijzing = g.get("verwijzing")
    return Onderwerp(
        sleutel=g["sleutel"],
        naam=g["naam"],
        leefgebieden=tuple(g["leefgebieden"]),
        soorten=tuple(g["soorten"]),
        wet=g["wet"],
        specialistisch=g["specialistisch"],
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
    )


def _hulplijn(g: Gegevens) -> Hulplijn:
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
    return Openingstijden(regels, feestdag, ook_feestdagen=altijd)


def _voorziening(g: Gegevens, gemeente: str | None) -> Voorziening:
    return Voorziening(
        id=g["id"],
        naam=g["name"],
        organisatie=g["organization"]["name"],
        omschrijving=g["description"],
        trede=Trede(g["trede"]),
        onderwerpen=tuple(g["onderwerpen"]),
        gemeente=gemeente,
        bron=_bron(g),
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


def _gemeente(g: Gegevens, groep: Gegevens) -> Gemeente:
    alles = {**groep, **{k: v for k, v in g.items() if v not in (None, [], {})}}
    kanalen = g["kanalen"]
    basis = Kanalen(
        telefoon=kanalen["telefoon"]["nummer"],
        site=kanalen["site"],
        mail=kanalen.get("mail"),
        tijden=_tijden(kanalen["tijden"]),
        inloop=tuple(", ".join(x for x in (i["naam"], i.get("adres")) if x) for i in kanalen["inloop"]),
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
        bron=g["bron"],
        gecontroleerd_op=_datum(g["gecontroleerd_op"]),
        standaard_team=g.get("standaard_team"),
        clientondersteuning=alles.get("clientondersteuning"),
        woorden=g.get("woorden", {}),
    )
    return replace(gemeente, intrekken_uren=float(g.get("intrekken_uren", 24)))


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


def _triage(g: Gegevens) -> Triageregels:
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
