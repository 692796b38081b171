"""Namen van mensen: na een aanzet, of los als voornaam of hele naam."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistent.taal.persoonsgegevens.aanzetten import Aanzet, zoek_aanzet
from assistent.taal.persoonsgegevens.achternamen import Zekerheid
from assistent.taal.persoonsgegevens.naamvorm import lees_naam
from assistent.taal.persoonsgegevens.omgeving import (
    gebouw,
    is_maand,
    los_is_naam,
    na_plaatswoord,
    zonder_lidwoord,
)
from assistent.taal.persoonsgegevens.plekken import Plek
from assistent.taal.persoonsgegevens.woordlijst import NAAMHUIZEN, RELATIES, VASTE_NAMEN, is_voornaam, woorden
from assistent.taal.persoonsgegevens.woordrij import Rij, lees

_DOET_MENS, _TUSSENDOOR = woorden("doet_mens"), woorden("tussendoor")
Bereik = tuple[int, int, str]
"""Het eerste woord van een naam, het eerste erna, en van wie de naam is."""


def zoek(tekst: str) -> list[Plek]:
    """Alle namen; een naam die één keer herkend is geldt in het hele bericht."""
    rij = lees(tekst)
    bereiken = list(_bereiken(rij))
    bereiken += _herhaald(rij, bereiken)
    return [Plek(rij[_met_letter(rij, i)].van, rij[k - 1].tot, "naam", rol=rol) for i, k, rol in bereiken]


def _met_letter(rij: Rij, i: int) -> int:
    """Neem een losse voorletter voor een achternaam mee: "h bosman", "p. smit"; niet "u" of "n"."""
    soort = rij[i].soort
    while soort.tussen or (soort.achternaam and not soort.voornaam):
        k = i - 2 if rij.op(i - 1).vorm == "." else i - 1
        letter = rij.op(k)
        if not letter.woord or len(letter.klein) > 1 or (letter.klein in "unts" and k == i - 1):
            break
        i = k
    return i


def _bereiken(rij: Rij) -> Iterator[Bereik]:
    i = 0
    while i < len(rij):
        if not rij[i].woord or (vast := _vaste_naam(rij, i)):
            i += 1 if not rij[i].woord else vast
            continue
        begin, zeker, rol = zoek_aanzet(rij, i) or Aanzet(i, Zekerheid.LOS, _rol_los(rij, i))
        eind = _naam_op(rij, begin, zeker)
        i = max(i + 1, eind if eind > begin else 0)
        while eind > begin:
            yield begin, eind, rol
            i = eind
            begin = _volgende(rij, eind)
            eind = _opgesomd(rij, begin, zeker)


def _rol_los(rij: Rij, i: int) -> str:
    """Een losse naam is van een ander als er "de moeder van" voor staat."""
    return "ander" if rij.op(i - 1).klein == "van" and rij.op(i - 2).klein in RELATIES else "los"


def _naam_op(rij: Rij, i: int, zeker: Zekerheid) -> int:
    if i >= len(rij) or _vaste_naam(rij, i):
        return i
    return lees_naam(rij, i, zeker) if zeker else _los(rij, i)


def _vaste_naam(rij: Rij, i: int) -> int:
    """Hoeveel woorden hier een vaste naam zijn die geen mens aanwijst ("Albert Heijn"); anders nul."""
    kan = VASTE_NAMEN.get(rij[i].klein, ())
    return max((len(v) for v in kan if tuple(w.klein for w in rij[i : i + len(v)]) == v), default=0)


def _los(rij: Rij, i: int) -> int:
    """Een naam zonder aanzet: een voornaam, een achternaam of voorletters."""
    w, soort, volgt = rij[i], rij[i].soort, rij.op(i + 1)
    letter = w.hoofd and len(w.vorm) <= 2
    if rij.op(i - 1).klein in NAAMHUIZEN or (w.klein == "jan" and not w.hoofd and is_maand(rij, i)):
        return i
    if not w.hoofd and zonder_lidwoord(rij, i):
        return i + 1
    if not (soort.voornaam or soort.achternaam or soort.tussen or letter):
        achternaam_volgt = volgt.hoofd and volgt.soort.achternaam and not volgt.soort.gewoon
        doet = volgt.klein in _DOET_MENS or (
            volgt.klein == "is" and rij.op(i + 2).klein in ("mijn", "mn", "m'n")
        )
        mens = w.hoofd and (achternaam_volgt or doet) and not na_plaatswoord(rij, i)
        return lees_naam(rij, i, Zekerheid.GEWOON) if mens else i
    eind = lees_naam(rij, i, Zekerheid.LOS)
    if eind == i or gebouw(rij, i, eind):
        return i
    if na_plaatswoord(rij, i) and (soort.gewoon or not is_voornaam(w.klein)):
        return i
    if eind > i + 1:
        laatste = rij[eind - 1]
        twijfel = soort.gewoon and w.begin and not (laatste.soort.achternaam or laatste.hoofd)
        return i if twijfel else eind
    if w.hoofd and w.afkorting:
        return i
    return eind if not soort.gewoon or los_is_naam(rij, i) else i


def _volgende(rij: Rij, i: int) -> int:
    """Het begin van de volgende naam in een opsomming: "Sanne (8) en Tim"."""
    k = i
    if rij.op(k).vorm == "(" and rij.op(k + 1).vorm.isdigit():
        k += 2 + (rij.op(k + 2).klein in ("jaar", "jr"))
        k += rij.op(k).vorm == ")"
    if rij.op(k).klein not in _TUSSENDOOR:
        return len(rij)
    return k + 1 + (rij.op(k + 1).klein == "en")


def _opgesomd(rij: Rij, i: int, zeker: Zekerheid) -> int:
    w = rij.op(i)
    if not w.soort.mag or not (w.soort.voornaam or w.hoofd):
        return i
    voluit = w.soort.voornaam and (w.hoofd or not w.soort.nooit_klein)
    return _naam_op(rij, i, Zekerheid.RELATIE if voluit else min(zeker, Zekerheid.RELATIE))


def _herhaald(rij: Rij, bereiken: Sequence[Bereik]) -> Iterator[Bereik]:
    """Dezelfde naam verderop in het bericht."""
    bezet = {j for i, k, _ in bereiken for j in range(i, k)}
    namen = {rij[j].klein for j in bezet if len(rij[j].klein) > 2 and not rij[j].soort.tussen}
    for j, w in enumerate(rij if namen else ()):
        kaal = w.klein if w.klein in namen else w.klein.removesuffix("s")
        if j in bezet or kaal not in namen or not w.woord:
            continue
        if w.hoofd or w.soort.voornaam or not w.soort.gewoon:
            yield j, j + 1, "weer"
