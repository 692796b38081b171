"""Het inzagelog in de database: de database zelf weigert een wijziging (AVG 32, migratie 0004)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import structlog
from sqlalchemy import insert, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from assistent.adapters.sql import tabellen as t
from assistent.kern.errors import OpslagOnbereikbaar
from assistent.ports import Inzage

log = structlog.get_logger("inzage")


@dataclass(frozen=True)
class SqlInzagelog:
    """Schrijft elke inzage op; ook in het logboek, zodat wie de database wijzigt nog een spoor achterlaat."""

    motor: AsyncEngine

    async def leg_vast(self, account: str, wat: str, onderwerp_id: str, op: datetime) -> None:
        """Schrijf één inzage op; fout `OpslagOnbereikbaar`."""
        waarden = {"op": op, "account": account, "wat": wat, "onderwerp_id": onderwerp_id}
        try:
            async with self.motor.begin() as verbinding:
                await verbinding.execute(insert(t.inzage).values(**waarden))
        except (DBAPIError, OSError) as fout:
            raise OpslagOnbereikbaar("De database antwoordt niet.") from fout
        log.info("inzage", account=account, soort=wat, overdracht=onderwerp_id)

    async def lees(self, onderwerp_id: str | None = None, hooguit: int = 200) -> list[Inzage]:
        """De nieuwste eerst."""
        vraag = select(t.inzage).order_by(t.inzage.c.id.desc()).limit(hooguit)
        if onderwerp_id is not None:
            vraag = vraag.where(t.inzage.c.onderwerp_id == onderwerp_id)
        async with self.motor.connect() as verbinding:
            rijen = await verbinding.execute(vraag)
            return [Inzage(r.op, r.account, r.wat, r.onderwerp_id) for r in rijen]
