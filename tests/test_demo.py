"""De demo heeft voor elk KCC uit de bronnen een medewerker, en elke medewerker kan aan het werk."""

from __future__ import annotations

import pytest

from assistent.demo import DEMO
from assistent.ports import Account
from tests.gegevens import kennisbank


@pytest.mark.parametrize("wie", DEMO, ids=lambda a: a.naam)
def test_elke_demomedewerker_heeft_een_rol_en_een_team_dat_bestaat(wie: Account) -> None:
    kennis = kennisbank()
    assert wie.teams <= set(kennis.gemeenten[wie.gemeente].teams)
    assert wie.rollen <= set(kennis.rechten.rollen)


def test_elk_kcc_uit_de_bron_heeft_een_medewerker_die_kan_meekijken() -> None:
    kennis = kennisbank()
    met_kcc = {s for s, g in kennis.gemeenten.items() for t in g.teams.values() if t.soort == "kcc"}
    bemand = {a.gemeente for a in DEMO if kennis.rechten.mag(a.rollen, "telefoon.opnemen")}
    assert met_kcc <= bemand


def test_waar_een_kcc_is_neemt_ook_iemand_aan() -> None:
    """Anders wacht wie overdraagt in de demo voor niets."""
    for kcc in (a for a in DEMO if "kcc" in a.rollen):
        teams = {t for a in DEMO if a.gemeente == kcc.gemeente and "kcc" not in a.rollen for t in a.teams}
        assert teams - kcc.teams
