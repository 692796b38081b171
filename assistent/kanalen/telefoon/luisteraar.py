"""Waar een gesproken zin begint en eindigt, uit stukjes van 20 ms; zuiver, dus zonder klok en zonder herkenner."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from assistent.ports import Vad

HZ = 8000
STUK = 320
"""Bytes in 20 ms: 8 kHz, 16 bits, mono."""
STUK_S = 0.02
_AANLOOP = 15
"""Zoveel stukjes van vóór het begin gaan mee (300 ms): de eerste medeklinker telt."""
_BEGIN_VAN, _BEGIN_IN = 3, 5
"""Drie van de vijf stukjes spraak is een begin: hooguit 100 ms na de eerste klank."""
_KORTST = 10
"""Minder dan 200 ms spraak is een tik of een kuch."""
_LANGST = 1250
"""Na 25 seconden is een zin af, ook als iemand doorpraat."""


@dataclass
class Luisteraar:
    """Zoekt zinnen in het geluid van één beller."""

    vad: Vad
    einde_s: float = 0.7
    """Zoveel stilte maakt een zin af."""
    _voor: deque[bytes] = field(default_factory=lambda: deque(maxlen=_AANLOOP))
    _recent: deque[bool] = field(default_factory=lambda: deque(maxlen=_BEGIN_IN))
    _zin: list[bytes] = field(default_factory=list)
    _praat: bool = False
    _stil: int = 0
    _spraak: int = 0

    @property
    def praat(self) -> bool:
        """Of er een zin bezig is."""
        return self._praat

    def hoor(self, stuk: bytes, *, terwijl_wij_praten: bool) -> Iterator[bytes | None]:
        """Geeft niets bij het begin van een zin (`None`), en het geluid van de hele zin als zij af is."""
        spreekt = self.vad.spreekt(stuk, terwijl_wij_praten=terwijl_wij_praten)
        if not self._praat:
            self._voor.append(stuk)
            self._recent.append(spreekt)
            if sum(self._recent) >= _BEGIN_VAN:
                self._praat, self._stil, self._spraak = True, 0, sum(self._recent)
                self._zin = list(self._voor)
                yield None
            return
        self._zin.append(stuk)
        self._stil = 0 if spreekt else self._stil + 1
        self._spraak += spreekt
        if self._stil * STUK_S >= self.einde_s or len(self._zin) >= _LANGST:
            yield self._af()

    def _af(self) -> bytes:
        geluid = b"".join(self._zin) if self._spraak >= _KORTST else b""
        self._praat, self._zin = False, []
        self._voor.clear()
        self._recent.clear()
        return geluid
