"""De tabel met eisen klopt: elke eis over de overdracht heeft een test, en elke genoemde test bestaat."""

from __future__ import annotations

import re
from functools import lru_cache

import pytest

from assistent.config import WORTEL

TABEL = (WORTEL / "docs" / "eisen.md").read_text("utf-8")
RIJEN = dict(re.findall(r"^\| ([RK]\d+) \| [^|]+ \| (.+) \|$", TABEL, re.M))
VERWIJZING = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


@lru_cache
def bron(pad: str) -> str:
    return (WORTEL / pad).read_text("utf-8")


MEEKIJKEN = ("R11", "R18", "R34", "R101", "R112", "R132")


@pytest.mark.parametrize("eis", [*MEEKIJKEN, *(f"R{n}" for n in range(47, 96)), *(f"K{n}" for n in range(1, 13))])
def test_elke_eis_wijst_naar_een_test_die_er_is(eis: str) -> None:
    gevonden = VERWIJZING.findall(RIJEN.get(eis, ""))
    assert gevonden, f"{eis} heeft geen test"
    for pad, naam in gevonden:
        assert f"def {naam}(" in bron(pad), f"{eis}: {pad}::{naam} bestaat niet"
