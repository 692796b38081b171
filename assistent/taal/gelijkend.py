"""Tekens die ergens op lijken gewoon maken, zodat een woord in vermomming gehoord wordt (§5.3).

Iemand schrijft zo om een filter te ontlopen, of omdat een toetsenbord of lettertype het doet. De plek in het bericht blijft bekend.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache

_PAREN = (
    ("аеорсухіјѕԁһӏԍԛԝѵ", "aeopcyxijsdhlgqwv"),  # Cyrillisch
    ("АВЕКМНОРСТУХІЈЅ", "ABEKMHOPCTYXIJS"),
    ("αβεικνορτυχωηγϲϳ", "abeikvoptuxwnycj"),  # Grieks
    ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"),
    ("օոսհցզ", "onuhgq"),  # Armeens
)
_LATIJN = str.maketrans(
    "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ" + "ıøđłɨɑɡɩǝəħŧƒʋ", "abcdefghijklmnoprstuvwyz" + "iodliagieehtfv"
)
"""Kleine hoofdletters, en letters met een streepje of een draai."""
_VREEMD = str.maketrans("".join(van for van, _ in _PAREN), "".join(naar for _, naar in _PAREN))
_STUL = frozenset("\u115f\u1160\u3164\uffa0\u2800")
"""Onzichtbare tekens die voor de computer een letter of teken zijn."""
_VIERKANT = {0x1F150 + n: chr(97 + n) for n in range(26)} | {0x1F170 + n: chr(97 + n) for n in range(26)}
_LOS = re.compile(r"(?<![^\W_])[^\W\d_](?:([ .\-_*·])[^\W\d_])(?:\1[^\W\d_])+(?![^\W_])")
"""Losse letters met steeds hetzelfde ertussen: d o o d, d.o.o.d."""
_TUSSEN = re.compile(r"(?<=[^\W\d_])(?:@(?!\S*\.)|[$€!|*])(?=[^\W\d_])")
_TUSSENLETTER = {"@": "a", "$": "s", "€": "e", "!": "i", "|": "l", "*": ""}
_VLAGGEN = re.compile("[\U0001f1e6-\U0001f1ff]{3,}")
"""Vlagletters; twee samen zijn gewoon een vlag."""


def gewoon(tekst: str) -> tuple[str, Sequence[int]]:
    """De tekst in gewone tekens, en per teken de plek in het bericht (met één plek extra voor het einde)."""
    plaatsen: Sequence[int] = range(len(tekst) + 1)
    if not tekst.isascii():
        tekst, plaatsen = _zonder_vermomming(tekst)
    if _TUSSEN.search(tekst):
        tekst, plaatsen = _vervang(tekst, plaatsen, _TUSSEN, lambda m: _TUSSENLETTER[m.group()])
    if _LOS.search(tekst):
        tekst, plaatsen = _vervang(tekst, plaatsen, _LOS, lambda m: m.group()[::2])
    return tekst, plaatsen


def ontmasker(vorm: str, bekend: Callable[[str], bool]) -> str:
    """Een woord met letters die ergens op lijken; alleen als het zo een gewoon woord wordt, of twee schriften mengt.

    Een echt woord in een andere taal ("canıma", "siły", "себе") blijft wat het is: daar luistert de poort ook naar.
    """
    if vorm.isascii():
        return vorm
    kandidaat = vorm.translate(_LATIJN).translate(_VREEMD)
    if kandidaat == vorm or not kandidaat.isascii():
        return vorm
    gemengd = re.search("[a-z]", vorm) is not None and vorm.translate(_VREEMD) != vorm
    return kandidaat if gemengd or bekend(kandidaat) else vorm


def _zonder_vermomming(tekst: str) -> tuple[str, Sequence[int]]:
    vlaggen = {i for m in _VLAGGEN.finditer(tekst) for i in range(m.start(), m.end())}
    uit: list[str] = []
    plaatsen: list[int] = []
    for i, teken in enumerate(tekst):
        nieuw = chr(ord(teken) - 0x1F1E6 + 97) if i in vlaggen else _teken(teken)
        uit.append(nieuw)
        plaatsen += [i] * len(nieuw)
    return "".join(uit), (*plaatsen, len(tekst))


@lru_cache(maxsize=4096)
def _teken(teken: str) -> str:
    if teken.isascii():
        return teken
    if teken in _STUL:
        return " "
    if unicodedata.category(teken) in ("Cf", "Mn", "Me"):
        return ""
    return unicodedata.normalize("NFKC", teken.translate(_VIERKANT))


def _vervang(
    tekst: str, plaatsen: Sequence[int], patroon: re.Pattern[str], hoe: Callable[[re.Match[str]], str]
) -> tuple[str, Sequence[int]]:
    """Vervang elke vondst; haar letters krijgen de plekken waar ze stonden."""
    uit: list[str] = []
    plek: list[int] = []
    vorige = 0
    for m in patroon.finditer(tekst):
        nieuw = hoe(m)
        uit += [tekst[vorige : m.start()], nieuw]
        plek += plaatsen[vorige : m.start()]
        plek += [plaatsen[m.start() + 2 * n] for n in range(len(nieuw))]
        vorige = m.end()
    uit.append(tekst[vorige:])
    plek += plaatsen[vorige:]
    return "".join(uit), plek
