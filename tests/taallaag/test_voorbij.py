"""Jaren terug en goed afgelopen, of gezien in een film: dat is geen gevaar voor nu (§5.2). Is het terug, dan wel."""

from __future__ import annotations

from collections.abc import Collection

import pytest

from assistent.config import WORTEL
from assistent.taal.klank import Klank
from assistent.taal.lezer import Lezer
from assistent.taal.signaalpatronen import laad_signalen
from tests.taallaag.test_aanwijzing import Rustig


class Bang(Rustig):
    """Een geleerd model dat bij het woord "dood" altijd gevaar hoort."""

    def hoor(self, tekst: str, patronen: Collection[tuple[str, str]]) -> Klank:
        """Zie de klasse."""
        return Klank([("crisis", "C1", "dood", 1.0)] if "dood" in tekst else [])

    def bevestigt(self, tekst: str) -> bool:
        """Altijd."""
        return True


@pytest.fixture(scope="module")
def lezer() -> Lezer:
    """De echte patronen met dat model."""
    return Lezer(laad_signalen(WORTEL / "kennisbank" / "signalen"), Bang())


@pytest.mark.parametrize(
    "tekst",
    [
        "Elf jaar geleden wilde ik dood. Dat ligt ver achter me, ik geniet nu elke dag. Zijn er plekken als gastheer?",
        "in 2014 heeft mijn eerste man mij geslagen dat is allang voorbij en ik zoek nu een schilderclub",
        "Ik wilde dood, negen jaar terug, maar het gaat al lang weer goed. Kan ik ergens koken voor anderen?",
        "Gisteren een film gezien over een jongen die dood wil. Nu mijn vraag: waar is de bibliotheek?",
        "we keken naar een documentaire waarin een vader zijn kinderen slaat en wat doet de gemeente met kerst",
    ],
)
def test_wat_voorbij_of_verzonnen_is_geeft_geen_alarm(lezer: Lezer, tekst: str) -> None:
    assert not lezer.lees(tekst).gevaren


@pytest.mark.parametrize(
    "tekst",
    [
        "Elf jaar geleden wilde ik dood.",
        "Elf jaar geleden wilde ik dood. Dat lag achter me, maar nu is het weer terug.",
        "In 2014 sloeg mijn man mij. Dat was achter de rug. Sinds deze week slaat mijn man mij weer.",
        "Tien jaar geleden ging het goed met mij, dat is voorbij, ik wil dood.",
        "Na die film die ik gisteren keek weet ik het zeker: ik wil dood.",
        "mijn zoon keek een film en nu wil hij dood",
        "Zes jaar geleden kwam ik hier wonen en dat ging goed. Mijn man slaat mij.",
    ],
)
def test_is_het_terug_of_nooit_weg_geweest_dan_wel(lezer: Lezer, tekst: str) -> None:
    assert lezer.lees(tekst).gevaren
