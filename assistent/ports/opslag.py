"""Poorten naar één transactie: intakes en wat er nog naar buiten moet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from assistent.kern.intake import Intake
from assistent.kern.overdracht import Overdracht
from assistent.ports.bijhouden import (
    Aanwezigen,
    Belafspraken,
    Contactmomenten,
    Kladjes,
    Livegesprekken,
    Oordelen,
    Terugvinden,
    Voorstellen,
)
from assistent.ports.gesprekken import Gesprekken


class Opslag(Protocol):
    """Een transactie over gesprekken, overdrachten en uitbak samen."""

    def transactie(self) -> AbstractAsyncContextManager[Werk]:
        """Alles of niets."""
        ...


class Werk(Protocol):
    """Wat er binnen één transactie te doen is."""

    @property
    def gesprekken(self) -> Gesprekken:
        """De gesprekken."""
        ...

    @property
    def overdrachten(self) -> Overdrachten:
        """De overdrachten."""
        ...

    @property
    def uitbak(self) -> Uitbak:
        """Wat nog naar buiten moet."""
        ...

    @property
    def kladjes(self) -> Kladjes:
        """Gesprekken waar een medewerker mee bezig is."""
        ...

    @property
    def contactmomenten(self) -> Contactmomenten:
        """Gesprekken van medewerkers, zonder inhoud."""
        ...

    @property
    def terugvinden(self) -> Terugvinden:
        """Iemand terugvinden die eerder een vraag had."""
        ...

    @property
    def voorstellen(self) -> Voorstellen:
        """Hoe vaak een voorstel aan een medewerker hielp."""
        ...

    @property
    def oordelen(self) -> Oordelen:
        """Wat inwoners van de antwoorden vinden."""
        ...

    @property
    def aanwezigen(self) -> Aanwezigen:
        """Wie er nu is."""
        ...

    @property
    def livegesprekken(self) -> Livegesprekken:
        """Wie met een inwoner praat."""
        ...

    @property
    def belafspraken(self) -> Belafspraken:
        """Wanneer een team terugbelt."""
        ...


class Overdrachten(Protocol):
    """Intakes op weg naar een mens, binnen één transactie."""

    async def haal(self, overdracht_id: str) -> tuple[Overdracht, Intake]:
        """Fout `GesprekOnbekend` als hij er niet is."""
        ...

    async def bewaar(self, overdracht: Overdracht, intake: Intake | None = None) -> None:
        """Bewaar met versiecontrole; fout `AlAangenomen` als een ander eerder was."""
        ...

    async def zoek(
        self,
        *,
        gemeente: str | None = None,
        teams: Sequence[str] = (),
        open_: bool = True,
        let_op_tot: datetime | None = None,
        referentie: str | None = None,
    ) -> list[tuple[Overdracht, Intake]]:
        """Intakes voor deze teams, dringendste eerst; met `let_op_tot` alleen waar de bewaking naar moet kijken."""
        ...


@dataclass(frozen=True, slots=True)
class Zending:
    """Eén overdracht op weg naar één doel, met de stappen die al klaar zijn."""

    doel: str
    overdracht_id: str
    volgende: datetime | None
    """Wanneer er weer iets te doen is; niets als alles verstuurd is."""
    ronde: int = 0
    """Gaat omhoog als de overdracht verandert: wat een oudere ronde klaar noemt is dan niet klaar."""
    pogingen: int = 0
    gedaan: datetime | None = None
    fout: str = ""
    """Soort van de laatste fout; nooit tekst van een ander systeem."""
    stappen: Mapping[str, str] = field(default_factory=dict)
    """Naam van een afgeronde stap naar de verwijzing bij het doel."""


class Uitbak(Protocol):
    """Wat nog naar buiten moet; overleeft een herstart."""

    async def leg_neer(self, doel: str, overdracht_id: str, op: datetime) -> None:
        """Zet een zending klaar in dezelfde transactie als de intake; ligt zij er al, dan begint een nieuwe ronde."""
        ...

    async def zoek(
        self,
        *,
        tot: datetime | None = None,
        overdracht_id: str | None = None,
        mislukt: int = 0,
        hooguit: int = 50,
    ) -> list[Zending]:
        """Zendingen die vóór `tot` aan de beurt zijn, langst wachtende eerst; of alle van één overdracht.

        Met `mislukt` alleen wat al zo vaak achter elkaar niet lukte.
        """
        ...

    async def noteer(self, zending: Zending) -> None:
        """Bewaar de stappen, en de stand als er intussen geen nieuwe ronde begon."""
        ...
