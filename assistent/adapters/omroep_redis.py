"""Live gebeurtenissen tussen processen over Redis; alleen dát er iets is, nooit wat (de inhoud staat in de database)."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from typing import Any

import redis.asyncio as redis
import structlog
from redis.exceptions import RedisError
from ulid import ULID

from assistent.adapters.omroep import OmroepHier
from assistent.config import Instellingen
from assistent.ports import Omroep

log = structlog.get_logger("omroep")
KANAAL = "assistent:omroep"
MAX_WACHTEND = 1000
"""Zoveel gebeurtenissen wachten op een Redis die weg is; wat er niet meer bij past valt weg, en dat mag."""
OPNIEUW_SECONDEN = 2.0


class OmroepRedis:
    """Eén kanaal voor alle processen; binnen dit proces gaat alles direct, ook als Redis weg is."""

    def __init__(self, adres: str, slaap: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        self._redis = redis.Redis.from_url(
            adres, protocol=2, socket_connect_timeout=2, health_check_interval=30
        )
        self._hier, self._van, self._slaap = OmroepHier(), str(ULID()), slaap
        self._uit: asyncio.Queue[str] = asyncio.Queue(MAX_WACHTEND)
        self._taken: list[asyncio.Task[None]] = []

    async def roep(self, kanaal: str, gebeurtenis: Mapping[str, Any]) -> None:
        """Stuur naar iedereen; wacht niet op Redis."""
        self._begin()
        await self._hier.roep(kanaal, gebeurtenis)
        if not self._uit.full():
            self._uit.put_nowait(json.dumps([self._van, kanaal, dict(gebeurtenis)]))

    async def luister(self, kanaal: str) -> AsyncIterator[Mapping[str, Any]]:
        """Gebeurtenissen uit elk proces, tot de luisteraar stopt."""
        self._begin()
        async for gebeurtenis in self._hier.luister(kanaal):
            yield gebeurtenis

    async def stop(self) -> None:
        """Sluit de verbinding."""
        for taak in self._taken:
            taak.cancel()
        await asyncio.gather(*self._taken, return_exceptions=True)
        self._taken = []
        await self._redis.aclose()

    def _begin(self) -> None:
        if not self._taken:
            self._taken = [asyncio.create_task(self._blijf(t)) for t in (self._stuur, self._ontvang)]

    async def _blijf(self, werk: Callable[[], Awaitable[None]]) -> None:
        """Houd een kant in de lucht: valt Redis weg, dan na een tel weer proberen."""
        while True:
            try:
                await werk()
            except (RedisError, OSError, TimeoutError) as fout:
                log.warning("redis_weg", soort=type(fout).__name__)
            await self._slaap(OPNIEUW_SECONDEN)

    async def _stuur(self) -> None:
        while True:
            bericht = await self._uit.get()
            await self._redis.publish(KANAAL, bericht)

    async def _ontvang(self) -> None:
        async with self._redis.pubsub(ignore_subscribe_messages=True) as lijn:
            await lijn.subscribe(KANAAL)
            async for bericht in lijn.listen():
                van, kanaal, gebeurtenis = json.loads(bericht["data"])
                if van != self._van:
                    await self._hier.roep(kanaal, gebeurtenis)


def maak_omroep(instellingen: Instellingen) -> Omroep:
    """Redis als het adres is ingesteld; anders alleen dit proces."""
    return OmroepRedis(instellingen.redis) if instellingen.redis else OmroepHier()
