"""Poorten naar wat medewerkers en inwoners rond een gesprek achterlaten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from assistent.kern.afspraken import Belafspraak
from assistent.kern.contactmoment import Contactmoment
from assistent.kern.klad import Klad
from assistent.kern.meepraten import Aanwezige, Heeft, Livegesprek
from assistent.kern.oordeel import Oordeel, Telling


class Aanwezigen(Protocol):
    """Open schermen van medewerkers en open chats van inwoners, met een hartslag."""

    async def meld(self, aanwezige: Aanwezige, nu: datetime) -> None:
        """Zet of verleng."""
        ...

    async def weg(self, verbinding: str) -> None:
        """Dit scherm is dicht."""
        ...

    async def zoek(self, nu: datetime, *, gemeente: str = "", wie: str = "") -> list[Aanwezige]:
        """Wie er nu is, van een gemeente of met een naam."""
        ...


class Livegesprekken(Protocol):
    """De wens om nu te praten, en wie opneemt."""

    async def haal(self, overdracht_id: str) -> Livegesprek | None:
        """Het livegesprek bij een overdracht."""
        ...

    async def bewaar(self, live: Livegesprek) -> None:
        """Bewaar met versiecontrole; fout `AlAangenomen` als een ander eerder was."""
        ...

    async def zoek(
        self, heeft: Heeft, *, gemeente: str = "", tot: datetime | None = None
    ) -> list[Livegesprek]:
        """In deze stand, langst wachtende eerst; met `tot` alleen wat dan voorbij is."""
        ...


class Belafspraken(Protocol):
    """Wanneer een team terugbelt."""

    async def bewaar(self, afspraak: Belafspraak, tegelijk: int = 1) -> None:
        """Zet of verander; staan er in dit blok al `tegelijk` afspraken van het team, dan fout `Botsing`."""
        ...

    async def van(self, overdracht_id: str) -> list[Belafspraak]:
        """Alle belafspraken van een overdracht, op tijd."""
        ...

    async def bezet(self, gemeente: str, team: str, vanaf: datetime) -> list[datetime]:
        """Het begin van elk blok dat dit team al heeft vergeven."""
        ...


class Oordelen(Protocol):
    """Oordelen van inwoners, los van hun gesprek."""

    async def geef(self, oordeel: Oordeel) -> None:
        """Bewaar één oordeel; hetzelfde merk vervangt."""
        ...

    async def tel(self, gemeente: str, vanaf: date) -> list[Telling]:
        """Aantallen vanaf een dag, meeste eerst."""
        ...


class Kladjes(Protocol):
    """Gesprekken waar een medewerker mee bezig is."""

    async def haal(self, klad_id: str) -> Klad:
        """Fout `GesprekOnbekend`."""
        ...

    async def bewaar(self, klad: Klad) -> None:
        """Bewaar; wat klaar is wordt gewist. Fout `Botsing` als een ander eerder schreef."""
        ...

    async def zoek(self, *, gemeente: str | None = None, gesprek_id: str | None = None) -> list[Klad]:
        """Kladjes die hierbij passen, oudste eerst."""
        ...


class Contactmomenten(Protocol):
    """Gesprekken van medewerkers, zonder inhoud."""

    async def leg_vast(self, moment: Contactmoment) -> None:
        """Eén gesprek erbij; hetzelfde gesprek vervangt."""
        ...

    async def zoek(
        self, *, id_: str = "", persoon: str = "", gemeente: str = "", vanaf: datetime | None = None
    ) -> list[Contactmoment]:
        """Gesprekken die hierbij passen, oudste eerst; `persoon` is een stempel."""
        ...


class Terugvinden(Protocol):
    """Zoeken op stempels van zoeksleutels (`kern/contactmoment.py`); de sleutels zelf worden niet bewaard."""

    def merk(self, sleutel: str) -> str:
        """De stempel van een zoeksleutel."""
        ...

    async def leg_vast(self, sleutels: Sequence[str], overdracht_id: str, op: datetime) -> None:
        """Maak een overdracht hierop terug te vinden."""
        ...

    async def zoek(self, sleutels: Sequence[str]) -> list[str]:
        """Overdrachten die bij een van de sleutels horen, nieuwste eerst."""
        ...


@dataclass(frozen=True, slots=True)
class Voorsteltelling:
    """Hoe vaak een voorstel gebruikt of weggedaan is."""

    soort: str
    sleutel: str
    gebruikt: bool
    aantal: int


class Voorstellen(Protocol):
    """Tellingen per dag, zonder gesprek erbij."""

    async def tel(self, dag: date, gemeente: str, soort: str, sleutel: str, *, gebruikt: bool) -> None:
        """Eén keer gebruikt of weggedaan."""
        ...

    async def som(self, gemeente: str, vanaf: date) -> Sequence[Voorsteltelling]:
        """Aantallen vanaf een dag, meeste eerst."""
        ...
