"""Poorten naar de tijd en het werk op de achtergrond."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from assistent.kern.bewaren import Bewaartermijnen


class Klok(Protocol):
    """De tijd; de kern krijgt haar altijd als gegeven."""

    def nu(self) -> datetime:
        """Het huidige moment, met tijdzone."""
        ...


class Huur(Protocol):
    """Wie een achtergrondtaak mag doen, over processen heen."""

    async def neem(self, taak: str, door: str, nu: datetime, tot: datetime) -> bool:
        """Neem of verleng tot een moment; onwaar als een ander haar heeft."""
        ...

    async def zet_terug(self, taak: str, door: str, vanaf: datetime) -> None:
        """Geef terug; vanaf dit moment mag iedereen weer, de eigenaar zelf ook."""
        ...


class Opruimer(Protocol):
    """Wist wat zijn bewaartermijn voorbij is."""

    async def ruim_op(self, nu: datetime, termijnen: Bewaartermijnen) -> Mapping[str, int]:
        """Wis alles wat voorbij is; geeft per soort hoeveel."""
        ...

    async def vergeet(self, overdracht_id: str) -> None:
        """Haal de stempels weg waarmee iemand herkend wordt (AVG 17)."""
        ...
