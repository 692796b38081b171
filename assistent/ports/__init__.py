"""De poorten van de kern naar buiten: wat wij nodig hebben, in onze woorden, hoogstens drie handelingen elk."""

from assistent.ports.beheer import Huur, Klok, Opruimer
from assistent.ports.bijhouden import (
    Aanwezigen,
    Belafspraken,
    Contactmomenten,
    Kladjes,
    Livegesprekken,
    Oordelen,
    Terugvinden,
    Voorstellen,
    Voorsteltelling,
)
from assistent.ports.doelen import Contactregister, Doel, Klaar, Post, Terug
from assistent.ports.gesprekken import Bericht, Berichten, Gesprekken, Omroep
from assistent.ports.opslag import Opslag, Overdrachten, Uitbak, Werk, Zending
from assistent.ports.taal import Dialoog, Herkennen, Lezen, Zoeken
from assistent.ports.telefoon import Herkenner, Oproeplog, Stem, Telefoontje, Vad, Verstaan
from assistent.ports.toegang import Aanbieder, Aanvraag, Account, Accounts, Codes, Inzage, Inzagelog, Sessies

__all__ = [
    "Aanbieder",
    "Aanvraag",
    "Aanwezigen",
    "Account",
    "Accounts",
    "Belafspraken",
    "Bericht",
    "Berichten",
    "Codes",
    "Contactmomenten",
    "Contactregister",
    "Dialoog",
    "Doel",
    "Gesprekken",
    "Herkennen",
    "Herkenner",
    "Huur",
    "Inzage",
    "Inzagelog",
    "Klaar",
    "Kladjes",
    "Klok",
    "Lezen",
    "Livegesprekken",
    "Omroep",
    "Oordelen",
    "Oproeplog",
    "Opruimer",
    "Opslag",
    "Overdrachten",
    "Post",
    "Sessies",
    "Stem",
    "Telefoontje",
    "Terug",
    "Terugvinden",
    "Uitbak",
    "Vad",
    "Verstaan",
    "Voorstellen",
    "Voorsteltelling",
    "Werk",
    "Zending",
    "Zoeken",
]
