"""Het antwoord op "wilt u nu praten?" en op "op welk nummer kunnen we bellen?" (R33, R46)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from assistent.kern.antwoord import Reactie
from assistent.kern.beeld import Gehoord
from assistent.kern.begrippen import Uitkomst
from assistent.kern.gesprek import Gesprek
from assistent.kern.indeling import deel_in
from assistent.kern.kennis import Kennisbank
from assistent.kern.overdragen import vraag_verder
from assistent.kern.signalen import Gelezen
from assistent.kern.vragen import NEE_ACHTIG
from assistent.kern.zinnen import zeg

JA_ACHTIG = frozenset({"ja", "mens_spreken"})


def op_livevraag(
    gesprek: Gesprek, gelezen: Gelezen, gehoord: Gehoord, kennis: Kennisbank, nu: datetime
) -> tuple[Gesprek, Reactie] | None:
    """De reactie, of niets als iemand iets anders zegt: dan gaat het gesprek gewoon door."""
    verder = replace(gesprek, open_vraag=None)
    if gesprek.open_vraag == "nu_praten" and gehoord.intent in JA_ACHTIG:
        return verder, Reactie((), Uitkomst.OVERDRACHT, meepraten=True)
    if gesprek.open_vraag == "nu_praten" and gehoord.intent in NEE_ACHTIG:
        return _liever_later(verder, kennis, nu)
    if gesprek.open_vraag == "belnummer" and "telefoon" in gelezen.contact:
        verder = replace(verder, velden={**verder.velden, **gelezen.contact})
        return verder, Reactie((), Uitkomst.OVERDRACHT, terugbellen=True)
    return None


def _liever_later(gesprek: Gesprek, kennis: Kennisbank, nu: datetime) -> tuple[Gesprek, Reactie]:
    """Nu niet: ligt de vraag al bij het team, dan blijft dat zo; anders gaan we daarheen verder."""
    sleutel = "utter_nu_praten_nee"
    antwoord = zeg(kennis, gesprek, sleutel)
    if gesprek.overdracht_id is not None:
        return gesprek, Reactie((antwoord,), Uitkomst.OVERDRACHT)
    gesprek, reactie = vraag_verder(gesprek, deel_in(gesprek, kennis), kennis, nu)
    return gesprek, replace(reactie, antwoorden=(antwoord, *reactie.antwoorden))
