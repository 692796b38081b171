"""De voordeur: beveiligingskoppen, herkomst, en grenzen aan tempo, omvang en tijd (R97, AVG 32)."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from aiohttp import web
from redis.asyncio import Redis

from assistent.adapters.emmers import Emmer, EmmerSamen, Grens, Plaatsen
from assistent.config import Instellingen
from assistent.kanalen.web.gereedschap import APP, Handler, TeVaak
from assistent.kern.rollen import ZONDER_ACCOUNT

LEZEN_PER_SCHRIJVEN = 10
"""Lezen mag tien keer zo vaak als schrijven: een chat haalt berichten op en een pagina haalt plaatjes."""
LIVE_PER_ADRES, LIVE_PER_GESPREK = 200, 10
"""Websockets tegelijk; achter één adres kan een hele bibliotheek zitten."""
HOOGUIT_SECONDEN = 40.0
"""Zo lang mag een verzoek duren, ook als de client zijn bericht druppelsgewijs stuurt."""
GEEN_UPLOAD = ("multipart/",)
EMMER = web.AppKey("emmer", Grens)
LEZERS = web.AppKey("lezers", Grens)
BEURTEN = web.AppKey("beurten", Grens)
LIVE = web.AppKey("live", Plaatsen)
TE_VAAK = "U stuurt veel berichten achter elkaar. Wacht even en probeer het dan opnieuw. Is er gevaar? Bel 112."


def stel_grenzen_in(server: web.Application, instellingen: Instellingen) -> None:
    """Tellers voor dit proces, of samen met de andere processen als er Redis is."""
    redis = Redis.from_url(instellingen.redis, socket_timeout=1) if instellingen.redis else None

    def maak(naam: str, per_minuut: int) -> Grens:
        return EmmerSamen(redis, naam, per_minuut) if redis else Emmer(per_minuut)

    server[EMMER] = maak("schrijven", instellingen.per_minuut)
    server[LEZERS] = maak("lezen", instellingen.per_minuut * LEZEN_PER_SCHRIJVEN)
    server[BEURTEN] = maak("beurten", instellingen.per_minuut_gesprek)
    server[LIVE] = Plaatsen(LIVE_PER_ADRES)
    if redis:

        async def sluit(_: web.Application) -> None:
            await redis.aclose()

        server.on_cleanup.append(sluit)


def adres_van(request: web.Request) -> str:
    """Het adres van de bezoeker; achter een proxy het adres dat die doorgeeft."""
    if request.app[APP].instellingen.achter_proxy:
        keten = request.headers.get("X-Forwarded-For", "").split(",")
        if keten[-1].strip():
            return keten[-1].strip()
    return request.remote or "?"


@web.middleware
async def grens(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Niet te vaak per adres, geen bestanden, en niet langer dan nodig; met een vriendelijke zin."""
    lezen = request.method in ("GET", "HEAD", "OPTIONS")
    if not _medewerker(request) and not await request.app[LEZERS if lezen else EMMER].mag(adres_van(request)):
        raise TeVaak(TE_VAAK)
    if request.content_type.startswith(GEEN_UPLOAD):
        raise web.HTTPUnsupportedMediaType(text="Bestanden sturen kan hier niet.")
    if "Upgrade" in request.headers:
        return await handler(request)  # een websocket bewaakt zichzelf met een hartslag
    try:
        async with asyncio.timeout(HOOGUIT_SECONDEN):
            return await handler(request)
    except TimeoutError:
        raise web.HTTPRequestTimeout(text="Dit duurde te lang. Probeer het opnieuw.") from None


def _medewerker(request: web.Request) -> bool:
    """Of deze route een account vraagt; die telt per account, want een heel kantoor deelt één adres."""
    bron = request.match_info.route.resource
    wie = request.app[APP].kennis.rechten.routes.get((bron.name or "") if bron else "", ZONDER_ACCOUNT)
    return not wie & ZONDER_ACCOUNT


async def bewaak_account(request: web.Request, naam: str) -> None:
    """Niet te veel verzoeken per account; fout `TeVaak`."""
    soort = LEZERS if request.method == "GET" else EMMER
    if not await request.app[soort].mag(f"account:{naam}"):
        raise TeVaak(TE_VAAK)


async def bewaak_tempo(request: web.Request, gesprek_id: str) -> None:
    """Niet te veel beurten per gesprek, en over de websocket ook niet per adres; fout `TeVaak`."""
    live = request.method == "GET"
    if not await request.app[BEURTEN].mag(gesprek_id):
        raise TeVaak(TE_VAAK)
    if live and not await request.app[EMMER].mag(adres_van(request)):
        raise TeVaak(TE_VAAK)


@contextmanager
def plaats_voor_live(request: web.Request) -> Iterator[None]:
    """Een plaats voor één websocket; fout `TeVaak` als er te veel open staan."""
    plaatsen = request.app[LIVE]
    gesprek = f"gesprek:{request.match_info.get('id', '')}"
    if plaatsen.bezet[gesprek] >= LIVE_PER_GESPREK:
        raise TeVaak(TE_VAAK)
    with plaatsen.neem(gesprek), plaatsen.neem(adres_van(request)) as mag:
        if not mag:
            raise TeVaak(TE_VAAK)
        yield


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
    kop, publiek = antwoord.headers, request.path.startswith(("/api/", "/statisch/"))
    # Alleen de chat mag in een andere site staan; een scherm voor medewerkers nooit in een lijst.
    lijst = "'none'" if _medewerker(request) else " ".join(("'self'", *instellingen.herkomst))
    kop.setdefault(
        "Content-Security-Policy",
        f"default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{request['nonce']}';"
        " img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self';"
        f" base-uri 'none'; frame-ancestors {lijst}",
    )
    kop["Server"] = "toegangsassistent"  # geen versies van bibliotheken
    kop["X-Content-Type-Options"] = "nosniff"
    kop["Referrer-Policy"] = "no-referrer"
    kop["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(self)"
    kop["Cross-Origin-Opener-Policy"] = "same-origin"
    if not publiek:
        kop["Cross-Origin-Resource-Policy"] = "same-origin"
    if not request.path.startswith("/statisch/"):
        kop["Cache-Control"] = "no-store"
    elif request.path.startswith("/statisch/bouw/"):
        kop["Cache-Control"] = "public, max-age=3600"
    if instellingen.achter_proxy:
        kop["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    if publiek:
        kop["Vary"] = "Origin"
        if herkomst in instellingen.herkomst:
            kop["Access-Control-Allow-Origin"] = herkomst
            kop["Access-Control-Allow-Headers"] = "Authorization, Content-Type"
            kop["Access-Control-Allow-Methods"] = "GET, POST, DELETE"
            # Anders vraagt een oude telefoon op een traag netwerk voor elk bericht eerst of het mag.
            kop["Access-Control-Max-Age"] = "7200"


def herkomst_mag(request: web.Request) -> bool:
    """Of dit van een goede site komt: dezelfde site, en voor de chat ook een uit de lijst."""
    herkomst = request.headers.get("Origin")
    if herkomst is None:
        return True
    if herkomst == "null":
        # Bij `no-referrer` verzwijgt de browser de herkomst van een formulier, maar zegt wel of het de eigen site is.
        return request.headers.get("Sec-Fetch-Site") == "same-origin"
    eigen = (f"{request.scheme}://{request.host}", f"https://{request.host}")
    return herkomst in (eigen if _medewerker(request) else (*eigen, *request.app[APP].instellingen.herkomst))
