"""De herkenner: Whisper in eigen werkprocessen, zodat een zin van één beller de anderen nooit ophoudt (docs/besluiten/018)."""

from __future__ import annotations

import asyncio
import importlib.util
import json
import sys
import zlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from math import exp
from pathlib import Path
from typing import Any

import structlog

from assistent.kern.errors import HerkennerBezet
from assistent.ports import Verstaan

log = structlog.get_logger("spraak")
WERKER = Path(__file__).with_name("whisper_werker.py")
LADEN_BINNEN = 90.0
HERKENNEN_BINNEN = 8.0
WACHT_OP_PLAATS = 1.5
"""Langer wachten merkt de beller; dan liever toetsen."""
# Grenzen waaronder een transcript eerder een verzinsel is dan spraak (telefonie §3).
MIN_KANS, MAX_GEEN_SPRAAK, MAX_HERHALING = -0.8, 0.6, 2.4


@dataclass
class Whisper:
    """Een vast aantal werkprocessen; valt er een om, dan begint er een nieuw."""

    opdracht: Sequence[str]
    aantal: int = 1
    _vrij: asyncio.Queue[asyncio.subprocess.Process] = field(default_factory=asyncio.Queue)
    _alle: set[asyncio.subprocess.Process] = field(default_factory=set)
    _taken: set[asyncio.Task[None]] = field(default_factory=set)
    _wachten: int = 0

    async def start(self) -> bool:
        """Laad het model in elk werkproces; onwaar als dat niet lukt."""
        gelukt = await asyncio.gather(*(self._maak() for _ in range(self.aantal)))
        if not all(gelukt):
            await self.sluit()
        return all(gelukt)

    @property
    def plaats(self) -> bool:
        """Of een nieuwe beller kan praten: er is een werkproces, en de rij is kort."""
        return bool(self._alle) and self._wachten < self.aantal

    async def herken(self, geluid: bytes, hint: str) -> Verstaan | None:
        """De woorden, of niets als het ruis of een verzinsel was; fout `HerkennerBezet`."""
        proces = await self._neem()
        try:
            async with asyncio.timeout(HERKENNEN_BINNEN):
                uit = await _vraag(proces, geluid, hint)
        except BaseException as fout:
            # Wat nog in de pijp zit hoort bij deze zin; een vers proces is de enige schone weg.
            self._vervang(proces)
            if isinstance(fout, TimeoutError | OSError | ValueError | asyncio.IncompleteReadError):
                log.error("herkenner_stuk", soort=type(fout).__name__)
                raise HerkennerBezet("De herkenner is gestopt.") from None
            raise
        self._vrij.put_nowait(proces)
        return keur(uit, hint)

    async def _neem(self) -> asyncio.subprocess.Process:
        if not self._alle:
            raise HerkennerBezet("Er is geen herkenner.")
        self._wachten += 1
        try:
            async with asyncio.timeout(WACHT_OP_PLAATS):
                return await self._vrij.get()
        except TimeoutError:
            raise HerkennerBezet("De herkenner is bezet.") from None
        finally:
            self._wachten -= 1

    async def _maak(self) -> bool:
        pijp = asyncio.subprocess.PIPE
        try:
            proces = await asyncio.create_subprocess_exec(
                *self.opdracht, stdin=pijp, stdout=pijp, stderr=asyncio.subprocess.DEVNULL
            )
            assert proces.stdout is not None
            async with asyncio.timeout(LADEN_BINNEN):
                klaar = await proces.stdout.readline()
        except (OSError, TimeoutError) as fout:
            log.error("herkenner_start_niet", soort=type(fout).__name__)
            return False
        if not klaar:
            await proces.wait()
            log.error("herkenner_start_niet", soort=f"afgesloten met {proces.returncode}")
            return False
        self._alle.add(proces)
        self._vrij.put_nowait(proces)
        return True

    def _vervang(self, proces: asyncio.subprocess.Process) -> None:
        self._alle.discard(proces)
        with suppress(ProcessLookupError):
            proces.kill()

        async def opnieuw() -> None:
            await proces.wait()
            await self._maak()

        taak = asyncio.create_task(opnieuw())
        self._taken.add(taak)
        taak.add_done_callback(self._taken.discard)

    async def sluit(self) -> None:
        """Stop alle werkprocessen."""
        for taak in list(self._taken):
            taak.cancel()
        await asyncio.gather(*self._taken, return_exceptions=True)
        for proces in self._alle:
            with suppress(ProcessLookupError):
                proces.kill()
            await proces.wait()
        self._alle.clear()


async def _vraag(proces: asyncio.subprocess.Process, geluid: bytes, hint: str) -> Mapping[str, Any]:
    assert proces.stdin is not None
    assert proces.stdout is not None
    proces.stdin.write(json.dumps({"bytes": len(geluid), "hint": hint}).encode() + b"\n" + geluid)
    await proces.stdin.drain()
    regel = await proces.stdout.readline()
    if not regel:
        raise ValueError("geen antwoord")
    return dict(json.loads(regel))


def keur(uit: Mapping[str, Any], hint: str) -> Verstaan | None:
    """Weiger wat het model verzint: bij ruis herhaalt het zich, is het onzeker, of leest het de aanwijzing voor."""
    tekst = str(uit.get("tekst", "")).strip()
    kaal = tekst.encode()
    if not any(t.isalnum() for t in tekst):
        return None
    herhaling = len(kaal) / len(zlib.compress(kaal))
    gelezen = len(tekst.split()) > 1 and tekst.lower().strip(" .") in hint.lower()
    if uit["kans"] < MIN_KANS or uit["geen_spraak"] > MAX_GEEN_SPRAAK or herhaling > MAX_HERHALING or gelezen:
        return None
    if _zelfde_woord(tekst):
        return None
    return Verstaan(tekst, round(exp(uit["kans"]), 3))


def _zelfde_woord(tekst: str) -> bool:
    """Drie keer of vaker alleen hetzelfde woord ("Nee. Nee. Nee.") is ruis."""
    woorden = ["".join(t for t in w.lower() if t.isalnum()) for w in tekst.split()]
    return len(woorden) >= 3 and len(set(woorden)) == 1


def zoek_whisper(model: str, python: str = "", aantal: int = 1) -> Whisper | None:
    """De herkenner als er een modelmap is ingesteld en faster-whisper te vinden is."""
    if not model or not (Path(model) / "model.bin").is_file():
        return None
    if not python and importlib.util.find_spec("faster_whisper") is None:
        return None
    return Whisper((python or sys.executable, str(WERKER), model), max(1, aantal))
