"""Bij wie een overdracht nu ligt en wie daarna komt: één trekker, en nooit niemand (R57-R59)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from assistent.kern.gemeente import Gemeente
from assistent.kern.overdracht import Handeling, Overdracht, Staat
from assistent.kern.termijnen import bewaking, toezegging

_OPNIEUW = (Handeling.HEROPENEN.value, Handeling.WAKEN.value)


def leg_bij(
    overdracht: Overdracht,
    gemeente: Gemeente,
    team: str,
    *,
    nu: datetime,
    door: str,
    reden: str,
    handeling: Handeling = Handeling.AANBIEDEN,
    achterwacht: bool = False,
) -> Overdracht:
    """Leg de intake bij een team, met een nieuwe termijn en herinnering in de werkuren van dat team."""
    herinner_op, termijn = bewaking(gemeente, team, overdracht.urgentie, nu)
    return overdracht.doe(
        handeling,
        op=nu,
        door=door,
        reden=reden,
        team=team,
        termijn=termijn,
        herinner_op=herinner_op,
        toegezegd=toezegging(gemeente, team, overdracht.urgentie, nu),
        achterwacht=achterwacht,
    )


def volgende_team(gemeente: Gemeente, overdracht: Overdracht) -> str | None:
    """Het eerste team dat nog niet gevraagd is: de terugval, dan wie meekijkt, dan het algemene team."""
    gevraagd = set(_gevraagd(overdracht)) | {overdracht.team}
    return next((t for t in _kandidaten(gemeente, overdracht) if t not in gevraagd), None)


def na_weigering(overdracht: Overdracht, gemeente: Gemeente, nu: datetime) -> Overdracht:
    """Na een weigering met reden naar het volgende team; is dat er niet, dan beslist de achterwacht."""
    volgende = volgende_team(gemeente, overdracht)
    team = volgende or gemeente.teams[overdracht.team].terugval or overdracht.team
    return leg_bij(
        overdracht, gemeente, team, nu=nu, door="systeem", reden=f"naar {team}", achterwacht=volgende is None
    )


def na_verlopen(overdracht: Overdracht, gemeente: Gemeente, nu: datetime) -> Overdracht:
    """Niemand nam op tijd aan: naar de terugval, en de achterwacht weet ervan (R58)."""
    verlopen = overdracht.naar(Staat.VERLOPEN, op=nu, door="systeem", reden="niemand nam op tijd aan")
    volgende = volgende_team(gemeente, overdracht)
    team = volgende or gemeente.teams[overdracht.team].terugval or overdracht.team
    return leg_bij(
        verlopen, gemeente, team, nu=nu, door="systeem", reden=f"naar {team}", achterwacht=True
    )


def mag_intrekken(overdracht: Overdracht, gemeente: Gemeente, nu: datetime) -> bool:
    """Of de inwoner de aanmelding nog kan intrekken: tot een moment uit de gegevens van de gemeente (R66)."""
    sinds = overdracht.begonnen or nu
    return overdracht.mag(Handeling.INTREKKEN) and nu - sinds <= timedelta(hours=gemeente.intrekken_uren)


def _kandidaten(gemeente: Gemeente, overdracht: Overdracht) -> Iterator[str]:
    team: str | None = overdracht.team
    gezien: set[str] = set()
    while team and team not in gezien:
        gezien.add(team)
        team = gemeente.teams[team].terugval
        if team:
            yield team
    yield from overdracht.meekijkers
    if gemeente.standaard_team:
        yield gemeente.standaard_team


def _gevraagd(overdracht: Overdracht) -> Iterator[str]:
    """De teams die het deze ronde al hadden; na heropenen begint een nieuwe ronde."""
    for stap in reversed(overdracht.geschiedenis):
        yield stap.team
        if stap.handeling in _OPNIEUW:
            return
