"""Losse cellen lezen: getallen, datums, tijden en ja of nee, ook zoals Excel ze terugschrijft."""

from __future__ import annotations

import math
import re
from datetime import date

_HEEL = re.compile(r"-?[0-9]+")
_BREUK = re.compile(r"-?[0-9]+([.,][0-9]+)?([eE][+-]?[0-9]+)?")
_DAG = re.compile(r"([0-9]{1,2})[-/]([0-9]{1,2})[-/]([0-9]{4})")
_TIJD = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::00)?")
_JA, _NEE = frozenset({"ja", "waar", "true", "1"}), frozenset({"nee", "onwaar", "false", "0"})


def getal(tekst: str) -> int | float | str:
    """Een getal, met punt of komma; anders de tekst zelf, zodat de toets haar meldt."""
    try:
        if _HEEL.fullmatch(tekst):
            return int(tekst)
        if _BREUK.fullmatch(tekst) and math.isfinite(waarde := float(tekst.replace(",", "."))):
            return waarde
    except ValueError:  # meer cijfers dan Python wil lezen
        return tekst
    return tekst


def datum(tekst: str) -> str:
    """`2026-11-22`; Excel schrijft daar 22-11-2026 of 22/11/2026 voor terug."""
    gevonden = _DAG.fullmatch(tekst)
    if gevonden is None:
        return tekst
    dag, maand, jaar = gevonden.groups()
    return f"{jaar}-{maand:0>2}-{dag:0>2}"


def bestaat(tekst: str) -> bool:
    """Of deze datum in de kalender staat."""
    try:
        return date.fromisoformat(tekst).isoformat() == tekst
    except ValueError:
        return False


def tijd(tekst: str) -> str:
    """`09:00`; HSDS schrijft 09:00:00 en Excel soms 9:00."""
    gevonden = _TIJD.fullmatch(tekst)
    return f"{gevonden[1]:0>2}:{gevonden[2]}" if gevonden else tekst


def ja_nee(tekst: str) -> bool | str:
    """Waar of onwaar; anders de tekst zelf."""
    klein = tekst.strip().lower()
    if klein in _JA:
        return True
    return False if klein in _NEE else tekst
