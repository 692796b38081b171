"""Poorten naar wat hoort en zoekt: de dialoogmotor, de taallaag en de sociale kaart."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from assistent.kern.beeld import Gehoord
from assistent.kern.kennis import Voorziening
from assistent.kern.signalen import Gelezen, Gevaar, Signaal


class Dialoog(Protocol):
    """De dialoogmotor (Rasa): hoort een bericht en voert de gekozen actie uit."""

    @property
    def klaar(self) -> bool:
        """Of de motor geladen is."""
        ...

    async def hoor(self, gesprek_id: str, tekst: str, verhaal: str = "") -> None:
        """Verwerk één geschoond bericht, met het verhaal tot nu toe; fout `DialoogOnbereikbaar`."""
        ...

    async def vergeet(self, gesprek_id: str) -> None:
        """Wis wat de motor van dit gesprek bewaart."""
        ...


class Herkennen(Protocol):
    """De taalmotor zonder dialoog: verstaan tijdens het typen."""

    async def herken(self, teksten: Sequence[str]) -> list[Gehoord]:
        """Wat er in elke tekst te horen is; fout `DialoogOnbereikbaar`."""
        ...


class Lezen(Protocol):
    """De taallaag."""

    def lees(self, tekst: str, gemeente: str = "", *, contact: bool = False) -> Gelezen:
        """Signalen, gevaar en schone tekst."""
        ...

    def gevaar(self, tekst: str) -> tuple[Gevaar, ...]:
        """Alleen de crisispoort."""
        ...

    def geheel(self, verhaal: str, patronen: Collection[tuple[str, str]]) -> tuple[Signaal, ...]:
        """De leefgebieden die in alle berichten samen klinken; `patronen` is wat patronen daarin al hoorden."""
        ...


class Zoeken(Protocol):
    """Vrij zoeken in de sociale kaart."""

    def zoek(
        self, tekst: str, gemeente: str, gebied: str | None = None, hooguit: int = 3
    ) -> list[tuple[Voorziening, float]]:
        """Wat het best past in deze gemeente of landelijk, beste eerst; niets als niets genoeg lijkt."""
        ...

    def weeg(self, tekst: str, gemeente: str, gebied: str | None = None) -> Mapping[str, float]:
        """Hoe goed elke voorziening (op id) bij de vraag past, van 0 tot 1."""
        ...
