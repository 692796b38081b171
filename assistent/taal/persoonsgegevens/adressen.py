"""Straat met huisnummer en postcode; van de postcode blijven de vier cijfers voor het gebied."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistent.taal.normaal import bekend
from assistent.taal.persoonsgegevens.getallen import GETALWOORD
from assistent.taal.persoonsgegevens.namenlijst import TUSSENVOEGSELS
from assistent.taal.persoonsgegevens.plekken import Plek

_EENHEID = (
    r"(?:uur|u|jaar|jr|keer|x|maal|maand|maanden|mnd|week|weken|wk|dag|dagen|min|minuten|minuutjes|euro|eur|€|%|procent|kinderen|mensen|"
    r"personen|km|kilometer|meter|m2|graden|kamers|woningen|huizen|stuks|januari|februari|maart|april|mei|juni|juli|augustus|"
    r"september|oktober|november|december|tot|t/m|of \d)\b"
)
_NUMMER = rf"[1-9]\d{{0,4}}(?!\d)(?!\s?(?:{_EENHEID}|[€%]))(?:\s?[-/]\s?\d{{1,3}}(?!\d)|\s?-?\s?(?:bis|hs|rood|zwart)\b|-?[a-z]{{1,2}}(?!\w)|\s[a-fA-F](?!\w))?"
_GESPROKEN = rf"(?!een\b){GETALWOORD}(?!\w)(?:\s{GETALWOORD}(?!\w))?(?!\s(?:{_EENHEID}))"
_BIJ = r"(?:\s?,)?\s(?:(?:op\s)?(?:huis)?(?:nummer|nr\.?)\s(?:is\s)?)?"
_STRAAT = (
    r"(?:straat|straatje|straatweg|laan|laantje|weg|plein|pleintje|gracht|kade|singel|dijk|steeg|dreef|plantsoen|hof|pad|"
    r"boulevard|stroat|strjitte|leane)"
)
_RUIM = (
    r"(?:wal|baan|ring|park|wei|markt|haven|kamp|veld|akker|burg|brink|oord|hoek|horst|weide|erf|meent|es|poort|stee|rak|werf|gaarde|tuin|waard|eiland|zoom|"
    r"heuvel|bos|berg|beek|hout|donk|loo|land|borg|hoeve|kreek|wijk|waarde|terp|tip|sloot|vaart|meer|diep|stins|fjild|rijt)"
)
_ADRES = re.compile(
    rf"(?<![\w-])(?:(?P<s>[^\W\d_][\w'.-]{{1,40}}?{_STRAAT}|[^\W\d_][\w'.-]{{1,40}}(?:str\.?)|(?-i:[A-Z])[\w'-]{{1,40}}?{_RUIM})"
    rf"|(?P<l>(?:laan|weg|plein|straat|pad|hof) van (?:de |het |den )?\w{{3,30}}))"
    rf"(?:{_BIJ}(?:{_NUMMER}|{_GESPROKEN}))",
    re.IGNORECASE,
)
_GEEN_STRAAT = re.compile(
    r"(?:onder|snel|om|uit|rechts|spoor|auto|half|halver|ge|gerechts|dwaal|levens|land|vlieg|voet|fiets|wandel|zij|voor|school|dorps|wat|hal|het|"
    r"verre|af|op|bal|noodver|midden|ha|start|in|der|des|t|een)"
    r"(?:weg|hof|pad|dijk|plein|laan|str\.?)"
)
"""Woorden die op een straat lijken en het niet zijn."""
_ZEKER = re.compile(rf"{_STRAAT}$|str\.?$")
_WOON = re.compile(
    r"\b(?:(?:woon(?:adres)?|wonen|woont|adres|verblijf|sta ingeschreven)(?:\s(?:is|op|aan|in|nu|ik|wij|we|hij|zij)){1,3}|adres\s?:)\s(?:de\s|het\s|'t\s)?"
    rf"(?P<s>(?!(?:nummer|kamer|kamers|etage|flat|verdieping|ongeveer|al|huis|een|nummertje|nr)\b)[^\W\d_][\w'.-]{{2,40}}"
    rf"(?:\s[^\W\d_][\w'.-]{{1,40}}){{0,3}}?)(?P<n>\s{_NUMMER})",
    re.IGNORECASE,
)
_HUIS_VOOR = r"(?:huis)?(?:nummer|nr\.?)\s?(?:is\s)?:?\s?[1-9]\d{0,4}[a-z]?(?:\s?,)?\s(?:en\s)?(?:(?:mijn\s)?postcode\s(?:is\s)?:?\s?)?"
_HUIS_NA = (
    rf"(?:[\s,]{{1,2}}(?:en\s|met\s)?(?:mijn\s)?(?:(?:huis)?(?:nummer|nr\.?)(?:\sis)?:?\s)?(?:{_NUMMER}))?"
)
_POSTCODE = re.compile(
    rf"(?P<voor>{_HUIS_VOOR})?(?<![\d.,€/-])(?<!€ )(?P<vier>[1-9]\d{{3}})(?P<wit> ?-?)(?P<l>[A-Za-z] ?[A-Za-z])(?![\w]|[.:]\d)(?P<na>{_HUIS_NA})",
    re.IGNORECASE,
)
_POST_GESPROKEN = re.compile(
    rf"postcode(?:\s(?:is|eh|uh|dat\sis))*\s(?P<vier>(?:(?:{GETALWOORD}|\d{{2,4}})\s){{1,5}}?)(?P<l>[a-z]{{1,3}}\s?[a-z]{{0,3}})(?!\w)"
    rf"(?P<na>{_HUIS_NA}|\s(?:(?:huis)?nummer\s)?{_GESPROKEN})?",
    re.IGNORECASE,
)
_TWEELETTER = frozenset(
    [
        "al",
        "an",
        "as",
        "at",
        "be",
        "da",
        "de",
        "do",
        "dr",
        "du",
        "ei",
        "el",
        "en",
        "er",
        "eu",
        "ex",
        "ge",
        "gr",
        "ha",
        "he",
        "hi",
        "ho",
        "ie",
        "ik",
        "in",
        "is",
        "ja",
        "je",
        "jo",
        "ka",
        "la",
        "ma",
        "me",
        "mn",
        "mw",
        "na",
        "ne",
        "no",
        "nr",
        "nu",
        "of",
        "ok",
        "om",
        "op",
        "os",
        "pa",
        "pc",
        "re",
        "sd",
        "sa",
        "ss",
        "st",
        "ta",
        "te",
        "ti",
        "tm",
        "to",
        "tv",
        "uw",
        "va",
        "vd",
        "vn",
        "wa",
        "we",
        "wc",
        "wo",
        "ze",
        "zn",
        "zo",
        "ml",
        "kg",
        "km",
        "mg",
        "cm",
        "mm",
        "gb",
        "mb",
        "kw",
        "wh",
        "am",
        "pm",
        "xx",
        "eur",
        "px",
        "st",
        "wk",
        "mn",
        "jr",
        "dg",
    ]
)
_VOORAAN = frozenset(
    [
        "lange",
        "korte",
        "nieuwe",
        "oude",
        "grote",
        "kleine",
        "eerste",
        "tweede",
        "derde",
        "hoge",
        "lage",
        "verlengde",
        "burgemeester",
        "burg",
        "prins",
        "prinses",
        "koning",
        "koningin",
        "dokter",
        "dr",
        "prof",
        "professor",
        "pastoor",
        "dominee",
        "ds",
        "jan",
        "piet",
        "sint",
        "st",
        "generaal",
        "admiraal",
        "graaf",
        "willem",
        "johan",
        "jacob",
        "van",
    ]
)
_OPENING = frozenset(
    [
        "op",
        "in",
        "aan",
        "mijn",
        "ons",
        "de",
        "het",
        "een",
        "ik",
        "wij",
        "we",
        "adres",
        "straat",
        "woon",
        "bij",
        "naar",
        "van",
        "is",
        "en",
        "langs",
        "over",
    ]
)


def zoek(tekst: str) -> Iterator[Plek]:
    """Alle adressen; een plein of huisnummer alleen is nog geen adres."""
    for m in _ADRES.finditer(tekst):
        if not _gewoon_woord(m.group("s") or ""):
            yield Plek(_begin(tekst, m.start()), m.end(), "adres")
    for m in _WOON.finditer(tekst):
        hoofd = m.group("s")[0].isupper()
        if hoofd or re.search(r"\b(?:aan|op|adres)\b", tekst[m.start() : m.start("s")], re.IGNORECASE):
            yield Plek(m.start("s"), m.end(), "adres")
    for m in _POSTCODE.finditer(tekst):
        if _is_postcode(m):
            if m.group("voor"):
                yield Plek(m.start("voor"), m.end("voor"), "adres")
            yield Plek(m.end("wit") if m.group("wit") else m.end("vier"), m.end(), "adres")
            yield Plek(m.start("vier"), m.end("vier"))
    for m in _POST_GESPROKEN.finditer(tekst):
        yield Plek(m.start("l"), m.end(), "adres")
        yield Plek(m.start("vier"), m.end("vier") - 1)


def _gewoon_woord(straat: str) -> bool:
    """Of dit een woord is als "onderweg" of "Nederland", dat alleen op een straat lijkt."""
    klein = straat.lower()
    return bool(_GEEN_STRAAT.fullmatch(klein)) or (not _ZEKER.search(klein) and bekend(klein))


def _is_postcode(m: re.Match[str]) -> bool:
    letters = m.group("l")
    if m.group("voor") or "postcode" in m.string[max(0, m.start() - 20) : m.start()].lower():
        return True
    if " " in letters:
        return letters.isupper() and bool(m.group("wit").strip() or m.group("na"))
    if letters.isupper():
        return letters.lower() not in ("is", "en", "de", "in", "op", "ik") or not m.group("wit")
    if letters.lower() in _TWEELETTER:
        return bool(m.group("na")) and not m.group("wit")
    return True


def _begin(tekst: str, van: int) -> int:
    """De woorden die nog bij de straatnaam horen: "Jan van" Galenstraat, "Nieuwe" Ebbingestraat."""
    voor = list(re.finditer(r"[\w'.-]+", tekst[max(0, van - 50) : van]))
    begin = van
    for m in reversed(voor[-4:]):
        stuk, plaats = m.group(), max(0, van - 50) + m.start()
        klein = stuk.lower().rstrip(".")
        if tekst[plaats + len(stuk) : begin].strip(" ") or klein in _OPENING - TUSSENVOEGSELS:
            break
        if (stuk[0].isupper() and klein not in _OPENING) or klein in _VOORAAN or re.fullmatch(r"\d+e", klein):
            begin = plaats
        elif klein not in TUSSENVOEGSELS:
            break
    return begin
