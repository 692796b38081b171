"""De werkbak: open intakes van mijn teams, en wat ik ermee doe."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import aiohttp_jinja2
from aiohttp import web

from assistent.kanalen.web.aanmelden import csrf, voor
from assistent.kanalen.web.gereedschap import APP
from assistent.kanalen.web.wacht import herkomst_mag
from assistent.kern.errors import AssistentError
from assistent.kern.intake import Intake
from assistent.kern.kennis import Kennisbank
from assistent.kern.overdracht import Overdracht
from assistent.kern.termijnen import zeg_termijn
from assistent.ports import Account
from assistent.processen.beoordelen import zinnen_van

routes = web.RouteTableDef()
TEAMROLLEN = ("teamlid", "coordinator")


@dataclass(frozen=True)
class Regel:
    """Eén intake zoals de lijst die toont."""

    overdracht: Overdracht
    intake: Intake
    vraag: str
    onderwerpen: str
    termijn: str | None
    team: str
    te_laat: bool


def maak_regel(paar: tuple[Overdracht, Intake], kennis: Kennisbank, nu: Any) -> Regel:
    """Zet sleutels om in namen."""
    overdracht, intake = paar
    woorden = intake.vraag_in_eigen_woorden
    return Regel(
        overdracht,
        intake,
        vraag=woorden[0] if woorden else "(geen eigen woorden)",
        onderwerpen=", ".join(kennis.onderwerpen[o].naam for o in intake.onderwerpen[:3]),
        termijn=zeg_termijn(overdracht.termijn, nu) if overdracht.termijn else None,
        team=kennis.gemeenten[overdracht.gemeente].teams[overdracht.team].naam,
        te_laat=bool(overdracht.open and overdracht.termijn and overdracht.termijn < nu),
    )


@routes.get("/werkbak", name="werkbak")
@voor(*TEAMROLLEN)
async def lijst(request: web.Request, wie: Account) -> web.StreamResponse:
    """De lijst, dringendste eerst."""
    app = request.app[APP]
    paren = await app.werkbak.lijst(wie)
    regels = [maak_regel(p, app.kennis, app.klok.nu()) for p in paren]
    return aiohttp_jinja2.render_template(
        "werkbak.html",
        request,
        {
            "wie": wie,
            "regels": regels,
            "csrf": await csrf(request),
            "gemeente": app.kennis.gemeenten[wie.gemeente],
        },
    )


@routes.get("/werkbak/{id}", name="intake")
@voor(*TEAMROLLEN)
async def detail(request: web.Request, wie: Account) -> web.StreamResponse:
    """Eén intake met alles wat dit team mag zien."""
    app = request.app[APP]
    return await _toon(request, wie, await app.werkbak.bekijk(wie, request.match_info["id"]))


async def _toon(
    request: web.Request, wie: Account, paar: tuple[Overdracht, Intake], fout: str | None = None
) -> web.StreamResponse:
    app = request.app[APP]
    overdracht, _ = paar
    berichten = []
    if overdracht.bij_mens and overdracht.aangenomen_door == wie.naam:
        async with app.opslag.transactie() as werk:
            berichten = await werk.gesprekken.berichten(overdracht.gesprek_id)
    return aiohttp_jinja2.render_template(
        "intake.html",
        request,
        {
            "wie": wie,
            "regel": maak_regel(paar, app.kennis, app.klok.nu()),
            "kennis": app.kennis,
            "labels": {
                k[11:]: v[""][0] for k, v in app.kennis.teksten.items() if k.startswith("utter_veld_")
            },
            "gesprek": [(b.van, b.inhoud.get("van"), zinnen_van(b), b.op) for b in berichten],
            "csrf": await csrf(request),
            "fout": fout,
        },
        status=409 if fout else 200,
    )


@routes.post("/werkbak/{id}/{handeling}", name="handeling")
@voor(*TEAMROLLEN)
async def handel(request: web.Request, wie: Account) -> web.StreamResponse:
    """Aannemen, weigeren, antwoorden, teruggeven of afronden."""
    app, id_ = request.app[APP], request.match_info["id"]
    velden = await request.post()
    tekst = str(velden.get("tekst", "")).strip()[:2000]
    bak, nu = app.werkbak, app.klok.nu()
    handeling = request.match_info["handeling"]
    try:
        if handeling == "aannemen":
            await bak.neem_aan(wie, id_, nu)
        elif handeling in ("weigeren", "antwoorden") and not tekst:
            raise AssistentError("Vul een tekst in.")
        elif handeling == "weigeren":
            await bak.weiger(wie, id_, tekst, nu)
            raise web.HTTPFound("/werkbak")
        elif handeling == "antwoorden":
            await bak.antwoord(wie, id_, tekst, nu)
        elif handeling == "teruggeven":
            await bak.geef_terug(wie, id_, tekst, nu)
        elif handeling == "afronden":
            await bak.rond_af(wie, id_, tekst, nu)
        else:
            raise web.HTTPNotFound
    except AssistentError as uitzondering:
        return await _toon(request, wie, await bak.bekijk(wie, id_), str(uitzondering))
    raise web.HTTPFound(f"/werkbak/{id_}")


@routes.get("/werkbak-live", name="werkbak_live")
@voor(*TEAMROLLEN)
async def live(request: web.Request, wie: Account) -> web.StreamResponse:
    """Een websocket die zegt dat er iets te verversen is; inhoud gaat er niet over."""
    if not herkomst_mag(request):
        raise web.HTTPForbidden
    ws = web.WebSocketResponse(heartbeat=25)
    await ws.prepare(request)
    app, id_ = request.app[APP], request.query.get("intake")
    kanaal = f"werkbak:{wie.gemeente}"
    if id_:
        overdracht, _ = await app.werkbak.bekijk(wie, id_)
        kanaal = f"gesprek:{overdracht.gesprek_id}"

    async def stuur() -> None:
        async for _ in app.omroep.luister(kanaal):
            await ws.send_json({"soort": "ververs"})

    taak = asyncio.create_task(stuur())
    try:
        async for _ in ws:
            pass
    finally:
        taak.cancel()
        with suppress(asyncio.CancelledError, ConnectionError):
            await taak
    return ws
