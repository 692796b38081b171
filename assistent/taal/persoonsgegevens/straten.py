"""Een straat met een huisnummer; een plein of huisnummer alleen is nog geen adres."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistent.taal.normaal import bekend
from assistent.taal.persoonsgegevens.getallen import GETALWOORD
from assistent.taal.persoonsgegevens.plekken import Plek
from assistent.taal.persoonsgegevens.woordlijst import TUSSENVOEGSELS, keuze, woorden

_GEEN_EENHEID = rf"(?!\s?(?:{keuze('eenheden')}(?!\w)|[€%]))"
NUMMER = (
    rf"[1-9]\d{{0,4}}(?!\d){_GEEN_EENHEID}"
    r"(?:\s?[-/]\s?\d{1,3}(?!\d)|\s?-?\s?(?:bis|hs|rood|zwart)\b|-?[a-z]{1,2}(?!\w)|\s[a-fA-F](?!\w))?"
    r"(?:[\s-]?(?:\d\s?)?(?:hoog|hg|verdieping|etage|boven|beneden|souterrain)\b|[\s-](?-i:I{1,3}|IV|V)\b)?"
)
"""Een huisnummer in cijfers, met toevoeging; niet "3 uur" of "12 weken"."""
GESPROKEN = rf"(?!een\b){GETALWOORD}(?!\w)(?:\s{GETALWOORD}(?!\w))?{_GEEN_EENHEID}"
"""Een huisnummer in woorden."""
_BIJ = r"(?:\s?,)?\s(?:(?:op\s)?(?:huis)?(?:nummer|nr\.?)\s(?:is\s)?)?"
_ADRES = re.compile(
    rf"(?<![\w-])(?:(?P<s>[^\W\d_][\w'.-]{{1,40}}?(?:{keuze('straten')}|str\.?)"
    rf"|(?-i:[A-Z])[\w'-]{{1,40}}?{keuze('straten_met_hoofdletter')})"
    rf"|(?!(?:Het|De|Een|Mijn|Die|Deze|In|Op)\b)(?-i:[A-Z])[\w'.-]{{2,20}} {keuze('straten')}"
    rf"|(?:laan|weg|plein|straat|pad|hof) van (?:de |het |den )?\w{{3,30}})"
    rf"{_BIJ}(?:{NUMMER}|{GESPROKEN})",
    re.IGNORECASE,
)
_NUMMER_EERST = re.compile(
    rf"\b(?:nummer|nr\.?|huisnummer) (?P<nr>{NUMMER}|{GESPROKEN}) (?:in|op|aan|van) (?P<lid>de |het |'?t )?"
    rf"(?P<s>[^\W\d_][\w'.-]{{1,40}}?{keuze('straten')})(?!\w)",
    re.IGNORECASE,
)
"""Het huisnummer vóór de straat: "nummer achttien in de Meidoornstraat"."""
_EINDE = re.compile(rf"\w{{2,}}{keuze('straten_met_hoofdletter')}$")
_GEEN_STRAAT = woorden("geen_straat")
_ZEKER = re.compile(rf"(?:{keuze('straten')}|str\.?)$")
_WOON = re.compile(
    r"\b(?:(?:woon(?:adres)?|wonen|woont|huur|adres|verblijf|sta ingeschreven)"
    r"(?:\s(?:is|op|aan|in|nu|ik|wij|we|hij|zij)){0,3}|adres\s?:)\s(?P<lid>de\s|het\s|'?t\s)?"
    r"(?P<s>(?!(?:nummer|kamers?|etage|flat|verdieping|ongeveer|al|huis|een|nr|eerste|tweede|derde)\b)[^\W\d_][\w'.-]{2,40}"
    rf"(?:\s[^\W\d_][\w'.-]{{1,40}}){{0,3}}?)\s(?:(?:huis)?(?:nummer|nr\.?)\s(?:{NUMMER}|{GESPROKEN})|{NUMMER})",
    re.IGNORECASE,
)
_VOOR_POSTCODE = re.compile(
    rf"(?<![\w-])(?P<s>[^\W\d_][\w'.-]{{2,40}}) (?P<nr>{NUMMER}),? (?:postcode )?"
    r"[1-9]\d{3}(?: ?[A-Z]{2}|[a-z]{2})(?!\w)"
)
"""Wat voor een huisnummer en postcode staat is de straat, hoe die ook heet."""
_OP_OF_AAN = re.compile(r"\b(?:aan|op|adres)\b", re.IGNORECASE)
_NUMMERWOORD = frozenset(("nummer", "nr", "huisnummer", "huisnr"))
_VOORAAN, _NIET = woorden("straat_vooraan"), woorden("straat_niet")


def zoek(tekst: str) -> Iterator[Plek]:
    """Alle straten met een huisnummer, ook een uitgesproken huisnummer."""
    for m in _ADRES.finditer(tekst):
        if not m.group("s") or not _gewoon_woord(m.group("s").lower(), tekst[m.end() : m.end() + 3]):
            yield Plek(_begin(tekst, m.start()), m.end(), "adres")
    for m in _VOOR_POSTCODE.finditer(tekst):
        if m.group("s").lower() not in _NIET | _NUMMERWOORD:
            yield Plek(_begin(tekst, m.start()), m.end("nr"), "adres")
    for m in _NUMMER_EERST.finditer(tekst):
        if m.group("s").lower() not in _GEEN_STRAAT:
            yield Plek(m.start("nr"), m.end("nr"), "adres")
            yield Plek(_begin(tekst, m.start("s")), m.end("s"), "adres")
    for m in _WOON.finditer(tekst):
        straat = m.group("s")[0].isupper() or _EINDE.search(m.group("s"))
        if straat or _OP_OF_AAN.search(tekst[m.start() : m.start("s")]):
            lidwoord = m.group("lid") and m.group("lid")[0].isupper()
            yield Plek(m.start("lid" if lidwoord else "s"), m.end(), "adres")


def _gewoon_woord(straat: str, erna: str) -> bool:
    """Of dit een woord is als "onderweg" of "Nederland", dat alleen op een straat lijkt."""
    if straat in _GEEN_STRAAT:
        return True
    slot = not erna.strip() or erna[0] in ",.\n" or erna.startswith((" in", " te")) or erna[1:2].isupper()
    return not _ZEKER.search(straat) and bekend(straat) and (straat.endswith("land") or not slot)


def _begin(tekst: str, van: int) -> int:
    """De woorden die nog bij de straatnaam horen: "Jan van" Galenstraat, "Nieuwe" Ebbingestraat."""
    vanaf = max(0, van - 50)
    begin = grens = van
    for m in reversed(list(re.finditer(r"[\w'.-]+", tekst[vanaf:van]))[-4:]):
        klein = m.group().lower().rstrip(".")
        if tekst[vanaf + m.end() : grens].strip(" ") or klein in _NIET:
            break
        grens = vanaf + m.start()
        if m.group()[0].isupper() or klein in _VOORAAN or re.fullmatch(r"\d+e", klein):
            begin = grens
        elif klein not in TUSSENVOEGSELS:
            break
    return begin
