"""Poorten naar systemen van de gemeente buiten ons."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from assistent.kern.contactmoment import Contactmoment
from assistent.kern.intake import Intake
from assistent.kern.overdracht import Overdracht

Klaar = Callable[[str, str], Awaitable[None]]
"""Onthoud een afgeronde stap met de verwijzing, vóór de volgende begint."""


@dataclass(frozen=True, slots=True)
class Terug:
    """Wat een doel over een overdracht terugmeldt."""

    afgerond: bool
    door: str = ""
    """Wie het daar heeft opgepakt; leeg als nog niemand."""


class Doel(Protocol):
    """Iets buiten ons dat een overdracht moet kennen; een nieuw doel is één bestand in `adapters/doelen`."""

    @property
    def naam(self) -> str:
        """De naam in de uitbak."""
        ...

    @property
    def rol(self) -> str:
        """`systeem` (het team werkt erin), `vangnet` (alleen als er geen systeem past) of `extra` (komt erbij)."""
        ...

    def past(self, overdracht: Overdracht) -> bool:
        """Of dit doel de trekker van deze overdracht bereikt."""
        ...

    async def werk_bij(
        self, overdracht: Overdracht, intake: Intake, stappen: Mapping[str, str], klaar: Klaar
    ) -> None:
        """Breng het doel op de stand van de overdracht; mag vaker en kan overal beginnen.

        Fouten: `DoelOnbereikbaar` (later opnieuw) en `DoelWeigert` (een mens moet kijken; we blijven proberen).
        """
        ...

    async def lees_terug(self, stappen: Mapping[str, str]) -> Terug | None:
        """Wat daar met de overdracht gebeurde; niets als het doel dat niet vertelt."""
        ...


class Contactregister(Protocol):
    """Een systeem buiten ons dat elk contact met een inwoner kent, ook zonder overdracht."""

    async def leg_vast(self, moment: Contactmoment, stappen: Mapping[str, str], klaar: Klaar) -> None:
        """Zet het contact daar één keer neer; fouten als bij `Doel.werk_bij`."""
        ...


class Post(Protocol):
    """Berichten naar buiten, zonder inhoud van een intake."""

    async def stuur(self, aan: str, onderwerp: str, tekst: str) -> None:
        """Stuur één bericht; fout `PostOnbereikbaar` als dat nu niet lukt."""
        ...
