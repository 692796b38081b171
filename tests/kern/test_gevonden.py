"""Wat geen onderwerp dekt wordt gezocht in de sociale kaart; pas als daar niets is zegt de assistent "niet begrepen"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from assistent.kern.antwoord import Reactie
from assistent.kern.begrippen import Trede, Uitkomst
from assistent.kern.gesprek import Gesprek
from assistent.kern.kennis import Kennisbank, Voorziening
from assistent.kern.signalen import Gelezen
from assistent.kern.stap import zet_stap
from tests.gegevens import (
    NIETS,
    NU,
    Gehoord,
    biedt_mens,
    gegeven,
    gevaar,
    kennisbank,
    nieuw_gesprek,
    over,
    praat,
    probleem,
    sleutels,
)

ALLES = {v.id: v for v in kennisbank().voorzieningen}
REPAIR, TREFHOEK, BELKRING = (
    ALLES[i] for i in ("landelijk-repair-cafe", "groningen-trefhoek", "groningen-belkring")
)


@dataclass
class Proef:
    """Een gesprek met een zoeker die altijd hetzelfde vindt."""

    vindt: Sequence[Voorziening] = (TREFHOEK,)
    gesprek: Gesprek = field(default_factory=nieuw_gesprek)
    gevraagd: list[tuple[str, str, str | None]] = field(default_factory=list)

    @property
    def kennis(self) -> Kennisbank:
        """De kennisbank met deze zoeker."""
        return replace(kennisbank(), zoek=self._zoek)

    def _zoek(self, vraag: str, gemeente: str, gebied: str | None) -> list[tuple[Voorziening, float]]:
        self.gevraagd.append((vraag, gemeente, gebied))
        return [(v, 0.5) for v in self.vindt]

    def zeg(self, tekst: str, gehoord: Gehoord = NIETS, *signalen: Any, **rest: Any) -> Reactie:
        """Eén beurt."""
        gelezen = Gelezen(tekst, signalen, **rest)
        self.gesprek, reactie = zet_stap(self.gesprek, gelezen, gehoord, self.kennis, NU)
        return reactie


def test_niet_begrepen_komt_pas_als_er_niets_gevonden_is() -> None:
    assert sleutels(Proef().zeg("kan ik hier biljarten")) == ["utter_gevonden"]
    assert sleutels(Proef(vindt=()).zeg("kan ik hier biljarten")) == ["utter_niet_begrepen"]


def test_wat_gevonden_is_komt_als_kaart_met_bron_en_een_mens_erbij() -> None:
    proef = Proef()
    reactie = proef.zeg("kan ik hier biljarten", gebied="beijum", vraagt=True)
    assert proef.gevraagd == [("kan ik hier biljarten", "groningen", "beijum")]
    assert reactie.uitkomst is Uitkomst.DIRECT
    assert reactie.open_vraag is None
    (antwoord,) = reactie.antwoorden
    assert [k.titel for k in antwoord.kaarten] == [TREFHOEK.naam]
    assert antwoord.kaarten[0].bron == "voorbeeldgegevens"
    assert any("mens" in k.waarde for k in antwoord.knoppen)
    assert proef.gesprek.misverstanden == 0


def test_alleen_landelijk_aanbod_heet_niet_in_de_buurt() -> None:
    (antwoord,) = Proef(vindt=(REPAIR,)).zeg("kapotte wasmachine").antwoorden
    assert antwoord.sleutel == "utter_gevonden_landelijk"
    assert "in de buurt" not in antwoord.tekst


def test_wie_niemand_heeft_krijgt_geen_netwerk() -> None:
    """R37."""
    assert BELKRING.trede is Trede.NETWERK
    proef = Proef(vindt=(BELKRING, TREFHOEK))
    proef.zeg("ik heb niemand", over("eenzaamheid"), gegeven("geen_netwerk"))
    (antwoord,) = proef.zeg("iets met bellen").antwoorden
    assert [k.titel for k in antwoord.kaarten] == [TREFHOEK.naam]


@pytest.mark.parametrize(
    ("gehoord", "signalen", "rest"),
    [
        (over("taalles"), (), {}),
        (over("taalles", zekerheid=0.3), (), {}),
        (NIETS, (probleem("geld"),), {}),
        (NIETS, (), {"gevaren": (gevaar("C1"),)}),
        (praat("mens_spreken"), (), {}),
        (NIETS, (), {"taal": "en"}),
    ],
    ids=["onderwerp", "bedoelt u", "signaal", "gevaar", "mens", "andere taal"],
)
def test_wat_wel_verstaan_is_wordt_niet_gezocht(
    gehoord: Gehoord, signalen: tuple[Any, ...], rest: Any
) -> None:
    proef = Proef()
    proef.zeg("…", gehoord, *signalen, **rest)
    assert proef.gevraagd == []


def test_na_gevaar_wordt_niet_gezocht() -> None:
    proef = Proef()
    proef.zeg("…", NIETS, gevaren=(gevaar("C1"),))
    proef.zeg("ik zit in de tuin")
    assert proef.gevraagd == []


def test_een_antwoord_op_een_vraag_wordt_niet_gezocht() -> None:
    proef = Proef()
    proef.zeg("schulden", over("schuldhulp"), probleem("geld"))
    assert proef.gesprek.open_vraag is not None
    proef.zeg("mijn fiets is ook weg")
    assert proef.gevraagd == []


def test_na_bedoelt_u_mag_iemand_het_anders_zeggen() -> None:
    proef = Proef()
    proef.zeg("iets", over("taalles", zekerheid=0.3))
    reactie = proef.zeg("nee, biljarten")
    assert sleutels(reactie) == ["utter_gevonden"]
    assert proef.gesprek.open_vraag is None


def test_dezelfde_vraag_nog_eens_krijgt_niet_dezelfde_kaarten_maar_een_mens() -> None:
    """R32."""
    proef = Proef()
    reacties = [proef.zeg("biljarten") for _ in range(4)]
    assert [sleutels(r)[0] for r in reacties[:2]] == ["utter_gevonden", "utter_niet_begrepen"]
    assert biedt_mens(reacties[3])
