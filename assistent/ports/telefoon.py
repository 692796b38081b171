"""Poorten naar de telefoonlijn: oproepen, spraak en stem."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Telefoontje:
    """Eén oproep en het gesprek dat erbij hoort; nooit het nummer van de beller."""

    id: str
    gesprek_id: str
    begonnen: datetime


class Oproeplog(Protocol):
    """Telefoontjes: welk gesprek erbij hoort en hoe zij afliepen; nooit het nummer van de beller."""

    async def begin(self, id_: str, gesprek_id: str, op: datetime, *, spraak: bool) -> None:
        """Leg vast dat er gebeld wordt."""
        ...

    async def sluit(self, id_: str, uitkomst: str, op: datetime) -> None:
        """Leg vast hoe het afliep: mens, klaar, opgehangen of storing."""
        ...

    async def zoek(
        self, *, id_: str = "", gemeente: str = "", vanaf: datetime | None = None
    ) -> list[Telefoontje]:
        """Het telefoontje met dit oproepnummer, of wat in een gemeente sinds `vanaf` nog loopt, oudste eerst."""
        ...


@dataclass(frozen=True, slots=True)
class Verstaan:
    """Wat de herkenner van de telefoonlijn hoorde; de tekst kan persoonsgegevens bevatten."""

    tekst: str
    zekerheid: float


class Herkenner(Protocol):
    """Spraak naar tekst; geluid is 8 kHz, 16 bits, mono, little-endian."""

    @property
    def plaats(self) -> bool:
        """Of er nu iemand bij kan."""
        ...

    async def herken(self, geluid: bytes, hint: str) -> Verstaan | None:
        """De woorden, of niets als het ruis was; fout `HerkennerBezet` als er geen plaats is."""
        ...


class Stem(Protocol):
    """Tekst naar spraak."""

    async def spreek(self, sleutel: str, tekst: str) -> bytes:
        """Het geluid (8 kHz, 16 bits, mono); de sleutel vindt een ingesproken opname als die er is."""
        ...


class Vad(Protocol):
    """Hoort of iemand praat; onthoudt hoe luid de omgeving is, dus één per gesprek."""

    def spreekt(self, geluid: bytes, *, terwijl_wij_praten: bool) -> bool:
        """Of er in dit stukje van 20 ms gepraat wordt."""
        ...
