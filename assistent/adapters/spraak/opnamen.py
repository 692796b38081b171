"""Ingesproken zinnen: klinkt een zin woord voor woord als de opname, dan is het een mens; anders spreekt de stem.

Een opname heet `<sleutel>-<merk>.wav`. Het merk hangt aan de tekst: verandert een zin, dan past de oude opname niet meer.
"""

from __future__ import annotations

import asyncio
import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path

import structlog

from assistent.adapters.spraak.geluidsbestand import naar_lijn
from assistent.kern.errors import StemStil
from assistent.ports import Stem

log = structlog.get_logger("spraak")


@dataclass
class Opnamen:
    """Een map met opnamen voor een stem gezet."""

    map_: Path
    stem: Stem | None
    _klaar: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._aanwezig = {p.name for p in self.map_.glob("*.wav")} if self.map_.is_dir() else set()

    @property
    def aantal(self) -> int:
        """Hoeveel opnamen er zijn."""
        return len(self._aanwezig)

    async def spreek(self, sleutel: str, tekst: str) -> bytes:
        """De opname, of de stem; fout `StemStil` als er geen van beide is."""
        naam = bestandsnaam(sleutel, tekst)
        if naam in self._aanwezig:
            try:
                if naam not in self._klaar:
                    wav = await asyncio.to_thread((self.map_ / naam).read_bytes)
                    self._klaar[naam] = await asyncio.to_thread(naar_lijn, wav)
                return self._klaar[naam]
            except (OSError, ValueError) as fout:
                log.error("opname_stuk", bestand=naam, soort=type(fout).__name__)
                self._aanwezig.discard(naam)
        if self.stem is None:
            raise StemStil("Er is geen stem en geen opname.")
        return await self.stem.spreek(sleutel, tekst)


def bestandsnaam(sleutel: str, tekst: str) -> str:
    """Hoe de opname van deze zin heet."""
    merk = hashlib.sha256(" ".join(tekst.split()).encode()).hexdigest()[:8]
    return f"{re.sub(r'[^a-z0-9_]+', '-', sleutel.lower())}-{merk}.wav"
