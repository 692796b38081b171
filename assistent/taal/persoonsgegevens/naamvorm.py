"""Hoe ver een naam loopt: voornaam, tussenvoegsel, achternaam, voorletters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache

from assistent.taal.normaal import bekend
from assistent.taal.persoonsgegevens.woordlijst import (
    ACHTERNAMEN,
    GEEN_NAAM,
    NOOIT_KLEIN,
    RELATIES,
    TITELS,
    TUSSENVOEGSELS,
    WOORDNAMEN,
    is_achternaam,
    is_voornaam,
)
from assistent.taal.persoonsgegevens.woordrij import Naamwoord


class Zekerheid(IntEnum):
    """Hoe sterk de woorden ervoor zeggen dat hier een naam komt."""

    LOS = 0
    GEWOON = 1
    RELATIE = 2
    TITEL = 3
    AANSPRAAK = 4
    STERK = 5


_GEEN_NAAM_EINDE = re.compile(
    r".{3,}(?:wet|toeslag|uitkering|zorg|hulp|team|loket|gemeente|school|bank|straat|laan|gracht|kade|singel|buurt|schap|heid)$"
)
_INWONER_VAN = re.compile(r".{3,}(?:aan|aans|aanse|ees|ese|eze|isch|ische|ner|nse|ianer|anen)$")
_LIJKT_ACHTERNAAM = re.compile(
    r".{2,}(?:en|stra|ma|meer|berg|dijk|huis|veld|dam|hout|beek|broek|horst|kamp|man|mans|ink|ga|ghem)"
)
_STRAAT = re.compile(
    r".{2,}(?:straat|laan|weg|plein|gracht|kade|singel|steeg|dreef|pad|school|kerk|college|kliniek|ziekenhuis)$"
)
_NOOIT = GEEN_NAAM | RELATIES | TITELS
_LID = frozenset(("der", "den", "ter", "ten", "'t", "vd", "v.d.", "v/d"))


def lees_naam(rij: Sequence[Naamwoord], i: int, zeker: Zekerheid) -> int:
    """Het eerste woord na de naam die op `i` begint, of `i` als daar geen naam staat."""
    k = _voorletters(rij, i)
    if k > i:
        eind = _achternaam(rij, k, zeker, na_naam=True)
        return eind if eind > k else i
    if (
        i < len(rij)
        and rij[i].klein in TUSSENVOEGSELS
        and not (rij[i].hoofd and is_voornaam(rij[i].klein) and zeker > 0)
    ):
        return _achternaam(rij, i, zeker, na_naam=False)
    if not _eerste(rij, i, zeker):
        return i
    k = i + 1
    for _ in range(4):
        if (
            k + 1 < len(rij)
            and rij[k].vorm == "-"
            and (rij[k + 1].klein in TUSSENVOEGSELS or rij[k + 1].hoofd)
        ):
            k += 1
        eind = _achternaam(rij, k, zeker, na_naam=True)
        if eind == k:
            break
        k = eind
    k -= rij[k - 1].vorm == "-"
    return i if _STRAAT.fullmatch(rij[k - 1].klein) and zeker is not Zekerheid.STERK else k


def _voorletters(rij: Sequence[Naamwoord], i: int) -> int:
    k = i
    while (
        k + 1 < len(rij) and k < i + 10 and len(rij[k].vorm) <= 2 and rij[k].hoofd and rij[k + 1].vorm == "."
    ):
        k += 2
    if k == i and i + 1 < len(rij) and len(rij[i].vorm) == 1 and rij[i].hoofd and not rij[i].begin:
        return i + 1 if rij[i + 1].hoofd or rij[i + 1].klein in TUSSENVOEGSELS else i
    return k


def mag(w: Naamwoord) -> bool:
    """Of dit woord een deel van een naam kan zijn."""
    return w.woord and _mag(w.klein)


@lru_cache(maxsize=20_000)
def _mag(klein: str) -> bool:
    return klein not in _NOOIT and (klein in ACHTERNAMEN or not _GEEN_NAAM_EINDE.fullmatch(klein))


def _eerste(rij: Sequence[Naamwoord], i: int, zeker: Zekerheid) -> bool:
    if i >= len(rij) or not rij[i].woord:
        return False
    w = rij[i]
    klein, voornaam = w.klein, is_voornaam(w.klein)
    if w.hoofd and voornaam and (zeker >= Zekerheid.RELATIE or mag(w)):
        return True
    if not mag(w) or len(klein) < 2:
        return False
    if w.hoofd and zeker:
        if voornaam or is_achternaam(klein) or zeker is Zekerheid.STERK:
            return True
        acroniem = (w.vorm.isupper() and len(klein) < 5) or not all(
            d[:1].isupper() for d in w.vorm.split("-")
        )
        return not acroniem and not bekend(klein) and not _INWONER_VAN.fullmatch(klein)
    if klein in NOOIT_KLEIN and not w.hoofd:
        return voornaam and (
            zeker is Zekerheid.STERK or (zeker > 0 and _achternaam(rij, i + 1, zeker, na_naam=True) > i + 1)
        )
    if voornaam and (klein not in WOORDNAMEN or zeker >= Zekerheid.RELATIE):
        return True
    if voornaam or klein in ACHTERNAMEN:
        if zeker >= Zekerheid.TITEL or klein not in WOORDNAMEN | NOOIT_KLEIN:
            return zeker >= Zekerheid.TITEL or klein in ACHTERNAMEN
        return voornaam and _achternaam(rij, i + 1, zeker, na_naam=True) > i + 1
    onbekend = zeker >= Zekerheid.AANSPRAAK and 2 < len(klein) < 12 and "-" not in klein
    return onbekend and not bekend(klein)


def _achternaam(rij: Sequence[Naamwoord], i: int, zeker: Zekerheid, *, na_naam: bool) -> int:
    """Loop over tussenvoegsels en één achternaam; `i` als die er niet staat."""
    k = i
    while k < len(rij) and k < i + 3 and rij[k].klein in TUSSENVOEGSELS:
        k += 1
    if k >= len(rij) or not mag(rij[k]) or len(rij[k].klein) < 2:
        return i
    w, klein = rij[k], rij[k].klein
    voorvoegsel = [rij[j].klein for j in range(i, k)]
    if k > i:
        goed = _na_tussenvoegsel(w, voorvoegsel, zeker, na_naam)
    elif w.hoofd:
        acroniem = w.vorm.isupper() and len(klein) < 5 and not is_achternaam(klein)
        goed = na_naam and not acroniem and (is_achternaam(klein) or not w.begin)
    elif is_achternaam(klein):
        goed = klein not in NOOIT_KLEIN
    elif is_voornaam(klein):
        goed = klein not in NOOIT_KLEIN and klein not in WOORDNAMEN
    else:
        volgt = rij[k + 1] if k + 1 < len(rij) else None
        slot = volgt is None or not volgt.woord or volgt.klein in ("en", "ik", "van")
        goed = zeker is Zekerheid.STERK and slot and len(klein) > 3 and not bekend(klein)
    return k + 1 if goed else i


def _na_tussenvoegsel(w: Naamwoord, voorvoegsel: Sequence[str], zeker: Zekerheid, na_naam: bool) -> bool:
    """Of het woord na "van der" of "de" een achternaam is: "van der Meer" wel, "van de gemeente" niet."""
    oud = bool(_LID & set(voorvoegsel))
    lijst, gewoon = is_achternaam(w.klein), w.klein in WOORDNAMEN or w.klein in NOOIT_KLEIN
    if _STRAAT.fullmatch(w.klein):
        return False
    if w.hoofd:
        van = voorvoegsel == ["van"]
        if lijst and (not gewoon or na_naam or zeker or oud or (van and w.klein not in NOOIT_KLEIN)):
            return True
        onbekend = not bekend(w.klein) and (not van or bool(_LIJKT_ACHTERNAAM.fullmatch(w.klein)))
        return (na_naam or zeker >= Zekerheid.TITEL) and (oud or voorvoegsel == ["de"] or onbekend)
    if lijst and (oud or not gewoon):
        return True
    if lijst and (na_naam or zeker >= Zekerheid.TITEL):
        if voorvoegsel == ["de"]:
            return True
        return w.klein not in NOOIT_KLEIN and (
            voorvoegsel == ["van"] or w.klein in ("berg", "ven", "velde", "wal", "poel")
        )
    vreemd = zeker >= Zekerheid.TITEL and voorvoegsel[0] in ("el", "al", "la", "le", "ben", "abu")
    genoeg = (
        vreemd
        or zeker is Zekerheid.STERK
        or (zeker is Zekerheid.AANSPRAAK and not na_naam and voorvoegsel[-2:] != ["van", "de"])
    )
    return genoeg and len(w.klein) > 3 and (not bekend(w.klein) or (oud and zeker is Zekerheid.STERK))
