"""Een oordeel aannemen en laten tellen; er gaat geen tekst en geen gesprek mee (R122)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from assistent.kern.errors import InvoerOngeldig
from assistent.kern.oordeel import Oordeel, Reden, Waarover
from assistent.ports import Opslag, Werk


@dataclass(frozen=True, slots=True)
class Keuze:
    """Wat de inwoner koos; zonder nummer gaat het over het hele gesprek."""

    goed: bool
    nummer: int | None = None
    reden: Reden | None = None


async def oordeel(opslag: Opslag, gesprek_id: str, sleutel: str, keuze: Keuze, nu: datetime) -> None:
    """Bewaar één oordeel; opnieuw kiezen vervangt. Fouten: `GesprekOnbekend`, `InvoerOngeldig`."""
    async with opslag.transactie() as werk:
        gesprek = await werk.gesprekken.haal(gesprek_id)
        over = "" if keuze.nummer is None else await _sleutel_van(werk, gesprek_id, keuze.nummer)
        await werk.oordelen.geef(
            Oordeel(
                merk=hashlib.sha256(f"{sleutel}:{keuze.nummer}".encode()).hexdigest()[:32],
                dag=nu.date(),
                gemeente=gesprek.gemeente,
                waarover=Waarover.GESPREK if keuze.nummer is None else Waarover.ANTWOORD,
                goed=keuze.goed,
                sleutel=over,
                # Wie tevreden is hoeft niets uit te leggen.
                reden=None if keuze.goed else keuze.reden,
            )
        )


async def _sleutel_van(werk: Werk, gesprek_id: str, nummer: int) -> str:
    """De sleutel van het antwoord; de client bepaalt dus niet wat er geteld wordt."""
    for bericht in await werk.gesprekken.berichten(gesprek_id, nummer - 1):
        if bericht.nummer == nummer and bericht.van == "assistent" and bericht.inhoud.get("sleutel"):
            return str(bericht.inhoud["sleutel"])[:80]
    raise InvoerOngeldig("Over dit bericht kunt u geen oordeel geven.")
