"""De omstandigheden van een vondst: ontkend, voorbij, gevreesd, en over wie het gaat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistent.kern.signalen import Over, Tijd
from assistent.taal.normaal import Woord
from assistent.taal.patronen import Patronen, Vondst

_GRENS = frozenset({".", "!", "?", ";", ":", "…", ",", "maar", "want", "omdat", "terwijl"})
_ZINSGRENS = frozenset({".", "!", "?", ";", "…"})
KOMMA = _ZINSGRENS | {","}
"""Waar een stuk van een bericht ophoudt; "geef maar door" blijft heel."""
_GEEN = frozenset({"geen", "zonder", "nooit", "nergens", "niemand"})
_NIET = frozenset({"niet", "nooit", "niks", "amper"})
_TUSSEN = frozenset(
    [
        "echt",
        "meer",
        "zo",
        "veel",
        "erg",
        "direct",
        "nog",
        "ook",
        "helemaal",
        "eigenlijk",
        "verder",
        "van",
        "last",
        "de",
        "het",
        "een",
        "grote",
        "andere",
        "financiele",
        "enkele",
        "enige",
        "hoor",
        "gelukkig",
        "ik",
        "we",
        "wij",
        "heb",
        "hebben",
        "is",
        "zijn",
        "was",
    ]
)
"""Woorden die tussen een ontkenning en het ontkende mogen staan."""


_NEE = frozenset({"nee", "neen", "nope", "neuh", "nah"})
_TOCH = frozenset({"maar", "wel", "alleen", "behalve"})
_VOORZETSEL = frozenset({"aan", "over", "met"})
_SLOT = frozenset(
    {"me", "mij", "mijn", "ons", "haar", "hem", "hoor", "gelukkig", "meneer", "mevrouw", ".", "!"}
)


def ontkent(zin: Sequence[Woord]) -> bool:
    """Of er een ontkenning in het bericht staat."""
    return bool({w.vorm for w in zin} & (_GEEN | _NIET))


def weerlegt(zin: Sequence[Woord]) -> bool:
    """Of het bericht begint met "nee" en iets ontkent, zonder een "maar" of "wel" dat er toch iets is."""
    vormen = [w.vorm for w in zin]
    return bool(vormen) and vormen[0] in _NEE and ontkent(zin) and not {*vormen} & _TOCH


def spreekt_tegen(zin: Sequence[Woord], vondst: Vondst) -> bool:
    """Of een bericht dat met "nee" begint juist deze woorden ontkent: "nee hij slaat me niet", "nee geen zelfmoord".

    Streng, want dit zet de crisispoort uit: de ontkenning staat ertegenaan of sluit het bericht af.
    """
    if not weerlegt(zin):
        return False
    vormen = [w.vorm for w in zin]
    # "denk niet aan doodgaan": het voorzetsel hoort bij wat ontkend wordt.
    ver = 2 if vormen[vondst.laatste - 1] in _VOORZETSEL else 1
    ertegen = {
        vormen[vondst.eerste - 1],
        *vormen[max(vondst.eerste, vondst.laatste - ver) : vondst.laatste + 1],
    }
    if _NIET.intersection(vormen[vondst.laatste + 1 : vondst.laatste + 2]):
        # "Nee man hij slaat niet, ik ben al weg daar": de ontkenning staat er meteen achter.
        return True
    slot = [v for v in vormen[vondst.laatste + 1 :] if v not in _SLOT]
    return bool(ertegen & (_GEEN | _NIET)) or (len(slot) == 1 and slot[0] in _NIET)


@dataclass(frozen=True, slots=True)
class Zinsdeel:
    """Eerste en laatste woordnummer (niet meegerekend) van een stuk bericht."""

    van: int
    tot: int


def zinsdelen(zin: Sequence[Woord], grenzen: frozenset[str] = _GRENS) -> list[Zinsdeel]:
    """Knip een bericht in zinsdelen op leestekens en voegwoorden."""
    delen, begin = [], 0
    for i, woord in enumerate(zin):
        if woord.vorm in grenzen:
            if i > begin:
                delen.append(Zinsdeel(begin, i))
            begin = i + 1
    if begin < len(zin):
        delen.append(Zinsdeel(begin, len(zin)))
    return delen


def hele_zinnen(zin: Sequence[Woord]) -> list[Zinsdeel]:
    """Knip alleen op het eind van een zin."""
    return zinsdelen(zin, _ZINSGRENS)


def beweerd(zin: Sequence[Woord], delen: Sequence[Zinsdeel]) -> list[Zinsdeel]:
    """De zinsdelen van een tegenspraak die zelf niets ontkennen en lang genoeg zijn om iets te vertellen."""
    # "Dat zij straks nergens mee zitten" ontkent niet wat er gevreesd werd.
    ontkenning = (_NEE | _GEEN | _NIET) - {"nergens"}
    return [d for d in delen if d.tot - d.van > 2 and not ontkenning & {w.vorm for w in zin[d.van : d.tot]}]


def deel_van(plek: int, delen: Sequence[Zinsdeel]) -> Zinsdeel:
    """Het zinsdeel waar een woord in staat."""
    return next((d for d in delen if d.van <= plek < d.tot), Zinsdeel(plek, plek + 1))


def ontkend(zin: Sequence[Woord], vondst: Vondst, delen: Sequence[Zinsdeel]) -> bool:
    """Of de vondst ontkend wordt: "geen schulden", "schulden heb ik niet", "zonder werk" telt niet als vondst."""
    deel = deel_van(vondst.eerste, delen)
    for i in range(vondst.eerste - 1, max(deel.van, vondst.eerste - 4) - 1, -1):
        if zin[i].vorm in _GEEN or zin[i].vorm in _NIET:
            return True
        if zin[i].vorm not in _TUSSEN:
            break
    eind = deel_van(vondst.laatste, delen)
    for i in range(vondst.laatste + 1, min(eind.tot, vondst.laatste + 5)):
        if zin[i].vorm in _NIET:
            # Achteraan: "schulden heb ik niet". Staat er nog iets na, dan hoort de ontkenning daarbij.
            return i >= eind.tot - 2
        if zin[i].vorm not in _TUSSEN:
            break
    return False


def _komt_voor(patronen: Patronen, zin: Sequence[Woord], deel: Zinsdeel) -> bool:
    return bool(patronen.zoek(zin[deel.van : deel.tot]))


def tijd_van(
    zin: Sequence[Woord], vondst: Vondst, delen: Sequence[Zinsdeel], context: dict[str, Patronen]
) -> Tijd:
    """Speelt het nu, is het voorbij, of is iemand er bang voor."""
    deel = deel_van(vondst.eerste, delen)
    if _komt_voor(context["verleden"], zin, deel) and not _komt_voor(context["nu"], zin, deel):
        return Tijd.VOORBIJ
    if _komt_voor(context["vrees"], zin, deel):
        return Tijd.GEVREESD
    return Tijd.NU


def lang_geleden(
    zin: Sequence[Woord], vondst: Vondst, delen: Sequence[Zinsdeel], context: dict[str, Patronen]
) -> bool:
    """Of dit zinsdeel over jaren terug gaat en niet ook over nu."""
    deel = deel_van(vondst.eerste, delen)
    return _komt_voor(context["lang_geleden"], zin, deel) and not _komt_voor(context["nu"], zin, deel)


def over_wie(
    zin: Sequence[Woord], vondst: Vondst, delen: Sequence[Zinsdeel], context: dict[str, Patronen]
) -> Over:
    """Over wie de vondst gaat: een ander buiten het huishouden, het huishouden, of de spreker."""
    deel = deel_van(vondst.eerste, delen)
    if _komt_voor(context["ander"], zin, deel):
        return Over.ANDER
    if _komt_voor(context["huishouden"], zin, deel):
        return Over.HUISHOUDEN
    return Over.ZELF
