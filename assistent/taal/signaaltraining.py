"""Het geleerde signaalmodel: hoort problemen die de patronen missen (docs/besluiten/007).

Twee lagen. De eerste kent de woorden: welk leefgebied klinkt er in een stukje tekst, en wordt er een probleem
verteld of iets gevraagd. De tweede weegt het hele bericht, de losse zinsdelen en de patronen samen, voor elk
leefgebied op dezelfde manier. Het model mag alleen toevoegen; het bewijs zijn de woorden die het zwaarst wogen.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import joblib
import numpy as np
import yaml
from scipy.sparse import csr_matrix
from scipy.special import expit
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC
from spacy.lang.nl.stop_words import STOP_WORDS

from assistent.taal.kenmerken import Gewichten, Kenmerken, Zin
from assistent.taal.lezer import Lezer
from assistent.taal.normaal import Woord, woorden
from assistent.taal.vervolg import Vervolg
from assistent.taal.vervolg import leer as leer_vervolg
from assistent.taal.woordvectoren import Rij

DREMPEL = 0.40
"""Kans; voor leefgebieden en markeringen dezelfde, gekozen met kruistoetsing."""
CRISIS_DREMPEL = 0.2
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
    vervolg: Sequence[tuple[str, bool]] = ()
    """Vervolgberichten, en of zij iets nieuws noemen."""


def knip(tekst: str) -> list[str]:
    """De zinsdelen van een bericht die groot genoeg zijn om iets te zeggen."""
    delen = [d.strip() for d in _KNIP.split(tekst) if len(d.split()) >= 3]
    return delen[:MAX_DELEN] or [tekst]


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
        matrix = self.kenmerken.zet_om([t for t, _ in crisis])
        codes = np.array([c or "" for _, c in crisis])
        soort = LinearSVC(C=0.3, random_state=1).fit(matrix[codes != ""], codes[codes != ""])
        self.codes = [str(c) for c in soort.classes_]
        return [_svc(matrix, codes != ""), soort]

    def hoor(
        self, tekst: str, patronen: Collection[tuple[str, str]]
    ) -> tuple[list[tuple[str, str, str]], float]:
        """Signalen boven hun drempel met de woorden die het zwaarst wogen, en de kans op iets nieuws in een vervolg."""
        delen = knip(tekst)
        zinnen = self.kenmerken.lees([tekst, *delen] if delen != [tekst] else delen)
        gewogen = self._gewichten.weeg(zinnen)
        n, m = len(self.leefgebieden), len(self.markeringen)
        kolommen = self._kolommen(gewogen[:, : n + 1], patronen)
        leefgebied = expit(kolommen @ self._stapel.coef_[0] + self._stapel.intercept_[0])
        markering = expit(gewogen[0, n + 1 : n + 1 + m])
        gehoord = [
            *(
                ("leefgebied", naam, i)
                for i, naam in enumerate(self.leefgebieden)
                if leefgebied[i] >= DREMPEL
            ),
            *(
                ("markering", naam, n + 1 + i)
                for i, naam in enumerate(self.markeringen)
                if markering[i] >= DREMPEL
            ),
        ]
        crisis = n + 1 + m
        if gewogen[0, crisis] >= CRISIS_DREMPEL:
            gehoord.append(("crisis", self.codes[int(gewogen[0, crisis + 1 :].argmax())], crisis))
        met_bewijs = ((soort, naam, self._bewijs(tekst, zinnen[0], nummer)) for soort, naam, nummer in gehoord)
        # Zonder een woord dat iets zegt is er niets om uit te leggen, en dus geen signaal (R25).
        signalen = [(soort, naam, bewijs) for soort, naam, bewijs in met_bewijs if bewijs]
        return signalen, self._vervolg.kans(tekst, zinnen[0], patronen)

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
        namen, gewichten = self.kenmerken.namen, self._gewichten.van(nummer)
        for kolom, waarde in zip(gelezen.kolommen, gelezen.waarden, strict=True):
            if kolom < len(namen) and not namen[kolom].startswith("…"):
                for woord in namen[kolom].split():
                    bijdrage[woord] = bijdrage.get(woord, 0.0) + float(waarde * gewichten[kolom])
        zin = woorden(tekst, self.kenmerken.chattaal)
        kandidaten = {w.lemma for w in zin if _inhoudswoord(w) and bijdrage.get(w.lemma, 0.0) > 0}
        best = sorted(kandidaten, key=lambda lem: -bijdrage[lem])[:3]
        plekken = sorted({(w.van, w.tot) for w in zin if w.lemma in best})[:3]
        return " … ".join(tekst[v:t] for v, t in plekken)


def _inhoudswoord(woord: Woord) -> bool:
    return woord.lemma.isalpha() and len(woord.lemma) > 2 and not {woord.vorm, woord.lemma} & STOP_WORDS


def _svc(matrix: csr_matrix, doel: Sequence[bool] | Rij) -> LinearSVC:
    return LinearSVC(C=0.3, random_state=1).fit(matrix, np.asarray(doel))


def _probleem(matrix: csr_matrix, doel: Rij) -> LogisticRegression:
    return LogisticRegression(C=2.0, solver="liblinear").fit(matrix, doel)


def lees_gegevens(
    map_: Path, leefgebieden: Mapping[str, Sequence[str]], crisis: Mapping[str, str]
) -> Gegevens:
    """Lees `data/nlu`, `data/signalen` en `data/gesprekken`; `crisis` is code naar onderwerp."""
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
    vervolg = []
    for pad in sorted((map_ / "gesprekken").glob("*.yml")):
        for gesprek in yaml.load(pad.read_text("utf-8"), Loader=_Lader):
            for beurt in gesprek["beurten"][1:]:
                stil = not (beurt["onderwerpen"] or beurt["leefgebieden"])
                vervolg.append((beurt["tekst"], not stil))
                if stil:
                    # Toelichting klinkt buiten haar gesprek soms erg; ook daarvan leert de poort.
                    crisiszinnen.append((beurt["tekst"], beurt.get("crisis")))
    return Gegevens(zinnen, gevallen, crisiszinnen, vervolg)


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
    return Signaalmodel(Kenmerken(lezer.patronen.chattaal)).leer(gegevens, lezer)


def bewaar(model: Signaalmodel, pad: Path) -> None:
    """Schrijf het model weg."""
    joblib.dump(model, pad, compress=3)
