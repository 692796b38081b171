"""Starten: eerst het web en de crisispoort, dan op de achtergrond het taalmodel."""

from __future__ import annotations

import asyncio
import errno
import gc
import shutil
import signal
from dataclasses import replace

import structlog
from aiohttp import web
from rich.console import Console

from assistent.adapters.klok import Systeemklok
from assistent.adapters.oidc import maak_oidc
from assistent.adapters.omroep_redis import OmroepRedis, maak_omroep
from assistent.adapters.post import maak_post
from assistent.adapters.rasa import RasaDialoog
from assistent.adapters.sms import maak_sms
from assistent.adapters.sql import Kluis, SqlAccounts, SqlOpslag, maak_motor, migreer
from assistent.adapters.sql.bewaren import SqlOpruimer
from assistent.adapters.sql.huur import SqlHuur
from assistent.adapters.sql.inzage import SqlInzagelog
from assistent.adapters.sql.kluis import demosleutel
from assistent.adapters.sql.oproepen import SqlOproeplog
from assistent.app import App, maak_app
from assistent.bouwstenen import nieuwste_model
from assistent.config import Instellingen
from assistent.demo import DEMO, DEMO_WACHTWOORD
from assistent.herladen import Herlader
from assistent.kanalen.telefoon.starten import Telefoon, start_telefoon
from assistent.kanalen.web.server import maak_server
from assistent.kern.errors import AssistentError

log = structlog.get_logger("dienst")
scherm = Console(stderr=False, highlight=False)
STIL_DICHT = 30.0
"""Seconden: een verbinding die geen heel verzoek stuurt gaat dicht."""
MIN_VRIJ = 200 * 1024 * 1024


async def start(instellingen: Instellingen) -> None:
    """Draai de dienst tot er een stopsein komt."""
    instellingen.gegevensmap.mkdir(parents=True, exist_ok=True)
    if shutil.disk_usage(instellingen.gegevensmap).free < MIN_VRIJ:
        raise AssistentError("Er is te weinig schijfruimte (minder dan 200 MB). Maak ruimte vrij.")
    gc.disable()  # wat nu geladen wordt blijft tot het eind: opruimen is twee seconden wachten voor niets
    app, server, dialoog = maak_alles(instellingen)
    if instellingen.demo and app.accounts is not None:
        for account in DEMO:
            if await app.accounts.haal(account.naam) is None:
                await app.accounts.maak(account, DEMO_WACHTWOORD)
    loper = web.AppRunner(server, access_log=None, keepalive_timeout=STIL_DICHT)
    await loper.setup()
    try:
        await web.TCPSite(loper, instellingen.adres, instellingen.poort).start()
    except OSError as fout:
        dialoog.stop()
        if fout.errno == errno.EADDRINUSE:
            raise AssistentError(
                f"Poort {instellingen.poort} is in gebruik. Stop het andere programma,"
                " of kies een andere met ASSISTENT_POORT."
            ) from None
        raise
    telefoon = await _start_telefoon(app)
    dialoog.start()
    app.loper.start()
    herlader = Herlader(app)
    herlader.start()
    _toon(instellingen)
    for melding in telefoon.meldingen if telefoon else ():
        scherm.print(melding)
    geladen = await asyncio.to_thread(dialoog.wacht, 300)
    _klaar_met_laden()
    if geladen:
        await app.meekijken.warm(app.klok.nu())
        scherm.print("[green]Het taalmodel is geladen. De assistent is klaar.[/green]")
    else:
        scherm.print(
            "[red]Het taalmodel is niet geladen. De crisispoort werkt; de rest verwijst naar het KCC.[/red]"
        )
    stop = asyncio.Event()
    for sein in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(sein, stop.set)
    await stop.wait()
    herlader.stop()
    if telefoon is not None:
        await telefoon.stop()
    await app.loper.stop()
    if isinstance(app.omroep, OmroepRedis):
        await app.omroep.stop()
    await loper.cleanup()
    dialoog.stop()


async def _start_telefoon(app: App) -> Telefoon | None:
    """De telefoonlijn, als die is ingesteld; in de demo mag zij ontbreken."""
    try:
        return await start_telefoon(app)
    except AssistentError as fout:
        if not app.instellingen.demo:
            raise
        scherm.print(f"Telefoon   niet gestart. {fout}")
        return None


def _klaar_met_laden() -> None:
    """Het opruimen weer aan, zonder dat elke ronde langs een miljoen vaste objecten gaat."""
    gc.collect()
    gc.freeze()
    gc.enable()


def maak_alles(instellingen: Instellingen) -> tuple[App, web.Application, RasaDialoog]:
    """Kies de adapters voor bedrijf: SQL, Rasa en het web."""
    if instellingen.demo and not instellingen.sleutels:
        instellingen = replace(instellingen, sleutels=demosleutel(instellingen.gegevensmap))
    kluis = Kluis(instellingen.sleutels)
    migreer(instellingen.database_adres)
    post = maak_post(instellingen)
    motor, klok = maak_motor(instellingen.database_adres), Systeemklok()
    model = nieuwste_model(instellingen.modellen)
    dialoog = RasaDialoog(model or instellingen.modellen / "geen-model")
    app = maak_app(
        instellingen,
        opslag=SqlOpslag(motor, kluis, klok),
        dialoog=dialoog,
        klok=klok,
        accounts=SqlAccounts(motor, kluis),
        huur=SqlHuur(motor),
        oidc=maak_oidc(instellingen),
        inzage=SqlInzagelog(motor),
        opruimer=SqlOpruimer(motor),
        oproeplog=SqlOproeplog(motor),
        herkenner=dialoog,
        statuscode=kluis.statuscode,
        post=post,
        sms=maak_sms(instellingen, post),
        omroep=maak_omroep(instellingen),
    )
    if app.doelen:  # een halve instelling breekt hier al af
        log.info("doelen", soort=", ".join(app.doelen))
    return app, maak_server(app, kluis, instellingen.sleutels), dialoog


def _toon(instellingen: Instellingen) -> None:
    basis = f"http://{instellingen.adres}:{instellingen.poort}"
    scherm.print(f"\nChat       {basis}/")
    scherm.print(f"Werkbak    {basis}/werkbak")
    scherm.print(f"Meekijken  {basis}/meekijken")
    scherm.print(f"Kennis     {basis}/kennis")
    scherm.print(f"Gezondheid {basis}/gezondheid/klaar")
    if instellingen.demo:
        namen = ", ".join(a.naam for a in DEMO)
        scherm.print(f"Demoaccounts: {namen} (wachtwoord {DEMO_WACHTWOORD})")
    scherm.print("Het taalmodel wordt geladen …")
