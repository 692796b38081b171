"""Nummers die naar één mens wijzen: telefoon, bsn, rekening, document, zaak; openbare nummers blijven."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from stdnum import iban
from stdnum.nl import bsn

from assistent.taal.persoonsgegevens import telefoon
from assistent.taal.persoonsgegevens.getallen import GETALWOORD, REEKS, getalwoorden, groepen
from assistent.taal.persoonsgegevens.plekken import Plek
from assistent.taal.persoonsgegevens.woordlijst import keuze

_REEKS = re.compile(r"(?:\+\s?)?\(?\d++(?:\)?[ ./()-]{0,3}(?<=[ ./()-])\d++)*+")
_IBAN = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2}\d{2}(?:[ .-]?[A-Za-z0-9]){11,30}+")
_IBAN_LENGTE = {
    landcode[:2]: int(landcode[2:])
    for landcode in [
        "NL18",
        "BE16",
        "DE22",
        "FR27",
        "PL28",
        "TR26",
        "RO24",
        "BG22",
        "ES24",
        "IT27",
        "PT25",
        "GB22",
        "AT20",
        "UA29",
        "MA28",
        "SE24",
        "DK18",
        "LT20",
        "LU20",
        "GR27",
        "HU28",
        "CZ24",
        "IE22",
        "HR21",
        "CH21",
    ]
}
_WOORDNUMMER = re.compile(r"(?<![\w@])[A-Za-z0-9][A-Za-z0-9./_-]{4,60}")
_PASPOORT = re.compile(r"[A-Za-z]{2}[A-Za-z0-9]{6}\d")
_BSN_VOOR = re.compile(
    r"\b(?:bsn\w*|burger\s?service\s?nummer|sofi\w*|be es en)\W+(?:\w+\W+){0,3}$", re.IGNORECASE
)
_REKENING_VOOR = re.compile(r"(?:rekening|\biban|\bgiro|\bbank)[\w-]{0,12}\W+(?:\w+\W+){0,2}$", re.IGNORECASE)
_ZAAK_VOOR = re.compile(
    rf"\b{keuze('zaakwoorden')}(?P<n>[a-z-]{{0,12}}(?:nummer|nr\.?|id)|-?(?:kaart|document|s\b))?"
    r"(?:\s(?:is|van mij|was|nr\.?|nummer|eh|met))*\s*[:#=]?\s*$",
    re.IGNORECASE,
)
_EEN_WOORD = re.compile(rf"\b(?!(?:een|één)\b){GETALWOORD}\b", re.IGNORECASE)
_JAAR = re.compile(r"(?:19|20)\d\d")
_DUIZENDTAL = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
_VENSTER = 45


@dataclass(frozen=True, slots=True)
class _Groep:
    """Een groep cijfers en waar die staat."""

    cijfers: str
    van: int
    tot: int


def zoek_rekeningen(tekst: str) -> Iterator[Plek]:
    """Rekeningnummers (IBAN), ook met spaties en kleine letters."""
    for m in _IBAN.finditer(tekst):
        plaatsen = [i for i in range(m.start(), m.end()) if tekst[i].isalnum()]
        land = tekst[m.start() : m.start() + 2].upper()
        lengte = _IBAN_LENGTE.get(land, 0)
        if not 0 < lengte <= len(plaatsen):
            continue
        nummer = "".join(tekst[i] for i in plaatsen[:lengte]).upper()
        if iban.is_valid(nummer) or sum(t.isdigit() for t in nummer) >= 10:
            yield Plek(m.start(), plaatsen[lengte - 1] + 1, "rekening")


def zoek_documenten(tekst: str) -> Iterator[Plek]:
    """Nummers met letters erin: paspoort, identiteitskaart, kenmerk van een zaak."""
    for m in _WOORDNUMMER.finditer(tekst):
        woord = m.group().rstrip("./-_")
        cijfers = sum(t.isdigit() for t in woord)
        if cijfers < 3 or cijfers == len(re.sub(r"[./_-]", "", woord)) or woord.upper().startswith("BWB"):
            continue
        if telefoon.IN_WOORD.search(woord):
            continue
        document = bool(_PASPOORT.fullmatch(woord)) and (cijfers >= 5 or woord.isupper())
        if cijfers >= 7 or document or _ZAAK_VOOR.search(tekst[max(0, m.start() - _VENSTER) : m.start()]):
            yield Plek(m.start(), m.start() + len(woord), "nummer")


def zoek_uitgesproken(tekst: str) -> Iterator[Plek]:
    """Nummers die in woorden gezegd zijn."""
    for m in REEKS.finditer(tekst):
        if getalwoorden(m.group()) < 2 and not _EEN_WOORD.search(m.group()):
            continue
        van, tot, delen = _zonder_los_een(tekst, m.start(), m.end())
        cijfers = "".join(delen)
        voor = tekst[max(0, van - _VENSTER) : van]
        if telefoon.openbaar(cijfers) or re.match(r"\s?euro", tekst[tot : tot + 6]):
            yield Plek(van, tot)
            continue
        lijst = len(cijfers) < 9 and bool(re.search(r",|\ben\b", m.group())) and not cijfers.startswith("0")
        merk = _merk(cijfers, voor)
        if (
            merk == "nummer"
            and (lijst or all(_JAAR.fullmatch(d) for d in delen))
            and not _ZAAK_VOOR.search(voor)
        ):
            merk = ""
        if "plus" in m.group().lower() and len(cijfers) >= 9:
            merk, cijfers = "telefoon", "+" + cijfers
        if merk:
            yield Plek(van, tot, merk, telefoon.netjes(cijfers) if merk == "telefoon" else "")


def _zonder_los_een(tekst: str, van: int, tot: int) -> tuple[int, int, Sequence[str]]:
    """Haal een lidwoord "een" aan begin of eind eraf als er dan precies een telefoonnummer staat."""
    delen = groepen(tekst[van:tot])
    for m in (
        re.match(r"een\s", tekst[van:tot], re.IGNORECASE),
        re.search(r"[\s,]+een$", tekst[van:tot], re.IGNORECASE),
    ):
        if m and len("".join(delen)) == 11:
            kort = (van + m.end(), tot) if m.start() == 0 else (van, van + m.start())
            poging = groepen(tekst[kort[0] : kort[1]])
            if re.fullmatch(r"0[1-9]\d{8}", "".join(poging)):
                return kort[0], kort[1], poging
    return van, tot, delen


def zoek_cijfers(tekst: str) -> Iterator[Plek]:
    """Nummers in cijfers, met of zonder spaties, punten en streepjes."""
    for m in _REEKS.finditer(tekst):
        delen = [
            _Groep(g.group(), m.start() + g.start(), m.start() + g.end())
            for g in re.finditer(r"\d+", m.group())
        ]
        plus = m.group().startswith("+")
        rest: list[_Groep] = []
        i = 0
        while i < len(delen):
            aantal, waarde = telefoon.vanaf([d.cijfers for d in delen[i : i + 16]], plus=plus and i == 0)
            if not aantal:
                rest.append(delen[i])
                i += 1
                continue
            yield from _oordeel(tekst, rest)
            rest = []
            van = m.start() if plus and i == 0 else delen[i].van
            yield Plek(van, delen[i + aantal - 1].tot, "telefoon" if waarde else "", waarde)
            i += aantal
        yield from _oordeel(tekst, rest)


def _oordeel(tekst: str, delen: Sequence[_Groep]) -> Iterator[Plek]:
    """Wat een rij cijfergroepen is die geen telefoonnummer bleek."""
    cijfers = "".join(d.cijfers for d in delen)
    if len(cijfers) < 4:
        return
    van, tot = delen[0].van, delen[-1].tot
    voor = tekst[max(0, van - _VENSTER) : van]
    merk = _merk(cijfers, voor)
    genoemd = merk == "bsn" and bool(_BSN_VOOR.search(voor))
    zeker = genoemd or merk in ("telefoon", "rekening") or bool(_ZAAK_VOOR.search(voor))
    if merk and not zeker and _gewone_getallen(tekst[van:tot], [d.cijfers for d in delen]):
        merk = ""
    if merk:
        yield Plek(van, tot, merk, telefoon.netjes(cijfers) if merk == "telefoon" else "")


def _merk(cijfers: str, voor: str) -> str:
    lengte = len(cijfers)
    if 7 <= lengte <= 9 and _BSN_VOOR.search(voor):
        return "bsn"
    if 5 <= lengte <= 10 and _REKENING_VOOR.search(voor):
        return "rekening"
    zaak = _ZAAK_VOOR.search(voor)
    if telefoon.mogelijk(cijfers, voor) and not zaak:
        return "telefoon"
    if lengte in (8, 9) and bsn.is_valid(cijfers):
        return "bsn"
    if (
        zaak
        and (lengte >= 5 or (lengte == 4 and bool(zaak.group("n"))))
        and not (lengte == 4 and _JAAR.fullmatch(cijfers))
    ):
        return "nummer"
    return "nummer" if lengte >= 7 else ""


def _gewone_getallen(geschreven: str, delen: Sequence[str]) -> bool:
    """Jaren, leeftijden of een groot rond getal: veel cijfers, maar geen nummer van iemand."""
    jaren = sum(bool(_JAAR.fullmatch(d)) for d in delen)
    if (
        jaren == len(delen)
        or (jaren and len(delen) == 2 and all(len(d) <= 4 for d in delen))
        or _DUIZENDTAL.fullmatch(geschreven)
    ):
        return True
    kort = all(len(d) <= 2 for d in delen) and not any(d.startswith("0") for d in delen)
    return (
        kort
        and sum(len(d) == 1 for d in delen) < len(delen)
        and "." not in geschreven
        and len("".join(delen)) < 9
    )
