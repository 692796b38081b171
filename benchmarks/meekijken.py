"""Hoe lang het duurt van een toets tot de voorstellen er zijn: over de websocket, en in Chromium tot op het scherm."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import aiohttp
from rich.table import Table

from benchmarks.beurten import _vrije_poort, _wacht_op
from benchmarks.tabel import percentiel, tabel

DOEL_MS = 150
NOTITIES = (
    "mw 83, gevallen, dochter ver weg, huur achter",
    "dhr 54 ontslagen, drinkt, ruzie ex, 2 kdn, ontruiming do",
    "wil traplift, loopt slecht, thuiszorg komt 2x pw, bellen na 14u",
    "waar kan ik met een kapotte wasmachine heen",
    "moeder dement, dochter belt, kan niet meer, wil respijt, zoekt dagbesteding, geen vervoer",
)
TEGELIJK = 5
"""Zoveel medewerkers typen tegelijk; bij 20 gesprekken typt op elk moment hooguit een kwart."""
PAUZE = 0.12
"""Seconden tussen twee toetsen van iemand die snel typt."""


async def meet() -> list[Table]:
    """Eén typende medewerker, vijf tegelijk, en één in een echte browser."""
    poort = _vrije_poort()
    basis = f"http://127.0.0.1:{poort}"
    with tempfile.TemporaryDirectory() as map_:
        omgeving = {
            **os.environ,
            "ASSISTENT_POORT": str(poort),
            "ASSISTENT_GEGEVENSMAP": map_,
            "ASSISTENT_LOG_NIVEAU": "error",
            "ASSISTENT_PER_MINUUT": "1000000",
        }
        proces = subprocess.Popen(
            [sys.executable, "-m", "assistent", "start", "--demo"], env=omgeving, stdout=subprocess.DEVNULL
        )
        try:
            await _wacht_op(f"{basis}/gezondheid/klaar")
            await _typ(basis)  # opwarmen
            een = await _typ(basis)
            samen = [
                ms for rij in await asyncio.gather(*(_typ(basis) for _ in range(TEGELIJK))) for ms in rij
            ]
            scherm = await asyncio.to_thread(_in_chromium, basis)
        finally:
            proces.send_signal(signal.SIGTERM)
            proces.wait(20)
    regels: list[tuple[object, ...]] = [
        ("websocket, 1 medewerker", len(een), *_pp(een)),
        (f"websocket, {TEGELIJK} tegelijk", len(samen), *_pp(samen)),
    ]
    if scherm:
        regels.append(("van toets tot scherm, Chromium", len(scherm), *_pp(scherm)))
    koppen = ("weg", "toetsen", "p50 (ms)", "p95 (ms)", f"doel p95 < {DOEL_MS}")
    return [tabel("Meekijken", koppen, regels)]


def _pp(duur: list[float]) -> tuple[str, str, str]:
    p95 = percentiel(duur, 0.95)
    return f"{percentiel(duur, 0.5):.1f}", f"{p95:.1f}", "ja" if p95 < DOEL_MS else "nee"


async def _typ(basis: str) -> list[float]:
    """Typ alle notities teken voor teken, en meet tot het antwoord op elke toets."""
    duur: list[float] = []
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as sessie:
        await _meld_aan(sessie, basis)
        async with sessie.get(f"{basis}/meekijken") as antwoord:
            lijn = re.search(r'data-lijn="([^"]+)"', await antwoord.text())
        assert lijn is not None
        async with sessie.ws_connect(basis + lijn[1]) as ws:
            nr = 0
            for notitie in NOTITIES:
                for tot in range(1, len(notitie) + 1):
                    nr += 1
                    begin = time.perf_counter()
                    await ws.send_json({"soort": "notitie", "nr": nr, "tekst": notitie[:tot]})
                    while True:
                        bericht = await ws.receive_json()
                        if bericht["soort"] == "advies" and bericht["nr"] == nr:
                            break
                    duur.append((time.perf_counter() - begin) * 1000)
                    await asyncio.sleep(PAUZE / 4)
    return duur


async def _meld_aan(sessie: aiohttp.ClientSession, basis: str) -> None:
    async with sessie.get(f"{basis}/aanmelden") as antwoord:
        woord = re.search(r'name="csrf" value="([^"]+)"', await antwoord.text())
    assert woord is not None
    velden = {"csrf": woord[1], "naam": "demo-kcc", "wachtwoord": "demo-demo-demo"}
    async with sessie.post(f"{basis}/aanmelden", data=velden) as antwoord:
        assert antwoord.status == 200


def _in_chromium(basis: str) -> list[float]:
    """Van de toets tot het eerstvolgende getekende beeld, zoals de pagina het zelf meet."""
    pad = shutil.which("chromium")
    if pad is None:
        return []
    from playwright.sync_api import sync_playwright

    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path=pad, args=["--no-sandbox", "--disable-gpu"])
        pagina = browser.new_page(viewport={"width": 1366, "height": 768})
        pagina.goto(f"{basis}/aanmelden?verder=/meekijken")
        pagina.get_by_label("Gebruikersnaam").fill("demo-kcc")
        pagina.get_by_label("Wachtwoord").fill("demo-demo-demo")
        pagina.keyboard.press("Enter")
        pagina.wait_for_selector("#notitie")
        pagina.wait_for_timeout(1000)
        for notitie in NOTITIES:
            pagina.locator("#notitie").fill("")
            pagina.keyboard.type(notitie, delay=PAUZE * 1000)
        duur: list[float] = pagina.evaluate(
            "() => performance.getEntriesByName('toets-tot-scherm').map((m) => m.duration)"
        )
        browser.close()
    return duur
