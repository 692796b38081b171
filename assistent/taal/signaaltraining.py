"""Het geleerde signaalmodel: hoort problemen die de patronen missen (docs/besluiten/007).

Twee lagen. De eerste kent de woorden: welk leefgebied klinkt er in een stukje tekst, wordt er een probleem
verteld of iets gevraagd, en over welk leefgebied gaat het probleem. De tweede weegt het hele bericht, de losse
zinsdelen en de patronen samen. Het model mag alleen toevoegen; het bewijs zijn de woorden die het zwaarst wogen.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

import joblib
import numpy as np
from scipy.sparse import csr_matrix
from scipy.special import expit
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from assistent.taal.bewijs import bewijs
from assistent.taal.kenmerken import Gewichten, Kenmerken, Zin, naast_elkaar
from assistent.taal.klank import Klank
from assistent.taal.lezer import Lezer
from assistent.taal.poort import Poort
from assistent.taal.stapel import Stapel, kolommen
from assistent.taal.vervolg import Vervolg
from assistent.taal.vervolg import leer as leer_vervolg
from assistent.taal.voorbeelden import Gegevens, Geval
from assistent.taal.woordvectoren import Rij

DREMPEL = {"leefgebied": 0.5, "markering": 0.5}
"""Kans; gekozen op `data/gevallen`. Een leefgebied telt pas vanaf `kern.signalen.PROBLEEM_VANAF` als probleem."""
TWIJFEL = {"leefgebied": 0.5, "markering": 0.12}
"""Klinkt het zo zwak, dan telt ook een patroon maar zwak; gekozen op verhalen van schrijvers die de patronen niet kenden."""
TWIJFEL_WOORDEN = 6
"""In een korter bericht is er te weinig om aan te twijfelen."""
MIN_VOORBEELDEN = 15
MAX_DELEN = 10
DELEN = 4
"""In zoveel stukken vallen de verhalen uiteen voor de tweede laag."""
_SVC = LinearSVC(C=0.3, tol=0.02, random_state=1)
_KNIP = re.compile(
    r"(?<=[.!?;])\s+|,\s+|\s+(?:en|maar|want|omdat|dus|terwijl|ook|daarnaast|verder)\s+", re.IGNORECASE
)


def knip(tekst: str) -> list[str]:
    """De zinsdelen van een bericht die groot genoeg zijn om iets te zeggen."""
    delen = [d.strip() for d in _KNIP.split(tekst) if len(d.split()) >= 3]
    return delen[:MAX_DELEN] or [tekst]


class Signaalmodel:
    """Zie `taal.klank.Geleerd`."""

    def __init__(self, kenmerken: Kenmerken) -> None:
        self.kenmerken = kenmerken
        self.leefgebieden: list[str] = []
        self.markeringen: list[str] = []
        self.poort: Poort
        self._gewichten: Gewichten
        """Naast elkaar: leefgebieden, probleem, een probleem per leefgebied, markeringen."""
        self._stapel: Stapel
        self._vervolg: Vervolg

    def leer(self, gegevens: Gegevens, lezer: Lezer) -> Signaalmodel:
        """Leer beide lagen; de patronen van `lezer` zijn een kenmerk van de tweede."""
        uitspraken = [g for g in gegevens.gevallen if not g.verhaal]
        basis = [(z[0], z[1]) for z in gegevens.zinnen] + [(g.tekst, g.geraakt) for g in uitspraken]
        self.leefgebieden = sorted({g for _, gebieden in basis for g in gebieden})
        matrix = self.kenmerken.leer([t for t, _ in basis])
        lagen = naast_elkaar(_SVC, matrix, ([naam in g for _, g in basis] for naam in self.leefgebieden))
        alle = list(gegevens.gevallen)
        alles = self.kenmerken.zet_om([g.tekst for g in alle])
        self._leer_stapel(lagen, alles, alle, lezer)
        problemen = self._problemen(alles, alle)
        self._gewichten = Gewichten([*lagen, *problemen, *self._leer_markeringen(alles, alle)])
        self.poort = Poort(self.kenmerken).leer(gegevens)
        vragen = [tekst for tekst, gebieden, _ in gegevens.zinnen if gebieden]
        self._vervolg = leer_vervolg(self.kenmerken, gegevens.vervolg, vragen, lezer.patroonsignalen)
        return self

    def _leer_stapel(
        self, lagen: Sequence[Any], alles: csr_matrix, alle: Sequence[Geval], lezer: Lezer
    ) -> None:
        """De tweede laag leert op verhalen die de probleemlagen niet zagen; schrijvers staan bij elkaar, en vallen zo samen weg."""
        verhalen = [i for i, g in enumerate(alle) if g.verhaal]
        rijen: list[Rij] = []
        doelen: list[Rij] = []
        for buiten in np.array_split(verhalen, DELEN):
            rest = np.setdiff1d(np.arange(len(alle)), buiten)
            gewichten = Gewichten([*lagen, *self._problemen(alles[rest], [alle[i] for i in rest])])
            for i in buiten:
                tekst = alle[i].tekst
                gewogen = gewichten.weeg(self.kenmerken.lees([tekst, *knip(tekst)]))
                rijen.append(self._kolommen(gewogen, lezer.patroonsignalen(tekst)))
                doelen.append(np.array([g in alle[i].probleem for g in self.leefgebieden]))
        self._stapel = Stapel().leer(rijen, doelen)

    def _problemen(self, matrix: csr_matrix, gevallen: Sequence[Geval]) -> list[Any]:
        """Wordt er een probleem verteld, en op welk leefgebied."""
        doel = np.array([bool(g.probleem) for g in gevallen])
        ernst = LogisticRegression(C=2.0, solver="liblinear").fit(matrix, doel)
        doelen = ([naam in g.probleem for g in gevallen] for naam in self.leefgebieden)
        return [ernst, *naast_elkaar(_SVC, matrix, doelen)]

    def _leer_markeringen(self, alles: csr_matrix, alle: Sequence[Geval]) -> list[Any]:
        doelen = {f"M{n}": [f"M{n}" in g.markeringen for g in alle] for n in range(1, 11)}
        doelen = {sleutel: doel for sleutel, doel in doelen.items() if sum(doel) >= MIN_VOORBEELDEN}
        self.markeringen = list(doelen)
        model = LogisticRegression(C=6.0, solver="liblinear", class_weight={True: 2.0, False: 1.0})
        return naast_elkaar(model, alles, doelen.values())

    def hoor(self, tekst: str, patronen: Collection[tuple[str, str]]) -> Klank:
        """Signalen boven hun drempel met de woorden die het zwaarst wogen, twijfel, en de kans op iets nieuws."""
        zinnen, gewogen, leefgebied = self._luister(tekst, patronen)
        begin = 2 * len(self.leefgebieden) + 1
        markering = expit(gewogen[0, begin:])
        kansen = [
            *(("leefgebied", naam, i, leefgebied[i]) for i, naam in enumerate(self.leefgebieden)),
            *(("markering", naam, begin + i, markering[i]) for i, naam in enumerate(self.markeringen)),
        ]
        signalen = [
            (soort, naam, woorden, float(kans))
            for soort, naam, nummer, kans in kansen
            # Zonder een woord dat iets zegt is er niets om uit te leggen, en dus geen signaal (R25).
            if kans >= DREMPEL[soort] and (woorden := bewijs(self.kenmerken, self._gewichten, tekst, zinnen[0], nummer))
        ]
        if gevaar := self.poort.gevaar(tekst, zinnen[0]):
            signalen.append(("crisis", *gevaar, 1.0))
        kort = len(tekst.split()) < TWIJFEL_WOORDEN
        twijfel = frozenset((soort, naam) for soort, naam, _, kans in kansen if kans < TWIJFEL[soort] and not kort)
        return Klank(signalen, twijfel, self._vervolg.kans(tekst, zinnen[0], patronen))

    def geheel(
        self, verhaal: str, patronen: Collection[tuple[str, str]]
    ) -> list[tuple[str, str, float]]:
        """Zie `taal.klank.Geleerd`."""
        zinnen, _, leefgebied = self._luister(verhaal, patronen)
        return [
            (naam, woorden, float(leefgebied[i]))
            for i, naam in enumerate(self.leefgebieden)
            if leefgebied[i] >= DREMPEL["leefgebied"] and (woorden := bewijs(self.kenmerken, self._gewichten, verhaal, zinnen[0], i))
        ]

    def _luister(self, tekst: str, patronen: Collection[tuple[str, str]]) -> tuple[list[Zin], Rij, Rij]:
        """De zinnen met hun gewicht, en per leefgebied de kans op een probleem."""
        delen = knip(tekst)
        zinnen = self.kenmerken.lees([tekst, *delen] if delen != [tekst] else delen)
        gewogen = self._gewichten.weeg(zinnen)
        return zinnen, gewogen, self._stapel.kans(self._kolommen(gewogen, patronen))

    def waarschijnlijkst(self, tekst: str, codes: Sequence[str]) -> list[str]:
        """Zie `taal.klank.Geleerd`."""
        return self.poort.waarschijnlijkst(tekst, codes)

    def bevestigt(self, tekst: str) -> bool:
        """Zie `taal.klank.Geleerd`."""
        return self.poort.bevestigt(tekst)

    def _kolommen(self, gewogen: Rij, patronen: Collection[tuple[str, str]]) -> Rij:
        n = len(self.leefgebieden)
        patroon = np.array([float(("leefgebied", g) in patronen) for g in self.leefgebieden])
        return kolommen(gewogen[:, :n], np.tanh(gewogen[:, n]), gewogen[0, n + 1 : 2 * n + 1], patroon)


def train(gegevens: Gegevens, lezer: Lezer) -> Signaalmodel:
    """Train het hele model."""
    return Signaalmodel(Kenmerken(lezer.patronen.chattaal)).leer(gegevens, lezer)


def bewaar(model: Signaalmodel, pad: Path) -> None:
    """Schrijf het model weg, in één keer: wie het intussen laadt krijgt het oude of het nieuwe, nooit een half."""
    nieuw = pad.with_suffix(".nieuw")
    joblib.dump(model, nieuw, compress=3)
    nieuw.replace(pad)
