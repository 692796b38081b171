"""Welk soort nummer een rij cijfers is, gehoord de woorden die ervoor staan."""

from __future__ import annotations

import re
from collections.abc import Sequence

from stdnum.nl import bsn

from assistent.taal.persoonsgegevens import telefoon
from assistent.taal.persoonsgegevens.woordlijst import keuze

_BSN = re.compile(
    r"\b(?:bsn\w*|burger\s?service\s?nummer|sofi\w*|be es en)\W+(?:\w+\W+){0,3}$", re.IGNORECASE
)
_REKENING = re.compile(r"(?:rekening|\biban|\bgiro|\bbank)[\w-]{0,12}\W+(?:\w+\W+){0,2}$", re.IGNORECASE)
_ZAAK = re.compile(
    rf"\b(?:(?!{keuze('nummer_van_niemand')})[a-zë]{{2,20}}(?P<g>nummer|nr\.?)|{keuze('zaakwoorden')}(?P<n>[a-z-]{{0,12}}(?:nummer|nr\.?|id)|[ -]?(?:kaart|document|s\b))?)"
    r"(?:\s(?:bij|van|voor)\s(?:de\s|het\s|mijn\s)?[\w-]{2,20}(?=\sis\b))?(?:\s(?:is|van mij|was|nr\.?|nummer|eh|met))*\s*[:#=]?\s*$",
    re.IGNORECASE,
)
_DUIZENDTAL = re.compile(r"[1-9](?:\.\d{3}){2}|[1-9]\d{0,2}\.\d{3}")
_JAAR = re.compile(r"(?:19|20)\d\d")
_VENSTER = 45


def ervoor(tekst: str, van: int) -> str:
    """De woorden vlak voor een nummer."""
    return tekst[max(0, van - _VENSTER) : van]


def zaak_genoemd(voor: str) -> bool:
    """Of er een zaak-, klant- of documentnummer wordt aangekondigd."""
    return bool(_ZAAK.search(voor))


def merk_van(cijfers: str, voor: str) -> str:
    """Het merkteken voor deze cijfers, of leeg als ze mogen blijven."""
    lengte = len(cijfers)
    if 7 <= lengte <= 9 and _BSN.search(voor):
        return "bsn"
    if 5 <= lengte <= 10 and _REKENING.search(voor):
        return "rekening"
    zaak = _ZAAK.search(voor)
    if zaak is None and telefoon.mogelijk(cijfers, voor):
        return "telefoon"
    if lengte in (8, 9) and bsn.is_valid(cijfers):
        return "bsn"
    kort = 4 if zaak is not None and (zaak.group("g") or zaak.group("n")) else 5
    genoemd = zaak is not None and lengte >= kort and not _JAAR.fullmatch(cijfers)
    return "nummer" if genoemd or lengte >= 7 else ""


def alleen_jaren(delen: Sequence[str]) -> bool:
    """Of elke groep een jaartal is, of een jaar met een getal van vier cijfers erachter."""
    jaren = sum(bool(_JAAR.fullmatch(d)) for d in delen)
    return jaren == len(delen) or (jaren == 1 and len(delen) == 2 and all(len(d) <= 4 for d in delen))


def gewone_getallen(geschreven: str, delen: Sequence[str], voor: str) -> bool:
    """Jaren, leeftijden of een groot rond getal: veel cijfers, maar geen nummer van iemand."""
    if _BSN.search(voor) or _ZAAK.search(voor):
        return False
    if alleen_jaren(delen) or _DUIZENDTAL.fullmatch(geschreven):
        return True
    leeftijden = all(len(d) <= 2 and d[0] != "0" for d in delen) and any(len(d) == 2 for d in delen)
    return leeftijden and "." not in geschreven and len("".join(delen)) < 9
