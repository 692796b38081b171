"""Waarom een signaalpatroon nooit past: de valkuilen van de schrijfwijze in `patronen.py`, in gewone woorden."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from assistent.taal.normaal import gelijk, woorden
from assistent.taal.patronen import voluit

_DEEL = re.compile(r"[=*]*$")


def patroonfout(patroon: str, chattaal: Mapping[str, str], lijsten: Mapping[str, str]) -> str | None:
    """Wat er mis is en wat de redacteur kan doen; niets als het patroon kan passen."""
    patroon = voluit(patroon, lijsten)
    if patroon != patroon.strip() or not patroon.strip():
        return "er staat een spatie te veel, of niets. Haal haar weg."
    if re.search(r"\|\s|\s\|", patroon):
        return "rond '|' staat een spatie. Schrijf de keuzes aan elkaar: a|b."
    kaal = patroon.removeprefix("!").removeprefix("^")
    if "&" in patroon:
        if "^" in patroon:
            return "'^' werkt niet samen met '&'. Kies één van beide."
        delen = [d.strip() for d in kaal.split("&")]
        if any(" " in d for d in delen):
            return "naast '&' mag een deel maar één woord zijn. Splits het patroon, of zet er nog een '&' tussen."
    else:
        delen = kaal.split()
        if delen[0] == "..." or delen[-1] == "...":
            return "'...' hoort tussen twee woorden te staan."
        delen = [d for d in delen if d != "..."]
    if not all(delen):
        return "er ontbreekt een woord naast '&'."
    for deel in delen:
        keuzes = deel.split("|")
        if fout := next((f for k in keuzes if (f := _schrijffout(k))), None):
            return fout
        # Een keuze die nooit past is hooguit overbodig; zijn ze het allemaal, dan past het patroon nooit.
        doof = [_doof(k, chattaal) for k in keuzes]
        if all(doof):
            return doof[0]
    return None


def _schrijffout(keus: str) -> str | None:
    if _DEEL.match(keus):
        return None if keus == "*" else "er staat een lege keuze. Haal de '|' of '=' te veel weg."
    if keus.startswith("=") and "*" in keus:
        return f"'{keus}': '=' en '*' gaan niet samen."
    if "^" in keus:
        return f"'{keus}': '^' mag alleen helemaal vooraan staan."
    return None


def _doof(keus: str, chattaal: Mapping[str, str]) -> str | None:
    """Waarom deze keuze nooit gehoord wordt."""
    woord = keus.lstrip("+=")
    if woord != gelijk(woord):
        return f"'{keus}' staat met een hoofdletter of accent; een bericht wordt eerst gelijk geschreven: '{gelijk(woord)}'."
    if "*" in woord:
        return None
    gelezen = _gelezen(woord)
    if gelezen == (woord,):
        gelezen = tuple(chattaal.get(woord, woord).split())
    if gelezen != (woord,):
        return f"'{keus}' past nooit: in een bericht wordt dit gelezen als '{' '.join(gelezen)}'. Schrijf het zo."
    return None


@lru_cache(maxsize=20_000)
def _gelezen(woord: str) -> tuple[str, ...]:
    return tuple(w.vorm for w in woorden(woord, {}))
