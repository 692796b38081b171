"""De chat op de site van een ander: een streng beleid, stijlen die alles kapotmaken, een iframe, en de lijst van sites."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from tests.browser import staten
from tests.browser.chatvenster import SCHERMEN, Chatvenster

pytestmark = pytest.mark.browser
STATISCH = Path(__file__).parents[2] / "assistent/web/statisch"
MATEN = """el => { const s = el.shadowRoot, kijk = k => getComputedStyle(s.querySelector(k));
  return { letter: parseFloat(kijk(".ballon p").fontSize), hoofdletters: kijk(".ballon p").textTransform,
           tussen: kijk(".ballon p").letterSpacing, kant: kijk(".ballon p").direction,
           vlak: kijk(".ballon").backgroundColor, zicht: getComputedStyle(el).visibility,
           doorzicht: getComputedStyle(el).opacity, breed: s.querySelector(".venster").offsetWidth }; }"""


VULT_SCHERM = """([breed, hoog]) => {
  const vak = document.querySelector("toegang-chat").shadowRoot.querySelector(".venster").getBoundingClientRect();
  return vak.x === 0 && vak.y === 0 && vak.width === breed && Math.abs(vak.height - hoog) <= 1; }"""


def streng(dienst: str) -> str:
    """Een gemeentesite die niets toestaat wat niet moet: geen inline, geen eval, alleen ons adres."""
    return (
        f"default-src 'none'; script-src {dienst}; connect-src {dienst} {dienst.replace('http', 'ws')}; style-src 'self'; "
        f"frame-src {dienst}; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'"
    )


@pytest.fixture
def gemeentesite(chromium: Browser, dienst: str) -> Iterator[Page]:
    """Een pagina op een andere site die de chat mag insluiten, met de stijlen en het beleid van die site."""
    site = dienst.replace("127.0.0.1", "localhost")
    page = chromium.new_context(locale="nl-NL", viewport={"width": 1280, "height": 800}).new_page()
    html = (STATISCH / "voorbeelden/vijandig.html").read_text("utf-8").replace("../bouw", f"{dienst}/statisch/bouw")
    page.route(f"{site}/zorg", lambda r: r.fulfill(body=html, content_type="text/html", headers={"Content-Security-Policy": streng(dienst)}))
    css = (STATISCH / "voorbeelden/vijandig.css").read_text("utf-8")
    page.route(f"{site}/vijandig.css", lambda r: r.fulfill(body=css, content_type="text/css"))
    page.goto(f"{site}/zorg")
    yield page
    page.context.close()


def klachten(page: Page) -> list[str]:
    """Vang wat de browser over het beleid of over fouten zegt."""
    gezegd: list[str] = []

    def luister(bericht: ConsoleMessage) -> None:
        if bericht.type == "error":
            gezegd.append(bericht.text)

    page.on("console", luister)
    page.on("pageerror", lambda fout: gezegd.append(str(fout)))
    return gezegd


def test_een_andere_site_met_streng_beleid_en_vijandige_stijlen_toont_de_chat_goed(gemeentesite: Page, dienst: str) -> None:
    gezegd = klachten(gemeentesite)
    venster = Chatvenster(gemeentesite, dienst, gehoord=1)
    gemeentesite.locator("toegang-chat .start").click()
    venster.wacht(1)
    venster.zeg("waar is de voedselbank")
    expect(venster.vak.locator(".kaart").first).to_be_visible()
    maten = venster.vak.evaluate(MATEN)
    assert maten["letter"] >= 16
    assert (maten["hoofdletters"], maten["tussen"], maten["kant"]) == ("none", "normal", "ltr")
    assert (maten["zicht"], maten["doorzicht"]) == ("visible", "1")
    assert maten["vlak"] != "rgb(255, 255, 0)"
    assert maten["breed"] > 300
    assert gezegd == []


def test_ook_over_de_websocket_mag_een_site_uit_de_lijst(gemeentesite: Page, dienst: str) -> None:
    with gemeentesite.expect_websocket() as lijn:
        gemeentesite.locator("toegang-chat .start").click()
    antwoord = lijn.value.wait_for_event("framereceived")
    assert '"soort"' in str(antwoord)


def test_de_pagina_van_de_gemeente_krijgt_niets_van_ons_erbij(gemeentesite: Page) -> None:
    voor = set(gemeentesite.evaluate("() => Object.keys(window)"))
    gemeentesite.locator("toegang-chat .start").click()
    expect(gemeentesite.locator("toegang-chat .bericht").first).to_be_visible()
    assert set(gemeentesite.evaluate("() => Object.keys(window)")) == voor
    assert gemeentesite.evaluate("() => document.querySelectorAll('head style, body > style, [style]').length") == 0
    assert gemeentesite.evaluate("() => document.cookie") == ""


def test_een_site_die_niet_op_de_lijst_staat_krijgt_geen_gesprek_maar_wel_een_nummer(chromium: Browser, dienst: str) -> None:
    page = chromium.new_page()
    html = f'<script src="{dienst}/statisch/bouw/toegang-chat.js" defer></script><toegang-chat gemeente="groningen" telefoon="14 050"></toegang-chat>'
    page.route("http://vreemd.localhost/", lambda r: r.fulfill(body=html, content_type="text/html"))
    page.clock.install()
    page.goto("http://vreemd.localhost/")
    page.locator("toegang-chat .start").click()
    melding = page.locator("toegang-chat .melding")
    Chatvenster(page, dienst).versnel(lambda: "Bel de gemeente: 14 050" in melding.inner_text())
    expect(page.locator("toegang-chat .bericht")).to_have_count(0)
    page.close()


def test_zonder_losse_stijlbladen_krijgt_een_oude_browser_de_stijl_met_een_nonce(gemeentesite: Page, dienst: str) -> None:
    site = f"{dienst.replace('127.0.0.1', 'localhost')}/oud"
    html = (
        f'<h1>Zorg</h1><script src="{dienst}/statisch/bouw/toegang-chat.js" nonce="proef" defer></script>'
        '<toegang-chat gemeente="groningen" nonce="proef"></toegang-chat>'
    )
    beleid = f"default-src 'none'; script-src 'nonce-proef'; style-src 'nonce-proef'; connect-src {dienst} {dienst.replace('http', 'ws')}"
    gemeentesite.route(site, lambda r: r.fulfill(body=html, content_type="text/html", headers={"Content-Security-Policy": beleid}))
    gemeentesite.add_init_script("delete Document.prototype.adoptedStyleSheets; delete ShadowRoot.prototype.adoptedStyleSheets")
    gezegd = klachten(gemeentesite)
    gemeentesite.goto(site)
    venster = Chatvenster(gemeentesite, dienst)
    gemeentesite.locator("toegang-chat .start").click()
    venster.wacht(1)
    assert venster.vak.evaluate("el => el.shadowRoot.querySelectorAll('style').length") == 3
    maten = venster.vak.evaluate(MATEN)
    assert maten["letter"] >= 16
    assert maten["breed"] > 300
    assert gezegd == []


# --- eigen pagina en iframe ---


def test_de_eigen_pagina_is_alleen_de_chat_over_het_hele_scherm(chromium: Browser, dienst: str) -> None:
    venster = Chatvenster.maak(chromium, dienst, "telefoon")
    gezegd = klachten(venster.page)
    venster.open("/chat/groningen").zeg("waar is de voedselbank")
    for scherm in ("telefoon", "bureaublad", "zoom"):
        maat = SCHERMEN[scherm]["viewport"]
        venster.page.set_viewport_size(maat)
        # De pagina tekent zich even later opnieuw.
        venster.page.wait_for_function(VULT_SCHERM, arg=[maat["width"], maat["height"]])
    expect(venster.vak.get_by_role("button", name="Sluiten")).to_have_count(0)

    # Afdrukken en bewaren werken ook onder het strenge beleid.
    venster.menu()
    with venster.page.expect_download():
        venster.knop("Bewaar als bestand").click()
    venster.knop("Druk af").click()
    expect(venster.vak.locator("iframe")).to_have_count(1)
    assert "voedselbank" in venster.page.frames[-1].evaluate("() => document.body.textContent")
    assert gezegd == []
    venster.sluit()


def test_een_taal_in_het_adres_kiest_de_taal_van_het_scherm(chromium: Browser, dienst: str) -> None:
    venster = Chatvenster.maak(chromium, dienst).open("/chat/groningen?taal=tr")
    expect(venster.vak.get_by_role("button", name="Görevliyle görüş")).to_be_visible()
    venster.sluit()


def in_kader(chromium: Browser, dienst: str, site: str) -> Page:
    """Een pagina op `site` met de chat in een iframe."""
    page = chromium.new_context(locale="nl-NL").new_page()
    page.context.route("https://www.knmi.nl/**", lambda r: r.fulfill(body="<title>weer</title>", content_type="text/html"))
    html = f'<h1>Zorg</h1><iframe src="{dienst}/chat/groningen" title="Chat" width="420" height="640"></iframe>'
    page.route(f"{site}/kader", lambda r: r.fulfill(body=html, content_type="text/html"))
    page.goto(f"{site}/kader")
    return page


def test_in_een_iframe_op_een_site_uit_de_lijst_werkt_alles(chromium: Browser, dienst: str) -> None:
    page = in_kader(chromium, dienst, dienst.replace("127.0.0.1", "localhost"))
    kader = page.frame_locator("iframe")
    kader.locator("textarea.veld").fill("mijn man slaat mij")
    kader.locator(".verstuur").click()
    kader.locator(".snelweg").click()
    # Niet alleen het kader: de hele pagina moet weg.
    page.wait_for_url("https://www.knmi.nl/**")
    page.context.close()


def test_een_site_die_niet_op_de_lijst_staat_mag_de_pagina_niet_insluiten(chromium: Browser, dienst: str) -> None:
    page = in_kader(chromium, dienst, "http://vreemd.localhost")
    # De pagina is geladen, met in het kader alleen de melding van de browser dat het niet mag.
    expect(page.frame_locator("iframe").locator("body")).to_be_attached()
    assert page.frames[-1].url.startswith("chrome-error://")
    assert page.frame_locator("iframe").locator("toegang-chat").count() == 0
    page.context.close()


def test_een_huisstijl_van_de_gemeente_verandert_kleur_en_letter(chromium: Browser, dienst: str) -> None:
    venster = Chatvenster.maak(chromium, dienst, bypass_csp=True).open("/statisch/voorbeelden/thema.html")
    kop = venster.vak.locator(".kop")
    expect(kop).to_have_css("background-color", "rgb(122, 31, 61)")
    assert "Georgia" in venster.vak.locator(".ballon p").first.evaluate("el => getComputedStyle(el).fontFamily")
    for kleuren in ("light", "dark"):
        venster.page.emulate_media(color_scheme=kleuren)
        assert Axe().run(venster.page).violations_count == 0, kleuren
    venster.sluit()


# --- wie iets probeert ---

KWAAD = (
    "<script>window.kwaad = 1</script>", "<img src=x onerror=kwaad=1>", "<svg onload=kwaad=1>", "<iframe srcdoc='<script>parent.kwaad=1</script>'>",
    "javascript:kwaad=1", "[klik](javascript:kwaad=1)", "<a href='javascript:kwaad=1'>x</a>", "data:text/html,<script>kwaad=1</script>",
    "{{constructor.constructor('kwaad=1')()}}", "${kwaad=1}", "<style>*{display:none}</style>", "<math><mtext></p><img src=x onerror=kwaad=1>",
    "\"><script>kwaad=1</script>", "'-kwaad=1-'", "<details open ontoggle=kwaad=1>", "&lt;script&gt;kwaad=1&lt;/script&gt;",
    "<b onmouseover=kwaad=1>vet</b>", "<form action=https://kwaad.example><input name=x>", "https://kwaad.example/inloggen", "www.kwaad.example",
    "‮gnirts", "<toegang-chat gemeente=x>", "<meta http-equiv=refresh content='0;url=https://kwaad.example'>",
)  # fmt: skip
NIETS_GEBEURD = """el => { const s = el.shadowRoot;
  return [typeof window.kwaad, s.querySelectorAll("script, img, iframe, style, form:not(.invoer), .ballon svg, .ballon b, meta, details").length,
          [...s.querySelectorAll("a[href]")].filter(a => !/^(https?|tel|mailto):|^#/.test(a.getAttribute("href"))).length,
          location.hostname]; }"""


def test_wat_een_inwoner_typt_wordt_nooit_opmaak_of_een_link(chromium: Browser, dienst: str) -> None:
    venster = Chatvenster.maak(chromium, dienst).open()
    for begin in range(0, len(KWAAD), 8):
        venster.zeg(" ".join(KWAAD[begin : begin + 8]))
    assert venster.vak.evaluate(NIETS_GEBEURD) == ["undefined", 0, 0, "127.0.0.1"]
    expect(venster.vak.locator(".bericht--inwoner a")).to_have_count(0)
    venster.page.reload()
    expect(venster.vak.locator(".bericht--inwoner").first).to_be_attached()
    assert venster.vak.evaluate(NIETS_GEBEURD) == ["undefined", 0, 0, "127.0.0.1"]
    venster.sluit()


@pytest.mark.parametrize("van", ["assistent", "medewerker"])
def test_ook_een_bericht_van_de_dienst_wordt_nooit_opmaak(van: str, chromium: Browser, dienst: str) -> None:
    venster = Chatvenster.maak(chromium, dienst).open()
    nummer = venster.vak.locator(".bericht").count()
    for kwaad in KWAAD:
        nummer += 1
        kaart = {"titel": kwaad, "tekst": kwaad, "waar": kwaad, "open": kwaad, "telefoon": kwaad, "kosten": kwaad, "url": kwaad, "bron": kwaad}
        inhoud = {
            "tekst": kwaad, "eenvoudig": kwaad, "sleutel": f"onderwerp:{kwaad}", "bron": kwaad, "van": kwaad, "kaarten": [kaart],
            "knoppen": [{"tekst": kwaad, "waarde": kwaad}], "samenvatting": [["naam", kwaad, kwaad]],
        }  # fmt: skip
        bericht = {"nummer": nummer, "van": van, "op": "2026-11-22T10:00:00Z", "inhoud": inhoud}
        venster.hoort(soort="berichten", berichten=[bericht])
    expect(venster.vak.locator(".bericht")).to_have_count(nummer)
    assert venster.vak.evaluate(NIETS_GEBEURD) == ["undefined", 0, 0, "127.0.0.1"]
    if van == "medewerker":
        # Een adres is alleen aan te tikken als het uit de kennisbank komt.
        expect(venster.vak.locator(".ballon a[href^='http']")).to_have_count(0)
    venster.sluit()


def test_een_onmogelijk_antwoord_van_de_dienst_breekt_het_scherm_niet(chromium: Browser, dienst: str) -> None:
    venster = Chatvenster.maak(chromium, dienst)
    staten.begroeting(venster)
    for raar in ({"soort": "berichten", "berichten": []}, {"soort": "onbekend"}, {"soort": "typt"}, {"soort": "fout", "fout": "x"}):
        venster.hoort(**raar)
    venster.lijnen[-1].send("geen json")
    venster.zeg("waar is de voedselbank")
    expect(venster.vak.locator(".kaart").first).to_be_visible()
    venster.sluit()
