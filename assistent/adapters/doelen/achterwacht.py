"""De aangewezen persoon van de gemeente hoort het als geen team een vraag oppakt (R58); zonder inhoud."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistent.adapters.doelen import Omgeving, Waarschuwer
from assistent.kern.intake import Intake
from assistent.kern.overdracht import Overdracht
from assistent.ports import Doel, Klaar


@dataclass(frozen=True)
class Achterwachtmail(Waarschuwer):
    """Eén mail per keer dat een vraag blijft liggen."""

    naam: str = "achterwacht"
    rol: str = "extra"

    def past(self, overdracht: Overdracht) -> bool:
        """Of de achterwacht nu gevraagd is en een adres heeft."""
        return overdracht.achterwacht and self._adres(overdracht) is not None

    async def werk_bij(
        self, overdracht: Overdracht, intake: Intake, stappen: Mapping[str, str], klaar: Klaar
    ) -> None:
        """Stuur een mail over deze keer, als die er nog niet is."""
        adres, stap = self._adres(overdracht), f"mail {len(overdracht.geschiedenis) - 1}"
        if not overdracht.achterwacht or not overdracht.open or adres is None or stap in stappen:
            return
        onderwerp = f"Blijft liggen: {overdracht.referentie} heeft u nodig"
        tekst = (
            f"Nog geen team heeft {overdracht.referentie} aangenomen. Wijs een team aan, of neem de vraag zelf aan.\n"
            f"{self.omgeving.koppeling(overdracht.id)}\n\n"
            "In deze mail staat met opzet niets over de inwoner.\n"
        )
        await self.stuur(adres, onderwerp, tekst)
        await klaar(stap, "achterwacht")

    def _adres(self, overdracht: Overdracht) -> str | None:
        wacht = self.omgeving.kennis().gemeenten[overdracht.gemeente].achterwacht
        return wacht.mail if wacht else None


def maak(omgeving: Omgeving) -> Doel | None:
    """Mail, als er een mailserver is ingesteld."""
    return Achterwachtmail(omgeving) if omgeving.instellingen.post_server else None
