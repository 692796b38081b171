"""Wat een medewerker met belafspraken doet: beloven, bevestigen en een poging noteren (R69, R71)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from ulid import ULID

from assistent.kern.afspraken import BLOK, Belafspraak, Belstaat
from assistent.kern.errors import AssistentError
from assistent.kern.kennis import Kennisbank
from assistent.kern.overdracht import Handeling, Overdracht
from assistent.ports import Account, Omroep, Opslag
from assistent.processen.terugbellen import vertel_afspraak
from assistent.processen.vastleggen import laat_vervallen, leg_vast, lopende, roep_om, vertel
from assistent.processen.werkbak import Werkbak

VOORUIT = timedelta(days=60)
"""Verder vooruit maakt een medewerker geen belafspraak; dan is het een waakvlam."""


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
            team = self.kennis().gemeenten[overdracht.gemeente].teams[overdracht.team]
            bezet = await werk.belafspraken.bezet(overdracht.gemeente, team.sleutel, nu)
            if bezet.count(van) >= team.tegelijk_bellen:
                raise AssistentError("Uw team belt dan al iemand anders. Kies een ander moment.")
            afspraak = Belafspraak(
                str(ULID()), overdracht.id, overdracht.gemeente, overdracht.team,
                van, van + BLOK, Belstaat.GEPLAND, wie.naam,
            )  # fmt: skip
            await werk.belafspraken.bewaar(afspraak, team.tegelijk_bellen)
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
            team = self.kennis().gemeenten[overdracht.gemeente].teams[overdracht.team]
            await werk.belafspraken.bewaar(afspraak, team.tegelijk_bellen)
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
