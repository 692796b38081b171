"""Inzien en wissen met nummer en code, en de uitvoer voor de functionaris (AVG 15, 17)."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncEngine

from assistent.adapters.sql import Kluis, SqlOpslag
from assistent.adapters.sql import tabellen as t
from assistent.adapters.sql.bewaren import SqlOpruimer
from assistent.adapters.sql.inzage import SqlInzagelog
from assistent.app import App
from assistent.inzageverzoek import schrijf_uitvoer
from assistent.kanalen.web.rechten import rechten_van
from assistent.kanalen.web.server import maak_server
from assistent.kern.begrippen import Wie
from assistent.kern.errors import GesprekOnbekend
from assistent.kern.overdracht import Overdracht, Staat
from assistent.processen.uitvoer import Uitvoer
from assistent.processen.volgen import CodeKloptNiet
from tests.gegevens import NU, SOCIAAL_TEAM, STAPELING, Inwoner, maak_proefapp

pytestmark = pytest.mark.filterwarnings("ignore::aiohttp.web_exceptions.NotAppKeyWarning")


@pytest.fixture
def app(sqlopslag: SqlOpslag, motor: AsyncEngine, kluis: Kluis) -> App:
    app = maak_proefapp(opslag=sqlopslag)
    app.statuscode = kluis.statuscode
    app.inzage, app.opruimer = SqlInzagelog(motor), SqlOpruimer(motor)
    return app


@pytest.fixture
async def overdracht(app: App) -> Overdracht:
    return await (await Inwoner.begint(app)).naar_team()


def paar(app: App, overdracht: Overdracht) -> tuple[str, str]:
    return overdracht.referentie, app.statuscode(overdracht.id)


def plat(delen: Any) -> str:
    return "\n".join(f"{d.kop}\n" + "\n".join(f"{a}: {b}" for a, b in d.regels) for d in delen)


async def test_de_inwoner_leest_alles_wat_er_is(app: App, overdracht: Overdracht) -> None:
    await app.werkbak.neem_aan(SOCIAAL_TEAM, overdracht.id, NU)
    await app.meepraten.zeg(SOCIAAL_TEAM, overdracht.id, "Ik bel u morgen", NU)
    await app.inzage.leg_vast("sam", "intake", overdracht.id, NU)
    tekst = plat(await rechten_van(app).alles(*paar(app, overdracht)))
    for stuk in (STAPELING, "Anna Proef", "0612345678", "'s ochtends", "Ik bel u morgen", overdracht.referentie, "meervoudig complex", "90 dagen"):
        assert stuk in tekst
    assert "24-11-2026 10:00: een medewerker" in tekst
    assert "sam" not in tekst.replace("samen", "")


async def test_een_melder_leest_alleen_wat_hij_zelf_zei(app: App, overdracht: Overdracht) -> None:
    """R52: de rest gaat over een ander."""
    async with app.opslag.transactie() as werk:
        o, intake = await werk.overdrachten.haal(overdracht.id)
        await werk.overdrachten.bewaar(o, replace(intake, wie=Wie.MELDER))
    delen = await rechten_van(app).alles(*paar(app, overdracht))
    assert [d.kop for d in delen] == ["Wat u vertelde", "Hoe lang wij dit bewaren"]


@pytest.mark.parametrize(("nummer", "code"), [("", ""), ("goed", ""), ("goed", "22222-22222"), ("K4T-7WQ", "goed"), ("' OR 1=1", "goed"), ("%", "%")])
async def test_zonder_goed_nummer_met_code_gebeurt_er_niets(nummer: str, code: str, app: App, overdracht: Overdracht) -> None:
    goed = paar(app, overdracht)
    gok = (goed[0] if nummer == "goed" else nummer, goed[1] if code == "goed" else code)
    with pytest.raises(CodeKloptNiet):
        await rechten_van(app).alles(*gok)
    with pytest.raises(CodeKloptNiet):
        await rechten_van(app).wis(*gok, NU)
    assert plat(await rechten_van(app).alles(*goed))


async def inhoud(motor: AsyncEngine, kluis: Kluis) -> str:
    """Alles wat er ontsleuteld nog staat."""
    uit = []
    async with motor.connect() as verbinding:
        for tabel, kolom in ((t.gesprek, "stand"), (t.bericht, "inhoud"), (t.overdracht, "intake"), (t.stap, "reden"), (t.klad, "inhoud")):
            uit += [json.dumps(json.loads(kluis._fernet.decrypt(r[0]))) for r in await verbinding.execute(select(tabel.c[kolom]))]
    return "\n".join(uit)


async def test_wissen_haalt_het_verhaal_meteen_weg(app: App, overdracht: Overdracht, motor: AsyncEngine, kluis: Kluis) -> None:
    assert "Anna Proef" in await inhoud(motor, kluis)
    assert await rechten_van(app).wis(*paar(app, overdracht), NU)
    over = await inhoud(motor, kluis)
    assert not any(stuk in over for stuk in ("Anna", "0612345678", "schulden", "zoon", "ochtends"))
    nieuw, _ = await app.volgen.open(*paar(app, overdracht))
    assert nieuw.staat is Staat.INGETROKKEN
    assert await app.werkbak.lijst(SOCIAAL_TEAM) == []
    await SqlOpruimer(motor).ruim_op(NU + timedelta(days=7, seconds=1), app.kennis.bewaren)
    with pytest.raises(CodeKloptNiet):
        await app.volgen.open(*paar(app, overdracht))


async def test_na_afronden_kan_wissen_ook(app: App, overdracht: Overdracht, motor: AsyncEngine, kluis: Kluis) -> None:
    await app.werkbak.neem_aan(SOCIAAL_TEAM, overdracht.id, NU)
    await app.werkbak.rond_af(SOCIAAL_TEAM, overdracht.id, "klaar", NU)
    assert await rechten_van(app).wis(*paar(app, overdracht), NU)
    assert "Anna" not in await inhoud(motor, kluis)


async def test_is_een_team_al_bezig_dan_krijgt_het_team_het_verzoek(app: App, overdracht: Overdracht, motor: AsyncEngine, kluis: Kluis) -> None:
    await app.werkbak.neem_aan(SOCIAAL_TEAM, overdracht.id, NU)
    assert not await rechten_van(app).wis(*paar(app, overdracht), NU)
    nieuw, intake = await app.werkbak.bekijk(SOCIAAL_TEAM, overdracht.id)
    assert nieuw.staat is Staat.AANGENOMEN
    assert nieuw.geschiedenis[-1].reden == "de inwoner vraagt om wissen"
    assert intake.velden["naam"] == "Anna Proef"
    async with motor.connect() as verbinding:
        assert (await verbinding.execute(select(t.bericht))).all() == []


async def test_na_wissen_wordt_iemand_niet_meer_herkend(app: App, overdracht: Overdracht, motor: AsyncEngine) -> None:
    contact: dict[str, Any] = {"gemeente": "groningen", "kanaal": "phone", "medewerker": "sam", "begonnen": NU, "seconden": 1, "uitslag": "x", "klasse": "x"}
    async with motor.begin() as verbinding:
        await verbinding.execute(insert(t.herkenning).values(merk="m", overdracht_id=overdracht.id, op=NU))
        for n, (id_, wie) in enumerate([(overdracht.id, "p"), (None, "p"), (None, "q")]):
            await verbinding.execute(insert(t.contactmoment).values(id=str(n), overdracht_id=id_, persoon=wie, **contact))
    await rechten_van(app).wis(*paar(app, overdracht), NU)
    async with motor.connect() as verbinding:
        assert (await verbinding.execute(select(t.herkenning))).all() == []
        assert (await verbinding.execute(select(t.contactmoment.c.persoon).order_by(t.contactmoment.c.id))).scalars().all() == [None, None, "q"]


# --- de pagina's ---


@pytest.fixture
async def klant(app: App, kluis: Kluis, aiohttp_client: Callable[..., Awaitable[TestClient[Any, Any]]]) -> TestClient[Any, Any]:
    return await aiohttp_client(TestServer(maak_server(app, kluis, "x")))


async def test_de_pagina_toont_alles_en_bewaart_niets_onderweg(app: App, overdracht: Overdracht, klant: TestClient[Any, Any]) -> None:
    nummer, code = paar(app, overdracht)
    antwoord = await klant.post("/status/gegevens", data={"referentie": nummer, "code": code})
    pagina = await antwoord.text()
    assert antwoord.status == 200
    assert "Anna Proef" in pagina
    assert antwoord.headers["Cache-Control"] == "no-store"


async def test_wissen_via_de_pagina(app: App, overdracht: Overdracht, klant: TestClient[Any, Any]) -> None:
    nummer, code = paar(app, overdracht)
    assert "/status/wissen" in await (await klant.post("/status", data={"referentie": nummer, "code": code})).text()
    antwoord = await klant.post("/status/wissen", data={"referentie": nummer, "code": code})
    assert "Uw gegevens zijn gewist." in await antwoord.text()


@pytest.mark.parametrize("pad", ["/status/gegevens", "/status/wissen"])
async def test_een_verkeerde_code_krijgt_een_zin(pad: str, overdracht: Overdracht, klant: TestClient[Any, Any]) -> None:
    antwoord = await klant.post(pad, data={"referentie": overdracht.referentie, "code": "22222-22222"})
    assert antwoord.status == 401
    assert "horen niet bij elkaar" in await antwoord.text()
    assert "Anna" not in await antwoord.text()


@pytest.mark.usefixtures("emmers_blijven_vol")
async def test_raden_stuit_op_de_grens(overdracht: Overdracht, klant: TestClient[Any, Any]) -> None:
    codes = [(await klant.post("/status", data={"referentie": overdracht.referentie, "code": f"22222-{n:05}"})).status for n in range(61)]
    assert codes[-1] == 429


# --- de functionaris ---


async def test_de_functionaris_krijgt_alles_met_namen_van_medewerkers(app: App, overdracht: Overdracht, tmp_path: Path) -> None:
    await app.werkbak.neem_aan(SOCIAAL_TEAM, overdracht.id, NU)
    await app.inzage.leg_vast("sam", "intake", overdracht.id, NU)
    doel = tmp_path / "uit.json"
    uitvoer = Uitvoer(app.kennis, app.opslag, app.inzage)
    await schrijf_uitvoer(uitvoer, overdracht.referentie.lower(), "functionaris", doel, NU)
    inhoud = json.loads(doel.read_text("utf-8"))
    assert inhoud["Wat u vertelde"][0] == ["In eigen woorden", STAPELING]
    assert ["24-11-2026 10:00", "sam: intake"] in inhoud["Wie het zag"]
    assert doel.stat().st_mode & 0o077 == 0
    with pytest.raises(GesprekOnbekend):
        await schrijf_uitvoer(uitvoer, "222-222", "functionaris", doel, NU)
    assert ("functionaris", "uitvoer") in [(r.account, r.wat) for r in await app.inzage.lees(overdracht.id)]
