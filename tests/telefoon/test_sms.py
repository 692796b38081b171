"""Het adres in een sms: alleen op verzoek, naar het mobiele nummer waarmee gebeld wordt, en alleen als er een sms-dienst is."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator

import pytest

from assistent.adapters.fakes import PostInGeheugen
from assistent.kanalen.telefoon.gebeurtenissen import Gestuurd, StuurSms
from assistent.kanalen.telefoon.koppelingen.audiosocket import AudioSocket
from tests.telefoon.gegevens import Beller
from tests.telefoon.nep_asterisk import KCC, NepAsterisk, gezegd, maak_lijn, tot

PLEKKEN = ("De Krat\nKade 1", "De Kast\nKade 2")


def met_plek(*plekken: str, spraak: bool = True) -> Beller:
    beller = Beller.belt(spraak=spraak)
    beller.toets("1")
    beller.antwoord("Een plek is De Krat.", te_sturen=plekken or PLEKKEN, meer=(beller.sessie.stand.laatste,))
    return beller


def gestuurd(beller: Beller) -> list[str]:
    return [o.tekst for o in beller.gedaan if isinstance(o, StuurSms)]


@pytest.mark.parametrize("zin", ["sms", "ja stuur maar", "Stuur het adres."])
def test_wie_het_adres_wil_zegt_dat(zin: str):
    beller = met_plek()
    assert "in een sms" in beller.klonk
    beller.zeg(zin)
    assert gestuurd(beller) == [PLEKKEN[0]]
    beller.doe(Gestuurd(gelukt=True))
    assert "U krijgt een sms" in beller.klonk


def test_wie_geen_sms_wil_krijgt_er_geen():
    beller = met_plek()
    beller.zeg("nee geen sms")
    assert not gestuurd(beller)


def test_met_toetsen_is_het_negen_en_hooguit_een_keer():
    beller = met_plek(spraak=False)
    assert "toets 9" in beller.klonk
    beller.toets("9", "9")
    assert gestuurd(beller) == [PLEKKEN[0]]


def test_na_de_volgende_plek_gaat_die_in_de_sms():
    beller = met_plek()
    beller.toets("#")
    beller.toets("9")
    assert gestuurd(beller) == [PLEKKEN[1]]


def test_is_er_niets_te_sturen_dan_wordt_er_niets_aangeboden():
    beller = met_plek("")
    assert "sms" not in beller.klonk
    beller.toets("9")
    assert not gestuurd(beller)


def test_lukt_het_niet_dan_hoort_de_beller_dat():
    beller = met_plek()
    beller.toets("9")
    beller.doe(Gestuurd(gelukt=False))
    assert "lukt nu niet" in beller.klonk


@pytest.fixture
async def server() -> AsyncIterator[AudioSocket]:
    server = AudioSocket(maak_lijn())
    server.lijn.app.sms = PostInGeheugen()
    yield server
    await server.stop()
    await server.lijn.sluit()


async def bel(server: AudioSocket, nummer: str) -> NepAsterisk:
    poort, id_ = await server.start("127.0.0.1", 0), str(uuid.uuid4())
    assert server.lijn.meld_aan(id_, (KCC,), nummer)
    beller = await NepAsterisk.belt(poort, id_)
    await beller.toets("1", "2")
    await tot(lambda: "Een plek is" in gezegd(server.lijn))
    return beller


async def test_de_sms_gaat_naar_het_nummer_waarmee_gebeld_wordt(server: AudioSocket):
    beller = await bel(server, "0612345678")
    await beller.toets("9")
    await tot(lambda: "U krijgt een sms" in gezegd(server.lijn))
    ((aan, onderwerp, tekst),) = server.lijn.app.sms.verstuurd
    assert (aan, onderwerp) == ("0612345678", "")
    assert "Korenbloemkade 41" in tekst
    assert "dinsdag van 10 uur tot 12 uur" in tekst
    assert "verzonnen" in tekst, "een voorbeeld zegt ook in de sms dat het een voorbeeld is (R17)"
    await beller.hang_op()


async def test_wie_met_een_vast_nummer_belt_krijgt_geen_aanbod(server: AudioSocket):
    beller = await bel(server, "0505550150")
    assert "sms" not in gezegd(server.lijn)
    await beller.hang_op()


async def test_is_de_sms_dienst_stuk_dan_gaat_het_gesprek_door(server: AudioSocket):
    server.lijn.app.sms = PostInGeheugen(kapot=True)
    beller = await bel(server, "0612345678")
    await beller.toets("9")
    await tot(lambda: "lukt nu niet" in gezegd(server.lijn))
    await beller.hang_op()
