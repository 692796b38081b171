"""Welke taal iemand schrijft (R119): kort en gewoon Engels wordt herkend, slordig Nederlands blijft Nederlands."""

from __future__ import annotations

import pytest

from assistent.taal.talen import raad_taal


@pytest.mark.parametrize(
    ("tekst", "taal"),
    [
        ("I want to leave him but I have no place", "en"),
        ("do you have a doctor here", "en"),
        ("they will close our gas tomorrow", "en"),
        ("ich brauche hilfe mit meiner miete", "de"),
        ("kocam bana vuruyor", "tr"),
        ("nie mam na czynsz i boję się", "pl"),
        ("أحتاج مساعدة في دفع الإيجار", "ar"),
        ("мені потрібна допомога", "uk"),
    ],
)
def test_andere_talen_worden_herkend(tekst: str, taal: str) -> None:
    assert raad_taal(tekst) == taal


@pytest.mark.parametrize(
    "tekst",
    [
        "help",
        "ik hep gen gelt voor de huurr dit maant",
        "kheb tog gezegt dakket nie weet man",
        "k kin 't nait meer betoalen",
        "ik soe graach wat help ha by it húshâlden",
        "wmo consulent contact",
        "mijn printer zegt out of paper en ik moet een formulier inleveren",
        "",
    ],
)
def test_slordig_of_gronings_is_geen_andere_taal(tekst: str) -> None:
    assert raad_taal(tekst) == "nl"
