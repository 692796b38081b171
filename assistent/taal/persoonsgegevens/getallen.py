"""Uitgesproken cijfers: "nul zes twaalf vierendertig" is 06 12 34."""

from __future__ import annotations

import re

from text_to_num import alpha2digit

_EENHEID = "(?:een|één|eén|twee|drie|vier|vijf|zes|zeven|zeuven|acht|negen)"
_TIENTAL = "(?:twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig)"
GETALWOORD = (
    "(?:(?>nul|tien|elf|twaalf|dertien|veertien|vijftien|zestien|zeventien|achttien|negentien"
    f"|{_TIENTAL}|{_EENHEID}(?:(?:en|ën|ëen){_TIENTAL})?|honderd|duizend)(?:en(?=twintig|dertig))?)++"
)
"""Eén woord dat een getal is, ook "negentienhonderdeenentachtig"."""
_STUK = rf"(?:{GETALWOORD}|\d{{1,4}})(?!\w)"
_TUSSEN = (
    r"[\s,.-]{1,3}(?:(?:e+h+m?|u+h+m?|euh|en|dan|streepje|min|dubbel|keer|maal|spatie|de)[\s,.]{1,2}){0,2}"
)
REEKS = re.compile(
    rf"(?<!\w)(?:(?:plus|dubbel)\s)?{_STUK}(?:{_TUSSEN}{_STUK}){{2,40}}+(?:\s(?:keer|maal)\s{_STUK})?",
    re.IGNORECASE,
)
"""Drie of meer getallen achter elkaar, in woorden of gemengd met cijfers."""
_WOORD = re.compile(rf"(?<!\w){GETALWOORD}(?!\w)", re.IGNORECASE)
_CIJFER_OF_WOORD = re.compile(rf"\d|(?<!\w){GETALWOORD}(?:de|ste)?(?!\w)", re.IGNORECASE)
_LOS_RONDGETAL = re.compile(rf"\b({_EENHEID}) (honderd|duizend)\b")
_JAARTAL = re.compile(r"\b(negentien|twintig)(?=[a-zë]*(?:tig|tien|elf|twaalf)\b)")
_VULLING = re.compile(r"\b(?:e+h+m?|u+h+m?|euh|dan|streepje|min|spatie)\b|[,.]", re.IGNORECASE)
_HERHAAL = re.compile(
    rf"\b(?:dubbele?|(twee|drie) (?:keer|maal)(?: de)?) ({GETALWOORD}|\d)(?!\w)", re.IGNORECASE
)


def getalwoorden(tekst: str) -> int:
    """Hoeveel woorden in deze tekst een getal zijn."""
    return len(_WOORD.findall(tekst))


def noemt_getal(tekst: str) -> bool:
    """Of er een cijfer, een getal in woorden of een rangtelwoord in deze tekst staat."""
    return _CIJFER_OF_WOORD.search(tekst) is not None


def groepen(tekst: str) -> list[str]:
    """De cijfers van een uitgesproken reeks, in de groepen waarin ze gezegd zijn."""
    gewoon = _HERHAAL.sub(
        lambda m: " ".join([m.group(2)] * (3 if m.group(1) == "drie" else 2)), tekst.lower()
    )
    gewoon = _JAARTAL.sub(r"\1 ", gewoon)
    gewoon = _LOS_RONDGETAL.sub(r"\1\2", gewoon)
    gewoon = _VULLING.sub(
        " ; ", gewoon.replace("nul", "nul ").replace("zeuven", "zeven").replace("plus", "+")
    )
    gewoon = " ".join(gewoon.split()).replace("; ;", ";")
    return re.findall(r"\d+", alpha2digit(gewoon, "nl", threshold=0))
