"""Een zin als getallen: lettergroepen, woordgroepen en wat de woorden betekenen (docs/besluiten/006)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from joblib import Parallel, delayed
from scipy.sparse import csr_matrix, hstack
from sklearn.base import clone
from sklearn.feature_extraction.text import TfidfVectorizer

from assistent.taal.normaal import woorden
from assistent.taal.woordvectoren import Rij, Woordvectoren

BETEKENIS = 1.0
"""Gewicht van de woordvectoren naast de letter- en woordgroepen; gekozen met kruistoetsing per schrijver."""
KERNEN = 2
"""Zoveel modellen leren tegelijk; elk kost zolang een kopie van de matrix (een gigabyte)."""
_EENHEID = "een|twee|drie|vier|vijf|zes|zeven|acht|negen"
_CIJFERS = re.compile(
    rf"\d+|\b(?:(?:{_EENHEID})en)?(?:twin|der|veer|vijf|zes|zeven|tach|negen)tig(?:ste)?\b"
)
_LEEG = np.empty(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Zin:
    """De kenmerken van één zin: kolommen met hun waarde; de laatste kolommen zijn de betekenis."""

    kolommen: Rij
    waarden: Rij


class _Telling:
    """Dezelfde getallen als `TfidfVectorizer.transform`, zonder haar controles bij elke zin."""

    def __init__(self, leerder: TfidfVectorizer, *, per_woord: bool) -> None:
        ontleed: Callable[[str], list[str]] = leerder.build_analyzer()
        schat: dict[str, int] = leerder.vocabulary_
        self._idf = leerder.idf_.astype(np.float32)

        def plekken(tekst: str) -> Rij:
            return np.array([k for n in ontleed(tekst) if (k := schat.get(n)) is not None], dtype=np.int64)

        # Lettergroepen gaan nooit over een spatie heen: elk woord wordt maar één keer ontleed.
        los = lru_cache(maxsize=20_000)(plekken)
        self._plekken: Callable[[str], Rij] = plekken
        if per_woord:
            self._plekken = lambda tekst: np.concatenate([_LEEG, *map(los, tekst.split())])

    def __call__(self, tekst: str) -> tuple[Rij, Rij]:
        kolommen, aantal = np.unique(self._plekken(tekst), return_counts=True)
        waarden = (np.log(aantal, dtype=np.float32) + 1) * self._idf[kolommen]
        return kolommen, waarden / max(float(np.linalg.norm(waarden)), 1e-9)


class Kenmerken:
    """Leert de lettergroepen en woordgroepen van de trainingszinnen en zet zinnen om in getallen."""

    def __init__(self, chattaal: Mapping[str, str]) -> None:
        self.chattaal = chattaal
        self.letters = TfidfVectorizer(
            analyzer="char_wb", ngram_range=(2, 5), min_df=2, sublinear_tf=True, dtype=np.float32
        )
        self.woorden = TfidfVectorizer(
            ngram_range=(1, 2), sublinear_tf=True, token_pattern=r"\S+", dtype=np.float32
        )
        self.betekenis = Woordvectoren()

    def leer(self, teksten: Sequence[str]) -> csr_matrix:
        """Leer de kenmerken en geef de matrix van de trainingszinnen."""
        vormen, lemmas = self._splits(teksten)
        self.betekenis.leer(vormen)
        return self._plak(self.letters.fit_transform(vormen), self.woorden.fit_transform(lemmas), vormen)

    def zet_om(self, teksten: Sequence[str]) -> csr_matrix:
        """De matrix van veel zinnen, voor het trainen."""
        vormen, lemmas = self._splits(teksten)
        return self._plak(self.letters.transform(vormen), self.woorden.transform(lemmas), vormen)

    def lees(self, teksten: Sequence[str]) -> list[Zin]:
        """De zinnen van één bericht: dezelfde getallen als `zet_om`, tien keer zo snel."""
        vormen, lemmas = self._splits(teksten)
        letters, losse = self._tellingen
        breed = len(self.letters.vocabulary_)
        eind = breed + len(self.woorden.vocabulary_)
        zinnen = []
        for vorm, lemma in zip(vormen, lemmas, strict=True):
            (a, x), (b, y) = letters(vorm), losse(lemma)
            vector = self.betekenis.vector(vorm) * BETEKENIS
            kolommen = np.concatenate([a, b + breed, np.arange(eind, eind + len(vector))])
            zinnen.append(Zin(kolommen, np.concatenate([x, y, vector])))
        return zinnen

    def woordgroepen(self, zin: Zin) -> Iterator[tuple[str, int, float]]:
        """De leesbare kenmerken van een zin: woord of woordpaar, kolom en waarde."""
        begin, namen = len(self.letters.vocabulary_), self._namen
        for plek in np.flatnonzero((zin.kolommen >= begin) & (zin.kolommen < begin + len(namen))):
            kolom = int(zin.kolommen[plek])
            yield namen[kolom - begin], kolom, float(zin.waarden[plek])

    @cached_property
    def _namen(self) -> Sequence[str]:
        return list(self.woorden.get_feature_names_out())

    @cached_property
    def _tellingen(self) -> tuple[_Telling, _Telling]:
        return _Telling(self.letters, per_woord=True), _Telling(self.woorden, per_woord=False)

    def __getstate__(self) -> dict[str, Any]:
        """Wat zo weer uit te rekenen is gaat niet mee in het modelbestand."""
        return {k: v for k, v in self.__dict__.items() if k not in ("_namen", "_tellingen")}

    def _plak(self, letters: Any, woordgroepen: Any, vormen: Sequence[str]) -> csr_matrix:
        betekenis = np.stack([self.betekenis.vector(v) for v in vormen]) * BETEKENIS
        return hstack([letters, woordgroepen, csr_matrix(betekenis)]).tocsr()

    def _splits(self, teksten: Sequence[str]) -> tuple[list[str], list[str]]:
        zinnen = [woorden(t, self.chattaal) for t in teksten]
        return [_plat(w.vorm for w in z) for z in zinnen], [_plat(w.lemma for w in z) for z in zinnen]


class Gewichten:
    """Lineaire modellen naast elkaar: één keer wegen in plaats van één keer per model."""

    def __init__(self, modellen: Sequence[Any]) -> None:
        gewichten = np.vstack([m.coef_ for m in modellen])
        self._gewichten = np.ascontiguousarray(gewichten.T, dtype=np.float32)
        self._grens = np.concatenate([np.atleast_1d(m.intercept_) for m in modellen]).astype(np.float32)

    def __getstate__(self) -> dict[str, Any]:
        """Half zo nauwkeurig in het bestand: een half zo groot model is sneller weggeschreven en geladen."""
        return {"gewichten": self._gewichten.astype(np.float16), "grens": self._grens}

    def __setstate__(self, staat: dict[str, Any]) -> None:
        self._gewichten, self._grens = staat["gewichten"].astype(np.float32), staat["grens"]

    def weeg(self, zinnen: Sequence[Zin]) -> Rij:
        """De afstand tot de grens, per zin en per model (n x modellen)."""
        return np.asarray(np.stack([z.waarden @ self._gewichten[z.kolommen] for z in zinnen]) + self._grens)

    def van(self, nummer: int) -> Rij:
        """De gewichten van één model."""
        return np.asarray(self._gewichten[:, nummer])


def naast_elkaar(leerder: Any, matrix: csr_matrix, doelen: Iterable[Any]) -> list[Any]:
    """Per doel dezelfde leerder op dezelfde zinnen geleerd, op twee kernen tegelijk."""
    # Zoals de leerder haar wil: anders sorteren twee draden tegelijk dezelfde matrix.
    matrix = matrix.astype(np.float64)
    matrix.sort_indices()
    return list(
        Parallel(n_jobs=KERNEN, prefer="threads")(
            delayed(clone(leerder).fit)(matrix, np.asarray(doel)) for doel in doelen
        )
    )


def _plat(zin: Iterable[str]) -> str:
    # Het ene bedrag of huisnummer zegt niets over het onderwerp; dat er een getal staat wel.
    return _CIJFERS.sub("0", " ".join(zin))
