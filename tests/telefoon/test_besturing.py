"""Wat het belplan van de centrale vraagt en meldt, over echte HTTP."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer

from assistent.kanalen.telefoon.besturing import maak_besturing
from tests.telefoon.nep_asterisk import KCC, AudioSocket, NepAsterisk, gezegd, maak_lijn, tot

KOP = {"Authorization": "Bearer geheim"}


class Centrale:
    """Het belplan: kondigt aan, verbindt het geluid, en vraagt wat nu."""

    def __init__(self, lijn: Any, client: Any, poort: int) -> None:
        self.lijn, self.client, self.poort = lijn, client, poort

    async def vraag(self, pad: str, kop: Any = None, **velden: str) -> tuple[int, str]:
        antwoord = await self.client.post(pad, data=velden, headers=KOP if kop is None else kop)
        return antwoord.status, await antwoord.text()

    async def kondig_aan(self, **velden: str) -> tuple[str, str]:
        id_ = str(uuid.uuid4())
        _, tekst = await self.vraag("/oproepen", oproep=id_, **{"gebeld": KCC, **velden})
        return id_, tekst

    async def belt(self, id_: str) -> NepAsterisk:
        asterisk = await NepAsterisk.belt(self.poort, id_)
        await tot(lambda: "digitale assistent" in gezegd(self.lijn))
        return asterisk


@pytest.fixture
async def centrale() -> AsyncIterator[Centrale]:
    lijn = maak_lijn()
    geluid = AudioSocket(lijn)
    client = TestClient(TestServer(maak_besturing(lijn, "geheim")))
    await client.start_server()
    yield Centrale(lijn, client, await geluid.start("127.0.0.1", 0))
    await geluid.stop()
    await lijn.sluit()
    await client.close()


@pytest.mark.parametrize("kop", [{}, {"Authorization": "Bearer fout"}, {"Authorization": "Basic é"}])
async def test_zonder_de_sleutel_komt_niemand_erin(centrale: Centrale, kop: dict[str, str]):
    status, _ = await centrale.vraag("/oproepen", kop, oproep=str(uuid.uuid4()), gebeld=KCC)
    assert status == 401
    assert centrale.lijn.oproepen.aantal == 0


@pytest.mark.parametrize("gebeld", [KCC, "+31505550150", "sip:0505550150@centrale.example", "14050"])
async def test_het_gebelde_nummer_bepaalt_de_gemeente(centrale: Centrale, gebeld: str):
    id_, tekst = await centrale.kondig_aan(gebeld=gebeld)
    assert tekst == "ja"
    assert centrale.lijn.oproepen.vind(id_).gemeente == "groningen"


async def test_achter_een_doorgeschakeld_nummer_telt_het_nummer_dat_de_beller_koos(centrale: Centrale):
    id_, tekst = await centrale.kondig_aan(
        gebeld="100", via="<sip:0205550120@sbc.example>;reason=unconditional"
    )
    assert tekst == "ja"
    assert centrale.lijn.oproepen.vind(id_).gemeente == "diemen"


async def test_een_onbekend_nummer_wordt_geweigerd(centrale: Centrale):
    assert (await centrale.kondig_aan(gebeld="0101234567"))[1] == "nee"


async def test_een_oproep_zonder_geldig_nummer_wordt_geweigerd(centrale: Centrale):
    assert (await centrale.vraag("/oproepen", oproep="../etc", gebeld=KCC))[0] == 400


async def test_dezelfde_oproep_kan_maar_een_keer(centrale: Centrale):
    id_, _ = await centrale.kondig_aan()
    assert (await centrale.vraag("/oproepen", oproep=id_, gebeld=KCC))[1] == "nee"


async def test_na_nul_krijgt_het_belplan_te_horen_wie_te_bellen_en_met_welke_fluister(centrale: Centrale):
    id_, _ = await centrale.kondig_aan()
    asterisk = await centrale.belt(id_)
    await asterisk.toets("0")
    await asterisk.tot_einde()
    _, tekst = await centrale.vraag(f"/oproepen/{id_}/volgende")
    wat, bestemming, seconden, fluister = tekst.split("|")
    assert (wat, bestemming, seconden) == ("bel", "kcc", "20")
    assert (await centrale.vraag(f"/fluister/{fluister}"))[1] == "nee"
    medewerker = await NepAsterisk.belt(centrale.poort, fluister)
    await medewerker.toets("1")
    await medewerker.tot_einde()
    assert (await centrale.vraag(f"/fluister/{fluister}"))[1] == "ja"
    assert (await centrale.vraag(f"/oproepen/{id_}/afloop", status="ANSWER"))[1] == "klaar"
    await centrale.vraag(f"/oproepen/{id_}/einde")
    assert centrale.lijn.oproepen.aantal == 0


@pytest.mark.parametrize(
    ("status", "zin"),
    [
        ("BUSY", "in gesprek"),
        ("NOANSWER", "neemt nu niemand op"),
        ("CHANUNAVAIL", "lukt nu even niet"),
        ("", "lukt nu"),
    ],
)
async def test_lukt_het_bellen_niet_dan_moet_de_beller_terug_en_hoort_hij_waarom(
    centrale: Centrale, status: str, zin: str
):
    id_, _ = await centrale.kondig_aan()
    asterisk = await centrale.belt(id_)
    await asterisk.toets("0")
    await asterisk.tot_einde()
    await asterisk.hang_op()
    await tot(lambda: not centrale.lijn.oproepen.vind(id_).aan_de_lijn)
    assert (await centrale.vraag(f"/oproepen/{id_}/afloop", status=status))[1] == "terug"
    await NepAsterisk.belt(centrale.poort, id_)
    await tot(lambda: zin in gezegd(centrale.lijn))


async def test_viel_de_assistent_weg_dan_belt_het_belplan_het_kcc(centrale: Centrale):
    id_, _ = await centrale.kondig_aan()
    assert (await centrale.vraag(f"/oproepen/{id_}/volgende"))[1] == "bel|kcc|20|"


@pytest.mark.parametrize(
    "pad", ["/oproepen/x/volgende", "/oproepen/x/afloop", "/oproepen/x/einde", "/fluister/x"]
)
async def test_een_onbekende_oproep_is_er_niet(centrale: Centrale, pad: str):
    assert (await centrale.vraag(pad))[0] == 404
