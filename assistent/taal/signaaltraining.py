"""Het geleerde signaalmodel: hoort problemen die de patronen missen (docs/besluiten/007).

Twee lagen. De eerste kent de woorden: welk leefgebied klinkt er in een stukje tekst, en wordt er een probleem
verteld of iets gevraagd. De tweede weegt het hele bericht, de losse zinsdelen en de patronen samen, voor elk
leefgebied op dezelfde manier. Het model mag alleen toevoegen; het bewijs zijn de woorden die het zwaarst wogen.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import joblib
import numpy as np
import yaml
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from assistent.taal.kenmerken import Kenmerken
from assistent.taal.lezer import Lezer
from assistent.taal.normaal import woorden

Rij = np.ndarray[Any, Any]
DREMPELS = {"leefgebied": 0.40, "markering": 0.40}
CRISIS_DREMPEL = 0.1
"""Afstand tot de grens. Gekozen door steeds één schrijver weg te laten: lager mist minder mensen maar meldt vaker vals."""
MIN_VOORBEELDEN = 15
MAX_DELEN = 10
_KNIP = re.compile(
    r"(?<=[.!?;])\s+|,\s+|\s+(?:en|maar|want|omdat|dus|terwijl|ook|daarnaast|verder)\s+", re.IGNORECASE
)
_Lader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Geval:
    """Een gelabelde zin of een verhaal."""

    tekst: str
    geraakt: frozenset[str]
    probleem: frozenset[str]
    markeringen: frozenset[str]
    crisis: str | None
    verhaal: bool
    """Waar voor een heel bericht; onwaar voor een losse uitspraak."""


@dataclass(frozen=True)
class Gegevens:
    """Alles waar het signaalmodel van leert."""

    zinnen: Sequence[tuple[str, frozenset[str], str | None]]
    """Intentzinnen: (tekst, leefgebieden van het onderwerp, crisiscode)."""
    gevallen: Sequence[Geval]
    crisiszinnen: Sequence[tuple[str, str | None]]


def knip(tekst: str) -> list[str]:
    """De zinsdelen van een bericht die groot genoeg zijn om iets te zeggen."""
    delen = [d.strip() for d in _KNIP.split(tekst) if len(d.split()) >= 3]
    return delen[:MAX_DELEN] or [tekst]


class Signaalmodel:
    """Zie `taal.lezer.Geleerd`."""

    def __init__(self, kenmerken: Kenmerken, lezer: Lezer) -> None:
        self.kenmerken, self._lezer = kenmerken, lezer
        self.leefgebieden: list[str] = []
        self.los: list[tuple[str, str]] = []
        """Markeringen: één model per signaal op het hele bericht."""
        self._woorden: Any = None
        self._probleem: Any = None
        self._stapel: Any = None
        self._losse: list[Any] = []
        self._crisis: Any = None
        self._code: Any = None

    def koppel(self, lezer: Lezer) -> Signaalmodel:
        """Verbind een geladen model met de patronen van nu."""
        self._lezer = lezer
        return self

    def __getstate__(self) -> dict[str, Any]:
        """De patronen komen uit de kennisbank en gaan niet mee in het modelbestand."""
        return {k: v for k, v in self.__dict__.items() if k != "_lezer"}

    def leer(self, gegevens: Gegevens) -> Signaalmodel:
        """Leer beide lagen."""
        uitspraken = [g for g in gegevens.gevallen if not g.verhaal]
        basis = [(z[0], z[1]) for z in gegevens.zinnen] + [(g.tekst, g.geraakt) for g in uitspraken]
        self.leefgebieden = sorted({g for _, gebieden in basis for g in gebieden})
        matrix = self.kenmerken.leer([t for t, _ in basis])
        self._woorden = _lagen(matrix, [{*g} for _, g in basis], self.leefgebieden)
        alle = list(gegevens.gevallen)
        alles = self.kenmerken.zet_om([g.tekst for g in alle])
        doel = np.array([bool(g.probleem) for g in alle])
        self._probleem = LogisticRegression(C=2.0, solver="liblinear").fit(alles, doel)
        self._leer_stapel([g for g in alle if g.verhaal], alles, alle, doel)
        self._leer_losse(gegevens, alles, alle)
        return self

    def _leer_stapel(
        self, verhalen: Sequence[Geval], alles: csr_matrix, alle: Sequence[Geval], doel: Rij
    ) -> None:
        """De tweede laag leert op verhalen die de probleemlaag niet zag (vijf delen)."""
        plek = np.array([i for i, g in enumerate(alle) if g.verhaal])
        deel = np.arange(len(plek)) % 5
        rijen: list[Rij] = []
        doelen: list[Rij] = []
        for k in range(5):
            buiten = plek[deel == k]
            rest = np.setdiff1d(np.arange(len(alle)), buiten)
            probleem = LogisticRegression(C=2.0, solver="liblinear").fit(alles[rest], doel[rest])
            for i in buiten:
                rijen.append(self._kolommen(alle[i].tekst, probleem))
                doelen.append(np.array([g in alle[i].probleem for g in self.leefgebieden]))
        self._stapel = LogisticRegression(C=1.0, max_iter=1000).fit(np.vstack(rijen), np.concatenate(doelen))

    def _leer_losse(self, gegevens: Gegevens, alles: csr_matrix, alle: Sequence[Geval]) -> None:
        for sleutel in (f"M{n}" for n in range(1, 11)):
            doel = np.array([sleutel in g.markeringen for g in alle])
            if doel.sum() < MIN_VOORBEELDEN:
                continue
            model = LogisticRegression(C=6.0, solver="liblinear", class_weight={True: 2.0, False: 1.0})
            self.los.append(("markering", sleutel))
            self._losse.append(model.fit(alles, doel))
        crisis = [*gegevens.crisiszinnen, *((z[0], z[2]) for z in gegevens.zinnen)]
        matrix = self.kenmerken.zet_om([t for t, _ in crisis])
        codes = np.array([c or "" for _, c in crisis])
        self._crisis = LinearSVC(C=0.3, random_state=1).fit(matrix, codes != "")
        self._code = LinearSVC(C=0.3, random_state=1).fit(matrix[codes != ""], codes[codes != ""])

    def hoor(self, tekst: str) -> list[tuple[str, str, str]]:
        """Signalen boven hun drempel, met de woorden die het zwaarst wogen."""
        matrix = self.kenmerken.zet_om([tekst, *knip(tekst)])
        heel = matrix[0]
        kansen = self._stapel.predict_proba(self._weeg(tekst, matrix, self._probleem))[:, 1]
        uit = [
            ("leefgebied", gebied, self._bewijs(tekst, heel, self._woorden[i].coef_[0]))
            for i, gebied in enumerate(self.leefgebieden)
            if kansen[i] >= DREMPELS["leefgebied"]
        ]
        for (soort, sleutel), model in zip(self.los, self._losse, strict=True):
            if model.predict_proba(heel)[0, 1] >= DREMPELS[soort]:
                uit.append((soort, sleutel, self._bewijs(tekst, heel, model.coef_[0])))
        if self._crisis.decision_function(heel)[0] >= CRISIS_DREMPEL:
            uit.append(
                ("crisis", str(self._code.predict(heel)[0]), self._bewijs(tekst, heel, self._crisis.coef_[0]))
            )
        return uit

    def _kolommen(self, tekst: str, probleem: Any) -> Rij:
        return self._weeg(tekst, self.kenmerken.zet_om([tekst, *knip(tekst)]), probleem)

    def _weeg(self, tekst: str, matrix: csr_matrix, probleem: Any) -> Rij:
        """Per leefgebied: hoe het klinkt in het geheel en in de delen, of er een probleem klinkt, en het patroon."""
        klank = np.column_stack([m.decision_function(matrix) for m in self._woorden])
        ernst = np.tanh(probleem.decision_function(matrix))
        heel, los = klank[0], klank[1:]
        best = los.argmax(axis=0)
        patroon = {s for soort, s in self._lezer.patroonsignalen(tekst) if soort == "leefgebied"}
        return np.column_stack(
            [
                heel,
                los.max(axis=0),
                (los + 0.5 * ernst[1:, None]).max(axis=0),
                ernst[1:][best],
                np.full(len(heel), ernst[0]),
                heel.max() - heel,
                np.full(len(heel), len(los)),
                [float(g in patroon) for g in self.leefgebieden],
            ]
        )

    def _bewijs(self, tekst: str, rij: csr_matrix, gewichten: Rij) -> str:
        """De één tot drie woorden uit de tekst die het meest bijdroegen."""
        bijdrage: dict[str, float] = {}
        namen = self.kenmerken.namen
        for kolom, waarde in zip(rij.indices, rij.data, strict=True):
            if kolom < len(namen) and not namen[kolom].startswith("…"):
                for woord in namen[kolom].split():
                    bijdrage[woord] = bijdrage.get(woord, 0.0) + float(waarde * gewichten[kolom])
        zin = woorden(tekst, self.kenmerken.chattaal)
        kandidaten = {w.lemma for w in zin if w.lemma.isalpha() and bijdrage.get(w.lemma, 0.0) > 0}
        best = sorted(kandidaten, key=lambda lem: -bijdrage[lem])[:3]
        plekken = sorted({(w.van, w.tot) for w in zin if w.lemma in best})[:3]
        return " … ".join(tekst[v:t] for v, t in plekken) or tekst[:60]


def _lagen(matrix: csr_matrix, doelen: Sequence[set[str]], namen: Sequence[str]) -> list[LinearSVC]:
    return [
        LinearSVC(C=0.3, random_state=1).fit(matrix, np.array([naam in d for d in doelen])) for naam in namen
    ]


def lees_gegevens(
    map_: Path, leefgebieden: Mapping[str, Sequence[str]], crisis: Mapping[str, str]
) -> Gegevens:
    """Lees `data/nlu` en `data/signalen`; `crisis` is code naar onderwerp."""
    code = {onderwerp: c for c, onderwerp in crisis.items()}
    zinnen = []
    for pad in sorted((map_ / "nlu").glob("*.yml")):
        for blok in yaml.load(pad.read_text("utf-8"), Loader=_Lader)["nlu"]:
            intent = blok["intent"]
            if intent in leefgebieden and not leefgebieden[intent] and intent not in _ZONDER_GEBIED:
                continue
            gebieden = frozenset(leefgebieden.get(intent, ()))
            for regel in blok["examples"].splitlines():
                zinnen.append((regel[2:].strip(), gebieden, code.get(intent)))
    gevallen, crisiszinnen = [], []
    for pad in sorted((map_ / "signalen").glob("*.yml")):
        for geval in yaml.load(pad.read_text("utf-8"), Loader=_Lader):
            if "probleem" not in geval:
                crisiszinnen.append((geval["tekst"], geval["crisis"]))
            else:
                # Patronen zijn op de patroonverhalen afgesteld: daar zou de tweede laag hen te veel vertrouwen.
                gevallen.append(_geval(geval, verhaal=pad.name.startswith("verhalen")))
    return Gegevens(zinnen, gevallen, crisiszinnen)


_ZONDER_GEBIED = frozenset({"klacht", "juridische_hulp", "smalltalk", "burgerzaken_overig", "belasting_rijk"})
"""Onderwerpen zonder leefgebied die een goed tegenvoorbeeld zijn; bij de andere is het wat iemand noemt."""


def _geval(geval: Mapping[str, Any], *, verhaal: bool) -> Geval:
    return Geval(
        geval["tekst"],
        frozenset([*geval["probleem"], *geval.get("vraag", ())]),
        frozenset(geval["probleem"]),
        frozenset(geval["markeringen"]),
        geval.get("crisis"),
        verhaal,
    )


def train(gegevens: Gegevens, lezer: Lezer) -> Signaalmodel:
    """Train het hele model."""
    return Signaalmodel(Kenmerken(lezer.patronen.chattaal), lezer).leer(gegevens)


def bewaar(model: Signaalmodel, pad: Path) -> None:
    """Schrijf het model weg."""
    joblib.dump(model, pad, compress=3)
