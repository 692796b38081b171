"""Wat een medewerker hoort voordat hij de beller spreekt: hooguit twintig seconden, alleen waar akkoord op is (R57)."""

from __future__ import annotations

from assistent.kanalen.telefoon.gebeurtenissen import Uiting
from assistent.kanalen.telefoon.zinnen import Boek
from assistent.kern.begrippen import Urgentie
from assistent.kern.intake import Intake
from assistent.kern.kennis import Kennisbank
from assistent.kern.overdracht import Overdracht
from assistent.kern.zinnen import opsomming

MAX_WOORDEN = 20
"""Zoveel woorden van de beller zelf; de rest staat op het scherm."""


def fluistertekst(
    boek: Boek, kennis: Kennisbank, gemeente: str, gevonden: tuple[Overdracht, Intake] | None, *, crisis: bool
) -> tuple[Uiting, ...]:
    """De samenvatting; zonder akkoord alleen dat iemand een mens wil, of dat er gevaar kan zijn."""
    zinnen = [boek.zin("fluister_begin", gemeente=kennis.gemeenten[gemeente].naam)]
    if crisis:
        zinnen.append(boek.zin("fluister_crisis"))
    if gevonden is None:
        if not crisis:
            zinnen.append(boek.zin("fluister_kaal"))
        return tuple(zinnen)
    overdracht, intake = gevonden
    namen = [kennis.onderwerpen[o].naam for o in intake.onderwerpen[:3] if o in kennis.onderwerpen]
    if namen:
        zinnen.append(boek.zin("fluister_onderwerp", onderwerpen=opsomming(namen)))
    woorden = " ".join(intake.vraag_in_eigen_woorden).split()
    if woorden:
        zinnen.append(boek.zin("fluister_woorden", woorden=" ".join(woorden[:MAX_WOORDEN])))
    if overdracht.urgentie in (Urgentie.DIRECT, Urgentie.SPOED):
        zinnen.append(boek.zin("fluister_haast"))
    zinnen.append(boek.zin("fluister_nummer", referentie=overdracht.referentie))
    return tuple(zinnen)
