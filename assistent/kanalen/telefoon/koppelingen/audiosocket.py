"""Asterisk AudioSocket: TCP, één byte soort, twee bytes lengte, dan de inhoud; Asterisk belt, wij luisteren.

Er is geen aanmelding en geen versleuteling in dit protocol: alleen op loopback of een eigen VLAN, en alleen voor oproepen die
vooraf zijn aangemeld. DTMF komt mee vanaf Asterisk 20.14, 21.9 en 22.4.
"""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field

import structlog

from assistent.kanalen.telefoon.gebeurtenissen import Gebeurtenis, Toets
from assistent.kanalen.telefoon.geluid import Geluidslijn
from assistent.kanalen.telefoon.koppelingen.centrale import TOETSEN, neem_op
from assistent.kanalen.telefoon.luisteraar import STUK
from assistent.kanalen.telefoon.oproepen import Fluister, Oproep, Volgende
from assistent.kanalen.telefoon.telefoonlijn import Meld, Telefoonlijn

log = structlog.get_logger("audiosocket")
EINDE, NUMMER, TOETS, GELUID, FOUT = 0x00, 0x01, 0x03, 0x10, 0xFF
EERSTE_BINNEN = 2.0
"""Seconden voor het oproepnummer; Asterisk stuurt het meteen."""
STIL_BINNEN = 120.0
"""Zo lang niets van de centrale is een verbroken verbinding; ruim, want sommige toestellen sturen geen stilte."""


@dataclass
class AudioSocket:
    """De TCP-server."""

    lijn: Telefoonlijn
    _server: asyncio.Server | None = None
    _bezig: dict[asyncio.Task[None], asyncio.StreamWriter] = field(default_factory=dict)

    async def start(self, adres: str, poort: int) -> int:
        """Luister; geeft de poort (handig bij 0)."""
        self._server = await asyncio.start_server(self._verbinding, adres, poort)
        return int(self._server.sockets[0].getsockname()[1])

    async def stop(self) -> None:
        """Neem niets meer aan en sluit wat openstaat; de centrale belt voor die bellers een mens."""
        if self._server is not None:
            self._server.close()
        for schrijver in self._bezig.values():
            schrijver.close()
        if self._bezig:
            await asyncio.wait(list(self._bezig), timeout=1)

    async def _verbinding(self, lezer: asyncio.StreamReader, schrijver: asyncio.StreamWriter) -> None:
        taak = asyncio.current_task()
        assert taak is not None
        self._bezig[taak] = schrijver
        try:
            id_ = await self._nummer(lezer)
            if (oproep := self.lijn.oproepen.vind(id_)) is not None and not oproep.aan_de_lijn:
                await self._beller(oproep, lezer, schrijver)
            elif (fluister := self.lijn.oproepen.fluister(id_)) is not None and fluister.uitslag is None:
                await self._medewerker(fluister, lezer, schrijver)
            elif (oproep := self.lijn.oproepen.neem_meelezen(id_)) is not None:
                await self._meelezer(oproep, lezer, schrijver)
            else:
                log.warning("oproep_geweigerd", oproep=id_ or "?")
        except (ConnectionError, TimeoutError) as fout:
            log.warning("verbinding_weg", soort=type(fout).__name__)
        finally:
            schrijver.close()
            with suppress(ConnectionError):
                await schrijver.wait_closed()
            self._bezig.pop(taak, None)

    async def _nummer(self, lezer: asyncio.StreamReader) -> str:
        """Het oproepnummer uit het eerste bericht; leeg als het geen AudioSocket is."""
        with suppress(asyncio.IncompleteReadError):
            async with asyncio.timeout(EERSTE_BINNEN):
                kop = await lezer.readexactly(3)
                if kop[0] == NUMMER and int.from_bytes(kop[1:]) == 16:
                    return str(uuid.UUID(bytes=await lezer.readexactly(16)))
        return ""

    async def _beller(
        self, oproep: Oproep, lezer: asyncio.StreamReader, schrijver: asyncio.StreamWriter
    ) -> None:
        """Het geluid van de beller; bij terugkomst na een mislukte doorverbinding loopt het gesprek door."""
        centrale = neem_op(self.lijn, oproep)
        losgelaten = False

        async def laat_los() -> None:
            nonlocal losgelaten
            losgelaten = True
            await self._stuur(schrijver, EINDE, b"")

        oproep.aan_de_lijn, oproep.volgende, centrale.laat_los = True, Volgende.LUISTER, laat_los
        try:
            await self._wissel(centrale.geluid, lezer, schrijver, self.lijn.naar_loper(oproep))
        finally:
            oproep.aan_de_lijn, oproep.los_sinds, centrale.laat_los = False, self.lijn.klok(), None
            if not losgelaten:
                self.lijn.weg(oproep)

    async def _medewerker(
        self, fluister: Fluister, lezer: asyncio.StreamReader, schrijver: asyncio.StreamWriter
    ) -> None:
        rij: asyncio.Queue[Gebeurtenis] = asyncio.Queue()
        geluid = self.lijn.maak_geluidslijn(rij.put_nowait, spraak=False)
        wissel = self._wissel(geluid, lezer, schrijver, rij.put_nowait)
        await self.lijn.met_medewerker(fluister, geluid, rij, wissel)
        await self._stuur(schrijver, EINDE, b"")

    async def _meelezer(
        self, oproep: Oproep, lezer: asyncio.StreamReader, schrijver: asyncio.StreamWriter
    ) -> None:
        """Een tweede stroom van de beller terwijl hij met de medewerker praat; wij zeggen daar niets in."""
        zinnen: asyncio.Queue[Gebeurtenis] = asyncio.Queue()
        geluid = self.lijn.maak_geluidslijn(zinnen.put_nowait, spraak=True)
        schrijft = asyncio.create_task(self.lijn.lees_mee(oproep, zinnen))
        try:
            await self._wissel(geluid, lezer, schrijver, zinnen.put_nowait)
        finally:
            schrijft.cancel()
            await geluid.sluit()

    async def _wissel(
        self,
        geluid: Geluidslijn,
        lezer: asyncio.StreamReader,
        schrijver: asyncio.StreamWriter,
        meld: Meld,
    ) -> None:
        """Geluid heen en terug tot een van beide kanten stopt."""

        async def stuur(stuk: bytes) -> None:
            await self._stuur(schrijver, GELUID, stuk)

        spreker = asyncio.create_task(geluid.speel(stuur))
        try:
            async for soort, inhoud in berichten(lezer):
                if soort == GELUID:
                    for plek in range(0, len(inhoud) - STUK + 1, STUK):
                        geluid.hoor(inhoud[plek : plek + STUK])
                elif soort == TOETS and inhoud.decode("ascii", "replace") in TOETSEN and inhoud:
                    meld(Toets(inhoud.decode("ascii")))
                elif soort in (EINDE, FOUT):
                    return
        finally:
            spreker.cancel()
            await asyncio.gather(spreker, return_exceptions=True)

    @staticmethod
    async def _stuur(schrijver: asyncio.StreamWriter, soort: int, inhoud: bytes) -> None:
        if schrijver.is_closing():
            return
        with suppress(ConnectionError):
            schrijver.write(bytes([soort]) + len(inhoud).to_bytes(2) + inhoud)
            await schrijver.drain()


async def berichten(lezer: asyncio.StreamReader) -> AsyncIterator[tuple[int, bytes]]:
    """De berichten tot de centrale ophangt; een onbekende soort of te lange stilte is ook het einde."""
    while True:
        try:
            async with asyncio.timeout(STIL_BINNEN):
                kop = await lezer.readexactly(3)
                inhoud = await lezer.readexactly(int.from_bytes(kop[1:]))
        except asyncio.IncompleteReadError:
            return
        if kop[0] not in (EINDE, TOETS, GELUID, FOUT) and not 0x11 <= kop[0] <= 0x18:
            log.warning("rommel", soort=f"{kop[0]:#04x}")
            return
        yield kop[0], inhoud
