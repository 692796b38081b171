"""Een team dat erbij gevraagd is krijgt een mail: er kijkt iemand naar u uit, en waar. Nooit wat of over wie (R59, R62)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistent.adapters.doelen import Omgeving, Waarschuwer
from assistent.kern.intake import Intake
from assistent.kern.overdracht import Overdracht
from assistent.ports import Doel, Klaar


@dataclass(frozen=True)
class Meekijkmail(Waarschuwer):
    """Eén mail per team dat aanschuift; wie eerst zelf de trekker was weet het al."""

    naam: str = "meekijkers"
    rol: str = "extra"

    def past(self, overdracht: Overdracht) -> bool:
        """Of er een team meekijkt dat een mailadres heeft."""
        return bool(self._adressen(overdracht))

    async def werk_bij(
        self, overdracht: Overdracht, intake: Intake, stappen: Mapping[str, str], klaar: Klaar
    ) -> None:
        """Stuur een mail aan elk team dat er nog geen kreeg, zolang er iets te doen is."""
        if not overdracht.lopend:
            return
        trekker = self.omgeving.kennis().gemeenten[overdracht.gemeente].teams[overdracht.team].naam
        tekst = (
            f"Uw team is erbij gevraagd bij {overdracht.referentie}. De vraag ligt bij {trekker}.\n"
            f"{self.omgeving.koppeling(overdracht.id)}\n\n"
            "In deze mail staat met opzet niets over de inwoner. Stuur zelf ook geen gegevens terug per mail.\n"
        )
        for team, adres in self._adressen(overdracht).items():
            if f"mail {team}" in stappen:
                continue
            await self.stuur(adres, f"Erbij gevraagd ({overdracht.referentie})", tekst)
            await klaar(f"mail {team}", "gemeld")

    def _adressen(self, overdracht: Overdracht) -> dict[str, str]:
        teams = self.omgeving.kennis().gemeenten[overdracht.gemeente].teams
        was_trekker = {s.team for s in overdracht.geschiedenis}
        erbij = [t for t in overdracht.meekijkers if t not in was_trekker and t in teams]
        return {t: adres for t in erbij if (adres := teams[t].mail)}


def maak(omgeving: Omgeving) -> Doel | None:
    """Mail, als er een mailserver is ingesteld."""
    return Meekijkmail(omgeving) if omgeving.instellingen.post_server else None
