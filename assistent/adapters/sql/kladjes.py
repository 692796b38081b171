"""Kladjes in SQL, versleuteld, en hoe vaak een voorstel hielp, zonder gesprek erbij."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from assistent.adapters.sql import tabellen as t
from assistent.adapters.sql.kluis import Kluis
from assistent.kern.errors import Botsing, GesprekOnbekend
from assistent.kern.klad import Bezig, Klad
from assistent.ports import Klok, Voorsteltelling

k, v = t.klad.c, t.voorstel.c


@dataclass(frozen=True)
class SqlKladjes:
    """De kladjes binnen één transactie."""

    verbinding: AsyncConnection
    kluis: Kluis
    klok: Klok

    async def haal(self, klad_id: str) -> Klad:
        """Eén klad; fout `GesprekOnbekend`."""
        vraag = select(t.klad.c.inhoud).where(k.id == klad_id)
        rij = (await self.verbinding.execute(vraag)).first()
        if rij is None:
            raise GesprekOnbekend("Dit gesprek is afgerond of er niet meer.")
        return self.kluis.open(rij.inhoud, Klad)

    async def bewaar(self, klad: Klad) -> None:
        """Bewaar met versiecontrole; wat klaar is wordt gewist."""
        deze = (k.id == klad.id) & (k.versie == klad.versie)
        if klad.bezig is Bezig.KLAAR:
            uitslag = await self.verbinding.execute(delete(t.klad).where(deze))
        else:
            velden = {
                "gemeente": klad.gemeente,
                "medewerker": klad.medewerker,
                "gesprek_id": klad.gesprek_id,
                "gewijzigd": self.klok.nu(),
                "versie": klad.versie + 1,
                "inhoud": self.kluis.sluit(replace(klad, versie=klad.versie + 1)),
            }
            if klad.versie == 0:
                await self.verbinding.execute(insert(t.klad).values(id=klad.id, **velden))
                return
            uitslag = await self.verbinding.execute(update(t.klad).where(deze).values(**velden))
        if not uitslag.rowcount:
            raise Botsing("Een collega wijzigde dit gesprek net. Probeer het opnieuw.")

    async def zoek(self, *, gemeente: str | None = None, gesprek_id: str | None = None) -> list[Klad]:
        """Kladjes die hierbij passen, oudste eerst."""
        vraag = select(t.klad.c.inhoud).order_by(k.id)
        if gemeente is not None:
            vraag = vraag.where(k.gemeente == gemeente)
        if gesprek_id is not None:
            vraag = vraag.where(k.gesprek_id == gesprek_id)
        return [self.kluis.open(r.inhoud, Klad) for r in await self.verbinding.execute(vraag)]


@dataclass(frozen=True)
class SqlVoorstellen:
    """Tellingen per dag."""

    verbinding: AsyncConnection

    async def tel(self, dag: date, gemeente: str, soort: str, sleutel: str, *, gebruikt: bool) -> None:
        """Eén keer gebruikt of weggedaan."""
        deze = (
            (v.dag == dag)
            & (v.gemeente == gemeente)
            & (v.soort == soort)
            & (v.sleutel == sleutel)
            & (v.gebruikt == gebruikt)
        )
        ophogen = update(t.voorstel).where(deze).values(aantal=v.aantal + 1)
        if not (await self.verbinding.execute(ophogen)).rowcount:
            rij = {"dag": dag, "gemeente": gemeente, "soort": soort, "sleutel": sleutel, "gebruikt": gebruikt}
            await self.verbinding.execute(insert(t.voorstel).values(**rij, aantal=1))

    async def som(self, gemeente: str, vanaf: date) -> Sequence[Voorsteltelling]:
        """Aantallen vanaf een dag, meeste eerst."""
        aantal = func.sum(v.aantal)
        vraag = (
            select(v.soort, v.sleutel, v.gebruikt, aantal.label("keer"))
            .where(v.gemeente == gemeente, v.dag >= vanaf)
            .group_by(v.soort, v.sleutel, v.gebruikt)
            .order_by(aantal.desc(), v.sleutel)
        )
        rijen = await self.verbinding.execute(vraag)
        return [Voorsteltelling(r.soort, r.sleutel, r.gebruikt, r.keer) for r in rijen]
