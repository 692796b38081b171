"""Namen van mensen: na een aanzet ("ik heet", "mevrouw", "mijn dochter") of los, als voornaam of hele naam."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistent.taal.persoonsgegevens.naamvorm import Zekerheid, lees_naam, mag
from assistent.taal.persoonsgegevens.plekken import Plek
from assistent.taal.persoonsgegevens.woordlijst import (
    BEZITTERS,
    NAAMHUIZEN,
    NOOIT_KLEIN,
    RELATIES,
    TITELS,
    TUSSENVOEGSELS,
    VASTE_NAMEN,
    WOORDNAMEN,
    is_achternaam,
    is_voornaam,
    woorden,
)
from assistent.taal.persoonsgegevens.woordrij import Naamwoord, lees

_NAAM, _GROET, _AANHEF = woorden("naam_is"), woorden("groet"), woorden("aanhef")
_GENAAMD = woorden("genaamd")
_VOOR_MAAND, _MAANDEN = woorden("voor_maand"), woorden("maanden")
_VULLING = woorden("vulling") | {",", ":"}
_WIE_HEET = woorden("wie_heet") | RELATIES
_DOET, _TUSSENDOOR = woorden("doet"), woorden("tussendoor")


def zoek(tekst: str) -> list[Plek]:
    """Alle namen; een naam die één keer herkend is geldt in het hele bericht."""
    rij = lees(tekst)
    bereiken = list(_bereiken(rij))
    bereiken += _herhaald(rij, bereiken)
    return [Plek(rij[i].van, rij[k - 1].tot, "naam", rol=rol) for i, k, rol in bereiken]


def _bereiken(rij: Sequence[Naamwoord]) -> Iterator[tuple[int, int, str]]:
    i, n = 0, len(rij)
    while i < n:
        i += _vaste_naam(rij, i)
        if i >= n:
            return
        if not rij[i].woord:
            i += 1
            continue
        aanzet = _aanzet(rij, i)
        if aanzet is None:
            kind = i > 1 and rij[i - 1].klein == "van" and rij[i - 2].klein in RELATIES
            zeker, begin, rol = Zekerheid.LOS, i, "ander" if kind else "los"
        else:
            begin, zeker, rol = aanzet
        eind = _naam_op(rij, begin, zeker)
        if eind == begin:
            i += 1
            continue
        while eind > begin:
            yield begin, eind, rol
            i = eind
            begin = _volgende(rij, eind)
            eind = _opgesomd(rij, begin, zeker)


def _naam_op(rij: Sequence[Naamwoord], i: int, zeker: Zekerheid) -> int:
    if i >= len(rij) or _vaste_naam(rij, i):
        return i
    if zeker:
        return lees_naam(rij, i, zeker)
    return _los(rij, i)


def _vaste_naam(rij: Sequence[Naamwoord], i: int) -> int:
    """Hoeveel woorden hier een vaste naam zijn die geen mens aanwijst ("Albert Heijn"); anders nul."""
    kan = VASTE_NAMEN.get(rij[i].klein, ())
    return max((len(v) for v in kan if tuple(w.klein for w in rij[i : i + len(v)]) == v), default=0)


def _los(rij: Sequence[Naamwoord], i: int) -> int:
    """Een naam zonder aanzet: een voornaam, een achternaam of voorletters."""
    w = rij[i]
    voornaam, achternaam = is_voornaam(w.klein), is_achternaam(w.klein)
    letter = len(w.vorm) <= 2 and w.hoofd
    if w.klein == "jan" and not w.hoofd and _is_maand(rij, i):
        return i
    if not (voornaam or achternaam or letter or w.klein in TUSSENVOEGSELS or w.hoofd) or _instelling(
        rij, i - 1
    ):
        return i
    volgt = rij[i + 1] if i + 1 < len(rij) else None
    if not (voornaam or achternaam or letter or w.klein in TUSSENVOEGSELS):
        onbekend_met_achternaam = (
            volgt is not None and volgt.hoofd and is_achternaam(volgt.klein) and volgt.klein not in WOORDNAMEN
        )
        return lees_naam(rij, i, Zekerheid.GEWOON) if onbekend_met_achternaam else i
    eind = lees_naam(rij, i, Zekerheid.LOS)
    if eind == i or _instelling(rij, eind):
        return i
    gewoon = w.klein in WOORDNAMEN or w.klein in NOOIT_KLEIN
    if eind == i + 1 and gewoon:
        persoon = volgt is not None and volgt.klein in _DOET and voornaam and w.klein not in NOOIT_KLEIN
        zelfstandig = w.hoofd and voornaam and (not w.begin or persoon) and w.klein not in NOOIT_KLEIN
        return (
            eind
            if zelfstandig and not (i and rij[i - 1].klein in ("de", "het", "een", "deze", "die", "'t"))
            else i
        )
    return eind


def _is_maand(rij: Sequence[Naamwoord], i: int) -> bool:
    """Of "jan" hier januari is."""
    return (i > 0 and rij[i - 1].klein in _VOOR_MAAND) or (i + 1 < len(rij) and rij[i + 1].klein in _MAANDEN)


def _instelling(rij: Sequence[Naamwoord], i: int) -> bool:
    return 0 <= i < len(rij) and rij[i].klein in NAAMHUIZEN


def _aanzet(rij: Sequence[Naamwoord], i: int) -> tuple[int, Zekerheid, str] | None:
    """Of hier iets staat waarna een naam komt: waar die begint, hoe zeker, en van wie."""
    klein = rij[i].klein
    voor = rij[i - 1].klein if i else ""
    na = rij[i + 1].klein if i + 1 < len(rij) else ""
    if klein in _NAAM and na in ("is", ":", "="):
        return _sla_over(rij, i + 2), Zekerheid.STERK, "zelf"
    if klein in _NAAM:
        return i + 1, Zekerheid.RELATIE, "zelf"
    if (
        klein in _AANHEF
        and i + 2 <= len(rij)
        and (i + 2 == len(rij) or rij[i + 2].klein in ("hier", ",", "!", ".", "\n"))
    ):
        return i + 1, Zekerheid.RELATIE, "los"
    if klein in ("heet", "hiet", "heette", "heten") and (
        na == "ik" or voor in _WIE_HEET or (i > 1 and rij[i - 2].klein in RELATIES)
    ):
        zelf = "ik" in (na, voor)
        return _sla_over(rij, i + 1 + (na == "ik")), Zekerheid.STERK, "zelf" if zelf else "ander"
    if klein in ("ben", "am", "kben", "ikben", "jestem") and (
        voor in ("ik", "i") or na == "ik" or klein not in ("ben", "am")
    ):
        return _sla_over(rij, i + 1 + (na == "ik")), Zekerheid.GEWOON, "zelf"
    if klein in ("noem", "noemt", "noemen") and na in ("me", "mij", "hem", "haar"):
        return i + 2, Zekerheid.STERK, "zelf"
    if klein in _GENAAMD:
        return i + 1 + (na == "sie"), Zekerheid.STERK, "ander" if klein == "genaamd" else "zelf"
    if klein == "naar" and voor in ("vraag", "vragen"):
        return i + 1, Zekerheid.GEWOON, "zelf"
    if klein == "met" and (i == 0 or rij[i - 1].klein in _AANHEF or (not rij[i - 1].woord and i < 4)):
        return _sla_over(rij, i + 1), Zekerheid.GEWOON, "zelf"
    if klein in _GROET:
        return _na_groet(rij, i + 1), Zekerheid.GEWOON, "zelf"
    if klein in TITELS:
        voluit = klein in ("mevrouw", "meneer", "heer", "mneer")
        return i + 1 + (na == "."), Zekerheid.AANSPRAAK if voluit else Zekerheid.TITEL, "titel"
    if klein in RELATIES:
        eigen = voor in BEZITTERS or (i > 1 and rij[i - 2].klein in BEZITTERS)
        komma = na in (",", "(", ":") and i + 2 < len(rij) and rij[i + 2].hoofd
        return i + 1 + komma, Zekerheid.RELATIE if eigen else Zekerheid.GEWOON, "ander"
    return None


def _sla_over(rij: Sequence[Naamwoord], i: int) -> int:
    while i < len(rij) and rij[i].klein in _VULLING:
        i += 1
    return i


def _na_groet(rij: Sequence[Naamwoord], i: int) -> int:
    while i < len(rij) and ((not rij[i].woord and rij[i].vorm in ",.\n!:") or rij[i].klein in ("van", "en")):
        i += 1
    return i


def _volgende(rij: Sequence[Naamwoord], i: int) -> int:
    """Het begin van de volgende naam in een opsomming: "Sanne (8) en Tim"."""
    k = i
    if k + 2 < len(rij) and rij[k].vorm == "(" and rij[k + 1].vorm.isdigit():
        k += 2 + (rij[k + 2].klein in ("jaar", "jr"))
        k += k < len(rij) and rij[k].vorm == ")"
    if k < len(rij) and rij[k].klein in _TUSSENDOOR:
        k += 1
        return k + (k < len(rij) and rij[k].klein == "en")
    return len(rij)


def _opgesomd(rij: Sequence[Naamwoord], i: int, zeker: Zekerheid) -> int:
    if i >= len(rij) or not mag(rij[i]):
        return i
    if zeker is Zekerheid.STERK:
        zeker = Zekerheid.RELATIE
    return _naam_op(rij, i, min(zeker, Zekerheid.RELATIE)) if is_voornaam(rij[i].klein) or rij[i].hoofd else i


def _herhaald(
    rij: Sequence[Naamwoord], bereiken: Sequence[tuple[int, int, str]]
) -> Iterator[tuple[int, int, str]]:
    bezet = {j for i, k, _ in bereiken for j in range(i, k)}
    namen = {rij[j].klein for j in bezet if len(rij[j].klein) > 2} - TUSSENVOEGSELS
    if not namen:
        return
    for j, w in enumerate(rij):
        if j in bezet or not w.woord:
            continue
        kaal = w.klein.removesuffix("s") if w.klein not in namen else w.klein
        if kaal in namen and (
            w.hoofd or (kaal not in NOOIT_KLEIN and (is_voornaam(kaal) or kaal not in WOORDNAMEN))
        ):
            yield j, j + 1, "weer"
