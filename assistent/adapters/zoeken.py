"""Vrij zoeken in de sociale kaart: een index in het geheugen op SQLite FTS5 (docs/besluiten/011)."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Iterable

from assistent.kern.kennis import Kennisbank, Voorziening
from assistent.taal.zoekwoorden import herstel, inhoud, knip, stam

DREMPEL = 0.2
"""Lager dan dit lijkt niets genoeg op de vraag."""
NAAST = 0.6
"""Een tweede of derde vondst mag niet veel slechter zijn dan de beste."""
ONBEKEND = 3.0
"""Zo zwaar telt een woord dat nergens in de sociale kaart staat."""
GEWICHTEN = (4.0, 2.0, 1.0, 1.0)
"""Naam, omschrijving, wie het aanbiedt en voor wie, en de onderwerpen."""
BUITEN_GEMEENTE, HELE_GEMEENTE, EIGEN_GEBIED = 0.85, 1.0, 1.15
PER_TREDE = 0.02
_MEEST = 2.2
"""Het hoogste dat bm25 per woord geeft (k1 + 1), keer het gewicht van dat woord."""


class Zoeker:
    """De index van één versie van de kennisbank."""

    def __init__(self, kennis: Kennisbank) -> None:
        self.kennis = kennis
        self._gebieden = {
            g.sleutel: {tuple(inhoud(naam)): x.sleutel for x in g.gebieden for naam in (x.naam, *x.namen)}
            for g in kennis.gemeenten.values()
        }
        # Alleen lezen na het bouwen: dan mag elke draad erbij.
        self._db = sqlite3.connect(":memory:", check_same_thread=False)
        self._aantal = self._vul()

    def _vul(self) -> dict[str, int]:
        velden = [[inhoud(t) for t in self._velden(v)] for v in self.kennis.voorzieningen]
        self._vormen = sorted({w for rij in velden for veld in rij for w in veld})
        lijst = set(map(stam, self._vormen))
        self._db.execute(
            "CREATE VIRTUAL TABLE kaart USING fts5("
            "naam, omschrijving, aanbod, thema, gemeente UNINDEXED, tokenize = 'unicode61 remove_diacritics 0')"
        )
        self._db.executemany(
            "INSERT INTO kaart(rowid, naam, omschrijving, aanbod, thema, gemeente) VALUES (?, ?, ?, ?, ?, ?)",
            (
                (n, *(" ".join(_met_delen(veld, lijst)) for veld in rij), v.gemeente or "")
                for n, (v, rij) in enumerate(zip(self.kennis.voorzieningen, velden, strict=True))
            ),
        )
        self._db.execute("CREATE VIRTUAL TABLE woord USING fts5vocab(kaart, row)")
        return dict(self._db.execute("SELECT term, doc FROM woord"))

    def _velden(self, v: Voorziening) -> tuple[str, str, str, str]:
        themas = " ".join(o.naam for s in v.onderwerpen if (o := self.kennis.onderwerpen.get(s)) is not None)
        return v.naam, v.omschrijving, f"{v.organisatie} {v.voor_wie or ''}", themas

    def zoek(
        self, tekst: str, gemeente: str, gebied: str | None = None, hooguit: int = 3
    ) -> list[tuple[Voorziening, float]]:
        """Wat het best past, beste eerst; niets als niets boven de drempel komt."""
        vormen, genoemd = self._zonder_gebied(inhoud(tekst), gemeente)
        termen = list(dict.fromkeys(t for v in vormen for t in self._termen(v)))
        bekend = [t for t in termen if t in self._aantal]
        if not bekend:
            return []
        meest = _MEEST * sum(self._gewicht(t) for t in termen)
        rijen = self._db.execute(
            f"SELECT rowid, bm25(kaart, {', '.join(map(str, GEWICHTEN))}) FROM kaart "
            "WHERE kaart MATCH ? AND gemeente IN ('', ?)",
            (" OR ".join(f'"{t}"' for t in bekend), gemeente),
        )
        gevonden = [
            (v, -punten / meest * _nabij(v, gebied or genoemd) * (1 - PER_TREDE * v.trede.rang))
            for v, punten in ((self.kennis.voorzieningen[n], p) for n, p in rijen)
        ]
        return _beste(gevonden, gebied or genoemd)[:hooguit]

    def _zonder_gebied(self, vormen: list[str], gemeente: str) -> tuple[list[str], str | None]:
        # "Beijum" zegt waar, niet wat: het mag de rangorde bepalen maar niet de vondst.
        for naam, sleutel in self._gebieden.get(gemeente, {}).items():
            for i in range(len(vormen) - len(naam) + 1):
                if tuple(vormen[i : i + len(naam)]) == naam:
                    return vormen[:i] + vormen[i + len(naam) :], sleutel
        return vormen, None

    def _termen(self, vorm: str) -> tuple[str, ...]:
        term = stam(vorm)
        if term in self._aantal:
            return (term,)
        delen = knip(vorm, self._aantal) or knip(term, self._aantal)
        bedoeld = None if delen else herstel(vorm, self._vormen)
        return delen or (stam(bedoeld) if bedoeld else term,)

    def _gewicht(self, term: str) -> float:
        met = self._aantal.get(term)
        if met is None:
            return ONBEKEND
        return max(math.log((len(self.kennis.voorzieningen) - met + 0.5) / (met + 0.5)), 1e-6)


def _met_delen(veld: Iterable[str], lijst: set[str]) -> Iterable[str]:
    for vorm in veld:
        yield stam(vorm)
        yield from knip(vorm, lijst)


def _nabij(v: Voorziening, gebied: str | None) -> float:
    if v.gemeente is None:
        return BUITEN_GEMEENTE
    return EIGEN_GEBIED if gebied and v.gebied == gebied else HELE_GEMEENTE


def _beste(gevonden: list[tuple[Voorziening, float]], gebied: str | None) -> list[tuple[Voorziening, float]]:
    """Boven de drempel en niet veel minder dan de beste; een ander gebied alleen als er verder niets is."""
    boven = sorted((g for g in gevonden if g[1] >= DREMPEL), key=lambda g: (-g[1], g[0].id))
    hier = [g for g in boven if gebied is None or g[0].gebied in (None, gebied)] or boven
    return [g for g in hier if g[1] >= NAAST * hier[0][1]]
