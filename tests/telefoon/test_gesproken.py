"""Dezelfde antwoorden als de chat, zoals ze aan de telefoon klinken; en wie er te bellen is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time

import pytest

from assistent.kanalen.telefoon.doelen import te_bellen
from assistent.kanalen.telefoon.fluistertekst import fluistertekst
from assistent.kanalen.telefoon.gegevens import Doel, Doelen, Keuze
from assistent.kanalen.telefoon.gesproken import vertel
from assistent.kanalen.telefoon.zinnen import TERUGBELLEN, Boek
from assistent.kern.begrippen import Kanaal
from assistent.kern.gesprek import Beurt
from assistent.kern.tijden import NEDERLAND, Openingstijden, Rooster
from assistent.ports import Bericht
from assistent.processen.beginnen import begin
from tests.gegevens import CONTACT, NU, STAPELING, Inwoner, kennisbank, maak_proefapp
from tests.telefoon.gegevens import telefoongegevens

BOEK = Boek(telefoongegevens())
NACHT = datetime(2026, 11, 24, 3, 0, tzinfo=NEDERLAND)


def bericht(**inhoud: object) -> Bericht:
    return Bericht("g1", 1, "assistent", inhoud, NU)


def klinkt(*berichten: Bericht, vraag: str | None = None) -> str:
    return " ".join(u.tekst for u in vertel(berichten, BOEK, vraag).uitingen)


def test_de_gesproken_vorm_gaat_voor_de_geschreven_vorm():
    assert klinkt(bericht(tekst="Kijk op de site.", gesproken="Bel ons.")) == "Bel ons."


def test_de_woorden_van_de_inwoner_zelf_klinken_niet():
    assert klinkt(Bericht("g1", 1, "inwoner", {"tekst": "hallo"}, NU), bericht(tekst="Dag.")) == "Dag."


def test_een_plek_klinkt_met_adres_tijden_en_nummer_en_zonder_link_en_de_rest_komt_later():
    kaart = {
        "titel": "De Krat",
        "waar": "Kade 1",
        "open": "nu open, tot 17 uur",
        "telefoon": "050",
        "url": "https://x",
    }
    uit = vertel(
        [bericht(tekst="Uitleg.", kaarten=[kaart, {**kaart, "titel": "Twee"}]), bericht(tekst="Nog iets?")],
        BOEK,
        None,
    )
    zinnen = " ".join(u.tekst for u in uit.uitingen)
    assert zinnen == (
        "Uitleg. Een plek is De Krat. Het adres is Kade 1. Het is daar nu open, tot 17 uur. Bellen kan naar 050. Nog iets?"
    )
    assert uit.meer[0][0].tekst == "Een plek is Twee."


async def test_wie_naar_de_voedselbank_vraagt_hoort_wanneer_die_open_is():
    """Een voorbeeldplek zegt eerst dat zij een voorbeeld is (R17)."""
    app = maak_proefapp()
    gesprek, _ = await begin(app.opslag, app.kennis, "groningen", Kanaal.TELEFOON, NU)
    berichten = await app.beantwoorder.beantwoord(Beurt(gesprek.id, "voedselbank", NU, keuze=True))
    zinnen = klinkt(*berichten)
    assert "Het is open: dinsdag van 10 uur tot 12 uur. Het is open: vrijdag van 13 uur tot 17 uur." in zinnen
    assert zinnen.index("Dit is een voorbeeld") < zinnen.index("Het is open")


def test_zijn_er_geen_tijden_dan_hoort_de_beller_waar_hij_die_kan_vragen():
    plek = {"titel": "De Krat", "telefoon": "050"}
    assert klinkt(bericht(tekst="Uitleg.", kaarten=[plek])).endswith(
        "De tijden weet ik niet. Bel daarvoor 050."
    )


def test_de_samenvatting_wordt_voorgelezen_voor_de_vraag_om_akkoord():
    zinnen = klinkt(
        bericht(tekst="Vindt u het goed?", samenvatting=[("naam", "Uw naam", "Anna")]), vraag="akkoord"
    )
    assert zinnen == "Ik lees voor wat ik doorgeef. Uw naam: Anna. Vindt u het goed?"


@pytest.mark.parametrize("sleutel", ["utter_mens", "utter_ik_zoek_iemand", "utter_taal_tr"])
def test_wat_in_de_chat_naar_een_nummer_wijst_is_hier_doorverbinden(sleutel: str):
    assert vertel([bericht(tekst="x", sleutel=sleutel)], BOEK, None).mens


def bladeren(menu: tuple[Keuze, ...]) -> Iterator[str]:
    for keuze in menu:
        if keuze.sleutel and keuze.sleutel != TERUGBELLEN:
            yield keuze.sleutel
        yield from bladeren(keuze.keuzes)


@pytest.mark.parametrize("sleutel", list(bladeren(telefoongegevens().menu)))
async def test_elke_keuze_van_het_menu_geeft_het_antwoord_zonder_taalmotor(sleutel: str):
    app = maak_proefapp()
    app.dialoog.aan = False
    gesprek, _ = await begin(app.opslag, app.kennis, "groningen", Kanaal.TELEFOON, NU)
    berichten = await app.beantwoorder.beantwoord(Beurt(gesprek.id, sleutel, NU, keuze=True))
    uit = vertel(berichten, BOEK, None)
    zinnen = " ".join(u.tekst for u in uit.uitingen)
    assert f"onderwerp:{sleutel}" in {u.sleutel for u in uit.uitingen}
    assert not uit.motor_uit
    assert not {"typ", "knop", "klik"} & set(zinnen.lower().replace(".", " ").split())


# --- wie er te bellen is ---

KCC, TEAM, SPOED = Doel("kcc"), Doel("team"), Doel("spoed", altijd=True)
DOELEN = Doelen(KCC, SPOED, {"loket": TEAM})


def gemeente(rooster: tuple[Rooster, ...] = (Rooster(frozenset(range(7)), time(9), time(17)),)):
    plaats = kennisbank().gemeenten["groningen"]
    return replace(plaats, kanalen=replace(plaats.kanalen, tijden=Openingstijden(rooster)))


@pytest.mark.parametrize(
    ("naar", "team", "nu", "verwacht"),
    [
        ("kcc", None, NU, [KCC]),
        ("team", "loket", NU, [TEAM, KCC]),
        ("team", "sociaal_team", NU, [KCC]),
        ("team", None, NU, [KCC]),
        ("crisis", None, NU, [SPOED, KCC]),
        ("kcc", None, NACHT, []),
        ("team", "loket", NACHT, []),
        ("crisis", None, NACHT, [SPOED]),
    ],
)
def test_wie_er_gebeld_wordt(naar: str, team: str | None, nu: datetime, verwacht: list[Doel]):
    assert te_bellen(DOELEN, gemeente(), naar, team, nu) == verwacht


def test_zijn_de_tijden_onbekend_dan_wordt_er_gewoon_gebeld():
    assert te_bellen(DOELEN, gemeente(()), "kcc", None, NACHT) == [KCC]


def test_dezelfde_bestemming_wordt_maar_een_keer_gebeld():
    assert te_bellen(Doelen(KCC, None, {"loket": KCC}), gemeente(), "team", "loket", NU) == [KCC]


# --- fluister ---


def test_zonder_akkoord_hoort_de_medewerker_alleen_dat_iemand_een_mens_wil():
    zinnen = " ".join(u.tekst for u in fluistertekst(BOEK, kennisbank(), "groningen", None, crisis=False))
    assert "gemeente Groningen" in zinnen
    assert "vroeg om een mens" in zinnen


def test_bij_gevaar_hoort_de_medewerker_dat_als_eerste():
    uit = fluistertekst(BOEK, kennisbank(), "groningen", None, crisis=True)
    assert uit[1].sleutel == "fluister_crisis"


async def test_met_akkoord_hoort_de_medewerker_waar_het_over_gaat_maar_geen_naam_of_nummer():
    app = maak_proefapp()
    inwoner = await Inwoner.begint(app)
    overdracht = await inwoner.naar_team()
    async with app.opslag.transactie() as werk:
        gevonden = await werk.overdrachten.haal(overdracht.id)
    zinnen = " ".join(u.tekst for u in fluistertekst(BOEK, kennisbank(), "groningen", gevonden, crisis=False))
    assert overdracht.referentie in zinnen
    assert STAPELING.split(",")[0] in zinnen
    assert len(zinnen.split()) <= 75
    naam, nummer = CONTACT.split()[2], CONTACT.split()[-1]
    assert naam not in zinnen
    assert nummer not in zinnen
