"""Van de velden in de YAML naar de onveranderlijke objecten van de kern; de vorm is dan al gecontroleerd."""

from assistent.adapters.kennisdelen.gemeenten import gemeente
from assistent.adapters.kennisdelen.inhoud import bedrag, hulplijn, leefgebied, onderwerp, voeg_samen
from assistent.adapters.kennisdelen.regels import (
    aanmelden,
    bewaren,
    meekijkwoorden,
    oefengevallen,
    rechten,
    triage,
)
from assistent.adapters.kennisdelen.sociale_kaart import voorziening
from assistent.adapters.kennisdelen.tijden import feestdag

__all__ = [
    "aanmelden",
    "bedrag",
    "bewaren",
    "feestdag",
    "gemeente",
    "hulplijn",
    "leefgebied",
    "meekijkwoorden",
    "oefengevallen",
    "onderwerp",
    "rechten",
    "triage",
    "voeg_samen",
    "voorziening",
]
