"""Wat alle webroutes delen: het programma vinden, JSON lezen, en fouten als Nederlandse zin teruggeven."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp_jinja2
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
from assistent.processen.volgen import CodeKloptNiet
from assistent.processen.werkbak import NietVanUwTeam

log = structlog.get_logger("web")
PAGINAS = ("/werkbak", "/status", "/aanmelden", "/afmelden")
"""Wie hier een fout tegenkomt kijkt naar een pagina en niet naar JSON."""
APP = web.AppKey("app", App)
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

_CODES: tuple[tuple[type[AssistentError], int, str], ...] = (
    (InvoerOngeldig, 400, "invoer"),
    (NietVanUwTeam, 403, "niet_van_uw_team"),
    (CodeKloptNiet, 401, "code"),
    (GesprekOnbekend, 404, "onbekend"),
    (AlAangenomen, 409, "al_aangenomen"),
    (OngeldigeStap, 409, "kan_nu_niet"),
    (OpslagOnbereikbaar, 503, "opslag"),
    (AssistentError, 409, "fout"),
)


class Geweigerd(AssistentError):
    """De sleutel van het gesprek ontbreekt of klopt niet."""


class TeVaak(AssistentError):
    """Te veel berichten in korte tijd."""


def fout(status: int, code: str, zin: str) -> web.Response:
    """Een fout zoals de API die altijd geeft; bij te vaak ook hoe lang wachten helpt."""
    koppen = {"Retry-After": "10"} if status == 429 else None
    return web.json_response({"fout": zin, "code": code}, status=status, headers=koppen)


def als_fout(uitzondering: AssistentError) -> tuple[int, str]:
    """Status en code bij een van onze fouten."""
    if isinstance(uitzondering, Geweigerd):
        return 401, "sleutel"
    if isinstance(uitzondering, TeVaak):
        return 429, "te_vaak"
    return next((s, c) for soort, s, c in _CODES if isinstance(uitzondering, soort))


@web.middleware
async def vang_fouten(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Onze fouten worden een zin met een code; een onverwachte fout wordt 503 zonder inhoud."""
    try:
        return await handler(request)
    except AssistentError as uitzondering:
        status, code = als_fout(uitzondering)
        return toon_fout(request, status, code, str(uitzondering))
    except web.HTTPException as uitzondering:
        if uitzondering.status < 400 or not request.path.startswith("/api/"):
            raise
        return fout(uitzondering.status, "http", _HTTP.get(uitzondering.status, "Dit kan niet."))
    except Exception as uitzondering:
        log.exception("onverwacht", soort=type(uitzondering).__name__, pad=request.match_info.route.name)
        zin = "Er ging iets mis. Probeer het zo opnieuw, of bel uw gemeente."
        return toon_fout(request, 503, "storing", zin)


def toon_fout(request: web.Request, status: int, code: str, zin: str) -> web.Response:
    """Een pagina voor wie op een pagina was, anders JSON."""
    if not request.path.startswith(PAGINAS):
        return fout(status, code, zin)
    velden = {"zin": zin, "terug": "/status" if request.path.startswith("/status") else "/werkbak"}
    return aiohttp_jinja2.render_template("fout.html", request, velden, status=status)


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


async def velden_uit(request: web.Request) -> dict[str, str]:
    """De velden van een formulier als tekst; fout `InvoerOngeldig` als het niet te lezen is."""
    try:
        velden = await request.post()
    except (UnicodeDecodeError, LookupError, ValueError):
        raise InvoerOngeldig("Dit formulier is niet te lezen.") from None
    # Losse surrogaten en nultekens kan geen database bewaren.
    return {
        k: v.encode("utf-8", "ignore").decode().replace("\x00", "")
        for k, v in velden.items()
        if isinstance(v, str)
    }


def tekst_uit(inhoud: dict[str, Any], veld: str, langst: int = 200, leeg: bool = False) -> str:
    """Een tekstveld uit de invoer; fout `InvoerOngeldig` als het ontbreekt of te lang is."""
    waarde = inhoud.get(veld)
    if not isinstance(waarde, str) or (not waarde and not leeg):
        raise InvoerOngeldig(f"Het veld '{veld}' ontbreekt of is geen tekst.")
    if len(waarde) > langst:
        raise InvoerOngeldig(f"Het veld '{veld}' is te lang (hooguit {langst} tekens).")
    # Losse surrogaten en nultekens kan geen database bewaren.
    return waarde.encode("utf-8", "ignore").decode().replace("\x00", "")
