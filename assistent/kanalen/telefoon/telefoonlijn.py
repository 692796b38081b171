"""De lijn als geheel: oproepen aannemen, sprekers en herkenners delen, en per koppeling hetzelfde gesprek voeren."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field

import structlog

from assistent.app import App
from assistent.kanalen.telefoon.fluisteren import Fluistersessie
from assistent.kanalen.telefoon.gebeurtenissen import (
    Gebeurtenis,
    Gezegd,
    HangOp,
    HerkennerWeg,
    Tik,
    Uitslag,
    Verbonden,
    Zeg,
    Zwijg,
)
from assistent.kanalen.telefoon.gegevens import Telefoongegevens
from assistent.kanalen.telefoon.geluid import Geluidslijn
from assistent.kanalen.telefoon.lijn import Lijn
from assistent.kanalen.telefoon.loper import Gesprekloper
from assistent.kanalen.telefoon.luisteraar import Luisteraar
from assistent.kanalen.telefoon.oproepen import Fluister, Oproep, Oproepen
from assistent.kern.errors import AssistentError
from assistent.ports import Herkenner, Stem, Vad
from assistent.processen.meelezen import schrijf_mee

Meld = Callable[[Gebeurtenis], None]
log = structlog.get_logger("telefoon")
_DIALSTATUS = {
    "BUSY": Uitslag.BEZET,
    "NOANSWER": Uitslag.GEEN_ANTWOORD,
    "CANCEL": Uitslag.GEEN_ANTWOORD,
    "DONTCALL": Uitslag.GEWEIGERD,
    "TORTURE": Uitslag.GEWEIGERD,
}


@dataclass
class Telefoonlijn:
    """Eén per proces."""

    app: App
    gegevens: Telefoongegevens
    stem: Stem
    maak_vad: Callable[[], Vad]
    herkenner: Herkenner | None = None
    klok: Callable[[], float] = time.monotonic
    hooguit: int = 60
    oproepen: Oproepen = field(init=False)
    _lopers: dict[str, tuple[Gesprekloper, asyncio.Task[None]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.oproepen = Oproepen(self.klok, self.hooguit)

    # --- de beller ---

    def meld_aan(self, id_: str, gebeld: tuple[str, ...], beller: str | None) -> Oproep | None:
        """De centrale kondigt een oproep aan; niets als het nummer onbekend is of de lijn vol."""
        nummer = self.gegevens.gebeld(*gebeld)
        if nummer is None:
            log.warning("onbekend_nummer", oproep=id_)
            return None
        for verlopen in self.oproepen.verlopen():
            self.weg(verlopen)
        return self.oproepen.meld_aan(id_, nummer.gemeente, nummer.taal, beller)

    def begin(self, oproep: Oproep, lijn: Lijn, *, spraak: bool, wekt: bool = True) -> Gesprekloper:
        """Start het gesprek; het loopt door terwijl de centrale een mens belt."""
        loper = Gesprekloper(self.app, self.gegevens, oproep, lijn, spraak, self.klok, wekt)
        taak = asyncio.create_task(self._draai(loper))
        self._lopers[oproep.id] = (loper, taak)
        return loper

    async def _draai(self, loper: Gesprekloper) -> None:
        begin = self.klok()
        try:
            await loper.draai()
        finally:
            self._lopers.pop(loper.oproep.id, None)
            duur = round(self.klok() - begin)
            log.info("oproep_klaar", oproep=loper.oproep.id, uitkomst=loper.uitkomst, seconden=duur)

    def loper(self, oproep: Oproep) -> Gesprekloper | None:
        """Het lopende gesprek van deze oproep."""
        gevonden = self._lopers.get(oproep.id)
        return gevonden[0] if gevonden else None

    def naar_loper(self, oproep: Oproep) -> Meld:
        """Waar gebeurtenissen van deze oproep heen gaan."""

        def meld(g: Gebeurtenis) -> None:
            if (loper := self.loper(oproep)) is not None:
                loper.meld(g)

        return meld

    def maak_geluidslijn(self, meld: Meld, *, spraak: bool) -> Geluidslijn:
        """De geluidskant van één verbinding."""
        tijden = self.gegevens.tijden
        luisteraar = Luisteraar(self.maak_vad(), tijden.einde_open) if spraak else None
        return Geluidslijn(
            self.stem, meld, luisteraar, self.herkenner, (tijden.einde_open, tijden.einde_gesloten)
        )

    @property
    def verstaat(self) -> bool:
        """Of een nieuwe beller mag praten; anders kiest hij met toetsen."""
        return self.herkenner is not None and self.herkenner.plaats

    # --- wat de centrale vertelt ---

    def afloop(self, oproep: Oproep, dialstatus: str) -> bool:
        """Hoe het bellen afliep; waar als de beller terug moet naar de assistent."""
        loper = self.loper(oproep)
        if loper is None:
            return False
        gekozen = oproep.fluister.uitslag if oproep.fluister else None
        if gekozen is Uitslag.VERBONDEN:
            return False
        zonder_keuze = (
            Uitslag.VOICEMAIL if dialstatus == "ANSWER" else _DIALSTATUS.get(dialstatus, Uitslag.STORING)
        )
        loper.meld(Verbonden(gekozen or zonder_keuze))
        return True

    def weg(self, oproep: Oproep) -> None:
        """De beller heeft opgehangen."""
        self.oproepen.vergeet(oproep)
        if (loper := self.loper(oproep)) is not None:
            loper.stop()

    # --- de medewerker ---

    async def met_medewerker(
        self,
        fluister: Fluister,
        geluid: Geluidslijn,
        rij: asyncio.Queue[Gebeurtenis],
        wissel: Coroutine[None, None, None],
    ) -> None:
        """Tot de medewerker gekozen heeft, of ophangt."""
        taken = {asyncio.create_task(self.fluister(fluister, geluid, rij)), asyncio.create_task(wissel)}
        await asyncio.wait(taken, return_when=asyncio.FIRST_COMPLETED)
        for taak in taken:
            taak.cancel()
        await asyncio.gather(*taken, return_exceptions=True)

    async def fluister(
        self, fluister: Fluister, geluid: Geluidslijn, rij: asyncio.Queue[Gebeurtenis]
    ) -> None:
        """Laat de medewerker horen waar het over gaat en wacht op zijn keuze."""
        loper = self.loper(fluister.oproep)
        if loper is None:
            return
        sessie = Fluistersessie(await loper.fluister(), loper.sessie.boek.zin("fluister_toets"))
        opdrachten = sessie.begin()
        while True:
            for opdracht in opdrachten:
                if isinstance(opdracht, Zeg):
                    await geluid.zeg(opdracht)
                elif isinstance(opdracht, Zwijg):
                    await geluid.zwijg()
                elif isinstance(opdracht, HangOp):
                    fluister.uitslag = sessie.uitslag
                    if sessie.uitslag is Uitslag.VERBONDEN:
                        await loper.aangenomen()
                    return
            opdrachten = sessie.verwerk(await self._wacht(rij, sessie.wek_op), self.klok())

    def meelezen(self, fluister: Fluister) -> str | None:
        """Het nummer voor meelezen, als de medewerker aannam en de beller hoorde dat er wordt meegelezen."""
        loper = self.loper(fluister.oproep)
        if loper is None or not fluister.aangenomen or not loper.sessie.stand.leest_mee_gezegd:
            return None
        return self.oproepen.maak_meelezen(fluister.oproep)

    async def lees_mee(self, oproep: Oproep, zinnen: asyncio.Queue[Gebeurtenis]) -> None:
        """Zet wat de beller zegt bij het gesprek, tot de herkenner geen plaats meer heeft; nooit het geluid zelf."""
        while not isinstance(g := await zinnen.get(), HerkennerWeg):
            if isinstance(g, Gezegd) and oproep.gesprek_id is not None:
                try:
                    app = self.app
                    await schrijf_mee(
                        app.opslag, app.omroep, app.lezer, oproep.gesprek_id, g.tekst, app.klok.nu()
                    )
                except AssistentError as fout:
                    log.warning("meelezen_mislukt", oproep=oproep.id, soort=type(fout).__name__)

    async def _wacht(self, rij: asyncio.Queue[Gebeurtenis], wek_op: float | None) -> Gebeurtenis:
        try:
            async with asyncio.timeout(None if wek_op is None else max(0.0, wek_op - self.klok())):
                return await rij.get()
        except TimeoutError:
            return Tik()

    async def sluit(self) -> None:
        """Stop alle gesprekken; de centrale belt dan een mens."""
        taken = [taak for _, taak in self._lopers.values()]
        for taak in taken:
            taak.cancel()
        await asyncio.gather(*taken, return_exceptions=True)
