"""Wat nooit in een intake komt, wat er ook getypt is, en wat een melder zag tegenover wat hij denkt (§9.2, R56, R78)."""

from __future__ import annotations

import re
from collections.abc import Iterable

_VERBODEN = (
    # Bedragen: schulden worden één keer besproken, door een mens (R78).
    ("[bedrag]", re.compile(
        r"(?:€|\beuro|\beur)\s?\d[\d.,]*-?(?:\s?(?:k|ton|miljoen)\b)?"
        r"|\b\d[\d.,]*\s?(?:k|duizend|honderd|ton|miljoen)?\s?(?:euro'?s?|eur|€|,-)(?!\w)"
        r"|\b[a-z]*(?:tien|twintig|dertig|veertig|vijftig|honderd|duizend)[a-z]*\s(?:duizend\s)?euro'?s?\b",
        re.IGNORECASE,
    )),
    ("[rekening]", re.compile(r"\b[A-Z]{2}\d{2}\s?[A-Z]{4}(?:\s?\d){10}\b", re.IGNORECASE)),
    ("[wachtwoord]", re.compile(r"(?<=wachtwoord is )\S+|(?<=pincode is )\S+", re.IGNORECASE)),
)  # fmt: skip
_NEGEN = re.compile(r"(?<![\d+])\d(?:[ .]?\d){8}(?!\d)")
_VERMOEDEN = re.compile(
    r"\b(?:ik|we|wij) (?:denk|denken|vermoed|vermoeden|geloof|gok|heb het idee|ben bang|ben benauwd)\b"
    r"|\b(?:volgens mij|volgens de buren|misschien|waarschijnlijk|vermoedelijk|het schijnt|schijnbaar|blijkbaar"
    r"|ik heb gehoord|ik hoorde dat|ze zeggen|men zegt|naar verluidt|zou (?:wel|kunnen|best)|lijkt (?:wel|me|mij))\b",
    re.IGNORECASE,
)
_ZINNEN = re.compile(r"(?<=[.!?;])\s+")


def schoon(tekst: str) -> str:
    """De tekst zonder bedragen, rekeningen, wachtwoorden en bsn; telefoonnummers blijven (10 cijfers)."""
    for teken, patroon in _VERBODEN:
        tekst = patroon.sub(teken, tekst)
    return _NEGEN.sub(lambda m: "[bsn]" if _elfproef(m.group()) else m.group(), tekst)


def _elfproef(tekst: str) -> bool:
    cijfers = [int(t) for t in tekst if t.isdigit()]
    som = sum(c * g for c, g in zip(cijfers, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True))
    return som % 11 == 0 and any(cijfers)


def splits_melding(woorden: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Wat een melder zelf zag of hoorde, en wat hij denkt of van een ander heeft; per zin."""
    zinnen = [z.strip() for tekst in woorden for z in _ZINNEN.split(tekst) if z.strip()]
    feiten = tuple(z for z in zinnen if not _VERMOEDEN.search(z))
    return feiten, tuple(z for z in zinnen if _VERMOEDEN.search(z))
