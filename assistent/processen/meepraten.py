"""Nu met een mens praten, in hetzelfde gesprek: aanbieden, wachten, opnemen, teruggeven, en eerlijk zijn als het niet lukt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

import structlog

from assistent.kern.antwoord import Antwoord
from assistent.kern.errors import AlAangenomen, AssistentError, GesprekOnbekend
from assistent.kern.intake import Intake
from assistent.kern.kennis import Kennisbank
from assistent.kern.meepraten import WEG_NA, Heeft, Livegesprek, mens_heeft_het, spreker, wacht_op_mens
from assistent.kern.overdracht import Handeling, Overdracht
from assistent.kern.zinnen import zeg
from assistent.ports import Account, Omroep, Opslag, Werk
from assistent.processen.aanwezigheid import team_nu
from assistent.processen.berichten import nummer_door
from assistent.processen.terugbellen import plan, vertel_afspraak
from assistent.processen.vastleggen import leg_vast, roep_om, vertel, voeg_toe
from assistent.processen.werkbak import Werkbak

log = structlog.get_logger("meepraten")
BELNUMMER = "belnummer"
"""De open vraag naar een nummer om terug te bellen."""


async def wacht(werk: Werk, kennis: Kennisbank, overdracht: Overdracht, nu: datetime) -> Livegesprek | None:
    """Laat de inwoner wachten op wie er nu is; niets als er niemand meer is."""
    team = await team_nu(werk, kennis, overdracht.gemeente, overdracht.team, nu)
    if team is None:
        return None
    if team not in (overdracht.team, *overdracht.meekijkers):
        # Het KCC ziet zo de intake; de trekker blijft wie hij is (R59).
        overdracht = overdracht.doe(
            Handeling.AANSCHUIVEN,
            op=nu,
            door="inwoner",
            reden="wil nu praten",
            meekijkers=(*overdracht.meekijkers, team),
        )
        await leg_vast(werk, overdracht, nu)
    live = await _live(werk, overdracht, nu)
    live = replace(live, team=team).naar(Heeft.WACHT, op=nu, overdracht=overdracht)
    await werk.livegesprekken.bewaar(live)
    return live


async def _live(werk: Werk, overdracht: Overdracht, nu: datetime) -> Livegesprek:
    """Het livegesprek bij een overdracht; wat niet meer loopt begint opnieuw bij de bot."""
    live = await werk.livegesprekken.haal(overdracht.id)
    if live is None:
        return Livegesprek(overdracht.id, overdracht.gesprek_id, overdracht.gemeente, overdracht.team, nu)
    loopt = wacht_op_mens(overdracht, live) or mens_heeft_het(overdracht, live)
    return live if loopt else replace(live, heeft=Heeft.BOT)


async def niet_gelukt(
    werk: Werk, kennis: Kennisbank, overdracht: Overdracht, intake: Intake, nu: datetime
) -> None:
    """Zeg eerlijk dat er niemand opnam, en maak een belafspraak of vraag om een nummer (R69)."""
    await vertel(werk, kennis, overdracht, "utter_niemand_nam_op", nu)
    if intake.velden.get("telefoon"):
        beltijd = intake.velden.get("beltijd", "")
        afspraak = await plan(werk, kennis, overdracht, nu, door="systeem", beltijd=beltijd)
        if afspraak is not None:
            await vertel_afspraak(werk, kennis, overdracht, afspraak, nu)
        return
    try:
        gesprek = await werk.gesprekken.haal(overdracht.gesprek_id)
    except GesprekOnbekend:
        return
    antwoord = zeg(kennis, gesprek, "utter_vraag_belnummer")
    vanaf = await werk.gesprekken.laatste(gesprek.id) + 1
    berichten = nummer_door(gesprek.id, vanaf, [antwoord], nu)
    await werk.gesprekken.bewaar(replace(gesprek, open_vraag=BELNUMMER), berichten)


async def is_weg(werk: Werk, overdracht: Overdracht, live: Livegesprek | None, nu: datetime) -> bool:
    """Of een mens het gesprek heeft die er al een tijd niet meer is; niemand praat tegen een lege stoel (R57)."""
    wie = spreker(overdracht, live)
    if wie is None or await werk.aanwezigen.zoek(nu, wie=wie):
        return False
    praat = live is not None and live.heeft is Heeft.MENS
    stappen = [s.op for s in overdracht.geschiedenis if s.door == wie]
    sinds = max([*stappen, *([live.sinds] if live is not None and praat else [])], default=nu)
    return nu - sinds > WEG_NA


async def laat_los(werk: Werk, overdracht: Overdracht, live: Livegesprek | None, nu: datetime) -> None:
    """De bot heeft het gesprek weer; de intake blijft waar zij is."""
    leeg = Livegesprek(overdracht.id, overdracht.gesprek_id, overdracht.gemeente, overdracht.team, nu)
    oud = live or leeg
    stap = len(overdracht.geschiedenis)
    await werk.livegesprekken.bewaar(replace(oud, heeft=Heeft.BOT, tot=None, sinds=nu, stap=stap))


@dataclass(frozen=True)
class Meepraten:
    """Wat een medewerker in een gesprek doet, en de wekker die waakt over wachtende inwoners."""

    kennis: Callable[[], Kennisbank]
    opslag: Opslag
    omroep: Omroep
    werkbak: Werkbak

    async def neem_op(self, wie: Account, overdracht_id: str, nu: datetime) -> Overdracht:
        """Praat met de inwoner; wie tweede is krijgt `AlAangenomen`. De trekker neemt de intake meteen aan."""
        async with self.opslag.transactie() as werk:
            overdracht, _ = await self.werkbak.mijn(werk, wie, overdracht_id)
            live = await _live(werk, overdracht, nu)
            al = spreker(overdracht, live)
            if al is not None or (overdracht.bij_mens and overdracht.aangenomen_door != wie.naam):
                raise AlAangenomen(f"{al or overdracht.aangenomen_door} praat al met deze inwoner.")
            if overdracht.open and overdracht.team in wie.teams:
                overdracht = overdracht.doe(Handeling.AANNEMEN, op=nu, door=wie.naam)
                await leg_vast(werk, overdracht, nu)
            elif not (overdracht.open or overdracht.bij_mens):
                raise AssistentError(f"Deze intake is {overdracht.staat.value}.")
            live = live.naar(Heeft.MENS, op=nu, overdracht=overdracht, door=wie.naam)
            await werk.livegesprekken.bewaar(live)
            team = self._teamnaam(overdracht, wie)
            await vertel(
                werk, self.kennis(), overdracht, "utter_aangenomen_live", nu, naam=wie.weergavenaam, team=team
            )
        return await roep_om(self.omroep, overdracht)

    async def geef_terug(self, wie: Account, overdracht_id: str, nu: datetime) -> Overdracht:
        """Geef het gesprek terug aan de assistent; de intake blijft waar zij is en de inwoner hoort dat."""
        async with self.opslag.transactie() as werk:
            overdracht, _ = await self.werkbak.mijn(werk, wie, overdracht_id)
            live = await _live(werk, overdracht, nu)
            if spreker(overdracht, live) != wie.naam:
                raise AssistentError("U hebt dit gesprek niet.")
            if live.heeft is not Heeft.MENS:
                live = replace(live, heeft=Heeft.MENS)
            live = live.naar(Heeft.BOT, op=nu, overdracht=overdracht, door=wie.naam)
            await werk.livegesprekken.bewaar(live)
            await vertel(werk, self.kennis(), overdracht, "utter_teruggegeven", nu)
            if overdracht.bij_mens:
                team = self._teamnaam(overdracht, wie)
                await vertel(
                    werk, self.kennis(), overdracht, "utter_blijft_bij", nu, naam=wie.weergavenaam, team=team
                )
        return await roep_om(self.omroep, overdracht)

    async def zeg(self, wie: Account, overdracht_id: str, tekst: str, nu: datetime) -> None:
        """Een bericht aan de inwoner; alleen van wie het gesprek heeft."""
        async with self.opslag.transactie() as werk:
            overdracht, _ = await self.werkbak.mijn(werk, wie, overdracht_id)
            live = await werk.livegesprekken.haal(overdracht.id)
            al = spreker(overdracht, live)
            if al != wie.naam:
                raise AssistentError(
                    f"{al} praat met deze inwoner." if al
                    else "Neem de intake eerst aan." if overdracht.open
                    else "Neem het gesprek eerst weer op."
                )  # fmt: skip
            gesprek = await werk.gesprekken.haal(overdracht.gesprek_id)
            await voeg_toe(werk, gesprek, Antwoord(tekst, van=wie.weergavenaam), nu)
        await self.omroep.roep(f"gesprek:{overdracht.gesprek_id}", {"soort": "bericht"})

    async def typt(self, wie: Account, overdracht_id: str) -> None:
        """De inwoner ziet dat de medewerker typt; alleen van wie het gesprek heeft."""
        async with self.opslag.transactie() as werk:
            overdracht, _ = await self.werkbak.mijn(werk, wie, overdracht_id)
            al = spreker(overdracht, await werk.livegesprekken.haal(overdracht.id))
        if al == wie.naam:
            gebeurtenis = {"soort": "typt", "wie": wie.weergavenaam}
            await self.omroep.roep(f"gesprek:{overdracht.gesprek_id}", gebeurtenis)

    async def waak(self, nu: datetime) -> None:
        """Wie te lang wacht, of wacht op iemand die weg is, hoort dat en krijgt een belafspraak."""
        async with self.opslag.transactie() as werk:
            wachtend = await werk.livegesprekken.zoek(Heeft.WACHT)
            pratend = await werk.livegesprekken.zoek(Heeft.MENS)
        for live in (*wachtend, *pratend):
            try:
                await self._kijk(live.overdracht_id, nu)
            except AssistentError as fout:  # een ander was eerder; de volgende ronde ziet de nieuwe stand
                log.info("meepraten_later", soort=type(fout).__name__)

    async def _kijk(self, overdracht_id: str, nu: datetime) -> None:
        async with self.opslag.transactie() as werk:
            overdracht, intake = await werk.overdrachten.haal(overdracht_id)
            live = await werk.livegesprekken.haal(overdracht_id)
            if live is None:
                return
            praatte, wachtte = mens_heeft_het(overdracht, live), wacht_op_mens(overdracht, live)
            if praatte and not await is_weg(werk, overdracht, live, nu):
                return
            if wachtte and not await self._te_lang(werk, overdracht, live, nu):
                return
            await laat_los(werk, overdracht, live, nu)
            if praatte:
                await vertel(werk, self.kennis(), overdracht, "utter_teruggegeven", nu)
                await vertel(werk, self.kennis(), overdracht, "utter_vraag_blijft", nu)
            if wachtte and overdracht.lopend:
                await niet_gelukt(werk, self.kennis(), overdracht, intake, nu)
        if praatte or wachtte:
            await roep_om(self.omroep, overdracht)

    async def _te_lang(self, werk: Werk, overdracht: Overdracht, live: Livegesprek, nu: datetime) -> bool:
        if live.tot is not None and live.tot <= nu:
            return True
        return await team_nu(werk, self.kennis(), overdracht.gemeente, live.team, nu) is None

    def _teamnaam(self, overdracht: Overdracht, wie: Account) -> str:
        """Het team namens wie de medewerker hier praat: de trekker, of het eigen meekijkende team."""
        teams = self.kennis().gemeenten[overdracht.gemeente].teams
        van = next((t for t in (overdracht.team, *overdracht.meekijkers) if t in wie.teams), overdracht.team)
        return teams[van].naam
