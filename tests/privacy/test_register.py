"""Het verwerkingsregister zegt precies wat er in de database staat; een kolom zonder regel breekt de bouw (R96)."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import pytest
import yaml
from sqlalchemy import LargeBinary

from assistent.adapters.sql.tabellen import meta
from assistent.config import WORTEL
from assistent.kern.intake import VRIJE_VELDEN
from bouw.register import DOEL, PRIVACY, maak, maak_privacy
from tests.gegevens import kennisbank

SOORTEN = {"inwoner", "kenmerk", "medewerker", "geheim", "zaak"}
GEEN_TERMIJN = {"geen persoonsgegevens", "tot de beheerder het wist"}
TABELLEN = [t.name for t in meta.sorted_tables]


@lru_cache
def register() -> Any:
    return yaml.safe_load((WORTEL / "docs/gegevens.yml").read_text("utf-8"))


def test_elke_tabel_staat_in_het_register() -> None:
    assert set(register()["tabellen"]) == set(TABELLEN)


@pytest.mark.parametrize("tabel", TABELLEN)
def test_elke_kolom_heeft_een_regel_in_docs_gegevens_yml(tabel: str) -> None:
    kolommen = register()["tabellen"][tabel]["kolommen"]
    assert list(kolommen) == [k.name for k in meta.tables[tabel].columns]
    assert set(kolommen.values()) <= SOORTEN


@pytest.mark.parametrize("tabel", TABELLEN)
def test_wat_over_een_inwoner_gaat_is_versleuteld(tabel: str) -> None:
    for kolom, soort in register()["tabellen"][tabel]["kolommen"].items():
        versleuteld = isinstance(meta.tables[tabel].c[kolom].type, LargeBinary)
        assert versleuteld == (soort == "inwoner") or soort == "geheim", f"{tabel}.{kolom}"


@pytest.mark.parametrize("tabel", TABELLEN)
def test_elke_tabel_heeft_een_termijn_die_bestaat(tabel: str) -> None:
    for termijn in register()["tabellen"][tabel]["bewaren"]:
        if termijn not in GEEN_TERMIJN:
            ander = termijn.removeprefix("mee met ")
            assert ander in (TABELLEN if termijn.startswith("mee met ") else kennisbank().bewaren.standaard)


def test_elke_termijn_wordt_gebruikt() -> None:
    tabellen = register()["tabellen"].values()
    gebruikt = {t for tabel in tabellen for t in tabel["bewaren"]} | {b["bewaren"] for b in register()["buiten_de_database"]}
    assert set(kennisbank().bewaren.standaard) <= gebruikt


def test_elk_veld_van_een_intake_hoort_bij_precies_een_stap() -> None:
    velden = [veld for stap in register()["stappen"] for veld in stap["velden"]]
    assert sorted(velden) == sorted(kennisbank().rechten.velden)
    assert set(VRIJE_VELDEN) <= set(velden)


def test_elke_tabel_hoort_bij_een_stap() -> None:
    genoemd = {tabel for stap in register()["stappen"] for tabel in stap["staat_in"]}
    assert genoemd == set(TABELLEN)


@pytest.mark.parametrize("stap", register()["stappen"], ids=lambda s: s["sleutel"])
def test_een_stap_noemt_iedereen_die_het_ziet(stap: dict[str, Any]) -> None:
    rechten = kennisbank().rechten
    ziet = {rol for rol in rechten.rollen for veld in stap["velden"] if rechten.ziet({rol}, veld)}
    assert set(stap["ziet"]) >= ziet
    assert set(stap["ziet"]) <= set(rechten.rollen)
    assert all(stap[v] for v in ("naam", "waarom", "grondslag", "gaat_naar"))


def test_de_leesbare_versie_is_bij() -> None:
    """Draai `python -m bouw.register` als deze test faalt."""
    assert DOEL.read_text("utf-8") == maak()
    assert PRIVACY.read_text("utf-8") == maak_privacy()
