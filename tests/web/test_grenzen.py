"""De voordeur: tempo, omvang, tijd, koppen, koekjes en herkomst (R97, AVG 32)."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import FormData, web
from redis.asyncio import Redis

from assistent.adapters.emmers import Emmer, EmmerSamen, Plaatsen
from assistent.adapters.sql import Kluis, SqlAccounts, SqlOpslag
from assistent.dienst import STIL_DICHT
from assistent.kanalen.web import wacht
from assistent.kanalen.web.server import maak_server
from tests.gegevens import SOCIAAL_TEAM, maak_proefapp
from tests.web.conftest import Chat, Klant, Server
from tests.web.test_routes import routes_van
from tests.web.test_werkbak import WOORD, Browser

pytestmark = pytest.mark.usefixtures("snelle_wachtwoorden")
SITE = "https://gemeente.voorbeeld"
MaakKlant = Callable[..., Awaitable[Klant]]


@pytest.fixture
async def klant_met(
    sqlopslag: SqlOpslag, kluis: Kluis, aiohttp_client: MaakKlant
) -> Callable[..., Awaitable[Klant]]:
    """Een client van een server met andere instellingen."""

    async def maak(**instellingen: Any) -> Klant:
        accounts = SqlAccounts(sqlopslag.motor, kluis)
        await accounts.maak(SOCIAAL_TEAM, WOORD)
        app = maak_proefapp(opslag=sqlopslag, accounts=accounts, **instellingen)
        return await aiohttp_client(Server(maak_server(app, kluis, "x")))

    return maak


# --- tempo ---


async def test_een_emmer_loopt_leeg_en_telt_per_sleutel() -> None:
    nu = 0.0
    emmer = Emmer(60, lambda: nu)
    assert all([await emmer.mag("a") for _ in range(60)])
    assert not await emmer.mag("a")
    assert await emmer.mag("b")
    nu = 1.0
    assert await emmer.mag("a")
    assert not await emmer.mag("a")


async def test_een_emmer_onthoudt_niet_onbeperkt_veel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistent.adapters.emmers.MAX_SLEUTELS", 3)
    emmer = Emmer(60, lambda: 0.0)
    for sleutel in "abcdef":
        await emmer.mag(sleutel)
    assert list(emmer._emmers) == ["d", "e", "f"]


@asynccontextmanager
async def nepredis() -> AsyncIterator[tuple[str, dict[str, int]]]:
    """Een server die net genoeg van het protocol van Redis kent: tellen en laten verlopen."""
    stand: dict[str, int] = {}

    async def bedien(lezer: asyncio.StreamReader, schrijver: asyncio.StreamWriter) -> None:
        while kop := await lezer.readline():
            delen = []
            for _ in range(int(kop[1:])):
                lengte = int((await lezer.readline())[1:])
                delen.append((await lezer.readexactly(lengte + 2))[:-2].decode())
            if delen[0] == "INCRBY":
                stand[delen[1]] = stand.get(delen[1], 0) + 1
                schrijver.write(b":%d\r\n" % stand[delen[1]])
            elif delen[0] == "EXPIRE":
                schrijver.write(b":1\r\n")
            else:
                schrijver.write(b"%0\r\n" if delen[0] == "HELLO" else b"+OK\r\n")
            await schrijver.drain()

    server = await asyncio.start_server(bedien, "127.0.0.1", 0)
    poort = server.sockets[0].getsockname()[1]
    try:
        yield f"redis://127.0.0.1:{poort}/0", stand
    finally:
        server.close()


async def test_twee_processen_tellen_samen_via_redis() -> None:
    async with nepredis() as (adres, stand):
        een, twee = Redis.from_url(adres), Redis.from_url(adres)
        a, b = EmmerSamen(een, "proef", 3), EmmerSamen(twee, "proef", 3)
        assert [await a.mag("x"), await b.mag("x"), await a.mag("x"), await b.mag("x")] == [True, True, True, False]
        assert stand == {"grens:proef:x": 4}
        await een.aclose()
        await twee.aclose()


async def test_zonder_redis_telt_het_proces_zelf_door(unused_tcp_port: int) -> None:
    redis = Redis.from_url(f"redis://127.0.0.1:{unused_tcp_port}/0", socket_timeout=1)
    emmer = EmmerSamen(redis, "proef", 2)
    assert [await emmer.mag("x") for _ in range(3)] == [True, True, False]
    await redis.aclose()


async def test_met_redis_in_de_instellingen_tellen_de_grenzen_daar(klant_met: Callable[..., Awaitable[Klant]]) -> None:
    async with nepredis() as (adres, stand):
        klant = await klant_met(redis=adres)
        await Chat.begint(klant)
        await klant.close()
        assert any(naam.startswith("grens:schrijven:127.0.0.1") for naam in stand)


@pytest.mark.usefixtures("emmers_blijven_vol")
async def test_ook_lezen_heeft_een_grens(klant_met: Callable[..., Awaitable[Klant]]) -> None:
    klant = await klant_met(per_minuut=2)
    codes = [(await klant.get("/api/v1/gemeenten/groningen")).status for _ in range(21)]
    assert codes == [200] * 20 + [429]


async def test_een_account_heeft_een_eigen_grens_los_van_het_kantoor(klant_met: Callable[..., Awaitable[Klant]]) -> None:
    klant = await klant_met(per_minuut=3)
    browser = Browser(klant)
    await browser.meld_aan("sam")
    pogingen = [(await klant.post("/werkbak/x/aannemen", data={"csrf": "x"})).status for _ in range(4)]
    assert pogingen == [403, 403, 403, 429]
    # hetzelfde adres, maar dit telt niet mee voor inwoners
    assert (await klant.post("/api/v1/gesprekken", json={"gemeente": "groningen"})).status == 201


async def test_het_tempo_per_gesprek_houdt_een_ander_gesprek_niet_op(klant_met: Callable[..., Awaitable[Klant]]) -> None:
    klant = await klant_met(per_minuut_gesprek=2)
    een, twee = await Chat.begint(klant), await Chat.begint(klant)
    await een.zeg("een")
    await een.zeg("twee")
    antwoord = await klant.post(een.pad("/beurten"), json={"tekst": "drie"}, headers=een.kop)
    assert antwoord.status == 429
    assert "112" in (await antwoord.json())["fout"]
    assert await twee.zeg("hallo")


def test_plaatsen_komen_terug_ook_na_een_fout() -> None:
    plaatsen = Plaatsen(1)
    with plaatsen.neem("a") as mag:
        assert mag
        with plaatsen.neem("a") as tweede, plaatsen.neem("b") as ander:
            assert (tweede, ander) == (False, True)
    with pytest.raises(RuntimeError), plaatsen.neem("a"):
        raise RuntimeError
    with plaatsen.neem("a") as mag:
        assert mag
    assert not plaatsen.bezet


async def test_niet_meer_dan_tien_schermen_per_gesprek(chat: Chat) -> None:
    open_ = [await chat.open() for _ in range(10)]
    antwoord = await chat.klant.get(chat.pad("/live"), headers={"Upgrade": "websocket"})
    assert antwoord.status == 429
    await open_[0].close()
    await asyncio.sleep(0.05)
    nieuw = await chat.open()
    assert (await nieuw.receive_json(timeout=5))["soort"] == "berichten"


# --- omvang en tijd ---


async def test_bestanden_sturen_kan_nergens(klant: Klant) -> None:
    for methode, pad, _ in routes_van(klant.server.app):
        if methode == "POST":
            formulier = FormData({"csrf": "x"})
            formulier.add_field("bestand", b"x", filename="x.exe", content_type="application/octet-stream")
            assert (await klant.post(pad, data=formulier, allow_redirects=False)).status == 415, pad


@pytest.mark.parametrize("grootte", [300_000, 5_000_000])
async def test_een_te_groot_verzoek_wordt_geweigerd(grootte: int, chat: Chat, klant: Klant) -> None:
    for pad, kop in ((chat.pad("/beurten"), chat.kop), ("/api/v1/gesprekken", {}), ("/aanmelden", {})):
        antwoord = await klant.post(pad, data=b"x" * grootte, headers=kop)
        assert antwoord.status in (400, 403, 413), pad


async def rauw(klant: Klant, *stukken: bytes, pauze: float = 0.02) -> bytes:
    """Stuur in stukken en lees het begin van het antwoord."""
    lezer, schrijver = await asyncio.open_connection(klant.server.host, klant.server.port)
    for stuk in stukken:
        schrijver.write(stuk)
        await schrijver.drain()
        await asyncio.sleep(pauze)
    uit = await asyncio.wait_for(lezer.read(4096), 5)
    schrijver.close()
    return uit


async def test_wie_zijn_bericht_druppelt_wordt_afgebroken(klant: Klant, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wacht, "HOOGUIT_SECONDEN", 0.1)
    kop = b"POST /api/v1/gesprekken HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\nContent-Type: application/json\r\n\r\n{"
    uit = await rauw(klant, kop)
    assert uit.startswith(b"HTTP/1.1 408")


async def test_wie_zijn_koppen_druppelt_gaat_dicht(sqlopslag: SqlOpslag, kluis: Kluis) -> None:
    """De dienst zet deze tijd op een halve minuut; hier op een tiende seconde."""
    assert STIL_DICHT <= 60
    loper = web.AppRunner(maak_server(maak_proefapp(opslag=sqlopslag), kluis, "x"), access_log=None, keepalive_timeout=0.1)
    await loper.setup()
    await (plek := web.TCPSite(loper, "127.0.0.1", 0)).start()
    poort = plek._server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
    for begin in (b"", b"GET / HTTP/1.1\r\nHost: x\r\n"):
        lezer, schrijver = await asyncio.open_connection("127.0.0.1", poort)
        schrijver.write(begin)
        assert await asyncio.wait_for(lezer.read(), 5) == b""
        schrijver.close()
    await loper.cleanup()


async def test_heel_lange_koppen_en_adressen_zijn_geen_storing(klant: Klant) -> None:
    for verzoek in (
        b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nX-Lang: " + b"a" * 20_000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\n" + b"".join(b"X-%d: y\r\n" % n for n in range(500)) + b"\r\n",
    ):
        assert (await rauw(klant, verzoek)).split()[1] == b"400"


@pytest.mark.parametrize(
    "verzoek",
    [
        b"POST /api/v1/gesprekken HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"POST /api/v1/gesprekken HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcde",
        b"GET /\nwerkbak HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost : x\r\n\r\n",
    ],
    ids=["lengte en stukjes", "twee lengtes", "regeleinde in het pad", "spatie in de kop"],
)
async def test_gesmokkelde_verzoeken_worden_geweigerd(verzoek: bytes, klant: Klant) -> None:
    assert (await rauw(klant, verzoek)).split()[1] == b"400"


# --- koppen en koekjes ---


async def test_alle_routes_hebben_strenge_koppen(klant: Klant) -> None:
    for methode, pad, naam in routes_van(klant.server.app):
        antwoord = await klant.request(methode, pad, allow_redirects=False)
        kop = antwoord.headers
        beleid = kop["Content-Security-Policy"]
        assert beleid.startswith("default-src 'none'; script-src 'self';"), pad
        assert "unsafe" not in beleid
        assert "*" not in beleid
        assert kop["X-Content-Type-Options"] == "nosniff"
        assert kop["Referrer-Policy"] == "no-referrer"
        assert naam == "statisch" or kop["Cache-Control"] == "no-store", pad


async def test_schermen_van_medewerkers_staan_nooit_in_een_andere_site(klant: Klant) -> None:
    for methode, pad, naam in routes_van(klant.server.app):
        antwoord = await klant.request(methode, pad, allow_redirects=False)
        wie = klant.server.app[wacht.APP].kennis.rechten.routes[naam]
        lijst = antwoord.headers["Content-Security-Policy"].partition("frame-ancestors ")[2]
        if wie & {"openbaar", "gesprek", "code", "aanmelden"}:
            assert lijst == f"'self' {SITE}"
        else:
            assert lijst == "'none'"


async def test_hsts_alleen_achter_een_proxy(klant: Klant, klant_met: Callable[..., Awaitable[Klant]]) -> None:
    assert "Strict-Transport-Security" not in (await klant.get("/gezondheid/levend")).headers
    achter = await klant_met(achter_proxy=True)
    for pad in ("/gezondheid/levend", "/bestaat-niet", "/werkbak"):
        kop = (await achter.get(pad, allow_redirects=False)).headers
        assert kop["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


async def test_het_koekje_achter_een_proxy_kan_niemand_anders_zetten(klant_met: Callable[..., Awaitable[Klant]]) -> None:
    klant = await klant_met(achter_proxy=True)
    kop = (await klant.get("/aanmelden")).headers["Set-Cookie"]
    assert kop.startswith("__Host-assistent=")
    assert {"HttpOnly", "Secure", "Path=/", "SameSite=Lax"} <= set(kop.split("; "))
    assert "Domain" not in kop


# --- herkomst ---


@pytest.mark.parametrize("herkomst", ["https://elders.voorbeeld", "null", SITE, "https://gemeente.voorbeeld.kwaad"])
async def test_een_formulier_van_een_andere_site_doet_niets(herkomst: str, klant: Klant, sqlopslag: SqlOpslag) -> None:
    await SqlAccounts(sqlopslag.motor).maak(SOCIAAL_TEAM, WOORD)
    browser = Browser(klant)
    await browser.meld_aan("sam")
    velden = {"csrf": await browser.csrf()}
    antwoord = await klant.post("/werkbak/x/aannemen", data=velden, headers={"Origin": herkomst})
    assert antwoord.status == 403


async def test_de_site_van_de_gemeente_mag_de_chat_maar_niet_de_werkbak(klant: Klant, chat: Chat, sqlopslag: SqlOpslag) -> None:
    await SqlAccounts(sqlopslag.motor).maak(SOCIAAL_TEAM, WOORD)
    browser = Browser(klant)
    await browser.meld_aan("sam")
    ws = await klant.ws_connect(chat.pad("/live"), headers={"Origin": SITE})
    await ws.close()
    antwoord = await klant.get("/werkbak-live", headers={"Origin": SITE, "Upgrade": "websocket", "Connection": "Upgrade"})
    assert antwoord.status == 403


@pytest.mark.parametrize("herkomst", ["https://elders.voorbeeld", "null", "https://gemeente.voorbeeld.kwaad", "http://gemeente.voorbeeld"])
async def test_een_andere_site_leest_niets_mee(herkomst: str, chat: Chat) -> None:
    for methode in ("OPTIONS", "GET"):
        antwoord = await chat.klant.request(methode, chat.pad("/berichten"), headers={"Origin": herkomst, **chat.kop})
        assert "Access-Control-Allow-Origin" not in antwoord.headers
        assert antwoord.headers["Vary"] == "Origin"
        assert "Access-Control-Allow-Credentials" not in antwoord.headers


async def test_twee_gesprekken_zien_niets_van_elkaar(klant: Klant) -> None:
    """Het verschil tussen alleen zijn en met zijn tweeën zijn is er niet, behalve de eigen nummers."""

    async def speel(ander: Chat | None) -> list[str]:
        ik, uit = await Chat.begint(klant), []
        for zin in ("Ik heb hulp nodig bij mijn schulden", "ja", "Ik heet Anna Proef en mijn nummer is 0612345678", "'s ochtends"):
            if ander is not None:
                await ander.zeg("Ik heet Bob Ander en mijn nummer is 0687654321")
            antwoord = await ik.zeg(zin)
            uit += [json.dumps({**b, "op": ""}, sort_keys=True) for b in antwoord]
        uit += [json.dumps({**b, "op": ""}, sort_keys=True) for b in await ik.berichten()]
        return uit

    alleen = await speel(None)
    samen = await speel(await Chat.begint(klant))
    assert alleen == samen
    assert "Bob" not in "".join(samen)
