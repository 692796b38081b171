"""Asterisk chan_websocket: geluid in binaire berichten, besturing in JSON; Asterisk belt ons (vanaf 20.16, 21.11, 22.6).

In het belplan: `Dial(WebSocket/assistent/c(slin)f(json)v(oproep=${OPROEP}))`. De sleutel gaat mee als wachtwoord.
"""

from __future__ import annotations

import asyncio
import json

import structlog
from aiohttp import WSMsgType, web

from assistent.kanalen.telefoon.gebeurtenissen import Gebeurtenis, Toets
from assistent.kanalen.telefoon.geluid import Geluidslijn
from assistent.kanalen.telefoon.koppelingen.centrale import LIJN, TOETSEN, neem_op
from assistent.kanalen.telefoon.luisteraar import STUK
from assistent.kanalen.telefoon.oproepen import Fluister, Oproep, Volgende
from assistent.kanalen.telefoon.telefoonlijn import Meld, Telefoonlijn

log = structlog.get_logger("websocket")
FORMAAT = "slin"
LANGST = 65_500
"""Grootste bericht dat Asterisk stuurt of verdraagt."""
routes = web.RouteTableDef()


@routes.get("/media", name="media")
async def media(request: web.Request) -> web.StreamResponse:
    """Het geluid van één beller of medewerker."""
    lijn, id_ = request.app[LIJN], request.query.get("oproep", "")
    oproep, fluister = lijn.oproepen.vind(id_), lijn.oproepen.fluister(id_)
    vrij = oproep is not None and not oproep.aan_de_lijn
    if not vrij and (fluister is None or fluister.uitslag is not None):
        log.warning("oproep_geweigerd", oproep=id_[:36])
        raise web.HTTPNotFound(text="onbekend")
    draad = web.WebSocketResponse(protocols=("media",), max_msg_size=LANGST, heartbeat=20)
    await draad.prepare(request)
    if oproep is not None and vrij:
        await _beller(lijn, oproep, draad)
    elif fluister is not None:
        await _medewerker(lijn, fluister, draad)
    return draad


async def _beller(lijn: Telefoonlijn, oproep: Oproep, draad: web.WebSocketResponse) -> None:
    centrale = neem_op(lijn, oproep)
    losgelaten = False

    async def laat_los() -> None:
        nonlocal losgelaten
        losgelaten = True
        await _stuur_opdracht(draad, "HANGUP")

    oproep.aan_de_lijn, oproep.volgende, centrale.laat_los = True, Volgende.LUISTER, laat_los
    try:
        await _wissel(centrale.geluid, draad, lijn.naar_loper(oproep))
    finally:
        oproep.aan_de_lijn, oproep.los_sinds, centrale.laat_los = False, lijn.klok(), None
        if not losgelaten:
            lijn.weg(oproep)


async def _medewerker(lijn: Telefoonlijn, fluister: Fluister, draad: web.WebSocketResponse) -> None:
    rij: asyncio.Queue[Gebeurtenis] = asyncio.Queue()
    geluid = lijn.maak_geluidslijn(rij.put_nowait, spraak=False)
    await lijn.met_medewerker(fluister, geluid, rij, _wissel(geluid, draad, rij.put_nowait))
    await _stuur_opdracht(draad, "HANGUP")


async def _wissel(geluid: Geluidslijn, draad: web.WebSocketResponse, meld: Meld) -> None:
    spreker = asyncio.create_task(geluid.speel(draad.send_bytes))
    try:
        async for bericht in draad:
            if bericht.type is WSMsgType.BINARY:
                for plek in range(0, len(bericht.data) - STUK + 1, STUK):
                    geluid.hoor(bericht.data[plek : plek + STUK])
            elif bericht.type is WSMsgType.TEXT and not _gebeurtenis(bericht.data, meld):
                return
    finally:
        spreker.cancel()
        await asyncio.gather(spreker, return_exceptions=True)


def _gebeurtenis(tekst: str, meld: Meld) -> bool:
    """Verwerk een bericht; onwaar als dit geen gesprek kan worden."""
    try:
        inhoud = json.loads(tekst)
        soort = inhoud.get("event", "")
    except (json.JSONDecodeError, AttributeError):
        log.warning("rommel")
        return False
    if soort == "MEDIA_START" and inhoud.get("format") != FORMAAT:
        log.error("formaat", soort=str(inhoud.get("format"))[:20])
        return False
    toets = inhoud.get("digit")
    if soort == "DTMF_END" and isinstance(toets, str) and len(toets) == 1 and toets in TOETSEN:
        meld(Toets(toets))
    return True


async def _stuur_opdracht(draad: web.WebSocketResponse, naam: str) -> None:
    if not draad.closed:
        await draad.send_str(json.dumps({"command": naam}))
