"""De telefoonlijn als los proces, op de nep-dialoog: zonder taalmodel, dus voorspelbaar en snel gestart."""

from __future__ import annotations

import asyncio
import json
import sys
from dataclasses import dataclass, field, replace

from aiohttp import web

from assistent.adapters.fakes import VasteKlok
from assistent.adapters.spraak.espeak import zoek_espeak
from assistent.adapters.spraak.opnamen import Opnamen
from assistent.adapters.spraak.vad import Luidheid
from assistent.config import WORTEL
from assistent.kanalen.telefoon.besturing import maak_besturing
from assistent.kanalen.telefoon.koppelingen.audiosocket import AudioSocket
from assistent.kanalen.telefoon.telefoonlijn import Telefoonlijn
from assistent.ports import Verstaan
from tests.gegevens import maak_proefapp
from tests.telefoon.gegevens import telefoongegevens


@dataclass
class Voorzegger:
    """Verstaat elke zin als de volgende van de lijst."""

    zinnen: list[str] = field(default_factory=list)
    plaats: bool = True

    async def herken(self, geluid: bytes, hint: str) -> Verstaan | None:
        """De volgende zin."""
        print(json.dumps({"wat": "herken", "seconden": len(geluid) / 16000}), flush=True)
        return Verstaan(self.zinnen.pop(0), 0.9) if self.zinnen else None


async def main() -> None:
    """Argumenten: poort, geluidspoort, espeak, en de zinnen die verstaan worden."""
    poort, geluid, espeak, *zinnen = sys.argv[1:]
    app = maak_proefapp()
    app.klok = VasteKlok(app.klok.nu())
    stem = zoek_espeak(espeak)
    assert stem is not None
    gegevens = replace(telefoongegevens(), onbekend="groningen")
    lijn = Telefoonlijn(
        app, gegevens, Opnamen(WORTEL / "geen", stem), Luidheid, Voorzegger(zinnen) if zinnen else None
    )
    server = AudioSocket(lijn)
    await server.start("127.0.0.1", int(geluid))
    loper = web.AppRunner(maak_besturing(lijn, "proef"), access_log=None)
    await loper.setup()
    await web.TCPSite(loper, "127.0.0.1", int(poort)).start()
    print(json.dumps({"wat": "klaar"}), flush=True)
    await asyncio.Event().wait()


asyncio.run(main())
