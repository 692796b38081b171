"""Het werkproces van de herkenner: geluid op de invoer, JSON op de uitvoer. Heeft alleen faster-whisper en numpy nodig.

Los te starten met een andere Python: `python whisper_werker.py MODELMAP`. Een bericht is een regel JSON met de lengte en de
aanwijzing, dan zoveel bytes geluid (8 kHz, 16 bits). Antwoord: één regel JSON.
"""

from __future__ import annotations

import json
import sys
from typing import Any

KORT_BEELDEN = 1000
"""Tien seconden: de encoder rekent dan een derde van wat hij over zijn gewone halve minuut doet."""
LANG_BEELDEN = 3000
PER_SECONDE = 100
MAX_WOORDDELEN = 96


class Werker:
    """Eén geladen model."""

    def __init__(self, map_: str) -> None:
        import numpy as np
        from faster_whisper import WhisperModel
        from faster_whisper.tokenizer import Tokenizer

        self.np = np
        self.model = WhisperModel(
            map_, device="cpu", compute_type="int8", cpu_threads=2, local_files_only=True
        )
        self.tokens = Tokenizer(self.model.hf_tokenizer, True, task="transcribe", language="nl")

    def herken(self, geluid: bytes, hint: str) -> dict[str, Any]:
        """De tekst met wat nodig is om verzinsels te herkennen."""
        np = self.np
        golf = np.frombuffer(geluid, "<i2").astype(np.float32) / 32768.0
        # 8 naar 16 kHz; het telefoonnet draagt toch niets boven 4 kHz.
        golf = np.interp(np.arange(len(golf) * 2) / 2.0, np.arange(len(golf)), golf).astype(np.float32)
        beeld = self.model.feature_extractor(golf, padding=0)
        vak = KORT_BEELDEN if beeld.shape[-1] <= KORT_BEELDEN else LANG_BEELDEN
        beeld = beeld[:, :vak]
        beeld = np.pad(beeld, ((0, 0), (0, vak - beeld.shape[-1])))
        gecodeerd = self.model.encode(beeld)
        vooraf = self.model.get_prompt(
            self.tokens, self.tokens.encode(" " + hint.strip()) if hint else [], without_timestamps=True
        )
        uit = self.model.model.generate(
            gecodeerd, [vooraf], beam_size=5, max_length=len(vooraf) + MAX_WOORDDELEN,
            return_scores=True, return_no_speech_prob=True, suppress_blank=True,
        )[0]  # fmt: skip
        delen = uit.sequences_ids[0]
        return {
            "tekst": self.tokens.decode(delen).strip(),
            "kans": float(uit.scores[0]),
            "geen_spraak": float(uit.no_speech_prob),
        }


def main() -> None:
    """Lees berichten tot de invoer sluit."""
    werker = Werker(sys.argv[1])
    invoer, uitvoer = sys.stdin.buffer, sys.stdout.buffer
    uitvoer.write(b'{"klaar": true}\n')
    uitvoer.flush()
    while regel := invoer.readline():
        kop = json.loads(regel)
        antwoord = werker.herken(invoer.read(kop["bytes"]), kop["hint"])
        uitvoer.write(json.dumps(antwoord).encode() + b"\n")
        uitvoer.flush()


if __name__ == "__main__":
    main()
