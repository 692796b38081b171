"""De woorden die het zwaarst wogen: zonder is er niets om uit te leggen, en dus geen signaal (R25)."""

from __future__ import annotations

from spacy.lang.nl.stop_words import STOP_WORDS

from assistent.taal.kenmerken import Gewichten, Kenmerken, Zin
from assistent.taal.normaal import Woord, woorden


def bewijs(kenmerken: Kenmerken, gewichten: Gewichten, tekst: str, gelezen: Zin, nummer: int) -> str:
    """De één tot drie inhoudswoorden uit de tekst die het meest bijdroegen aan model `nummer`; leeg als er geen is."""
    bijdrage: dict[str, float] = {}
    gewicht = gewichten.van(nummer)
    for naam, kolom, waarde in kenmerken.woordgroepen(gelezen):
        for woord in naam.split():
            bijdrage[woord] = bijdrage.get(woord, 0.0) + waarde * float(gewicht[kolom])
    zin = woorden(tekst, kenmerken.chattaal)
    kandidaten = {w.lemma for w in zin if _inhoudswoord(w) and bijdrage.get(w.lemma, 0.0) > 0}
    best = sorted(kandidaten, key=lambda lem: -bijdrage[lem])[:3]
    plekken = sorted({(w.van, w.tot) for w in zin if w.lemma in best})[:3]
    return " … ".join(tekst[v:t] for v, t in plekken)


def _inhoudswoord(woord: Woord) -> bool:
    return woord.lemma.isalpha() and len(woord.lemma) > 2 and not {woord.vorm, woord.lemma} & STOP_WORDS
