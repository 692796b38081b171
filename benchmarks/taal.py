"""Hoe goed de assistent verstaat, op zinnen die nooit voor training gebruikt zijn (tests/taal)."""

from __future__ import annotations

import json
import time
from collections import Counter
from pathlib import Path
from typing import Any

from rich.table import Table

from assistent.config import lees_instellingen
from assistent.keuring import beoordeel, maak_proefapp
from benchmarks.scoren import scoor
from benchmarks.tabel import percentiel, tabel

TOETS = Path("tests/taal")


def _lees(naam: str) -> list[dict[str, Any]]:
    return [json.loads(r) for r in (TOETS / naam).read_text("utf-8").splitlines() if r.strip()]


async def meet() -> list[Table]:
    """Scores op gevallen en gesprekken, crisis, verwarring en de kosten per bericht."""
    app = maak_proefapp(lees_instellingen())
    tabellen, verward = [], Counter[tuple[str, str]]()
    for naam in ("gevallen", "gesprekken", "gesprekken_2"):
        gevallen = _lees(f"{naam}.jsonl")
        uitslag = await beoordeel(gevallen, app)
        cijfers = scoor(gevallen, uitslag)
        tabellen.append(tabel(f"tests/taal/{naam}.jsonl", ("maat", "waarde"), cijfers.items()))
        for g, u in zip(gevallen, uitslag, strict=True):
            kop = u["onderwerpen"][0] if u["onderwerpen"] else "-"
            if kop != g["verwacht"]["onderwerpen"][0]:
                verward[g["verwacht"]["onderwerpen"][0], kop] += 1
    tabellen.append(_crisis(app))
    regels = [(a, b, n) for (a, b), n in verward.most_common(15)]
    tabellen.append(tabel("Vaakst verward", ("moest zijn", "gehoord", "keer"), regels))
    return tabellen


def _crisis(app: Any) -> Table:
    tel: Counter[str] = Counter()
    duur = []
    for geval in _lees("crisis.jsonl"):
        begin = time.perf_counter()
        gevaren = app.lezer.lees(geval["tekst"]).gevaren
        duur.append((time.perf_counter() - begin) * 1000)
        soort = geval["crisis"] or "geen"
        tel[f"{soort} totaal"] += 1
        tel[f"{soort} gehoord"] += bool(gevaren)
    codes = [f"C{n}" for n in range(1, 9)]
    raak = sum(tel[f"{c} gehoord"] for c in codes)
    regels = [(c, f"{tel[f'{c} gehoord']}/{tel[f'{c} totaal']}") for c in codes]
    regels += [
        ("dekking", f"{raak / max(1, sum(tel[f'{c} totaal'] for c in codes)):.3f}"),
        ("precisie", f"{raak / max(1, raak + tel['geen gehoord']):.3f}"),
        ("signalen lezen p50 (ms)", f"{percentiel(duur, 0.5):.1f}"),
        ("signalen lezen p95 (ms)", f"{percentiel(duur, 0.95):.1f}"),
    ]
    return tabel("Crisispoort op tests/taal/crisis.jsonl", ("maat", "waarde"), regels)
