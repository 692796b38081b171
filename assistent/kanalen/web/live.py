"""De websocket van de chat: levert wat gemist is, verdubbelt niets, en sluit netjes (koppelvlakken §8)."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from typing import Any
from weakref import WeakSet

from aiohttp import WSCloseCode, WSMsgType, web
from ulid import ULID

from assistent.kanalen.web.chat import als_json, controleer_sleutel, verwerk_beurt
from assistent.kanalen.web.gereedschap import APP, als_fout
from assistent.kern.errors import AssistentError, GesprekOnbekend, InvoerOngeldig, OpslagOnbereikbaar
from assistent.kern.meepraten import HARTSLAG
from assistent.processen.beantwoorden import NIET_BEWAARD
from assistent.processen.inzien import overdracht_voor_inwoner

HALLO_BINNEN = 10.0
PING = 25.0
HOOGSTE = 10**9
LIJNEN: web.AppKey[WeakSet[web.WebSocketResponse]] = web.AppKey("lijnen", WeakSet)
"""Alle open websockets van dit proces, zodat stoppen niet op een open chat hoeft te wachten."""


async def sluit_lijnen(server: web.Application) -> None:
    """Zeg elke open chat netjes gedag; de client verbindt dan met een ander proces."""
    lijnen = server[LIJNEN]
    for ws in list(lijnen):
        with suppress(ConnectionError):
            await ws.close(code=WSCloseCode.GOING_AWAY)


async def live(request: web.Request) -> web.StreamResponse:
    """Eén verbinding van één client met één gesprek."""
    ws = web.WebSocketResponse(heartbeat=PING, max_msg_size=64 * 1024)
    await ws.prepare(request)
    request.app[LIJNEN].add(ws)
    lijn = Lijn(request, ws)
    try:
        lijn.begroet(await ws.receive_json(timeout=HALLO_BINNEN))
        await lijn.draai()
    except AssistentError as uitzondering:
        await lijn.fout(uitzondering)
    except (TimeoutError, TypeError, ValueError, RecursionError, ConnectionError):
        with suppress(ConnectionError):
            await lijn.fout(InvoerOngeldig("Begin met hallo en de sleutel van het gesprek."))
    finally:
        await ws.close()
    return ws


class Lijn:
    """De stand van één verbinding."""

    def __init__(self, request: web.Request, ws: web.WebSocketResponse) -> None:
        self.request, self.app, self.ws = request, request.app[APP], ws
        self.gesprek_id = request.match_info["id"]
        self.naam = str(ULID())
        self.laatste = 0
        self._stand: dict[str, Any] | None = None
        self._stuurslot = asyncio.Lock()

    def begroet(self, hallo: Any) -> None:
        """Controleer het eerste bericht; fouten `InvoerOngeldig` en `Geweigerd`."""
        if not isinstance(hallo, dict) or hallo.get("soort") != "hallo":
            raise InvoerOngeldig("Begin met hallo.")
        controleer_sleutel(self.request, self.gesprek_id, str(hallo.get("sleutel", "")))
        na = hallo.get("na", 0)
        if not isinstance(na, int) or isinstance(na, bool) or not 0 <= na < HOOGSTE:
            raise InvoerOngeldig("'na' moet een nummer zijn.")
        self.laatste = na

    async def draai(self) -> None:
        """Lever eerst wat gemist is, en luister dan naar beide kanten."""
        zij = [asyncio.create_task(self._luister()), asyncio.create_task(self._klop())]
        # Eerst luisteren, dan leveren: wat er precies tussen komt gaat anders verloren.
        await asyncio.sleep(0)
        try:
            await self.lever()
            async for bericht in self.ws:
                if bericht.type is WSMsgType.TEXT:
                    await self._ontvang(bericht.data)
        finally:
            for taak in zij:
                taak.cancel()
            await asyncio.gather(*zij, return_exceptions=True)
            if self._stand is not None:
                with suppress(OpslagOnbereikbaar):
                    await self.app.aanwezigheid.inwoner_weg(self.gesprek_id, self.naam)

    async def lever(self) -> None:
        """Stuur alles na het laatst geleverde nummer, in volgorde en precies één keer, en de stand als die anders is."""
        async with self._stuurslot:
            async with self.app.opslag.transactie() as werk:
                gesprek = await werk.gesprekken.haal(self.gesprek_id)
                nieuw = await werk.gesprekken.berichten(self.gesprek_id, self.laatste)
                stand = await overdracht_voor_inwoner(werk, gesprek, self.app.kennis, self.app.klok.nu())
            if nieuw:
                uit = {"soort": "berichten", "berichten": [als_json(b) for b in nieuw], "overdracht": stand}
                await self.stuur(uit)
                self.laatste = nieuw[-1].nummer
            elif stand != self._stand:
                await self.stuur({"soort": "overdracht", "overdracht": stand})
            begint = self._stand is None and stand is not None
            self._stand = stand
        if begint:
            await self.app.aanwezigheid.meld_inwoner(self.gesprek_id, self.naam, self.app.klok.nu())

    async def stuur(self, inhoud: dict[str, Any]) -> None:
        """Stuur één gebeurtenis."""
        if not self.ws.closed:
            await self.ws.send_json(inhoud)

    async def fout(self, uitzondering: AssistentError, beurt_id: Any = None) -> None:
        """Stuur een fout als zin, met de beurt waar hij bij hoort."""
        inhoud = {"soort": "fout", "fout": str(uitzondering), "code": als_fout(uitzondering)[1]}
        await self.stuur(inhoud | ({"beurt_id": beurt_id} if isinstance(beurt_id, str) else {}))

    async def _luister(self) -> None:
        async for gebeurtenis in self.app.omroep.luister(f"gesprek:{self.gesprek_id}"):
            if gebeurtenis.get("soort") == "bericht":
                await self._probeer_te_leveren()
            elif gebeurtenis.get("soort") == "typt":
                await self.stuur({"soort": "typt", "wie": gebeurtenis["wie"]})

    async def _klop(self) -> None:
        """Houd de aanwezigheid bij, en haal op wat een gemiste melding liet liggen."""
        while True:
            await asyncio.sleep(HARTSLAG.total_seconds())
            await self._probeer_te_leveren()
            if self._stand is not None:
                with suppress(AssistentError):
                    await self.app.aanwezigheid.meld_inwoner(self.gesprek_id, self.naam, self.app.klok.nu())

    async def _probeer_te_leveren(self) -> None:
        """De database kan even weg zijn, of het gesprek net gewist: de lijn blijft dan gewoon open."""
        with suppress(OpslagOnbereikbaar, GesprekOnbekend):
            await self.lever()

    async def _ontvang(self, ruw: str) -> None:
        beurt_id = None
        try:
            inhoud = json.loads(ruw)
            if not isinstance(inhoud, dict):
                raise InvoerOngeldig("Stuur een JSON-object.")
            soort, beurt_id = inhoud.get("soort"), inhoud.get("beurt_id")
            if soort == "ping":
                await self.stuur({"soort": "pong"})
            elif soort == "typt":
                await self.app.omroep.roep(f"typt:{self.gesprek_id}", {"soort": "typt"})
            elif soort == "beurt":
                await self._beurt(inhoud)
            else:
                raise InvoerOngeldig("Dit soort bericht kennen wij niet.")
        except (ValueError, RecursionError):
            await self.fout(InvoerOngeldig("Dit is geen geldige JSON."))
        except AssistentError as uitzondering:
            await self.fout(uitzondering, beurt_id)

    async def _beurt(self, inhoud: dict[str, Any]) -> None:
        uit = await verwerk_beurt(self.request, self.gesprek_id, inhoud)
        if uit and uit[0].nummer >= NIET_BEWAARD:
            # Zonder database: het noodnummer gaat er toch meteen uit.
            await self.stuur({"soort": "berichten", "berichten": [als_json(b) for b in uit]})
            return
        await self.stuur({"soort": "ontvangen", "beurt_id": inhoud.get("beurt_id")})
        await self.lever()
