"""De huurrij van een achtergrondtaak: één proces tegelijk, zonder slot dat blijft staan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, or_, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine

from assistent.adapters.sql import tabellen as t


@dataclass(frozen=True)
class SqlHuur:
    """Huur in de database; de klok van het proces telt, dus houd de klokken van servers gelijk."""

    motor: AsyncEngine

    async def neem(self, taak: str, door: str, nu: datetime, tot: datetime) -> bool:
        """Neem of verleng; onwaar als een ander haar heeft."""
        h = t.taak.c
        vrij = or_(h.tot <= nu, (h.door == door) & (h.door != ""))
        try:
            async with self.motor.begin() as verbinding:
                wijzig = update(t.taak).where(h.naam == taak, vrij).values(door=door, tot=tot)
                if (await verbinding.execute(wijzig)).rowcount:
                    return True
                # Bestaat de rij al, dan heeft een ander haar: de sleutel weigert.
                await verbinding.execute(insert(t.taak).values(naam=taak, door=door, tot=tot))
        except IntegrityError:
            return False
        return True

    async def zet_terug(self, taak: str, door: str, vanaf: datetime) -> None:
        """Geef terug; vanaf dit moment mag iedereen weer."""
        h = t.taak.c
        wijzig = update(t.taak).where(h.naam == taak, h.door == door).values(door="", tot=vanaf)
        async with self.motor.begin() as verbinding:
            await verbinding.execute(wijzig)
