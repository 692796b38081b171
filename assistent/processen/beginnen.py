"""Een gesprek beginnen: anoniem, met wie u spreekt en dat een mens kan (R10, R98, R99, AI-verordening art. 50)."""

from __future__ import annotations

from datetime import datetime

from ulid import ULID

from assistent.kern.begrippen import Kanaal
from assistent.kern.gesprek import Gesprek
from assistent.kern.kennis import Kennisbank
from assistent.kern.zinnen import zeg
from assistent.ports import Bericht, Opslag
from assistent.processen.berichten import nummer_door


async def begin(
    opslag: Opslag, kennis: Kennisbank, gemeente: str, kanaal: Kanaal, nu: datetime
) -> tuple[Gesprek, list[Bericht]]:
    """Maak een leeg gesprek met de begroeting erin."""
    gesprek = Gesprek(id=str(ULID()), gemeente=gemeente, kanaal=kanaal, gestart=nu)
    groet = [
        zeg(kennis, gesprek, sleutel)
        for sleutel in ("utter_begroeting", "utter_privacy_vooraf")
    ]
    berichten = nummer_door(gesprek.id, 1, groet, nu)
    async with opslag.transactie() as werk:
        await werk.gesprekken.bewaar(gesprek, berichten)
    return gesprek, berichten
