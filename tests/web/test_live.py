"""Inwoner en medewerker tegelijk: nu praten, typen over en weer, wie er is, en wat er gebeurt als iemand weggaat (R46, R57, R69)."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import ClientWebSocketResponse

from assistent.adapters.sql import SqlAccounts
from assistent.app import App
from assistent.kern.meepraten import GEDULD
from tests.gegevens import NU, SOCIAAL_TEAM
from tests.web.conftest import WACHT, Browser, Chat, intake_id, ontvang, teksten

pytestmark = pytest.mark.usefixtures("snelle_wachtwoorden")


async def tot(ws: ClientWebSocketResponse, klaar: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    """Het eerstvolgende bericht dat past."""
    async with asyncio.timeout(WACHT):
        while True:
            bericht = await ws.receive_json()
            if klaar(bericht):
                return dict(bericht)


async def aanwezig(wie: Browser, app: App, id_: str = "") -> ClientWebSocketResponse:
    """Open de werkbak en wacht tot de inwoners het kunnen weten."""
    ws = await wie.klant.ws_connect(f"/werkbak-live{f'?intake={id_}' if id_ else ''}")
    for _ in range(200):
        if await app.aanwezigheid.collegas(SOCIAAL_TEAM, app.klok.nu()):
            return ws
        await asyncio.sleep(0.01)
    raise AssertionError("niemand aanwezig")


# --- de inwoner kiest ---


async def test_met_de_werkbak_open_mag_de_inwoner_nu_praten(sam: Browser, chat: Chat, app: App) -> None:
    ws = await aanwezig(sam, app)
    await chat.naar_team()
    assert "Er is nu iemand van het Sociaal Team" in teksten(await chat.berichten())
    await ws.close()


async def test_even_niet_is_even_niet(sam: Browser, chat: Chat, app: App) -> None:
    """De medewerker kiest zelf, ook met de werkbak open."""
    ws = await aanwezig(sam, app)
    woord = await sam.csrf("/werkbak")
    await sam.klant.post("/werkbak-aanwezig", data={"csrf": woord, "beschikbaar": "nee"})
    await chat.naar_team()
    assert "Er is nu iemand" not in teksten(await chat.berichten())
    assert "even niet beschikbaar" in await sam.lees("/werkbak")
    await ws.close()


async def test_werkbak_dicht_is_weg(sam: Browser, chat: Chat, app: App) -> None:
    ws = await aanwezig(sam, app)
    await ws.close()
    for _ in range(200):
        if not any(c.beschikbaar for c in await app.aanwezigheid.collegas(SOCIAAL_TEAM, NU)):
            break
        await asyncio.sleep(0.01)
    await chat.naar_team()
    assert "Er is nu iemand" not in teksten(await chat.berichten())


async def test_de_wachtende_staat_bovenaan_en_opnemen_is_een_knop(sam: Browser, chat: Chat, app: App) -> None:
    ws = await aanwezig(sam, app)
    await chat.naar_team()
    await chat.zeg("ja")
    assert (await tot(ws, lambda b: b["soort"] == "ververs"))["soort"] == "ververs"
    pagina = await sam.lees("/werkbak")
    assert "Een inwoner wacht op een gesprek" in pagina
    assert "(1 wacht)" in pagina
    id_ = await intake_id(app)
    assert (await sam.doe(id_, "opnemen")).status == 302
    assert "Sam Proef van het Sociaal Team praat nu met u" in teksten(await chat.berichten())
    assert "Een inwoner wacht" not in await sam.lees("/werkbak")
    await ws.close()


async def test_de_knop_van_de_chat_doet_hetzelfde_en_nog_eens_drukken_niets(sam: Browser, chat: Chat, app: App) -> None:
    await chat.naar_team()
    ws = await aanwezig(sam, app)
    antwoord = await chat.klant.post(chat.pad("/mens"), headers=chat.kop)
    inhoud = await antwoord.json()
    assert antwoord.status == 200
    assert inhoud["overdracht"]["wacht"] is True
    assert "Ik roep het Sociaal Team erbij" in teksten(inhoud["berichten"])
    assert (await (await chat.klant.post(chat.pad("/mens"), headers=chat.kop)).json())["berichten"] == []
    await ws.close()


async def test_de_knop_zonder_iemand_geeft_een_belmoment(chat: Chat) -> None:
    await chat.naar_team()
    inhoud = await (await chat.klant.post(chat.pad("/mens"), headers=chat.kop)).json()
    assert "niemand meer vrij" in teksten(inhoud["berichten"])
    assert inhoud["overdracht"]["belafspraak"]["zin"] == "vandaag tussen 10.30 uur en 11 uur"
    assert inhoud["overdracht"]["belafspraak"]["zeker"] is False


async def test_de_knop_zonder_vraag_bij_een_team_krijgt_uitleg(chat: Chat) -> None:
    assert (await chat.klant.post(chat.pad("/mens"), headers=chat.kop)).status == 409
    assert (await chat.klant.get(chat.pad("/belmomenten"), headers=chat.kop)).status == 409


async def test_belmomenten_kiezen_via_de_api(chat: Chat) -> None:
    await chat.naar_team()
    momenten = (await (await chat.klant.get(chat.pad("/belmomenten"), headers=chat.kop)).json())["belmomenten"]
    assert len(momenten) == 6
    antwoord = await chat.klant.post(chat.pad("/belmomenten"), json={"van": momenten[1]["van"]}, headers=chat.kop)
    assert (await antwoord.json())["overdracht"]["belafspraak"]["van"] == momenten[1]["van"]
    for van in ("straks", "2026-11-24T10:30", 5, None):
        assert (await chat.klant.post(chat.pad("/belmomenten"), json={"van": van}, headers=chat.kop)).status == 400
    assert (await chat.klant.post(chat.pad("/belmomenten"), json={"van": "2020-01-01T10:00+01:00"}, headers=chat.kop)).status == 409


# --- in hetzelfde gesprek ---


async def test_de_open_chat_hoort_elke_stap(sam: Browser, chat: Chat, app: App) -> None:
    """Wacht, een mens praat, en de assistent is er weer."""
    await chat.naar_team()
    scherm = await aanwezig(sam, app)
    ws = await chat.open(na=(await chat.berichten())[-1]["nummer"])
    await tot(ws, lambda b: b["soort"] == "overdracht" and b["overdracht"]["nu_praten"])
    await chat.klant.post(chat.pad("/mens"), headers=chat.kop)
    await tot(ws, lambda b: b.get("overdracht", {}).get("wacht") is True)
    id_ = await intake_id(app)
    await sam.doe(id_, "opnemen")
    assert (await tot(ws, lambda b: b.get("overdracht", {}).get("bij_mens") is True))["overdracht"]["wacht"] is False
    await sam.doe(id_, "loslaten")
    uit = await tot(ws, lambda b: "digitale assistent" in teksten(b.get("berichten", [])))
    assert uit["overdracht"]["bij_mens"] is False
    await scherm.close()


async def test_typen_is_over_en_weer_te_zien(sam: Browser, chat: Chat, app: App) -> None:
    await chat.naar_team()
    id_ = await intake_id(app)
    await sam.doe(id_, "aannemen")
    inwoner = await chat.open(na=(await chat.berichten())[-1]["nummer"])
    medewerker = await aanwezig(sam, app, id_)
    await tot(inwoner, lambda b: b["soort"] == "overdracht")
    await medewerker.send_json({"soort": "typt"})
    assert (await ontvang(inwoner, "typt"))["wie"] == "Sam Proef"
    await inwoner.send_json({"soort": "typt"})
    await tot(medewerker, lambda b: b["soort"] == "typt")
    await medewerker.close()


async def test_rommel_van_een_scherm_breekt_niets(sam: Browser, chat: Chat, app: App) -> None:
    await chat.naar_team()
    id_ = await intake_id(app)
    ws = await aanwezig(sam, app, id_)
    for rommel in ("geen json", "[]", "null", '{"soort": ["typt"]}', '{"soort": "typt", "tekst": "x"}', "[" * 3000):
        await ws.send_str(rommel)
    await app.omroep.roep("werkbak:groningen", {"soort": "ververs"})
    await tot(ws, lambda b: b["soort"] == "ververs")
    await ws.close()


async def test_de_medewerker_ziet_of_de_inwoner_er_nog_is(sam: Browser, chat: Chat, app: App) -> None:
    """De inwoner sluit de pagina: de medewerker ziet dat en kan nog terugbellen."""
    await chat.naar_team()
    id_ = await intake_id(app)
    await sam.doe(id_, "aannemen")
    scherm = await aanwezig(sam, app, id_)
    inwoner = await chat.open()
    await tot(scherm, lambda b: b == {"soort": "inwoner", "is_er": True})
    assert "open bij de inwoner" in await sam.lees(f"/werkbak/{id_}")
    await inwoner.close()
    await tot(scherm, lambda b: b == {"soort": "inwoner", "is_er": False})
    pagina = await sam.lees(f"/werkbak/{id_}")
    assert "u kunt nog terugbellen" in pagina
    assert "0612345678" in pagina
    await scherm.close()


async def test_de_tweede_die_opneemt_ziet_wie_eerder_was(
    sam: Browser, tweede: Callable[[str], Awaitable[Browser]], chat: Chat, app: App
) -> None:
    ws = await aanwezig(sam, app)
    await chat.naar_team()
    await chat.zeg("ja")
    id_ = await intake_id(app)
    kim = await tweede("kim")
    assert (await sam.doe(id_, "opnemen")).status == 302
    antwoord = await kim.doe(id_, "opnemen")
    assert antwoord.status == 409
    assert "sam praat al met deze inwoner" in await antwoord.text()
    pagina = await kim.lees(f"/werkbak/{id_}")
    assert "sam praat nu met de inwoner" in pagina
    assert "Bericht aan de inwoner" not in pagina
    await ws.close()


async def test_te_traag_komt_als_eerlijk_bericht_in_de_open_chat(sam: Browser, chat: Chat, app: App) -> None:
    """R69."""
    scherm = await aanwezig(sam, app)
    await chat.naar_team()
    await chat.zeg("ja")
    ws = await chat.open(na=(await chat.berichten())[-1]["nummer"])
    await tot(ws, lambda b: b["soort"] == "overdracht")
    await app.meepraten.waak(NU + GEDULD + timedelta(seconds=1))
    uit = await tot(ws, lambda b: bool(b.get("berichten")))
    assert "Het lukte nu niet" in teksten(uit["berichten"])
    assert uit["overdracht"]["wacht"] is False
    assert "bellen vandaag tussen" in await sam.lees("/werkbak")
    await scherm.close()


async def test_een_ingetrokken_recht_sluit_het_open_scherm(sam: Browser, chat: Chat, app: App, accounts: SqlAccounts) -> None:
    from assistent.kanalen.web import aanwezig as module

    oud, module.HARTSLAG = module.HARTSLAG, timedelta(milliseconds=20)
    try:
        ws = await aanwezig(sam, app)
        await accounts.sessies.beeindig(naam="sam")
        async with asyncio.timeout(WACHT):
            while not ws.closed:
                await ws.receive()
    finally:
        module.HARTSLAG = oud
