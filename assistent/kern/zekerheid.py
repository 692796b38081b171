"""Hoe zeker een gegeven is, en of een inwoner het dus als feit mag horen (R17, R69)."""

from __future__ import annotations

from enum import StrEnum


class Zekerheid(StrEnum):
    """De vier tekens die een redacteur bij een gegeven zet."""

    GEZIEN = "V"
    """Nagekeken bij de bron."""
    VAKKENNIS = "K"
    """Algemeen bekend in het vak, niet teruggezocht."""
    NAKIJKEN = "?"
    """Onzeker, of misschien veranderd."""
    VOORBEELD = "voorbeeld"
    """Verzonnen, om mee te oefenen."""

    @property
    def feit(self) -> bool:
        """Of dit zonder voorbehoud gezegd mag worden."""
        return self in (Zekerheid.GEZIEN, Zekerheid.VAKKENNIS)
