"""Wat een inwoner van een antwoord of van het gesprek vindt: een keuze, nooit eigen woorden (R122)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Waarover(StrEnum):
    """Waar het oordeel over gaat."""

    ANTWOORD = "antwoord"
    GESPREK = "gesprek"


class Reden(StrEnum):
    """Waarom een antwoord niet hielp; een vaste lijst, want vrije tekst kan over iemand gaan."""

    ANDERE_VRAAG = "andere_vraag"
    TE_MOEILIJK = "te_moeilijk"
    KLOPT_NIET = "klopt_niet"
    KAN_ER_NIETS_MEE = "kan_er_niets_mee"


@dataclass(frozen=True, slots=True)
class Oordeel:
    """Eén keuze, los van het gesprek: wie het zei staat er niet in."""

    merk: str
    """Een stempel waardoor een tweede klik de eerste vervangt; zonder de gesprekssleutel zegt het niets."""
    dag: date
    gemeente: str
    waarover: Waarover
    goed: bool
    sleutel: str = ""
    """Welk antwoord, zoals `onderwerp:schuldhulp`; leeg bij het hele gesprek."""
    reden: Reden | None = None


@dataclass(frozen=True, slots=True)
class Telling:
    """Hoe vaak een oordeel is gegeven."""

    waarover: Waarover
    sleutel: str
    goed: bool
    reden: Reden | None
    aantal: int
