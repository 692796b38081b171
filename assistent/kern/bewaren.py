"""Hoe lang iets bewaard wordt, per soort en als het moet per gemeente (AVG 5(1)(e), domein §6.8)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Bewaartermijnen:
    """De termijnen uit `kennisbank/bewaren.yml`."""

    standaard: Mapping[str, timedelta] = field(default_factory=dict)
    afwijkend: Mapping[str, Mapping[str, timedelta]] = field(default_factory=dict)
    """Gemeente naar soort naar termijn."""

    def termijn(self, soort: str, gemeente: str = "") -> timedelta:
        """Hoe lang deze gemeente dit bewaart; fout `KeyError` bij een onbekende soort."""
        standaard = self.standaard[soort]
        return self.afwijkend.get(gemeente, {}).get(soort, standaard)

    def grens(self, soort: str, nu: datetime, gemeente: str = "") -> datetime:
        """Wat van vóór dit moment is gaat weg; fout `KeyError` bij een onbekende soort."""
        return nu - self.termijn(soort, gemeente)

    @property
    def eigen(self) -> tuple[str, ...]:
        """De gemeenten met eigen termijnen."""
        return tuple(self.afwijkend)
