"""Aanmelden met het account van de gemeente (OpenID Connect): heen, terug, en een account met rechten uit gegevens (R97)."""

from __future__ import annotations

import hashlib
import hmac

from aiohttp import web
from aiohttp_session import get_session

from assistent.app import App
from assistent.kanalen.web.aanmelden import begin_sessie, begin_van, toon_formulier, veilig_verder
from assistent.kanalen.web.gereedschap import APP
from assistent.kern.errors import AanmeldenMislukt
from assistent.ports import Aanbieder, Aanvraag, Account

SSO = "sso:"
"""Zo begint de naam van een account van de gemeente; een eigen account kan nooit zo heten."""
routes = web.RouteTableDef()


@routes.get("/aanmelden/gemeente", name="oidc")
async def heen(request: web.Request) -> web.StreamResponse:
    """Stuur de browser naar de aanbieder; wat straks moet kloppen staat in het versleutelde koekje."""
    app, sessie = request.app[APP], await get_session(request)
    try:
        aanvraag = await _aanbieder(app).begin(_terug(request), app.klok.nu())
    except AanmeldenMislukt as fout:
        return await toon_formulier(request, str(fout), 503)
    sessie["oidc"] = [aanvraag.status, aanvraag.nonce, aanvraag.bewijs]
    sessie["verder"] = request.query.get("verder", "")[:300]
    raise web.HTTPFound(aanvraag.waarheen)


@routes.get("/aanmelden/terug", name="oidc_terug")
async def terug(request: web.Request) -> web.StreamResponse:
    """De browser komt terug met een code; elke aanvraag werkt één keer."""
    app, sessie = request.app[APP], await get_session(request)
    bewaard, verder = sessie.pop("oidc", None), str(sessie.pop("verder", ""))
    try:
        if bewaard is None or not _gelijk(bewaard[0], request.query.get("state", "")):
            raise AanmeldenMislukt("Deze aanmelding is verlopen. Begin opnieuw.")
        if "code" not in request.query:
            raise AanmeldenMislukt("U bent niet aangemeld bij uw gemeente.")
        aanvraag = Aanvraag("", *bewaard)
        claims = await _aanbieder(app).rond_af(
            request.query["code"], aanvraag, _terug(request), app.klok.nu()
        )
        wie = await _account(app, claims)
    except AanmeldenMislukt as fout:
        return await toon_formulier(request, str(fout), 401)
    await begin_sessie(request, wie)
    raise web.HTTPFound(veilig_verder(verder, begin_van(app, wie)))


async def _account(app: App, claims: object) -> Account:
    """Het account bij deze claims; zonder passende groep komt iemand er niet in en gaat een oud account weg."""
    assert isinstance(claims, dict)
    assert app.accounts is not None
    naam = accountnaam(str(claims["sub"]))
    mag = app.kennis.aanmelden.pas_toe(claims)
    if mag is None:
        await app.accounts.wis(naam)
        raise AanmeldenMislukt("Uw account heeft hier geen rechten. Vraag uw beheerder.")
    gemeente, rollen, teams = mag
    weergave = str(claims.get(app.kennis.aanmelden.naam) or "Medewerker")[:120]
    wie = Account(naam, weergave, rollen, gemeente, teams)
    await app.accounts.maak(wie, None)
    return wie


def accountnaam(sub: str) -> str:
    """De naam van het account: kort genoeg voor de kolom, en altijd dezelfde voor dezelfde persoon."""
    return SSO + (sub if len(sub) <= 40 else hashlib.sha256(sub.encode()).hexdigest())


def _aanbieder(app: App) -> Aanbieder:
    if app.oidc is None:
        raise web.HTTPNotFound
    return app.oidc


def _terug(request: web.Request) -> str:
    """Ons adres waar de aanbieder naar terugstuurt; de instelling gaat voor, dan kan een kop het niet veranderen."""
    app = request.app[APP]
    schema = "https" if app.instellingen.achter_proxy else request.scheme
    basis = app.instellingen.buitenadres or f"{schema}://{request.host}"
    return basis.rstrip("/") + str(request.app.router["oidc_terug"].url_for())


def _gelijk(a: object, b: str) -> bool:
    return hmac.compare_digest(str(a).encode(), b.encode("utf-8", "surrogateescape"))
