"""Een eerdere vraag terugvinden, er iets aan toevoegen, en horen of iemand in een lus zit (R61, R62)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from assistent.kern.contactmoment import LUS_TERMIJN, in_een_lus, zoeksleutels
from assistent.kern.errors import GesprekOnbekend
from assistent.kern.intake import Intake
from assistent.kern.kennis import Kennisbank
from assistent.kern.klad import Klad
from assistent.kern.meekijken import Advies
from assistent.kern.overdracht import Handeling, Overdracht, Staat
from assistent.kern.terugkeer import Eerder
from assistent.ports import Account, Omroep, Opslag, Werk
from assistent.processen.meekijken import Meekijken, NietVanU
from assistent.processen.opschrijven import schoon_tekst
from assistent.processen.vastleggen import leg_vast, roep_om

HOOGUIT_GEVONDEN = 5


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
class Terugvinden:
    """Wie belde er eerder, en waar ligt die vraag nu."""

    kennis: Callable[[], Kennisbank]
    opslag: Opslag
    omroep: Omroep
    meekijken: Meekijken

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
            persoon = klad.persoon or persoon_van(werk, advies)
            if persoon is None:
                return False
            eerder = await werk.contactmomenten.zoek(persoon=persoon, vanaf=nu - LUS_TERMIJN)
        return in_een_lus([m for m in eerder if m.id != klad.id], nu)

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


def _namen(sleutels: Iterable[str], kennis: Kennisbank) -> tuple[str, ...]:
    return tuple(kennis.onderwerpen[s].naam for s in sleutels if s in kennis.onderwerpen)


def persoon_van(werk: Werk, advies: Advies) -> str | None:
    """Een stempel van wie dit is: het nummer, of naam met postcode; zonder die twee is iemand onbekend."""
    velden = advies.velden
    sleutels = zoeksleutels(
        telefoon=velden.get("telefoon", ""),
        naam=velden.get("naam", ""),
        postcode=advies.gesprek.beeld.postcode or "",
    )
    return werk.terugvinden.merk(sleutels[0]) if sleutels else None
