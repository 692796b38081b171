"""Wat er in een intake mag en nooit in mag (§9.2), melder en betrokkene gescheiden, en de regie van de inwoner (R47-R56, R65, R78, R118)."""

from __future__ import annotations

import dataclasses
import typing
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistent.kern.begrippen import Wie
from assistent.kern.indeling import deel_in
from assistent.kern.intake import CONTACT, VRIJE_VELDEN, Intake, bij_gevaar, eigen_woorden, maak_intake
from assistent.kern.kennis import Kennisbank
from assistent.kern.nooit import schoon, splits_melding
from assistent.kern.samenvatting import WEGLAATBAAR, vat_samen, verbeter
from tests.gegevens import NIETS, Praatje, gevaar, over, probleem

VERBODEN_WOORDEN = (
    "bsn", "rekening", "iban", "wachtwoord", "paspoort", "geboorte", "leeftijd", "diagnose", "ziekte", "geloof", "afkomst", "nationaliteit",
    "seksualiteit", "strafblad", "score", "risico", "bedrag", "schuld", "inkomen", "transcript", "berichten", "kindnaam", "namen",
)  # fmt: skip


def met(tekst: str, **rest: typing.Any) -> Praatje:
    """Iemand vertelt dit, en er blijkt een vraag over schulden uit."""
    praatje = Praatje()
    praatje.zeg(tekst, over("schuldhulp"), probleem("geld", tekst), probleem("wonen", "huis uit"), **rest)
    return praatje


def intake_van(praatje: Praatje, kennis: Kennisbank) -> Intake:
    return maak_intake(praatje.gesprek, deel_in(praatje.gesprek, kennis), kennis.triage.versie)


def alles(intake: Intake) -> str:
    """Alle tekst van de intake bij elkaar."""
    return str(dataclasses.asdict(intake))


# --- wat er nooit in mag (§9.2) ---


def test_er_is_geen_veld_voor_wat_er_nooit_in_mag() -> None:
    namen = {f.name for f in dataclasses.fields(Intake)} | set(VRIJE_VELDEN)
    assert not [n for n in namen if any(w in n for w in VERBODEN_WOORDEN)]


def test_een_getal_past_nergens() -> None:
    """Een score of bedrag als getal heeft geen plek: alle velden zijn tekst, keuze of tijdstip."""
    soorten = typing.get_type_hints(Intake)
    for naam, soort in soorten.items():
        assert int not in (soort, *typing.get_args(soort)), naam
        assert float not in (soort, *typing.get_args(soort)), naam


@pytest.mark.parametrize("veld", ["bsn", "iban", "geboortedatum", "diagnose", "geloof", "score", "schuldbedrag", "NAAM", ""])
def test_een_ander_veld_wordt_geweigerd(veld: str, kennis: Kennisbank) -> None:
    intake = intake_van(met("schulden"), kennis)
    with pytest.raises(ValueError, match="mag niet in een intake"):
        replace(intake, velden={**intake.velden, veld: "x"})


@pytest.mark.parametrize(
    ("tekst", "geheim"),
    [
        ("ik heb 12.000 euro schuld", "12.000"), ("€ 500,- huur achter", "500"), ("tienduizend euro bij de bank", "tienduizend"),
        ("mijn bsn is 111222333", "111222333"), ("bsn 111.222.333", "111.222.333"), ("NL91 ABNA 0417 1643 00 is mijn rekening", "0417"),
        ("mijn wachtwoord is Geheim1!", "Geheim1!"), ("pincode is 1234", "1234"), ("40 duizend euro", "40"), ("1500,- achter", "1500"),
    ],
)  # fmt: skip
def test_bedragen_en_nummers_gaan_nooit_mee(tekst: str, geheim: str, kennis: Kennisbank) -> None:
    """R78: ook niet als iemand ze zelf noemt, in geen enkel veld."""
    praatje = met(tekst)
    gesprek = praatje.gesprek
    for veld in VRIJE_VELDEN:
        if veld not in CONTACT:
            gesprek = gesprek.met_veld(veld, tekst)
    praatje.gesprek = gesprek
    assert geheim not in alles(intake_van(praatje, kennis))
    regels = vat_samen(gesprek, deel_in(gesprek, kennis), kennis)
    assert geheim not in " ".join(w for v, _, w in regels if v == "eigen_woorden")


@pytest.mark.parametrize("tekst", ["bel me op 0612345678", "ik heb 3 kinderen", "al 20 jaar", "huisnummer 12", "honderd keer gebeld", "om 14 uur"])
def test_gewone_getallen_blijven(tekst: str) -> None:
    assert schoon(tekst) == tekst


@given(st.text(max_size=60), st.integers(1, 10**7))
def test_een_bedrag_overleeft_nergens_in_een_zin(rond: str, bedrag: int) -> None:
    assert f"{bedrag} euro" not in schoon(f"{rond} {bedrag} euro {rond}")


def test_van_een_crisisgesprek_gaat_hooguit_een_bericht_mee(kennis: Kennisbank) -> None:
    praatje = met("eerst dit")
    praatje.zeg("en toen dit", over("schuldhulp"), probleem("geld"))
    praatje.zeg("en nu wil ik niet meer", over("schuldhulp"), probleem("geld"), gevaren=(gevaar("C1"),))
    assert len(intake_van(praatje, kennis).vraag_in_eigen_woorden) == 1


# --- akkoord, en de enige uitzondering (R67) ---


def test_zonder_akkoord_is_een_intake_niet_te_versturen(kennis: Kennisbank) -> None:
    intake = intake_van(met("schulden"), kennis)
    assert not intake.verzendbaar
    assert bij_gevaar(intake, [gevaar("C2"), gevaar("C1")]).akkoord_reden == "acuut gevaar (C1, C2)"
    assert bij_gevaar(intake, [gevaar()]).verzendbaar


def test_zonder_gevaar_is_er_geen_uitzondering(kennis: Kennisbank) -> None:
    with pytest.raises(ValueError, match="alleen bij acuut gevaar"):
        bij_gevaar(intake_van(met("schulden"), kennis), [])


# --- melder en betrokkene (R47-R56) ---

MELDING = "Bij de buren wordt elke nacht geschreeuwd. Ik denk dat hij haar slaat. Volgens mij drinkt hij. Gisteren zag ik een kapot raam."


def melding() -> Praatje:
    praatje = Praatje()
    praatje.zeg(MELDING, over("zorgen_over_ander"), probleem("thuis_relaties"), wie=Wie.MELDER, rol="buur")
    praatje.gesprek = replace(praatje.gesprek, velden={"naam": "Bea Buur", "telefoon": "0612345678", "weet_betrokkene": "nee", "eigen_contact": "ja"})
    return praatje


def test_melder_en_betrokkene_staan_apart(kennis: Kennisbank) -> None:
    """R48, R50, R53: het contact is van de melder; van de betrokkene is er nooit een naam of nummer."""
    intake = intake_van(melding(), kennis)
    assert (intake.wie, intake.rol) == (Wie.MELDER, "buur")
    assert intake.contact == {"naam": "Bea Buur", "telefoon": "0612345678"}
    assert (intake.velden["weet_betrokkene"], intake.velden["eigen_contact"]) == ("nee", "ja")
    assert not [v for v in VRIJE_VELDEN if "betrokkene" in v and ("naam" in v or "telefoon" in v)]


def test_feit_en_vermoeden_staan_apart(kennis: Kennisbank) -> None:
    """R56."""
    intake = intake_van(melding(), kennis)
    assert intake.vraag_in_eigen_woorden == ("Bij de buren wordt elke nacht geschreeuwd.", "Gisteren zag ik een kapot raam.")
    assert intake.vermoedens == ("Ik denk dat hij haar slaat.", "Volgens mij drinkt hij.")


def test_de_melder_leest_die_splitsing_na(kennis: Kennisbank) -> None:
    gesprek = melding().gesprek
    regels = {v: w for v, _, w in vat_samen(gesprek, deel_in(gesprek, kennis), kennis)}
    assert "kapot raam" in regels["eigen_woorden"]
    assert "drinkt" in regels["vermoedens"]


def test_wat_iemand_over_zichzelf_denkt_blijft_gewoon_staan(kennis: Kennisbank) -> None:
    intake = intake_van(met("Ik denk dat ik het niet red"), kennis)
    assert intake.vermoedens == ()
    assert intake.vraag_in_eigen_woorden == ("Ik denk dat ik het niet red",)


@pytest.mark.parametrize(
    ("zin", "vermoeden"),
    [("Ze huilt elke dag.", False), ("Ik zag blauwe plekken.", False), ("Hij zei dat hij honger heeft.", False), ("Misschien gebruikt hij.", True),
     ("Ik heb gehoord dat ze geslagen wordt.", True), ("Het lijkt me niet goed gaan.", True), ("Ze zou best ziek kunnen zijn.", True),
     ("Ik ben bang dat het misgaat.", True), ("Blijkbaar is de stroom eraf.", True)],
)  # fmt: skip
def test_waaraan_een_vermoeden_te_horen_is(zin: str, vermoeden: bool) -> None:
    feiten, vermoedens = splits_melding([zin])
    assert bool(vermoedens) is vermoeden
    assert bool(feiten) is not vermoeden


@given(st.lists(st.text(alphabet="abc .!?denkikmisschien", max_size=40), max_size=5))
def test_bij_het_splitsen_raakt_geen_woord_zoek(woorden: list[str]) -> None:
    feiten, vermoedens = splits_melding(woorden)
    assert sorted(" ".join([*feiten, *vermoedens]).split()) == sorted(" ".join(woorden).split())


# --- de inwoner heeft de regie (R65, R118) ---


@pytest.mark.parametrize("veld", WEGLAATBAAR)
def test_elke_regel_is_te_veranderen_en_weg_te_laten(veld: str, kennis: Kennisbank) -> None:
    gesprek = verbeter(met("schulden").gesprek, veld, "iets anders", kennis)
    assert gesprek.velden[veld] == "iets anders"
    assert veld not in verbeter(gesprek, veld, "", kennis).velden


def test_wie_zijn_woorden_weglaat_laat_ze_overal_weg(kennis: Kennisbank) -> None:
    praatje = met("een heel persoonlijk verhaal")
    praatje.gesprek = verbeter(praatje.gesprek, "eigen_woorden", "", kennis)
    intake = intake_van(praatje, kennis)
    assert "persoonlijk verhaal" not in alles(intake)
    assert {b.sleutel for b in intake.bewijs} >= {"geld", "wonen"}, "de conclusie blijft, zonder de woorden"


def test_een_leefgebied_weghalen_verandert_de_indeling_en_het_team_staat_erbij(kennis: Kennisbank) -> None:
    praatje = met("schulden")
    voor = deel_in(praatje.gesprek, kennis)
    assert {"geld", "wonen"} <= set(voor.leefgebieden)
    gesprek = verbeter(praatje.gesprek, "leefgebieden", kennis.leefgebieden["geld"].naam, kennis)
    na = deel_in(gesprek, kennis)
    assert "wonen" not in na.leefgebieden
    assert ("team", kennis.gemeenten["groningen"].teams[na.toewijzing.trekker].naam) == [(v, w) for v, _, w in vat_samen(gesprek, na, kennis)][-1]


def test_alle_onderwerpen_weglaten_mag(kennis: Kennisbank) -> None:
    gesprek = verbeter(met("schulden").gesprek, "onderwerpen", "", kennis)
    assert "onderwerpen" not in {v for v, *_ in vat_samen(gesprek, deel_in(gesprek, kennis), kennis)}


def test_iets_heel_anders_bij_een_conclusie_wordt_een_aanvulling(kennis: Kennisbank) -> None:
    gesprek = verbeter(met("schulden").gesprek, "leefgebieden", "het gaat om mijn moeder", kennis)
    assert gesprek.velden["aanvulling"] == "het gaat om mijn moeder"
    assert "geld" in deel_in(gesprek, kennis).leefgebieden


@pytest.mark.parametrize("veld", ["team", "klasse", "urgentie", "bsn", ""])
def test_wat_geen_regel_is_verandert_niets(veld: str, kennis: Kennisbank) -> None:
    gesprek = met("schulden").gesprek
    assert verbeter(gesprek, veld, "x", kennis) == gesprek


def test_wie_mag_het_weten_staat_altijd_in_de_samenvatting(kennis: Kennisbank) -> None:
    gesprek = met("schulden").gesprek
    indeling = deel_in(gesprek, kennis)
    regels = {v: w for v, _, w in vat_samen(gesprek, indeling, kennis)}
    assert regels["mag_weten"] == f"alleen {regels['team']}"
    anders = verbeter(gesprek, "mag_weten", "ook mijn zus", kennis)
    assert {v: w for v, _, w in vat_samen(anders, indeling, kennis)}["mag_weten"] == "ook mijn zus"


def test_wat_de_inwoner_leest_is_wat_er_meegaat(kennis: Kennisbank) -> None:
    """R65: geen woord meer dan in de samenvatting stond."""
    praatje = Praatje()
    for n in range(8):
        praatje.zeg(f"zin nummer {n}", over("schuldhulp"), probleem("geld"))
        praatje.gesprek = replace(praatje.gesprek, open_vraag=None)
    intake = intake_van(praatje, kennis)
    regels = {v: w for v, _, w in vat_samen(praatje.gesprek, deel_in(praatje.gesprek, kennis), kennis)}
    assert regels["eigen_woorden"].split(" … ") == list(intake.vraag_in_eigen_woorden)
    assert eigen_woorden(praatje.gesprek)[0] == intake.vraag_in_eigen_woorden


def test_niet_vrij_praten_uit_de_beltijd(kennis: Kennisbank) -> None:
    """R71."""
    for zin, vrij in (("overdag, maar niet vrij praten", "nee"), ("mijn man luistert mee", "nee"), ("altijd goed", None)):
        praatje = met("schulden")
        praatje.gesprek = praatje.gesprek.met_veld("beltijd", zin)
        assert intake_van(praatje, kennis).velden.get("vrij_praten") == vrij


def test_niets_verstaan_is_ook_een_intake(kennis: Kennisbank) -> None:
    praatje = Praatje()
    praatje.zeg("blrp", NIETS)
    assert intake_van(praatje, kennis).vraag_in_eigen_woorden == ()
