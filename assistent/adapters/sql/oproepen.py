"""Telefoontjes in de database: alleen welk gesprek erbij hoort en hoe het afliep."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from assistent.adapters.sql import tabellen as t
from assistent.kern.errors import OpslagOnbereikbaar


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

    async def gesprek(self, id_: str) -> str | None:
        """Het gesprek bij een oproepnummer; fout `OpslagOnbereikbaar`."""
        vraag = select(t.oproep.c.gesprek_id).where(t.oproep.c.id == id_)
        try:
            async with self.motor.connect() as verbinding:
                gevonden: str | None = await verbinding.scalar(vraag)
        except DBAPIError as fout:
            raise OpslagOnbereikbaar("De database antwoordt niet.") from fout
        return gevonden
