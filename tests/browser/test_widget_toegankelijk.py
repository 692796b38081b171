"""Iedereen kan de chat gebruiken: WCAG 2.2 AA met axe op elke staat, schermlezer, toetsenbord, zoom en richting."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.browser import staten
from tests.browser.chatvenster import SCHERMEN, Chatvenster

pytestmark = pytest.mark.browser
OVERAL = ("antwoord", "gevaar", "menu", "samenvatting", "arabisch", "groot")
"""Staten die ook op de andere schermen nagekeken worden; de rest op telefoon en bureaublad."""
DOELEN = """el => [...el.shadowRoot.querySelectorAll("button, select, input, textarea, a[href]")]
  .filter(e => e.getClientRects().length && !e.closest(".ballon p, .utrecht-alert p") && !e.matches(".nl-skip-link"))
  .map(e => { const r = (e.closest("label") ?? e).getBoundingClientRect();
              return [e.textContent.trim() || e.id, Math.round(r.width), Math.round(r.height)]; })"""
"""Wat aan te tikken is, met maat; een link midden in een zin mag kleiner (WCAG 2.5.8)."""
BREEDTE = """el => { const s = el.shadowRoot;
  return [".venster", ".log", ".menu"].map(k => s.querySelector(k)).filter(e => e && e.clientWidth)
    .map(e => e.scrollWidth - e.clientWidth); }"""


@pytest.fixture
def chat(chromium: Browser, dienst: str) -> Iterator[Chatvenster]:
    """Een venster op een bureaublad."""
    venster = Chatvenster.maak(chromium, dienst)
    yield venster
    venster.sluit()


@pytest.fixture
def telefoon(chromium: Browser, dienst: str) -> Iterator[Chatvenster]:
    """Een venster op een telefoon; axe komt er als script bij, ook waar een streng beleid staat."""
    venster = Chatvenster.maak(chromium, dienst, "telefoon", bypass_csp=True)
    yield venster
    venster.sluit()


# --- elke staat ---


@pytest.mark.parametrize("staat", staten.STATEN)
def test_elke_staat_is_toegankelijk(staat: str, telefoon: Chatvenster) -> None:
    """Eén keer naar de staat, en dan op elk scherm: axe, doelen groot genoeg voor een vinger, niets opzij buiten beeld."""
    staten.STATEN[staat](telefoon)
    page = telefoon.page
    doelen = telefoon.vak.evaluate(DOELEN)
    assert len(doelen) > 4 or staat == "dicht"
    assert [d for d in doelen if d[1] < 44 or d[2] < 44] == []
    for scherm, vorm in SCHERMEN.items():
        if scherm not in ("telefoon", "bureaublad") and staat not in OVERAL:
            continue
        page.set_viewport_size(vorm["viewport"])
        page.emulate_media(forced_colors=vorm.get("forced_colors"), color_scheme=vorm.get("color_scheme"))
        gevonden = Axe().run(page).response["violations"]
        assert [f"{scherm}: {v['id']} {n['target']} {n['html'][:120]}" for v in gevonden for n in v["nodes"]] == []
        assert max(telefoon.vak.evaluate(BREEDTE), default=0) <= 1, scherm
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), scherm
        assert telefoon.vak.locator(".kop .mens").is_visible() or staat == "dicht", scherm


# --- schermlezer ---


def test_een_schermlezer_hoort_wie_er_praat_en_hoe_een_mens_te_bereiken_is(chat: Chatvenster) -> None:
    staten.begroeting(chat)
    expect(chat.vak.get_by_role("dialog")).to_match_aria_snapshot("""
        - dialog "Digitale assistent":
          - link "Naar uw bericht"
          - heading "Digitale assistent" [level=2]
          - paragraph: Gemeente Groningen
          - paragraph: Dit is een computer, geen mens.
          - button "Mens spreken"
          - button "Menu"
          - button "Sluiten"
          - log "Gesprek":
            - paragraph: U hoeft uw naam niet te noemen.
            - paragraph:
              - link /Wat we met uw gegevens doen/
            - paragraph:
              - combobox "Taal / Language"
            - list:
              - listitem:
                - paragraph:
                  - text: Digitale assistent
                  - time
                - paragraph: /digitale assistent, geen mens/
                - button "Lees voor"
          - text: Uw bericht
          - textbox "Uw bericht"
          - button "Verstuur"
    """)


def test_een_kaart_is_voor_een_schermlezer_een_stuk_met_een_kop(chat: Chatvenster) -> None:
    staten.antwoord(chat)
    kaart = chat.vak.get_by_role("article").filter(has_text="Bel ").filter(has_text="Bekijk op de kaart").first
    expect(kaart).to_match_aria_snapshot("""
        - article:
          - heading [level=3]
          - term: Waar
          - definition:
            - link /Bekijk op de kaart \\(opent in een nieuw venster\\)/
          - paragraph:
            - link /Bel/
          - paragraph: /Bron:/
    """)
    expect(chat.vak.get_by_role("group", name="Hielp dit antwoord?")).to_match_aria_snapshot("""
        - group "Hielp dit antwoord?":
          - button "Ja, dit hielp"
          - button "Nee, dit hielp niet"
    """)


def test_de_samenvatting_is_een_lijst_van_knoppen_met_wijzig(chat: Chatvenster) -> None:
    staten.samenvatting(chat)
    expect(chat.vak.get_by_role("region", name="Samenvatting")).to_match_aria_snapshot("""
        - region "Samenvatting":
          - heading "Samenvatting" [level=3]
          - list:
            - listitem:
              - button /Dit wilt u het eerst .+ Wijzig/
            - listitem:
              - button /Telefoon 06\\d+ Wijzig/
            - listitem: /Dit gaat naar/
    """)


def test_alleen_nieuwe_berichten_van_de_ander_worden_voorgelezen_en_elk_een_keer(chat: Chatvenster) -> None:
    staten.begroeting(chat)
    chat.zeg("waar is de voedselbank")
    chat.zeg("hoe kom ik aan een parkeerkaart")
    voorgelezen = chat.gezegd()
    berichten = [t for t in chat.vak.locator(".bericht--assistent .ballon").all_inner_texts() if t]
    for bericht in berichten:
        assert voorgelezen.count(" ".join(bericht.split())) == 1, bericht
    assert "waar is de voedselbank" not in voorgelezen
    assert chat.vak.get_by_role("log").get_attribute("aria-live") == "off"


def test_na_herladen_leest_een_schermlezer_niet_alles_opnieuw(chat: Chatvenster) -> None:
    staten.antwoord(chat)
    chat.page.reload()
    expect(chat.vak.locator(".kaart").first).to_be_visible()
    assert chat.gezegd() == []
    assert chat.aandacht() not in ("Uw bericht", "Stel uw vraag")


# --- toetsenbord en focus ---


def test_alles_gaat_met_het_toetsenbord(chat: Chatvenster) -> None:
    staten.dicht(chat)
    toets = chat.page.keyboard
    chat.vak.locator(".start").focus()
    toets.press("Enter")
    chat.wacht(1)
    assert chat.aandacht() == "Uw bericht"
    toets.type("waar is de voedselbank")
    toets.press("Enter")
    expect(chat.vak.locator(".kaart").first).to_be_visible()
    assert chat.aandacht() == "Uw bericht"
    while chat.aandacht() != "Menu":
        toets.press("Shift+Tab")
    toets.press("Enter")
    assert chat.aandacht() == "Terug naar het gesprek"
    toets.press("Escape")
    assert chat.aandacht() == "Menu"
    toets.press("Escape")
    assert chat.aandacht().startswith("Stel uw vraag")
    expect(chat.vak.locator(".venster")).to_be_hidden()


def test_wat_de_aandacht_heeft_is_te_zien(chat: Chatvenster) -> None:
    staten.antwoord(chat)
    gezien = 0
    for _ in range(40):
        chat.page.keyboard.press("Shift+Tab")
        ring = chat.page.evaluate(
            """() => { const el = document.querySelector("toegang-chat").shadowRoot.activeElement;
                       const s = el && getComputedStyle(el);
                       return el && [el.outerHTML.slice(0, 90), s.outlineStyle, parseFloat(s.outlineWidth)]; }"""
        )
        if ring is None:
            break
        gezien += 1
        assert ring[1] == "solid", ring
        assert ring[2] >= 3, ring
    assert gezien > 10


def test_buiten_het_venster_is_de_pagina_gewoon_bereikbaar(chat: Chatvenster) -> None:
    """Op een bureaublad is het geen val; op een telefoon vult het venster het scherm en blijft Tab erin."""
    staten.begroeting(chat)
    chat.veld.focus()
    chat.page.keyboard.press("Tab")
    chat.page.keyboard.press("Tab")
    assert chat.page.evaluate("() => document.activeElement.localName") != "toegang-chat"


def test_op_een_telefoon_blijft_tab_in_het_venster(telefoon: Chatvenster) -> None:
    staten.begroeting(telefoon)
    assert telefoon.vak.get_by_role("dialog").get_attribute("aria-modal") == "true"
    for _ in range(25):
        telefoon.page.keyboard.press("Tab")
        assert telefoon.page.evaluate("() => document.activeElement.localName") == "toegang-chat"


# --- ruimte ---


def test_ingezoomd_tot_400_procent_blijft_er_ruimte_om_te_lezen_en_te_typen(chromium: Browser, dienst: str) -> None:
    venster = Chatvenster.maak(chromium, dienst, "zoom")
    staten.antwoord(venster)
    log, veld = venster.vak.get_by_role("log").bounding_box(), venster.veld.bounding_box()
    assert log is not None
    assert veld is not None
    assert log["height"] >= 100
    assert 0 <= veld["y"] <= 256 - 40
    venster.sluit()


def test_met_meer_ruimte_tussen_letters_en_regels_verdwijnt_er_niets(telefoon: Chatvenster) -> None:
    """WCAG 1.4.12."""
    staten.antwoord(telefoon)
    telefoon.vak.evaluate(
        """el => { const blad = new CSSStyleSheet();
          blad.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }");
          el.shadowRoot.adoptedStyleSheets = [...el.shadowRoot.adoptedStyleSheets, blad]; }"""
    )
    assert max(telefoon.vak.evaluate(BREEDTE)) <= 1
    afgekapt = telefoon.vak.evaluate(
        """el => [...el.shadowRoot.querySelectorAll("button, p, dd, h2, h3")]
          .filter(e => e.getClientRects().length && !e.closest(".stil") && getComputedStyle(e).overflow === "hidden"
                       && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1))
          .map(e => e.className)"""
    )
    assert afgekapt == []


# --- voorkeuren van de lezer ---


def test_arabisch_loopt_van_rechts_naar_links_en_het_nederlands_blijft_nederlands(chat: Chatvenster) -> None:
    staten.arabisch(chat)
    verstuur, veld = chat.vak.locator(".verstuur").bounding_box(), chat.veld.bounding_box()
    assert verstuur is not None
    assert veld is not None
    assert verstuur["x"] < veld["x"]
    expect(chat.vak.locator(".ballon[lang=nl]").first).to_be_attached()
    expect(chat.vak.locator(".kaartvak").first).to_have_attribute("dir", "ltr")
    expect(chat.vak.locator(".eerlijk")).to_be_attached()


def test_wie_weinig_beweging_wil_krijgt_die(chromium: Browser, dienst: str) -> None:
    venster = Chatvenster.maak(chromium, dienst, reduced_motion="reduce")
    staten.zoekt(venster)
    assert venster.vak.locator(".bezig").evaluate("el => getComputedStyle(el, '::before').animationName") == "none"
    venster.sluit()


def test_op_papier_staat_het_hele_gesprek_zonder_knoppen(chat: Chatvenster) -> None:
    staten.antwoord(chat)
    chat.page.emulate_media(media="print")
    expect(chat.vak.get_by_text("gratis eten").first).to_be_visible()
    expect(chat.vak.locator(".kaart").last).to_be_visible()
    for weg in (".invoer", ".mens", ".acties .actie", ".duimen"):
        expect(chat.vak.locator(weg).first).to_be_hidden()


def test_een_fout_staat_bij_het_veld_en_zegt_wat_te_doen(chat: Chatvenster) -> None:
    staten.te_lang(chat)
    expect(chat.veld).to_have_attribute("aria-invalid", "true")
    fout = chat.vak.locator(f"#{(chat.veld.get_attribute('aria-describedby') or '').split()[0]}")
    expect(fout).to_have_text("Te veel tekens: 10. Maak uw bericht korter.")
    assert chat.aandacht() == "Uw bericht"
