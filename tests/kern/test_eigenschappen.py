"""Wat voor elk gesprek geldt, hoe vreemd het ook loopt: willekeurige beurten over de kern (R32, R33, R45)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from hypothesis import example, given, settings
from hypothesis import strategies as st

from assistent.kern.antwoord import Reactie
from assistent.kern.begrippen import Kanaal, Klasse, Uitkomst, Wie
from assistent.kern.indeling import deel_in
from assistent.kern.intake import VRIJE_VELDEN, maak_intake
from assistent.kern.signalen import Gevaar, Over, Signaal, Soort, Tijd
from assistent.kern.vragen import OPEN, OVER_DE_ANDER
from tests.gegevens import (
    GEMEENTEN,
    Gehoord,
    Praatje,
    Treffer,
    biedt_mens,
    kennisbank,
    nieuw_gesprek,
)

ONDERWERPEN = sorted(kennisbank().onderwerpen)
PRAAT = [
    "ja", "nee", "overslaan", "weet_niet", "herhalen", "uitleg", "verbeteren", "niet_geholpen", "schelden",
    "mens_spreken", "stoppen_intrekken", "privacy_gegevens", "over_de_assistent", "smalltalk", "afspraak_contact",
]  # fmt: skip
GEGEVENS = ["geen_netwerk", "kinderen", "geen_kinderen", "spoed", "sterke_emotie", "verlies", "schaamte", "meer_hulpverleners"]
TEKSTEN = ["…", "ja", "😀", "' OR 1=1 --", "<script>", "wat kost dat?", "x" * 300, "ik ben [naam]"]


@dataclass(frozen=True)
class Zet:
    """Eén beurt van een inwoner die wij niet begrijpen, wel begrijpen of half begrijpen."""

    tekst: str
    gehoord: Gehoord
    signalen: tuple[Signaal, ...] = ()
    gevaren: tuple[Gevaar, ...] = ()
    taal: str = "nl"
    wie: Wie = Wie.INWONER
    leeftijd: int | None = None
    contact: tuple[tuple[str, str], ...] = ()


zekerheid = st.floats(0, 1)
treffers = st.lists(
    st.builds(Treffer, st.sampled_from([*ONDERWERPEN, "bestaat_niet"]), zekerheid, st.just(""), st.just(0)), max_size=4
)
gehoord = st.builds(
    lambda intent, z, t: Gehoord(intent, z, tuple(t)), st.sampled_from([*ONDERWERPEN, *PRAAT, "", "nlu_fallback"]), zekerheid, treffers
)
signalen = st.lists(
    st.one_of(
        st.builds(
            Signaal, st.just(Soort.LEEFGEBIED), st.sampled_from(sorted(kennisbank().leefgebieden)), st.just("woorden"),
            st.just("proef"), st.sampled_from(list(Over)), st.sampled_from(list(Tijd)), st.booleans(),
            st.sampled_from([None, "ontruiming", "afsluiting"]),
        ),
        st.builds(Signaal, st.just(Soort.MARKERING), st.sampled_from([f"M{n}" for n in range(1, 11)]), st.just("w"), st.just("p")),
        st.builds(Signaal, st.just(Soort.GEGEVEN), st.sampled_from(GEGEVENS), st.just("w"), st.just("p")),
    ),
    max_size=4,
).map(tuple)  # fmt: skip
gevaren = st.lists(st.builds(Gevaar, st.sampled_from(sorted(kennisbank().crisis)), st.just("w"), st.just("p")), max_size=2).map(tuple)
zetten = st.builds(
    Zet,
    st.sampled_from(TEKSTEN),
    gehoord,
    signalen,
    st.one_of(st.just(()), st.just(()), st.just(()), gevaren),
    st.sampled_from(["nl", "nl", "nl", "nl", "en", "ar", "xx"]),
    st.sampled_from(list(Wie)),
    st.sampled_from([None, None, 15, 17, 40]),
    st.sampled_from([(), (("telefoon", "0612345678"),), (("naam", "Anna Proef"), ("mail", "a@voorbeeld.nl"))]),
)
gesprekken = st.lists(zetten, min_size=1, max_size=14)
plaatsen = st.sampled_from(GEMEENTEN)


def speel(gemeente: str, reeks: list[Zet], kanaal: Kanaal = Kanaal.CHAT) -> Praatje:
    praatje = Praatje(nieuw_gesprek(gemeente))
    if kanaal is not Kanaal.CHAT:
        praatje.gesprek = replace(praatje.gesprek, kanaal=kanaal)
    for z in reeks:
        praatje.zeg(
            z.tekst, z.gehoord, *z.signalen, gevaren=z.gevaren, taal=z.taal, wie=z.wie,
            leeftijd=z.leeftijd, contact=dict(z.contact),
        )  # fmt: skip
    return praatje


@given(plaatsen, gesprekken, st.sampled_from(list(Kanaal)))
@settings(max_examples=300)
def test_elke_beurt_geeft_antwoord_of_biedt_aan(gemeente: str, reeks: list[Zet], kanaal: Kanaal) -> None:
    praatje = speel(gemeente, reeks, kanaal)
    for reactie in praatje.reacties:
        assert reactie.aanbieden or reactie.antwoorden
        assert all(a.tekst.strip() for a in reactie.antwoorden)
        assert all("{" not in z for a in reactie.antwoorden for z in a.zinnen())
    assert praatje.gesprek.nummer == len(reeks)


@given(plaatsen, gesprekken)
@settings(max_examples=200)
def test_gevaar_wordt_altijd_meteen_beantwoord(gemeente: str, reeks: list[Zet]) -> None:
    praatje = speel(gemeente, reeks)
    for zet, reactie in zip(reeks, praatje.reacties, strict=True):
        if zet.gevaren:
            assert reactie.uitkomst is Uitkomst.CRISIS
            assert "112" in " ".join(a.tekst for a in reactie.antwoorden)
            assert not reactie.aanbieden


@given(plaatsen, gesprekken)
@settings(max_examples=200)
def test_er_is_altijd_een_klasse_een_regel_en_een_trekker(gemeente: str, reeks: list[Zet]) -> None:
    """R19: elk gesprek eindigt met een indeling, en in de intake staat alleen wat mag (§9.2)."""
    praatje, kennis = speel(gemeente, reeks), kennisbank()
    indeling = deel_in(praatje.gesprek, kennis)
    assert praatje.gesprek.klasse in set(Klasse)
    assert indeling.regel.nummer == praatje.gesprek.regel
    assert indeling.toewijzing.trekker in kennis.gemeenten[gemeente].teams
    intake = maak_intake(praatje.gesprek, indeling, kennis.triage.versie)
    assert set(intake.velden) <= set(VRIJE_VELDEN)
    assert len(intake.vraag_in_eigen_woorden) <= 6


@given(plaatsen, gesprekken)
@settings(max_examples=200)
def test_een_onderbroken_vraag_komt_hooguit_een_keer_terug(gemeente: str, reeks: list[Zet]) -> None:
    praatje = speel(gemeente, [z for z in reeks if z.taal == "nl"])
    gesteld = [a.sleutel for r in praatje.reacties for a in r.antwoorden if a.sleutel.startswith("utter_vraag_")]
    besluit = {"utter_vraag_overdragen", "utter_vraag_akkoord"}  # daar hoort een ja of nee op
    assert max(Counter(s for s in gesteld if s not in besluit).values(), default=0) <= 2


@given(plaatsen, gesprekken)
@settings(max_examples=200)
def test_er_staan_nooit_twee_vragen_tegelijk_open(gemeente: str, reeks: list[Zet]) -> None:
    for reactie in speel(gemeente, reeks).reacties:
        vragen = [a for a in reactie.antwoorden if a.sleutel.startswith("utter_vraag_")]
        assert len(vragen) <= 1


@given(plaatsen, gesprekken)
@settings(max_examples=200)
def test_er_gaat_niets_weg_zonder_dat_er_een_samenvatting_was(gemeente: str, reeks: list[Zet]) -> None:
    """R65, R67."""
    getoond = False
    for reactie in speel(gemeente, reeks).reacties:
        assert not reactie.aanbieden or getoond
        getoond = getoond or any(a.samenvatting for a in reactie.antwoorden)


# --- wie niet begrepen wordt ---

NIET_BEGREPEN = [
    Zet("blrp", Gehoord("", 0.05)),
    Zet("zwoef", Gehoord("nlu_fallback", 0.9)),
    Zet("iets", Gehoord("schuldhulp", 0.1, (Treffer("schuldhulp", 0.1, "", 0),))),
    Zet("iets met geld", Gehoord("schuldhulp", 0.3, (Treffer("schuldhulp", 0.3, "", 0),))),
    Zet("dat helpt niet", Gehoord("niet_geholpen", 0.9)),
]
ONGEDULDIG = [
    Zet("ja", Gehoord("ja", 0.9)),
    Zet("nee", Gehoord("nee", 0.9)),
    Zet("weet niet", Gehoord("weet_niet", 0.9)),
    Zet("prutsers", Gehoord("schelden", 0.9)),
    Zet("een mens", Gehoord("mens_spreken", 0.9)),
    Zet("sla over", Gehoord("overslaan", 0.9)),
]


@given(plaatsen, st.lists(zetten, max_size=4), st.lists(st.sampled_from(NIET_BEGREPEN), min_size=3, max_size=3))
@settings(max_examples=200)
@example("groningen", [], [NIET_BEGREPEN[3]] * 3)
def test_wie_steeds_niet_begrepen_wordt_krijgt_binnen_drie_beurten_een_mens(
    gemeente: str, begin: list[Zet], reeks: list[Zet]
) -> None:
    praatje = speel(gemeente, begin)
    # een vraag naar iemands verhaal neemt elk antwoord aan; dan is er geen misverstand
    if praatje.vraag in {*OPEN, *OVER_DE_ANDER, "bellen"}:
        return
    laatste = [_zeg(praatje, z) for z in reeks]
    assert any(biedt_mens(r) for r in laatste)


def _zeg(praatje: Praatje, z: Zet) -> Reactie:
    return praatje.zeg(z.tekst, z.gehoord, *z.signalen)


def drie_keer_hetzelfde(reacties: list[Reactie]) -> set[str]:
    """Zinnen die in drie reacties op rij staan; een hulplijn bij gevaar mag zo vaak als nodig."""
    zinnen = [{a.tekst for a in r.antwoorden if not a.crisis} for r in reacties]
    return {z for drie in zip(zinnen, zinnen[1:], zinnen[2:], strict=False) for z in set.intersection(*drie)}


@given(plaatsen, st.lists(st.sampled_from([*NIET_BEGREPEN, *ONGEDULDIG]), min_size=3, max_size=14))
@settings(max_examples=400)
def test_wie_vastloopt_leest_nooit_drie_keer_achter_elkaar_dezelfde_zin(gemeente: str, reeks: list[Zet]) -> None:
    assert not drie_keer_hetzelfde(speel(gemeente, reeks).reacties)


@given(plaatsen, gesprekken)
@settings(max_examples=300)
@example("groningen", [Zet("hoi", Gehoord("smalltalk", 0.9))] * 3)
def test_niemand_leest_drie_keer_achter_elkaar_dezelfde_zin(gemeente: str, reeks: list[Zet]) -> None:
    assert not drie_keer_hetzelfde(speel(gemeente, reeks).reacties)
