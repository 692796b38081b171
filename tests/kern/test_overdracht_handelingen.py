"""Elke staat × elke handeling, en wat er altijd waar blijft, hoe vreemd de weg ook is (ontwerp §5, R57-R59)."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistent.kern.errors import AlAangenomen, OngeldigeStap
from assistent.kern.overdracht import Handeling, Overdracht, Staat
from tests.gegevens import NU
from tests.kern.test_overdracht import een_overdracht

MATRIX = """
              concept     aangeboden  aangenomen  geweigerd   verlopen    ingetrokken afgerond
aanbieden     aangeboden  -           -           aangeboden  aangeboden  -           -
aannemen      -           aangenomen  -           -           -           -           -
weigeren      -           geweigerd   -           -           -           -           -
verlopen      -           verlopen    -           -           -           -           -
herinneren    -           aangeboden  -           -           -           -           -
aanschuiven   -           aangeboden  aangenomen  -           -           -           -
overnemen     -           aangenomen  aangenomen  -           -           -           -
teruggeven    -           -           aangeboden  -           -           -           -
aanvullen     -           aangeboden  aangenomen  geweigerd   verlopen    -           -
contact       -           -           aangenomen  -           -           -           -
waakvlam      -           -           aangenomen  -           -           -           afgerond
waken         -           -           aangenomen  -           -           -           aangeboden
afronden      -           -           afgerond    -           -           -           -
heropenen     -           -           -           -           -           -           aangeboden
intrekken     ingetrokken ingetrokken ingetrokken ingetrokken ingetrokken -           -
"""
"""Met opzet hier nog eens uitgeschreven: wie de tabel verandert, verandert ook deze."""


def cellen() -> Iterable[tuple[Handeling, Staat, str]]:
    kop, *regels = MATRIX.strip("\n").splitlines()
    for regel in regels:
        naam, *uitkomsten = regel.split()
        for staat, uitkomst in zip(kop.split(), uitkomsten, strict=True):
            yield Handeling(naam), Staat(staat), uitkomst


def test_de_matrix_is_compleet() -> None:
    """R57: er is geen staat of handeling die niemand bekeken heeft."""
    assert {(h, s) for h, s, _ in cellen()} == set(itertools.product(Handeling, Staat))


@pytest.mark.parametrize(("handeling", "staat", "uitkomst"), cellen(), ids=lambda x: str(getattr(x, "value", x)))
def test_elke_handeling_vanuit_elke_staat(handeling: Handeling, staat: Staat, uitkomst: str) -> None:
    """R57, R66, R80: wat mag, waarheen, en dat een verboden handeling niets verandert."""
    voor = een_overdracht(staat)
    assert voor.mag(handeling) is (uitkomst != "-")
    if uitkomst == "-":
        with pytest.raises(OngeldigeStap):
            voor.doe(handeling, op=NU, door="kim")
        return
    na = voor.doe(handeling, op=NU, door="kim", reden="proef")
    assert na.staat.value == uitkomst
    stap = na.geschiedenis[-1]
    assert (stap.staat.value, stap.door, stap.reden, stap.handeling, stap.team) == (
        uitkomst, "kim", "proef", handeling.value, na.team,
    )  # fmt: skip


def test_tweede_aannemen_noemt_wie_eerder_was() -> None:
    bij_lotte = een_overdracht(Staat.AANGEBODEN).doe(Handeling.AANNEMEN, op=NU, door="lotte")
    with pytest.raises(AlAangenomen, match="lotte"):
        bij_lotte.doe(Handeling.AANNEMEN, op=NU, door="kim")


def test_aangenomen_in_een_ander_systeem_legt_de_bot_niet_het_zwijgen_op() -> None:
    """Wie in een ander systeem werkt leest deze chat niet; dan mag de bot niet zwijgen (R57)."""
    elders = een_overdracht(Staat.AANGEBODEN).doe(Handeling.AANNEMEN, op=NU, door="team", buiten=True)
    assert (elders.staat, elders.bij_mens, elders.open) == (Staat.AANGENOMEN, False, False)
    terug = elders.doe(Handeling.TERUGGEVEN, op=NU, door="team")
    assert terug.doe(Handeling.AANNEMEN, op=NU, door="lotte").bij_mens


def test_een_nieuwe_trekker_is_geen_meekijker_meer() -> None:
    """R59: één trekker."""
    o = een_overdracht(Staat.AANGEBODEN, meekijkers=("gkb", "sociaal_team"))
    o = o.doe(Handeling.OVERNEMEN, op=NU, door="kim", team="gkb", meekijkers=(*o.meekijkers, o.team))
    assert (o.team, o.meekijkers, o.aangenomen_door) == ("gkb", ("sociaal_team", "loket"), "kim")


TEAMS = ("loket", "gkb", "punt_kcc", "sociaal_team")
STAP = st.tuples(st.sampled_from(Handeling), st.sampled_from(TEAMS), st.sampled_from(("lotte", "kim", "inwoner")))


@given(st.lists(STAP, max_size=40))
def test_welke_weg_ook_er_is_altijd_een_trekker_en_een_groeiende_geschiedenis(
    stappen: list[tuple[Handeling, str, str]],
) -> None:
    """R57-R59 als eigenschap: willekeurige handelingen achter elkaar, ook de verboden."""
    o = een_overdracht()
    for n, (handeling, team, door) in enumerate(stappen):
        voor = o
        velden = {"team": team} if handeling in (Handeling.AANBIEDEN, Handeling.OVERNEMEN) else {}
        try:
            o = o.doe(handeling, op=NU + timedelta(minutes=n), door=door, **velden)
        except OngeldigeStap:
            assert o is voor
            continue
        assert o.geschiedenis[:-1] == voor.geschiedenis
        controleer(o)


def controleer(o: Overdracht) -> None:
    assert o.team in TEAMS
    assert o.team not in o.meekijkers
    assert (o.aangenomen_door is not None) or o.staat not in (Staat.AANGENOMEN, Staat.AFGEROND)
    assert o.aangenomen_door is None or not o.open
    assert not (o.open and o.bij_mens)
    assert o.geschiedenis[-1].staat is o.staat
    if o.staat is Staat.AFGEROND:  # R57: niets is klaar zonder dat een mens het had
        assert any(s.staat is Staat.AANGENOMEN for s in o.geschiedenis)
