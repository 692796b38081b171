"""Poorten naar wie er is en wat hij zag."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Account:
    """Een medewerker; het wachtwoord staat hier niet in."""

    naam: str
    weergavenaam: str
    rollen: frozenset[str]
    gemeente: str
    teams: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Aanvraag:
    """Een aanmelding die naar de aanbieder is gestuurd; alleen wie dit heeft kan haar afronden."""

    waarheen: str
    status: str
    nonce: str
    bewijs: str
    """De geheime helft van PKCE."""


class Accounts(Protocol):
    """Medewerkers."""

    async def meld_aan(self, naam: str, wachtwoord: str, nu: datetime, code: str = "") -> Account | None:
        """Het account, of niets; na te veel pogingen een tijd niets (R97)."""
        ...

    async def haal(self, naam: str) -> Account | None:
        """Het account bij een naam."""
        ...

    async def maak(self, account: Account, wachtwoord: str | None) -> None:
        """Maak of vervang een account; zonder wachtwoord alleen via de gemeente (OIDC)."""
        ...

    async def alle(self, gemeente: str) -> list[Account]:
        """De accounts van een gemeente."""
        ...

    async def wis(self, naam: str) -> None:
        """Wis een account met zijn sessies."""
        ...

    @property
    def sessies(self) -> Sessies:
        """Wie is aangemeld."""
        ...

    @property
    def codes(self) -> Codes | None:
        """De tweede stap, als er een kluis is."""
        ...


class Sessies(Protocol):
    """Aangemelde sessies; de browser heeft alleen een geheim woord."""

    async def begin(self, naam: str, nu: datetime) -> str:
        """Begin een sessie; geeft het woord."""
        ...

    async def haal(self, woord: str, nu: datetime) -> str | None:
        """De accountnaam, zolang de sessie geldt."""
        ...

    async def beeindig(self, *, woord: str = "", naam: str = "") -> None:
        """Sluit één sessie, of alle van een account."""
        ...


class Codes(Protocol):
    """De tweede stap bij aanmelden (TOTP)."""

    def nieuw(self, naam: str) -> tuple[str, str]:
        """Een nieuw geheim en het adres voor de app."""
        ...

    async def zet(self, naam: str, geheim: str, code: str, nu: datetime) -> bool:
        """Zet haar aan als de code klopt."""
        ...

    async def weg(self, naam: str) -> None:
        """Zet haar uit."""
        ...


class Aanbieder(Protocol):
    """Aanmelden bij de gemeente (OpenID Connect)."""

    async def begin(self, terug: str, nu: datetime) -> Aanvraag:
        """Waar de browser heen gaat; fout `AanmeldenMislukt`."""
        ...

    async def rond_af(self, code: str, aanvraag: Aanvraag, terug: str, nu: datetime) -> Mapping[str, Any]:
        """De claims van wie terugkomt; fout `AanmeldenMislukt`."""
        ...


@dataclass(frozen=True, slots=True)
class Inzage:
    """Eén regel uit het inzagelog."""

    op: datetime
    account: str
    wat: str
    onderwerp_id: str
    """Nummer van de overdracht of het gesprek; nooit een naam."""


class Inzagelog(Protocol):
    """Wie wat zag; groeit alleen (AVG 32)."""

    async def leg_vast(self, account: str, wat: str, onderwerp_id: str, op: datetime) -> None:
        """Schrijf één inzage op; lukt dat niet, dan ook geen inzage (fout `OpslagOnbereikbaar`)."""
        ...

    async def lees(self, onderwerp_id: str | None = None, hooguit: int = 200) -> list[Inzage]:
        """De nieuwste eerst; met een nummer alleen die over dat onderwerp."""
        ...
