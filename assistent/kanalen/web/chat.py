"""De publieke API van de chat (openapi.yaml): beginnen, een beurt, berichten, samenvatting, wissen."""

from __future__ import annotations

import hmac
from dataclasses import asdict
from typing import Any

from aiohttp import web

from assistent.adapters.sql.kluis import Kluis
from assistent.app import App
from assistent.kanalen.web.gereedschap import APP, Geweigerd, lees_json, tekst_uit
from assistent.kanalen.web.wacht import bewaak_tempo
from assistent.kern.begrippen import Kanaal
from assistent.kern.errors import GesprekOnbekend, InvoerOngeldig
from assistent.kern.gesprek import Beurt
from assistent.ports import Bericht
from assistent.processen.beginnen import begin
from assistent.processen.inzien import overdracht_voor_inwoner, wis
from assistent.processen.verbeteren import verbeter_samenvatting

KLUIS = web.AppKey("kluis", Kluis)
MAX_RUW = 20_000
"""Zoveel tekens leest de API; wat boven de grens van de instellingen komt krijgt een uitleg."""
SNELTOETSEN = {"0": "Ik wil een mens spreken"}
"""Net als aan de telefoon: wie alleen een 0 stuurt, wil een mens (R46)."""
routes = web.RouteTableDef()


def als_json(bericht: Bericht) -> dict[str, Any]:
    """Een bericht zoals de client het krijgt."""
    plat = asdict(bericht)
    plat.pop("gesprek_id")
    plat["op"] = bericht.op.isoformat()
    return {k: v for k, v in plat.items() if v is not None}


def controleer_sleutel(request: web.Request, gesprek_id: str, sleutel: str) -> None:
    """Alleen wie de sleutel van het gesprek heeft mag erbij; fout `Geweigerd`."""
    goed = request.app[KLUIS].gesprekssleutel(gesprek_id).encode()
    if not hmac.compare_digest(goed, sleutel.encode("utf-8", "surrogateescape")):
        raise Geweigerd("De sleutel van dit gesprek klopt niet.")


def gesprek_van(request: web.Request) -> str:
    """Het gesprek uit het adres, als de sleutel in de kop klopt; fout `Geweigerd`."""
    gesprek_id = request.match_info["id"]
    kop = request.headers.get("Authorization", "")
    controleer_sleutel(request, gesprek_id, kop.removeprefix("Bearer ").strip())
    return gesprek_id


def _gemeente(app: App, sleutel: str) -> str:
    if sleutel not in app.kennis.gemeenten:
        raise InvoerOngeldig("Deze gemeente kennen wij niet.")
    return sleutel


@routes.get("/api/v1/gemeenten/{sleutel}", name="gemeente")
async def gemeente(request: web.Request) -> web.Response:
    """Wat de chat nodig heeft voordat iemand iets typt."""
    app = request.app[APP]
    if request.match_info["sleutel"] not in app.kennis.gemeenten:
        raise GesprekOnbekend("Deze gemeente kennen wij niet.")
    plaats = app.kennis.gemeenten[request.match_info["sleutel"]]
    return web.json_response(
        {
            "sleutel": plaats.sleutel,
            "naam": plaats.naam,
            "telefoon": plaats.kanalen.telefoon,
            "site": plaats.kanalen.site,
            "open": plaats.zeg_open(app.klok.nu()),
            "privacy": app.kennis.teksten["utter_privacy_vooraf"][""][0],
            "max_tekens": app.instellingen.max_tekens,
        }
    )


@routes.post("/api/v1/gesprekken", name="begin")
async def begin_gesprek(request: web.Request) -> web.Response:
    """Begin een gesprek; anoniem."""
    app, inhoud = request.app[APP], await lees_json(request)
    plaats = _gemeente(app, tekst_uit(inhoud, "gemeente"))
    try:
        kanaal = Kanaal(inhoud.get("kanaal", "chat"))
    except ValueError:
        raise InvoerOngeldig("Dit kanaal kennen wij niet.") from None
    gesprek, berichten = await begin(app.opslag, app.kennis, plaats, kanaal, app.klok.nu())
    return web.json_response(
        {
            "gesprek": gesprek.id,
            "sleutel": request.app[KLUIS].gesprekssleutel(gesprek.id),
            "berichten": [als_json(b) for b in berichten],
        },
        status=201,
    )


@routes.post("/api/v1/gesprekken/{id}/beurten", name="beurt")
async def beurt(request: web.Request) -> web.Response:
    """Eén bericht van de inwoner; dezelfde `beurt_id` verdubbelt niets."""
    gesprek_id = gesprek_van(request)
    berichten = await verwerk_beurt(request, gesprek_id, await lees_json(request))
    return web.json_response({"berichten": [als_json(b) for b in berichten]})


async def verwerk_beurt(request: web.Request, gesprek_id: str, inhoud: dict[str, Any]) -> list[Bericht]:
    """Van invoer naar een beurt; gelijk voor HTTP en websocket. Fouten: `InvoerOngeldig`, `TeVaak`."""
    await bewaak_tempo(request, gesprek_id)
    app = request.app[APP]
    ruw = inhoud.get("tekst")
    if isinstance(ruw, str) and len(ruw) > MAX_RUW:
        # Niet weigeren: de crisispoort moet het begin en het eind kunnen lezen, en er komt een gewoon antwoord.
        inhoud = {**inhoud, "tekst": f"{ruw[: MAX_RUW // 2]} {ruw[1 - MAX_RUW // 2 :]}"}
    tekst = tekst_uit(inhoud, "tekst", MAX_RUW, leeg=True)
    tekst = SNELTOETSEN.get(tekst.strip(), tekst)
    beurt_id = tekst_uit(inhoud, "beurt_id", 64) if inhoud.get("beurt_id") else None
    return await app.beantwoorder.beantwoord(Beurt(gesprek_id, tekst, app.klok.nu(), beurt_id))


@routes.get("/api/v1/gesprekken/{id}/berichten", name="berichten")
async def berichten(request: web.Request) -> web.Response:
    """Berichten na een nummer, en waar de overdracht is."""
    app, gesprek_id = request.app[APP], gesprek_van(request)
    ruw = request.query.get("na", "0")
    if not ruw.isascii() or not ruw.isdigit() or len(ruw) > 9:
        raise InvoerOngeldig("'na' moet een nummer zijn.")
    async with app.opslag.transactie() as werk:
        gesprek = await werk.gesprekken.haal(gesprek_id)
        gevonden = await werk.gesprekken.berichten(gesprek_id, int(ruw))
        stand = await overdracht_voor_inwoner(werk, gesprek, app.kennis, app.klok.nu())
    return web.json_response({"berichten": [als_json(b) for b in gevonden], "overdracht": stand})


@routes.post("/api/v1/gesprekken/{id}/samenvatting", name="samenvatting")
async def samenvatting(request: web.Request) -> web.Response:
    """Verbeter of wis één regel van de samenvatting door erop te tikken (R65)."""
    app, gesprek_id = request.app[APP], gesprek_van(request)
    inhoud = await lees_json(request)
    nieuw = await verbeter_samenvatting(
        app.opslag,
        app.kennis,
        app.lezer,
        gesprek_id,
        tekst_uit(inhoud, "veld", 40),
        tekst_uit(inhoud, "waarde", 500, leeg=True),
        app.klok.nu(),
    )
    return web.json_response({"berichten": [als_json(b) for b in nieuw]})


@routes.delete("/api/v1/gesprekken/{id}", name="wis")
async def wis_gesprek(request: web.Request) -> web.Response:
    """Wis het gesprek nu; een al aangenomen intake blijft bij het team."""
    app = request.app[APP]
    await wis(app.opslag, app.dialoog, gesprek_van(request))
    return web.Response(status=204)
