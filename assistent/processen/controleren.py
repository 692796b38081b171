"""Wat er inhoudelijk mis kan zijn met de kennisbank, ook als elk bestand op zich klopt (R17, R110)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product

from assistent.kern.begrippen import Klasse, Wie
from assistent.kern.errors import AssistentError
from assistent.kern.gemeente import Gemeente
from assistent.kern.kennis import Kennisbank, Onderwerp
from assistent.kern.routering import GEBIED, Vraag, wijs_toe

MAX_WOORDEN = 15
_ZIN = re.compile(r"[^.!?]+[.!?]?")
_GAT = re.compile(r"\{([a-z_]+)(?::([a-z_0-9]+))?\}")
_VASTE_GATEN = {"gemeente", "telefoon", "site", "wie_beslist", "hulplijn"}
_VERBODEN = ("u hebt recht op", "u heeft recht op", "dat moet u zelf doen", "dat kan niet")
WETTEN = ("wmo", "jeugd", "inkomen", "schuld", None)


@dataclass(frozen=True, slots=True)
class Melding:
    """Wat er mis is, waar, en wat de redacteur kan doen."""

    plek: str
    tekst: str
    fout: bool = True
    """Onwaar is een waarschuwing."""


def controleer(kennis: Kennisbank, vandaag: date) -> list[Melding]:
    """Alle inhoudelijke meldingen."""
    meldingen: list[Melding] = []
    for onderwerp in (*kennis.onderwerpen.values(), *kennis.lokaal.values()):
        meldingen += _onderwerp(onderwerp, kennis, vandaag)
    for gemeente in kennis.gemeenten.values():
        meldingen += _gemeente(gemeente, kennis)
    meldingen += _voorzieningen(kennis, vandaag)
    meldingen += _triage(kennis)
    return meldingen


def _onderwerp(o: Onderwerp, kennis: Kennisbank, vandaag: date) -> Iterator[Melding]:
    plek = f"onderwerpen/{o.sleutel}.yml"
    for gebied in o.leefgebieden:
        if gebied not in kennis.leefgebieden:
            yield Melding(plek, f"leefgebied '{gebied}' bestaat niet. Kies er een uit leefgebieden.yml.")
    lijn = o.verwijzing.hulplijn if o.verwijzing else None
    if lijn and lijn not in kennis.hulplijnen:
        yield Melding(plek, f"hulplijn '{lijn}' bestaat niet. Voeg haar toe aan hulplijnen.yml.")
    if o.bron.verlopen(vandaag):
        yield Melding(
            plek, f"verlopen op {o.bron.geldig_tot:%d-%m-%Y}. Controleer de inhoud opnieuw.", fout=False
        )
    teksten = (*o.antwoord, *(t for _, t in o.treden), o.gesproken, *o.eenvoudig)
    for tekst in teksten:
        yield from _tekst(plek, tekst, kennis)


def _tekst(plek: str, tekst: str, kennis: Kennisbank) -> Iterator[Melding]:
    for zin in _ZIN.findall(tekst):
        aantal = len(zin.split())
        if aantal > MAX_WOORDEN:
            yield Melding(plek, f"zin van {aantal} woorden (hooguit {MAX_WOORDEN}): «{zin.strip()}»")
    for naam, extra in _GAT.findall(tekst):
        bekend = naam in _VASTE_GATEN or naam in kennis.bedragen
        if not bekend or (naam == "hulplijn" and extra not in kennis.hulplijnen):
            yield Melding(plek, f"het gat {{{naam}{':' + extra if extra else ''}}} bestaat niet.")
    laag = tekst.lower()
    for verboden in _VERBODEN:
        if verboden in laag:
            yield Melding(plek, f"«{verboden}» zeggen wij niet (domein §7.4).")


def _gemeente(g: Gemeente, kennis: Kennisbank) -> Iterator[Melding]:
    plek = f"gemeenten/{g.sleutel}/gemeente.yml"
    teams = set(g.teams)
    for route in g.routes:
        genoemd = {route.team, *route.meekijkers} | ({route.via} if route.via else set())
        for sleutel in sorted(genoemd - teams - {GEBIED}):
            yield Melding(plek, f"route {route.nummer}: team '{sleutel}' bestaat niet.")
        for onderwerp in sorted(route.onderwerpen - set(kennis.onderwerpen)):
            yield Melding(plek, f"route {route.nummer}: onderwerp '{onderwerp}' bestaat niet.")
    if any(GEBIED in (r.team, r.via) for r in g.routes) and g.standaard_team not in teams:
        yield Melding(plek, "een route wijst naar het gebied, maar standaard_team ontbreekt of bestaat niet.")
    for gebied in g.gebieden:
        if gebied.team and gebied.team not in teams:
            yield Melding(plek, f"gebied {gebied.sleutel}: team '{gebied.team}' bestaat niet.")
    for team in g.teams.values():
        if team.terugval not in teams:
            yield Melding(plek, f"team {team.sleutel}: terugval '{team.terugval}' bestaat niet.")
    for klasse, wet, wie in product(Klasse, WETTEN, Wie):
        try:
            wijs_toe(g, Vraag(klasse, wet, wie=wie))
        except AssistentError as fout:
            yield Melding(plek, str(fout))
        except KeyError as fout:
            yield Melding(plek, f"route wijst naar onbekend team {fout}.")


def _voorzieningen(kennis: Kennisbank, vandaag: date) -> Iterator[Melding]:
    gezien: dict[str, str] = {}
    for v in kennis.voorzieningen:
        plek = f"sociale_kaart {v.gemeente or 'landelijk'}: {v.id}"
        if v.id in gezien:
            yield Melding(plek, "deze id komt twee keer voor. Geef elke voorziening een eigen id.")
        gezien[v.id] = plek
        for onderwerp in v.onderwerpen:
            if onderwerp not in kennis.onderwerpen:
                yield Melding(plek, f"onderwerp '{onderwerp}' bestaat niet.")
        if v.gemeente and v.gemeente not in kennis.gemeenten:
            yield Melding(plek, f"gemeente '{v.gemeente}' bestaat niet.")
        elif v.gemeente and v.gebied and kennis.gemeenten[v.gemeente].gebied(v.gebied) is None:
            yield Melding(plek, f"gebied '{v.gebied}' bestaat niet in {v.gemeente}.")
        if v.bron.verlopen(vandaag):
            yield Melding(
                plek, f"verlopen op {v.bron.geldig_tot:%d-%m-%Y}. Bel na of het nog klopt.", fout=False
            )
        yield from _tekst(plek, v.omschrijving, kennis)


def _triage(kennis: Kennisbank) -> Iterator[Melding]:
    laatste = kennis.triage.regels[-1]
    if laatste.kenmerken or laatste.niet or laatste.problemen_min or laatste.alle_van or laatste.een_van:
        yield Melding("triage.yml", "de laatste regel heeft voorwaarden; dan past er soms geen enkele regel.")
    for code, onderwerp in kennis.crisis.items():
        if onderwerp not in kennis.onderwerpen:
            yield Melding("triage.yml", f"crisis {code}: onderwerp '{onderwerp}' bestaat niet.")
