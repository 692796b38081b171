"""Wie zegt waar hij woont komt bij het goede gebied; een onbekende plek sluit niemand uit (R5)."""

from __future__ import annotations

import pytest

from assistent.bouwstenen import maak_lezer
from assistent.config import Instellingen
from assistent.taal.lezer import Lezer
from tests.gegevens import GEMEENTEN, kennisbank


@pytest.fixture(scope="module")
def lezer() -> Lezer:
    return maak_lezer(Instellingen(), kennisbank(), geleerd=False)


@pytest.mark.parametrize("gemeente", GEMEENTEN)
@pytest.mark.parametrize("zin", ["Ik woon in {}.", "mijn moeder uit {} heeft hulp nodig", "hulp in {} gezocht!"])
def test_elke_naam_van_elk_gebied_wordt_gehoord(gemeente: str, zin: str, lezer: Lezer) -> None:
    for gebied in kennisbank().gemeenten[gemeente].gebieden:
        for naam in (gebied.naam, gebied.naam.lower(), *gebied.namen):
            assert lezer.lees(zin.format(naam), gemeente).gebied == gebied.sleutel, naam


def test_een_andere_plaats_is_geen_gebied(lezer: Lezer) -> None:
    for gemeente in GEMEENTEN:
        assert lezer.lees("Ik woon in Maastricht.", gemeente).gebied is None


def test_een_plaats_die_iemand_uitsluit_telt_niet(lezer: Lezer) -> None:
    zin = "in noordwijk zelf vlak bij zee nee niet in noordwijkerhout"
    assert lezer.lees(zin, "noordwijk").gebied == lezer.lees("in noordwijk", "noordwijk").gebied
