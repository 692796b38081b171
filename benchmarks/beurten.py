"""Beurten per seconde en wachttijd: ingebed naast `rasa run` met een actieserver, op hetzelfde model in één meting."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import aiohttp
import psutil
from rich.table import Table

from assistent.bouwstenen import nieuwste_model
from assistent.config import WORTEL, Instellingen, lees_instellingen
from benchmarks.tabel import percentiel, tabel

ZINNEN = [
    json.loads(r)["beurten"][0]
    for r in (WORTEL / "tests/taal/gevallen.jsonl").read_text("utf-8").splitlines()[:200]
]
BEURTEN = 200
Stuur = Callable[[str, int, str], Awaitable[None]]


async def meet() -> list[Table]:
    """Gesloten lus met 1 en 20 gesprekken, en open lus met 20 berichten per seconde."""
    regels = []
    for naam, start in (("ingebed (HTTP-API)", _ingebed), ("rasa run + actieserver", _stok)):
        regels += await start(naam)
    koppen = ("opstelling", "lus", "beurten/s", "p50 (ms)", "p95 (ms)", "geheugen (MB)", "start (s)")
    return [tabel("Beurten", koppen, regels)]


async def _gesloten(stuur: Stuur, gesprekken: int) -> tuple[float, list[float]]:
    duur: list[float] = []

    async def gesprek(n: int) -> None:
        for i in range(BEURTEN // gesprekken):
            begin = time.perf_counter()
            await stuur(f"g{gesprekken}-{n}", i, ZINNEN[(n * 31 + i) % len(ZINNEN)])
            duur.append((time.perf_counter() - begin) * 1000)

    begin = time.perf_counter()
    await asyncio.gather(*(gesprek(n) for n in range(gesprekken)))
    return BEURTEN / (time.perf_counter() - begin), duur


async def _open(stuur: Stuur, per_seconde: int, seconden: int) -> list[float]:
    duur: list[float] = []

    async def een(n: int) -> None:
        begin = time.perf_counter()
        await stuur(f"open-{n % 100}", n, ZINNEN[n % len(ZINNEN)])
        duur.append((time.perf_counter() - begin) * 1000)

    taken = []
    begin = time.perf_counter()
    for n in range(per_seconde * seconden):
        await asyncio.sleep(max(0.0, begin + n / per_seconde - time.perf_counter()))
        taken.append(asyncio.create_task(een(n)))
    await asyncio.gather(*taken)
    return duur


async def _meet(naam: str, stuur: Stuur, pids: list[int], start: float) -> list[tuple[object, ...]]:
    await _gesloten(stuur, 1)
    regels: list[tuple[object, ...]] = []
    for n in (1, 20):
        snelheid, duur = await _gesloten(stuur, n)
        regels.append((naam, f"gesloten, {n}", f"{snelheid:.0f}", *_pp(duur), _mb(pids), f"{start:.0f}"))
    duur = await _open(stuur, 20, 15)
    regels.append((naam, "open, 20/s", "20", *_pp(duur), _mb(pids), ""))
    return regels


def _pp(duur: list[float]) -> tuple[str, str]:
    return f"{percentiel(duur, 0.5):.1f}", f"{percentiel(duur, 0.95):.1f}"


def _mb(pids: list[int]) -> str:
    return f"{sum(psutil.Process(p).memory_info().rss for p in pids) / 1e6:.0f}"


def _vrije_poort() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


async def _wacht_op(adres: str) -> float:
    begin = time.perf_counter()
    async with aiohttp.ClientSession() as sessie:
        while time.perf_counter() - begin < 240:
            try:
                async with sessie.get(adres) as antwoord:
                    if antwoord.status == 200:
                        return time.perf_counter() - begin
            except aiohttp.ClientError:
                pass
            await asyncio.sleep(0.25)
    raise RuntimeError(f"{adres} komt niet op")


async def _ingebed(naam: str) -> list[tuple[object, ...]]:
    poort = _vrije_poort()
    with tempfile.TemporaryDirectory() as map_:
        omgeving = {
            **os.environ,
            "ASSISTENT_POORT": str(poort),
            "ASSISTENT_GEGEVENSMAP": map_,
            "ASSISTENT_LOG_NIVEAU": "error",
            "ASSISTENT_PER_MINUUT": "1000000",
            "ASSISTENT_PER_MINUUT_GESPREK": "1000000",
        }
        proces = subprocess.Popen(
            [sys.executable, "-m", "assistent", "start", "--demo"], env=omgeving, stdout=subprocess.DEVNULL
        )
        basis = f"http://127.0.0.1:{poort}"
        try:
            start = await _wacht_op(f"{basis}/gezondheid/klaar")
            async with aiohttp.ClientSession() as sessie:
                sleutels: dict[str, tuple[str, str]] = {}

                async def stuur(gesprek: str, n: int, tekst: str) -> None:
                    if gesprek not in sleutels:
                        async with sessie.post(
                            f"{basis}/api/v1/gesprekken", json={"gemeente": "groningen"}
                        ) as r:
                            inhoud = await r.json()
                            sleutels[gesprek] = (inhoud["gesprek"], inhoud["sleutel"])
                    id_, sleutel = sleutels[gesprek]
                    kop = {"Authorization": f"Bearer {sleutel}"}
                    adres = f"{basis}/api/v1/gesprekken/{id_}/beurten"
                    async with sessie.post(adres, json={"tekst": tekst}, headers=kop) as r:
                        assert r.status == 200, await r.text()

                return await _meet(naam, stuur, [proces.pid], start)
        finally:
            proces.send_signal(signal.SIGTERM)
            proces.wait(20)


async def _stok(naam: str) -> list[tuple[object, ...]]:
    inst: Instellingen = replace(lees_instellingen())
    model = nieuwste_model(inst.modellen)
    acties, rasa = _vrije_poort(), _vrije_poort()
    with tempfile.TemporaryDirectory() as map_:
        einden = Path(map_) / "endpoints.yml"
        einden.write_text(f'action_endpoint:\n  url: "http://localhost:{acties}/webhook"\n', "utf-8")
        weg = {"cwd": WORTEL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        actie = subprocess.Popen(
            [sys.executable, "-m", "rasa", "run", "actions", "--actions", "acties", "--port", str(acties)],
            **weg,
        )
        stok = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "rasa",
                "run",
                "-m",
                str(model),
                "--port",
                str(rasa),
                "--endpoints",
                str(einden),
                "--credentials",
                str(WORTEL / "credentials.yml"),
            ],
            **weg,
        )
        try:
            await _wacht_op(f"http://127.0.0.1:{acties}/health")
            start = await _wacht_op(f"http://127.0.0.1:{rasa}/")
            async with aiohttp.ClientSession() as sessie:

                async def stuur(gesprek: str, n: int, tekst: str) -> None:
                    vraag = {"sender": gesprek, "message": tekst}
                    async with sessie.post(f"http://127.0.0.1:{rasa}/webhooks/rest/webhook", json=vraag) as r:
                        assert r.status == 200, await r.text()

                return await _meet(naam, stuur, [actie.pid, stok.pid], start)
        finally:
            for proces in (stok, actie):
                proces.terminate()
                proces.wait(20)
