"""Een taalmotor en een telefoonlijn die doen wat de test klaarlegt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assistent.kern.beeld import Gehoord, Treffer
from assistent.kern.errors import DialoogOnbereikbaar, HerkennerBezet
from assistent.ports import Verstaan


@dataclass
class NepHerkennen:
    """Verstaat met een woordenboek van tekst naar onderwerp; wat er niet in staat is niet verstaan."""

    boek: Mapping[str, str] = field(default_factory=dict)
    aan: bool = True
    gevraagd: list[str] = field(default_factory=list)

    async def herken(self, teksten: Sequence[str]) -> list[Gehoord]:
        """Het onderwerp van elk stukje; fout `DialoogOnbereikbaar` als de motor uit staat."""
        if not self.aan:
            raise DialoogOnbereikbaar("Het taalmodel is nog niet geladen.")
        self.gevraagd += teksten
        return [self._een(t) for t in teksten]

    def _een(self, tekst: str) -> Gehoord:
        sleutel = next((o for woord, o in self.boek.items() if woord in tekst.lower()), None)
        return Gehoord(sleutel, 0.9, (Treffer(sleutel, 0.9, tekst, 0),)) if sleutel else Gehoord("", 0.05)


@dataclass
class NepStem:
    """Spreekt elke letter 10 ms lang als ruis; onthoudt wat er gezegd is."""

    gezegd: list[str] = field(default_factory=list)

    async def spreek(self, sleutel: str, tekst: str) -> bytes:
        """Even lang als de tekst, nooit stil."""
        self.gezegd.append(tekst)
        return b"\x10\x01" * (80 * max(1, len(tekst)))


@dataclass
class NepHerkenner:
    """Verstaat op volgorde wat de test klaarlegde; `None` is niet verstaan."""

    zinnen: list[str | None] = field(default_factory=list)
    plaats: bool = True
    gehoord: list[tuple[int, str]] = field(default_factory=list)

    async def herken(self, geluid: bytes, hint: str) -> Verstaan | None:
        """De volgende klaargelegde zin; fout `HerkennerBezet` als er geen plaats is."""
        if not self.plaats:
            raise HerkennerBezet("De herkenner is bezet.")
        self.gehoord.append((len(geluid), hint))
        tekst = self.zinnen.pop(0) if self.zinnen else None
        return Verstaan(tekst, 0.9) if tekst else None


@dataclass
class NepVad:
    """Hoort praten in elk stukje dat niet stil is."""

    def spreekt(self, geluid: bytes, *, terwijl_wij_praten: bool) -> bool:
        """Of er een ander teken dan nul in staat."""
        return any(geluid)
