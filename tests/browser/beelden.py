"""Maakt de beelden in docs/beelden opnieuw, van een draaiende demo: `python -m tests.browser.beelden http://127.0.0.1:8050`.

Per staat één plaatje: telefoon, bureaublad en hoog contrast naast elkaar, klein genoeg om in de repository te bewaren.
"""

from __future__ import annotations

import io
import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tests.browser.chatvenster import Chatvenster
from tests.browser.staten import STATEN

UIT = Path(__file__).parents[2] / "docs/beelden"
SCHERMEN = ("telefoon", "bureaublad", "contrast")
HOOGTES = (620, 560, 500, 440, 380)
RAND = 12
KLEUREN = 32
MAXIMUM = 60_000
VENSTER = {"x": 836, "y": 48, "width": 444, "height": 752}
"""Waar het venster staat op een bureaublad van 1280 bij 800."""


def foto(chromium: Browser, dienst: str, staat: str, scherm: str) -> Image.Image:
    """Eén staat op één scherm; van een bureaublad alleen het stuk met de chat."""
    venster = Chatvenster.maak(chromium, dienst, scherm)
    try:
        STATEN[staat](venster)
        venster.page.wait_for_timeout(300)
        knip = {} if scherm == "telefoon" or staat == "dicht" else {"clip": VENSTER}
        return Image.open(io.BytesIO(venster.page.screenshot(**knip))).convert("RGB")
    finally:
        venster.sluit()


def naast_elkaar(beelden: list[Image.Image], hoogte: int) -> Image.Image:
    """De schermen op een rij, met een rand ertussen."""
    even_hoog = [b.resize((round(b.width * hoogte / b.height), hoogte), Image.Resampling.LANCZOS) for b in beelden]
    vel = Image.new("RGB", (sum(b.width + RAND for b in even_hoog) + RAND, hoogte + 2 * RAND), "#8a93a3")
    plek = RAND
    for beeld in even_hoog:
        vel.paste(beeld, (plek, RAND))
        plek += beeld.width + RAND
    return vel


def bewaar(beelden: list[Image.Image], pad: Path) -> int:
    """Schrijf zo groot als er in de ruimte past; geeft het aantal bytes."""
    for hoogte in HOOGTES:
        naast_elkaar(beelden, hoogte).quantize(KLEUREN, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(pad, optimize=True)
        if pad.stat().st_size <= MAXIMUM:
            break
    return pad.stat().st_size


def main() -> None:
    """Alle staten, of alleen de genoemde."""
    dienst, *namen = sys.argv[1:]
    UIT.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as p:
        chromium = p.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        for staat in namen or STATEN:
            pad = UIT / f"widget-{staat.replace('_', '-')}.png"
            print(pad.name, bewaar([foto(chromium, dienst, staat, s) for s in SCHERMEN], pad))
        chromium.close()


if __name__ == "__main__":
    main()
