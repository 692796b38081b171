"""Aanwezig zijn: de websocket van de werkbak klopt, vertelt wat er te verversen is, en brengt over wie er typt (R46)."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from typing import Any

from aiohttp import WSMsgType, web
from aiohttp_session import get_session
from ulid import ULID

from assistent.kanalen.web.aanmelden import huidige, mag
from assistent.kanalen.web.gereedschap import APP, velden_uit
from assistent.kanalen.web.live import LIJNEN, PING
from assistent.kanalen.web.wacht import herkomst_mag
from assistent.kern.errors import AssistentError
from assistent.kern.meepraten import HARTSLAG
from assistent.ports import Account
from assistent.processen.aanwezigheid import inwoner_is_er

routes = web.RouteTableDef()
NIET = "niet_beschikbaar"


async def beschikbaar(request: web.Request) -> bool:
    """De keus van deze medewerker in deze sessie; wie niets koos is er."""
    return not (await get_session(request)).get(NIET, False)


@routes.post("/werkbak-aanwezig", name="aanwezig")
@mag("aanwezig.melden")
async def zet(request: web.Request, wie: Account) -> web.StreamResponse:
    """Beschikbaar voor gesprekken, of even niet."""
    app, velden = request.app[APP], await velden_uit(request)
    keus = velden.get("beschikbaar") == "ja"
    (await get_session(request))[NIET] = not keus
    await app.aanwezigheid.zet(wie, keus, app.klok.nu())
    raise web.HTTPFound("/werkbak")


@routes.get("/werkbak-live", name="werkbak_live")
@mag("intake.lijst")
async def live(request: web.Request, wie: Account) -> web.StreamResponse:
    """Een websocket zonder inhoud: er is iets te verversen, de inwoner typt, de inwoner is er (niet)."""
    if not herkomst_mag(request):
        raise web.HTTPForbidden
    id_, gesprek_id = request.query.get("intake"), ""
    if id_:
        overdracht, _ = await request.app[APP].werkbak.bekijk(wie, id_)
        gesprek_id = overdracht.gesprek_id
    ws = web.WebSocketResponse(heartbeat=PING, max_msg_size=4096)
    keus = await beschikbaar(request)
    await ws.prepare(request)
    request.app[LIJNEN].add(ws)
    scherm = Scherm(request, ws, wie, gesprek_id, id_ or "", keus)
    await scherm.draai()
    return ws


class Scherm:
    """Eén open werkbak of intake."""

    def __init__(
        self,
        request: web.Request,
        ws: web.WebSocketResponse,
        wie: Account,
        gesprek_id: str,
        id_: str,
        keus: bool,
    ) -> None:
        self.request, self.app, self.ws, self.wie = request, request.app[APP], ws, wie
        self.gesprek_id, self.id, self.keus = gesprek_id, id_, keus
        self.naam = str(ULID())
        self._er: bool | None = None

    async def draai(self) -> None:
        """Meld aanwezig en breng over tot het scherm dichtgaat."""
        zij = [asyncio.create_task(t) for t in (self._ververs(), self._klop())]
        if self.gesprek_id:
            zij += [asyncio.create_task(t) for t in (self._gesprek(), self._inwoner())]
        try:
            async for bericht in self.ws:
                if bericht.type is WSMsgType.TEXT:
                    await self._ontvang(bericht.data)
        finally:
            for taak in zij:
                taak.cancel()
            await asyncio.gather(*zij, return_exceptions=True)
            with suppress(AssistentError):
                await self.app.aanwezigheid.weg(self.wie, self.naam, self.app.klok.nu())

    async def _stuur(self, inhoud: dict[str, Any]) -> None:
        if not self.ws.closed:
            with suppress(ConnectionError):
                await self.ws.send_json(inhoud)

    async def _ververs(self) -> None:
        async for _ in self.app.omroep.luister(f"werkbak:{self.wie.gemeente}"):
            await self._stuur({"soort": "ververs"})

    async def _gesprek(self) -> None:
        async for gebeurtenis in self.app.omroep.luister(f"gesprek:{self.gesprek_id}"):
            if gebeurtenis.get("soort") == "bericht":
                await self._stuur({"soort": "ververs"})

    async def _inwoner(self) -> None:
        async for gebeurtenis in self.app.omroep.luister(f"typt:{self.gesprek_id}"):
            if gebeurtenis.get("soort") == "typt":
                await self._stuur({"soort": "typt"})
            else:
                await self._kijk_wie_er_is()

    async def _klop(self) -> None:
        """Houd de aanwezigheid bij, en sluit als het account is afgemeld of zijn recht kwijt is."""
        while True:
            with suppress(AssistentError):
                wie = await huidige(self.request)
                if wie is None or not self.app.kennis.rechten.mag(wie.rollen, "intake.lijst"):
                    await self.ws.close()
                    return
                await self.app.aanwezigheid.meld(wie, self.naam, self.keus, self.app.klok.nu())
                if self.gesprek_id:
                    await self._kijk_wie_er_is()
            await asyncio.sleep(HARTSLAG.total_seconds())

    async def _kijk_wie_er_is(self) -> None:
        async with self.app.opslag.transactie() as werk:
            er = await inwoner_is_er(werk, self.gesprek_id, self.app.klok.nu())
        if er is not self._er:
            self._er = er
            await self._stuur({"soort": "inwoner", "is_er": er})

    async def _ontvang(self, ruw: str) -> None:
        with suppress(ValueError, RecursionError, AssistentError):
            inhoud = json.loads(ruw)
            if isinstance(inhoud, dict) and inhoud.get("soort") == "typt" and self.id:
                await self.app.meepraten.typt(self.wie, self.id)
