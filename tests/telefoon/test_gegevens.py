"""`kennisbank/telefoon.yml`: een fout daarin merkt de redacteur, niet de beller."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistent.config import WORTEL
from assistent.kanalen.telefoon.gegevens import MAX_DIEPTE, MAX_OPTIES, Keuze, kaal
from assistent.kanalen.telefoon.laden import laad_telefoon
from assistent.kern.errors import KennisFout
from tests.gegevens import kennisbank
from tests.telefoon.gegevens import GROET, telefoongegevens

ECHT = (WORTEL / "kennisbank" / "telefoon.yml").read_text("utf-8")


def laad(tmp_path: Path, tekst: str) -> list[str]:
    """De meldingen bij een veranderd bestand."""
    shutil.copytree(WORTEL / "kennisbank" / "schema", tmp_path / "schema")
    (tmp_path / "telefoon.yml").write_text(tekst, "utf-8")
    with pytest.raises(KennisFout) as fout:
        laad_telefoon(tmp_path, kennisbank())
    return fout.value.meldingen


@pytest.mark.parametrize(
    ("oud", "nieuw", "melding"),
    [
        ("gemeente: diemen", "gemeente: dieman", "de gemeente 'dieman' bestaat niet"),
        ("sociaal_team: {bestemming", "sociaalteam: {bestemming", "het team 'sociaalteam' bestaat niet"),
        ("sleutel: voedselbank", "sleutel: voedselbenk", "het onderwerp 'voedselbenk' bestaat niet"),
        ("bestemming: sociaal-team", 'bestemming: "kcc)&Dial(x"', "verkeerde vorm"),
        ("  diemen: {kcc: {bestemming: kcc}}\n", "", "nul moet altijd een mens zijn"),
        ("  afscheid: ", "  vaarwel: ", "afscheid"),
        ("Ik heb {nummer}.", "Ik heb {mummer}.", "het gat {mummer} kan hier niet"),
        ('stilte: ["Bent u er nog?', 'stilte: ["' + "heel " * 16 + "lang.", "meer dan 15 woorden"),
        ('tekst: "toeslagen", sleutel: toeslagen', 'tekst: "toeslagen"', "geef of een sleutel of keuzes"),
    ],
)
def test_een_fout_wordt_genoemd_met_bestand_en_regel(tmp_path: Path, oud: str, nieuw: str, melding: str):
    assert oud in ECHT
    meldingen = laad(tmp_path, ECHT.replace(oud, nieuw, 1))
    assert any(melding in m for m in meldingen), meldingen
    assert all("telefoon.yml:" in m for m in meldingen)


def test_zonder_bestand_is_er_een_duidelijke_melding(tmp_path: Path):
    with pytest.raises(KennisFout, match="ontbreekt"):
        laad_telefoon(tmp_path, kennisbank())


def keuzes(menu: tuple[Keuze, ...], diepte: int = 1) -> Iterator[tuple[Keuze, int]]:
    for keuze in menu:
        yield keuze, diepte
        yield from keuzes(keuze.keuzes, diepte + 1)


def test_het_menu_is_hooguit_vijf_breed_en_drie_diep():
    menu = telefoongegevens().menu
    assert len(menu) <= MAX_OPTIES
    for keuze, diepte in keuzes(menu):
        assert diepte <= MAX_DIEPTE
        assert len(keuze.keuzes) <= MAX_OPTIES


def test_geen_onderwerp_staat_twee_keer_in_het_menu():
    sleutels = [k.sleutel for k, _ in keuzes(telefoongegevens().menu) if k.sleutel]
    assert len(sleutels) == len(set(sleutels))


def test_de_begroeting_is_kort_genoeg_voor_tien_seconden():
    teksten = kennisbank().teksten
    groet = [teksten[u.sleutel]["phone"][0] for u in GROET]
    zinnen = " ".join([*groet, telefoongegevens().zinnen["open_vraag"][0]])
    assert "digitale assistent" in zinnen
    assert "bewaren" in zinnen
    assert len(zinnen.split()) <= 24


def test_aanwijzingen_voor_de_herkenner_bevatten_geen_ja_of_nee():
    woorden = {w.lower() for soort in ("ja", "nee") for w in telefoongegevens().woorden[soort]}
    for hint in telefoongegevens().hints.values():
        assert not {w.strip(".,").lower() for w in hint.split()} & woorden


@pytest.mark.parametrize(
    ("ruw", "uit"),
    [
        ("+31505550150", "0505550150"),
        ("0031 50 555 01 50", "0505550150"),
        ("sip:0505550150@centrale.example", "0505550150"),
        ("tel:+31-50-5550150", "0505550150"),
        ("14050", "14050"),
        ("anonymous", ""),
    ],
)
def test_een_nummer_komt_in_elke_schrijfwijze_op_hetzelfde_uit(ruw: str, uit: str):
    assert kaal(ruw) == uit
