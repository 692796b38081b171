"""Twee browsers tegelijk: de inwoner wil nu praten, de medewerker neemt op, typt, geeft terug en rondt af; en de statuspagina."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

pytestmark = pytest.mark.browser
BEELDEN = Path(__file__).parents[2] / "docs" / "beelden"
VERHAAL = "Ik heb schulden, mijn zoon gaat niet naar school en we moeten ons huis uit"
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


def zeg(page: Page, tekst: str) -> None:
    veld = page.locator("toegang-chat").get_by_role("textbox").first
    veld.fill(tekst)
    veld.press("Enter")


def vertel_tot_akkoord(page: Page, gesprek: Locator) -> None:
    """Schulden, een uitzetting en een kind: beantwoord wat er gevraagd wordt tot de samenvatting er staat."""
    zeg(page, VERHAAL)
    antwoorden = iter(["Ik heet Anna Proef en mijn nummer is 0612345678", "'s ochtends"])
    for _ in range(12):
        wacht_op_antwoord(page, gesprek)
        vraag = gesprek.get_by_role("listitem").last.inner_text()
        if "Vindt u het goed dat ik dit stuur" in gesprek.inner_text():
            return
        if "nummer" in vraag or "Wanneer kunnen we" in vraag:
            zeg(page, next(antwoorden))
        elif "doorgeven" in vraag or "kinderen" in vraag:
            zeg(page, "ja")
        else:
            zeg(page, "dat we in ons huis kunnen blijven")


def wacht_op_antwoord(page: Page, gesprek: Locator) -> None:
    """Tot de assistent antwoordde op het laatste bericht; ruim, want de machine kan druk zijn."""
    expect(page.get_by_text("De assistent zoekt een antwoord.")).to_have_count(0, timeout=30_000)
    expect(gesprek.get_by_text(re.compile("Wordt verstuurd|^Verstuurd$"))).to_have_count(0, timeout=30_000)


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

    inwoner = chromium.new_context().new_page()
    inwoner.goto(f"{dienst}/chat/groningen")
    gesprek = inwoner.get_by_role("log")
    expect(gesprek.get_by_text("digitale assistent, geen mens")).to_be_visible()
    vertel_tot_akkoord(inwoner, gesprek)
    zeg(inwoner, "ja")
    expect(gesprek.get_by_text("Bewaar uw nummer").first).to_be_visible()
    nummer, code = re.search(r"nummer (\S{3}-\S{3}) en uw code (\S{5}-\S{5})", gesprek.inner_text()).groups()  # type: ignore[union-attr]
    expect(gesprek.get_by_text("Wilt u hier meteen praten").first).to_be_visible()
    zeg(inwoner, "ja")
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
    expect(medewerker.locator("#gesprek").get_by_text("mijn zoon gaat niet naar school").first).to_be_visible()
    expect(medewerker.locator("#is-er")).to_have_text("open bij de inwoner")
    toegankelijk(medewerker)
    expect(gesprek.get_by_text("praat nu met u").first).to_be_visible()

    # typen is over en weer te zien
    medewerker.get_by_label("Bericht aan de inwoner").press_sequentially("Goedemorgen, wat fijn dat u belt", delay=10)
    expect(inwoner.get_by_text(re.compile("is aan het typen")).first).to_be_visible()
    medewerker.keyboard.press("Control+Enter")
    expect(gesprek.get_by_text("Goedemorgen, wat fijn").first).to_be_visible()
    expect(medewerker.get_by_label("Bericht aan de inwoner")).to_be_focused()
    inwoner.locator("toegang-chat").get_by_role("textbox").first.press_sequentially("dank u, het is veel", delay=10)
    expect(medewerker.get_by_text("De inwoner is aan het typen")).to_be_visible()
    inwoner.keyboard.press("Enter")
    expect(medewerker.locator("#gesprek").get_by_text("dank u, het is veel")).to_be_visible()
    beeld(medewerker, "overname-medewerker")
    beeld(inwoner, "overname-inwoner")

    # de bot zwijgt; een half getypt bericht overleeft een verversing
    medewerker.get_by_label("Bericht aan de inwoner").fill("half bericht")
    zeg(inwoner, TUSSENVRAAG)
    expect(medewerker.locator("#gesprek").get_by_text(TUSSENVRAAG)).to_be_visible()
    expect(medewerker.get_by_label("Bericht aan de inwoner")).to_have_value("half bericht")
    expect(gesprek.get_by_text("gehandicaptenparkeerkaart")).to_have_count(0)

    # teruggeven is uitdrukkelijk
    medewerker.get_by_role("button", name="Geef het gesprek terug").click()
    expect(gesprek.get_by_text("Ik ben weer de digitale assistent").first).to_be_visible()
    zeg(inwoner, TUSSENVRAAG)
    expect(gesprek.get_by_text("gehandicaptenparkeerkaart").first).to_be_visible()

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
    expect(terug.get_by_text("mijn zoon gaat niet naar school").first).to_be_visible()

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
    inwoner = chromium.new_context().new_page()
    inwoner.goto(f"{dienst}/chat/groningen")
    gesprek = inwoner.get_by_role("log")
    expect(gesprek.get_by_text("digitale assistent, geen mens")).to_be_visible()
    zeg(inwoner, "Ik wil een mens spreken")
    expect(gesprek.get_by_text("Wilt u hier meteen praten").first).to_be_visible()
    inwoner.get_by_role("button", name="Ja, nu praten").last.click()
    expect(twee.get_by_text("Een inwoner wacht op een gesprek").first).to_be_visible()
    twee.get_by_role("button", name=re.compile("Neem op")).first.click()
    expect(twee.get_by_role("heading", name="Gesprek", exact=True)).to_be_visible()
    expect(gesprek.get_by_text("praat nu met u").first).to_be_visible()
    expect(een.get_by_text("Een inwoner wacht op een gesprek")).to_have_count(0)
    een.get_by_role("button", name="Even niet").click()
    expect(een.get_by_text("U bent even niet beschikbaar")).to_be_visible()
    for page in (een, twee, inwoner):
        page.context.close()
