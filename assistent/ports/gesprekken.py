"""Poorten naar wat er gezegd is."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from assistent.kern.gesprek import Gesprek


@dataclass(frozen=True, slots=True)
class Bericht:
    """Eén bericht in een gesprek, zoals het bewaard en verstuurd wordt."""

    gesprek_id: str
    nummer: int
    """Oplopend per gesprek; hiermee vraagt een client wat hij mist."""
    van: str
    """inwoner, assistent of medewerker"""
    inhoud: Mapping[str, Any]
    op: datetime
    beurt_id: str | None = None


class Berichten(Protocol):
    """De berichten van een gesprek."""

    async def voeg_toe(self, berichten: Sequence[Bericht]) -> None:
        """Voeg berichten toe zonder de stand van het gesprek te raken."""
        ...

    async def berichten(self, gesprek_id: str, na: int = 0) -> list[Bericht]:
        """Berichten na nummer `na`, op volgorde."""
        ...

    async def laatste(self, gesprek_id: str) -> int:
        """Het hoogste nummer tot nu toe; 0 als er nog niets is."""
        ...


class Gesprekken(Berichten, Protocol):
    """Gesprekken met hun berichten, binnen één transactie."""

    async def haal(self, gesprek_id: str) -> Gesprek:
        """Fout `GesprekOnbekend`."""
        ...

    async def bewaar(self, gesprek: Gesprek, berichten: Sequence[Bericht] = ()) -> None:
        """Bewaar de stand en de nieuwe berichten samen; fout `Botsing` als een ander eerder schreef."""
        ...

    async def wis(self, gesprek_id: str) -> None:
        """Wis het gesprek met alle berichten."""
        ...


class Omroep(Protocol):
    """Live gebeurtenissen naar open schermen; verlies is niet erg, want de database weet alles."""

    async def roep(self, kanaal: str, gebeurtenis: Mapping[str, Any]) -> None:
        """Stuur naar iedereen die op dit kanaal luistert."""
        ...

    def luister(self, kanaal: str) -> AsyncIterator[Mapping[str, Any]]:
        """Gebeurtenissen op dit kanaal, tot de luisteraar stopt."""
        ...
