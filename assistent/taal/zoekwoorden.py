"""Zoekwoorden uit een vraag: zonder stopwoorden, als stam, met samenstellingen in stukken en typefouten hersteld."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein
from rapidfuzz.process import extractOne

from assistent.taal.normaal import bekend, lemma, woorden

STOPWOORDEN = frozenset(
    """
    aan af al alle alleen alles als altijd ander andere anders beetje ben bent beste beter betere bij bijna
    daar dag dan dat de den der deze die dit doe doen doet door dus echt een eens eigenlijk en er erg ergens
    even gaan gaat ga geen gewoon goed goede goeie graag haar had heb hebben heeft heel heen hem hen het hier
    hij hoe hun iedereen iemand iets ik in is ja je jij jou jouw jullie kan kom komen komt kon kunnen kunt laat
    laten leuk leuke maar maken maakt me mee meer men mensen met mij mijn mijzelf moest moet moeten mogen mag
    mn na naar net niet niets niks nieuw nieuwe nodig nog nou nu of om omdat onder ons ook op over samen soms
    stellen te tegen terug toch toe tot uit uw van vanwege veel verder via voor vooral waar waarom wanneer want
    waren was wat weet weten weg wel welk welke werd wie wij wil willen wilt wonen woon woont word worden
    wordt wou zal ze zeer zei zelf zeggen zich zij zijn zit zitten zin zo zoals zoek zoeken zoekt zonder zou
    zouden vind vinden vindt vond gevonden wilde zie zien bestaat bestaan gezocht graag eentje paar
    """.split()
)
"""Woorden die niets zeggen over wat iemand zoekt, ook niet als deel van een samenstelling."""
LEEG = frozenset(
    """
    bedoel bedoelen broer buurman buurt buurvrouw dank denk denken dochter geef geeft gemeente geven gebruik
    gebruiken goedemiddag goedemorgen goedenavond goeiemorgen groningen hallo help helpen helpt hoi hulp kost
    kosten krijg krijgen krijgt leg leggen man meneer mevrouw moeder oma opa plaats plek probleem problemen
    staan staat stad vader vraag vragen vriend vriendin vrouw werkt zoon zus alstublieft
    """.split()
)
"""Woorden over de vraag of over voor wie het is; in een samenstelling mogen ze wel een deel zijn."""
_ANDERS = {"ouders": "ouder", "ouder": "ouder"}
"""Waar het woordenboek het verkeerde woord kiest."""
MIN_DEEL, MIN_TYPEFOUT, LETTERS_PER_FOUT, MAX_FOUTEN = 3, 5, 4, 3
_TUSSEN = ("", "s", "en", "e", "n")
_KLEIN = re.compile(r"(?:etje|tje|pje|je)$")
_OPEN = re.compile(r"(?:^|[^aeiou])([aou])[bcdfghklmnprstvz]$|^[^aeiou]*(e)[bcdfghklmnprstvz]$")
_KLINKER = "aeiouy"


@lru_cache(maxsize=20_000)
def stam(vorm: str) -> str:
    """Het woordenboekwoord zonder verkleining en zonder -en, zodat "koken" en "kookclub" elkaar vinden."""
    basis = _ANDERS.get(vorm) or lemma(vorm)
    if basis.endswith("je"):
        kort = _KLEIN.sub("", basis)
        lang = basis[:-2]
        basis = next((k for k in (lang, kort) if len(k) >= MIN_DEEL and bekend(k)), basis)
    if len(basis) > MIN_DEEL and basis.endswith("en") and basis[-3] not in _KLINKER:
        basis = _zonder_en(basis[:-2])
    return basis


def _zonder_en(rest: str) -> str:
    if len(rest) > 2 and rest[-1] == rest[-2]:
        rest = rest[:-1]
    elif (open_ := _OPEN.search(rest)) is not None:
        klinker = open_.group(1) or open_.group(2)
        rest = f"{rest[:-1]}{klinker}{rest[-1]}"
    return rest[:-1] + {"z": "s", "v": "f"}.get(rest[-1], rest[-1])


def inhoud(tekst: str) -> list[str]:
    """De woorden die ertoe doen, op volgorde, nog niet als stam."""
    vormen = (deel for w in woorden(tekst, {}) for deel in re.split(r"['’-]", w.vorm))
    return [v for v in vormen if v.isalpha() and len(v) > 1 and v not in STOPWOORDEN | LEEG]


def knip(woord: str, lijst: Collection[str]) -> tuple[str, ...]:
    """De delen van een samenstelling; minstens één deel staat in de lijst en het andere is een gewoon woord."""
    beste: tuple[tuple[int, int], tuple[str, ...]] = ((0, 0), ())
    for i in range(MIN_DEEL, len(woord) - MIN_DEEL + 1):
        staart = woord[i:]
        for tussen in _TUSSEN:
            kop = woord[:i].removesuffix(tussen) if tussen else woord[:i]
            if len(kop) < MIN_DEEL or (tussen and not woord[:i].endswith(tussen)):
                continue
            if {kop, staart, stam(kop), stam(staart)} & STOPWOORDEN:
                continue
            raak = _in_lijst(kop, lijst) + _in_lijst(staart, lijst)
            kort = min(len(kop), len(staart))
            goed = raak == 2 or (
                raak == 1 and kort > MIN_DEEL and all(_in_lijst(d, lijst) or bekend(d) for d in (kop, staart))
            )
            if goed and (raak, kort) > beste[0]:
                beste = ((raak, kort), (stam(kop), stam(staart)))
    return tuple(deel for deel in beste[1] if deel not in LEEG)


def _in_lijst(deel: str, lijst: Collection[str]) -> bool:
    return deel in lijst or stam(deel) in lijst


def herstel(woord: str, lijst: Sequence[str]) -> str | None:
    """Het woord uit de lijst dat bedoeld is, als dit geen gewoon Nederlands woord is."""
    if len(woord) < MIN_TYPEFOUT or bekend(woord):
        return None
    fouten = min(len(woord) // LETTERS_PER_FOUT, MAX_FOUTEN)
    dichtst = extractOne(woord, lijst, scorer=DamerauLevenshtein.distance, score_cutoff=fouten)
    return dichtst[0] if dichtst else None
