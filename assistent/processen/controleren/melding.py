"""Wat een regel nodig heeft en wat zij teruggeeft: stukken uit de kennisbank erin, meldingen eruit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from assistent.kern.gemeente import Gemeente
from assistent.kern.kennis import Kennisbank

Pad = tuple[str | int, ...]
Gegevens = dict[str, Any]


class Stuk(Protocol):
    """Eén bestand van de redactie."""

    @property
    def naam(self) -> str:
        """De bestandsnaam zonder `.yml`."""
        ...

    @property
    def map(self) -> str:
        """De gemeente waar het bestand onder hangt, of leeg."""
        ...

    @property
    def schema(self) -> str:
        """De soort: onderwerp, gemeente, sociale_kaart …"""
        ...

    @property
    def inhoud(self) -> Any:
        """Wat erin staat."""
        ...

    def melding(self, veld: Pad, tekst: str) -> str:
        """De zin met bestand, regel en veld ervoor."""
        ...


@dataclass(frozen=True, slots=True)
class Melding:
    """Wat er mis is, waar, en wat de redacteur kan doen."""

    stuk: Stuk
    veld: Pad
    tekst: str
    fout: bool = True
    """Onwaar is een waarschuwing."""

    def __str__(self) -> str:
        return self.stuk.melding(self.veld, self.tekst)


def let_op(stuk: Stuk, veld: Pad, tekst: str) -> Melding:
    """Een waarschuwing: de dienst draait door, maar een mens moet kijken."""
    return Melding(stuk, veld, tekst, fout=False)


@dataclass(frozen=True)
class Zaak:
    """De hele kennisbank om te controleren, met de metingen van buiten de kern."""

    stukken: Iterable[Stuk]
    kennis: Kennisbank
    vandaag: date
    leesbaarheid: Callable[[str], float]
    """Hoger is makkelijker; zie `taal/leesbaarheid.py`."""
    grens: float
    nummerfout: Callable[[str, bool], str | None]
    """(nummer, voorbeeld) naar wat er mis is met een telefoonnummer."""
    patroonfout: Callable[[str, Mapping[str, str], Mapping[str, str]], str | None]
    """(patroon, chattaal, woordlijsten) naar waarom een signaalpatroon nooit past."""

    def van(self, *soorten: str) -> list[Stuk]:
        """De stukken van deze soorten."""
        return [s for s in self.stukken if s.schema in soorten]

    def gemeenten(self) -> list[tuple[Stuk, Stuk | None, Gemeente]]:
        """Elke gemeente met haar bestand, en dat van haar groep."""
        groepen = {s.naam: s for s in self.van("groep")}
        return [
            (s, groepen.get(s.inhoud["groep"]), self.kennis.gemeenten[s.inhoud["sleutel"]])
            for s in self.van("gemeente")
        ]
