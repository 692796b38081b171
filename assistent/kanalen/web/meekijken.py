"""Het meekijkscherm: één pagina per gesprek en één websocket waarover alles gaat (R18, R34).

Over de websocket, zodat een toets geen aanmelding, geen database en geen nieuwe pagina kost. Elke handeling haalt het account
opnieuw op: een ingetrokken recht werkt meteen.
"""

from __future__ import annotations

from typing import Any

import aiohttp_jinja2
from aiohttp import web

from assistent.kanalen.web.aanmelden import csrf, mag
from assistent.kanalen.web.gereedschap import APP
from assistent.kanalen.web.meekijkbeeld import Schermbeeld
from assistent.kanalen.web.meekijklijn import Lijn
from assistent.kanalen.web.wacht import herkomst_mag
from assistent.kern.errors import GesprekOnbekend
from assistent.kern.klad import Klad
from assistent.ports import Account

routes = web.RouteTableDef()


async def beeld_van(request: web.Request, wie: Account, klad: Klad) -> Schermbeeld:
    """Het hele scherm van één gesprek, voor de eerste keer tonen."""
    lijn = Lijn(request.app[APP], wie, klad, adres=f"/meekijken/{klad.id}/live")
    return await lijn.beeld()


@routes.get("/meekijken", name="meekijken")
@mag("meekijken.gebruiken")
async def begin(request: web.Request, wie: Account) -> web.StreamResponse:
    """Naar het nieuwste eigen gesprek, of naar een leeg; met `?oproep=` naar dat telefoongesprek (screenpop)."""
    app = request.app[APP]
    gesprek_id = request.query.get("gesprek") or await app.bellers.gesprek(request.query.get("oproep", ""))
    eigen, _ = await app.meekijken.lijst(wie)
    if gesprek_id:
        klad = await app.meekijken.begin(wie, app.klok.nu(), gesprek_id=gesprek_id)
    else:
        klad = eigen[-1] if eigen else await app.meekijken.begin(wie, app.klok.nu())
    raise web.HTTPFound(f"/meekijken/{klad.id}")


@routes.post("/meekijken", name="meekijken")
@mag("meekijken.gebruiken")
async def nieuw(request: web.Request, wie: Account) -> web.StreamResponse:
    """Een nieuw gesprek, of het klad bij een telefoongesprek."""
    app, velden = request.app[APP], await request.post()
    gesprek_id = str(velden.get("gesprek", "")) or None
    klad = await app.meekijken.begin(wie, app.klok.nu(), gesprek_id=gesprek_id)
    raise web.HTTPFound(f"/meekijken/{klad.id}")


@routes.get("/meekijken/{id}", name="meekijken_gesprek")
@mag("meekijken.gebruiken")
async def gesprek(request: web.Request, wie: Account) -> web.StreamResponse:
    """Eén gesprek; een afgerond gesprek brengt terug naar de rest. Met `?deel=1` alleen het gesprek zelf."""
    app = request.app[APP]
    try:
        klad = await app.meekijken.haal(wie, request.match_info["id"])
    except GesprekOnbekend:
        raise web.HTTPFound("/meekijken") from None
    beeld = await beeld_van(request, wie, klad)
    if request.query.get("deel"):
        return aiohttp_jinja2.render_template("meekijken_gesprek.html", request, {"s": beeld})
    velden: dict[str, Any] = {
        "s": beeld,
        "wie": wie,
        "csrf": await csrf(request),
        "gemeente": app.kennis.gemeenten[wie.gemeente],
    }
    return aiohttp_jinja2.render_template("meekijken.html", request, velden)


@routes.get("/meekijken/{id}/live", name="meekijken_live")
@mag("meekijken.gebruiken")
async def live(request: web.Request, wie: Account) -> web.StreamResponse:
    """De websocket van één gesprek."""
    if not herkomst_mag(request):
        raise web.HTTPForbidden
    app = request.app[APP]
    klad = await app.meekijken.haal(wie, request.match_info["id"])
    lijn = Lijn(app, wie, klad, adres=request.path)
    return await lijn.draai(request)
