"""Een gemeente met haar teams, gebieden en routering."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assistent.adapters.kennisdelen.tijden import Gegevens, datum, tijden
from assistent.kern.begrippen import Klasse
from assistent.kern.gemeente import Achterwacht, Gebied, Gemeente, Inloop, Kanalen, Route, Team
from assistent.kern.zekerheid import Zekerheid


def gemeente(g: Gegevens, groep: Gegevens) -> Gemeente:
    """Een gemeente, met wat haar groep deelt eronder."""
    alles = {**groep, **{k: v for k, v in g.items() if v not in (None, [], {})}}
    kanalen = g["kanalen"]
    basis = Kanalen(
        telefoon=_nummer(kanalen["telefoon"]),
        site=kanalen["site"],
        mail=kanalen.get("mail"),
        tijden=tijden(kanalen["tijden"]),
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
        gecontroleerd_op=datum(g["gecontroleerd_op"]),
        geldig_tot=datum(g["geldig_tot"]) if g.get("geldig_tot") else date.max,
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
        tijden=tijden(i.get("schedules", [])),
        zeker=Zekerheid(i.get("zekerheid", "V")).feit,
    )


def _team(t: Gegevens) -> Team:
    return Team(
        sleutel=t["sleutel"],
        naam=t["naam"],
        soort=t["soort"],
        direct_toegankelijk=t["direct_toegankelijk"],
        expertise=tuple(t.get("expertise", [])),
        tijden=tijden(t.get("schedules", [])),
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
