"""Kladjes op de server: beginnen, invullen, neerleggen en overnemen (R18, R34, R62)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

import structlog
from ulid import ULID

from assistent.kern.begrippen import Kanaal
from assistent.kern.errors import AssistentError, Botsing, GesprekOnbekend, InvoerOngeldig
from assistent.kern.klad import IN_TE_VULLEN, Bezig, Keuze, Klad
from assistent.ports import Account, Omroep, Werk
from assistent.processen.aanbieden import van_gesprek
from assistent.processen.kijken import MAX_NOTITIE, Kijken
from assistent.processen.opschrijven import schoon_tekst, schoon_veld

log = structlog.get_logger("meekijken")
MAX_VELD = 500
MAX_OPEN = 12
"""Zoveel gesprekken heeft één medewerker hooguit tegelijk open."""
POGINGEN = 4


class NietVanU(AssistentError):
    """Dit gesprek is van een collega (R62)."""


@dataclass(frozen=True)
class Meekijken(Kijken):
    """Wat een medewerker met zijn gesprekken doet, tot aan overdragen en afronden."""

    omroep: Omroep

    # --- kladjes ---

    async def begin(
        self, wie: Account, nu: datetime, kanaal: Kanaal = Kanaal.TELEFOON, gesprek_id: str | None = None
    ) -> Klad:
        """Een nieuw leeg gesprek, of het klad dat al bij dit telefoongesprek hoort."""
        async with self.opslag.transactie() as werk:
            if gesprek_id is not None:
                gesprek = await werk.gesprekken.haal(gesprek_id)
                mag = self.kennis().rechten.mag(wie.rollen, "meekijken.intake")
                if gesprek.gemeente != wie.gemeente or gesprek.kanaal is Kanaal.CHAT or not mag:
                    # Een chat leest alleen wie de intake aannam (R62).
                    raise NietVanU("Bij dit gesprek kunt u niet meekijken.")
                for klad in await werk.kladjes.zoek(gesprek_id=gesprek_id):
                    if not self._mag(wie, klad):
                        raise NietVanU("Een collega heeft dit gesprek al geopend.")
                    return klad
                kanaal = gesprek.kanaal
            eigen = [k for k in await werk.kladjes.zoek(gemeente=wie.gemeente) if k.medewerker == wie.naam]
            if len(eigen) >= MAX_OPEN:
                raise InvoerOngeldig(f"U hebt al {MAX_OPEN} gesprekken open. Rond er eerst een af.")
            klad = Klad(str(ULID()), wie.gemeente, kanaal, wie.naam, nu, gesprek_id=gesprek_id)
            klad = await self._neem_overdracht_mee(werk, klad)
            await werk.kladjes.bewaar(klad)
        await self.roep(klad, "lijst")
        return replace(klad, versie=1)

    async def lijst(self, wie: Account) -> tuple[list[Klad], list[Klad]]:
        """(eigen gesprekken, gesprekken van collega's die om overname of hulp vragen)."""
        async with self.opslag.transactie() as werk:
            alles = await werk.kladjes.zoek(gemeente=wie.gemeente)
        eigen = [k for k in alles if k.medewerker == wie.naam]
        anderen = [k for k in alles if k.medewerker != wie.naam and self._mag(wie, k)]
        return eigen, anderen

    async def haal(self, wie: Account, klad_id: str) -> Klad:
        """Eén klad; fout `NietVanU`."""
        async with self.opslag.transactie() as werk:
            return await self._mijn(werk, wie, klad_id)

    async def wijzig(
        self, wie: Account, klad_id: str, doe: Callable[[Klad], Klad], *, eigen: bool = True
    ) -> Klad:
        """Pas een klad aan; schreef een ander proces tegelijk, dan opnieuw op de nieuwe stand."""
        for _ in range(POGINGEN):
            try:
                async with self.opslag.transactie() as werk:
                    klad = await self._mijn(werk, wie, klad_id)
                    if eigen and klad.medewerker != wie.naam:
                        raise NietVanU("Neem het gesprek eerst over.")
                    nieuw = doe(klad)
                    if nieuw != klad:
                        await werk.kladjes.bewaar(nieuw)
                        nieuw = replace(nieuw, versie=nieuw.versie + 1)
            except Botsing:
                continue
            return nieuw
        raise Botsing("Een collega wijzigde dit gesprek net. Probeer het opnieuw.")

    async def noteer(self, wie: Account, klad_id: str, notitie: str) -> Klad:
        """Bewaar de notitie geschoond; naam en nummer gaan naar hun veld, gevaar gaat nooit verloren."""
        _controleer(notitie, MAX_NOTITIE)

        def doe(klad: Klad) -> Klad:
            stukken = self._lees_notitie(notitie, klad.gemeente)
            schoon = "\n".join(s.gelezen.tekst for s in stukken)
            contact = {k: v for s in stukken for k, v in s.gelezen.contact.items()}
            blijft = {g.code for g in self.lezer.gevaar(schoon)}
            weg = tuple(g for s in stukken for g in s.gelezen.gevaren if g.code not in blijft)
            return replace(klad, notitie=schoon, gehoord={**klad.gehoord, **contact}, gevaren=weg)

        return await self.wijzig(wie, klad_id, doe)

    async def vul_in(self, wie: Account, klad_id: str, veld: str, waarde: str) -> Klad:
        """Zet één veld van de intake met de hand; een lege waarde haalt weg wat vanzelf was ingevuld (R34)."""
        if veld not in IN_TE_VULLEN:
            raise InvoerOngeldig("Dit veld kennen wij niet.")
        _controleer(waarde, MAX_VELD)
        schoon = schoon_veld(self.lezer, veld, waarde, wie.gemeente)
        return await self.wijzig(wie, klad_id, lambda k: k.met_veld(veld, schoon))

    async def beslis(
        self, wie: Account, klad_id: str, voorstel: str, nu: datetime, *, gebruikt: bool
    ) -> Klad:
        """Neem een voorstel aan of doe het weg; geteld zonder inhoud."""
        soort, _, sleutel = voorstel.partition(":")
        if soort not in ("signaal", "onderwerp", "vraag", "gevaar", "kaart") or len(voorstel) > 200:
            raise InvoerOngeldig("Dit voorstel kennen wij niet.")
        klad = await self.wijzig(
            wie, klad_id, lambda k: k.gebruikt(voorstel) if gebruikt else k.zonder(voorstel)
        )
        # Van gevaar alleen de code: de woorden zijn van de inwoner.
        sleutel = sleutel.partition(":")[0][:60]
        async with self.opslag.transactie() as werk:
            await werk.voorstellen.tel(nu.date(), klad.gemeente, soort, sleutel, gebruikt=gebruikt)
        return klad

    async def kies(self, wie: Account, klad_id: str, keuze: Keuze) -> Klad:
        """Wijk af van het voorstel, met een reden; een lege keuze volgt het voorstel weer (R34)."""
        _controleer(keuze.reden, MAX_VELD)
        if keuze.anders and not keuze.reden.strip():
            raise InvoerOngeldig("Vul kort in waarom u anders kiest.")
        if keuze.team and keuze.team not in self.kennis().gemeenten[wie.gemeente].teams:
            raise InvoerOngeldig("Dit team kennen wij niet.")
        keuze = replace(keuze, reden=schoon_tekst(self.lezer, keuze.reden, wie.gemeente))
        return await self.wijzig(wie, klad_id, lambda k: replace(k, keuze=keuze))

    async def pauzeer(self, wie: Account, klad_id: str) -> Klad:
        """Leg het gesprek neer zodat een collega het kan overnemen."""
        return await self._bezig(wie, klad_id, Bezig.PAUZE)

    async def hervat(self, wie: Account, klad_id: str) -> Klad:
        """Ga zelf verder."""
        return await self._bezig(wie, klad_id, Bezig.GESPREK)

    async def vraag_mee(self, wie: Account, klad_id: str, *, open_: bool) -> Klad:
        """Laat collega's van dezelfde gemeente meelezen, of sluit dat weer."""
        klad = await self.wijzig(wie, klad_id, lambda k: replace(k, open_voor_collegas=open_))
        await self.roep(klad, "lijst")
        return klad

    async def neem_over(self, wie: Account, klad_id: str) -> Klad:
        """Neem een gesprek over dat gepauzeerd of opengesteld is; de vorige medewerker leest nog mee."""
        klad = await self.wijzig(
            wie,
            klad_id,
            lambda k: replace(k, medewerker=wie.naam, bezig=Bezig.GESPREK, mee=k.mee | {k.medewerker}),
            eigen=False,
        )
        await self.roep(klad, "lijst")
        return klad

    async def gooi_weg(self, wie: Account, klad_id: str) -> None:
        """Sluit zonder vast te leggen: er was geen gesprek, er is alleen gezocht. Fout `InvoerOngeldig` na overdracht."""
        klad = await self.haal(wie, klad_id)
        if klad.overdracht_id is not None:
            raise InvoerOngeldig("Dit gesprek is overgedragen. Rond het af.")
        await self.wijzig(wie, klad_id, lambda k: replace(k, bezig=Bezig.KLAAR))
        await self.roep(klad, "lijst")

    # --- de overdracht ---

    async def volg(self, wie: Account, klad: Klad) -> Klad:
        """Gaf de assistent de vraag tijdens het telefoongesprek zelf al door, dan hoort die overdracht bij dit klad (R61)."""
        if klad.gesprek_id is None or klad.overdracht_id is not None or klad.medewerker != wie.naam:
            return klad
        async with self.opslag.transactie() as werk:
            nieuw = await self._neem_overdracht_mee(werk, klad)
        if nieuw is klad:
            return klad
        return await self.wijzig(
            wie,
            klad.id,
            lambda k: replace(k, overdracht_id=nieuw.overdracht_id, bezig=nieuw.bezig, akkoord=True),
        )

    # --- hulp ---

    async def _neem_overdracht_mee(self, werk: Werk, klad: Klad) -> Klad:
        if klad.gesprek_id is None:
            return klad
        try:
            overdracht = await van_gesprek(werk, await werk.gesprekken.haal(klad.gesprek_id))
        except GesprekOnbekend:
            return klad
        if overdracht is None or not (overdracht.open or overdracht.bij_mens):
            return klad
        return replace(klad, overdracht_id=overdracht.id, bezig=Bezig.OVERGEDRAGEN, akkoord=True)

    async def roep(self, klad: Klad, soort: str) -> None:
        """Zeg open schermen dat er iets veranderd is; de inhoud halen zij zelf."""
        await self.omroep.roep(f"klad:{klad.id}", {"soort": soort})
        if soort == "lijst":
            await self.omroep.roep(f"kladjes:{klad.gemeente}", {"soort": soort})

    async def _bezig(self, wie: Account, klad_id: str, bezig: Bezig) -> Klad:
        klad = await self.wijzig(wie, klad_id, lambda k: replace(k, bezig=bezig))
        await self.roep(klad, "lijst")
        return klad

    async def _mijn(self, werk: Werk, wie: Account, klad_id: str) -> Klad:
        klad = await werk.kladjes.haal(klad_id)
        if not self._mag(wie, klad):
            raise NietVanU("Dit gesprek is van een collega.")
        return klad

    def _mag(self, wie: Account, klad: Klad) -> bool:
        """Eigen gesprekken altijd; die van een ander alleen wie intakes mag zien (R62, R101)."""
        if klad.gemeente != wie.gemeente or not klad.mag_lezen(wie.naam):
            return False
        return klad.medewerker == wie.naam or self.kennis().rechten.mag(wie.rollen, "meekijken.intake")


def _controleer(tekst: str, langst: int) -> None:
    if len(tekst) > langst:
        raise InvoerOngeldig(f"Dit is te lang (hooguit {langst} tekens).")
