"""De lijn start met wat er is, zegt wat ontbreekt, en neemt nieuwe inhoud mee zonder dat een beller het merkt."""

from __future__ import annotations

import shutil
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from assistent.adapters.spraak.opnamen import bestandsnaam
from assistent.app import App
from assistent.config import WORTEL
from assistent.kanalen.telefoon import starten
from assistent.kanalen.telefoon.starten import Telefoon, start_telefoon
from assistent.kanalen.telefoon.vast import eerste_zinnen, vaste_zinnen
from assistent.kern.errors import AssistentError, KennisFout
from tests.gegevens import kennisbank, maak_proefapp
from tests.telefoon.gegevens import telefoongegevens
from tests.telefoon.test_spraak import wav


def vrij() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> App:
    """Een dienst met een eigen kennisbankmap en één opname; op deze machine is er geen stem."""
    monkeypatch.setattr(starten, "zoek_espeak", lambda **_: None)
    kennis = tmp_path / "kennisbank"
    shutil.copytree(WORTEL / "kennisbank" / "schema", kennis / "schema")
    shutil.copy(WORTEL / "kennisbank" / "telefoon.yml", kennis)
    opnamen = tmp_path / "opnamen"
    opnamen.mkdir()
    (opnamen / bestandsnaam("open_vraag", "Waar belt u over?")).write_bytes(wav())
    return maak_proefapp(kennisbank=kennis, opnamen=opnamen, telefoon_poort=vrij(), audiosocket_poort=vrij())


@pytest.fixture
async def telefoon(app: App) -> AsyncIterator[Telefoon]:
    gestart = await start_telefoon(app)
    assert gestart is not None
    yield gestart
    await gestart.stop()


async def test_bij_de_start_staat_wat_er_is_en_wat_er_ontbreekt(telefoon: Telefoon):
    assert "1 ingesproken zinnen" in telefoon.meldingen[1]
    assert "bellers kiezen met toetsen" in telefoon.meldingen[2]


async def test_zonder_stem_en_zonder_opname_begint_de_lijn_niet(app: App):
    shutil.rmtree(app.instellingen.opnamen)
    with pytest.raises(AssistentError, match="geen stem"):
        await start_telefoon(app)


async def test_nieuwe_zinnen_en_nummers_gelden_na_herladen_voor_de_volgende_beller(
    app: App, telefoon: Telefoon
):
    bestand = app.instellingen.kennisbank / "telefoon.yml"
    bestand.write_text(bestand.read_text("utf-8").replace("0205550120", "0205550129"), "utf-8")
    (herlader,) = app.herladers
    zet_in = herlader(kennisbank())
    assert telefoon.lijn.meld_aan("a", ("0205550129",), None) is None, "pas na het inzetten"
    zet_in()
    assert telefoon.lijn.meld_aan("b", ("0205550129",), None) is not None


async def test_een_fout_in_telefoon_yml_houdt_de_oude_inhoud(app: App, telefoon: Telefoon):
    bestand = app.instellingen.kennisbank / "telefoon.yml"
    bestand.write_text(bestand.read_text("utf-8").replace("gemeente: diemen", "gemeente: dieman"), "utf-8")
    (herlader,) = app.herladers
    with pytest.raises(KennisFout, match="dieman"):
        herlader(kennisbank())
    assert telefoon.lijn.meld_aan("a", ("0205550120",), None) is not None


def test_wat_een_beller_als_eerste_hoort_is_vast_en_dus_vooraf_te_maken():
    eerste = eerste_zinnen(telefoongegevens(), kennisbank())
    assert "Waar belt u over?" in eerste
    assert set(eerste) <= vaste_zinnen(telefoongegevens(), kennisbank())


def test_vaste_zinnen_zijn_ingevuld_en_bevatten_niets_van_een_beller():
    vast = vaste_zinnen(telefoongegevens(), kennisbank())
    assert "Gemeente Groningen. U praat met een digitale assistent. Toets nul voor een mens." in vast
    assert "Voor hulp of zorg thuis, toets 2." in vast
    assert not [z for z in vast if "{" in z or z.startswith("De beller zei")]
