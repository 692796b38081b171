"""Een voornaam die net anders gespeld is dan in de lijst: "djamilla", "kaylano", "achmed"."""

from __future__ import annotations

import re
from functools import lru_cache

from assistent.taal.normaal import bekend
from assistent.taal.persoonsgegevens.woordlijst import NOOIT_KLEIN, VOORNAMEN, WOORDNAMEN

_SCHRIJFWIJZEN = (
    ("sch", "s"), ("chm", "hm"), ("ch", "g"), ("sj", "s"), ("sh", "s"), ("ph", "f"), ("th", "t"), ("kh", "g"), ("gh", "g"), ("dj", "j"),
    ("tj", "j"), ("ij", "i"), ("ei", "i"), ("ey", "i"), ("oe", "u"), ("ou", "u"), ("ck", "k"), ("qu", "k"),
    ("x", "ks"), ("c", "k"), ("q", "k"), ("y", "i"), ("z", "s"), ("v", "f"), ("w", "f"), ("h", ""), ("'", ""),
)  # fmt: skip
"""Lettergroepen die in namen door elkaar gebruikt worden, de langste eerst."""
_DUBBEL = re.compile(r"(.)\1+")
_EINDE = re.compile(r"[a-z]{2,}(?:[^aeiou\W](?:[aou]|ah|elle|ette|lynn?)|iano|ia)")
_KLINKER = re.compile(r"[a-z]{2,9}[^aeiou\W][aiouy]")
_KORTSTE = 5
_KORTSTE_KLANK = 4


@lru_cache(maxsize=20_000)
def klank(klein: str) -> str:
    """Hoe een naam klinkt, zonder het verschil tussen c en k, y en i, één of twee letters."""
    for van, naar in _SCHRIJFWIJZEN:
        klein = klein.replace(van, naar)
    return _DUBBEL.sub(r"\1", klein)


_KLANKEN = frozenset(klank(naam) for naam in VOORNAMEN - WOORDNAMEN - NOOIT_KLEIN if len(naam) >= _KORTSTE)


def klinkt_als_voornaam(klein: str) -> bool:
    """Of dit woord klinkt als een voornaam uit de lijst; korte woorden niet, die lijken overal op."""
    return len(klein) >= _KORTSTE and len(klank(klein)) >= _KORTSTE_KLANK and klank(klein) in _KLANKEN


def eindigt_als_naam(klein: str) -> bool:
    """Of een woord dat het woordenboek niet kent eindigt zoals veel namen: "dragana", "kiano"."""
    return bool(_EINDE.fullmatch(klein)) and not bekend(klein)


def klinkt_op_klinker(klein: str) -> bool:
    """Of een onbekend woord op een klinker eindigt, zoals "ferdi"; Nederlandse woorden doen dat zelden."""
    return bool(_KLINKER.fullmatch(klein)) and not bekend(klein)
