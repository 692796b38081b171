"""Zegt een vervolgbericht iets nieuws, of licht het toe wat al bekend is (R31, docs/besluiten/022)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

import numpy as np
from scipy.sparse import csr_matrix, hstack
from scipy.special import expit
from sklearn.linear_model import LogisticRegression

from assistent.taal.kenmerken import Kenmerken, Zin
from assistent.taal.woordvectoren import Rij

Patroonsignalen = Collection[tuple[str, str]]
"""(soort, sleutel) van wat de patronen in hetzelfde bericht hoorden."""

ELKE, WEEGT_VRAAG = 8, 0.1
"""Eén op de zoveel losse vragen doet mee, met dit gewicht naast een vervolgbericht: de schrijvers maakten expres veel toelichting."""


class Vervolg:
    """Een lineair model op de zin, hoe lang zij is, of zij vraagt, en of er een probleem in klinkt."""

    def __init__(self, gewicht: Rij, extra: Rij, grens: float) -> None:
        self._gewicht, self._extra, self._grens = gewicht, extra, grens

    def kans(self, tekst: str, zin: Zin, patronen: Patroonsignalen) -> float:
        """De kans dat dit bericht een nieuwe vraag of een nieuw probleem noemt (0 tot 1)."""
        gewogen = zin.waarden @ self._gewicht[zin.kolommen] + _extra(tekst, patronen) @ self._extra
        return float(expit(gewogen + self._grens))


def leer(
    kenmerken: Kenmerken,
    berichten: Sequence[tuple[str, bool]],
    vragen: Sequence[str],
    patronen: Callable[[str], Patroonsignalen],
) -> Vervolg:
    """Leer van vervolgberichten met of zonder iets nieuws, en een beetje van losse vragen: die zijn altijd nieuw."""
    vragen = vragen[::ELKE]
    alle = [*berichten, *((tekst, True) for tekst in vragen)]
    zinnen = kenmerken.zet_om([tekst for tekst, _ in alle])
    extra = np.stack([_extra(tekst, patronen(tekst)) for tekst, _ in alle])
    matrix = hstack([zinnen, csr_matrix(extra)]).tocsr()
    gewicht = [1.0] * len(berichten) + [WEEGT_VRAAG] * len(vragen)
    model = LogisticRegression(C=1.0, max_iter=1000).fit(matrix, [nieuw for _, nieuw in alle], gewicht)
    breed = zinnen.shape[1]
    return Vervolg(model.coef_[0, :breed], model.coef_[0, breed:], float(model.intercept_[0]))


def _extra(tekst: str, patronen: Patroonsignalen) -> Rij:
    probleem = any(soort == "leefgebied" for soort, _ in patronen)
    return np.array([len(tekst.split()) / 10, "?" in tekst, probleem], dtype=np.float64)
