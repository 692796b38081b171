"""De echte dienst in een eigen proces, en Chromium erbij."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

CHROMIUM = shutil.which("chromium")
VLAGGEN = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    # Een nagespeelde gemeentesite telt voor Chromium als internet; die mag anders niet bij een dienst op deze machine.
    "--disable-features=LocalNetworkAccessChecks",
]  # fmt: skip


def _vrije_poort() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


def _wacht_op(adres: str) -> None:
    for _ in range(600):
        try:
            with urllib.request.urlopen(adres, timeout=2) as antwoord:
                if antwoord.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.25)
    raise RuntimeError(f"{adres} komt niet op")


@pytest.fixture(scope="session")
def dienst(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Het adres van een draaiende demo met het echte taalmodel."""
    poort = _vrije_poort()
    omgeving = {
        **os.environ,
        "ASSISTENT_POORT": str(poort),
        "ASSISTENT_GEGEVENSMAP": str(tmp_path_factory.mktemp("var")),
        "ASSISTENT_PER_MINUUT": "100000",
        "ASSISTENT_PER_MINUUT_GESPREK": "100000",
        # Dezelfde dienst onder een andere naam: voor de browser een andere site, die de chat mag insluiten.
        "ASSISTENT_HERKOMST": f"http://localhost:{poort}",
    }
    wortel = Path(__file__).parents[2]
    proces = subprocess.Popen(
        [sys.executable, "-m", "assistent", "start", "--demo"], cwd=wortel, env=omgeving, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wacht_op(f"http://127.0.0.1:{poort}/gezondheid/klaar")
        yield f"http://127.0.0.1:{poort}"
    finally:
        proces.send_signal(signal.SIGTERM)
        proces.wait(20)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, zonder scherm; per module, want Playwright houdt zolang de lus bezet."""
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("In CI moet Chromium er zijn.")
        pytest.skip("Chromium ontbreekt: installeer het pakket 'chromium'.")
    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path=CHROMIUM, args=VLAGGEN)
        yield browser
        browser.close()
