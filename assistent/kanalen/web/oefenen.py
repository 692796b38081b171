"""De leerhoek: hetzelfde scherm op bedachte gesprekken, zonder echte gegevens (R132)."""

from __future__ import annotations

import aiohttp_jinja2
from aiohttp import web

from assistent.kanalen.web.aanmelden import csrf, mag
from assistent.kanalen.web.gereedschap import APP
from assistent.kanalen.web.meekijklijn import Lijn
from assistent.kanalen.web.wacht import herkomst_mag
from assistent.kern.oefenen import Oefengeval
from assistent.ports import Account

routes = web.RouteTableDef()


def _geval(request: web.Request) -> Oefengeval:
    gevallen = request.app[APP].kennis.oefengevallen
    gevonden = next((g for g in gevallen if g.sleutel == request.match_info["sleutel"]), None)
    if gevonden is None:
        raise web.HTTPNotFound
    return gevonden


async def _lijn(request: web.Request, wie: Account) -> Lijn:
    """Een scherm op een lege opslag in het geheugen; na sluiten is er niets meer."""
    app = request.app[APP].oefenruimte()
    klad = await app.meekijken.begin(wie, app.klok.nu())
    lijn = Lijn(app, wie, klad, adres=f"/oefenen/{request.match_info['sleutel']}/live")
    lijn.oefening = _geval(request)
    return lijn


@routes.get("/oefenen", name="oefenen")
@mag("meekijken.gebruiken")
async def overzicht(request: web.Request, wie: Account) -> web.StreamResponse:
    """Alle oefeningen."""
    app = request.app[APP]
    velden = {
        "gevallen": app.kennis.oefengevallen,
        "wie": wie,
        "csrf": await csrf(request),
        "gemeente": app.kennis.gemeenten[wie.gemeente],
    }
    return aiohttp_jinja2.render_template("meekijken_oefenen.html", request, velden)


@routes.get("/oefenen/{sleutel}", name="oefening")
@mag("meekijken.gebruiken")
async def oefening(request: web.Request, wie: Account) -> web.StreamResponse:
    """Eén oefening op het meekijkscherm."""
    app, lijn = request.app[APP], await _lijn(request, wie)
    velden = {
        "s": await lijn.beeld(),
        "wie": wie,
        "csrf": await csrf(request),
        "gemeente": app.kennis.gemeenten[wie.gemeente],
    }
    return aiohttp_jinja2.render_template("meekijken.html", request, velden)


@routes.get("/oefenen/{sleutel}/live", name="oefening_live")
@mag("meekijken.gebruiken")
async def live(request: web.Request, wie: Account) -> web.StreamResponse:
    """De websocket van een oefening."""
    if not herkomst_mag(request):
        raise web.HTTPForbidden
    return await (await _lijn(request, wie)).draai(request)
