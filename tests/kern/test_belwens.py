"""Wie zegt wanneer hij gebeld wil worden krijgt geen afspraak op een ander moment (R69)."""

from __future__ import annotations

from datetime import datetime

import pytest

from assistent.kern.belwens import lees_wens
from assistent.kern.tijden import NEDERLAND

DINSDAG = datetime(2026, 11, 24, 9, 0, tzinfo=NEDERLAND)


def op(dag: int, uur: int, minuut: int = 0) -> datetime:
    """Een moment in dezelfde week; 24 november is dinsdag."""
    return datetime(2026, 11, dag, uur, minuut, tzinfo=NEDERLAND)


@pytest.mark.parametrize(
    ("tekst", "wel", "niet"),
    [
        ("donderdagochtend", op(26, 10), op(26, 14)),
        ("dinsdag of vrijdag, hele dag", op(27, 15), op(25, 10)),
        ("tussen 12 en 13 uur", op(24, 12, 30), op(24, 16)),
        ("dinsdag tussen 1 en 3", op(24, 13), op(24, 15)),
        ("na vieren", op(24, 16, 30), op(24, 15)),
        ("voor half 3", op(24, 14), op(24, 14, 30)),
        ("overdag tot 2 uur", op(24, 13, 30), op(24, 14)),
        ("morgenochtend, als ze naar school is", op(25, 9), op(24, 11)),
        ("'s morgens bellen", op(24, 11), op(24, 13)),
        ("rond 10 uur, als hij op zijn kamer zit", op(24, 10, 30), op(24, 16)),
        ("niet op maandag", op(24, 10), op(30, 10)),
        ("volgende week graag", op(30, 10), op(27, 10)),
        ("maakt niet uit wanneer, liefst na 10 uur", op(24, 11), op(24, 9)),
    ],
)
def test_de_wens_in_gewone_woorden(tekst: str, wel: datetime, niet: datetime) -> None:
    wens = lees_wens(tekst, DINSDAG.date())
    assert wens.past(wel)
    assert not wens.past(niet)


@pytest.mark.parametrize("tekst", ["niet als mijn zoon thuis is", "ik hoef niet aan de lijn als de kinderen er zijn"])
def test_een_voorwaarde_die_wij_niet_kunnen_nagaan_geeft_geen_belofte(tekst: str) -> None:
    assert not lees_wens(tekst, DINSDAG.date()).past(op(24, 11))


@pytest.mark.parametrize("tekst", ["", "maakt mij niks uit", "zeg het maar"])
def test_zonder_wens_past_elk_moment(tekst: str) -> None:
    assert lees_wens(tekst, DINSDAG.date()).past(op(24, 16))
