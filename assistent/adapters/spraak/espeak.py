"""De ingebouwde stem: espeak-ng als los programma. Robotachtig maar verstaanbaar, en klaar in enkele tientallen milliseconden.

espeak-ng valt onder de GPL; wij roepen het aan en bundelen het niet (docs/besluiten/018).
"""

from __future__ import annotations

import asyncio
import shutil
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistent.adapters.spraak.geluidsbestand import naar_lijn
from assistent.kern.errors import StemStil
from assistent.taal.uitspreken import spreek_uit

WOORDEN_PER_MINUUT = 155
"""Rustig, voor wie moeite heeft met horen of met de taal."""
SECONDEN = 10.0
ONTHOUDT = 400
"""Zoveel zinnen blijven klaarstaan: de vaste zinnen van de lijn, een minuut of twintig geluid."""


@dataclass
class Programmastem:
    """Een programma dat tekst op de invoer krijgt en een WAV op de uitvoer geeft."""

    opdracht: Sequence[str]
    tegelijk: int = 2
    _klaar: OrderedDict[str, bytes] = field(default_factory=OrderedDict)
    _slot: asyncio.Semaphore = field(init=False)

    def __post_init__(self) -> None:
        self._slot = asyncio.Semaphore(self.tegelijk)

    async def spreek(self, sleutel: str, tekst: str) -> bytes:
        """Het geluid; wat onlangs klonk komt uit het geheugen. Fout `StemStil`."""
        gesproken = spreek_uit(tekst)
        if gesproken in self._klaar:
            self._klaar.move_to_end(gesproken)
            return self._klaar[gesproken]
        async with self._slot:
            geluid = await self._maak(gesproken)
        self._klaar[gesproken] = geluid
        if len(self._klaar) > ONTHOUDT:
            self._klaar.popitem(last=False)
        return geluid

    async def _maak(self, tekst: str) -> bytes:
        pijp = asyncio.subprocess.PIPE
        try:
            proces = await asyncio.create_subprocess_exec(
                *self.opdracht, stdin=pijp, stdout=pijp, stderr=pijp
            )
        except OSError as fout:
            raise StemStil(f"De stem start niet ({type(fout).__name__}).") from None
        try:
            async with asyncio.timeout(SECONDEN):
                wav, _ = await proces.communicate(tekst.encode())
            return await asyncio.to_thread(naar_lijn, wav)
        except (TimeoutError, ValueError) as fout:
            raise StemStil(f"De stem gaf geen geluid ({type(fout).__name__}).") from None
        finally:
            if proces.returncode is None:
                proces.kill()
                await proces.wait()


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
