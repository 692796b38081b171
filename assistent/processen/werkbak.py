"""Wat een teamlid met een aangeboden intake doet: aannemen, weigeren, antwoorden, teruggeven, afronden (R57, R70).

Hoort een vraag ook bij een ander team, dan schuift dat aan en blijft de trekker zitten; de inwoner wordt niet doorgestuurd (R59).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from assistent.kern.behandelaar import leg_bij, na_weigering
from assistent.kern.errors import AssistentError
from assistent.kern.intake import Intake
from assistent.kern.kennis import Kennisbank
from assistent.kern.overdracht import Afloop, Handeling, Overdracht
from assistent.kern.tijden import NEDERLAND
from assistent.kern.zicht import beperk
from assistent.ports import Account, Omroep, Opslag, Werk
from assistent.processen.terugbellen import verhuis
from assistent.processen.vastleggen import leg_vast, roep_om, vertel

WAAKVLAM_DAGEN = 366
_AFLOOP_ZIN = {Afloop.AFGEWEZEN: "utter_afgerond_afgewezen"}


class NietVanUwTeam(AssistentError):
    """Dit account hoort niet bij het team van deze intake (R62, R97)."""


@dataclass(frozen=True)
class Werkbak:
    """De handelingen van een teamlid."""

    kennis: Callable[[], Kennisbank]
    opslag: Opslag
    omroep: Omroep

    async def lijst(self, wie: Account) -> list[tuple[Overdracht, Intake]]:
        """De open en eigen intakes van de teams van dit account, dringendste eerst.

        Wie de achterwacht is ziet ook wat in de gemeente is blijven liggen (R58).
        """
        wacht = self._is_achterwacht(wie)
        if not wie.teams and not wacht:
            return []  # zonder team is er niets te zien; een lege lijst zoekt anders in alles (R62)
        async with self.opslag.transactie() as werk:
            teams = () if wacht else sorted(wie.teams)
            gevonden = await werk.overdrachten.zoek(gemeente=wie.gemeente, teams=teams, open_=True)
        return [(o, self._zicht(wie, o, i)) for o, i in gevonden if self._mag(wie, o)]

    async def bekijk(self, wie: Account, overdracht_id: str) -> tuple[Overdracht, Intake]:
        """Eén intake met de velden die deze rol ziet; fout `NietVanUwTeam`."""
        async with self.opslag.transactie() as werk:
            overdracht, intake = await self.mijn(werk, wie, overdracht_id)
        return overdracht, self._zicht(wie, overdracht, intake)

    async def neem_aan(self, wie: Account, overdracht_id: str, nu: datetime) -> Overdracht:
        """Neem aan; wie tweede is krijgt `AlAangenomen`. De inwoner hoort meteen wie het is (R70).

        Een team dat meekijkt neemt met aannemen de vraag over: er blijft één trekker (R59).
        """
        async with self.opslag.transactie() as werk:
            overdracht, intake = await self.mijn(werk, wie, overdracht_id)
            if overdracht.open and self._kijkt_mee(wie, overdracht):
                overdracht = await self._neem_over(werk, wie, overdracht, intake, nu)
            else:
                overdracht = overdracht.doe(Handeling.AANNEMEN, op=nu, door=wie.naam)
                await leg_vast(werk, overdracht, nu)
                await vertel(werk, self.kennis(), overdracht, "utter_aangenomen", nu, naam=wie.weergavenaam)
        return await roep_om(self.omroep, overdracht)

    async def neem_over(self, wie: Account, overdracht_id: str, nu: datetime) -> Overdracht:
        """Word trekker van een intake waar uw team bij aangeschoven is; de vorige trekker kijkt dan mee (R59)."""
        async with self.opslag.transactie() as werk:
            overdracht, intake = await self.mijn(werk, wie, overdracht_id)
            overdracht = await self._neem_over(werk, wie, overdracht, intake, nu)
        return await roep_om(self.omroep, overdracht)

    async def schuif_aan(
        self, wie: Account, overdracht_id: str, team: str, reden: str, nu: datetime
    ) -> Overdracht:
        """Vraag een ander team erbij in plaats van de inwoner door te sturen (R59)."""
        async with self.opslag.transactie() as werk:
            overdracht, intake = await self.mijn(werk, wie, overdracht_id)
            teams = self.kennis().gemeenten[overdracht.gemeente].teams
            if team not in teams or team in (overdracht.team, *overdracht.meekijkers):
                raise AssistentError("Kies een ander team dat nog niet meekijkt.")
            meekijkers = (*overdracht.meekijkers, team)
            overdracht = overdracht.doe(
                Handeling.AANSCHUIVEN, op=nu, door=wie.naam, reden=reden, meekijkers=meekijkers
            )
            await leg_vast(werk, overdracht, nu, replace(intake, meekijkers=meekijkers))
            await vertel(
                werk, self.kennis(), overdracht, "utter_aangeschoven", nu, erbij=teams[team].naam
            )
        return await roep_om(self.omroep, overdracht)

    async def weiger(self, wie: Account, overdracht_id: str, reden: str, nu: datetime) -> Overdracht:
        """Weiger met reden; de intake gaat meteen naar het volgende team, of naar de achterwacht (R58)."""
        async with self.opslag.transactie() as werk:
            overdracht, intake = await self.mijn(werk, wie, overdracht_id)
            gemeente = self.kennis().gemeenten[overdracht.gemeente]
            geweigerd = overdracht.doe(Handeling.WEIGEREN, op=nu, door=wie.naam, reden=reden)
            overdracht = na_weigering(geweigerd, gemeente, nu)
            await leg_vast(werk, overdracht, nu, replace(intake, trekker=overdracht.team))
            sleutel = "utter_geweigerd_achterwacht" if overdracht.achterwacht else "utter_geweigerd"
            oud = gemeente.teams[geweigerd.team].naam
            await vertel(werk, self.kennis(), overdracht, sleutel, nu, oud=oud)
            await verhuis(werk, self.kennis(), overdracht, nu)
        return await roep_om(self.omroep, overdracht)

    async def wijs_toe(
        self, wie: Account, overdracht_id: str, team: str, reden: str, nu: datetime
    ) -> Overdracht:
        """De achterwacht legt een vraag die is blijven liggen bij een team van zijn keuze (R58)."""
        async with self.opslag.transactie() as werk:
            overdracht, intake = await self.mijn(werk, wie, overdracht_id)
            gemeente = self.kennis().gemeenten[overdracht.gemeente]
            if not self._is_achterwacht(wie) or team not in gemeente.teams:
                raise AssistentError("Toewijzen kan alleen een coördinator, aan een team van de gemeente.")
            weg = overdracht.doe(Handeling.WEIGEREN, op=nu, door=wie.naam, reden=reden)
            overdracht = leg_bij(weg, gemeente, team, nu=nu, door=wie.naam, reden=f"naar {team}")
            await leg_vast(werk, overdracht, nu, replace(intake, trekker=team))
            oud = gemeente.teams[weg.team].naam
            await vertel(werk, self.kennis(), overdracht, "utter_geweigerd", nu, oud=oud)
            await verhuis(werk, self.kennis(), overdracht, nu)
        return await roep_om(self.omroep, overdracht)

    async def rond_af(
        self,
        wie: Account,
        overdracht_id: str,
        uitkomst: str,
        nu: datetime,
        afloop: Afloop = Afloop.GEHOLPEN,
    ) -> Overdracht:
        """Sluit af met een uitkomst; daarna is de assistent weer aan zet. Na een afwijzing blijft de deur open (R79)."""
        sleutel = _AFLOOP_ZIN.get(afloop, "utter_afgerond")
        return await self._zet(wie, overdracht_id, Handeling.AFRONDEN, nu, uitkomst, sleutel, afloop=afloop)

    async def geef_terug(self, wie: Account, overdracht_id: str, reden: str, nu: datetime) -> Overdracht:
        """Geef een aangenomen intake terug aan het team, met een nieuwe termijn; de inwoner hoort dat expliciet."""
        async with self.opslag.transactie() as werk:
            overdracht, _ = await self.mijn(werk, wie, overdracht_id)
            gemeente = self.kennis().gemeenten[overdracht.gemeente]
            overdracht = leg_bij(
                overdracht, gemeente, overdracht.team,
                nu=nu, door=wie.naam, reden=reden, handeling=Handeling.TERUGGEVEN,
            )  # fmt: skip
            await leg_vast(werk, overdracht, nu)
            await vertel(werk, self.kennis(), overdracht, "utter_teruggegeven", nu)
        return await roep_om(self.omroep, overdracht)

    async def plan_waakvlam(
        self, wie: Account, overdracht_id: str, dag: date | None, reden: str, nu: datetime
    ) -> Overdracht:
        """Spreek af wanneer iemand nog eens kijkt hoe het gaat, ook na afronden; zonder dag vervalt het (R81)."""
        vandaag = nu.astimezone(NEDERLAND).date()
        if dag is not None and not vandaag < dag <= vandaag + timedelta(days=WAAKVLAM_DAGEN):
            raise AssistentError("Kies een dag na vandaag, hooguit een jaar vooruit.")
        moment = datetime.combine(dag, time(9), NEDERLAND) if dag else None
        return await self._zet(wie, overdracht_id, Handeling.WAAKVLAM, nu, reden, None, waakvlam=moment)

    async def _zet(
        self,
        wie: Account,
        overdracht_id: str,
        handeling: Handeling,
        nu: datetime,
        reden: str,
        zeg: str | None,
        **wijzig: object,
    ) -> Overdracht:
        async with self.opslag.transactie() as werk:
            overdracht, _ = await self.mijn(werk, wie, overdracht_id)
            overdracht = overdracht.doe(handeling, op=nu, door=wie.naam, reden=reden, **wijzig)
            await leg_vast(werk, overdracht, nu)
            if zeg:
                await vertel(werk, self.kennis(), overdracht, zeg, nu)
        return await roep_om(self.omroep, overdracht)

    async def _neem_over(
        self, werk: Werk, wie: Account, overdracht: Overdracht, intake: Intake, nu: datetime
    ) -> Overdracht:
        if not self._kijkt_mee(wie, overdracht):
            raise AssistentError("Overnemen kan alleen als uw team is aangeschoven.")
        team = next(m for m in overdracht.meekijkers if m in wie.teams)
        meekijkers = tuple(m for m in (*overdracht.meekijkers, overdracht.team) if m != team)
        overdracht = overdracht.doe(
            Handeling.OVERNEMEN, op=nu, door=wie.naam, team=team, meekijkers=meekijkers
        )
        await leg_vast(werk, overdracht, nu, replace(intake, trekker=team, meekijkers=meekijkers))
        await vertel(werk, self.kennis(), overdracht, "utter_overgenomen", nu, naam=wie.weergavenaam)
        await verhuis(werk, self.kennis(), overdracht, nu)
        return overdracht

    @staticmethod
    def _kijkt_mee(wie: Account, overdracht: Overdracht) -> bool:
        return overdracht.team not in wie.teams and bool(set(overdracht.meekijkers) & wie.teams)

    def _zicht(self, wie: Account, overdracht: Overdracht, intake: Intake) -> Intake:
        """Wat deze rol mag zien (rollen.yml); een team dat meekijkt ziet minder (R62, R101)."""
        meekijker = self._kijkt_mee(wie, overdracht)
        return beperk(intake, self.kennis().rechten, wie.rollen, meekijker=meekijker)

    def _is_achterwacht(self, wie: Account) -> bool:
        return self.kennis().rechten.mag(wie.rollen, "intake.toewijzen")

    def _mag(self, wie: Account, overdracht: Overdracht) -> bool:
        van_team = {overdracht.team, *overdracht.meekijkers} & wie.teams
        return bool(van_team) or (overdracht.achterwacht and self._is_achterwacht(wie))

    async def mijn(self, werk: Werk, wie: Account, overdracht_id: str) -> tuple[Overdracht, Intake]:
        """Een intake van een team van dit account, binnen een transactie; fout `NietVanUwTeam`."""
        overdracht, intake = await werk.overdrachten.haal(overdracht_id)
        if overdracht.gemeente != wie.gemeente or not self._mag(wie, overdracht):
            raise NietVanUwTeam("Deze intake is niet van uw team.")
        return overdracht, intake
