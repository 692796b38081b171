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
ZEKERHEDEN = (0.0, 0.2, 0.35, 0.5, 0.7, 0.9)


def _lees(naam: str) -> list[dict[str, Any]]:
    return [json.loads(r) for r in (TOETS / naam).read_text("utf-8").splitlines() if r.strip()]


async def meet() -> list[Table]:
    """Scores op gevallen en gesprekken, per leefgebied, crisis, verwarring, ijking en de kosten per bericht."""
    app = maak_proefapp(lees_instellingen())
    tabellen, verward, gebied = [], Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for naam in ("gevallen", "gevallen_3", "gevallen_4", "gesprekken", "gesprekken_2", "gesprekken_3"):
        gevallen = _lees(f"{naam}.jsonl")
        uitslag = await beoordeel(gevallen, app)
        cijfers = scoor(gevallen, uitslag)
        tabellen.append(tabel(f"tests/taal/{naam}.jsonl", ("maat", "waarde"), cijfers.items()))
        for g, u in zip(gevallen, uitslag, strict=True):
            kop = u["onderwerpen"][0] if u["onderwerpen"] else "-"
            if kop != g["verwacht"]["onderwerpen"][0]:
                verward[g["verwacht"]["onderwerpen"][0], kop] += 1
            goed, gehoord = set(g["verwacht"]["leefgebieden"]), set(u["leefgebieden"])
            for soort, sleutels in (
                ("goed", goed & gehoord),
                ("vals", gehoord - goed),
                ("gemist", goed - gehoord),
            ):
                gebied.update((sleutel, soort) for sleutel in sleutels)
    tabellen += [_per_leefgebied(gebied), await _ijking(app), _crisis(app), _omlijst(app)]
    regels = [(a, b, n) for (a, b), n in verward.most_common(15)]
    tabellen.append(tabel("Vaakst verward", ("moest zijn", "gehoord", "keer"), regels))
    return tabellen


def _per_leefgebied(tel: Counter[tuple[str, str]]) -> Table:
    regels = []
    for naam in sorted({sleutel for sleutel, _ in tel}):
        goed, vals, gemist = (tel[naam, soort] for soort in ("goed", "vals", "gemist"))
        regels.append(
            (naam, goed + gemist, f"{goed / max(1, goed + vals):.2f}", f"{goed / max(1, goed + gemist):.2f}")
        )
    return tabel(
        "Per leefgebied, alle gevallen en gesprekken", ("leefgebied", "aantal", "precisie", "dekking"), regels
    )


async def _ijking(app: Any) -> Table:
    """Hoe vaak een onderwerp klopt bij de zekerheid die de motor noemt; de eerste beurt van elk geval."""
    gevallen = _lees("gevallen.jsonl")
    gehoord = await app.dialoog.herken([app.lezer.lees(g["beurten"][0]).tekst for g in gevallen])
    per: dict[float, list[tuple[float, bool]]] = {van: [] for van in ZEKERHEDEN}
    for geval, h in zip(gevallen, gehoord, strict=True):
        van = max(v for v in ZEKERHEDEN if h.zekerheid >= v)
        per[van].append((h.zekerheid, h.intent in geval["verwacht"]["onderwerpen"]))
    regels = [
        (
            f"vanaf {van}",
            len(r),
            f"{sum(z for z, _ in r) / len(r):.2f}",
            f"{sum(g for _, g in r) / len(r):.2f}",
        )
        for van, r in per.items()
        if r
    ]
    return tabel(
        "IJking: zekerheid en hoe vaak het klopt", ("zekerheid", "aantal", "gemiddeld", "klopt"), regels
    )


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


def _omlijst(app: Any) -> Table:
    """Onmiskenbare crisiszinnen, kaal en in elke omlijsting: wat iemand eromheen zegt mag niets uitmaken."""
    rijen = _lees("kernzinnen.jsonl")
    lijsten = [r["omlijsting"] for r in rijen if "omlijsting" in r]
    zinnen = [r["tekst"] for r in rijen if "tekst" in r]
    omlijst = [lijst.format(z) for z in zinnen for lijst in lijsten]
    regels = [
        (naam, f"{sum(bool(app.lezer.lees(t).gevaren) for t in teksten)}/{len(teksten)}")
        for naam, teksten in (("kaal", zinnen), ("omlijst", omlijst))
    ]
    return tabel("Onmiskenbaar gevaar op tests/taal/kernzinnen.jsonl", ("zin", "gehoord"), regels)
