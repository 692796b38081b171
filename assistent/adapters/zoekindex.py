"""Een zoekindex op SQLite FTS5 in het geheugen: kaarten erin, woorden en punten eruit."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Iterable, Sequence

GEWICHTEN = (4.0, 2.0, 1.0, 2.0)
"""Naam, omschrijving, wie het aanbiedt en voor wie, en de onderwerpen."""
ONBEKEND = 3.0
"""Zo zwaar telt een woord dat op geen enkele kaart staat."""
SYNONIEM = 0.7
"""Zoveel telt een woord dat hetzelfde betekent, naast het woord zelf."""
_MEEST = 2.2
"""Het hoogste dat bm25 geeft voor één woord (k1 + 1), in keren het gewicht van dat woord."""

Kolommen = tuple[str, str, str, str]


class Zoekindex:
    """De kaarten die in één gemeente te vinden zijn; een andere gemeente verandert hier niets aan."""

    def __init__(self, kaarten: Sequence[Kolommen]) -> None:
        # Na het bouwen wordt er alleen gelezen: dan mag elke draad erbij.
        self._db = sqlite3.connect(":memory:", check_same_thread=False)
        self._db.execute(
            "CREATE VIRTUAL TABLE kaart USING fts5("
            "naam, omschrijving, aanbod, thema, tokenize = 'unicode61 remove_diacritics 0')"
        )
        self._db.executemany(
            "INSERT INTO kaart(rowid, naam, omschrijving, aanbod, thema) VALUES (?, ?, ?, ?, ?)",
            ((nummer, *kolommen) for nummer, kolommen in enumerate(kaarten)),
        )
        self._db.execute("CREATE VIRTUAL TABLE woord USING fts5vocab(kaart, row)")
        self._kaarten = len(kaarten)
        self.woorden: dict[str, int] = dict(self._db.execute("SELECT term, doc FROM woord"))
        """Elk woord met het aantal kaarten waarop het staat."""

    def vind(self, groepen: Iterable[Sequence[str]]) -> list[tuple[int, float]]:
        """(nummer, punten van 0 tot 1) van elke kaart met minstens één van deze woorden.

        Elke groep is een gevraagd woord met zijn synoniemen en telt één keer. bm25 gedeeld door wat een kaart
        met alle woorden hooguit kan halen: zo is één drempel genoeg voor korte en lange vragen.
        """
        groepen = list(groepen)
        hooguit = _MEEST * sum(map(self._zwaarste, groepen))
        zelf = self._punten(groep[0] for groep in groepen)
        ruim = self._punten(t for groep in groepen for t in groep)
        return [
            (n, min(1.0, (SYNONIEM * punten + (1 - SYNONIEM) * zelf.get(n, 0.0)) / hooguit))
            for n, punten in ruim.items()
        ]

    def _punten(self, termen: Iterable[str]) -> dict[int, float]:
        raak = [t for t in dict.fromkeys(termen) if t in self.woorden]
        if not raak:
            return {}
        rijen = self._db.execute(
            "SELECT rowid, bm25(kaart, ?, ?, ?, ?) FROM kaart WHERE kaart MATCH ?",
            (*GEWICHTEN, " OR ".join(f'"{t}"' for t in raak)),
        )
        return {nummer: -punten for nummer, punten in rijen}

    def _zwaarste(self, groep: Sequence[str]) -> float:
        """Een woord dat zelf nergens staat weegt als het zwaarste synoniem dat wel ergens staat."""
        bekend = [self._gewicht(t) for t in groep if t in self.woorden]
        return self._gewicht(groep[0]) if groep[0] in self.woorden else max(bekend, default=ONBEKEND)

    def _gewicht(self, term: str) -> float:
        met = self.woorden.get(term)
        if met is None:
            return ONBEKEND
        return max(math.log((self._kaarten - met + 0.5) / (met + 0.5)), 1e-6)
