"""Van wat de gemeente over een medewerker zegt (claims) naar rollen en teams, volgens gegevens (R97)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Aanmeldregel:
    """Wie deze waarde in deze claim heeft krijgt deze rollen en teams."""

    claim: str
    waarde: str
    gemeente: str
    rollen: frozenset[str]
    teams: frozenset[str]

    def past(self, claims: Mapping[str, Any]) -> bool:
        """Of de claim de waarde is, of een lijst waar de waarde in staat."""
        gevonden = claims.get(self.claim)
        return self.waarde in gevonden if isinstance(gevonden, list) else gevonden == self.waarde


@dataclass(frozen=True, slots=True)
class Aanmeldregels:
    """De regels uit `kennisbank/aanmelden.yml`."""

    naam: str = "name"
    """De claim met de naam voor het scherm."""
    regels: tuple[Aanmeldregel, ...] = ()

    def pas_toe(self, claims: Mapping[str, Any]) -> tuple[str, frozenset[str], frozenset[str]] | None:
        """(gemeente, rollen, teams); niets als er geen regel past, en dan komt iemand er niet in."""
        passend = [r for r in self.regels if r.past(claims)]
        if not passend:
            return None
        gemeente = passend[0].gemeente
        zelfde = [r for r in passend if r.gemeente == gemeente]
        return (
            gemeente,
            frozenset(rol for r in zelfde for rol in r.rollen),
            frozenset(team for r in zelfde for team in r.teams),
        )
