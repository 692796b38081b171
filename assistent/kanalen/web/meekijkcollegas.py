"""Wie er nog meer naar hetzelfde gesprek kijkt: schermen groeten elkaar over de omroep."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ulid import ULID

from assistent.ports import Omroep


@dataclass
class Collegas:
    """De andere schermen bij één klad."""

    omroep: Omroep
    klad_id: str
    naam: str
    zelf: str = field(default_factory=lambda: str(ULID()))
    """Het merk van dit scherm, zodat het zijn eigen gebeurtenissen herkent."""
    _anderen: dict[str, str] = field(default_factory=dict)

    async def meld(self, soort: str) -> None:
        """Zeg "hallo", "ook" (ik was er al) of "weg"."""
        await self.omroep.roep(
            f"klad:{self.klad_id}", {"soort": soort, "van": self.zelf, "naam": self.naam}
        )

    async def hoor(self, groet: Mapping[str, Any]) -> list[str]:
        """Verwerk de groet van een ander scherm; geeft de namen van wie er nu meekijkt."""
        van = str(groet.get("van"))
        if groet["soort"] == "weg":
            self._anderen.pop(van, None)
        else:
            self._anderen[van] = str(groet.get("naam", ""))
        if groet["soort"] == "hallo":
            await self.meld("ook")
        return sorted({n for n in self._anderen.values() if n != self.naam})
