"""Telefoontjes in de database: alleen welk gesprek erbij hoort en hoe het afliep."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from assistent.adapters.sql import tabellen as t
from assistent.kern.errors import OpslagOnbereikbaar
from assistent.ports import Telefoontje


@dataclass(frozen=True)
class SqlOproeplog:
    """Eén rij per oproep; wist een gesprek, dan gaat de rij mee."""

    motor: AsyncEngine

    async def begin(self, id_: str, gesprek_id: str, op: datetime, *, spraak: bool) -> None:
        """Leg vast dat er gebeld wordt; fout `OpslagOnbereikbaar`."""
        rij = {"id": id_, "gesprek_id": gesprek_id, "begonnen": op, "spraak": spraak, "uitkomst": "bezig"}
        try:
            async with self.motor.begin() as verbinding:
                await verbinding.execute(insert(t.oproep).values(**rij))
        except DBAPIError as fout:
            raise OpslagOnbereikbaar("De database antwoordt niet.") from fout

    async def sluit(self, id_: str, uitkomst: str, op: datetime) -> None:
        """Leg vast hoe het afliep; fout `OpslagOnbereikbaar`."""
        wijzig = update(t.oproep).where(t.oproep.c.id == id_).values(uitkomst=uitkomst, geeindigd=op)
        try:
            async with self.motor.begin() as verbinding:
                await verbinding.execute(wijzig)
        except DBAPIError as fout:
            raise OpslagOnbereikbaar("De database antwoordt niet.") from fout

    async def zoek(
        self, *, id_: str = "", gemeente: str = "", vanaf: datetime | None = None
    ) -> list[Telefoontje]:
        """Eén telefoontje, of wat in een gemeente nog loopt; fout `OpslagOnbereikbaar`."""
        o = t.oproep.c
        vraag = select(o.id, o.gesprek_id, o.begonnen).order_by(o.begonnen)
        if id_:
            vraag = vraag.where(o.id == id_)
        else:
            loopt = o.geeindigd.is_(None) & (t.gesprek.c.gemeente == gemeente)
            vraag = vraag.join(t.gesprek, t.gesprek.c.id == o.gesprek_id).where(loopt)
        if vanaf is not None:
            vraag = vraag.where(o.begonnen >= vanaf)
        try:
            async with self.motor.connect() as verbinding:
                return [Telefoontje(*rij) for rij in await verbinding.execute(vraag)]
        except DBAPIError as fout:
            raise OpslagOnbereikbaar("De database antwoordt niet.") from fout
