"""Tien gemeenten maal 92 onderwerpen: elk vak heeft een antwoord en een weg naar een mens (R3, R21-R23)."""

from __future__ import annotations

import pytest

from assistent.config import WORTEL
from assistent.matrix import matrix
from assistent.processen.controleren.dekking import vak
from tests.gegevens import GEMEENTEN, Praatje, kennisbank, nieuw_gesprek, over, tekst_van


@pytest.mark.parametrize("gemeente", GEMEENTEN)
def test_elk_onderwerp_heeft_in_elke_gemeente_een_antwoord_en_een_route(gemeente: str) -> None:
    kennis = kennisbank()
    assert len(kennis.onderwerpen) == 92
    for sleutel in kennis.onderwerpen:
        dit = vak(kennis, kennis.gemeenten[gemeente], kennis.onderwerp(sleutel, gemeente))
        assert dit.antwoord, sleutel
        assert dit.team in kennis.gemeenten[gemeente].teams, sleutel


@pytest.mark.parametrize("gemeente", GEMEENTEN)
def test_elk_onderwerp_levert_in_een_gesprek_iets_om_te_lezen(gemeente: str) -> None:
    for sleutel in kennisbank().onderwerpen:
        assert tekst_van(Praatje(nieuw_gesprek(gemeente)).zeg("een vraag", over(sleutel))), sleutel


def test_de_tabel_in_de_documentatie_is_actueel() -> None:
    """Klopt dit niet, draai dan `assistent matrix`."""
    assert (WORTEL / "docs/matrix.md").read_text("utf-8") == matrix(kennisbank())
