"""Wat iemand in de werkbak echt te zien krijgt: alleen de velden van zijn rol, en minder als zijn team meekijkt (R62, R97, R101)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistent.app import App
from assistent.kern.overdracht import Overdracht
from assistent.processen.werkbak import NietVanUwTeam
from tests.gegevens import NU, SOCIAAL_TEAM, STAPELING, Account, Inwoner, maak_proefapp

KCC = Account("kees", "Kees KCC", frozenset({"kcc"}), "groningen", frozenset({"sociaal_team"}))
MEE = Account("mia", "Mia Mee", frozenset({"teamlid"}), "groningen", frozenset({"gkb"}))
VRIJWILLIGER = replace(KCC, rollen=frozenset({"vrijwilliger"}))


@pytest.fixture
def app() -> App:
    return maak_proefapp()


@pytest.fixture
async def overdracht(app: App) -> Overdracht:
    return await (await Inwoner.begint(app)).naar_team()


async def test_de_trekker_ziet_wat_nodig_is_om_te_bellen(app: App, overdracht: Overdracht) -> None:
    _, intake = await app.werkbak.bekijk(SOCIAAL_TEAM, overdracht.id)
    assert (intake.velden["naam"], intake.velden["telefoon"]) == ("Anna Proef", "0612345678")
    assert intake.markeringen
    assert intake.bewijs


async def test_het_kcc_ziet_de_vraag_maar_niet_de_markeringen(app: App, overdracht: Overdracht) -> None:
    for _, intake in [await app.werkbak.bekijk(KCC, overdracht.id), *await app.werkbak.lijst(KCC)]:
        assert intake.vraag_in_eigen_woorden == (STAPELING,)
        assert intake.velden["telefoon"] == "0612345678"
        assert (intake.markeringen, intake.bewijs) == ((), ())


async def test_een_team_dat_meekijkt_ziet_geen_contactgegevens(app: App, overdracht: Overdracht) -> None:
    await app.werkbak.schuif_aan(SOCIAAL_TEAM, overdracht.id, "gkb", "geldvraag", NU)
    for _, intake in [await app.werkbak.bekijk(MEE, overdracht.id), *await app.werkbak.lijst(MEE)]:
        assert intake.vraag_in_eigen_woorden == (STAPELING,)
        assert not {"naam", "telefoon", "beltijd"} & set(intake.velden)
        assert intake.markeringen == ()


async def test_een_vrijwilliger_ziet_geen_inhoud(app: App, overdracht: Overdracht) -> None:
    """R101: ook niet als zijn account bij het team staat."""
    for _, intake in await app.werkbak.lijst(VRIJWILLIGER):
        assert intake.vraag_in_eigen_woorden == ()
        assert intake.velden == {}


async def test_een_ander_team_ziet_niets(app: App, overdracht: Overdracht) -> None:
    with pytest.raises(NietVanUwTeam):
        await app.werkbak.bekijk(MEE, overdracht.id)
    assert await app.werkbak.lijst(MEE) == []
