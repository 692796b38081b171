"""Zet ingelezen diensten in de YAML-bestanden: per id, en alleen in bestanden waar iets verandert."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from assistent.adapters.hsds.herkomst import Gegevens, Rij
from assistent.adapters.hsds.kaart import Dienst, schrijf_veilig
from assistent.adapters.hsds.yamltekst import als_yaml

_OPMERKINGEN = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n)*")
NIEUW = "ingevoerd"
"""Het bestand voor diensten die zelf geen bestand noemen."""


@dataclass(frozen=True, slots=True)
class Telling:
    """Wat er met de kaart gebeurde."""

    nieuw: int
    gewijzigd: int
    gelijk: int
    niet_in_bron: int


def werk_bij(map_: Path, kaart: list[Dienst], rijen: list[Rij], velden: Gegevens) -> Telling:
    """Vervang of voeg toe op id. Wat niet in de bron staat blijft: weghalen doet een mens."""
    oud = {d.gegevens["id"]: d for d in kaart}
    nieuw = dict(oud)
    for rij in rijen:
        sleutel = rij.gegevens["id"]
        eerder = oud.get(sleutel)
        doel = rij.bestand or (eerder.bestand if eerder else NIEUW)
        if eerder is not None and eerder.bestand != doel:
            del nieuw[sleutel]  # verhuist naar een ander bestand en komt daar achteraan
        nieuw[sleutel] = Dienst(doel, rij.gegevens)
    voor, na = _per_bestand(oud.values()), _per_bestand(nieuw.values())
    for bestand in sorted({*voor, *na}):
        if voor.get(bestand) != na.get(bestand):
            pad = map_ / f"{bestand}.yml"
            schrijf_veilig(pad, als_yaml(_kop(pad), na.get(bestand, []), velden).encode())
    gelezen = {r.gegevens["id"] for r in rijen}
    gelijk = sum(1 for s in gelezen if s in oud and oud[s] == nieuw[s])
    bekend = len(gelezen & oud.keys())
    return Telling(len(gelezen) - bekend, bekend - gelijk, gelijk, len(oud.keys() - gelezen))


def _per_bestand(diensten: Iterable[Dienst]) -> dict[str, list[Gegevens]]:
    per_bestand: dict[str, list[Gegevens]] = {}
    for dienst in diensten:
        per_bestand.setdefault(dienst.bestand, []).append(dienst.gegevens)
    return per_bestand


def _kop(pad: Path) -> str:
    """De opmerkingen bovenaan het bestand blijven staan."""
    if not pad.exists():
        return ""
    kop = _OPMERKINGEN.match(pad.read_text("utf-8"))
    return kop.group() if kop else ""
