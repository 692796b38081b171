"""De lijsten van `namen.yml` en `schonen.yml`, klaar om snel in te zoeken."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

_MAP = Path(__file__).parent.parent
_NAMEN: dict[str, Any] = yaml.safe_load((_MAP / "namen.yml").read_text("utf-8"))
_WOORDEN: dict[str, str] = yaml.safe_load((_MAP / "schonen.yml").read_text("utf-8"))


def woorden(sleutel: str) -> frozenset[str]:
    """Een lijst uit `schonen.yml`."""
    return frozenset(_WOORDEN[sleutel].split())


def keuze(sleutel: str) -> str:
    """Een lijst uit `schonen.yml` als deel van een patroon, het langste woord eerst."""
    return "(?:" + "|".join(re.escape(w) for w in sorted(woorden(sleutel), key=len, reverse=True)) + ")"


def _namen(sleutel: str) -> frozenset[str]:
    return frozenset(str(_NAMEN[sleutel]).split())


VOORNAMEN = frozenset(naam for groep in _NAMEN["voornamen"].values() for naam in groep.split())
ACHTERNAMEN = _namen("achternamen")
TUSSENVOEGSELS = _namen("tussenvoegsels")
TITELS = _namen("titels")
RELATIES = _namen("relaties")
BEZITTERS = _namen("bezitters")
WOORDNAMEN = _namen("woordnamen")
"""Namen die ook een gewoon woord zijn."""
NOOIT_KLEIN = _namen("nooit_klein")
"""Namen die klein geschreven bijna altijd het gewone woord zijn."""
NA_RELATIE = _namen("na_relatie")
"""Van die namen: wat na "mijn vriend" of "oma" toch de naam is."""
NAAMHUIZEN = _namen("naamhuizen")
"""Woorden die van een naam een instelling maken: het Emma ziekenhuis."""
GEEN_NAAM = _namen("geen_naam") | NAAMHUIZEN | woorden("gewone_woorden")
VASTE_NAMEN: dict[str, list[tuple[str, ...]]] = {}
"""Namen die geen mens aanwijzen, op hun eerste woord."""
for _naam in _NAMEN["vaste_namen"]:
    VASTE_NAMEN.setdefault(_naam.split()[0], []).append(tuple(_naam.split()))
OPENBARE_NUMMERS = frozenset(re.sub(r"\D", "", str(nummer)) for nummer in _NAMEN["openbare_nummers"])


_ALLEEN_NAAM = ACHTERNAMEN - WOORDNAMEN - NOOIT_KLEIN
_BEGIN_VAN_NAAM = ("abdel", "abdoel", "abdoul", "abdul")


@lru_cache(maxsize=20_000)
def gelijk(vorm: str) -> str:
    """Een woord in kleine letters en zonder accenten, zoals het in de lijsten staat."""
    klein = vorm.lower()
    if klein.isascii():
        return klein
    return "".join(t for t in unicodedata.normalize("NFD", klein) if not unicodedata.combining(t))


def is_voornaam(klein: str) -> bool:
    """Of dit een voornaam is, of een dubbele naam die zo begint."""
    if klein.startswith(_BEGIN_VAN_NAAM) and len(klein) > 5:
        return True
    return klein in VOORNAMEN or ("-" in klein and klein.split("-")[0] in VOORNAMEN and _dubbel(klein))


def is_achternaam(klein: str) -> bool:
    """Of dit een achternaam is, of een dubbele naam."""
    return klein in ACHTERNAMEN or ("-" in klein and (_dubbel(klein) or klein.split("-")[0] in _ALLEEN_NAAM))


def _dubbel(klein: str) -> bool:
    return all(deel in ACHTERNAMEN or deel in VOORNAMEN for deel in klein.split("-"))
