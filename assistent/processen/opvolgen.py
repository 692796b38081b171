"""Niet loslaten: herinneren, laten verlopen naar de terugval, waakvlammen, heropenen, en terugmeldingen (R57, R58, R79-R81)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

import structlog

from assistent.kern.behandelaar import leg_bij, na_verlopen
from assistent.kern.errors import AlAangenomen, AssistentError, Botsing
from assistent.kern.intake import Intake
from assistent.kern.kennis import Kennisbank
from assistent.kern.overdracht import Afloop, Handeling, Overdracht, Staat
from assistent.ports import Omroep, Opslag, Terug, Werk
from assistent.processen.terugbellen import verhuis
from assistent.processen.vastleggen import leg_vast, roep_om, vertel

log = structlog.get_logger("opvolgen")


@dataclass(frozen=True)
class Opvolger:
    """Bewaakt elke overdracht tot een mens haar heeft, en ook daarna."""

    kennis: Callable[[], Kennisbank]
    opslag: Opslag
    omroep: Omroep

    async def bewaak(self, nu: datetime) -> None:
        """Kijk naar elke overdracht waar nu iets mee moet; de taak `termijnen`.

        Eén transactie per overdracht: gaat er één mis, dan gaan de andere gewoon door.
        """
        async with self.opslag.transactie() as werk:
            gevonden = await werk.overdrachten.zoek(open_=False, let_op_tot=nu)
        for overdracht, _ in gevonden:
            try:
                await self._kijk(overdracht.id, nu)
            except (AlAangenomen, Botsing):
                continue  # iemand was net eerder: dan is het goed, en anders kijken we zo weer
            except (AssistentError, KeyError) as fout:
                log.error("bewaking_mislukt", overdracht=overdracht.id, soort=type(fout).__name__)

    async def heropen(
        self, overdracht_id: str, reden: str, nu: datetime, door: str = "inwoner"
    ) -> Overdracht:
        """De inwoner komt terug: de vraag ligt weer bij het team dat hem kent (R80)."""
        async with self.opslag.transactie() as werk:
            overdracht, _ = await werk.overdrachten.haal(overdracht_id)
            overdracht = self.open_weer(overdracht, reden, nu, door)
            await leg_vast(werk, overdracht, nu)
            await vertel(werk, self.kennis(), overdracht, "utter_heropend", nu)
        return await roep_om(self.omroep, overdracht)

    def open_weer(self, overdracht: Overdracht, reden: str, nu: datetime, door: str) -> Overdracht:
        """De heropende overdracht, nog niet bewaard."""
        gemeente = self.kennis().gemeenten[overdracht.gemeente]
        return leg_bij(
            replace(overdracht, afloop=None, waakvlam=None), gemeente, overdracht.team,
            nu=nu, door=door, reden=reden, handeling=Handeling.HEROPENEN,
        )  # fmt: skip

    async def neem_terugmelding(self, overdracht_id: str, terug: Terug, nu: datetime) -> None:
        """Een ander systeem meldt dat iemand de vraag heeft opgepakt of afgerond (R57)."""
        async with self.opslag.transactie() as werk:
            overdracht, _ = await werk.overdrachten.haal(overdracht_id)
            nieuw = self._verwerk(overdracht, terug, nu)
            if nieuw is overdracht:
                return
            await leg_vast(werk, nieuw, nu)
            if nieuw.staat is Staat.AFGEROND:
                await vertel(werk, self.kennis(), nieuw, "utter_afgerond", nu)
            else:
                await vertel(werk, self.kennis(), nieuw, "utter_opgepakt", nu)
        await roep_om(self.omroep, nieuw)

    @staticmethod
    def _verwerk(overdracht: Overdracht, terug: Terug, nu: datetime) -> Overdracht:
        if overdracht.staat is Staat.AANGEBODEN and (terug.door or terug.afgerond):
            door = terug.door or "ander systeem"
            overdracht = overdracht.doe(Handeling.AANNEMEN, op=nu, door=door[:80], buiten=True)
        # Wie hier in de werkbak is aangenomen, wordt hier afgerond: die medewerker zit in de chat.
        if terug.afgerond and overdracht.staat is Staat.AANGENOMEN and overdracht.buiten:
            door = overdracht.aangenomen_door or ""
            overdracht = overdracht.doe(Handeling.AFRONDEN, op=nu, door=door, afloop=Afloop.ANDERS)
        return overdracht

    async def _kijk(self, overdracht_id: str, nu: datetime) -> None:
        async with self.opslag.transactie() as werk:
            overdracht, intake = await werk.overdrachten.haal(overdracht_id)
            if overdracht.let_op is None or overdracht.let_op > nu:
                return
            if overdracht.staat is not Staat.AANGEBODEN:
                nieuw = await self._waak(werk, overdracht, nu)
            elif overdracht.termijn is not None and overdracht.termijn <= nu:
                nieuw = await self._verloop(werk, overdracht, intake, nu)
            else:
                nieuw = overdracht.doe(Handeling.HERINNEREN, op=nu, door="systeem", herinner_op=None)
                await leg_vast(werk, nieuw, nu)
        await roep_om(self.omroep, nieuw)

    async def _verloop(self, werk: Werk, overdracht: Overdracht, intake: Intake, nu: datetime) -> Overdracht:
        eerder = any(s.staat is Staat.VERLOPEN for s in overdracht.geschiedenis)
        nieuw = na_verlopen(overdracht, self.kennis().gemeenten[overdracht.gemeente], nu)
        await leg_vast(werk, nieuw, nu, replace(intake, trekker=nieuw.team))
        await vertel(werk, self.kennis(), nieuw, "utter_verlopen_weer" if eerder else "utter_verlopen", nu)
        await verhuis(werk, self.kennis(), nieuw, nu)
        return nieuw

    async def _waak(self, werk: Werk, overdracht: Overdracht, nu: datetime) -> Overdracht:
        reden = "afgesproken moment om te kijken hoe het gaat"
        overdracht = replace(overdracht, waakvlam=None)
        if overdracht.staat is Staat.AANGENOMEN:
            nieuw = overdracht.doe(Handeling.WAKEN, op=nu, door="systeem", reden=reden)
            await leg_vast(werk, nieuw, nu)
            return nieuw  # de medewerker heeft het gesprek: die ziet het, de inwoner hoeft niets te lezen
        gemeente = self.kennis().gemeenten[overdracht.gemeente]
        nieuw = leg_bij(
            overdracht, gemeente, overdracht.team,
            nu=nu, door="systeem", reden=reden, handeling=Handeling.WAKEN,
        )  # fmt: skip
        await leg_vast(werk, nieuw, nu)
        await vertel(werk, self.kennis(), nieuw, "utter_waakvlam", nu)
        return nieuw
