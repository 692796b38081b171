"""De rechten van de inwoner met nummer en code: alles inzien en laten wissen (AVG 15, 17; verbeteren staat in `volgen`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from assistent.kern.overdracht import Handeling, Staat
from assistent.kern.zicht import zonder_inhoud
from assistent.ports import Inzagelog, Opruimer, Opslag
from assistent.processen.uitvoer import Deel, Uitvoer
from assistent.processen.vastleggen import laat_vervallen, leg_vast, roep_om
from assistent.processen.volgen import Volgen

GEWIST = "gewist door de inwoner"
GEVRAAGD = "de inwoner vraagt om wissen"


@dataclass(frozen=True)
class RechtenInwoner:
    """Wie nummer en code heeft mag dit."""

    volgen: Volgen
    opslag: Opslag
    inzage: Inzagelog
    opruimer: Opruimer

    async def alles(self, referentie: str, code: str) -> tuple[Deel, ...]:
        """Alles wat wij over deze vraag bewaren; fout `CodeKloptNiet`."""
        overdracht, intake = await self.volgen.open(referentie, code)
        uitvoer = Uitvoer(self.volgen.kennis(), self.opslag, self.inzage)
        return await uitvoer.verzamel(overdracht, intake, functionaris=False)

    async def wis(self, referentie: str, code: str, nu: datetime) -> bool:
        """Wis de vraag met alles erbij; waar als dat gebeurd is, onwaar als een team er al mee bezig is.

        Is een team bezig, dan staat het verhaal ook daar: het gesprek gaat weg en het team krijgt het verzoek.
        Fout `CodeKloptNiet`.
        """
        overdracht, intake = await self.volgen.open(referentie, code)
        async with self.opslag.transactie() as werk:
            await werk.gesprekken.wis(overdracht.gesprek_id)
            await laat_vervallen(werk, overdracht.id)
            if bezig := overdracht.staat is Staat.AANGENOMEN:
                overdracht = overdracht.doe(Handeling.AANVULLEN, op=nu, door="inwoner", reden=GEVRAAGD)
                await leg_vast(werk, overdracht, nu)
            else:
                if overdracht.mag(Handeling.INTREKKEN):
                    overdracht = overdracht.doe(Handeling.INTREKKEN, op=nu, door="inwoner", reden=GEWIST)
                await leg_vast(werk, overdracht, nu, zonder_inhoud(intake))
        await self.opruimer.vergeet(overdracht.id)
        await roep_om(self.volgen.omroep, overdracht)
        return not bezig
