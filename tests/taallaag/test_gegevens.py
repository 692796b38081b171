"""De taalgegevens: breed genoeg, en test en training blijven gescheiden (issue: nooit trainen op testzinnen)."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pytest
import yaml

WORTEL = Path(__file__).parents[2]
MINSTENS = 30


def gelijk(zin: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", zin.lower()).strip()


@cache
def trainingszinnen() -> dict[str, list[str]]:
    per_intent: dict[str, list[str]] = {}
    for pad in sorted((WORTEL / "data/nlu").glob("*.yml")):
        for blok in yaml.load(pad.read_text("utf-8"), Loader=yaml.CSafeLoader)["nlu"]:
            per_intent.setdefault(blok["intent"], []).extend(r[2:].strip() for r in blok["examples"].splitlines())
    return per_intent


@cache
def signaalzinnen() -> list[str]:
    return [
        geval["tekst"]
        for map_ in ("data/signalen", "data/verhalen")
        for pad in sorted((WORTEL / map_).glob("*.yml"))
        for geval in yaml.load(pad.read_text("utf-8"), Loader=yaml.CSafeLoader)
    ]


@cache
def gespreksberichten() -> list[str]:
    return [
        beurt["tekst"]
        for pad in sorted((WORTEL / "data/gesprekken").glob("*.yml"))
        for gesprek in yaml.load(pad.read_text("utf-8"), Loader=yaml.CSafeLoader)
        for beurt in gesprek["beurten"]
    ]


def berichten_uit(map_: str) -> set[str]:
    uit: set[str] = set()
    for pad in (WORTEL / map_).glob("*.jsonl"):
        for regel in pad.read_text("utf-8").splitlines():
            geval = json.loads(regel)
            uit |= {gelijk(b) for b in geval.get("beurten", [geval.get("tekst", "")])}
    return {z for z in uit if len(z.split()) > 3}


def test_geen_enkele_testzin_is_een_trainingszin() -> None:
    geleerd = {gelijk(z) for zinnen in trainingszinnen().values() for z in zinnen} | {
        gelijk(z) for z in [*signaalzinnen(), *gespreksberichten()]
    }
    assert not berichten_uit("tests/taal") & (geleerd | berichten_uit("data/gevallen"))


def test_elke_intent_uit_het_domein_heeft_genoeg_zinnen_en_een_regel() -> None:
    domein = yaml.safe_load((WORTEL / "domain.yml").read_text("utf-8"))
    regels = yaml.safe_load((WORTEL / "data/regels.yml").read_text("utf-8"))["rules"]
    met_regel = {r["steps"][0]["intent"] for r in regels}
    assert set(domein["intents"]) == met_regel == set(trainingszinnen())
    assert {i: len(z) for i, z in trainingszinnen().items() if len(z) < MINSTENS} == {}


def test_elk_onderwerp_van_de_kennisbank_is_een_intent() -> None:
    domein = yaml.safe_load((WORTEL / "domain.yml").read_text("utf-8"))
    onderwerpen = {p.stem for p in (WORTEL / "kennisbank/onderwerpen").glob("*.yml")}
    assert len(onderwerpen) == 92
    assert onderwerpen <= set(domein["intents"])


@pytest.mark.parametrize("zin", ["ik wil er niet meer zijn", "IK WIL ER NIET MEER ZIJN!!", "Waar is het loket? ik wil er niet meer zijn"])
def test_de_poort_hoort_een_doodswens_zonder_model(zin: str) -> None:
    from assistent.taal.lezer import Lezer
    from assistent.taal.signaalpatronen import laad_signalen

    lezer = Lezer(laad_signalen(WORTEL / "kennisbank/signalen"))
    assert [g.code for g in lezer.gevaar(zin)] == ["C1"]
    assert [g.code for g in lezer.gevaar("x " * 9000 + zin)] == ["C1"]
