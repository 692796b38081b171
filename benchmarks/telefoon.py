"""De telefoonlijn: van toets of einde van de zin tot het eerste geluid, bellers tegelijk, en geheugen per beller.

Speelt Asterisk na met echte AudioSocket-berichten. Zonder espeak-ng valt er niets te meten; met `ASSISTENT_HERKENNER_MODEL`
komt de spraak erbij.
"""

from __future__ import annotations

import asyncio
import time
import uuid
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from rich.table import Table

from assistent.adapters.spraak.espeak import zoek_espeak
from assistent.adapters.spraak.opnamen import Opnamen
from assistent.adapters.spraak.vad import Luidheid
from assistent.adapters.spraak.whisper import zoek_whisper
from assistent.config import lees_instellingen
from assistent.kanalen.telefoon.koppelingen.audiosocket import EINDE, GELUID, NUMMER, TOETS, AudioSocket
from assistent.kanalen.telefoon.laden import laad_telefoon
from assistent.kanalen.telefoon.luisteraar import STUK
from assistent.kanalen.telefoon.telefoonlijn import Telefoonlijn
from assistent.keuring import maak_proefapp
from benchmarks.tabel import percentiel, tabel

KEREN = 20
BELLERS = 20
ZIN = "Ik wil iets vragen over de voedselbank."
GESTOPT = 0.03
LANGST = 750
"""Hooguit vijftien seconden wachten op een antwoord."""
RUST = 1.5
"""Zo lang stil is de assistent uitgesproken; tussen twee zinnen zit een vijfde seconde."""
NUMMER_GEBELD = "14050"


@dataclass
class Beller:
    """Een beller die meet wanneer hij iets hoort."""

    lezer: asyncio.StreamReader
    schrijver: asyncio.StreamWriter
    gaten: list[float] = field(default_factory=list)
    klinkt: asyncio.Event = field(default_factory=asyncio.Event)
    stil: int = 0
    laatst: float = 0.0
    """Wanneer er voor het laatst iets klonk."""
    taak: asyncio.Task[None] | None = None

    @classmethod
    async def belt(cls, lijn: Telefoonlijn, poort: int) -> Beller:
        """Meld aan, verbind en luister."""
        id_ = str(uuid.uuid4())
        assert lijn.meld_aan(id_, (NUMMER_GEBELD,), None) is not None
        zelf = cls(*await asyncio.open_connection("127.0.0.1", poort))
        await zelf.stuur(NUMMER, uuid.UUID(id_).bytes)
        zelf.taak = asyncio.create_task(zelf._hoor())
        return zelf

    async def stuur(self, soort: int, inhoud: bytes) -> None:
        """Eén bericht."""
        self.schrijver.write(bytes([soort]) + len(inhoud).to_bytes(2) + inhoud)
        await self.schrijver.drain()

    async def _hoor(self) -> None:
        vorige = 0.0
        while True:
            try:
                kop = await self.lezer.readexactly(3)
                inhoud = await self.lezer.readexactly(int.from_bytes(kop[1:]))
            except (asyncio.IncompleteReadError, ConnectionError):
                return
            if kop[0] == EINDE:
                return
            nu = time.perf_counter()
            if any(inhoud):
                if self.klinkt.is_set() and self.stil == 0:
                    self.gaten.append(nu - vorige)
                self.stil, self.laatst = 0, nu
                self.klinkt.set()
            else:
                self.stil += 1
            vorige = nu

    async def tot_geluid(self) -> float:
        """Seconden tot het volgende geluid."""
        self.klinkt.clear()
        begin = time.perf_counter()
        await self.klinkt.wait()
        return time.perf_counter() - begin

    async def hang_op(self) -> None:
        """Klaar."""
        self.schrijver.close()
        if self.taak is not None:
            await self.taak


async def meet() -> list[Table]:
    """De tabel, of niets als er geen stem is."""
    stem = zoek_espeak()
    if stem is None:
        print("Telefoon: espeak-ng is er niet, dus er valt niets te meten.")
        return []
    instellingen = lees_instellingen()
    whisper = zoek_whisper(
        instellingen.herkenner_model, instellingen.herkenner_python, instellingen.herkenners
    )
    if whisper is not None and not await whisper.start():
        whisper = None
    app = maak_proefapp(instellingen)
    gegevens = laad_telefoon(instellingen.kennisbank, app.kennis)
    lijn = Telefoonlijn(app, gegevens, Opnamen(Path("geen"), stem), Luidheid, whisper)
    server = AudioSocket(lijn)
    poort = await server.start("127.0.0.1", 0)
    regels: list[tuple[str, object, object]] = []
    try:
        regels.append(("toets → eerste geluid (ms)", *_ms(await _toetsen(lijn, poort))))
        if whisper is not None:
            klank = await stem.spreek("zin", ZIN)
            regels.append(("einde zin → eerste geluid (ms)", *_ms(await _zinnen(lijn, poort, klank))))
        lijn.herkenner = None
        regels += await _tegelijk(lijn, poort)
    finally:
        await server.stop()
        await lijn.sluit()
        if whisper is not None:
            await whisper.sluit()
        app.dialoog.stop()  # type: ignore[attr-defined]
    return [tabel("Telefoonlijn", ("wat", "p50", "p95"), regels)]


def _ms(tijden: list[float]) -> tuple[str, str]:
    return f"{percentiel(tijden, 0.5) * 1000:.0f}", f"{percentiel(tijden, 0.95) * 1000:.0f}"


async def _toetsen(lijn: Telefoonlijn, poort: int) -> list[float]:
    tijden = []
    for n in range(KEREN):
        beller = await Beller.belt(lijn, poort)
        await beller.tot_geluid()
        await asyncio.sleep(0.1)
        begin = time.perf_counter()
        # Een andere toets per keer: wat al eens klonk komt uit het geheugen.
        await beller.stuur(TOETS, str(n % 5 + 1).encode())
        await asyncio.sleep(GESTOPT)  # wat al onderweg was telt niet als antwoord
        await beller.tot_geluid()
        tijden.append(time.perf_counter() - begin)
        await beller.hang_op()
    return tijden


async def _zinnen(lijn: Telefoonlijn, poort: int, klank: bytes) -> list[float]:
    tijden = []
    for _ in range(KEREN // 4):
        beller = await Beller.belt(lijn, poort)
        await beller.tot_geluid()
        while time.perf_counter() - beller.laatst < RUST:
            await beller.stuur(GELUID, bytes(STUK))
            await asyncio.sleep(0.019)
        for plek in range(0, len(klank) // STUK * STUK, STUK):
            await beller.stuur(GELUID, klank[plek : plek + STUK])
            await asyncio.sleep(0.019)
        wacht = asyncio.create_task(beller.tot_geluid())
        with suppress(ConnectionError):  # verstond hij "medewerker", dan laat de lijn los
            for _ in range(LANGST):
                if wacht.done():
                    break
                await beller.stuur(GELUID, bytes(STUK))
                await asyncio.sleep(0.019)
        if wacht.done():
            tijden.append(wacht.result())
        wacht.cancel()
        await beller.hang_op()
    return tijden


async def _tegelijk(lijn: Telefoonlijn, poort: int) -> list[tuple[str, object, object]]:
    proces = psutil.Process()
    voor = proces.memory_info().rss
    begin, rekentijd = time.perf_counter(), sum(proces.cpu_times()[:2])
    bellers = [await Beller.belt(lijn, poort) for _ in range(BELLERS)]
    await asyncio.sleep(8)
    kern = (sum(proces.cpu_times()[:2]) - rekentijd) / (time.perf_counter() - begin)
    per_beller = (proces.memory_info().rss - voor) / BELLERS / 1024
    gaten = [g for b in bellers for g in b.gaten]
    for beller in bellers:
        await beller.hang_op()
    return [
        (f"gat tussen stukjes bij {BELLERS} bellers (ms; 20 is goed)", *_ms(gaten)),
        (f"rekentijd bij {BELLERS} bellers (deel van één kern)", f"{kern:.2f}", ""),
        ("geheugen per beller (kB)", f"{per_beller:.0f}", ""),
    ]
