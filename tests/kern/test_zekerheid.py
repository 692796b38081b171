"""Een voorbeeld, iets onzekers of iets dat verlopen is komt nooit als feit bij de inwoner (R17, R69)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from assistent.kern.begrippen import Urgentie
from assistent.kern.kennis import Kennisbank, Onderwerp
from assistent.kern.termijnen import reactietermijn, toezegging
from assistent.kern.tijden import NEDERLAND
from assistent.kern.uitleg import leg_uit, maak_kaart, voor_beroepskracht
from assistent.kern.zekerheid import Zekerheid
from assistent.kern.zinnen import vul_in
from tests.gegevens import GEMEENTEN, NU, kennisbank, nagekeken, nieuw_gesprek

LATER = datetime(2028, 1, 4, 10, 0, tzinfo=NEDERLAND)
"""Ver na elke controledatum."""


@pytest.mark.parametrize("sleutel", GEMEENTEN)
def test_een_voorbeeldtijd_en_een_voorbeeldtermijn_worden_nergens_gezegd(sleutel: str) -> None:
    gemeente = kennisbank().gemeenten[sleutel]
    assert gemeente.zeg_open(NU) is None
    for team in gemeente.teams:
        assert toezegging(gemeente, team, Urgentie.NORMAAL, NU) is None
        # De herinnering aan het team loopt wel: daar rekent de dienst intern mee.
        assert reactietermijn(gemeente, team, Urgentie.NORMAAL, NU)


def test_wat_nagekeken_is_wordt_gezegd_tot_het_verloopt() -> None:
    groningen = nagekeken().gemeenten["groningen"]
    assert groningen.zeg_open(NU) == "nu open, tot 17 uur"
    assert toezegging(groningen, "gkb", Urgentie.SPOED, NU)
    verlopen = replace(groningen, geldig_tot=(NU - timedelta(days=1)).date())
    assert verlopen.zeg_open(NU) is None
    assert toezegging(verlopen, "gkb", Urgentie.SPOED, NU) is None


@pytest.mark.parametrize("sleutel", GEMEENTEN)
def test_elke_kaart_die_geen_feit_is_heeft_een_voorbehoud(sleutel: str) -> None:
    kennis, gesprek = kennisbank(), nieuw_gesprek(sleutel)
    for v in kennis.voorzieningen:
        if v.gemeente not in (None, sleutel):
            continue
        kaart = maak_kaart(v, kennis, gesprek, NU)
        tekst = " ".join(kaart.regels())
        if v.voorbeeld:
            assert kaart.voorbeeld, v.id
            assert "verzonnen" in tekst, v.id
            assert kaart.open is None, v.id
        elif not v.bron.zekerheid.feit:
            assert "nog niet nagekeken" in tekst, v.id
            assert "om het na te vragen" in tekst, v.id
        if v.bron.zekerheid is not Zekerheid.GEZIEN:
            assert "gecontroleerd" not in kaart.bron, v.id


def test_een_verlopen_kaart_noemt_het_nummer_en_geen_tijd() -> None:
    kennis = kennisbank()
    altijd = next(v for v in kennis.voorzieningen if v.gemeente is None and v.tijden.bekend)
    assert maak_kaart(altijd, kennis, nieuw_gesprek(), NU).open == "nu open"
    kaart = maak_kaart(altijd, kennis, nieuw_gesprek(), LATER)
    assert kaart.open == "Dit is nog niet nagekeken. Bel 14 050 om het na te vragen."
    assert "voor het laatst nagekeken op 22-11-2026" in kaart.bron


def met(kennis: Kennisbank, onderwerp: Onderwerp) -> Kennisbank:
    return replace(kennis, onderwerpen={**kennis.onderwerpen, onderwerp.sleutel: onderwerp})


@pytest.mark.parametrize(
    ("zekerheid", "nu", "zin"),
    [
        (Zekerheid.GEZIEN, NU, None),
        (Zekerheid.VAKKENNIS, NU, None),
        (Zekerheid.NAKIJKEN, NU, "Let op: dit kan veranderd zijn. Bel voor de zekerheid 14 050."),
        (Zekerheid.GEZIEN, LATER, "Let op: dit is al een tijd niet nagekeken. Bel voor de zekerheid 14 050."),
    ],
)
def test_een_antwoord_zegt_het_als_het_niet_zeker_is(
    zekerheid: Zekerheid, nu: datetime, zin: str | None
) -> None:
    taalles = kennisbank().onderwerpen["taalles"]
    onderwerp = replace(taalles, bron=replace(taalles.bron, zekerheid=zekerheid))
    antwoord = leg_uit(nieuw_gesprek(), onderwerp, met(kennisbank(), onderwerp), nu)
    assert ("Let op" in antwoord.tekst) is bool(zin)
    assert not zin or (zin in antwoord.tekst and zin in (antwoord.gesproken or ""))


def test_een_onzeker_nummer_in_een_zeker_antwoord_krijgt_ook_een_voorbehoud() -> None:
    """Het nummer van het Juridisch Loket is nog niet nagekeken."""
    juridisch = kennisbank().onderwerpen["juridische_hulp"]
    assert "{hulplijn:juridisch_loket}" in " ".join(juridisch.antwoord)
    zeker = replace(juridisch, bron=replace(juridisch.bron, zekerheid=Zekerheid.GEZIEN))
    antwoord = leg_uit(nieuw_gesprek(), zeker, met(kennisbank(), zeker), NU)
    assert "Let op: dit kan veranderd zijn." in antwoord.tekst


def test_een_bedrag_van_vorig_jaar_wordt_niet_genoemd() -> None:
    kennis, zin = kennisbank(), "U betaalt {eigen_bijdrage_wmo}."
    assert vul_in(kennis, "groningen", zin, date(2026, 12, 31)) == "U betaalt € 21,80 per maand."
    assert vul_in(kennis, "groningen", zin, date(2027, 1, 1)) == "U betaalt een vast bedrag per maand."
    assert vul_in(kennis, "groningen", zin) == "U betaalt een vast bedrag per maand."


def test_de_versie_voor_beroepskrachten_heeft_geen_gaten_en_de_beslisser_van_de_gemeente() -> None:
    """R112."""
    kennis = kennisbank()
    for gemeente in GEMEENTEN:
        for onderwerp in kennis.onderwerpen.values():
            tekst = voor_beroepskracht(onderwerp, kennis, gemeente, NU.date())
            assert tekst, onderwerp.sleutel
            assert "{" not in tekst, onderwerp.sleutel
    assert "vier weken" in voor_beroepskracht(kennis.onderwerpen["schuldhulp"], kennis, "diemen", NU.date())
    assert "een vaste tijd" in voor_beroepskracht(kennis.onderwerpen["schuldhulp"], kennis, "diemen", LATER.date())


def test_voor_de_tijden_van_een_landelijke_dienst_verwijzen_we_niet_naar_de_gemeente() -> None:
    """R16: de gemeente kan daar niets over zeggen."""
    kennis = kennisbank()
    for v in kennis.voorzieningen:
        if v.gemeente is None and not v.tijden.bekend:
            open_ = maak_kaart(v, kennis, nieuw_gesprek(), NU).open
            assert open_ == ("De tijden staan op de site." if v.telefoon and v.url else None), v.id
