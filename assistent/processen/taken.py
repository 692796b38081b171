"""Werk op de achtergrond: elke taak draait in één proces tegelijk, ook als er meer processen zijn.

Een proces huurt een taak voor korte tijd en verlengt zolang het bezig is. Valt het om, dan loopt de huur af en neemt een
ander het over. Na afloop staat de huur op het moment van de volgende beurt, zodat niemand te vroeg begint.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog
from ulid import ULID

from assistent.ports import Huur, Klok

log = structlog.get_logger("taken")
HUUR = timedelta(seconds=30)
"""Zo lang is een taak van een proces dat omvalt onbereikbaar voor de andere."""


@dataclass(frozen=True, slots=True)
class Taak:
    """Iets dat steeds terugkomt; `doe` krijgt het moment en mag falen, dan volgt de volgende beurt."""

    naam: str
    elke: timedelta
    doe: Callable[[datetime], Awaitable[None]]


@dataclass
class Loper:
    """Draait de taken van dit proces tot `stop`."""

    taken: Sequence[Taak]
    huur: Huur
    klok: Klok
    door: str = field(default_factory=lambda: str(ULID()))
    """Naam van dit proces in de huur."""
    slaap: Callable[[float], Awaitable[None]] = asyncio.sleep
    termijn: timedelta = HUUR
    _lopend: list[asyncio.Task[None]] = field(default_factory=list)

    def start(self) -> None:
        """Begin; in een lopende asyncio-lus."""
        self._lopend = [asyncio.create_task(self._herhaal(t), name=f"taak {t.naam}") for t in self.taken]

    async def stop(self) -> None:
        """Stop alle taken; wat half af was wordt later opnieuw gedaan."""
        for lopend in self._lopend:
            lopend.cancel()
        await asyncio.gather(*self._lopend, return_exceptions=True)
        self._lopend = []

    async def ronde(self, taak: Taak) -> bool:
        """Doe de taak één keer, als de huur te krijgen is; een fout wordt gemeld en breekt niets af."""
        begin = self.klok.nu()
        if not await self.huur.neem(taak.naam, self.door, begin, begin + self.termijn):
            return False
        verlengen = asyncio.create_task(self._verleng(taak))
        vanaf = begin + taak.elke
        try:
            await taak.doe(begin)
        except asyncio.CancelledError:
            vanaf = begin  # wij stoppen: een ander proces mag meteen
            raise
        except Exception as fout:  # één kapotte taak mag de andere niet meenemen
            log.error("taak_mislukt", soort=type(fout).__name__, taak=taak.naam)
        finally:
            verlengen.cancel()
            await asyncio.gather(verlengen, return_exceptions=True)
            await self.huur.zet_terug(taak.naam, self.door, vanaf)
        return True

    async def _verleng(self, taak: Taak) -> None:
        while True:
            await self.slaap(self.termijn.total_seconds() / 3)
            nu = self.klok.nu()
            try:
                await self.huur.neem(taak.naam, self.door, nu, nu + self.termijn)
            except Exception as fout:  # de database is even weg: de huur loopt nog, dus straks weer
                log.warning("huur_niet_verlengd", soort=type(fout).__name__, taak=taak.naam)

    async def _herhaal(self, taak: Taak) -> None:
        while True:
            try:
                await self.ronde(taak)
            except Exception as fout:  # de database is even weg: straks weer
                log.error("taak_wacht", soort=type(fout).__name__, taak=taak.naam)
            await self.slaap(taak.elke.total_seconds())
