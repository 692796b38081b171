"""Van een vraag naar een aangenomen intake: in de echte pagina, met de echte motor, twee browsers tegelijk."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

pytestmark = pytest.mark.browser


def open_chat(page: Page, dienst: str) -> Locator:
    page.goto(f"{dienst}/")
    page.get_by_role("button", name="Stel uw vraag").first.click()
    gesprek = page.get_by_role("log")
    expect(gesprek.get_by_text("digitale assistent, geen mens")).to_be_visible()
    return gesprek


def zeg(page: Page, tekst: str) -> None:
    veld = page.locator("toegang-chat").get_by_role("textbox").first
    veld.fill(tekst)
    veld.press("Enter")


def test_een_vraag_krijgt_een_antwoord_met_bron(chromium: Browser, dienst: str) -> None:
    page = chromium.new_page()
    gesprek = open_chat(page, dienst)
    zeg(page, "waar is de voedselbank")
    expect(gesprek.get_by_text("Bij de voedselbank krijgt u gratis eten").first).to_be_visible()
    expect(gesprek.get_by_text(re.compile("gecontroleerd op|opgeschreven op|nagekeken")).first).to_be_visible()
    page.close()


def test_schulden_kind_en_uitzetting_komen_bij_een_mens(chromium: Browser, dienst: str) -> None:
    inwoner = chromium.new_context().new_page()
    gesprek = open_chat(inwoner, dienst)
    zeg(inwoner, "we hebben veel schulden en we moeten ons huis uit, en mijn dochter gaat niet meer naar school. ik trek het niet meer")
    antwoorden = iter(["Karin Jansen 0612345678", "liefst in de ochtend"])
    for _ in range(12):
        laatste = gesprek.get_by_role("listitem").last
        if gesprek.get_by_text("Vindt u het goed dat ik dit stuur").count():
            break
        vraag = laatste.inner_text()
        if "op welk nummer" in vraag or "Wanneer kunnen we" in vraag:
            zeg(inwoner, next(antwoorden))
        elif "doorgeven" in vraag or "kinderen" in vraag:
            zeg(inwoner, "ja")
        else:
            zeg(inwoner, "dat we in ons huis kunnen blijven")
        expect(gesprek.get_by_role("listitem").last).not_to_have_text(vraag)
        inwoner.wait_for_function("([v]) => true", arg=[vraag])
        inwoner.wait_for_timeout(400)
    expect(gesprek.get_by_text("0612345678").first).to_be_visible()
    zeg(inwoner, "ja dat is goed")
    expect(gesprek.get_by_text("Het staat klaar bij").first).to_be_visible()

    medewerker = chromium.new_context().new_page()
    medewerker.goto(f"{dienst}/werkbak")
    medewerker.get_by_label("Gebruikersnaam").fill("demo-coordinator")
    medewerker.get_by_label("Wachtwoord").fill("demo-demo-demo")
    medewerker.get_by_role("button", name="Aanmelden").click()
    nummer = gesprek.locator(".volgvak").get_by_text("Uw nummer:").inner_text().split(":")[1].strip()
    medewerker.locator("tr, li, article").filter(has_text=nummer).last.get_by_role("link").first.click()
    expect(medewerker.get_by_text("Gehoorde woorden")).to_be_visible()
    expect(medewerker.get_by_text("0612345678").first).to_be_visible()
    medewerker.get_by_role("button", name="Aannemen").click()
    expect(medewerker.get_by_role("heading", name="Gesprek")).to_be_visible()

    expect(gesprek.get_by_text("heeft uw vraag aangenomen").first).to_be_visible()
    medewerker.get_by_label("Bericht aan de inwoner").fill("Dag, ik bel u om tien uur.")
    medewerker.get_by_role("button", name="Versturen").click()
    expect(gesprek.get_by_text("ik bel u om tien uur").first).to_be_visible()
    inwoner.context.close()
    medewerker.context.close()


def test_een_doodswens_geeft_meteen_113_en_112(chromium: Browser, dienst: str) -> None:
    page = chromium.new_page()
    gesprek = open_chat(page, dienst)
    zeg(page, "kan ik een traplift krijgen")
    expect(gesprek.get_by_text("traplift").nth(1)).to_be_visible()
    zeg(page, "ik wil er niet meer zijn")
    expect(gesprek.get_by_text("113").first).to_be_visible()
    expect(gesprek.get_by_text("112").first).to_be_visible()
    page.close()
