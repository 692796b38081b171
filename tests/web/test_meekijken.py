"""Het meekijkscherm over het web: wie erin mag, wat er over de lijn gaat, en wat een collega of vrijwilliger ziet (R18, R34, R101)."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import ClientWebSocketResponse
from sqlalchemy.ext.asyncio import AsyncEngine

from assistent.adapters.fakes import NepHerkennen
from assistent.adapters.sql import SqlAccounts, SqlOpslag
from assistent.app import App
from tests.gegevens import SOCIAAL_TEAM, Account, maak_proefapp
from tests.processen.test_meekijken import BOEK, ELDERS, KCC, KCC2, VALPARTIJ, VRIJWILLIGER, notitielezer
from tests.web.conftest import WACHT, Klant
from tests.web.test_werkbak import WOORD, Browser, MaakKlant

pytestmark = pytest.mark.usefixtures("snelle_wachtwoorden")
REDACTEUR = Account("rik", "Rik Redacteur", frozenset({"redacteur"}), "groningen")


@pytest.fixture
def app(sqlopslag: SqlOpslag, motor: AsyncEngine) -> App:
    """Het programma op SQLite, met de echte lezer en een nep-taalmotor."""
    lezer = notitielezer()
    app = maak_proefapp(opslag=sqlopslag, accounts=SqlAccounts(motor), lezer=lezer.lezer)
    app.notities, app.herkenner = lezer, NepHerkennen(BOEK)
    return app


@dataclass
class Scherm:
    """Eén open meekijkscherm: de pagina en de websocket."""

    browser: Browser
    id: str = ""
    ws: ClientWebSocketResponse | None = None
    panelen: dict[str, str] = field(default_factory=dict)
    velden: dict[str, str] = field(default_factory=dict)
    nr: int = 0

    @classmethod
    async def open(cls, browser: Browser, pad: str = "/meekijken") -> Scherm:
        """Ga naar een gesprek en verbind."""
        antwoord = await browser.klant.get(pad)
        assert antwoord.status == 200, await antwoord.text()
        scherm = cls(browser, antwoord.url.path.rpartition("/")[2])
        lijn = re.search(r'data-lijn="([^"]+)"', await antwoord.text())
        assert lijn is not None
        scherm.ws = await browser.klant.ws_connect(lijn[1])
        await scherm.tot("advies")
        return scherm

    async def tot(self, soort: str, nr: int | None = None) -> dict[str, Any]:
        """Lees tot dit bericht er is; panelen en velden worden onderweg bijgewerkt."""
        assert self.ws is not None
        while True:
            bericht = await self.ws.receive_json(timeout=WACHT)
            if bericht["soort"] == "advies":
                self.panelen |= bericht["panelen"]
                self.velden = bericht.get("velden", self.velden)
            if bericht["soort"] == soort and (nr is None or bericht["nr"] == nr):
                return dict(bericht)
            if bericht["soort"] == "fout":
                return dict(bericht)

    async def stuur(self, soort: str, **rest: Any) -> int:
        """Stuur een bericht met een nummer."""
        assert self.ws is not None
        self.nr += 1
        await self.ws.send_json({"soort": soort, "nr": self.nr, **rest})
        return self.nr

    async def typ(self, tekst: str, *, bewaar: bool = True) -> dict[str, Any]:
        """Typ een notitie en wacht op de voorstellen."""
        uit = await self.tot("advies", await self.stuur("notitie", tekst=tekst))
        if bewaar:
            await self.tot("bewaard", await self.stuur("bewaar"))
        return uit

    async def doe(self, wat: str, **velden: str) -> dict[str, Any]:
        """Eén handeling met haar antwoord."""
        return await self.tot("gedaan", await self.stuur("doe", wat=wat, velden=velden))


@pytest.fixture
async def accounts(app: App) -> None:
    """Alle medewerkers van de proef."""
    for account in (KCC, KCC2, VRIJWILLIGER, ELDERS, SOCIAAL_TEAM, REDACTEUR):
        await app.accounts.maak(account, WOORD)  # type: ignore[union-attr]


@pytest.fixture
async def als(klant: Klant, accounts: None, aiohttp_client: MaakKlant) -> Callable[[str], Awaitable[Browser]]:
    """Een aangemelde medewerker in een eigen browser."""

    async def meld_aan(naam: str) -> Browser:
        browser = Browser(await aiohttp_client(klant.server))
        assert (await browser.meld_aan(naam)).status == 302
        return browser

    return meld_aan


@pytest.fixture
async def scherm(als: Callable[[str], Awaitable[Browser]]) -> AsyncIterator[Scherm]:
    """Kees van het KCC met een leeg gesprek."""
    scherm = await Scherm.open(await als("kees"))
    yield scherm
    if scherm.ws is not None:
        await scherm.ws.close()


async def test_typen_geeft_voorstellen_zonder_nieuwe_pagina(scherm: Scherm) -> None:
    """R18: signalen met woorden, klasse met regel, antwoord met bron, en de volgende vraag."""
    await scherm.typ(VALPARTIJ)
    assert "huur achter" in scherm.panelen["signalen"]
    assert "Regel 3a" in scherm.panelen["indeling"]
    assert "Sociaal Team" in scherm.panelen["indeling"]
    assert "Zeg" in scherm.panelen["antwoorden"]
    assert "Vraag nu" in scherm.panelen["vraag"]
    assert scherm.panelen["crisis"].strip() == ""
