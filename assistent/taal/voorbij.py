"""Gevaar dat niet speelt: jaren terug en goed afgelopen, of gezien in een film (§5.2: "nu of vandaag")."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistent.taal.context import Zinsdeel, deel_van, hele_zinnen
from assistent.taal.normaal import Woord
from assistent.taal.patronen import Patronen

AANLOOP = 8
"""Zoveel woorden voor "jaren geleden" horen er hooguit bij: "ik wilde niet meer leven, tien jaar geleden"."""
VER = 60
"""Zoveel woorden verder moet hooguit staan dat het goed kwam."""
FILM = 16
"""Zoveel woorden na "een film gezien" gaan er nog over."""
_ECHT = frozenset({"ik", "mezelf", "mij", "me", "nu", "daarna", "sindsdien", "sinds"})


def wat_speelt(tekst: str, zin: Sequence[Woord], context: Mapping[str, Patronen]) -> str:
    """Het bericht zonder `niet_nu`."""
    weg = niet_nu(zin, context)
    return " ".join(tekst[w.van : w.tot] for i, w in enumerate(zin) if i not in weg) if weg else tekst


def niet_nu(zin: Sequence[Woord], context: Mapping[str, Patronen]) -> frozenset[int]:
    """De woorden waarin geen gevaar voor nu kan zitten; leeg als iemand zegt dat het terug is."""
    zinnen = hele_zinnen(zin)
    return _opgelost(zin, zinnen, context) | _verteld(zin, zinnen, context)


def _opgelost(
    zin: Sequence[Woord], zinnen: Sequence[Zinsdeel], context: Mapping[str, Patronen]
) -> frozenset[int]:
    begin = min((v.eerste for v in context["lang_geleden"].zoek(zin)), default=None)
    if begin is None or context["terug"].zoek(zin):
        return frozenset()
    einden = (v.laatste for v in context["opgelost"].zoek(zin) if begin < v.eerste <= begin + VER)
    eind = max(einden, default=None)
    if eind is None:
        return frozenset()
    return frozenset(range(max(deel_van(begin, zinnen).van, begin - AANLOOP), eind + 1))


def _verteld(
    zin: Sequence[Woord], zinnen: Sequence[Zinsdeel], context: Mapping[str, Patronen]
) -> frozenset[int]:
    uit: set[int] = set()
    for vondst in context["verteld"].zoek(zin):
        eind = min(deel_van(vondst.laatste, zinnen).tot, vondst.laatste + FILM)
        # "Na die film wil ik ook springen" gaat niet meer over de film.
        echt = (i for i in range(vondst.laatste, eind) if zin[i].vorm in _ECHT)
        uit |= set(range(vondst.eerste, next(echt, eind)))
    return frozenset(uit)
