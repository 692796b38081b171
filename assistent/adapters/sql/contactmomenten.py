"""Contactmomenten in SQL, zonder inhoud, en iemand terugvinden op een stempel in plaats van op zijn naam."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from assistent.adapters.sql import tabellen as t
from assistent.adapters.sql.kluis import Kluis
from assistent.kern.begrippen import Kanaal
from assistent.kern.contactmoment import Contactmoment, Uitslag

c, h = t.contactmoment.c, t.herkenning.c


@dataclass(frozen=True)
class SqlContactmomenten:
    """De contactmomenten binnen één transactie."""

    verbinding: AsyncConnection

    async def leg_vast(self, moment: Contactmoment) -> None:
        """Eén gesprek erbij; hetzelfde gesprek vervangt."""
        await self.verbinding.execute(delete(t.contactmoment).where(c.id == moment.id))
        rij = asdict(moment) | {"kanaal": moment.kanaal.value, "uitslag": moment.uitslag.value}
        await self.verbinding.execute(insert(t.contactmoment).values(**rij))

    async def zoek(
        self, *, id_: str = "", persoon: str = "", gemeente: str = "", vanaf: datetime | None = None
    ) -> list[Contactmoment]:
        """Gesprekken die hierbij passen, oudste eerst."""
        vraag = select(t.contactmoment).order_by(c.begonnen, c.id)
        for kolom, waarde in ((c.id, id_), (c.persoon, persoon), (c.gemeente, gemeente)):
            if waarde:
                vraag = vraag.where(kolom == waarde)
        if vanaf is not None:
            vraag = vraag.where(c.begonnen >= vanaf)
        return [
            Contactmoment(**dict(r._mapping) | {"kanaal": Kanaal(r.kanaal), "uitslag": Uitslag(r.uitslag)})
            for r in await self.verbinding.execute(vraag)
        ]


@dataclass(frozen=True)
class SqlTerugvinden:
    """Zoeken op stempels: in de database staat geen naam, nummer of postcode."""

    verbinding: AsyncConnection
    kluis: Kluis

    def merk(self, sleutel: str) -> str:
        """De stempel van een zoeksleutel."""
        return self.kluis.merk(sleutel)

    async def leg_vast(self, sleutels: Sequence[str], overdracht_id: str, op: datetime) -> None:
        """Maak een overdracht hierop terug te vinden; twee keer hetzelfde kan geen kwaad."""
        al = set(await self._merken(overdracht_id))
        nieuw = [m for s in dict.fromkeys(sleutels) if (m := self.merk(s)) not in al]
        if nieuw:
            rijen = [{"merk": m, "overdracht_id": overdracht_id, "op": op} for m in nieuw]
            await self.verbinding.execute(insert(t.herkenning), rijen)

    async def zoek(self, sleutels: Sequence[str]) -> list[str]:
        """Overdrachten die bij een van de sleutels horen, nieuwste eerst."""
        merken = [self.merk(s) for s in sleutels]
        vraag = select(h.overdracht_id).where(h.merk.in_(merken)).order_by(h.op.desc())
        return list(dict.fromkeys((await self.verbinding.execute(vraag)).scalars()))

    async def _merken(self, overdracht_id: str) -> Sequence[str]:
        vraag = select(h.merk).where(h.overdracht_id == overdracht_id)
        return (await self.verbinding.execute(vraag)).scalars().all()
