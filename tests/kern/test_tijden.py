"""Openingstijden, feestdagen, zomertijd en termijnen: eerlijk over wat niet bekend is (R7, R17, R68, R69)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from assistent.adapters.kennisdelen import feestdag
from assistent.kern.begrippen import Urgentie
from assistent.kern.kennis import Kennisbank
from assistent.kern.termijnen import reactietermijn, zeg_termijn
from assistent.kern.tijden import (
    NEDERLAND,
    Openingstijden,
    Rooster,
    dagnaam,
    kloktijd,
    weekoverzicht,
    zeg_open,
)

KANTOOR = Openingstijden((Rooster.uit_hsds("MO,TU,WE,TH,FR", "09:00", "17:00", None, None),), feestdag)
MET_PAUZE = Openingstijden(
    (
        Rooster.uit_hsds("MO,TU", "09:00", "12:00", None, None),
        Rooster.uit_hsds("MO,TU", "13:30", "16:30", None, None),
    ),
    feestdag,
)
ALTIJD = Openingstijden((Rooster.uit_hsds("MO,TU,WE,TH,FR,SA,SU", "00:00", "24:00", None, None),), feestdag, True)
ONBEKEND = Openingstijden()


def op(tekst: str) -> datetime:
    """Een moment in Nederland, bijvoorbeeld "2026-11-24 10:00"."""
    return datetime.fromisoformat(tekst).replace(tzinfo=NEDERLAND)


@pytest.mark.parametrize(
    ("moment", "open_"),
    [
        ("2026-11-24 08:59", False),
        ("2026-11-24 09:00", True),
        ("2026-11-24 16:59", True),
        ("2026-11-24 17:00", False),
        ("2026-11-28 10:00", False),  # zaterdag
        ("2026-12-25 10:00", False),  # vrijdag, Eerste kerstdag
        ("2026-04-27 10:00", False),  # maandag, Koningsdag
        ("2026-05-14 10:00", False),  # Hemelvaartsdag
        ("2026-05-05 10:00", True),  # Bevrijdingsdag telt eens in de vijf jaar
        ("2025-05-05 10:00", False),
        ("2027-01-01 10:00", False),
        ("2026-12-24 10:00", True),
    ],
)
def test_open_op_gewone_dagen_en_niet_op_feestdagen(moment: str, open_: bool) -> None:
    assert KANTOOR.open_op(op(moment)) is open_


def test_een_moment_in_utc_is_hetzelfde_moment() -> None:
    assert KANTOOR.open_op(datetime(2026, 11, 24, 8, 0, tzinfo=UTC))  # negen uur in Nederland
    assert not KANTOOR.open_op(datetime(2026, 11, 24, 16, 0, tzinfo=UTC))
    assert zeg_open(KANTOOR, datetime(2026, 7, 1, 8, 0, tzinfo=UTC)) == "nu open, tot 17 uur"


@pytest.mark.parametrize(
    ("tijden", "moment", "zin"),
    [
        (KANTOOR, "2026-11-24 10:00", "nu open, tot 17 uur"),
        (KANTOOR, "2026-11-24 08:00", "nu dicht, vandaag open vanaf 9 uur"),
        (KANTOOR, "2026-11-24 18:00", "nu dicht, morgen open vanaf 9 uur"),
        (KANTOOR, "2026-11-27 18:00", "nu dicht, maandag open vanaf 9 uur"),
        (KANTOOR, "2026-12-25 10:00", "vandaag dicht (Eerste kerstdag), maandag open vanaf 9 uur"),
        (KANTOOR, "2026-04-27 10:00", "vandaag dicht (Koningsdag), morgen open vanaf 9 uur"),
        (MET_PAUZE, "2026-11-24 12:30", "nu dicht, vandaag open vanaf 13.30 uur"),
        (MET_PAUZE, "2026-11-24 14:00", "nu open, tot 16.30 uur"),
        (MET_PAUZE, "2026-11-24 20:00", "nu dicht, maandag open vanaf 9 uur"),
        (ALTIJD, "2026-12-25 03:00", "nu open"),
        (ONBEKEND, "2026-11-24 10:00", None),
    ],
)
def test_wat_de_assistent_over_nu_zegt(tijden: Openingstijden, moment: str, zin: str | None) -> None:
    assert zeg_open(tijden, op(moment)) == zin


def test_pas_over_een_week_open_noemt_de_datum() -> None:
    eens_per_week = Openingstijden((Rooster.uit_hsds("TU", "10:00", "12:00", None, None),), feestdag)
    assert zeg_open(eens_per_week, op("2026-12-01 13:00")) == "nu dicht, dinsdag 8 december open vanaf 10 uur"


def test_een_rooster_buiten_zijn_geldigheid_zegt_niets() -> None:
    voorbij = Rooster.uit_hsds("MO,TU,WE,TH,FR", "09:00", "17:00", None, date(2026, 6, 30))
    straks = Rooster.uit_hsds("MO,TU,WE,TH,FR", "09:00", "17:00", date(2027, 6, 1), None)
    for rooster in (voorbij, straks):
        tijden = Openingstijden((rooster,), feestdag)
        assert zeg_open(tijden, op("2026-11-24 10:00")) is None
        assert tijden.over_werkuren(op("2026-11-24 10:00"), 4) is None


def test_een_uitzondering_sluit_de_hele_dag() -> None:
    dicht = Rooster.uit_hsds("TU", "", "", date(2026, 11, 24), date(2026, 11, 24))
    tijden = replace(KANTOOR, roosters=(*KANTOOR.roosters, dicht))
    assert not tijden.open_op(op("2026-11-24 10:00"))
    assert tijden.open_op(op("2026-12-01 10:00"))


# --- werkuren ---


@pytest.mark.parametrize(
    ("nu", "uren", "toen"),
    [
        ("2026-11-24 10:00", 4, "2026-11-24 14:00"),
        ("2026-11-24 10:00", 7, "2026-11-24 17:00"),
        ("2026-11-24 10:00", 8, "2026-11-25 10:00"),
        ("2026-11-24 20:00", 4, "2026-11-25 13:00"),
        ("2026-11-27 16:00", 16, "2026-12-01 16:00"),  # over het weekeinde
        ("2026-12-24 16:00", 2, "2026-12-28 10:00"),  # over Kerst en het weekeinde
        ("2026-04-24 16:00", 2, "2026-04-28 10:00"),  # over het weekeinde en Koningsdag
    ],
)
def test_termijnen_tellen_alleen_werkuren(nu: str, uren: float, toen: str) -> None:
    assert KANTOOR.over_werkuren(op(nu), uren) == op(toen)


def test_de_nacht_naar_zomertijd_telt_een_uur_minder() -> None:
    """29 maart 2026: om twee uur wordt het drie uur."""
    assert ALTIJD.over_werkuren(op("2026-03-29 01:00"), 2) == op("2026-03-29 04:00")


def test_de_nacht_naar_wintertijd_telt_een_uur_meer() -> None:
    """25 oktober 2026: om drie uur wordt het twee uur."""
    assert ALTIJD.over_werkuren(op("2026-10-25 01:00"), 4) == op("2026-10-25 04:00")


def test_kantooruren_merken_niets_van_de_klokwissel() -> None:
    assert KANTOOR.over_werkuren(op("2026-03-27 16:00"), 2) == op("2026-03-30 10:00")
    assert KANTOOR.over_werkuren(op("2026-10-23 16:00"), 2) == op("2026-10-26 10:00")


def test_zonder_rooster_geen_belofte() -> None:
    assert ONBEKEND.over_werkuren(op("2026-11-24 10:00"), 1) is None
    assert not ONBEKEND.bekend
    assert not ONBEKEND.open_op(op("2026-11-24 10:00"))


def test_meer_uren_dan_er_in_drie_weken_zijn_is_onbekend() -> None:
    assert KANTOOR.over_werkuren(op("2026-11-24 10:00"), 1000) is None


# --- hoe het klinkt ---


def test_tijden_klinken_zoals_men_ze_zegt() -> None:
    assert kloktijd(time(9)) == "9 uur"
    assert kloktijd(time(13, 5)) == "13.05 uur"
    vandaag = date(2026, 11, 24)
    assert [dagnaam(date(2026, 11, d), vandaag) for d in (24, 25, 26, 30)] == ["vandaag", "morgen", "donderdag", "maandag"]
    assert dagnaam(date(2026, 12, 1), vandaag) == "dinsdag 1 december"


def test_een_termijn_klinkt_in_een_zin() -> None:
    assert zeg_termijn(op("2026-11-25 12:00"), op("2026-11-24 10:00")) == "morgen om 12 uur"
    assert zeg_termijn(datetime(2026, 11, 25, 11, 0, tzinfo=UTC), op("2026-11-24 10:00")) == "morgen om 12 uur"


def test_de_gewone_week_in_zinnen() -> None:
    assert weekoverzicht(KANTOOR.roosters) == ["maandag tot en met vrijdag van 9 uur tot 17 uur"]
    assert weekoverzicht(ALTIJD.roosters) == ["elke dag dag en nacht"]
    assert weekoverzicht(MET_PAUZE.roosters) == [
        "maandag en dinsdag van 9 uur tot 12 uur",
        "maandag en dinsdag van 13.30 uur tot 16.30 uur",
    ]


def test_spoed_krijgt_een_kortere_termijn_dan_gewoon(kennis: Kennisbank) -> None:
    groningen, nu = kennis.gemeenten["groningen"], op("2026-11-24 10:00")
    gewoon = reactietermijn(groningen, "gkb", Urgentie.SNEL, nu)
    spoed = reactietermijn(groningen, "gkb", Urgentie.SPOED, nu)
    assert gewoon is not None
    assert spoed is not None
    assert spoed < gewoon


def test_een_team_zonder_termijn_of_gemeente_zonder_tijden_belooft_niets(kennis: Kennisbank) -> None:
    """R69."""
    groningen, nu = kennis.gemeenten["groningen"], op("2026-11-24 10:00")
    stil = replace(groningen.teams["gkb"], reactie_werkuren=None)
    assert reactietermijn(replace(groningen, teams={"gkb": stil}), "gkb", Urgentie.NORMAAL, nu) is None
    zonder = replace(groningen, kanalen=replace(groningen.kanalen, tijden=ONBEKEND))
    assert reactietermijn(zonder, "gkb", Urgentie.NORMAAL, nu) is None
