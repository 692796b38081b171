"""Terugbellen in een echt vrij blok van de werkuren van het team; nooit een tijd die niet kan (R68, R69, R71)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from assistent.kern.belwens import Belwens
from assistent.kern.gemeente import Gemeente
from assistent.kern.tijden import NEDERLAND, Openingstijden, dagnaam, kloktijd

BLOK = timedelta(minutes=30)
AANLOOP = timedelta(minutes=30)
"""Zo lang van tevoren weet het team van een afspraak."""
KEUZES = 3
ALTIJD = Belwens()


class Belstaat(StrEnum):
    """Hoe het met een belafspraak is."""

    GEVRAAGD = "gevraagd"
    """Het blok is vastgehouden, maar het team moet nog ja zeggen (R69)."""
    GEPLAND = "gepland"
    GEBELD = "gebeld"
    NIET_BEREIKT = "niet_bereikt"
    VERVALLEN = "vervallen"

    @property
    def lopend(self) -> bool:
        """Of het blok bezet is."""
        return self in (Belstaat.GEVRAAGD, Belstaat.GEPLAND)


@dataclass(frozen=True, slots=True)
class Belafspraak:
    """Een half uur waarin een medewerker van het team belt."""

    id: str
    overdracht_id: str
    gemeente: str
    team: str
    van: datetime
    tot: datetime
    staat: Belstaat = Belstaat.GEPLAND
    door: str = "systeem"
    """Wie de afspraak maakte: `inwoner`, `systeem` of een account."""


def werktijden(gemeente: Gemeente, team: str) -> Openingstijden:
    """De uren van het team; kent het geen eigen uren, dan die van de gemeente."""
    eigen = gemeente.teams[team].tijden
    return eigen if eigen.bekend else gemeente.kanalen.tijden


def vrije_blokken(
    tijden: Openingstijden,
    bezet: Collection[datetime],
    nu: datetime,
    wens: Belwens = ALTIJD,
    hooguit: int = KEUZES,
    *,
    tegelijk: int = 1,
    strikt: bool = False,
) -> list[tuple[datetime, datetime]]:
    """De eerste vrije blokken die bij de wens passen; leeg als de uren onbekend of vol zijn (R69).

    `bezet`: het begin van elk blok dat al vergeven is, een keer per afspraak; `tegelijk`: zoveel passen er in een blok.
    Past er niets, dan komen de eerste blokken toch, behalve `strikt`: een belofte tegen de wens in is erger dan geen.
    """
    alle = list(_blokken(tijden, [b.astimezone(UTC) for b in bezet], nu, tegelijk))
    passend = [b for b in alle if wens.past(b[0])]
    return (passend if passend or strikt else alle)[:hooguit]


def _blokken(
    tijden: Openingstijden, bezet: list[datetime], nu: datetime, tegelijk: int
) -> Iterator[tuple[datetime, datetime]]:
    vroegst = nu + AANLOOP
    for van, tot in tijden.toekomst(vroegst):
        # Blokken liggen op hele en halve uren, zodat "tussen 10 en 10.30 uur" klopt.
        begin = van.replace(minute=0, second=0, microsecond=0)
        while begin + BLOK <= tot:
            if begin >= van and bezet.count(begin.astimezone(UTC)) < tegelijk:
                yield begin, begin + BLOK
            begin += BLOK


def zeg_blok(van: datetime, tot: datetime, nu: datetime) -> str:
    """ "morgen tussen 10 uur en 10.30 uur"."""
    hier, eind = van.astimezone(NEDERLAND), tot.astimezone(NEDERLAND)
    dag = dagnaam(hier.date(), nu.astimezone(NEDERLAND).date())
    return f"{dag} tussen {kloktijd(hier)} en {kloktijd(eind)}"
