"""Hoe ver een naam loopt: voorletters of voornaam, tussenvoegsel, achternaam."""

from __future__ import annotations

import re

from assistent.taal.normaal import bekend
from assistent.taal.persoonsgegevens.achternamen import Zekerheid, is_straat, lees_achternaam
from assistent.taal.persoonsgegevens.klanken import eindigt_als_naam, klinkt_als_voornaam
from assistent.taal.persoonsgegevens.woordlijst import NA_RELATIE
from assistent.taal.persoonsgegevens.woordrij import Rij

_INWONER_VAN = re.compile(r".{3,}(?:aan|aans|aanse|ees|ese|eze|isch|ische|ner|nse|ianer|anen)")
_FAMILIE = re.compile(r".{3,}(?:makers?|mans|veld|kamp|berg|dijk|stra|sma|inga)")
_WERKWOORD = re.compile(r".{2,}(?:[dt]|[dt]en?)")
"""Na "mijn zoon" is een onbekend woord op d of t een vervoegd werkwoord: "luisterd", "krigt"."""
_ERNA = frozenset(("", ",", ".", "!", "\n", "en", "uit", "van", "hier", "uut"))
_DELEN = 4
"""Zoveel namen volgen er hoogstens op de eerste ("Ahmed Abdi Hassan")."""


def lees_naam(rij: Rij, i: int, zeker: Zekerheid) -> int:
    """Het eerste woord na de naam die op `i` begint, of `i` als daar geen naam staat."""
    k = _voorletters(rij, i, zeker)
    if k > i:
        eind = lees_achternaam(rij, k, zeker, na_naam=True, na_letters=True)
        return _rest(rij, eind, zeker) if eind > k else i
    w = rij.op(i)
    if w.soort.tussen and not (w.hoofd and w.soort.voornaam and zeker):
        eind = lees_achternaam(rij, i, zeker, na_naam=False)
        return _rest(rij, eind, zeker) if eind > i else i
    if not _eerste(rij, i, zeker):
        return i
    k = _rest(rij, i + 1, zeker)
    return i if is_straat(rij[k - 1]) and zeker is not Zekerheid.STERK else k


def _rest(rij: Rij, k: int, zeker: Zekerheid) -> int:
    """Voorbij de namen die nog volgen, ook achter een streepje: "Jansen-de Boer"."""
    for _ in range(_DELEN):
        streepje = rij.op(k).vorm == "-" and (rij.op(k + 1).soort.tussen or rij.op(k + 1).hoofd)
        eind = lees_achternaam(rij, k + streepje, zeker, na_naam=True)
        if eind == k + streepje:
            break
        k = eind
    return k


def _is_letter(rij: Rij, k: int, *, klein: bool) -> bool:
    """Of hier een voorletter staat; een kleine letter alleen na "mevrouw" of "mijn naam is"."""
    w = rij.op(k)
    return w.woord and len(w.vorm) <= 2 and (w.hoofd or (klein and len(w.vorm) == 1))


def _voorletters(rij: Rij, i: int, zeker: Zekerheid) -> int:
    """Voorbij "J." of "A.B.", of een losse "J" waar een naam op volgt; niet de B van "klas 3B"."""
    k = i
    if i and rij[i - 1].vorm.isdigit() and rij[i - 1].tot == rij[i].van:
        return i
    klein = zeker >= Zekerheid.TITEL
    while k < i + 10 and _is_letter(rij, k, klein=klein) and rij.op(k + 1).vorm == ".":
        k += 2
    w, volgt = rij.op(i), rij.op(i + 1)
    los = k == i and w.hoofd and len(w.vorm) == 1 and not w.begin and (volgt.hoofd or volgt.soort.tussen)
    return i + 1 if los else k


def _eerste(rij: Rij, i: int, zeker: Zekerheid) -> bool:
    """Of het woord op `i` het eerste van een naam is."""
    w = rij.op(i)
    soort = w.soort
    if w.hoofd and soort.voornaam and (zeker >= Zekerheid.RELATIE or soort.mag):
        return True
    if not soort.mag:
        return False
    if w.hoofd and zeker:
        if soort.voornaam or soort.achternaam or (zeker >= Zekerheid.TITEL and not (w.begin or w.afkorting)):
            return True
        return not (w.afkorting or bekend(w.klein) or _INWONER_VAN.fullmatch(w.klein))
    return _eerste_klein(rij, i, zeker)


def _eerste_klein(rij: Rij, i: int, zeker: Zekerheid) -> bool:
    """Hetzelfde zonder hulp van een hoofdletter: dan tellen de lijsten en de woorden eromheen."""
    w = rij[i]
    soort = w.soort
    if soort.nooit_klein and not w.hoofd:
        if w.klein in NA_RELATIE and zeker >= Zekerheid.RELATIE:
            return True
        if not soort.voornaam or zeker is Zekerheid.STERK:
            return soort.voornaam
        return zeker > 0 and _achternaam_volgt(rij, i)
    if soort.voornaam:
        if not soort.gewoon or zeker >= Zekerheid.RELATIE:
            return True
        return _achternaam_volgt(rij, i)
    if soort.achternaam:
        return zeker >= Zekerheid.TITEL or not soort.gewoon
    if bekend(w.klein):
        return zeker >= Zekerheid.TITEL and _FAMILIE.fullmatch(w.klein) is not None
    if zeker > 0 and (klinkt_als_voornaam(w.klein) or (zeker is Zekerheid.GEWOON and _open_naam(rij, i))):
        return True
    kortste = 3 if zeker is Zekerheid.TITEL else 2
    kan = zeker >= Zekerheid.RELATIE and kortste < len(w.klein) < 12 and "-" not in w.klein
    return kan and not (zeker is Zekerheid.RELATIE and _WERKWOORD.fullmatch(w.klein))


def _open_naam(rij: Rij, i: int) -> bool:
    """Of een onbekend woord als "dragana" eindigt zoals namen doen, met erna niets dat erbij hoort."""
    return eindigt_als_naam(rij[i].klein) and rij.op(i + 1).klein in _ERNA


def _achternaam_volgt(rij: Rij, i: int) -> bool:
    """Of op dit woord een achternaam uit de lijst volgt: "mark jansen", "wil de boer"."""
    eind = lees_achternaam(rij, i + 1, Zekerheid.GEWOON, na_naam=True)
    return eind > i + 1 and rij[eind - 1].soort.achternaam
