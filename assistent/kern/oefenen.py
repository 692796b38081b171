"""Oefenen op bedachte gesprekken: wat hoorde u, wat miste u, en waarom telt het (R132)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistent.kern.begrippen import Klasse

if TYPE_CHECKING:
    from assistent.kern.meekijken import Advies  # de kennisbank kent de gevallen, en het advies de kennisbank


@dataclass(frozen=True, slots=True)
class Oefengeval:
    """Eén bedacht gesprek met wat er te horen is; over niemand die bestaat."""

    sleutel: str
    titel: str
    niveau: str
    regels: tuple[str, ...]
    """Wat de beller zegt, in volgorde."""
    klasse: Klasse
    te_horen: Mapping[str, str]
    """Leefgebied, markering (M1-M10) of crisiscode naar waarom dat telt."""
    goede_vragen: tuple[str, ...]
    les: str


@dataclass(frozen=True, slots=True)
class Punt:
    """Eén ding uit het gesprek, en of het gehoord is."""

    soort: str
    sleutel: str
    uitkomst: str
    """gehoord, gemist of teveel."""
    waarom: str = ""


@dataclass(frozen=True, slots=True)
class Terugkoppeling:
    """Wat er na een oefening te leren is; geen cijfer."""

    punten: tuple[Punt, ...] = ()
    crisis_gemist: bool = field(default=False)

    @property
    def gemist(self) -> tuple[Punt, ...]:
        """Wat er wel was en niet gehoord is."""
        return tuple(p for p in self.punten if p.uitkomst == "gemist")


def koppel_terug(geval: Oefengeval, advies: Advies) -> Terugkoppeling:
    """Vergelijk de notitie met wat er te horen was; de indeling van de medewerker telt, niet die van de regels."""
    punten = tuple(_punten(geval, advies))
    gemist = any(p.soort == "crisis" and p.uitkomst == "gemist" for p in punten)
    return Terugkoppeling(punten, gemist)


def _punten(geval: Oefengeval, advies: Advies) -> Iterator[Punt]:
    gehoord = {s.sleutel for s in advies.signalen if s.soort != "gegeven"}
    gehoord |= {g.code for _, g in advies.gesprek.beeld.gevaren}
    for sleutel, waarom in geval.te_horen.items():
        yield Punt(_soort(sleutel), sleutel, "gehoord" if sleutel in gehoord else "gemist", waarom)
    for sleutel in sorted(gehoord - set(geval.te_horen)):
        if _soort(sleutel) == "leefgebied":
            yield Punt("leefgebied", sleutel, "teveel")
    goed = advies.indeling.klasse is geval.klasse
    yield Punt("klasse", geval.klasse.value, "gehoord" if goed else "gemist", "")


def _soort(sleutel: str) -> str:
    if sleutel[0] in "CM" and sleutel[1:].isdigit():
        return "crisis" if sleutel[0] == "C" else "markering"
    return "leefgebied"
