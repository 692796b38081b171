"""Beurten van één gesprek na elkaar; gesprekken onderling wachten niet op elkaar."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from weakref import WeakValueDictionary


@dataclass
class Rij:
    """Eén slot per gesprek, zolang er iemand wacht."""

    _sloten: WeakValueDictionary[str, asyncio.Lock] = field(default_factory=WeakValueDictionary)

    @asynccontextmanager
    async def van(self, gesprek_id: str) -> AsyncIterator[None]:
        """Wacht op de beurt ervoor."""
        slot = self._sloten.get(gesprek_id)
        if slot is None:
            slot = self._sloten[gesprek_id] = asyncio.Lock()
        async with slot:
            yield
