"""Rollen en rechten: wie mag welke handeling, en wie ziet welk veld van een intake (R97, R101, domein §9)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

OPENBAAR, GESPREK, CODE, AANMELDEN = "openbaar", "gesprek", "code", "aanmelden"
ZONDER_ACCOUNT = frozenset({OPENBAAR, GESPREK, CODE, AANMELDEN})
"""Soorten routes waar geen account voor nodig is; de route zelf controleert sleutel of code."""


@dataclass(frozen=True, slots=True)
class Veldrecht:
    """Wie één veld ziet."""

    ziet: frozenset[str]
    meekijker: bool = False
    """Of ook een team dat alleen meekijkt het ziet."""


@dataclass(frozen=True, slots=True)
class Rechten:
    """De hele matrix uit `kennisbank/rollen.yml`; wat er niet in staat mag niemand."""

    rollen: Mapping[str, str] = field(default_factory=dict)
    """Sleutel naar naam."""
    handelingen: Mapping[str, frozenset[str]] = field(default_factory=dict)
    velden: Mapping[str, Veldrecht] = field(default_factory=dict)
    routes: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def mag(self, rollen: Iterable[str], handeling: str) -> bool:
        """Of iemand met deze rollen dit mag doen."""
        return not self.handelingen.get(handeling, frozenset()).isdisjoint(rollen)

    def ziet(self, rollen: Iterable[str], veld: str, *, meekijker: bool = False) -> bool:
        """Of iemand met deze rollen dit veld ziet; `meekijker` is wie niet bij de trekker hoort."""
        recht = self.velden.get(veld)
        if recht is None or (meekijker and not recht.meekijker):
            return False
        return not recht.ziet.isdisjoint(rollen)

    def opent(self, rollen: Iterable[str], route: str) -> bool:
        """Of iemand met deze rollen (leeg is niet aangemeld) deze webroute mag gebruiken."""
        wie = self.routes.get(route, frozenset())
        rollen = tuple(rollen)
        return bool(wie & ZONDER_ACCOUNT) or any(self.mag(rollen, handeling) for handeling in wie)
