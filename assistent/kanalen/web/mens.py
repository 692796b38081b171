"""De publieke API om nu met een mens te praten of een belmoment te kiezen, zonder dat iemand hoeft te typen (R46, R68)."""

from __future__ import annotations

from datetime import datetime

from aiohttp import web

from assistent.kanalen.web.chat import als_json, gesprek_van
from assistent.kanalen.web.gereedschap import APP, lees_json, tekst_uit
from assistent.kanalen.web.wacht import bewaak_tempo
from assistent.kern.afspraken import zeg_blok
from assistent.kern.errors import AssistentError, InvoerOngeldig
from assistent.processen.aanbieden import van_gesprek
from assistent.processen.inzien import BELKEUZES, overdracht_voor_inwoner
from assistent.processen.samenspraak import vraag_nu
from assistent.processen.terugbellen import keuzes

routes = web.RouteTableDef()


@routes.post("/api/v1/gesprekken/{id}/mens", name="mens")
async def mens(request: web.Request) -> web.Response:
    """De inwoner wil nu praten; de berichten zeggen of er iemand is, of wanneer er gebeld wordt."""
    app, gesprek_id = request.app[APP], gesprek_van(request)
    await bewaak_tempo(request, gesprek_id)
    nieuw = await vraag_nu(app.opslag, app.omroep, app.kennis, gesprek_id, app.klok.nu())
    async with app.opslag.transactie() as werk:
        gesprek = await werk.gesprekken.haal(gesprek_id)
        stand = await overdracht_voor_inwoner(werk, gesprek, app.kennis, app.klok.nu())
    return web.json_response({"berichten": [als_json(b) for b in nieuw], "overdracht": stand})


@routes.get("/api/v1/gesprekken/{id}/belmomenten", name="belmomenten")
async def belmomenten(request: web.Request) -> web.Response:
    """De eerste vrije blokken van het team."""
    app, gesprek_id = request.app[APP], gesprek_van(request)
    async with app.opslag.transactie() as werk:
        gesprek = await werk.gesprekken.haal(gesprek_id)
        overdracht = await van_gesprek(werk, gesprek)
        if overdracht is None or not overdracht.lopend:
            raise AssistentError("Er ligt nog geen vraag bij een team.")
        nu, beltijd = app.klok.nu(), gesprek.velden.get("beltijd", "")
        vrij = await keuzes(werk, app.kennis, overdracht, nu, beltijd=beltijd, hooguit=BELKEUZES)
    return web.json_response(
        {
            "belmomenten": [
                {"van": v.isoformat(), "tot": t.isoformat(), "zin": zeg_blok(v, t, nu)} for v, t in vrij
            ]
        }
    )


@routes.post("/api/v1/gesprekken/{id}/belmomenten", name="belmomenten")
async def kies(request: web.Request) -> web.Response:
    """Kies een belmoment."""
    app, gesprek_id = request.app[APP], gesprek_van(request)
    try:
        van = datetime.fromisoformat(tekst_uit(await lees_json(request), "van", 40))
    except ValueError:
        raise InvoerOngeldig("'van' moet een tijdstip zijn.") from None
    if van.tzinfo is None:
        raise InvoerOngeldig("'van' moet een tijdstip met zone zijn.")
    async with app.opslag.transactie() as werk:
        overdracht = await van_gesprek(werk, await werk.gesprekken.haal(gesprek_id))
    if overdracht is None:
        raise AssistentError("Er ligt nog geen vraag bij een team.")
    await app.volgen.bel(overdracht.referentie, app.statuscode(overdracht.id), van, app.klok.nu())
    async with app.opslag.transactie() as werk:
        gesprek = await werk.gesprekken.haal(gesprek_id)
        stand = await overdracht_voor_inwoner(werk, gesprek, app.kennis, app.klok.nu())
    return web.json_response({"overdracht": stand})
