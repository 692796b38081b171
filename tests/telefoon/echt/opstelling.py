"""Zet een echte Asterisk, de proefdienst en SIP-toestellen op, elk als eigen proces op loopback."""

from __future__ import annotations

import asyncio
import json
import os
import re
import shutil
import socket
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from assistent.config import WORTEL

HIER = Path(__file__).parent
WAVKOP = 44
MEEGELEVERD = WORTEL / "telefonie" / "asterisk"


def map_van_onderdelen() -> Path:
    """Waar bouw/telefoon.sh de onderdelen zet."""
    vast = os.environ.get("TOEGANG_TELEFOON")
    thuis = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(vast) if vast else Path(thuis) / "toegangsassistent" / "telefoon"


def ontbreekt(*onderdelen: str) -> str:
    """De reden om over te slaan; leeg als alles er is."""
    map_ = map_van_onderdelen()
    weg = [o for o in onderdelen if not (map_ / o).exists()]
    return f"{', '.join(weg)} ontbreekt; draai `bash bouw/telefoon.sh`" if weg else ""


def vrije_poort(soort: int = socket.SOCK_STREAM) -> int:
    """Een poort die nu vrij is."""
    with socket.socket(socket.AF_INET, soort) as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


@dataclass
class Proces:
    """Een programma dat JSON-regels meldt."""

    proces: asyncio.subprocess.Process
    gemeld: list[dict[str, Any]] = field(default_factory=list)
    _lezer: asyncio.Task[None] | None = None

    @classmethod
    async def start(cls, *opdracht: str) -> Proces:
        proces = await asyncio.create_subprocess_exec(
            *opdracht, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, cwd=WORTEL
        )
        zelf = cls(proces)
        zelf._lezer = asyncio.create_task(zelf._lees())
        try:
            # Ruim: het echte taalmodel laadt op een drukke machine meer dan een minuut.
            await zelf.wacht("klaar", seconden=200)
        except BaseException:
            await zelf.stop()
            raise
        return zelf

    async def _lees(self) -> None:
        assert self.proces.stdout is not None
        async for regel in self.proces.stdout:
            if regel.startswith(b"{"):
                self.gemeld.append(json.loads(regel))

    async def doe(self, **opdracht: Any) -> None:
        """Eén opdracht."""
        assert self.proces.stdin is not None
        self.proces.stdin.write(json.dumps(opdracht).encode() + b"\n")
        await self.proces.stdin.drain()

    async def wacht(self, wat: str, seconden: float = 15, vanaf: int = 0, **velden: Any) -> dict[str, Any]:
        """De eerste melding die past."""
        async with asyncio.timeout(seconden):
            while True:
                for melding in self.gemeld[vanaf:]:
                    assert melding["wat"] != "fout", melding["reden"]
                    if melding["wat"] == wat and all(melding.get(k) == v for k, v in velden.items()):
                        return melding
                await asyncio.sleep(0.02)

    async def stop(self) -> None:
        """Beëindig en wacht."""
        if self.proces.returncode is None:
            self.proces.kill()
        await self.proces.wait()
        if self._lezer is not None:
            await self._lezer


@dataclass
class Opstelling:
    """Alles voor één test."""

    map_: Path
    sip: int = 0
    beller: Proces | None = None
    medewerkers: dict[str, Proces] = field(default_factory=dict)
    dienst: Proces | None = None
    asterisk: asyncio.subprocess.Process | None = None
    poort: int = 0
    geluid: int = 0

    async def begin(self, *zinnen: str, wijze: str = "bel", medewerkers: tuple[str, ...] = ("kcc",)) -> None:
        """Start de dienst, de toestellen en Asterisk."""
        onderdelen = map_van_onderdelen()
        python = str(onderdelen / "python" / "bin" / "python")
        self.poort, self.geluid, self.sip = vrije_poort(), vrije_poort(), vrije_poort(socket.SOCK_DGRAM)
        await self.start_dienst(*zinnen)
        self.beller = await Proces.start(python, str(HIER / "beller.py"), str(vrije_poort(socket.SOCK_DGRAM)))
        poorten = {naam: vrije_poort(socket.SOCK_DGRAM) for naam in medewerkers}
        for naam, poort in poorten.items():
            self.medewerkers[naam] = await Proces.start(python, str(HIER / "beller.py"), str(poort))
        etc = self._schrijf_config(onderdelen, poorten, wijze)
        self.asterisk = await asyncio.create_subprocess_exec(
            str(onderdelen / "asterisk"), "-C", str(etc), "-f", "-n",
            stdout=(self.map_ / "asterisk.uit").open("w"), stderr=asyncio.subprocess.STDOUT,
        )  # fmt: skip
        await self._tot(
            lambda: "Asterisk Ready" in (self.map_ / "asterisk.uit").read_text("utf-8", "replace"), 20
        )

    async def meer_bellers(self, aantal: int) -> list[Proces]:
        """Meer toestellen; één toestel kan vier gesprekken tegelijk aan."""
        python = str(map_van_onderdelen() / "python" / "bin" / "python")
        start = [
            Proces.start(python, str(HIER / "beller.py"), str(vrije_poort(socket.SOCK_DGRAM)))
            for _ in range(aantal)
        ]
        nieuw = await asyncio.gather(*start)
        self.medewerkers |= {f"extra-{n}": p for n, p in enumerate(nieuw)}
        return nieuw

    async def start_dienst(self, *zinnen: str) -> None:
        """De telefoonlijn als los proces."""
        self.dienst = await Proces.start(
            sys.executable, "-m", "tests.telefoon.echt.proefdienst", str(self.poort), str(self.geluid),
            str(map_van_onderdelen() / "espeak-ng"), *zinnen,
        )  # fmt: skip

    def _schrijf_config(self, onderdelen: Path, poorten: dict[str, int], wijze: str) -> Path:
        """De meegeleverde configuratie, met alleen de poorten van deze test erin."""
        etc, wortel = self.map_ / "etc", (onderdelen / "asterisk-root").resolve()
        shutil.copytree(MEEGELEVERD, etc)
        for plek in ("run", "log", "spool", "lib/keys"):
            (self.map_ / plek).mkdir(parents=True)
        if (wortel / "usr/share/asterisk/documentation").is_dir():
            shutil.copytree(wortel / "usr/share/asterisk/documentation", self.map_ / "lib/documentation")
        (etc / "asterisk.conf").write_text(
            "[directories]\n"
            f"astetcdir => {etc}\nastmoddir => {wortel}/usr/lib/x86_64-linux-gnu/asterisk/modules\n"
            f"astvarlibdir => {self.map_}/lib\nastdbdir => {self.map_}/lib\nastkeydir => {self.map_}/lib\n"
            f"astdatadir => {wortel}/usr/share/asterisk\nastagidir => {self.map_}/lib\n"
            f"astspooldir => {self.map_}/spool\nastrundir => {self.map_}/run\nastlogdir => {self.map_}/log\n"
            "[options]\nverbose = 3\n"
        )
        for naam in ("logger",):
            (etc / f"{naam}.conf").write_text(
                "[general]\n[logfiles]\nconsole => notice,warning,error,verbose\n"
            )
        for naam in ("cdr", "cel", "features", "acl", "udptl", "ccss", "pjproject", "http", "chan_websocket"):
            (etc / f"{naam}.conf").write_text("[general]\nenabled=no\n" if naam == "http" else "[general]\n")
        pjsip = (etc / "pjsip.conf").read_text().replace("127.0.0.1:5070", f"127.0.0.1:{self.sip}")
        pjsip = re.sub(
            r"contact=sip:([a-z-]+)@127.0.0.1:5060",
            lambda m: f"contact=sip:{m[1]}@127.0.0.1:{poorten.get(m[1], 9)}",
            pjsip,
        )
        (etc / "pjsip.conf").write_text(pjsip)
        vast = (etc / "toegang_instellingen.conf").read_text()
        for oud, nieuw in (
            ("127.0.0.1:8060", f"127.0.0.1:{self.poort}"),
            ("127.0.0.1:8061", f"127.0.0.1:{self.geluid}"),
            ("SLEUTEL=\n", "SLEUTEL=proef\n"),
            ("TOEGANG_WIJZE=bel", f"TOEGANG_WIJZE={wijze}"),
            ("centrale.example", f"127.0.0.1:{poorten['kcc']}"),
        ):
            assert oud in vast
            vast = vast.replace(oud, nieuw)
        (etc / "toegang_instellingen.conf").write_text(vast)
        return etc / "asterisk.conf"

    async def bel(self, naar: str = "0505550150", **rest: Any) -> tuple[int, Path]:
        """Bel de lijn; geeft het gesprek en de opname van wat de beller hoort."""
        assert self.beller is not None
        vanaf = len(self.beller.gemeld)
        opname = self.map_ / f"beller-{vanaf}.wav"
        await self.beller.doe(doe="bel", naar=f"sip:{naar}@127.0.0.1:{self.sip}", opname=str(opname), **rest)
        gesprek = (await self.beller.wacht("belt", vanaf=vanaf))["gesprek"]
        await self.beller.wacht("verbonden", vanaf=vanaf, gesprek=gesprek)
        return gesprek, opname

    async def toets(self, gesprek: int, tekens: str, wie: Proces | None = None) -> None:
        """Druk op toetsen."""
        proces = wie or self.beller
        assert proces is not None
        await proces.doe(doe="toets", gesprek=gesprek, tekens=tekens)

    async def _tot(self, waar: Callable[[], bool], seconden: float) -> None:
        async with asyncio.timeout(seconden):
            while not waar():
                await asyncio.sleep(0.05)

    async def stop(self) -> None:
        """Ruim alles op."""
        processen = [p for p in (self.beller, self.dienst, *self.medewerkers.values()) if p is not None]
        for proces in processen:
            await proces.stop()
        if self.asterisk is not None and self.asterisk.returncode is None:
            self.asterisk.kill()
            await self.asterisk.wait()


def luidheid(pad: Path) -> np.ndarray:
    """De luidheid van een opname (8 kHz) per 20 ms; ook terwijl er nog opgenomen wordt, want dan is de kop niet af."""
    ruw = pad.read_bytes()[WAVKOP:]
    golf = np.frombuffer(ruw[: len(ruw) // 320 * 320], "<i2").astype(float).reshape(-1, 160)
    return np.sqrt((golf**2).mean(axis=1))


def seconden_geluid(pad: Path) -> float:
    """Hoe lang er iets te horen was."""
    return float((luidheid(pad) > 200).sum() * 0.02)


Wachter = Callable[[], Awaitable[None]]
