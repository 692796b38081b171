"""De ingebouwde stem: espeak-ng als los programma. Robotachtig maar verstaanbaar, en klaar in enkele tientallen milliseconden.

espeak-ng valt onder de GPL; wij roepen het aan en bundelen het niet (docs/besluiten/018).
"""

from __future__ import annotations

import asyncio
import shutil
import subprocess
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field

from assistent.adapters.spraak.geluidsbestand import naar_lijn
from assistent.kern.errors import StemStil
from assistent.taal.uitspreken import spreek_uit

WOORDEN_PER_MINUUT = 155
"""Rustig, voor wie moeite heeft met horen of met de taal."""
SECONDEN = 10.0
ONTHOUDT = 400
"""Zoveel vaste zinnen blijven klaarstaan, een minuut of twintig geluid; wat van een beller is nooit."""


@dataclass
class Programmastem:
    """Een programma dat tekst op de invoer krijgt en een WAV op de uitvoer geeft."""

    opdracht: Sequence[str]
    tegelijk: int = 2
    vast: frozenset[str] = frozenset()
    """Zinnen zonder iets van een beller erin; alleen hun geluid blijft bewaard."""
    _klaar: OrderedDict[str, asyncio.Task[bytes]] = field(default_factory=OrderedDict)
    _draden: ThreadPoolExecutor = field(init=False)

    def __post_init__(self) -> None:
        # In draden, niet met asyncio: dat zoekt kindprocessen via een instelling die het taalmodel bij het laden vervangt.
        self._draden = ThreadPoolExecutor(self.tegelijk, "stem")

    async def spreek(self, sleutel: str, tekst: str) -> bytes:
        """Het geluid; een vaste zin die onlangs klonk komt uit het geheugen. Fout `StemStil`."""
        if tekst not in self.vast:
            return await self._in_draad(tekst)
        if tekst not in self._klaar:
            # Een taak en geen geluid: bellen er twintig tegelijk, dan wordt de begroeting één keer uitgerekend.
            self._klaar[tekst] = asyncio.create_task(self._in_draad(tekst))
            if len(self._klaar) > ONTHOUDT:
                self._klaar.popitem(last=False)
        self._klaar.move_to_end(tekst)
        try:
            return await asyncio.shield(self._klaar[tekst])
        except StemStil:
            self._klaar.pop(tekst, None)
            raise

    async def warm(self, zinnen: Iterable[str]) -> None:
        """Maak vaste zinnen alvast; wat niet lukt merkt de eerste beller."""
        for tekst in zinnen:
            with suppress(StemStil):
                await self.spreek("", tekst)

    async def _in_draad(self, tekst: str) -> bytes:
        lus = asyncio.get_running_loop()
        return await lus.run_in_executor(self._draden, self._maak, spreek_uit(tekst))

    def _maak(self, tekst: str) -> bytes:
        try:
            klaar = subprocess.run(
                self.opdracht, input=tekst.encode(), capture_output=True, timeout=SECONDEN, check=False
            )
            return naar_lijn(klaar.stdout)
        except (OSError, subprocess.TimeoutExpired, ValueError) as fout:
            raise StemStil(f"De stem gaf geen geluid ({type(fout).__name__}).") from None


def zoek_espeak(
    programma: str = "espeak-ng", stem: str = "nl", snelheid: int = WOORDEN_PER_MINUUT
) -> Programmastem | None:
    """De stem als het programma er is."""
    pad = shutil.which(programma)
    if pad is None:
        return None
    return Programmastem((pad, "-v", stem, "-s", str(snelheid), "--stdin", "--stdout"))


def zoek_piper(model: str, programma: str = "piper") -> Programmastem | None:
    """Piper, als het programma en een stembestand er zijn; klinkt natuurlijker."""
    pad = shutil.which(programma)
    if pad is None or not model:
        return None
    return Programmastem((pad, "--model", model, "--output_file", "-"))
