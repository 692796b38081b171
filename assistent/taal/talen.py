"""Welke taal iemand schrijft: alleen als het duidelijk is, anders Nederlands (R119)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

_TALEN = ("DUTCH", "ENGLISH", "TURKISH", "ARABIC", "POLISH", "UKRAINIAN", "GERMAN", "FRENCH", "SPANISH")
MIN_WOORDEN = 3
MIN_ZEKER = 0.80
_ARABISCH = re.compile(r"[\u0600-\u06ff]{3,}")
_CYRILLISCH = re.compile(r"[\u0400-\u04ff]{3,}")


@lru_cache(maxsize=1)
def _herkenner() -> Any:
    from lingua import Language, LanguageDetectorBuilder

    talen = [getattr(Language, naam) for naam in _TALEN]
    return LanguageDetectorBuilder.from_languages(*talen).build()


@lru_cache(maxsize=2_000)
def raad_taal(tekst: str) -> str:
    """De taalcode (ISO 639-1); "nl" bij twijfel, want verkeerd raden sluit iemand buiten."""
    if _ARABISCH.search(tekst):
        return "ar"
    if _CYRILLISCH.search(tekst) and not re.search(r"[a-z]{4,}", tekst.lower()):
        return "uk"
    if len(tekst.split()) < MIN_WOORDEN:
        return "nl"
    beste = _herkenner().compute_language_confidence_values(tekst)[0]
    if beste.language.name == "DUTCH" or beste.value < MIN_ZEKER:
        return "nl"
    return str(beste.language.iso_code_639_1.name.lower())
