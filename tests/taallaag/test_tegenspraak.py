"""Nee op de vraag van de poort is nee; wie na "nee" toch iets ergs zegt wordt gehoord (§5.2)."""

from __future__ import annotations

import pytest

from assistent.config import WORTEL
from assistent.kern.begrippen import Wie
from assistent.taal.lezer import Lezer
from assistent.taal.signaalpatronen import laad_signalen


@pytest.fixture(scope="module")
def lezer() -> Lezer:
    """De patronen uit de kennisbank, zonder geleerd model."""
    return Lezer(laad_signalen(WORTEL / "kennisbank" / "signalen"))


@pytest.mark.parametrize(
    "tekst",
    [
        "nee hij slaat me niet",
        "Nee, ik heb geen zelfmoordgedachten hoor.",
        "nee ik denk niet aan doodgaan, ik doe mezelf niks",
        "nee vannacht kan ik bij mijn broer slapen",
    ],
)
def test_nee_is_nee(lezer: Lezer, tekst: str) -> None:
    assert not lezer.gevaar(tekst)


@pytest.mark.parametrize(
    ("tekst", "code"),
    [
        ("nee ik wil niet meer ik wil dood", "C1"),
        ("nee ik trek het niet meer ik pleeg zelfmoord", "C1"),
        ("nee het gaat niet ik denk aan zelfmoord", "C1"),
        ("nee maar hij slaat me wel", "C2"),
        ("nee niet vandaag maar gisteren sloeg hij mij", "C2"),
        ("ik denk niet aan zelfmoord", "C1"),
        ("hij slaat me nooit als er iemand bij is", "C2"),
    ],
)
def test_erge_dingen_na_nee_blijven_gehoord(lezer: Lezer, tekst: str, code: str) -> None:
    assert code in {g.code for g in lezer.gevaar(tekst)}


def test_een_scheiding_is_geen_medisch_noodgeval(lezer: Lezer) -> None:
    assert not lezer.gevaar("Mijn vriend en ik zijn uit elkaar gegaan, het huis is van hem")
    assert lezer.gevaar("mijn vriend is in elkaar gezakt en reageert niet")


def test_nee_en_dan_een_vraag_is_geen_tegenspraak(lezer: Lezer) -> None:
    assert lezer.lees("nee dat ken ik niet").weerlegt
    assert not lezer.lees("nee ik sta nog nergens ingeschreven, waar doe ik dat").weerlegt


@pytest.mark.parametrize(
    ("tekst", "wie"),
    [
        ("mijn vriendin en ik zijn uit elkaar gegaan", Wie.INWONER),
        ("mijn vriendin heeft hulp nodig met haar rekeningen", Wie.MELDER),
        ("het gaat over een vriend van mij", Wie.MELDER),
    ],
)
def test_een_vriendin_is_niet_altijd_een_ander(lezer: Lezer, tekst: str, wie: Wie) -> None:
    assert lezer.lees(tekst).wie is wie


@pytest.mark.parametrize(
    ("tekst", "doorvraag"),
    [
        ("hoe lang is de wachttijd dan", True),
        ("kost dat geld", True),
        ("en wie beslist daarover", True),
        ("dat ik weet waar ik aan toe ben", False),
        ("hoe vraag ik bijstand aan", False),
    ],
)
def test_doorvragen_over_wat_al_loopt(lezer: Lezer, tekst: str, doorvraag: bool) -> None:
    assert lezer.lees(tekst).doorvraagt is doorvraag


@pytest.mark.parametrize(
    ("tekst", "weigert", "laat_doorgeven"),
    [
        ("nee dat hoeft niet hoor", True, False),
        ("ik zoek dat liever zelf even uit, ik bel zelf", True, False),
        ("nee doe maar niet", True, False),
        ("nee mijn kinderen zijn allang het huis uit", False, False),
        ("is goed, belt u mij maar", False, True),
        ("u mag het doorgeven aan een collega", False, True),
        ("u mag mijn moeder hierover niet bellen", False, False),
        ("nee geen schulden of zo. ja stuur maar door", False, True),
        ("ja, geef maar door, maar mijn naam liever niet", True, True),
        ("nee, niet doorgeven, de zus van mijn ex werkt daar", False, False),
    ],
)
def test_afslaan_en_laten_doorgeven_hoor_je_aan_de_woorden(
    lezer: Lezer, tekst: str, weigert: bool, laat_doorgeven: bool
) -> None:
    gelezen = lezer.lees(tekst)
    assert (gelezen.weigert, gelezen.laat_doorgeven) == (weigert, laat_doorgeven)


@pytest.mark.parametrize(
    ("tekst", "inleiding"),
    [
        ("goedemiddag, ik wil wat vragen over mijn tante", True),
        ("ik bel eigenlijk namens mijn broer", True),
        ("ik wil vragen hoe ik een traplift en een scootmobiel aanvraag voor mijn tante", False),
    ],
)
def test_een_inleiding_is_nog_geen_vraag(lezer: Lezer, tekst: str, inleiding: bool) -> None:
    assert lezer.lees(tekst).leidt_in is inleiding


@pytest.mark.parametrize(
    ("tekst", "soort"),
    [
        ("en hoe lang zit je dan te wachten", "duur"),
        ("is er eigenlijk een wachtlijst voor", "duur"),
        ("moet ik daarvoor betalen", "kosten"),
        ("oh en kost zoiets geld", "kosten"),
        ("welke papieren heb ik nodig", "nodig"),
        ("wat moet ik dan meenemen", "nodig"),
        ("wie bepaalt dat eigenlijk", "wie"),
        ("wanneer belt er iemand", "contact"),
        ("oke en mag ik dan gewoon binnenlopen", "anders"),
        ("daar maak ik me niet zo druk om", ""),
    ],
)
def test_waarover_iemand_doorvraagt(lezer: Lezer, tekst: str, soort: str) -> None:
    assert lezer.lees(tekst).doorvraag == soort


@pytest.mark.parametrize(
    ("tekst", "onveilig"),
    [("nee ik voel me niet heel veilig", True), ("het is hier onveilig", True), ("ja ik ben veilig thuis", False)],
)
def test_niet_veilig_hoor_je_ook_met_een_woord_ertussen(lezer: Lezer, tekst: str, onveilig: bool) -> None:
    assert ("onveilig" in lezer.lees(tekst).wendingen) is onveilig


def test_een_beleefdheid_heeft_geen_inhoud_en_een_toelichting_wel(lezer: Lezer) -> None:
    assert lezer.lees("nee hoor, dank u wel").inhoud == 0
    assert lezer.lees("nee, schulden hebben we thuis nooit gehad").inhoud > 0


@pytest.mark.parametrize(
    ("tekst", "niet", "wel"),
    [
        ("eentje die het overzicht heeft, meer vraag ik niet, ja dat mag u doorgeven", False, True),
        ("ze weet niet dat ik dit doorgeef", False, False),
        ("u mag het nog niet doorgeven", True, False),
        ("ik wil niks aan de gemeente doorgeven", True, False),
    ],
)
def test_doorgeven_of_juist_niet(lezer: Lezer, tekst: str, niet: bool, wel: bool) -> None:
    gelezen = lezer.lees(tekst)
    assert ("niet_doorgeven" in gelezen.wendingen, gelezen.laat_doorgeven) == (niet, wel)


@pytest.mark.parametrize("tekst", ["nee laat maar zitten", "nee dat wil ik niet", "nee hoor we redden ons wel", "nee nu nog niet"])
def test_zo_slaat_iemand_iets_af(lezer: Lezer, tekst: str) -> None:
    assert lezer.lees(tekst).weigert


@pytest.mark.parametrize(
    ("tekst", "stemt_toe", "rondt_af"),
    [
        ("Doet u dat maar, dank u wel.", True, False),
        ("ja zet dat er maar in", True, False),
        ("Ja graag, als er iemand zou willen komen.", True, False),
        ("nee, liever niet", False, False),
        ("dat mag niet van mijn zoon", False, False),
        ("top ga ik doen", False, True),
        ("Doe mij maar een foldertje, dan bel ik zelf.", False, True),
        ("oke dankjewel, dat gaan we proberen", False, True),
        ("nee het gaat prima, daar bel ik niet over", False, False),
        ("daar ga ik aan onderdoor", False, False),
        ("dan loop ik de hele dag te malen", False, False),
        ("daar loop ik morgen binnen", False, True),
    ],
)
def test_een_ander_ja_en_een_eigen_weg(lezer: Lezer, tekst: str, stemt_toe: bool, rondt_af: bool) -> None:
    gelezen = lezer.lees(tekst)
    assert (gelezen.stemt_toe, "rondt_af" in gelezen.wendingen) == (stemt_toe, rondt_af)


def test_wie_zonder_adem_zegt_niet_meer_te_kunnen_wordt_gehoord(lezer: Lezer) -> None:
    gelezen = lezer.lees("nee ik kan niet meer ik ben gewoon op")
    assert "M1" in {s.sleutel for s in gelezen.signalen if s.telt}


def test_nee_met_de_ontkenning_er_meteen_achter_is_geen_alarm(lezer: Lezer) -> None:
    assert not lezer.lees("nee man hij slaat niet ofzo, ik ben al weg daar").gevaren
    assert lezer.lees("hij slaat mij").gevaren


@pytest.mark.parametrize(
    ("tekst", "naam"),
    [
        ("Het is de Arthur van Schendellaan, hij heet Henk.", None),
        ("Arthur 06 12345678", "Arthur"),
        ("ik heet Karin de Vries, 06 12345678", "Karin de Vries"),
    ],
)
def test_een_straat_of_de_naam_van_een_ander_is_niet_hoe_iemand_heet(lezer: Lezer, tekst: str, naam: str | None) -> None:
    assert lezer.lees(tekst, contact=True).contact.get("naam") == naam
