"""Geschreven zinnen zoals de stem ze zegt."""

from __future__ import annotations

import pytest

from assistent.kern.uitleg import leg_uit
from assistent.taal.uitspreken import spreek_uit
from tests.gegevens import NU, kennisbank, nieuw_gesprek


@pytest.mark.parametrize(
    ("geschreven", "gezegd"),
    [
        ("Bel 14 050.", "Bel één vier, nul vijf nul."),
        ("Bel 112 of 0800-0113.", "Bel één één twee of nul acht nul nul, nul één één drie."),
        ("Ik heb 0612345678.", "Ik heb nul zes, één twee, drie vier, vijf zes, zeven acht."),
        ("+31 50 123 45 67", "nul vijf nul, één twee drie, vier vijf, zes zeven"),
        ("Het is nu open, tot 13.30 uur.", "Het is nu open, tot half 2."),
        ("Om 9.15 uur en 12.45 uur.", "Om kwart over 9 en kwart voor 1."),
        ("Van 09:00 tot 17:00.", "Van 9 uur tot 17 uur."),
        ("Om 10.05 uur.", "Om 10 uur 5."),
        ("Het kost € 1.234,50.", "Het kost 1234 euro 50."),
        ("Het kost € 20,- per maand.", "Het kost 20 euro per maand."),
        ("U woont op 9711 AB.", "U woont op negen, zeven, één, één, A, B."),
        ("Uw nummer is K4T-7WQ.", "Uw nummer is K, vier, T, zeven, W, Q."),
        ("Kijk op www.gemeente.nl/wmo.", "Kijk op gemeente punt nl."),
        ("Mail info@mijn-gemeente.nl", "Mail info apenstaartje mijn streepje gemeente punt nl"),
        ("DigiD, BSN en DUO.", "Diegie D, B S N en Duo."),
        ("Tot en t/m 18 jaar, bijv. nu.", "Tot en tot en met 18 jaar, bijvoorbeeld nu."),
        ("Er zijn 3 teams in 2026.", "Er zijn 3 teams in 2026."),
    ],
)
def test_zo_klinkt_het(geschreven: str, gezegd: str):
    assert spreek_uit(geschreven) == gezegd


@pytest.mark.parametrize("sleutel", sorted(kennisbank().onderwerpen))
def test_in_geen_gesproken_antwoord_klinkt_een_teken_dat_niemand_zegt(sleutel: str):
    antwoord = leg_uit(nieuw_gesprek(), kennisbank().onderwerpen[sleutel], kennisbank(), NU)
    gezegd = spreek_uit(antwoord.gesproken or "")
    assert gezegd
    assert not set(gezegd) & set("/@€&_[]<>#*={}")
    assert "http" not in gezegd
