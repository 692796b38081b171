"""De chat als eigen pagina (`/chat/<gemeente>`), ook om in een iframe te zetten, en de lijst van gemeenten."""

from __future__ import annotations

import aiohttp_jinja2
from aiohttp import web

from assistent.kanalen.web.gereedschap import APP

routes = web.RouteTableDef()


@routes.get("/api/v1/gemeenten", name="gemeenten")
async def gemeenten(request: web.Request) -> web.Response:
    """De gemeenten van deze dienst, op naam."""
    plaatsen = sorted(request.app[APP].kennis.gemeenten.values(), key=lambda g: g.naam)
    return web.json_response({"gemeenten": [{"sleutel": g.sleutel, "naam": g.naam} for g in plaatsen]})


@routes.get("/chat/{gemeente}", name="chatpagina")
async def chatpagina(request: web.Request) -> web.StreamResponse:
    """Alleen de chat, over het hele scherm; insluiten mag van de sites uit `ASSISTENT_HERKOMST`."""
    plaats = request.app[APP].kennis.gemeenten.get(request.match_info["gemeente"])
    if plaats is None:
        raise web.HTTPNotFound(text="Deze gemeente kennen wij niet.")
    antwoord = aiohttp_jinja2.render_template(
        "chat.html",
        request,
        {
            "gemeente": plaats,
            "bel": "".join(c for c in plaats.kanalen.telefoon or "" if c.isdigit() or c == "+"),
            "nonce": request["nonce"],
            "taal": request.query.get("taal", "")[:5],
        },
    )
    antwoord.headers["Content-Security-Policy"] = _beleid(request)
    return antwoord


def _beleid(request: web.Request) -> str:
    """Alleen ons eigen script met het eenmalige woord van dit antwoord; geen inline, geen eval, geen beeld dan het teken in de tab."""
    nonce, sites = request["nonce"], " ".join(request.app[APP].instellingen.herkomst)
    # 'self' omvat in oudere browsers de websocket niet.
    return (
        f"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; img-src 'self';"
        f" connect-src 'self' ws://{request.host} wss://{request.host}; base-uri 'none'; form-action 'none';"
        f" frame-ancestors 'self' {sites}".rstrip() + "; require-trusted-types-for 'script'"
    )
