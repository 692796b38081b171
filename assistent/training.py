"""Trainen als de gegevens veranderd zijn: het signaalmodel en Rasa naast elkaar; vaste zaden, zichtbare voortgang."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from assistent.config import WORTEL, Instellingen
from assistent.kern.errors import AssistentError

scherm = Console(highlight=False)
NAAM = "assistent"
RASA_BRONNEN = (
    "config.yml", "domain.yml", "data/regels.yml", "data/nlu", "data/verhalen", "kennisbank/signalen/chattaal.yml", "kennisbank/signalen/streektaal.yml",
    "assistent/adapters/rasa_nlu.py", "assistent/adapters/rasa_verhalen.py", "assistent/taal/kenmerken.py", "assistent/taal/woordvectoren.py", "assistent/taal/normaal.py", "assistent/taal/chattaal.py",
)  # fmt: skip
SIGNAAL_BRONNEN = (
    "data/signalen", "data/verhalen", "data/omlijstingen.yml", "data/gesprekken", "data/gevallen", "data/nlu", "kennisbank/signalen", "kennisbank/onderwerpen",
    *(f"assistent/taal/{m}.py" for m in ("signaaltraining", "stapel", "poort", "bewijs", "voorbeelden", "vervolg", "kenmerken", "woordvectoren", "normaal", "chattaal", "patronen", "context", "lezer")),
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


@dataclass(frozen=True)
class Stap:
    """Eén model: waar het staat, waar het van leert, en hoe."""

    naam: str
    doel: Path
    bronnen: Sequence[str]
    doe: Callable[[], None]

    @property
    def _merk(self) -> Path:
        return self.doel.with_name(self.doel.name + ".vingerafdruk")

    @property
    def goed(self) -> bool:
        """Of het model er is en de gegevens sindsdien niet veranderd zijn."""
        return (
            self.doel.exists()
            and self._merk.exists()
            and self._merk.read_text() == vingerafdruk(self.bronnen)
        )

    def train(self) -> None:
        """Train; het merkteken komt pas als het gelukt is."""
        nu, begin = vingerafdruk(self.bronnen), time.monotonic()
        self.doe()
        self._merk.write_text(nu)
        scherm.print(f"Het {self.naam} is getraind in {time.monotonic() - begin:.0f} seconden.")


def train_alles(instellingen: Instellingen) -> None:
    """Train wat nodig is, naast elkaar; fout `AssistentError` als het niet lukt."""
    map_ = instellingen.modellen
    map_.mkdir(parents=True, exist_ok=True)
    stappen = [
        Stap("signaalmodel", map_ / "signalen.joblib", SIGNAAL_BRONNEN, lambda: _signalen(instellingen)),
        Stap("Rasa-model", map_ / f"{NAAM}.tar.gz", RASA_BRONNEN, lambda: _rasa(map_)),
    ]
    nodig = [stap for stap in stappen if not stap.goed]
    for stap in stappen:
        if stap not in nodig:
            scherm.print(f"Het {stap.naam} is nog goed (gegevens niet veranderd).")
    if not nodig:
        return
    bezig = f"Training van het {' en het '.join(s.naam for s in nodig)}; dit duurt een paar minuten …"
    if not sys.stdout.isatty():
        scherm.print(bezig)
    # Rasa traint in een eigen proces; een draad wacht daarop terwijl het andere model hier traint.
    with scherm.status(bezig), ThreadPoolExecutor(len(nodig)) as naast:
        for klaar in as_completed([naast.submit(stap.train) for stap in nodig]):
            klaar.result()


def _signalen(instellingen: Instellingen) -> None:
    from assistent.adapters.kennisbank import laad
    from assistent.bouwstenen import maak_lezer
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
    # De toetsen controleren de gegevens al; Rasa doet er een halve minuut over. En haar eigen kast met oude onderdelen weet niet
    # dat onze code veranderd is: onze vingerafdruk wel.
    opdracht += ["--skip-validation", "--force"]
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
