"""Het gesprekje met de medewerker die gebeld wordt: samenvatting, dan aannemen of niet; zonder toets is er niemand."""

from __future__ import annotations

from dataclasses import dataclass

from assistent.kanalen.telefoon.gebeurtenissen import (
    Gebeurtenis,
    HangOp,
    Opdracht,
    Tik,
    Toets,
    Uitgesproken,
    Uiting,
    Uitslag,
    Zeg,
    Zwijg,
)

WACHT = 8.0
"""Zoveel seconden na de vraag telt als niemand: een voicemail drukt niet op een toets."""
KEREN = 2


@dataclass
class Fluistersessie:
    """Zuiver, zoals de sessie met de beller."""

    samenvatting: tuple[Uiting, ...]
    vraag: Uiting
    uitslag: Uitslag | None = None
    wek_op: float | None = None
    _keer: int = 0

    def begin(self) -> list[Opdracht]:
        """De medewerker nam op."""
        self._keer = 1
        return [Zeg(1, (*self.samenvatting, self.vraag))]

    def verwerk(self, g: Gebeurtenis, nu: float) -> list[Opdracht]:
        """Wat er nu moet gebeuren."""
        if self.uitslag is not None:
            return []
        match g:
            case Toets("1"):
                return self._klaar(Uitslag.VERBONDEN)
            case Toets("2"):
                return self._klaar(Uitslag.GEWEIGERD)
            case Toets("*"):
                return [Zwijg(), *self._nog_eens()]
            case Uitgesproken(merk) if merk == self._keer:
                self.wek_op = nu + WACHT
            case Tik() if self.wek_op is not None and nu >= self.wek_op:
                return self._nog_eens() if self._keer < KEREN else self._klaar(Uitslag.VOICEMAIL)
        return []

    def _nog_eens(self) -> list[Opdracht]:
        self._keer, self.wek_op = self._keer + 1, None
        return [Zeg(self._keer, (*self.samenvatting, self.vraag))]

    def _klaar(self, uitslag: Uitslag) -> list[Opdracht]:
        self.uitslag, self.wek_op = uitslag, None
        return [Zwijg(), HangOp()]
