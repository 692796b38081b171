"""Wat een teamlid met een intake doet, en wat de inwoner daarvan merkt (R57-R62, R70)."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from assistent.adapters.sql import SqlOpslag
from assistent.app import App
from assistent.kern.errors import AlAangenomen, AssistentError, GesprekOnbekend, OngeldigeStap
from assistent.kern.overdracht import Overdracht, Staat
from assistent.ports import Account
from assistent.processen.inzien import wis
from assistent.processen.werkbak import NietVanUwTeam
from tests.gegevens import (
    COLLEGA,
    DIEMEN,
    LOKET,
    NU,
    PARKEERKAART,
    SCHULDEN,
    SOCIAAL_TEAM,
    STAPELING,
    Inwoner,
    NepOmroep,
    lees,
    maak_proefapp,
)

Handeling = Callable[[App, Account, str], Awaitable[object]]
HANDELINGEN: dict[str, Handeling] = {
    "bekijken": lambda app, wie, id_: app.werkbak.bekijk(wie, id_),
    "aannemen": lambda app, wie, id_: app.werkbak.neem_aan(wie, id_, NU),
    "weigeren": lambda app, wie, id_: app.werkbak.weiger(wie, id_, "niet voor ons", NU),
    "antwoorden": lambda app, wie, id_: app.meepraten.zeg(wie, id_, "hallo", NU),
    "teruggeven": lambda app, wie, id_: app.werkbak.geef_terug(wie, id_, "vrij", NU),
    "afronden": lambda app, wie, id_: app.werkbak.rond_af(wie, id_, "klaar", NU),
}


@pytest.fixture
def app() -> App:
    return maak_proefapp(omroep=NepOmroep())


@pytest.fixture
async def inwoner(app: App) -> Inwoner:
    return await Inwoner.begint(app)


@pytest.fixture
async def overdracht(inwoner: Inwoner) -> Overdracht:
    """Een intake die bij het Sociaal Team ligt."""
    return await inwoner.naar_team()


async def laatste(inwoner: Inwoner) -> str:
    return lees((await inwoner.berichten())[-1:])


# --- de lijst ---


async def test_het_team_ziet_de_intake_en_een_ander_team_niet(app: App, overdracht: Overdracht) -> None:
    assert [o.id for o, _ in await app.werkbak.lijst(SOCIAAL_TEAM)] == [overdracht.id]
    assert await app.werkbak.lijst(LOKET) == []
    assert await app.werkbak.lijst(DIEMEN) == []


async def test_zonder_team_is_er_niets_te_zien(app: App, overdracht: Overdracht) -> None:
    """R62."""
    assert await app.werkbak.lijst(replace(SOCIAAL_TEAM, teams=frozenset())) == []


async def test_wat_is_aangenomen_blijft_in_de_lijst_en_wat_is_afgerond_niet(app: App, overdracht: Overdracht) -> None:
    await app.werkbak.neem_aan(SOCIAAL_TEAM, overdracht.id, NU)
    assert len(await app.werkbak.lijst(SOCIAAL_TEAM)) == 1
    await app.werkbak.rond_af(SOCIAAL_TEAM, overdracht.id, "klaar", NU)
    assert await app.werkbak.lijst(SOCIAAL_TEAM) == []


# --- aannemen ---


async def test_aannemen_bereikt_de_chat_met_de_naam_van_de_medewerker(app: App, inwoner: Inwoner, overdracht: Overdracht) -> None:
    """R70: het wordt een persoon."""
    na = len(await inwoner.berichten())
    aangenomen = await app.werkbak.neem_aan(SOCIAAL_TEAM, overdracht.id, NU)
    assert (aangenomen.staat, aangenomen.aangenomen_door) == (Staat.AANGENOMEN, "sam")
    nieuw = (await inwoner.berichten())[na:]
    assert "Sam Proef van het Sociaal Team heeft uw vraag aangenomen" in lees(nieuw)
    assert (f"gesprek:{inwoner.id}", "bericht") in app.omroep.geroepen
    assert ("werkbak:groningen", "ververs") in app.omroep.geroepen


async def test_na_aannemen_ziet_de_inwoner_dat_een_mens_het_heeft(app: App, inwoner: Inwoner, overdracht: Overdracht) -> None:
    await app.werkbak.neem_aan(SOCIAAL_TEAM, overdracht.id, NU)
    assert (await inwoner.overdracht()).bij_mens  # type: ignore[union-attr]
    assert await inwoner.zeg(PARKEERKAART) == ""


async def test_twee_tegelijk_een_wint(sqlopslag: SqlOpslag) -> None:
    """Op de echte database."""
    app = maak_proefapp(opslag=sqlopslag)
    inwoner = await Inwoner.begint(app)
    overdracht = await inwoner.naar_team()
    uit = await asyncio.gather(
        app.werkbak.neem_aan(SOCIAAL_TEAM, overdracht.id, NU),
        app.werkbak.neem_aan(COLLEGA, overdracht.id, NU),
        return_exceptions=True,
    )
    winnaars = [u for u in uit if isinstance(u, Overdracht)]
    verliezers = [u for u in uit if isinstance(u, AlAangenomen)]
    assert (len(winnaars), len(verliezers)) == (1, 1)
    nu = await inwoner.overdracht()
    assert nu is not None
    assert nu.aangenomen_door == winnaars[0].aangenomen_door
    assert sum("heeft uw vraag aangenomen" in lees([b]) for b in await inwoner.berichten()) == 1


async def test_de_tweede_hoort_wie_eerder_was(app: App, overdracht: Overdracht) -> None:
    await app.werkbak.neem_aan(SOCIAAL_TEAM, overdracht.id, NU)
    with pytest.raises(AlAangenomen, match="sam"):
        await app.werkbak.neem_aan(COLLEGA, overdracht.id, NU)


async def test_ook_als_de_inwoner_zijn_gesprek_wiste_kan_het_team_verder(app: App, inwoner: Inwoner, overdracht: Overdracht) -> None:
    """De intake blijft van het team (inzien.wis)."""
    await wis(app.opslag, app.dialoog, inwoner.id)
    await app.werkbak.weiger(SOCIAAL_TEAM, overdracht.id, "voor het loket", NU)
    assert (await app.werkbak.neem_aan(LOKET, overdracht.id, NU)).aangenomen_door == "lotte"
    assert (await app.werkbak.rond_af(LOKET, overdracht.id, "gebeld", NU)).staat is Staat.AFGEROND


# --- weigeren (R58) ---


async def test_weigeren_gaat_naar_de_terugval_met_de_reden_in_de_geschiedenis(app: App, overdracht: Overdracht) -> None:
    verder = await app.werkbak.weiger(SOCIAAL_TEAM, overdracht.id, "hoort bij het loket", NU)
    assert (verder.team, verder.staat) == ("loket", Staat.AANGEBODEN)
    assert [(s.staat.value, s.door, s.reden) for s in verder.geschiedenis[-2:]] == [
        ("geweigerd", "sam", "hoort bij het loket"),
        ("aangeboden", "systeem", "naar loket"),
    ]
    assert await app.werkbak.lijst(SOCIAAL_TEAM) == []
    (_, intake), *_ = await app.werkbak.lijst(LOKET)
    assert intake.trekker == "loket"


async def test_na_weigeren_begint_de_termijn_opnieuw(app: App, overdracht: Overdracht) -> None:
    assert overdracht.termijn is not None
    verder = await app.werkbak.weiger(SOCIAAL_TEAM, overdracht.id, "niet voor ons", NU + timedelta(hours=3))
    assert verder.termijn is not None
    assert verder.termijn > overdracht.termijn


async def test_de_inwoner_hoort_eerlijk_wie_de_vraag_doorgeeft(app: App, inwoner: Inwoner, overdracht: Overdracht) -> None:
    await app.werkbak.weiger(SOCIAAL_TEAM, overdracht.id, "…", NU)
    tekst = await laatste(inwoner)
    assert tekst.startswith("Het Sociaal Team geeft uw vraag door")
    assert "Ik blijf erop letten" in tekst


async def test_wie_geweigerd_heeft_ziet_de_intake_niet_meer(app: App, overdracht: Overdracht) -> None:
    await app.werkbak.weiger(SOCIAAL_TEAM, overdracht.id, "…", NU)
    with pytest.raises(NietVanUwTeam):
        await app.werkbak.bekijk(SOCIAAL_TEAM, overdracht.id)


async def test_elke_weigering_komt_weer_bij_iemand_terecht(app: App, overdracht: Overdracht) -> None:
    """R57: de vraag raakt nooit zoek, ook niet na veel weigeringen."""
    ieder = replace(SOCIAAL_TEAM, teams=frozenset(app.kennis.gemeenten["groningen"].teams))
    for _ in range(6):
        overdracht = await app.werkbak.weiger(ieder, overdracht.id, "…", NU)
        assert overdracht.staat is Staat.AANGEBODEN
        assert overdracht.team in app.kennis.gemeenten["groningen"].teams
    assert len(overdracht.geschiedenis) == 13


async def test_een_aangenomen_intake_kan_niet_meer_geweigerd_worden(app: App, overdracht: Overdracht) -> None:
    await app.werkbak.neem_aan(SOCIAAL_TEAM, overdracht.id, NU)
    with pytest.raises(OngeldigeStap):
        await app.werkbak.weiger(COLLEGA, overdracht.id, "…", NU)


# --- wie mag wat (R62, R97) ---


@pytest.mark.parametrize("handeling", HANDELINGEN)
@pytest.mark.parametrize("wie", [LOKET, DIEMEN, replace(SOCIAAL_TEAM, gemeente="uithoorn"), replace(SOCIAAL_TEAM, teams=frozenset())],
                         ids=["ander team", "andere gemeente", "zelfde team elders", "geen team"])  # fmt: skip
async def test_een_ander_mag_er_niet_bij(handeling: str, wie: Account, app: App, inwoner: Inwoner, overdracht: Overdracht) -> None:
    voor = await inwoner.berichten()
    with pytest.raises(NietVanUwTeam):
        await HANDELINGEN[handeling](app, wie, overdracht.id)
    assert await inwoner.overdracht() == overdracht
    assert await inwoner.berichten() == voor


@pytest.mark.parametrize("handeling", HANDELINGEN)
async def test_een_onbekende_intake_is_een_benoemde_fout(handeling: str, app: App) -> None:
    with pytest.raises(GesprekOnbekend):
        await HANDELINGEN[handeling](app, SOCIAAL_TEAM, "bestaat-niet")


async def test_een_meekijker_kan_meelezen() -> None:
    """R59: één trekker, anderen kijken mee."""
    app = maak_proefapp()
    inwoner = await Inwoner.begint(app, "uithoorn")
    overdracht = await inwoner.naar_team()
    async with app.opslag.transactie() as werk:
        oud, intake = await werk.overdrachten.haal(overdracht.id)
        await werk.overdrachten.bewaar(replace(oud, meekijkers=("sociaal_loket_wmo",)), intake)
    wmo = Account("wim", "Wim Proef", frozenset({"teamlid"}), "uithoorn", frozenset({"sociaal_loket_wmo"}))
    gezien, _ = await app.werkbak.bekijk(wmo, overdracht.id)
    assert gezien.team == "sociaal_loket"


# --- het gesprek met de inwoner ---


async def test_antwoorden_kan_pas_na_aannemen(app: App, inwoner: Inwoner, overdracht: Overdracht) -> None:
    voor = await inwoner.berichten()
    with pytest.raises(AssistentError, match="eerst aan"):
        await app.meepraten.zeg(SOCIAAL_TEAM, overdracht.id, "Goedemorgen", NU)
    assert await inwoner.berichten() == voor


async def test_een_antwoord_staat_in_de_chat_met_naam(app: App, inwoner: Inwoner, overdracht: Overdracht) -> None:
    await app.werkbak.neem_aan(SOCIAAL_TEAM, overdracht.id, NU)
    await app.meepraten.zeg(SOCIAAL_TEAM, overdracht.id, "Goedemorgen, ik bel u zo.", NU)
    bericht = (await inwoner.berichten())[-1]
    assert (bericht.van, bericht.inhoud["van"]) == ("medewerker", "Sam Proef")
    assert bericht.inhoud["tekst"] == "Goedemorgen, ik bel u zo."
    assert app.omroep.geroepen[-1] == (f"gesprek:{inwoner.id}", "bericht")


async def test_heen_en_weer_praten_blijft_op_volgorde(app: App, inwoner: Inwoner, overdracht: Overdracht) -> None:
    await app.werkbak.neem_aan(SOCIAAL_TEAM, overdracht.id, NU)
    for n in range(3):
        await app.meepraten.zeg(SOCIAAL_TEAM, overdracht.id, f"vraag {n}", NU)
        await inwoner.zeg(f"antwoord {n}")
    rest = (await inwoner.berichten())[-6:]
    assert [b.inhoud["tekst"] for b in rest] == [f"{w} {n}" for n in range(3) for w in ("vraag", "antwoord")]
    nummers = [b.nummer for b in await inwoner.berichten()]
    assert nummers == list(range(1, len(nummers) + 1))


async def test_teruggeven_zegt_dat_de_bot_er_weer_is_en_legt_de_vraag_weer_klaar(app: App, inwoner: Inwoner, overdracht: Overdracht) -> None:
    await app.werkbak.neem_aan(SOCIAAL_TEAM, overdracht.id, NU)
    terug = await app.werkbak.geef_terug(SOCIAAL_TEAM, overdracht.id, "ziek", NU)
    assert (terug.staat, terug.aangenomen_door) == (Staat.AANGEBODEN, None)
    assert "digitale assistent" in await laatste(inwoner)
    assert await inwoner.zeg("hallo?")
    assert (await app.werkbak.neem_aan(COLLEGA, overdracht.id, NU)).aangenomen_door == "kim"


async def test_afronden_zegt_dat_en_dan_antwoordt_de_bot_weer(app: App, inwoner: Inwoner, overdracht: Overdracht) -> None:
    await app.werkbak.neem_aan(SOCIAAL_TEAM, overdracht.id, NU)
    klaar = await app.werkbak.rond_af(SOCIAAL_TEAM, overdracht.id, "plan gemaakt", NU)
    assert klaar.geschiedenis[-1].reden == "plan gemaakt"
    tekst = await laatste(inwoner)
    assert "afgerond" in tekst
    assert overdracht.referentie in tekst
    assert await inwoner.zeg("dank u wel")
    assert await inwoner.overdracht() is None


async def test_afronden_kan_niet_zonder_aannemen(app: App, overdracht: Overdracht) -> None:
    with pytest.raises(OngeldigeStap):
        await app.werkbak.rond_af(SOCIAAL_TEAM, overdracht.id, "klaar", NU)


# --- de hele weg in andere gemeenten ---


@pytest.mark.parametrize(
    ("gemeente", "tekst", "team"),
    [
        ("groningen", SCHULDEN, "gkb"),
        ("diemen", STAPELING, "brede_hoed"),
        ("uithoorn", STAPELING, "sociaal_loket"),
        ("heerenveen", STAPELING, "omtinker"),
        ("lisse", STAPELING, "team_lisse"),
    ],
)
async def test_de_weg_werkt_in_elke_gemeente(gemeente: str, tekst: str, team: str) -> None:
    app = maak_proefapp()
    inwoner = await Inwoner.begint(app, gemeente)
    await inwoner.zeg(tekst)
    for _ in range(8):
        vraag = (await inwoner.gesprek()).open_vraag
        if vraag is None:
            break
        await inwoner.zeg("ja" if vraag in ("overdragen", "akkoord") else "sla over")
    overdracht = await inwoner.overdracht()
    assert overdracht is not None
    assert overdracht.team == team
    wie = Account("w", "W Proef", frozenset({"teamlid"}), gemeente, frozenset({team}))
    assert (await app.werkbak.neem_aan(wie, overdracht.id, NU)).bij_mens
