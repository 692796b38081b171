"""Belafspraken in SQL; een blok gaat nooit naar meer mensen dan het team kan bellen (R69)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from assistent.adapters.sql import tabellen as t
from assistent.kern.afspraken import Belafspraak, Belstaat
from assistent.kern.errors import Botsing


@dataclass(frozen=True)
class SqlBelafspraken:
    """Belafspraken binnen één transactie."""

    verbinding: AsyncConnection

    async def bewaar(self, afspraak: Belafspraak, tegelijk: int = 1) -> None:
        """Zet of verander; is het blok net door een ander genomen, dan faalt de transactie met `Botsing`."""
        await self.verbinding.execute(delete(t.belafspraak).where(t.belafspraak.c.id == afspraak.id))
        await self.verbinding.execute(
            insert(t.belafspraak).values(
                id=afspraak.id,
                overdracht_id=afspraak.overdracht_id,
                gemeente=afspraak.gemeente,
                team=afspraak.team,
                van=afspraak.van,
                tot=afspraak.tot,
                staat=afspraak.staat.value,
                door=afspraak.door,
                blok=await self._plaats(afspraak, tegelijk) if afspraak.staat.lopend else None,
            )
        )

    async def _plaats(self, afspraak: Belafspraak, tegelijk: int) -> str:
        """De eerste vrije plaats in het blok. Nemen twee tegelijk dezelfde, dan weigert de unieke kolom de tweede."""
        blok = f"{afspraak.gemeente}/{afspraak.team}/{afspraak.van.astimezone(UTC).isoformat()}"
        plaatsen = [blok, *(f"{blok}#{n}" for n in range(1, tegelijk))]
        b = t.belafspraak.c
        bezet = set(await self.verbinding.scalars(select(b.blok).where(b.blok.in_(plaatsen))))
        vrij = next((p for p in plaatsen if p not in bezet), None)
        if vrij is None:
            raise Botsing("Dit blok is net vergeven.")
        return vrij

    async def van(self, overdracht_id: str) -> list[Belafspraak]:
        """Alle belafspraken van een overdracht, op tijd."""
        b = t.belafspraak.c
        vraag = select(t.belafspraak).where(b.overdracht_id == overdracht_id).order_by(b.van, b.id)
        return [_afspraak(r) for r in await self.verbinding.execute(vraag)]

    async def bezet(self, gemeente: str, team: str, vanaf: datetime) -> list[datetime]:
        """Het begin van elk blok dat dit team al heeft vergeven."""
        b = t.belafspraak.c
        vraag = select(b.van).where(
            b.gemeente == gemeente, b.team == team, b.van >= vanaf, b.blok.is_not(None)
        )
        return [r.van for r in await self.verbinding.execute(vraag)]


def _afspraak(rij: Any) -> Belafspraak:
    return Belafspraak(
        rij.id, rij.overdracht_id, rij.gemeente, rij.team, rij.van, rij.tot, Belstaat(rij.staat), rij.door
    )
