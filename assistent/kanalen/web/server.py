"""De webserver in elkaar zetten: routes, wacht, sessies, sjablonen en gezondheid."""

from __future__ import annotations

import hashlib
from pathlib import Path
from weakref import WeakSet

import aiohttp_jinja2
import aiohttp_session
import jinja2
from aiohttp import web
from aiohttp_session.cookie_storage import EncryptedCookieStorage

from assistent.adapters.sql.kluis import Kluis
from assistent.app import App
from assistent.kanalen.web import (
    aanmelden,
    aanwezig,
    beheer,
    bezorging,
    chat,
    kennis,
    live,
    meekijken,
    mens,
    oefenen,
    oidc,
    oordeel,
    pagina,
    rechten,
    status,
    wacht,
    werkbak,
    werkbakdaden,
)
from assistent.kanalen.web.gereedschap import APP, vang_fouten

WEB = Path(__file__).parents[2] / "web"
SESSIE_SECONDEN = 8 * 3600
"""Een werkdag; daarna opnieuw aanmelden."""


async def _levend(_: web.Request) -> web.Response:
    return web.json_response({"levend": True})


async def _klaar(request: web.Request) -> web.Response:
    """Of het taalmodel geladen is en de database antwoordt; daarvoor werkt de crisispoort al."""
    app = request.app[APP]
    klaar = app.dialoog.klaar
    try:
        async with app.opslag.transactie():
            opslag = True
    except Exception:
        opslag = False
    return web.json_response(
        {"klaar": klaar and opslag, "model": klaar, "opslag": opslag, "kennisbank": app.kennis.versie},
        status=200 if klaar and opslag else 503,
    )


async def _openapi(_: web.Request) -> web.StreamResponse:
    return web.FileResponse(WEB / "openapi.yaml", headers={"Content-Type": "application/yaml"})


async def _demo(_: web.Request) -> web.StreamResponse:
    raise web.HTTPFound("/statisch/demo.html")


async def _live(request: web.Request) -> web.StreamResponse:
    if not wacht.herkomst_mag(request):
        raise web.HTTPForbidden
    with wacht.plaats_voor_live(request):
        return await live.live(request)


def maak_server(app: App, kluis: Kluis, sessiegeheim: str) -> web.Application:
    """De aiohttp-toepassing."""
    server = web.Application(middlewares=[wacht.koppen, vang_fouten, wacht.grens], client_max_size=256 * 1024)
    server[APP], server[chat.KLUIS] = app, kluis
    wacht.stel_grenzen_in(server, app.instellingen)
    server[live.LIJNEN] = WeakSet()
    server.on_shutdown.append(live.sluit_lijnen)
    geheim = hashlib.sha256(b"sessie" + sessiegeheim.encode()).digest()
    aiohttp_session.setup(
        server,
        EncryptedCookieStorage(
            geheim,
            # Met __Host- kan geen ander domein dit koekje zetten; dat mag alleen over https.
            cookie_name="__Host-assistent" if app.instellingen.achter_proxy else "assistent",
            max_age=SESSIE_SECONDEN,
            httponly=True,
            samesite="Lax",
            secure=app.instellingen.achter_proxy,
        ),
    )
    server.middlewares.append(aanmelden.toegang)
    omgeving = aiohttp_jinja2.setup(server, loader=jinja2.FileSystemLoader(WEB / "sjablonen"), autoescape=True)
    omgeving.globals["mag"] = lambda wie, handeling: app.kennis.rechten.mag(wie.rollen, handeling)
    for routes in (chat.routes, aanmelden.routes, oidc.routes, beheer.routes, bezorging.routes, werkbak.routes, werkbakdaden.routes, aanwezig.routes, mens.routes, status.routes, rechten.routes, oordeel.routes, pagina.routes, meekijken.routes, oefenen.routes, kennis.routes):
        server.add_routes(routes)
    server.router.add_get("/api/v1/gesprekken/{id}/live", _live, name="live")
    server.router.add_get("/gezondheid/levend", _levend, name="levend")
    server.router.add_get("/gezondheid/klaar", _klaar, name="klaar")
    server.router.add_get("/openapi.yaml", _openapi, name="openapi")
    if app.instellingen.demo:
        server.router.add_get("/", _demo, name="demo")
    server.router.add_static("/statisch/", WEB / "statisch", name="statisch")
    return server
