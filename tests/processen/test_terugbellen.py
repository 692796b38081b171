"""Een belafspraak ligt in een echt vrij blok, en is pas een belofte als de gegevens of het team dat zeggen (R68, R69, R71)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistent.app import App
from assistent.kern.afspraken import AANLOOP, ALTIJD, BLOK, Belstaat, vrije_blokken, zeg_blok
from assistent.kern.belwens import Belwens, lees_wens
from assistent.kern.errors import AssistentError, OngeldigeStap
from assistent.kern.overdracht import Handeling, Overdracht
from assistent.kern.tijden import NEDERLAND, Openingstijden, Rooster
from assistent.processen.terugbellen import keuzes, plan
from assistent.processen.vastleggen import lopende
from assistent.processen.werkbak import NietVanUwTeam
from tests.gegevens import COORDINATOR, LOKET, NU, SOCIAAL_TEAM, Inwoner, kennisbank, lees, maak_proefapp

WERKDAG = Openingstijden((Rooster(frozenset(range(5)), time(9), time(17)),))


# --- vrije blokken ---


def test_het_eerste_blok_is_op_zijn_vroegst_over_een_half_uur() -> None:
    van, tot = vrije_blokken(WERKDAG, [], NU)[0]
    assert (van, tot) == (NU + timedelta(minutes=30), NU + timedelta(hours=1))
    van, _ = vrije_blokken(WERKDAG, [], NU + timedelta(minutes=1))[0]
    assert van == NU + timedelta(hours=1)


def test_een_vol_blok_wordt_overgeslagen() -> None:
    eerste, tweede, _ = (b[0] for b in vrije_blokken(WERKDAG, [], NU))
    assert vrije_blokken(WERKDAG, [eerste], NU)[0][0] == tweede


@pytest.mark.parametrize(
    ("nu", "zin"),
    [
        (datetime(2026, 11, 24, 16, 45, tzinfo=NEDERLAND), "morgen tussen 9 uur en 9.30 uur"),
        (datetime(2026, 11, 27, 16, 31, tzinfo=NEDERLAND), "maandag tussen 9 uur en 9.30 uur"),
        (datetime(2026, 11, 24, 6, 0, tzinfo=NEDERLAND), "vandaag tussen 9 uur en 9.30 uur"),
        (datetime(2026, 11, 29, 12, 0, tzinfo=NEDERLAND), "morgen tussen 9 uur en 9.30 uur"),
    ],
    ids=["na sluiten", "vrijdagmiddag", "voor openen", "zondag"],
)
def test_buiten_werktijd_wordt_het_de_volgende_werkdag(nu: datetime, zin: str) -> None:
    assert zeg_blok(*vrije_blokken(WERKDAG, [], nu)[0], nu) == zin


def test_op_een_feestdag_belt_niemand() -> None:
    tijden = replace(WERKDAG, feestdag=lambda dag: "kerst" if (dag.month, dag.day) == (12, 25) else None)
    nu = datetime(2026, 12, 24, 17, 0, tzinfo=NEDERLAND)
    assert zeg_blok(*vrije_blokken(tijden, [], nu)[0], nu).startswith("maandag")


def test_zonder_werkuren_is_er_geen_blok() -> None:
    assert vrije_blokken(Openingstijden(), [], NU) == []


MIDDAG = lees_wens("in de middag", NU.date())


def test_de_wens_telt_en_een_belofte_gaat_er_nooit_tegenin() -> None:
    assert vrije_blokken(WERKDAG, [], NU, MIDDAG)[0][0].time() == time(12)
    ochtend = Openingstijden((Rooster(frozenset(range(5)), time(9), time(12)),))
    assert vrije_blokken(ochtend, [], NU, MIDDAG), "om uit te kiezen: geen middag, dan de ochtend"
    assert not vrije_blokken(ochtend, [], NU, MIDDAG, strikt=True)


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 1)), st.integers(0, 40), st.sampled_from([ALTIJD, MIDDAG]))
def test_elk_blok_is_binnen_werktijd_vrij_en_in_de_toekomst(kaal: datetime, vol: int, voorkeur: Belwens) -> None:
    """R69, ook rond de zomertijd."""
    nu = kaal.replace(tzinfo=NEDERLAND)
    bezet = [b[0] for b in vrije_blokken(WERKDAG, [], nu, hooguit=vol)]
    for van, tot in vrije_blokken(WERKDAG, bezet, nu, voorkeur):
        assert van not in bezet
        assert van >= nu + AANLOOP
        assert tot - van == BLOK
        assert van.weekday() < 5
        assert time(9) <= van.time()
        assert tot.time() <= time(17)
        assert van.minute in (0, 30)


# --- met een overdracht ---


@pytest.fixture
def app() -> App:
    return maak_proefapp()


@pytest.fixture
async def inwoner(app: App) -> Inwoner:
    return await Inwoner.begint(app)


@pytest.fixture
async def overdracht(inwoner: Inwoner) -> Overdracht:
    return await inwoner.naar_team()


def met_uren(app: App, *, zeker: bool) -> None:
    """De gemeente geeft (g)een echt rooster."""
    gemeente = app.kennis.gemeenten["groningen"]
    kanalen = replace(gemeente.kanalen, tijden=replace(WERKDAG, zeker=zeker))
    app.kennis = replace(app.kennis, gemeenten={**app.kennis.gemeenten, "groningen": replace(gemeente, kanalen=kanalen)})


async def maak(app: App, overdracht: Overdracht, **rest: Any) -> Any:
    async with app.opslag.transactie() as werk:
        return await plan(werk, app.kennis, overdracht, NU, door="inwoner", **rest)


@pytest.mark.parametrize(("zeker", "staat"), [(True, Belstaat.GEPLAND), (False, Belstaat.GEVRAAGD)])
async def test_een_belofte_alleen_met_echte_uren(zeker: bool, staat: Belstaat, app: App, overdracht: Overdracht) -> None:
    """R69: voorbeelduren geven een vraag aan het team, geen belofte."""
    met_uren(app, zeker=zeker)
    assert (await maak(app, overdracht)).staat is staat


async def test_twee_inwoners_krijgen_niet_hetzelfde_blok(app: App, overdracht: Overdracht) -> None:
    een = await maak(app, overdracht)
    ander = await (await Inwoner.begint(app)).naar_team()
    twee = await maak(app, ander)
    assert een.van != twee.van


async def test_een_nieuwe_afspraak_komt_in_plaats_van_de_oude(app: App, overdracht: Overdracht) -> None:
    oud = await maak(app, overdracht)
    async with app.opslag.transactie() as werk:
        laatste = (await keuzes(werk, app.kennis, overdracht, NU))[-1][0]
    nieuw = await maak(app, overdracht, van=laatste)
    async with app.opslag.transactie() as werk:
        assert await lopende(werk, overdracht.id) == nieuw
        assert await werk.belafspraken.bezet("groningen", "sociaal_team", NU) == [nieuw.van]
    assert oud.van != nieuw.van


@pytest.mark.parametrize("van", [NU, NU - timedelta(days=1), NU + timedelta(hours=12), NU + timedelta(minutes=47)])
async def test_een_verzonnen_moment_kan_niet(van: datetime, app: App, overdracht: Overdracht) -> None:
    with pytest.raises(AssistentError, match="niet meer vrij"):
        await maak(app, overdracht, van=van)


# --- wat het team doet ---


async def test_bevestigen_maakt_van_de_vraag_een_belofte(app: App, inwoner: Inwoner, overdracht: Overdracht) -> None:
    await maak(app, overdracht)
    afspraak = await app.terugbellen.bevestig(SOCIAAL_TEAM, overdracht.id, NU)
    assert (afspraak.staat, afspraak.door) == (Belstaat.GEPLAND, "sam")
    assert "Het Sociaal Team belt u vandaag tussen 10.30 uur en 11 uur" in lees((await inwoner.berichten())[-1:])
    with pytest.raises(AssistentError):
        await app.terugbellen.bevestig(SOCIAAL_TEAM, overdracht.id, NU)


async def test_een_medewerker_mag_zelf_een_moment_beloven(app: App, inwoner: Inwoner, overdracht: Overdracht) -> None:
    avond = NU.replace(hour=19, minute=15)
    afspraak = await app.terugbellen.spreek_af(SOCIAAL_TEAM, overdracht.id, avond, NU)
    assert afspraak.staat is Belstaat.GEPLAND
    assert "tussen 19.15 uur en 19.45 uur" in lees((await inwoner.berichten())[-1:])
    ander = await (await Inwoner.begint(app)).naar_team()
    with pytest.raises(AssistentError, match="iemand anders"):
        await app.terugbellen.spreek_af(SOCIAAL_TEAM, ander.id, avond, NU)


@pytest.mark.parametrize("dagen", [-1, 0, 61])
async def test_een_medewerker_belt_niet_in_het_verleden_of_over_een_jaar(dagen: int, app: App, overdracht: Overdracht) -> None:
    with pytest.raises(AssistentError, match="Kies een moment"):
        await app.terugbellen.spreek_af(SOCIAAL_TEAM, overdracht.id, NU + timedelta(days=dagen), NU)


async def test_een_contactpoging_staat_in_de_geschiedenis(app: App, inwoner: Inwoner, overdracht: Overdracht) -> None:
    """R71."""
    await app.werkbak.neem_aan(SOCIAAL_TEAM, overdracht.id, NU)
    na = await app.terugbellen.noteer(SOCIAAL_TEAM, overdracht.id, gelukt=False, notitie="twee keer gebeld", nu=NU)
    assert (na.geschiedenis[-1].handeling, na.geschiedenis[-1].reden) == (Handeling.CONTACT, "niet bereikt: twee keer gebeld")
    assert "kreeg u niet te pakken" in lees((await inwoner.berichten())[-1:])
    aantal = len(await inwoner.berichten())
    na = await app.terugbellen.noteer(SOCIAAL_TEAM, overdracht.id, gelukt=True, notitie="", nu=NU)
    assert na.geschiedenis[-1].reden == "gesproken"
    assert len(await inwoner.berichten()) == aantal


@pytest.mark.parametrize(("gelukt", "staat"), [(True, Belstaat.GEBELD), (False, Belstaat.NIET_BEREIKT)])
async def test_na_de_poging_is_de_afspraak_gedaan(gelukt: bool, staat: Belstaat, app: App, overdracht: Overdracht) -> None:
    await app.werkbak.neem_aan(SOCIAAL_TEAM, overdracht.id, NU)
    afspraak = await maak(app, overdracht)
    await app.terugbellen.noteer(SOCIAAL_TEAM, overdracht.id, gelukt=gelukt, notitie="", nu=afspraak.van)
    async with app.opslag.transactie() as werk:
        assert [a.staat for a in await werk.belafspraken.van(overdracht.id)] == [staat]


async def test_een_eerdere_poging_laat_de_afspraak_staan(app: App, overdracht: Overdracht) -> None:
    await app.werkbak.neem_aan(SOCIAAL_TEAM, overdracht.id, NU)
    await maak(app, overdracht)
    await app.terugbellen.noteer(SOCIAAL_TEAM, overdracht.id, gelukt=False, notitie="", nu=NU)
    async with app.opslag.transactie() as werk:
        assert await lopende(werk, overdracht.id) is not None


async def test_contact_noteren_kan_pas_na_aannemen(app: App, overdracht: Overdracht) -> None:
    with pytest.raises(OngeldigeStap):
        await app.terugbellen.noteer(SOCIAAL_TEAM, overdracht.id, gelukt=True, notitie="", nu=NU)


async def test_een_ander_team_maakt_geen_afspraken(app: App, overdracht: Overdracht) -> None:
    """R62."""
    for handeling in (
        app.terugbellen.spreek_af(LOKET, overdracht.id, NU + timedelta(hours=1), NU),
        app.terugbellen.bevestig(LOKET, overdracht.id, NU),
        app.terugbellen.noteer(LOKET, overdracht.id, gelukt=True, notitie="", nu=NU),
    ):
        with pytest.raises(NietVanUwTeam):
            await handeling


# --- een ander team ---


async def naar_een_ander(app: App, overdracht: Overdracht, weg: str) -> Overdracht:
    """Elke weg waarop de vraag van team wisselt."""
    if weg == "weigeren":
        return await app.werkbak.weiger(SOCIAAL_TEAM, overdracht.id, "niet voor ons", NU)
    if weg == "verlopen":
        assert overdracht.termijn is not None
        await app.opvolger.bewaak(overdracht.termijn)
        async with app.opslag.transactie() as werk:
            return (await werk.overdrachten.haal(overdracht.id))[0]
    if weg == "overnemen":
        await app.werkbak.schuif_aan(SOCIAAL_TEAM, overdracht.id, "loket", "graag", NU)
        return await app.werkbak.neem_over(LOKET, overdracht.id, NU)
    await app.opvolger.bewaak(overdracht.termijn or NU)
    return await app.werkbak.wijs_toe(COORDINATOR, overdracht.id, "gkb", "schulden", NU)


@pytest.mark.parametrize("weg", ["weigeren", "verlopen", "overnemen", "toewijzen"])
async def test_het_belmoment_gaat_mee_naar_het_nieuwe_team(weg: str, app: App, inwoner: Inwoner, overdracht: Overdracht) -> None:
    """R69, R95: de belofte van het ene team is voor het andere een vraag; niemand wacht op een team dat er niet meer is."""
    maandag = NU + timedelta(days=6)
    oud = await app.terugbellen.spreek_af(SOCIAAL_TEAM, overdracht.id, maandag, NU)
    na = await naar_een_ander(app, overdracht, weg)
    async with app.opslag.transactie() as werk:
        nieuw = await lopende(werk, overdracht.id)
        assert nieuw is not None
        assert (nieuw.team, nieuw.van, nieuw.staat) == (na.team, oud.van, Belstaat.GEVRAAGD)
        assert await werk.belafspraken.bezet("groningen", "sociaal_team", NU) == []
    assert "Ik vraag" in lees((await inwoner.berichten())[-1:])


async def test_kan_het_nieuwe_team_dan_niet_dan_hoort_de_inwoner_een_ander_moment(app: App, inwoner: Inwoner, overdracht: Overdracht) -> None:
    avond = NU.replace(hour=19, minute=15)
    await app.terugbellen.spreek_af(SOCIAAL_TEAM, overdracht.id, avond, NU)
    await app.werkbak.weiger(SOCIAAL_TEAM, overdracht.id, "niet voor ons", NU)
    async with app.opslag.transactie() as werk:
        nieuw = await lopende(werk, overdracht.id)
    assert nieuw is not None
    assert nieuw.van != avond
    assert zeg_blok(nieuw.van, nieuw.tot, NU) in lees((await inwoner.berichten())[-1:])


async def test_heeft_het_nieuwe_team_geen_uren_dan_gaat_het_bellen_eerlijk_niet_door(app: App, inwoner: Inwoner, overdracht: Overdracht) -> None:
    await app.terugbellen.spreek_af(SOCIAAL_TEAM, overdracht.id, NU + timedelta(days=1), NU)
    gemeente = app.kennis.gemeenten["groningen"]
    zonder = replace(gemeente, kanalen=replace(gemeente.kanalen, tijden=Openingstijden()))
    app.kennis = replace(app.kennis, gemeenten={**app.kennis.gemeenten, "groningen": zonder})
    await app.werkbak.weiger(SOCIAAL_TEAM, overdracht.id, "niet voor ons", NU)
    async with app.opslag.transactie() as werk:
        assert await lopende(werk, overdracht.id) is None
    assert "gaat niet door" in lees((await inwoner.berichten())[-1:])


async def test_een_klare_vraag_houdt_geen_blok_bezet(app: App, overdracht: Overdracht) -> None:
    await app.terugbellen.spreek_af(SOCIAAL_TEAM, overdracht.id, NU + timedelta(days=1), NU)
    await app.werkbak.neem_aan(SOCIAAL_TEAM, overdracht.id, NU)
    await app.werkbak.rond_af(SOCIAAL_TEAM, overdracht.id, "klaar", NU)
    async with app.opslag.transactie() as werk:
        assert await lopende(werk, overdracht.id) is None


@pytest.mark.parametrize("tegelijk", [1, 2])
async def test_een_team_belt_zoveel_mensen_tegelijk_als_in_de_gegevens_staat(tegelijk: int, app: App) -> None:
    gemeente = app.kennis.gemeenten["groningen"]
    teams = {s: replace(t, tegelijk_bellen=tegelijk) for s, t in gemeente.teams.items()}
    app.kennis = replace(app.kennis, gemeenten={**app.kennis.gemeenten, "groningen": replace(gemeente, teams=teams)})
    momenten = [(await maak(app, await (await Inwoner.begint(app)).naar_team())).van for _ in range(3)]
    assert [momenten.count(m) for m in sorted(set(momenten))] == ([1, 1, 1] if tegelijk == 1 else [2, 1])


def test_elke_gemeente_heeft_uren_voor_terugbellen() -> None:
    """Anders is er nooit een blok en hoort een inwoner alleen sorry."""
    from assistent.kern.afspraken import werktijden

    for gemeente in kennisbank().gemeenten.values():
        for team in gemeente.teams:
            assert vrije_blokken(werktijden(gemeente, team), [], NU), (gemeente.sleutel, team)
