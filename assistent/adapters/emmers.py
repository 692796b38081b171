"""Grenzen: hoe vaak iets mag per minuut en hoeveel verbindingen tegelijk, in dit proces of samen via Redis (R97)."""

from __future__ import annotations

import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

log = structlog.get_logger("web")
MAX_SLEUTELS = 50_000
"""Meer sleutels onthouden wij niet: de oudste valt weg."""


class Grens(Protocol):
    """Telt hoe vaak een sleutel langskomt."""

    async def mag(self, sleutel: str) -> bool:
        """Of er nog plaats is; neemt meteen een plaats in."""
        ...


class Emmer:
    """Een lekkende emmer per sleutel: vol is even wachten."""

    def __init__(self, per_minuut: int, klok: Callable[[], float] = time.monotonic) -> None:
        self._per_seconde, self._vol, self._klok = per_minuut / 60, float(per_minuut), klok
        self._emmers: OrderedDict[str, tuple[float, float]] = OrderedDict()

    async def mag(self, sleutel: str) -> bool:
        """Of er nog plaats is; neemt meteen een plaats in."""
        nu = self._klok()
        gevuld, sinds = self._emmers.pop(sleutel, (0.0, nu))
        gevuld = max(0.0, gevuld - (nu - sinds) * self._per_seconde)
        mag = gevuld + 1 <= self._vol
        self._emmers[sleutel] = (gevuld + 1 if mag else gevuld, nu)
        if len(self._emmers) > MAX_SLEUTELS:
            self._emmers.popitem(last=False)
        return mag


class EmmerSamen:
    """Eén teller voor alle processen, in Redis; per minuut een nieuwe. Zonder Redis telt dit proces alleen."""

    def __init__(self, redis: Redis, naam: str, per_minuut: int) -> None:
        self._redis, self._naam, self._vol = redis, naam, per_minuut
        self._hier = Emmer(per_minuut)

    async def mag(self, sleutel: str) -> bool:
        """Of er nog plaats is; neemt meteen een plaats in."""
        plek = f"grens:{self._naam}:{sleutel}"
        try:
            aantal = int(await self._redis.incr(plek))
            if aantal == 1:
                await self._redis.expire(plek, 60)
        except (RedisError, OSError) as fout:
            log.warning("grens_zonder_redis", soort=type(fout).__name__)
            return await self._hier.mag(sleutel)
        return aantal <= self._vol


@dataclass
class Plaatsen:
    """Hoeveel verbindingen tegelijk open mogen staan per sleutel."""

    hooguit: int
    bezet: Counter[str] = field(default_factory=Counter)

    @contextmanager
    def neem(self, sleutel: str) -> Iterator[bool]:
        """Een plaats zolang het blok duurt; onwaar als er geen is."""
        if self.bezet[sleutel] >= self.hooguit:
            yield False
            return
        self.bezet[sleutel] += 1
        try:
            yield True
        finally:
            self.bezet[sleutel] -= 1
            if not self.bezet[sleutel]:
                del self.bezet[sleutel]
