"""Wat een beller tegen een medewerker zegt, op het scherm van die medewerker: geschoond, en alleen waar dat is afgesproken."""

from __future__ import annotations

from datetime import datetime

from assistent.ports import Bericht, Lezen, Omroep, Opslag


async def schrijf_mee(
    opslag: Opslag, omroep: Omroep, lezer: Lezen, gesprek_id: str, tekst: str, nu: datetime
) -> None:
    """Zet één zin bij het gesprek en meld dat aan het meekijkscherm; de bot antwoordt niet.

    Fouten: `GesprekOnbekend` (de inwoner heeft gewist), `Botsing`, `OpslagOnbereikbaar`.
    """
    async with opslag.transactie() as werk:
        gesprek = await werk.gesprekken.haal(gesprek_id)
        gelezen = lezer.lees(tekst, gesprek.gemeente)
        nummer = await werk.gesprekken.laatste(gesprek_id) + 1
        bericht = Bericht(gesprek_id, nummer, "inwoner", {"tekst": gelezen.tekst}, nu)
        await werk.gesprekken.bewaar(gesprek, [bericht])
    await omroep.roep(f"meekijken:{gesprek_id}", {"soort": "bericht"})
