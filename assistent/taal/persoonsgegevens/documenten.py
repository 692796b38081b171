"""Nummers met letters erin: rekening (IBAN), paspoort, identiteitskaart, kenmerk van een zaak."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum import iban

from assistent.taal.persoonsgegevens import telefoon
from assistent.taal.persoonsgegevens.nummersoort import ervoor, zaak_genoemd
from assistent.taal.persoonsgegevens.plekken import Plek
from assistent.taal.persoonsgegevens.woordlijst import woorden

_IBAN = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2}\d{2}(?:[ .-]?[A-Za-z0-9]){11,30}+")
_LENGTE = {land[:2].upper(): int(land[2:]) for land in woorden("iban_lengte")}
_WOORDNUMMER = re.compile(r"(?<![\w@])[A-Za-z0-9][A-Za-z0-9./_-]{4,60}")
_PASPOORT = re.compile(r"[A-Za-z]{2}[A-Za-z0-9]{6}\d")
_SCHEIDING = re.compile(r"[./_-]")
_GENOEG = 10
"""Zoveel cijfers maken een rekeningnummer, ook als de controle niet klopt door een tikfout."""


def zoek_rekeningen(tekst: str) -> Iterator[Plek]:
    """Rekeningnummers (IBAN), ook met spaties en kleine letters."""
    for m in _IBAN.finditer(tekst):
        plaatsen = [i for i in range(m.start(), m.end()) if tekst[i].isalnum()]
        lengte = _LENGTE.get(m.group()[:2].upper(), 0)
        if not 0 < lengte <= len(plaatsen):
            continue
        nummer = "".join(tekst[i] for i in plaatsen[:lengte]).upper()
        if iban.is_valid(nummer) or sum(t.isdigit() for t in nummer) >= _GENOEG:
            yield Plek(m.start(), plaatsen[lengte - 1] + 1, "rekening")


def zoek_documenten(tekst: str) -> Iterator[Plek]:
    """Paspoorten, identiteitskaarten en kenmerken; een wetsnummer (BWBR…) blijft."""
    for m in _WOORDNUMMER.finditer(tekst):
        woord = m.group().rstrip("./-_")
        cijfers = sum(t.isdigit() for t in woord)
        if cijfers < 3 or cijfers == len(_SCHEIDING.sub("", woord)) or woord.upper().startswith("BWB"):
            continue
        if telefoon.IN_WOORD.search(woord):
            continue
        document = bool(_PASPOORT.fullmatch(woord)) and (cijfers >= 5 or woord.isupper())
        if cijfers >= 7 or document or zaak_genoemd(ervoor(tekst, m.start())):
            yield Plek(m.start(), m.start() + len(woord), "nummer")
