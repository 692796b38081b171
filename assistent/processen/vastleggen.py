"""Wat bij elke stap van een overdracht hoort: bewaren met de uitbak, het de inwoner zeggen, en de schermen waarschuwen."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import structlog

from assistent.kern.afspraken import Belafspraak, Belstaat
from assistent.kern.antwoord import Antwoord
from assistent.kern.errors import GesprekOnbekend
from assistent.kern.gesprek import Gesprek
from assistent.kern.intake import Intake
from assistent.kern.kennis import Kennisbank
from assistent.kern.overdracht import Overdracht
from assistent.kern.zinnen import zin
from assistent.ports import Omroep, Werk
from assistent.processen.berichten import nummer_door

log = structlog.get_logger("overdracht")
TEAM = "team"
"""Het verzameldoel in de uitbak; de verzender verdeelt het over wat bij het team past."""


async def leg_vast(werk: Werk, overdracht: Overdracht, nu: datetime, intake: Intake | None = None) -> None:
    """Bewaar stap en zending in dezelfde transactie: wat hier staat gaat nooit verloren (R57).

    Is de vraag klaar, dan wordt er ook niet meer gebeld.
    """
    await werk.overdrachten.bewaar(overdracht, intake)
    await werk.uitbak.leg_neer(TEAM, overdracht.id, nu)
    if not overdracht.lopend:
        await laat_vervallen(werk, overdracht.id)


async def lopende(werk: Werk, overdracht_id: str) -> Belafspraak | None:
    """De belafspraak die nu staat of gevraagd is."""
    return next((a for a in await werk.belafspraken.van(overdracht_id) if a.staat.lopend), None)


async def laat_vervallen(werk: Werk, overdracht_id: str) -> None:
    """Er wordt niet meer gebeld; het blok is weer vrij."""
    afspraak = await lopende(werk, overdracht_id)
    if afspraak is not None:
        await werk.belafspraken.bewaar(replace(afspraak, staat=Belstaat.VERVALLEN))


async def vertel(
    werk: Werk, kennis: Kennisbank, overdracht: Overdracht, sleutel: str, nu: datetime, **velden: str
) -> None:
    """Zeg het de inwoner in zijn gesprek, als dat er nog is; `{team}` is de trekker (R68, R70)."""
    try:
        gesprek = await werk.gesprekken.haal(overdracht.gesprek_id)
    except GesprekOnbekend:
        return  # de inwoner heeft gewist; de intake blijft van het team
    teams = kennis.gemeenten[overdracht.gemeente].teams
    velden = {"team": teams[overdracht.team].naam, "referentie": overdracht.referentie, **velden}
    tekst = zin(kennis, gesprek, sleutel, **velden)
    await voeg_toe(werk, gesprek, Antwoord(tekst[:1].upper() + tekst[1:], sleutel), nu)


async def voeg_toe(werk: Werk, gesprek: Gesprek, antwoord: Antwoord, nu: datetime) -> None:
    """Eén bericht erbij, zonder de stand van het gesprek te raken."""
    vanaf = await werk.gesprekken.laatste(gesprek.id) + 1
    await werk.gesprekken.voeg_toe(nummer_door(gesprek.id, vanaf, [antwoord], nu))


async def roep_om(omroep: Omroep, overdracht: Overdracht) -> Overdracht:
    """Waarschuw open schermen van inwoner en team; na de transactie."""
    await omroep.roep(f"gesprek:{overdracht.gesprek_id}", {"soort": "bericht"})
    await omroep.roep(f"werkbak:{overdracht.gemeente}", {"soort": "ververs"})
    log.info("overdracht", overdracht=overdracht.id, staat=overdracht.staat.value)
    return overdracht
