"""`assistent laad`: nieuwe inhoud in een lopende dienst, en bij een fout blijft alles zoals het was (R110)."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from assistent.adapters.fakes import OpslagInGeheugen, VasteKlok
from assistent.app import App, maak_app
from assistent.config import WORTEL, Instellingen
from assistent.herladen import Herlader, Kaartje, laad, lopend
from assistent.kern.errors import AssistentError, KennisFout
from tests.gegevens import NU, PARKEERKAART, Inwoner, NepDialoog

ONTRUIMING = "mijn kwartel zingt in de regen"
"""Onzin, tot een redacteur haar tot signaal maakt."""


@pytest.fixture
def app(tmp_path: Path) -> App:
    """Het echte programma op een eigen kopie van de kennisbank, zonder geleerd model."""
    kennisbank = shutil.copytree(WORTEL / "kennisbank", tmp_path / "kennisbank")
    instellingen = Instellingen(
        kennisbank=kennisbank, gegevensmap=tmp_path / "var", modellen=tmp_path / "geen", demo=True
    )
    app = maak_app(instellingen, opslag=OpslagInGeheugen(), dialoog=None, klok=VasteKlok(NU))  # type: ignore[arg-type]
    app.dialoog = NepDialoog(app.werkplek)
    return app


@pytest.fixture
async def dienst(app: App) -> AsyncIterator[App]:
    """De dienst luistert naar het sein."""
    herlader = Herlader(app)
    herlader.start()
    yield app
    herlader.stop()


def wijzig(app: App, bestand: str, oud: str, nieuw: str) -> None:
    pad = app.instellingen.kennisbank / bestand
    tekst = pad.read_text("utf-8")
    assert oud in tekst
    pad.write_text(tekst.replace(oud, nieuw, 1), "utf-8")


PARKEER = "onderwerpen/parkeerkaart.yml"


async def test_een_lopend_gesprek_krijgt_de_nieuwe_tekst(dienst: App) -> None:
    inwoner = await Inwoner.begint(dienst)
    assert "met de trekker" not in await inwoner.zeg(PARKEERKAART)
    wijzig(dienst, PARKEER, "antwoord:\n", 'antwoord:\n  - "U komt met de trekker."\n')
    versie, ook = dienst.kennis.versie, []
    dienst.herladers.append(lambda kennis: lambda: ook.append(kennis.versie))
    [zin] = await asyncio.to_thread(laad, dienst.instellingen, 30)
    assert dienst.kennis.versie != versie
    assert ook == [dienst.kennis.versie], "wat een kanaal zelf leest (telefoon.yml) gaat mee"
    assert f"({os.getpid()}) gebruikt nu kennisbank {dienst.kennis.versie}" in zin
    # Hetzelfde gesprek, met alles wat er al gezegd was.
    assert "met de trekker" in await inwoner.zeg(PARKEERKAART)
    assert len([b for b in await inwoner.berichten() if b.van == "inwoner"]) == 2


async def test_nieuwe_signaalpatronen_gaan_mee(dienst: App) -> None:
    beantwoorder = dienst.beantwoorder
    assert beantwoorder.lezer.gevaar(ONTRUIMING) == ()
    wijzig(dienst, "signalen/crisis.yml", "        als:\n", '        als:\n          - "kwartel ... regen"\n')
    await asyncio.to_thread(laad, dienst.instellingen, 30)
    assert [g.code for g in beantwoorder.lezer.gevaar(ONTRUIMING)] == ["C1"]
    assert dienst.meekijken.notities.lees(ONTRUIMING, "groningen").gelezen.gevaren


async def test_bij_een_fout_houdt_de_dienst_de_oude_kennisbank(dienst: App) -> None:
    versie = dienst.kennis.versie
    wijzig(dienst, "gemeenten/groningen/gemeente.yml", "team: sociaal_team", "team: sociaal_teem")
    with pytest.raises(
        KennisFout, match=r"gemeente.yml:\d+ routering.0.team: team 'sociaal_teem' bestaat niet"
    ):
        await asyncio.to_thread(laad, dienst.instellingen, 30)
    assert dienst.kennis.versie == versie


async def test_ook_zonder_de_opdracht_keurt_de_dienst_zelf(app: App) -> None:
    """Wie zelf een sein stuurt met kapotte inhoud krijgt de oude kennisbank."""
    herlader = Herlader(app)
    app.instellingen.gegevensmap.mkdir()
    versie = app.kennis.versie
    wijzig(app, PARKEER, "naam:", "naam: [")
    await herlader.herlaad()
    assert app.kennis.versie == herlader.kaartje.versie == versie
    assert "parkeerkaart.yml:" in herlader.kaartje.fout
    wijzig(app, PARKEER, "naam: [", "naam: Nieuw #")
    await herlader.herlaad()
    assert (herlader.kaartje.keer, herlader.kaartje.fout) == (2, "")
    assert app.kennis.onderwerp("parkeerkaart").naam == "Nieuw"


async def test_een_team_met_misschien_open_vragen_verdwijnt_niet_onder_het_rijden(dienst: App) -> None:
    pad = dienst.instellingen.kennisbank / "gemeenten/groningen/gemeente.yml"
    tekst = pad.read_text("utf-8")
    pad.write_text(
        tekst.replace("sleutel: gkb", "sleutel: kredietbank").replace("team: gkb", "team: kredietbank"),
        "utf-8",
    )
    wijzig(dienst, "telefoon.yml", "      gkb:", "      kredietbank:")
    with pytest.raises(KennisFout, match="'groningen/gkb' kan niet weg"):
        await asyncio.to_thread(laad, dienst.instellingen, 30)
    assert "gkb" in dienst.kennis.gemeenten["groningen"].teams


async def test_zonder_lopende_dienst_zegt_de_opdracht_dat(app: App) -> None:
    app.instellingen.gegevensmap.mkdir()
    # Een kaartje van een dienst die hard is gestopt; het nummer is nu van een ander programma.
    Kaartje(os.getppid(), "oud").schrijf(app.instellingen.gegevensmap)
    with pytest.raises(AssistentError, match="Er draait hier geen dienst"):
        await asyncio.to_thread(laad, app.instellingen, 1)
    assert lopend(app.instellingen.gegevensmap) == []
    assert list(app.instellingen.gegevensmap.glob("dienst-*")) == []
