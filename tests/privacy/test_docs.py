"""De stukken voor de functionaris verwijzen naar tests, bestanden en pakketten die er zijn."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

from assistent.config import WORTEL

STUKKEN = [WORTEL / "SECURITY.md", *sorted((WORTEL / "docs").glob("*.md")), *sorted((WORTEL / "docs/besluiten").glob("01[5-7]*.md"))]
VAN_ONS = {"SECURITY.md", "dpia.md", "algoritmeregister.md", "privacy.md", "dreigingen.md", "bekende-oude-pakketten.md", "verwerkingsregister.md"}


def test_alle_stukken_zijn_er() -> None:
    assert {p.name for p in STUKKEN} >= VAN_ONS


@pytest.mark.parametrize("stuk", STUKKEN, ids=lambda p: p.name)
def test_elke_genoemde_test_bestaat(stuk: Path) -> None:
    for pad, naam in re.findall(r"`(tests/[\w/]+\.py)(?:::(test_\w+))?`", stuk.read_text("utf-8")):
        bron = (WORTEL / pad).read_text("utf-8")
        assert not naam or f"def {naam}(" in bron, f"{pad}::{naam}"


@pytest.mark.parametrize("stuk", STUKKEN, ids=lambda p: p.name)
def test_elke_verwijzing_naar_een_bestand_klopt(stuk: Path) -> None:
    for doel in re.findall(r"\]\(([^)#]+)\)", stuk.read_text("utf-8")):
        if not doel.startswith(("http", "mailto")):
            assert (stuk.parent / doel).exists(), doel


def test_elke_dreiging_heeft_een_antwoord() -> None:
    rijen = [r.split("|")[1:-1] for r in (WORTEL / "docs/dreigingen.md").read_text("utf-8").splitlines() if re.match(r"\| [STRIDE] \|", r)]
    assert {r[0].strip() for r in rijen} == set("STRIDE")
    assert len(rijen) > 25
    assert all("`tests/" in r[3] or "`ASSISTENT_" in r[3] for r in rijen)


def test_de_lijst_van_oude_pakketten_noemt_de_versies_die_er_zijn() -> None:
    tekst = (WORTEL / "docs/bekende-oude-pakketten.md").read_text("utf-8")
    for rij in re.findall(r"^\| ([^|]+) \| ([^|]+) \|", tekst, re.MULTILINE)[2:]:
        namen = [n.split(" (")[0].strip() for n in rij[0].split(",")]
        for naam, genoemd in zip(namen, rij[1].split(","), strict=True):
            try:
                echt = version(naam)
            except PackageNotFoundError:
                pytest.fail(f"{naam} staat niet meer in het slot; haal de regel weg")
            assert echt.startswith(genoemd.strip().rstrip("x").rstrip(".")), (naam, echt, genoemd)


def test_geen_verwijzing_naar_een_werkplek() -> None:
    for stuk in STUKKEN:
        if stuk.name in VAN_ONS:
            assert not re.search(r"/work/|/tmp/|issue \d", stuk.read_text("utf-8"))
