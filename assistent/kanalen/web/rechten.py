"""De rechten van de inwoner op de statuspagina: alles inzien en wissen, met nummer en code (AVG 15, 17)."""

from __future__ import annotations

import aiohttp_jinja2
from aiohttp import web

from assistent.app import App
from assistent.kanalen.web.gereedschap import APP, velden_uit
from assistent.kern.privacytekst import privacytekst
from assistent.processen.rechten_inwoner import RechtenInwoner
from assistent.processen.volgen import CodeKloptNiet

routes = web.RouteTableDef()


def rechten_van(app: App) -> RechtenInwoner:
    """Wat een inwoner met nummer en code mag."""
    return RechtenInwoner(app.volgen, app.opslag, app.inzage, app.opruimer)


@routes.get("/privacy/{gemeente}", name="privacy")
async def privacy(request: web.Request) -> web.StreamResponse:
    """De privacytekst van een gemeente, met de termijnen die echt gelden."""
    kennis, sleutel = request.app[APP].kennis, request.match_info["gemeente"]
    if sleutel not in kennis.gemeenten:
        raise web.HTTPNotFound(text="Deze gemeente kennen wij niet.")
    velden = {"delen": privacytekst(kennis, sleutel), "gemeente": kennis.gemeenten[sleutel]}
    return aiohttp_jinja2.render_template("privacy.html", request, velden)


@routes.post("/status/gegevens", name="status_gegevens")
async def gegevens(request: web.Request) -> web.StreamResponse:
    """Alles wat wij over deze vraag bewaren, om te lezen of af te drukken."""
    app, paar = request.app[APP], await _paar(request)
    try:
        delen = await rechten_van(app).alles(*paar)
    except CodeKloptNiet as fout:
        return _pagina(request, fout=str(fout), status=401)
    return _pagina(request, delen=delen, referentie=paar[0])


@routes.post("/status/wissen", name="status_wissen")
async def wissen(request: web.Request) -> web.StreamResponse:
    """Wis de vraag, of leg het verzoek bij het team dat al bezig is."""
    app, paar = request.app[APP], await _paar(request)
    try:
        gewist = await rechten_van(app).wis(*paar, app.klok.nu())
    except CodeKloptNiet as fout:
        return _pagina(request, fout=str(fout), status=401)
    sleutel = "utter_rechten_gewist" if gewist else "utter_rechten_verzoek"
    return _pagina(request, zin=app.kennis.teksten[sleutel][""][0])


async def _paar(request: web.Request) -> tuple[str, str]:
    velden = await velden_uit(request)
    return velden.get("referentie", "").strip()[:20], velden.get("code", "").strip()[:20]


def _pagina(request: web.Request, status: int = 200, **velden: object) -> web.StreamResponse:
    leeg = {"delen": (), "zin": "", "fout": "", "referentie": ""}
    return aiohttp_jinja2.render_template("gegevens.html", request, leeg | velden, status=status)
