"""Live meldingen tussen twee processen, tegen een Redis in het klein (echt protocol, echte verbinding)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from assistent.adapters.omroep_redis import KANAAL, OmroepRedis


class KleineRedis:
    """Net genoeg RESP voor SUBSCRIBE en PUBLISH."""

    def __init__(self) -> None:
        self.luisteraars: set[asyncio.StreamWriter] = set()
        self.verbonden: set[asyncio.StreamWriter] = set()
        self.gezien: list[bytes] = []
        self.geabonneerd = asyncio.Event()
        self.gepubliceerd = asyncio.Event()

    async def bedien(self, lees: asyncio.StreamReader, schrijf: asyncio.StreamWriter) -> None:
        self.verbonden.add(schrijf)
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                schrijf.write(self.antwoord(await self.opdracht(lees), schrijf))
                await schrijf.drain()
        self.luisteraars.discard(schrijf)
        schrijf.close()

    @staticmethod
    async def opdracht(lees: asyncio.StreamReader) -> list[bytes]:
        aantal = int((await lees.readuntil(b"\r\n"))[1:])
        delen = []
        for _ in range(aantal):
            lengte = int((await lees.readuntil(b"\r\n"))[1:])
            delen.append((await lees.readexactly(lengte + 2))[:-2])
        return delen

    def antwoord(self, delen: list[bytes], schrijf: asyncio.StreamWriter) -> bytes:
        naam = delen[0].upper()
        if naam == b"SUBSCRIBE":
            self.luisteraars.add(schrijf)
            self.geabonneerd.set()
            return b"*3\r\n$9\r\nsubscribe\r\n" + _tekst(delen[1]) + b":1\r\n"
        if naam == b"PUBLISH":
            self.gezien.append(delen[2])
            for ander in self.luisteraars:
                ander.write(b"*3\r\n$7\r\nmessage\r\n" + _tekst(delen[1]) + _tekst(delen[2]))
            self.gepubliceerd.set()
            return b":%d\r\n" % len(self.luisteraars)
        if naam == b"PING":
            wat = delen[1] if len(delen) > 1 else b""
            return b"*2\r\n$4\r\npong\r\n" + _tekst(wat) if schrijf in self.luisteraars else b"+PONG\r\n"
        return b"+OK\r\n"


def _tekst(deel: bytes) -> bytes:
    return b"$%d\r\n%s\r\n" % (len(deel), deel)


@asynccontextmanager
async def draaiend(server: KleineRedis, poort: int = 0) -> AsyncIterator[int]:
    luister = await asyncio.start_server(server.bedien, "127.0.0.1", poort)
    try:
        yield luister.sockets[0].getsockname()[1]
    finally:
        luister.close()
        for lijn in list(server.verbonden):
            lijn.close()


async def even(_: float) -> None:
    await asyncio.sleep(0.01)


@asynccontextmanager
async def omroep(poort: int) -> AsyncIterator[OmroepRedis]:
    een = OmroepRedis(f"redis://127.0.0.1:{poort}/0", even)
    try:
        yield een
    finally:
        await een.stop()


async def eerste(van: OmroepRedis, kanaal: str) -> Any:
    async for gebeurtenis in van.luister(kanaal):
        return gebeurtenis
    return None


async def tot(voorwaarde: Any) -> None:
    async with asyncio.timeout(5):
        while not voorwaarde():
            await asyncio.sleep(0.005)


async def test_een_melding_bereikt_het_andere_proces_en_alleen_dat_kanaal() -> None:
    server = KleineRedis()
    async with draaiend(server) as poort, omroep(poort) as een, omroep(poort) as twee:
        goed = asyncio.create_task(eerste(twee, "gesprek:1"))
        ander = asyncio.create_task(eerste(twee, "gesprek:2"))
        await asyncio.wait_for(server.geabonneerd.wait(), 5)
        await een.roep("gesprek:1", {"soort": "bericht"})
        assert await asyncio.wait_for(goed, 5) == {"soort": "bericht"}
        assert not ander.done()
        ander.cancel()


async def test_in_het_eigen_proces_komt_het_precies_een_keer() -> None:
    server = KleineRedis()
    async with draaiend(server) as poort, omroep(poort) as een:
        ontvangen: list[Any] = []

        async def luister() -> None:
            async for gebeurtenis in een.luister("werkbak:groningen"):
                ontvangen.append(gebeurtenis)

        taak = asyncio.create_task(luister())
        await asyncio.wait_for(server.geabonneerd.wait(), 5)
        await een.roep("werkbak:groningen", {"soort": "ververs"})
        await asyncio.wait_for(server.gepubliceerd.wait(), 5)
        await een.roep("werkbak:groningen", {"soort": "klaar"})
        await tot(lambda: len(server.gezien) == 2)
        await asyncio.sleep(0.02)
        assert ontvangen == [{"soort": "ververs"}, {"soort": "klaar"}]
        taak.cancel()


async def test_zonder_redis_werkt_het_eigen_proces_door_en_komt_de_rest_terug() -> None:
    server = KleineRedis()
    async with draaiend(server) as poort:
        pass
    async with omroep(poort) as een, omroep(poort) as twee:
        hier = asyncio.create_task(eerste(een, "k"))
        daar = asyncio.create_task(eerste(twee, "k"))
        await asyncio.sleep(0)
        await een.roep("k", {"soort": "hier"})
        assert await asyncio.wait_for(hier, 5) == {"soort": "hier"}
        nieuw = KleineRedis()
        async with draaiend(nieuw, poort):
            await tot(lambda: len(nieuw.luisteraars) == 2)
            await een.roep("k", {"soort": "weer"})
            assert (await asyncio.wait_for(daar, 5))["soort"] in ("hier", "weer")


async def test_er_gaat_niets_over_de_lijn_dan_dat_er_iets_is() -> None:
    """De inhoud komt uit de database; wie Redis afluistert leest geen woord van een inwoner."""
    server = KleineRedis()
    async with draaiend(server) as poort, omroep(poort) as een:
        await een.roep("gesprek:01ABC", {"soort": "bericht"})
        await asyncio.wait_for(server.gepubliceerd.wait(), 5)
    (bericht,) = server.gezien
    assert b"gesprek:01ABC" in bericht
    assert len(bericht) < 120
    assert KANAAL == "assistent:omroep"
