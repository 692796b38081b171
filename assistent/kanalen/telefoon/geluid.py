"""Een lijn die geluid draagt: uitspreken op de maat van 20 ms, luisteren, en zinnen laten herkennen."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import structlog

from assistent.kanalen.telefoon.gebeurtenissen import (
    Gebeurtenis,
    Gezegd,
    HerkennerWeg,
    Luister,
    NietVerstaan,
    SpraakBegon,
    Uitgesproken,
    Zeg,
)
from assistent.kanalen.telefoon.luisteraar import STUK, STUK_S, Luisteraar
from assistent.kern.errors import HerkennerBezet, StemStil
from assistent.ports import Herkenner, Stem

log = structlog.get_logger("telefoon")
Meld = Callable[[Gebeurtenis], None]
Stuur = Callable[[bytes], Awaitable[None]]
STILTE = bytes(STUK)
_ADEM = STILTE * 10
"""Een vijfde seconde rust tussen twee zinnen."""
_TEKEN_VAN_LEVEN = 0.5
WEG_NA = 0.2
"""Zo lang geen stukje midden in een zin: de centrale stuurt geen stilte."""


@dataclass
class Geluidslijn:
    """De geluidskant van één oproep; de koppeling geeft hem stukjes en stuurt wat hij teruggeeft."""

    stem: Stem
    meld: Meld
    luisteraar: Luisteraar | None = None
    """Niets is een lijn zonder spraakherkenning."""
    herkenner: Herkenner | None = None
    eindes: tuple[float, float] = (0.7, 0.35)
    """Stilte in seconden waarna een open en een gesloten antwoord af is."""
    _rij: deque[tuple[int, asyncio.Task[bytes]]] = field(default_factory=deque)
    _iets: asyncio.Event = field(default_factory=asyncio.Event)
    _ronde: int = 0
    _klinkt: bool = False
    _wekker: asyncio.TimerHandle | None = None
    _hint: str = ""
    _taken: set[asyncio.Task[None]] = field(default_factory=set)

    # --- spreken ---

    async def zeg(self, wat: Zeg) -> None:
        """Zet achteraan in de rij; het uitrekenen begint meteen."""
        self._rij.append((wat.merk, asyncio.create_task(self._maak(wat))))
        self._iets.set()

    async def zwijg(self) -> None:
        """Stop na het stukje dat nu klinkt."""
        self._ronde += 1
        while self._rij:
            self._rij.popleft()[1].cancel()

    async def _maak(self, wat: Zeg) -> bytes:
        delen = []
        for uiting in wat.uitingen:
            try:
                delen.append(await self.stem.spreek(uiting.sleutel, uiting.tekst))
            except StemStil:
                log.error("stem_stil", soort=uiting.sleutel)
        return _ADEM.join(delen)

    async def speel(self, stuur: Stuur) -> None:
        """Stuur het geluid op de maat tot de verbinding weg is; elke 20 ms één stukje, op een vaste klok."""
        while True:
            if not self._rij:
                self._iets.clear()
                try:
                    async with asyncio.timeout(_TEKEN_VAN_LEVEN):
                        await self._iets.wait()
                except TimeoutError:
                    await stuur(STILTE)
                continue
            merk, taak = self._rij.popleft()
            # Niet rechtstreeks op de taak wachten: wie ons annuleert zou dan haar annuleren.
            await asyncio.wait({taak})
            if not taak.cancelled() and await self._speel_af(taak.result(), stuur):
                self.meld(Uitgesproken(merk))

    async def _speel_af(self, geluid: bytes, stuur: Stuur) -> bool:
        ronde, volgende = self._ronde, time.monotonic()
        self._klinkt = True
        try:
            for plek in range(0, len(geluid), STUK):
                if ronde != self._ronde:
                    return False
                await stuur(geluid[plek : plek + STUK].ljust(STUK, b"\0"))
                volgende += STUK_S
                await asyncio.sleep(max(0.0, volgende - time.monotonic()))
        finally:
            self._klinkt = False
        return ronde == self._ronde

    # --- luisteren ---

    async def luister(self, hoe: Luister) -> None:
        """Neem het eindpunt en de aanwijzing over."""
        self._hint = hoe.hint
        if self.luisteraar is not None:
            self.luisteraar.einde_s = self.eindes[1] if hoe.gesloten else self.eindes[0]

    def hoor(self, stuk: bytes) -> None:
        """Eén stukje van de beller; blijft er een weg midden in een zin, dan is het daar stil (stilteonderdrukking)."""
        if self._wekker is not None:
            self._wekker.cancel()
            self._wekker = None
        self._verwerk(stuk)
        if self.luisteraar is not None and self.luisteraar.praat:
            self._wekker = asyncio.get_running_loop().call_later(WEG_NA, self._vul_met_stilte)

    def _vul_met_stilte(self) -> None:
        self._wekker = None
        for _ in range(int(max(self.eindes) / STUK_S) + 2):
            self._verwerk(STILTE)

    def _verwerk(self, stuk: bytes) -> None:
        if self.luisteraar is None:
            return
        for zin in self.luisteraar.hoor(stuk, terwijl_wij_praten=self._klinkt):
            if zin is None:
                self.meld(SpraakBegon())
            elif zin:
                taak = asyncio.create_task(self._herken(zin))
                self._taken.add(taak)
                taak.add_done_callback(self._taken.discard)
            else:
                self.meld(NietVerstaan())

    async def _herken(self, zin: bytes) -> None:
        assert self.herkenner is not None
        try:
            verstaan = await self.herkenner.herken(zin, self._hint)
        except HerkennerBezet:
            self.luisteraar = None
            self.meld(HerkennerWeg())
            return
        self.meld(Gezegd(verstaan.tekst, verstaan.zekerheid) if verstaan else NietVerstaan())

    async def sluit(self) -> None:
        """Laat niets lopen."""
        await self.zwijg()
        if self._wekker is not None:
            self._wekker.cancel()
        for taak in list(self._taken):
            taak.cancel()
