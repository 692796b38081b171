"""De systemen waar een overdracht heen kan. Een derde doel is één bestand in deze map met een functie `maak`.

`maak(omgeving)` geeft een `Doel`, of niets als het niet is ingesteld. Verder hoeft er nergens iets bij.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass

from assistent.config import Instellingen
from assistent.kern.kennis import Kennisbank
from assistent.ports import Doel, Klok, Post


@dataclass(frozen=True)
class Omgeving:
    """Wat een doel mag gebruiken."""

    instellingen: Instellingen
    kennis: Callable[[], Kennisbank]
    klok: Klok
    post: Post
    sms: Post | None = None
    """Niets als er geen sms-dienst is ingesteld."""

    def koppeling(self, overdracht_id: str) -> str:
        """De weg naar de intake in de werkbak; zonder buitenadres alleen het pad."""
        return f"{self.instellingen.buitenadres.rstrip('/')}/werkbak/{overdracht_id}"


def maak_doelen(omgeving: Omgeving) -> dict[str, Doel]:
    """Alle doelen die zijn ingesteld, op naam."""
    doelen: dict[str, Doel] = {}
    for gevonden in sorted(pkgutil.iter_modules(__path__), key=lambda m: m.name):
        module = importlib.import_module(f"{__name__}.{gevonden.name}")
        doel: Doel | None = module.maak(omgeving)
        if doel is not None:
            doelen[doel.naam] = doel
    return doelen
