"""AudioCodes VoiceAI Connect en Live Hub (AC-Bot-API over HTTP): zij doen de spraak, wij krijgen en geven tekst.

De poort is de klant en wij de server. Doorverbinden wordt een SIP REFER aan hun kant; daarna hebben wij het gesprek niet meer.
"""

from __future__ import annotations

import asyncio
import uuid
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import structlog
from aiohttp import web

from assistent.kanalen.telefoon.gebeurtenissen import (
    Gebeurtenis,
    Gezegd,
    Luister,
    NietVerstaan,
    Stil,
    Toets,
    Uitgesproken,
    Uitslag,
    Verbonden,
    Zeg,
)
from assistent.kanalen.telefoon.gegevens import Doel, kaal
from assistent.kanalen.telefoon.koppelingen.centrale import DOELADRES, LIJN, TOETSEN
from assistent.kanalen.telefoon.oproepen import Oproep
from assistent.kanalen.telefoon.telefoonlijn import Telefoonlijn
from assistent.taal.uitspreken import spreek_uit

log = structlog.get_logger("audiocodes")
GELDIG = 120
"""Seconden zonder bericht waarna de poort het gesprek als verlopen ziet."""
ANTWOORD_BINNEN = 8.0
MAX_BEKEND = 500
routes = web.RouteTableDef()
STILTE_MS = 7000


@dataclass
class Tekstlijn:
    """De lijn van één gesprek; alles wat de sessie wil wordt een activiteit in het volgende antwoord."""

    oproep: Oproep
    lijn: Telefoonlijn
    doeladres: str
    uit: list[dict[str, Any]] = field(default_factory=list)
    gezien: OrderedDict[str, None] = field(default_factory=OrderedDict)
    verbonden: bool = False

    async def zeg(self, wat: Zeg) -> None:
        """Eén bericht per zin; de poort spreekt ze achter elkaar uit."""
        params = {"bargeIn": not wat.vast, "bargeInOnDTMF": True}
        self.uit += [
            _activiteit("message", text=spreek_uit(u.tekst), sessionParams=params) for u in wat.uitingen
        ]
        # De poort meldt niet wanneer iets geklonken heeft; zij houdt de volgorde zelf aan.
        self.lijn.naar_loper(self.oproep)(Uitgesproken(wat.merk))

    async def zwijg(self) -> None:
        """De poort breekt zelf af; hier valt alleen weg wat nog niet gestuurd is."""
        self.uit = [a for a in self.uit if a["type"] != "message"]

    async def luister(self, hoe: Luister) -> None:
        """De poort luistert altijd."""

    async def verbind(self, doel: Doel) -> None:
        """Vraag de poort door te verbinden; in de koppen staat alleen het oproepnummer."""
        self.verbonden = True
        self.uit.append(
            _activiteit(
                "event",
                name="transfer",
                activityParams={
                    "transferTarget": self.doeladres.format(bestemming=doel.bestemming),
                    "handoverReason": "mens",
                    "transferSipHeaders": [
                        {"name": "X-Toegang-Sessie", "value": self.oproep.id},
                        {"name": "User-to-User", "value": f"{self.oproep.id.replace('-', '')};encoding=hex"},
                    ],
                },
            )
        )

    async def hang_op(self) -> None:
        """Einde; bij een storing eerst een mens."""
        kcc = self.lijn.gegevens.doelen[self.oproep.gemeente].kcc
        if self.oproep.stuk and kcc is not None:
            await self.verbind(kcc)
        else:
            self.uit.append(_activiteit("event", name="hangup", activityParams={"hangupReason": "klaar"}))

    def haal(self) -> list[dict[str, Any]]:
        """Wat er nu te sturen is."""
        uit, self.uit = self.uit, []
        return uit


LIJNEN = web.AppKey("audiocodes", dict[str, Tekstlijn])


def _activiteit(soort: str, **velden: Any) -> dict[str, Any]:
    return {"id": str(uuid.uuid4()), "timestamp": datetime.now(UTC).isoformat(), "type": soort, **velden}


async def _lees(request: web.Request) -> dict[str, Any]:
    try:
        inhoud = await request.json()
    except ValueError:
        raise web.HTTPBadRequest(text="json") from None
    if not isinstance(inhoud, dict):
        raise web.HTTPBadRequest(text="json")
    return inhoud


@routes.get("/audiocodes", name="audiocodes_keuring")
async def keuring(_: web.Request) -> web.Response:
    """Waarmee de beheerder van de poort het adres controleert."""
    return web.json_response({"type": "ac-bot-api", "success": True})


@routes.post("/audiocodes", name="audiocodes_begin")
async def begin(request: web.Request) -> web.Response:
    """Een nieuw gesprek: waar de poort de rest heen stuurt."""
    id_ = (await _lees(request)).get("conversation")
    if not isinstance(id_, str) or not 1 <= len(id_) <= 100 or not id_.replace("-", "").isalnum():
        raise web.HTTPBadRequest(text="conversation")
    plek = f"audiocodes/{id_}"
    return web.json_response(
        {
            "activitiesURL": f"{plek}/activities",
            "refreshURL": f"{plek}/keepalive",
            "disconnectURL": f"{plek}/disconnect",
            "expiresSeconds": GELDIG,
        }
    )


@routes.post("/audiocodes/{id}/activities", name="audiocodes_beurt")
async def beurt(request: web.Request) -> web.Response:
    """Wat de beller zei of toetste; het antwoord gaat in dezelfde reactie terug."""
    id_, lijnen = request.match_info["id"], request.app[LIJNEN]
    activiteiten = (await _lees(request)).get("activities")
    if not isinstance(activiteiten, list):
        raise web.HTTPBadRequest(text="activities")
    for activiteit in (a for a in activiteiten if isinstance(a, dict)):
        if activiteit.get("type") == "event" and activiteit.get("name") == "start":
            if id_ not in lijnen:
                lijnen[id_] = _neem_op(request.app, id_, activiteit.get("parameters") or {})
        elif id_ in lijnen:
            _verwerk(lijnen[id_], activiteit)
    if id_ not in lijnen:
        raise web.HTTPNotFound(text="onbekend")
    tekst = lijnen[id_]
    if (loper := tekst.lijn.loper(tekst.oproep)) is not None:
        try:
            async with asyncio.timeout(ANTWOORD_BINNEN):
                await loper.tot_rust()
        except TimeoutError:
            log.warning("traag", oproep=tekst.oproep.id)
    return web.json_response({"conversation": id_, "activities": tekst.haal()})


@routes.post("/audiocodes/{id}/keepalive", name="audiocodes_levend")
async def levend(request: web.Request) -> web.Response:
    """De poort laat weten dat het gesprek nog loopt."""
    if request.match_info["id"] not in request.app[LIJNEN]:
        raise web.HTTPNotFound(text="onbekend")
    return web.json_response({"expiresSeconds": GELDIG})


@routes.post("/audiocodes/{id}/disconnect", name="audiocodes_einde")
async def einde(request: web.Request) -> web.Response:
    """De beller is weg of doorverbonden."""
    tekst = request.app[LIJNEN].pop(request.match_info["id"], None)
    if tekst is not None:
        tekst.lijn.weg(tekst.oproep)
    return web.json_response({})


def _neem_op(app: web.Application, id_: str, parameters: dict[str, Any]) -> Tekstlijn:
    lijn = app[LIJN]
    oproep_id = str(uuid.uuid5(uuid.NAMESPACE_URL, id_))
    gebeld = (str(parameters.get("callee", "")), str(parameters.get("diversion", "")))
    oproep = lijn.meld_aan(oproep_id, gebeld, kaal(str(parameters.get("caller", ""))) or None)
    if oproep is None:
        log.warning("oproep_geweigerd", oproep=oproep_id)
        raise web.HTTPNotFound(text="onbekend")
    tekst = Tekstlijn(oproep, lijn, app[DOELADRES])
    tekst.uit.append(
        _activiteit(
            "event",
            name="config",
            sessionParams={
                "language": "nl-NL", "bargeIn": True, "bargeInOnDTMF": True, "sendDTMF": True,
                "userNoInputSendEvent": True, "userNoInputTimeoutMS": STILTE_MS,
            },
        )
    )  # fmt: skip
    lijn.begin(oproep, tekst, spraak=True, wekt=False)
    return tekst


def _verwerk(tekst: Tekstlijn, activiteit: dict[str, Any]) -> None:
    id_ = str(activiteit.get("id", ""))
    if id_ and id_ in tekst.gezien:
        return
    tekst.gezien[id_] = None
    if len(tekst.gezien) > MAX_BEKEND:
        tekst.gezien.popitem(last=False)
    meld = tekst.lijn.naar_loper(tekst.oproep)
    if tekst.verbonden:
        # De poort gaf de beller terug: het doorverbinden is dus niet gelukt.
        tekst.verbonden = False
        meld(Verbonden(Uitslag.GEEN_ANTWOORD))
    for g in _gebeurtenissen(activiteit):
        meld(g)


def _gebeurtenissen(activiteit: dict[str, Any]) -> list[Gebeurtenis]:
    parameters = activiteit.get("parameters") or {}
    if activiteit.get("type") == "message":
        tekst = str(activiteit.get("text") or "").strip()
        try:
            zekerheid = float(parameters.get("confidence", 1.0))
        except (TypeError, ValueError):
            zekerheid = 1.0
        return [Gezegd(tekst[:2000], zekerheid)] if tekst else [NietVerstaan()]
    naam = activiteit.get("name")
    if naam == "DTMF":
        return [Toets(t) for t in str(activiteit.get("value", ""))[:20] if t in TOETSEN]
    if naam == "noUserInput":
        return [Stil()]
    return []
