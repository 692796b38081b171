"""De kennisbank: alles laadt, alles heeft antwoord, en een kapot bestand noemt bestand, regel en veld (R109, R110)."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from assistent.adapters.kennisbank import laad, lees_alles, lees_teksten, vind
from assistent.adapters.kennisdelen import feestdag
from assistent.adapters.schema import toets
from assistent.config import WORTEL
from assistent.kern.errors import KennisFout
from assistent.kern.kennis import Kennisbank
from assistent.kern.vragen import JA_NEE, OPEN
from tests.gegevens import GEMEENTEN, NU

KENNISBANK, DOMEIN = WORTEL / "kennisbank", WORTEL / "domain.yml"


# --- wat erin staat ---


@pytest.mark.parametrize("bestand", vind(KENNISBANK), ids=lambda b: str(b.pad.relative_to(KENNISBANK)))
def test_elk_bestand_klopt_met_zijn_schema(bestand: object) -> None:
    assert toets(bestand, KENNISBANK / "schema") == []


def test_elk_yaml_bestand_wordt_ook_gelezen() -> None:
    """Een bestand op de verkeerde plek zou stil genegeerd worden."""
    gelezen, meldingen = lees_alles(KENNISBANK)
    assert meldingen == []
    assert {b.pad for b in gelezen} == set(KENNISBANK.rglob("*.yml"))


def test_de_aantallen_van_het_vak(kennis: Kennisbank) -> None:
    assert len(kennis.onderwerpen) == 92
    assert len(kennis.leefgebieden) == 15
    assert set(kennis.gemeenten) == set(GEMEENTEN)
    assert set(kennis.crisis) == {f"C{n}" for n in range(1, 9)}


def test_elk_onderwerp_heeft_een_antwoord_voor_elk_kanaal(kennis: Kennisbank) -> None:
    for onderwerp in kennis.onderwerpen.values():
        assert all(z.strip() for z in onderwerp.antwoord), onderwerp.sleutel
        assert onderwerp.gesproken.strip(), onderwerp.sleutel
        assert onderwerp.eenvoudig, onderwerp.sleutel
        assert onderwerp.bron.naam, onderwerp.sleutel
        assert onderwerp.bron.eigenaar, onderwerp.sleutel


def test_alle_verwijzingen_binnen_de_kennisbank_bestaan(kennis: Kennisbank) -> None:
    for onderwerp in kennis.onderwerpen.values():
        assert set(onderwerp.leefgebieden) <= set(kennis.leefgebieden), onderwerp.sleutel
        if onderwerp.verwijzing and onderwerp.verwijzing.hulplijn:
            assert onderwerp.verwijzing.hulplijn in kennis.hulplijnen
    assert set(kennis.crisis.values()) <= set(kennis.onderwerpen)
    for voorziening in kennis.voorzieningen:
        assert set(voorziening.onderwerpen) <= set(kennis.onderwerpen), voorziening.id
        assert voorziening.gemeente in {None, *GEMEENTEN}
    ids = [v.id for v in kennis.voorzieningen]
    assert len(ids) == len(set(ids))


def test_elke_vraag_aan_de_inwoner_heeft_een_tekst(kennis: Kennisbank) -> None:
    for vraag in {*OPEN, *JA_NEE, "contact", "bellen", "alleen_bellen", "voorkeur_gesprek", "gebied"} - {"veilig"}:
        assert kennis.teksten[f"utter_vraag_{vraag}"][""], vraag


def test_groningen_heeft_een_sociale_kaart_voor_elk_onderwerp_met_aanbod(kennis: Kennisbank) -> None:
    """Issue 2: minstens 60 ingangen, elk onderwerp van soort I, D of M heeft er een, en elke trede komt voor."""
    eigen = [v for v in kennis.voorzieningen if v.gemeente == "groningen"]
    assert len(eigen) >= 60
    for onderwerp in kennis.onderwerpen.values():
        if {"I", "D", "M"} & set(onderwerp.soorten):
            assert kennis.voorzieningen_bij(onderwerp.sleutel, "groningen"), onderwerp.sleutel
    assert len({v.trede for v in eigen}) == 6


def test_een_inwoner_ziet_nooit_aanbod_van_een_andere_gemeente(kennis: Kennisbank) -> None:
    for gemeente in GEMEENTEN:
        for sleutel in kennis.onderwerpen:
            assert {v.gemeente for v in kennis.voorzieningen_bij(sleutel, gemeente)} <= {None, gemeente}


def test_het_eigen_aanbod_staat_voor_het_landelijke_en_dichtbij_eerst(kennis: Kennisbank) -> None:
    """R36, R107."""
    for sleutel in kennis.onderwerpen:
        gevonden = kennis.voorzieningen_bij(sleutel, "groningen")
        orde = [(v.gemeente is None, v.gebied is not None, v.trede.rang) for v in gevonden]
        assert orde == sorted(orde), sleutel


def test_hetzelfde_geeft_dezelfde_versie_en_een_wijziging_een_andere(kopie: Path) -> None:
    versie = laad(kopie, DOMEIN).versie
    assert laad(kopie, DOMEIN).versie == versie
    wijzig(kopie / "onderwerpen/taalles.yml", "naam:", "naam: Nieuwe naam #")
    assert laad(kopie, DOMEIN).versie != versie


def test_een_wijziging_van_de_redactie_werkt_zonder_nieuwe_uitgave(kopie: Path) -> None:
    """R110."""
    wijzig(kopie / "onderwerpen/taalles.yml", "naam:", "naam: Leren in de buurt #")
    assert laad(kopie, DOMEIN).onderwerp("taalles").naam == "Leren in de buurt"


def test_een_gemeente_mag_een_eigen_antwoord_hebben(kopie: Path) -> None:
    """R109: lokaal wint, en alleen daar."""
    map_ = kopie / "gemeenten/lisse/onderwerpen"
    map_.mkdir()
    ruw = (kopie / "onderwerpen/taalles.yml").read_text("utf-8")
    (map_ / "taalles.yml").write_text(re.sub(r"naam: .*", "naam: Taalles in Lisse", ruw, count=1), "utf-8")
    kennis = laad(kopie, DOMEIN)
    assert kennis.onderwerp("taalles", "lisse").naam == "Taalles in Lisse"
    assert kennis.onderwerp("taalles", "groningen").naam != "Taalles in Lisse"


@pytest.mark.parametrize("gemeente", ["hillegom", "lisse", "noordwijk", "teylingen"])
def test_wat_een_groep_deelt_geldt_voor_elke_gemeente_erin(gemeente: str, kennis: Kennisbank) -> None:
    onderwerp = kennis.onderwerp("woningaanpassing", gemeente)
    assert onderwerp.antwoord[0].startswith("U kunt hiervoor direct naar de ISD")
    assert onderwerp.gesproken.startswith("U kunt hiervoor direct naar de ISD")
    # De rest van het antwoord is het landelijke; er is niets overgeschreven.
    assert onderwerp.antwoord[1:] == kennis.onderwerpen["woningaanpassing"].antwoord
    assert kennis.onderwerp("woningaanpassing", "groningen") is kennis.onderwerpen["woningaanpassing"]


def test_een_gemeente_gaat_voor_haar_groep(kopie: Path) -> None:
    map_ = kopie / "gemeenten/lisse/onderwerpen"
    map_.mkdir()
    groep = (kopie / "gemeenten/_groepen/bollenstreek/onderwerpen/schuldhulp.yml").read_text("utf-8")
    (map_ / "schuldhulp.yml").write_text(re.sub(r'  - ".*"', '  - "Alleen in Lisse."', groep), "utf-8")
    kennis = laad(kopie, DOMEIN)
    assert kennis.onderwerp("schuldhulp", "lisse").antwoord[0] == "Alleen in Lisse."


@pytest.mark.parametrize(
    ("gemeente", "sleutel", "wie"),
    [
        ("uithoorn", "wmo_melding", "Sociaal Loket"), ("ouder_amstel", "jeugdhulp", "Zorgadviespunt"),
        ("ouder_amstel", "schuldhulp", "Werk en Inkomen"), ("diemen", "bijstand_aanvragen", "Sociale zaken"),
        ("heerenveen", "jeugdhulp", "wijkteam Jeugd en Gezin"), ("heerenveen", "wmo_melding", "Omtinker"),
        ("steenwijkerland", "bijstand_aanvragen", "IGSD"), ("groningen", "schuldhulp", "GKB"),
    ],
)  # fmt: skip
def test_het_antwoord_noemt_de_ingang_van_de_gemeente(gemeente: str, sleutel: str, wie: str, kennis: Kennisbank) -> None:
    """Wat de beleidsstukken per gemeente zeggen (domein §1.1-1.7); oud, dus met een voorbehoud."""
    onderwerp = kennis.onderwerp(sleutel, gemeente)
    assert wie in onderwerp.antwoord[0]
    assert not onderwerp.bron.zekerheid.feit


@pytest.mark.parametrize(
    ("gemeente", "wet", "wie"),
    [
        ("steenwijkerland", "inkomen", "de IGSD, de sociale dienst"), ("steenwijkerland", "wmo", "de gemeente Steenwijkerland"),
        ("diemen", "schuld", "het team Sociale zaken"), ("uithoorn", "jeugd", "DUO+, namens de gemeente Uithoorn"),
        ("lisse", "wmo", "de ISD, de sociale dienst"), ("heerenveen", "wmo", "de Omtinker van de gemeente"),
        ("heerenveen", "jeugd", "de gemeente Heerenveen"),
    ],
)  # fmt: skip
def test_wie_beslist_verschilt_per_gemeente_en_per_wet(gemeente: str, wet: str, wie: str, kennis: Kennisbank) -> None:
    """R93."""
    assert kennis.gemeenten[gemeente].beslist(wet) == wie


def test_elk_onderwerp_is_er_gesproken_makkelijk_en_voor_beroepskrachten(kennis: Kennisbank) -> None:
    """R112, en kort genoeg om te horen: hooguit vier zinnen aan de telefoon."""
    for onderwerp in kennis.onderwerpen.values():
        assert onderwerp.professional.strip(), onderwerp.sleutel
        assert onderwerp.eenvoudig, onderwerp.sleutel
        zinnen = [z for z in re.split(r"[.!?](?:\s|$)", onderwerp.gesproken) if z.strip()]
        assert 1 <= len(zinnen) <= 5, onderwerp.sleutel
        assert len(onderwerp.gesproken.split()) <= 60, onderwerp.sleutel


def test_de_zinnen_zijn_er_ook_zonder_taalmotor() -> None:
    teksten = lees_teksten(DOMEIN)
    assert "phone" in teksten["utter_begroeting"]
    assert len(teksten["utter_niet_begrepen"][""]) == 2


def test_feestdagen_hebben_een_nederlandse_naam() -> None:
    assert feestdag(NU.date()) is None
    assert feestdag(NU.date().replace(month=12, day=25)) == "Eerste kerstdag"


# --- wat er kapot kan ---


WEG = {"landelijk", "steenwijkerland", "diemen", "uithoorn", "ouder_amstel", "hillegom", "noordwijk", "teylingen", "heerenveen"}
BLIJFT = {"schuldhulp.yml", "taalles.yml", "jeugdhulp.yml"}


def _overslaan(map_: str, namen: list[str]) -> set[str]:
    if Path(map_).name == "onderwerpen":
        return set(namen) - BLIJFT
    return WEG & set(namen)


@pytest.fixture
def kopie(tmp_path: Path) -> Path:
    """Een kleine kennisbank om stuk te maken: Groningen, Lisse en drie onderwerpen."""
    return Path(shutil.copytree(KENNISBANK, tmp_path / "kennisbank", ignore=_overslaan))


def wijzig(pad: Path, begin: str, nieuw: str) -> int:
    """Vervang de eerste regel die zo begint (na inspringen); geeft het regelnummer."""
    regels = pad.read_text("utf-8").splitlines()
    nr = next(i for i, r in enumerate(regels) if r.lstrip(" -").startswith(begin))
    inspring = regels[nr][: len(regels[nr]) - len(regels[nr].lstrip(" -"))]
    regels[nr] = inspring + nieuw
    pad.write_text("\n".join(regels) + "\n", "utf-8")
    return nr + 1


SCHULD = "onderwerpen/schuldhulp.yml"
MUTATIES: dict[str, tuple[str, str, str, str, str]] = {
    # naam: (bestand, regel die zo begint, wordt, veld in de melding, woord in de melding)
    "onbekende urgentie": (SCHULD, "urgentie:", "urgentie: heel_snel", "urgentie", "Kies uit"),
    "tekst waar een lijst hoort": (SCHULD, "antwoord:", "antwoord: zomaar\noud:", "antwoord", "verkeerde soort"),
    "lege lijst": (SCHULD, "soorten:", "soorten: []", "soorten", "leeg"),
    "onbekende soort": (SCHULD, "soorten:", "soorten: [O, X]", "soorten.1", "Kies uit"),
    "lege naam": (SCHULD, "naam:", "naam: ''", "naam", "leeg"),
    "te lange naam": (SCHULD, "naam:", f"naam: {'a' * 200}", "naam", "te lang"),
    "verkeerde datum": (SCHULD, "gecontroleerd_op:", "gecontroleerd_op: 22-11-2026", "gecontroleerd_op", "verkeerde vorm"),
    "hoofdletters in een sleutel": (SCHULD, "sleutel:", "sleutel: Schuld Hulp", "sleutel", "verkeerde vorm"),
    "prioriteit als woord": (SCHULD, "prioriteit:", "prioriteit: hoog", "prioriteit", "verkeerde soort"),
    "onbekende trede": (SCHULD, "{trede: netwerk,", '{trede: buurt, tekst: "Vraag het."}', "treden.1.trede", "Kies uit"),
    "team niet ja of nee": (
        "gemeenten/groningen/gemeente.yml", "direct_toegankelijk:", "direct_toegankelijk: misschien",
        "teams.0.direct_toegankelijk", "verkeerde soort",
    ),
    "onbekende klasse in een route": (
        "gemeenten/groningen/gemeente.yml", "klassen:", "klassen: [heel_erg]", "routering.0.klassen.0", "Kies uit",
    ),
    "onbekende klasse in de triage": ("triage.yml", "klasse:", "klasse: raar", "regels.0.klasse", "Kies uit"),
    "prioriteit van een leefgebied": ("leefgebieden.yml", "prioriteit:", "prioriteit: eerst", "0.prioriteit", "verkeerde soort"),
    "onbekende trede in de sociale kaart": (
        "gemeenten/groningen/sociale_kaart/netwerk.yml", "trede:", "trede: gratis", "0.trede", "Kies uit",
    ),
}  # fmt: skip


@pytest.mark.parametrize("wat", MUTATIES)
def test_een_kapot_bestand_noemt_bestand_regel_en_veld(wat: str, kopie: Path) -> None:
    bestand, begin, nieuw, veld, woord = MUTATIES[wat]
    regel = wijzig(kopie / bestand, begin, nieuw)
    with pytest.raises(KennisFout) as fout:
        laad(kopie, DOMEIN)
    melding = next(m for m in fout.value.meldingen if f" {veld}: " in m)
    assert melding.startswith(f"{kopie / bestand}:{regel} ")
    assert woord in melding


@pytest.mark.parametrize("veld", ["naam", "antwoord", "bron", "geldig_tot", "professional"])
def test_een_ontbrekend_veld_wordt_bij_naam_genoemd(veld: str, kopie: Path) -> None:
    wijzig(kopie / SCHULD, f"{veld}:", f"x_{veld}:")
    with pytest.raises(KennisFout) as fout:
        laad(kopie, DOMEIN)
    tekst = str(fout.value)
    assert "schuldhulp.yml:" in tekst
    assert f"het veld {veld} ontbreekt" in tekst
    assert f"onbekend veld x_{veld}" in tekst


def test_alle_fouten_komen_in_een_keer(kopie: Path) -> None:
    wijzig(kopie / SCHULD, "urgentie:", "urgentie: ooit")
    wijzig(kopie / "onderwerpen/taalles.yml", "prioriteit:", "prioriteit: hoog")
    with pytest.raises(KennisFout) as fout:
        laad(kopie, DOMEIN)
    assert len(fout.value.meldingen) == 2


def breek_inspringen(pad: Path) -> None:
    wijzig(pad, "naam:", "   naam: scheef")


def breek_aanhaling(pad: Path) -> None:
    wijzig(pad, "naam:", 'naam: "geen eind')


def breek_dubbel(pad: Path) -> None:
    wijzig(pad, "naam:", "naam: een\nnaam: twee")


def breek_codering(pad: Path) -> None:
    pad.write_bytes("naam: café".encode("latin-1"))


def breek_leeg(pad: Path) -> None:
    pad.write_text("# alleen uitleg\n", "utf-8")


def breek_lijst(pad: Path) -> None:
    pad.write_text("- een\n- twee\n", "utf-8")


@pytest.mark.parametrize("breek", [breek_inspringen, breek_aanhaling, breek_dubbel, breek_leeg, breek_lijst])
def test_geen_geldige_yaml_noemt_bestand_en_regel(breek: Callable[[Path], None], kopie: Path) -> None:
    breek(kopie / SCHULD)
    with pytest.raises(KennisFout) as fout:
        laad(kopie, DOMEIN)
    assert re.match(rf"{re.escape(str(kopie / SCHULD))}:\d+ ", fout.value.meldingen[0])


def test_een_dubbele_sleutel_noemt_de_sleutel_en_de_tweede_regel(kopie: Path) -> None:
    nr = wijzig(kopie / SCHULD, "naam:", "naam: een\nnaam: twee")
    with pytest.raises(KennisFout, match="'naam' staat er twee keer") as fout:
        laad(kopie, DOMEIN)
    assert f":{nr + 1} " in fout.value.meldingen[0]


def test_een_getal_buiten_de_grens_krijgt_een_nederlandse_melding(kopie: Path) -> None:
    wijzig(kopie / SCHULD, "prioriteit:", "prioriteit: -5")
    with pytest.raises(KennisFout) as fout:
        laad(kopie, DOMEIN)
    assert "minimum of" not in str(fout.value)
    assert "less than" not in str(fout.value)


def test_een_onmogelijke_datum_noemt_bestand_en_regel(kopie: Path) -> None:
    wijzig(kopie / SCHULD, "geldig_tot:", "geldig_tot: 2027-02-30")
    with pytest.raises(KennisFout, match="schuldhulp"):
        laad(kopie, DOMEIN)


def breek_stuurteken(pad: Path) -> None:
    wijzig(pad, "naam:", "naam: a\x07b")


@pytest.mark.parametrize("breek", [breek_codering, breek_stuurteken])
def test_een_bestand_met_verkeerde_tekens_wordt_bij_naam_genoemd(breek: Callable[[Path], None], kopie: Path) -> None:
    breek(kopie / SCHULD)
    with pytest.raises(KennisFout, match="schuldhulp"):
        laad(kopie, DOMEIN)


@pytest.mark.parametrize("bestand", ["leefgebieden.yml", "triage.yml", "hulplijnen.yml", "bedragen.yml"])
def test_een_ontbrekend_bestand_wordt_bij_naam_genoemd(bestand: str, kopie: Path) -> None:
    (kopie / bestand).unlink()
    with pytest.raises(KennisFout, match=bestand.removesuffix(".yml")):
        laad(kopie, DOMEIN)


def test_een_lokaal_antwoord_op_een_onbekend_onderwerp_noemt_het_bestand(kopie: Path) -> None:
    map_ = kopie / "gemeenten/lisse/onderwerpen"
    map_.mkdir()
    ruw = (kopie / "onderwerpen/taalles.yml").read_text("utf-8")
    (map_ / "onbekend.yml").write_text(re.sub(r"sleutel: .*", "sleutel: bestaat_niet", ruw, count=1), "utf-8")
    with pytest.raises(KennisFout, match="onbekend"):
        laad(kopie, DOMEIN)


def test_een_onbekende_groep_noemt_de_gemeente(kopie: Path) -> None:
    wijzig(kopie / "gemeenten/lisse/gemeente.yml", "groep:", "groep: bollenveld")
    with pytest.raises(KennisFout, match="lisse"):
        laad(kopie, DOMEIN)


def test_een_inwoner_leest_geen_bestandsnaam_als_bron(kennis: Kennisbank) -> None:
    assert [v.id for v in kennis.voorzieningen if ".md" in v.bron.naam] == []
