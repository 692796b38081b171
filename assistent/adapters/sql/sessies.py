"""Aangemelde sessies op de server: afmelden, verlopen en intrekken werken ook als iemand het koekje kopieerde (R97)."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from assistent.adapters.sql import tabellen as t

WERKDAG = timedelta(hours=8)
"""Daarna altijd opnieuw aanmelden."""
STIL = timedelta(minutes=60)
"""Zo lang niets doen is afgemeld."""
BIJWERKEN = timedelta(minutes=1)


@dataclass(frozen=True)
class SqlSessies:
    """Sessies in de database; alleen een hash van het woord uit het koekje."""

    motor: AsyncEngine

    async def begin(self, naam: str, nu: datetime) -> str:
        """Begin een sessie en geef het geheime woord voor in het koekje."""
        woord = secrets.token_urlsafe(32)
        async with self.motor.begin() as verbinding:
            rij = {"id": _hash(woord), "naam": naam, "begonnen": nu, "gebruikt": nu}
            await verbinding.execute(insert(t.sessie).values(**rij))
        return woord

    async def haal(self, woord: str, nu: datetime) -> str | None:
        """De accountnaam bij een sessie die nog geldt; gebruik schuift het einde op."""
        async with self.motor.begin() as verbinding:
            vraag = select(t.sessie).where(t.sessie.c.id == _hash(woord))
            rij = (await verbinding.execute(vraag)).first()
            if rij is None or nu - rij.begonnen >= WERKDAG or nu - rij.gebruikt >= STIL:
                return None
            if nu - rij.gebruikt >= BIJWERKEN:
                wijzig = update(t.sessie).where(t.sessie.c.id == rij.id)
                await verbinding.execute(wijzig.values(gebruikt=nu))
            return str(rij.naam)

    async def beeindig(self, *, woord: str = "", naam: str = "") -> None:
        """Sluit één sessie, of alle sessies van een account."""
        kies = t.sessie.c.naam == naam if naam else t.sessie.c.id == _hash(woord)
        async with self.motor.begin() as verbinding:
            await verbinding.execute(delete(t.sessie).where(kies))


def _hash(woord: str) -> str:
    return hashlib.sha256(woord.encode("utf-8", "surrogateescape")).hexdigest()
