"""De autorisatiematrix, cel voor cel: rollen × handelingen en rollen × velden van de intake (R97, R101)."""

from __future__ import annotations

from dataclasses import fields

import pytest

from assistent.kern.begrippen import Klasse, Urgentie, Wie
from assistent.kern.intake import VRIJE_VELDEN, Intake
from assistent.kern.rollen import Rechten, Veldrecht
from assistent.kern.zicht import beperk
from tests.gegevens import kennisbank

ROLLEN = ("inwoner", "vrijwilliger", "kcc", "teamlid", "coordinator", "redacteur", "beheerder")

# Eén letter per rol, in de volgorde van ROLLEN; een punt is nee. Met opzet los van rollen.yml geschreven:
# wie de matrix wijzigt, wijzigt haar op twee plekken en leest dus twee keer wat er verandert.
HANDELINGEN = """
gesprek.voeren          i......
gesprek.wissen          i......
eigen.inzien            i......
eigen.verbeteren        i......
eigen.aanvullen         i......
eigen.intrekken         i......
eigen.wissen            i......
intake.lijst            ..ktc..
intake.bekijken         ..ktc..
intake.afdrukken        ...tc..
intake.aannemen         ..ktc..
intake.weigeren         ..ktc..
intake.antwoorden       ..ktc..
intake.teruggeven       ..ktc..
intake.afronden         ..ktc..
intake.heropenen        ...tc..
intake.aanschuiven      ...tc..
intake.contactpoging    ..ktc..
intake.waakvlam         ...tc..
intake.toewijzen        ....c..
aanwezig.melden         ..ktc..
gesprek.overnemen       ..ktc..
terugbellen.plannen     ..ktc..
meekijken.gebruiken     .vktc..
meekijken.intake        ..ktc..
meekijken.terugvinden   ..ktc..
telefoon.opnemen        ..k....
kennis.bekijken         .vktcrb
kennis.wijzigen         .....r.
kennis.publiceren       .....r.
cijfers.zien            ....crb
account.eigen           .vktcrb
account.beheren         ......b
inzagelog.zien          ......b
beheer.werking          ....c.b
"""

# Achter de streep: ziet een team dat alleen meekijkt het ook?
VELDEN = """
vraag_in_eigen_woorden       i.ktc.. | ja
wil_bereiken                 i.ktc.. | ja
achter_de_vraag              i..tc.. | nee
aanvulling                   i.ktc.. | ja
mag_weten                    i.ktc.. | ja
bericht                      i.ktc.. | nee
vermoedens                   i..tc.. | nee
klasse                       i.ktcrb | ja
regel                        i.ktcrb | ja
regelversie                  i.ktcrb | ja
uitleg                       i.ktcrb | ja
onderwerpen                  i.ktcrb | ja
leefgebieden                 i.ktc.. | ja
markeringen                  i..tc.. | nee
bewijs                       i..tc.. | nee
gemeente                     ivktcrb | ja
gebied                       ivktcrb | ja
trekker                      i.ktc.. | ja
meekijkers                   i.ktc.. | ja
opschalen_naar               i.ktc.. | ja
vervolg                      i.ktc.. | ja
urgentie                     i.ktc.. | ja
naam                         i.ktc.. | nee
telefoon                     i.ktc.. | nee
mail                         i.ktc.. | nee
beltijd                      i.ktc.. | nee
vrij_praten                  i.ktc.. | nee
wie                          i.ktc.. | ja
rol                          i.ktc.. | ja
weet_betrokkene              i.ktc.. | ja
eigen_contact                i.ktc.. | ja
kinderen                     i..tc.. | nee
al_betrokken                 i..tc.. | nee
voorkeur_gesprek             i.ktc.. | ja
neemt_iemand_mee             i.ktc.. | ja
akkoord_op                   i.ktc.. | ja
akkoord_reden                i.ktc.. | ja
waakvlam                     i..tc.. | nee
clientondersteuning_genoemd  i.ktc.. | ja
kanaal                       i.ktcrb | ja
gesprek                      i.ktc.. | nee
"""


def regels(tekst: str) -> list[list[str]]:
    return [r.split() for r in tekst.strip().splitlines()]


def rollen_van(letters: str) -> set[str]:
    return {rol for rol, letter in zip(ROLLEN, letters, strict=True) if letter != "."}


@pytest.fixture(scope="module")
def rechten() -> Rechten:
    return kennisbank().rechten


@pytest.mark.parametrize("rol", ROLLEN)
@pytest.mark.parametrize(("handeling", "letters"), regels(HANDELINGEN), ids=lambda w: w)
def test_wie_een_handeling_mag(handeling: str, letters: str, rol: str, rechten: Rechten) -> None:
    assert rechten.mag({rol}, handeling) is (rol in rollen_van(letters))


@pytest.mark.parametrize("rol", ROLLEN)
@pytest.mark.parametrize(("veld", "letters", "_", "mee"), regels(VELDEN), ids=lambda w: w)
def test_wie_een_veld_ziet(veld: str, letters: str, _: str, mee: str, rol: str, rechten: Rechten) -> None:
    assert rechten.ziet({rol}, veld) is (rol in rollen_van(letters))
    assert rechten.ziet({rol}, veld, meekijker=True) is (rol in rollen_van(letters) and mee == "ja")


def test_de_matrix_in_de_test_en_in_rollen_yml_zijn_even_groot(rechten: Rechten) -> None:
    assert tuple(rechten.rollen) == ROLLEN
    assert set(rechten.handelingen) == {h for h, *_ in regels(HANDELINGEN)}
    assert set(rechten.velden) == {v for v, *_ in regels(VELDEN)}


def test_elk_veld_van_een_intake_heeft_een_regel(rechten: Rechten) -> None:
    in_intake = {f.name for f in fields(Intake)} - {"velden"} | set(VRIJE_VELDEN)
    assert in_intake <= set(rechten.velden)
    assert set(rechten.velden) - in_intake == {"waakvlam", "gesprek"}


def test_een_vrijwilliger_ziet_geen_inhoud(rechten: Rechten) -> None:
    """R101."""
    assert {v for v in rechten.velden if rechten.ziet({"vrijwilliger"}, v)} == {"gemeente", "gebied"}


def test_meer_rollen_mogen_samen_meer_en_onbekend_mag_niets() -> None:
    rechten = Rechten({}, {"a": frozenset({"x"})}, {"v": Veldrecht(frozenset({"x"}))}, {"r": frozenset({"a"})})
    assert rechten.mag({"y", "x"}, "a")
    assert not rechten.mag({"x"}, "b")
    assert not rechten.mag((), "a")
    assert not rechten.ziet({"x"}, "w")
    assert rechten.opent({"x"}, "r")
    assert not rechten.opent((), "r")
    assert not rechten.opent({"x"}, "onbekend")


def volle_intake() -> Intake:
    """Een intake waarin elk veld gevuld is, zodat een lek opvalt."""
    return Intake(
        vraag_in_eigen_woorden=("ik red het niet",),
        klasse=Klasse.MEERVOUDIG_COMPLEX,
        regel="3a",
        regelversie="1",
        uitleg="uitleg",
        onderwerpen=("schuldhulp",),
        leefgebieden=("geld",),
        markeringen=("M2",),
        bewijs=("bewijs",),  # type: ignore[arg-type]
        gemeente="groningen",
        gebied="oost",
        trekker="sociaal_team",
        opschalen_naar="gkb",
        meekijkers=("loket",),
        vervolg="vervolg",
        urgentie=Urgentie.SPOED,
        wie=Wie.MELDER,
        rol="buur",
        velden=dict.fromkeys(VRIJE_VELDEN, "ingevuld"),
        akkoord_op=None,
        akkoord_reden="acuut gevaar",
        clientondersteuning_genoemd=True,
        kanaal="phone",
        vermoedens=("ik denk dat",),
    )


def gevuld(intake: Intake, leeg: Intake) -> set[str]:
    """De velden waarin nog iets staat."""
    velden = {f.name for f in fields(intake) if getattr(intake, f.name) != getattr(leeg, f.name)}
    return velden - {"velden"} | set(intake.velden)


@pytest.mark.parametrize("meekijker", [False, True])
@pytest.mark.parametrize("rol", ROLLEN)
def test_beperken_laat_precies_de_zichtbare_velden_over(rol: str, meekijker: bool, rechten: Rechten) -> None:
    vol = volle_intake()
    leeg = beperk(vol, Rechten(), {rol})
    mag = {v for v in rechten.velden if rechten.ziet({rol}, v, meekijker=meekijker)}
    assert gevuld(beperk(vol, rechten, {rol}, meekijker=meekijker), leeg) == mag - {"akkoord_op", "waakvlam", "gesprek"}


def test_zonder_rechten_blijft_er_niets_over() -> None:
    leeg = beperk(volle_intake(), Rechten(), ROLLEN)
    assert "ingevuld" not in repr(leeg)
    assert not any(woord in repr(leeg) for woord in ("ik red het niet", "M2", "buur", "acuut", "oost"))
