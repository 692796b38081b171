"""De warme overdracht: de hele staatsmatrix, de geschiedenis en de tweede aanname (ontwerp §5, R57-R59)."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import timedelta

import pytest

from assistent.kern.begrippen import Klasse, Urgentie
from assistent.kern.errors import AlAangenomen, OngeldigeStap
from assistent.kern.overdracht import Overdracht, Staat
from tests.gegevens import NU

MAG = {
    ("concept", "aangeboden"),
    ("aangeboden", "aangenomen"),
    ("aangeboden", "geweigerd"),
    ("aangeboden", "verlopen"),
    ("geweigerd", "aangeboden"),
    ("verlopen", "aangeboden"),
    ("aangenomen", "afgerond"),
    ("aangenomen", "aangeboden"),  # teruggeven aan het team
    ("afgerond", "aangeboden"),  # heropenen (R80)
    # intrekken mag tot het klaar is (R66)
    ("concept", "ingetrokken"),
    ("aangeboden", "ingetrokken"),
    ("geweigerd", "ingetrokken"),
    ("verlopen", "ingetrokken"),
    ("aangenomen", "ingetrokken"),
}
"""Met opzet hier nog eens uitgeschreven: wie de tabel verandert, verandert ook deze."""


def een_overdracht(staat: Staat = Staat.CONCEPT, **velden: object) -> Overdracht:
    nemer = "lotte" if staat is Staat.AANGENOMEN else None
    basis = Overdracht(
        "o1", "g1", "groningen", "K4T-7WQ", "loket", Klasse.MEERVOUDIG_COMPLEX, Urgentie.SNEL, staat,
        aangenomen_door=nemer,
    )  # fmt: skip
    return replace(basis, **velden)


@pytest.mark.parametrize(("van", "naar"), itertools.product(Staat, Staat), ids=lambda s: s.value)
def test_alleen_de_stappen_uit_de_tabel_mogen(van: Staat, naar: Staat) -> None:
    voor = een_overdracht(van)
    if (van.value, naar.value) in MAG:
        na = voor.naar(naar, op=NU, door="lotte", reden="proef")
        assert na.staat is naar
        assert na.geschiedenis[-1].staat is naar
    else:
        with pytest.raises(OngeldigeStap):
            voor.naar(naar, op=NU, door="lotte")
        assert voor.staat is van


@pytest.mark.parametrize("staat", Staat, ids=lambda s: s.value)
def test_uit_elke_staat_behalve_ingetrokken_is_er_een_weg(staat: Staat) -> None:
    uitwegen = {naar for van, naar in MAG if van == staat.value}
    assert bool(uitwegen) is (staat is not Staat.INGETROKKEN)


@pytest.mark.parametrize("staat", Staat, ids=lambda s: s.value)
def test_er_is_altijd_hooguit_een_die_het_gesprek_heeft(staat: Staat) -> None:
    overdracht = een_overdracht(staat)
    assert not (overdracht.open and overdracht.bij_mens)
    assert overdracht.bij_mens is (staat is Staat.AANGENOMEN)
    assert overdracht.open is (staat in (Staat.AANGEBODEN, Staat.GEWEIGERD, Staat.VERLOPEN))


def test_de_geschiedenis_groeit_en_verandert_nooit() -> None:
    weg = [
        (Staat.AANGEBODEN, "inwoner", "akkoord"),
        (Staat.VERLOPEN, "systeem", "termijn voorbij"),
        (Staat.AANGEBODEN, "systeem", "naar punt_kcc"),
        (Staat.GEWEIGERD, "lotte", "hoort bij de GKB"),
        (Staat.AANGEBODEN, "systeem", "naar gkb"),
        (Staat.AANGENOMEN, "kim", ""),
        (Staat.AFGEROND, "kim", "plan gemaakt"),
    ]
    overdracht = een_overdracht()
    for uur, (staat, door, reden) in enumerate(weg):
        eerder = overdracht.geschiedenis
        overdracht = overdracht.naar(staat, op=NU + timedelta(hours=uur), door=door, reden=reden)
        assert overdracht.geschiedenis[:-1] == eerder
        assert overdracht.geschiedenis[-1].op == NU + timedelta(hours=uur)
    assert [(s.staat, s.door, s.reden) for s in overdracht.geschiedenis] == weg


def test_een_verboden_stap_laat_geen_spoor_na() -> None:
    overdracht = een_overdracht().naar(Staat.AANGEBODEN, op=NU, door="inwoner")
    with pytest.raises(OngeldigeStap):
        overdracht.naar(Staat.AFGEROND, op=NU, door="lotte")
    assert len(overdracht.geschiedenis) == 1


def test_wie_aanneemt_staat_erbij_en_na_teruggeven_niet_meer() -> None:
    bij_lotte = een_overdracht(Staat.AANGEBODEN).naar(Staat.AANGENOMEN, op=NU, door="lotte")
    assert bij_lotte.aangenomen_door == "lotte"
    assert bij_lotte.naar(Staat.AFGEROND, op=NU, door="lotte").aangenomen_door == "lotte"
    assert bij_lotte.naar(Staat.AANGEBODEN, op=NU, door="lotte").aangenomen_door is None


def test_de_tweede_die_aanneemt_hoort_wie_eerder_was() -> None:
    bij_lotte = een_overdracht(Staat.AANGEBODEN).naar(Staat.AANGENOMEN, op=NU, door="lotte")
    with pytest.raises(AlAangenomen, match="lotte"):
        bij_lotte.naar(Staat.AANGENOMEN, op=NU, door="kim")
    assert bij_lotte.aangenomen_door == "lotte"


def test_een_ingetrokken_vraag_kan_niemand_meer_aannemen() -> None:
    weg = een_overdracht(Staat.AANGEBODEN).naar(Staat.INGETROKKEN, op=NU, door="inwoner")
    with pytest.raises(OngeldigeStap):
        weg.naar(Staat.AANGENOMEN, op=NU, door="lotte")
