"""Wie vaag begint of iets terloops noemt wordt in het geheel begrepen (R27, R29)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistent.kern.beeld import Gehoord, Treffer
from assistent.kern.gesprek import MAX_VERHAAL
from assistent.kern.indeling import deel_in
from assistent.kern.signalen import GEHEEL
from tests.gegevens import NIETS, Praatje, gegeven, markering, over, praat, probleem


def samen(gehoord: Gehoord, **klank: float) -> Gehoord:
    """Dit bericht, en hoe alles tot nu toe samen klinkt."""
    return replace(gehoord, verhaal=tuple(Treffer(s, z, "alles samen", 0) for s, z in klank.items()))


def onderwerpen(praatje: Praatje) -> list[str]:
    return [o.sleutel for o in deel_in(praatje.gesprek, praatje.kennis).onderwerpen]


@pytest.fixture
def praatje() -> Praatje:
    return Praatje()


def test_een_vaag_begin_wordt_duidelijk_in_het_geheel(praatje: Praatje) -> None:
    praatje.zeg("ik weet niet of ik hier goed zit", over("hulpvraag_onduidelijk"))
    praatje.zeg("we komen elke maand tekort", samen(NIETS, schuldhulp=0.7, toeslagen=0.1))
    assert onderwerpen(praatje) == ["schuldhulp"]


def test_wat_in_een_zin_even_klonk_vervalt_als_het_geheel_ergens_anders_over_gaat(praatje: Praatje) -> None:
    praatje.zeg("ik heb een vraag over opvang", over("daklozenopvang", zekerheid=0.6))
    praatje.zeg("voor mijn zoontje van twee", samen(NIETS, vve_peuteropvang=0.9, opvoedvraag=0.05))
    assert onderwerpen(praatje) == ["vve_peuteropvang"]


def test_een_tweede_vraag_die_zeker_gehoord_is_blijft_naast_de_eerste(praatje: Praatje) -> None:
    praatje.zeg("hoe kom ik aan een parkeerkaart", over("parkeerkaart", zekerheid=0.99))
    praatje.zeg("en is er ook een taalcursus", samen(over("taalles", zekerheid=0.97), taalles=0.96, parkeerkaart=0.02))
    assert set(onderwerpen(praatje)) == {"parkeerkaart", "taalles"}


def test_ja_en_nee_maken_van_het_geheel_geen_onderwerp(praatje: Praatje) -> None:
    praatje.zeg("hoe kom ik aan een parkeerkaart", over("parkeerkaart", zekerheid=0.97))
    praatje.zeg("ja", samen(praat("ja"), ja=0.95, taalles=0.03))
    assert onderwerpen(praatje) == ["parkeerkaart"]


def test_het_geheel_maakt_nooit_een_crisis(praatje: Praatje) -> None:
    praatje.zeg("ik wil iets vragen", over("hulpvraag_onduidelijk"))
    praatje.zeg("het is lang geleden", samen(NIETS, crisis_suicide=0.9, rouw=0.1))
    assert praatje.gesprek.beeld.crisis() is None
    assert "crisis_suicide" not in onderwerpen(praatje)


def test_het_verhaal_groeit_niet_eindeloos(praatje: Praatje) -> None:
    for _ in range(10):
        praatje.zeg("ik vertel nog wat " * 30)
    assert len(praatje.gesprek.verhaal_met("en dit ook")) <= MAX_VERHAAL


@pytest.mark.parametrize(("sterkte", "klasse"), [(0.55, "enkelvoudig_eenvoudig"), (0.95, "meervoudig_eenvoudig")])
def test_een_leefgebied_dat_zwak_klinkt_is_geraakt_maar_nog_geen_probleem(
    praatje: Praatje, sterkte: float, klasse: str
) -> None:
    praatje.zeg(
        "mijn stroom is duur en er klinkt iets over mijn woning",
        over("energiekosten", "woning_onderhoud"),
        probleem("geld"),
        probleem("wonen", sterkte=sterkte),
    )
    indeling = deel_in(praatje.gesprek, praatje.kennis)
    assert indeling.klasse.value == klasse
    assert "wonen" in indeling.leefgebieden


def test_wat_pas_in_het_geheel_duidelijk_is_wordt_ook_beantwoord(praatje: Praatje) -> None:
    praatje.zeg("ik heb een vraag over een huis", over("hulpvraag_onduidelijk"))
    reactie = praatje.zeg("ik sta nog nergens ingeschreven", samen(NIETS, woning_zoeken=0.8), nieuw=0.1)
    assert "onderwerp:woning_zoeken" in {a.sleutel for a in reactie.antwoorden}


def test_een_leefgebied_uit_het_geheel_vervalt_als_het_geheel_verandert(praatje: Praatje) -> None:
    zwaar = replace(probleem("geld"), bron=GEHEEL)
    praatje.zeg("ik heb een vraag", over("hulpvraag_onduidelijk"))
    praatje.zeg("over rekeningen", NIETS, geheel=(zwaar,))
    assert praatje.gesprek.beeld.problemen() == {"geld"}
    praatje.zeg("gewoon hoe ik ze online bekijk", NIETS, geheel=())
    assert praatje.gesprek.beeld.problemen() == frozenset()


def test_een_doorvraag_over_hetzelfde_wordt_geen_gok_naar_iets_anders(praatje: Praatje) -> None:
    praatje.zeg("hoe vraag ik huurtoeslag aan", over("toeslagen", zekerheid=0.97))
    hoe_lang = samen(over("opvoedvraag", zekerheid=0.25), toeslagen=0.9, opvoedvraag=0.05)
    reactie = praatje.zeg("en hoe lang duurt dat", hoe_lang, vraagt=True)
    assert [a.sleutel for a in reactie.antwoorden] == ["utter_weet_niet_precies"]
    assert onderwerpen(praatje) == ["toeslagen"]


def test_onduidelijk_gaat_niet_voor_de_vraag_om_een_mens(praatje: Praatje) -> None:
    praatje.zeg("het is een lang verhaal", over("hulpvraag_onduidelijk", zekerheid=0.8))
    praatje.zeg("mag ik gewoon iemand spreken", over("mens_spreken", zekerheid=0.9))
    assert onderwerpen(praatje)[0] == "mens_spreken"


def test_een_toelichting_verbetert_een_gok(praatje: Praatje) -> None:
    praatje.zeg("ik heb een vraag over een huis", over("urgentie", zekerheid=0.53))
    reactie = praatje.zeg("een huurhuis", samen(over("woning_zoeken", zekerheid=0.97), woning_zoeken=0.9), nieuw=0.1)
    assert "onderwerp:woning_zoeken" in {a.sleutel for a in reactie.antwoorden}


def test_een_doorvraag_midden_in_de_intake_is_geen_antwoord(praatje: Praatje) -> None:
    praatje.zeg("…", over("schuldhulp"), probleem("geld"), probleem("wonen"), markering("M1"))
    assert praatje.vraag == "wil_bereiken"
    praatje.zeg("hoe lang is de wachttijd dan", over("woning_zoeken", zekerheid=0.5), vraagt=True, doorvraag="duur")
    assert (praatje.vraag, praatje.gesprek.velden.get("wil_bereiken")) == ("wil_bereiken", None)


def test_een_kort_antwoord_dat_maar_vaag_op_nee_lijkt_wordt_bewaard(praatje: Praatje) -> None:
    praatje.zeg("…", over("schuldhulp"), probleem("geld"), probleem("wonen"), markering("M1"))
    praatje.zeg("niet uit huis hoeven", praat("overslaan", 0.35))
    assert praatje.gesprek.velden["wil_bereiken"] == "niet uit huis hoeven"


LANGS_ELKAAR = (markering("M4", "ze weten niks van elkaar"), gegeven("meer_hulpverleners", "drie hulpverleners"))


def test_werken_er_meer_hulpverleners_langs_elkaar_dan_is_overzicht_de_vraag(praatje: Praatje) -> None:
    zaken = (probleem("geld", "schulden"), probleem("opvoeden_opgroeien", "niet naar school"))
    praatje.zeg("drie hulpverleners en ze weten niks van elkaar", over("schuldhulp"), *LANGS_ELKAAR, *zaken)
    assert onderwerpen(praatje) == ["meervoudige_hulpvraag", "schuldhulp"]
    # Wie net vertelde wie er allemaal helpt, hoeft dat niet nog eens te zeggen.
    praatje.zeg("rust")
    assert praatje.vraag != "al_betrokken"


def test_speelt_er_maar_een_ding_dan_blijft_dat_de_vraag(praatje: Praatje) -> None:
    praatje.zeg("twee hulpverleners", over("leerplicht_verzuim"), *LANGS_ELKAAR, probleem("opvoeden_opgroeien"))
    assert onderwerpen(praatje) == ["leerplicht_verzuim"]


def test_wie_een_bekende_terug_wil_krijgt_geen_andere_vraag(praatje: Praatje) -> None:
    zaken = (probleem("geld"), probleem("wonen"))
    praatje.zeg("mag ik Ellen terug", over("vaste_contactpersoon", "schuldhulp"), *LANGS_ELKAAR, *zaken)
    assert "meervoudige_hulpvraag" not in onderwerpen(praatje)
