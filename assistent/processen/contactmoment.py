"""Een gesprek van een medewerker afhandelen: overdragen, terugbellen en vastleggen (R18, R57)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

import structlog

from assistent.kern.afspraken import zeg_blok
from assistent.kern.contactmoment import Contactmoment, Uitslag
from assistent.kern.errors import AssistentError, GesprekOnbekend
from assistent.kern.gesprek import Fase, Gesprek
from assistent.kern.kennis import Kennisbank
from assistent.kern.klad import Bezig, Klad
from assistent.kern.meekijken import Advies
from assistent.kern.overdracht import Handeling, Overdracht
from assistent.ports import Account, Omroep, Opslag, Werk
from assistent.processen import terugbellen
from assistent.processen.aanbieden import Namens, bied_aan
from assistent.processen.meekijken import Meekijken, NietVanU
from assistent.processen.opschrijven import schoon_tekst
from assistent.processen.terugvinden import persoon_van
from assistent.processen.vastleggen import leg_vast, lopende, roep_om

log = structlog.get_logger("contactmoment")
CONTACTMOMENT = "contactmoment"
"""Doel in de uitbak: een gesprek zonder overdracht, voor het register van klantcontacten."""
TE_LANG = 4 * 3600
"""Een gesprek duurt niet langer dan vier uur; wie vergat af te ronden telt zo mee."""


@dataclass(frozen=True)
class Afhandelen:
    """Wat er aan het eind van een gesprek gebeurt."""

    kennis: Callable[[], Kennisbank]
    opslag: Opslag
    omroep: Omroep
    meekijken: Meekijken

    # --- overdragen ---

    async def draag_over(
        self, wie: Account, klad_id: str, nu: datetime, *, akkoord: bool, gevaar: str = ""
    ) -> tuple[Klad, Overdracht]:
        """Bied de intake aan bij het team, met het mondelinge akkoord van de inwoner (R65, R67).

        Zonder akkoord kan dat alleen bij acuut gevaar, met een reden. Fout `AssistentError`.
        """
        klad = await self.meekijken.haal(wie, klad_id)
        if klad.medewerker != wie.naam:
            raise NietVanU("Neem het gesprek eerst over.")
        if klad.overdracht_id is not None:
            raise AssistentError("Dit gesprek is al overgedragen.")
        klad = await self.meekijken.volg(wie, klad)
        if klad.overdracht_id is not None:
            raise AssistentError(
                "De assistent heeft deze vraag al doorgegeven. U ziet rechts bij wie zij ligt."
            )
        gevaar = schoon_tekst(self.meekijken.lezer, gevaar, klad.gemeente)
        advies = await self.meekijken.kijk(klad, nu)
        if not akkoord and not (advies.gesprek.beeld.gevaren and gevaar):
            raise AssistentError("Vraag eerst of de inwoner het goed vindt. Bij gevaar vult u een reden in.")
        reden = "akkoord gegeven aan een medewerker" if akkoord else f"acuut gevaar: {gevaar}"
        namens = Namens(wie.naam, reden, advies.indeling, akkoord)
        async with self.opslag.transactie() as werk:
            gesprek = await self._gesprek(werk, klad, advies)
            gesprek, _ = await bied_aan(werk, gesprek, self.kennis(), nu, namens)
            await werk.gesprekken.bewaar(gesprek)
            assert gesprek.overdracht_id is not None
            overdracht, _ = await werk.overdrachten.haal(gesprek.overdracht_id)
            klad = replace(klad, overdracht_id=overdracht.id, bezig=Bezig.OVERGEDRAGEN)
            klad = replace(klad, persoon=klad.persoon or persoon_van(werk, advies))
            await werk.kladjes.bewaar(klad)
            # Meteen vastleggen: sluit niemand het scherm af, dan is het gesprek toch geteld.
            await werk.contactmomenten.leg_vast(self._moment(klad, advies, Uitslag.OVERGEDRAGEN, nu))
        await roep_om(self.omroep, overdracht)
        await self.meekijken.roep(klad, "lijst")
        return replace(klad, versie=klad.versie + 1), overdracht

    async def trek_terug(self, wie: Account, klad_id: str, nu: datetime) -> Klad:
        """Haal een net gedane overdracht terug, zolang niemand haar heeft aangenomen."""
        async with self.opslag.transactie() as werk:
            klad = await werk.kladjes.haal(klad_id)
            if klad.medewerker != wie.naam or klad.overdracht_id is None:
                raise NietVanU("Dit gesprek is niet van u, of niet overgedragen.")
            overdracht, _ = await werk.overdrachten.haal(klad.overdracht_id)
            if not overdracht.open:
                raise AssistentError("Een collega heeft de vraag al aangenomen.")
            overdracht = overdracht.doe(
                Handeling.INTREKKEN, op=nu, door=wie.naam, reden="teruggehaald door de medewerker"
            )
            await leg_vast(werk, overdracht, nu)
            await self._maak_los(werk, klad)
            klad = replace(klad, overdracht_id=None, bezig=Bezig.GESPREK)
            await werk.kladjes.bewaar(klad)
        await roep_om(self.omroep, overdracht)
        return replace(klad, versie=klad.versie + 1)

    async def overdracht(self, wie: Account, klad_id: str) -> Overdracht | None:
        """De overdracht van dit gesprek: wacht zij nog, of heeft iemand aangenomen (R57)."""
        async with self.opslag.transactie() as werk:
            klad = await werk.kladjes.haal(klad_id)
            if klad.medewerker != wie.naam or klad.overdracht_id is None:
                return None
            return (await werk.overdrachten.haal(klad.overdracht_id))[0]

    async def aanwezig(self, gemeente: str, team: str, nu: datetime) -> list[str]:
        """Accounts van het team die er nu zijn, beschikbare eerst."""
        async with self.opslag.transactie() as werk:
            schermen = await werk.aanwezigen.zoek(nu, gemeente=gemeente)
        van_team = sorted((a for a in schermen if team in a.teams), key=lambda a: not a.beschikbaar)
        return list(dict.fromkeys(a.wie for a in van_team))

    # --- terugbellen ---

    async def blokken(self, klad: Klad, nu: datetime) -> list[tuple[datetime, datetime]]:
        """Vrije momenten van het team waar de vraag ligt, liefst wanneer de beller dat vroeg."""
        if klad.overdracht_id is None:
            return []
        async with self.opslag.transactie() as werk:
            overdracht, intake = await werk.overdrachten.haal(klad.overdracht_id)
            beltijd = intake.velden.get("beltijd", "")
            return await terugbellen.keuzes(werk, self.kennis(), overdracht, nu, beltijd=beltijd)

    async def spreek_af(self, wie: Account, klad_id: str, van: datetime, nu: datetime) -> str:
        """Leg een terugbelmoment vast; geeft het moment in woorden. Fout `AssistentError` als het niet vrij is."""
        async with self.opslag.transactie() as werk:
            klad = await werk.kladjes.haal(klad_id)
            if klad.medewerker != wie.naam or klad.overdracht_id is None:
                raise NietVanU("Zet de vraag eerst klaar voor het team.")
            overdracht, _ = await werk.overdrachten.haal(klad.overdracht_id)
            kennis = self.kennis()
            afspraak = await terugbellen.plan(werk, kennis, overdracht, nu, door=wie.naam, van=van)
            if afspraak is None:
                raise AssistentError("Er is geen vrij moment. Kies een ander.")
            await terugbellen.vertel_afspraak(werk, kennis, overdracht, afspraak, nu)
        await roep_om(self.omroep, overdracht)
        return zeg_blok(afspraak.van, afspraak.tot, nu)

    async def belmoment(self, klad: Klad, nu: datetime) -> str:
        """De lopende terugbelafspraak in woorden; leeg als er geen is."""
        if klad.overdracht_id is None:
            return ""
        async with self.opslag.transactie() as werk:
            afspraak = await lopende(werk, klad.overdracht_id)
        return zeg_blok(afspraak.van, afspraak.tot, nu) if afspraak else ""

    # --- afronden ---

    async def rond_af(
        self, wie: Account, klad_id: str, uitslag: Uitslag, nu: datetime, onderwerp: str | None = None
    ) -> Contactmoment:
        """Leg vast dat er gesproken is, en wis het klad."""
        klad = await self.meekijken.haal(wie, klad_id)
        if klad.medewerker != wie.naam:
            raise NietVanU("Neem het gesprek eerst over.")
        advies = await self.meekijken.kijk(klad, nu)
        async with self.opslag.transactie() as werk:
            klad = replace(klad, persoon=klad.persoon or persoon_van(werk, advies))
            moment = self._moment(klad, advies, uitslag, nu)
            if onderwerp in self.kennis().onderwerpen:
                moment = replace(moment, onderwerp=onderwerp)
            await werk.contactmomenten.leg_vast(moment)
            if klad.overdracht_id is None:
                await werk.uitbak.leg_neer(CONTACTMOMENT, moment.id, nu)
            await werk.kladjes.bewaar(replace(klad, bezig=Bezig.KLAAR))
        await self.meekijken.roep(klad, "lijst")
        log.info("contactmoment", uitkomst=uitslag.value)
        return moment

    # --- hulp ---

    async def _gesprek(self, werk: Werk, klad: Klad, advies: Advies) -> Gesprek:
        """De stand die bewaard wordt: nieuw, of wat er van dit gesprek al was met het oordeel van nu."""
        nieuw = advies.gesprek
        try:
            oud = await werk.gesprekken.haal(nieuw.id)
        except GesprekOnbekend:
            return nieuw
        return replace(
            oud,
            beeld=nieuw.beeld,
            # Wat de medewerker leegmaakte blijft leeg (R34).
            velden={**{k: v for k, v in oud.velden.items() if k not in klad.velden}, **nieuw.velden},
            eigen_woorden=nieuw.eigen_woorden or oud.eigen_woorden,
            klasse=nieuw.klasse,
            regel=nieuw.regel,
            eerder=nieuw.eerder or oud.eerder,
        )

    async def _maak_los(self, werk: Werk, klad: Klad) -> None:
        gesprek = await werk.gesprekken.haal(klad.gesprek_id or klad.id)
        await werk.gesprekken.bewaar(replace(gesprek, overdracht_id=None, fase=Fase.LUISTEREN))

    def _moment(self, klad: Klad, advies: Advies, uitslag: Uitslag, nu: datetime) -> Contactmoment:
        hoofd = advies.indeling.hoofd
        overgedragen = klad.overdracht_id is not None
        return Contactmoment(
            id=klad.id,
            gemeente=klad.gemeente,
            kanaal=klad.kanaal,
            medewerker=klad.medewerker,
            begonnen=klad.gestart,
            seconden=min(TE_LANG, max(0, int((nu - klad.gestart).total_seconds()))),
            uitslag=uitslag,
            onderwerp=hoofd.sleutel if hoofd else None,
            klasse=advies.indeling.klasse.value,
            team=advies.indeling.toewijzing.trekker if overgedragen else None,
            overdracht_id=klad.overdracht_id or klad.vervolg_op,
            persoon=klad.persoon,
        )
