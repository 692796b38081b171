"""Een belafspraak maken, bevestigen, verzetten en afmelden (R68, R69, R71).

Kent de gemeente echte uren van het team, dan staat de afspraak. Zijn de uren een voorbeeld, dan is het een vraag aan het
team: de inwoner hoort dat, en hoort het ook als het team bevestigt.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from ulid import ULID

from assistent.kern.afspraken import (
    BLOK,
    Belafspraak,
    Belstaat,
    dagdeel_uit,
    vrije_blokken,
    werktijden,
    zeg_blok,
)
from assistent.kern.errors import AssistentError
from assistent.kern.kennis import Kennisbank
from assistent.kern.overdracht import Handeling, Overdracht
from assistent.ports import Account, Omroep, Opslag, Werk
from assistent.processen.vastleggen import leg_vast, roep_om, vertel
from assistent.processen.werkbak import Werkbak

VOORUIT = timedelta(days=60)
"""Verder vooruit maakt een medewerker geen belafspraak; dan is het een waakvlam."""


async def keuzes(
    werk: Werk,
    kennis: Kennisbank,
    overdracht: Overdracht,
    nu: datetime,
    *,
    beltijd: str = "",
    hooguit: int = 3,
) -> list[tuple[datetime, datetime]]:
    """De eerste vrije blokken van het team, liefst wanneer de inwoner dat vroeg."""
    tijden = werktijden(kennis.gemeenten[overdracht.gemeente], overdracht.team)
    bezet = await werk.belafspraken.bezet(overdracht.gemeente, overdracht.team, nu)
    return vrije_blokken(tijden, bezet, nu, dagdeel_uit(beltijd), hooguit)


async def lopende(werk: Werk, overdracht_id: str) -> Belafspraak | None:
    """De belafspraak die nu staat of gevraagd is."""
    return next((a for a in await werk.belafspraken.van(overdracht_id) if a.staat.lopend), None)


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
    vrij = await keuzes(werk, kennis, overdracht, nu, beltijd=beltijd, hooguit=1000 if van else 1)
    gekozen = next((b for b in vrij if van is None or b[0] == van), None)
    if gekozen is None:
        if van is not None:
            raise AssistentError("Dit moment is niet meer vrij. Kies een ander.")
        return None
    zeker = werktijden(kennis.gemeenten[overdracht.gemeente], overdracht.team).zeker
    staat = Belstaat.GEPLAND if zeker else Belstaat.GEVRAAGD
    afspraak = Belafspraak(
        str(ULID()), overdracht.id, overdracht.gemeente, overdracht.team, *gekozen, staat, door
    )
    await werk.belafspraken.bewaar(afspraak)
    return afspraak


async def laat_vervallen(werk: Werk, overdracht_id: str) -> None:
    """Er wordt niet meer gebeld; het blok is weer vrij."""
    afspraak = await lopende(werk, overdracht_id)
    if afspraak is not None:
        await werk.belafspraken.bewaar(replace(afspraak, staat=Belstaat.VERVALLEN))


def zin_bij(afspraak: Belafspraak) -> str:
    """De zin die eerlijk zegt of het team al ja zei."""
    return "utter_belafspraak" if afspraak.staat is Belstaat.GEPLAND else "utter_belafspraak_gevraagd"


async def vertel_afspraak(
    werk: Werk, kennis: Kennisbank, overdracht: Overdracht, afspraak: Belafspraak, nu: datetime
) -> None:
    """Zeg de inwoner wanneer er gebeld wordt."""
    moment = zeg_blok(afspraak.van, afspraak.tot, nu)
    await vertel(werk, kennis, overdracht, zin_bij(afspraak), nu, moment=moment)


@dataclass(frozen=True)
class Terugbellen:
    """Wat een medewerker met belafspraken doet."""

    kennis: Callable[[], Kennisbank]
    opslag: Opslag
    omroep: Omroep
    werkbak: Werkbak

    async def spreek_af(self, wie: Account, overdracht_id: str, van: datetime, nu: datetime) -> Belafspraak:
        """Een medewerker kiest zelf wanneer hij belt; zijn woord is de belofte, ook buiten de gewone uren."""
        if not nu < van <= nu + VOORUIT:
            raise AssistentError("Kies een moment na nu, hooguit twee maanden vooruit.")
        async with self.opslag.transactie() as werk:
            overdracht, _ = await self.werkbak.mijn(werk, wie, overdracht_id)
            await laat_vervallen(werk, overdracht.id)
            if van in await werk.belafspraken.bezet(overdracht.gemeente, overdracht.team, nu):
                raise AssistentError("Uw team belt dan al iemand anders. Kies een ander moment.")
            afspraak = Belafspraak(
                str(ULID()), overdracht.id, overdracht.gemeente, overdracht.team,
                van, van + BLOK, Belstaat.GEPLAND, wie.naam,
            )  # fmt: skip
            await werk.belafspraken.bewaar(afspraak)
            await vertel_afspraak(werk, self.kennis(), overdracht, afspraak, nu)
        await roep_om(self.omroep, overdracht)
        return afspraak

    async def bevestig(self, wie: Account, overdracht_id: str, nu: datetime) -> Belafspraak:
        """Het team zegt ja op een gevraagd moment; daarna is het een belofte."""
        async with self.opslag.transactie() as werk:
            overdracht, _ = await self.werkbak.mijn(werk, wie, overdracht_id)
            afspraak = await lopende(werk, overdracht.id)
            if afspraak is None or afspraak.staat is not Belstaat.GEVRAAGD:
                raise AssistentError("Er is geen belmoment om te bevestigen.")
            afspraak = replace(afspraak, staat=Belstaat.GEPLAND, door=wie.naam)
            await werk.belafspraken.bewaar(afspraak)
            await vertel_afspraak(werk, self.kennis(), overdracht, afspraak, nu)
        await roep_om(self.omroep, overdracht)
        return afspraak

    async def noteer(
        self, wie: Account, overdracht_id: str, gelukt: bool, notitie: str, nu: datetime
    ) -> Overdracht:
        """Leg een contactpoging vast; de belafspraak is daarmee gedaan. Bij niet bereikt hoort de inwoner dat."""
        async with self.opslag.transactie() as werk:
            overdracht, _ = await self.werkbak.mijn(werk, wie, overdracht_id)
            reden = ("gesproken" if gelukt else "niet bereikt") + (f": {notitie}" if notitie else "")
            overdracht = overdracht.doe(Handeling.CONTACT, op=nu, door=wie.naam, reden=reden)
            await leg_vast(werk, overdracht, nu)
            afspraak = await lopende(werk, overdracht.id)
            if afspraak is not None and afspraak.van <= nu:
                staat = Belstaat.GEBELD if gelukt else Belstaat.NIET_BEREIKT
                await werk.belafspraken.bewaar(replace(afspraak, staat=staat))
            if not gelukt:
                await vertel(werk, self.kennis(), overdracht, "utter_niet_bereikt", nu, naam=wie.weergavenaam)
        return await roep_om(self.omroep, overdracht)
