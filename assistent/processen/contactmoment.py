"""Een gesprek van een medewerker afhandelen: overdragen, doorverbinden, terugvinden en vastleggen (R18, R57, R61)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

import structlog

from assistent.kern.afspraken import zeg_blok
from assistent.kern.contactmoment import (
    LUS_TERMIJN,
    Contactmoment,
    Uitslag,
    in_een_lus,
    is_referentie,
    zoeksleutels,
)
from assistent.kern.errors import AssistentError, GesprekOnbekend
from assistent.kern.gesprek import Fase, Gesprek
from assistent.kern.intake import Intake
from assistent.kern.kennis import Kennisbank
from assistent.kern.klad import Bezig, Klad
from assistent.kern.meekijken import Advies
from assistent.kern.overdracht import Handeling, Overdracht, Staat
from assistent.kern.terugkeer import Eerder
from assistent.ports import Account, Omroep, Opslag, Werk
from assistent.processen import terugbellen
from assistent.processen.aanbieden import Namens, bied_aan
from assistent.processen.meekijken import Meekijken, NietVanU
from assistent.processen.opschrijven import schoon_tekst
from assistent.processen.vastleggen import leg_vast, lopende, roep_om

log = structlog.get_logger("contactmoment")
CONTACTMOMENT = "contactmoment"
"""Doel in de uitbak: een gesprek zonder overdracht, voor het register van klantcontacten."""
HOOGUIT_GEVONDEN = 5
TE_LANG = 4 * 3600
"""Een gesprek duurt niet langer dan vier uur; wie vergat af te ronden telt zo mee."""


@dataclass(frozen=True, slots=True)
class Eerdervraag:
    """Een eerdere vraag zoals een medewerker die mag zien: waar zij ligt, niet wat erin staat (R62, R101)."""

    overdracht_id: str
    referentie: str
    team: str
    staat: str
    onderwerpen: tuple[str, ...]
    """Leeg voor wie geen intake mag zien."""
    sinds: datetime | None
    termijn: datetime | None
    aangenomen_door: str | None


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
            klad = replace(klad, persoon=klad.persoon or _persoon(werk, advies))
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
            klad = replace(klad, persoon=klad.persoon or _persoon(werk, advies))
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

    # --- terugvinden ---

    async def zoek_eerder(
        self, wie: Account, *, referentie: str = "", naam: str = "", postcode: str = "", telefoon: str = ""
    ) -> list[Eerdervraag]:
        """Eerdere vragen op nummer, of op naam met postcode voor wie dat recht heeft; alleen de eigen gemeente.

        Wie geen intakes mag zien (een vrijwilliger) ziet waar de vraag ligt, niet waarover zij gaat.
        """
        rechten = self.kennis().rechten
        if not rechten.mag(wie.rollen, "meekijken.terugvinden"):
            naam = postcode = telefoon = ""
        sleutels = zoeksleutels(naam=naam, postcode=postcode, telefoon=telefoon, referentie=referentie)
        if not sleutels:
            return []
        inhoud = rechten.mag(wie.rollen, "meekijken.intake")
        async with self.opslag.transactie() as werk:
            gevonden = [await werk.overdrachten.haal(id_) for id_ in (await werk.terugvinden.zoek(sleutels))]
        hier = [p for p in gevonden if p[0].gemeente == wie.gemeente][:HOOGUIT_GEVONDEN]
        return [self._eerder(o, i, inhoud=inhoud) for o, i in hier]

    async def koppel(self, wie: Account, klad_id: str, overdracht_id: str, telefoon: str = "") -> Klad:
        """Dit gesprek gaat over een eerdere vraag: dezelfde persoon, dus niets opnieuw vertellen (R61)."""
        async with self.opslag.transactie() as werk:
            overdracht, intake = await werk.overdrachten.haal(overdracht_id)
            if overdracht.gemeente != wie.gemeente:
                raise GesprekOnbekend("Deze vraag is er niet.")
            sleutels = zoeksleutels(telefoon=intake.velden.get("telefoon", telefoon)) or zoeksleutels(
                referentie=overdracht.referentie
            )
            persoon = werk.terugvinden.merk(sleutels[0])
        eerder = Eerder(overdracht.id, overdracht.team, intake.onderwerpen, 0)
        klaar = overdracht.staat is Staat.AFGEROND
        return await self.meekijken.wijzig(
            wie,
            klad_id,
            lambda k: replace(k, vervolg_op=overdracht_id, persoon=persoon, eerder=eerder if klaar else None),
        )

    async def eerdere(self, wie: Account, klad: Klad) -> Eerdervraag | None:
        """De eerdere vraag waar dit gesprek bij hoort."""
        if klad.vervolg_op is None:
            return None
        inhoud = self.kennis().rechten.mag(wie.rollen, "meekijken.intake")
        async with self.opslag.transactie() as werk:
            overdracht, intake = await werk.overdrachten.haal(klad.vervolg_op)
        return self._eerder(overdracht, intake, inhoud=inhoud)

    async def vul_aan(self, wie: Account, klad_id: str, tekst: str, nu: datetime) -> Overdracht:
        """Geef door wat de inwoner er nu bij zegt, aan het team dat de vraag al heeft (R61)."""
        tekst = schoon_tekst(self.meekijken.lezer, tekst, wie.gemeente)
        async with self.opslag.transactie() as werk:
            klad = await werk.kladjes.haal(klad_id)
            if klad.medewerker != wie.naam or klad.vervolg_op is None:
                raise NietVanU("Koppel dit gesprek eerst aan een eerdere vraag.")
            overdracht, intake = await werk.overdrachten.haal(klad.vervolg_op)
            oud = intake.velden.get("aanvulling")
            velden = {**intake.velden, "aanvulling": f"{oud}; {tekst}" if oud else tekst}
            overdracht = overdracht.doe(
                Handeling.AANVULLEN, op=nu, door=wie.naam, reden="de inwoner nam weer contact op"
            )
            await leg_vast(werk, overdracht, nu, replace(intake, velden=velden))
        return await roep_om(self.omroep, overdracht)

    async def in_lus(self, klad: Klad, advies: Advies, nu: datetime) -> bool:
        """Of deze persoon voor de derde keer naar een ander dreigt te gaan: dan eerst zelf uitzoeken wie helpt."""
        async with self.opslag.transactie() as werk:
            persoon = klad.persoon or _persoon(werk, advies)
            if persoon is None:
                return False
            eerder = await werk.contactmomenten.zoek(persoon=persoon, vanaf=nu - LUS_TERMIJN)
        return in_een_lus([m for m in eerder if m.id != klad.id], nu)

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

    def _eerder(self, overdracht: Overdracht, intake: Intake, *, inhoud: bool) -> Eerdervraag:
        kennis = self.kennis()
        return Eerdervraag(
            overdracht_id=overdracht.id,
            referentie=overdracht.referentie,
            team=kennis.gemeenten[overdracht.gemeente].teams[overdracht.team].naam,
            staat=overdracht.staat.value,
            onderwerpen=_namen(intake.onderwerpen, kennis) if inhoud else (),
            sinds=overdracht.begonnen,
            termijn=overdracht.toegezegd,
            aangenomen_door=overdracht.aangenomen_door if inhoud else None,
        )

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


def _namen(sleutels: Iterable[str], kennis: Kennisbank) -> tuple[str, ...]:
    return tuple(kennis.onderwerpen[s].naam for s in sleutels if s in kennis.onderwerpen)


def _persoon(werk: Werk, advies: Advies) -> str | None:
    """Een stempel van wie dit is: het nummer, of naam met postcode; zonder die twee is iemand onbekend."""
    velden = advies.velden
    sleutels = zoeksleutels(
        telefoon=velden.get("telefoon", ""),
        naam=velden.get("naam", ""),
        postcode=advies.gesprek.beeld.postcode or "",
    )
    return werk.terugvinden.merk(sleutels[0]) if sleutels else None


__all__ = ["CONTACTMOMENT", "Afhandelen", "Eerdervraag", "is_referentie"]
