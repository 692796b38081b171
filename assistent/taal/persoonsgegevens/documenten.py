"""Nummers met letters erin: rekening (IBAN), paspoort, identiteitskaart, kenmerk van een zaak."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum import iban

from assistent.taal.persoonsgegevens import telefoon
from assistent.taal.persoonsgegevens.nummersoort import ervoor, zaak_genoemd
from assistent.taal.persoonsgegevens.plekken import Plek
from assistent.taal.persoonsgegevens.woordlijst import woorden

_LENGTE = {land[:2].upper(): int(land[2:]) for land in woorden("iban_lengte")}
_IBAN = re.compile(
    rf"(?<![A-Za-z0-9])(?:{'|'.join(_LENGTE)})[ .-]?\d{{2}}(?:[ .-]?[A-Za-z0-9]){{11,30}}+", re.IGNORECASE
)
_WOORDNUMMER = re.compile(r"(?<![\w@])[A-Za-z0-9][A-Za-z0-9./_-]{4,60}")
_PASPOORT = re.compile(r"[A-Za-z]{2}[A-Za-z0-9]{6}\d")
_SCHEIDING = re.compile(r"[./_-]")
_GENOEG = 10
"""Zoveel cijfers maken een rekeningnummer, ook als de controle niet klopt door een tikfout."""


def zoek_rekeningen(tekst: str) -> Iterator[Plek]:
    """Rekeningnummers (IBAN), ook met spaties en kleine letters."""
    m = _IBAN.search(tekst)
    while m:
        tot = _eind_rekening(tekst, m)
        if tot:
            yield Plek(m.start(), tot, "rekening")
        m = _IBAN.search(tekst, tot or m.start() + 4)


def _eind_rekening(tekst: str, m: re.Match[str]) -> int:
    """Waar het rekeningnummer eindigt volgens de lengte van zijn land, of 0 als het er geen is."""
    plaatsen = [i for i in range(m.start(), m.end()) if tekst[i].isalnum()]
    lengte = _LENGTE[m.group()[:2].upper()]
    if lengte > len(plaatsen):
        return 0
    nummer = "".join(tekst[i] for i in plaatsen[:lengte]).upper()
    echt = iban.is_valid(nummer) or sum(t.isdigit() for t in nummer) >= _GENOEG
    return plaatsen[lengte - 1] + 1 if echt else 0


def zoek_documenten(tekst: str) -> Iterator[Plek]:
    """Paspoorten, identiteitskaarten en kenmerken; een wetsnummer (BWBR…) blijft."""
    for m in _WOORDNUMMER.finditer(tekst):
        woord = m.group().rstrip("./-_")
        cijfers = sum(t.isdigit() for t in woord)
        if woord.upper().startswith("BWB"):
            yield Plek(m.start(), m.end())
        if cijfers < 3 or cijfers == len(_SCHEIDING.sub("", woord)):
            continue
        if telefoon.IN_WOORD.search(woord):
            continue
        document = bool(_PASPOORT.fullmatch(woord)) and (cijfers >= 5 or woord.isupper())
        if cijfers >= 7 or document or zaak_genoemd(ervoor(tekst, m.start())):
            yield Plek(m.start(), m.start() + len(woord), "nummer")
