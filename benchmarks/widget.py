"""Hoe licht de chat is: grootte, en hoe snel hij er staat op een oude telefoon met een traag netwerk."""

from __future__ import annotations

import shutil
import statistics
import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from aiohttp import web
from rich.table import Table

from assistent.config import WORTEL
from benchmarks.tabel import tabel

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import Browser, Page

STATISCH = WORTEL / "assistent/web/statisch"
BUNDEL = STATISCH / "bouw/toegang-chat.js"
RONDES = 5
TRAGER = 6
"""Zoveel keer trager dan deze machine: ongeveer een telefoon van zes jaar oud."""
NETWERK = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
"""Traag 4G, zoals Lighthouse dat instelt."""
LANG = 100
GRENZEN = {
    "bundel, gzip (bytes)": 60_000,
    "startknop in beeld (ms)": 2_500,
    "na tikken de begroeting (ms)": 1_500,
    "rekentijd die de pagina ophoudt (ms)": 600,
    "verschuiving van de pagina (CLS)": 0.0,
    f"gesprek van {LANG} berichten terug na herladen (ms)": 4_000,
    "geheugen van de pagina (MB)": 25.0,
}
KIJK = """() => { window.opgehouden = 0; window.verschoven = 0;
  new PerformanceObserver(l => { for (const e of l.getEntries()) window.opgehouden += Math.max(0, e.duration - 50); }).observe({ type: "longtask", buffered: true });
  new PerformanceObserver(l => { for (const e of l.getEntries()) window.verschoven += e.value; }).observe({ type: "layout-shift", buffered: true }); }"""
PAGINA = (
    '<!doctype html><html lang="nl"><meta name="viewport" content="width=device-width"><title>Zorg</title>'
    '<script src="/statisch/bouw/toegang-chat.js" defer></script><h1>Zorg</h1><p>Tekst van de gemeente.</p>'
    '<toegang-chat gemeente="groningen"></toegang-chat>'
)
GEMEENTE = {"sleutel": "groningen", "naam": "Groningen", "telefoon": "14 050", "site": None, "open": None, "max_tekens": 2000}


async def meet() -> list[Table]:
    """Elke maat met haar grens; zonder Chromium alleen de grootte."""
    gemeten: dict[str, float] = {"bundel, gzip (bytes)": BUNDEL.with_suffix(".js.gz").stat().st_size}
    chromium = shutil.which("chromium")
    if chromium:
        from playwright.async_api import async_playwright

        async with _dienst() as adres, async_playwright() as p:
            browser = await p.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
            rondes = [await _ronde(browser, adres) for _ in range(RONDES)]
            await browser.close()
        gemeten |= {naam: statistics.median(r[naam] for r in rondes) for naam in rondes[0]}
    regels = [(naam, waarde, grens, "ja" if waarde <= grens else "NEE") for naam, grens in GRENZEN.items() if (waarde := gemeten.get(naam)) is not None]
    titel = f"De chat: processor {TRAGER} keer trager, traag 4G, middelste van {RONDES}"
    return [tabel(titel, ("maat", "gemeten", "grens", "goed"), regels)]


async def _ronde(browser: Browser, adres: str) -> dict[str, float]:
    context = await browser.new_context(viewport={"width": 360, "height": 740}, is_mobile=True, has_touch=True)
    page = await context.new_page()
    await page.add_init_script(f"({KIJK})()")
    cdp = await context.new_cdp_session(page)
    await cdp.send("Performance.enable")
    await cdp.send("Network.enable")
    await cdp.send("Network.emulateNetworkConditions", NETWERK)
    await cdp.send("Emulation.setCPUThrottlingRate", {"rate": TRAGER})
    uit: dict[str, float] = {}
    uit["startknop in beeld (ms)"] = await _tot(page, ".start", lambda: page.goto(adres, wait_until="commit"))
    opgehouden = float(await page.evaluate("() => window.opgehouden"))
    uit["verschuiving van de pagina (CLS)"] = round(float(await page.evaluate("() => window.verschoven")), 3)
    uit["na tikken de begroeting (ms)"] = await _tot(page, ".bericht", lambda: page.locator("toegang-chat .start").click())
    uit["rekentijd die de pagina ophoudt (ms)"] = opgehouden
    await context.request.get(f"{adres}vul")
    uit[f"gesprek van {LANG} berichten terug na herladen (ms)"] = await _tot(
        page, f".bericht:nth-child({LANG})", lambda: page.reload(wait_until="commit")
    )
    maten = {m["name"]: m["value"] for m in (await cdp.send("Performance.getMetrics"))["metrics"]}
    uit["geheugen van de pagina (MB)"] = maten["JSHeapUsedSize"] / 1e6
    await context.close()
    return uit


async def _tot(page: Page, kiezer: str, doe: Any) -> float:
    """Milliseconden van een handeling tot iets getekend is."""
    begin = time.perf_counter()
    await doe()
    await page.locator(f"toegang-chat {kiezer}").first.wait_for(state="attached", timeout=60_000)
    await page.evaluate("() => new Promise(k => requestAnimationFrame(() => setTimeout(k)))")
    return round((time.perf_counter() - begin) * 1000)


@asynccontextmanager
async def _dienst() -> AsyncIterator[str]:
    """Een nepdienst die meteen antwoordt: hier telt alleen wat de browser doet."""
    gezegd: list[dict[str, Any]] = []

    def zeg(tekst: str) -> None:
        van = "assistent" if len(gezegd) % 2 == 0 else "inwoner"
        gezegd.append({"nummer": len(gezegd) + 1, "van": van, "op": "2026-11-22T10:00:00+00:00", "inhoud": {"tekst": tekst}})

    async def begin(_: web.Request) -> web.Response:
        gezegd.clear()
        zeg("Welkom bij de gemeente.")
        return web.json_response({"gesprek": "g", "sleutel": "s", "berichten": gezegd}, status=201)

    async def vul(_: web.Request) -> web.Response:
        while len(gezegd) < LANG:
            zeg("Een antwoord van gewone lengte met een nummer erin: bel 14 050 voor meer uitleg over hulp en zorg. " * 2)
        return web.Response()

    async def lijst(request: web.Request) -> web.Response:
        return web.json_response({"berichten": gezegd[int(request.query.get("na", "0")) :], "overdracht": None})

    async def pagina(_: web.Request) -> web.Response:
        return web.Response(text=PAGINA, content_type="text/html")

    async def gemeente(_: web.Request) -> web.Response:
        return web.json_response(GEMEENTE)

    server = web.Application()
    server.router.add_get("/", pagina)
    server.router.add_get("/api/v1/gemeenten/groningen", gemeente)
    server.router.add_post("/api/v1/gesprekken", begin)
    server.router.add_get("/vul", vul)
    server.router.add_get("/api/v1/gesprekken/g/berichten", lijst)
    server.router.add_static("/statisch/", STATISCH)
    loper = web.AppRunner(server, access_log=None)
    await loper.setup()
    plek = web.TCPSite(loper, "127.0.0.1", 0)
    await plek.start()
    try:
        yield f"http://127.0.0.1:{loper.addresses[0][1]}/"
    finally:
        await loper.cleanup()
