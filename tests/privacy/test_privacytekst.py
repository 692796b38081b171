"""De privacytekst: kort, begrijpelijk, en elke belofte is wat de code doet (AVG 12-14, R98-R100)."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from assistent.kern.privacytekst import privacytekst
from tests.gegevens import GEMEENTEN, kennisbank
from tests.web.conftest import Klant

MAX_WOORDEN = 15
ZINNEN = [zin for _, zinnen in privacytekst(kennisbank(), "groningen") for stuk in zinnen for zin in re.split(r"(?<=[.?!]) ", stuk)]


@pytest.mark.parametrize("zin", ZINNEN)
def test_elke_zin_is_kort(zin: str) -> None:
    assert len(zin.split()) <= MAX_WOORDEN
    assert not re.search(r"\b(middels|conform|betrokkene|verwerk\w*|persoonsgegevens|derhalve|indien)\b", zin.replace("Autoriteit Persoonsgegevens", ""))


@pytest.mark.parametrize("gemeente", GEMEENTEN)
def test_elke_gemeente_heeft_een_hele_tekst(gemeente: str) -> None:
    tekst = "\n".join(zin for _, zinnen in privacytekst(kennisbank(), gemeente) for zin in zinnen)
    assert "{" not in tekst
    assert kennisbank().gemeenten[gemeente].naam in tekst


def test_de_termijnen_zijn_die_van_de_code() -> None:
    kennis = kennisbank()
    tekst = str(privacytekst(kennis, "groningen"))
    for soort in ("gesprek", "intake_onaf", "intake_afgerond"):
        assert f"{kennis.bewaren.standaard[soort].days} dag" in tekst
    korter = replace(kennis, bewaren=replace(kennis.bewaren, afwijkend={"groningen": {"gesprek": timedelta(days=3)}}))
    assert "een team: 3 dagen" in str(privacytekst(korter, "groningen"))
    assert "een team: 7 dagen" in str(privacytekst(korter, "diemen"))


def test_wat_er_beloofd_wordt_over_wie_het_ziet_is_de_matrix() -> None:
    rechten = kennisbank().rechten
    assert not rechten.ziet({"vrijwilliger"}, "vraag_in_eigen_woorden")
    assert not rechten.ziet({"teamlid"}, "telefoon", meekijker=True)
    assert not any(rechten.ziet({rol}, "naam") for rol in ("redacteur", "beheerder", "vrijwilliger"))


def test_vooraf_staat_in_een_zin_wat_er_gedeeld_wordt() -> None:
    """R98."""
    zin = kennisbank().teksten["utter_privacy_vooraf"][""][0]
    assert "deel alleen iets als u dat goed vindt" in zin


@pytest.mark.filterwarnings("ignore::aiohttp.web_exceptions.NotAppKeyWarning")
async def test_de_pagina_staat_er_voor_iedereen(klant: Klant) -> None:
    antwoord = await klant.get("/privacy/groningen")
    assert antwoord.status == 200
    assert "7 dagen" in await antwoord.text()
    assert (await klant.get("/privacy/atlantis")).status == 404
