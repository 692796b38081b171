"""De geleerde crisispoort: hoort gevaar dat geen patroon beschrijft, en bevestigt een aanwijzing (docs/besluiten/023, 026, 029).

Zij leert "is er gevaar" en per code "is het dit gevaar": geweld klinkt anders dan iemand die doolt. Zij mag alleen alarm toevoegen. Wat zeker is staat in `kennisbank/signalen/crisis.yml`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from sklearn.svm import LinearSVC

from assistent.taal.bewijs import bewijs
from assistent.taal.kenmerken import Gewichten, Kenmerken, Zin, naast_elkaar
from assistent.taal.normaal import gelijk, lemma
from assistent.taal.voorbeelden import Gegevens
from assistent.taal.woordvectoren import Rij
from assistent.taal.zoekwoorden import inhoud

DREMPEL = -0.35
"""Afstand tot de grens. Gekozen door steeds schrijvers weg te laten: lager mist minder mensen maar meldt vaker vals."""
AANWIJZING_DREMPEL = -0.45
"""Zo ver onder de grens mag een stuk tekst klinken om een aanwijzing van een patroon toch te bevestigen."""
CODE = 0.7
"""Zo zwaar weegt de code die het sterkst klinkt, naast gevaar in het algemeen."""
STUK, STAP = 24, 12
"""Een zin zonder eind leest de poort in stukken van zoveel woorden, steeds zoveel verder."""
_ZIN = re.compile(r"(?<=[.!?;])\s+|\n+")


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


class Poort:
    """Is er gevaar, en welk."""

    def __init__(self, kenmerken: Kenmerken) -> None:
        self.kenmerken = kenmerken
        self.codes: list[str] = []
        self._gewichten: Gewichten

    def leer(self, gegevens: Gegevens) -> Poort:
        """Leer van crisiszinnen en van gewone verhalen; de kenmerken zijn al geleerd."""
        # Wie over veel zorgen vertelt is nog niet in gevaar: verhalen zonder crisis leren de poort dat verschil.
        rustig = [(g.tekst, None) for g in gegevens.gevallen if g.crisis is None]
        crisis = [*gegevens.crisiszinnen, *((z[0], z[2]) for z in gegevens.zinnen), *rustig]
        # Zij leest ook stukken van een bericht, en moet dus weten hoe gewone stukken klinken.
        crisis += [(stuk, None) for t, c in crisis if c is None for stuk in stukken(t) if stuk != t]
        matrix = self.kenmerken.zet_om([t for t, _ in crisis])
        codes = np.array([c or "" for _, c in crisis])
        self.codes = sorted({str(c) for c in codes} - {""})
        doelen = [codes != "", *(codes == code for code in self.codes)]
        modellen = naast_elkaar(LinearSVC(C=0.8, tol=0.1, random_state=1), matrix, doelen)
        self._gewichten = Gewichten(modellen)
        return self

    def bevestigt(self, tekst: str) -> bool:
        """Zie `taal.klank.Geleerd`."""
        return bool(_klinkt(self._gewichten.weeg(self.kenmerken.lees([tekst])))[0] >= AANWIJZING_DREMPEL)

    def waarschijnlijkst(self, tekst: str, codes: Sequence[str]) -> list[str]:
        """Zie `taal.klank.Geleerd`."""
        soort = dict(zip(self.codes, self._gewichten.weeg(self.kenmerken.lees([tekst]))[0, 1:], strict=True))
        return sorted(codes, key=lambda code: -soort.get(code, -np.inf))

    def gevaar(self, tekst: str, gelezen: Zin) -> tuple[str, str] | None:
        """De code en de woorden van wat het gevaarlijkst klinkt: het hele bericht, of een stuk met wat eromheen staat."""
        losse = stukken(tekst)
        rond = [" ".join(losse[max(0, i - 1) : i + 2]) for i in range(len(losse))]
        delen, zinnen = [tekst], [gelezen]
        if len(losse) > 1:
            delen += losse
            zinnen += self.kenmerken.lees([*losse, *rond])
        gewogen = self._gewichten.weeg(zinnen)
        n = len(delen)
        # Een zin die los van de rest schrikbarend klinkt is vaak maar een uitdrukking: de zinnen ernaast wegen even zwaar.
        samen = np.vstack([gewogen[:1], (gewogen[1:n] + gewogen[n:]) / 2])
        klinkt = _klinkt(samen)
        # "Vandaag na vieren", een plaatsnaam of een getal gaat nergens over: zonder één bekend woord met inhoud geen alarm.
        hoog = (int(i) for i in np.argsort(-klinkt) if klinkt[i] >= DREMPEL)
        ergst = next((i for i in hoog if self._bekend(delen[i])), None)
        if ergst is None:
            return None
        nummer = int(samen[ergst, 1:].argmax())
        woorden = bewijs(self.kenmerken, self._gewichten, delen[ergst], zinnen[ergst], 1 + nummer)
        return self.codes[nummer], woorden or delen[ergst]

    def _bekend(self, deel: str) -> bool:
        """Of er een woord met inhoud in staat dat ook in de voorbeelden voorkomt."""
        return any(lemma(gelijk(woord)) in self.kenmerken.woorden.vocabulary_ for woord in inhoud(deel))


def _klinkt(gewogen: Rij) -> Rij:
    """Hoe gevaarlijk het klinkt, per stuk tekst."""
    return np.asarray((1 - CODE) * gewogen[:, 0] + CODE * gewogen[:, 1:].max(axis=1))
