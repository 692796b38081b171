"""De keten: stuklijst en licenties, containers zonder meer rechten dan nodig, en geheimen uit een bestand."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistent.config import WORTEL, lees_instellingen
from bouw.sbom import NPM_SLOT, PYTHON_SLOT, licentieproblemen, maak_stuklijst


@lru_cache
def stuklijst() -> dict[str, Any]:
    return maak_stuklijst()


def test_elk_pakket_uit_het_slot_staat_in_de_stuklijst_met_hash() -> None:
    in_slot = set(re.findall(r"^([a-zA-Z0-9_.-]+)(?:\[[^\]]*\])?==", PYTHON_SLOT.read_text("utf-8"), re.MULTILINE))
    python = {o["name"]: o for o in stuklijst()["components"] if o["purl"].startswith("pkg:pypi/")}
    assert set(python) == in_slot
    assert len(in_slot) > 150
    assert all(o["hashes"] for o in python.values())


def test_de_stuklijst_is_geldig_en_steeds_dezelfde() -> None:
    lijst = stuklijst()
    assert (lijst["bomFormat"], lijst["specVersion"]) == ("CycloneDX", "1.6")
    verwijzingen = [o["bom-ref"] for o in lijst["components"]]
    assert len(verwijzingen) == len(set(verwijzingen))
    assert verwijzingen == sorted(verwijzingen)
    for onderdeel in lijst["components"]:
        assert all(re.fullmatch("[0-9a-f]{64}|[0-9a-f]{128}", h["content"]) for h in onderdeel["hashes"])
    assert maak_stuklijst() == lijst
    assert NPM_SLOT.is_file()


def test_elke_licentie_mag() -> None:
    assert licentieproblemen(stuklijst()) == []


@pytest.mark.parametrize(("licentie", "mag"), [("GNU General Public License v3", False), ("AGPL-3.0", False), ("onbekend", False), ("SSPL-1.0", False), ("MIT", True), ("LGPL-2.1", True)])
def test_een_licentie_die_niet_mag_valt_op(licentie: str, mag: bool) -> None:
    lijst = {"components": [{"name": "x", "version": "1", "licenses": [{"license": {"name": licentie}}]}]}
    assert (licentieproblemen(lijst) == []) is mag


def test_het_slot_heeft_van_elk_pakket_een_hash() -> None:
    """Zonder hash kan een register iets anders geven dan wij nakeken."""
    blokken = re.split(r"\n(?=[a-zA-Z0-9])", PYTHON_SLOT.read_text("utf-8"))
    zonder = [b.split("==")[0] for b in blokken if "==" in b.split("\n")[0] and "--hash=sha256:" not in b]
    assert zonder == []


# --- containers ---


def test_de_container_draait_niet_als_root() -> None:
    regels = (WORTEL / "Dockerfile").read_text("utf-8").splitlines()
    laatste = regels[max(i for i, r in enumerate(regels) if r.startswith("FROM")) :]
    (gebruiker,) = (r.split()[1] for r in laatste if r.startswith("USER"))
    assert int(gebruiker) >= 1000
    assert not any(re.search(r"ASSISTENT_SLEUTELS=|ASSISTENT_DEMO=", r) for r in regels)


def test_gegevens_en_sleutels_komen_niet_in_het_beeld() -> None:
    weg = (WORTEL / ".dockerignore").read_text("utf-8").split()
    assert {"var", ".git", ".venv"} <= set(weg)


@lru_cache
def compose() -> Any:
    return yaml.safe_load((WORTEL / "compose.yml").read_text("utf-8"))


@pytest.mark.parametrize("naam", ["assistent", "database", "redis"])
def test_elke_dienst_heeft_een_alleen_lezen_schijf_en_kan_niet_meer_worden(naam: str) -> None:
    dienst = compose()["services"][naam]
    assert dienst["read_only"] is True
    assert "no-new-privileges:true" in dienst["security_opt"]
    assert not dienst.get("privileged")
    assert "binnen" in dienst["networks"]


def test_alleen_de_assistent_heeft_een_weg_naar_buiten_en_een_poort_op_deze_computer() -> None:
    diensten = compose()["services"]
    assert compose()["networks"]["binnen"] == {"internal": True}
    assert [n for n, d in diensten.items() if "buiten" in d["networks"]] == ["assistent"]
    assert [p for d in diensten.values() for p in d.get("ports", [])] == ["127.0.0.1:8050:8050"]
    assert diensten["assistent"]["cap_drop"] == ["ALL"]


def test_geheimen_staan_in_bestanden_en_niet_in_de_omgeving() -> None:
    tekst = (WORTEL / "compose.yml").read_text("utf-8")
    for dienst in compose()["services"].values():
        for naam, waarde in dienst.get("environment", {}).items():
            assert not re.search("SLEUTEL|WACHTWOORD|PASSWORD|GEHEIM|DATABASE", naam) or naam.endswith(("_BESTAND", "_FILE")), (naam, waarde)
    assert "geheim/" in tekst
    assert "geheim/" in (WORTEL / ".gitignore").read_text("utf-8").split()


def test_een_geheim_komt_uit_een_bestand(tmp_path: Path) -> None:
    bestand = tmp_path / "sleutels"
    bestand.write_text("geheim-uit-bestand\n")
    assert lees_instellingen({"ASSISTENT_SLEUTELS_BESTAND": str(bestand)}).sleutels == "geheim-uit-bestand"
    beide = {"ASSISTENT_SLEUTELS_BESTAND": str(bestand), "ASSISTENT_SLEUTELS": "uit-de-omgeving"}
    assert lees_instellingen(beide).sleutels == "uit-de-omgeving"


def test_een_geheim_dat_er_niet_is_stopt_de_start(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="ASSISTENT_SLEUTELS_BESTAND"):
        lees_instellingen({"ASSISTENT_SLEUTELS_BESTAND": str(tmp_path / "weg")})
