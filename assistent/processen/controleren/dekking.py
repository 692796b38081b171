"""Krijgt elke inwoner van elke gemeente op elk onderwerp een antwoord of een weg naar een mens? (R3, R21-R23)"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistent.kern.begrippen import Klasse
from assistent.kern.errors import AssistentError
from assistent.kern.gemeente import Gemeente
from assistent.kern.kennis import Kennisbank, Onderwerp
from assistent.kern.routering import Vraag, wijs_toe
from assistent.processen.controleren.melding import Melding, Zaak


@dataclass(frozen=True, slots=True)
class Vak:
    """Eén vak van de matrix: wat een inwoner van deze gemeente met dit onderwerp krijgt."""

    antwoord: bool
    eigen: bool
    """Of de gemeente een eigen antwoord heeft."""
    kaarten: int
    dichtbij: int
    """Hoeveel kaarten van de eigen gemeente."""
    team: str | None
    """Het team als er een mens nodig is; niets zonder route."""
    verwijzing: str | None
    """Naar wie het gaat als het niet van de gemeente is."""

    @property
    def leeg(self) -> bool:
        """Of er niets is: geen antwoord en geen route."""
        return not self.antwoord and self.team is None and self.verwijzing is None


def vak(kennis: Kennisbank, gemeente: Gemeente, onderwerp: Onderwerp) -> Vak:
    """Bereken één vak."""
    kaarten = kennis.voorzieningen_bij(onderwerp.sleutel, gemeente.sleutel)
    klasse = (
        Klasse.CRISIS
        if onderwerp.crisis
        else Klasse.BUITEN_DOMEIN
        if onderwerp.buiten_domein
        else Klasse.ENKELVOUDIG_SPECIALISTISCH
        if onderwerp.specialistisch
        else Klasse.ENKELVOUDIG_EENVOUDIG
    )
    try:
        team = wijs_toe(gemeente, Vraag(klasse, onderwerp.wet, frozenset({onderwerp.sleutel}))).trekker
    except AssistentError:
        team = None
    return Vak(
        antwoord=any(zin.strip() for zin in onderwerp.antwoord),
        eigen=(gemeente.sleutel, onderwerp.sleutel) in kennis.lokaal,
        kaarten=len(kaarten),
        dichtbij=sum(k.gemeente is not None for k in kaarten),
        team=team,
        verwijzing=onderwerp.verwijzing.organisatie if onderwerp.verwijzing else None,
    )


def controleer_dekking(zaak: Zaak) -> Iterator[Melding]:
    """Elk vak heeft iets; een onderwerp met aanbod heeft minstens één kaart; crisis heeft een nummer."""
    kennis = zaak.kennis
    for stuk, _, gemeente in zaak.gemeenten():
        for sleutel in kennis.onderwerpen:
            onderwerp = kennis.onderwerp(sleutel, gemeente.sleutel)
            dit = vak(kennis, gemeente, onderwerp)
            if dit.leeg:
                raad = (
                    f"onderwerp '{sleutel}' heeft hier geen antwoord en geen route. Geef het een van beide."
                )
                yield Melding(stuk, (), raad)
            elif {"I", "D", "M"} & set(onderwerp.soorten) and not (dit.kaarten or dit.verwijzing):
                raad = (
                    f"onderwerp '{sleutel}' heeft hier geen enkele kaart. Voeg er een toe aan sociale_kaart/."
                )
                yield Melding(stuk, (), raad)
    for stuk in zaak.van("onderwerp"):
        tekst = " ".join((*stuk.inhoud["antwoord"], stuk.inhoud["gesproken"]))
        if "C" in stuk.inhoud["soorten"] and "{hulplijn:" not in tekst:
            yield Melding(stuk, ("antwoord",), "een crisis zonder nummer. Noem een hulplijn.")
