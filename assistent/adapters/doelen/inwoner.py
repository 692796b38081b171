"""De inwoner die daarom vroeg krijgt een mail dat er nieuws is: het nummer en waar te kijken, nooit wat (R68, AVG 32)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistent.adapters.doelen import Omgeving
from assistent.kern.errors import DoelOnbereikbaar, PostOnbereikbaar
from assistent.kern.intake import Intake
from assistent.kern.overdracht import Handeling, Overdracht
from assistent.ports import Doel, Klaar, Terug

NIEUWS = frozenset(
    {Handeling.AANNEMEN, Handeling.OVERNEMEN, Handeling.CONTACT, Handeling.AFRONDEN, Handeling.HEROPENEN}
)
"""Stappen waar de inwoner iets aan heeft; niet elke verandering is een mail waard."""


@dataclass(frozen=True)
class Inwonermail:
    """Eén mail per stap, alleen met toestemming."""

    omgeving: Omgeving
    naam: str = "inwoner"
    rol: str = "extra"

    def past(self, overdracht: Overdracht) -> bool:
        """Altijd; of de inwoner mail wil staat in de intake."""
        return True

    async def werk_bij(
        self, overdracht: Overdracht, intake: Intake, stappen: Mapping[str, str], klaar: Klaar
    ) -> None:
        """Stuur een mail over de laatste stap, als de inwoner dat vroeg en die er nog niet is."""
        nummer = len(overdracht.geschiedenis) - 1
        aan, stap = intake.velden.get("mail"), f"mail {nummer}"
        wil = intake.velden.get("bericht") == "mail"
        nieuws = overdracht.geschiedenis[nummer].handeling in NIEUWS
        if not (aan and wil and nieuws) or stap in stappen:
            return
        adres = f"{self.omgeving.instellingen.buitenadres.rstrip('/')}/status"
        tekst = (
            f"Er is nieuws over uw vraag {overdracht.referentie}.\n"
            f"Kijk op {adres} met uw nummer en uw code.\n\n"
            "In deze mail staat met opzet niets over uw vraag. U hoeft niet te antwoorden.\n"
        )
        try:
            await self.omgeving.post.stuur(aan, f"Nieuws over {overdracht.referentie}", tekst)
        except PostOnbereikbaar as fout:
            raise DoelOnbereikbaar("De mail kon niet weg.") from fout
        await klaar(stap, "gemeld")

    async def lees_terug(self, stappen: Mapping[str, str]) -> Terug | None:
        """Een mail vertelt niets terug."""
        return None


def maak(omgeving: Omgeving) -> Doel | None:
    """Mail, als er een mailserver is ingesteld."""
    return Inwonermail(omgeving) if omgeving.instellingen.post_server else None
