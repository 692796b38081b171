"""Wat de centrale over HTTP vraagt en meldt, op een eigen poort: aankondigen, wat nu, hoe liep het af (telefonie §1a).

Alles is POST met `Authorization: Bearer`. Antwoorden zijn kale tekst, want een belplan kan geen JSON lezen.
"""

from __future__ import annotations

import hmac
import uuid
from collections.abc import Awaitable, Callable

import structlog
from aiohttp import BasicAuth, web

from assistent.kanalen.telefoon.gegevens import kaal
from assistent.kanalen.telefoon.koppelingen import audiocodes, websocket
from assistent.kanalen.telefoon.koppelingen.centrale import DOELADRES, LIJN
from assistent.kanalen.telefoon.oproepen import Oproep, Volgende
from assistent.kanalen.telefoon.telefoonlijn import Telefoonlijn
from assistent.kern.errors import AssistentError

log = structlog.get_logger("telefoon")
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
SLEUTEL = web.AppKey("sleutel", str)
routes = web.RouteTableDef()


def maak_besturing(
    lijn: Telefoonlijn, sleutel: str, doeladres: str = "sip:{bestemming}@localhost"
) -> web.Application:
    """De toepassing voor centrales; nooit op dezelfde poort als de chat."""
    server = web.Application(middlewares=[_alleen_centrales], client_max_size=64 * 1024)
    server[LIJN], server[SLEUTEL] = lijn, sleutel
    server[DOELADRES], server[audiocodes.LIJNEN] = doeladres, {}
    for deel in (routes, websocket.routes, audiocodes.routes):
        server.add_routes(deel)
    return server


@web.middleware
async def _alleen_centrales(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Zonder sleutel komt niemand erin; een lege sleutel kan alleen op loopback (zie `starten`)."""
    sleutel = request.app[SLEUTEL]
    if sleutel and not hmac.compare_digest(sleutel.encode(), _meegegeven(request)):
        log.warning("centrale_geweigerd", pad=request.match_info.route.name)
        raise web.HTTPUnauthorized(text="sleutel")
    try:
        return await handler(request)
    except AssistentError as fout:
        log.error("besturing_mislukt", soort=type(fout).__name__)
        raise web.HTTPServiceUnavailable(text="storing") from None


def _meegegeven(request: web.Request) -> bytes:
    """De sleutel uit `Bearer`, of het wachtwoord uit `Basic` (een websocket van Asterisk kan niet anders)."""
    kop = request.headers.get("Authorization", "")
    if kop.startswith("Basic "):
        try:
            return str(BasicAuth.decode(kop, encoding="utf-8").password).encode()
        except ValueError:
            return b""
    return kop.removeprefix("Bearer ").strip().encode("utf-8", "surrogateescape")


def _oproep(request: web.Request) -> Oproep:
    oproep = request.app[LIJN].oproepen.vind(request.match_info["id"])
    if oproep is None:
        raise web.HTTPNotFound(text="onbekend")
    return oproep


@routes.post("/oproepen", name="aankondigen")
async def aankondigen(request: web.Request) -> web.Response:
    """Een beller komt eraan: `oproep` (uuid), `gebeld`, `via` (doorgeschakeld van) en `beller`."""
    velden = await request.post()
    try:
        id_ = str(uuid.UUID(str(velden.get("oproep", ""))))
    except ValueError:
        raise web.HTTPBadRequest(text="oproep") from None
    gebeld = tuple(str(velden[v]) for v in ("gebeld", "via") if velden.get(v))
    beller = kaal(str(velden.get("beller", ""))) or None
    if request.app[LIJN].meld_aan(id_, gebeld, beller) is None:
        return web.Response(text="nee")
    return web.Response(text="ja")


@routes.post("/oproepen/{id}/volgende", name="volgende")
async def volgende(request: web.Request) -> web.Response:
    """Wat nu: `bel|bestemming|seconden|fluister-id`, `ophangen`, of bij een storing het KCC zonder fluister."""
    oproep, lijn = _oproep(request), request.app[LIJN]
    if oproep.stuk or oproep.volgende is Volgende.LUISTER:
        # De assistent viel weg terwijl hij aan de lijn was: een mens is dan altijd het antwoord.
        kcc = lijn.gegevens.doelen[oproep.gemeente].kcc
        return web.Response(text=f"bel|{kcc.bestemming}|{kcc.seconden}|" if kcc else "ophangen")
    if oproep.volgende is Volgende.BEL and oproep.doel is not None:
        fluister = oproep.fluister.id if oproep.fluister else ""
        return web.Response(text=f"bel|{oproep.doel.bestemming}|{oproep.doel.seconden}|{fluister}")
    lijn.weg(oproep)
    return web.Response(text="ophangen")


@routes.post("/oproepen/{id}/afloop", name="afloop")
async def afloop(request: web.Request) -> web.Response:
    """Hoe het bellen afliep (`status` is DIALSTATUS): `terug` naar de assistent, of `klaar`."""
    velden = await request.post()
    terug = request.app[LIJN].afloop(_oproep(request), str(velden.get("status", "")))
    return web.Response(text="terug" if terug else "klaar")


@routes.post("/oproepen/{id}/einde", name="einde")
async def einde(request: web.Request) -> web.Response:
    """De beller heeft opgehangen."""
    request.app[LIJN].weg(_oproep(request))
    return web.Response(text="klaar")


@routes.post("/fluister/{id}", name="fluister")
async def fluister(request: web.Request) -> web.Response:
    """Of de medewerker de beller aanneemt: `ja`, `nee`, of `ja|nummer` om het geluid van de beller ook mee te lezen."""
    gevonden = request.app[LIJN].oproepen.fluister(request.match_info["id"])
    if gevonden is None:
        raise web.HTTPNotFound(text="onbekend")
    meelezen = request.app[LIJN].meelezen(gevonden)
    ja = f"ja|{meelezen}" if meelezen else "ja"
    return web.Response(text=ja if gevonden.aangenomen else "nee")
