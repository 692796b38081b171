"""Het scherm voor wie de werking bewaakt: wat komt er niet door bij een ander systeem (R57)."""

from __future__ import annotations

import aiohttp_jinja2
from aiohttp import web

from assistent.kanalen.web.aanmelden import csrf, mag
from assistent.kanalen.web.gereedschap import APP, velden_uit
from assistent.kanalen.web.werkbakbeeld import tijd
from assistent.ports import Account
from assistent.processen.bezorging import probeer_nu, vastgelopen

routes = web.RouteTableDef()


@routes.get("/beheer/bezorging", name="bezorging")
@mag("beheer.werking")
async def lijst(request: web.Request, wie: Account) -> web.StreamResponse:
    """Wat steeds mislukt, langst wachtende eerst."""
    app = request.app[APP]
    velden = {
        "wie": wie,
        "csrf": await csrf(request),
        "gemeente": app.kennis.gemeenten.get(wie.gemeente),
        "vast": await vastgelopen(app.opslag, wie.gemeente),
        "tijd": tijd,
    }
    return aiohttp_jinja2.render_template("bezorging.html", request, velden)


@routes.post("/beheer/bezorging", name="bezorging")
@mag("beheer.werking")
async def opnieuw(request: web.Request, wie: Account) -> web.StreamResponse:
    """Probeer één zending nu opnieuw."""
    app, velden = request.app[APP], await velden_uit(request)
    doel, id_ = velden.get("doel", "")[:40], velden.get("id", "")[:40]
    await probeer_nu(app.opslag, wie.gemeente, doel, id_, app.klok.nu())
    raise web.HTTPFound("/beheer/bezorging")
