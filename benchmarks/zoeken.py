"""Hoe goed en hoe snel het vrije zoeken in de sociale kaart is, op tests/taal/zoeken.jsonl."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from rich.table import Table

from assistent.adapters.kennisbank import laad
from assistent.adapters.zoeken import Zoeker
from assistent.config import WORTEL, lees_instellingen
from assistent.kern.kennis import Kennisbank
from benchmarks.tabel import percentiel, tabel

MEETSET = WORTEL / "tests/taal/zoeken.jsonl"


async def meet() -> list[Table]:
    """MRR, hit@3, valse vondsten en de tijd per vraag; en wat niet gevonden wordt."""
    inst = lees_instellingen()
    kennis = laad(inst.kennisbank, inst.domein)
    begin = time.perf_counter()
    zoeker = Zoeker(kennis)
    bouwen = time.perf_counter() - begin
    rangen: list[int] = []
    onnodig, leeg, gemist, duur = 0, 0, [], []
    gevallen = [json.loads(regel) for regel in MEETSET.read_text("utf-8").splitlines()]
    for geval in gevallen:
        begin = time.perf_counter()
        gevonden = [v.id for v, _ in zoeker.zoek(geval["vraag"], geval["gemeente"])]
        duur.append((time.perf_counter() - begin) * 1000)
        if not geval["goed"]:
            leeg, onnodig = leeg + 1, onnodig + bool(gevonden)
            continue
        rangen.append(next((n for n, id_ in enumerate(gevonden, 1) if id_ in geval["goed"]), 0))
        if not rangen[-1]:
            gemist.append((geval["vraag"], ", ".join(gevonden) or "-"))
    bij = [raak for geval in gevallen for raak in _bij_onderwerp(geval, kennis, zoeker)]
    regels = [
        ("vragen met een antwoord", len(rangen)),
        ("MRR", sum(1 / r for r in rangen if r) / len(rangen)),
        ("hit@3", sum(map(bool, rangen)) / len(rangen)),
        ("iets gevonden terwijl niets past", f"{onnodig}/{leeg}"),
        ("juiste kaart bij het onderwerp, zonder de vraag", sum(z for z, _ in bij) / len(bij)),
        ("juiste kaart bij het onderwerp, met de vraag", sum(m for _, m in bij) / len(bij)),
        ("index bouwen, alle gemeenten (s)", bouwen),
        ("zoeken p50 (ms)", percentiel(duur, 0.5)),
        ("zoeken p95 (ms)", percentiel(duur, 0.95)),
    ]
    return [
        tabel("Vrij zoeken op tests/taal/zoeken.jsonl", ("maat", "waarde"), regels),
        tabel("Niet bij de eerste drie", ("vraag", "gevonden"), gemist),
    ]


def _bij_onderwerp(geval: dict[str, Any], kennis: Kennisbank, zoeker: Zoeker) -> Iterator[tuple[bool, bool]]:
    """Per onderwerp van een juiste kaart: staat zij bij de eerste drie, zonder en met de vraag erbij?"""
    onderwerpen = {o for v in kennis.voorzieningen if v.id in geval["goed"] for o in v.onderwerpen}
    met = replace(kennis, weeg=zoeker.weeg)
    for sleutel in onderwerpen:
        uit = [
            {v.id for v in met.voorzieningen_bij(sleutel, geval["gemeente"], None, vraag)[:3]}
            for vraag in ("", geval["vraag"])
        ]
        yield bool(uit[0] & set(geval["goed"])), bool(uit[1] & set(geval["goed"]))
