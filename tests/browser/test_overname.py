"""Twee browsers tegelijk: de inwoner wil nu praten, de medewerker neemt op, typt, geeft terug en rondt af; en de statuspagina."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.chatvenster import Chatvenster

pytestmark = pytest.mark.browser
BEELDEN = Path(__file__).parents[2] / "docs" / "beelden"
TUSSENVRAAG = "Hoe vraag ik een parkeerkaart aan?"
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def beeld(page: Page, naam: str) -> None:
    """Een plaatje voor de documentatie, alleen als daarom gevraagd is."""
    if os.environ.get("BEELDEN"):
        BEELDEN.mkdir(exist_ok=True)
        page.screenshot(path=BEELDEN / f"{naam}.png", scale="css")


def toegankelijk(page: Page) -> None:
    """WCAG 2.2 AA volgens axe."""
    uitslag = Axe().run(page, options=WCAG)
    assert uitslag.violations_count == 0, uitslag.generate_report()


def meld_aan(context: BrowserContext, dienst: str, naam: str) -> Page:
    page = context.new_page()
    page.goto(f"{dienst}/werkbak")
    page.get_by_label("Gebruikersnaam").fill(naam)
    page.get_by_label("Wachtwoord").fill("demo-demo-demo")
    page.get_by_role("button", name="Aanmelden").first.click()
    expect(page.get_by_role("heading", name="Werkbak")).to_be_visible()
    return page


def test_nu_praten_van_vraag_tot_statuspagina(chromium: Browser, dienst: str) -> None:
    medewerker = meld_aan(chromium.new_context(), dienst, "demo-sociaalteam")
    expect(medewerker.get_by_text("Inwoners kunnen nu met u praten")).to_be_visible()
    toegankelijk(medewerker)

    chat = Chatvenster.maak(chromium, dienst).open("/chat/groningen")
    inwoner, gesprek = chat.page, chat.page.get_by_role("log")
    chat.tot_akkoord()
    chat.zeg("ja")
    expect(gesprek.get_by_text("Bewaar uw nummer").first).to_be_visible()
    nummer, code = re.search(r"nummer (\S{3}-\S{3}) en uw code (\S{5}-\S{5})", gesprek.inner_text()).groups()  # type: ignore[union-attr]
    expect(gesprek.get_by_text("Wilt u hier meteen praten").first).to_be_visible()
    chat.zeg("ja")
    expect(gesprek.get_by_text("Ik roep het Sociaal Team erbij").first).to_be_visible()

    # de medewerker ziet het zonder te herladen, en neemt op met het toetsenbord
    expect(medewerker.get_by_text("Een inwoner wacht op een gesprek")).to_be_visible()
    expect(medewerker).to_have_title(re.compile(r"\(1 wacht\)"))
    toegankelijk(medewerker)
    beeld(medewerker, "werkbak")
    knop = medewerker.get_by_role("button", name=re.compile("Neem op"))
    knop.focus()
    medewerker.keyboard.press("Enter")
    expect(medewerker.get_by_role("heading", name="Gesprek", exact=True)).to_be_visible()
    expect(medewerker.locator("#gesprek").get_by_text("mijn dochter gaat niet meer naar school").first).to_be_visible()
    expect(medewerker.locator("#is-er")).to_have_text("open bij de inwoner")
    toegankelijk(medewerker)
    expect(gesprek.get_by_text("praat nu met u").first).to_be_visible()

    # typen is over en weer te zien
    medewerker.get_by_label("Bericht aan de inwoner").press_sequentially("Goedemorgen, wat fijn dat u belt", delay=10)
    expect(inwoner.get_by_text(re.compile("is aan het typen")).first).to_be_visible()
    medewerker.keyboard.press("Control+Enter")
    expect(gesprek.get_by_text("Goedemorgen, wat fijn").first).to_be_visible()
    expect(medewerker.get_by_label("Bericht aan de inwoner")).to_be_focused()
    chat.veld.press_sequentially("dank u, het is veel", delay=10)
    expect(medewerker.get_by_text("De inwoner is aan het typen")).to_be_visible()
    inwoner.keyboard.press("Enter")
    expect(medewerker.locator("#gesprek").get_by_text("dank u, het is veel")).to_be_visible()
    beeld(medewerker, "overname-medewerker")
    beeld(inwoner, "overname-inwoner")

    # de bot zwijgt; een half getypt bericht overleeft een verversing
    aantal = chat.vak.locator(".bericht--assistent").count()
    medewerker.get_by_label("Bericht aan de inwoner").fill("half bericht")
    chat.typ(TUSSENVRAAG)
    expect(medewerker.locator("#gesprek").get_by_text(TUSSENVRAAG).first).to_be_visible()
    expect(medewerker.get_by_label("Bericht aan de inwoner")).to_have_value("half bericht")
    expect(chat.vak.locator(".bericht--assistent")).to_have_count(aantal)

    # teruggeven is uitdrukkelijk, en dan antwoordt de bot weer
    medewerker.get_by_role("button", name="Geef het gesprek terug").click()
    expect(gesprek.get_by_text("Ik ben weer de digitale assistent").first).to_be_visible()
    assert chat.zeg(TUSSENVRAAG)

    # de inwoner sluit de pagina: dat is te zien, en bellen kan nog
    inwoner.close()
    expect(medewerker.locator("#is-er")).to_contain_text("u kunt nog terugbellen")
    expect(medewerker.get_by_role("link", name="0612345678")).to_be_visible()

    # statuspagina: met de koppeling, en alleen met nummer en code
    status = chromium.new_context().new_page()
    status.goto(f"{dienst}/status#{nummer}.{code}")
    expect(status.get_by_role("heading", name=f"Uw vraag {nummer}")).to_be_visible()
    expect(status.get_by_text("is met uw vraag bezig").first).to_be_visible()
    assert code not in status.url
    toegankelijk(status)
    beeld(status, "statuspagina")
    status.get_by_label("Wat wilt u er nog bij zeggen?").fill("er kwam nog een brief")
    status.get_by_role("button", name="Stuur naar het team").click()
    expect(status.get_by_text("Het team leest het ook")).to_be_visible()
    expect(medewerker.locator("#stappen").get_by_text("de inwoner vulde aan")).to_be_visible()

    # verder in de chat, zonder opnieuw te vertellen
    status.get_by_role("link", name="Verder in de chat").click()
    terug = status.get_by_role("log")
    expect(terug.get_by_text("U hoeft niets opnieuw te vertellen").last).to_be_visible()
    expect(terug.get_by_text("mijn dochter gaat niet meer naar school").first).to_be_visible()

    # afronden
    medewerker.locator("summary", has_text="Afronden").click()
    medewerker.get_by_label("Uitkomst").fill("plan gemaakt")
    medewerker.get_by_role("button", name="Afronden", exact=True).click()
    expect(terug.get_by_text("heeft uw vraag afgerond").last).to_be_visible()
    for page in (medewerker, status):
        page.context.close()


def test_twee_medewerkers_een_wint_en_de_ander_ziet_het(chromium: Browser, dienst: str) -> None:
    een = meld_aan(chromium.new_context(), dienst, "demo-sociaalteam")
    twee = meld_aan(chromium.new_context(), dienst, "demo-coordinator")
    chat = Chatvenster.maak(chromium, dienst).open("/chat/groningen")
    gesprek = chat.page.get_by_role("log")
    assert "Wilt u hier meteen praten" in chat.zeg("Ik wil een mens spreken")
    chat.knop("Ja, nu praten").click()
    expect(twee.get_by_text("Een inwoner wacht op een gesprek").first).to_be_visible()
    twee.get_by_role("button", name=re.compile("Neem op")).first.click()
    expect(twee.get_by_role("heading", name="Gesprek", exact=True)).to_be_visible()
    expect(gesprek.get_by_text("praat nu met u").first).to_be_visible()
    expect(een.get_by_text("Een inwoner wacht op een gesprek")).to_have_count(0)
    een.get_by_role("button", name="Even niet").click()
    expect(een.get_by_text("U bent even niet beschikbaar")).to_be_visible()
    chat.sluit()
    for page in (een, twee):
        page.context.close()
