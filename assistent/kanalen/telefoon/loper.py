"""Eén oproep van begin tot eind: geeft gebeurtenissen aan de sessie en voert uit wat zij wil."""

from __future__ import annotations

import asyncio
import time
import traceback
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field, replace

import structlog

from assistent.app import App
from assistent.kanalen.telefoon.doelen import te_bellen
from assistent.kanalen.telefoon.fluistertekst import fluistertekst
from assistent.kanalen.telefoon.gebeurtenissen import (
    Antwoorden,
    Begin,
    Gebeurtenis,
    GeenAntwoord,
    Gestuurd,
    HangOp,
    Luister,
    Opdracht,
    StuurSms,
    Tik,
    Uiting,
    Uitslag,
    VerbindDoor,
    Verbonden,
    Vraag,
    Zeg,
    Zwijg,
)
from assistent.kanalen.telefoon.gegevens import Doel, Telefoongegevens
from assistent.kanalen.telefoon.gesproken import vertel
from assistent.kanalen.telefoon.lijn import Lijn
from assistent.kanalen.telefoon.oproepen import Oproep
from assistent.kanalen.telefoon.sessie import VoiceSession
from assistent.kanalen.telefoon.zinnen import Boek
from assistent.kern.begrippen import Kanaal
from assistent.kern.errors import AssistentError
from assistent.kern.gesprek import Beurt, Gesprek
from assistent.kern.intake import Intake
from assistent.kern.nieuws import mobiel
from assistent.kern.overdracht import Overdracht
from assistent.ports import Post
from assistent.processen.beginnen import begin
from assistent.processen.telefonisch import neem_telefonisch_aan, overdracht_van, spreek_terugbellen_af

log = structlog.get_logger("telefoon")


@dataclass
class Gesprekloper:
    """Loopt naast de verbinding: een oproep blijft bestaan terwijl de centrale een mens belt."""

    app: App
    gegevens: Telefoongegevens
    oproep: Oproep
    lijn: Lijn
    spraak: bool = False
    nu: Callable[[], float] = time.monotonic
    wekt: bool = True
    """Onwaar als de centrale zelf de stilte telt."""
    uitkomst: str = "opgehangen"
    _rij: asyncio.Queue[Gebeurtenis | None] = field(default_factory=asyncio.Queue)
    _taken: set[asyncio.Task[None]] = field(default_factory=set)
    _rust: asyncio.Event = field(default_factory=asyncio.Event)
    _kandidaten: list[Doel] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.sessie = VoiceSession(Boek(self.gegevens))

    def meld(self, g: Gebeurtenis) -> None:
        """Er gebeurt iets op de lijn."""
        self._rust.clear()
        self._rij.put_nowait(g)

    async def tot_rust(self) -> None:
        """Wacht tot alles verwerkt is wat er nu ligt; voor centrales die met vraag en antwoord werken."""
        await self._rust.wait()

    def stop(self) -> None:
        """De beller is weg."""
        self._rij.put_nowait(None)

    async def draai(self) -> None:
        """Tot de beller weg is; loopt er iets vast, dan belt de centrale een mens."""
        try:
            await self._verwerk(await self._begin())
            while (g := await self._volgende()) is not None:
                await self._verwerk(g)
        except Exception as fout:
            # Niemand blijft in stilte achter: de centrale neemt het over.
            log.error("lijn_stuk", oproep=self.oproep.id, soort=type(fout).__name__, bestand=_waar(fout))
            self.oproep.stuk, self.uitkomst = True, "storing"
            await self.lijn.hang_op()
        finally:
            for taak in list(self._taken):
                taak.cancel()
            await self._noteer(self.app.oproeplog.sluit(self.oproep.id, self.uitkomst, self.app.klok.nu()))
            await self._meld_schermen()

    async def _volgende(self) -> Gebeurtenis | None:
        wek_op = self.sessie.wek_op
        if self._rij.empty() and all(t.done() for t in self._taken):
            self._rust.set()
        if wek_op is None or not self.wekt:
            return await self._rij.get()
        try:
            async with asyncio.timeout(max(0.0, wek_op - self.nu())):
                return await self._rij.get()
        except TimeoutError:
            return Tik()

    async def _begin(self) -> Begin:
        """Een nieuw gesprek met de begroeting; zonder opslag krijgt de beller meteen een mens."""
        gesprek, berichten = await begin(
            self.app.opslag, self.app.kennis, self.oproep.gemeente, Kanaal.TELEFOON, self.app.klok.nu()
        )
        self.oproep.gesprek_id = gesprek.id
        await self._noteer(
            self.app.oproeplog.begin(self.oproep.id, gesprek.id, self.app.klok.nu(), spraak=self.spraak)
        )
        await self._meld_schermen()
        groet = tuple(Uiting(str(b.inhoud.get("sleutel", "")), str(b.inhoud["tekst"])) for b in berichten)
        return Begin(groet, self.spraak, self.oproep.eigen_nummer)

    async def _meld_schermen(self) -> None:
        """Medewerkers zien op het meekijkscherm wie er belt; wat hij zegt meldt elke beurt zelf al."""
        await self.app.omroep.roep(f"kladjes:{self.oproep.gemeente}", {"soort": "lijst"})

    async def _noteer(self, wat: Awaitable[None]) -> None:
        """Vastleggen mag nooit een gesprek kosten."""
        try:
            await wat
        except AssistentError as fout:
            log.warning("niet_vastgelegd", oproep=self.oproep.id, soort=type(fout).__name__)

    async def _verwerk(self, g: Gebeurtenis) -> None:
        if isinstance(g, Verbonden) and g.uitslag is not Uitslag.VERBONDEN:
            g = await self._vul_aan(g)
        self.sessie.stand.mens_nu = self._mens_nu(g)
        self.sessie.stand.leest_mee = self.spraak and self.gegevens.doelen[self.oproep.gemeente].leest_mee
        for opdracht in self.sessie.verwerk(g, self.nu()):
            await self._voer_uit(opdracht)

    async def _voer_uit(self, opdracht: Opdracht) -> None:
        match opdracht:
            case Zeg():
                await self.lijn.zeg(opdracht)
            case Zwijg():
                await self.lijn.zwijg()
            case Luister():
                await self.lijn.luister(opdracht)
            case Vraag():
                self._begin_taak(self._vraag(opdracht))
            case StuurSms():
                self._begin_taak(self._stuur_sms(opdracht.tekst))
            case VerbindDoor():
                await self._verbind(opdracht.naar)
            case HangOp():
                self.uitkomst = "klaar"
                await self.lijn.hang_op()

    def _begin_taak(self, wat: Coroutine[None, None, None]) -> None:
        taak = asyncio.create_task(wat)
        self._taken.add(taak)
        taak.add_done_callback(self._taken.discard)

    async def _stuur_sms(self, tekst: str) -> None:
        """Naar het mobiele nummer waarmee gebeld wordt; de tekst is een plek, nooit iets van de beller."""
        sms = self._sms()
        try:
            if sms is not None:
                await sms[0].stuur(sms[1], "", tekst)
        except AssistentError as fout:
            log.warning("sms_niet_verstuurd", oproep=self.oproep.id, soort=type(fout).__name__)
            sms = None
        self.meld(Gestuurd(gelukt=sms is not None))

    def _sms(self) -> tuple[Post, str] | None:
        """De sms-dienst met het mobiele nummer van de beller, als er allebei zijn."""
        nummer = mobiel(self.oproep.eigen_nummer or "")
        return (self.app.sms, nummer) if self.app.sms is not None and nummer else None

    async def _vraag(self, vraag: Vraag) -> None:
        gesprek_id = self.oproep.gesprek_id
        assert gesprek_id is not None
        beurt = Beurt(gesprek_id, vraag.tekst, self.app.klok.nu(), keuze=vraag.keuze)
        try:
            berichten = await self.app.beantwoorder.beantwoord(beurt)
            async with self.app.opslag.transactie() as werk:
                gesprek: Gesprek = await werk.gesprekken.haal(gesprek_id)
            gesproken = vertel(berichten, self.sessie.boek, gesprek.open_vraag)
            if self._sms() is None:
                gesproken = replace(gesproken, te_sturen=())
            if gesproken.aangeboden or gesproken.crisis:
                await self._meld_schermen()
            if gesproken.aangeboden and self.sessie.stand.terugbellen and (wanneer := await self._afspraak()):
                gesproken = replace(gesproken, uitingen=(*gesproken.uitingen, wanneer))
            antwoord: Antwoorden | GeenAntwoord = gesproken
        except AssistentError as fout:
            log.error("beurt_mislukt", oproep=self.oproep.id, soort=type(fout).__name__)
            antwoord = GeenAntwoord()
        except Exception as fout:
            log.error("beurt_stuk", oproep=self.oproep.id, soort=type(fout).__name__, bestand=_waar(fout))
            antwoord = GeenAntwoord()
        self.meld(antwoord)

    # --- een mens ---

    async def _verbind(self, naar: str) -> None:
        if naar != "verder":
            gemeente = self.app.kennis.gemeenten[self.oproep.gemeente]
            overdracht = await self._overdracht()
            self._kandidaten = te_bellen(
                self.gegevens.doelen[gemeente.sleutel],
                gemeente,
                naar,
                overdracht[0].team if overdracht else None,
                self.app.klok.nu(),
            )
        if not self._kandidaten:
            self.meld(Verbonden(Uitslag.DICHT))
            return
        doel = self._kandidaten.pop(0)
        log.info("verbindt", oproep=self.oproep.id, doel=doel.bestemming)
        await self.lijn.verbind(doel)

    async def _overdracht(self) -> tuple[Overdracht, Intake] | None:
        try:
            return await overdracht_van(self.app.opslag, self.oproep.gesprek_id)
        except AssistentError:
            return None

    def _mens_nu(self, g: Gebeurtenis) -> bool:
        crisis = self.sessie.stand.crisis or (isinstance(g, Antwoorden) and g.crisis)
        gemeente = self.app.kennis.gemeenten[self.oproep.gemeente]
        naar = "crisis" if crisis else "kcc"
        return bool(
            te_bellen(self.gegevens.doelen[gemeente.sleutel], gemeente, naar, None, self.app.klok.nu())
        )

    async def _vul_aan(self, v: Verbonden) -> Verbonden:
        """Wie er nog te bellen is, wanneer er weer iemand is, en of er een belafspraak kan komen."""
        verder, open_ = bool(self._kandidaten), ""
        if v.uitslag is Uitslag.DICHT:
            open_ = self.app.kennis.gemeenten[self.oproep.gemeente].zeg_open(self.app.klok.nu()) or ""
        afspraak = None if verder or self.sessie.stand.crisis else await self._afspraak()
        return Verbonden(v.uitslag, open_, verder, afspraak)

    async def _afspraak(self) -> Uiting | None:
        """Een belafspraak bij de intake van deze beller; niets als er geen nummer of geen tijd is."""
        try:
            gemaakt = await spreek_terugbellen_af(
                self.app.opslag, self.app.kennis, self.oproep.gesprek_id, self.app.klok.nu()
            )
        except AssistentError as fout:
            log.warning("geen_afspraak", oproep=self.oproep.id, soort=type(fout).__name__)
            return None
        return Uiting(*gemaakt) if gemaakt else None

    async def fluister(self) -> tuple[Uiting, ...]:
        """Wat de medewerker hoort voordat hij aanneemt."""
        overdracht = await self._overdracht()
        return fluistertekst(
            self.sessie.boek,
            self.app.kennis,
            self.oproep.gemeente,
            overdracht,
            crisis=self.sessie.stand.crisis,
        )

    async def aangenomen(self) -> None:
        """De medewerker drukte op de toets: de beller is bij een mens, en de intake is van hem (R57)."""
        self.uitkomst = "mens"
        self.meld(Verbonden(Uitslag.VERBONDEN))
        try:
            await neem_telefonisch_aan(
                self.app.opslag, self.app.omroep, self.oproep.gesprek_id, self.app.klok.nu()
            )
        except AssistentError as fout:
            log.warning("aannemen_niet_vastgelegd", oproep=self.oproep.id, soort=type(fout).__name__)


def _waar(fout: Exception) -> str:
    """De plek van een fout, zonder haar tekst: die kan woorden van de beller bevatten."""
    plek = traceback.extract_tb(fout.__traceback__)[-1]
    return f"{plek.filename.rsplit('/', 1)[-1]}:{plek.lineno}"
