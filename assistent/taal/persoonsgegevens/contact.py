"""Contactgegevens uit een antwoord op "hoe kunnen we u bereiken?" (§9)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistent.taal.normaal import bekend
from assistent.taal.persoonsgegevens.naamvorm import mag
from assistent.taal.persoonsgegevens.plekken import AFGEDEKT, Plek
from assistent.taal.persoonsgegevens.woordlijst import (
    NOOIT_KLEIN,
    TUSSENVOEGSELS,
    is_achternaam,
    is_voornaam,
    woorden,
)
from assistent.taal.persoonsgegevens.woordrij import Naamwoord, lees

_AANLOOP = woorden("aanloop")
_VOLGORDE = ("zelf", "los", "titel", "antwoord", "ander")


def losse_naam(tekst: str) -> list[Plek]:
    """De naam in een kaal antwoord: "karin 06-12345678", "jansen, nul zes …"."""
    rij = lees(tekst)
    stukken: list[list[Naamwoord]] = [[]]
    for w in rij:
        if w.woord:
            stukken[-1].append(w)
        else:
            stukken.append([])
    for stuk in stukken[:12]:
        while stuk and stuk[0].klein in _AANLOOP:
            stuk.pop(0)
        while stuk and stuk[-1].klein in _AANLOOP:
            stuk.pop()
        if 1 <= len(stuk) <= 4 and _is_naam(stuk, alleen=AFGEDEKT not in tekst):
            return [Plek(stuk[0].van, stuk[-1].tot, "naam", rol="antwoord")]
    return []


def _is_naam(stuk: Sequence[Naamwoord], *, alleen: bool) -> bool:
    """Of al deze woorden naam zijn; zonder nummer erbij moet er een bekende naam tussen staan."""
    if stuk[-1].klein in TUSSENVOEGSELS or not all(mag(w) or w.klein in TUSSENVOEGSELS for w in stuk):
        return False
    in_lijst = [is_voornaam(w.klein) or is_achternaam(w.klein) for w in stuk]
    if alleen:
        return all(j or w.klein in TUSSENVOEGSELS for j, w in zip(in_lijst, stuk, strict=True)) and any(
            j and (w.hoofd or w.klein not in NOOIT_KLEIN) for j, w in zip(in_lijst, stuk, strict=True)
        )
    return all(
        j or w.klein in TUSSENVOEGSELS or w.hoofd or (len(w.klein) > 2 and not bekend(w.klein))
        for j, w in zip(in_lijst, stuk, strict=True)
    )


def velden(tekst: str, plekken: Iterable[Plek]) -> dict[str, str]:
    """Naam, telefoon en mail; van meer namen degene die zichzelf noemt."""
    uit: dict[str, str] = {}
    namen: dict[str, str] = {}
    for plek in plekken:
        if plek.merk == "naam":
            namen.setdefault(plek.rol, tekst[plek.van : plek.tot].strip())
        elif plek.merk in ("telefoon", "mail"):
            uit.setdefault(plek.merk, plek.waarde)
    naam = next((namen[rol] for rol in _VOLGORDE if rol in namen), "")
    return ({"naam": naam} if naam else {}) | uit
