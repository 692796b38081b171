"""Cijfers over `beoordeel`: onderwerp, leefgebied (F1), crisis, klasse, team en antwoord."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any


def scoor(gevallen: Iterable[Mapping[str, Any]], uitslag: Iterable[Mapping[str, Any]]) -> dict[str, float]:
    """Vergelijk verwacht met gehoord; fracties tussen 0 en 1."""
    tel: Counter[str] = Counter()
    paren = list(zip(gevallen, uitslag, strict=True))
    for geval, uit in paren:
        wil = geval["verwacht"]
        tel["onderwerp"] += bool(uit["onderwerpen"]) and uit["onderwerpen"][0] == wil["onderwerpen"][0]
        tel["onderwerp_erbij"] += wil["onderwerpen"][0] in uit["onderwerpen"]
        for naam in ("klasse", "behandelaar", "urgentie", "antwoord"):
            tel[naam] += uit[naam] == wil[naam]
        heb, moet = set(uit["leefgebieden"]), set(wil["leefgebieden"])
        tel["raak"] += len(heb & moet)
        tel["vals"] += len(heb - moet)
        tel["mis"] += len(moet - heb)
        if wil["crisis"]:
            tel["crisis"] += 1
            tel["crisis_gehoord"] += bool(uit["crisis"])
            tel["crisis_code"] += uit["crisis"] == wil["crisis"]
        elif uit["crisis"]:
            tel["crisis_vals"] += 1
    n = len(paren)
    precisie = tel["raak"] / max(1, tel["raak"] + tel["vals"])
    dekking = tel["raak"] / max(1, tel["raak"] + tel["mis"])
    namen = ("onderwerp", "onderwerp_erbij", "klasse", "behandelaar", "urgentie", "antwoord")
    return {
        "gevallen": float(n),
        **{naam: tel[naam] / n for naam in namen},
        "leefgebied_precisie": precisie,
        "leefgebied_dekking": dekking,
        "leefgebied_f1": 2 * precisie * dekking / max(1e-9, precisie + dekking),
        "crisis_dekking": tel["crisis_gehoord"] / max(1, tel["crisis"]),
        "crisis_code": tel["crisis_code"] / max(1, tel["crisis"]),
        "crisis_precisie": tel["crisis_gehoord"] / max(1, tel["crisis_gehoord"] + tel["crisis_vals"]),
    }
