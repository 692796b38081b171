"""Welke taal iemand schrijft: alleen als het duidelijk is, anders Nederlands (R119)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import simplemma

_TALEN = ("DUTCH", "ENGLISH", "TURKISH", "ARABIC", "POLISH", "UKRAINIAN", "GERMAN", "FRENCH", "SPANISH")
MIN_WOORDEN = 3
NEDERLANDS = 0.7
"""Zoveel van de woorden gewoon Nederlands: dan is het bericht Nederlands."""
MIN_ZEKER, MIN_ZEKER_KORT = 0.45, 0.80
ENGELS, ENGELS_NIET = 0.9, 0.6
_WOORD = re.compile(r"[^\W\d_]+")
_ARABISCH = re.compile(r"[\u0600-\u06ff]{3,}")
_CYRILLISCH = re.compile(r"[\u0400-\u04ff]{3,}")


def _nederlands() -> Any:
    from lingua import Language

    return Language.DUTCH


@lru_cache(maxsize=1)
def _herkenner() -> Any:
    from lingua import Language, LanguageDetectorBuilder

    talen = [getattr(Language, naam) for naam in _TALEN]
    return LanguageDetectorBuilder.from_languages(*talen).build()


def raad_taal(tekst: str) -> str:
    """De taalcode (ISO 639-1); "nl" bij twijfel, want verkeerd raden sluit iemand buiten."""
    if _ARABISCH.search(tekst):
        return "ar"
    if _CYRILLISCH.search(tekst) and not re.search(r"[a-z]{4,}", tekst.lower()):
        return "uk"
    woorden = _WOORD.findall(tekst.lower())
    nederlands = _bekend_in("nl", woorden)
    # De herkenner is traag en raadt bij korte zinnen mis; gewone Nederlandse woorden zeggen genoeg.
    if len(woorden) < MIN_WOORDEN or nederlands >= NEDERLANDS:
        return "nl"
    zeker = {w.language: w.value for w in _herkenner().compute_language_confidence_values(tekst)}
    beste = max(zeker, key=zeker.__getitem__)
    nodig = max(MIN_ZEKER if len(woorden) > MIN_WOORDEN else MIN_ZEKER_KORT, 3 * zeker[_nederlands()])
    if beste != _nederlands() and zeker[beste] >= nodig:
        return str(beste.iso_code_639_1.name.lower())
    # Engels lijkt het meest op Nederlands ("I want to die"): dan beslissen de woorden.
    engels = len(woorden) > MIN_WOORDEN and nederlands < ENGELS_NIET and _bekend_in("en", woorden) >= ENGELS
    return "en" if engels else "nl"


def _bekend_in(taal: str, woorden: Sequence[str]) -> float:
    return sum(bool(simplemma.is_known(w, taal)) for w in woorden) / max(1, len(woorden))
