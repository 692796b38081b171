"""Doorverbinden, eerlijk zijn als dat niet lukt, terugbellen, en gevaar."""

from __future__ import annotations

import pytest

from assistent.kanalen.telefoon.gebeurtenissen import Antwoorden, SpraakBegon, Uiting, Uitslag, Vraag
from tests.telefoon.gegevens import Beller, belt_naar

NIEMAND = [
    Uitslag.BEZET,
    Uitslag.GEEN_ANTWOORD,
    Uitslag.GEWEIGERD,
    Uitslag.VOICEMAIL,
    Uitslag.DICHT,
    Uitslag.STORING,
]
GEVAAR = Antwoorden(
    (
        Uiting("crisis:C1", "Bel nul achthonderd, nul één één drie."),
        Uiting("utter_veilig", "Bent u nu veilig?"),
    ),
    vraag="veilig",
    crisis=True,
)


def wil_mens(**rest: object) -> Beller:
    beller = Beller.belt(**rest)
    beller.toets("0")
    beller.hoor_uit()
    return beller


def test_doorverbinden_begint_pas_als_de_beller_hoort_wat_er_gebeurt():
    beller = Beller.belt()
    assert not belt_naar(beller.toets("0"))
    assert "verbind u door" in beller.klonk
    assert belt_naar(beller.hoor_uit()) == ["kcc"]


def test_na_verbinden_zwijgt_de_lijn():
    beller = wil_mens()
    beller.uitslag(Uitslag.VERBONDEN)
    assert beller.zeg("hallo daar met mij") == []
    assert beller.sessie.wek_op is None


@pytest.mark.parametrize("uitslag", NIEMAND)
def test_lukt_het_niet_dan_hoort_de_beller_waarom_en_mag_hij_teruggebeld_worden(uitslag: Uitslag):
    beller = wil_mens()
    beller.uitslag(uitslag)
    assert "terugbellen" in beller.klonk
    assert "Toets 1 voor ja" in beller.klonk
    assert not beller.hing_op


def test_elke_uitslag_klinkt_anders():
    zinnen = set()
    for uitslag in NIEMAND:
        beller = wil_mens()
        beller.uitslag(uitslag)
        zinnen.add(beller.klonk)
    assert len(zinnen) == len(NIEMAND)


def test_is_er_nog_iemand_dan_wordt_die_eerst_gebeld():
    beller = wil_mens()
    beller.uitslag(Uitslag.GEEN_ANTWOORD, verder=True)
    assert belt_naar(beller.hoor_uit()) == ["verder"]
    beller.uitslag(Uitslag.GEEN_ANTWOORD)
    assert "terugbellen" in beller.klonk


def test_buiten_de_tijden_klinkt_wanneer_er_wel_iemand_is():
    beller = wil_mens()
    beller.uitslag(Uitslag.DICHT, open="nu dicht, morgen open vanaf 9 uur")
    assert "morgen open vanaf 9 uur" in beller.klonk


def test_terugbellen_vraagt_een_nummer_en_een_dagdeel_en_geeft_een_akkoord():
    beller = wil_mens()
    beller.uitslag(Uitslag.DICHT)
    assert beller.toets("1")[-1] == Vraag("mens_spreken", keuze=True)
    beller.antwoord("Natuurlijk.", vraag="contact", mens=True)
    assert "Sluit af met hekje" in beller.klonk
    beller.toets(*"0612345678", "#")
    assert "0612345678" in beller.klonk
    assert beller.toets("1")[-1] == Vraag("Mijn nummer is 0612345678")
    beller.antwoord(vraag="bellen")
    assert "in de middag, toets 3" in beller.klonk
    assert beller.toets("3")[-1] == Vraag("in de middag")
    beller.antwoord("Vindt u het goed?", vraag="akkoord")
    assert beller.toets("1")[-1] == Vraag("ja", keuze=True)
    beller.antwoord("Het staat klaar.", aangeboden=True)
    assert "Het staat klaar" in beller.klonk
    assert not belt_naar(beller.hoor_uit())


def test_het_nummer_waarmee_iemand_belt_is_een_toets():
    beller = wil_mens(eigen_nummer="0612345678")
    beller.uitslag(Uitslag.DICHT)
    beller.toets("1")
    beller.antwoord("Natuurlijk.", vraag="contact", mens=True)
    assert "0612345678" not in beller.klonk
    assert beller.toets("1")[-1] == Vraag("Mijn nummer is 0612345678")


def test_een_nummer_dat_niet_kan_wordt_opnieuw_gevraagd():
    beller = Beller.belt()
    beller.zeg("bel mij terug alsjeblieft hoor")
    beller.antwoord("Op welk nummer?", vraag="contact")
    beller.toets(*"123", "#")
    assert "klopt niet" in beller.klonk


def test_een_nummer_mag_overgeslagen_worden():
    beller = Beller.belt()
    beller.zeg("bel mij terug alsjeblieft hoor")
    beller.antwoord("Op welk nummer?", vraag="contact")
    assert beller.toets("#")[-1] == Vraag("overslaan", keuze=True)


def test_met_akkoord_belt_de_lijn_het_team_en_vraagt_niet_wanneer_bellen_uitkomt():
    beller = Beller.belt()
    beller.zeg("ik heb schulden en de kinderen lopen weg")
    assert beller.antwoord("Dank u.", vraag="bellen") == [Vraag("overslaan", keuze=True)]
    beller.antwoord("Het staat klaar. Uw nummer is K4T-7WQ.", aangeboden=True)
    assert "K4T-7WQ" in beller.klonk
    assert belt_naar(beller.hoor_uit()) == ["team"]


def test_neemt_het_team_niet_op_dan_blijft_de_vraag_klaarliggen():
    beller = Beller.belt()
    beller.zeg("ik heb schulden en de kinderen lopen weg")
    beller.antwoord("Het staat klaar.", aangeboden=True)
    beller.hoor_uit()
    beller.uitslag(Uitslag.GEEN_ANTWOORD)
    assert "klaarliggen" in beller.klonk
    assert "terugbellen" not in beller.klonk


def test_wie_na_het_aanbieden_om_een_mens_vraagt_krijgt_het_team():
    beller = Beller.belt()
    beller.zeg("ik heb schulden en de kinderen lopen weg")
    beller.antwoord("Het staat klaar.", aangeboden=True)
    beller.hoor_uit()
    beller.uitslag(Uitslag.BEZET)
    beller.toets("0")
    assert belt_naar(beller.hoor_uit()) == ["team"]


def test_is_er_niemand_dan_belooft_de_lijn_ook_geen_doorverbinden():
    beller = Beller.belt()
    beller.sessie.stand.mens_nu = False
    assert belt_naar(beller.toets("0")) == ["kcc"]
    assert beller.klonk == ""
    beller.uitslag(Uitslag.DICHT, open="nu dicht, morgen open vanaf 9 uur")
    assert "morgen open vanaf 9 uur" in beller.klonk


# --- gevaar ---


def in_gevaar() -> Beller:
    beller = Beller.belt()
    beller.zeg("ik wil er niet meer zijn")
    beller.doe(GEVAAR)
    return beller


def test_bij_gevaar_klinkt_het_nummer_en_dan_komt_er_een_mens_zonder_vraag():
    beller = in_gevaar()
    assert "nul één één drie" in beller.klonk
    assert "veilig" not in beller.klonk
    assert belt_naar(beller.hoor_uit()) == ["crisis"]


@pytest.mark.parametrize("uitslag", NIEMAND)
def test_na_gevaar_hangt_de_lijn_nooit_op(uitslag: Uitslag):
    beller = in_gevaar()
    beller.hoor_uit()
    beller.uitslag(uitslag)
    assert "Ik blijf aan de lijn" in beller.klonk
    for _ in range(20):
        beller.hoor_uit()
        beller.wacht()
    assert not beller.hing_op
    beller.toets("0")
    assert belt_naar(beller.hoor_uit()) == ["crisis"]


def test_gevaar_gaat_voor_een_doorverbinding_die_al_loopt():
    beller = Beller.belt()
    beller.zeg("ik wil er niet meer zijn")
    beller.toets("0")
    beller.doe(GEVAAR)
    assert "nul één één drie" in beller.klonk
    assert belt_naar(beller.hoor_uit()) == ["crisis"]


def test_het_nummer_bij_gevaar_klinkt_uit_ook_als_de_beller_praat():
    beller = in_gevaar()
    assert beller.doe(SpraakBegon()) == []


def test_belt_de_centrale_al_dan_praat_de_lijn_er_niet_meer_doorheen():
    beller = Beller.belt()
    beller.zeg("ik wil er niet meer zijn")
    beller.toets("0")
    beller.hoor_uit()
    assert beller.doe(GEVAAR) == []
    assert beller.sessie.stand.crisis
