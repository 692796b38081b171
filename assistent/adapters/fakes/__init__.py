"""Opslag in het geheugen en een vaste klok: voor tests, `beoordeel` en `rasa shell`."""

from assistent.adapters.fakes.beheer import (
    HuurInGeheugen,
    InzageInGeheugen,
    NietsTeWissen,
    OproepenInGeheugen,
    PostInGeheugen,
    VasteKlok,
)
from assistent.adapters.fakes.bijhouden import (
    Aanwezigen,
    Belafspraken,
    Contactmomenten,
    Kladjes,
    Livegesprekken,
    Oordelen,
    Terugvinden,
    Voorstellen,
)
from assistent.adapters.fakes.opslag import OpslagInGeheugen
from assistent.adapters.fakes.taal import NepHerkennen, NepHerkenner, NepStem, NepVad

__all__ = [
    "Aanwezigen",
    "Belafspraken",
    "Contactmomenten",
    "HuurInGeheugen",
    "InzageInGeheugen",
    "Kladjes",
    "Livegesprekken",
    "NepHerkennen",
    "NepHerkenner",
    "NepStem",
    "NepVad",
    "NietsTeWissen",
    "Oordelen",
    "OproepenInGeheugen",
    "OpslagInGeheugen",
    "PostInGeheugen",
    "Terugvinden",
    "VasteKlok",
    "Voorstellen",
]
