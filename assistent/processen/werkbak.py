"""Wat een teamlid met een aangeboden intake doet: aannemen, weigeren, antwoorden, teruggeven, afronden (R57, R70)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

import structlog

from assistent.kern.antwoord import Antwoord
from assistent.kern.errors import AssistentError, GesprekOnbekend
from assistent.kern.gesprek import Gesprek
from assistent.kern.intake import Intake
from assistent.kern.kennis import Kennisbank
from assistent.kern.overdracht import Overdracht, Staat
from assistent.kern.termijnen import reactietermijn
from assistent.kern.zinnen import zin
from assistent.ports import Account, Omroep, Opslag, Werk
from assistent.processen.berichten import laatste_nummer, nummer_door

log = structlog.get_logger("werkbak")


class NietVanUwTeam(AssistentError):
    """Dit account hoort niet bij het team van deze intake (R62, R97)."""


@dataclass(frozen=True)
class Werkbak:
    """De handelingen van een teamlid."""

    kennis: Callable[[], Kennisbank]
    opslag: Opslag
    omroep: Omroep

    async def lijst(self, wie: Account) -> list[tuple[Overdracht, Intake]]:
        """De open en eigen intakes van de teams van dit account, dringendste eerst."""
        if not wie.teams:
            return []  # zonder team is er niets te zien; een lege lijst zoekt anders in alles (R62)
        async with self.opslag.transactie() as werk:
            return await werk.overdrachten.zoek(gemeente=wie.gemeente, teams=sorted(wie.teams), open_=True)

    async def bekijk(self, wie: Account, overdracht_id: str) -> tuple[Overdracht, Intake]:
        """Eén intake; fout `NietVanUwTeam`."""
        async with self.opslag.transactie() as werk:
            return await self._mijn(werk, wie, overdracht_id)

    async def neem_aan(self, wie: Account, overdracht_id: str, nu: datetime) -> Overdracht:
        """Neem aan; wie tweede is krijgt `AlAangenomen`. De inwoner hoort meteen wie het is (R70)."""
        return await self._zet(
            wie, overdracht_id, Staat.AANGENOMEN, nu, "", "utter_aangenomen", naam=wie.weergavenaam
        )

    async def weiger(self, wie: Account, overdracht_id: str, reden: str, nu: datetime) -> Overdracht:
        """Weiger met reden; de intake gaat meteen naar de terugval van het team (R58)."""
        async with self.opslag.transactie() as werk:
            overdracht, intake = await self._mijn(werk, wie, overdracht_id)
            geweigerd = overdracht.naar(Staat.GEWEIGERD, op=nu, door=wie.naam, reden=reden)
            overdracht = self._volgende(geweigerd, nu)
            await werk.overdrachten.bewaar(overdracht, replace(intake, trekker=overdracht.team))
            await werk.uitbak.leg_neer("team", overdracht.id, nu)
            await self._zeg(werk, geweigerd, "utter_geweigerd", nu)
        return await self._klaar(overdracht)

    async def antwoord(self, wie: Account, overdracht_id: str, tekst: str, nu: datetime) -> None:
        """Een bericht van de medewerker aan de inwoner in hetzelfde gesprek."""
        async with self.opslag.transactie() as werk:
            overdracht, _ = await self._mijn(werk, wie, overdracht_id)
            if not overdracht.bij_mens:
                raise AssistentError("Neem de intake eerst aan.")
            gesprek = await werk.gesprekken.haal(overdracht.gesprek_id)
            await _voeg_toe(werk, gesprek, Antwoord(tekst, van=wie.weergavenaam), nu)
        await self.omroep.roep(f"gesprek:{overdracht.gesprek_id}", {"soort": "bericht"})

    async def rond_af(self, wie: Account, overdracht_id: str, uitkomst: str, nu: datetime) -> Overdracht:
        """Sluit af met een uitkomst; daarna is de assistent weer aan zet."""
        return await self._zet(wie, overdracht_id, Staat.AFGEROND, nu, uitkomst, "utter_afgerond")

    async def geef_terug(self, wie: Account, overdracht_id: str, reden: str, nu: datetime) -> Overdracht:
        """Geef een aangenomen intake terug aan het team; de inwoner hoort dat expliciet."""
        return await self._zet(wie, overdracht_id, Staat.AANGEBODEN, nu, reden, "utter_teruggegeven")

    async def _zet(
        self,
        wie: Account,
        overdracht_id: str,
        staat: Staat,
        nu: datetime,
        reden: str,
        zeg: str,
        **velden: str,
    ) -> Overdracht:
        async with self.opslag.transactie() as werk:
            overdracht, _ = await self._mijn(werk, wie, overdracht_id)
            overdracht = overdracht.naar(staat, op=nu, door=wie.naam, reden=reden)
            await werk.overdrachten.bewaar(overdracht)
            await self._zeg(werk, overdracht, zeg, nu, **velden)
        return await self._klaar(overdracht)

    def _volgende(self, overdracht: Overdracht, nu: datetime) -> Overdracht:
        """Bied aan bij de terugval van het team, met een nieuwe termijn."""
        gemeente = self.kennis().gemeenten[overdracht.gemeente]
        team = gemeente.teams[overdracht.team].terugval or overdracht.team
        termijn = reactietermijn(gemeente, team, overdracht.urgentie, nu)
        return replace(overdracht, team=team, termijn=termijn).naar(
            Staat.AANGEBODEN, op=nu, door="systeem", reden=f"naar {team}"
        )

    async def _zeg(
        self, werk: Werk, overdracht: Overdracht, sleutel: str, nu: datetime, **velden: str
    ) -> None:
        kennis = self.kennis()
        try:
            gesprek = await werk.gesprekken.haal(overdracht.gesprek_id)
        except GesprekOnbekend:
            return  # de inwoner heeft gewist; de intake blijft van het team
        team = kennis.gemeenten[overdracht.gemeente].teams[overdracht.team].naam
        tekst = zin(kennis, gesprek, sleutel, team=team, referentie=overdracht.referentie, **velden)
        await _voeg_toe(werk, gesprek, Antwoord(tekst[:1].upper() + tekst[1:], sleutel), nu)

    async def _klaar(self, overdracht: Overdracht) -> Overdracht:
        await self.omroep.roep(f"gesprek:{overdracht.gesprek_id}", {"soort": "bericht"})
        await self.omroep.roep(f"werkbak:{overdracht.gemeente}", {"soort": "ververs"})
        log.info("overdracht", overdracht=overdracht.id, staat=overdracht.staat.value)
        return overdracht

    @staticmethod
    async def _mijn(werk: Werk, wie: Account, overdracht_id: str) -> tuple[Overdracht, Intake]:
        overdracht, intake = await werk.overdrachten.haal(overdracht_id)
        van_team = {overdracht.team, *overdracht.meekijkers} & wie.teams
        if overdracht.gemeente != wie.gemeente or not van_team:
            raise NietVanUwTeam("Deze intake is niet van uw team.")
        return overdracht, intake


async def _voeg_toe(werk: Werk, gesprek: Gesprek, antwoord: Antwoord, nu: datetime) -> None:
    vanaf = await laatste_nummer(werk.gesprekken, gesprek.id) + 1
    await werk.gesprekken.voeg_toe(nummer_door(gesprek.id, vanaf, [antwoord], nu))
