"""Wat niet doorkomt bij een ander systeem valt op bij wie de werking bewaakt, zonder iets over de inwoner (R57)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistent.app import App
from assistent.kern.overdracht import Overdracht
from assistent.ports import Account
from assistent.processen.bezorging import VAST_NA
from tests.gegevens import NU, SOCIAAL_TEAM, Inwoner
from tests.web.conftest import WOORD, Browser, Klant


@pytest.fixture
async def overdracht(app: App) -> Overdracht:
    return await (await Inwoner.begint(app)).naar_team()


async def loop_vast(app: App, overdracht: Overdracht, pogingen: int = VAST_NA) -> None:
    async with app.opslag.transactie() as werk:
        await werk.uitbak.leg_neer("open_klant", overdracht.id, NU)
        zending = next(z for z in await werk.uitbak.zoek(overdracht_id=overdracht.id) if z.doel == "open_klant")
        await werk.uitbak.noteer(replace(zending, pogingen=pogingen, fout="invalid digitaalAdres"))


async def als(klant: Klant, app: App, rol: str, gemeente: str = "groningen") -> Browser:
    wie = Account(rol, rol, frozenset({rol}), gemeente, frozenset({"sociaal_team"}))
    await app.accounts.maak(wie, WOORD)  # type: ignore[union-attr]
    browser = Browser(klant)
    await browser.meld_aan(rol)
    return browser


@pytest.mark.parametrize("rol", ["coordinator", "beheerder"])
async def test_wie_bewaakt_ziet_wat_er_haakt_en_probeert_het_opnieuw(rol: str, klant: Klant, app: App, overdracht: Overdracht) -> None:
    browser = await als(klant, app, rol)
    assert "Alles komt door" in await browser.lees("/beheer/bezorging")
    await loop_vast(app, overdracht)
    pagina = await browser.lees("/beheer/bezorging")
    for woord in (overdracht.referentie, "open_klant", "invalid digitaalAdres"):
        assert woord in pagina
    for geheim in ("Anna", "0612345678", "schuld"):
        assert geheim not in pagina
    await klant.post("/beheer/bezorging", data={"csrf": await browser.csrf(), "doel": "open_klant", "id": overdracht.id})
    async with app.opslag.transactie() as werk:
        zending = next(z for z in await werk.uitbak.zoek(overdracht_id=overdracht.id) if z.doel == "open_klant")
    assert (zending.pogingen, zending.volgende) == (0, NU)
    assert "Alles komt door" in await browser.lees("/beheer/bezorging")


async def test_de_coordinator_leest_het_ook_in_de_werkbak(klant: Klant, app: App, overdracht: Overdracht) -> None:
    await loop_vast(app, overdracht, VAST_NA - 1)
    browser = await als(klant, app, "coordinator")
    assert "komt niet door" not in await browser.lees("/werkbak"), "even haperen is geen melding waard"
    await loop_vast(app, overdracht)
    assert "1 zending komt niet door" in await browser.lees("/werkbak")


async def test_een_andere_gemeente_ziet_en_doet_er_niets_mee(klant: Klant, app: App, overdracht: Overdracht) -> None:
    await loop_vast(app, overdracht)
    browser = await als(klant, app, "coordinator", "diemen")
    assert overdracht.referentie not in await browser.lees("/beheer/bezorging")
    data = {"csrf": await browser.csrf(), "doel": "open_klant", "id": overdracht.id}
    assert (await klant.post("/beheer/bezorging", data=data)).status >= 400


async def test_een_teamlid_krijgt_die_melding_niet(klant: Klant, app: App, overdracht: Overdracht) -> None:
    await loop_vast(app, overdracht)
    await app.accounts.maak(SOCIAAL_TEAM, WOORD)  # type: ignore[union-attr]
    browser = Browser(klant)
    await browser.meld_aan("sam")
    assert "komt niet door" not in await browser.lees("/werkbak")
