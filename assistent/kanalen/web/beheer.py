"""Beheer: het eigen account, accounts van de gemeente, en wie wat zag (R97, AVG 32)."""

from __future__ import annotations

import secrets
from typing import Any

import aiohttp_jinja2
from aiohttp import web
from aiohttp_session import get_session

from assistent.kanalen.web.aanmelden import begin_sessie, csrf, mag
from assistent.kanalen.web.gereedschap import APP
from assistent.kanalen.web.oidc import SSO
from assistent.kern.errors import InvoerOngeldig
from assistent.ports import Account, Accounts

MIN_WACHTWOORD = 12
routes = web.RouteTableDef()


def _accounts(request: web.Request) -> Accounts:
    accounts = request.app[APP].accounts
    assert accounts is not None
    return accounts


async def _toon(request: web.Request, sjabloon: str, wie: Account, **velden: Any) -> web.StreamResponse:
    app = request.app[APP]
    alles = {"wie": wie, "csrf": await csrf(request), "gemeente": app.kennis.gemeenten.get(wie.gemeente)}
    return aiohttp_jinja2.render_template(sjabloon, request, alles | velden)


@routes.get("/account", name="account")
@mag("account.eigen")
async def account(request: web.Request, wie: Account) -> web.StreamResponse:
    """Het eigen account."""
    return await _toon(request, "account.html", wie, rollen=request.app[APP].kennis.rechten.rollen)


@routes.post("/account/{wat}", name="account_wijzig")
@mag("account.eigen")
async def wijzig(request: web.Request, wie: Account) -> web.StreamResponse:
    """Wachtwoord wijzigen, of de tweede stap aan- of uitzetten; het oude wachtwoord is steeds nodig."""
    app, velden, wat = request.app[APP], await request.post(), request.match_info["wat"]
    accounts, sessie = _accounts(request), await get_session(request)
    if wat not in ("wachtwoord", "code", "code_bevestig", "code_uit"):
        raise web.HTTPNotFound
    oud, cijfers = str(velden.get("wachtwoord", ""))[:200], str(velden.get("code", ""))[:12]
    if wat != "code_bevestig" and not await accounts.meld_aan(wie.naam, oud, app.klok.nu(), cijfers):
        raise InvoerOngeldig("Uw wachtwoord of code klopt niet.")
    if wat == "wachtwoord":
        nieuw = str(velden.get("nieuw", ""))[:200]
        if len(nieuw) < MIN_WACHTWOORD:
            raise InvoerOngeldig(f"Een wachtwoord heeft minstens {MIN_WACHTWOORD} tekens.")
        await accounts.maak(wie, nieuw)
        await begin_sessie(request, wie)
        raise web.HTTPFound("/account")
    if accounts.codes is None:
        raise web.HTTPNotFound
    if wat == "code_uit":
        await accounts.codes.weg(wie.naam)
    elif wat == "code":
        sessie["totp"], adres = accounts.codes.nieuw(wie.naam)
        return await _toon(request, "account.html", wie, adres=adres)
    elif not await accounts.codes.zet(wie.naam, str(sessie.pop("totp", "")), cijfers, app.klok.nu()):
        raise InvoerOngeldig("Deze code klopt niet. Begin opnieuw met het instellen.")
    raise web.HTTPFound("/account")


@routes.get("/beheer/accounts", name="beheer_accounts")
@mag("account.beheren")
async def lijst(request: web.Request, wie: Account) -> web.StreamResponse:
    """De accounts van de eigen gemeente."""
    return await _toon_accounts(request, wie)


async def _toon_accounts(request: web.Request, wie: Account, **velden: Any) -> web.StreamResponse:
    kennis = request.app[APP].kennis
    rollen = {r: naam for r, naam in kennis.rechten.rollen.items() if r != "inwoner"}
    alle = await _accounts(request).alle(wie.gemeente)
    return await _toon(
        request,
        "accounts.html",
        wie,
        accounts=alle,
        rollen=rollen,
        teams=kennis.gemeenten[wie.gemeente].teams,
        **velden,
    )


@routes.post("/beheer/accounts", name="beheer_accounts")
@mag("account.beheren")
async def maak(request: web.Request, wie: Account) -> web.StreamResponse:
    """Maak of vervang een account; het nieuwe wachtwoord staat één keer op het scherm."""
    velden, kennis = await request.post(), request.app[APP].kennis
    naam = str(velden.get("naam", "")).strip()[:80]
    rollen = {str(r) for r in velden.getall("rol", [])} & set(kennis.rechten.rollen) - {"inwoner"}
    teams = {str(x) for x in velden.getall("team", [])} & set(kennis.gemeenten[wie.gemeente].teams)
    if not naam.replace("-", "").replace(".", "").isalnum() or naam.startswith(SSO) or not rollen:
        raise InvoerOngeldig("Vul een naam in (letters, cijfers, punt, streepje) en minstens één rol.")
    await _van_gemeente(request, wie, naam, nieuw=True)
    weergave = str(velden.get("weergavenaam", "")).strip()[:120] or naam
    woord = secrets.token_urlsafe(12)
    nieuw = Account(naam, weergave, frozenset(rollen), wie.gemeente, frozenset(teams))
    await _accounts(request).maak(nieuw, woord)
    await _leg_vast(request, wie, "account gemaakt", naam)
    return await _toon_accounts(request, wie, gemaakt=naam, woord=woord)


@routes.post("/beheer/accounts/{naam}/{handeling}", name="beheer_account")
@mag("account.beheren")
async def handel(request: web.Request, wie: Account) -> web.StreamResponse:
    """Sessies sluiten, de tweede stap uitzetten, of het account wissen."""
    naam, handeling, accounts = (
        request.match_info["naam"],
        request.match_info["handeling"],
        _accounts(request),
    )
    if handeling not in ("afmelden", "code_uit", "wissen"):
        raise web.HTTPNotFound
    await _van_gemeente(request, wie, naam)
    if handeling == "afmelden":
        await accounts.sessies.beeindig(naam=naam)
    elif handeling == "wissen":
        await accounts.wis(naam)
    elif accounts.codes is not None:
        await accounts.codes.weg(naam)
    await _leg_vast(request, wie, f"account {handeling}", naam)
    raise web.HTTPFound("/beheer/accounts")


async def _van_gemeente(request: web.Request, wie: Account, naam: str, *, nieuw: bool = False) -> None:
    """Een beheerder raakt alleen accounts van de eigen gemeente."""
    ander = await _accounts(request).haal(naam)
    if ander is None and not nieuw:
        raise web.HTTPNotFound
    if ander is not None and ander.gemeente != wie.gemeente:
        raise web.HTTPForbidden(text="Dit account is niet van uw gemeente.")


async def _leg_vast(request: web.Request, wie: Account, wat: str, naam: str) -> None:
    app = request.app[APP]
    await app.inzage.leg_vast(wie.naam, wat[:30], naam[:26], app.klok.nu())


@routes.get("/beheer/inzage", name="inzagelog")
@mag("inzagelog.zien")
async def inzagelog(request: web.Request, wie: Account) -> web.StreamResponse:
    """Wie wat zag; te zoeken op het nummer van een intake. Ook het kijken hier wordt opgeschreven."""
    app, nummer = request.app[APP], request.query.get("nummer", "").strip()[:26]
    regels = await app.inzage.lees(nummer or None)
    await app.inzage.leg_vast(wie.naam, "inzagelog", nummer or "alles", app.klok.nu())
    return await _toon(request, "inzage.html", wie, regels=regels, nummer=nummer)
