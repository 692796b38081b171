"""Aanmelden van medewerkers: sessiekoekje, CSRF-woord, en per route wie erin mag (R97)."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Awaitable, Callable
from urllib.parse import quote

import aiohttp_jinja2
from aiohttp import web
from aiohttp_session import get_session, new_session

from assistent.kanalen.web.gereedschap import APP
from assistent.ports import Account

Scherm = Callable[[web.Request, Account], Awaitable[web.StreamResponse]]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
routes = web.RouteTableDef()


def voor(*rollen: str) -> Callable[[Scherm], Handler]:
    """Alleen voor deze rollen; niet aangemeld gaat naar aanmelden, verkeerde rol krijgt 403."""

    def versier(scherm: Scherm) -> Handler:
        async def poort(request: web.Request) -> web.StreamResponse:
            wie = await huidige(request)
            if wie is None:
                raise web.HTTPFound(f"/aanmelden?verder={quote(request.path)}")
            if not wie.rollen & set(rollen):
                raise web.HTTPForbidden(text="Dit scherm is niet voor uw rol.")
            if request.method == "POST":
                await _controleer_csrf(request)
            return await scherm(request, wie)

        poort.rollen = frozenset(rollen)  # type: ignore[attr-defined]
        return poort

    return versier


async def huidige(request: web.Request) -> Account | None:
    """Het aangemelde account, opnieuw opgehaald: een ingetrokken recht werkt meteen."""
    sessie = await get_session(request)
    accounts = request.app[APP].accounts
    naam = sessie.get("naam")
    return await accounts.haal(naam) if accounts and naam else None


async def csrf(request: web.Request) -> str:
    """Het geheime woord van deze sessie, voor in elk formulier."""
    sessie = await get_session(request)
    if "csrf" not in sessie:
        sessie["csrf"] = secrets.token_urlsafe(24)
    return str(sessie["csrf"])


async def _controleer_csrf(request: web.Request) -> None:
    velden = await request.post()
    gestuurd = str(velden.get("csrf", "")) or request.headers.get("X-CSRF", "")
    if not hmac.compare_digest(gestuurd.encode(), (await csrf(request)).encode()):
        raise web.HTTPForbidden(text="Dit formulier is verlopen. Ververs de pagina.")


@routes.get("/aanmelden", name="aanmelden")
@aiohttp_jinja2.template("aanmelden.html")
async def formulier(request: web.Request) -> dict[str, object]:
    """Het aanmeldformulier."""
    return {"csrf": await csrf(request), "fout": None, "demo": request.app[APP].instellingen.demo}


@routes.post("/aanmelden")
async def aanmelden(request: web.Request) -> web.StreamResponse:
    """Controleer naam en wachtwoord; een nieuwe sessie tegen sessiediefstal."""
    await _controleer_csrf(request)
    app, velden = request.app[APP], await request.post()
    assert app.accounts is not None
    naam, wachtwoord = str(velden.get("naam", ""))[:80], str(velden.get("wachtwoord", ""))[:200]
    wie = await app.accounts.meld_aan(naam, wachtwoord, app.klok.nu())
    if wie is None:
        zin = "Deze naam en dit wachtwoord horen niet bij elkaar. Na vijf keer wacht u een kwartier."
        return aiohttp_jinja2.render_template(
            "aanmelden.html",
            request,
            {"csrf": await csrf(request), "fout": zin, "demo": app.instellingen.demo},
            status=401,
        )
    sessie = await new_session(request)
    sessie["naam"] = wie.naam
    verder = request.query.get("verder", "/werkbak")
    # Alleen een pad op deze site: "//elders" en "/\\elders" zijn adressen van een ander.
    veilig = verder.startswith("/") and not verder.startswith(("//", "/\\"))
    raise web.HTTPFound(verder if veilig else "/werkbak")


@routes.post("/afmelden", name="afmelden")
async def afmelden(request: web.Request) -> web.StreamResponse:
    """Sluit de sessie."""
    await _controleer_csrf(request)
    (await get_session(request)).invalidate()
    raise web.HTTPFound("/aanmelden")
