"""Een belafspraak: kiezen, maken, verhuizen met de vraag, en vertellen (R68, R69, R71).

Kent de gemeente echte uren van het team, dan staat de afspraak. Zijn de uren een voorbeeld, dan is het een vraag aan het
team: de inwoner hoort dat, en hoort het ook als het team bevestigt.
"""

from __future__ import annotations

from datetime import datetime

from ulid import ULID

from assistent.kern.afspraken import Belafspraak, Belstaat, vrije_blokken, werktijden, zeg_blok
from assistent.kern.belwens import lees_wens
from assistent.kern.errors import AssistentError
from assistent.kern.kennis import Kennisbank
from assistent.kern.overdracht import Overdracht
from assistent.kern.tijden import NEDERLAND
from assistent.ports import Werk
from assistent.processen.vastleggen import laat_vervallen, lopende, vertel

ALLE = 1000
"""Genoeg blokken om een bepaald moment in terug te vinden."""


async def keuzes(
    werk: Werk,
    kennis: Kennisbank,
    overdracht: Overdracht,
    nu: datetime,
    *,
    beltijd: str = "",
    hooguit: int = 3,
    strikt: bool = False,
) -> list[tuple[datetime, datetime]]:
    """De eerste vrije blokken van het team, liefst wanneer de inwoner dat vroeg; `strikt`: alleen dan."""
    gemeente = kennis.gemeenten[overdracht.gemeente]
    tijden, tegelijk = werktijden(gemeente, overdracht.team), gemeente.teams[overdracht.team].tegelijk_bellen
    bezet = await werk.belafspraken.bezet(overdracht.gemeente, overdracht.team, nu)
    wens = lees_wens(beltijd, nu.astimezone(NEDERLAND).date())
    return vrije_blokken(tijden, bezet, nu, wens, hooguit, tegelijk=tegelijk, strikt=strikt)


async def plan(
    werk: Werk,
    kennis: Kennisbank,
    overdracht: Overdracht,
    nu: datetime,
    *,
    door: str,
    beltijd: str = "",
    van: datetime | None = None,
) -> Belafspraak | None:
    """Zet een belafspraak in een vrij blok, in plaats van een eerdere; niets als er geen vrij blok is.

    Fouten: `AssistentError` als het gevraagde blok niet (meer) vrij is.
    """
    await laat_vervallen(werk, overdracht.id)
    vrij = await keuzes(werk, kennis, overdracht, nu, beltijd=beltijd, hooguit=ALLE if van else 1, strikt=van is None)
    gekozen = next((b for b in vrij if van is None or b[0] == van), None)
    if gekozen is None:
        if van is not None:
            raise AssistentError("Dit moment is niet meer vrij. Kies een ander.")
        return None
    gemeente = kennis.gemeenten[overdracht.gemeente]
    staat = Belstaat.GEPLAND if werktijden(gemeente, overdracht.team).zeker else Belstaat.GEVRAAGD
    afspraak = Belafspraak(
        str(ULID()), overdracht.id, overdracht.gemeente, overdracht.team, *gekozen, staat, door
    )
    await werk.belafspraken.bewaar(afspraak, gemeente.teams[overdracht.team].tegelijk_bellen)
    return afspraak


async def verhuis(werk: Werk, kennis: Kennisbank, overdracht: Overdracht, nu: datetime) -> None:
    """Ligt de vraag bij een ander team, dan belt dat team: op hetzelfde moment als het kan, anders eerlijk een ander.

    Een belofte van het vorige team is geen belofte van het volgende (R69, R95).
    """
    oud = await lopende(werk, overdracht.id)
    if oud is None or oud.team == overdracht.team:
        return
    vrij = await keuzes(werk, kennis, overdracht, nu, hooguit=ALLE)
    zelfde = next((b[0] for b in vrij if b[0] == oud.van), None)
    nieuw = await plan(werk, kennis, overdracht, nu, door="systeem", van=zelfde)
    if nieuw is not None:
        await vertel_afspraak(werk, kennis, overdracht, nieuw, nu)
    elif oud.van > nu:
        moment = zeg_blok(oud.van, oud.tot, nu)
        await vertel(werk, kennis, overdracht, "utter_belafspraak_vervallen", nu, moment=moment)


def zin_bij(afspraak: Belafspraak) -> str:
    """De zin die eerlijk zegt of het team al ja zei."""
    return "utter_belafspraak" if afspraak.staat is Belstaat.GEPLAND else "utter_belafspraak_gevraagd"


async def vertel_afspraak(
    werk: Werk, kennis: Kennisbank, overdracht: Overdracht, afspraak: Belafspraak, nu: datetime
) -> None:
    """Zeg de inwoner wanneer er gebeld wordt."""
    moment = zeg_blok(afspraak.van, afspraak.tot, nu)
    await vertel(werk, kennis, overdracht, zin_bij(afspraak), nu, moment=moment)
