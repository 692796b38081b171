"""De telefoonlijn als los proces, op een dinsdagochtend; zonder `--motor` op de nep-dialoog, dus snel gestart.

Op elke regel invoer volgt wat er nu bij de teams ligt.
"""

from __future__ import annotations

import asyncio
import json
import sys
from dataclasses import dataclass, field, replace
from typing import Any

from aiohttp import web

from assistent import keuring
from assistent.adapters.fakes import VasteKlok
from assistent.adapters.spraak.espeak import zoek_espeak
from assistent.adapters.spraak.opnamen import Opnamen
from assistent.adapters.spraak.vad import Luidheid
from assistent.app import App
from assistent.config import WORTEL, Instellingen
from assistent.kanalen.telefoon.besturing import maak_besturing
from assistent.kanalen.telefoon.koppelingen.audiosocket import AudioSocket
from assistent.kanalen.telefoon.telefoonlijn import Telefoonlijn
from assistent.kanalen.telefoon.vast import eerste_zinnen, vaste_zinnen
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
    """Argumenten: poort, geluidspoort, espeak, eventueel `--motor` en `--leest-mee`, en de zinnen die verstaan worden."""
    poort, geluid, espeak, *rest = sys.argv[1:]
    zinnen = [r for r in rest if not r.startswith("--")]
    app = await _app(motor="--motor" in rest)
    stem = zoek_espeak(espeak)
    assert stem is not None
    gegevens = replace(telefoongegevens(), onbekend="groningen")
    if "--leest-mee" in rest:
        doelen = {s: replace(d, leest_mee=True) for s, d in gegevens.doelen.items()}
        gegevens = replace(gegevens, doelen=doelen)
    stem.vast = vaste_zinnen(gegevens, app.kennis)
    await stem.warm(eerste_zinnen(gegevens, app.kennis))
    lijn = Telefoonlijn(
        app, gegevens, Opnamen(WORTEL / "geen", stem), Luidheid, Voorzegger(zinnen) if zinnen else None
    )
    server = AudioSocket(lijn)
    await server.start("127.0.0.1", int(geluid))
    loper = web.AppRunner(maak_besturing(lijn, "proef"), access_log=None)
    await loper.setup()
    await web.TCPSite(loper, "127.0.0.1", int(poort)).start()
    print(json.dumps({"wat": "klaar"}), flush=True)
    while await asyncio.to_thread(sys.stdin.readline):
        print(json.dumps(await _stand(app)), flush=True)


async def _app(*, motor: bool) -> App:
    if motor:
        # Het model laadt in een eigen draad en wacht daarop.
        return await asyncio.to_thread(keuring.maak_proefapp, Instellingen())
    app = maak_proefapp()
    app.klok = VasteKlok(app.klok.nu())
    return app


async def _stand(app: App) -> dict[str, Any]:
    """Wat een team op zijn scherm heeft, en wat er in de gesprekken het laatst gezegd is."""
    async with app.opslag.transactie() as werk:
        alle = await werk.overdrachten.zoek(open_=False)
        laatste = [(await werk.gesprekken.berichten(o.gesprek_id))[-1] for o, _ in alle]
    return {
        "wat": "stand",
        "overdrachten": [
            {
                "team": o.team,
                "bij_mens": o.bij_mens,
                "onderwerpen": i.onderwerpen,
                "woorden": i.vraag_in_eigen_woorden,
            }
            for o, i in alle
        ],
        "laatste": [[b.van, b.inhoud.get("tekst", "")] for b in laatste],
    }


asyncio.run(main())
