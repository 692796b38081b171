"""Wat er te zien is bij een klad: het gesprek en de notitie lezen, en daar voorstellen van maken (R18, R34)."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, MutableMapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

import structlog

from assistent.kern.beeld import Gehoord
from assistent.kern.begrippen import Kanaal
from assistent.kern.errors import DialoogOnbereikbaar, GesprekOnbekend
from assistent.kern.kennis import Kennisbank
from assistent.kern.klad import Klad
from assistent.kern.kladgesprek import Stuk, Transcript
from assistent.kern.meekijken import Advies, adviseer
from assistent.ports import Herkennen, Lezen, Opslag

log = structlog.get_logger("meekijken")
MAX_NOTITIE = 4000
LANG = 600
"""Vanaf zoveel tekens wordt de notitie per regel gelezen: alleen de regel waarin getypt wordt verandert."""
Geheugen = MutableMapping[str, Gehoord]
"""Wat de motor in de stukjes van één gesprek hoorde; van het scherm dat openstaat, en weg als dat dichtgaat."""
_OPWARMEN = (
    "mw Jansen 83, gevallen in huis, dochter ver weg, huur achter, 06 12345678",
    "dhr is verward en boos, kinderen van 4 en 9, wil graag hulp bij de administratie",
)


class LeesNotitie(Protocol):
    """De taallaag voor notities."""

    def lees(self, notitie: str, gemeente: str) -> Stuk:
        """Geschoond, met signalen en stukjes voor de taalmotor."""
        ...


@dataclass(frozen=True)
class Kijken:
    """Leest wat er gezegd en genoteerd is; schrijft niets."""

    kennis: Callable[[], Kennisbank]
    notities: LeesNotitie
    lezer: Lezen
    herkenner: Herkennen | None
    opslag: Opslag

    async def kijk(
        self,
        klad: Klad,
        nu: datetime,
        notitie: str | None = None,
        transcript: Transcript | None = None,
        geheugen: Geheugen | None = None,
    ) -> Advies:
        """Alle voorstellen bij dit klad.

        `notitie` is wat nu op het scherm staat, nog niet bewaard. `transcript` is wat al gelezen was; zonder komt het
        uit de database, en dat hoeft niet bij elke toets. Met `geheugen` hoort de motor alleen wat nieuw is.
        """
        tekst = klad.notitie if notitie is None else notitie[:MAX_NOTITIE]
        gezegd = await self.transcript(klad) if transcript is None else transcript
        nu_getypt = await asyncio.to_thread(self._lees_notitie, tekst, klad.gemeente)
        stukken = await self._hoor([*gezegd.stukken, *nu_getypt], geheugen)
        return adviseer(klad, stukken, self.kennis(), nu, gezegd.gesprek)

    def _lees_notitie(self, notitie: str, gemeente: str) -> list[Stuk]:
        regels = notitie.split("\n") if len(notitie) > LANG else [notitie]
        return [self.notities.lees(r, gemeente) for r in regels if r.strip()]

    async def transcript(self, klad: Klad) -> Transcript:
        """Wat er in het telefoongesprek gezegd is, uit de database; is het gewist, dan niets."""
        if klad.gesprek_id is None:
            return Transcript()
        async with self.opslag.transactie() as werk:
            try:
                gesprek = await werk.gesprekken.haal(klad.gesprek_id)
            except GesprekOnbekend:
                return Transcript()
            berichten = await werk.gesprekken.berichten(klad.gesprek_id)
        verstaan = max((b.nummer for b in berichten if b.van == "assistent"), default=0)
        regels = [b.inhoud.get("tekst", "") for b in berichten if b.van == "inwoner" and b.nummer > verstaan]
        stukken = [Stuk(self.lezer.lees(r, klad.gemeente), delen=(r,)) for r in regels if r.strip()]
        return Transcript(gesprek, stukken)

    async def _hoor(self, stukken: Sequence[Stuk], geheugen: Geheugen | None) -> list[Stuk]:
        """Vraag de motor alleen wat zij nog niet hoorde; zonder motor werken signalen en zoeken gewoon door."""
        if self.herkenner is None:
            return list(stukken)
        teksten = [(s.gelezen.tekst, *(d for d in s.delen if d != s.gelezen.tekst)) for s in stukken]
        alle = dict.fromkeys(t for rij in teksten for t in rij)
        geheugen = {} if geheugen is None else geheugen
        bekend = {t: geheugen[t] for t in alle if t in geheugen}
        nieuw = [t for t in alle if t not in bekend]
        if nieuw:
            try:
                bekend.update(zip(nieuw, await self.herkenner.herken(nieuw), strict=True))
            except DialoogOnbereikbaar:
                log.info("zonder_motor")
                return list(stukken)
        # Wat niet meer op het scherm staat blijft ook hier niet staan.
        geheugen.clear()
        geheugen.update(bekend)
        return [
            replace(s, gehoord=tuple(bekend[t] for t in rij)) for s, rij in zip(stukken, teksten, strict=True)
        ]

    async def warm(self, nu: datetime) -> None:
        """Laad wat bij de eerste notitie geladen zou worden; anders wacht de eerste beller van de dag daarop."""
        klad = Klad("opwarmen", next(iter(self.kennis().gemeenten)), Kanaal.TELEFOON, "", nu)
        for notitie in _OPWARMEN:
            await self.kijk(klad, nu, notitie)
