"""Een zoekindex op SQLite FTS5 in het geheugen: kaarten erin, woorden en punten eruit."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Iterable, Sequence

GEWICHTEN = (4.0, 2.0, 1.0, 2.0)
"""Naam, omschrijving, wie het aanbiedt en voor wie, en de onderwerpen."""
ONBEKEND = 3.0
"""Zo zwaar telt een woord dat op geen enkele kaart staat."""
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

    def vind(self, termen: Iterable[str]) -> list[tuple[int, float]]:
        """(nummer, punten van 0 tot 1) van elke kaart met minstens één van deze woorden.

        bm25 gedeeld door wat een kaart met alle woorden hooguit kan halen: zo is één drempel genoeg voor
        korte en lange vragen.
        """
        uniek = dict.fromkeys(termen)
        raak = [t for t in uniek if t in self.woorden]
        if not raak:
            return []
        hooguit = _MEEST * sum(map(self._gewicht, uniek))
        rijen = self._db.execute(
            "SELECT rowid, bm25(kaart, ?, ?, ?, ?) FROM kaart WHERE kaart MATCH ?",
            (*GEWICHTEN, " OR ".join(f'"{t}"' for t in raak)),
        )
        return [(nummer, -punten / hooguit) for nummer, punten in rijen]

    def _gewicht(self, term: str) -> float:
        met = self.woorden.get(term)
        if met is None:
            return ONBEKEND
        return max(math.log((self._kaarten - met + 0.5) / (met + 0.5)), 1e-6)
