"""Wanneer een team iets laat weten, gerekend in de werkuren van dat team (R58, R68, R69)."""

from __future__ import annotations

from datetime import datetime

from assistent.kern.begrippen import Urgentie
from assistent.kern.gemeente import Gemeente
from assistent.kern.tijden import NEDERLAND, dagnaam, kloktijd


def reactietermijn(gemeente: Gemeente, team: str, urgentie: Urgentie, nu: datetime) -> datetime | None:
    """Het uiterste moment van een eerste reactie; niets als de gegevens geen termijn of rooster geven."""
    gegevens = gemeente.teams[team]
    haast = urgentie in (Urgentie.DIRECT, Urgentie.SPOED)
    uren = gegevens.reactie_spoed_werkuren if haast else gegevens.reactie_werkuren
    tijden = gegevens.tijden if gegevens.tijden.bekend else gemeente.kanalen.tijden
    if uren is None or not tijden.bekend:
        return None
    return tijden.over_werkuren(nu, uren)


def zeg_termijn(termijn: datetime, nu: datetime) -> str:
    """ "uiterlijk morgen om 12 uur" zonder het woord uiterlijk: "morgen om 12 uur"."""
    hier, toen = nu.astimezone(NEDERLAND), termijn.astimezone(NEDERLAND)
    return f"{dagnaam(toen.date(), hier.date())} om {kloktijd(toen)}"
