"""Niet loslaten: herinnering, terugval, achterwacht, aanschuiven, waakvlam en heropenen (R57-R59, R66, R79-R82)."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from assistent.adapters.sql import SqlOpslag
from assistent.app import App
from assistent.kern.beeld import Gehoord
from assistent.kern.behandelaar import volgende_team
from assistent.kern.errors import AssistentError, OngeldigeStap
from assistent.kern.overdracht import Afloop, Handeling, Overdracht, Staat
from assistent.kern.signalen import Signaal
from assistent.kern.tijden import NEDERLAND, Openingstijden
from assistent.ports import Terug
from assistent.processen.werkbak import NietVanUwTeam
from tests.gegevens import (
    BOEK,
    COLLEGA,
    CONTACT,
    COORDINATOR,
    LOKET,
    NU,
    PARKEERKAART,
    SOCIAAL_TEAM,
    Inwoner,
    lees,
    maak_proefapp,
    over,
)

MINUUT = timedelta(minutes=1)


@pytest.fixture
def app() -> App:
    return maak_proefapp()


@pytest.fixture
async def inwoner(app: App) -> Inwoner:
    return await Inwoner.begint(app)


@pytest.fixture
async def overdracht(inwoner: Inwoner) -> Overdracht:
    """Een intake die om tien uur bij het Sociaal Team kwam te liggen."""
    return await inwoner.naar_team()


async def nu_van(app: App, id_: str) -> Overdracht:
    async with app.opslag.transactie() as werk:
        return (await werk.overdrachten.haal(id_))[0]


async def laatste(inwoner: Inwoner) -> str:
    return lees((await inwoner.berichten())[-1:])


def handelingen(overdracht: Overdracht) -> list[str]:
    return [s.handeling for s in overdracht.geschiedenis]


# --- herinneren en verlopen (R58) ---


async def test_halverwege_de_termijn_komt_er_een_herinnering_en_aan_het_eind_de_terugval(
    app: App, inwoner: Inwoner, overdracht: Overdracht
) -> None:
    """R57, R58: eerst een herinnering, daarna een ander team en de aangewezen persoon; de inwoner hoort het."""
    assert overdracht.herinner_op is not None
    assert overdracht.termijn is not None
    assert NU < overdracht.herinner_op < overdracht.termijn
    await app.opvolger.bewaak(overdracht.herinner_op - MINUUT)
    assert await nu_van(app, overdracht.id) == overdracht

    await app.opvolger.bewaak(overdracht.herinner_op)
    herinnerd = await nu_van(app, overdracht.id)
    assert handelingen(herinnerd) == ["aanbieden", "herinneren"]
    assert (herinnerd.team, herinnerd.staat) == (overdracht.team, Staat.AANGEBODEN)
    await app.opvolger.bewaak(overdracht.herinner_op + MINUUT)
    assert handelingen(await nu_van(app, overdracht.id)) == ["aanbieden", "herinneren"]

    await app.opvolger.bewaak(overdracht.termijn)
    verder = await nu_van(app, overdracht.id)
    assert handelingen(verder)[-2:] == ["verlopen", "aanbieden"]
    assert (verder.team, verder.staat, verder.achterwacht) == ("loket", Staat.AANGEBODEN, True)
    assert verder.termijn is not None
    assert verder.termijn > overdracht.termijn
    assert "nog niemand uw vraag aangenomen" in await laatste(inwoner)
    assert "het Loket" in await laatste(inwoner)


async def test_wie_aanneemt_wordt_niet_meer_herinnerd(app: App, overdracht: Overdracht) -> None:
    aangenomen = await app.werkbak.neem_aan(SOCIAAL_TEAM, overdracht.id, NU)
    await app.opvolger.bewaak(NU + timedelta(days=30))
    assert await nu_van(app, overdracht.id) == replace(aangenomen, versie=aangenomen.versie + 1)


async def test_wat_blijft_liggen_blijft_zichtbaar_en_raakt_nooit_zoek(app: App, inwoner: Inwoner, overdracht: Overdracht) -> None:
    """R57, R58: ook na weken zonder iemand ligt de vraag bij een team, en ziet de achterwacht haar."""
    nu = NU
    for _ in range(40):
        nu += timedelta(hours=12)
        await app.opvolger.bewaak(nu)
    oud = await nu_van(app, overdracht.id)
    assert oud.staat is Staat.AANGEBODEN
    assert oud.team in app.kennis.gemeenten["groningen"].teams
    assert [o.id for o, _ in await app.werkbak.lijst(COORDINATOR)] == [overdracht.id]
    assert "Bel anders" in await laatste(inwoner)
    assert "14 050" in await laatste(inwoner)


async def test_de_achterwacht_wijst_zelf_een_team_aan(app: App, overdracht: Overdracht) -> None:
    """R58: de aangewezen persoon kan iets doen; een gewoon teamlid kan dit niet."""
    with pytest.raises(NietVanUwTeam):
        await app.werkbak.wijs_toe(COORDINATOR, overdracht.id, "gkb", "schulden", NU)
    assert overdracht.termijn is not None
    await app.opvolger.bewaak(overdracht.termijn)
    with pytest.raises(AssistentError, match="coördinator"):
        await app.werkbak.wijs_toe(LOKET, overdracht.id, "gkb", "schulden", NU)
    with pytest.raises(AssistentError, match="coördinator"):
        await app.werkbak.wijs_toe(COORDINATOR, overdracht.id, "bestaat_niet", "", NU)
    verder = await app.werkbak.wijs_toe(COORDINATOR, overdracht.id, "gkb", "gaat om schulden", overdracht.termijn)
    assert (verder.team, verder.staat, verder.achterwacht) == ("gkb", Staat.AANGEBODEN, False)
    assert verder.geschiedenis[-2].reden == "gaat om schulden"


async def test_een_kapotte_overdracht_houdt_de_andere_niet_tegen(app: App, overdracht: Overdracht) -> None:
    ander = await (await Inwoner.begint(app)).naar_team()
    async with app.opslag.transactie() as werk:
        await werk.overdrachten.bewaar(replace(await nu_van(app, overdracht.id), team="opgeheven_team"))
    assert ander.termijn is not None
    await app.opvolger.bewaak(ander.termijn)
    assert (await nu_van(app, ander.id)).team == "loket"


async def test_twee_processen_tegelijk_laten_een_vraag_maar_een_keer_verlopen(sqlopslag: SqlOpslag) -> None:
    app = maak_proefapp(opslag=sqlopslag)
    overdracht = await (await Inwoner.begint(app)).naar_team()
    assert overdracht.termijn is not None


    await asyncio.gather(*(app.opvolger.bewaak(overdracht.termijn) for _ in range(3)))
    assert handelingen(await nu_van(app, overdracht.id)).count("verlopen") == 1


async def test_een_termijn_loopt_niet_door_in_het_weekend(app: App) -> None:
    """R58, R68: gerekend in de werkuren van het team."""
    app.klok.moment = datetime(2026, 11, 27, 16, 30, tzinfo=NEDERLAND)  # type: ignore[attr-defined]
    overdracht = await (await Inwoner.begint(app)).naar_team()
    assert overdracht.termijn is not None
    assert overdracht.termijn.astimezone(NEDERLAND).weekday() == 0
    await app.opvolger.bewaak(datetime(2026, 11, 29, 23, 0, tzinfo=NEDERLAND))
    assert handelingen(await nu_van(app, overdracht.id)) == ["aanbieden"]


async def test_ook_zonder_termijn_in_de_gegevens_wordt_er_bewaakt_en_niets_beloofd(app: App) -> None:
    """R58, R69: een gemeente die niets invult mag haar inwoners niet laten wachten zonder eind."""
    stad = app.kennis.gemeenten["groningen"]
    kaal = {
        naam: replace(team, reactie_werkuren=None, reactie_spoed_werkuren=None, tijden=Openingstijden())
        for naam, team in stad.teams.items()
    }
    stad = replace(stad, teams=kaal, kanalen=replace(stad.kanalen, tijden=Openingstijden()))
    app.kennis = replace(app.kennis, gemeenten={**app.kennis.gemeenten, "groningen": stad})
    overdracht = await (await Inwoner.begint(app)).naar_team()
    assert overdracht.toegezegd is None
    assert overdracht.herinner_op is not None
    assert overdracht.termijn is not None
    await app.opvolger.bewaak(NU + timedelta(days=14))
    assert (await nu_van(app, overdracht.id)).achterwacht


# --- weigeren (R58) ---


async def test_weigeren_vraagt_elk_team_een_keer_en_dan_de_achterwacht(app: App, inwoner: Inwoner, overdracht: Overdracht) -> None:
    gevraagd = [overdracht.team]
    ieder = replace(SOCIAAL_TEAM, teams=frozenset(app.kennis.gemeenten["groningen"].teams))
    while not overdracht.achterwacht:
        overdracht = await app.werkbak.weiger(ieder, overdracht.id, "niet voor ons", NU)
        gevraagd.append(overdracht.team)
        assert len(gevraagd) < 10
    assert len(set(gevraagd[:-1])) == len(gevraagd[:-1])
    assert "coördinator" in await laatste(inwoner)
    assert overdracht.id in [o.id for o, _ in await app.werkbak.lijst(COORDINATOR)]


async def test_heropenen_begint_een_nieuwe_ronde(app: App, overdracht: Overdracht) -> None:
    """Een team dat ooit weigerde mag na heropenen opnieuw gevraagd worden."""
    gemeente = app.kennis.gemeenten["groningen"]
    verder = await app.werkbak.weiger(SOCIAAL_TEAM, overdracht.id, "…", NU)
    assert volgende_team(gemeente, verder) == "punt_kcc"
    await app.werkbak.neem_aan(LOKET, overdracht.id, NU)
    await app.werkbak.rond_af(LOKET, overdracht.id, "klaar", NU)
    weer = await app.opvolger.heropen(overdracht.id, "belt weer", NU)
    assert (weer.team, volgende_team(gemeente, weer)) == ("loket", "punt_kcc")


# --- aanschuiven in plaats van doorsturen (R59) ---


async def test_een_ander_team_schuift_aan_en_de_trekker_blijft(app: App, inwoner: Inwoner, overdracht: Overdracht) -> None:
    """R59: de inwoner wordt niet doorgestuurd."""
    await app.werkbak.neem_aan(SOCIAAL_TEAM, overdracht.id, NU)
    samen = await app.werkbak.schuif_aan(SOCIAAL_TEAM, overdracht.id, "gkb", "kennis van schulden", NU)
    assert (samen.team, samen.staat, samen.aangenomen_door) == ("sociaal_team", Staat.AANGENOMEN, "sam")
    assert "gkb" in samen.meekijkers
    tekst = await laatste(inwoner)
    assert "U houdt contact met het Sociaal Team" in tekst
    assert overdracht.id in [o.id for o, _ in await app.werkbak.lijst(LOKET)]  # Lotte zit ook bij de GKB


async def test_aanschuiven_kan_ook_voor_het_aannemen_en_niet_twee_keer(app: App, overdracht: Overdracht) -> None:
    await app.werkbak.schuif_aan(SOCIAAL_TEAM, overdracht.id, "gkb", "", NU)
    for team in ("gkb", "sociaal_team", "bestaat_niet"):
        with pytest.raises(AssistentError):
            await app.werkbak.schuif_aan(SOCIAAL_TEAM, overdracht.id, team, "", NU)


async def test_wie_is_aangeschoven_kan_overnemen_en_dan_wisselen_de_rollen(app: App, inwoner: Inwoner, overdracht: Overdracht) -> None:
    """R59, R70: warm van team naar team; er is op elk moment één trekker en de inwoner weet wie."""
    gkb = replace(LOKET, teams=frozenset({"gkb"}))
    await app.werkbak.neem_aan(SOCIAAL_TEAM, overdracht.id, NU)
    await app.werkbak.schuif_aan(SOCIAAL_TEAM, overdracht.id, "gkb", "", NU)
    over_ = await app.werkbak.neem_over(gkb, overdracht.id, NU)
    assert (over_.team, over_.aangenomen_door, over_.bij_mens) == ("gkb", "lotte", True)
    assert "sociaal_team" in over_.meekijkers
    assert "Lotte van het Loket" in await laatste(inwoner)
    with pytest.raises(AssistentError, match="aangeschoven"):
        await app.werkbak.neem_over(gkb, overdracht.id, NU)


async def test_een_meekijker_die_aanneemt_wordt_de_trekker(app: App, overdracht: Overdracht) -> None:
    await app.werkbak.schuif_aan(SOCIAAL_TEAM, overdracht.id, "gkb", "", NU)
    aangenomen = await app.werkbak.neem_aan(replace(LOKET, teams=frozenset({"gkb"})), overdracht.id, NU)
    assert (aangenomen.team, aangenomen.aangenomen_door) == ("gkb", "lotte")
    (_, intake), *_ = await app.werkbak.lijst(LOKET)
    assert (intake.trekker, "sociaal_team" in intake.meekijkers) == ("gkb", True)


# --- intrekken (R66) ---


@pytest.mark.parametrize(("uren", "mag"), [(23.9, True), (24.1, False)])
async def test_intrekken_kan_tot_het_moment_van_de_gemeente(uren: float, mag: bool, app: App, inwoner: Inwoner, overdracht: Overdracht) -> None:
    """R66: `intrekken_uren` in gemeente.yml."""
    app.klok.moment = NU + timedelta(hours=uren)  # type: ignore[attr-defined]
    tekst = await inwoner.zeg("Laat maar, trek het in")
    assert ("ingetrokken" in tekst) is mag
    assert ((await nu_van(app, overdracht.id)).staat is Staat.INGETROKKEN) is mag


# --- waakvlam (R81) ---


async def test_een_waakvlam_na_afronden_legt_de_vraag_weer_bij_het_team(app: App, inwoner: Inwoner, overdracht: Overdracht) -> None:
    """R81: later nog eens kijken hoe het gaat; het team en de inwoner horen het."""
    await app.werkbak.neem_aan(SOCIAAL_TEAM, overdracht.id, NU)
    await app.werkbak.plan_waakvlam(SOCIAAL_TEAM, overdracht.id, date(2026, 12, 8), "na de verhuizing", NU)
    await app.werkbak.rond_af(SOCIAAL_TEAM, overdracht.id, "klaar", NU)
    await app.opvolger.bewaak(datetime(2026, 12, 8, 8, 59, tzinfo=NEDERLAND))
    assert (await nu_van(app, overdracht.id)).staat is Staat.AFGEROND
    await app.opvolger.bewaak(datetime(2026, 12, 8, 9, 0, tzinfo=NEDERLAND))
    weer = await nu_van(app, overdracht.id)
    assert (weer.staat, weer.team, weer.waakvlam) == (Staat.AANGEBODEN, "sociaal_team", None)
    assert weer.termijn is not None
    assert "hoe het met u gaat" in await laatste(inwoner)


async def test_een_waakvlam_bij_wie_het_nog_heeft_is_alleen_een_regel_voor_de_medewerker(
    app: App, inwoner: Inwoner, overdracht: Overdracht
) -> None:
    await app.werkbak.neem_aan(SOCIAAL_TEAM, overdracht.id, NU)
    await app.werkbak.plan_waakvlam(SOCIAAL_TEAM, overdracht.id, date(2026, 11, 25), "", NU)
    voor = await inwoner.berichten()
    await app.opvolger.bewaak(NU + timedelta(days=2))
    nu = await nu_van(app, overdracht.id)
    assert (nu.staat, nu.aangenomen_door, handelingen(nu)[-1]) == (Staat.AANGENOMEN, "sam", "waken")
    assert await inwoner.berichten() == voor


@pytest.mark.parametrize("dag", [date(2026, 11, 24), date(2025, 1, 1), date(2028, 1, 1)])
async def test_een_waakvlam_is_een_dag_in_de_toekomst(dag: date, app: App, overdracht: Overdracht) -> None:
    await app.werkbak.neem_aan(SOCIAAL_TEAM, overdracht.id, NU)
    with pytest.raises(AssistentError, match="na vandaag"):
        await app.werkbak.plan_waakvlam(SOCIAAL_TEAM, overdracht.id, dag, "", NU)


# --- terugkomen (R79, R80) ---


async def afgerond(app: App, inwoner: Inwoner, afloop: Afloop = Afloop.GEHOLPEN) -> Overdracht:
    """Het Sociaal Team gaf door aan het Loket, en dat rondde af."""
    overdracht = await inwoner.naar_team()
    await app.werkbak.weiger(SOCIAAL_TEAM, overdracht.id, "…", NU)
    await app.werkbak.neem_aan(LOKET, overdracht.id, NU)
    return await app.werkbak.rond_af(LOKET, overdracht.id, "klaar", NU, afloop)


async def tot_overdracht(inwoner: Inwoner, tekst: str) -> Overdracht:
    await inwoner.zeg(tekst)
    for _ in range(8):
        vraag = (await inwoner.gesprek()).open_vraag
        if vraag is None:
            break
        await inwoner.zeg("ja" if vraag in ("overdragen", "akkoord") else "sla over")
    overdracht = await inwoner.overdracht()
    assert overdracht is not None
    return overdracht


async def test_wie_terugkomt_gaat_naar_het_team_dat_hem_kent_met_hetzelfde_nummer(app: App, inwoner: Inwoner) -> None:
    """R80: niet opnieuw door het hele proces; naam en nummer worden niet weer gevraagd (R61)."""
    eerder = await afgerond(app, inwoner)
    al = len(await inwoner.berichten())
    weer = await tot_overdracht(inwoner, "Ik wil een mens spreken")
    assert (weer.id, weer.referentie, weer.team) == (eerder.id, eerder.referentie, "loket")
    assert (weer.staat, weer.geschiedenis[-1].handeling) == (Staat.AANGEBODEN, "heropenen")
    gevraagd = {b.inhoud.get("sleutel") for b in await inwoner.berichten(al)}
    assert "utter_vraag_akkoord" in gevraagd
    assert not gevraagd & {"utter_vraag_contact", "utter_vraag_bellen", "utter_vraag_wil_bereiken"}
    assert (await inwoner.gesprek()).velden["telefoon"] == "0612345678"


async def test_een_heel_andere_vraag_gaat_haar_eigen_weg(app: App, inwoner: Inwoner, monkeypatch: pytest.MonkeyPatch) -> None:
    """R80 geldt voor dezelfde vraag; een nieuwe vraag verdient het team dat daar goed in is."""
    boek: dict[str, tuple[Gehoord, tuple[Signaal, ...]]] = {**BOEK, "hulp in huis": (over("hulp_bij_huishouden"), ())}
    app.dialoog.boek = boek  # type: ignore[attr-defined]
    eerder = await afgerond(app, inwoner)
    nieuw = await tot_overdracht(inwoner, "hulp in huis")
    assert nieuw.id != eerder.id


async def test_na_een_afwijzing_vraagt_de_assistent_wat_het_probleem_nog_is(app: App, inwoner: Inwoner) -> None:
    """R79: dezelfde hulpvraag mag terug; het gaat niet alleen over bezwaar."""
    eerder = await afgerond(app, inwoner, Afloop.AFGEWEZEN)
    assert eerder.afloop is Afloop.AFGEWEZEN
    tekst = await laatste(inwoner)
    assert "Wat is voor u nu nog het probleem?" in tekst
    assert "bezwaar" not in tekst.lower()
    weer = await tot_overdracht(inwoner, "Ik wil een mens spreken")
    assert (weer.id, weer.team, weer.afloop) == (eerder.id, "loket", None)


async def test_een_intrekking_wordt_niet_heropend(app: App, inwoner: Inwoner, overdracht: Overdracht) -> None:
    """R66: wie introk begint opnieuw, met een nieuw nummer."""
    await inwoner.zeg("Laat maar, trek het in")
    nieuw = await tot_overdracht(inwoner, "Ik wil een mens spreken")
    assert nieuw.id != overdracht.id
    with pytest.raises(OngeldigeStap):
        await app.opvolger.heropen(overdracht.id, "", NU)


async def test_heropenen_van_buiten_het_gesprek(app: App, inwoner: Inwoner) -> None:
    """R80: met het nummer op de statuspagina of aan de telefoon."""
    eerder = await afgerond(app, inwoner)
    weer = await app.opvolger.heropen(eerder.id, "lukt toch niet", NU)
    assert (weer.staat, weer.team, weer.geschiedenis[-1].reden) == (Staat.AANGEBODEN, "loket", "lukt toch niet")
    assert eerder.referentie in await laatste(inwoner)


# --- herindicatie (R82) ---


async def test_een_aflopende_indicatie_gaat_voor_een_nieuwe_melding(app: App) -> None:
    """R82: bij gelijke urgentie staat zij bovenaan, ook als zij later kwam."""
    boek: dict[str, Any] = {
        **BOEK,
        "nieuw": (over("urgentie"), ()),
        "loopt af": (over("herindicatie"), ()),
    }
    app.dialoog.boek = boek  # type: ignore[attr-defined]
    gewoon = await tot_overdracht(await Inwoner.begint(app), "Ik wil een mens spreken")
    snel = replace(gewoon, id="x", urgentie=app.kennis.onderwerpen["herindicatie"].urgentie, team="loket")
    app.klok.moment = NU + timedelta(hours=2)  # type: ignore[attr-defined]
    afloop = await tot_overdracht(await Inwoner.begint(app), "loopt af")
    assert (gewoon.voorrang, afloop.voorrang) == (False, True)
    assert afloop.termijn is not None
    assert snel.termijn is not None
    assert snel.termijn < afloop.termijn
    assert sorted([snel, afloop], key=lambda o: o.volgorde)[0] is afloop


# --- wat een ander systeem terugmeldt (R57) ---


async def test_opgepakt_in_een_ander_systeem_stopt_de_bewaking_maar_niet_de_bot(app: App, inwoner: Inwoner, overdracht: Overdracht) -> None:
    await app.opvolger.neem_terugmelding(overdracht.id, Terug(False, "j.jansen"), NU)
    nu = await nu_van(app, overdracht.id)
    assert (nu.staat, nu.aangenomen_door, nu.bij_mens) == (Staat.AANGENOMEN, "j.jansen", False)
    assert "opgepakt" in await laatste(inwoner)
    assert await inwoner.zeg(PARKEERKAART) != ""
    await app.opvolger.neem_terugmelding(overdracht.id, Terug(True, "j.jansen"), NU)
    assert (await nu_van(app, overdracht.id)).staat is Staat.AFGEROND
    assert "afgerond" in await laatste(inwoner)


async def test_een_terugmelding_die_niets_nieuws_zegt_doet_niets(app: App, inwoner: Inwoner, overdracht: Overdracht) -> None:
    await app.opvolger.neem_terugmelding(overdracht.id, Terug(False), NU)
    assert await nu_van(app, overdracht.id) == overdracht
    await app.werkbak.neem_aan(COLLEGA, overdracht.id, NU)
    voor = await inwoner.berichten()
    await app.opvolger.neem_terugmelding(overdracht.id, Terug(True, "ander"), NU)
    nu = await nu_van(app, overdracht.id)
    assert (nu.staat, nu.aangenomen_door) == (Staat.AANGENOMEN, "kim")
    assert await inwoner.berichten() == voor


async def test_elke_stap_legt_iets_in_de_uitbak(app: App, overdracht: Overdracht) -> None:
    """Wat een ander systeem moet weten staat klaar in dezelfde transactie."""
    async def ronde() -> int:
        async with app.opslag.transactie() as werk:
            return (await werk.uitbak.zoek(overdracht_id=overdracht.id))[0].ronde

    keren = [await ronde()]
    for doe in (
        app.werkbak.schuif_aan(SOCIAAL_TEAM, overdracht.id, "gkb", "", NU),
        app.werkbak.neem_aan(SOCIAAL_TEAM, overdracht.id, NU),
        app.werkbak.geef_terug(SOCIAAL_TEAM, overdracht.id, "ziek", NU),
        app.werkbak.weiger(SOCIAAL_TEAM, overdracht.id, "…", NU),
        app.werkbak.neem_aan(LOKET, overdracht.id, NU),
        app.werkbak.rond_af(LOKET, overdracht.id, "klaar", NU),
        app.opvolger.heropen(overdracht.id, "", NU),
    ):
        await doe
        keren.append(await ronde())
    assert keren == list(range(keren[0], keren[0] + len(keren)))


async def test_de_hele_geschiedenis_staat_er_met_wie_en_waar(app: App, overdracht: Overdracht) -> None:
    """R57: zichtbaar bij de bron."""
    await app.werkbak.weiger(SOCIAAL_TEAM, overdracht.id, "hoort bij het loket", NU)
    nu = await app.werkbak.neem_aan(LOKET, overdracht.id, NU)
    assert [(s.handeling, s.team, s.door) for s in nu.geschiedenis] == [
        ("aanbieden", "sociaal_team", "inwoner"),
        ("weigeren", "sociaal_team", "sam"),
        ("aanbieden", "loket", "systeem"),
        ("aannemen", "loket", "lotte"),
    ]
    assert Handeling.AANNEMEN.value in {s.handeling for s in nu.geschiedenis}
    assert CONTACT not in str(nu)
