"""De motor zonder web en zonder database, voor `beoordeel` en metingen."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from assistent.adapters.fakes import OpslagInGeheugen, VasteKlok
from assistent.adapters.rasa import RasaDialoog
from assistent.app import App, maak_app
from assistent.bouwstenen import nieuwste_model
from assistent.config import Instellingen
from assistent.kern.errors import AssistentError
from assistent.kern.tijden import NEDERLAND
from assistent.processen.beoordelen import Beoordelaar

KANTOORTIJD = datetime(2026, 11, 24, 10, 0, tzinfo=NEDERLAND)
"""Een gewone dinsdagochtend: het moment voor gevallen die er zelf geen noemen."""


def maak_proefapp(instellingen: Instellingen) -> App:
    """Het echte programma op het getrainde model, met opslag in het geheugen."""
    model = nieuwste_model(instellingen.modellen)
    if model is None:
        raise AssistentError("Er is nog geen getraind model. Draai eerst `make train`.")
    dialoog = RasaDialoog(model)
    dialoog.start()
    if not dialoog.wacht(180):
        raise AssistentError("Het model kon niet geladen worden. Kijk met `assistent controleer`.")
    # Een geval mag zo lang zijn als de schrijver wil; de grens van het kanaal geldt hier niet.
    ruim = replace(instellingen, max_tekens=4000)
    return maak_app(ruim, opslag=OpslagInGeheugen(), dialoog=dialoog, klok=VasteKlok(KANTOORTIJD))


async def beoordeel(gevallen: Iterable[Mapping[str, Any]], app: App) -> list[dict[str, Any]]:
    """Het oordeel over elk geval, in dezelfde volgorde."""
    beoordelaar = Beoordelaar(app.beantwoorder, app.opslag, app.kennis)
    return [await beoordelaar.speel(geval, app.klok.nu()) for geval in gevallen]


async def beoordeel_bestand(pad: Path, instellingen: Instellingen) -> list[dict[str, Any]]:
    """Lees een JSONL-bestand en beoordeel alles; fout `AssistentError` met regelnummer."""
    if not pad.is_file():
        raise AssistentError(f"Het bestand {pad} is er niet.")
    gevallen = []
    for nummer, regel in enumerate(pad.read_text("utf-8").splitlines(), 1):
        if not regel.strip():
            continue
        try:
            geval = json.loads(regel)
            geval["id"], geval["gemeente"], geval["beurten"]
        except (json.JSONDecodeError, KeyError, TypeError) as fout:
            raise AssistentError(f"{pad}:{nummer}: geen geldig geval ({fout}).") from None
        gevallen.append(geval)
    return await beoordeel(gevallen, maak_proefapp(instellingen))
