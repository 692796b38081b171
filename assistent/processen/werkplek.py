"""De plek waar een beurt klaarligt terwijl de dialoogmotor kiest welke actie erbij hoort."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from assistent.kern.antwoord import Reactie
from assistent.kern.beeld import Gehoord
from assistent.kern.gesprek import Gesprek
from assistent.kern.kennis import Kennisbank
from assistent.kern.signalen import Gelezen
from assistent.kern.stap import zet_stap


@dataclass
class Werkplek:
    """Geeft de acties toegang tot het gesprek zonder dat Rasa het gesprek kent.

    In `make start` legt `beantwoorden` het gesprek klaar en haalt de uitkomst op, zonder opslag onderweg.
    Bij `rasa shell` is er niets klaargelegd; dan begint `nieuw` een gesprek in het geheugen.
    """

    kennis: Callable[[], Kennisbank]
    nieuw: Callable[[str, str], tuple[Gesprek, Gelezen, datetime]] | None = None
    _klaar: dict[str, tuple[Gesprek, Gelezen, datetime]] = field(default_factory=dict)
    _uit: dict[str, tuple[Gesprek, Reactie]] = field(default_factory=dict)

    def leg_klaar(self, gesprek: Gesprek, gelezen: Gelezen, nu: datetime) -> None:
        """Leg een beurt klaar voor de actie."""
        self._klaar[gesprek.id] = (gesprek, gelezen, nu)

    def zet(self, gesprek_id: str, gehoord: Gehoord, tekst: str) -> Reactie:
        """Zet de stap van de kern; wordt door de acties aangeroepen."""
        klaar = self._klaar.pop(gesprek_id, None)
        if klaar is None:
            assert self.nieuw is not None
            eerder = self._uit.pop(gesprek_id, None)
            gesprek, gelezen, nu = self.nieuw(gesprek_id, tekst)
            klaar = (eerder[0] if eerder else gesprek, gelezen, nu)
        gesprek, reactie = zet_stap(klaar[0], klaar[1], gehoord, self.kennis(), klaar[2])
        self._uit[gesprek_id] = (gesprek, reactie)
        return reactie

    def haal_op(self, gesprek_id: str) -> tuple[Gesprek, Reactie] | None:
        """De uitkomst van de beurt; daarna is de plek leeg."""
        self._klaar.pop(gesprek_id, None)
        return self._uit.pop(gesprek_id, None)
