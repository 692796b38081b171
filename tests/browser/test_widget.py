"""Wat een inwoner met de chat kan: oordelen, meenemen, wissen, herladen, vallen en opstaan, en snel weg."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import staten
from tests.browser.chatvenster import Chatvenster

pytestmark = pytest.mark.browser
OPSLAG = "() => JSON.stringify([{...sessionStorage}, {...localStorage}])"


@pytest.fixture
def chat(chromium: Browser, dienst: str) -> Iterator[Chatvenster]:
    """Een venster op een bureaublad."""
    venster = Chatvenster.maak(chromium, dienst)
    yield venster
    venster.sluit()


def eigen(chat: Chatvenster, tekst: str) -> int:
    """Zo vaak staat dit in beeld als bericht van de inwoner."""
    return chat.vak.locator(".bericht--inwoner .ballon", has_text=tekst).count()


def bij_de_dienst(chat: Chatvenster, tekst: str) -> int:
    """Zo vaak heeft de dienst dit als bericht van de inwoner."""
    return int(
        chat.page.evaluate(
            """async ([dienst, tekst]) => {
              const { toegang } = JSON.parse(sessionStorage.getItem(Object.keys(sessionStorage).find(k => k.startsWith("toegang-chat"))));
              const kop = { Authorization: `Bearer ${toegang.sleutel}` };
              const { berichten } = await (await fetch(`${dienst}/api/v1/gesprekken/${toegang.gesprek}/berichten`, { headers: kop })).json();
              return berichten.filter(b => b.van === "inwoner" && b.inhoud.tekst === tekst).length;
            }""",
            [chat.dienst, tekst],
        )
    )


# --- beginnen ---


def test_wie_de_chat_niet_opent_laat_geen_spoor_na(chat: Chatvenster) -> None:
    verzoeken: list[str] = []
    chat.page.on("request", lambda v: verzoeken.append(v.url))
    staten.dicht(chat)
    assert chat.page.evaluate(OPSLAG) == "[{},{}]"
    assert not [v for v in verzoeken if "gesprekken" in v]


def test_er_staat_meteen_dat_het_geen_mens_is_en_hoe_u_een_mens_krijgt(chat: Chatvenster) -> None:
    staten.begroeting(chat)
    expect(chat.vak.locator(".kop-wie")).to_have_text("Dit is een computer, geen mens.")
    expect(chat.vak.get_by_text("U hoeft uw naam niet te noemen")).to_be_visible()
    expect(chat.vak.get_by_text("Ik deel alleen iets als u dat goed vindt").first).to_be_visible()
    uitleg = chat.vak.get_by_role("link", name="Wat we met uw gegevens doen").get_attribute("href")
    assert uitleg == f"{chat.dienst}/privacy/groningen"
    assert "<h1>Wat wij met uw gegevens doen</h1>" in chat.page.request.get(uitleg).text()
    chat.knop("Mens spreken").click()
    expect(chat.antwoorden.filter(has_text="mens kan u helpen").first).to_be_visible()


@pytest.mark.parametrize("woord", ["0", "medewerker"])
def test_een_mens_vragen_kan_ook_met_een_woord(woord: str, chat: Chatvenster) -> None:
    chat.open().zeg(woord)
    expect(chat.antwoorden.filter(has_text="mens kan u helpen").first).to_be_visible()


def test_een_voorbeeldvraag_op_de_pagina_opent_de_chat_en_stelt_hem(chat: Chatvenster) -> None:
    staten.dicht(chat)
    chat.page.get_by_role("button", name="Ik kan mijn huur niet meer betalen").click()
    expect(chat.antwoorden.nth(2)).to_be_visible()
    assert eigen(chat, "Ik kan mijn huur niet meer betalen") == 1


def test_een_andere_gemeente_kiezen_begint_een_ander_gesprek(chat: Chatvenster) -> None:
    staten.dicht(chat)
    chat.page.get_by_label("In welke gemeente woont u?").select_option("diemen")
    chat.vak.locator(".start").click()
    expect(chat.antwoorden.first).to_contain_text("Welkom bij de gemeente Diemen")


# --- kaarten en oordelen ---


def test_een_kaart_wijst_de_weg_zonder_iets_te_volgen(chat: Chatvenster) -> None:
    staten.antwoord(chat)
    # Niet elke plek heeft een nummer of een adres; deze test kijkt naar een die beide heeft.
    kaart = chat.vak.locator(".kaart").filter(has_text="Bel ").filter(has_text="Bekijk op de kaart").first
    assert (kaart.get_by_role("link", name="Bel").get_attribute("href") or "").startswith("tel:")
    weg = kaart.get_by_role("link", name="Bekijk op de kaart")
    assert (weg.get_attribute("href") or "").startswith("https://www.openstreetmap.org/search?query=")
    assert weg.get_attribute("rel") == "noopener noreferrer"
    expect(kaart.locator(".bron")).to_be_visible()


def test_een_antwoord_kan_in_makkelijke_woorden_en_terug(chat: Chatvenster) -> None:
    staten.antwoord(chat)
    ballon = chat.vak.locator(".ballon", has_text="gratis eten").first
    heel = ballon.inner_text()
    chat.knop("In makkelijke woorden").click()
    makkelijk = ballon.inner_text()
    assert len(makkelijk) < len(heel)
    assert makkelijk in chat.gezegd()
    chat.knop("Hele antwoord").click()
    assert ballon.inner_text() == heel


def test_een_duim_gaat_naar_de_cijfers_zonder_inhoud(chat: Chatvenster) -> None:
    staten.antwoord(chat)
    with chat.page.expect_response("**/oordeel") as eerst:
        chat.vak.get_by_role("button", name="Nee, dit hielp niet").click()
    with chat.page.expect_response("**/oordeel") as daarna:
        chat.vak.get_by_role("button", name="Het is te moeilijk").click()
    assert (eerst.value.status, daarna.value.status) == (204, 204)
    assert set(eerst.value.request.post_data_json) == {"goed", "nummer"}
    assert daarna.value.request.post_data_json["reden"] == "te_moeilijk"
    expect(chat.vak.get_by_text("Dank u wel voor uw antwoord")).to_be_visible()


def test_lukt_een_oordeel_niet_dan_staat_dat_er(chat: Chatvenster) -> None:
    staten.antwoord(chat)
    chat.antwoord_zelf("**/oordeel", 503, fout="stuk", code="storing")
    duim = chat.vak.get_by_role("button", name="Ja, dit hielp")
    duim.click()
    expect(chat.vak.get_by_text("Dat lukte niet")).to_be_visible()
    expect(duim).to_have_attribute("aria-pressed", "false")


def test_aan_het_eind_komt_een_vraag_die_mag(chat: Chatvenster) -> None:
    staten.eindvraag(chat)
    with chat.page.expect_response("**/oordeel") as antwoord:
        chat.knop("Ja").click()
    assert antwoord.value.status == 204
    assert antwoord.value.request.post_data_json == {"goed": True}
    assert chat.aandacht() == "Dank u wel voor uw antwoord."


def test_na_gevaar_vragen_we_niet_of_het_beviel(chat: Chatvenster) -> None:
    staten.gevaar(chat)
    chat.zeg("laat maar, ik stop")
    expect(chat.vak.locator(".oordeel button")).to_have_count(0)


# --- meenemen en wissen ---


def test_het_gesprek_meenemen_als_bestand_per_mail_en_op_papier(chat: Chatvenster) -> None:
    staten.menu(chat)
    with chat.page.expect_download() as bestand:
        chat.knop("Bewaar als bestand").click()
    tekst = Path(bestand.value.path()).read_text("utf-8")
    assert bestand.value.suggested_filename.startswith("gesprek-groningen-")
    assert "waar is de voedselbank" in tekst
    assert "verzonnen" in tekst

    # Bij mailen staat het gesprek in een bestand en niet in het adres.
    mail = chat.vak.get_by_role("link", name="Mail het gesprek")
    assert "voedselbank" not in (mail.get_attribute("href") or "")
    mail.evaluate("el => el.addEventListener('click', e => e.preventDefault())")
    with chat.page.expect_download() as bijlage:
        mail.click()
    assert "waar is de voedselbank" in Path(bijlage.value.path()).read_text("utf-8")

    # Op papier staat alleen het gesprek, niet de pagina eromheen.
    chat.knop("Druk af").click()
    vel = chat.page.wait_for_event("frameattached") if len(chat.page.frames) < 2 else chat.page.frames[-1]
    papier = vel.evaluate("() => document.body.textContent")
    assert "waar is de voedselbank" in papier
    assert "Typ hier niets echts" not in papier


def test_wissen_wist_hier_en_bij_de_gemeente(chat: Chatvenster) -> None:
    staten.wisvraag(chat)
    with chat.page.expect_response(lambda a: a.request.method == "DELETE") as antwoord:
        chat.knop("Ja, wis alles").click()
    assert antwoord.value.status == 204
    kop = {"Authorization": antwoord.value.request.headers["authorization"]}
    assert chat.page.request.get(f"{antwoord.value.url}/berichten", headers=kop).status == 404
    expect(chat.vak.locator(".bericht")).to_have_count(0)
    assert "sleutel" not in chat.page.evaluate(OPSLAG)
    chat.knop("Begin opnieuw").click()
    chat.wacht(1)


def test_alleen_wie_dat_kiest_bewaart_het_gesprek_langer(chat: Chatvenster) -> None:
    staten.menu(chat)
    vink = chat.vak.get_by_label("Onthoud dit gesprek op dit apparaat")
    assert not vink.is_checked()
    assert chat.page.evaluate("() => localStorage.length") == 0
    vink.check()
    assert chat.page.evaluate("() => localStorage.length") == 1
    assert "voedselbank" not in chat.page.evaluate(OPSLAG)
    vink.uncheck()
    assert chat.page.evaluate("() => localStorage.length") == 0


# --- de intake ---


def test_onderweg_staat_in_woorden_hoe_ver_het_is_en_de_samenvatting_is_te_verbeteren(chat: Chatvenster) -> None:
    voortgang = chat.open().tot_akkoord()
    assert voortgang[0] == "Ik heb een paar vragen. Overslaan mag."
    assert voortgang[-2:] == ["Nog één vraag.", "Bijna klaar: lees mee of het klopt."]
    assert not any(c.isdigit() for c in "".join(voortgang))

    regels = chat.vak.locator(".samenvatting").last.locator(".regel")
    naam = regels.filter(has_text="Karin Jansen")
    expect(naam).to_have_count(1)
    expect(regels.filter(has_text="0612345678")).to_have_count(1)
    naam.get_by_role("button").click()
    chat.vak.locator(".wijzig input").fill("Karin de Vries")
    chat.knop("Bewaar").click()
    expect(chat.vak.locator(".samenvatting")).to_have_count(2)
    assert chat.aandacht() == "Samenvatting"
    expect(regels.filter(has_text="Karin de Vries").get_by_role("button")).to_be_visible()

    # Alleen de nieuwste geldt; wat iemand weglaat staat er niet meer in.
    expect(chat.vak.locator(".samenvatting").first.get_by_role("button")).to_have_count(0)
    regels.filter(has_text="0612345678").get_by_role("button").click()
    chat.knop("Laat weg").click()
    expect(chat.vak.locator(".samenvatting")).to_have_count(3)
    expect(regels.filter(has_text="0612345678")).to_have_count(0)


# --- vallen en opstaan ---


def test_herladen_houdt_het_gesprek_en_wat_half_getypt_is(chat: Chatvenster) -> None:
    staten.antwoord(chat)
    voor = chat.vak.locator(".ballon").all_inner_texts()
    chat.veld.fill("half getypt")
    chat.page.reload()
    expect(chat.vak.locator(".ballon")).to_have_count(len(voor))
    assert chat.vak.locator(".ballon").all_inner_texts() == voor
    assert chat.veld.input_value() == "half getypt"


def test_breekt_de_lijn_dan_is_er_niets_kwijt_en_niets_dubbel(chat: Chatvenster) -> None:
    staten.antwoord(chat)
    # De dienst krijgt de beurt, maar de bevestiging komt nooit aan: precies dan breekt de lijn.
    lijn = chat.lijnen[-1]
    chat.typ("dank u wel")
    lijn.close()
    expect(chat.vak.locator(".uitgaand .bericht")).to_have_count(0, timeout=20_000)
    assert eigen(chat, "dank u wel") == 1
    assert bij_de_dienst(chat, "dank u wel") == 1


def test_zonder_websocket_gaat_alles_over_http(chromium: Browser, dienst: str) -> None:
    venster = Chatvenster.maak(chromium, dienst)
    venster.page.add_init_script("window.WebSocket = class { constructor() { throw new Error('verboden') } }")
    venster.gehoord = 1
    staten.antwoord(venster)
    assert bij_de_dienst(venster, "waar is de voedselbank") == 1
    venster.sluit()


def test_zonder_internet_wacht_een_bericht_en_gaat_daarna_een_keer_weg(chat: Chatvenster) -> None:
    staten.zonder_internet(chat)
    expect(chat.vak.locator(".melding")).to_contain_text("14 050")
    chat.page.context.set_offline(False)
    expect(chat.vak.locator(".uitgaand .bericht")).to_have_count(0, timeout=30_000)
    expect(chat.vak.locator(".melding")).to_be_empty()
    assert eigen(chat, "ben je er nog") == 1
    assert bij_de_dienst(chat, "ben je er nog") == 1


def test_ligt_de_dienst_eruit_dan_staat_er_een_nummer_en_kan_het_opnieuw(chat: Chatvenster) -> None:
    staten.storing(chat)
    expect(chat.vak.locator(".melding a[href='tel:112']")).to_be_visible()
    expect(chat.vak.locator(".melding a[href='tel:14050']")).to_be_visible()
    chat.page.unroute_all()
    chat.knop("Probeer opnieuw").click()
    chat.wacht(1)


def test_een_geweigerd_bericht_is_aan_te_passen(chat: Chatvenster) -> None:
    staten.niet_verstuurd(chat)
    expect(chat.vak.locator(".bezorging--fout")).to_contain_text("Wacht even")
    chat.knop("Pas aan").click()
    assert chat.veld.input_value() == "hallo"
    expect(chat.vak.locator(".bericht--mislukt")).to_have_count(0)


def test_de_teller_komt_pas_als_het_nodig_is_en_te_lang_gaat_niet_weg(chat: Chatvenster) -> None:
    chat.open()
    chat.veld.fill("x" * 100)
    expect(chat.vak.locator(".teller")).to_be_hidden()
    chat.veld.fill("x" * 1990)
    expect(chat.vak.locator(".teller")).to_have_text("Tekens over: 10")
    aantal = chat.antwoorden.count()
    chat.typ("x" * 2010)
    expect(chat.vak.locator(".fout").first).to_contain_text("Te veel tekens: 10")
    assert chat.antwoorden.count() == aantal
    assert len(chat.veld.input_value()) == 2010


# --- talen en letters ---


def test_een_andere_taal_wisselt_het_scherm_en_niet_het_gesprek(chat: Chatvenster) -> None:
    staten.antwoord(chat)
    aantal = chat.vak.locator(".bericht").count()
    chat.menu()
    chat.vak.locator(".menu select").select_option("en")
    chat.page.keyboard.press("Escape")
    expect(chat.vak.get_by_role("button", name="Talk to a person")).to_be_visible()
    expect(chat.vak.get_by_text("The answers are in Dutch")).to_be_attached()
    assert chat.vak.locator(".bericht").count() == aantal
    chat.knop("Talk to a person").click()
    expect(chat.antwoorden.filter(has_text="mens kan u helpen").first).to_be_visible()


def test_grotere_letters_zijn_echt_groter_en_blijven(chat: Chatvenster) -> None:
    staten.menu(chat)
    maat = "el => parseFloat(getComputedStyle(el).fontSize)"
    klein = chat.vak.locator(".ballon p").first.evaluate(maat)
    chat.knop("Groter").click()
    chat.page.reload()
    expect(chat.vak.locator(".ballon p").first).to_be_attached()
    assert chat.vak.locator(".ballon p").first.evaluate(maat) == klein * 1.25


# --- luisteren en spreken ---

STEM = """
window.gesproken = [];
window.SpeechSynthesisUtterance = class { constructor(tekst) { this.text = tekst; } };
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => [], cancel: () => {}, speak: (uiting) => { window.uiting = uiting; window.gesproken.push([uiting.lang, uiting.text]); } } });
window.SpeechRecognition = class { constructor() { window.oor = this; } start() {} stop() { this.onend(); } };
"""
"""De stem en het oor van de browser; Chromium zonder scherm heeft ze niet."""


def test_een_antwoord_is_voor_te_lezen_ook_in_makkelijke_woorden(chat: Chatvenster) -> None:
    chat.page.add_init_script(STEM)
    staten.antwoord(chat)
    bericht = chat.vak.locator(".bericht", has_text="gratis eten").first
    bericht.get_by_role("button", name="Lees voor").click()
    expect(bericht.get_by_role("button", name="Stop voorlezen")).to_be_visible()
    chat.page.evaluate("() => uiting.onend()")
    chat.knop("In makkelijke woorden").click()
    bericht.get_by_role("button", name="Lees voor").click()
    (taal, heel), (_, makkelijk) = chat.page.evaluate("() => gesproken")
    assert taal == "nl-NL"
    assert "voedselbank" in heel.lower()
    assert makkelijk.startswith(" ".join(bericht.locator(".ballon").inner_text().split()))
    bericht.get_by_role("button", name="Stop voorlezen").click()
    expect(bericht.get_by_role("button", name="Lees voor")).to_be_visible()


def test_inspreken_vult_aan_en_verstuurt_niets_vanzelf(chat: Chatvenster) -> None:
    chat.page.add_init_script(STEM)
    staten.begroeting(chat)
    chat.veld.fill("Goedemorgen,")
    chat.knop("Spreek in").click()
    expect(chat.vak.get_by_text("Spreek nu.")).to_be_visible()
    chat.page.evaluate("() => oor.onresult({ results: [[{ transcript: 'waar is het loket' }]] })")
    assert chat.veld.input_value() == "Goedemorgen, waar is het loket"
    chat.knop("Stop met luisteren").click()
    assert eigen(chat, "loket") == 0
    chat.knop("Spreek in").click()
    chat.page.evaluate("() => { oor.onerror({ error: 'not-allowed' }); oor.onend(); }")
    expect(chat.vak.get_by_text("Inspreken lukt niet. Typ uw bericht.")).to_be_visible()


# --- snel weg ---


@pytest.mark.parametrize("zin", ["mijn man slaat mij", "ze dwingen mij om dit werk te doen en houden mijn paspoort"])
def test_bij_gevaar_door_een_ander_is_snel_weg_altijd_in_beeld(zin: str, chat: Chatvenster) -> None:
    chat.open().zeg(zin)
    expect(chat.vak.locator(".snelweg")).to_be_in_viewport()
    chat.zeg("dank u wel")
    expect(chat.vak.locator(".snelweg")).to_be_in_viewport()


def snel_weg_laat_niets_achter(chat: Chatvenster, page: Page) -> None:
    lengte = page.evaluate("() => history.length")
    chat.knop("Snel weg").click()
    page.wait_for_url("https://www.knmi.nl/**")
    assert page.evaluate("() => history.length") == lengte
    page.goto(f"{chat.dienst}/statisch/demo.html")
    assert page.evaluate(OPSLAG) == "[{},{}]"
    expect(chat.vak.locator(".bericht")).to_have_count(0)


def test_snel_weg_vanuit_het_gesprek_laat_niets_achter(chat: Chatvenster) -> None:
    staten.gevaar(chat)
    snel_weg_laat_niets_achter(chat, chat.page)


def test_snel_weg_staat_altijd_in_het_menu(chat: Chatvenster) -> None:
    staten.menu(chat)
    snel_weg_laat_niets_achter(chat, chat.page)


def test_terug_in_de_browser_brengt_het_gesprek_niet_terug(chat: Chatvenster) -> None:
    chat.page.goto(f"{chat.dienst}/statisch/voorbeelden/thema.html")
    staten.gevaar(chat)
    chat.knop("Snel weg").click()
    chat.page.wait_for_url("https://www.knmi.nl/**")
    chat.page.go_back()
    expect(chat.page).to_have_url(f"{chat.dienst}/statisch/voorbeelden/thema.html")
