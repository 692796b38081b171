"""Wat AudioSocket en de websocket delen: geluid erin en eruit, en loslaten als de centrale een mens moet bellen."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiohttp import web

from assistent.kanalen.telefoon.gebeurtenissen import Luister, Zeg
from assistent.kanalen.telefoon.gegevens import Doel
from assistent.kanalen.telefoon.geluid import Geluidslijn
from assistent.kanalen.telefoon.oproepen import Oproep, Oproepen, Volgende
from assistent.kanalen.telefoon.telefoonlijn import Telefoonlijn

TOETSEN = "0123456789*#"
LIJN = web.AppKey("lijn", Telefoonlijn)
"""De lijn in een aiohttp-toepassing."""
DOELADRES = web.AppKey("doeladres", str)
"""Hoe een bestemming een SIP-adres wordt, voor centrales die zelf geen namen kennen."""


def neem_op(lijn: Telefoonlijn, oproep: Oproep) -> Centralelijn:
    """De lijn van deze oproep; na een mislukte doorverbinding is dat dezelfde, anders begint het gesprek."""
    bestaand = lijn.loper(oproep)
    if bestaand is not None and isinstance(bestaand.lijn, Centralelijn):
        return bestaand.lijn
    spraak = lijn.verstaat
    geluid = lijn.maak_geluidslijn(lijn.naar_loper(oproep), spraak=spraak)
    centrale = Centralelijn(oproep, lijn.oproepen, geluid)
    lijn.begin(oproep, centrale, spraak=spraak)
    return centrale


@dataclass
class Centralelijn:
    """De lijn van één oproep; de verbinding mag weg zijn terwijl er een mens gebeld wordt."""

    oproep: Oproep
    oproepen: Oproepen
    geluid: Geluidslijn
    laat_los: Callable[[], Awaitable[None]] | None = None
    """Zegt de centrale dat zij verder mag; staat er alleen als er geluid stroomt."""

    async def zeg(self, wat: Zeg) -> None:
        """Spreek uit zodra er geluid stroomt."""
        await self.geluid.zeg(wat)

    async def zwijg(self) -> None:
        """Stop meteen."""
        await self.geluid.zwijg()

    async def luister(self, hoe: Luister) -> None:
        """Luister voortaan zo."""
        await self.geluid.luister(hoe)

    async def verbind(self, doel: Doel) -> None:
        """Zet klaar wie er gebeld wordt en laat de lijn los; de centrale vraagt dan wat zij moet doen."""
        self.oproep.volgende, self.oproep.doel = Volgende.BEL, doel
        self.oproepen.maak_fluister(self.oproep)
        await self._los()

    async def hang_op(self) -> None:
        """Laat los; bij een storing belt de centrale een mens."""
        self.oproep.volgende = Volgende.OPHANGEN
        await self._los()

    async def _los(self) -> None:
        if self.laat_los is not None:
            await self.laat_los()
