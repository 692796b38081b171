"""Antwoord op een doorvraag over wat al besproken is: "hoe lang duurt dat", "wat kost dat", "wie belt mij dan" (R1, R7)."""

from __future__ import annotations

from datetime import datetime

from assistent.kern.antwoord import Antwoord
from assistent.kern.beeld import Gehoord
from assistent.kern.gesprek import Gesprek
from assistent.kern.indeling import Indeling
from assistent.kern.kennis import Kennisbank, Onderwerp
from assistent.kern.overdragen import termijn_zin
from assistent.kern.signalen import Gelezen
from assistent.kern.uitleg import bronregel, voorbehoud
from assistent.kern.zinnen import vul_in, zeg


def beantwoord(
    gesprek: Gesprek, gelezen: Gelezen, gehoord: Gehoord, indeling: Indeling, kennis: Kennisbank, nu: datetime
) -> Antwoord | None:
    """Wat de kennisbank hierover weet, of niets: dan is eerlijk zijn beter dan een gok."""
    if gelezen.doorvraag == "contact" and indeling.mens and gesprek.overdracht_id is None:
        naam = kennis.gemeenten[gesprek.gemeente].teams[indeling.toewijzing.trekker].naam
        termijn = termijn_zin(gesprek, indeling, kennis, nu)
        return zeg(kennis, gesprek, "utter_doorvraag_contact", team=naam, termijn=termijn)
    bekend = [o for o in indeling.onderwerpen if gelezen.doorvraag in o.doorvragen]
    over = next((o for o in bekend if o.sleutel == gehoord.intent), None) or _laatst(gesprek, bekend)
    return zeg_feit(over, gelezen.doorvraag, gesprek, kennis, nu) if over else None


def zeg_feit(
    onderwerp: Onderwerp, soort: str, gesprek: Gesprek, kennis: Kennisbank, nu: datetime
) -> Antwoord:
    """Het feit zelf, met bron en voorbehoud zoals bij elk antwoord (R17)."""
    vandaag, tekst = nu.date(), " ".join(onderwerp.doorvragen[soort])
    geheel = " ".join((tekst, *voorbehoud(onderwerp, tekst, kennis, gesprek, vandaag)))
    beslist = kennis.gemeenten[gesprek.gemeente].beslist(onderwerp.wet)
    return Antwoord(
        vul_in(kennis, gesprek.gemeente, geheel, vandaag, wie_beslist=beslist),
        sleutel=f"doorvraag:{onderwerp.sleutel}:{soort}",
        bron=bronregel(onderwerp.bron, kennis, gesprek, vandaag),
    )


def _laatst(gesprek: Gesprek, bekend: list[Onderwerp]) -> Onderwerp | None:
    """Waar het het laatst over ging."""
    beurt = {t.sleutel: t.beurt for t in gesprek.beeld.onderwerpen}
    return max(bekend, key=lambda o: beurt.get(o.sleutel, 0), default=None)
