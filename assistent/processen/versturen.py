"""De verzender van de uitbak: brengt elk doel op de stand van de overdracht, en blijft proberen (ontwerp §5).

Elke stap die bij een doel klaar is wordt meteen onthouden. Valt het proces om of het doel stil, dan gaat de volgende poging
verder na de laatste stap. Een zending wordt nooit opgegeven.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog

from assistent.kern.errors import DoelOnbereikbaar, DoelWeigert, GesprekOnbekend
from assistent.kern.intake import Intake
from assistent.kern.overdracht import Overdracht, Staat
from assistent.ports import Contactregister, Doel, Opslag, Zending
from assistent.processen.contactmoment import CONTACTMOMENT
from assistent.processen.opvolgen import Opvolger
from assistent.processen.vastleggen import TEAM

log = structlog.get_logger("uitbak")
EERSTE_WACHT = timedelta(seconds=5)
LANGSTE_WACHT = timedelta(hours=1)
TEGELIJK = 4
Paar = tuple[Overdracht, Intake]


def wachttijd(pogingen: int) -> timedelta:
    """Hoe lang tot de volgende poging: elke keer twee keer zo lang, hooguit een uur."""
    return min(EERSTE_WACHT * (1 << min(pogingen, 20)), LANGSTE_WACHT)


@dataclass(frozen=True)
class Verzender:
    """Verstuurt wat in de uitbak ligt, en leest terug wat elders gebeurde."""

    opslag: Opslag
    opvolger: Opvolger
    doelen: Mapping[str, Doel]
    """Naam naar doel; leeg is een installatie zonder andere systemen."""
    register: Contactregister | None = None
    """Waar elk gesprek van een medewerker heen gaat, ook zonder overdracht."""

    async def verstuur(self, nu: datetime) -> None:
        """Verstuur alles wat aan de beurt is; de taak `uitbak`."""
        while stapel := await self._aan_de_beurt(nu):
            slot = asyncio.Semaphore(TEGELIJK)
            await asyncio.gather(*(self._een(zending, paar, nu, slot) for zending, paar in stapel))

    async def lees_terug(self, nu: datetime) -> None:
        """Vraag elk doel wat er met de open overdrachten gebeurde; de taak `terugmelding`."""
        async with self.opslag.transactie() as werk:
            paren = await werk.overdrachten.zoek(open_=True)
        stil: set[str] = set()
        for overdracht, _ in paren:
            if overdracht.staat is Staat.AANGEBODEN or overdracht.buiten:
                await self._lees_een(overdracht, nu, stil)

    async def _lees_een(self, overdracht: Overdracht, nu: datetime, stil: set[str]) -> None:
        async with self.opslag.transactie() as werk:
            zendingen = await werk.uitbak.zoek(overdracht_id=overdracht.id)
        if any(z.volgende is not None for z in zendingen):
            return  # wij lopen zelf nog voor: eerst onze stand daarheen
        for zending in zendingen:
            doel = self.doelen.get(zending.doel)
            if doel is None or zending.doel in stil:
                continue
            try:
                terug = await doel.lees_terug(zending.stappen)
            except (DoelOnbereikbaar, DoelWeigert) as fout:
                log.warning("terugmelding_wacht", soort=type(fout).__name__, doel=zending.doel)
                stil.add(zending.doel)
                continue
            if terug is not None:
                await self.opvolger.neem_terugmelding(overdracht.id, terug, nu)

    async def _aan_de_beurt(self, nu: datetime) -> list[tuple[Zending, Paar | None]]:
        """De zendingen met hun overdracht, uit één transactie: de ronde hoort bij de stand die we versturen."""
        async with self.opslag.transactie() as werk:
            zendingen = await werk.uitbak.zoek(tot=nu)
            paren: dict[str, Paar | None] = {}
            for id_ in {z.overdracht_id for z in zendingen}:
                try:
                    paren[id_] = await werk.overdrachten.haal(id_)
                except GesprekOnbekend:
                    paren[id_] = None
        return [(z, paren[z.overdracht_id]) for z in zendingen]

    async def _een(self, zending: Zending, paar: Paar | None, nu: datetime, slot: asyncio.Semaphore) -> None:
        async with slot:
            if zending.doel == CONTACTMOMENT:
                await self._registreer(zending, nu)
            elif paar is None:
                await self._noteer(replace(zending, volgende=None, gedaan=nu, fout="gewist"))
            elif zending.doel == TEAM:
                await self._verdeel(zending, paar[0], nu)
            else:
                await self._bezorg(zending, *paar, nu)

    async def _verdeel(self, zending: Zending, overdracht: Overdracht, nu: datetime) -> None:
        """Leg neer bij elk doel dat nu past, en bij elk doel dat de overdracht al kent."""
        passend = {n: d.rol for n, d in self.doelen.items() if d.past(overdracht)}
        if "systeem" in passend.values():
            passend = {n: rol for n, rol in passend.items() if rol != "vangnet"}
        async with self.opslag.transactie() as werk:
            al = {z.doel for z in await werk.uitbak.zoek(overdracht_id=overdracht.id)}
            for naam in sorted(passend.keys() | (al & self.doelen.keys())):
                await werk.uitbak.leg_neer(naam, overdracht.id, nu)
            await werk.uitbak.noteer(replace(zending, volgende=None, gedaan=nu))

    async def _bezorg(self, zending: Zending, overdracht: Overdracht, intake: Intake, nu: datetime) -> None:
        doel = self.doelen.get(zending.doel)
        if doel is None:
            await self._noteer(replace(zending, volgende=nu + LANGSTE_WACHT, fout="doel staat uit"))
            return
        # Oude stappen hoeven niet opnieuw geschreven: alleen wat er in deze poging bij komt.
        stappen, zending = dict(zending.stappen), replace(zending, stappen={})

        async def klaar(stap: str, verwijzing: str) -> None:
            nonlocal zending
            stappen[stap] = verwijzing
            zending = replace(zending, pogingen=0)  # er zit schot in: begin weer met kort wachten
            await self._noteer(replace(zending, stappen={stap: verwijzing}))

        try:
            await doel.werk_bij(overdracht, intake, stappen, klaar)
        except DoelWeigert as fout:
            log.error("doel_weigert", overdracht=overdracht.id, soort=fout.soort, doel=zending.doel)
            await self._later(zending, nu, fout.soort)
        except Exception as fout:  # ook een fout van ons zelf mag de intake niet kosten
            naam = type(fout).__name__
            log.warning("doel_wacht", overdracht=overdracht.id, soort=naam, doel=zending.doel)
            await self._later(zending, nu, naam)
        else:
            await self._noteer(replace(zending, volgende=None, gedaan=nu, pogingen=0, fout=""))

    async def _registreer(self, zending: Zending, nu: datetime) -> None:
        """Een gesprek zonder overdracht naar het register van klantcontacten, als dat is ingesteld."""
        async with self.opslag.transactie() as werk:
            moment = next(iter(await werk.contactmomenten.zoek(id_=zending.overdracht_id)), None)
        if moment is None or self.register is None:
            await self._noteer(replace(zending, volgende=None, gedaan=nu))
            return
        stappen, zending = dict(zending.stappen), replace(zending, stappen={})

        async def klaar(stap: str, verwijzing: str) -> None:
            await self._noteer(replace(zending, stappen={stap: verwijzing}))

        try:
            await self.register.leg_vast(moment, stappen, klaar)
        except Exception as fout:  # later opnieuw; een zending wordt nooit opgegeven
            naam = fout.soort if isinstance(fout, DoelWeigert) else type(fout).__name__
            log.warning("register_wacht", soort=naam, doel=zending.doel)
            await self._later(zending, nu, naam)
        else:
            await self._noteer(replace(zending, volgende=None, gedaan=nu, pogingen=0, fout=""))

    async def _later(self, zending: Zending, nu: datetime, fout: str) -> None:
        volgende = nu + wachttijd(zending.pogingen)
        await self._noteer(replace(zending, volgende=volgende, pogingen=zending.pogingen + 1, fout=fout))

    async def _noteer(self, zending: Zending) -> None:
        async with self.opslag.transactie() as werk:
            await werk.uitbak.noteer(zending)
