"""Steeds één schrijver weggelaten: hoe goed hoort het programma iemand die het niet kent (docs/besluiten/006, 007).

Telkens opnieuw trainen kost op twee kernen ongeveer drie kwartier; daarom hoort dit niet bij `make meten`.
"""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from rich.table import Table
from sklearn.svm import LinearSVC

from assistent.adapters.kennisbank import laad
from assistent.bouwstenen import maak_lezer
from assistent.config import WORTEL, lees_instellingen
from assistent.kern.kennis import Kennisbank
from assistent.kern.signalen import KLINKT_VANAF, PROBLEEM_VANAF, Soort
from assistent.taal.kenmerken import Kenmerken
from assistent.taal.lezer import Lezer
from assistent.taal.signaaltraining import train
from assistent.taal.voorbeelden import lees_gegevens
from benchmarks.tabel import tabel

DATA = WORTEL / "data"
VERHALEN = "c*.yml"
"""Verhalen van schrijvers die de patronen nooit zagen."""


async def meet() -> list[Table]:
    """De signalen in verhalen, en de onderwerpen."""
    inst = lees_instellingen()
    kennis = laad(inst.kennisbank, inst.domein)
    kaal = maak_lezer(inst, kennis, geleerd=False)
    return [_verhalen(kennis, kaal), _stemmen(kaal.patronen.chattaal)]


def _verhalen(kennis: Kennisbank, kaal: Lezer) -> Table:
    tel = Counter[tuple[str, str]]()
    for pad in sorted((DATA / "verhalen").glob(VERHALEN)):
        lezer = _zonder(pad, kennis, kaal)
        for verhaal in lees(pad):
            gelezen = lezer.lees(verhaal["tekst"])
            telt = [s for s in gelezen.signalen if s.telt]
            gebied = {s.sleutel for s in telt if s.soort is Soort.LEEFGEBIED and s.sterkte >= PROBLEEM_VANAF}
            merk = {s.sleutel for s in telt if s.soort is Soort.MARKERING and s.sterkte >= KLINKT_VANAF}
            for soort, hoort, gehoord in (
                ("probleem", set(verhaal["probleem"]), gebied - set(verhaal["vraag"])),
                ("markering", set(verhaal["markeringen"]), merk),
                ("gevaar", set(), {g.code for g in gelezen.gevaren}),
            ):
                tel[soort, "goed"] += len(hoort & gehoord)
                tel[soort, "vals"] += len(gehoord - hoort)
                tel[soort, "gemist"] += len(hoort - gehoord)
    regels = [(s, *(tel[s, w] for w in ("goed", "vals", "gemist"))) for s in ("probleem", "markering", "gevaar")]
    return tabel("Signalen in verhalen, weggelaten schrijver", ("soort", "goed", "vals", "gemist"), regels)


def _stemmen(chattaal: Mapping[str, str]) -> Table:
    """De onderwerpen; woorden en hun zeldzaamheid komen uit alle zinnen, de gewichten niet uit de weggelaten stem."""
    rijen = [
        (regel[2:].strip(), blok["intent"], blok["metadata"]["stem"])
        for pad in sorted((DATA / "nlu").glob("*.yml"))
        for blok in yaml.safe_load(pad.read_text("utf-8"))["nlu"]
        for regel in blok["examples"].splitlines()
    ]
    teksten, intents, stemmen = (np.array(kolom) for kolom in zip(*rijen, strict=True))
    matrix = Kenmerken(chattaal).leer(list(teksten))
    regels = []
    for stem in sorted(set(stemmen)):
        buiten = stemmen == stem
        model = LinearSVC(C=0.5, tol=0.05, random_state=1).fit(matrix[~buiten], intents[~buiten])
        goed = float(np.mean(model.predict(matrix[buiten]) == intents[buiten]))
        regels.append((stem, int(buiten.sum()), goed))
    regels.append(("gemiddeld", len(rijen), float(np.mean([r[2] for r in regels]))))
    return tabel("Onderwerp, weggelaten stem", ("stem", "zinnen", "goed"), regels)


def _zonder(weg: Path, kennis: Kennisbank, kaal: Lezer) -> Lezer:
    """Een lezer met een signaalmodel dat één bestand nooit zag."""
    leefgebieden = {s: o.leefgebieden for s, o in kennis.onderwerpen.items()}
    with data_zonder(weg) as map_:
        gegevens = lees_gegevens(map_, leefgebieden, kennis.crisis)
    return Lezer(kaal.patronen, train(gegevens, kaal))


@contextmanager
def data_zonder(*weg: Path) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as naam:
        map_ = Path(naam)
        for deel in ("nlu", "gesprekken", "gevallen", "omlijstingen.yml"):
            os.symlink(DATA / deel, map_ / deel)
        for deel in ("signalen", "verhalen"):
            (map_ / deel).mkdir()
            for pad in (DATA / deel).glob("*.yml"):
                if pad not in weg:
                    os.symlink(pad, map_ / deel / pad.name)
        yield map_


def lees(pad: Path) -> list[dict[str, Any]]:
    inhoud = yaml.safe_load(pad.read_text("utf-8"))
    return [dict(geval) for geval in inhoud]
