"""Een echte server in een eigen draad, met opslag in het geheugen; het aantal gevallen is in te stellen."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import requests
from aiohttp import web

from assistent.adapters.sql import Kluis
from assistent.app import App
from assistent.kanalen.web.server import maak_server
from tests.gegevens import SLEUTEL, maak_proefapp

GEVALLEN = int(os.environ.get("FUZZ_GEVALLEN", "10000"))
"""Hoeveel gevallen samen: de helft over HTTP, de helft over de websocket, en daarbij een zestiende volgens openapi.yaml."""


@dataclass
class Dienst:
    """De lopende server."""

    adres: str
    app: App
    lus: asyncio.AbstractEventLoop

    def gesprek(self) -> tuple[str, dict[str, str]]:
        """Een nieuw gesprek: nummer en kop."""
        inhoud = requests.post(f"{self.adres}/api/v1/gesprekken", json={"gemeente": "groningen"}, timeout=10).json()
        return inhoud["gesprek"], {"Authorization": f"Bearer {inhoud['sleutel']}"}

    def doe(self, taak: Any) -> Any:
        """Voer iets uit in de lus van de server."""
        return asyncio.run_coroutine_threadsafe(taak, self.lus).result(30)


@pytest.fixture(scope="module")
def dienst() -> Iterator[Dienst]:
    """De server zonder grens aan het tempo: anders meten wij alleen die grens."""
    lus = asyncio.new_event_loop()
    draad = threading.Thread(target=lus.run_forever, daemon=True)
    draad.start()

    async def start() -> tuple[web.AppRunner, App, int]:
        kluis = Kluis(SLEUTEL)
        app = maak_proefapp(per_minuut=10**9, per_minuut_gesprek=10**9)
        app.statuscode = kluis.statuscode
        loper = web.AppRunner(maak_server(app, kluis, "x"), access_log=None)
        await loper.setup()
        plek = web.TCPSite(loper, "127.0.0.1", 0)
        await plek.start()
        return loper, app, plek._server.sockets[0].getsockname()[1]  # type: ignore[union-attr]

    loper, app, poort = asyncio.run_coroutine_threadsafe(start(), lus).result(30)
    yield Dienst(f"http://127.0.0.1:{poort}", app, lus)
    asyncio.run_coroutine_threadsafe(loper.cleanup(), lus).result(30)
    lus.call_soon_threadsafe(lus.stop)
    draad.join(5)
    lus.close()
