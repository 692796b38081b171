"""Elke route × elke rol tegen rollen.yml; een route zonder regel is dicht (R97)."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest
from aiohttp import web

from assistent.adapters.sql import Kluis, SqlAccounts, SqlOpslag
from assistent.app import App
from assistent.kanalen.web.gereedschap import APP
from assistent.kanalen.web.server import maak_server
from assistent.kern.rollen import AANMELDEN, CODE, GESPREK, OPENBAAR, ZONDER_ACCOUNT
from tests.gegevens import SOCIAAL_TEAM, maak_proefapp
from tests.privacy.test_rollen import ROLLEN
from tests.web.conftest import Klant, Server
from tests.web.test_werkbak import WOORD, Browser

pytestmark = pytest.mark.usefixtures("snelle_wachtwoorden")
MEDEWERKERS = ROLLEN[1:]
MaakKlant = Callable[..., Awaitable[Klant]]


def routes_van(server: web.Application) -> list[tuple[str, str, str]]:
    """(methode, pad met voorbeeldwaarden, naam) van elke route."""
    gevonden = []
    for bron in server.router.resources():
        for route in bron:
            if route.method in ("HEAD", "OPTIONS"):
                continue
            info = bron.get_info()
            pad = info.get("path") or info.get("formatter") or f"{info['prefix']}/demo.css"
            pad = re.sub(r"\{(\w+)\}", lambda m: VOORBEELD.get(m.group(1), "x"), pad)
            gevonden.append((route.method, pad, bron.name or ""))
    return gevonden


VOORBEELD = {"sleutel": "groningen", "handeling": "aannemen"}
"""Wat er in een pad komt te staan; de rest krijgt een x, en die bestaat niet."""


@pytest.fixture
def server(app: App, kluis: Kluis) -> web.Application:
    return maak_server(app, kluis, "proefgeheim")


def test_elke_route_heeft_een_naam_en_een_regel(server: web.Application) -> None:
    rechten = server[APP].kennis.rechten
    zonder = [(m, p) for m, p, naam in routes_van(server) if naam not in rechten.routes]
    assert not zonder, f"geef deze routes een naam en een regel in kennisbank/rollen.yml: {zonder}"


def test_elke_regel_hoort_bij_een_route(sqlopslag: SqlOpslag, kluis: Kluis) -> None:
    server = maak_server(maak_proefapp(opslag=sqlopslag, demo=True), kluis, "proefgeheim")
    namen = {naam for _, _, naam in routes_van(server)}
    assert set(server[APP].kennis.rechten.routes) == namen


@pytest.mark.parametrize("rol", MEDEWERKERS)
async def test_elke_route_doet_voor_elke_rol_wat_de_matrix_zegt(rol: str, klant: Klant, app: App) -> None:
    wie = replace(SOCIAAL_TEAM, naam=rol, rollen=frozenset({rol}))
    await app.accounts.maak(wie, WOORD)  # type: ignore[union-attr]
    browser = Browser(klant)
    await browser.meld_aan(rol)
    rechten, fouten = app.kennis.rechten, []
    woord = None
    for methode, pad, naam in routes_van(klant.server.app):
        if rechten.routes[naam] & ZONDER_ACCOUNT:
            continue
        woord = woord or await browser.csrf()
        antwoord = await klant.request(methode, pad, data={"csrf": woord or ""}, allow_redirects=False)
        mag = rechten.opent({rol}, naam)
        if (antwoord.status == 403) is mag or antwoord.status >= 500:
            fouten.append((methode, pad, antwoord.status, mag))
    assert not fouten


async def test_zonder_account_gaat_geen_medewerkersroute_open(klant: Klant, app: App) -> None:
    for methode, pad, naam in routes_van(klant.server.app):
        if not app.kennis.rechten.routes[naam] & ZONDER_ACCOUNT:
            antwoord = await klant.request(methode, pad, allow_redirects=False)
            naar_aanmelden = antwoord.status == 302 and antwoord.headers["Location"].startswith("/aanmelden")
            assert naar_aanmelden or antwoord.status in (401, 403), (methode, pad, antwoord.status)


async def test_zonder_sleutel_of_code_gaat_geen_route_van_een_inwoner_open(klant: Klant, app: App) -> None:
    for methode, pad, naam in routes_van(klant.server.app):
        soort = app.kennis.rechten.routes[naam]
        if soort & {GESPREK} and naam != "live":
            assert (await klant.request(methode, pad, json={})).status == 401, (methode, pad)
        if soort & {CODE} and methode != "GET":
            assert (await klant.request(methode, pad, json={})).status in (400, 401, 403, 404), (methode, pad)


async def test_open_routes_zijn_precies_deze(app: App) -> None:
    """Wie een route openzet moet dat hier ook doen."""
    open_ = {naam for naam, wie in app.kennis.rechten.routes.items() if wie & {OPENBAAR, AANMELDEN}}
    assert open_ == OPEN


OPEN = {"kennis", "kennis_onderwerp", "kennis_melden", "levend", "klaar", "openapi", "demo", "statisch", "gemeente", "gemeenten", "begin", "chatpagina", "privacy", "aanmelden", "afmelden", "oidc", "oidc_terug"}


async def test_een_route_zonder_regel_is_dicht(app: App, kluis: Kluis, aiohttp_client: MaakKlant) -> None:
    async def vergeten(_: web.Request) -> web.Response:
        return web.Response(text="geheim")

    server = maak_server(app, kluis, "proefgeheim")
    server.router.add_get("/vergeten", vergeten, name="vergeten")
    server.router.add_get("/naamloos", vergeten)
    klant = await aiohttp_client(Server(server))
    for pad in ("/vergeten", "/naamloos"):
        antwoord = await klant.get(pad)
        assert antwoord.status == 403
        assert "geheim" not in await antwoord.text()


async def test_een_ingetrokken_rol_sluit_de_route_meteen(klant: Klant, app: App) -> None:
    accounts = app.accounts
    assert isinstance(accounts, SqlAccounts)
    await accounts.maak(SOCIAAL_TEAM, WOORD)
    browser = Browser(klant)
    await browser.meld_aan("sam")
    assert await browser.status("/werkbak") == 200
    await accounts.maak(replace(SOCIAAL_TEAM, rollen=frozenset({"vrijwilliger"})), WOORD)
    assert await browser.status("/werkbak") == 403
