"""Een zeker patroon is genoeg; een aanwijzing vraagt een tweede teken, behalve zonder model (§5.2, docs/besluiten/023)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import pytest

from assistent.config import WORTEL
from assistent.kern.beeld import Beeld
from assistent.taal.klank import Klank
from assistent.taal.lezer import Lezer
from assistent.taal.normaal import woorden
from assistent.taal.patronen import bouw
from assistent.taal.poort import STUK, stukken
from assistent.taal.signaalpatronen import laad_signalen

AANWIJZING = "ze lag suf op de bank"
ZEKER = "mijn vader ligt op de grond en reageert niet"


@dataclass(frozen=True)
class Rustig:
    """Een geleerd model dat in geen enkel bericht gevaar hoort."""

    hoort: bool = False
    twijfel: frozenset[tuple[str, str]] = frozenset()

    def hoor(self, tekst: str, patronen: Collection[tuple[str, str]]) -> Klank:
        """Niets erbij."""
        return Klank(twijfel=self.twijfel)

    def geheel(self, verhaal: str, patronen: Collection[tuple[str, str]]) -> list[tuple[str, str, float]]:
        """Niets."""
        return []

    def bevestigt(self, tekst: str) -> bool:
        """Wat de toets wil."""
        return self.hoort

    def waarschijnlijkst(self, tekst: str, codes: Sequence[str]) -> list[str]:
        """Achterstevoren: wat het model denkt, niet wat het eerst gehoord is."""
        return sorted(codes, reverse=True)


@pytest.fixture(scope="module")
def zonder_model() -> Lezer:
    """Eén aanwijzing en één zeker patroon in plaats van de hele kennisbank."""
    patronen = laad_signalen(WORTEL / "kennisbank" / "signalen")
    groep = next(g for g in patronen.groepen.values() if g.nummer == "C4-bewusteloos")
    als = bouw([(groep.nummer, ["suf & bank", "!reageert niet"])])
    return Lezer(replace(patronen, als=als, tenzij=bouw([])))


def codes(lezer: Lezer, tekst: str) -> set[str]:
    return {g.code for g in lezer.lees(tekst).gevaren}


@pytest.mark.parametrize("tekst", [AANWIJZING, ZEKER])
def test_zonder_model_telt_elk_patroon(zonder_model: Lezer, tekst: str) -> None:
    assert codes(zonder_model, tekst) == {"C4"}


def test_een_zeker_patroon_telt_wat_het_model_ook_vindt(zonder_model: Lezer) -> None:
    assert codes(replace(zonder_model, geleerd=Rustig()), ZEKER) == {"C4"}


@pytest.mark.parametrize(
    ("hoort", "tekst", "verwacht"),
    [
        (False, "acht jaar geleden lag mijn vader daar en reageert niet", set()),
        (True, "acht jaar geleden lag mijn vader daar en reageert niet", {"C4"}),
        (False, "drie jaar geleden ook al, mijn vader reageert niet", {"C4"}),
    ],
)
def test_wat_jaren_terug_speelde_is_een_aanwijzing(
    zonder_model: Lezer, hoort: bool, tekst: str, verwacht: set[str]
) -> None:
    assert codes(replace(zonder_model, geleerd=Rustig(hoort)), tekst) == verwacht


@pytest.mark.parametrize(("hoort", "verwacht"), [(True, {"C4"}), (False, set())])
def test_een_aanwijzing_telt_als_het_model_ook_iets_hoort(
    zonder_model: Lezer, hoort: bool, verwacht: set[str]
) -> None:
    assert codes(replace(zonder_model, geleerd=Rustig(hoort)), AANWIJZING) == verwacht


@pytest.mark.parametrize(
    ("twijfel", "telt"),
    [(frozenset(), True), (frozenset({("markering", "M1"), ("leefgebied", "geld")}), False)],
)
def test_een_patroon_waar_het_model_aan_twijfelt_telt_niet(
    zonder_model: Lezer, twijfel: frozenset[tuple[str, str]], telt: bool
) -> None:
    patronen = zonder_model.patronen
    nummers = {g.soort + g.sleutel: g.nummer for g in patronen.groepen.values()}
    als = bouw([(nummers["markeringM1"], ["red het niet"]), (nummers["leefgebiedgeld"], ["schuld*"])])
    lezer = replace(zonder_model, patronen=replace(patronen, als=als), geleerd=Rustig(twijfel=twijfel))
    beeld = Beeld().met(1, lezer.lees("ik red het niet met die schulden"))
    assert (beeld.problemen() == {"geld"}, beeld.markeringen() == {"M1"}) == (telt, telt)
    assert {"leefgebied", "markering"} & {b.soort for b in beeld.bewijs()} == (
        {"leefgebied", "markering"} if telt else set()
    )


def past(patroon: str, tekst: str) -> bool:
    return bool(bouw([("p", [patroon])]).zoek(woorden(tekst, {})))


@pytest.mark.parametrize(
    ("tekst", "verwacht"),
    [
        ("hij heeft mijn paspoort en hij houdt het", True),
        ("hij helpt met mijn paspoort. Hij houdt van zijn werk", False),
        ("hij heeft mijn paspoort ... en hij houdt het", True),
        ("hij. heeft. mijn. paspoort. houdt. het", True),
    ],
)
def test_een_patroon_past_alleen_binnen_een_zin(tekst: str, verwacht: bool) -> None:
    assert past("paspoort & houdt", tekst) is verwacht
    assert past("paspoort ... houdt", tekst) is verwacht


def test_een_lang_bericht_zonder_leestekens_wordt_in_stukken_gelezen() -> None:
    lang = " ".join(f"woord{n}" for n in range(100))
    delen = stukken(lang)
    assert {w for deel in delen for w in deel.split()} == set(lang.split())
    assert max(len(deel.split()) for deel in delen) <= STUK


@pytest.mark.parametrize(
    ("tekst", "code"),
    [
        ("ik wil dood van ellende", "C1"),
        ("mijn hond is dood en ik wil ook dood", "C1"),
        ("haha ik wil gewoon dood", "C1"),
        ("we hadden ruzie en hij gooide me tegen de muur", "C2"),
        ("hij sloeg me toen de hond blafte", "C2"),
        ("we hebben niks meer te eten, ook niet voor de hond", "C7"),
    ],
)
def test_een_uitdrukking_of_tenzij_legt_een_zeker_patroon_niet_stil(tekst: str, code: str) -> None:
    lezer = Lezer(laad_signalen(WORTEL / "kennisbank" / "signalen"), Rustig())
    assert code in codes(lezer, tekst)


@pytest.mark.parametrize(
    "tekst",
    [
        "ik lach me dood",
        "ik schrik me kapot van die rekening",
        "de zes planken zijn besteld, voor de schutting",
    ],
)
def test_een_uitdrukking_binnen_een_zinsdeel_is_geen_gevaar(tekst: str) -> None:
    assert not codes(Lezer(laad_signalen(WORTEL / "kennisbank" / "signalen")), tekst)


def test_wat_na_een_tegenspraak_komt_hoort_het_model_ook() -> None:
    class Bang(Rustig):
        def hoor(self, tekst: str, patronen: Collection[tuple[str, str]]) -> Klank:
            assert "parkeer" not in tekst
            return Klank([("crisis", "C1", tekst, 1.0)])

    lezer = Lezer(laad_signalen(WORTEL / "kennisbank" / "signalen"), Bang())
    assert codes(lezer, "nee het gaat niet over parkeren, mijn zus neemt vanavond afscheid van iedereen") == {
        "C1"
    }
    assert not codes(lezer, "nee dat is niet zo")


def test_bij_twee_soorten_gevaar_staat_voorop_waar_het_bericht_het_meest_over_gaat(zonder_model: Lezer) -> None:
    patronen = zonder_model.patronen
    geweld = next(g for g in patronen.groepen.values() if g.nummer == "C2-slaan")
    als = bouw([("C4-bewusteloos", ["!reageert niet"]), (geweld.nummer, ["!slaat mij"])])
    lezer = Lezer(replace(patronen, als=als, tenzij=bouw([])), Rustig())
    gelezen = lezer.lees("hij slaat mij en mijn zoon reageert niet")
    assert [g.code for g in gelezen.gevaren] == ["C4", "C2"]
    assert Beeld().met(1, gelezen).crisis() == "C4"


def test_hoort_het_model_een_ander_gevaar_dan_het_patroon_dan_staan_beide_er(zonder_model: Lezer) -> None:
    class Kind(Rustig):
        def hoor(self, tekst: str, patronen: Collection[tuple[str, str]]) -> Klank:
            return Klank([("crisis", "C3", "baby", 1.0)])

    lezer = replace(zonder_model, geleerd=Kind())
    assert codes(lezer, "mijn baby, ik schudde hem en hij reageert niet") == {"C3", "C4"}


def test_een_patroon_dat_twee_keer_past_telt_ook_de_laatste_keer(zonder_model: Lezer) -> None:
    patronen = zonder_model.patronen
    geweld = next(g for g in patronen.groepen.values() if g.nummer == "C2-slaan")
    regels = [(geweld.nummer, ["slaan & man"])]
    lezer = Lezer(replace(patronen, als=bouw(regels), tenzij=bouw([(geweld.nummer, ["=vroeger"])])))
    assert codes(lezer, "vroeger sloeg mijn man al eens. gisteren sloeg mijn man mij weer") == {"C2"}
    assert not codes(lezer, "vroeger sloeg mijn man mij wel eens")
