"""Nu met een mens praten: alleen als die er is, in hetzelfde gesprek, en eerlijk als het niet lukt (R46, R57, R68, R69)."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from assistent.adapters.sql import SqlOpslag
from assistent.app import App
from assistent.kern.errors import AlAangenomen, AssistentError
from assistent.kern.meepraten import GEDULD, HOUDBAAR, WEG_NA, mens_heeft_het
from assistent.kern.overdracht import Overdracht, Staat
from assistent.ports import Account
from assistent.processen.werkbak import NietVanUwTeam
from tests.gegevens import (
    COLLEGA,
    CONTACT,
    GEVAAR,
    LOKET,
    MENS,
    NU,
    PARKEERKAART,
    SOCIAAL_TEAM,
    STAPELING,
    Inwoner,
    lees,
    maak_proefapp,
)

KCC = Account("karin", "Karin Proef", frozenset({"kcc"}), "groningen", frozenset({"punt_kcc"}))


@pytest.fixture
def app() -> App:
    return maak_proefapp()


@pytest.fixture
async def inwoner(app: App) -> Inwoner:
    return await Inwoner.begint(app)


async def is_er(app: App, *mensen: Account, beschikbaar: bool = True) -> None:
    """Deze medewerkers hebben hun werkbak open."""
    for wie in mensen:
        await app.aanwezigheid.meld(wie, f"v-{wie.naam}", beschikbaar, app.klok.nu())


async def wacht_op_mens(app: App, inwoner: Inwoner, *mensen: Account) -> Overdracht:
    """De inwoner ging akkoord, er is iemand, en hij wil nu praten."""
    await is_er(app, *mensen or (SOCIAAL_TEAM,))
    overdracht = await inwoner.naar_team()
    assert "praten" in await laatste(inwoner)
    await inwoner.zeg("ja")
    return (await inwoner.overdracht()) or overdracht


async def laatste(inwoner: Inwoner) -> str:
    return lees((await inwoner.berichten())[-1:])


async def bij_mens(app: App, overdracht: Overdracht) -> bool:
    async with app.opslag.transactie() as werk:
        nu, _ = await werk.overdrachten.haal(overdracht.id)
        return mens_heeft_het(nu, await werk.livegesprekken.haal(overdracht.id))


# --- aanbieden: alleen als er echt iemand is ---


async def test_is_er_iemand_van_het_team_dan_mag_de_inwoner_kiezen(app: App, inwoner: Inwoner) -> None:
    await is_er(app, SOCIAAL_TEAM)
    await inwoner.naar_team()
    bericht = (await inwoner.berichten())[-1]
    assert "Er is nu iemand van het Sociaal Team" in lees([bericht])
    assert [k["waarde"] for k in bericht.inhoud["knoppen"]] == ["ja", "nee"]


@pytest.mark.parametrize("hoe", ["niemand", "even niet", "ander team", "andere gemeente", "weggelopen"])
async def test_is_er_niemand_dan_wordt_het_ook_niet_beloofd(hoe: str, app: App, inwoner: Inwoner) -> None:
    """R69."""
    if hoe == "even niet":
        await is_er(app, SOCIAAL_TEAM, beschikbaar=False)
    elif hoe == "ander team":
        await is_er(app, LOKET)
    elif hoe == "andere gemeente":
        await is_er(app, replace(SOCIAAL_TEAM, gemeente="diemen"))
    elif hoe == "weggelopen":
        await is_er(app, SOCIAAL_TEAM)
        app.klok.moment = NU + HOUDBAAR + timedelta(seconds=1)
    await inwoner.naar_team()
    assert "meteen praten" not in lees(await inwoner.berichten())


async def test_is_het_team_er_niet_dan_mag_het_kcc(app: App, inwoner: Inwoner) -> None:
    """R59: de trekker blijft het team; het KCC schuift aan."""
    overdracht = await wacht_op_mens(app, inwoner, KCC)
    assert (overdracht.team, overdracht.meekijkers) == ("sociaal_team", ("punt_kcc",))
    await app.meepraten.neem_op(KCC, overdracht.id, NU)
    na = await inwoner.overdracht()
    assert na is not None
    assert (na.team, na.staat) == ("sociaal_team", Staat.AANGEBODEN)
    assert await bij_mens(app, overdracht)
    assert "Karin Proef van het klantcontactcentrum" in await laatste(inwoner)


async def test_wie_al_praat_is_niet_vrij(app: App, inwoner: Inwoner) -> None:
    overdracht = await wacht_op_mens(app, inwoner)
    await app.aanwezigheid.meld_inwoner(inwoner.id, "chat", NU)
    await app.meepraten.neem_op(SOCIAAL_TEAM, overdracht.id, NU)
    ander = await Inwoner.begint(app)
    await ander.naar_team()
    assert "meteen praten" not in lees(await ander.berichten())
    await is_er(app, COLLEGA)
    derde = await Inwoner.begint(app)
    await derde.naar_team()
    assert "meteen praten" in lees(await derde.berichten())


async def test_wie_een_gesprek_openliet_met_een_inwoner_die_weg_is_is_vrij(app: App, inwoner: Inwoner) -> None:
    overdracht = await wacht_op_mens(app, inwoner)
    await app.aanwezigheid.meld_inwoner(inwoner.id, "chat", NU)
    await app.meepraten.neem_op(SOCIAAL_TEAM, overdracht.id, NU)
    await app.aanwezigheid.inwoner_weg(inwoner.id, "chat")
    ander = await Inwoner.begint(app)
    await ander.naar_team()
    assert "meteen praten" in lees(await ander.berichten())


async def test_vrijwilliger_en_redacteur_zijn_nooit_beschikbaar(app: App, inwoner: Inwoner) -> None:
    """R101."""
    for rol in ("vrijwilliger", "redacteur", "beheerder"):
        await is_er(app, replace(SOCIAAL_TEAM, naam=rol, rollen=frozenset({rol})))
    await inwoner.naar_team()
    assert "meteen praten" not in lees(await inwoner.berichten())


async def test_wie_om_een_mens_vraagt_krijgt_die_meteen_als_die_er_is(app: App, inwoner: Inwoner) -> None:
    """R46: geen vragen over naam of nummer eerst."""
    await is_er(app, SOCIAAL_TEAM, KCC)
    await inwoner.zeg(STAPELING)
    tekst = await inwoner.zeg(MENS)
    assert "Er is nu iemand van het Sociaal Team" in tekst
    assert "Hoe heet u" not in tekst
    assert "Sociaal Team erbij" in await inwoner.zeg("ja")
    overdracht = await inwoner.overdracht()
    assert overdracht is not None
    (_, intake), *_ = await app.werkbak.lijst(SOCIAAL_TEAM)
    assert intake.akkoord_op == NU


async def test_nee_op_nu_praten_gaat_verder_naar_terugbellen(app: App, inwoner: Inwoner) -> None:
    await is_er(app, SOCIAAL_TEAM)
    await inwoner.zeg(STAPELING)
    await inwoner.zeg(MENS)
    assert "nummer kan een medewerker u bellen" in await inwoner.zeg("nee")


async def test_nee_na_akkoord_laat_de_vraag_liggen_waar_zij_ligt(app: App, inwoner: Inwoner) -> None:
    await is_er(app, SOCIAAL_TEAM)
    overdracht = await inwoner.naar_team()
    assert "altijd nog om een mens vragen" in await inwoner.zeg("nee")
    assert await inwoner.overdracht() == overdracht
    assert "Er is nu iemand" in await inwoner.zeg(MENS)


async def test_bij_gevaar_geen_wachtkamer_maar_het_nummer(app: App, inwoner: Inwoner) -> None:
    """§5.3 punt 4: nooit "wacht op antwoord van het team"."""
    await wacht_op_mens(app, inwoner)
    tekst = await inwoner.zeg(GEVAAR)
    assert "113" in tekst
    assert "meteen praten" not in tekst


# --- wachten ---


async def test_tijdens_het_wachten_helpt_de_bot_gewoon_door(app: App, inwoner: Inwoner) -> None:
    await wacht_op_mens(app, inwoner)
    assert "parkeerkaart" in (await inwoner.zeg(PARKEERKAART)).lower()


async def test_te_traag_wordt_eerlijk_een_belafspraak(app: App, inwoner: Inwoner) -> None:
    """R69: sorry, en een echt moment."""
    overdracht = await wacht_op_mens(app, inwoner)
    app.klok.moment = NU + GEDULD - timedelta(seconds=1)
    await is_er(app, SOCIAAL_TEAM)
    await app.meepraten.waak(app.klok.nu())
    assert "lukte nu niet" not in lees(await inwoner.berichten())
    na = len(await inwoner.berichten())
    await app.meepraten.waak(NU + GEDULD)
    nieuw = lees((await inwoner.berichten())[na:])
    assert "Het lukte nu niet om iemand te spreken" in nieuw
    assert "vandaag tussen 11 uur en 11.30 uur" in nieuw
    async with app.opslag.transactie() as werk:
        assert len(await werk.belafspraken.van(overdracht.id)) == 1
    await app.meepraten.waak(NU + 2 * GEDULD)
    assert len(await inwoner.berichten()) == na + 2, "één keer is genoeg"


async def test_gaat_de_laatste_medewerker_weg_dan_hoort_de_inwoner_dat_meteen(app: App, inwoner: Inwoner) -> None:
    await wacht_op_mens(app, inwoner)
    await app.aanwezigheid.weg(SOCIAAL_TEAM, "v-sam", NU)
    await app.meepraten.waak(NU + timedelta(seconds=5))
    assert "lukte nu niet" in lees(await inwoner.berichten())


async def test_zonder_nummer_vraagt_de_bot_erom_en_plant_dan(app: App, inwoner: Inwoner) -> None:
    await is_er(app, SOCIAAL_TEAM)
    await inwoner.zeg(STAPELING)
    await inwoner.zeg(MENS)
    await inwoner.zeg("ja")
    await app.meepraten.waak(NU + GEDULD)
    assert "Op welk nummer" in await laatste(inwoner)
    assert "vandaag tussen 10.30 uur en 11 uur" in await inwoner.zeg(CONTACT)
    (_, intake), *_ = await app.werkbak.lijst(SOCIAAL_TEAM)
    assert intake.velden["telefoon"] == "0612345678"
    assert "0612345678" not in str(await inwoner.berichten())


async def test_na_een_belafspraak_kan_nu_praten_alsnog(app: App, inwoner: Inwoner) -> None:
    overdracht = await wacht_op_mens(app, inwoner)
    await app.meepraten.waak(NU + GEDULD)
    app.klok.moment = NU + GEDULD
    await is_er(app, SOCIAAL_TEAM)
    await inwoner.zeg(MENS)
    await inwoner.zeg("ja")
    await app.meepraten.neem_op(SOCIAAL_TEAM, overdracht.id, app.klok.nu())
    assert "praat nu met u" in await laatste(inwoner)


# --- opnemen en zwijgen ---


async def test_opnemen_in_hetzelfde_gesprek_en_de_bot_zwijgt(app: App, inwoner: Inwoner) -> None:
    """R70, koppelvlakken §8: de bot praat er niet doorheen."""
    overdracht = await wacht_op_mens(app, inwoner)
    na = await app.meepraten.neem_op(SOCIAAL_TEAM, overdracht.id, NU)
    assert (na.staat, na.aangenomen_door) == (Staat.AANGENOMEN, "sam")
    assert "Sam Proef van het Sociaal Team praat nu met u" in await laatste(inwoner)
    assert await inwoner.zeg(PARKEERKAART) == ""
    await app.meepraten.zeg(SOCIAAL_TEAM, overdracht.id, "Goedemorgen", NU)
    assert await laatste(inwoner) == "Goedemorgen"
    await app.meepraten.waak(NU + GEDULD)
    assert "lukte nu niet" not in lees(await inwoner.berichten())


async def test_gewoon_aannemen_telt_ook_als_opnemen(app: App, inwoner: Inwoner) -> None:
    overdracht = await wacht_op_mens(app, inwoner)
    await app.werkbak.neem_aan(SOCIAAL_TEAM, overdracht.id, NU)
    assert await bij_mens(app, overdracht)
    await app.meepraten.waak(NU + GEDULD)
    assert "lukte nu niet" not in lees(await inwoner.berichten())


@pytest.mark.parametrize("sql", [False, True])
async def test_twee_nemen_tegelijk_op_een_wint(sql: bool, sqlopslag: SqlOpslag) -> None:
    app = maak_proefapp(opslag=sqlopslag) if sql else maak_proefapp()
    inwoner = await Inwoner.begint(app)
    overdracht = await wacht_op_mens(app, inwoner, SOCIAAL_TEAM, COLLEGA)
    pogingen: list[Any] = await asyncio.gather(
        app.meepraten.neem_op(SOCIAAL_TEAM, overdracht.id, NU),
        app.meepraten.neem_op(COLLEGA, overdracht.id, NU),
        return_exceptions=True,
    )
    winnaars = [u for u in pogingen if isinstance(u, Overdracht)]
    assert len(winnaars) == 1
    assert len([u for u in pogingen if isinstance(u, AlAangenomen)]) == 1
    assert lees(await inwoner.berichten()).count("praat nu met u") == 1


async def test_wie_het_gesprek_niet_heeft_kan_er_niet_doorheen_praten(app: App, inwoner: Inwoner) -> None:
    overdracht = await wacht_op_mens(app, inwoner, SOCIAAL_TEAM, COLLEGA)
    await app.meepraten.neem_op(SOCIAAL_TEAM, overdracht.id, NU)
    voor = await inwoner.berichten()
    with pytest.raises(AssistentError, match="sam praat"):
        await app.meepraten.zeg(COLLEGA, overdracht.id, "hoi", NU)
    with pytest.raises(AssistentError):
        await app.meepraten.geef_terug(COLLEGA, overdracht.id, NU)
    with pytest.raises(NietVanUwTeam):
        await app.meepraten.neem_op(LOKET, overdracht.id, NU)
    assert await inwoner.berichten() == voor


async def test_typen_van_een_ander_komt_niet_bij_de_inwoner(app: App, inwoner: Inwoner) -> None:
    overdracht = await wacht_op_mens(app, inwoner, SOCIAAL_TEAM, COLLEGA)
    await app.meepraten.neem_op(SOCIAAL_TEAM, overdracht.id, NU)
    gehoord: list[Any] = []

    async def luister() -> None:
        async for gebeurtenis in app.omroep.luister(f"gesprek:{inwoner.id}"):
            gehoord.append(gebeurtenis)

    taak = asyncio.create_task(luister())
    await asyncio.sleep(0)
    await app.meepraten.typt(COLLEGA, overdracht.id)
    await app.meepraten.typt(SOCIAAL_TEAM, overdracht.id)
    await asyncio.sleep(0)
    taak.cancel()
    assert gehoord == [{"soort": "typt", "wie": "Sam Proef"}]


# --- teruggeven is uitdrukkelijk ---


async def test_teruggeven_aan_de_assistent_laat_de_intake_bij_de_medewerker(app: App, inwoner: Inwoner) -> None:
    overdracht = await wacht_op_mens(app, inwoner)
    await app.meepraten.neem_op(SOCIAAL_TEAM, overdracht.id, NU)
    na = await app.meepraten.geef_terug(SOCIAAL_TEAM, overdracht.id, NU)
    assert (na.staat, na.aangenomen_door) == (Staat.AANGENOMEN, "sam")
    tekst = lees((await inwoner.berichten())[-2:])
    assert "Ik ben weer de digitale assistent" in tekst
    assert "Sam Proef van het Sociaal Team blijft met uw vraag bezig" in tekst
    assert "parkeerkaart" in (await inwoner.zeg(PARKEERKAART)).lower()
    with pytest.raises(AssistentError, match="eerst weer op"):
        await app.meepraten.zeg(SOCIAAL_TEAM, overdracht.id, "nog iets", NU)
    await app.meepraten.neem_op(SOCIAAL_TEAM, overdracht.id, NU)
    assert await inwoner.zeg(PARKEERKAART) == ""


@pytest.mark.parametrize("handeling", ["teruggeven", "afronden"])
async def test_na_teruggeven_aan_het_team_of_afronden_praat_de_bot_weer(handeling: str, app: App, inwoner: Inwoner) -> None:
    overdracht = await wacht_op_mens(app, inwoner)
    await app.meepraten.neem_op(SOCIAAL_TEAM, overdracht.id, NU)
    doe = app.werkbak.geef_terug if handeling == "teruggeven" else app.werkbak.rond_af
    await doe(SOCIAAL_TEAM, overdracht.id, "klaar", NU)
    assert await inwoner.zeg(PARKEERKAART)
    await app.meepraten.waak(NU)
    ander = await Inwoner.begint(app)
    await ander.naar_team()
    assert "meteen praten" in lees(await ander.berichten()), "de medewerker is weer vrij"


async def test_het_kcc_geeft_terug_en_de_vraag_ligt_nog_bij_het_team(app: App, inwoner: Inwoner) -> None:
    overdracht = await wacht_op_mens(app, inwoner, KCC)
    await app.meepraten.neem_op(KCC, overdracht.id, NU)
    await app.meepraten.geef_terug(KCC, overdracht.id, NU)
    assert not await bij_mens(app, overdracht)
    na = await inwoner.overdracht()
    assert na is not None
    assert na.staat is Staat.AANGEBODEN
    assert await inwoner.zeg(PARKEERKAART)


async def test_neemt_het_team_aan_terwijl_het_kcc_praat_dan_neemt_dat_het_gesprek_over(app: App, inwoner: Inwoner) -> None:
    overdracht = await wacht_op_mens(app, inwoner, KCC)
    await app.meepraten.neem_op(KCC, overdracht.id, NU)
    await app.werkbak.neem_aan(SOCIAAL_TEAM, overdracht.id, NU)
    await app.meepraten.zeg(SOCIAAL_TEAM, overdracht.id, "Ik neem het over", NU)
    with pytest.raises(AssistentError, match="sam praat"):
        await app.meepraten.zeg(KCC, overdracht.id, "en ik?", NU)


# --- een lege stoel ---


@pytest.mark.parametrize("live", [True, False])
async def test_is_de_medewerker_weg_dan_is_de_bot_er_weer_en_zegt_dat(live: bool, app: App, inwoner: Inwoner) -> None:
    """R57, koppelvlakken §8: geen stilte omdat iemand zijn computer uitzette."""
    if live:
        overdracht = await wacht_op_mens(app, inwoner)
        await app.meepraten.neem_op(SOCIAAL_TEAM, overdracht.id, NU)
    else:
        overdracht = await inwoner.naar_team()
        await app.werkbak.neem_aan(SOCIAAL_TEAM, overdracht.id, NU)
    assert await inwoner.zeg(PARKEERKAART) == ""
    app.klok.moment = NU + WEG_NA + timedelta(seconds=1)
    tekst = await inwoner.zeg(PARKEERKAART)
    assert "parkeerkaart" in tekst.lower()
    alles = lees(await inwoner.berichten())
    assert "Ik ben weer de digitale assistent" in alles
    assert "Uw vraag blijft bij het Sociaal Team" in alles
    na = await inwoner.overdracht()
    assert na is not None
    assert (na.staat, na.aangenomen_door) == (Staat.AANGENOMEN, "sam")


async def test_wie_er_nog_is_houdt_het_gesprek_hoe_lang_het_ook_duurt(app: App, inwoner: Inwoner) -> None:
    overdracht = await wacht_op_mens(app, inwoner)
    await app.meepraten.neem_op(SOCIAAL_TEAM, overdracht.id, NU)
    app.klok.moment = NU + 10 * WEG_NA
    await is_er(app, SOCIAAL_TEAM, beschikbaar=False)
    await app.meepraten.waak(app.klok.nu())
    assert await inwoner.zeg(PARKEERKAART) == ""


async def test_een_herladen_pagina_is_geen_vertrek(app: App, inwoner: Inwoner) -> None:
    overdracht = await wacht_op_mens(app, inwoner)
    await app.meepraten.neem_op(SOCIAAL_TEAM, overdracht.id, NU)
    app.klok.moment = NU + 2 * WEG_NA
    await is_er(app, SOCIAAL_TEAM)
    await app.aanwezigheid.weg(SOCIAAL_TEAM, "v-sam", app.klok.nu())
    await app.meepraten.waak(app.klok.nu())
    assert await inwoner.zeg(PARKEERKAART) == ""


async def test_de_wekker_geeft_een_verlaten_gesprek_vanzelf_terug(app: App, inwoner: Inwoner) -> None:
    overdracht = await wacht_op_mens(app, inwoner)
    await app.meepraten.neem_op(SOCIAAL_TEAM, overdracht.id, NU)
    await app.meepraten.waak(NU + WEG_NA + timedelta(seconds=1))
    assert not await bij_mens(app, overdracht)
    assert "digitale assistent" in lees((await inwoner.berichten())[-2:])
    await app.meepraten.waak(NU + 2 * WEG_NA)
    assert lees(await inwoner.berichten()).count("Ik ben weer de digitale assistent") == 1
