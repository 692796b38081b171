"""Zonder akkoord gaat er niets weg, behalve bij acuut gevaar, en dan met de reden (R67, §5.3)."""

from __future__ import annotations

import pytest

from assistent.app import App
from assistent.kern.begrippen import Urgentie
from tests.gegevens import CONTACT, GEVAAR, SOCIAAL_TEAM, STAPELING, Account, Inwoner, lees, maak_proefapp

IEDER = Account("al", "Al", frozenset({"teamlid"}), "groningen", frozenset({"sociaal_team", "loket", "gkb", "punt_kcc"}))


@pytest.fixture
def app() -> App:
    return maak_proefapp()


@pytest.fixture
async def inwoner(app: App) -> Inwoner:
    return await Inwoner.begint(app)


async def test_gevaar_bij_een_lopende_vraag_gaat_meteen_naar_het_team(app: App, inwoner: Inwoner) -> None:
    await inwoner.naar_team()
    tekst = await inwoner.zeg(GEVAAR)
    assert tekst.index("113") < tekst.index("Ik geef dit ook door aan het Sociaal Team")
    (overdracht, intake), *_ = await app.werkbak.lijst(SOCIAAL_TEAM)
    assert overdracht.urgentie is Urgentie.DIRECT
    assert intake.akkoord_reden == "acuut gevaar (C1)"
    assert overdracht.geschiedenis[-1].reden == "acuut gevaar (C1)"


async def test_wie_niet_veilig_is_en_een_nummer_gaf_wordt_geholpen_zonder_akkoord(app: App, inwoner: Inwoner) -> None:
    for tekst in (STAPELING, "ja", CONTACT, GEVAAR):
        await inwoner.zeg(tekst)
    tekst = await inwoner.zeg("nee")
    assert "112" in tekst
    assert "Daarom heb ik" in tekst
    (overdracht, intake), *_ = await app.werkbak.lijst(IEDER)
    assert (intake.akkoord_op, intake.akkoord_reden) == (None, "acuut gevaar (C1)")
    assert overdracht.urgentie is Urgentie.DIRECT
    assert intake.velden["telefoon"] == "0612345678"


@pytest.mark.parametrize("gesprek", [
    (STAPELING, "ja", CONTACT, GEVAAR),  # zei niet dat het onveilig is
    (STAPELING, "ja", CONTACT, GEVAAR, "ja"),  # is veilig
    (GEVAAR, "nee"),  # geen nummer: niemand kan iets doen
    (STAPELING, "ja", CONTACT, "nee"),  # geen gevaar, geen akkoord
])  # fmt: skip
async def test_anders_gaat_er_niets_weg_zonder_akkoord(gesprek: tuple[str, ...], app: App, inwoner: Inwoner) -> None:
    for tekst in gesprek:
        await inwoner.zeg(tekst)
    assert await app.werkbak.lijst(IEDER) == []
    assert "gewaarschuwd" not in lees(await inwoner.berichten())


async def test_van_een_crisisgesprek_gaat_niet_het_hele_verhaal_mee(app: App, inwoner: Inwoner) -> None:
    """§9.2."""
    for tekst in (STAPELING, "ja", CONTACT, GEVAAR, "nee"):
        await inwoner.zeg(tekst)
    ((_, intake),) = await app.werkbak.lijst(IEDER)
    assert len(intake.vraag_in_eigen_woorden) <= 1


async def test_ook_met_een_mens_erbij_ziet_het_team_het_gevaar(app: App, inwoner: Inwoner) -> None:
    overdracht = await inwoner.naar_team()
    await app.werkbak.neem_aan(SOCIAAL_TEAM, overdracht.id, app.klok.nu())
    assert "113" in await inwoner.zeg(GEVAAR)
    (nu, intake), *_ = await app.werkbak.lijst(SOCIAAL_TEAM)
    assert nu.urgentie is Urgentie.DIRECT
    assert intake.akkoord_reden
