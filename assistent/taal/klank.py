"""Wat een geleerd model in een bericht hoort, en wat de lezer ervan nodig heeft."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Klank:
    """Wat een geleerd model in één bericht hoort."""

    signalen: Sequence[tuple[str, str, str, float]] = ()
    """(soort, sleutel, woorden die het zwaarst wogen, sterkte) boven de drempel."""
    twijfel: frozenset[tuple[str, str]] = frozenset()
    """(soort, sleutel) die hier bijna niet klinken: een patroon dat er toch een hoort telt dan zwak."""
    nieuw: float = 1.0
    """De kans (0 tot 1) dat dit bericht, als het een vervolg is, iets nieuws noemt."""


class Geleerd(Protocol):
    """Een geleerd model dat hoort wat patronen missen, en zegt waar het aan twijfelt; gevaar mag het alleen toevoegen."""

    def hoor(self, tekst: str, patronen: Collection[tuple[str, str]]) -> Klank:
        """Wat er klinkt; `patronen` is wat al gehoord is."""
        ...

    def geheel(self, verhaal: str, patronen: Collection[tuple[str, str]]) -> Sequence[tuple[str, str, float]]:
        """(leefgebied, woorden, sterkte) die in alle berichten samen klinken."""
        ...

    def waarschijnlijkst(self, tekst: str, codes: Sequence[str]) -> Sequence[str]:
        """Dezelfde crisiscodes, wat het bericht het meest zegt voorop."""
        ...

    def bevestigt(self, tekst: str) -> bool:
        """Of dit stuk tekst genoeg op gevaar lijkt om een aanwijzing van een patroon te bevestigen."""
        ...
