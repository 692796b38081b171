"""De dialoogmotor bewaart niets van een gesprek, ook niet in het geheugen (AVG 5(1)(c), docs/besluiten/015)."""

from __future__ import annotations

import gc
from pathlib import Path

import psutil
import pytest

from assistent.bouwstenen import nieuwste_model
from assistent.config import Instellingen
from assistent.keuring import maak_proefapp
from tests.gegevens import Inwoner

GEHEIM = "ik heb huurschuld en mijn zoon gaat niet naar school kwetterkwast"
pytestmark = pytest.mark.skipif(nieuwste_model(Instellingen().modellen) is None, reason="geen getraind model")


@pytest.mark.motor
async def test_na_een_gesprek_weet_de_motor_niets_meer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from rasa.core.tracker_store import InMemoryTrackerStore, SQLTrackerStore
    from rasa.shared.core.trackers import DialogueStateTracker

    monkeypatch.chdir(tmp_path)  # een vergeten rasa.db zou hier verschijnen
    app = maak_proefapp(Instellingen())
    try:
        inwoner = await Inwoner.begint(app)
        for tekst in (GEHEIM, "ja", "nee"):
            assert await inwoner.zeg(tekst)
        assert (await inwoner.gesprek()).nummer == 3
        luistert = [v for v in psutil.Process().net_connections("inet") if v.status == psutil.CONN_LISTEN]
        assert luistert == []  # Rasa opent geen poort
    finally:
        app.dialoog.stop()  # type: ignore[attr-defined]
    gc.collect()
    levend = gc.get_objects()
    assert not [o for o in levend if isinstance(o, SQLTrackerStore)]
    onthouden = [str(o.store) for o in levend if isinstance(o, InMemoryTrackerStore)]
    onthouden += [str(getattr(e, "text", "")) for o in levend if isinstance(o, DialogueStateTracker) for e in o.events]
    assert "kwetterkwast" not in "".join(onthouden)
    assert not list(tmp_path.iterdir())
