"""Hoe snel de kennisbank laadt en een onderwerp opzoekt."""

from __future__ import annotations

import time
from dataclasses import replace

from rich.table import Table

from assistent.adapters.kennisbank import laad
from assistent.adapters.zoeken import Zoeker
from assistent.config import lees_instellingen
from benchmarks.tabel import percentiel, tabel


async def meet() -> list[Table]:
    """Laadtijd en opzoektijd."""
    inst = lees_instellingen()
    begin = time.perf_counter()
    kennis = laad(inst.kennisbank, inst.domein)
    laden = time.perf_counter() - begin
    kennis = replace(kennis, weeg=Zoeker(kennis).weeg)
    zoek = []
    for onderwerp in kennis.onderwerpen.values():
        for gemeente in kennis.gemeenten:
            begin = time.perf_counter()
            kennis.voorzieningen_bij(onderwerp.sleutel, gemeente, None, onderwerp.naam)
            zoek.append((time.perf_counter() - begin) * 1000)
    regels = [
        ("alle gemeenten laden en toetsen (s)", laden, "< 2"),
        ("kaarten bij een vraag p50 (ms)", percentiel(zoek, 0.5), ""),
        ("kaarten bij een vraag p95 (ms)", percentiel(zoek, 0.95), "< 5"),
    ]
    return [tabel("Kennisbank", ("meting", "waarde", "doel"), regels)]
