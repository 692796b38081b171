"""Een team zonder eigen systeem krijgt een mail: er ligt iets, en waar. Nooit wat of over wie (R62, AVG 32)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistent.adapters.doelen import Omgeving, Waarschuwer
from assistent.kern.begrippen import Urgentie
from assistent.kern.intake import Intake
from assistent.kern.overdracht import Handeling, Overdracht, Staat, Stap
from assistent.ports import Doel, Klaar

ONDERWERP: Mapping[str, str] = {
    Handeling.AANBIEDEN: "Nieuwe vraag",
    Handeling.TERUGGEVEN: "Vraag weer vrij",
    Handeling.HEROPENEN: "Inwoner komt terug",
    Handeling.WAKEN: "Afgesproken moment om te kijken",
    Handeling.HERINNEREN: "Herinnering: deze vraag wacht nog",
    Handeling.INTREKKEN: "Ingetrokken door de inwoner",
}
"""Welke stap een mail waard is, en hoe die heet."""


@dataclass(frozen=True)
class Mail(Waarschuwer):
    """Een doel dat alleen waarschuwt."""

    naam: str = "mail"
    rol: str = "vangnet"

    def past(self, overdracht: Overdracht) -> bool:
        """Of het team een mailadres heeft."""
        return self._adres(overdracht.gemeente, overdracht.team) is not None

    async def werk_bij(
        self, overdracht: Overdracht, intake: Intake, stappen: Mapping[str, str], klaar: Klaar
    ) -> None:
        """Stuur een mail over de laatste stap die er een waard is, als die er nog niet is."""
        waard = [n for n, s in enumerate(overdracht.geschiedenis) if s.handeling in ONDERWERP]
        adres = self._adres(overdracht.gemeente, overdracht.team)
        if not waard or adres is None or f"mail {waard[-1]}" in stappen:
            return
        nummer, stap = waard[-1], overdracht.geschiedenis[waard[-1]]
        # Wie nooit een mail kreeg hoeft ook niet te horen dat het niet meer hoeft.
        ingetrokken = stap.handeling == Handeling.INTREKKEN and bool(stappen)
        if not (overdracht.open or ingetrokken or stap.handeling == Handeling.WAKEN):
            return
        await self.stuur(adres, self._onderwerp(overdracht, stap), self._tekst(overdracht))
        await klaar(f"mail {nummer}", stap.handeling)

    def _adres(self, gemeente: str, team: str) -> str | None:
        teams = self.omgeving.kennis().gemeenten[gemeente].teams
        return teams[team].mail if team in teams else None

    def _onderwerp(self, overdracht: Overdracht, stap: Stap) -> str:
        haast = overdracht.urgentie in (Urgentie.DIRECT, Urgentie.SPOED)
        spoed = "Spoed. " if haast and overdracht.staat is not Staat.INGETROKKEN else ""
        return f"{spoed}{ONDERWERP[stap.handeling]} ({overdracht.referentie})"

    def _tekst(self, overdracht: Overdracht) -> str:
        return (
            f"In uw werkbak staat {overdracht.referentie}.\n"
            f"{self.omgeving.koppeling(overdracht.id)}\n\n"
            "In deze mail staat met opzet niets over de inwoner. Stuur zelf ook geen gegevens terug per mail.\n"
        )


def maak(omgeving: Omgeving) -> Doel | None:
    """Mail, als er een mailserver is ingesteld."""
    return Mail(omgeving) if omgeving.instellingen.post_server else None
