"""Of op een voornaam of titel een achternaam volgt, met of zonder tussenvoegsel."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum

from assistent.taal.normaal import bekend
from assistent.taal.persoonsgegevens.woordlijst import woorden
from assistent.taal.persoonsgegevens.woordrij import Naamwoord, Rij


class Zekerheid(IntEnum):
    """Hoe sterk de woorden ervoor zeggen dat hier een naam komt."""

    LOS = 0
    GEWOON = 1
    RELATIE = 2
    TITEL = 3
    AANSPRAAK = 4
    STERK = 5


_LIJKT_ACHTERNAAM = re.compile(
    r".{2,}(?:en|stra|ma|meer|berg|dijk|huis|veld|dam|hout|beek|broek|horst|kamp|man|mans|ink|ga|ghem)"
)
_STRAAT = re.compile(
    r".{2,}(?:straat|laan|weg|plein|gracht|kade|singel|steeg|dreef|pad|school|kerk|college|kliniek|ziekenhuis)"
)
_NA_TEN = woorden("na_ten")
_GEEN_DEEL, _LIDWOORD_ARABISCH = woorden("vreemde_voegwoorden"), "ال"
_OUD, _VREEMD, _NA_VAN_DE = woorden("tussen_oud"), woorden("tussen_vreemd"), woorden("na_van_de")


def is_straat(w: Naamwoord) -> bool:
    """Of dit de naam van een straat of gebouw is, en dus niet van een mens."""
    return bool(_STRAAT.fullmatch(w.klein)) and not w.soort.achternaam


def lees_achternaam(rij: Rij, i: int, zeker: Zekerheid, *, na_naam: bool, na_letters: bool = False) -> int:
    """Het eerste woord na tussenvoegsels en één achternaam; `i` als die er niet staat."""
    k = i
    while k < i + 3 and rij.op(k).soort.tussen:
        k += 1
    w = rij.op(k)
    voorvoegsel = [rij[j].klein for j in range(i, k)]
    if voorvoegsel and voorvoegsel[-1] == "'t" and w.hoofd and (na_naam or zeker):
        return k + 1
    oud = w.soort.achternaam and not _OUD.isdisjoint(voorvoegsel)
    if not (w.soort.mag or oud) or is_straat(w):
        return i
    if voorvoegsel:
        met_letters = na_letters and w.hoofd and (zeker > 0 or _klein_na_punt(rij, i))
        goed = (
            met_letters
            or (w.hoofd and _ondertekend(rij, i, k))
            or _na_tussenvoegsel(w, voorvoegsel, zeker, na_naam)
        )
    else:
        woord_na_letter = na_letters and not zeker and bekend(w.klein) and rij.op(i - 4).vorm != "."
        goed = na_naam and not woord_na_letter and _zonder_tussenvoegsel(w, rij.op(k + 1), zeker)
    return k + 1 if goed else i


def _klein_na_punt(rij: Rij, i: int) -> bool:
    """Of "van" zonder hoofdletter op een voorletter met punt volgt, en er dus geen zin begint."""
    return rij.op(i - 1).vorm == "." and not rij[i].hoofd


def _ondertekend(rij: Rij, i: int, k: int) -> bool:
    """Of dit het slot van een brief is: ", Sandra van Egmond"."""
    return rij.op(i - 2).vorm in (",", "\n") and rij.op(i - 1).soort.voornaam and k + 1 >= len(rij)


def _zonder_tussenvoegsel(w: Naamwoord, volgt: Naamwoord, zeker: Zekerheid) -> bool:
    if w.hoofd:
        return w.soort.achternaam or not (w.begin or w.afkorting)
    if w.soort.achternaam:
        return not w.soort.nooit_klein
    sterk = zeker is Zekerheid.STERK
    if w.soort.voornaam:
        return not w.soort.gewoon or (sterk and not w.soort.nooit_klein)
    if w.klein in _GEEN_DEEL or (not w.klein.isascii() and not w.klein.startswith(_LIDWOORD_ARABISCH)):
        return False
    slot = not volgt.woord or bekend(volgt.klein) or sterk
    vorm = zeker or _LIJKT_ACHTERNAAM.fullmatch(w.klein)
    return bool(vorm) and slot and len(w.klein) > (2 if sterk else 3) and not bekend(w.klein)


def _na_tussenvoegsel(w: Naamwoord, voorvoegsel: Sequence[str], zeker: Zekerheid, na_naam: bool) -> bool:
    """Of het woord na "van der" of "de" een achternaam is: "van der Meer" wel, "van de gemeente" niet."""
    oud = not _OUD.isdisjoint(voorvoegsel)
    genoemd = na_naam or zeker >= Zekerheid.TITEL
    van_der = voorvoegsel[0] == "van" and voorvoegsel[-1] in ("der", "den")
    if van_der or (w.soort.achternaam and (oud or not w.soort.gewoon)):
        return True
    if w.hoofd:
        return _met_hoofdletter(w, voorvoegsel, zeker, genoemd=genoemd, oud=oud)
    if w.soort.achternaam and genoemd:
        if voorvoegsel == ["de"]:
            return True
        if na_naam and zeker > 0 and voorvoegsel == ["van"]:
            return True
        return not w.soort.nooit_klein and (voorvoegsel == ["van"] or w.klein in _NA_VAN_DE)
    sterk = zeker is Zekerheid.STERK
    titel = zeker >= Zekerheid.TITEL and voorvoegsel[0] in _VREEMD
    aanspraak = zeker is Zekerheid.AANSPRAAK and not na_naam and voorvoegsel[-2:] != ["van", "de"]
    achter_naam = na_naam and (voorvoegsel[0] in ("el", "al") or (zeker > 0 and voorvoegsel == ["van"]))
    if len(w.klein) < 4 or not (sterk or titel or aanspraak or achter_naam):
        return False
    ten = oud and voorvoegsel[0] in ("ten", "ter") and w.klein not in _NA_TEN
    return not bekend(w.klein) or (oud and sterk) or (ten and zeker >= Zekerheid.TITEL)


def _met_hoofdletter(
    w: Naamwoord, voorvoegsel: Sequence[str], zeker: Zekerheid, *, genoemd: bool, oud: bool
) -> bool:
    van = voorvoegsel == ["van"]
    if w.soort.achternaam and (genoemd or zeker or (van and not w.soort.nooit_klein)):
        return True
    onbekend = bekend(w.klein) is van or bool(van and _LIJKT_ACHTERNAAM.fullmatch(w.klein))
    return genoemd and (oud or voorvoegsel == ["de"] or onbekend)
