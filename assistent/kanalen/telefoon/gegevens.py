"""Wat er per installatie en per gemeente verschilt aan de telefoonlijn; staat in `kennisbank/telefoon.yml` (R109)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

MAX_OPTIES = 5
MAX_DIEPTE = 3


@dataclass(frozen=True, slots=True)
class Nummer:
    """Een gebeld nummer: van welke gemeente het is en in welke taal de lijn opneemt."""

    nummer: str
    gemeente: str
    taal: str = "nl"


@dataclass(frozen=True, slots=True)
class Doel:
    """Waar een mens te bereiken is: een naam die de centrale kent, en hoe lang die mag overgaan."""

    bestemming: str
    seconden: int = 20
    altijd: bool = False
    """Ook buiten de openingstijden, zoals een spoedlijn."""


@dataclass(frozen=True, slots=True)
class Doelen:
    """De mensen achter de lijn van één gemeente."""

    kcc: Doel | None = None
    crisis: Doel | None = None
    teams: Mapping[str, Doel] = field(default_factory=dict)
    leest_mee: bool = False
    """De medewerker leest op zijn scherm wat de beller na het doorverbinden zegt; de beller hoort dat eerst (R100)."""


@dataclass(frozen=True, slots=True)
class Keuze:
    """Eén regel van het toetsenmenu: een onderwerp, een handeling, of weer een menu."""

    tekst: str
    sleutel: str | None = None
    keuzes: tuple[Keuze, ...] = ()


@dataclass(frozen=True, slots=True)
class Tijden:
    """Wachttijden in seconden."""

    stilte: float = 7.0
    """Zonder geluid en zonder toets; ruim, voor wie langzaam praat."""
    tussen_toetsen: float = 3.0
    denkt: float = 1.2
    """Daarna klinkt "een moment"."""
    denkt_nog: float = 8.0
    einde_open: float = 0.7
    """Stilte waarna een open antwoord af is."""
    einde_gesloten: float = 0.35


@dataclass(frozen=True)
class Telefoongegevens:
    """Alles uit `telefoon.yml`, gecontroleerd."""

    nummers: Mapping[str, Nummer]
    onbekend: str | None
    """Gemeente voor een nummer dat niet in de lijst staat; niets is weigeren."""
    doelen: Mapping[str, Doelen]
    menu: tuple[Keuze, ...]
    dagdelen: tuple[str, ...]
    zinnen: Mapping[str, tuple[str, ...]]
    woorden: Mapping[str, tuple[str, ...]]
    """Handeling (`mens`, `herhalen`, `volgende`) naar de woorden waarmee bellers erom vragen."""
    hints: Mapping[str, str]
    tijden: Tijden = field(default_factory=Tijden)

    def gebeld(self, *nummers: str) -> Nummer | None:
        """Welke lijn er gebeld is, uit het gekozen nummer en de nummers waarvan is doorgeschakeld."""
        for ruw in nummers:
            if (lijn := self.nummers.get(kaal(ruw))) is not None:
                return lijn
        return Nummer("", self.onbekend) if self.onbekend else None


def kaal(nummer: str) -> str:
    """Een nummer zoals het in de lijst staat: alleen cijfers, met de Nederlandse nul ervoor."""
    cijfers = re.sub(r"\D", "", nummer.split("@")[0].removeprefix("sip:").removeprefix("tel:"))
    for land in ("0031", "31"):
        if cijfers.startswith(land) and len(cijfers) > 9:
            return "0" + cijfers.removeprefix(land)
    return cijfers
