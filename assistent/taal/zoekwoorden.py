"""Zoekwoorden uit een vraag: zonder stopwoorden, als stam, met samenstellingen in stukken en typefouten hersteld."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

import yaml
from rapidfuzz.distance import DamerauLevenshtein
from rapidfuzz.process import extractOne

from assistent.taal.normaal import bekend, lemma, woorden

MIN_DEEL, MIN_TYPEFOUT = 3, 6
"""Korter telt niet als deel van een samenstelling, en niet als een woord met een typefout."""
LETTERS_PER_FOUT, MAX_FOUTEN = 4, 3
_ANDERS = {"ouders": "ouder", "ouder": "ouder"}
"""Waar het woordenboek het verkeerde woord kiest."""
_TUSSEN = ("s", "en", "e", "n", "")
_KLEIN = re.compile(r"(?:etje|tje|pje|je)$")
_KLINKERS = "aeiouy"
_OPEN = re.compile(r"(?:^|[^aeiou])([aou])[bcdfghklmnprstvz]$|^[^aeiou]*(e)[bcdfghklmnprstvz]$")
"""Open lettergreep: "kok" uit "koken" wordt "kook"; een stomme e ("wandel") blijft kort."""


@lru_cache(maxsize=20_000)
def stam(vorm: str) -> str:
    """Het woordenboekwoord zonder verkleining en zonder -en, zodat "koken" en "kookclub" elkaar vinden."""
    basis = _ANDERS.get(vorm) or lemma(vorm)
    if basis.endswith("je"):
        groot = (basis[:-2], _KLEIN.sub("", basis))
        basis = next((g for g in groot if len(g) >= MIN_DEEL and bekend(g)), basis)
    if len(basis) > MIN_DEEL and basis.endswith("en") and basis[-3] not in _KLINKERS:
        basis = _zonder_en(basis[:-2])
    return basis


def _zonder_en(rest: str) -> str:
    if len(rest) > 2 and rest[-1] == rest[-2]:
        rest = rest[:-1]
    elif (open_ := _OPEN.search(rest)) is not None:
        klinker = open_.group(1) or open_.group(2)
        rest = f"{rest[:-1]}{klinker}{rest[-1]}"
    return rest[:-1] + {"z": "s", "v": "f"}.get(rest[-1], rest[-1])


@lru_cache(maxsize=1)
def _zonder_inhoud() -> tuple[frozenset[str], frozenset[str]]:
    """Stopwoorden en lege woorden, in hun eigen vorm en als stam."""
    lijsten = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text("utf-8"))
    stop, leeg = (lijsten[naam].split() for naam in ("stopwoorden", "leeg"))
    return frozenset([*stop, *map(stam, stop)]), frozenset([*leeg, *map(stam, leeg)])


def inhoud(tekst: str) -> list[str]:
    """De woorden die ertoe doen, op volgorde, nog niet als stam."""
    stop, leeg = _zonder_inhoud()
    vormen = (deel for w in woorden(tekst, {}) for deel in re.split(r"['’-]", w.vorm))
    return [v for v in vormen if v.isalpha() and len(v) > 1 and not {v, stam(v)} & (stop | leeg)]


def knip(woord: str, lijst: Collection[str]) -> tuple[str, ...]:
    """De delen van een samenstelling; minstens één deel staat in de lijst en het andere is een gewoon woord."""
    stop, leeg = _zonder_inhoud()
    beste: tuple[tuple[int, int], tuple[str, ...]] = ((0, 0), ())
    for kop, staart in _splitsingen(woord):
        if {kop, staart, stam(kop), stam(staart)} & stop:
            continue
        raak = [_in_lijst(deel, lijst) for deel in (kop, staart)]
        kort = min(len(kop), len(staart))
        half = any(raak) and kort > MIN_DEEL and (raak[0] or bekend(kop)) and (raak[1] or bekend(staart))
        if (all(raak) or half) and (sum(raak), kort) > beste[0]:
            beste = ((sum(raak), kort), (stam(kop), stam(staart)))
    return tuple(deel for deel in beste[1] if deel not in leeg)


def _splitsingen(woord: str) -> Iterator[tuple[str, str]]:
    for i in range(MIN_DEEL, len(woord) - MIN_DEEL + 1):
        for tussen in _TUSSEN:
            if woord[:i].endswith(tussen) and i - len(tussen) >= MIN_DEEL:
                yield woord[: i - len(tussen)], woord[i:]


def _in_lijst(deel: str, lijst: Collection[str]) -> bool:
    return deel in lijst or stam(deel) in lijst


def herstel(woord: str, lijst: Sequence[str]) -> str | None:
    """Het woord uit de lijst dat bedoeld is, als dit geen gewoon Nederlands woord is."""
    if len(woord) < MIN_TYPEFOUT or bekend(woord):
        return None
    fouten = min(len(woord) // LETTERS_PER_FOUT, MAX_FOUTEN)
    dichtst = extractOne(woord, lijst, scorer=DamerauLevenshtein.distance, score_cutoff=fouten)
    return dichtst[0] if dichtst else None
