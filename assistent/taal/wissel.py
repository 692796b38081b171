"""De taallaag die nu geldt: herladen zet er een andere in, en wie haar vasthoudt merkt dat niet (R110)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from assistent.kern.kladgesprek import Stuk
from assistent.kern.signalen import Gelezen, Gevaar, Signaal
from assistent.taal.lezer import Lezer
from assistent.taal.notities import Notitielezer


@dataclass
class Wissellezer:
    """Doet wat de lezer van nu doet; een bericht dat al gelezen wordt loopt gewoon af."""

    nu: Lezer

    def lees(self, tekst: str, gemeente: str = "", *, contact: bool = False) -> Gelezen:
        """Signalen, gevaar en schone tekst."""
        return self.nu.lees(tekst, gemeente, contact=contact)

    def gevaar(self, tekst: str) -> tuple[Gevaar, ...]:
        """Alleen de crisispoort."""
        return self.nu.gevaar(tekst)

    def geheel(self, verhaal: str, patronen: Collection[tuple[str, str]]) -> tuple[Signaal, ...]:
        """De leefgebieden die in alle berichten samen klinken."""
        return self.nu.geheel(verhaal, patronen)


@dataclass
class Wisselnotities:
    """Doet wat de notitielezer van nu doet."""

    nu: Notitielezer

    def lees(self, notitie: str, gemeente: str) -> Stuk:
        """Geschoond, met signalen en stukjes voor de taalmotor."""
        return self.nu.lees(notitie, gemeente)
