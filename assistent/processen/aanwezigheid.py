"""Wie er nu is: een open werkbak of een open chat meldt zich, en wie stil wordt verdwijnt (R46, R57)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from assistent.kern.errors import GesprekOnbekend
from assistent.kern.kennis import Kennisbank
from assistent.kern.meepraten import HOUDBAAR, Aanwezige, Heeft, team_dat_er_is
from assistent.ports import Account, Omroep, Opslag, Werk

KCC = "kcc"
"""Soort team dat altijd mag opnemen als de trekker er niet is."""


def als_inwoner(gesprek_id: str) -> str:
    """De naam waaronder de chat van een inwoner aanwezig is."""
    return f"gesprek:{gesprek_id}"


async def team_nu(werk: Werk, kennis: Kennisbank, gemeente: str, trekker: str, nu: datetime) -> str | None:
    """Het team waarvan nu iemand vrij is om te praten; niets als er niemand is (R69)."""
    aanwezigen = await werk.aanwezigen.zoek(nu, gemeente=gemeente)
    er = {a.wie for a in aanwezigen}
    # Wie nog een gesprek openheeft met een inwoner die weg is, kan wel opnemen.
    live = await werk.livegesprekken.zoek(Heeft.MENS, gemeente=gemeente)
    bezig = [g.door for g in live if g.door and als_inwoner(g.gesprek_id) in er]
    kcc = [t.sleutel for t in kennis.gemeenten[gemeente].teams.values() if t.soort == KCC]
    return team_dat_er_is(aanwezigen, trekker, kcc, bezig)


async def inwoner_is_er(werk: Werk, gesprek_id: str, nu: datetime) -> bool:
    """Of de inwoner de chat nog open heeft."""
    return bool(await werk.aanwezigen.zoek(nu, wie=als_inwoner(gesprek_id)))


@dataclass(frozen=True)
class Aanwezigheid:
    """Melden en kijken wie er is."""

    kennis: Callable[[], Kennisbank]
    opslag: Opslag
    omroep: Omroep

    async def meld(self, wie: Account, verbinding: str, beschikbaar: bool, nu: datetime) -> None:
        """Een open scherm van een medewerker; vertelt collega's alleen wat verandert."""
        async with self.opslag.transactie() as werk:
            voor = await werk.aanwezigen.zoek(nu, wie=wie.naam)
            mag = self.kennis().rechten.mag(wie.rollen, "gesprek.overnemen")
            scherm = Aanwezige(
                verbinding, wie.naam, wie.gemeente, nu + HOUDBAAR, wie.teams, beschikbaar=beschikbaar and mag
            )
            await werk.aanwezigen.meld(scherm, nu)
        if {a.beschikbaar for a in voor} != {scherm.beschikbaar}:
            await self._roep(wie.gemeente)

    async def weg(self, wie: Account, verbinding: str, nu: datetime) -> None:
        """Een scherm van een medewerker gaat dicht: meteen niet meer beschikbaar, en na `HOUDBAAR` echt weg.

        Zo is een herladen pagina geen vertrek uit een lopend gesprek.
        """
        async with self.opslag.transactie() as werk:
            scherm = Aanwezige(verbinding, wie.naam, wie.gemeente, nu + HOUDBAAR, wie.teams)
            await werk.aanwezigen.meld(scherm, nu)
        await self._roep(wie.gemeente)

    async def zet(self, wie: Account, beschikbaar: bool, nu: datetime) -> None:
        """Beschikbaar of even niet, voor alle open schermen van deze medewerker."""
        async with self.opslag.transactie() as werk:
            schermen = await werk.aanwezigen.zoek(nu, wie=wie.naam)
        for scherm in schermen:
            await self.meld(wie, scherm.verbinding, beschikbaar, nu)

    async def collegas(self, wie: Account, nu: datetime) -> list[Aanwezige]:
        """Wie er van deze gemeente is, één keer per persoon; inwoners staan er niet bij."""
        async with self.opslag.transactie() as werk:
            alle = await werk.aanwezigen.zoek(nu, gemeente=wie.gemeente)
        mensen = {a.wie: a for a in sorted(alle, key=lambda a: a.beschikbaar) if a.teams}
        return sorted(mensen.values(), key=lambda a: a.wie)

    async def meld_inwoner(self, gesprek_id: str, verbinding: str, nu: datetime) -> None:
        """De chat is open; alleen van belang als er een vraag bij een team ligt."""
        async with self.opslag.transactie() as werk:
            try:
                gesprek = await werk.gesprekken.haal(gesprek_id)
            except GesprekOnbekend:
                return
            nieuw = not await inwoner_is_er(werk, gesprek_id, nu)
            chat = Aanwezige(verbinding, als_inwoner(gesprek_id), gesprek.gemeente, nu + HOUDBAAR)
            await werk.aanwezigen.meld(chat, nu)
        if nieuw:
            await self._vertel_medewerker(gesprek_id)

    async def inwoner_weg(self, gesprek_id: str, verbinding: str) -> None:
        """De chat ging dicht: wie met de inwoner praat ziet dat."""
        async with self.opslag.transactie() as werk:
            await werk.aanwezigen.weg(verbinding)
        await self._vertel_medewerker(gesprek_id)

    async def _vertel_medewerker(self, gesprek_id: str) -> None:
        await self.omroep.roep(f"typt:{gesprek_id}", {"soort": "inwoner"})

    async def _roep(self, gemeente: str) -> None:
        await self.omroep.roep(f"werkbak:{gemeente}", {"soort": "ververs"})
