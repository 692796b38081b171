"""De sociale kaart naar buiten en terug: zonder verlies, met regelnummers, en veilig in Excel."""

from __future__ import annotations

import csv
import io
import json
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from assistent.__main__ import opdrachten
from assistent.adapters.hsds.afwijking import als_tekst, pas_toe, verschil
from assistent.adapters.hsds.formule import bescherm, herstel
from assistent.adapters.hsds.kaart import kaartmap, lees_kaart
from assistent.adapters.hsds.opdrachten import kaart_in, kaart_uit
from assistent.adapters.hsds.velden import lees_velden
from assistent.adapters.hsds.vorm import Vorm
from assistent.adapters.hsds.yamltekst import als_yaml
from assistent.config import WORTEL
from assistent.kern.errors import InvoerOngeldig, KennisFout

ECHT = WORTEL / "kennisbank"
SCHEMAS = ECHT / "schema"
VELDEN = lees_velden(SCHEMAS)
DIENST: dict[str, Any] = {
    "id": "proef-dienst",
    "name": "Proefdienst",
    "organization": {"id": "proef-org", "name": "Stichting Proef", "description": None, "website": None},
    "description": "Een dienst voor de proef.",
    "status": "active",
    "url": None,
    "email": None,
    "phones": [{"number": "050 000 00 01", "type": "voice"}],
    "locations": [{"name": "De Proef", "location_type": "physical", "address_1": "Straat 1", "postal_code": "9700 AA",
                   "city": "Groningen", "transportation": None, "accessibility": "lift"}],
    "schedules": [{"freq": "WEEKLY", "byday": "MO,TU", "opens_at": "09:00", "closes_at": "12:30", "description": None,
                   "zekerheid": "V"}],
    "cost_options": [{"option": "gratis", "amount": 0, "currency": "EUR", "amount_description": "Gratis"}],
    "languages": ["nl", "ar"],
    "eligibility_description": None,
    "minimum_age": 18,
    "maximum_age": None,
    "application_process": "Bel.",
    "trede": "algemeen",
    "onderwerpen": ["schuldhulp", "toeslagen"],
    "gebied": None,
    "gesproken": None,
    "upl": ["schuldhulpverlening"],
    "eigenaar": "redactie Proef",
    "bron": {"naam": "proef", "url": None},
    "gecontroleerd_op": "2026-11-22",
    "geldig_tot": "2027-05-22",
    "voorbeeld": True,
}  # fmt: skip


def leeg(wortel: Path) -> Path:
    """Een kennisbank met schema en gemeente, zonder sociale kaart."""
    shutil.copytree(SCHEMAS, wortel / "schema")
    (wortel / "gemeenten" / "groningen").mkdir(parents=True)
    shutil.copy(ECHT / "gemeenten/groningen/gemeente.yml", wortel / "gemeenten/groningen/gemeente.yml")
    return wortel


def met(wortel: Path, *diensten: dict[str, Any], bestand: str = "proef") -> Path:
    """Een kennisbank met deze diensten in één bestand."""
    map_ = leeg(wortel) / "gemeenten/groningen/sociale_kaart"
    map_.mkdir()
    (map_ / f"{bestand}.yml").write_text(als_yaml("# Kop blijft staan.\n", diensten, VELDEN), "utf-8")
    return wortel


def kaart(kennisbank: Path, gemeente: str = "groningen") -> list[Any]:
    """De diensten met hun bestand; via tekst, want voor Python is 0 gelijk aan 0.0 en aan False."""
    diensten = lees_kaart(kaartmap(kennisbank, gemeente), kennisbank / "schema")
    return [(d.bestand, json.dumps(d.gegevens, sort_keys=True)) for d in diensten]


def vervang(bron: Path, oud: str, nieuw: str) -> None:
    tekst = bron.read_bytes().decode("utf-8")
    assert oud in tekst
    bron.write_bytes(tekst.replace(oud, nieuw, 1).encode("utf-8"))


@pytest.fixture
def proef(tmp_path: Path) -> Path:
    """Een kennisbank met drie diensten."""
    return met(tmp_path / "kb", DIENST, {**DIENST, "id": "tweede"}, {**DIENST, "id": "derde"})


def uitvoer(kennisbank: Path, vorm: Vorm, gemeente: str = "groningen") -> Path:
    doel = kennisbank.parent / f"uit.{vorm}"
    kaart_uit(kennisbank, gemeente, doel, vorm)
    return doel


# --- heen en terug ---


@pytest.mark.parametrize("vorm", Vorm)
@pytest.mark.parametrize("gemeente", ["groningen", "landelijk"])
def test_echte_kaart_heen_en_terug(tmp_path: Path, gemeente: str, vorm: Vorm) -> None:
    doel = tmp_path / "uit"
    kaart_uit(ECHT, gemeente, doel, vorm)
    nieuw = leeg(tmp_path / "kb")
    kaart_in(nieuw, doel, gemeente, vorm)
    echt = sorted(kaartmap(ECHT, gemeente).glob("*.yml"))
    assert echt
    for pad in echt:
        terug = kaartmap(nieuw, gemeente) / pad.name
        assert yaml.safe_load(terug.read_bytes()) == yaml.safe_load(pad.read_bytes())


@pytest.mark.parametrize("vorm", Vorm)
def test_terug_in_dezelfde_kaart_verandert_geen_bestand(proef: Path, vorm: Vorm) -> None:
    bestand = kaartmap(proef, "groningen") / "proef.yml"
    bestand.write_text(
        bestand.read_text("utf-8").replace("- id: tweede", "# opmerking\n- id: tweede"), "utf-8"
    )
    voor = bestand.read_bytes()
    uitslag = kaart_in(proef, uitvoer(proef, vorm), "groningen", vorm)
    assert bestand.read_bytes() == voor
    assert "0 nieuw, 0 gewijzigd, 3 gelijk, 0 niet in de bron" in uitslag.samenvatting


def zinnen(**rest: Any) -> st.SearchStrategy[str]:
    tekens = st.characters(exclude_categories=["Cs"])
    lastig = st.sampled_from(
        ["=1+1", "'=x", "''-", "+31 6", "@a", "0612345678", '"', "a|b", " x ", "onbekend", "Ja", "no", "a;b,c\td",
         "regel\r\neen", "\ufeff", "\x00", "2026-11-22", "nl", "\\", "- a", "# b", "{}", "😀", "\x85\u2028", "5", "007"]
    )  # fmt: skip
    return st.one_of(lastig, st.text(tekens, max_size=12)).filter(lambda t: len(t) >= rest.get("min_size", 0))


MISSCHIEN = st.none() | zinnen()
VOL = zinnen(min_size=1)
GETAL = st.none() | st.integers(-(10**6), 10**6) | st.floats(allow_nan=False, allow_infinity=False)
DAG = st.dates().map(lambda d: d.isoformat())
UUR = st.none() | st.times().map(lambda t: f"{t:%H:%M}")
SLEUTEL = st.from_regex(r"[a-z0-9_]{1,8}", fullmatch=True)
EIGEN_ID = st.from_regex(r"[a-z0-9-]{1,6}", fullmatch=True)


def object_(nodig: dict[str, Any], mag: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(nodig, optional=mag)


DIENSTEN = object_(
    {
        "id": EIGEN_ID,
        "name": VOL,
        "organization": object_(
            {"id": EIGEN_ID, "name": VOL}, {"description": MISSCHIEN, "website": MISSCHIEN}
        ),
        "description": VOL,
        "status": st.sampled_from(["active", "inactive", "defunct", "temporarily closed"]),
        "trede": st.sampled_from(
            ["eigen_kracht", "netwerk", "vrijwilliger", "algemeen", "collectief", "individueel"]
        ),
        "onderwerpen": st.lists(SLEUTEL, min_size=1, max_size=3),
        "eigenaar": VOL,
        "bron": object_({"naam": VOL}, {"url": MISSCHIEN}),
        "gecontroleerd_op": DAG,
        "geldig_tot": DAG,
        "voorbeeld": st.booleans(),
    },
    {
        **dict.fromkeys(
            ["url", "email", "eligibility_description", "application_process", "gesproken"], MISSCHIEN
        ),
        "phones": st.lists(
            object_({"number": VOL}, dict.fromkeys(["type", "description", "extension"], MISSCHIEN)),
            max_size=2,
        ),
        "locations": st.lists(
            object_(
                {"location_type": st.sampled_from(["physical", "postal", "virtual"])},
                {
                    **dict.fromkeys(["name", "address_1", "postal_code", "city"], MISSCHIEN),
                    **dict.fromkeys(["transportation", "accessibility"], MISSCHIEN),
                    **dict.fromkeys(["latitude", "longitude"], GETAL),
                },
            ),
            max_size=2,
        ),
        "schedules": st.lists(
            object_(
                {
                    "freq": st.sampled_from(["WEEKLY", "MONTHLY"]),
                    "byday": st.sampled_from(["MO", "MO,TU", "SA,SU"]),
                    "opens_at": UUR,
                    "closes_at": UUR,
                },
                {
                    **dict.fromkeys(["valid_from", "valid_to"], st.none() | DAG),
                    "description": MISSCHIEN,
                    "zekerheid": st.sampled_from(["V", "K", "?", "voorbeeld"]),
                },
            ),
            max_size=2,
        ),
        "cost_options": st.lists(
            object_(
                {"amount_description": MISSCHIEN},
                {"option": MISSCHIEN, "amount": GETAL, "currency": MISSCHIEN},
            ),
            max_size=2,
        ),
        "languages": st.lists(zinnen(), max_size=3),
        **dict.fromkeys(["minimum_age", "maximum_age"], st.none() | st.integers(0, 120) | st.just(65.0)),
        "gebied": st.none() | SLEUTEL,
        "zekerheid": st.sampled_from(["V", "K", "?"]),
        "upl": st.lists(VOL, max_size=2),
    },
)


@settings(max_examples=60)
@given(st.lists(DIENSTEN, min_size=1, max_size=3, unique_by=lambda d: d["id"]))
@example([{**DIENST, "name": "=HYPERLINK(1)", "organization": {"id": "o", "name": "n", "description": "n"}}])
@example([DIENST, {**DIENST, "id": "b", "organization": {"id": "proef-org", "name": "Andere naam"}}])
def test_rare_tekens_komen_heel_terug(diensten: list[dict[str, Any]]) -> None:
    with tempfile.TemporaryDirectory() as map_:
        kennisbank = met(Path(map_) / "a", *diensten)
        verwacht = kaart(kennisbank)
        assert verwacht == [("proef", json.dumps(d, sort_keys=True)) for d in diensten]
        for vorm in Vorm:
            nieuw = leeg(Path(map_) / vorm)
            uitslag = kaart_in(nieuw, uitvoer(kennisbank, vorm), "groningen", vorm)
            assert kaart(nieuw) == verwacht
            assert not uitslag.overgeslagen


# --- de vorm zelf ---


def test_json_is_hsds(proef: Path) -> None:
    dienst = json.loads(uitvoer(proef, Vorm.JSON).read_text("utf-8"))[0]
    assert UUID(dienst["id"]).version == 5
    assert dienst["assured_date"] == "2026-11-22"
    assert dienst["schedules"][0]["opens_at"] == "09:00:00"
    plek = dienst["service_at_locations"][0]["location"]
    assert plek["addresses"][0]["state_province"] == "Groningen"
    assert plek["accessibility"][0]["description"] == "lift"
    assert dienst["organization"]["organization_identifiers"][0]["identifier"] == "proef-org"
    termen = {(a["taxonomy_term"]["taxonomy"], a["taxonomy_term"]["name"]): a for a in dienst["attributes"]}
    assert {("UPL", "schuldhulpverlening"), ("onderwerp", "toeslagen"), ("trede", "algemeen")} <= set(termen)
    assert termen["toegangsassistent", "id"]["value"] == "proef-dienst"
    assert termen["toegangsassistent", "eigenaar"]["link_type"] == "assurer"
    assert ("toegangsassistent", "afwijkingen") not in termen
    assert "null" not in json.dumps(dienst)


def test_datapackage_heeft_kloppende_sleutels(tmp_path: Path) -> None:
    map_ = tmp_path / "dp"
    kaart_uit(ECHT, "groningen", map_, Vorm.DATAPACKAGE)
    pakket = json.loads((map_ / "datapackage.json").read_text("utf-8"))
    rijen = {}
    for deel in pakket["resources"]:
        lezer = csv.DictReader(io.StringIO((map_ / deel["path"]).read_text("utf-8"), newline=""))
        rijen[deel["name"]] = list(lezer)
        assert lezer.fieldnames == [v["name"] for v in deel["schema"]["fields"]]
    for deel in pakket["resources"]:
        sleutels = [r["id"] for r in rijen[deel["name"]]]
        assert len(sleutels) == len(set(sleutels))
        for veld in deel["schema"]["fields"]:
            if veld["constraints"]["required"]:
                assert all(r[veld["name"]] for r in rijen[deel["name"]]), (deel["name"], veld["name"])
        for verwijzing in deel["schema"]["foreignKeys"]:
            doel = {r["id"] for r in rijen[verwijzing["reference"]["resource"]]}
            assert {r[verwijzing["fields"]] for r in rijen[deel["name"]]} - {""} <= doel
    # Buurthuizen waar meer diensten zitten staan er één keer.
    assert len(rijen["location"]) < len(rijen["service_at_location"])


def test_gemeente_zonder_kaart_geeft_een_lege_csv_om_in_te_vullen(tmp_path: Path) -> None:
    kennisbank = leeg(tmp_path / "kb")
    regels = uitvoer(kennisbank, Vorm.CSV).read_text("utf-8-sig").splitlines()
    assert len(regels) == 1
    assert regels[0].startswith("id;name;organization.id;")


# --- Excel ---


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r", "＝", "'=", "''+"])
def test_formule_wordt_tekst_en_komt_heel_terug(tmp_path: Path, begin: str) -> None:
    gevaar = f"{begin}HYPERLINK(1)"
    telefoon = [{"number": gevaar, "type": "voice"}]
    kennisbank = met(tmp_path / "kb", {**DIENST, "name": gevaar, "phones": telefoon, "upl": [gevaar]})
    doel = uitvoer(kennisbank, Vorm.CSV)
    for rij in csv.reader(io.StringIO(doel.read_text("utf-8-sig"), newline=""), delimiter=";"):
        assert not [cel for cel in rij if cel.startswith(("=", "+", "-", "@", "\t", "\r", "＝"))]
    nieuw = leeg(tmp_path / "nieuw")
    kaart_in(nieuw, doel, "groningen", Vorm.CSV)
    assert kaart(nieuw) == kaart(kennisbank)


@given(zinnen())
def test_bescherming_gaat_er_precies_een_keer_af(cel: str) -> None:
    assert herstel(bescherm(cel)) == cel


def test_apostrof_en_nul_vooraan() -> None:
    assert bescherm("'t Hoekje") == herstel("'t Hoekje") == "'t Hoekje"
    assert bescherm("0612345678") == "'0612345678"
    assert bescherm("050 000 00 01") == "050 000 00 01"


def test_wat_excel_zelf_verandert_wordt_begrepen(proef: Path) -> None:
    doel = uitvoer(proef, Vorm.CSV)
    for oud, nieuw in ((";2026-11-22;", ";22-11-2026;"), (";09:00;", ";9:00;"), (";ja;", ";WAAR;")):
        vervang(doel, oud, nieuw)
    doel.write_bytes(doel.read_bytes() + b";;;;\r\n")
    uitslag = kaart_in(proef, doel, "groningen", Vorm.CSV)
    assert "3 gelijk" in uitslag.samenvatting


def test_komma_als_scheidingsteken_mag_ook(proef: Path) -> None:
    doel = uitvoer(proef, Vorm.CSV)
    rijen = list(csv.reader(io.StringIO(doel.read_text("utf-8-sig"), newline=""), delimiter=";"))
    uit = io.StringIO(newline="")
    csv.writer(uit).writerows(rijen)
    doel.write_text(uit.getvalue(), "utf-8", newline="")
    assert "3 gelijk" in kaart_in(proef, doel, "groningen", Vorm.CSV).samenvatting


# --- bijwerken ---


def test_wijziging_wint_van_afwijking(proef: Path) -> None:
    doel = uitvoer(proef, Vorm.CSV)
    vervang(doel, "tweede;Proefdienst;", "tweede;Nieuwe naam;")
    uitslag = kaart_in(proef, doel, "groningen", Vorm.CSV)
    assert "0 nieuw, 1 gewijzigd, 2 gelijk" in uitslag.samenvatting
    tekst = (kaartmap(proef, "groningen") / "proef.yml").read_text("utf-8")
    assert tekst.startswith("# Kop blijft staan.\n- id: proef-dienst\n")
    assert 'name: "Nieuwe naam"' in tekst


def test_wat_niet_in_de_bron_staat_blijft(proef: Path) -> None:
    doel = uitvoer(proef, Vorm.JSON)
    doel.write_text(json.dumps(json.loads(doel.read_text("utf-8"))[:1]), "utf-8")
    uitslag = kaart_in(proef, doel, "groningen", Vorm.JSON)
    assert "2 niet in de bron" in uitslag.samenvatting
    assert len(kaart(proef)) == 3


def test_dienst_verhuist_naar_een_ander_bestand(proef: Path) -> None:
    doel = uitvoer(proef, Vorm.CSV)
    vervang(doel, ";ja;proef;", ";ja;anders;")
    kaart_in(proef, doel, "groningen", Vorm.CSV)
    assert [b for b, _ in kaart(proef)] == ["anders", "proef", "proef"]


@given(
    st.recursive(
        GETAL | zinnen(), lambda x: st.lists(x, max_size=3) | st.dictionaries(SLEUTEL, x, max_size=3)
    )
)
def test_afwijking_maakt_elk_verschil_goed(echt: Any) -> None:
    gegevens: dict[str, Any] = {"veld": "iets", "rest": [1, {"a": None}]}
    tekst = als_tekst(verschil(gegevens, {"veld": echt, "rest": [1, {"a": 0}]}))
    assert pas_toe(gegevens, tekst) is None
    assert json.dumps(gegevens) == json.dumps({"veld": echt, "rest": [1, {"a": 0}]})


# --- foute rijen ---


def fouten(kennisbank: Path, bron: Path, vorm: Vorm) -> list[str]:
    """De meldingen; de kaart zelf is niet veranderd."""
    voor = kaart(kennisbank)
    with pytest.raises(KennisFout) as fout:
        kaart_in(kennisbank, bron, "groningen", vorm)
    assert kaart(kennisbank) == voor
    return fout.value.meldingen


def test_csv_noemt_bestand_regel_kolom_en_wat_te_doen(proef: Path) -> None:
    doel = uitvoer(proef, Vorm.CSV)
    vervang(doel, "tweede;Proefdienst;", 'tweede;"Proef\r\ndienst";')  # telt als twee regels
    vervang(doel, "\r\nderde;Proefdienst;", "\r\nderde;;")
    assert fouten(proef, doel, Vorm.CSV)[0] == f"{doel}:5 (rij): het veld name ontbreekt. Voeg het toe."


@pytest.mark.parametrize(
    ("oud", "nieuw", "melding"),
    [
        (";18;", ";achttien;", ":2 minimum_age: de waarde 'achttien' is van de verkeerde soort."),
        (
            ";2026-11-22;",
            ";31-02-2026;",
            ":2 gecontroleerd_op: deze dag bestaat niet. Schrijf jaar-maand-dag.",
        ),
        (";algemeen;", ";altijd;", ":2 trede: de waarde 'altijd' mag hier niet. Kies uit: eigen_kracht,"),
        (";MO,TU;", ";ma;", ":2 schedules.1.byday: de waarde 'ma' heeft de verkeerde vorm."),
        ("tweede;", "proef-dienst;", ":3 id: 'proef-dienst' staat ook op uit.csv:2. Haal er één weg."),
        (";ja;proef;", ";ja;../../weg;", ":2 bestand: dit is geen bestandsnaam."),
        (";ja;proef;", ";ja;proef;kapot", ":2 afwijkingen: deze tekst is beschadigd."),
        (";ja;proef;", ";ja;proef;;;extra", ":2 (rij): 56 cellen, de kop heeft er 54."),
        ("proef-dienst;Proefdienst", 'proef-dienst;"Proef"dienst', ":2 (rij): deze rij is niet te lezen."),
        (";gebied;", ";gebeid;", ":1 gebeid: deze kolom is niet bekend. Verbeter de naam of haal haar weg."),
        (";gebied;", ";trede;", ":1 trede: deze kolom staat er twee keer."),
        ("id;name;", "name;", ":1 id: deze kolom ontbreekt."),
    ],
)
def test_fout_in_csv(proef: Path, oud: str, nieuw: str, melding: str) -> None:
    doel = uitvoer(proef, Vorm.CSV)
    vervang(doel, oud, nieuw)
    assert any(f"{doel}{melding}" in m for m in fouten(proef, doel, Vorm.CSV)), fouten(proef, doel, Vorm.CSV)


def test_excel_in_de_oude_tekenset(proef: Path) -> None:
    doel = uitvoer(proef, Vorm.CSV)
    doel.write_bytes(doel.read_text("utf-8-sig").replace("De Proef", "Café").encode("cp1252"))
    assert fouten(proef, doel, Vorm.CSV)[0].startswith(f"{doel}:1 (bestand): geen UTF-8.")


def test_json_noemt_de_regel_van_het_veld(proef: Path) -> None:
    doel = uitvoer(proef, Vorm.JSON)
    vervang(doel, '"opens_at": "09:00:00"', '"opens_at": "negen"')
    regel = next(i for i, r in enumerate(doel.read_text("utf-8").splitlines(), 1) if "negen" in r)
    assert f"{doel}:{regel} schedules.1.opens_at: de waarde 'negen'" in fouten(proef, doel, Vorm.JSON)[0]


@pytest.mark.parametrize(
    ("oud", "nieuw", "melding"),
    [
        ("[", "{,", ":1 (bestand): geen geldige JSON."),
        ("[", "[5,", ":1 (bestand): onderdeel 1 is geen dienst."),
        ('"minimum_age": 18', '"minimum_age": NaN', ":1 (bestand): geen geldige JSON (getal of diepte)."),
        ('"minimum_age": 18', '"name": "x"', " name: dit veld staat er twee keer."),
        ('"minimum_age": 18', '"minimum_age": "\\ud800"', "(rij): er staat een getal of teken in"),
        ('"phones": [', '"phones": [7, ', " phones: dit hoort een lijst met objecten te zijn."),
        ('"2027-05-22"', '"mei"', " geldig_tot: de waarde 'mei' heeft de verkeerde vorm."),
    ],
)
def test_fout_in_json(proef: Path, oud: str, nieuw: str, melding: str) -> None:
    doel = uitvoer(proef, Vorm.JSON)
    vervang(doel, oud, nieuw)
    assert any(melding in m for m in fouten(proef, doel, Vorm.JSON)), fouten(proef, doel, Vorm.JSON)


@pytest.mark.parametrize(
    ("bestand", "oud", "nieuw", "melding"),
    [
        ("services.csv", ",active,", ",open,", "services.csv:2 status: de waarde 'open' mag hier niet."),
        ("services.csv", ",Proefdienst,", ",,", "services.csv:2 (rij): het veld name ontbreekt."),
        ("phones.csv", ",050 000 00 01,", ",,", "phones.csv:2 phones.1: het veld number ontbreekt."),
        (
            "phones.csv",
            "\r\n",
            "\r\nx,weg,112,,,\r\n",
            "phones.csv:2 service_id: deze sleutel staat niet in services",
        ),
        ("schedules.csv", "09:00:00", "negen", "schedules.csv:2 schedules.1.opens_at: de waarde 'negen'"),
        ("attributes.csv", "2027-05-22", "mei", " geldig_tot: de waarde 'mei'"),
        (
            "locations.csv",
            ",physical,",
            ",ergens,",
            "locations.csv:2 locations.1.location_type: de waarde 'ergens'",
        ),
        (
            "organizations.csv",
            "\r\n",
            "\r\n,x\r\n,y\r\n",
            "organizations.csv:3 id: deze sleutel staat er al.",
        ),
        ("datapackage.json", "phones.csv", "../phones.csv", "'../phones.csv' ligt buiten deze map."),
        ("datapackage.json", "[", "", "datapackage.json:1 resources: geen geldige lijst"),
        ("datapackage.json", '"service"', '"dienst"', "de tabel 'service' ontbreekt."),
    ],
)
def test_fout_in_datapackage(proef: Path, bestand: str, oud: str, nieuw: str, melding: str) -> None:
    doel = uitvoer(proef, Vorm.DATAPACKAGE)
    vervang(doel / bestand, oud, nieuw)
    meldingen = fouten(proef, doel, Vorm.DATAPACKAGE)
    assert any(melding in m for m in meldingen), meldingen


def test_kapotte_verwijzing_in_datapackage(proef: Path) -> None:
    doel = uitvoer(proef, Vorm.DATAPACKAGE)
    (doel / "locations.csv").unlink()
    assert "locations.csv:1 (bestand): niet te lezen." in fouten(proef, doel, Vorm.DATAPACKAGE)[0]
    (doel / "locations.csv").write_text("id,location_type\n", "utf-8")
    meldingen = fouten(proef, doel, Vorm.DATAPACKAGE)
    for bestand in ("service_at_location.csv", "addresses.csv"):
        melding = f"{doel / bestand}:2 location_id: deze sleutel staat niet in locations.csv."
        assert any(m.startswith(melding) for m in meldingen)


@pytest.mark.parametrize("vorm", Vorm)
def test_alleen_met_sla_over_gaat_de_rest_door(proef: Path, tmp_path: Path, vorm: Vorm) -> None:
    doel = uitvoer(proef, vorm)
    vervang(doel / "services.csv" if vorm is Vorm.DATAPACKAGE else doel, "active", "open")
    assert "--sla-over" in fouten(proef, doel, vorm)[-1]
    nieuw = leeg(tmp_path / "nieuw")
    uitslag = kaart_in(nieuw, doel, "groningen", vorm, sla_over=True)
    assert [json.loads(d)["id"] for _, d in kaart(nieuw)] == ["tweede", "derde"]
    assert len(uitslag.overgeslagen) == 1
    # In een kaart die er al is blijft de oude dienst gewoon staan.
    assert (
        "2 gelijk, 1 niet in de bron" in kaart_in(proef, doel, "groningen", vorm, sla_over=True).samenvatting
    )


@settings(max_examples=150)
@given(st.data())
def test_kapotte_json_geeft_altijd_een_nederlandse_fout(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as map_:
        kennisbank = met(Path(map_) / "a", DIENST)
        doel = uitvoer(kennisbank, Vorm.JSON)
        inhoud = json.loads(doel.read_text("utf-8"))
        knoop: Any = inhoud
        while isinstance(knoop, dict | list) and knoop:
            ouder = knoop
            sleutel = data.draw(
                st.sampled_from(list(ouder) if isinstance(ouder, dict) else range(len(ouder)))
            )
            knoop = ouder[sleutel]
            if data.draw(st.booleans()):
                break
        ouder[sleutel] = data.draw(
            st.sampled_from([None, 5, 1.5, True, "", "x", [], {}, [[]], [{}], {"a": []}])
        )
        doel.write_text(json.dumps(inhoud), "utf-8")
        with suppress(KennisFout):  # elke andere fout laat de test vallen
            kaart_in(kennisbank, doel, "groningen", Vorm.JSON)
        assert kaart(kennisbank)


@given(st.binary(max_size=60))
def test_willekeurige_bytes_geven_een_nederlandse_fout(ruw: bytes) -> None:
    with tempfile.TemporaryDirectory() as map_:
        kennisbank = leeg(Path(map_) / "a")
        bron = Path(map_) / "bron"
        bron.write_bytes(ruw)
        for vorm in (Vorm.JSON, Vorm.CSV):
            with pytest.raises(KennisFout):
                kaart_in(kennisbank, bron, "groningen", vorm)


# --- de opdrachtregel ---


def test_opdrachten_heen_en_terug(proef: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTENT_KENNISBANK", str(proef))
    doel = proef.parent / "kaart.csv"
    uit = CliRunner().invoke(opdrachten, ["kaart-uit", "groningen", str(doel), "--vorm", "csv"])
    assert uit.exit_code == 0
    assert uit.output == f"3 diensten geschreven naar {doel}.\n"
    vervang(doel, ";active;", ";open;")
    terug = ["kaart-in", str(doel), "groningen", "--vorm", "csv"]
    assert isinstance(CliRunner().invoke(opdrachten, terug).exception, KennisFout)
    met_overslaan = CliRunner().invoke(opdrachten, [*terug, "--sla-over"])
    assert met_overslaan.exit_code == 0
    assert f"Overgeslagen: {doel}:2 status:" in met_overslaan.output


def test_doelen_die_niet_kunnen(proef: Path, tmp_path: Path) -> None:
    with pytest.raises(InvoerOngeldig, match=r"niet bekend\. Kies uit: landelijk, groningen"):
        kaart_uit(proef, "../groningen", tmp_path / "x", Vorm.CSV)
    with pytest.raises(InvoerOngeldig, match="is een map"):
        kaart_uit(proef, "groningen", tmp_path, Vorm.JSON)
    vol = tmp_path / "vol"
    vol.mkdir()
    (vol / "iets.txt").write_text("van een ander", "utf-8")
    with pytest.raises(InvoerOngeldig, match="geen lege map"):
        kaart_uit(proef, "groningen", vol, Vorm.DATAPACKAGE)
    with pytest.raises(KennisFout, match="niet te lezen"):
        kaart_in(proef, tmp_path / "bestaat_niet.csv", "groningen", Vorm.CSV)


def test_kapotte_yaml_gaat_niet_naar_buiten(tmp_path: Path) -> None:
    for fout, melding in (
        ({"trede": "x"}, "trede"),
        ({"cost_options": [{"amount": float("inf"), "amount_description": None}]}, "niet bewaard"),
    ):
        kennisbank = met(tmp_path / melding.replace(" ", ""), {**DIENST, **fout})
        with pytest.raises(KennisFout, match=melding):
            uitvoer(kennisbank, Vorm.JSON)
    dubbel = met(tmp_path / "dubbel", DIENST, DIENST)
    with pytest.raises(KennisFout, match="deze id staat er al"):
        uitvoer(dubbel, Vorm.CSV)
