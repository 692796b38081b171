"""Toetst ingelezen rijen aan hetzelfde schema als de YAML, met de plek in het bronbestand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistent.adapters.hsds.herkomst import Gelezen, Rij
from assistent.adapters.hsds.kaart import ONBEWAARBAAR, bewaarbaar
from assistent.adapters.hsds.velden import DATUMS, SCHEMA
from assistent.adapters.hsds.waarden import bestaat
from assistent.adapters.schema import Bestand, Pad, toets

_BESTANDSNAAM = re.compile(r"[^./\\\x00-\x1f][^/\\\x00-\x1f]{0,59}")


@dataclass(frozen=True)
class _AlsBestand(Bestand):
    """Een rij die zich voordoet als YAML-bestand, maar de plek in de bron noemt."""

    rij: Rij | None = None

    def melding(self, veld: Pad, tekst: str) -> str:
        assert self.rij is not None
        return self.rij.melding(veld[1:], tekst)


def keur(gelezen: Gelezen, schemas: Path) -> tuple[list[Rij], list[str]]:
    """De goede rijen, en alle meldingen over de andere."""
    goed: list[Rij] = []
    meldingen = list(gelezen.losse)
    gezien: dict[str, Rij] = {}
    for rij in gelezen.rijen:
        fouten = _fouten(rij, schemas)
        eigen = rij.gegevens.get("id")
        if isinstance(eigen, str) and (eerder := gezien.setdefault(eigen, rij)) is not rij:
            plek = f"{eerder.plek.bestand.name}:{eerder.plek.regel}"
            fouten.append(rij.melding(("id",), f"'{eigen}' staat ook op {plek}. Haal er één weg."))
        if not fouten:
            goed.append(rij)
        meldingen += dict.fromkeys(fouten)
    return goed, meldingen


def _fouten(rij: Rij, schemas: Path) -> list[str]:
    fouten = [*rij.fouten, *toets(_AlsBestand(rij.plek.bestand, SCHEMA, [rij.gegevens], rij=rij), schemas)]
    fouten += [
        rij.melding(pad, "deze dag bestaat niet. Schrijf jaar-maand-dag.")
        for pad in _datums(rij.gegevens, ())
    ]
    if not bewaarbaar(rij.gegevens):
        fouten.append(rij.melding((), ONBEWAARBAAR))
    naam = rij.bestand
    if naam is not None and not (isinstance(naam, str) and _BESTANDSNAAM.fullmatch(naam)):
        fouten.append(rij.melding(("bestand",), "dit is geen bestandsnaam. Gebruik letters, cijfers en _."))
    return fouten


def _datums(waarde: Any, pad: Pad) -> list[Pad]:
    """De datums met de goede vorm die niet in de kalender staan."""
    if isinstance(waarde, dict):
        return [p for s, w in waarde.items() for p in _datums(w, (*pad, s))]
    if isinstance(waarde, list):
        return [p for i, w in enumerate(waarde) for p in _datums(w, (*pad, i))]
    mis = bool(pad) and pad[-1] in DATUMS and isinstance(waarde, str) and not bestaat(waarde)
    return [pad] if mis else []
