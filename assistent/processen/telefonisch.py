"""Een overdracht die aan de telefoon wordt aangenomen: de medewerker drukte op de toets (R57)."""

from __future__ import annotations

from datetime import datetime

from assistent.kern.afspraken import zeg_blok
from assistent.kern.intake import Intake
from assistent.kern.kennis import Kennisbank
from assistent.kern.overdracht import Handeling, Overdracht
from assistent.kern.zinnen import zin
from assistent.ports import Omroep, Opslag
from assistent.processen.terugbellen import plan, zin_bij
from assistent.processen.vastleggen import leg_vast, lopende, roep_om

DOOR = "telefoon"
"""Wie er opneemt weet de lijn niet; de naam komt erbij als iemand de intake in de werkbak opent."""


async def overdracht_van(opslag: Opslag, gesprek_id: str | None) -> tuple[Overdracht, Intake] | None:
    """De intake die bij dit gesprek klaarligt, als de inwoner daar akkoord op gaf."""
    if gesprek_id is None:
        return None
    async with opslag.transactie() as werk:
        gesprek = await werk.gesprekken.haal(gesprek_id)
        if gesprek.overdracht_id is None:
            return None
        return await werk.overdrachten.haal(gesprek.overdracht_id)


async def neem_telefonisch_aan(
    opslag: Opslag, omroep: Omroep, gesprek_id: str | None, nu: datetime
) -> Overdracht | None:
    """Leg vast dat een mens de beller heeft; zonder intake is er niets vast te leggen."""
    gevonden = await overdracht_van(opslag, gesprek_id)
    if gevonden is None or not gevonden[0].mag(Handeling.AANNEMEN):
        return None
    overdracht = gevonden[0].doe(Handeling.AANNEMEN, op=nu, door=DOOR, reden="aangenomen aan de telefoon")
    async with opslag.transactie() as werk:
        await leg_vast(werk, overdracht, nu)
    return await roep_om(omroep, overdracht)


async def spreek_terugbellen_af(
    opslag: Opslag, kennis: Kennisbank, gesprek_id: str | None, nu: datetime
) -> tuple[str, str] | None:
    """Een belafspraak in de uren van het team (R68, R69); geeft sleutel en zin, of niets zonder intake of nummer."""
    gevonden = await overdracht_van(opslag, gesprek_id)
    if gevonden is None or not gevonden[1].velden.get("telefoon"):
        return None
    overdracht, intake = gevonden
    async with opslag.transactie() as werk:
        afspraak = await lopende(werk, overdracht.id) or await plan(
            werk, kennis, overdracht, nu, door="inwoner", beltijd=intake.velden.get("beltijd", "")
        )
        if afspraak is None:
            return None
        gesprek = await werk.gesprekken.haal(overdracht.gesprek_id)
    sleutel = zin_bij(afspraak)
    team = kennis.gemeenten[overdracht.gemeente].teams[overdracht.team].naam
    tekst = zin(kennis, gesprek, sleutel, team=team, moment=zeg_blok(afspraak.van, afspraak.tot, nu))
    return sleutel, tekst[:1].upper() + tekst[1:]
