"""Wie er nu met de telefoonassistent praat, zodat een medewerker kan meekijken of opnemen zonder te zoeken (R18, R61)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from assistent.kern.begrippen import Klasse
from assistent.kern.errors import GesprekOnbekend
from assistent.kern.kennis import Kennisbank
from assistent.ports import Account, Oproeplog, Opslag, Werk
from assistent.processen.aanbieden import van_gesprek

LANGST = timedelta(hours=1)
"""Een telefoontje dat langer loopt staat er niet meer bij: meestal viel de lijn weg zonder dat iemand dat meldde."""
RECHT = "telefoon.opnemen"


@dataclass(frozen=True, slots=True)
class Beller:
    """Eén telefoongesprek dat nu loopt; geen naam, geen nummer en geen woorden."""

    gesprek_id: str
    sinds: datetime
    gevaar: bool = False
    referentie: str = ""
    """Het nummer dat de medewerker aan de telefoon hoort, als de assistent de vraag al doorgaf."""


@dataclass(frozen=True)
class Bellers:
    """De telefoongesprekken van een gemeente."""

    kennis: Callable[[], Kennisbank]
    opslag: Opslag
    oproeplog: Oproeplog

    async def lijst(self, wie: Account, nu: datetime) -> list[Beller]:
        """Wie er belt en nog door niemand is geopend, gevaar eerst, dan wie het langst belt; alleen voor wie opneemt."""
        if not self.kennis().rechten.mag(wie.rollen, RECHT):
            return []
        lopend = await self.oproeplog.zoek(gemeente=wie.gemeente, vanaf=nu - LANGST)
        if not lopend:
            return []
        async with self.opslag.transactie() as werk:
            bezet = {k.gesprek_id for k in await werk.kladjes.zoek(gemeente=wie.gemeente)}
            vrij = [o for o in lopend if o.gesprek_id not in bezet]
            alle = [await _beller(werk, o.gesprek_id, o.begonnen, wie.gemeente) for o in vrij]
        return sorted((b for b in alle if b), key=lambda b: (not b.gevaar, b.sinds))

    async def gesprek(self, oproep: str) -> str | None:
        """Het gesprek bij een oproepnummer van de centrale (screenpop); niets als het onbekend is."""
        gevonden = await self.oproeplog.zoek(id_=oproep) if oproep else []
        return gevonden[0].gesprek_id if gevonden else None


async def _beller(werk: Werk, gesprek_id: str, sinds: datetime, gemeente: str) -> Beller | None:
    try:
        gesprek = await werk.gesprekken.haal(gesprek_id)
    except GesprekOnbekend:
        return None
    if gesprek.gemeente != gemeente:
        return None
    overdracht = await van_gesprek(werk, gesprek)
    return Beller(
        gesprek_id,
        sinds,
        gevaar=gesprek.klasse == Klasse.CRISIS.value,
        referentie=overdracht.referentie if overdracht else "",
    )
