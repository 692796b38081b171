"""Waar iemand het liefst praat: thuis, op een inlooppunt of aan de telefoon (R85)."""

from __future__ import annotations

import re
from enum import StrEnum


class Plek(StrEnum):
    """Een plek om te praten; de waarde is het woord in de intake (domein §9)."""

    THUIS = "thuis"
    INLOOPPUNT = "inlooppunt"
    TELEFOON = "telefoon"


GEEN_VOORKEUR = "geen voorkeur"
_WOORDEN = {
    Plek.THUIS: re.compile(r"\bthuis\b|\bhuisbezoek|\bkom\w* (?:bij mij )?langs\b|\bbij mij\b"),
    Plek.INLOOPPUNT: re.compile(
        r"\binloop|\bloket|\bbalie\b|\bkantoor|\bgemeentehuis|\bwijkpunt|\bkom zelf\b"
    ),
    Plek.TELEFOON: re.compile(r"\btelefo|\bbel(?:len|t)?\b|\bopbellen\b"),
}
_UIT_ZICHZELF = {
    Plek.THUIS: re.compile(
        r"\bthuis praten\b|\bliever thuis\b|\bbij mij thuis\b|\bhuisbezoek|\bkom\w* \w* ?\w* ?langs\b"
    ),
    Plek.INLOOPPUNT: _WOORDEN[Plek.INLOOPPUNT],
}
"""Strenger: wie zegt "na vijf uur ben ik thuis" noemt een tijd en geen plek."""
_MAAKT_NIET_UIT = re.compile(
    r"maakt (?:me |mij )?niet(?:s)? uit|geen voorkeur|allebei|alles (?:is )?goed|om het even"
)
_TIJD = re.compile(
    r"ochtend|middag|avond|overdag|\bmorgen|\bvandaag|maandag|dinsdag|woensdag|donderdag|vrijdag|\d ?uur"
    r"|\b(?:twee[eë]n|drie[eë]n|vieren|vijven|zessen|zevenen|achten|negenen|tienen|elven|twaalven)\b"
    r"|\b(?:tussen|na|voor|vanaf|om|rond|tot) (?:half |kwart (?:voor|over) )?"
    r"(?:\d{1,2}|een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf)"
    r"(?: uur)?(?: en (?:half )?\w+)?(?=[.,!]|$| (?:dan|want|en|liefst|graag|is|ben|kan|altijd|thuis|hoor))"
)
_NIET = re.compile(
    r"\b(?:niet|geen|liever niet|nooit)\s+(?:graag |liever )?(?:bij |aan |op )?(?:mij |de |een |het )?$"
)


def plek_uit(tekst: str, *, gevraagd: bool = True) -> str | None:
    """De plek in "liefst bij mij thuis"; niets als iemand er geen noemt, of twee.

    `gevraagd`: of dit het antwoord is op de vraag naar een plek.
    """
    laag = tekst.lower()
    woorden = _WOORDEN if gevraagd else _UIT_ZICHZELF
    genoemd = [p for p, patroon in woorden.items() if any(_wel(laag, m) for m in patroon.finditer(laag))]
    if len(genoemd) == 1:
        return genoemd[0].value
    return GEEN_VOORKEUR if gevraagd and (_MAAKT_NIET_UIT.search(laag) or len(genoemd) == len(Plek)) else None


def noemt_tijd(tekst: str) -> bool:
    """Of iemand zegt wanneer het uitkomt."""
    return bool(_TIJD.search(tekst.lower()))


def _wel(tekst: str, gevonden: re.Match[str]) -> bool:
    """ "Niet thuis" is geen voorkeur voor thuis."""
    return not _NIET.search(tekst[: gevonden.start()])
