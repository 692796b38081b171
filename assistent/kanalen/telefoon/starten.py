"""De telefoonlijn starten met wat er op deze machine is, en eerlijk melden wat ontbreekt."""

from __future__ import annotations

import asyncio
import errno
import ipaddress
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from aiohttp import web

from assistent.adapters.spraak.espeak import Programmastem, zoek_espeak, zoek_piper
from assistent.adapters.spraak.opnamen import Opnamen
from assistent.adapters.spraak.vad import Luidheid
from assistent.adapters.spraak.whisper import Whisper, zoek_whisper
from assistent.app import App
from assistent.config import Instellingen
from assistent.kanalen.telefoon.besturing import maak_besturing
from assistent.kanalen.telefoon.gegevens import Telefoongegevens
from assistent.kanalen.telefoon.koppelingen.audiosocket import AudioSocket
from assistent.kanalen.telefoon.laden import laad_telefoon
from assistent.kanalen.telefoon.telefoonlijn import Telefoonlijn
from assistent.kanalen.telefoon.vast import eerste_zinnen, vaste_zinnen
from assistent.kern.errors import AssistentError
from assistent.kern.kennis import Kennisbank

DEMO_POORT = 8060
"""In de demo staat de lijn hier, op deze machine; de stem op de poort erna."""


@dataclass
class Telefoon:
    """De lopende lijn, met wat er te melden valt."""

    lijn: Telefoonlijn
    audiosocket: AudioSocket
    loper: web.AppRunner
    whisper: Whisper | None
    meldingen: list[str] = field(default_factory=list)
    warmt: asyncio.Task[None] | None = None
    """De stem maakt de begroetingen vast, zodat ook de eerste beller meteen iets hoort."""

    async def stop(self) -> None:
        """Stop netjes; de centrale belt voor lopende bellers een mens."""
        if self.warmt is not None:
            self.warmt.cancel()
        await self.audiosocket.stop()
        await self.lijn.sluit()
        await self.loper.cleanup()
        if self.whisper is not None:
            await self.whisper.sluit()


async def start_telefoon(app: App) -> Telefoon | None:
    """Start als er een poort is ingesteld, of in de demo; fout `AssistentError` als dat niet veilig of vrij is."""
    instellingen = app.instellingen
    poort = instellingen.telefoon_poort or (DEMO_POORT if instellingen.demo else 0)
    if not poort:
        return None
    _keur(instellingen)
    gegevens = laad_telefoon(instellingen.kennisbank, app.kennis)
    stem = zoek_piper(instellingen.piper_stem) or zoek_espeak(snelheid=instellingen.spreeksnelheid)
    opnamen = Opnamen(instellingen.opnamen, stem)
    melding_stem = _meld_stem(opnamen, stem)
    whisper, melding_herkenner = await _herkenner(instellingen)
    lijn = Telefoonlijn(app, gegevens, opnamen, Luidheid, whisper, hooguit=instellingen.telefoon_hooguit)
    _zet_in(lijn, stem, gegevens, app.kennis)
    app.herladers.append(lambda kennis: _herlaad(lijn, stem, kennis))
    audiosocket = AudioSocket(lijn)
    besturing = maak_besturing(lijn, instellingen.telefoon_sleutel, instellingen.telefoon_doeladres)
    loper = web.AppRunner(besturing, access_log=None)
    await loper.setup()
    telefoon = Telefoon(lijn, audiosocket, loper, whisper, [melding_stem, melding_herkenner])
    geluid = instellingen.audiosocket_poort or poort + 1
    try:
        await web.TCPSite(loper, instellingen.telefoon_adres, poort).start()
        await audiosocket.start(instellingen.telefoon_adres, geluid)
    except OSError as fout:
        with suppress(OSError):
            await telefoon.stop()
        if fout.errno != errno.EADDRINUSE:
            raise
        raise AssistentError(
            f"De poorten {poort} en {geluid} voor de telefoonlijn zijn niet vrij."
            " Kies andere met ASSISTENT_TELEFOON_POORT en ASSISTENT_AUDIOSOCKET_POORT."
        ) from None
    if stem is not None:
        telefoon.warmt = asyncio.create_task(stem.warm(eerste_zinnen(gegevens, app.kennis)))
    telefoon.meldingen.insert(
        0, f"Telefoon   {instellingen.telefoon_adres}:{poort} (besturing) en :{geluid} (AudioSocket)"
    )
    return telefoon


def _keur(instellingen: Instellingen) -> None:
    """AudioSocket kent geen aanmelding en de besturing geen versleuteling: buiten loopback is een sleutel nodig."""
    try:
        eigen = ipaddress.ip_address(instellingen.telefoon_adres).is_loopback
    except ValueError:
        eigen = instellingen.telefoon_adres == "localhost"
    if not eigen and not instellingen.telefoon_sleutel:
        raise AssistentError(
            "De telefoonlijn luistert niet alleen op deze machine. Zet dan ook ASSISTENT_TELEFOON_SLEUTEL."
        )


def _zet_in(
    lijn: Telefoonlijn, stem: Programmastem | None, gegevens: Telefoongegevens, kennis: Kennisbank
) -> None:
    lijn.gegevens = gegevens
    if stem is not None:
        stem.vast = vaste_zinnen(gegevens, kennis)


def _herlaad(lijn: Telefoonlijn, stem: Programmastem | None, kennis: Kennisbank) -> Callable[[], None]:
    """Keur `telefoon.yml` bij de nieuwe kennisbank; wie nu belt houdt de oude tot hij ophangt (R110)."""
    gegevens = laad_telefoon(lijn.app.instellingen.kennisbank, kennis)
    return lambda: _zet_in(lijn, stem, gegevens, kennis)


def _meld_stem(opnamen: Opnamen, stem: Programmastem | None) -> str:
    if stem is None and not opnamen.aantal:
        raise AssistentError(
            "De telefoonlijn heeft geen stem. Installeer espeak-ng, of zet opnamen in ASSISTENT_OPNAMEN."
        )
    naam = "Piper" if stem is not None and "--model" in stem.opdracht else "espeak-ng"
    wat = naam if stem else "alleen opnamen; andere zinnen blijven stil"
    return f"Stem: {wat}, {opnamen.aantal} ingesproken zinnen."


async def _herkenner(instellingen: Instellingen) -> tuple[Whisper | None, str]:
    whisper = zoek_whisper(
        instellingen.herkenner_model, instellingen.herkenner_python, instellingen.herkenners
    )
    if whisper is None:
        return None, "Geen spraakherkenner: bellers kiezen met toetsen. Zie docs/telefonie.md."
    if not await whisper.start():
        return None, "De spraakherkenner start niet: bellers kiezen met toetsen. Zie docs/telefonie.md."
    return whisper, f"Spraakherkenner: {instellingen.herkenners} tegelijk, daarboven met toetsen."
