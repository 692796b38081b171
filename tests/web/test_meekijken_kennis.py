"""Beroepskrachten buiten de gemeente: dezelfde kennis om te lezen, en een zorg melden (R11, R47-R56, R112)."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from assistent.adapters.fakes import NepHerkennen
from assistent.adapters.sql import Kluis, SqlAccounts, SqlOpslag
from assistent.app import App
from assistent.kern.begrippen import Wie
from tests.gegevens import maak_proefapp
from tests.processen.test_meekijken import BOEK, notitielezer
from tests.web.conftest import Klant

MELDING = {
    "gemeente": "groningen",
    "rol": "huisarts",
    "naam": "Dokter Proef",
    "telefoon": "0501234567",
    "gezien": "Patiënt van 78 woont in een vervuild huis, wil geen hulp. Buurvrouw heet Truus Jansen.",
    "vermoeden": "Beginnende dementie",
    "weet_betrokkene": "ja",
}


@pytest.fixture
def app(sqlopslag: SqlOpslag, motor: AsyncEngine, kluis: Kluis) -> App:
    """Het programma op SQLite met de echte lezer."""
    lezer = notitielezer()
    app = maak_proefapp(opslag=sqlopslag, accounts=SqlAccounts(motor, kluis), lezer=lezer.lezer)
    app.notities, app.herkenner = lezer, NepHerkennen(BOEK)
    return app


async def meld(klant: Klant, **anders: str) -> Any:
    """Vul het formulier in en verstuur."""
    pagina = await (await klant.get("/kennis/melden")).text()
    woord = re.search(r'name="csrf" value="([^"]+)"', pagina)
    assert woord is not None
    return await klant.post("/kennis/melden", data={"csrf": woord[1], **MELDING, **anders})


async def test_kennis_is_te_lezen_zonder_account_met_de_professionele_tekst(klant: Klant) -> None:
    """R112: dezelfde kennis, met de achtergrond voor het vak."""
    lijst = await klant.get("/kennis", params={"zoek": "parkeerkaart"})
    assert "/kennis/onderwerp/parkeerkaart" in await lijst.text()
    pagina = await (await klant.get("/kennis/onderwerp/parkeerkaart", params={"gemeente": "diemen"})).text()
    assert "Voor u als beroepskracht" in pagina
    assert "Wat de inwoner hoort" in pagina


@pytest.mark.parametrize("pad", ["/kennis/onderwerp/bestaat_niet", "/kennis/onderwerp/smalltalk"])
async def test_wat_er_niet_is_of_geen_kennis_is_geeft_404(pad: str, klant: Klant) -> None:
    assert (await klant.get(pad)).status == 404


async def test_een_melding_komt_als_intake_bij_het_team_dat_eropaf_gaat(klant: Klant, app: App) -> None:
    """R51, R53: herkend als beroepskracht, met rol, bij het team dat eropaf gaat."""
    antwoord = await meld(klant)
    pagina = await antwoord.text()
    assert antwoord.status == 200
    assert "Uw melding is aangekomen" in pagina
    async with app.opslag.transactie() as werk:
        ((overdracht, intake),) = await werk.overdrachten.zoek(gemeente="groningen")
    assert overdracht.referentie in pagina
    assert overdracht.team == "sociaal_team"
    assert (intake.wie, intake.rol) == (Wie.PROFESSIONAL, "huisarts")
    assert intake.velden["telefoon"] == "0501234567"
    assert intake.velden["weet_betrokkene"] == "ja"


async def test_feit_en_vermoeden_staan_apart_en_zonder_namen_van_anderen(klant: Klant, app: App) -> None:
    """R56."""
    await meld(klant)
    async with app.opslag.transactie() as werk:
        ((_, intake),) = await werk.overdrachten.zoek(gemeente="groningen")
    woorden = " ".join(intake.vraag_in_eigen_woorden)
    assert "vervuild huis" in woorden
    assert "dementie" not in woorden
    assert "Vermoeden" in intake.velden["aanvulling"]
    assert "Truus" not in repr(intake)


async def test_bij_gevaar_staan_de_nummers_bovenaan(klant: Klant) -> None:
    pagina = await (await meld(klant, gezien="Meneer zegt dat hij niet meer wil leven")).text()
    assert pagina.index("113") < pagina.index("Uw melding is aangekomen")


@pytest.mark.parametrize(
    "anders", [{"gezien": " "}, {"rol": "koning"}, {"gemeente": "atlantis"}, {"gebied": "x"}, {"gezien": "x" * 2001}]
)
async def test_een_halve_melding_komt_terug_met_een_zin(anders: dict[str, str], klant: Klant, app: App) -> None:
    antwoord = await meld(klant, **anders)
    assert antwoord.status == 400
    assert 'role="alert"' in await antwoord.text()
    async with app.opslag.transactie() as werk:
        assert not await werk.overdrachten.zoek(gemeente="groningen")


async def test_zonder_het_woord_van_het_formulier_gaat_er_niets_door(klant: Klant) -> None:
    assert (await klant.post("/kennis/melden", data=MELDING)).status == 403
