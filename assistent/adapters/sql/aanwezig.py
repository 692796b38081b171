"""Wie er is en wie een gesprek heeft, in SQL; niets hiervan zegt iets over een inwoner (R62)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from assistent.adapters.sql import tabellen as t
from assistent.kern.errors import AlAangenomen
from assistent.kern.meepraten import Aanwezige, Heeft, Livegesprek


@dataclass(frozen=True)
class SqlAanwezigen:
    """Open schermen binnen één transactie."""

    verbinding: AsyncConnection

    async def meld(self, aanwezige: Aanwezige, nu: datetime) -> None:
        """Zet of verleng; wie verlopen is verdwijnt meteen."""
        a = t.aanwezig.c
        oud = (a.verbinding == aanwezige.verbinding) | (a.tot < nu)
        await self.verbinding.execute(delete(t.aanwezig).where(oud))
        velden = {
            "verbinding": aanwezige.verbinding,
            "wie": aanwezige.wie,
            "gemeente": aanwezige.gemeente,
            "teams": " ".join(sorted(aanwezige.teams)),
            "beschikbaar": aanwezige.beschikbaar,
            "tot": aanwezige.tot,
        }
        await self.verbinding.execute(insert(t.aanwezig).values(**velden))

    async def weg(self, verbinding: str) -> None:
        """Dit scherm is dicht."""
        await self.verbinding.execute(delete(t.aanwezig).where(t.aanwezig.c.verbinding == verbinding))

    async def zoek(self, nu: datetime, *, gemeente: str = "", wie: str = "") -> list[Aanwezige]:
        """Wie er nu is, van een gemeente of met een naam."""
        a = t.aanwezig.c
        vraag = select(t.aanwezig).where(a.tot >= nu)
        if gemeente:
            vraag = vraag.where(a.gemeente == gemeente)
        if wie:
            vraag = vraag.where(a.wie == wie)
        return [
            Aanwezige(r.verbinding, r.wie, r.gemeente, r.tot, frozenset(r.teams.split()), r.beschikbaar)
            for r in await self.verbinding.execute(vraag.order_by(a.verbinding))
        ]


@dataclass(frozen=True)
class SqlLivegesprekken:
    """Livegesprekken binnen één transactie."""

    verbinding: AsyncConnection

    async def haal(self, overdracht_id: str) -> Livegesprek | None:
        """Het livegesprek bij een overdracht."""
        vraag = select(t.livegesprek).where(t.livegesprek.c.overdracht_id == overdracht_id)
        rij = (await self.verbinding.execute(vraag)).first()
        return _live(rij) if rij else None

    async def bewaar(self, live: Livegesprek) -> None:
        """Bewaar met versiecontrole; fout `AlAangenomen` als een ander eerder was."""
        velden = {
            "team": live.team,
            "heeft": live.heeft.value,
            "sinds": live.sinds,
            "tot": live.tot,
            "door": live.door,
            "stap": live.stap,
            "versie": live.versie + 1,
        }
        g = t.livegesprek.c
        if live.versie:
            doel = (g.overdracht_id == live.overdracht_id) & (g.versie == live.versie)
            uitslag = await self.verbinding.execute(update(t.livegesprek).where(doel).values(**velden))
            if not uitslag.rowcount:
                raise AlAangenomen("Een collega was net eerder. Ververs de pagina.")
            return
        velden |= {
            "overdracht_id": live.overdracht_id,
            "gesprek_id": live.gesprek_id,
            "gemeente": live.gemeente,
        }
        await self.verbinding.execute(insert(t.livegesprek).values(**velden))

    async def zoek(
        self, heeft: Heeft, *, gemeente: str = "", tot: datetime | None = None
    ) -> list[Livegesprek]:
        """Livegesprekken in deze stand, langst wachtende eerst; met `tot` alleen wat dan voorbij is."""
        g = t.livegesprek.c
        vraag = select(t.livegesprek).where(g.heeft == heeft.value)
        if gemeente:
            vraag = vraag.where(g.gemeente == gemeente)
        if tot is not None:
            vraag = vraag.where(g.tot <= tot)
        return [_live(r) for r in await self.verbinding.execute(vraag.order_by(g.sinds))]


def _live(rij: Any) -> Livegesprek:
    return Livegesprek(
        overdracht_id=rij.overdracht_id,
        gesprek_id=rij.gesprek_id,
        gemeente=rij.gemeente,
        team=rij.team,
        sinds=rij.sinds,
        heeft=Heeft(rij.heeft),
        tot=rij.tot,
        door=rij.door,
        stap=rij.stap,
        versie=rij.versie,
    )
