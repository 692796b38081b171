"""De tweede stap bij aanmelden: een code uit een app (TOTP, RFC 6238); het geheim staat versleuteld (R97)."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor import InvalidToken
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from assistent.adapters.sql import tabellen as t
from assistent.adapters.sql.kluis import Kluis

STAP = 30
"""Seconden dat een code geldt; die ervoor en erna tellen ook, voor een klok die iets afwijkt."""


@dataclass(frozen=True)
class SqlCodes:
    """Geheimen van de tweede stap."""

    motor: AsyncEngine
    kluis: Kluis

    def nieuw(self, naam: str) -> tuple[str, str]:
        """Een nieuw geheim (hex) en het adres voor de app (`otpauth://…`); pas na `zet` is een code nodig."""
        geheim = secrets.token_bytes(20)
        return geheim.hex(), _totp(geheim).get_provisioning_uri(naam, "Toegangsassistent")

    async def zet(self, naam: str, geheim: str, code: str, nu: datetime) -> bool:
        """Zet de tweede stap aan als de code klopt."""
        ruw = bytes.fromhex(geheim)
        stap = _stap(ruw, code, nu)
        if stap is None:
            return False
        async with self.motor.begin() as verbinding:
            waarden = {"totp": self.kluis.sluit(geheim), "totp_laatst": stap}
            await verbinding.execute(update(t.account).where(t.account.c.naam == naam).values(**waarden))
        return True

    async def weg(self, naam: str) -> None:
        """Zet de tweede stap uit."""
        async with self.motor.begin() as verbinding:
            await verbinding.execute(update(t.account).where(t.account.c.naam == naam).values(totp=None))

    async def klopt(self, verbinding: AsyncConnection, naam: str, code: str, nu: datetime) -> bool:
        """Of de code klopt en nog niet gebruikt is; zonder tweede stap klopt alles."""
        vraag = select(t.account.c.totp, t.account.c.totp_laatst).where(t.account.c.naam == naam)
        rij = (await verbinding.execute(vraag)).one()
        if rij.totp is None:
            return True
        stap = _stap(bytes.fromhex(self.kluis.open(rij.totp, str)), code, nu)
        if stap is None or stap <= rij.totp_laatst:
            return False
        await verbinding.execute(update(t.account).where(t.account.c.naam == naam).values(totp_laatst=stap))
        return True


def _totp(geheim: bytes) -> TOTP:
    # SHA-1 omdat gangbare apps niets anders kennen; RFC 6238 rekent met HMAC, waar dat geen zwakte is.
    return TOTP(geheim, 6, SHA1(), STAP)  # noqa: S303


def _stap(geheim: bytes, code: str, nu: datetime) -> int | None:
    """De tijdstap waar deze code bij hoort."""
    moment = int(nu.timestamp())
    for verschil in (0, -STAP, STAP):
        try:
            _totp(geheim).verify(code.encode("ascii", "ignore"), moment + verschil)
        except InvalidToken:
            continue
        return (moment + verschil) // STAP
    return None
