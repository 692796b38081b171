"""De dienst in het klein, om te doden: echte SQLite, echte uitbak, echte verzender en Open Klant; alleen Rasa is een zinnenboek.

Dit proces leest de kennisbank één keer en maakt dan steeds een kind dat de dienst draait. Sterft het kind, dan komt er een nieuw.
Elk kind meldt zijn nummer op de uitvoer.

Gebruik: python -m tests.heel.dienst DATABASE POORT OPEN_KLANT
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from datetime import datetime, timedelta

import structlog
from aiohttp import web

from assistent.adapters.omroep import OmroepHier
from assistent.adapters.open_klant import OpenKlant
from assistent.adapters.open_klant.actoren import Actoren
from assistent.adapters.open_klant.verbinding import Verbinding
from assistent.adapters.sql import Kluis, SqlOpslag, maak_motor
from assistent.adapters.sql.huur import SqlHuur
from assistent.kern.begrippen import Kanaal
from assistent.kern.gesprek import Beurt
from assistent.processen.beantwoorden import Beantwoorder
from assistent.processen.beginnen import begin
from assistent.processen.opvolgen import Opvolger
from assistent.processen.taken import Loper, Taak
from assistent.processen.versturen import Verzender
from assistent.processen.werkplek import Werkplek
from tests.adapters.openklant_stub import TOKEN
from tests.gegevens import NU, SLEUTEL, NepDialoog, ProefLezer, kennisbank, lees

SNELHEID = 400
"""Zoveel keer sneller loopt de klok: vijf seconden wachten wordt een tachtigste seconde."""


class SnelleKlok:
    """Loopt door over herstarts heen, want alle kinderen kijken op dezelfde klok."""

    def nu(self) -> datetime:
        """Nu, in de versnelde tijd."""
        return NU + timedelta(seconds=(time.time() % 10_000_000) * SNELHEID)


async def slaap(seconden: float) -> None:
    """Slapen in de versnelde tijd, maar niet zo kort dat de lus niets anders meer doet."""
    await asyncio.sleep(max(seconden / SNELHEID, 0.02))


async def draai(database: str, poort: int, open_klant: str) -> None:
    """Draai de dienst tot iemand hem doodt."""
    klok, omroep, werkplek = SnelleKlok(), OmroepHier(), Werkplek(kennisbank)
    motor = maak_motor(database)
    opslag = SqlOpslag(motor, Kluis(SLEUTEL), klok)
    deur = Beantwoorder(kennisbank, ProefLezer(), NepDialoog(werkplek), werkplek, opslag, omroep)
    doel = OpenKlant(
        Verbinding(open_klant, TOKEN, 1), kennisbank, lambda id_: f"/werkbak/{id_}", actoren=Actoren(maak=True)
    )
    verzender = Verzender(opslag, Opvolger(kennisbank, opslag, omroep), {doel.naam: doel})
    taak = Taak("uitbak", timedelta(seconds=5), verzender.verstuur)
    Loper((taak,), SqlHuur(motor), klok, slaap=slaap).start()

    async def begin_gesprek(_: web.Request) -> web.Response:
        gesprek, _welkom = await begin(opslag, kennisbank(), "groningen", Kanaal.CHAT, klok.nu())
        return web.json_response({"gesprek": gesprek.id})

    async def beurt(request: web.Request) -> web.Response:
        lijf = await request.json()
        berichten = await deur.beantwoord(Beurt(lijf["gesprek"], lijf["tekst"], klok.nu(), lijf["beurt_id"]))
        return web.json_response({"tekst": lees(berichten)})

    app = web.Application()
    app.router.add_post("/begin", begin_gesprek)
    app.router.add_post("/beurt", beurt)
    loper = web.AppRunner(app, access_log=None)
    await loper.setup()
    await web.TCPSite(loper, "127.0.0.1", poort, reuse_address=True).start()
    await asyncio.Event().wait()


def houd_in_de_lucht(database: str, poort: int, open_klant: str) -> None:
    """Maak een kind, wacht tot het sterft, en maak het volgende."""
    kennisbank()
    kind = 0

    def stop(*_: object) -> None:
        if kind > 0:
            os.kill(kind, signal.SIGKILL)
        os._exit(0)

    signal.signal(signal.SIGTERM, stop)
    while True:
        kind = os.fork()
        if kind == 0:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            asyncio.run(draai(database, poort, open_klant))
        print(kind, flush=True)
        os.waitpid(kind, 0)


if __name__ == "__main__":
    structlog.configure(processors=[lambda *_: (_ for _ in ()).throw(structlog.DropEvent)])
    houd_in_de_lucht(sys.argv[1], int(sys.argv[2]), sys.argv[3])
