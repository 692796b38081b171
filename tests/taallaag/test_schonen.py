"""Persoonsgegevens gaan eruit voor opslag, en wat geen persoonsgegeven is blijft staan (§6.8, R99)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from assistent.taal.persoonsgegevens.woordlijst import ACHTERNAMEN, VOORNAMEN
from assistent.taal.schonen import schoon, vind
from benchmarks.schonen import TOETSSET, Uitslag, meet

KENNISBANK = Path(__file__).parents[2] / "kennisbank"


@pytest.fixture(scope="module")
def uitslag() -> Uitslag:
    return meet(TOETSSET.read_text("utf-8").splitlines())


@pytest.mark.parametrize(
    ("tekst", "schone"),
    [
        ("mijn bsn is 123456782", "mijn bsn is [bsn]"),
        ("bsn 1234.56.782", "bsn [bsn]"),
        ("bsn 123 456 789, een tikfout", "bsn [bsn], een tikfout"),
        ("een twee drie vier vijf zes zeven acht twee", "[bsn]"),
        ("NL91 ABNA 0417 1643 00 graag", "[rekening] graag"),
        ("nl91abna0417164300 en DE89 3704 0044 0532 0130 00", "[rekening] en [rekening]"),
        ("bel 06-12345678 of 050 312 34 56", "bel [telefoon] of [telefoon]"),
        ("+31 (0)6 12 34 56 78", "[telefoon]"),
        ("+48 601 234 567 is van mijn man", "[telefoon] is van mijn man"),
        ("nul zes twaalf vierendertig zesenvijftig achtenzeventig", "[telefoon]"),
        ("op nul zes, een twee, drie vier, vijf zes, zeven acht, na drie uur", "op [telefoon], na drie uur"),
        ("mail jan.de-vries@gmail.com.", "mail [mail]."),
        ("jan punt de vries apenstaartje gmail punt com", "[mail]"),
        ("zaaknummer Z2023-004512 en paspoort NX1234567", "zaaknummer [nummer] en paspoort [nummer]"),
        ("klantnummer 40213, dossier 8812077", "klantnummer [nummer], dossier [nummer]"),
        ("mijn auto 12-abc-3", "mijn auto [kenteken]"),
        ("geboren op 12-03-1981", "geboren op [geboortedatum]"),
        ("12 maart 1981", "[geboortedatum]"),
        ("twaalf maart negentien eenentachtig", "[geboortedatum]"),
        ("mijn moeder is van zes mei negentienvijfenveertig", "mijn moeder is van [geboortedatum]"),
        ("jarig op de tweeëntwintigste van oktober", "jarig op de [geboortedatum]"),
        ("geb 060672", "geb [geboortedatum]"),
        ("mijn insta is @kaya.xo", "mijn insta is [naam]"),
        ("Daan, 12-03-2016, is ziek", "[naam], [geboortedatum], is ziek"),
    ],
)
def test_nummers_gaan_eruit(tekst: str, schone: str) -> None:
    assert schoon(tekst).tekst == schone


@pytest.mark.parametrize(
    ("tekst", "schone"),
    [
        ("Ik woon op de Hoofdstraat 12", "Ik woon op de [adres]"),
        ("jan van galenstraat 112 bis in lisse", "[adres] in lisse"),
        ("op de kerkstraat nummer twaalf", "op de [adres]"),
        ("Damrak 12, 1012 LG Amsterdam", "[adres], 1012 [adres] Amsterdam"),
        ("9712 AB 14", "9712 [adres]"),
        ("nummer achttien in de Meidoornstraat", "nummer [adres] in de [adres]"),
        ("Kerkkade 201-3 hoog", "[adres]"),
        ("postcode is tweeëntwintig elf bee kaa", "postcode is tweeëntwintig elf [adres]"),
        ("postcode 9712ab en huisnummer 14", "postcode 9712 [adres]"),
    ],
)
def test_van_een_adres_blijven_de_vier_cijfers_van_de_postcode(tekst: str, schone: str) -> None:
    assert schoon(tekst).tekst == schone


@pytest.mark.parametrize(
    ("tekst", "schone"),
    [
        ("ik heet anna de vries en ik heb schulden", "ik heet [naam] en ik heb schulden"),
        ("mijn naam is eh samira el idrissi", "mijn naam is eh [naam]"),
        ("Ik ben Anna de Vries", "Ik ben [naam]"),
        ("goedemiddag met Jan Bakker", "goedemiddag met [naam]"),
        ("mevrouw van den berg en de heer J.P. Smit", "mevrouw [naam] en de heer [naam]"),
        ("mijn dochter roos wil niet naar school", "mijn dochter [naam] wil niet naar school"),
        ("mijn zoon mark en mijn buurvrouw Sanne", "mijn zoon [naam] en mijn buurvrouw [naam]"),
        ("Gisteren kwam Mehmet Y\u0131lmaz langs", "Gisteren kwam [naam] langs"),
        ("Sanne (8) en Tim (6) slapen slecht", "[naam] (8) en [naam] (6) slapen slecht"),
        ("mijn man heet Piet, Piet drinkt", "mijn man heet [naam], [naam] drinkt"),
        ("IK HEET RACHID OUALI", "IK HEET [naam]"),
        ("my name is John Smith", "my name is [naam]"),
        ("mevrouw Jansen-de Boer", "mevrouw [naam]"),
        ("hoi ik ben djamilla en ik zoek een huis", "hoi ik ben [naam] en ik zoek een huis"),
        ("ik heet nguyen thi lan en ik ben nieuw", "ik heet [naam] en ik ben nieuw"),
        ("Hoogachtend, A.J.M. van Rijckevorsel", "Hoogachtend, [naam]"),
        ("hallo met van leeuwen", "hallo met [naam]"),
        ("mijn vriend mo slaat me, oma riet weet het", "mijn vriend [naam] slaat me, oma [naam] weet het"),
        ("de moeder van kiano doet niks", "de moeder van [naam] doet niks"),
        ("weten jullie of harm al komt", "weten jullie of [naam] al komt"),
    ],
)
def test_namen_gaan_eruit(tekst: str, schone: str) -> None:
    assert schoon(tekst).tekst == schone


@pytest.mark.parametrize(
    "tekst",
    [
        "Bel 112, 113, 0800-2000, 14 050 of 0900-8844",
        "nul achthonderd tweeduizend of één één twee",
        "€ 1.250 schuld, 350 euro huur en 12.500 euro lening",
        "ik ben 43, in 2019 en 2020 werkte ik, 1.250.000 redenen",
        "een afspraak op 12-03-2026 om 10.30 uur, over 3 weken, tussen 9.00-17.00",
        "ik woon op nummer 12",
        "artikel 2.3.5 Wmo 2015, artikel 4:13 Awb, BWBR0035362",
        "mevrouw van de gemeente en meneer van de bank",
        "de Jeugdwet, het Leger des Heils, Humanitas en Albert Heijn",
        "In De Hoogte en in Groningen, op maandag in mei",
        "een roos, een mark, een bloem en een storm",
        "mijn zoon wil niet, mijn dochter mag niet, mijn man is Turks",
        "Ik ben Nederlander, ik ben moe, ik ben het zat",
        "met de gemeente bellen",
        "kinderen van 8, 10 en 12",
        "mijn zoon luisterd niet en mijn moeder ligd in bed",
        "ik ben depri en ik ben alleestaande moeder",
        "klas 3B van het Fioretti",
        "ik wil of een roos of een tulp, en de mark was geld",
        "we wonen in Nij Beets met z'n zessen",
        "we are at home",
        "mijn naam is haas",
        "contact met @ease of met Van der Valk",
    ],
)
def test_wat_geen_persoonsgegeven_is_blijft(tekst: str) -> None:
    assert schoon(tekst).tekst == tekst


def test_elk_nummer_van_de_kennisbank_blijft_leesbaar() -> None:
    hulplijnen = [h["nummer"] for h in yaml.safe_load((KENNISBANK / "hulplijnen.yml").read_text("utf-8"))]
    gemeenten = [
        yaml.safe_load(pad.read_text("utf-8"))["kanalen"]["telefoon"]["nummer"]
        for pad in KENNISBANK.glob("gemeenten/*/gemeente.yml")
    ]
    nummers = [n for n in (*hulplijnen, *gemeenten) if n]
    assert [n for n in nummers if schoon(f"ik belde {n} gisteren").tekst != f"ik belde {n} gisteren"] == []


@pytest.mark.parametrize(
    ("tekst", "contact"),
    [
        ("Karin Jansen 0612345678", {"naam": "Karin Jansen", "telefoon": "0612345678"}),
        ("karin 06-12345678 liefst na 3en", {"naam": "karin", "telefoon": "0612345678"}),
        (
            "jansen, nul zes twaalf vierendertig zesenvijftig achtenzeventig",
            {"naam": "jansen", "telefoon": "0612345678"},
        ),
        ("bos 0031612345678", {"naam": "bos", "telefoon": "0612345678"}),
        ("+48 601 234 567 Piotr", {"naam": "Piotr", "telefoon": "+48601234567"}),
        ("ja graag, mailen naar Jan.Bakker@Gmail.com", {"mail": "jan.bakker@gmail.com"}),
        ("jan punt de vries apenstaartje gmail punt com", {"mail": "jan.devries@gmail.com"}),
        ("mijn man heet Kees, ik ben Ria: 0612345678", {"naam": "Ria", "telefoon": "0612345678"}),
        ("Ahmed", {"naam": "Ahmed"}),
        ("nee liever niet", {}),
        ("ja dat mag, morgen om 10 uur", {}),
    ],
)
def test_een_antwoord_op_de_contactvraag_vult_de_velden(tekst: str, contact: dict[str, str]) -> None:
    geschoond = schoon(tekst, contact=True)
    assert dict(geschoond.contact) == contact
    assert not [w for w in contact.values() if w in geschoond.tekst]


def test_zonder_contactvraag_geen_contactgegevens() -> None:
    assert schoon("ik heet Karin Jansen, 0612345678, karin@live.nl").contact == {}


@pytest.mark.parametrize(
    "tekst",
    [
        "\uff10\uff16\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18",
        "06\u200b12345678",
        "\u0660\u0666\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668",
        "06\u201312 34\u201356 78",
        "0\u00ad612345678",
    ],
)
def test_vreemde_tekens_verbergen_geen_nummer(tekst: str) -> None:
    assert schoon(f"bel {tekst} nu").tekst == "bel [telefoon] nu"


STUKJES = [
    "ik heet ",
    "Anna",
    " de Vries ",
    "06",
    "12345678",
    " ",
    ",",
    ".",
    "[naam]",
    "9712 AB",
    "@gmail.com",
    "een ",
    "€ ",
]


@given(st.lists(st.one_of(st.sampled_from(STUKJES), st.text(max_size=4)), max_size=12).map("".join))
def test_elke_tekst_kan_en_de_rest_blijft_letterlijk_staan(tekst: str) -> None:
    schone, eind = schoon(tekst).tekst, 0
    for plek in vind(tekst):
        assert eind <= plek.van < plek.tot <= len(tekst)
        gelijk, merkteken, schone = schone.partition(f"[{plek.merk}]")
        while len(gelijk) < plek.van - eind:  # hetzelfde merkteken stond al in de tekst
            meer, _, schone = schone.partition(f"[{plek.merk}]")
            gelijk += merkteken + meer
        assert gelijk.rstrip(" ") == tekst[eind : plek.van].rstrip(" ")
        eind = plek.tot
    assert schone == tekst[eind:]


def test_wat_al_geschoond_is_verandert_niet_meer() -> None:
    for regel in TOETSSET.read_text("utf-8").splitlines():
        schone = schoon(json.loads(regel)["tekst"]).tekst
        assert schoon(schone).tekst == schone


def test_de_toetsset_haalt_de_grenzen_van_het_besluit(uitslag: Uitslag) -> None:
    assert uitslag.recall("nummer") >= 0.98, uitslag.fouten
    assert uitslag.recall("naam") >= 0.95, uitslag.fouten
    assert uitslag.precisie >= 0.95, uitslag.fouten


def test_de_namenlijst_dekt_de_talen_van_de_inwoners() -> None:
    assert len(VOORNAMEN) > 900
    assert len(ACHTERNAMEN) > 300
    assert {"anna", "sjoerd", "mehmet", "fatima", "radjesh", "agnieszka", "oleksandr", "zainab"} <= VOORNAMEN
