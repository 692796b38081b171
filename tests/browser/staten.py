"""Elke staat waarin de chat kan staan; de toegankelijkheidstest en de beelden in docs lopen dezelfde lijst langs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from playwright.sync_api import expect

from tests.browser.chatvenster import SCHULDEN, Chatvenster

Staat = Callable[[Chatvenster], None]
GEVOERD: dict[tuple[str, str], str] = {}
"""Lange gesprekken die al eens gevoerd zijn; ze staan bij de dienst, dus een ander venster kan ze hervatten."""
TE_VAAK = "U stuurt veel berichten achter elkaar. Wacht even en probeer het dan opnieuw. Is er gevaar? Bel 112."


def dicht(chat: Chatvenster) -> None:
    """Alleen de startknop."""
    chat.page.goto(f"{chat.dienst}/statisch/demo.html")
    expect(chat.vak.locator(".start")).to_be_visible()


def begroeting(chat: Chatvenster) -> None:
    """Net geopend."""
    chat.open()


def antwoord(chat: Chatvenster) -> None:
    """Een antwoord met kaarten."""
    chat.open().zeg("waar is de voedselbank")
    expect(chat.vak.locator(".kaart").first).to_be_visible()


def makkelijk(chat: Chatvenster) -> None:
    """Hetzelfde antwoord in makkelijke woorden."""
    antwoord(chat)
    chat.vak.get_by_role("button", name="In makkelijke woorden").first.click()


def reden(chat: Chatvenster) -> None:
    """Duim omlaag: waarom?"""
    antwoord(chat)
    chat.vak.get_by_role("button", name="Nee, dit hielp niet").first.click()
    expect(chat.vak.get_by_role("button", name="Het klopt niet")).to_be_visible()


def eerder(chat: Chatvenster, naam: str, voer: Staat) -> None:
    """Voer een lang gesprek maar één keer. Alleen om te lezen: wie er iets aan verandert, voert het zelf."""
    if toegang := GEVOERD.get((chat.dienst, naam)):
        chat.hervat(toegang)
    else:
        voer(chat)
        GEVOERD[chat.dienst, naam] = chat.toegang()


def vraag(chat: Chatvenster) -> None:
    """Een vraag, en hoe ver het nog is."""
    chat.open().zeg(SCHULDEN)
    expect(chat.vak.locator(".voortgang")).to_be_visible()


def vat_samen(chat: Chatvenster) -> None:
    """Een eigen gesprek tot aan de samenvatting."""
    chat.open().tot_akkoord()


def samenvatting(chat: Chatvenster) -> None:
    """Wat de gemeente krijgt, om na te lezen."""
    eerder(chat, "samenvatting", vat_samen)
    expect(chat.vak.locator(".regel-knop").first).to_be_visible()
    # Wie een gesprek hervat staat onderaan; lees van het begin.
    chat.vak.locator(".bericht", has=chat.page.locator(".samenvatting")).last.evaluate("el => el.scrollIntoView()")


def wijzigen(chat: Chatvenster) -> None:
    """Eén regel van de samenvatting verbeteren."""
    samenvatting(chat)
    chat.vak.locator(".regel-knop", has_text="Telefoon").first.click()


def bied_aan(chat: Chatvenster) -> None:
    """Een eigen gesprek tot het bij een team ligt."""
    vat_samen(chat)
    chat.zeg("ja dat is goed")
    expect(chat.vak.locator(".volgvak")).to_contain_text("Uw nummer")


def aangeboden(chat: Chatvenster) -> None:
    """Het ligt klaar bij een team."""
    eerder(chat, "aangeboden", bied_aan)
    expect(chat.vak.locator(".volgvak")).to_contain_text("Uw nummer")


def belmoment(chat: Chatvenster) -> None:
    """Kiezen wanneer er gebeld wordt."""
    aangeboden(chat)
    chat.knop("Kies wanneer we bellen").click()
    expect(chat.vak.get_by_text("Wanneer mogen we u bellen?")).to_be_visible()


def wacht_op_mens(chat: Chatvenster) -> None:
    """Er is iemand, en de inwoner wil nu praten."""
    chat.open().zeg("waar is de voedselbank")
    stand = {"staat": "aangeboden", "team": "het Sociaal Team", "referentie": "4JZ-WSM", "bij_mens": False}
    chat.hoort(soort="overdracht", overdracht={**stand, "nu_praten": True})
    chat.antwoord_zelf("**/mens", 200, berichten=[], overdracht={**stand, "wacht": True})
    chat.knop("Praat nu met een mens").click()
    expect(chat.vak.locator(".kop-wie")).to_have_text("We roepen er een mens bij.")


def mens(chat: Chatvenster) -> None:
    """Een medewerker heeft het gesprek en typt."""
    chat.open().zeg("waar is de voedselbank")
    chat.mens_zegt("Hallo, ik ben Fatima. Komt het uit als ik u om 14 uur bel op 06 12345678?")
    expect(chat.vak.locator(".kop-wie")).to_contain_text("Fatima")
    chat.knop("Nieuw bericht").click()
    chat.hoort(soort="typt", wie="medewerker")
    expect(chat.vak.locator(".bezig")).to_contain_text("Fatima is aan het typen")


def gevaar(chat: Chatvenster) -> None:
    """Gevaar thuis: nummers groot, en snel weg."""
    chat.open().zeg("mijn man slaat mij")
    expect(chat.vak.locator(".snelweg")).to_be_visible()


def menu(chat: Chatvenster) -> None:
    """Het menu."""
    antwoord(chat)
    chat.menu()


def wisvraag(chat: Chatvenster) -> None:
    """Weet u het zeker?"""
    menu(chat)
    chat.knop("Wis het gesprek").click()


def gewist(chat: Chatvenster) -> None:
    """Alles is weg."""
    wisvraag(chat)
    chat.knop("Ja, wis alles").click()
    expect(chat.vak.locator(".melding")).to_contain_text("gewist")


def te_lang(chat: Chatvenster) -> None:
    """Meer tekens dan mag."""
    chat.open()
    chat.typ("x" * 2010)
    expect(chat.vak.locator(".invoer .fout").first).to_contain_text("10")


def leeg(chat: Chatvenster) -> None:
    """Versturen zonder iets te typen."""
    chat.open()
    chat.vak.locator(".verstuur").click()


def zoekt(chat: Chatvenster) -> None:
    """Verstuurd, nog geen antwoord."""
    chat.open()
    chat.onderschep = lambda bericht: bericht["soort"] == "beurt"
    chat.typ("waar is de voedselbank")
    expect(chat.vak.locator(".bezig")).to_contain_text("zoekt een antwoord")


def niet_verstuurd(chat: Chatvenster) -> None:
    """De dienst weigert een bericht, bijvoorbeeld omdat het er te veel zijn."""
    chat.open()

    def weiger(bericht: Mapping[str, Any]) -> bool:
        if bericht["soort"] == "beurt":
            chat.hoort(soort="fout", fout=TE_VAAK, code="te_vaak")
        return bericht["soort"] == "beurt"

    chat.onderschep = weiger
    chat.typ("hallo")
    expect(chat.vak.locator(".bericht--mislukt")).to_be_visible()


def zonder_internet(chat: Chatvenster) -> None:
    """Geen internet, met een bericht dat wacht."""
    antwoord(chat)
    chat.page.context.set_offline(True)
    chat.typ("ben je er nog")
    expect(chat.vak.locator(".melding")).to_contain_text("geen internet")


def verbinding_weg(chat: Chatvenster) -> None:
    """De dienst is even weg."""
    antwoord(chat)
    chat.page.clock.install()
    chat.breek()
    melding = chat.vak.locator(".melding")
    chat.versnel(lambda: "verbinding is weg" in melding.inner_text())


def storing(chat: Chatvenster) -> None:
    """De dienst doet het niet."""
    chat.page.clock.install()
    chat.breek()
    dicht(chat)
    chat.vak.locator(".start").click()
    melding = chat.vak.locator(".melding")
    chat.versnel(lambda: "doet het nu niet" in melding.inner_text())


def verlopen(chat: Chatvenster) -> None:
    """Terug na de bewaartermijn."""
    chat.open()
    chat.antwoord_zelf("**/berichten?*", 404, fout="Dit gesprek is er niet meer.", code="onbekend")
    chat.page.reload()
    if chat.vak.locator(".start").is_visible():
        chat.vak.locator(".start").click()
    expect(chat.vak.locator(".melding")).to_contain_text("gestopt")


def eindvraag(chat: Chatvenster) -> None:
    """Eén vraag aan het eind."""
    chat.open().zeg("laat maar, ik stop")
    expect(chat.vak.locator(".oordeel")).to_contain_text("Hebben we u geholpen")


def arabisch(chat: Chatvenster) -> None:
    """Van rechts naar links."""
    antwoord(chat)
    chat.menu()
    chat.vak.locator(".menu select").select_option("ar")
    chat.page.keyboard.press("Escape")
    expect(chat.vak.locator(".tc")).to_have_attribute("dir", "rtl")


def groot(chat: Chatvenster) -> None:
    """De grootste letters."""
    antwoord(chat)
    chat.menu()
    for _ in range(3):
        chat.knop("Groter").click()
    chat.page.keyboard.press("Escape")


STATEN: Mapping[str, Staat] = {
    s.__name__: s
    for s in (
        dicht, begroeting, antwoord, makkelijk, reden, vraag, samenvatting, wijzigen, aangeboden, belmoment, wacht_op_mens, mens, gevaar, menu, wisvraag,
        gewist, te_lang, leeg, zoekt, niet_verstuurd, zonder_internet, verbinding_weg, storing, verlopen, eindvraag,
        arabisch, groot,
    )
}  # fmt: skip
