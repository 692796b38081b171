"""Wat een inwoner van zijn eigen gesprek ziet, en het wissen ervan (AVG 15-17, R68)."""

from __future__ import annotations

from typing import Any

from assistent.kern.errors import DialoogOnbereikbaar
from assistent.kern.gesprek import Gesprek
from assistent.kern.kennis import Kennisbank
from assistent.ports import Dialoog, Opslag, Werk
from assistent.processen.aanbieden import van_gesprek


async def overdracht_voor_inwoner(werk: Werk, gesprek: Gesprek, kennis: Kennisbank) -> dict[str, Any] | None:
    """Waar de vraag ligt, zonder wat alleen voor medewerkers is."""
    overdracht = await van_gesprek(werk, gesprek)
    if overdracht is None:
        return None
    team = kennis.gemeenten[overdracht.gemeente].teams[overdracht.team]
    return {
        "referentie": overdracht.referentie,
        "staat": overdracht.staat.value,
        "team": team.naam,
        "bij_mens": overdracht.bij_mens,
    }


async def wis(opslag: Opslag, dialoog: Dialoog, gesprek_id: str) -> None:
    """Wis gesprek, berichten en wat de dialoogmotor bewaart."""
    async with opslag.transactie() as werk:
        await werk.gesprekken.haal(gesprek_id)
        await werk.gesprekken.wis(gesprek_id)
    try:
        await dialoog.vergeet(gesprek_id)
    except DialoogOnbereikbaar:
        # De bewaartaak wist een achtergebleven tracker alsnog.
        return
