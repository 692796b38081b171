"""De tweede laag van het signaalmodel: weegt alles wat over een leefgebied klinkt tot één kans op een probleem (docs/besluiten/028)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.special import expit
from sklearn.linear_model import LogisticRegression

from assistent.taal.woordvectoren import Rij


def kolommen(klank: Rij, ernst: Rij, direct: Rij, patroon: Rij) -> Rij:
    """Per leefgebied hoe het klinkt (leefgebieden x 11).

    `klank` (delen x leefgebieden) en `ernst` (delen) zijn van het hele bericht en dan van de losse delen; `direct` (leefgebieden) zegt of
    het hele bericht als een probleem daarmee klinkt, `patroon` (leefgebieden) of een patroon het hoorde.
    """
    heel, los = klank[0], klank[min(1, len(klank) - 1) :]
    ernst_los = ernst[min(1, len(klank) - 1) :]
    return np.column_stack(
        [
            heel,
            los.max(axis=0),
            (los + 0.5 * ernst_los[:, None]).max(axis=0),
            ernst_los[los.argmax(axis=0)],
            np.full(len(heel), ernst[0]),
            heel.max() - heel,
            patroon,
            direct,
            direct - direct.max(),
            (-direct).argsort().argsort() / len(direct),
            np.tanh(2 * direct),
        ]
    )


class Stapel:
    """Een logistische regressie op die kolommen en hun producten: het ene teken telt zwaarder als het andere er ook is."""

    def leer(self, rijen: Sequence[Rij], doelen: Sequence[Rij]) -> Stapel:
        """Leer van (leefgebieden x kolommen) per bericht, met of het leefgebied een probleem is."""
        alles = np.vstack(rijen)
        self._midden, self._spreiding = alles.mean(axis=0), alles.std(axis=0) + 1e-9
        kenmerken = np.vstack([self._maak(rij) for rij in rijen])
        model = LogisticRegression(C=1.0, max_iter=3000).fit(kenmerken, np.concatenate(doelen))
        self._gewicht, self._grens = model.coef_[0], float(model.intercept_[0])
        return self

    def kans(self, rij: Rij) -> Rij:
        """De kans op een probleem per leefgebied."""
        return np.asarray(expit(self._maak(rij) @ self._gewicht + self._grens))

    def _maak(self, rij: Rij) -> Rij:
        gelijk = (rij - self._midden) / self._spreiding
        i, j = np.triu_indices(gelijk.shape[1])
        # Het ene leefgebied komt vaker voor dan het andere: elk een eigen grens.
        return np.hstack([gelijk, gelijk[:, i] * gelijk[:, j], np.eye(len(gelijk))])
