"""De poorten van de kern naar buiten: wat wij nodig hebben, in onze woorden, hoogstens drie handelingen elk."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from assistent.kern.gesprek import Gesprek
from assistent.kern.intake import Intake
from assistent.kern.kennis import Voorziening
from assistent.kern.overdracht import Overdracht
from assistent.kern.signalen import Gelezen, Gevaar


@dataclass(frozen=True, slots=True)
class Bericht:
    """Eén bericht in een gesprek, zoals het bewaard en verstuurd wordt."""

    gesprek_id: str
    nummer: int
    """Oplopend per gesprek; hiermee vraagt een client wat hij mist."""
    van: str
    """inwoner, assistent of medewerker"""
    inhoud: Mapping[str, Any]
    op: datetime
    beurt_id: str | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """Een medewerker; het wachtwoord staat hier niet in."""

    naam: str
    weergavenaam: str
    rollen: frozenset[str]
    gemeente: str
    teams: frozenset[str] = field(default_factory=frozenset)


class Klok(Protocol):
    """De tijd; de kern krijgt haar altijd als gegeven."""

    def nu(self) -> datetime:
        """Het huidige moment, met tijdzone."""
        ...


class Dialoog(Protocol):
    """De dialoogmotor (Rasa): hoort een bericht en voert de gekozen actie uit."""

    @property
    def klaar(self) -> bool:
        """Of de motor geladen is."""
        ...

    async def hoor(self, gesprek_id: str, tekst: str) -> None:
        """Verwerk één geschoond bericht; fout `DialoogOnbereikbaar`."""
        ...

    async def vergeet(self, gesprek_id: str) -> None:
        """Wis wat de motor van dit gesprek bewaart."""
        ...


class Lezen(Protocol):
    """De taallaag."""

    def lees(self, tekst: str, gemeente: str = "", *, contact: bool = False) -> Gelezen:
        """Signalen, gevaar en schone tekst."""
        ...

    def gevaar(self, tekst: str) -> tuple[Gevaar, ...]:
        """Alleen de crisispoort."""
        ...


class Zoeken(Protocol):
    """Vrij zoeken in de sociale kaart."""

    def zoek(
        self, tekst: str, gemeente: str, gebied: str | None = None, hooguit: int = 3
    ) -> list[tuple[Voorziening, float]]:
        """Wat het best past in deze gemeente of landelijk, beste eerst; niets als niets genoeg lijkt."""
        ...


class Berichten(Protocol):
    """De berichten van een gesprek."""

    async def voeg_toe(self, berichten: Sequence[Bericht]) -> None:
        """Voeg berichten toe zonder de stand van het gesprek te raken."""
        ...

    async def berichten(self, gesprek_id: str, na: int = 0) -> list[Bericht]:
        """Berichten na nummer `na`, op volgorde."""
        ...


class Gesprekken(Berichten, Protocol):
    """Gesprekken met hun berichten, binnen één transactie."""

    async def haal(self, gesprek_id: str) -> Gesprek:
        """Fout `GesprekOnbekend`."""
        ...

    async def bewaar(self, gesprek: Gesprek, berichten: Sequence[Bericht] = ()) -> None:
        """Bewaar de stand en de nieuwe berichten samen; fout `Botsing` als een ander eerder schreef."""
        ...

    async def wis(self, gesprek_id: str) -> None:
        """Wis het gesprek met alle berichten."""
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
        self, *, gemeente: str | None = None, teams: Sequence[str] = (), open_: bool = True
    ) -> list[tuple[Overdracht, Intake]]:
        """Intakes voor deze teams, dringendste eerst."""
        ...


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


class Uitbak(Protocol):
    """Wat nog naar buiten moet; overleeft een herstart."""

    async def leg_neer(self, doel: str, overdracht_id: str, op: datetime) -> None:
        """Zet een zending klaar in dezelfde transactie als de intake."""
        ...


class Omroep(Protocol):
    """Live gebeurtenissen naar open schermen; verlies is niet erg, want de database weet alles."""

    async def roep(self, kanaal: str, gebeurtenis: Mapping[str, Any]) -> None:
        """Stuur naar iedereen die op dit kanaal luistert."""
        ...

    def luister(self, kanaal: str) -> AsyncIterator[Mapping[str, Any]]:
        """Gebeurtenissen op dit kanaal, tot de luisteraar stopt."""
        ...


class Accounts(Protocol):
    """Medewerkers."""

    async def meld_aan(self, naam: str, wachtwoord: str, nu: datetime) -> Account | None:
        """Het account, of niets; na te veel pogingen een tijd niets (R97)."""
        ...

    async def haal(self, naam: str) -> Account | None:
        """Het account bij een naam."""
        ...

    async def maak(self, account: Account, wachtwoord: str) -> None:
        """Maak of vervang een account."""
        ...
