"""Een bericht als rij woorden, met wat een naam ervan moet weten."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assistent.taal.normaal import bekend
from assistent.taal.persoonsgegevens.klanken import klinkt_als_voornaam
from assistent.taal.persoonsgegevens.plekken import AFGEDEKT
from assistent.taal.persoonsgegevens.woordlijst import (
    GEEN_NAAM,
    NOOIT_KLEIN,
    RELATIES,
    TITELS,
    TUSSENVOEGSELS,
    WOORDNAMEN,
    gelijk,
    is_achternaam,
    is_voornaam,
    woorden,
)

_WOORD = re.compile(
    r"(?i:v\.\s?d\.|v/d\b)|'t\b"
    r"|[^\W\d_]+(?:['-](?!(?:van|de|den|der|ten|ter)\b)[^\W\d_]+)*"
    rf"|\d+|{AFGEDEKT}+|[^\w \t]"
)
_AFKORTING = woorden("titels_afgekort")
_ZINSEINDE = frozenset('.!?\n:;"()•-')
_GEEN_NAAM_EINDE = re.compile(
    r".{3,}(?:wet|toeslag|uitkering|zorg|hulp|team|loket|gemeente|school|bank|straat|laan|gracht|kade|singel"
    r"|buurt|schap|heid)"
)


@dataclass(frozen=True, slots=True)
class Soort:
    """Wat de lijsten van een woord weten."""

    voornaam: bool = False
    achternaam: bool = False
    gewoon: bool = False
    """Is ook een gewoon woord ("roos", "bakker")."""
    nooit_klein: bool = False
    """Is klein geschreven bijna altijd het gewone woord ("wil", "door")."""
    tussen: bool = False
    mag: bool = False
    """Kan een deel van een naam zijn."""


@dataclass(slots=True)
class Naamwoord:
    """Eén woord of leesteken."""

    vorm: str = ""
    klein: str = ""
    van: int = 0
    tot: int = 0
    soort: Soort = Soort()
    woord: bool = False
    hoofd: bool = False
    """Begint met een hoofdletter, en dat zegt iets."""
    begin: bool = False
    """Staat vooraan in een zin, waar elke hoofdletter gewoon is."""

    @property
    def afkorting(self) -> bool:
        """Een woord als "WMO", of als "F-formulier"."""
        hoofdletters = self.vorm.isupper() and len(self.vorm) < 5
        return hoofdletters or not all(deel[:1].isupper() for deel in self.vorm.split("-"))


_NIETS, _TEKEN = Naamwoord(), Soort()


class Rij(list[Naamwoord]):
    """De woorden van een bericht op volgorde."""

    def op(self, i: int) -> Naamwoord:
        """Het woord op deze plaats, of een leeg woord buiten het bericht."""
        return self[i] if 0 <= i < len(self) else _NIETS


@lru_cache(maxsize=20_000)
def _soort(klein: str) -> Soort:
    nooit, achternaam = klein in NOOIT_KLEIN, is_achternaam(klein)
    vast = klein in GEEN_NAAM or klein in RELATIES or klein in TITELS
    mag = not vast and len(klein) > 1 and (achternaam or not _GEEN_NAAM_EINDE.fullmatch(klein))
    gewoon = nooit or klein in WOORDNAMEN
    voornaam = is_voornaam(klein) or (
        mag and len(klein) > 5 and klinkt_als_voornaam(klein) and not bekend(klein)
    )
    return Soort(voornaam, achternaam, gewoon, nooit, klein in TUSSENVOEGSELS, mag)


def _na_afkorting(rij: Rij, vorm: str) -> bool:
    """Of deze punt bij "dhr." of een voorletter hoort, en dus geen zin afsluit."""
    voor = rij.op(len(rij) - 1)
    return vorm == "." and voor.woord and (voor.klein in _AFKORTING or (voor.hoofd and len(voor.vorm) == 1))


def lees(tekst: str) -> Rij:
    """Knip een tekst in woorden; in geheel Hoofdletters geschreven tekst zegt een hoofdletter niets."""
    rij = Rij()
    begin = True
    hoofd = letters = 0
    for m in _WOORD.finditer(tekst):
        vorm, van = m.group(), m.start()
        if not (vorm[0].isalpha() or vorm == "'t"):
            begin = (vorm in _ZINSEINDE and not _na_afkorting(rij, vorm)) or (begin and not vorm[0].isdigit())
            rij.append(Naamwoord(vorm, vorm, van, m.end(), _TEKEN, begin=begin))
            continue
        vorm = vorm[:-2] if vorm[-2:] in ("'s", "'S") else vorm
        klein, groot = gelijk(vorm), vorm[0].isupper()
        rij.append(Naamwoord(vorm, klein, van, van + len(vorm), _soort(klein), True, groot, begin))
        begin = False
        if len(vorm) > 1:
            hoofd, letters = hoofd + groot, letters + 1
    if letters >= 6 and hoofd > 0.7 * letters:
        for w in rij:
            w.hoofd = w.hoofd and not w.vorm.isupper() and not bekend(w.klein)
    return rij
