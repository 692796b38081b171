"""Drie telefoongesprekken zoals een KCC-medewerker ze doet: alleen met het toetsenbord, in de echte pagina met de echte motor."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, WebSocketRoute, expect

pytestmark = pytest.mark.browser
BEELDEN = os.environ.get("ASSISTENT_BEELDEN")
"""Zet hier een map om de schermen voor docs/meekijken.md opnieuw te maken."""
SCHERM = {"width": 1366, "height": 768}
WACHTWOORD = "demo-demo-demo"


def meld_aan(context: BrowserContext, dienst: str, naam: str, pad: str = "/meekijken") -> Page:
    page = context.new_page()
    page.goto(f"{dienst}/aanmelden?verder={pad}")
    page.get_by_label("Gebruikersnaam").fill(naam)
    page.get_by_label("Wachtwoord").fill(WACHTWOORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{dienst}{pad}**")
    return page


def nieuw_gesprek(page: Page) -> None:
    eerst = page.url
    expect(page.locator("#notitie")).to_be_focused()
    page.keyboard.press("Alt+n")
    page.wait_for_url(lambda url: url != eerst)
    expect(page.locator("#notitie")).to_be_focused()
    expect(page.locator("#notitie")).to_have_value("")


def afgerond(page: Page, *toetsen: str) -> None:
    """Twee toetsen, zo snel als iemand ze indrukt; daarna is het gesprek weg."""
    gesprek = page.url
    toets(page, *toetsen)
    page.wait_for_url(lambda url: url != gesprek)


@pytest.fixture
def kcc(chromium: Browser, dienst: str) -> Iterator[Page]:
    """Kim van het KCC met een nieuw gesprek, op een gewoon kantoorscherm."""
    context = chromium.new_context(viewport=SCHERM)
    page = meld_aan(context, dienst, "demo-kcc")
    nieuw_gesprek(page)
    yield page
    context.close()


def toets(page: Page, *toetsen: str) -> None:
    for t in toetsen:
        page.keyboard.press(t)


def paneel(page: Page, naam: str):  # type: ignore[no-untyped-def]
    return page.locator(f"#paneel-{naam}")


def schoon(page: Page, naam: str) -> None:
    """Axe vindt niets (WCAG 2.2 AA), en het scherm gaat zo nodig naar de documentatie."""
    if BEELDEN:
        foto = Image.open(io.BytesIO(page.screenshot(animations="disabled"))).convert("RGB")
        # Weinig kleuren is genoeg voor een scherm, en zo blijft de repository klein.
        foto.quantize(48).save(Path(BEELDEN) / f"meekijken-{naam}.png", optimize=True)
    # Pas als alles getekend is: een vervagend venster heeft even te weinig contrast.
    page.wait_for_function("() => document.getAnimations().every((a) => a.playState !== 'running')")
    uitslag = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]})
    assert uitslag.violations_count == 0, uitslag.generate_report()


def test_een_eenvoudige_vraag_in_vier_toetsen_afgerond(kcc: Page) -> None:
    """R18: notitie, antwoord met bron, genoemd, klaar."""
    schoon(kcc, "leeg")
    kcc.keyboard.type("mw wil gehandicaptenparkeerkaart aanvragen")
    expect(paneel(kcc, "antwoorden")).to_contain_text("parkeerkaart")
    expect(paneel(kcc, "indeling")).to_contain_text("Regel")
    toets(kcc, "Alt+1")
    expect(paneel(kcc, "antwoorden")).to_contain_text("genoemd")
    schoon(kcc, "eenvoudig")
    toets(kcc, "F9")
    expect(kcc.get_by_role("dialog")).to_contain_text("Afronden")
    schoon(kcc, "afronden")
    toets(kcc, "Escape")
    afgerond(kcc, "F9", "1")


def test_meer_problemen_gaan_warm_naar_het_team(kcc: Page, chromium: Browser, dienst: str) -> None:
    """R34, R57: vraag gesteld, veld gevuld, anders gekozen, akkoord, overgedragen, aangenomen."""
    kcc.keyboard.type("mw 83, gevallen, dochter ver weg, huur achter, mw Jansen 0612345678")
    expect(paneel(kcc, "indeling")).to_contain_text("Regel 3a")
    expect(paneel(kcc, "signalen")).to_contain_text("huur achter")
    expect(kcc.locator("#veld-telefoon")).to_have_value("0612345678")
    toets(kcc, "Alt+0")
    expect(kcc.locator("#veld-wil_bereiken")).to_be_focused()
    kcc.keyboard.type("veilig thuis blijven wonen")
    toets(kcc, "Tab", "F2")
    expect(kcc.locator("#notitie")).to_be_focused()
    schoon(kcc, "complex")
    toets(kcc, "Alt+w")
    expect(kcc.get_by_role("dialog")).to_contain_text("Anders kiezen")
    schoon(kcc, "anders-kiezen")
    toets(kcc, "Escape", "F8")
    expect(kcc.get_by_role("dialog")).to_contain_text("Lees voor")
    schoon(kcc, "overdragen")
    toets(kcc, "Enter")
    expect(paneel(kcc, "stand")).to_contain_text("Nog niemand heeft aangenomen")
    schoon(kcc, "wacht-op-team")
    toets(kcc, "F4")
    expect(kcc.get_by_role("dialog")).to_contain_text("Zeg tegen uw collega")
    schoon(kcc, "doorverbinden")
    toets(kcc, "Escape")
    nummer = kcc.locator("#paneel-stand .mk-nummer").inner_text()

    context = chromium.new_context(viewport=SCHERM)
    team = meld_aan(context, dienst, "demo-sociaalteam", "/werkbak")
    team.goto(f"{dienst}/werkbak")
    team.get_by_text(nummer).first.wait_for()
    team.locator("li", has_text=nummer).get_by_role("link").first.click()
    team.get_by_role("button", name=re.compile("^Aannemen")).first.click()
    expect(paneel(kcc, "stand")).to_contain_text("Aangenomen door Sam")
    schoon(kcc, "aangenomen")
    context.close()
    afgerond(kcc, "F9", "Enter")


def test_gevaar_geeft_meteen_het_protocol(kcc: Page) -> None:
    """§5.3: nummers en wat te zeggen boven alles, één vraag, en zonder akkoord alleen met een reden."""
    kcc.keyboard.type("dhr belt over uitkering, zegt wil niet meer leven")
    gevaar = kcc.get_by_role("alert")
    expect(gevaar).to_contain_text("113")
    expect(gevaar).to_contain_text("112")
    expect(gevaar).to_contain_text("niet meer leven")
    expect(paneel(kcc, "vraag")).to_contain_text("Bent u nu veilig?")
    expect(paneel(kcc, "antwoorden")).to_contain_text("geen andere antwoorden")
    schoon(kcc, "gevaar")
    toets(kcc, "Alt+0", "F8")
    expect(kcc.get_by_role("dialog")).to_contain_text("acuut gevaar")
    kcc.locator("#gevaar").focus()
    kcc.keyboard.type("hing op na ja op de vraag naar een plan")
    toets(kcc, "Enter")
    expect(paneel(kcc, "stand")).to_contain_text("Noem dit nummer")
    afgerond(kcc, "F9", "3")


def test_niets_is_weg_na_herladen_en_in_een_ander_tabblad(kcc: Page) -> None:
    kcc.keyboard.type("eenzaam, partner overleden")
    expect(kcc.locator("#bewaard")).to_contain_text("Bewaard om")
    kcc.reload()
    expect(kcc.locator("#notitie")).to_have_value("eenzaam, partner overleden")
    expect(paneel(kcc, "signalen")).to_contain_text("eenzaam")
    nieuw_gesprek(kcc)
    kcc.get_by_role("link", name=re.compile("eenzaam")).press("Enter")
    expect(kcc.locator("#notitie")).to_have_value("eenzaam, partner overleden")


def test_wat_tijdens_het_wisselen_getypt_wordt_komt_in_het_nieuwe_gesprek(kcc: Page) -> None:
    kcc.keyboard.type("huur achter")
    expect(kcc.locator("#bewaard")).to_contain_text("Bewaard om")
    eerst = kcc.url
    toets(kcc, "Alt+n")
    kcc.keyboard.type("trap lukt niet")
    kcc.wait_for_url(lambda url: url != eerst)
    expect(kcc.locator("#notitie")).to_have_value("trap lukt niet")


def test_een_verbroken_verbinding_wordt_gezegd_en_hersteld(kcc: Page) -> None:
    lijnen: list[WebSocketRoute] = []
    dicht = False

    def leid(route: WebSocketRoute) -> None:
        if dicht:
            route.close()
        else:
            route.connect_to_server()
            lijnen.append(route)

    kcc.route_web_socket(re.compile("/live$"), leid)
    kcc.reload()
    expect(kcc.locator("#notitie")).to_be_focused()
    kcc.keyboard.type("trap")
    expect(kcc.locator("#bewaard")).to_contain_text("Bewaard om")
    dicht = True
    lijnen[-1].close()
    expect(kcc.locator("#lijn")).to_be_visible()
    kcc.keyboard.type(" lukt niet")
    dicht = False
    expect(kcc.locator("#lijn")).to_be_hidden(timeout=20_000)
    expect(paneel(kcc, "signalen")).to_contain_text("trap lukt niet")


def test_oefenen_met_terugkoppeling(chromium: Browser, dienst: str) -> None:
    """R132."""
    context = chromium.new_context(viewport=SCHERM)
    page = meld_aan(context, dienst, "demo-kcc", "/oefenen")
    schoon(page, "oefenen")
    page.get_by_role("link", name="De huur, en het jongetje dat thuisblijft").click()
    expect(page.locator("#regels li")).to_have_count(1)
    # De toetsen werken zodra het scherm zelf naar de notitie gaat.
    expect(page.locator("#notitie")).to_be_focused()
    toets(page, "Alt+v", "Alt+v")
    expect(page.locator("#regels li")).to_have_count(3)
    page.locator("#notitie").focus()
    page.keyboard.type("huur 3 mnd achter, ontslagen")
    expect(paneel(page, "signalen")).to_contain_text("ontslagen")
    toets(page, "F9")
    expect(page.get_by_role("dialog")).to_contain_text("U miste")
    schoon(page, "terugkoppeling")
    context.close()


def test_een_vrijwilliger_ziet_hetzelfde_zonder_intake(chromium: Browser, dienst: str) -> None:
    """R101."""
    context = chromium.new_context(viewport=SCHERM)
    page = meld_aan(context, dienst, "demo-vrijwilliger")
    page.locator("#notitie").focus()
    page.keyboard.type("huur achter, mw Jansen 0612345678")
    expect(paneel(page, "signalen")).to_contain_text("huur achter")
    expect(page.locator("#veld-al_betrokken")).to_have_count(0)
    expect(page.locator("#veld-telefoon")).to_have_value("")
    schoon(page, "vrijwilliger")
    context.close()


def test_beroepskrachten_lezen_en_melden(chromium: Browser, dienst: str) -> None:
    """R11, R112."""
    context = chromium.new_context(viewport=SCHERM)
    page = context.new_page()
    page.goto(f"{dienst}/kennis?gemeente=groningen&zoek=schulden")
    schoon(page, "kennis")
    page.goto(f"{dienst}/kennis/melden?gemeente=groningen")
    schoon(page, "melden")
    context.close()


@pytest.mark.parametrize(("naam", "breed", "hoog", "kleuren"), [("zoom-400", 342, 640, "light"), ("donker", 1366, 768, "dark")])
def test_zoom_en_donker(naam: str, breed: int, hoog: int, kleuren: str, chromium: Browser, dienst: str) -> None:
    """Zoom 400 % is een scherm van 342 breed: alles onder elkaar, zonder opzij te schuiven (1.4.10)."""
    context = chromium.new_context(viewport={"width": breed, "height": hoog}, color_scheme=kleuren)  # type: ignore[arg-type]
    page = meld_aan(context, dienst, "demo-kcc")
    page.locator("#notitie").fill("dhr wil niet meer leven, huur achter")
    expect(page.get_by_role("alert")).to_contain_text("113")
    te_breed = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert te_breed <= 0
    schoon(page, naam)
    context.close()
