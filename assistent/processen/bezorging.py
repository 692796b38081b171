"""Wat er niet doorkomt bij een ander systeem: zien, en nu nog eens proberen (R57)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from assistent.kern.errors import AssistentError, GesprekOnbekend
from assistent.ports import Opslag, Werk, Zending

VAST_NA = 4
"""Na zoveel mislukte pogingen (ruim een minuut) is het geen hapering meer."""
HOOGUIT = 200


@dataclass(frozen=True, slots=True)
class Vast:
    """Eén zending die blijft haken; er staat niets in over de inwoner."""

    zending: Zending
    nummer: str
    """De referentie van de vraag, of leeg bij een gesprek zonder vraag."""


async def vastgelopen(opslag: Opslag, gemeente: str) -> list[Vast]:
    """Wat in deze gemeente steeds mislukt; de verzender blijft het zelf ook proberen."""
    async with opslag.transactie() as werk:
        zendingen = await werk.uitbak.zoek(mislukt=VAST_NA, hooguit=HOOGUIT)
        gevonden = [(z, await _nummer(werk, z, gemeente)) for z in zendingen]
    return [Vast(z, nummer) for z, nummer in gevonden if nummer is not None]


async def probeer_nu(opslag: Opslag, gemeente: str, doel: str, id_: str, nu: datetime) -> None:
    """Zet een zending vooraan, bijvoorbeeld nadat het andere systeem weer werkt; fout `AssistentError`."""
    async with opslag.transactie() as werk:
        zendingen = [z for z in await werk.uitbak.zoek(overdracht_id=id_) if z.doel == doel]
        if not zendingen or await _nummer(werk, zendingen[0], gemeente) is None:
            raise AssistentError("Deze zending is er niet meer.")
        await werk.uitbak.leg_neer(doel, id_, nu)


async def _nummer(werk: Werk, zending: Zending, gemeente: str) -> str | None:
    """De referentie; leeg bij een contactmoment, niets als het van een andere gemeente is."""
    try:
        overdracht, _ = await werk.overdrachten.haal(zending.overdracht_id)
    except GesprekOnbekend:
        momenten = await werk.contactmomenten.zoek(id_=zending.overdracht_id)
        return "" if any(m.gemeente == gemeente for m in momenten) else None
    return overdracht.referentie if overdracht.gemeente == gemeente else None
