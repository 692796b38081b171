"""Een regel van de samenvatting verbeteren door erop te tikken (R65, R118)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from assistent.kern.antwoord import Antwoord, Knop
from assistent.kern.errors import AssistentError
from assistent.kern.gesprek import Fase
from assistent.kern.indeling import deel_in
from assistent.kern.intake import CONTACT
from assistent.kern.kennis import Kennisbank
from assistent.kern.samenvatting import vat_samen, verbeter
from assistent.kern.zinnen import zin
from assistent.ports import Bericht, Lezen, Opslag
from assistent.processen.berichten import nummer_door


async def verbeter_samenvatting(
    opslag: Opslag,
    kennis: Kennisbank,
    lezer: Lezen,
    gesprek_id: str,
    veld: str,
    waarde: str,
    nu: datetime,
) -> list[Bericht]:
    """Pas één veld aan en toon de samenvatting opnieuw; fout als er geen samenvatting openstaat."""
    async with opslag.transactie() as werk:
        gesprek = await werk.gesprekken.haal(gesprek_id)
        if gesprek.fase is not Fase.SAMENVATTING:
            raise AssistentError("Er staat nu geen samenvatting open.")
        # Ook wat iemand intikt kan een bsn bevatten; alleen een contactveld houdt zijn eigen waarde (§6.8).
        gelezen = lezer.lees(waarde.strip(), gesprek.gemeente, contact=veld in CONTACT)
        schoon = gelezen.contact.get(veld, gelezen.tekst)
        gesprek = replace(verbeter(gesprek, veld, schoon, kennis), open_vraag="akkoord")
        antwoord = Antwoord(
            zin(kennis, gesprek, "utter_samenvatting_opnieuw"),
            "utter_samenvatting_opnieuw",
            samenvatting=vat_samen(gesprek, deel_in(gesprek, kennis), kennis),
            knoppen=(Knop("Ja", "ja"), Knop("Nee", "nee")),
        )
        vanaf = await werk.gesprekken.laatste(gesprek.id) + 1
        nieuw = nummer_door(gesprek.id, vanaf, [antwoord], nu)
        await werk.gesprekken.bewaar(gesprek, nieuw)
    return nieuw
