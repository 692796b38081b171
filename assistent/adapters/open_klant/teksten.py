"""Teksten binnen de grenzen van Open Klant: vaste volgorde, het minst belangrijke valt af, nooit midden in een woord."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MEER = " …"


@dataclass(frozen=True, slots=True)
class Regel:
    """Een regel met wat zij waard is; 1 blijft het langst."""

    tekst: str
    belang: int = 3


def knip(tekst: str, grens: int) -> str:
    """Hooguit `grens` tekens, afgebroken tussen twee woorden met een beletselteken; witruimte wordt één spatie.

    Past zelfs het eerste woord niet, dan blijft er alleen het beletselteken over.
    """
    plat = " ".join(tekst.split())
    if len(plat) <= grens:
        return plat
    ruimte = plat[: grens - len(MEER) + 1]
    heel = ruimte.rpartition(" ")[0].rstrip(" ,;:-")
    return f"{heel}{MEER}" if heel else MEER.strip()


def stel_samen(regels: Sequence[Regel], slot: str, grens: int) -> str:
    """Regels onder elkaar en het slot als laatste, samen hooguit `grens` tekens.

    Wat niet past valt weg van onbelangrijk naar belangrijk; past de laatste niet heel, dan wordt zij geknipt. Het slot (het nummer
    en de weg naar de hele intake) blijft altijd staan.
    """
    ruimte = grens - len(slot)
    gekozen: dict[int, str] = {}
    op_belang = sorted(range(len(regels)), key=lambda n: (regels[n].belang, n))
    for n in op_belang:
        tekst = " ".join(regels[n].tekst.split())
        if not tekst:
            continue
        if len(tekst) + 1 > ruimte:
            tekst = knip(tekst, ruimte - 1) if ruimte > _KORTST else ""
            if len(tekst) <= len(MEER):
                continue
        gekozen[n] = tekst
        ruimte -= len(tekst) + 1
    return "\n".join([*(gekozen[n] for n in sorted(gekozen)), slot])


_KORTST = 20
"""Korter knippen dan dit zegt niets meer."""
