"""Het chatvenster in een browser: openen, iets zeggen, wachten op antwoord, en de staten waarin het kan staan."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, Locator, Page, Route, WebSocketRoute

SCHERMEN: Mapping[str, Mapping[str, Any]] = {
    "telefoon": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
    "bureaublad": {"viewport": {"width": 1280, "height": 800}},
    "contrast": {"viewport": {"width": 1280, "height": 800}, "forced_colors": "active"},
    "donker": {"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"},
    "smal": {"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True},
    "zoom": {"viewport": {"width": 320, "height": 256}},
}
"""`zoom` is wat er overblijft van 1280 bij 1024 op 400 %."""
NEUTRAAL = "https://www.knmi.nl/**"
KLAAR = """([aantal, ms]) => new Promise((klaar, mis) => {
  const begin = Date.now();
  const kijk = () => {
    const vak = document.querySelector("toegang-chat")?.shadowRoot;
    const er = vak?.querySelectorAll(".bericht--assistent, .bericht--medewerker").length ?? 0;
    if (er >= aantal && !vak.querySelector(".uitgaand .bericht")) klaar();
    else if (Date.now() - begin > ms) mis(new Error(`${er} van ${aantal} antwoorden na ${ms} ms`));
    else setTimeout(kijk, 20);
  };
  kijk();
})"""
"""Kijkt in de pagina zelf: Playwright kijkt steeds minder vaak, en dat kost per beurt een halve tel."""
SCHULDEN = "we hebben veel schulden en we moeten ons huis uit, en mijn dochter gaat niet meer naar school. ik trek het niet meer"


@dataclass
class Chatvenster:
    """Eén pagina met `<toegang-chat>`, met een aftakking op de websocket."""

    page: Page
    dienst: str
    lijnen: list[WebSocketRoute] = field(default_factory=list)
    gehoord: int = 0
    """Zoveel berichten stuurde de dienst over de websocket."""
    onderschep: Callable[[Mapping[str, Any]], bool] = lambda _: False
    """Zegt of een bericht van de browser de dienst niet mag bereiken."""

    @classmethod
    def maak(cls, chromium: Browser, dienst: str, scherm: str = "bureaublad", **extra: Any) -> Chatvenster:
        """Een eigen browser, dus een eigen opslag."""
        context = chromium.new_context(**{"locale": "nl-NL", **SCHERMEN[scherm], **extra})
        context.route(NEUTRAAL, lambda r: r.fulfill(body="<title>weer</title>", content_type="text/html"))
        venster = cls(context.new_page(), dienst)
        venster.page.route_web_socket("**/live", venster._tak_af)
        return venster

    def _tak_af(self, lijn: WebSocketRoute) -> None:
        dienst = lijn.connect_to_server()

        def naar_dienst(ruw: str | bytes) -> None:
            if not self.onderschep(json.loads(ruw)):
                dienst.send(ruw)

        def naar_browser(ruw: str | bytes) -> None:
            self.gehoord += 1
            lijn.send(ruw)

        lijn.on_message(naar_dienst)
        dienst.on_message(naar_browser)
        self.lijnen.append(lijn)

    def hoort(self, **bericht: Any) -> None:
        """Laat de browser iets horen over de websocket, alsof de dienst het zei."""
        self.lijnen[-1].send(json.dumps(bericht))

    def mens_zegt(self, tekst: str, naam: str = "Fatima") -> None:
        """Een bericht van een medewerker, met het eerstvolgende nummer."""
        op = self.page.evaluate("() => new Date().toISOString()")
        nummer = 1 + self.vak.locator(".berichten:not(.uitgaand) > .bericht").count()
        inhoud = {"tekst": tekst, "van": naam}
        self.hoort(soort="berichten", berichten=[{"nummer": nummer, "van": "medewerker", "op": op, "inhoud": inhoud}])

    def open(self, pad: str = "/statisch/demo.html") -> Chatvenster:
        """Ga naar de pagina en open de chat."""
        self.page.goto(f"{self.dienst}{pad}")
        self.vak.locator(".venster").wait_for(state="attached")
        if self.vak.locator(".start").is_visible():
            self.vak.locator(".start").click()
        self.wacht(1)
        while not self.gehoord:
            self.page.wait_for_timeout(20)
        return self

    def toegang(self) -> str:
        """Wat de browser bewaart om later verder te gaan."""
        return str(self.page.evaluate("() => JSON.stringify({ ...sessionStorage })"))

    def hervat(self, toegang: str) -> Chatvenster:
        """Open de chat zoals na herladen, met een gesprek dat er al is."""
        self.page.add_init_script(f"for (const [k, v] of Object.entries({toegang})) if (!sessionStorage[k]) sessionStorage[k] = v")
        self.gehoord = 1  # Wie niets gemist heeft, krijgt over de websocket niets.
        return self.open()

    def sluit(self) -> None:
        """Klaar; gooi de browser weg."""
        self.page.context.close()

    @property
    def vak(self) -> Locator:
        """Het element zelf."""
        return self.page.locator("toegang-chat")

    @property
    def veld(self) -> Locator:
        """Waar de inwoner typt."""
        return self.vak.locator("textarea.veld")

    @property
    def antwoorden(self) -> Locator:
        """Berichten die niet van de inwoner zijn."""
        return self.vak.locator(".bericht--assistent, .bericht--medewerker")

    def knop(self, naam: str) -> Locator:
        """De laatste zichtbare knop of link met precies deze naam."""
        knoppen = self.vak.get_by_role("button", name=naam, exact=True)
        return knoppen.or_(self.vak.get_by_role("link", name=naam, exact=True)).last

    def typ(self, tekst: str) -> None:
        """Vul in en verstuur."""
        self.veld.fill(tekst)
        self.vak.locator(".verstuur").click()

    def zeg(self, tekst: str) -> str:
        """Verstuur en wacht op antwoord; geeft de tekst van het laatste bericht."""
        aantal = self.antwoorden.count()
        self.typ(tekst)
        self.wacht(aantal + 1)
        return self.antwoorden.last.inner_text()

    def wacht(self, aantal: int) -> None:
        """Tot er zoveel antwoorden zijn en de server niets meer te zeggen heeft."""
        self.page.evaluate(KLAAR, [aantal, 20_000])

    def versnel(self, tot: Callable[[], bool]) -> None:
        """Laat de klok van de pagina sneller lopen tot iets zo is: wachten op geduld of een volgende poging kost dan niets."""
        for _ in range(60):
            if tot():
                return
            self.page.clock.run_for(1000)
        raise AssertionError("Na een minuut op de klok van de pagina is het nog niet zo.")

    def menu(self) -> None:
        """Open het menu."""
        self.vak.locator(".kop-knop").first.click()

    def tot_akkoord(self) -> list[str]:
        """Vertel veel tegelijk, en geef alles tot aan de samenvatting; geeft wat er onderweg over de voortgang stond."""
        antwoorden = iter(["Karin Jansen 0612345678", "liefst in de ochtend"])
        voortgang: list[str] = []
        tekst = self.zeg(SCHULDEN)
        for _ in range(12):
            voortgang += self.vak.locator(".voortgang:not([hidden])").all_inner_texts()
            if self.vak.locator(".samenvatting").count():
                return voortgang
            if "telefoonnummer" in tekst:
                tekst = self.zeg("0612345678")
            elif "welk nummer" in tekst or "Wanneer kunnen" in tekst:
                tekst = self.zeg(next(antwoorden))
            elif "doorgeven" in tekst or "kinderen" in tekst.lower():
                tekst = self.zeg("ja")
            elif "helpt" in tekst or "hulpverlener" in tekst:
                tekst = self.zeg("nee, nog niemand")
            else:
                tekst = self.zeg("dat we in ons huis kunnen blijven")
        raise AssertionError(f"Geen samenvatting; het laatste was: {tekst}")

    def gezegd(self) -> list[str]:
        """Wat een schermlezer vanzelf heeft voorgelezen en nog in de regio staat."""
        regio = self.vak.locator("[aria-live=polite]").last
        return [r.strip() for r in regio.locator("p").all_inner_texts()]

    def aandacht(self) -> str:
        """Naam of tekst van waar de aandacht (focus) is."""
        return str(
            self.page.evaluate(
                """() => {
                  let el = document.activeElement;
                  while (el?.shadowRoot?.activeElement) el = el.shadowRoot.activeElement;
                  const label = el?.id && el.getRootNode().querySelector(`label[for="${el.id}"]`);
                  return (label || el)?.textContent.trim() ?? "";
                }"""
            )
        )

    def breek(self, patroon: str = "**/api/v1/**") -> None:
        """De dienst is onbereikbaar: HTTP valt weg en een nieuwe websocket lukt niet."""
        self.page.route(patroon, lambda r: r.abort())
        self.page.route_web_socket("**/live", lambda lijn: lijn.close())
        for lijn in self.lijnen:
            lijn.close()

    def antwoord_zelf(self, patroon: str, status: int, **inhoud: Any) -> None:
        """Laat de server iets bepaalds zeggen."""

        def doe(route: Route) -> None:
            route.fulfill(status=status, json=inhoud)

        self.page.route(patroon, doe)


@dataclass
class Werkplek:
    """Een medewerker in de werkbak."""

    page: Page
    dienst: str

    @classmethod
    def meld_aan(cls, chromium: Browser, dienst: str, naam: str = "demo-coordinator") -> Werkplek:
        """Een eigen browser, aangemeld."""
        page = chromium.new_context(locale="nl-NL").new_page()
        page.goto(f"{dienst}/aanmelden")
        page.get_by_label("Gebruikersnaam").fill(naam)
        page.get_by_label("Wachtwoord").fill("demo-demo-demo")
        page.get_by_role("button", name="Aanmelden").click()
        page.wait_for_url("**/werkbak")
        return cls(page, dienst)

    def open(self, referentie: str) -> None:
        """Open de intake met dit nummer."""
        self.page.goto(f"{self.dienst}/werkbak")
        rij = self.page.locator("tr, li, article").filter(has_text=referentie).last
        # De lijst ververst vanzelf: een klik kan op de rij terechtkomen die er net onder schoof.
        self.page.goto(self.dienst + (rij.get_by_role("link").first.get_attribute("href") or ""))

    def neem_aan(self, referentie: str) -> None:
        """Open de intake en neem hem aan."""
        self.open(referentie)
        self.page.get_by_role("button", name="Aannemen").first.click()

    def zeg(self, tekst: str) -> None:
        """Stuur de inwoner een bericht."""
        self.page.get_by_label("Bericht aan de inwoner").fill(tekst)
        self.page.get_by_role("button", name="Versturen").click()

    def sluit(self) -> None:
        """Klaar."""
        self.page.context.close()
