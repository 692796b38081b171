"""Live gebeurtenissen binnen één proces; bij meer processen neemt Redis dit over."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping
from typing import Any

MAX_WACHTEND = 100
"""Een luisteraar die zo ver achterloopt mist gebeurtenissen; hij haalt de stand uit de database."""


class OmroepHier:
    """Eén wachtrij per luisteraar."""

    def __init__(self) -> None:
        self._luisteraars: dict[str, set[asyncio.Queue[Mapping[str, Any]]]] = defaultdict(set)

    async def roep(self, kanaal: str, gebeurtenis: Mapping[str, Any]) -> None:
        """Zet de gebeurtenis bij elke luisteraar klaar; wacht op niemand."""
        for rij in self._luisteraars.get(kanaal, ()):
            if not rij.full():
                rij.put_nowait(gebeurtenis)

    async def luister(self, kanaal: str) -> AsyncIterator[Mapping[str, Any]]:
        """Gebeurtenissen tot de luisteraar stopt."""
        rij: asyncio.Queue[Mapping[str, Any]] = asyncio.Queue(MAX_WACHTEND)
        self._luisteraars[kanaal].add(rij)
        try:
            while True:
                yield await rij.get()
        finally:
            self._luisteraars[kanaal].discard(rij)
            if not self._luisteraars[kanaal]:
                del self._luisteraars[kanaal]
