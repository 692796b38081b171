"""De inwoner die daarom vroeg krijgt een mail of sms dat er nieuws is: het nummer en waar te kijken, nooit wat (R68, AVG 32)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistent.adapters.doelen import Omgeving, Waarschuwer
from assistent.kern.intake import Intake
from assistent.kern.nieuws import Weg, mobiel
from assistent.kern.overdracht import Handeling, Overdracht
from assistent.ports import Doel, Klaar, Post

NIEUWS = frozenset(
    {Handeling.AANNEMEN, Handeling.OVERNEMEN, Handeling.CONTACT, Handeling.AFRONDEN, Handeling.HEROPENEN}
)
"""Stappen waar de inwoner iets aan heeft; niet elke verandering is een mail waard."""


@dataclass(frozen=True)
class Inwonerbericht(Waarschuwer):
    """Eén mail of sms per stap, alleen voor wie dat koos."""

    naam: str = "inwoner"
    rol: str = "extra"

    def past(self, overdracht: Overdracht) -> bool:
        """Altijd; wat de inwoner wil staat in de intake."""
        return True

    async def werk_bij(
        self, overdracht: Overdracht, intake: Intake, stappen: Mapping[str, str], klaar: Klaar
    ) -> None:
        """Stuur een bericht over de laatste stap, als de inwoner dat vroeg en het er nog niet is."""
        nummer = len(overdracht.geschiedenis) - 1
        weg = intake.velden.get("bericht", "")
        post, aan = self._weg(weg, intake)
        stap = f"{weg} {nummer}"
        nieuws = overdracht.geschiedenis[nummer].handeling in NIEUWS
        if post is None or not (aan and nieuws) or stap in stappen:
            return
        tekst = f"Er is nieuws over uw vraag {overdracht.referentie}.\n{self._waar()}\n"
        if weg == Weg.MAIL:
            tekst += "\nIn deze mail staat met opzet niets over uw vraag. U hoeft niet te antwoorden.\n"
        await self.stuur(aan, f"Nieuws over {overdracht.referentie}", tekst, met=post)
        await klaar(stap, "gemeld")

    def _weg(self, weg: str, intake: Intake) -> tuple[Post | None, str | None]:
        if weg == Weg.MAIL and self.omgeving.instellingen.post_server:
            return self.omgeving.post, intake.velden.get("mail")
        if weg == Weg.SMS:
            return self.omgeving.sms, mobiel(intake.velden.get("telefoon", ""))
        return None, None

    def _waar(self) -> str:
        adres = self.omgeving.instellingen.buitenadres.rstrip("/")
        return (
            f"Kijk op {adres}/status met uw nummer en uw code."
            if adres
            else "Open de chat en noem uw nummer en uw code."
        )


def maak(omgeving: Omgeving) -> Doel | None:
    """Mail of sms, als een van beide is ingesteld."""
    return Inwonerbericht(omgeving) if omgeving.instellingen.post_server or omgeving.sms else None
