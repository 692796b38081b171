"""Aanmelden van medewerkers: sessiekoekje, CSRF-woord, en per route wie erin mag (R97)."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Awaitable, Callable
from functools import wraps
from urllib.parse import quote

import aiohttp_jinja2
from aiohttp import web
from aiohttp_session import get_session, new_session

from assistent.app import App
from assistent.kanalen.web.gereedschap import APP, velden_uit
from assistent.kanalen.web.wacht import bewaak_account, herkomst_mag
from assistent.kern.rollen import ZONDER_ACCOUNT
from assistent.ports import Account

Scherm = Callable[[web.Request, Account], Awaitable[web.StreamResponse]]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
WIE = "wie"
"""Waar een verzoek het aangemelde account bewaart, zodat het maar één keer wordt opgehaald."""
NIET_SAMEN = (
    "Deze gegevens horen niet bij elkaar. Gebruikt u een app met codes, vul dan ook de code in."
    " Na vijf keer wacht u een kwartier."
)
routes = web.RouteTableDef()


@web.middleware
async def toegang(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Elke route heeft een regel in rollen.yml; zonder regel is zij dicht, ook als iemand `mag` vergat.

    Wie een scherm met een nummer in het pad te zien krijgt, komt in het inzagelog.
    """
    bron = request.match_info.route.resource
    if bron is None:
        return await handler(request)  # deze pagina is er niet; het antwoord is 404
    rechten, naam = request.app[APP].kennis.rechten, bron.name or ""
    if naam not in rechten.routes:
        raise web.HTTPForbidden(text="Deze route staat niet in rollen.yml.")
    if rechten.routes[naam] & ZONDER_ACCOUNT:
        return await handler(request)
    wie = request[WIE] = await _moet(request, lambda wie: rechten.opent(wie.rollen, naam))
    await bewaak_account(request, wie.naam)
    antwoord = await handler(request)
    nummer = request.match_info.get("id")
    if nummer and request.method == "GET" and antwoord.status < 300 and not antwoord.prepared:
        # Eerst opschrijven, dan pas versturen: lukt het niet, dan ziet niemand iets (AVG 32).
        app = request.app[APP]
        await app.inzage.leg_vast(wie.naam, naam[:30], nummer[:26], app.klok.nu())
    return antwoord


def mag(*handelingen: str) -> Callable[[Scherm], Handler]:
    """Alleen voor wie een van deze handelingen mag (rollen.yml); het scherm krijgt het account erbij.

    Niet aangemeld gaat naar aanmelden (een API krijgt 401), een verkeerde rol krijgt 403, en wie schrijft heeft
    het CSRF-woord nodig.
    """

    def versier(scherm: Scherm) -> Handler:
        @wraps(scherm)
        async def poort(request: web.Request) -> web.StreamResponse:
            rechten = request.app[APP].kennis.rechten
            wie = await _moet(request, lambda wie: any(rechten.mag(wie.rollen, h) for h in handelingen))
            if request.method not in ("GET", "HEAD"):
                await controleer_csrf(request)
            return await scherm(request, wie)

        return poort

    return versier


async def _moet(request: web.Request, toegestaan: Callable[[Account], bool]) -> Account:
    """Het aangemelde account als het mag; anders naar aanmelden, 401 of 403."""
    wie: Account | None = request.get(WIE) or await huidige(request)
    if wie is None:
        if request.path.startswith("/api/"):
            raise web.HTTPUnauthorized
        raise web.HTTPFound(f"/aanmelden?verder={quote(request.path)}")
    if not toegestaan(wie):
        raise web.HTTPForbidden(text="Dit scherm is niet voor uw rol.")
    return wie


async def huidige(request: web.Request) -> Account | None:
    """Het aangemelde account, opnieuw opgehaald: een ingetrokken recht werkt meteen."""
    app, woord = request.app[APP], (await get_session(request)).get("woord")
    if app.accounts is None or not woord:
        return None
    naam = await app.accounts.sessies.haal(str(woord), app.klok.nu())
    return await app.accounts.haal(naam) if naam else None


async def csrf(request: web.Request) -> str:
    """Het geheime woord van deze sessie, voor in elk formulier."""
    sessie = await get_session(request)
    if "csrf" not in sessie:
        sessie["csrf"] = secrets.token_urlsafe(24)
    return str(sessie["csrf"])


async def controleer_csrf(request: web.Request) -> None:
    """Fout 403 als het geheime woord van deze sessie niet meekwam."""
    velden = await velden_uit(request)
    gestuurd = str(velden.get("csrf", "")) or request.headers.get("X-CSRF", "")
    goed = hmac.compare_digest(gestuurd.encode(), (await csrf(request)).encode())
    if not goed or not herkomst_mag(request):
        raise web.HTTPForbidden(text="Dit formulier is verlopen. Ververs de pagina.")


@routes.get("/aanmelden", name="aanmelden")
async def formulier(request: web.Request) -> web.StreamResponse:
    """Het aanmeldformulier."""
    return await toon_formulier(request)


async def toon_formulier(
    request: web.Request, fout: str | None = None, status: int = 200
) -> web.StreamResponse:
    """Het formulier, met eventueel wat er misging."""
    app = request.app[APP]
    velden = {
        "csrf": await csrf(request),
        "fout": fout,
        "demo": app.instellingen.demo,
        "oidc": app.oidc is not None,
        "verder": request.query.get("verder"),
    }
    return aiohttp_jinja2.render_template("aanmelden.html", request, velden, status=status)


@routes.post("/aanmelden", name="aanmelden")
async def aanmelden(request: web.Request) -> web.StreamResponse:
    """Controleer naam en wachtwoord; een nieuwe sessie tegen sessiediefstal."""
    await controleer_csrf(request)
    app, velden = request.app[APP], await velden_uit(request)
    assert app.accounts is not None
    naam, wachtwoord = str(velden.get("naam", ""))[:80], str(velden.get("wachtwoord", ""))[:200]
    code = "".join(t for t in str(velden.get("code", ""))[:12] if t.isdigit())
    wie = await app.accounts.meld_aan(naam, wachtwoord, app.klok.nu(), code)
    if wie is None:
        return await toon_formulier(request, NIET_SAMEN, 401)
    await begin_sessie(request, wie)
    raise web.HTTPFound(veilig_verder(request.query.get("verder", ""), begin_van(app, wie)))


def begin_van(app: App, wie: Account) -> str:
    """Waar iemand na aanmelden begint: de werkbak, of het eigen account als die niet voor deze rol is."""
    return "/werkbak" if app.kennis.rechten.mag(wie.rollen, "intake.lijst") else "/account"


def veilig_verder(verder: str, anders: str = "/werkbak") -> str:
    """Alleen een pad op deze site: "//elders" en "/\\elders" zijn adressen van een ander."""
    veilig = verder.startswith("/") and not verder.startswith(("//", "/\\"))
    return verder if veilig and not any(ord(t) < 32 for t in verder) else anders


@routes.post("/afmelden", name="afmelden")
async def afmelden(request: web.Request) -> web.StreamResponse:
    """Sluit de sessie."""
    await controleer_csrf(request)
    sessie, accounts = await get_session(request), request.app[APP].accounts
    if accounts is not None and sessie.get("woord"):
        await accounts.sessies.beeindig(woord=str(sessie["woord"]))
    sessie.invalidate()
    raise web.HTTPFound("/aanmelden")


async def begin_sessie(request: web.Request, wie: Account) -> None:
    """Een nieuwe sessie op de server en een leeg koekje: wat er vóór het aanmelden stond geldt niet meer."""
    app = request.app[APP]
    assert app.accounts is not None
    sessie = await new_session(request)
    sessie["woord"] = await app.accounts.sessies.begin(wie.naam, app.klok.nu())
