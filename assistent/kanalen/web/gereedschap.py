"""Wat alle webroutes delen: het programma vinden, JSON lezen, en fouten als Nederlandse zin teruggeven."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from aiohttp import web

from assistent.app import App
from assistent.kern.errors import (
    AlAangenomen,
    AssistentError,
    GesprekOnbekend,
    InvoerOngeldig,
    OngeldigeStap,
    OpslagOnbereikbaar,
)
from assistent.processen.werkbak import NietVanUwTeam

log = structlog.get_logger("web")
APP = web.AppKey("app", App)
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

_CODES: tuple[tuple[type[AssistentError], int, str], ...] = (
    (InvoerOngeldig, 400, "invoer"),
    (NietVanUwTeam, 403, "niet_van_uw_team"),
    (GesprekOnbekend, 404, "onbekend"),
    (AlAangenomen, 409, "al_aangenomen"),
    (OngeldigeStap, 409, "kan_nu_niet"),
    (OpslagOnbereikbaar, 503, "opslag"),
    (AssistentError, 409, "fout"),
)


class Geweigerd(AssistentError):
    """De sleutel van het gesprek ontbreekt of klopt niet."""


def fout(status: int, code: str, zin: str) -> web.Response:
    """Een fout zoals de API die altijd geeft."""
    return web.json_response({"fout": zin, "code": code}, status=status)


def als_fout(uitzondering: AssistentError) -> tuple[int, str]:
    """Status en code bij een van onze fouten."""
    if isinstance(uitzondering, Geweigerd):
        return 401, "sleutel"
    return next((s, c) for soort, s, c in _CODES if isinstance(uitzondering, soort))


@web.middleware
async def vang_fouten(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Onze fouten worden een zin met een code; een onverwachte fout wordt 503 zonder inhoud."""
    try:
        return await handler(request)
    except AssistentError as uitzondering:
        status, code = als_fout(uitzondering)
        return fout(status, code, str(uitzondering))
    except web.HTTPException as uitzondering:
        if uitzondering.status < 400 or not request.path.startswith("/api/"):
            raise
        return fout(uitzondering.status, "http", _HTTP.get(uitzondering.status, "Dit kan niet."))
    except Exception as uitzondering:
        log.exception("onverwacht", soort=type(uitzondering).__name__, pad=request.match_info.route.name)
        return fout(503, "storing", "Er ging iets mis. Probeer het zo opnieuw, of bel uw gemeente.")


_HTTP = {
    404: "Deze pagina is er niet.",
    405: "Dit kan hier niet.",
    413: "Het bericht is te groot.",
    415: "Stuur JSON.",
}


async def lees_json(request: web.Request) -> dict[str, Any]:
    """De JSON-inhoud als object; fout `InvoerOngeldig` met een zin die helpt."""
    try:
        inhoud = json.loads(await request.text())
    except (json.JSONDecodeError, UnicodeDecodeError, LookupError, RecursionError):
        raise InvoerOngeldig("Dit is geen geldige JSON.") from None
    if not isinstance(inhoud, dict):
        raise InvoerOngeldig("Stuur een JSON-object.")
    return inhoud


def tekst_uit(inhoud: dict[str, Any], veld: str, langst: int = 200, leeg: bool = False) -> str:
    """Een tekstveld uit de invoer; fout `InvoerOngeldig` als het ontbreekt of te lang is."""
    waarde = inhoud.get(veld)
    if not isinstance(waarde, str) or (not waarde and not leeg):
        raise InvoerOngeldig(f"Het veld '{veld}' ontbreekt of is geen tekst.")
    if len(waarde) > langst:
        raise InvoerOngeldig(f"Het veld '{veld}' is te lang (hooguit {langst} tekens).")
    # Losse surrogaten en nultekens kan geen database bewaren.
    return waarde.encode("utf-8", "ignore").decode().replace("\x00", "")
