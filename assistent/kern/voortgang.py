"""Hoe ver de intake is, in gewone woorden en zonder te tellen tot het eind (R28, R118)."""

from __future__ import annotations

from assistent.kern.begrippen import Kanaal
from assistent.kern.gesprek import Fase, Gesprek
from assistent.kern.indeling import Indeling
from assistent.kern.kennis import Kennisbank
from assistent.kern.vragen import te_gaan
from assistent.kern.zinnen import zin


def voortgang(gesprek: Gesprek, vraag: str, indeling: Indeling, kennis: Kennisbank) -> str | None:
    """De zin boven deze vraag; niets als we niet weten hoe ver het nog is, of als het niets toevoegt."""
    if gesprek.kanaal is not Kanaal.CHAT:
        return None
    sleutel = _sleutel(gesprek, vraag, indeling, kennis)
    return zin(kennis, gesprek, sleutel) if sleutel else None


def _sleutel(gesprek: Gesprek, vraag: str, indeling: Indeling, kennis: Kennisbank) -> str | None:
    if vraag == "akkoord":
        return "utter_voortgang_samenvatting"
    if vraag == "overdragen":
        # Een keuze, geen vraag uit een rij: wie nee zegt is klaar.
        return None
    # Wie een nummer geeft krijgt daarna nog vragen over het bellen: reken daarop, minder mag altijd.
    gevraagd = vraag != "contact" and "contact" in gesprek.gesteld
    straks = gesprek if gevraagd else gesprek.met_veld("telefoon", "")
    over = {vraag, *te_gaan(straks, indeling, kennis)} - {"akkoord"}
    if len(over) == 1:
        return "utter_voortgang_een"
    if len(over) == 2:
        return "utter_voortgang_een_of_twee"
    eerste = gesprek.fase not in (Fase.INTAKE, Fase.SAMENVATTING)
    return "utter_voortgang_paar" if eerste else None
