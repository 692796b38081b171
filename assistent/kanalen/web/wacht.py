"""De voordeur: beveiligingskoppen, herkomst, grenzen per bezoeker en per gesprek (R97, AVG 32)."""

from __future__ import annotations

import secrets
import time
from collections import OrderedDict
from collections.abc import Callable

from aiohttp import web

from assistent.kanalen.web.gereedschap import APP, Handler, fout

MAX_ADRESSEN = 50_000


class Emmer:
    """Een lekkende emmer per sleutel: vol is even wachten."""

    def __init__(self, per_minuut: int, klok: Callable[[], float] = time.monotonic) -> None:
        self._per_seconde, self._vol, self._klok = per_minuut / 60, float(per_minuut), klok
        self._emmers: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def mag(self, sleutel: str) -> bool:
        """Of er nog plaats is; neemt meteen een plaats in."""
        nu = self._klok()
        gevuld, sinds = self._emmers.pop(sleutel, (0.0, nu))
        gevuld = max(0.0, gevuld - (nu - sinds) * self._per_seconde)
        mag = gevuld + 1 <= self._vol
        self._emmers[sleutel] = (gevuld + 1 if mag else gevuld, nu)
        if len(self._emmers) > MAX_ADRESSEN:
            self._emmers.popitem(last=False)
        return mag


EMMER = web.AppKey("emmer", Emmer)


def adres_van(request: web.Request) -> str:
    """Het adres van de bezoeker; achter een proxy het adres dat die doorgeeft."""
    if request.app[APP].instellingen.achter_proxy:
        keten = request.headers.get("X-Forwarded-For", "").split(",")
        if keten[-1].strip():
            return keten[-1].strip()
    return request.remote or "?"


@web.middleware
async def grens(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Niet te veel schrijvende verzoeken per adres; met een vriendelijke zin."""
    if request.method not in ("GET", "HEAD", "OPTIONS") and not request.app[EMMER].mag(adres_van(request)):
        antwoord = fout(
            429, "te_vaak", "U stuurt veel berichten achter elkaar. Wacht even en probeer het dan opnieuw."
        )
        antwoord.headers["Retry-After"] = "10"
        return antwoord
    return await handler(request)


@web.middleware
async def koppen(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Strikte koppen op elk antwoord, en CORS alleen voor de sites uit de instellingen."""
    request["nonce"] = secrets.token_urlsafe(16)
    herkomst = request.headers.get("Origin", "")
    if request.method == "OPTIONS" and herkomst:
        antwoord: web.StreamResponse = web.Response(status=204)
    else:
        try:
            antwoord = await handler(request)
        except web.HTTPException as uitzondering:
            _zet_koppen(request, uitzondering)
            raise
    if not antwoord.prepared:
        _zet_koppen(request, antwoord)
    return antwoord


def _zet_koppen(request: web.Request, antwoord: web.StreamResponse) -> None:
    instellingen = request.app[APP].instellingen
    herkomst = request.headers.get("Origin", "")
    kop = antwoord.headers
    sites = " ".join(instellingen.herkomst)
    kop.setdefault(
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-"
        + request["nonce"]
        + "';"
        " img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self';"
        f" base-uri 'none'; frame-ancestors 'self' {sites}".rstrip(),
    )
    kop["X-Content-Type-Options"] = "nosniff"
    kop["Referrer-Policy"] = "no-referrer"
    kop["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(self)"
    kop["Cross-Origin-Opener-Policy"] = "same-origin"
    if request.path.startswith(("/api/", "/werkbak")):
        kop["Cache-Control"] = "no-store"
    if instellingen.achter_proxy:
        kop["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    if herkomst in instellingen.herkomst and request.path.startswith(("/api/", "/statisch/")):
        kop["Access-Control-Allow-Origin"] = herkomst
        kop["Access-Control-Allow-Headers"] = "Authorization, Content-Type"
        kop["Access-Control-Allow-Methods"] = "GET, POST, DELETE"
        kop["Vary"] = "Origin"


def herkomst_mag(request: web.Request) -> bool:
    """Of een websocket van deze site mag komen: dezelfde site, of een uit de lijst."""
    herkomst = request.headers.get("Origin")
    if herkomst is None:
        return True
    eigen = f"{request.scheme}://{request.host}"
    veilig = f"https://{request.host}"
    return herkomst in (eigen, veilig, *request.app[APP].instellingen.herkomst)
