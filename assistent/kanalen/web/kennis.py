"""Kennis voor beroepskrachten buiten de gemeente: alleen lezen, en een formulier om een zorg te melden (R11, R112)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import aiohttp_jinja2
from aiohttp import web

from assistent.app import App
from assistent.kanalen.web.aanmelden import controleer_csrf, csrf
from assistent.kanalen.web.gereedschap import APP
from assistent.kern.antwoord import Kaart
from assistent.kern.begrippen import Kanaal
from assistent.kern.errors import InvoerOngeldig
from assistent.kern.gesprek import Gesprek
from assistent.kern.kennis import Onderwerp
from assistent.kern.uitleg import leg_uit, maak_kaart, voor_beroepskracht
from assistent.processen.melden import ROLLEN, Melding

routes = web.RouteTableDef()
MAX_ZOEK = 120
MAX_GEVONDEN = 6


def _gemeente(request: web.Request) -> str:
    """De gekozen gemeente, of de eerste."""
    gemeenten = request.app[APP].kennis.gemeenten
    gekozen = request.query.get("gemeente", "")
    return gekozen if gekozen in gemeenten else next(iter(gemeenten))


def _gesprek(gemeente: str, nu: datetime) -> Gesprek:
    return Gesprek("kennis", gemeente, Kanaal.CHAT, nu)


def _onderwerpen(app: App, gemeente: str, zoek: str) -> list[Onderwerp]:
    """Onderwerpen met deze woorden in naam, antwoord of achtergrond; zonder woorden alles."""
    alle = [app.kennis.onderwerp(s, gemeente) for s, o in app.kennis.onderwerpen.items() if not o.proces]
    woorden = zoek.lower().split()
    gevonden = [
        o for o in alle if all(w in f"{o.naam} {' '.join(o.antwoord)} {o.professional}".lower() for w in woorden)
    ]
    return sorted(gevonden, key=lambda o: o.naam.lower())


@routes.get("/kennis", name="kennis")
async def kennis(request: web.Request) -> web.StreamResponse:
    """Zoeken in onderwerpen en sociale kaart; zonder account, want het is dezelfde openbare kennis."""
    app, gemeente, nu = request.app[APP], _gemeente(request), request.app[APP].klok.nu()
    zoek = request.query.get("zoek", "")[:MAX_ZOEK].strip()
    kaarten: list[Kaart] = []
    if zoek:
        gevonden = app.kennis.zoek(zoek, gemeente, None)[:MAX_GEVONDEN]
        kaarten = [maak_kaart(v, app.kennis, _gesprek(gemeente, nu), nu) for v, _ in gevonden]
    velden = _velden(app, gemeente) | {
        "zoek": zoek,
        "onderwerpen": _onderwerpen(app, gemeente, zoek),
        "kaarten": kaarten,
    }
    return aiohttp_jinja2.render_template("meekijken_kennis.html", request, velden)


@routes.get("/kennis/onderwerp/{sleutel}", name="kennis_onderwerp")
async def onderwerp(request: web.Request) -> web.StreamResponse:
    """Eén onderwerp met de professionele tekst, bron en plekken."""
    app, gemeente, sleutel = request.app[APP], _gemeente(request), request.match_info["sleutel"]
    if sleutel not in app.kennis.onderwerpen or app.kennis.onderwerpen[sleutel].proces:
        raise web.HTTPNotFound
    gevonden, nu = app.kennis.onderwerp(sleutel, gemeente), app.klok.nu()
    antwoord = leg_uit(_gesprek(gemeente, nu), gevonden, app.kennis, nu)
    voluit = voor_beroepskracht(gevonden, app.kennis, gemeente, nu.date())
    velden = _velden(app, gemeente) | {"onderwerp": gevonden, "antwoord": antwoord, "professional": voluit}
    return aiohttp_jinja2.render_template("meekijken_onderwerp.html", request, velden)


@routes.get("/kennis/melden", name="kennis_melden")
async def formulier(request: web.Request) -> web.StreamResponse:
    """Het formulier om een zorg te melden."""
    return await _toon_formulier(request, _gemeente(request))


@routes.post("/kennis/melden", name="kennis_melden")
async def melden(request: web.Request) -> web.StreamResponse:
    """Verstuur de melding; de melder krijgt een nummer, en bij gevaar meteen de nummers om te bellen."""
    await controleer_csrf(request)
    app, velden = request.app[APP], await request.post()
    ingevuld = {k: str(v) for k, v in velden.items() if k in Melding.__dataclass_fields__}
    ingevuld["gebied"] = ingevuld.get("gebied") or None  # type: ignore[assignment]
    try:
        gemeld = await app.melden.meld(_melding(ingevuld), app.klok.nu())
    except InvoerOngeldig as uitzondering:
        gemeente = str(ingevuld.get("gemeente", ""))
        return await _toon_formulier(request, gemeente, str(uitzondering), ingevuld, status=400)
    velden_uit = _velden(app, str(ingevuld["gemeente"])) | {"gemeld": gemeld, "kennis": app.kennis}
    return aiohttp_jinja2.render_template("meekijken_gemeld.html", request, velden_uit)


def _melding(ingevuld: dict[str, Any]) -> Melding:
    verplicht = ("gemeente", "rol", "naam", "telefoon", "gezien")
    return Melding(**{k: ingevuld.get(k, "") for k in verplicht} | ingevuld)


async def _toon_formulier(
    request: web.Request,
    gemeente: str,
    fout: str | None = None,
    ingevuld: dict[str, Any] | None = None,
    status: int = 200,
) -> web.StreamResponse:
    app = request.app[APP]
    if gemeente not in app.kennis.gemeenten:
        gemeente = next(iter(app.kennis.gemeenten))
    velden = _velden(app, gemeente) | {
        "rollen": ROLLEN,
        "fout": fout,
        "v": ingevuld or {},
        "csrf": await csrf(request),
    }
    return aiohttp_jinja2.render_template("meekijken_melden.html", request, velden, status=status)


def _velden(app: App, gemeente: str) -> dict[str, Any]:
    return {"plaats": app.kennis.gemeenten[gemeente], "gemeenten": app.kennis.gemeenten.values()}
