"""Nee op de vraag van de poort is nee; wie na "nee" toch iets ergs zegt wordt gehoord (§5.2)."""

from __future__ import annotations

import pytest

from assistent.config import WORTEL
from assistent.taal.lezer import Lezer
from assistent.taal.signaalpatronen import laad_signalen


@pytest.fixture(scope="module")
def lezer() -> Lezer:
    """De patronen uit de kennisbank, zonder geleerd model."""
    return Lezer(laad_signalen(WORTEL / "kennisbank" / "signalen"))


@pytest.mark.parametrize(
    "tekst",
    [
        "nee hij slaat me niet",
        "Nee, ik heb geen zelfmoordgedachten hoor.",
        "nee ik denk niet aan doodgaan, ik doe mezelf niks",
        "nee vannacht kan ik bij mijn broer slapen",
    ],
)
def test_nee_is_nee(lezer: Lezer, tekst: str) -> None:
    assert not lezer.gevaar(tekst)


@pytest.mark.parametrize(
    ("tekst", "code"),
    [
        ("nee ik wil niet meer ik wil dood", "C1"),
        ("nee ik trek het niet meer ik pleeg zelfmoord", "C1"),
        ("nee het gaat niet ik denk aan zelfmoord", "C1"),
        ("nee maar hij slaat me wel", "C2"),
        ("nee niet vandaag maar gisteren sloeg hij mij", "C2"),
        ("ik denk niet aan zelfmoord", "C1"),
        ("hij slaat me nooit als er iemand bij is", "C2"),
    ],
)
def test_erge_dingen_na_nee_blijven_gehoord(lezer: Lezer, tekst: str, code: str) -> None:
    assert code in {g.code for g in lezer.gevaar(tekst)}


def test_een_scheiding_is_geen_medisch_noodgeval(lezer: Lezer) -> None:
    assert not lezer.gevaar("Mijn vriend en ik zijn uit elkaar gegaan, het huis is van hem")
    assert lezer.gevaar("mijn vriend is in elkaar gezakt en reageert niet")
