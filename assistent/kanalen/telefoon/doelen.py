"""Welke mensen er nu te bellen zijn, op volgorde; nooit een gesloten lijn."""

from __future__ import annotations

from datetime import datetime

from assistent.kanalen.telefoon.gegevens import Doel, Doelen
from assistent.kern.gemeente import Gemeente
from assistent.kern.tijden import Openingstijden


def te_bellen(doelen: Doelen, gemeente: Gemeente, naar: str, team: str | None, nu: datetime) -> list[Doel]:
    """De doelen voor `naar` (team, kcc of crisis); leeg als er nu niemand is."""
    lijst: list[tuple[Doel | None, Openingstijden]] = []
    if naar == "crisis":
        lijst.append((doelen.crisis, gemeente.kanalen.tijden))
    if naar == "team" and team is not None:
        eigen = gemeente.teams[team].tijden
        lijst.append((doelen.teams.get(team), eigen if eigen.bekend else gemeente.kanalen.tijden))
    lijst.append((doelen.kcc, gemeente.kanalen.tijden))
    open_ = [d for d, tijden in lijst if d is not None and _open(d, tijden, nu)]
    return list({d.bestemming: d for d in open_}.values())


def _open(doel: Doel, tijden: Openingstijden, nu: datetime) -> bool:
    # Zijn de tijden onbekend, dan is bellen beter dan raden dat er niemand is.
    return doel.altijd or not tijden.bekend or tijden.open_op(nu)
