"""Een bericht als rij woorden, met wat een naam ervan moet weten."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistent.taal.persoonsgegevens.plekken import AFGEDEKT
from assistent.taal.persoonsgegevens.woordlijst import gelijk

_WOORD = re.compile(
    rf"(?i:v\.\s?d\.|v/d\b)|'t\b|[^\W\d_]+(?:['-](?!(?:van|de|den|der|ten|ter)\b)[^\W\d_]+)*|\d+|{AFGEDEKT}+|[^\w \t]"
)
_ZINSEINDE = frozenset('.!?\n:;"()•-')


@dataclass(slots=True)
class Naamwoord:
    """Eén woord of leesteken."""

    vorm: str
    klein: str
    van: int
    tot: int
    woord: bool
    hoofd: bool
    """Begint met een hoofdletter, en dat zegt iets."""
    begin: bool
    """Staat vooraan in een zin, waar elke hoofdletter gewoon is."""


def lees(tekst: str) -> list[Naamwoord]:
    """Knip een tekst in woorden; in geheel Hoofdletters geschreven tekst zegt een hoofdletter niets."""
    rij: list[Naamwoord] = []
    begin = True
    hoofd = letters = 0
    for m in _WOORD.finditer(tekst):
        vorm = m.group()
        woord = vorm[0].isalpha() or vorm == "'t"
        if woord and vorm[-2:] in ("'s", "'S"):
            vorm = vorm[:-2]
        groot = woord and vorm[0].isupper()
        rij.append(
            Naamwoord(
                vorm, gelijk(vorm) if woord else vorm, m.start(), m.start() + len(vorm), woord, groot, begin
            )
        )
        begin = not woord and (vorm in _ZINSEINDE or (begin and not vorm[0].isdigit()))
        if woord:
            hoofd, letters = hoofd + groot, letters + 1
    if letters >= 4 and hoofd > 0.7 * letters:
        for w in rij:
            w.hoofd = False
    return rij
