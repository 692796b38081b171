"""Wat altijd waar moet zijn, bij elke volgorde van wat er op een lijn kan gebeuren."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from assistent.kanalen.telefoon.gebeurtenissen import (
    Antwoorden,
    GeenAntwoord,
    Gezegd,
    HangOp,
    HerkennerWeg,
    NietVerstaan,
    Optie,
    SpraakBegon,
    Stil,
    Toets,
    Uiting,
    Uitslag,
    VerbindDoor,
    Verbonden,
)
from assistent.kanalen.telefoon.stand import Fase
from tests.telefoon.gegevens import Beller, belt_naar

VRAGEN = (
    None,
    "wil_bereiken",
    "overdragen",
    "contact",
    "bellen",
    "akkoord",
    "gebied",
    "mens",
    "bedoelt",
    "verbeteren",
)
antwoorden = st.builds(
    Antwoorden,
    uitingen=st.just((Uiting("x", "Zin."),)),
    vraag=st.sampled_from(VRAGEN),
    opties=st.sampled_from([(), tuple(Optie(f"o{n}", f"o{n}") for n in range(9))]),
    meer=st.sampled_from([(), ((Uiting("kaart", "Plek."),),)]),
    mens=st.booleans(),
    aangeboden=st.booleans(),
    motor_uit=st.booleans(),
)
gebeurtenissen = st.one_of(
    st.builds(Toets, st.sampled_from("0123456789*#")),
    st.builds(
        Gezegd,
        st.sampled_from(["ja", "nee", "mens", "ik zoek hulp bij geld", "herhaal", "volgende"]),
        st.just(0.9),
    ),
    st.builds(
        Verbonden, st.sampled_from([u for u in Uitslag if u is not Uitslag.VERBONDEN]), verder=st.booleans()
    ),
    antwoorden,
    st.sampled_from([SpraakBegon(), NietVerstaan(), HerkennerWeg(), GeenAntwoord(), Stil()]),
    st.just("uit"),
    st.just("wacht"),
)


def speel(beller: Beller, gebeurtenis: object) -> None:
    stand = beller.sessie.stand
    if gebeurtenis == "uit":
        beller.hoor_uit()
    elif gebeurtenis == "wacht":
        if beller.sessie.wek_op is not None:
            beller.wacht()
    elif (isinstance(gebeurtenis, Antwoorden | GeenAntwoord) and not stand.onderweg) or (
        isinstance(gebeurtenis, Verbonden) and not (stand.fase is Fase.VERBINDT and stand.straks is None)
    ):
        return
    else:
        beller.doe(gebeurtenis)  # type: ignore[arg-type]


def wacht_ergens_op(beller: Beller) -> bool:
    """Er klinkt iets, er loopt een wekker, de assistent denkt, de beller praat, of er is een mens."""
    s = beller.sessie.stand
    return (
        s.klinkt
        or s.wekker is not None
        or s.fase in (Fase.VERBINDT, Fase.KLAAR, Fase.BIJ_MENS)
        or s.onderweg > 0
        or s.praat
    )


@settings(max_examples=400)
@given(st.booleans(), st.lists(gebeurtenissen, max_size=40))
def test_de_lijn_loopt_nooit_vast(spraak: bool, reeks: list[object]):
    beller = Beller.belt(spraak=spraak)
    for gebeurtenis in reeks:
        speel(beller, gebeurtenis)
        assert wacht_ergens_op(beller), (gebeurtenis, beller.sessie.stand)


@settings(max_examples=300)
@given(st.booleans(), st.lists(gebeurtenissen, max_size=40))
def test_nul_geeft_altijd_een_mens(spraak: bool, reeks: list[object]):
    beller = Beller.belt(spraak=spraak)
    for gebeurtenis in reeks:
        speel(beller, gebeurtenis)
    if beller.sessie.stand.fase is Fase.KLAAR:
        return
    al = len(beller.gedaan)
    beller.toets("0")
    if beller.sessie.stand.fase is Fase.NUMMER:
        beller.toets("*", "0", "#")
    beller.hoor_uit()
    eerder = [o for o in beller.gedaan if isinstance(o, VerbindDoor)]
    assert belt_naar(beller.gedaan[al:]) or (beller.sessie.stand.fase is Fase.VERBINDT and eerder)


@settings(max_examples=300)
@given(st.lists(gebeurtenissen, max_size=40))
def test_na_gevaar_wordt_er_nooit_opgehangen(reeks: list[object]):
    beller = Beller.belt()
    beller.zeg("ik wil er niet meer zijn")
    beller.doe(Antwoorden((Uiting("crisis:C1", "Bel 113."),), crisis=True))
    for gebeurtenis in reeks:
        speel(beller, gebeurtenis)
    assert not any(isinstance(o, HangOp) for o in beller.gedaan)
