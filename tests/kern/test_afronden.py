"""Wie ja zegt in andere woorden wordt gehoord, en wie het zelf verder doet wordt met rust gelaten (R65, R67, R118)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistent.kern.begrippen import Uitkomst
from assistent.kern.signalen import Gevaar, Signaal, Soort
from tests.gegevens import NIETS, Praatje, over, praat, probleem, sleutels
from tests.kern.test_ja_en_nee import tot_overdragen

RONDT_AF = {"wendingen": frozenset({"rondt_af"})}


@pytest.mark.parametrize("intent", ["smalltalk", "aanvulling", "niet_geholpen"])
def test_ja_in_andere_woorden_brengt_de_intake_verder(intent: str, praatje: Praatje) -> None:
    tot_overdragen(praatje)
    praatje.zeg("doet u dat maar, dank u wel", praat(intent), stemt_toe=True)
    assert praatje.gesprek.velden["overdragen"] == "ja"


def test_na_ja_komt_er_geen_vraag_meer_over_wat_er_speelt(praatje: Praatje) -> None:
    tot_overdragen(praatje)
    reactie = praatje.zeg(
        "ja graag, want de huur ligt er ook nog", praat("ja"), probleem("wonen"), probleem("geld"), stemt_toe=True
    )
    assert not {"utter_vraag_wil_bereiken", "utter_vraag_al_betrokken"} & set(sleutels(reactie))


def test_wie_het_zelf_verder_doet_slaat_het_aanbod_af(praatje: Praatje) -> None:
    tot_overdragen(praatje)
    reactie = praatje.zeg("top, ga ik doen", praat("ja"), **RONDT_AF)
    assert "utter_geen_overdracht" in sleutels(reactie)
    assert reactie.uitkomst is Uitkomst.DIRECT


def test_wie_antwoord_kreeg_en_verder_kan_krijgt_een_groet_en_geen_nieuwe_vraag(praatje: Praatje) -> None:
    praatje.zeg("waar vind ik een clubje", over("activiteiten"))
    reactie = praatje.zeg("dan lopen we daar even langs", praat("niet_geholpen"), **RONDT_AF)
    assert sleutels(reactie) == ["utter_graag_gedaan"]


def test_wie_in_het_afronden_nog_een_probleem_noemt_wordt_gehoord(praatje: Praatje) -> None:
    praatje.zeg("waar vind ik een clubje", over("activiteiten"))
    reactie = praatje.zeg("dan bel ik weer huilend mijn zus", praat("aanvulling"), probleem("geestelijke_gezondheid"), **RONDT_AF)
    assert "utter_graag_gedaan" not in sleutels(reactie)


def test_halverwege_stelt_de_assistent_zich_niet_nog_eens_voor(praatje: Praatje) -> None:
    praatje.zeg("waar vind ik een clubje", over("activiteiten"))
    assert "onderwerp:smalltalk" not in sleutels(praatje.zeg("o wat fijn", praat("smalltalk")))


def test_ja_met_een_vraag_erbij_krijgt_eerst_antwoord(praatje: Praatje) -> None:
    tot_overdragen(praatje)
    reactie = praatje.zeg("doe dat maar, kost dat iets?", praat("ja"), stemt_toe=True, doorvraag="kosten", vraagt=True)
    assert praatje.gesprek.velden["overdragen"] == "ja"
    assert len(reactie.antwoorden) > 1


def test_na_ja_gaat_het_door_ook_als_er_geen_mens_meer_nodig_lijkt(praatje: Praatje) -> None:
    praatje.zeg("hij slaat mij", gevaren=(Gevaar("C2", "hij slaat mij", "proef"),))
    praatje.zeg("ja hoor", praat("ja"))
    praatje.gesprek = replace(praatje.gesprek, open_vraag="overdragen")
    assert "utter_dank_verder" not in sleutels(praatje.zeg("ja", praat("ja")))


def test_wie_zegt_dat_het_te_zwaar_is_hoort_daar_iets_op(praatje: Praatje) -> None:
    praatje.zeg("ik heb hulp in huis nodig", over("hulp_bij_huishouden"))
    assert praatje.vraag == "achter_de_vraag"
    reactie = praatje.zeg("eerlijk gezegd trek ik het niet meer", NIETS, Signaal(Soort.MARKERING, "M1", "trek ik het niet meer", "proef"))
    assert sleutels(reactie)[0] == "utter_erken_draagkracht"


def test_een_vermoeden_tijdens_gevaar_is_geen_nieuw_soort_gevaar(praatje: Praatje) -> None:
    praatje.zeg("hij slaat mij", gevaren=(Gevaar("C2", "hij slaat mij", "proef"),))
    reactie = praatje.zeg("straks neemt hij op", gevaren=(Gevaar("C1", "straks", "model"),))
    assert "crisis:C1" not in sleutels(reactie)
    assert praatje.zeg("ik wil dood", gevaren=(Gevaar("C1", "ik wil dood", "C1-doodswens"),)).antwoorden[0].sleutel == "crisis:C1"


def test_een_kort_antwoord_op_bent_u_veilig_is_geen_nieuw_alarm(praatje: Praatje) -> None:
    praatje.zeg("mijn zoon, ik sloeg hem net", gevaren=(Gevaar("C3", "sloeg hem", "proef"),))
    reactie = praatje.zeg("nee niemand gewond, ik sta buiten", gevaren=(Gevaar("C3", "gewond", "model"),), inhoud=3)
    assert "crisis:C3" not in sleutels(reactie)
    assert praatje.gesprek.beeld.crisis() == "C3"


def test_wie_niet_wil_doorgeven_terwijl_er_gevaar_was_krijgt_geen_nieuw_alarm(praatje: Praatje) -> None:
    praatje.zeg("hij slaat mij", gevaren=(Gevaar("C2", "hij slaat mij", "proef"),))
    rest = {"wendingen": frozenset({"niet_doorgeven"})}
    reactie = praatje.zeg("niet doorgeven, straks bellen ze", gevaren=(Gevaar("C1", "straks", "model"),), **rest)
    assert not any(a.sleutel.startswith("crisis:") for a in reactie.antwoorden)


def test_wie_na_gevaar_bang_is_voor_een_telefoontje_hoort_dat_er_niets_weggaat(praatje: Praatje) -> None:
    praatje.zeg("hij slaat mij", gevaren=(Gevaar("C2", "hij slaat mij", "proef"),))
    praatje.zeg("nu wel, hij is naar zijn werk", inhoud=1)
    rest = {"wendingen": frozenset({"niet_doorgeven"})}
    reactie = praatje.zeg("niet doorgeven, straks bellen ze", praat("aanvulling"), nieuw=0.1, **rest)
    assert sleutels(reactie) == ["utter_geen_overdracht"]
    assert reactie.uitkomst is Uitkomst.CRISIS


def test_een_beltijd_bij_het_nummer_wordt_niet_nog_eens_gevraagd(praatje: Praatje) -> None:
    tot_overdragen(praatje)
    praatje.zeg("ja", praat("ja"), stemt_toe=True)
    praatje.gesprek = replace(praatje.gesprek, open_vraag="contact")
    praatje.zeg("[naam] [telefoon] liefst tussen twee en vier", praat("aanvulling"), contact={"telefoon": "0612345678"})
    assert praatje.gesprek.velden["beltijd"] == "liefst tussen twee en vier"
    assert praatje.vraag != "bellen"


def test_een_probleem_op_de_vraag_wie_er_helpt_staat_bij_de_eigen_woorden(praatje: Praatje) -> None:
    praatje.zeg("ik heb hulp in huis nodig", over("hulp_bij_huishouden"))
    praatje.gesprek = replace(praatje.gesprek, open_vraag="al_betrokken")
    praatje.zeg("de huur is ook twee maanden niet betaald", NIETS, probleem("geld"))
    assert "al_betrokken" not in praatje.gesprek.velden
    assert praatje.gesprek.eigen_woorden[-1] == "de huur is ook twee maanden niet betaald"


def test_wie_nee_zegt_laat_geen_beltijd_achter(praatje: Praatje) -> None:
    tot_overdragen(praatje)
    praatje.zeg("nee vanmiddag niet", praat("nee"), weigert=True)
    assert "beltijd" not in praatje.gesprek.velden
