"""De leesbaarheidsmaat scheidt wat wij makkelijk en moeilijk weten; zie docs/besluiten/020 (R111)."""

from __future__ import annotations

import json

import pytest

from assistent.config import WORTEL
from assistent.taal.leesbaarheid import B1, flesch_douma, lettergrepen, woorden

IJKING = [json.loads(r) for r in (WORTEL / "tests/taal/leesbaarheid.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize(
    ("woord", "aantal"),
    [
        ("huis", 1), ("u", 1), ("over", 2), ("idee", 2), ("twee", 1), ("gemeente", 3), ("energie", 3), ("Amerika", 4),
        ("schuldhulpverlening", 5), ("ideeën", 3), ("auto", 2), ("CAK", 3), ("mantelzorg", 3),
    ],
)  # fmt: skip
def test_lettergrepen(woord: str, aantal: int) -> None:
    assert lettergrepen(woord) == aantal


def test_getallen_en_leestekens_zijn_geen_woorden() -> None:
    assert woorden("Bel 14 050, dat is foto's-vrij.") == ["Bel", "dat", "is", "foto's-vrij"]
    assert flesch_douma("14 050.") == 100.0


def scores(niveau: str) -> list[float]:
    return [flesch_douma(g["tekst"]) for g in IJKING if g["niveau"] == niveau]


def test_elke_makkelijke_tekst_ligt_boven_de_grens_en_elke_moeilijke_eronder() -> None:
    assert len(scores("makkelijk")) == len(scores("moeilijk")) == 12
    assert min(scores("makkelijk")) > B1 + 20
    assert max(scores("moeilijk")) < B1 - 20


def test_gewone_ambtelijke_taal_ligt_rond_de_grens() -> None:
    """Geen scherpe scheiding: daarom is het een waarschuwing en geen fout."""
    onder = [s for s in scores("middel") if s < B1]
    assert len(onder) >= 4
    assert all(40 < s < 80 for s in scores("middel"))
