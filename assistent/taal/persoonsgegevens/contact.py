"""Contactgegevens uit een antwoord op "hoe kunnen we u bereiken?" (§9)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import dropwhile, islice

from assistent.taal.normaal import bekend
from assistent.taal.persoonsgegevens.plekken import AFGEDEKT, Plek
from assistent.taal.persoonsgegevens.woordlijst import woorden
from assistent.taal.persoonsgegevens.woordrij import Naamwoord, lees

_AANLOOP = woorden("aanloop")
_VOLGORDE = ("zelf", "los", "titel", "antwoord")
"""De naam van een ander ("hij heet Henk") is niet hoe de inwoner zelf heet."""
_STRAAT = re.compile(
    r"(?:\s+(?:van|de|den|der|ten|ter|het))*\s+\w*(?:straat|laan|weg|plein|hof|kade|singel|dijk|gracht|pad|dreef|plantsoen|steeg)\b",
    re.IGNORECASE,
)
"""Wat er na een naam staat als het een straat is: "Arthur van Schendellaan"."""
_STUKKEN = 12
"""Zo ver in het antwoord kan de naam staan."""


def losse_naam(tekst: str) -> list[Plek]:
    """De naam in een kaal antwoord: "karin 06-12345678", "jansen, nul zes …"."""
    for stuk in islice(_stukken(tekst), _STUKKEN):
        if 1 <= len(stuk) <= 4 and _is_naam(stuk, alleen=AFGEDEKT not in tekst):
            return [Plek(stuk[0].van, stuk[-1].tot, "naam", rol="antwoord")]
    return []


def _stukken(tekst: str) -> Iterator[list[Naamwoord]]:
    """De woorden tussen leestekens en nummers, zonder "ja graag, u kunt mij bellen op"."""
    stuk: list[Naamwoord] = []
    for w in (*lees(tekst), Naamwoord()):
        if w.woord:
            stuk.append(w)
            continue
        voorin = list(dropwhile(lambda w: w.klein in _AANLOOP, stuk))
        kaal = list(dropwhile(lambda w: w.klein in _AANLOOP, reversed(voorin)))
        yield kaal[::-1]
        stuk = []


def _is_naam(stuk: Sequence[Naamwoord], *, alleen: bool) -> bool:
    """Of al deze woorden naam zijn; zonder nummer erbij moeten ze allemaal in de lijsten staan."""
    if stuk[-1].soort.tussen or not all(w.soort.mag or w.soort.tussen for w in stuk):
        return False
    if alleen:
        bekende = [w for w in stuk if w.soort.voornaam or w.soort.achternaam]
        gewoon = all(w.soort.nooit_klein and not w.hoofd for w in bekende)
        return not gewoon and len(bekende) + sum(w.soort.tussen for w in stuk) >= len(stuk)
    return all(
        w.soort.voornaam or w.soort.achternaam or w.soort.tussen or w.hoofd or _onbekend(w.klein)
        for w in stuk
    )


def _onbekend(klein: str) -> bool:
    return len(klein) > 2 and not bekend(klein)


def velden(tekst: str, plekken: Iterable[Plek]) -> dict[str, str]:
    """Naam, telefoon en mail; van meer namen degene die zichzelf noemt."""
    uit: dict[str, str] = {}
    namen: dict[str, str] = {}
    for plek in plekken:
        if plek.merk == "naam" and not _STRAAT.match(tekst, plek.tot):
            namen.setdefault(plek.rol, tekst[plek.van : plek.tot].strip())
        elif plek.merk in ("telefoon", "mail"):
            uit.setdefault(plek.merk, plek.waarde)
    naam = next((namen[rol] for rol in _VOLGORDE if rol in namen), "")
    return ({"naam": naam} if naam else {}) | uit
