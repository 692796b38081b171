"""Van computer naar mens en terug, in de chat van de inwoner: wie er praat, typen zien, nu praten en een belmoment."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import staten
from tests.browser.chatvenster import Chatvenster, Werkplek

pytestmark = pytest.mark.browser


@pytest.fixture
def chat(chromium: Browser, dienst: str) -> Iterator[Chatvenster]:
    """Een venster op een bureaublad."""
    venster = Chatvenster.maak(chromium, dienst)
    yield venster
    venster.sluit()


@pytest.fixture
def werkplek(chromium: Browser, dienst: str) -> Iterator[Werkplek]:
    """Een medewerker die is aangemeld, en dus bereikbaar."""
    werkplek = Werkplek.meld_aan(chromium, dienst)
    yield werkplek
    werkplek.sluit()


def referentie(chat: Chatvenster) -> str:
    """Het nummer in beeld."""
    return chat.vak.locator(".volgvak").get_by_text("Uw nummer:").inner_text().split(":")[1].strip()


def test_van_computer_naar_mens_en_terug(chat: Chatvenster, werkplek: Werkplek) -> None:
    staten.bied_aan(chat)
    werkplek.neem_aan(referentie(chat))
    wie = chat.vak.locator(".kop-wie")
    expect(wie).to_contain_text("U praat nu met een mens")
    werkplek.zeg("Dag, ik ben Cor. Komt het uit?")
    expect(chat.vak.locator(".bericht--medewerker .naam")).to_contain_text("medewerker")
    expect(chat.vak.locator(".bericht--medewerker").get_by_text("Komt het uit?")).to_be_visible()
    assert "Dag, ik ben Cor. Komt het uit?" in chat.gezegd()

    # De assistent zwijgt nu.
    aantal = chat.vak.locator(".bericht--assistent").count()
    chat.typ("ja hoor, dat komt uit")
    expect(werkplek.page.get_by_text("ja hoor, dat komt uit").first).to_be_visible()
    assert chat.vak.locator(".bericht--assistent").count() == aantal
    expect(chat.vak.locator(".bezig")).to_be_empty()

    # Ze zien van elkaar dat er getypt wordt, ook vlak na het vorige bericht.
    werkplek.page.get_by_label("Bericht aan de inwoner").press_sequentially("Ik kijk ev")
    expect(chat.vak.locator(".bezig")).to_contain_text("aan het typen")
    chat.veld.press_sequentially("mag ik")
    expect(werkplek.page.locator("#typt")).not_to_be_empty()

    # Na herladen weet de chat nog dat er een mens is.
    chat.page.reload()
    expect(wie).to_contain_text("U praat nu met een mens")

    # Geeft de mens het gesprek terug, dan staat er weer dat het een computer is.
    werkplek.page.get_by_role("button", name="Geef het gesprek terug aan de assistent").click()
    expect(wie).to_have_text("Dit is een computer, geen mens.")


def test_is_er_nu_iemand_dan_kan_praten_meteen(chat: Chatvenster, werkplek: Werkplek) -> None:
    staten.bied_aan(chat)
    knop = chat.vak.get_by_role("button", name="Praat nu met een mens")
    expect(knop).to_be_visible(timeout=30_000)
    knop.click()
    expect(chat.vak.locator(".kop-wie")).to_have_text("We roepen er een mens bij.")
    werkplek.open(referentie(chat))
    werkplek.page.get_by_role("button", name="Neem op").click()
    expect(chat.vak.locator(".kop-wie")).to_contain_text("U praat nu met een mens")


def test_de_vraag_volgen_en_een_belmoment_kiezen_zonder_te_typen(chat: Chatvenster) -> None:
    staten.bied_aan(chat)
    nummer = referentie(chat)
    with chat.page.expect_popup() as nieuw:
        chat.vak.get_by_role("link", name="Volg uw vraag").click()
    expect(nieuw.value.get_by_text(nummer).first).to_be_visible()
    # De code staat niet in het adres.
    assert nieuw.value.url == f"{chat.dienst}/status"

    chat.knop("Kies wanneer we bellen").click()
    keuze = chat.vak.get_by_role("group", name="Wanneer mogen we u bellen?").get_by_role("button").first
    moment = keuze.inner_text()
    keuze.click()
    expect(chat.vak.locator(".volgvak")).to_contain_text(moment)
    expect(chat.vak.get_by_role("button", name="Kies een ander moment")).to_be_visible()
    assert chat.aandacht() == "Uw vraag"
