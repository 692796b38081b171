"""Nummers die naar één mens wijzen, in cijfers of in woorden; openbare nummers blijven staan."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistent.taal.persoonsgegevens import telefoon
from assistent.taal.persoonsgegevens.getallen import GETALWOORD, REEKS, getalwoorden, groepen
from assistent.taal.persoonsgegevens.nummersoort import (
    alleen_jaren,
    ervoor,
    gewone_getallen,
    merk_van,
    zaak_genoemd,
)
from assistent.taal.persoonsgegevens.plekken import Plek

_CIJFERS = re.compile(r"(?:\+\s?)?\(?\d++(?:\)?[ ./()-]{0,3}(?<=[ ./()-])\d++)*+")
_TELWOORD = re.compile(rf"\b(?!(?:een|één)\b){GETALWOORD}\b", re.IGNORECASE)
_OPSOMMING = re.compile(r",|\ben\b", re.IGNORECASE)
_LOS_EEN = (
    re.compile(r"een\s", re.IGNORECASE),
    re.compile(r".*[^\s,](?P<een>[\s,]+een)$", re.IGNORECASE | re.DOTALL),
)
_NEDERLAND = re.compile(r"0[1-9]\d{8}")


@dataclass(frozen=True, slots=True)
class _Groep:
    """Een groep cijfers en waar die staat."""

    cijfers: str
    van: int
    tot: int


def zoek_uitgesproken(tekst: str) -> Iterator[Plek]:
    """Nummers die in woorden gezegd zijn."""
    for m in REEKS.finditer(tekst):
        if getalwoorden(m.group()) < 2 and not _TELWOORD.search(m.group()):
            continue
        van, tot, delen = _zonder_los_een(tekst, m.start(), m.end())
        cijfers, voor = "".join(delen), ervoor(tekst, van)
        if telefoon.openbaar(cijfers) or re.match(r"\s?euro", tekst[tot : tot + 6]):
            yield Plek(van, tot)
            continue
        merk = merk_van(cijfers, voor)
        lijst = len(cijfers) < 9 and bool(_OPSOMMING.search(m.group())) and not cijfers.startswith("0")
        if merk == "nummer" and (lijst or alleen_jaren(delen)) and not zaak_genoemd(voor):
            merk = ""
        if "plus" in m.group().lower() and len(cijfers) >= 9:
            merk, cijfers = "telefoon", "+" + cijfers
        if merk:
            yield _plek(van, tot, merk, cijfers)


def _plek(van: int, tot: int, merk: str, cijfers: str) -> Plek:
    return Plek(van, tot, merk, telefoon.netjes(cijfers) if merk == "telefoon" else "")


def _zonder_los_een(tekst: str, van: int, tot: int) -> tuple[int, int, Sequence[str]]:
    """Haal een lidwoord "een" aan begin of eind eraf als er dan precies een telefoonnummer staat."""
    delen = groepen(tekst[van:tot])
    if len("".join(delen)) != 11:
        return van, tot, delen
    begin, eind = (patroon.match(tekst[van:tot]) for patroon in _LOS_EEN)
    for a, b in ((van + begin.end() if begin else van, tot), (van, van + eind.start("een") if eind else tot)):
        poging = groepen(tekst[a:b])
        if _NEDERLAND.fullmatch("".join(poging)):
            return a, b, poging
    return van, tot, delen


def zoek_cijfers(tekst: str) -> Iterator[Plek]:
    """Nummers in cijfers, met of zonder spaties, punten en streepjes."""
    for m in _CIJFERS.finditer(tekst):
        begin = m.start()
        delen = [
            _Groep(g.group(), begin + g.start(), begin + g.end()) for g in re.finditer(r"\d+", m.group())
        ]
        plus = m.group().startswith("+")
        rest: list[_Groep] = []
        i = 0
        while i < len(delen):
            vooraan = plus and i == 0
            aantal, waarde = telefoon.vanaf([d.cijfers for d in delen[i : i + 16]], plus=vooraan)
            if not aantal:
                rest.append(delen[i])
                i += 1
                continue
            yield from _overige(tekst, rest)
            rest = []
            van = begin if vooraan else delen[i].van
            i += aantal
            yield Plek(van, delen[i - 1].tot, "telefoon" if waarde else "", waarde)
        yield from _overige(tekst, rest)


def _overige(tekst: str, delen: Sequence[_Groep]) -> Iterator[Plek]:
    """Wat een rij cijfergroepen is die geen telefoonnummer bleek."""
    cijfers = "".join(d.cijfers for d in delen)
    if len(cijfers) < 4:
        return
    van, tot = delen[0].van, delen[-1].tot
    voor = ervoor(tekst, van)
    merk = merk_van(cijfers, voor)
    if merk in ("bsn", "nummer") and gewone_getallen(tekst[van:tot], [d.cijfers for d in delen], voor):
        return
    if merk:
        yield _plek(van, tot, merk, cijfers)
