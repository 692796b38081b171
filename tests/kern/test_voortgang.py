"""Hoe ver het nog is: in woorden, waar, en nooit "vraag 3 van 9"."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from assistent.kern.antwoord import Antwoord, Reactie
from assistent.kern.begrippen import Kanaal
from tests.gegevens import NIETS, Praatje, gegeven, kennisbank, over, praat, probleem

CONTACT = {"naam": "Anna Proef", "telefoon": "0612345678"}
PAAR, EEN_OF_TWEE, EEN = "Ik heb een paar vragen. Overslaan mag.", "Nog één of twee vragen.", "Nog één vraag."
BIJNA = "Bijna klaar: lees mee of het klopt."


def laatste(reactie: Reactie) -> Antwoord:
    """Het antwoord met de vraag."""
    return reactie.antwoorden[-1]


def test_van_eerste_vraag_tot_samenvatting(praatje: Praatje) -> None:
    eerste = praatje.zeg("ik heb hulp nodig bij mijn schulden", over("schuldhulp"), probleem("geld"))
    overdragen = praatje.zeg("de deurwaarder belt steeds")
    contact = praatje.zeg("ja", praat("ja"))
    bellen = praatje.zeg("[naam] [telefoon]", NIETS, contact=CONTACT)
    akkoord = praatje.zeg("na vijf uur")
    assert [laatste(r).voortgang for r in (eerste, overdragen, contact, bellen, akkoord)] == [PAAR, None, EEN_OF_TWEE, EEN, BIJNA]


@pytest.mark.parametrize("wil_mens", [True, False])
@pytest.mark.parametrize("nummer", [True, False])
def test_er_komen_nooit_meer_vragen_dan_er_staat(wil_mens: bool, nummer: bool, praatje: Praatje) -> None:
    hoogstens = {EEN_OF_TWEE: 2, EEN: 1, BIJNA: 0}
    signalen = [probleem("geld"), probleem("wonen"), *([gegeven("wil_mens")] if wil_mens else [])]
    reactie = praatje.zeg("we hebben schulden en moeten het huis uit", over("schuldhulp"), *signalen)
    stand: list[str | None] = [laatste(reactie).voortgang]
    while praatje.vraag != "akkoord" and len(stand) < 12:
        if praatje.vraag == "contact" and nummer:
            reactie = praatje.zeg("[naam] [telefoon]", NIETS, contact=CONTACT)
        else:
            reactie = praatje.zeg("ja", praat("ja")) if praatje.vraag == "overdragen" else praatje.zeg("sla over", praat("overslaan"))
        stand.append(laatste(reactie).voortgang)
    assert stand[-1] == BIJNA
    for plek, tekst in enumerate(stand):
        assert len(stand) - 1 - plek <= hoogstens.get(tekst or "", 99), stand


@pytest.mark.parametrize("kanaal", [Kanaal.TELEFOON, Kanaal.BALIE])
def test_alleen_in_de_chat(kanaal: Kanaal, praatje: Praatje) -> None:
    praatje.gesprek = replace(praatje.gesprek, kanaal=kanaal)
    reactie = praatje.zeg("ik heb hulp nodig bij mijn schulden", over("schuldhulp"), probleem("geld"))
    assert {a.voortgang for a in reactie.antwoorden} == {None}


def test_er_staat_nergens_een_teller() -> None:
    zinnen = [v for s, k in kennisbank().teksten.items() if s.startswith("utter_voortgang_") for varianten in k.values() for v in varianten]
    assert len(zinnen) == 4
    assert not [z for z in zinnen if re.search(r"\d|\bvan de\b", z)]
