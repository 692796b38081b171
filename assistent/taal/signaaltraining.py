"""Het geleerde signaalmodel: hoort problemen die de patronen missen (docs/besluiten/007).

Twee lagen. De eerste kent de woorden: welk leefgebied klinkt er in een stukje tekst, en wordt er een probleem
verteld of iets gevraagd. De tweede weegt het hele bericht, de losse zinsdelen en de patronen samen, voor elk
leefgebied op dezelfde manier. Het model mag alleen toevoegen; het bewijs zijn de woorden die het zwaarst wogen.
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
from spacy.lang.nl.stop_words import STOP_WORDS

from assistent.taal.kenmerken import Gewichten, Kenmerken, Zin
from assistent.taal.lezer import Klank, Lezer
from assistent.taal.normaal import Woord, gelijk, lemma, woorden
from assistent.taal.vervolg import Vervolg
from assistent.taal.vervolg import leer as leer_vervolg
from assistent.taal.voorbeelden import Gegevens, Geval
from assistent.taal.woordvectoren import Rij
from assistent.taal.zoekwoorden import inhoud

DREMPEL = {"leefgebied": 0.5, "markering": 0.5}
"""Kans; gekozen op `data/gevallen`. Een leefgebied telt pas vanaf `kern.signalen.PROBLEEM_VANAF` als probleem."""
TWIJFEL = {"leefgebied": 0.5, "markering": 0.12}
"""Klinkt het zo zwak, dan telt ook een patroon maar zwak; gekozen op verhalen van schrijvers die de patronen niet kenden."""
TWIJFEL_WOORDEN = 6
"""In een korter bericht is er te weinig om aan te twijfelen."""
CRISIS_DREMPEL = -0.2
"""Afstand tot de grens. Gekozen door steeds één schrijver weg te laten: lager mist minder mensen maar meldt vaker vals."""
AANWIJZING_DREMPEL = -0.35
"""Zo ver onder de grens mag een stuk tekst klinken om een aanwijzing van een patroon toch te bevestigen."""
MIN_VOORBEELDEN = 15
MAX_DELEN = 10
STUK, STAP = 24, 12
"""Een zin zonder eind leest de poort in stukken van zoveel woorden, steeds zoveel verder."""
_KNIP = re.compile(
    r"(?<=[.!?;])\s+|,\s+|\s+(?:en|maar|want|omdat|dus|terwijl|ook|daarnaast|verder)\s+", re.IGNORECASE
)
_ZIN = re.compile(r"(?<=[.!?;])\s+|\n+")


def knip(tekst: str) -> list[str]:
    """De zinsdelen van een bericht die groot genoeg zijn om iets te zeggen."""
    delen = [d.strip() for d in _KNIP.split(tekst) if len(d.split()) >= 3]
    return delen[:MAX_DELEN] or [tekst]


def stukken(tekst: str) -> list[str]:
    """De zinnen van een bericht, en een heel lange in stukken: één zin over gevaar verdrinkt niet in een lang verhaal."""
    uit: list[str] = []
    for zin in _ZIN.split(tekst):
        losse = zin.split()
        if len(losse) <= STUK + STAP // 2:
            uit.append(zin)
        else:
            uit += [" ".join(losse[i : i + STUK]) for i in range(0, len(losse) - STAP, STAP)]
    return [u for u in uit if len(u.split()) > 2]


class Signaalmodel:
    """Zie `taal.lezer.Geleerd`."""

    def __init__(self, kenmerken: Kenmerken) -> None:
        self.kenmerken = kenmerken
        self.leefgebieden: list[str] = []
        self.markeringen: list[str] = []
        self.codes: list[str] = []
        self._gewichten: Gewichten
        """Naast elkaar: leefgebieden, probleem, markeringen, crisis, crisiscodes."""
        self._stapel: Any = None
        self._vervolg: Vervolg

    def leer(self, gegevens: Gegevens, lezer: Lezer) -> Signaalmodel:
        """Leer beide lagen; de patronen van `lezer` zijn een kenmerk van de tweede."""
        uitspraken = [g for g in gegevens.gevallen if not g.verhaal]
        basis = [(z[0], z[1]) for z in gegevens.zinnen] + [(g.tekst, g.geraakt) for g in uitspraken]
        self.leefgebieden = sorted({g for _, gebieden in basis for g in gebieden})
        matrix = self.kenmerken.leer([t for t, _ in basis])
        lagen = [_svc(matrix, [naam in g for _, g in basis]) for naam in self.leefgebieden]
        alle = list(gegevens.gevallen)
        alles = self.kenmerken.zet_om([g.tekst for g in alle])
        doel = np.array([bool(g.probleem) for g in alle])
        self._leer_stapel(lagen, alles, alle, doel, lezer)
        self._gewichten = Gewichten(
            [
                *lagen,
                _probleem(alles, doel),
                *self._leer_markeringen(alles, alle),
                *self._leer_crisis(gegevens),
            ]
        )
        vragen = [tekst for tekst, gebieden, _ in gegevens.zinnen if gebieden]
        self._vervolg = leer_vervolg(self.kenmerken, gegevens.vervolg, vragen, lezer.patroonsignalen)
        return self

    def _leer_stapel(
        self, lagen: Sequence[Any], alles: csr_matrix, alle: Sequence[Geval], doel: Rij, lezer: Lezer
    ) -> None:
        """De tweede laag leert op verhalen die de probleemlaag niet zag (vijf delen)."""
        plek = np.array([i for i, g in enumerate(alle) if g.verhaal])
        deel = np.arange(len(plek)) % 5
        rijen: list[Rij] = []
        doelen: list[Rij] = []
        for k in range(5):
            buiten = plek[deel == k]
            rest = np.setdiff1d(np.arange(len(alle)), buiten)
            gewichten = Gewichten([*lagen, _probleem(alles[rest], doel[rest])])
            for i in buiten:
                tekst = alle[i].tekst
                gewogen = gewichten.weeg(self.kenmerken.lees([tekst, *knip(tekst)]))
                rijen.append(self._kolommen(gewogen, lezer.patroonsignalen(tekst)))
                doelen.append(np.array([g in alle[i].probleem for g in self.leefgebieden]))
        self._stapel = LogisticRegression(C=1.0, max_iter=1000).fit(np.vstack(rijen), np.concatenate(doelen))

    def _leer_markeringen(self, alles: csr_matrix, alle: Sequence[Geval]) -> list[Any]:
        modellen = []
        for sleutel in (f"M{n}" for n in range(1, 11)):
            doel = np.array([sleutel in g.markeringen for g in alle])
            if doel.sum() < MIN_VOORBEELDEN:
                continue
            self.markeringen.append(sleutel)
            model = LogisticRegression(C=6.0, solver="liblinear", class_weight={True: 2.0, False: 1.0})
            modellen.append(model.fit(alles, doel))
        return modellen

    def _leer_crisis(self, gegevens: Gegevens) -> list[Any]:
        # Wie over veel zorgen vertelt is nog niet in gevaar: verhalen zonder crisis leren de poort dat verschil.
        rustig = [(g.tekst, None) for g in gegevens.gevallen if g.crisis is None]
        crisis = [*gegevens.crisiszinnen, *((z[0], z[2]) for z in gegevens.zinnen), *rustig]
        # Zij leest ook stukken van een bericht, en moet dus weten hoe gewone stukken klinken.
        crisis += [(stuk, None) for t, c in crisis if c is None for stuk in stukken(t) if stuk != t]
        matrix = self.kenmerken.zet_om([t for t, _ in crisis])
        codes = np.array([c or "" for _, c in crisis])
        soort = LinearSVC(C=0.3, random_state=1).fit(matrix[codes != ""], codes[codes != ""])
        self.codes = [str(c) for c in soort.classes_]
        return [_svc(matrix, codes != "", binding=0.8), soort]

    def hoor(self, tekst: str, patronen: Collection[tuple[str, str]]) -> Klank:
        """Signalen boven hun drempel met de woorden die het zwaarst wogen, twijfel, en de kans op iets nieuws."""
        zinnen, gewogen, leefgebied = self._luister(tekst, patronen)
        n, m = len(self.leefgebieden), len(self.markeringen)
        markering = expit(gewogen[0, n + 1 : n + 1 + m])
        kansen = [
            *(("leefgebied", naam, i, leefgebied[i]) for i, naam in enumerate(self.leefgebieden)),
            *(("markering", naam, n + 1 + i, markering[i]) for i, naam in enumerate(self.markeringen)),
        ]
        signalen = [
            (soort, naam, bewijs, float(kans))
            for soort, naam, nummer, kans in kansen
            # Zonder een woord dat iets zegt is er niets om uit te leggen, en dus geen signaal (R25).
            if kans >= DREMPEL[soort] and (bewijs := self._bewijs(tekst, zinnen[0], nummer))
        ]
        if gevaar := self._gevaar(tekst, zinnen[0], n + 1 + m):
            signalen.append(("crisis", *gevaar, 1.0))
        kort = len(tekst.split()) < TWIJFEL_WOORDEN
        twijfel = frozenset((soort, naam) for soort, naam, _, kans in kansen if kans < TWIJFEL[soort] and not kort)
        return Klank(signalen, twijfel, self._vervolg.kans(tekst, zinnen[0], patronen))

    def geheel(
        self, verhaal: str, patronen: Collection[tuple[str, str]]
    ) -> list[tuple[str, str, float]]:
        """Zie `taal.lezer.Geleerd`."""
        zinnen, _, leefgebied = self._luister(verhaal, patronen)
        return [
            (naam, bewijs, float(leefgebied[i]))
            for i, naam in enumerate(self.leefgebieden)
            if leefgebied[i] >= DREMPEL["leefgebied"] and (bewijs := self._bewijs(verhaal, zinnen[0], i))
        ]

    def _luister(self, tekst: str, patronen: Collection[tuple[str, str]]) -> tuple[list[Zin], Rij, Rij]:
        """De zinnen met hun gewicht, en per leefgebied de kans op een probleem."""
        delen = knip(tekst)
        zinnen = self.kenmerken.lees([tekst, *delen] if delen != [tekst] else delen)
        gewogen = self._gewichten.weeg(zinnen)
        kolommen = self._kolommen(gewogen[:, : len(self.leefgebieden) + 1], patronen)
        return zinnen, gewogen, expit(kolommen @ self._stapel.coef_[0] + self._stapel.intercept_[0])

    def bevestigt(self, tekst: str) -> bool:
        """Zie `taal.lezer.Geleerd`."""
        crisis = len(self.leefgebieden) + 1 + len(self.markeringen)
        klinkt = self._gewichten.weeg(self.kenmerken.lees([tekst]))[0, crisis]
        return bool(klinkt >= AANWIJZING_DREMPEL)

    def _gevaar(self, tekst: str, gelezen: Zin, crisis: int) -> tuple[str, str] | None:
        """De code en de woorden van wat het gevaarlijkst klinkt: het hele bericht, of een stuk met wat eromheen staat."""
        losse = stukken(tekst)
        rond = [" ".join(losse[max(0, i - 1) : i + 2]) for i in range(len(losse))]
        delen, zinnen = [tekst], [gelezen]
        if len(losse) > 1:
            delen += losse
            zinnen += self.kenmerken.lees([*losse, *rond])
        gewogen = self._gewichten.weeg(zinnen)[:, crisis:]
        n = len(delen)
        # Een zin die los van de rest schrikbarend klinkt is vaak maar een uitdrukking: de zinnen ernaast wegen even zwaar.
        klinkt = np.append(gewogen[0, 0], (gewogen[1:n, 0] + gewogen[n:, 0]) / 2)
        # "Vandaag na vieren", een plaatsnaam of een getal gaat nergens over: zonder één bekend woord met inhoud geen alarm.
        klinkt[[not self._bekend(deel) for deel in delen]] = -np.inf
        ergst = int(klinkt.argmax())
        if klinkt[ergst] < CRISIS_DREMPEL:
            return None
        code = self.codes[int(gewogen[ergst, 1:].argmax())]
        return code, self._bewijs(delen[ergst], zinnen[ergst], crisis) or delen[ergst]

    def _bekend(self, deel: str) -> bool:
        """Of er een woord met inhoud in staat dat ook in de voorbeelden voorkomt."""
        return any(lemma(gelijk(woord)) in self.kenmerken.woorden.vocabulary_ for woord in inhoud(deel))

    def _kolommen(self, gewogen: Rij, patronen: Collection[tuple[str, str]]) -> Rij:
        """Per leefgebied: hoe het klinkt in het geheel en in de delen, of er een probleem klinkt, en het patroon."""
        klank, ernst = gewogen[:, :-1], np.tanh(gewogen[:, -1])
        # Een bericht van één deel is zijn eigen deel.
        eerste = min(1, len(klank) - 1)
        heel, los, ernst_los = klank[0], klank[eerste:], ernst[eerste:]
        return np.column_stack(
            [
                heel,
                los.max(axis=0),
                (los + 0.5 * ernst_los[:, None]).max(axis=0),
                ernst_los[los.argmax(axis=0)],
                np.full(len(heel), ernst[0]),
                heel.max() - heel,
                np.full(len(heel), len(los)),
                [float(("leefgebied", g) in patronen) for g in self.leefgebieden],
            ]
        )

    def _bewijs(self, tekst: str, gelezen: Zin, nummer: int) -> str:
        """De één tot drie inhoudswoorden uit de tekst die het meest bijdroegen; leeg als er geen is."""
        bijdrage: dict[str, float] = {}
        gewichten = self._gewichten.van(nummer)
        for naam, kolom, waarde in self.kenmerken.woordgroepen(gelezen):
            for woord in naam.split():
                bijdrage[woord] = bijdrage.get(woord, 0.0) + waarde * float(gewichten[kolom])
        zin = woorden(tekst, self.kenmerken.chattaal)
        kandidaten = {w.lemma for w in zin if _inhoudswoord(w) and bijdrage.get(w.lemma, 0.0) > 0}
        best = sorted(kandidaten, key=lambda lem: -bijdrage[lem])[:3]
        plekken = sorted({(w.van, w.tot) for w in zin if w.lemma in best})[:3]
        return " … ".join(tekst[v:t] for v, t in plekken)


def _inhoudswoord(woord: Woord) -> bool:
    return woord.lemma.isalpha() and len(woord.lemma) > 2 and not {woord.vorm, woord.lemma} & STOP_WORDS


def _svc(matrix: csr_matrix, doel: Sequence[bool] | Rij, binding: float = 0.3) -> LinearSVC:
    return LinearSVC(C=binding, tol=0.02, random_state=1).fit(matrix, np.asarray(doel))


def _probleem(matrix: csr_matrix, doel: Rij) -> LogisticRegression:
    return LogisticRegression(C=2.0, solver="liblinear").fit(matrix, doel)


def train(gegevens: Gegevens, lezer: Lezer) -> Signaalmodel:
    """Train het hele model."""
    return Signaalmodel(Kenmerken(lezer.patronen.chattaal)).leer(gegevens, lezer)


def bewaar(model: Signaalmodel, pad: Path) -> None:
    """Schrijf het model weg, in één keer: wie het intussen laadt krijgt het oude of het nieuwe, nooit een half."""
    nieuw = pad.with_suffix(".nieuw")
    joblib.dump(model, nieuw, compress=3)
    nieuw.replace(pad)
