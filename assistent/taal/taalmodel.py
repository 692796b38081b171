"""Het spaCy-model: nl_core_news_sm als het er is, anders het meegeleverde; één plek die kiest."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

EERSTE_KEUS = "nl_core_news_sm"
MEEGELEVERD = Path(__file__).parent / "nl_toegang_sm"


@dataclass(frozen=True, slots=True)
class Keus:
    """Welk model, en waarom."""

    naam: str
    pad: str
    uitleg: str


def kies(instelling: str = "") -> Keus:
    """Het model uit de instelling, anders het beste dat er is."""
    if instelling:
        return Keus(instelling, instelling, "gekozen met ASSISTENT_TAALMODEL")
    if importlib.util.find_spec(EERSTE_KEUS) is not None:
        return Keus(EERSTE_KEUS, EERSTE_KEUS, "geïnstalleerd; geeft ook namen en plaatsen")
    uitleg = f"meegeleverd; {EERSTE_KEUS} is niet geïnstalleerd (zie README, Taalmodel)"
    return Keus(MEEGELEVERD.name, str(MEEGELEVERD), uitleg)


@lru_cache(maxsize=2)
def laad(pad: str) -> Any:
    """Laad het model; alleen wat wij gebruiken staat aan."""
    import spacy

    return spacy.load(pad, exclude=["ner"])
