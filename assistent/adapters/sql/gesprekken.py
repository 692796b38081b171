"""Gesprekken in SQL: de stand en de berichten, versleuteld."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from assistent.adapters.sql import tabellen as t
from assistent.adapters.sql.kluis import Kluis
from assistent.kern.errors import Botsing, GesprekOnbekend
from assistent.kern.gesprek import Gesprek
from assistent.kern.intake import CONTACT
from assistent.ports import Bericht, Klok


@dataclass(frozen=True)
class SqlGesprekken:
    """De gesprekken binnen één transactie."""

    verbinding: AsyncConnection
    kluis: Kluis
    klok: Klok

    async def haal(self, gesprek_id: str) -> Gesprek:
        """De stand van een gesprek; fout `GesprekOnbekend`."""
        vraag = select(t.gesprek.c.stand).where(t.gesprek.c.id == gesprek_id)
        rij = (await self.verbinding.execute(vraag)).first()
        if rij is None:
            raise GesprekOnbekend("Dit gesprek is er niet meer.")
        return self.kluis.open(rij.stand, Gesprek)

    async def bewaar(self, gesprek: Gesprek, berichten: Sequence[Bericht] = ()) -> None:
        """Bewaar de stand met de nieuwe berichten; fout `Botsing` als een ander net schreef."""
        velden = {
            "gemeente": gesprek.gemeente,
            "kanaal": gesprek.kanaal.value,
            "gestart": gesprek.gestart,
            "gewijzigd": self.klok.nu(),
            "versie": gesprek.versie + 1,
            "overdracht_id": gesprek.overdracht_id,
            "contact": not gesprek.velden.keys().isdisjoint(CONTACT),
            "stand": self.kluis.sluit(replace(gesprek, versie=gesprek.versie + 1)),
        }
        if gesprek.versie == 0:
            await self.verbinding.execute(insert(t.gesprek).values(id=gesprek.id, **velden))
        else:
            g = t.gesprek.c
            doel = (g.id == gesprek.id) & (g.versie == gesprek.versie)
            uitslag = await self.verbinding.execute(update(t.gesprek).where(doel).values(**velden))
            if not uitslag.rowcount:
                raise Botsing("Dit gesprek is net veranderd.")
        await self.voeg_toe(berichten)

    async def voeg_toe(self, berichten: Sequence[Bericht]) -> None:
        """Berichten van een medewerker of het systeem, zonder de stand van het gesprek te raken."""
        if berichten:
            rijen = [
                {
                    "gesprek_id": b.gesprek_id,
                    "nummer": b.nummer,
                    "van": b.van,
                    "op": b.op,
                    "beurt_id": b.beurt_id,
                    "inhoud": self.kluis.sluit(dict(b.inhoud)),
                }
                for b in berichten
            ]
            await self.verbinding.execute(insert(t.bericht), rijen)

    async def berichten(self, gesprek_id: str, na: int = 0) -> list[Bericht]:
        """De berichten op volgorde, vanaf het nummer na `na`."""
        b = t.bericht.c
        vraag = select(t.bericht).where(b.gesprek_id == gesprek_id, b.nummer > na).order_by(b.nummer)
        return [
            Bericht(r.gesprek_id, r.nummer, r.van, self.kluis.open(r.inhoud, dict), r.op, r.beurt_id)
            for r in await self.verbinding.execute(vraag)
        ]

    async def laatste(self, gesprek_id: str) -> int:
        """Het nummer van het laatste bericht; 0 zonder berichten."""
        vraag = select(func.max(t.bericht.c.nummer)).where(t.bericht.c.gesprek_id == gesprek_id)
        return int((await self.verbinding.execute(vraag)).scalar() or 0)

    async def wis(self, gesprek_id: str) -> None:
        """Wis een gesprek met alle berichten; een aangeboden intake blijft van het team."""
        await self.verbinding.execute(delete(t.bericht).where(t.bericht.c.gesprek_id == gesprek_id))
        await self.verbinding.execute(delete(t.gesprek).where(t.gesprek.c.id == gesprek_id))
