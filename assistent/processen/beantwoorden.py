"""Eén beurt, voor elk kanaal gelijk: eerst veiligheid, dan de mens als die er is, dan pas de bot (R1, R45, R57)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import count

import structlog

from assistent.kern.antwoord import Antwoord, Reactie
from assistent.kern.beeld import Gehoord, Treffer
from assistent.kern.begrippen import Kanaal, Uitkomst
from assistent.kern.errors import Botsing, DialoogOnbereikbaar, OpslagOnbereikbaar
from assistent.kern.gesprek import Beurt, Gesprek
from assistent.kern.kennis import Kennisbank
from assistent.kern.meepraten import mens_heeft_het
from assistent.kern.nood import antwoord_op_nood
from assistent.kern.overdracht import Overdracht, Staat
from assistent.kern.signalen import Gelezen
from assistent.kern.vragen import vraagt_contact
from assistent.kern.zinnen import zeg
from assistent.ports import Bericht, Dialoog, Gesprekken, Lezen, Omroep, Opslag, Werk
from assistent.processen import aanbieden
from assistent.processen.berichten import maak_berichten, nummer_door
from assistent.processen.meepraten import is_weg, laat_los
from assistent.processen.rij import Rij
from assistent.processen.samenspraak import na_de_beurt
from assistent.processen.vastleggen import vertel
from assistent.processen.volgen import REFERENTIE, Volgen
from assistent.processen.werkplek import Werkplek

log = structlog.get_logger("beurt")
POGINGEN = 3
TERUG = 60
"""Zoveel berichten terug wordt gekeken of een beurt al eens kwam; een client herhaalt alleen zijn laatste."""
NIET_BEWAARD = 1_000_000
"""Nummer van een bericht dat niet in de database staat; hoger dan elk bewaard bericht."""


@dataclass(frozen=True)
class Beantwoorder:
    """De ene deur voor elke beurt."""

    kennis: Callable[[], Kennisbank]
    lezer: Lezen
    dialoog: Dialoog
    werkplek: Werkplek
    opslag: Opslag
    omroep: Omroep
    max_tekens: int = 2000
    volgen: Volgen | None = None
    """Herkent wie terugkomt met een nummer en code."""
    rij: Rij = field(default_factory=Rij)
    noodnummers: Iterator[int] = field(default_factory=lambda: count(NIET_BEWAARD, 10))
    """Nummers voor berichten die niet bewaard konden worden: nooit twee keer hetzelfde."""

    async def beantwoord(self, beurt: Beurt) -> list[Bericht]:
        """Verwerk een beurt en geef de nieuwe berichten; dezelfde `beurt_id` geeft hetzelfde terug.

        Fouten: `GesprekOnbekend`, `OpslagOnbereikbaar`.
        """
        try:
            async with self.rij.van(beurt.gesprek_id):
                for poging in range(POGINGEN):
                    try:
                        return await self._verwerk(beurt)
                    except Botsing:
                        # Een ander proces schreef tegelijk in dit gesprek: begin met de nieuwe stand.
                        log.info("botsing", gesprek=beurt.gesprek_id, nummer=poging)
            raise OpslagOnbereikbaar("Het is nu druk. Probeer het zo opnieuw.")
        except OpslagOnbereikbaar:
            nood = self._nood_zonder_opslag(beurt)
            if not nood:
                raise
            return nood

    def _nood_zonder_opslag(self, beurt: Beurt) -> list[Bericht]:
        """Ook zonder database krijgt iemand in gevaar het nummer (§5.3); er wordt niets bewaard."""
        gevaren = self.lezer.gevaar(beurt.tekst)
        if not gevaren:
            return []
        kennis = self.kennis()
        plaats = next(iter(kennis.gemeenten))
        gesprek = Gesprek(beurt.gesprek_id, plaats, Kanaal.CHAT, beurt.op)
        _, reactie = antwoord_op_nood(gesprek, gevaren, kennis)
        # Zonder gesprek is de gemeente onbekend: alleen landelijke nummers, die overal hetzelfde zijn.
        landelijk = tuple(a for a in reactie.antwoorden if a.sleutel.startswith("crisis:"))
        nummer = next(self.noodnummers)
        return nummer_door(beurt.gesprek_id, nummer, landelijk, beurt.op)

    async def _verwerk(self, beurt: Beurt) -> list[Bericht]:
        """Lezen, antwoorden, bewaren; tijdens het antwoorden staat er geen transactie open.

        Rasa schrijft zelf in dezelfde database: een open transactie zou daarop wachten.
        """
        async with self.opslag.transactie() as werk:
            eerder = await _al_verwerkt(werk.gesprekken, beurt)
            if eerder:
                return eerder
            gesprek = await werk.gesprekken.haal(beurt.gesprek_id)
            overdracht = await aanbieden.van_gesprek(werk, gesprek)
            live = await werk.livegesprekken.haal(overdracht.id) if overdracht else None
            if overdracht is not None and await is_weg(werk, overdracht, live, beurt.op):
                # De medewerker is al een tijd weg: de bot is er weer, en zegt dat eerst (R57).
                await laat_los(werk, overdracht, live, beurt.op)
                await vertel(werk, self.kennis(), overdracht, "utter_teruggegeven", beurt.op)
                await vertel(werk, self.kennis(), overdracht, "utter_vraag_blijft", beurt.op)
                live = await werk.livegesprekken.haal(overdracht.id)
            if terug := await self._kom_terug(werk, gesprek, beurt):
                return terug
        if overdracht is not None and overdracht.staat in (Staat.AFGEROND, Staat.INGETROKKEN):
            gesprek, overdracht = aanbieden.opnieuw(gesprek, overdracht), None
        gesprek, gelezen, reactie = await self._antwoord(gesprek, beurt, mens_heeft_het(overdracht, live))
        async with self.opslag.transactie() as werk:
            overdracht = await aanbieden.van_gesprek(werk, gesprek)
            gesprek, antwoorden = await self._volg_op(werk, gesprek, reactie, overdracht, beurt.op)
            gesprek, antwoorden = await na_de_beurt(
                werk, self.kennis(), gesprek, reactie, antwoorden, beurt.op, self.volgen
            )
            nieuw = await maak_berichten(werk.gesprekken, gesprek, gelezen, antwoorden, beurt)
            await werk.gesprekken.bewaar(gesprek, nieuw)
        await self.omroep.roep(f"gesprek:{gesprek.id}", {"soort": "bericht"})
        if reactie.aanbieden or reactie.intrekken or reactie.meepraten or reactie.terugbellen:
            await self.omroep.roep(f"werkbak:{gesprek.gemeente}", {"soort": "ververs"})
        log.info("beurt", gesprek=gesprek.id, nummer=gesprek.nummer, uitkomst=reactie.uitkomst.value)
        return list(nieuw)

    async def _kom_terug(self, werk: Werk, gesprek: Gesprek, beurt: Beurt) -> list[Bericht]:
        """Noemt iemand het nummer van een eerdere vraag, dan gaat dit gesprek daar verder; gevaar gaat voor (R80)."""
        if self.volgen is None or not REFERENTIE.search(beurt.tekst) or self.lezer.gevaar(beurt.tekst):
            return []
        mee = await self.volgen.neem_mee(werk, gesprek, beurt.tekst[: self.max_tekens], beurt.op)
        if mee is None:
            return []
        nieuw = await maak_berichten(werk.gesprekken, mee.gesprek, Gelezen(mee.tekst), (mee.antwoord,), beurt)
        await werk.gesprekken.bewaar(mee.gesprek, nieuw)
        return nieuw

    async def _antwoord(
        self, gesprek: Gesprek, beurt: Beurt, bij_mens: bool
    ) -> tuple[Gesprek, Gelezen, Reactie]:
        if bij_mens:
            return self._bij_mens(gesprek, self.lezer.lees(beurt.tekst, gesprek.gemeente, contact=True))
        if beurt.keuze:
            return self._gekozen(gesprek, beurt)
        if len(beurt.tekst) > self.max_tekens:
            # De poort kijkt ook in een te lang bericht: gevaar mag nergens verdwijnen.
            gelezen = Gelezen("[te lang bericht]", gevaren=self.lezer.gevaar(beurt.tekst))
            return self._kort(gesprek, gelezen, "utter_te_lang", maximum=str(self.max_tekens))
        gelezen = self.lezer.lees(beurt.tekst, gesprek.gemeente, contact=vraagt_contact(gesprek))
        if not any(t.isalnum() for t in beurt.tekst):
            return self._kort(gesprek, gelezen, "utter_leeg")
        verhaal = gesprek.verhaal_met(gelezen.tekst)
        if verhaal:
            gelezen = replace(gelezen, geheel=self.lezer.geheel(verhaal, gesprek.beeld.uit_patronen(gelezen)))
        self.werkplek.leg_klaar(gesprek, gelezen, beurt.op)
        try:
            await self.dialoog.hoor(gesprek.id, gelezen.tekst, verhaal)
        except DialoogOnbereikbaar:
            self.werkplek.haal_op(gesprek.id)
            return self._kort(gesprek, gelezen, "utter_motor_uit")
        uit = self.werkplek.haal_op(gesprek.id)
        if uit is None:
            log.error("geen_actie", gesprek=gesprek.id)
            return self._kort(gesprek, gelezen, "utter_motor_uit")
        return uit[0], gelezen, uit[1]

    def _gekozen(self, gesprek: Gesprek, beurt: Beurt) -> tuple[Gesprek, Gelezen, Reactie]:
        """Een toets zegt precies wat er bedoeld is: dat gaat ook zonder taalmotor."""
        onderwerp = self.kennis().onderwerpen.get(beurt.tekst)
        tekst = onderwerp.naam if onderwerp else beurt.tekst
        inhoudelijk = onderwerp is not None and not onderwerp.proces
        treffers = (Treffer(beurt.tekst, 1.0, tekst, 0),) if inhoudelijk else ()
        gelezen = Gelezen(tekst)
        self.werkplek.leg_klaar(gesprek, gelezen, beurt.op)
        self.werkplek.zet(gesprek.id, Gehoord(beurt.tekst, 1.0, treffers), tekst)
        uit = self.werkplek.haal_op(gesprek.id)
        assert uit is not None
        return uit[0], gelezen, uit[1]

    def _kort(
        self, gesprek: Gesprek, gelezen: Gelezen, sleutel: str, **velden: str
    ) -> tuple[Gesprek, Gelezen, Reactie]:
        """Eén vaste zin; bij gevaar gaat dat voor, ook als de motor uit staat (§5.3)."""
        kennis = self.kennis()
        gesprek = replace(
            gesprek, nummer=gesprek.nummer + 1, beeld=gesprek.beeld.met(gesprek.nummer + 1, gelezen)
        )
        if gelezen.gevaren:
            gesprek, reactie = antwoord_op_nood(gesprek, gelezen.gevaren, kennis)
            return replace(gesprek, klasse="crisis", regel="1"), gelezen, reactie
        antwoord = zeg(kennis, gesprek, sleutel, **velden)
        gezegd = {**gesprek.gezegd, sleutel: gesprek.gezegd.get(sleutel, 0) + 1}
        return (
            replace(gesprek, gezegd=gezegd),
            gelezen,
            Reactie((antwoord,), Uitkomst.VERDUIDELIJKING, gesprek.open_vraag),
        )

    def _bij_mens(self, gesprek: Gesprek, gelezen: Gelezen) -> tuple[Gesprek, Gelezen, Reactie]:
        """De bot zwijgt; alleen bij gevaar noemt hij het nummer, en de medewerker ziet de beurt."""
        nummer = gesprek.nummer + 1
        # Een nummer dat iemand aan de medewerker geeft komt bij de contactgegevens, niet in de berichten.
        # Het kan ook van een ander zijn ("bel mijn zoon op …"): wat er al stond blijft staan.
        velden = dict(gesprek.velden)
        for veld, waarde in gelezen.contact.items():
            eerder = velden.get(veld, "")
            velden[veld] = eerder if waarde in eerder else " / ".join(filter(None, (eerder, waarde)))
        gesprek = replace(gesprek, nummer=nummer, beeld=gesprek.beeld.met(nummer, gelezen), velden=velden)
        if gelezen.gevaren:
            gesprek, reactie = antwoord_op_nood(gesprek, gelezen.gevaren, self.kennis())
            return replace(gesprek, open_vraag=None), gelezen, reactie
        return gesprek, gelezen, Reactie((), Uitkomst.OVERDRACHT)

    async def _volg_op(
        self,
        werk: Werk,
        gesprek: Gesprek,
        reactie: Reactie,
        overdracht: Overdracht | None,
        nu: datetime,
    ) -> tuple[Gesprek, tuple[Antwoord, ...]]:
        kennis = self.kennis()
        if overdracht is not None and overdracht.bij_mens:
            await aanbieden.vul_contact_aan(werk, gesprek, overdracht, nu)
        if reactie.aanbieden:
            gesprek, extra = await aanbieden.bied_aan(werk, gesprek, kennis, nu)
            return gesprek, (*reactie.antwoorden, extra)
        if reactie.intrekken and overdracht is not None:
            gesprek, antwoord = await aanbieden.trek_in(werk, gesprek, overdracht, kennis, nu)
            return gesprek, (antwoord,)
        return gesprek, reactie.antwoorden


async def _al_verwerkt(gesprekken: Gesprekken, beurt: Beurt) -> list[Bericht]:
    """De berichten die bij een eerdere verzending van dezelfde beurt hoorden."""
    if beurt.beurt_id is None:
        return []
    alles = await gesprekken.berichten(beurt.gesprek_id, await gesprekken.laatste(beurt.gesprek_id) - TERUG)
    plek = next((i for i, b in enumerate(alles) if b.beurt_id == beurt.beurt_id), None)
    if plek is None:
        return []
    tot = next((i for i, b in enumerate(alles) if i > plek and b.van == "inwoner"), len(alles))
    return alles[plek:tot]
