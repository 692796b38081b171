"""Data en openingstijden, zoals HSDS ze schrijft."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

import holidays

from assistent.kern.tijden import Openingstijden, Rooster
from assistent.kern.zekerheid import Zekerheid

Gegevens = dict[str, Any]


@lru_cache(maxsize=1)
def _nederland() -> Any:
    # Bevrijdingsdag is voor gemeenten alleen eens in de vijf jaar een vrije dag; de bibliotheek weet dat.
    return holidays.country_holidays("NL", language="nl")


def feestdag(dag: date) -> str | None:
    """De naam van de Nederlandse feestdag op deze dag."""
    naam = _nederland().get(dag)
    return str(naam) if naam else None


def datum(waarde: Any) -> date:
    """Een dag: YAML geeft een datum of een tekst in ISO-vorm."""
    return waarde if isinstance(waarde, date) else date.fromisoformat(waarde)


def tijden(roosters: list[Gegevens]) -> Openingstijden:
    """De openingstijden; een onzeker rooster maakt alles onzeker."""
    regels = tuple(
        Rooster.uit_hsds(
            r["byday"],
            r["opens_at"] or "",
            r["closes_at"] or "",
            datum(r["valid_from"]) if r.get("valid_from") else None,
            datum(r["valid_to"]) if r.get("valid_to") else None,
        )
        for r in roosters
        if r["freq"] == "WEEKLY"
    )
    # Wie zeven dagen dag en nacht open is, is dat ook op een feestdag.
    altijd = any(len(r.dagen) == 7 and r.tot.hour == 23 for r in regels)
    zeker = all(Zekerheid(r.get("zekerheid", "V")).feit for r in roosters)
    return Openingstijden(regels, feestdag, ook_feestdagen=altijd, zeker=zeker)
