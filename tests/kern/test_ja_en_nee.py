"""Ja en nee slaan op de laatste vraag die er staat, en een omweg kost niemand zijn intake (R67, R118)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistent.kern.antwoord import Reactie
from assistent.kern.indeling import deel_in
from tests.gegevens import (
    NIETS,
    Gehoord,
    Praatje,
    Treffer,
    biedt_mens,
    kennisbank,
    over,
    praat,
    probleem,
    tekst_van,
)

JA, NEE = praat("ja"), praat("nee")
TWIJFEL = Gehoord("schuldhulp", 0.3, (Treffer("schuldhulp", 0.3, "", 0),))
Omweg = Callable[[Praatje], Reactie]


def tot_overdragen(p: Praatje) -> Reactie:
    p.zeg("ik heb hulp nodig bij mijn schulden", over("schuldhulp"), probleem("geld"))
    return p.zeg("de deurwaarder belt steeds")


def tot_akkoord(p: Praatje) -> Reactie:
    tot_overdragen(p)
    p.zeg("ja", JA)
    p.zeg("[naam] [telefoon]", NIETS, contact={"naam": "Anna Proef", "telefoon": "0612345678"})
    return p.zeg("na vijf uur")


def boos(p: Praatje) -> Reactie:
    return p.zeg("prutsers", praat("schelden"))


def twee_keer_herhalen(p: Praatje) -> Reactie:
    p.zeg("wat?", praat("herhalen"))
    return p.zeg("wat?", praat("herhalen"))


def helpt_niet(p: Praatje) -> Reactie:
    return p.zeg("dat helpt niet", praat("niet_geholpen"))


def niet_verstaan(p: Praatje) -> Reactie:
    return p.zeg("blrp")


def uitleg(p: Praatje) -> Reactie:
    return p.zeg("wat bedoelt u", praat("uitleg"))


def andere_taal(p: Praatje) -> Reactie:
    return p.zeg("wat is der oan de hân", NIETS, taal="de")


@pytest.mark.parametrize(
    "omweg",
    [
        uitleg,
        boos,
        twee_keer_herhalen,
        helpt_niet,
    ],
)
def test_ja_verstuurt_alleen_als_daarom_gevraagd_is(omweg: Omweg, praatje: Praatje) -> None:
    tot_akkoord(praatje)
    gevraagd = tekst_van(omweg(praatje))
    assert praatje.zeg("ja", JA).aanbieden is ("Zeg dan ja" in gevraagd)


def test_ja_op_een_mens_na_bedoelt_u_geeft_een_mens(praatje: Praatje) -> None:
    praatje.zeg("iets met geld", TWIJFEL)
    boos(praatje)
    assert biedt_mens(praatje.zeg("ja", JA))


def test_ja_op_dat_heb_ik_al_gezegd_geeft_een_mens(praatje: Praatje) -> None:
    for _ in range(3):
        laatste = praatje.zeg("hoi", praat("smalltalk"))
    assert "een mens voor u zoeken" in tekst_van(laatste)
    assert biedt_mens(praatje.zeg("ja", JA))


@pytest.mark.parametrize(
    ("tekst", "gehoord"),
    [("ja", JA), ("sla over", praat("overslaan")), ("weet ik niet", praat("weet_niet")),
     ("wat doet u met mijn gegevens?", praat("privacy_gegevens")), ("wat zei u?", praat("herhalen"))],
)  # fmt: skip
def test_alleen_een_echte_verbetering_komt_in_de_samenvatting(tekst: str, gehoord: Gehoord, praatje: Praatje) -> None:
    tot_akkoord(praatje)
    praatje.zeg("nee", NEE)
    praatje.zeg(tekst, gehoord)
    assert "aanvulling" not in praatje.gesprek.velden


@pytest.mark.parametrize("omweg", [boos, niet_verstaan, uitleg, andere_taal])  # fmt: skip
def test_na_een_omweg_is_de_samenvatting_er_nog(omweg: Omweg, praatje: Praatje) -> None:
    tot_akkoord(praatje)
    omweg(praatje)
    praatje.zeg("waar ging dit ook weer over?", over("eigen_bijdrage"))
    assert praatje.vraag == "akkoord"


def test_na_bedoelt_u_komt_de_vraag_of_het_door_mag_terug(praatje: Praatje) -> None:
    tot_overdragen(praatje)
    praatje.zeg("iets met geld", TWIJFEL)
    praatje.zeg("ja", JA)
    assert praatje.vraag == "overdragen"


def test_na_stoppen_begint_de_toestemming_opnieuw(praatje: Praatje) -> None:
    tot_overdragen(praatje)
    praatje.zeg("stop maar", praat("stoppen_intrekken"))
    praatje.zeg("toch wel hulp bij schulden", over("schuldhulp"))
    assert praatje.vraag != "contact"


def test_een_tussenvraag_verandert_niet_bij_welk_team_de_vraag_ligt(praatje: Praatje) -> None:
    tot_akkoord(praatje)
    praatje.zeg("wat kost hulp eigenlijk?", over("eigen_bijdrage"))
    assert deel_in(praatje.gesprek, kennisbank()).toewijzing.trekker == "gkb"


def test_wie_opent_met_ja_beantwoordt_niets(praatje: Praatje) -> None:
    """Aan de telefoon begint iedereen met "ja, ik bel over …"."""
    formulier = Gehoord("ja", 0.55, (Treffer("formulierenhulp", 0.25, "", 0),))
    praatje.zeg("ja ik bel over een formulier", formulier)
    assert (praatje.vraag, praatje.gesprek.voorstel) == ("bedoelt", "formulierenhulp")
