"""De websocket van de chat: levert wat gemist is, verdubbelt niets, en sluit netjes (koppelvlakken §8)."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from typing import Any

from aiohttp import WSMsgType, web

from assistent.app import App
from assistent.kanalen.web.chat import als_json, controleer_sleutel, verwerk_beurt
from assistent.kanalen.web.gereedschap import APP, als_fout
from assistent.kern.errors import AssistentError, InvoerOngeldig
from assistent.processen.beantwoorden import NIET_BEWAARD

HALLO_BINNEN = 10.0
HARTSLAG = 25.0


async def live(request: web.Request) -> web.StreamResponse:
    """Eén verbinding van één client met één gesprek."""
    ws = web.WebSocketResponse(heartbeat=HARTSLAG, max_msg_size=64 * 1024)
    await ws.prepare(request)
    lijn = Lijn(request.app[APP], request.match_info["id"], ws)
    try:
        hallo = await ws.receive_json(timeout=HALLO_BINNEN)
        if not isinstance(hallo, dict) or hallo.get("soort") != "hallo":
            raise InvoerOngeldig("Begin met hallo.")
        controleer_sleutel(request, lijn.gesprek_id, str(hallo.get("sleutel", "")))
        lijn.laatste = int(hallo.get("na", 0))
        await lijn.draai()
    except AssistentError as uitzondering:
        await lijn.fout(uitzondering)
    except (TimeoutError, TypeError, ValueError, ConnectionError):
        with suppress(ConnectionError):
            await lijn.fout(InvoerOngeldig("Begin met hallo en de sleutel van het gesprek."))
    finally:
        await ws.close()
    return ws


class Lijn:
    """De stand van één verbinding."""

    def __init__(self, app: App, gesprek_id: str, ws: web.WebSocketResponse) -> None:
        self.app, self.gesprek_id, self.ws = app, gesprek_id, ws
        self.laatste = 0
        self._stuurslot = asyncio.Lock()

    async def draai(self) -> None:
        """Lever eerst wat gemist is, en luister dan naar beide kanten."""
        luisteraar = asyncio.create_task(self._luister())
        # Eerst luisteren, dan leveren: wat er precies tussen komt gaat anders verloren.
        await asyncio.sleep(0)
        await self.lever()
        try:
            async for bericht in self.ws:
                if bericht.type is WSMsgType.TEXT:
                    await self._ontvang(bericht.data)
        finally:
            luisteraar.cancel()
            with suppress(asyncio.CancelledError):
                await luisteraar

    async def lever(self) -> None:
        """Stuur alles na het laatst geleverde nummer, in volgorde en precies één keer."""
        async with self._stuurslot:
            async with self.app.opslag.transactie() as werk:
                nieuw = await werk.gesprekken.berichten(self.gesprek_id, self.laatste)
            if nieuw:
                await self.stuur({"soort": "berichten", "berichten": [als_json(b) for b in nieuw]})
                self.laatste = nieuw[-1].nummer

    async def stuur(self, inhoud: dict[str, Any]) -> None:
        """Stuur één gebeurtenis."""
        if not self.ws.closed:
            await self.ws.send_json(inhoud)

    async def fout(self, uitzondering: AssistentError) -> None:
        """Stuur een fout als zin."""
        await self.stuur({"soort": "fout", "fout": str(uitzondering), "code": als_fout(uitzondering)[1]})

    async def _luister(self) -> None:
        async for gebeurtenis in self.app.omroep.luister(f"gesprek:{self.gesprek_id}"):
            if gebeurtenis["soort"] == "bericht":
                await self.lever()
            elif gebeurtenis["soort"] == "typt":
                await self.stuur({"soort": "typt", "wie": gebeurtenis["wie"]})

    async def _ontvang(self, ruw: str) -> None:
        try:
            inhoud = json.loads(ruw)
            if not isinstance(inhoud, dict):
                raise InvoerOngeldig("Stuur een JSON-object.")
            soort = inhoud.get("soort")
            if soort == "ping":
                await self.stuur({"soort": "pong"})
            elif soort == "typt":
                await self.app.omroep.roep(f"typt:{self.gesprek_id}", {"wie": "inwoner"})
            elif soort == "beurt":
                uit = await verwerk_beurt(self.app, self.gesprek_id, inhoud)
                if uit and uit[0].nummer >= NIET_BEWAARD:
                    # Zonder database: het noodnummer gaat er toch meteen uit.
                    await self.stuur({"soort": "berichten", "berichten": [als_json(b) for b in uit]})
                    return
                await self.stuur({"soort": "ontvangen", "beurt_id": inhoud.get("beurt_id")})
                await self.lever()
            else:
                raise InvoerOngeldig("Dit soort bericht kennen wij niet.")
        except (json.JSONDecodeError, RecursionError):
            await self.fout(InvoerOngeldig("Dit is geen geldige JSON."))
        except AssistentError as uitzondering:
            await self.fout(uitzondering)
