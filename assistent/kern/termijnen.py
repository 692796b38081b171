"""Wanneer een team iets laat weten, gerekend in de werkuren van dat team (R58, R68, R69)."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from assistent.kern.begrippen import Urgentie
from assistent.kern.gemeente import Gemeente
from assistent.kern.tijden import NEDERLAND, Openingstijden, Rooster, dagnaam, kloktijd

BEWAAK_WERKUREN, BEWAAK_SPOED_WERKUREN = 16.0, 4.0
KANTOORTIJDEN = Openingstijden((Rooster(frozenset(range(5)), time(9), time(17)),))
"""Voor de bewaking als een gemeente geen tijden geeft; een inwoner hoort dit nooit (R69)."""


def reactietermijn(gemeente: Gemeente, team: str, urgentie: Urgentie, nu: datetime) -> datetime | None:
    """Het uiterste moment van een eerste reactie, voor intern gebruik; niets zonder termijn of rooster.

    Wat een inwoner hoort komt uit `toezegging`: een voorbeeldtermijn is geen belofte (R69).
    """
    gegevens = gemeente.teams[team]
    haast = urgentie in (Urgentie.DIRECT, Urgentie.SPOED)
    uren = gegevens.reactie_spoed_werkuren if haast else gegevens.reactie_werkuren
    tijden = gegevens.tijden if gegevens.tijden.bekend else gemeente.kanalen.tijden
    if uren is None or not tijden.bekend:
        return None
    return tijden.over_werkuren(nu, uren)


def toezegging(gemeente: Gemeente, team: str, urgentie: Urgentie, nu: datetime) -> datetime | None:
    """De reactietermijn die een inwoner mag horen: niets als termijn of rooster een voorbeeld of verlopen is."""
    gegevens = gemeente.teams[team]
    tijden = gegevens.tijden if gegevens.tijden.bekend else gemeente.kanalen.tijden
    if not (gegevens.reactie_zeker and tijden.zeker) or nu.date() > gemeente.geldig_tot:
        return None
    return reactietermijn(gemeente, team, urgentie, nu)


def bewaking(gemeente: Gemeente, team: str, urgentie: Urgentie, nu: datetime) -> tuple[datetime, datetime]:
    """Wanneer het team een herinnering krijgt en wanneer de terugval het overneemt (R58).

    Geven de gegevens geen termijn, dan geldt voor de bewaking een gewone: zonder bewaking kan een vraag stil blijven liggen.
    """
    gegevens = gemeente.teams[team]
    haast = urgentie in (Urgentie.DIRECT, Urgentie.SPOED)
    uren = gegevens.reactie_spoed_werkuren if haast else gegevens.reactie_werkuren
    uren = uren or (BEWAAK_SPOED_WERKUREN if haast else BEWAAK_WERKUREN)
    tijden = gegevens.tijden if gegevens.tijden.bekend else gemeente.kanalen.tijden
    for rooster in (tijden, KANTOORTIJDEN):
        half, heel = rooster.over_werkuren(nu, uren / 2), rooster.over_werkuren(nu, uren)
        if half and heel:
            return half, heel
    return nu + timedelta(days=1), nu + timedelta(days=2)


def zeg_termijn(termijn: datetime, nu: datetime) -> str:
    """ "uiterlijk morgen om 12 uur" zonder het woord uiterlijk: "morgen om 12 uur"."""
    hier, toen = nu.astimezone(NEDERLAND), termijn.astimezone(NEDERLAND)
    return f"{dagnaam(toen.date(), hier.date())} om {kloktijd(toen)}"
