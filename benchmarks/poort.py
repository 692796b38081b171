"""De crisispoort op schrijvers die zij niet kent: steeds een achtste van hen weggelaten (docs/besluiten/023, 026, 029).

Acht keer leren en twaalfduizend berichten lezen duurt op twee kernen een kwartier; daarom hoort dit niet bij `make meten`.
"""

from __future__ import annotations

import numpy as np
from rich.table import Table

from assistent.adapters.kennisbank import laad
from assistent.bouwstenen import maak_lezer
from assistent.config import lees_instellingen
from assistent.taal.lezer import Lezer
from assistent.taal.poort import Poort
from assistent.taal.signaaltraining import Signaalmodel
from assistent.taal.voorbeelden import lees_gegevens
from benchmarks.schrijvers import DATA, data_zonder, lees
from benchmarks.tabel import tabel

KEURING = "crisis_keuring_*.yml"
GROEPEN = 8


async def meet() -> list[Table]:
    """Per schrijver hoeveel gevaar gehoord is, en hoe vaak ten onrechte; de rest van het model blijft zoals het is."""
    inst = lees_instellingen()
    kennis = laad(inst.kennisbank, inst.domein)
    leefgebieden = {s: o.leefgebieden for s, o in kennis.onderwerpen.items()}
    lezer = maak_lezer(inst, kennis)
    model = lezer.geleerd
    assert isinstance(model, Signaalmodel), "Draai eerst `make train`."
    paden = [*sorted((DATA / "signalen").glob(KEURING)), *sorted((DATA / "verhalen").glob("*.yml"))]
    regels: list[tuple[object, ...]] = []
    for groep in (paden[k::GROEPEN] for k in range(GROEPEN)):
        with data_zonder(*groep) as map_:
            model.poort = Poort(model.kenmerken).leer(lees_gegevens(map_, leefgebieden, kennis.crisis))
        zonder = Lezer(lezer.patronen, model)
        for pad in groep:
            gehoord = [(x["crisis"], [g.code for g in zonder.lees(x["tekst"]).gevaren]) for x in lees(pad)]
            crisis = [(code, codes) for code, codes in gehoord if code]
            rustig = [bool(codes) for code, codes in gehoord if not code]
            voorop = sum(codes[0] == code for code, codes in crisis if codes)
            regels.append((pad.stem, sum(bool(c) for _, c in crisis), voorop, len(crisis), sum(rustig), len(rustig)))
    regels.sort(key=lambda r: str(r[0]))
    regels.append(("samen", *np.array([r[1:] for r in regels]).sum(axis=0)))
    kop = ("schrijver", "gehoord", "juiste code voorop", "van", "vals", "van")
    return [tabel("Crisispoort, weggelaten schrijver", kop, regels)]
