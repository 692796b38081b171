"""Elk uur wissen wat zijn bewaartermijn voorbij is (AVG 5(1)(e), R99)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import structlog

from assistent.kern.kennis import Kennisbank
from assistent.ports import Opruimer

log = structlog.get_logger("bewaren")


@dataclass(frozen=True)
class Bewaarder:
    """Houdt zich aan de termijnen van de kennisbank."""

    kennis: Callable[[], Kennisbank]
    opruimer: Opruimer

    async def wis(self, nu: datetime) -> None:
        """Eén ronde; het logboek krijgt alleen aantallen."""
        for soort, aantal in (await self.opruimer.ruim_op(nu, self.kennis().bewaren)).items():
            if aantal:
                log.info("gewist", soort=soort, aantal=aantal)
