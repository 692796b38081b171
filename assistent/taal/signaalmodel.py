"""Het geleerde signaalmodel: hoort wat patronen missen, met de woorden die het zwaarst wogen als bewijs."""

from __future__ import annotations

from pathlib import Path

from assistent.taal.klank import Geleerd

BESTAND = "signalen.joblib"


def laad_model(map_: Path) -> Geleerd | None:
    """Het model als het getraind is; zonder model werken de patronen gewoon door."""
    pad = map_ / BESTAND
    if not pad.exists():
        return None
    import joblib

    from assistent.taal.signaaltraining import Signaalmodel

    model = joblib.load(pad)
    return model if isinstance(model, Signaalmodel) else None
