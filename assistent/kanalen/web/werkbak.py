"""De werkbak: open intakes van mijn teams met filters, en één intake met alles wat ik mag zien (R57, R62)."""

from __future__ import annotations

import aiohttp_jinja2
from aiohttp import web

from assistent.kanalen.web.aanmelden import csrf, mag
from assistent.kanalen.web.aanwezig import beschikbaar
from assistent.kanalen.web.gereedschap import APP
from assistent.kanalen.web.werkbakbeeld import URGENTIES, maak_detail, maak_lijst
from assistent.kern.overdracht import Afloop
from assistent.ports import Account
from assistent.processen.bezorging import vastgelopen

routes = web.RouteTableDef()
FILTERS = ("team", "urgentie", "staat", "zoek")


@routes.get("/werkbak", name="werkbak")
@mag("intake.lijst")
async def lijst(request: web.Request, wie: Account) -> web.StreamResponse:
    """De lijst: wie nu wacht eerst, dan op urgentie en termijn."""
    app, nu = request.app[APP], request.app[APP].klok.nu()
    keus = {f: request.query.get(f, "")[:60] for f in FILTERS}
    gemeente = app.kennis.gemeenten[wie.gemeente]
    bewaakt = app.kennis.rechten.mag(wie.rollen, "beheer.werking")
    velden = {
        "wie": wie,
        "lijst": await maak_lijst(app, wie, keus, nu),
        "keus": keus,
        "teams": [(s, t.naam) for s, t in gemeente.teams.items() if s in wie.teams],
        "urgenties": URGENTIES,
        "csrf": await csrf(request),
        "gemeente": gemeente,
        "vast": len(await vastgelopen(app.opslag, wie.gemeente)) if bewaakt else 0,
        **await _aanwezig(request, wie),
    }
    return aiohttp_jinja2.render_template("werkbak.html", request, velden)


@routes.get("/werkbak/{id}", name="intake")
@mag("intake.bekijken")
async def detail(request: web.Request, wie: Account) -> web.StreamResponse:
    """Eén intake met alles wat dit account mag zien."""
    return await toon(request, wie, request.match_info["id"])


async def toon(
    request: web.Request, wie: Account, id_: str, fout: str = "", getypt: str = ""
) -> web.StreamResponse:
    """De pagina van één intake, met wat er misging en wat de medewerker al getypt had."""
    app, nu = request.app[APP], request.app[APP].klok.nu()
    paar = await app.werkbak.bekijk(wie, id_)
    rechten = app.kennis.rechten
    velden = {
        "wie": wie,
        "d": await maak_detail(app, wie, paar, nu),
        "kennis": app.kennis,
        "gemeente": app.kennis.gemeenten[wie.gemeente],
        "kan": {h for h in rechten.handelingen if rechten.mag(wie.rollen, h)},
        "aflopen": [a.value for a in Afloop],
        "csrf": await csrf(request),
        "fout": fout,
        "getypt": getypt,
        **await _aanwezig(request, wie),
    }
    return aiohttp_jinja2.render_template("intake.html", request, velden, status=409 if fout else 200)


async def _aanwezig(request: web.Request, wie: Account) -> dict[str, object]:
    """Wie er van de eigen teams is, en of ik zelf beschikbaar ben."""
    app = request.app[APP]
    collegas = await app.aanwezigheid.collegas(wie, app.klok.nu())
    mijn = [c for c in collegas if c.teams & wie.teams and c.wie != wie.naam]
    return {
        "collegas": mijn,
        "beschikbaar": await beschikbaar(request),
        "mag_praten": app.kennis.rechten.mag(wie.rollen, "gesprek.overnemen"),
    }
