"""Wissen wat zijn termijn voorbij is, tabel voor tabel (AVG 5(1)(e), kennisbank/bewaren.yml)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, Date, Table, delete, exists, func, or_, select, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from assistent.adapters.sql import tabellen as t
from assistent.kern.bewaren import Bewaartermijnen
from assistent.kern.errors import OpslagOnbereikbaar

_LAATSTE_STAP = (
    select(func.max(t.stap.c.op)).where(t.stap.c.overdracht_id == t.overdracht.c.id).scalar_subquery()
)
_ZONDER_INTAKE = ~exists().where(t.overdracht.c.gesprek_id == t.gesprek.c.id)
LOS = {t.gesprek: (t.klad,), t.overdracht: (t.uitbak,)}
"""Tabellen die meegaan zonder dat de database dat zelf weet; wat een vreemde sleutel heeft gaat vanzelf mee."""


@dataclass(frozen=True)
class Regel:
    """Eén soort: welke rijen, geteld vanaf welk moment."""

    soort: str
    tabel: Table
    moment: Any
    waar: ColumnElement[bool] | None = None
    leeg: Mapping[str, Any] = field(default_factory=dict)
    """Maak deze kolommen leeg in plaats van de rij te wissen."""

    def voorbij(self, grens: datetime) -> ColumnElement[bool]:
        """De voorwaarde voor rijen van vóór de grens."""
        dag = isinstance(self.moment, Column) and isinstance(self.moment.type, Date)
        voorwaarde: ColumnElement[bool] = self.moment < (grens.date() if dag else grens)
        if self.tabel is t.overdracht:
            # Een waakvlam in de toekomst is een afspraak: die wordt niet gewist.
            voorwaarde &= or_(t.overdracht.c.waakvlam.is_(None), t.overdracht.c.waakvlam < grens)
        return voorwaarde if self.waar is None else voorwaarde & self.waar


def _staat(*staten: str) -> ColumnElement[bool]:
    return t.overdracht.c.staat.in_(staten)


REGELS = (
    Regel("intake_afgerond", t.overdracht, _LAATSTE_STAP, _staat("afgerond")),
    Regel("intake_ingetrokken", t.overdracht, _LAATSTE_STAP, _staat("ingetrokken")),
    Regel("intake_geweigerd", t.overdracht, _LAATSTE_STAP, _staat("geweigerd")),
    Regel("intake_open", t.overdracht, _LAATSTE_STAP, ~_staat("afgerond", "ingetrokken", "geweigerd")),
    Regel(
        "intake_onaf",
        t.gesprek,
        t.gesprek.c.gewijzigd,
        _ZONDER_INTAKE & t.gesprek.c.contact,
    ),
    Regel("intake_onaf", t.klad, t.klad.c.gewijzigd),
    Regel("gesprek", t.gesprek, t.gesprek.c.gewijzigd, _ZONDER_INTAKE),
    Regel("uitbak", t.uitbak, t.uitbak.c.gedaan),
    Regel("oordeel", t.oordeel, t.oordeel.c.dag),
    Regel(
        "contact",
        t.contactmoment,
        t.contactmoment.c.begonnen,
        t.contactmoment.c.medewerker != "",
        {"medewerker": "", "persoon": None, "overdracht_id": None},
    ),
    Regel("cijfers", t.contactmoment, t.contactmoment.c.begonnen),
    Regel("cijfers", t.voorstel, t.voorstel.c.dag),
    Regel("sessie", t.sessie, t.sessie.c.gebruikt),
    Regel("sessie", t.aanwezig, t.aanwezig.c.tot),
    Regel("inzagelog", t.inzage, t.inzage.c.op),
)
"""Wat er gewist wordt. Een nieuwe tabel krijgt hier een regel, of hangt met een vreemde sleutel aan een die er een heeft."""


@dataclass(frozen=True)
class SqlOpruimer:
    """Ruimt de database op."""

    motor: AsyncEngine

    async def ruim_op(self, nu: datetime, termijnen: Bewaartermijnen) -> Mapping[str, int]:
        """Wis alles wat voorbij is en geef per soort hoeveel rijen; fout `OpslagOnbereikbaar`."""
        uit: dict[str, int] = {}
        try:
            async with self.motor.begin() as verbinding:
                for regel in REGELS:
                    for voorwaarde in _per_gemeente(regel, nu, termijnen):
                        aantal = await _doe(verbinding, regel, voorwaarde)
                        uit[regel.soort] = uit.get(regel.soort, 0) + aantal
        except (DBAPIError, OSError) as fout:
            raise OpslagOnbereikbaar("De database antwoordt niet.") from fout
        return uit

    async def vergeet(self, overdracht_id: str) -> None:
        """Haal de stempels weg waarmee iemand herkend wordt; fout `OpslagOnbereikbaar`."""
        c = t.contactmoment.c
        persoon = select(c.persoon).where(c.overdracht_id == overdracht_id, c.persoon.is_not(None))
        try:
            async with self.motor.begin() as verbinding:
                wie = list((await verbinding.execute(persoon)).scalars())
                leeg = update(t.contactmoment).where(c.persoon.in_(wie)).values(persoon=None)
                await verbinding.execute(leeg)
                await verbinding.execute(
                    delete(t.herkenning).where(t.herkenning.c.overdracht_id == overdracht_id)
                )
        except (DBAPIError, OSError) as fout:
            raise OpslagOnbereikbaar("De database antwoordt niet.") from fout


def _per_gemeente(regel: Regel, nu: datetime, termijnen: Bewaartermijnen) -> Iterator[ColumnElement[bool]]:
    """De voorwaarde voor de standaard, en een voor elke gemeente met eigen termijnen."""
    gewoon = regel.voorbij(termijnen.grens(regel.soort, nu))
    if "gemeente" not in regel.tabel.c:
        yield gewoon
        return
    gemeente = regel.tabel.c.gemeente
    yield gewoon & gemeente.not_in(termijnen.eigen)
    for eigen in termijnen.eigen:
        yield regel.voorbij(termijnen.grens(regel.soort, nu, eigen)) & (gemeente == eigen)


async def _doe(verbinding: AsyncConnection, regel: Regel, voorwaarde: ColumnElement[bool]) -> int:
    if regel.leeg:
        uitslag = await verbinding.execute(update(regel.tabel).where(voorwaarde).values(**regel.leeg))
        return int(uitslag.rowcount)
    for kind in LOS.get(regel.tabel, ()):
        ids = select(regel.tabel.c.id).where(voorwaarde)
        await verbinding.execute(delete(kind).where(kind.c[f"{regel.tabel.name}_id"].in_(ids)))
    return int((await verbinding.execute(delete(regel.tabel).where(voorwaarde))).rowcount)
