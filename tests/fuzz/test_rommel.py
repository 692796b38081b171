"""Duizenden kapotte verzoeken en websocketberichten in één proces: nooit 5xx, nooit iets van een ander gesprek."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from random import Random
from urllib.parse import quote

import pytest
from aiohttp import ClientWebSocketResponse, WSMsgType, web
from aiohttp.test_utils import TestClient, TestServer

from assistent.adapters.sql import Kluis
from assistent.app import App
from assistent.kanalen.web.server import maak_server
from tests.fuzz.conftest import GEVALLEN
from tests.fuzz.rommel import als_tekst, voorwerp, waarde
from tests.gegevens import SLEUTEL, maak_proefapp

Klant = TestClient[web.Request, web.Application]
pytestmark = pytest.mark.filterwarnings("ignore::aiohttp.web_exceptions.NotAppKeyWarning")
GEHEIM = "Ik heet Bob Geheim en mijn nummer is 0687654321"
SPOREN = ("Bob", "0687654321", "kwetterkwast")
RUSTIG = 1000
"""Zoveel berichten per verbinding of gesprek, dan een nieuw: een gesprek wordt anders alleen maar langer."""


@pytest.fixture
def app() -> App:
    app = maak_proefapp(per_minuut=10**9, per_minuut_gesprek=10**9)
    app.statuscode = Kluis(SLEUTEL).statuscode
    return app


@pytest.fixture
async def klant(app: App, aiohttp_client: Callable[..., Awaitable[Klant]]) -> Klant:
    return await aiohttp_client(TestServer(maak_server(app, Kluis(SLEUTEL), "x")))


async def begin(klant: Klant) -> tuple[str, str]:
    inhoud = await (await klant.post("/api/v1/gesprekken", json={"gemeente": "groningen"})).json()
    return inhoud["gesprek"], inhoud["sleutel"]


async def ander(klant: Klant) -> str:
    """Een buurgesprek met iets dat nergens anders mag opduiken."""
    gesprek, sleutel = await begin(klant)
    for tekst in ("kwetterkwast", "Ik wil een mens spreken", GEHEIM):
        await klant.post(f"/api/v1/gesprekken/{gesprek}/beurten", json={"tekst": tekst}, headers={"Authorization": f"Bearer {sleutel}"})
    return gesprek


PADEN = (
    ("POST", "/api/v1/gesprekken"), ("POST", "/api/v1/gesprekken/{id}/beurten"), ("GET", "/api/v1/gesprekken/{id}/berichten"),
    ("POST", "/api/v1/gesprekken/{id}/samenvatting"), ("POST", "/api/v1/gesprekken/{id}/oordeel"), ("POST", "/api/v1/gesprekken/{id}/mens"),
    ("GET", "/api/v1/gesprekken/{id}/belmomenten"), ("POST", "/api/v1/terugkomen"), ("GET", "/api/v1/gemeenten/{id}"), ("POST", "/status"),
    ("POST", "/status/aanvullen"), ("POST", "/status/gegevens"), ("POST", "/status/wissen"), ("GET", "/werkbak/{id}"), ("POST", "/aanmelden"),
    ("POST", "/werkbak/{id}/aannemen"), ("GET", "/aanmelden/terug"), ("PUT", "/api/v1/gesprekken"), ("GET", "/{id}"),
)  # fmt: skip


async def test_rommel_over_http(klant: Klant) -> None:
    r = Random(20261122)
    buur = await ander(klant)
    gesprek, sleutel = await begin(klant)
    for n in range(GEVALLEN // 2):
        if n % RUSTIG == RUSTIG - 1:
            gesprek, sleutel = await begin(klant)
        methode, pad = r.choice(PADEN)
        id_ = r.choice([gesprek, gesprek, gesprek, buur, "x", str(waarde(r))[:40].encode("utf-8", "ignore").decode()])
        kop = {"Authorization": f"Bearer {r.choice([sleutel, sleutel, sleutel, 'x' * 64, ''])}", "Content-Type": r.choice(["application/json", "text/plain", "application/x-www-form-urlencoded"])}
        vraag = {"na": str(waarde(r))[:20].encode("utf-8", "ignore").decode()} if methode == "GET" and r.random() < 0.5 else {}
        lichaam = als_tekst(r, voorwerp(r) if r.random() < 0.9 else waarde(r)).encode("utf-8", "surrogatepass") if methode != "GET" else None
        antwoord = await klant.request(methode, pad.replace("{id}", quote(id_, safe="")), params=vraag, data=lichaam, headers=kop, allow_redirects=False)
        tekst = await antwoord.text()
        assert antwoord.status < 500, (methode, pad, lichaam, tekst)
        assert not any(spoor in tekst for spoor in SPOREN), (methode, pad, lichaam)


async def open_(klant: Klant, gesprek: str, sleutel: str) -> ClientWebSocketResponse:
    ws = await klant.ws_connect(f"/api/v1/gesprekken/{gesprek}/live")
    await ws.send_json({"soort": "hallo", "sleutel": sleutel, "na": 0})
    return ws


async def test_rommel_over_de_websocket(klant: Klant, app: App) -> None:
    r = Random(11222026)
    await ander(klant)
    ws: ClientWebSocketResponse | None = None
    for n in range(GEVALLEN // 2):
        if n % RUSTIG == 0 or ws is None or ws.closed:
            gesprek, sleutel = await begin(klant)
            ws = await open_(klant, gesprek, sleutel)
        bericht = voorwerp(r) | ({"soort": r.choice(["beurt", "beurt", "typt", "ping", "hallo", "x"])} if r.random() < 0.8 else {})
        if r.random() < 0.03:
            await ws.send_bytes(r.randbytes(r.randrange(200)))
        else:
            await ws.send_str(als_tekst(r, bericht if r.random() < 0.9 else waarde(r)).encode("utf-8", "ignore").decode())
        await ws.send_json({"soort": "ping"})
        while True:
            terug = await ws.receive(timeout=10)
            if terug.type in (WSMsgType.CLOSE, WSMsgType.CLOSED, WSMsgType.CLOSING):
                assert terug.data in (None, 1000, 1003, 1007, 1009), terug
                ws = None
                break
            inhoud = json.loads(terug.data)
            assert inhoud.get("code") != "storing", (bericht, inhoud)
            assert not any(spoor in terug.data for spoor in SPOREN)
            if inhoud["soort"] == "pong":
                break


async def test_rommel_als_eerste_bericht(klant: Klant) -> None:
    """De hallo zelf, met een goede en een slechte sleutel."""
    r = Random(1)
    buur = await ander(klant)
    gesprek, sleutel = await begin(klant)
    for _ in range(min(GEVALLEN, 300)):
        ws = await klant.ws_connect(f"/api/v1/gesprekken/{r.choice([gesprek, buur])}/live")
        hallo = {"soort": "hallo", "sleutel": r.choice([sleutel, waarde(r)]), "na": waarde(r)} if r.random() < 0.8 else waarde(r)
        await ws.send_str(als_tekst(r, hallo).encode("utf-8", "ignore").decode())
        await ws.send_json({"soort": "ping"})
        while (terug := await ws.receive(timeout=15)).type is WSMsgType.TEXT:
            assert not any(spoor in terug.data for spoor in SPOREN)
            inhoud = json.loads(terug.data)
            assert inhoud.get("code") != "storing"
            if inhoud["soort"] in ("pong", "fout"):
                break
        await ws.close()
