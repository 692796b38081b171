"""Wat een telefooncentrale voor de sessie moet kunnen; elke koppeling levert dit."""

from __future__ import annotations

from typing import Protocol

from assistent.kanalen.telefoon.gebeurtenissen import Luister, Zeg
from assistent.kanalen.telefoon.gegevens import Doel


class Lijn(Protocol):
    """De verbinding met één beller."""

    async def zeg(self, wat: Zeg) -> None:
        """Zet klaar om uit te spreken; meldt `Uitgesproken` als het geklonken heeft."""
        ...

    async def zwijg(self) -> None:
        """Stop binnen een stukje van 20 ms en vergeet wat nog kwam."""
        ...

    async def luister(self, hoe: Luister) -> None:
        """Luister voortaan zo."""
        ...

    async def verbind(self, doel: Doel) -> None:
        """Bel een mens voor deze beller; de uitslag komt als `Verbonden`."""
        ...

    async def hang_op(self) -> None:
        """Beëindig het gesprek."""
        ...
