"""De tweede laag van het signaalmodel: tekens die elkaar bevestigen wegen zwaarder dan elk apart (docs/besluiten/028)."""

from __future__ import annotations

import numpy as np

from assistent.taal.stapel import Stapel, kolommen
from assistent.taal.woordvectoren import Rij

GEBIEDEN = 3


def bericht(klinkt: Rij, direct: Rij, patroon: int | None = None) -> Rij:
    hoort = np.zeros(GEBIEDEN)
    if patroon is not None:
        hoort[patroon] = 1.0
    return kolommen(np.stack([klinkt, klinkt, klinkt - 0.5]), np.array([0.2, 0.4, -0.1]), direct, hoort)


def geleerd() -> Stapel:
    """Een probleem is waar het klinkt en het hele bericht ook als probleem klinkt."""
    toeval = np.random.default_rng(1)
    rijen, doelen = [], []
    for _ in range(400):
        klinkt, direct = toeval.normal(size=GEBIEDEN), toeval.normal(size=GEBIEDEN)
        rijen.append(bericht(klinkt, direct))
        doelen.append((klinkt > 0) & (direct > 0))
    return Stapel().leer(rijen, doelen)


def test_twee_tekens_samen_zeggen_meer_dan_een() -> None:
    stapel = geleerd()
    samen, een, geen = stapel.kans(bericht(np.array([1.0, 1.0, -1.0]), np.array([1.0, -1.0, -1.0])))
    assert samen > 0.8
    assert een < 0.4
    assert geen < 0.1


def test_een_bericht_van_een_deel_telt_als_zijn_eigen_deel() -> None:
    klank = np.array([[1.0, -1.0, 0.0]])
    rij = kolommen(klank, np.array([0.3]), np.zeros(GEBIEDEN), np.zeros(GEBIEDEN))
    assert (rij[:, 0] == rij[:, 1]).all()
    assert rij.shape == (GEBIEDEN, 11)
