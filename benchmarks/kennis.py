"""Hoe snel de kennisbank laadt en een onderwerp opzoekt."""

from __future__ import annotations

import time

from rich.table import Table

from assistent.adapters.kennisbank import laad
from assistent.config import lees_instellingen
from benchmarks.tabel import percentiel, tabel


async def meet() -> list[Table]:
    """Laadtijd en opzoektijd."""
    inst = lees_instellingen()
    begin = time.perf_counter()
    kennis = laad(inst.kennisbank, inst.domein)
    laden = time.perf_counter() - begin
    zoek = []
    for sleutel in kennis.onderwerpen:
        for gemeente in kennis.gemeenten:
            begin = time.perf_counter()
            kennis.voorzieningen_bij(sleutel, gemeente)
            zoek.append((time.perf_counter() - begin) * 1000)
    regels = [
        ("alle gemeenten laden en toetsen (s)", laden, "< 2"),
        ("opzoeken p50 (ms)", percentiel(zoek, 0.5), ""),
        ("opzoeken p95 (ms)", percentiel(zoek, 0.95), "< 5"),
    ]
    return [tabel("Kennisbank", ("meting", "waarde", "doel"), regels)]
