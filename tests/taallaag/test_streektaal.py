"""Streektaal wordt verstaan, en een Nederlands bericht blijft Nederlands (domein §3.2)."""

from __future__ import annotations

import pickle

import pytest

from assistent.config import WORTEL
from assistent.taal.chattaal import Chattaal, laad_chattaal
from assistent.taal.lezer import Lezer
from assistent.taal.normaal import woorden
from assistent.taal.signaalpatronen import laad_signalen

SIGNALEN = WORTEL / "kennisbank" / "signalen"
FRIES = {"zeker": {"haw": "heb", "hus": "huis", "myn": "mijn", "jild": "geld"}, "dubbel": {"net": "niet", "no": "nu"}}


def vormen(tekst: str, lijst: Chattaal) -> str:
    return " ".join(w.vorm for w in woorden(tekst, lijst))


@pytest.mark.parametrize(
    ("tekst", "verwacht"),
    [
        ("ik haw net genôch jild yn hûs", "ik heb niet genoch geld yn huis"),
        ("ik ben net gebeld", "ik ben net gebeld"),
        ("ik haw net gebeld", "ik heb net gebeld"),
    ],
)
def test_een_woord_dat_ook_nederlands_is_telt_alleen_in_een_bericht_vol_streektaal(tekst: str, verwacht: str) -> None:
    lijst = Chattaal({}, [FRIES])
    assert vormen(tekst, lijst) == verwacht
    assert vormen(tekst, pickle.loads(pickle.dumps(lijst))) == verwacht


@pytest.mark.parametrize(
    ("tekst", "leefgebied"),
    [
        ("ik haw safolle skulden en gjin jild mear om de hier te beteljen", "geld"),
        ("wie hebben schulden en kinnen huur nait meer betoalen", "geld"),
    ],
)
def test_een_probleem_in_streektaal_wordt_gehoord_met_de_eigen_woorden_als_bewijs(tekst: str, leefgebied: str) -> None:
    signalen = [s for s in Lezer(laad_signalen(SIGNALEN)).lees(tekst).signalen if s.sleutel == leefgebied]
    assert signalen
    assert signalen[0].tekst in tekst


def test_elk_zeker_streekwoord_is_geen_gewoon_nederlands_woord() -> None:
    lijst = laad_chattaal(SIGNALEN)
    assert not {"net", "wie", "no", "kin", "wol", "as", "it"} & lijst.keys()
