"""De staatsmachine van het telefoongesprek, zonder geluid en zonder centrale."""

from __future__ import annotations

import pytest

from assistent.kanalen.telefoon.gebeurtenissen import (
    GeenAntwoord,
    HerkennerWeg,
    Optie,
    SpraakBegon,
    Uitgesproken,
    Uiting,
    Uitslag,
    Vraag,
)
from tests.telefoon.gegevens import Beller, belt_naar, zwijgt

NAAR_ASSISTENT = "ik wil iets vragen over de voedselbank"


def bij_antwoord(**rest: object) -> Beller:
    beller = Beller.belt(**rest)
    beller.zeg(NAAR_ASSISTENT)
    return beller


# --- begin ---


def test_begroeting_zegt_dat_het_een_assistent_is_en_eindigt_met_de_open_vraag():
    beller = Beller.belt(luistert=False)
    assert "digitale assistent" in beller.klonk
    assert beller.klonk.endswith("Waar belt u over?")


def test_wie_door_de_open_vraag_heen_praat_krijgt_stilte_maar_de_begroeting_klinkt_uit():
    beller = Beller.belt(luistert=False)
    assert not zwijgt(beller.doe(SpraakBegon()))
    assert zwijgt(beller.doe(Uitgesproken(1)))


def test_wie_door_de_open_vraag_praat_onderbreekt_haar_meteen():
    beller = Beller.belt(luistert=False)
    beller.doe(Uitgesproken(1))
    assert zwijgt(beller.doe(SpraakBegon()))


def test_zonder_herkenner_klinkt_meteen_het_menu():
    beller = Beller.belt(spraak=False, luistert=False)
    assert "toets 1" in beller.klonk
    assert "toets nul" in beller.klonk


# --- een vraag ---


def test_wat_de_beller_zegt_gaat_naar_de_assistent_en_het_antwoord_klinkt():
    beller = Beller.belt()
    assert beller.zeg(NAAR_ASSISTENT) == [Vraag(NAAR_ASSISTENT)]
    beller.antwoord("Bij de voedselbank krijgt u gratis eten.")
    assert "gratis eten" in beller.klonk


def test_denkt_de_assistent_lang_dan_klinkt_er_iets():
    beller = bij_antwoord()
    beller.wacht()
    assert "moment" in beller.klonk
    beller.hoor_uit()
    beller.wacht()
    assert "iets langer" in beller.klonk


def test_een_zin_tijdens_het_nadenken_is_een_nieuwe_vraag_en_beide_antwoorden_klinken():
    beller = bij_antwoord()
    assert beller.zeg("en ik heb ook schulden") == [Vraag("en ik heb ook schulden")]
    assert beller.zeg("hallo") == []
    assert beller.antwoord("Eerste antwoord.") == []
    beller.antwoord("Tweede antwoord.")
    assert beller.klonk == "Eerste antwoord. Tweede antwoord."


def test_sterretje_herhaalt_het_laatste():
    beller = bij_antwoord()
    beller.antwoord("Bel nul acht honderd.")
    beller.toets("*")
    assert "nul acht honderd" in beller.klonk


def test_nog_een_plek_klinkt_pas_als_de_beller_erom_vraagt():
    beller = bij_antwoord()
    beller.antwoord("Een plek.", meer=((Uiting("kaart", "De tweede plek."),),))
    assert "De tweede plek" not in beller.klonk
    beller.hoor_uit()
    beller.zeg("volgende")
    assert "De tweede plek" in beller.klonk


# --- een mens, op elk moment (R46) ---


@pytest.mark.parametrize(
    "woorden", ["mens", "ik wil een mens", "een medewerker graag", "kan ik iemand spreken"]
)
def test_een_woord_geeft_een_mens_zonder_dat_de_taalmotor_nodig_is(woorden: str):
    beller = Beller.belt()
    beller.zeg(woorden)
    assert not beller.vragen
    assert belt_naar(beller.hoor_uit()) == ["kcc"]


@pytest.mark.parametrize(
    "tot_hier",
    [
        lambda: Beller.belt(luistert=False),
        lambda: Beller.belt(spraak=False),
        bij_antwoord,
        lambda: (b := bij_antwoord(), b.antwoord("Klopt dat?", vraag="akkoord"))[0],
        lambda: (b := bij_antwoord(), b.antwoord("Wat wilt u?", vraag="wil_bereiken"))[0],
        lambda: (b := Beller.belt(), b.mompel())[0],
    ],
)
def test_nul_is_op_elk_moment_een_mens(tot_hier):
    beller = tot_hier()
    beller.toets("0")
    assert belt_naar(beller.hoor_uit()) == ["kcc"]


def test_nul_is_een_cijfer_tijdens_een_nummer_maar_alleen_een_nul_is_een_mens():
    beller = bij_antwoord()
    beller.antwoord("Op welk nummer?", vraag="contact")
    beller.toets("0")
    assert not belt_naar(beller.gedaan)
    beller.wacht()
    assert belt_naar(beller.hoor_uit()) == ["kcc"]


def test_de_assistent_die_een_mens_wil_geven_verbindt_door():
    beller = bij_antwoord()
    beller.antwoord("U kunt ons bellen.", mens=True)
    assert "U kunt ons bellen" not in beller.klonk
    assert belt_naar(beller.hoor_uit()) == ["kcc"]


# --- niet verstaan en stilte ---


def test_de_ladder_van_niet_verstaan_eindigt_bij_toetsen_en_dan_bij_een_mens():
    beller = Beller.belt()
    beller.mompel()
    assert "verstond ik niet" in beller.klonk
    beller.hoor_uit()
    beller.mompel()
    assert "toets 1" in beller.klonk
    assert not beller.hing_op


def test_drie_keer_niet_verstaan_bij_ja_of_nee_geeft_een_mens():
    beller = bij_antwoord()
    beller.antwoord("Bent u dat?", vraag="kinderen")
    for _ in range(2):
        beller.hoor_uit()
        beller.mompel()
        assert "Toets 1 voor ja" in beller.klonk
    beller.hoor_uit()
    beller.mompel()
    assert belt_naar(beller.hoor_uit()) == ["kcc"]


def test_stilte_geeft_rust_dan_toetsen_dan_een_mens_en_nooit_ophangen():
    beller = Beller.belt()
    beller.wacht()
    assert "Neem rustig de tijd" in beller.klonk
    beller.hoor_uit()
    beller.wacht()
    assert "toets 1" in beller.klonk
    beller.hoor_uit()
    beller.wacht()
    assert belt_naar(beller.hoor_uit()) == ["kcc"]
    assert not beller.hing_op


def test_wie_stil_blijft_terwijl_er_niemand_is_wordt_pas_na_de_tweede_ronde_opgehangen():
    beller = Beller.belt()
    for _ in range(2):
        while not belt_naar(beller.gedaan[-1:]):
            beller.wacht()
            beller.hoor_uit()
        beller.uitslag(Uitslag.DICHT)
        beller.hoor_uit()
        assert not beller.hing_op
    while not beller.hing_op:
        beller.wacht()
        beller.hoor_uit()
    assert "Dank u wel voor het bellen" in " ".join(
        u.tekst for o in beller.gedaan for u in getattr(o, "uitingen", ())
    )


def test_een_kuch_na_de_vraag_stopt_het_wachten_niet():
    beller = Beller.belt(spraak=False)
    beller.mompel()
    assert beller.sessie.wek_op is not None


# --- toetsen ---


def test_het_menu_leidt_met_twee_toetsen_naar_een_onderwerp_zonder_taalmotor():
    beller = Beller.belt(spraak=False)
    beller.toets("1")
    assert "gratis eten" in beller.klonk
    assert beller.toets("2")[-1] == Vraag("voedselbank", keuze=True)


def test_een_menu_in_een_menu_en_hekje_gaat_terug():
    beller = Beller.belt(spraak=False)
    beller.toets("2", "2")
    assert "een aanpassing in huis, toets 2" in beller.klonk
    beller.toets("#")
    assert "hulp in het huishouden, toets 1" in beller.klonk


def test_een_toets_die_niets_doet_zegt_dat_en_herhaalt():
    beller = Beller.belt(spraak=False)
    beller.toets("8")
    assert "doet hier niets" in beller.klonk
    assert "toets 1" in beller.klonk


def test_met_alleen_toetsen_worden_open_vragen_overgeslagen_maar_de_uitleg_klinkt_wel():
    beller = Beller.belt(spraak=False)
    beller.toets("1", "1")
    vraag = beller.antwoord("Dat kan zwaar zijn.", vraag="wil_bereiken")
    assert vraag == [Vraag("overslaan", keuze=True)]
    beller.antwoord("Zal ik het doorgeven?", vraag="overdragen")
    assert beller.klonk.startswith("Dat kan zwaar zijn.")
    assert "Toets 1 voor ja" in beller.klonk
    assert beller.toets("1")[-1] == Vraag("ja", keuze=True)


def test_na_een_antwoord_is_er_met_toetsen_een_weg_terug_naar_het_menu():
    beller = Beller.belt(spraak=False)
    beller.toets("1", "2")
    beller.antwoord("Bij de voedselbank krijgt u gratis eten.")
    beller.toets("1")
    assert "geld, eten of schulden, toets 1" in beller.klonk


def test_veel_keuzes_gaan_met_vijf_tegelijk():
    beller = Beller.belt(spraak=False)
    beller.toets("1", "1")
    opties = tuple(Optie(f"kern {n}", f"kern {n}") for n in range(7))
    beller.antwoord("In welke kern woont u?", vraag="gebied", opties=opties)
    assert "meer keuzes, toets 5" in beller.klonk
    assert "kern 4" not in beller.klonk
    beller.toets("5")
    assert beller.toets("2")[-1] == Vraag("kern 5")


def test_een_haperende_herkenner_maakt_er_een_toetsengesprek_van():
    beller = Beller.belt()
    beller.doe(HerkennerWeg())
    assert "kiest met de toetsen" in beller.klonk
    assert "toets 1" in beller.klonk


def test_een_taalmotor_die_uit_staat_geeft_het_menu():
    beller = bij_antwoord()
    beller.antwoord("Bel ons.", motor_uit=True)
    assert "toets 1" in beller.klonk
    assert "Bel ons" not in beller.klonk


def test_is_de_assistent_stuk_dan_komt_er_een_mens():
    beller = bij_antwoord()
    beller.doe(GeenAntwoord())
    assert belt_naar(beller.hoor_uit()) == ["kcc"]


# --- bevestigen ---


def test_een_onzeker_akkoord_telt_niet_met_de_stem():
    beller = bij_antwoord()
    beller.antwoord("Vindt u het goed?", vraag="akkoord")
    assert "Toets 1 voor ja" in beller.klonk
    assert Vraag("ja", keuze=True) not in beller.zeg("ja", 0.4)
    assert beller.toets("1")[-1] == Vraag("ja", keuze=True)


def test_een_duidelijk_ja_telt_wel():
    beller = bij_antwoord()
    beller.antwoord("Vindt u het goed?", vraag="akkoord")
    assert Vraag("ja", keuze=True) in beller.zeg("ja hoor", 0.9)


def test_een_heel_verhaal_op_een_ja_neevraag_gaat_naar_de_assistent():
    beller = bij_antwoord()
    beller.antwoord("Zal ik het doorgeven?", vraag="overdragen")
    verhaal = "ja maar eigenlijk gaat het om mijn buurvrouw die ziek is"
    assert Vraag(verhaal) in beller.zeg(verhaal)
