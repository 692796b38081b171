"""Postcodes; de vier cijfers blijven staan, want daarmee wordt het gebied bepaald."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistent.taal.persoonsgegevens.getallen import GETALWOORD
from assistent.taal.persoonsgegevens.plekken import Plek
from assistent.taal.persoonsgegevens.straten import GESPROKEN, NUMMER
from assistent.taal.persoonsgegevens.woordlijst import keuze, woorden

_HUIS_VOOR = (
    r"(?:huis)?(?:nummer|nr\.?)\s?(?:is\s)?:?\s?[1-9]\d{0,4}[a-z]?(?:\s?,)?\s"
    r"(?:en\s)?(?:(?:mijn\s)?postcode\s(?:is\s)?:?\s?)?"
)
_HUIS_NA = (
    r"(?:[\s,-]{1,2}(?:en\s|met\s|dan\s){0,2}(?:mijn\s)?(?:(?:huis)?(?:nummer|nr\.?)(?:\sis)?:?\s)?"
    rf"(?:{NUMMER}))?"
)
_POSTCODE = re.compile(
    rf"(?P<voor>{_HUIS_VOOR})?(?<![\d.,€/-])(?<!€ )(?P<vier>[1-9]\d{{3}})(?P<wit> ?-?)"
    rf"(?P<l>[A-Za-z] ?[A-Za-z])(?![\w]|[.:]\d)(?P<na>{_HUIS_NA})",
    re.IGNORECASE,
)
_LETTER = rf"(?!{GETALWOORD}(?!\w))(?:[a-z]{{1,3}}|{keuze('spelletters')})(?!\w)"
_GESPROKEN = re.compile(
    rf"postcode(?:\s(?:is|eh|uh|dat\sis))*\s(?P<vier>(?:(?:{GETALWOORD}|\d{{2,4}})\s){{1,5}}?)"
    rf"(?P<l>(?!en\b){_LETTER}(?:\s(?!en\b){_LETTER})?)(?!\w)"
    rf"(?P<na>\s(?:en\s|dan\s){{0,2}}(?:(?:huis)?nummer\s(?:is\s)?)?{GESPROKEN}|{_HUIS_NA})",
    re.IGNORECASE,
)
_TWEE_LETTERS = woorden("twee_letters")
_LOSSE_WOORDEN = frozenset(("is", "en", "de", "in", "op", "ik"))


def zoek(tekst: str) -> Iterator[Plek]:
    """De letters van elke postcode, met het huisnummer dat erbij staat."""
    for m in _POSTCODE.finditer(tekst):
        if _is_postcode(m):
            if m.group("voor"):
                yield Plek(m.start("voor"), m.end("voor") - 1, "adres")
            yield Plek(m.end("wit"), m.end(), "adres")
            yield Plek(m.start("vier"), m.end("vier"))
    for m in _GESPROKEN.finditer(tekst):
        yield Plek(m.start("l"), m.end(), "adres")
        yield Plek(m.start("vier"), m.end("vier") - 1)


def _is_postcode(m: re.Match[str]) -> bool:
    letters, klein = m.group("l"), m.group("l").lower()
    if m.group("voor") or "postcode" in m.string[max(0, m.start() - 20) : m.start()].lower():
        return True
    if " " in letters:
        return letters.isupper() and bool(m.group("wit").strip() or m.group("na"))
    if letters.isupper():
        return klein not in _LOSSE_WOORDEN or not m.group("wit")
    if klein in _TWEE_LETTERS:
        return bool(m.group("na")) and not m.group("wit")
    return True
