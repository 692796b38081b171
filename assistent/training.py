"""Trainen als de gegevens veranderd zijn: eerst het signaalmodel, dan Rasa; vaste zaden, zichtbare voortgang."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from rich.console import Console

from assistent.config import WORTEL, Instellingen
from assistent.kern.errors import AssistentError

scherm = Console(highlight=False)
NAAM = "assistent"
RASA_BRONNEN = (
    "config.yml", "domain.yml", "data/regels.yml", "data/nlu", "kennisbank/signalen/chattaal.yml",
    "assistent/adapters/rasa_nlu.py", "assistent/taal/kenmerken.py", "assistent/taal/woordvectoren.py", "assistent/taal/normaal.py",
)  # fmt: skip
SIGNAAL_BRONNEN = (
    "data/signalen", "data/gesprekken", "data/gevallen", "data/nlu", "kennisbank/signalen", "kennisbank/onderwerpen",
    *(f"assistent/taal/{m}.py" for m in ("signaaltraining", "voorbeelden", "vervolg", "kenmerken", "woordvectoren", "normaal", "patronen", "context", "lezer")),
)  # fmt: skip


def vingerafdruk(bronnen: Iterable[str], wortel: Path = WORTEL) -> str:
    """Een kenmerk van de inhoud van bestanden en mappen; verandert alleen als de inhoud verandert."""
    som = hashlib.sha256()
    for bron in bronnen:
        pad = wortel / bron
        paden = sorted(p for p in pad.rglob("*") if p.suffix in (".yml", ".jsonl", ".py")) if pad.is_dir() else [pad]
        for bestand in paden:
            som.update(str(bestand.relative_to(wortel)).encode() + bestand.read_bytes())
    return som.hexdigest()[:16]


def train_alles(instellingen: Instellingen) -> None:
    """Train wat nodig is; fout `AssistentError` als het niet lukt."""
    map_ = instellingen.modellen
    map_.mkdir(parents=True, exist_ok=True)
    _stap("signaalmodel", map_ / "signalen.joblib", SIGNAAL_BRONNEN, lambda: _signalen(instellingen))
    _stap("Rasa-model", map_ / f"{NAAM}.tar.gz", RASA_BRONNEN, lambda: _rasa(map_))


def _stap(naam: str, doel: Path, bronnen: Iterable[str], doe: object) -> None:
    merk = doel.with_name(doel.name + ".vingerafdruk")
    nu = vingerafdruk(bronnen)
    if doel.exists() and merk.exists() and merk.read_text() == nu:
        scherm.print(f"Het {naam} is nog goed (gegevens niet veranderd).")
        return
    begin = time.monotonic()
    with scherm.status(f"Het {naam} wordt getraind; dit duurt een paar minuten …"):
        if not sys.stdout.isatty():
            scherm.print(f"Het {naam} wordt getraind; dit duurt een paar minuten …")
        assert callable(doe)
        doe()
    merk.write_text(nu)
    scherm.print(f"Het {naam} is getraind in {time.monotonic() - begin:.0f} seconden.")


def _signalen(instellingen: Instellingen) -> None:
    from assistent.adapters.kennisbank import laad
    from assistent.app import maak_lezer
    from assistent.taal.signaaltraining import bewaar, train
    from assistent.taal.voorbeelden import lees_gegevens

    kennis = laad(instellingen.kennisbank, instellingen.domein)
    leefgebieden = {s: o.leefgebieden for s, o in kennis.onderwerpen.items()}
    gegevens = lees_gegevens(WORTEL / "data", leefgebieden, kennis.crisis)
    bewaar(
        train(gegevens, maak_lezer(instellingen, kennis, geleerd=False)),
        instellingen.modellen / "signalen.joblib",
    )


def _rasa(map_: Path) -> None:
    opdracht = [sys.executable, "-m", "rasa", "train", "--fixed-model-name", NAAM, "--out", str(map_)]
    omgeving = {
        **os.environ,
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "RASA_TELEMETRY_ENABLED": "false",
        "PYTHONWARNINGS": "ignore",
        "PYTHONHASHSEED": "1",
    }
    klaar = subprocess.run(opdracht, cwd=WORTEL, env=omgeving, capture_output=True, text=True, check=False)
    if klaar.returncode:
        raise AssistentError("Rasa kon niet trainen:\n" + klaar.stderr[-2000:])
