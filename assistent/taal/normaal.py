"""Een bericht gelijk schrijven: kleine letters, gewone tekens, chattaal voluit; met de plek in het origineel."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

import simplemma

from assistent.taal.chattaal import Chattaal
from assistent.taal.gelijkend import gewoon, ontmasker

MAX_TEKENS = 4000
"""Langer leest de taallaag niet; het kanaal weigert dan al met een uitleg."""

_WOORD = re.compile(r"\[[a-z]+\]|[^\W_]+(?:['’-][^\W_]+)*|[?!.,;:…]|[^\w\s]", re.UNICODE)
_HERHAALD = re.compile(r"(.)\1{2,}")
_ONZICHTBAAR = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad]")
_LIJKT_OP = str.maketrans("аеорсухіјѕԁһӏʟɡ０１３４５７", "aeopcyxijsdhllg013457")
"""Cyrillische en andere tekens die er als een gewone letter uitzien."""
_CIJFER_IN = re.compile(r"^(?=.{4}).*[013457$@]|^[a-z][013457][a-z]$|^1k$")
"""Cijfers die een letter kunnen zijn: in een woord van vier of meer, en in "w1l" en "1k"."""
MAX_UITGEREKT = 4
"""Zoveel uitgerekte letters zoeken wij uit."""
_CIJFERLETTER = str.maketrans("013457$@", "oieasts" + "a")


@dataclass(frozen=True, slots=True)
class Woord:
    """Eén woord of leesteken, met zijn plaats in de oorspronkelijke tekst."""

    vorm: str
    lemma: str
    van: int
    tot: int


@lru_cache(maxsize=20_000)
def lemma(vorm: str) -> str:
    """Het woordenboekwoord; onbekende woorden blijven wat ze zijn."""
    return simplemma.lemmatize(vorm, "nl").lower() if vorm.isalpha() else vorm


@lru_cache(maxsize=20_000)
def bekend(vorm: str) -> bool:
    """Of dit een gewoon Nederlands woord is."""
    return bool(simplemma.is_known(vorm, "nl"))


def gelijk(tekst: str) -> str:
    """Gewone tekens, kleine letters, geen onzichtbare tekens, geen accenten; de lengte kan veranderen."""
    tekst = _ONZICHTBAAR.sub("", unicodedata.normalize("NFKC", tekst)).lower()
    if any("\u0400" <= t <= "\u04ff" for t in tekst) and re.search("[a-z]", tekst):
        # Alleen in een bericht dat ook Latijnse letters heeft: echt Oekraïens blijft Oekraïens.
        tekst = tekst.translate(_LIJKT_OP)
    ontleed = unicodedata.normalize("NFD", tekst)
    return unicodedata.normalize("NFC", "".join(t for t in ontleed if not "\u0300" <= t <= "\u036f"))


def woorden(tekst: str, chattaal: Mapping[str, str]) -> list[Woord]:
    """De woorden van een bericht, genormaliseerd; `chattaal` zet afkortingen om ("mn" wordt "mijn")."""
    uit: list[Woord] = []
    plat, plek = gewoon(tekst[:MAX_TEKENS])
    vormen = [(m, vorm) for m in _WOORD.finditer(plat) if (vorm := _kaal(m.group()))]
    voluit = chattaal.voor([v for _, v in vormen]) if isinstance(chattaal, Chattaal) else chattaal
    for m, vorm in vormen:
        vorm = _uitgerekt(vorm) if vorm not in voluit else _HERHAALD.sub(r"\1", vorm)
        for deel in voluit.get(vorm, vorm).split():
            uit.append(Woord(deel, lemma(deel), plek[m.start()], plek[m.end() - 1] + 1))
    return uit


@lru_cache(maxsize=20_000)
def _kaal(stuk: str) -> str:
    """Eén woord zonder vermomming; een bericht wordt vaker gelezen, in zijn geheel en in delen."""
    vorm = ontmasker(gelijk(stuk), bekend)
    if _CIJFER_IN.search(vorm) and re.search(r"[a-z]", vorm):
        vorm = vorm.translate(_CIJFERLETTER)
    return vorm


@lru_cache(maxsize=20_000)
def _uitgerekt(vorm: str) -> str:
    """Een uitgerekt woord ("leeeveeen") terug naar een bekend woord; anders elke letter hooguit twee keer."""
    stukken = _HERHAALD.split(vorm)
    kort = _HERHAALD.sub(r"\1\1", vorm)
    if not 1 < len(stukken) <= 2 * MAX_UITGEREKT + 1 or bekend(kort):
        return kort
    letters = stukken[1::2]
    for keus in product((1, 2), repeat=len(letters)):
        poging = "".join(
            f"{stuk}{letter * n}" for stuk, letter, n in zip(stukken[::2], letters, keus, strict=False)
        )
        poging += stukken[-1]
        if bekend(poging):
            return poging
    return kort
