"""Het hele web op een eigen SQLite-bestand en de nep-dialoog."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientWebSocketResponse, web
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy.ext.asyncio import AsyncEngine

from assistent.adapters.sql import Kluis, SqlAccounts, SqlOpslag
from assistent.app import App
from assistent.kanalen.web.server import maak_server
from assistent.ports import Account
from tests.gegevens import COLLEGA, CONTACT, DIEMEN, LOKET, SOCIAAL_TEAM, STAPELING, maak_proefapp


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """aiohttp_session en aiohttp_jinja2 bewaren nog onder een gewone naam; aiohttp waarschuwt daarvoor."""
    stil = pytest.mark.filterwarnings("ignore::aiohttp.web_exceptions.NotAppKeyWarning")
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker(stil)


Klant = TestClient[web.Request, web.Application]
MaakKlant = Callable[..., Awaitable[Klant]]
WACHT = 5.0
"""Zo lang wacht een test op een bericht dat moet komen; komt het, dan is het er meteen."""


class Server(TestServer):
    """De server zoals in bedrijf: een verbroken verbinding breekt een handler niet halverwege af."""

    async def _make_runner(self, **rest: Any) -> web.BaseRunner:
        return await super()._make_runner(**rest | {"handler_cancellation": False})


@pytest.fixture
def app(sqlopslag: SqlOpslag, motor: AsyncEngine, kluis: Kluis) -> App:
    """Het programma op SQLite."""
    return maak_proefapp(opslag=sqlopslag, accounts=SqlAccounts(motor, kluis), herkomst=("https://gemeente.voorbeeld",))


@pytest.fixture
async def klant(app: App, kluis: Kluis, aiohttp_client: Callable[..., Awaitable[Klant]]) -> Klant:
    """Een client van het web; de database staat vooraan, want die gaat als laatste dicht."""
    return await aiohttp_client(Server(maak_server(app, kluis, "proefgeheim")))


@dataclass
class Chat:
    """Een gesprek via de publieke API."""

    klant: Klant
    id: str
    sleutel: str

    @classmethod
    async def begint(cls, klant: Klant, gemeente: str = "groningen") -> Chat:
        """Open een gesprek."""
        antwoord = await klant.post("/api/v1/gesprekken", json={"gemeente": gemeente})
        assert antwoord.status == 201
        inhoud = await antwoord.json()
        return cls(klant, inhoud["gesprek"], inhoud["sleutel"])

    @property
    def kop(self) -> dict[str, str]:
        """De sleutel van dit gesprek."""
        return {"Authorization": f"Bearer {self.sleutel}"}

    def pad(self, rest: str = "") -> str:
        """Het adres van dit gesprek."""
        return f"/api/v1/gesprekken/{self.id}{rest}"

    async def zeg(self, tekst: str, beurt_id: str | None = None) -> list[dict[str, Any]]:
        """Eén beurt over HTTP."""
        inhoud = {"tekst": tekst} | ({"beurt_id": beurt_id} if beurt_id else {})
        antwoord = await self.klant.post(self.pad("/beurten"), json=inhoud, headers=self.kop)
        assert antwoord.status == 200, await antwoord.text()
        return list((await antwoord.json())["berichten"])

    async def berichten(self, na: int = 0) -> list[dict[str, Any]]:
        """Alle berichten na een nummer."""
        antwoord = await self.klant.get(self.pad("/berichten"), params={"na": str(na)}, headers=self.kop)
        assert antwoord.status == 200
        return list((await antwoord.json())["berichten"])

    async def open(self, **hallo: Any) -> ClientWebSocketResponse:
        """Een websocket die gegroet heeft."""
        ws = await self.klant.ws_connect(self.pad("/live"))
        await ws.send_json({"soort": "hallo", "sleutel": self.sleutel, "na": 0} | hallo)
        return ws

    async def tot_akkoord(self) -> None:
        """Tot aan de samenvatting."""
        for tekst in (STAPELING, "ja", CONTACT, "'s ochtends"):
            await self.zeg(tekst)

    async def naar_team(self) -> str:
        """De hele weg; geeft het referentienummer."""
        await self.tot_akkoord()
        await self.zeg("ja")
        antwoord = await self.klant.get(self.pad("/berichten"), headers=self.kop)
        return str((await antwoord.json())["overdracht"]["referentie"])


@pytest.fixture
async def chat(klant: Klant) -> Chat:
    """Een begonnen gesprek in Groningen."""
    return await Chat.begint(klant)


async def ontvang(ws: ClientWebSocketResponse, soort: str = "berichten") -> dict[str, Any]:
    """Het eerstvolgende bericht van deze soort."""
    while True:
        bericht = await ws.receive_json(timeout=WACHT)
        if bericht["soort"] == soort:
            return dict(bericht)


def teksten(berichten: list[dict[str, Any]]) -> str:
    """Wat er te lezen staat."""
    return "\n".join(b["inhoud"].get("tekst", "") for b in berichten)


# --- medewerkers in de browser ---

WOORD = "een-goed-wachtwoord"
BELEID = Account("bea", "Bea Beleid", frozenset({"beleid"}), "groningen", frozenset({"sociaal_team"}))
COORDINATOR = Account("cor", "Cor Proef", frozenset({"coordinator"}), "groningen", frozenset({"sociaal_team", "loket"}))


@dataclass
class Browser:
    """De browser van een medewerker, met zijn eigen koekjes."""

    klant: Klant

    async def csrf(self, pad: str = "/aanmelden") -> str:
        """Het geheime woord uit het formulier op deze pagina."""
        gevonden = re.search(r'name="csrf" value="([^"]+)"', await self.lees(pad))
        assert gevonden is not None
        return gevonden.group(1)

    async def lees(self, pad: str) -> str:
        """De tekst van een pagina."""
        return await (await self.klant.get(pad)).text()

    async def status(self, pad: str) -> int:
        """De statuscode, zonder omleiding te volgen."""
        return (await self.klant.get(pad, allow_redirects=False)).status

    async def meld_aan(self, naam: str, wachtwoord: str = WOORD, verder: str | None = None) -> Any:
        """Vul het formulier in."""
        velden = {"csrf": await self.csrf(), "naam": naam, "wachtwoord": wachtwoord}
        vraag = {"verder": verder} if verder else {}
        return await self.klant.post("/aanmelden", data=velden, params=vraag, allow_redirects=False)

    async def doe(self, id_: str, handeling: str, tekst: str = "") -> Any:
        """Druk op een knop bij een intake."""
        velden = {"csrf": await self.csrf("/werkbak"), "tekst": tekst}
        return await self.klant.post(f"/werkbak/{id_}/{handeling}", data=velden, allow_redirects=False)


@pytest.fixture
async def accounts(app: App) -> SqlAccounts:
    """Alle medewerkers van de proef."""
    for account in (LOKET, SOCIAAL_TEAM, COLLEGA, DIEMEN, BELEID, COORDINATOR):
        await app.accounts.maak(account, WOORD)  # type: ignore[union-attr]
    return app.accounts  # type: ignore[return-value]


@pytest.fixture
async def browser(accounts: SqlAccounts, klant: Klant) -> Browser:
    """Nog niet aangemeld."""
    return Browser(klant)


@pytest.fixture
async def sam(browser: Browser) -> Browser:
    """Sam van het Sociaal Team, aangemeld."""
    assert (await browser.meld_aan("sam")).status == 302
    return browser


@pytest.fixture
def tweede(klant: Klant, aiohttp_client: MaakKlant) -> Callable[[str], Awaitable[Browser]]:
    """Nog een medewerker, in een eigen browser."""

    async def meld_aan(naam: str) -> Browser:
        browser = Browser(await aiohttp_client(klant.server))
        assert (await browser.meld_aan(naam)).status == 302
        return browser

    return meld_aan


async def intake_id(app: App, wie: Account = SOCIAAL_TEAM) -> str:
    (overdracht, _), *_ = await app.werkbak.lijst(wie)
    return overdracht.id
