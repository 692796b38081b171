"""Plekken in een bericht, en een schaduw van het bericht waarin elk teken gewoon is."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

AFGEDEKT = "\0"
"""Staat in de schaduw op de plek van wat al gevonden is; geen letter, geen cijfer, geen spatie."""
_GEWOON = str.maketrans("\u2019\u2018`\u00b4\u2010\u2011\u2013\u2014\u2212", "''''-----")
"""Krullende aanhalingstekens en soorten streepjes."""


@dataclass(frozen=True, slots=True)
class Plek:
    """Een stuk van het bericht, met het merkteken dat ervoor in de plaats komt."""

    van: int
    tot: int
    merk: str = ""
    """Leeg: dit stuk blijft staan, maar is geen deel van iets anders."""
    waarde: str = ""
    """Genormaliseerd nummer of adres, voor een contactveld."""
    rol: str = ""
    """Bij een naam: hoe die genoemd werd."""


@dataclass(frozen=True, slots=True)
class Schaduw:
    """Het bericht zonder onzichtbare en vreemde tekens; elk teken weet waar het stond."""

    tekst: str
    plaatsen: Sequence[int]

    def terug(self, plek: Plek) -> Plek:
        """Dezelfde plek, geteld in het oorspronkelijke bericht."""
        return Plek(self.plaatsen[plek.van], self.plaatsen[plek.tot], plek.merk, plek.waarde, plek.rol)


def schaduw(tekst: str) -> Schaduw:
    """Maak tekens gewoon: brede en vreemde cijfers, soorten streepjes, losse accenten, onzichtbare tekens."""
    if tekst.isascii() and AFGEDEKT not in tekst:
        return Schaduw(tekst, range(len(tekst) + 1))
    uit: list[str] = []
    plaatsen: list[int] = []
    for i, teken in enumerate(tekst):
        if teken.isascii():
            gewoon = teken if teken != AFGEDEKT else ""
        elif unicodedata.category(teken) == "Cf" or teken == "\u034f":
            gewoon = ""
        elif unicodedata.combining(teken) and uit:
            samen = unicodedata.normalize("NFC", uit[-1] + teken)
            uit[-1] = samen if len(samen) == 1 else uit[-1]
            gewoon = ""
        else:
            gewoon = _gewoon_teken(teken)
        if gewoon:
            uit.append(gewoon)
            plaatsen.append(i)
    return Schaduw("".join(uit), (*plaatsen, len(tekst)))


def _gewoon_teken(teken: str) -> str:
    cijfer = unicodedata.decimal(teken, None)
    if cijfer is not None:
        return str(cijfer)
    gelijk = unicodedata.normalize("NFKC", teken)
    return (gelijk if len(gelijk) == 1 else teken).translate(_GEWOON)


def dek_af(tekst: str, plekken: Iterable[Plek]) -> str:
    """De tekst met gevonden plekken afgedekt; de lengte blijft gelijk."""
    stukken: list[str] = []
    eind = 0
    for plek in plekken:
        stukken += (tekst[eind : plek.van], AFGEDEKT * (plek.tot - plek.van))
        eind = plek.tot
    return "".join((*stukken, tekst[eind:]))


def op_volgorde(plekken: Iterable[Plek]) -> list[Plek]:
    """Plekken van voor naar achter; van twee die elkaar raken blijft de eerste en langste."""
    uit: list[Plek] = []
    for plek in sorted(plekken, key=lambda p: (p.van, -p.tot)):
        if plek.van < plek.tot and (not uit or plek.van >= uit[-1].tot):
            uit.append(plek)
    return uit


def vervang(tekst: str, plekken: Iterable[Plek]) -> str:
    """De tekst met een merkteken op elke plek; "9712ab" wordt "9712 [adres]"."""
    stukken: list[str] = []
    eind = 0
    for plek in plekken:
        vast = plek.merk == "adres" and tekst[plek.van - 1 : plek.van].isdigit()
        stukken += (tekst[eind : plek.van], " " * vast, f"[{plek.merk}]")
        eind = plek.tot
    return "".join((*stukken, tekst[eind:]))
