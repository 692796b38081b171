"""Geboortedatums eruit; afspraken, tijden en bedragen blijven en tellen niet als nummer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistent.taal.persoonsgegevens.getallen import GETALWOORD, groepen
from assistent.taal.persoonsgegevens.plekken import Plek
from assistent.taal.persoonsgegevens.woordlijst import NOOIT_KLEIN, VOORNAMEN, WOORDNAMEN, gelijk, keuze

_MAAND = (
    "(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
    r"|jan|feb|febr|mrt|apr|jun|jul|aug|sept|sep|okt|nov|dec)\b\.?"
)
_GETAL = rf"(?:{GETALWOORD}|\d{{1,4}})"
_DAG, _MAANDCIJFER = r"(?:3[01]|[12]\d|0?[1-9])", r"(?:1[0-2]|0?[1-9])"
_EEUW = r"(?:19|20)\d\d"
_TUSSEN = rf"(?P<t> ?[-/.] ?| (?=\d\d? {_EEUW}))"
"""Met alleen spaties ertussen is het een datum als het jaar voluit staat; anders een nummer."""
_DATUM = re.compile(
    rf"(?<![\d.,/-])(?:(?P<iso>{_EEUW})[-/.]{_MAANDCIJFER}[-/.]{_DAG}(?!\d)"
    rf"|{_DAG}{_TUSSEN}{_MAANDCIJFER}(?P=t)(?P<jaar>{_EEUW}|'?\d\d)(?![-.]?\d)"
    rf"|{_DAG}(?:e|de|ste)?[ -]?(?:van )?{_MAAND}(?:[ -]?(?P<mjaar>{_EEUW}|'\d\d|\d\d))?(?!\d|[.:]\d))",
    re.IGNORECASE,
)
_UITGESPROKEN = re.compile(
    rf"(?<!\w){GETALWOORD}(?:de|ste)?\s(?:van\s)?{_MAAND}(?P<jaar>(?:\s{_GETAL}(?!\w)){{1,4}})?",
    re.IGNORECASE,
)
_CIJFERDATUM = re.compile(
    r"(?<![\d.,-])(?:3[01]|[12]\d|0[1-9])(?:1[0-2]|0[1-9])((?:19|20)\d\d|\d\d)(?![\d-])"
)
_RANG = rf"(?:eerste|derde|achtste|{_GETAL}(?:de|ste|e)?)"
_LOS = re.compile(rf"(?<!\w){_RANG}(?:[\s,/-]{{1,2}}(?:van\s)?(?:de\s)?{_RANG}(?!\w)){{2,5}}", re.IGNORECASE)
_GEBOREN = re.compile(
    r"gebor|\bgeb\b|geboorte|verjaar|\bjarig|\bgebdat|born|\bik ben van\b|bouwjaar", re.IGNORECASE
)
_ANDER_FEIT = re.compile(rf"(?:(?<!\w){keuze('ander_feit')}|-)\s*:?\s*$", re.IGNORECASE)
_KIND = re.compile(
    r"\b(?:zoon|dochter|zoontje|dochtertje|kind|baby|kleuter|moeder|vader|partner|man|vrouw)\W+(?:\w+\W+){0,3}$"
)
_VAN = re.compile(rf"(?<!\w)(?!{keuze('van_iets')})\w+ van\s*$", re.IGNORECASE)
_GELD = r"(?:[.,]\d{1,3}){0,3}"
_BEDRAG = re.compile(
    rf"(?:€|\beuro|\beur)\s?\d{{1,9}}{_GELD}"
    rf"|(?<![\d.,])[1-9]\d{{0,8}}{_GELD}(?:,-+)?\s?(?:euro|eur\b|€|,-)",
    re.IGNORECASE,
)
_UUR = r"(?:[01]?\d|2[0-3])[.:][0-5]\d"
_TIJD = re.compile(rf"(?<![\d.:]){_UUR}(?:\s?(?:-|tot|t/m)\s?{_UUR}(?!\d)|\s?(?:u|uur)\b)", re.IGNORECASE)
_ALLEEN_NAAM = VOORNAMEN - WOORDNAMEN - NOOIT_KLEIN
_OUD = 2011
"""Een datum tot en met dit jaar is hier bijna altijd een geboortedatum; een afspraak is recenter."""
_VOOR, _ERNA = 45, 28


def zoek(tekst: str) -> Iterator[Plek]:
    """Geboortedatums, en de datums, tijden en bedragen die mogen blijven."""
    for patroon in (_BEDRAG, _TIJD):
        yield from (Plek(m.start(), m.end()) for m in patroon.finditer(tekst))
    for m in _DATUM.finditer(tekst):
        yield _oordeel(tekst, m, m.group("iso") or m.group("jaar") or m.group("mjaar") or "")
    for m in _UITGESPROKEN.finditer(tekst):
        jaar = "".join(groepen(m.group("jaar") or ""))
        yield _oordeel(tekst, m, jaar[:4])
    for m in _CIJFERDATUM.finditer(tekst):
        if _geboren(tekst, m):
            yield Plek(m.start(), m.end(), "geboortedatum")
    for m in _GEBOREN.finditer(tekst):
        los = _LOS.search(tekst, m.end(), m.end() + 2 * _VOOR)
        if los and los.start() < m.end() + _VOOR and not re.search(r"[.!?\n]", tekst[m.end() : los.start()]):
            yield Plek(los.start(), los.end(), "geboortedatum")


def _oordeel(tekst: str, m: re.Match[str], jaar: str) -> Plek:
    """Een geboortedatum als dat gezegd wordt, of als het jaar ver terug ligt zonder ander feit."""
    weg = _geboren(tekst, m)
    if not weg and jaar:
        voor = tekst[max(0, m.start() - _VOOR) : m.start()]
        oud = _voluit(jaar) <= _OUD
        kind = bool(_KIND.search(voor))
        anders = _ANDER_FEIT.search(voor) and not ((oud or kind) and _VAN.search(voor))
        weg = not anders and (oud or kind or _na_voornaam(voor))
    return Plek(m.start(), m.end(), "geboortedatum" if weg else "")


def _geboren(tekst: str, m: re.Match[str]) -> bool:
    voor = re.split(r"(?<!geb)(?<!dat)[.!?]\s|\n|\d", tekst[max(0, m.start() - _VOOR) : m.start()])[-1]
    erna = re.split(r"[.!?\n,]", tekst[m.end() : m.end() + _ERNA])[0]
    return bool(_GEBOREN.search(voor) or _GEBOREN.search(erna))


def _na_voornaam(voor: str) -> bool:
    """Of de datum meteen op een voornaam volgt: "Levi, 30-05-2013"."""
    woord = re.search(r"([^\W\d_]+)\W{1,2}$", voor)
    return woord is not None and gelijk(woord.group(1)) in _ALLEEN_NAAM


def _voluit(jaar: str) -> int:
    kort = jaar.lstrip("'")
    if not kort.isdigit():
        return 9999
    getal = int(kort)
    return getal if len(kort) == 4 else getal + (1900 if getal > 30 else 2000)
