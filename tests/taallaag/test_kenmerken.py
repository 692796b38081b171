"""De snelle weg voor één bericht geeft dezelfde getallen als de weg waarmee getraind is."""

from __future__ import annotations

import pickle

import numpy as np
import pytest
from sklearn.svm import LinearSVC

from assistent.taal.kenmerken import Gewichten, Kenmerken
from assistent.taal.woordvectoren import Woordvectoren

ZINNEN = [
    "ik kan de huur niet betalen",
    "de huur is weer 40 euro omhoog",
    "mijn moeder heeft hulp nodig bij het huishouden",
    "wie helpt mijn moeder met koken",
    "ik zoek een taalcursus voor mijn buurvrouw",
    "waar kan ik nederlands leren",
]
DOEL = ["geld", "geld", "zorg", "zorg", "taal", "taal"]
NIEUW = ["kan iemand mn moeder helpen??", "huurachterstand van 900 euro", "", "🏠 zyxwv"]


@pytest.fixture(scope="module")
def kenmerken() -> Kenmerken:
    """Geleerd van zes zinnen."""
    geleerd = Kenmerken({"mn": "mijn"})
    geleerd.leer(ZINNEN)
    return geleerd


@pytest.mark.parametrize("tekst", [*ZINNEN, *NIEUW])
def test_een_bericht_wordt_net_zo_gelezen_als_een_trainingszin(tekst: str, kenmerken: Kenmerken) -> None:
    traag = np.asarray(kenmerken.zet_om([tekst]).todense())[0]
    zin = kenmerken.lees([tekst])[0]
    snel = np.zeros_like(traag)
    snel[zin.kolommen] = zin.waarden
    np.testing.assert_allclose(snel, traag, atol=1e-5)


def test_naast_elkaar_wegen_geeft_hetzelfde_oordeel_als_elk_model_apart(kenmerken: Kenmerken) -> None:
    matrix = kenmerken.zet_om(ZINNEN)
    modellen = [
        LinearSVC(random_state=1).fit(matrix, DOEL),
        LinearSVC(random_state=1).fit(matrix, [d == "geld" for d in DOEL]),
    ]
    gewogen = Gewichten(modellen).weeg(kenmerken.lees(NIEUW))
    apart = np.column_stack([m.decision_function(kenmerken.zet_om(NIEUW)) for m in modellen])
    np.testing.assert_allclose(gewogen, apart, atol=1e-4)


def test_een_bewaard_model_leest_hetzelfde(kenmerken: Kenmerken) -> None:
    kenmerken.lees(NIEUW)
    terug = pickle.loads(pickle.dumps(kenmerken))
    for een, twee in zip(kenmerken.lees(NIEUW), terug.lees(NIEUW), strict=True):
        np.testing.assert_array_equal(een.kolommen, twee.kolommen)
        np.testing.assert_allclose(een.waarden, twee.waarden)


def test_twee_woorden_met_dezelfde_betekenis_liggen_dichter_bij_elkaar() -> None:
    betekenis = Woordvectoren()
    betekenis.leer(["auto", "voertuig", "kaas", "fiets"])
    auto, wagen, kaas = (betekenis.vector(w) for w in ("auto", "voertuig", "kaas"))
    assert auto @ wagen > auto @ kaas


def test_een_woord_dat_niemand_leerde_verandert_de_betekenis_niet(kenmerken: Kenmerken) -> None:
    zin = NIEUW[0]
    np.testing.assert_array_equal(kenmerken.betekenis.vector(zin), kenmerken.betekenis.vector(f"{zin} xyzonbekend"))
