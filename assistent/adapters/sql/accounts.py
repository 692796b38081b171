"""Accounts van medewerkers: argon2, een slot na te veel missers, sessies en een tweede stap (R97)."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from assistent.adapters.sql import tabellen as t
from assistent.adapters.sql.codes import SqlCodes
from assistent.adapters.sql.kluis import Kluis
from assistent.adapters.sql.sessies import SqlSessies
from assistent.ports import Account

MAX_MISLUKT = 5
DICHT = timedelta(minutes=15)
_hasher = PasswordHasher()
_NIEMAND = _hasher.hash("niemand")
"""Om bij een onbekende naam even lang te rekenen als bij een bekende."""


@dataclass(frozen=True)
class SqlAccounts:
    """Accounts in de database."""

    motor: AsyncEngine
    kluis: Kluis | None = None
    """Voor het geheim van de tweede stap; zonder kluis is die er niet."""

    @property
    def sessies(self) -> SqlSessies:
        """Wie is aangemeld."""
        return SqlSessies(self.motor)

    @property
    def codes(self) -> SqlCodes | None:
        """De tweede stap."""
        return SqlCodes(self.motor, self.kluis) if self.kluis else None

    async def meld_aan(self, naam: str, wachtwoord: str, nu: datetime, code: str = "") -> Account | None:
        """Het account als naam, wachtwoord en eventuele code kloppen; na vijf missers een kwartier dicht."""
        rij = await self._rij(naam)
        # argon2 rekent 50 ms: niet in de lus die alle gesprekken bedient.
        klopt = await asyncio.to_thread(_klopt, rij.wachtwoord if rij else _NIEMAND, wachtwoord)
        if rij is None:
            return None
        async with self.motor.begin() as verbinding:
            # Opnieuw lezen met een slot: tien pogingen tegelijk zijn tien missers, niet één.
            vraag = select(t.account).where(t.account.c.naam == naam).with_for_update()
            rij = (await verbinding.execute(vraag)).one()
            if rij.dicht_tot is not None and nu < rij.dicht_tot:
                return None
            if klopt and rij.totp is not None:
                klopt = self.codes is not None and await self.codes.klopt(verbinding, naam, code, nu)
            mislukt = 0 if klopt else rij.mislukt + 1
            dicht = nu + DICHT if mislukt >= MAX_MISLUKT else None
            await verbinding.execute(
                update(t.account)
                .where(t.account.c.naam == naam)
                .values(mislukt=0 if dicht else mislukt, dicht_tot=dicht)
            )
        return _account(rij) if klopt else None

    async def haal(self, naam: str) -> Account | None:
        """Het account bij een naam."""
        rij = await self._rij(naam)
        return _account(rij) if rij else None

    async def maak(self, account: Account, wachtwoord: str | None) -> None:
        """Maak of vervang een account; zonder wachtwoord kan het alleen via de gemeente aanmelden (OIDC).

        Een ander wachtwoord sluit alle sessies; andere rechten werken meteen, ook in een open sessie.
        """
        oud = await self._rij(account.naam)
        zelfde = bool(oud and wachtwoord and await asyncio.to_thread(_klopt, oud.wachtwoord, wachtwoord))
        hash_ = await asyncio.to_thread(_hasher.hash, wachtwoord) if wachtwoord is not None else ""
        waarden = {
            "weergavenaam": account.weergavenaam,
            "wachtwoord": hash_,
            "gemeente": account.gemeente,
            "rollen": " ".join(sorted(account.rollen)),
            "teams": " ".join(sorted(account.teams)),
            "mislukt": 0,
            "dicht_tot": None,
        }
        async with self.motor.begin() as verbinding:
            if oud is None:
                await verbinding.execute(insert(t.account).values(naam=account.naam, **waarden))
                return
            hier = t.account.c.naam == account.naam
            await verbinding.execute(update(t.account).where(hier).values(**waarden))
            if wachtwoord is not None and not zelfde:
                await verbinding.execute(delete(t.sessie).where(t.sessie.c.naam == account.naam))

    async def alle(self, gemeente: str) -> list[Account]:
        """De accounts van een gemeente, op naam."""
        vraag = select(t.account).where(t.account.c.gemeente == gemeente).order_by(t.account.c.naam)
        async with self.motor.connect() as verbinding:
            return [_account(rij) for rij in await verbinding.execute(vraag)]

    async def wis(self, naam: str) -> None:
        """Wis een account; de sessies gaan mee."""
        async with self.motor.begin() as verbinding:
            await verbinding.execute(delete(t.account).where(t.account.c.naam == naam))

    async def _rij(self, naam: str) -> Any:
        async with self.motor.connect() as verbinding:
            vraag = select(t.account).where(t.account.c.naam == naam)
            return (await verbinding.execute(vraag)).first()


def _klopt(bewaard: str, wachtwoord: str) -> bool:
    try:
        return _hasher.verify(bewaard, wachtwoord)
    except (VerifyMismatchError, InvalidHashError):
        return False


def _account(rij: Any) -> Account:
    return Account(
        rij.naam,
        rij.weergavenaam,
        frozenset(rij.rollen.split()),
        rij.gemeente,
        frozenset(rij.teams.split()),
    )
