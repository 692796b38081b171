"""Waar een gegeven vandaan komt, zodat elke melding bestand en regel kan noemen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistent.adapters.schema import Pad

Gegevens = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Plek:
    """Een regel (vanaf 1) in een bestand."""

    bestand: Path
    regel: int


class Knoop(dict[str, Any]):
    """Een ingelezen object dat weet waar het stond."""

    def __init__(
        self, waarden: Mapping[str, Any], plek: Plek, regels: Mapping[str, int] | None = None
    ) -> None:
        super().__init__(waarden)
        self.plek = plek
        self.regels = dict(regels or {})
        """De regel per veld, als die bekend is."""
        self.fouten: list[str] = []

    def plek_van(self, veld: str) -> Plek:
        """De plek van een veld; onbekend is die van het object."""
        return Plek(self.plek.bestand, self.regels.get(veld, self.plek.regel))

    def fout(self, veld: str, tekst: str) -> None:
        """Onthoud een fout bij een veld van dit object."""
        self.fouten.append(zin(self.plek_van(veld), veld, tekst))


@dataclass(slots=True)
class Rij:
    """Eén ingelezen dienst in onze eigen velden, met de plek van elk onderdeel."""

    gegevens: Gegevens
    plek: Plek
    bestand: str | None = None
    """Het YAML-bestand waar de dienst hoort, zonder `.yml`."""
    herkomst: dict[Pad, Plek] = field(default_factory=dict)
    fouten: list[str] = field(default_factory=list)

    def merk(self, pad: Pad, knoop: object) -> None:
        """Onthoud waar dit onderdeel en zijn velden stonden."""
        if isinstance(knoop, Knoop):
            self.herkomst[pad] = knoop.plek
            for veld in knoop:
                self.herkomst[(*pad, veld)] = knoop.plek_van(veld)

    def melding(self, pad: Pad, tekst: str) -> str:
        """Een melding zoals `phones.csv:7 phones.1.number: …`; lijsten tellen vanaf 1, net als de kolommen."""
        plek = next((self.herkomst[p] for p in _van_lang_naar_kort(pad) if p in self.herkomst), self.plek)
        veld = ".".join(str(d + 1) if isinstance(d, int) else d for d in pad)
        return zin(plek, veld or "(rij)", tekst)


@dataclass(slots=True)
class Gelezen:
    """Alles uit één bron: de diensten, en meldingen die bij geen dienst horen."""

    rijen: list[Rij]
    losse: list[str] = field(default_factory=list)


def _van_lang_naar_kort(pad: Pad) -> list[Pad]:
    return [pad[:n] for n in range(len(pad), -1, -1)]


def zin(plek: Plek, veld: str, tekst: str) -> str:
    """De vaste vorm van een melding: bestand, regel, veld en wat er mis is."""
    return f"{plek.bestand}:{plek.regel} {veld}: {tekst}"
