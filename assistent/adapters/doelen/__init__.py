"""De systemen waar een overdracht heen kan. Een derde doel is één bestand in deze map met een functie `maak`.

`maak(omgeving)` geeft een `Doel`, of niets als het niet is ingesteld. Verder hoeft er nergens iets bij.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from assistent.config import Instellingen
from assistent.kern.errors import DoelOnbereikbaar, PostOnbereikbaar
from assistent.kern.kennis import Kennisbank
from assistent.ports import Doel, Klok, Post, Terug


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


@dataclass(frozen=True)
class Waarschuwer:
    """Het gedeelde deel van een doel dat alleen waarschuwt: het stuurt een mail of sms, en hoort niets terug."""

    omgeving: Omgeving

    async def lees_terug(self, stappen: Mapping[str, str]) -> Terug | None:
        """Een bericht vertelt niets terug: aannemen gebeurt in de werkbak."""
        return None

    async def stuur(self, aan: str, onderwerp: str, tekst: str, *, met: Post | None = None) -> None:
        """Stuur het, per mail als er niets anders is gekozen; fout `DoelOnbereikbaar`, dan wordt het later opnieuw geprobeerd."""
        try:
            await (met or self.omgeving.post).stuur(aan, onderwerp, tekst)
        except PostOnbereikbaar as fout:
            raise DoelOnbereikbaar("Het bericht kon niet weg.") from fout


def maak_doelen(omgeving: Omgeving) -> dict[str, Doel]:
    """Alle doelen die zijn ingesteld, op naam."""
    doelen: dict[str, Doel] = {}
    for gevonden in sorted(pkgutil.iter_modules(__path__), key=lambda m: m.name):
        module = importlib.import_module(f"{__name__}.{gevonden.name}")
        doel: Doel | None = module.maak(omgeving)
        if doel is not None:
            doelen[doel.naam] = doel
    return doelen
