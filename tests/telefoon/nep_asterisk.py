"""Een nep-Asterisk die echte AudioSocket-bytes stuurt en terugleest; en een lijn op het proefprogramma."""

from __future__ import annotations

import asyncio
import uuid
from dataclasses import dataclass, field, replace
from typing import Any

from assistent.adapters.fakes import NepHerkenner, NepStem, NepVad
from assistent.kanalen.telefoon.gegevens import Telefoongegevens, Tijden
from assistent.kanalen.telefoon.koppelingen.audiosocket import EINDE, GELUID, NUMMER, TOETS, AudioSocket
from assistent.kanalen.telefoon.luisteraar import STUK
from assistent.kanalen.telefoon.telefoonlijn import Telefoonlijn
from tests.gegevens import maak_proefapp
from tests.telefoon.gegevens import telefoongegevens

PRAAT, STIL = b"\x22\x11" * (STUK // 2), bytes(STUK)
KCC = "0505550150"
SNEL = Tijden(stilte=5.0, tussen_toetsen=0.1, denkt=5.0, denkt_nog=5.0, einde_open=0.1, einde_gesloten=0.06)


def maak_lijn(
    *, herkenner: Any = None, hooguit: int = 60, leest_mee: bool = False, **app: Any
) -> Telefoonlijn:
    """De hele lijn op de nep-dialoog, met korte wachttijden en een stem van 10 ms per letter."""
    gegevens: Telefoongegevens = replace(telefoongegevens(), tijden=SNEL)
    if leest_mee:
        doelen = {s: replace(d, leest_mee=True) for s, d in gegevens.doelen.items()}
        gegevens = replace(gegevens, doelen=doelen)
    return Telefoonlijn(maak_proefapp(**app), gegevens, KorteStem(), NepVad, herkenner, hooguit=hooguit)


@dataclass
class KorteStem(NepStem):
    """Spreekt elke tekst 40 ms: de tests hoeven niet te wachten."""

    async def spreek(self, sleutel: str, tekst: str) -> bytes:
        """Altijd twee stukjes."""
        await super().spreek(sleutel, tekst)
        return b"\x10\x01" * STUK


@dataclass
class NepAsterisk:
    """Eén beller zoals Asterisk hem aanlevert."""

    lezer: asyncio.StreamReader
    schrijver: asyncio.StreamWriter
    gehoord: bytearray = field(default_factory=bytearray)

    @classmethod
    async def belt(cls, poort: int, id_: str) -> NepAsterisk:
        """Open de verbinding en stuur het oproepnummer."""
        zelf = cls(*await asyncio.open_connection("127.0.0.1", poort))
        await zelf.stuur(NUMMER, uuid.UUID(id_).bytes)
        return zelf

    async def stuur(self, soort: int, inhoud: bytes = b"") -> None:
        """Eén bericht."""
        self.schrijver.write(bytes([soort]) + len(inhoud).to_bytes(2) + inhoud)
        await self.schrijver.drain()

    async def ruw(self, inhoud: bytes) -> None:
        """Bytes zoals ze zijn."""
        self.schrijver.write(inhoud)
        await self.schrijver.drain()

    async def toets(self, *tekens: str) -> None:
        """DTMF."""
        for teken in tekens:
            await self.stuur(TOETS, teken.encode())

    async def praat(self, stukjes: int = 15) -> None:
        """Zeg iets, en wees dan even stil."""
        for stuk in [PRAAT] * stukjes + [STIL] * 10:
            await self.stuur(GELUID, stuk)

    async def bericht(self) -> tuple[int, bytes] | None:
        """Het volgende bericht; niets als de verbinding dicht is."""
        try:
            kop = await self.lezer.readexactly(3)
            return kop[0], await self.lezer.readexactly(int.from_bytes(kop[1:]))
        except (asyncio.IncompleteReadError, ConnectionError):
            return None

    async def tot_einde(self) -> bool:
        """Lees tot de assistent loslaat; onwaar als de verbinding zomaar dichtging."""
        async with asyncio.timeout(10):
            while (b := await self.bericht()) is not None:
                if b[0] == EINDE:
                    return True
                self.gehoord += b[1]
        return False

    async def hang_op(self) -> None:
        """De beller hangt op: Asterisk sluit de verbinding."""
        self.schrijver.close()
        await self.schrijver.wait_closed()


async def tot(waar: Any, seconden: float = 5.0) -> None:
    """Wacht tot iets waar is."""
    async with asyncio.timeout(seconden):
        while not waar():
            await asyncio.sleep(0.01)


def gezegd(lijn: Telefoonlijn) -> str:
    """Alles wat de stem heeft uitgesproken."""
    assert isinstance(lijn.stem, NepStem)
    return " ".join(lijn.stem.gezegd)


__all__ = ["KCC", "AudioSocket", "NepAsterisk", "NepHerkenner", "gezegd", "maak_lijn", "tot"]
