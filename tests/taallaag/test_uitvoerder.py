"""Alleen wie de uitvoerder noemt weet de weg: in de Bollenstreek maakt dat het verschil tussen ISD en team (§1.9)."""

from __future__ import annotations

import pytest

from assistent.config import WORTEL
from assistent.taal.lezer import Lezer
from assistent.taal.signaalpatronen import laad_signalen


@pytest.mark.parametrize(
    ("tekst", "weet"),
    [
        ("ik moet bij de ISD wezen voor een nieuwe rolstoel", True),
        ("mijn zwager kreeg zijn lift ook via de isd", True),
        ("ik wil een rolstoel aanvragen", False),
        ("waar vraag ik bijstand aan", False),
        ("wat is de ISD eigenlijk", False),
    ],
)
def test_wie_de_weg_weet(tekst: str, weet: bool) -> None:
    gelezen = Lezer(laad_signalen(WORTEL / "kennisbank" / "signalen")).lees(tekst)
    assert any(s.sleutel == "weet_de_weg" and s.telt for s in gelezen.signalen) is weet
