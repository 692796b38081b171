"""WAV naar het geluid van de lijn: 8 kHz, 16 bits, mono."""

from __future__ import annotations

import io
import wave
from math import gcd

import numpy as np
import numpy.typing as npt
from scipy.signal import resample_poly

HZ = 8000
Golf = npt.NDArray[np.float64]
RUIMTE = 0.7
"""Drie decibel ruimte, zodat G.711 niet vervormt."""


def naar_lijn(wav: bytes) -> bytes:
    """Het geluid uit een WAV-bestand; fout `ValueError` als het geen gewone WAV is."""
    try:
        with wave.open(io.BytesIO(wav)) as w:
            hz, kanalen, breedte = w.getframerate(), w.getnchannels(), w.getsampwidth()
            # Een stroom uit een programma noemt soms een te grote lengte; lees wat er is.
            ruw = w.readframes(min(w.getnframes(), len(wav)))
    except (wave.Error, EOFError) as fout:
        raise ValueError(f"geen WAV: {fout}") from None
    if breedte != 2:
        raise ValueError(f"geen 16 bits maar {breedte * 8}")
    golf = np.frombuffer(ruw[: len(ruw) - len(ruw) % (2 * kanalen)], "<i2").reshape(-1, kanalen).mean(axis=1)
    return herschaal(golf, hz)


def herschaal(golf: Golf, hz: int) -> bytes:
    """Een golf (16 bits als getal) naar 8 kHz met ruimte naar boven."""
    if hz != HZ:
        deler = gcd(hz, HZ)
        golf = resample_poly(golf, HZ // deler, hz // deler)
    piek = float(np.abs(golf).max(initial=0.0))
    if piek > 0:
        golf = golf * min(1.0, RUIMTE * 32767 / piek)
    return golf.astype("<i2").tobytes()
