"""Oordelen in SQL: per keuze één rij zonder gesprek, en een telling voor de cijfers (R122)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from assistent.adapters.sql import tabellen as t
from assistent.kern.oordeel import Oordeel, Reden, Telling, Waarover


@dataclass(frozen=True)
class SqlOordelen:
    """De oordelen binnen één transactie."""

    verbinding: AsyncConnection

    async def geef(self, oordeel: Oordeel) -> None:
        """Bewaar; hetzelfde merk vervangt."""
        await self.verbinding.execute(delete(t.oordeel).where(t.oordeel.c.merk == oordeel.merk))
        await self.verbinding.execute(
            insert(t.oordeel).values(
                merk=oordeel.merk,
                dag=oordeel.dag,
                gemeente=oordeel.gemeente,
                waarover=oordeel.waarover.value,
                goed=oordeel.goed,
                sleutel=oordeel.sleutel,
                reden=oordeel.reden.value if oordeel.reden else None,
            )
        )

    async def tel(self, gemeente: str, vanaf: date) -> list[Telling]:
        """Aantallen vanaf een dag, meeste eerst."""
        o = t.oordeel.c
        groep = (o.waarover, o.sleutel, o.goed, o.reden)
        aantal = func.count().label("aantal")
        vraag = (
            select(*groep, aantal)
            .where(o.gemeente == gemeente, o.dag >= vanaf)
            .group_by(*groep)
            .order_by(aantal.desc(), o.sleutel)
        )
        return [
            Telling(Waarover(r.waarover), r.sleutel, r.goed, Reden(r.reden) if r.reden else None, r.aantal)
            for r in await self.verbinding.execute(vraag)
        ]
