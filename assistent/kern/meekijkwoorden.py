"""De woorden van het meekijkscherm, uit `kennisbank/meekijken.yml`: namen, aflopen en de samenvatting voor een collega."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Meekijkwoorden:
    """Wat een medewerker leest waar de code sleutels heeft."""

    namen: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Soort (klassen, markeringen, velden …) naar sleutel naar naam."""
    aflopen: Mapping[str, str] = field(default_factory=dict)
    """Hoe een gesprek afloopt, in de volgorde van de toetsen."""
    samenvatting: Mapping[str, str] = field(default_factory=dict)
    """De zinnen van de samenvatting van 20 seconden."""

    def naam(self, soort: str, sleutel: str) -> str:
        """De naam, of de sleutel zelf als er geen naam is."""
        return self.namen.get(soort, {}).get(sleutel, sleutel)
