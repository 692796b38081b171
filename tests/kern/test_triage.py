"""De triageregels uit kennisbank/triage.yml: elke regel met een geval dat hem raakt en een net-niet (§4.4, R24-R26)."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistent.kern.begrippen import Klasse, Wie
from assistent.kern.indeling import Indeling, deel_in
from assistent.kern.kennis import Kennisbank
from assistent.kern.signalen import Over, Signaal, Tijd
from assistent.kern.triage import Feiten, Regel
from tests.gegevens import Praatje, gevaar, kennisbank, markering, over, probleem

VERZWAREND = ("M1", "M2", "M4", "M5", "M6", "M7", "M8", "M10")
LICHT = ("M3", "M9")


def m(*codes: str) -> frozenset[str]:
    return frozenset(codes)


def namen() -> dict[str, Regel]:
    """Elke regel bij zijn nummer; een nummer dat vaker voorkomt krijgt een volgnummer ("3d", "3d#2")."""
    gezien: Counter[str] = Counter()
    uit: dict[str, Regel] = {}
    for regel in kennisbank().triage.regels:
        gezien[regel.nummer] += 1
        keer = gezien[regel.nummer]
        uit[regel.nummer if keer == 1 else f"{regel.nummer}#{keer}"] = regel
    return uit


GEVALLEN: dict[str, tuple[Feiten, Feiten]] = {
    # regel: (raakt hem, net niet)
    "1": (Feiten(crisis=True, problemen=4), Feiten(problemen=4)),
    "2": (Feiten(buiten_domein=True), Feiten(buiten_domein=True, markeringen=m("M1"))),
    "3a": (Feiten(problemen=3), Feiten(problemen=2)),
    "3b": (Feiten(problemen=2, markeringen=m("M2")), Feiten(problemen=2, markeringen=m("M3"))),
    "3c": (Feiten(problemen=1, markeringen=m("M1", "M6")), Feiten(problemen=1, markeringen=m("M1"))),
    "3d": (Feiten(omgeving=True, markeringen=m("M6")), Feiten(omgeving=False, markeringen=m("M6"))),
    # met twee problemen en M5 is 3b eerder; daarom is deze regel alleen voor de lezer (zie hieronder)
    "3d#2": (Feiten(omgeving=True, problemen=2, markeringen=m("M5")), Feiten(omgeving=True, problemen=1, markeringen=m("M5"))),
    "3e": (Feiten(markeringen=m("M4"), gegevens=m("meer_hulpverleners")), Feiten(markeringen=m("M4"))),
    "4": (Feiten(problemen=2), Feiten(problemen=1)),
    "7": (Feiten(onduidelijk=True, onderwerp=True), Feiten(onderwerp=True)),
    "5": (Feiten(specialistisch=True, onderwerp=True, problemen=1), Feiten(onderwerp=True, problemen=1)),
    "6": (Feiten(onderwerp=True), Feiten()),
    "6#2": (Feiten(problemen=1), Feiten()),
    "7#2": (Feiten(), Feiten(problemen=1)),
}  # fmt: skip


def test_elke_regel_heeft_een_geval() -> None:
    assert set(GEVALLEN) == set(namen())


@pytest.mark.parametrize("naam", GEVALLEN)
def test_de_regel_raakt_wat_hij_belooft(naam: str) -> None:
    raak, _ = GEVALLEN[naam]
    regel = namen()[naam]
    assert regel.klopt(raak)
    gekozen = kennisbank().triage.deel_in(raak)
    assert gekozen.klasse is regel.klasse
    if naam != "3d#2":
        assert gekozen is regel


@pytest.mark.parametrize("naam", GEVALLEN)
def test_de_regel_laat_een_net_niet_liggen(naam: str) -> None:
    _, net_niet = GEVALLEN[naam]
    regel = namen()[naam]
    if naam != "7#2":
        assert not regel.klopt(net_niet)
    assert kennisbank().triage.deel_in(net_niet) is not regel


@pytest.mark.parametrize("code", VERZWAREND)
def test_twee_problemen_worden_complex_met(code: str) -> None:
    regel = kennisbank().triage.deel_in(Feiten(problemen=2, markeringen=m(code)))
    assert (regel.nummer, regel.klasse) == ("3b", Klasse.MEERVOUDIG_COMPLEX)


@pytest.mark.parametrize("code", LICHT)
def test_twee_problemen_blijven_eenvoudig_met(code: str) -> None:
    regel = kennisbank().triage.deel_in(Feiten(problemen=2, markeringen=m(code)))
    assert (regel.nummer, regel.klasse) == ("4", Klasse.MEERVOUDIG_EENVOUDIG)


@pytest.mark.parametrize("code", ["M2", "M6", "M7"])
def test_een_probleem_met_draagkracht_op_en_dit_is_complex(code: str) -> None:
    regel = kennisbank().triage.deel_in(Feiten(problemen=1, markeringen=m("M1", code)))
    assert regel.nummer == "3c"


def test_een_vraag_buiten_het_domein_van_een_buur_is_geen_gewone_verwijzing() -> None:
    assert kennisbank().triage.deel_in(Feiten(buiten_domein=True, omgeving=True)).nummer != "2"
    assert kennisbank().triage.deel_in(Feiten(buiten_domein=True, problemen=1)).nummer != "2"


LICHT_NAAR_ZWAAR = (
    Klasse.NIET_BEPAALD, Klasse.BUITEN_DOMEIN, Klasse.ENKELVOUDIG_EENVOUDIG, Klasse.ENKELVOUDIG_SPECIALISTISCH,
    Klasse.MEERVOUDIG_EENVOUDIG, Klasse.MEERVOUDIG_COMPLEX, Klasse.CRISIS,
)  # fmt: skip

feiten = st.builds(
    Feiten,
    crisis=st.booleans(),
    buiten_domein=st.booleans(),
    specialistisch=st.booleans(),
    onderwerp=st.booleans(),
    omgeving=st.booleans(),
    onduidelijk=st.booleans(),
    problemen=st.integers(0, 15),
    markeringen=st.frozensets(st.sampled_from([*VERZWAREND, *LICHT])),
    gegevens=st.frozensets(st.sampled_from(["meer_hulpverleners", "geen_netwerk", "kinderen"])),
)


@given(feiten)
def test_elk_geval_krijgt_een_klasse_en_gevaar_wint_altijd(geval: Feiten) -> None:
    regel = kennisbank().triage.deel_in(geval)
    assert (regel.klasse is Klasse.CRISIS) is geval.crisis


@given(feiten)
def test_meer_problemen_maken_een_geval_nooit_lichter(geval: Feiten) -> None:
    """De indeling mag alleen verbreden of versnellen (domein §6.6)."""
    meer = replace(geval, problemen=geval.problemen + 1)
    eerst, later = (kennisbank().triage.deel_in(f).klasse for f in (geval, meer))
    assert LICHT_NAAR_ZWAAR.index(later) >= LICHT_NAAR_ZWAAR.index(eerst)


def test_de_laatste_regel_vangt_alles() -> None:
    laatste = kennisbank().triage.regels[-1]
    assert laatste.klopt(Feiten())
    alles = Feiten(
        crisis=True, buiten_domein=True, specialistisch=True, onderwerp=True, omgeving=True, onduidelijk=True,
        problemen=15, markeringen=m(*VERZWAREND, *LICHT),
    )  # fmt: skip
    assert laatste.klopt(alles)


# --- van gesprek naar klasse ---


def indeling(praatje: Praatje, kennis: Kennisbank) -> Indeling:
    return deel_in(praatje.gesprek, kennis)


def test_een_dreigende_ontruiming_telt_als_een_probleem(praatje: Praatje, kennis: Kennisbank) -> None:
    zaak = [probleem("geld", zaak="ontruiming"), probleem("wonen", zaak="ontruiming")]
    praatje.zeg("volgende week moeten we ons huis uit", over("dreigende_ontruiming"), *zaak, markering("M2"))
    assert praatje.gesprek.beeld.zaken() == 1
    assert indeling(praatje, kennis).klasse is Klasse.ENKELVOUDIG_SPECIALISTISCH
    # er blijven wel twee leefgebieden geraakt
    assert set(indeling(praatje, kennis).leefgebieden) == {"geld", "wonen"}


def test_een_ontruiming_met_nog_een_ander_probleem_telt_als_twee(praatje: Praatje, kennis: Kennisbank) -> None:
    zaak = [probleem("geld", zaak="ontruiming"), probleem("wonen", zaak="ontruiming")]
    praatje.zeg("…", over("dreigende_ontruiming"), *zaak, probleem("opvoeden_opgroeien"), markering("M2"))
    assert praatje.gesprek.beeld.zaken() == 2
    assert indeling(praatje, kennis).regel.nummer == "3b"


def test_zonder_zaak_zijn_geld_en_wonen_twee_problemen(praatje: Praatje, kennis: Kennisbank) -> None:
    praatje.zeg("…", over("schuldhulp"), probleem("geld"), probleem("wonen"), markering("M2"))
    assert indeling(praatje, kennis).regel.nummer == "3b"


LOSSE = sorted(s for s, o in kennisbank().onderwerpen.items() if not o.crisis and not o.proces)


@given(st.sets(st.sampled_from(LOSSE), min_size=1, max_size=8))
def test_losse_vragen_zijn_nooit_complex(onderwerpen: set[str]) -> None:
    praatje = Praatje()
    praatje.zeg("een paar vragen", over(*sorted(onderwerpen)))
    assert deel_in(praatje.gesprek, kennisbank()).klasse is not Klasse.MEERVOUDIG_COMPLEX


@pytest.mark.parametrize("paar", list(combinations(["woningaanpassing", "parkeerkaart", "digitale_hulp"], 2)))
def test_traplift_parkeerkaart_en_digitaal_samen_blijven_enkelvoudig(paar: tuple[str, str], praatje: Praatje) -> None:
    praatje.zeg("…", over(*paar))
    assert not deel_in(praatje.gesprek, kennisbank()).klasse.meervoudig


@pytest.mark.parametrize(("sterkte", "klasse"), [(0.4, Klasse.MEERVOUDIG_EENVOUDIG), (None, Klasse.ENKELVOUDIG_EENVOUDIG)])
def test_een_tweede_onderwerp_dat_een_probleem_is_telt_als_er_ook_iets_over_klinkt(
    sterkte: float | None, klasse: Klasse, praatje: Praatje, kennis: Kennisbank
) -> None:
    fluistert = [] if sterkte is None else [probleem("sociaal_netwerk", sterkte=sterkte)]
    praatje.zeg("ruzie met de buren, en ik zit veel alleen", over("burenoverlast", "eenzaamheid"), *fluistert)
    assert indeling(praatje, kennis).klasse is klasse


def test_wat_voorbij_ontkend_of_van_een_vreemde_is_telt_niet(praatje: Praatje, kennis: Kennisbank) -> None:
    praatje.zeg(
        "vroeger had ik schulden, nu niet meer, en mijn vriendin is haar huis kwijt",
        over("parkeerkaart"),
        probleem("geld", tijd=Tijd.VOORBIJ),
        probleem("werk_opleiding", ontkend=True),
        probleem("wonen", over=Over.ANDER),
    )
    assert praatje.gesprek.beeld.zaken() == 0
    assert indeling(praatje, kennis).regel.nummer == "6"


def test_een_melder_telt_de_zorgen_om_de_ander_wel(praatje: Praatje, kennis: Kennisbank) -> None:
    zorgen: list[Signaal] = [probleem("wonen", over=Over.ANDER), probleem("zelfzorg", over=Over.ANDER)]
    praatje.zeg("mijn buurvrouw doet niet open", over("zorgen_over_ander"), *zorgen, markering("M5"), wie=Wie.MELDER)
    assert indeling(praatje, kennis).klasse is Klasse.MEERVOUDIG_COMPLEX


def test_een_latere_ontkenning_haalt_het_probleem_weg(praatje: Praatje, kennis: Kennisbank) -> None:
    praatje.zeg("ik kan de huur niet betalen", over("betalingsachterstand"), probleem("geld"))
    praatje.zeg("nee hoor, de huur is betaald", over("woning_zoeken"), probleem("geld", ontkend=True))
    assert praatje.gesprek.beeld.problemen() == frozenset()


def test_een_serieus_signaal_bij_een_eenvoudige_vraag_maakt_haar_meervoudig(praatje: Praatje, kennis: Kennisbank) -> None:
    """R30: een enkelvoudige vraag met terloops iets ernstigs."""
    praatje.zeg("parkeerkaart graag", over("parkeerkaart"))
    assert indeling(praatje, kennis).klasse is Klasse.ENKELVOUDIG_EENVOUDIG
    praatje.zeg(
        "ik slaap niet meer sinds we de huur niet betalen", over("parkeerkaart"),
        probleem("geld"), probleem("geestelijke_gezondheid"), markering("M1"),
    )  # fmt: skip
    assert indeling(praatje, kennis).klasse is Klasse.MEERVOUDIG_COMPLEX


def test_een_opsomming_zonder_herkend_probleem_is_toch_meervoudig(praatje: Praatje, kennis: Kennisbank) -> None:
    praatje.zeg("er komt van alles tegelijk", over("meervoudige_hulpvraag"))
    assert indeling(praatje, kennis).klasse is Klasse.MEERVOUDIG_EENVOUDIG


def test_ik_weet_niet_waar_ik_moet_zijn_is_een_mens(praatje: Praatje, kennis: Kennisbank) -> None:
    praatje.zeg("ik weet niet waar ik moet zijn", over("hulpvraag_onduidelijk"))
    assert indeling(praatje, kennis).klasse is Klasse.NIET_BEPAALD
    assert indeling(praatje, kennis).mens


def test_gevaar_maakt_het_gesprek_crisis(praatje: Praatje, kennis: Kennisbank) -> None:
    praatje.zeg("…", over("woningaanpassing"), gevaren=(gevaar("C1"),))
    assert indeling(praatje, kennis).klasse is Klasse.CRISIS
    assert indeling(praatje, kennis).urgentie.value == "direct"


def test_bij_elke_indeling_staan_de_regel_en_de_woorden(praatje: Praatje, kennis: Kennisbank) -> None:
    """R25: welke regel, en welke woorden van de inwoner."""
    praatje.zeg("schulden en school", over("schuldhulp"), probleem("geld", "schulden"), probleem("opvoeden_opgroeien", "school"))
    gevonden = indeling(praatje, kennis)
    assert gevonden.regel.uitleg
    bewijs = {(b.sleutel, b.tekst, b.beurt) for b in praatje.gesprek.beeld.bewijs()}
    assert {("geld", "schulden", 1), ("opvoeden_opgroeien", "school", 1)} <= bewijs
