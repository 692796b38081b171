"""Horen of iemand praat, aan de luidheid boven wat de omgeving altijd doet; zonder model, enkele microseconden per stukje."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

BOVEN_RUIS = 3.2
"""Zoveel keer luider dan de ruis (10 dB) is spraak."""
BOVEN_ONS = 2.0
"""Nog eens zoveel luider als wij zelf praten: onze eigen stem kan terugkomen in de lijn."""
MINST = 120.0
"""Onder deze luidheid (rms van 16 bits) is het nooit spraak."""
_OP, _NEER = 0.02, 0.2
"""De ruis volgt langzaam naar boven en snel naar beneden."""


@dataclass
class Luidheid:
    """Eén per beller: leert de ruis van die lijn."""

    ruis: float = 60.0

    def spreekt(self, geluid: bytes, *, terwijl_wij_praten: bool) -> bool:
        """Of dit stukje van 20 ms luider is dan de omgeving."""
        golf = np.frombuffer(geluid, "<i2").astype(np.float32)
        luid = float(np.sqrt(np.mean(golf * golf))) if golf.size else 0.0
        grens = max(MINST, self.ruis * BOVEN_RUIS) * (BOVEN_ONS if terwijl_wij_praten else 1.0)
        praat = luid > grens
        if not praat:
            self.ruis += (luid - self.ruis) * (_OP if luid > self.ruis else _NEER)
        else:
            # Blijft het lang luid, dan is het de omgeving en geen zin.
            self.ruis += (luid - self.ruis) * 0.002
        return praat
