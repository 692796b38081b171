"""De herkenner: Whisper in eigen werkprocessen, zodat een zin van één beller de anderen nooit ophoudt (docs/besluiten/018)."""

from __future__ import annotations

import asyncio
import importlib.util
import json
import subprocess
import sys
import threading
import zlib
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from math import exp
from pathlib import Path
from typing import Any, TypeVar

import structlog

from assistent.kern.errors import HerkennerBezet
from assistent.ports import Verstaan

log = structlog.get_logger("spraak")
T = TypeVar("T")
WERKER = Path(__file__).with_name("whisper_werker.py")
LADEN_BINNEN = 90.0
HERKENNEN_BINNEN = 8.0
WACHT_OP_PLAATS = 1.5
"""Langer wachten merkt de beller; dan liever toetsen."""
# Grenzen waaronder een transcript eerder een verzinsel is dan spraak (telefonie §3).
MIN_KANS, MAX_GEEN_SPRAAK, MAX_HERHALING = -0.8, 0.6, 2.4


Proces = subprocess.Popen[bytes]


@dataclass
class Whisper:
    """Een vast aantal werkprocessen; valt er een om, dan begint er een nieuw."""

    opdracht: Sequence[str]
    aantal: int = 1
    _vrij: asyncio.Queue[Proces] = field(default_factory=asyncio.Queue)
    _alle: set[Proces] = field(default_factory=set)
    _taken: set[asyncio.Task[bool]] = field(default_factory=set)
    _wachten: int = 0
    _draden: ThreadPoolExecutor = field(init=False)

    def __post_init__(self) -> None:
        # In draden, niet met asyncio: dat zoekt kindprocessen via een instelling die het taalmodel bij het laden vervangt.
        self._draden = ThreadPoolExecutor(self.aantal * 2, "herkenner")

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
                uit = await self._in_draad(_vraag, proces, geluid, hint)
        except BaseException as fout:
            # Wat nog in de pijp zit hoort bij deze zin; een vers proces is de enige schone weg.
            self._vervang(proces)
            if isinstance(fout, TimeoutError | OSError | ValueError):
                log.error("herkenner_stuk", soort=type(fout).__name__)
                raise HerkennerBezet("De herkenner is gestopt.") from None
            raise
        self._vrij.put_nowait(proces)
        return keur(uit, hint)

    async def _neem(self) -> Proces:
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
        try:
            proces = await self._in_draad(_start, self.opdracht)
        except OSError as fout:
            log.error("herkenner_start_niet", soort=type(fout).__name__)
            return False
        self._alle.add(proces)
        self._vrij.put_nowait(proces)
        return True

    async def _in_draad(self, wat: Callable[..., T], *invoer: Any) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._draden, wat, *invoer)

    def _vervang(self, proces: Proces) -> None:
        self._alle.discard(proces)
        proces.kill()  # de draad die op antwoord wacht krijgt zo het einde van de pijp
        taak = asyncio.create_task(self._maak())
        self._taken.add(taak)
        taak.add_done_callback(self._taken.discard)

    async def sluit(self) -> None:
        """Stop alle werkprocessen."""
        await asyncio.gather(*self._taken, return_exceptions=True)
        while self._alle:
            self._alle.pop().kill()
        self._draden.shutdown(wait=False, cancel_futures=True)


def _start(opdracht: Sequence[str]) -> Proces:
    """Start een werkproces en wacht tot het model geladen is; fout `OSError`."""
    pijp = subprocess.PIPE
    proces = subprocess.Popen(opdracht, stdin=pijp, stdout=pijp, stderr=subprocess.DEVNULL)
    wekker = threading.Timer(LADEN_BINNEN, proces.kill)
    wekker.start()
    try:
        assert proces.stdout is not None
        if not proces.stdout.readline():
            proces.kill()
            raise OSError(f"afgesloten met {proces.wait()}")
    finally:
        wekker.cancel()
    return proces


def _vraag(proces: Proces, geluid: bytes, hint: str) -> Mapping[str, Any]:
    """Eén zin; fout `OSError` of `ValueError` als het proces weg is."""
    assert proces.stdin is not None
    assert proces.stdout is not None
    proces.stdin.write(json.dumps({"bytes": len(geluid), "hint": hint}).encode() + b"\n" + geluid)
    proces.stdin.flush()
    regel = proces.stdout.readline()
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
