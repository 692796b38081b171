"""Hoe makkelijk een tekst leest: de Flesch-Douma-score, met lettergrepen van pyphen (R111; docs/besluiten/020).

206,84 - 0,77 * (lettergrepen per honderd woorden) - 0,93 * (woorden per zin). Hoger is makkelijker.
"""

from __future__ import annotations

import re
from functools import lru_cache

import pyphen

B1 = 60.0
"""Hieronder is een tekst te moeilijk voor B1; zo geijkt in docs/besluiten/020."""
_WOORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ZIN = re.compile(r"[.!?:;]+(?:\s|$)|\n")


# De afbreekregels laten nooit één letter alleen staan, maar "o-ver" en "i-dee" hebben er wel een lettergreep.
_LOSSE_KLINKER = re.compile(r"[aeiouy](?:[bcdfghjklmnpqrstvwxz]|ch)[aeiouyáéíóúäëïöü]")


@lru_cache(maxsize=1)
def _afbreker() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="nl_NL", left=1, right=1)


@lru_cache(maxsize=20_000)
def lettergrepen(woord: str) -> int:
    """Het aantal lettergrepen; een afkorting in hoofdletters telt per letter, want zo leest men haar."""
    if woord.isupper() and len(woord) > 1:
        return len(woord)
    woord = woord.lower()
    return len(_afbreker().positions(woord)) + 1 + bool(_LOSSE_KLINKER.match(woord))


def woorden(tekst: str) -> list[str]:
    """De woorden; getallen en nummers doen niet mee."""
    return _WOORD.findall(tekst)


def flesch_douma(tekst: str) -> float:
    """De score van een stuk tekst; betekent pas iets vanaf ongeveer dertig woorden."""
    gelezen = woorden(tekst)
    if not gelezen:
        return 100.0
    zinnen = sum(bool(woorden(deel)) for deel in _ZIN.split(tekst))
    grepen = sum(map(lettergrepen, gelezen))
    return 206.84 - 77.0 * grepen / len(gelezen) - 0.93 * len(gelezen) / max(zinnen, 1)
