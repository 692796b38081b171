"""Oefengevallen kloppen en zijn te halen (R132); en wat u tegen een collega zegt past in twintig seconden (R57)."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistent.config import WORTEL
from assistent.kern.collega import MAX_WOORDEN, zeg_collega
from assistent.kern.intake import VRIJE_VELDEN
from assistent.kern.klad import Keuze
from assistent.kern.oefenen import Oefengeval, koppel_terug
from assistent.processen.controleren.meekijken import controleer_meekijken
from assistent.processen.controleren.melding import Zaak
from tests.gegevens import NU, kennisbank
from tests.processen.test_meekijken import VALPARTIJ, kijk

GOED = {
    "parkeerkaart": "vrouw belt, wil parkeerkaart voor man",
    "huishoudhulp": "mw wil hulp bij het huishouden, gevallen, eenzaam",
    "huur_en_school": "huur 3 mnd achter, ontslagen, zoon 9 thuiszitter, weet niet waar te beginnen",
    "buurvrouw": "buurvrouw belt, doet deur niet open, vervuild huis, wil geen hulp",
    "mantelzorg": "zorgt voor man met dementie, mantelzorger overbelast, redt het niet meer",
    "doodswens": "uitkering gestopt, wil niet meer leven",
    "geweld": "man slaat haar, komt zo terug",
}
"""Een goede notitie bij elk geval."""


@pytest.mark.parametrize("geval", kennisbank().oefengevallen, ids=lambda g: g.sleutel)
async def test_wie_goed_meetypt_hoort_alles(geval: Oefengeval) -> None:
    advies = await kijk(GOED[geval.sleutel], keuze=Keuze(klasse=geval.klasse, reden="oefenen"))
    terug = koppel_terug(geval, advies)
    assert terug.gemist == ()
    assert not terug.crisis_gemist


async def test_wie_niets_opschrijft_mist_alles() -> None:
    geval = next(g for g in kennisbank().oefengevallen if g.sleutel == "doodswens")
    terug = koppel_terug(geval, await kijk("belt over uitkering"))
    assert terug.crisis_gemist
    assert {p.sleutel for p in terug.gemist} >= {"C1"}


async def test_te_zwaar_opschrijven_valt_ook_op() -> None:
    geval = next(g for g in kennisbank().oefengevallen if g.sleutel == "parkeerkaart")
    terug = koppel_terug(geval, await kijk("eenzaam, huur achter"))
    assert {p.sleutel for p in terug.punten if p.uitkomst == "teveel"} == {"sociaal_netwerk", "geld"}


def test_oefengevallen_zijn_bedacht() -> None:
    """Geen zin uit een meetset of training, en geen nummer waarmee iemand te bellen is."""
    zinnen = {r.lower() for g in kennisbank().oefengevallen for r in g.regels}
    elders = "\n".join(p.read_text("utf-8").lower() for p in Path(WORTEL / "tests/taal").glob("*.jsonl"))
    assert not [z for z in zinnen if json.dumps(z, ensure_ascii=False)[1:-1] in elders]
    assert not any(t.isdigit() for z in zinnen for t in z)


@dataclass(frozen=True)
class Bestand:
    """Eén bestand van de redactie, zoals `assistent controleer` het leest."""

    schema: str
    inhoud: Any
    naam: str = "proef"
    map: str = ""

    def melding(self, veld: Any, tekst: str) -> str:
        """De melding zelf."""
        return tekst


def meldingen(schema: str, wijzig: Callable[[Any], None] = lambda _: None) -> list[str]:
    """Wat de controle van dit bestand zegt, na een wijziging."""
    inhoud = yaml.safe_load((WORTEL / f"kennisbank/{schema}.yml").read_text("utf-8"))
    wijzig(inhoud)
    zaak = Zaak([Bestand(schema, inhoud)], kennisbank(), NU.date(), lambda _: 99.0, 50.0, lambda *_: None, lambda *_: None)
    return [str(m) for m in controleer_meekijken(zaak)]


def test_de_controle_vindt_een_sleutel_die_niet_bestaat() -> None:
    assert meldingen("oefengevallen") == meldingen("meekijken") == []
    assert meldingen("oefengevallen", lambda d: d["gevallen"][0]["te_horen"].update(bestaat_niet="x"))
    assert meldingen("oefengevallen", lambda d: d["gevallen"].append(d["gevallen"][0]))
    assert meldingen("meekijken", lambda d: d["namen"]["klassen"].pop("crisis"))
    assert meldingen("meekijken", lambda d: d["uitkomsten"].pop())
    assert meldingen("meekijken", lambda d: d["signalen"][0].update(sleutel="bestaat_niet"))


def test_elk_veld_dat_een_medewerker_ziet_mag_in_een_intake() -> None:
    velden = set(kennisbank().meekijken.namen["velden"])
    assert velden <= {*VRIJE_VELDEN, "eigen_woorden"}


@pytest.mark.parametrize(
    "notitie",
    [
        VALPARTIJ + ", wil graag thuis blijven wonen, thuiszorg komt twee keer per week, slaapt niet, drinkt, zoon 15 spijbelt, ontslagen, huis vervuild, ruzie ex",
        "dhr wil niet meer leven",
        "parkeerkaart",
        "",
        "ha belt over pt 78, vervuild huis, wil geen hulp",
    ],
)
async def test_de_samenvatting_past_in_twintig_seconden(notitie: str) -> None:
    zinnen = zeg_collega(await kijk(notitie), kennisbank(), akkoord=True)
    assert zinnen
    assert len(" ".join(zinnen).split()) <= MAX_WOORDEN
    assert "{" not in " ".join(zinnen)


async def test_gevaar_staat_vooraan_in_de_samenvatting() -> None:
    zinnen = zeg_collega(await kijk("dhr wil niet meer leven, huur achter"), kennisbank(), akkoord=False)
    assert "gevaar" in zinnen[1]
    assert "vindt doorgeven goed" not in " ".join(zinnen)
