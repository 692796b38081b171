"""Hulp voor de tests van de telefoonlijn: een beller die rechtstreeks met de sessie praat, op een klok van de test."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from assistent.config import WORTEL
from assistent.kanalen.telefoon.gebeurtenissen import (
    Antwoorden,
    Begin,
    Gebeurtenis,
    Gezegd,
    HangOp,
    NietVerstaan,
    Opdracht,
    Optie,
    Tik,
    Toets,
    Uitgesproken,
    Uiting,
    Uitslag,
    VerbindDoor,
    Verbonden,
    Vraag,
    Zeg,
    Zwijg,
)
from assistent.kanalen.telefoon.gegevens import Telefoongegevens
from assistent.kanalen.telefoon.laden import laad_telefoon
from assistent.kanalen.telefoon.sessie import VoiceSession
from assistent.kanalen.telefoon.zinnen import Boek
from tests.gegevens import kennisbank

GROET = (
    Uiting("utter_begroeting", "Gemeente Groningen. U praat met een digitale assistent."),
    Uiting("utter_privacy_vooraf", "We bewaren dit gesprek kort."),
)


@lru_cache(maxsize=1)
def telefoongegevens() -> Telefoongegevens:
    """De echte gegevens van de lijn."""
    return laad_telefoon(WORTEL / "kennisbank", kennisbank())


@dataclass
class Beller:
    """Speelt gebeurtenissen af en onthoudt wat er klonk en gebeurde."""

    sessie: VoiceSession = field(default_factory=lambda: VoiceSession(Boek(telefoongegevens())))
    nu: float = 100.0
    gedaan: list[Opdracht] = field(default_factory=list)
    _net: list[Opdracht] = field(default_factory=list)

    @classmethod
    def belt(cls, *, spraak: bool = True, eigen_nummer: str | None = None, luistert: bool = True) -> Beller:
        """Neem op; met `luistert` is de begroeting al uitgesproken."""
        beller = cls()
        beller.doe(Begin(GROET, spraak, eigen_nummer))
        if luistert:
            beller.hoor_uit()
        return beller

    def doe(self, g: Gebeurtenis) -> list[Opdracht]:
        """Eén gebeurtenis."""
        self._net = self.sessie.verwerk(g, self.nu)
        self.gedaan += self._net
        return self._net

    def hoor_uit(self) -> list[Opdracht]:
        """Alles wat klaarstaat heeft geklonken."""
        return self.doe(Uitgesproken(self.sessie.stand.merk))

    def zeg(self, tekst: str, zekerheid: float = 0.9) -> list[Opdracht]:
        """De herkenner verstond dit."""
        return self.doe(Gezegd(tekst, zekerheid))

    def toets(self, *tekens: str) -> list[Opdracht]:
        """Druk op toetsen; geeft wat de laatste deed."""
        return [self.doe(Toets(t)) for t in tekens][-1]

    def mompel(self) -> list[Opdracht]:
        """Er klonk iets onverstaanbaars."""
        return self.doe(NietVerstaan())

    def antwoord(self, *zinnen: str, **rest: Any) -> list[Opdracht]:
        """De assistent antwoordt."""
        return self.doe(Antwoorden(tuple(Uiting("proef", z) for z in zinnen), **rest))

    def wacht(self) -> list[Opdracht]:
        """Zwijg tot de sessie wakker wil worden."""
        assert self.sessie.wek_op is not None, "de sessie wacht nergens op"
        self.nu = self.sessie.wek_op
        return self.doe(Tik())

    def uitslag(self, uitslag: Uitslag, **rest: Any) -> list[Opdracht]:
        """De centrale meldt hoe het bellen afliep."""
        return self.doe(Verbonden(uitslag, **rest))

    @property
    def klonk(self) -> str:
        """Alles wat er klonk door de laatste gebeurtenis."""
        return tekst(self._net)

    @property
    def vragen(self) -> list[Vraag]:
        """Wat er ooit aan de assistent is voorgelegd."""
        return [o for o in self.gedaan if isinstance(o, Vraag)]

    @property
    def hing_op(self) -> bool:
        """Of de lijn ooit zelf ophing."""
        return any(isinstance(o, HangOp) for o in self.gedaan)


def tekst(opdrachten: list[Opdracht]) -> str:
    """Wat er klinkt."""
    return " ".join(u.tekst for o in opdrachten if isinstance(o, Zeg) for u in o.uitingen)


def belt_naar(opdrachten: list[Opdracht]) -> list[str]:
    """Wie er gebeld wordt."""
    return [o.naar for o in opdrachten if isinstance(o, VerbindDoor)]


def zwijgt(opdrachten: list[Opdracht]) -> bool:
    """Of de lijn stopte met spreken."""
    return any(isinstance(o, Zwijg) for o in opdrachten)


MENUOPTIES = (Optie("Lisse", "Lisse"), Optie("Hillegom", "Hillegom"))
