"""AC-Bot-API: een nep-poort voert het gesprek in de berichten die AudioCodes stuurt."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer

from assistent.kanalen.telefoon.besturing import maak_besturing
from tests.gegevens import GEVAAR, PARKEERKAART
from tests.telefoon.nep_asterisk import KCC, maak_lijn

KOP = {"Authorization": "Bearer geheim"}


@dataclass
class Poort:
    """VoiceAI Connect met één gesprek."""

    client: Any
    lijn: Any
    plek: str = ""

    async def stuur(self, pad: str, inhoud: Any, kop: Any = None) -> tuple[int, Any]:
        antwoord = await self.client.post(pad, json=inhoud, headers=KOP if kop is None else kop)
        return antwoord.status, await antwoord.json() if antwoord.content_type == "application/json" else None

    async def begin(self, gebeld: str = KCC) -> list[dict[str, Any]]:
        _, plekken = await self.stuur("/audiocodes", {"conversation": "c-1", "id": "1"})
        assert plekken["expiresSeconds"] == 120
        self.plek = "/" + plekken["activitiesURL"]
        parameters = {"caller": "+31612345678", "callee": gebeld}
        return await self.activiteit(type="event", name="start", parameters=parameters)

    async def activiteit(self, **velden: Any) -> list[dict[str, Any]]:
        activiteit = {"id": str(uuid.uuid4()), "timestamp": "2026-11-24T10:00:00Z", **velden}
        status, antwoord = await self.stuur(self.plek, {"conversation": "c-1", "activities": [activiteit]})
        return antwoord["activities"] if status == 200 else [{"status": status}]

    async def zeg(self, tekst: str, **velden: Any) -> list[dict[str, Any]]:
        return await self.activiteit(type="message", text=tekst, **velden)

    async def toets(self, toetsen: str) -> list[dict[str, Any]]:
        return await self.activiteit(type="event", name="DTMF", value=toetsen)


@pytest.fixture
async def poort() -> AsyncIterator[Poort]:
    lijn = maak_lijn()
    client = TestClient(TestServer(maak_besturing(lijn, "geheim", "sip:{bestemming}@sbc.example")))
    await client.start_server()
    yield Poort(client, lijn)
    await lijn.sluit()
    await client.close()


def klonk(activiteiten: list[dict[str, Any]]) -> str:
    return " ".join(a["text"] for a in activiteiten if a.get("type") == "message")


def gebeurtenis(activiteiten: list[dict[str, Any]], naam: str) -> dict[str, Any] | None:
    return next((a for a in activiteiten if a.get("name") == naam), None)


async def test_de_keuring_van_het_adres(poort: Poort):
    antwoord = await poort.client.get("/audiocodes", headers=KOP)
    assert await antwoord.json() == {"type": "ac-bot-api", "success": True}


async def test_zonder_sleutel_geen_gesprek(poort: Poort):
    assert (await poort.stuur("/audiocodes", {"conversation": "c-1"}, {}))[0] == 401


async def test_begroeting_in_het_nederlands_met_toetsen_en_onderbreken(poort: Poort):
    activiteiten = await poort.begin()
    assert "digitale assistent" in klonk(activiteiten)
    config = gebeurtenis(activiteiten, "config")
    assert config["sessionParams"]["language"] == "nl-NL"
    berichten = [a for a in activiteiten if a["type"] == "message"]
    assert [b["sessionParams"]["bargeIn"] for b in berichten] == [False, False, True]


async def test_een_vraag_wordt_in_hetzelfde_antwoord_beantwoord(poort: Poort):
    await poort.begin()
    assert "parkeer" in klonk(await poort.zeg(PARKEERKAART)).lower()


async def test_dezelfde_activiteit_telt_een_keer(poort: Poort):
    await poort.begin()
    assert klonk(await poort.zeg(PARKEERKAART, id="zelfde"))
    assert await poort.zeg(PARKEERKAART, id="zelfde") == []


async def test_toetsen_werken_zonder_spraak(poort: Poort):
    await poort.begin()
    assert "Bij de voedselbank" in klonk(await poort.toets("112"))


async def test_een_mens_is_een_transfer_met_alleen_het_oproepnummer(poort: Poort):
    await poort.begin()
    activiteiten = await poort.toets("0")
    transfer = gebeurtenis(activiteiten, "transfer")["activityParams"]
    assert transfer["transferTarget"] == "sip:kcc@sbc.example"
    koppen = {k["name"]: k["value"] for k in transfer["transferSipHeaders"]}
    (oproep,) = poort.lijn.oproepen._op_id
    assert koppen == {"X-Toegang-Sessie": oproep, "User-to-User": oproep.replace("-", "") + ";encoding=hex"}
    assert activiteiten.index(gebeurtenis(activiteiten, "transfer")) == len(activiteiten) - 1


async def test_gevaar_gaat_naar_de_spoedlijn_met_eerst_het_nummer(poort: Poort):
    await poort.begin()
    activiteiten = await poort.zeg(GEVAAR)
    assert "dag en nacht" in klonk(activiteiten)
    assert (
        gebeurtenis(activiteiten, "transfer")["activityParams"]["transferTarget"] == "sip:spoed@sbc.example"
    )


async def test_komt_de_beller_terug_dan_is_het_doorverbinden_mislukt(poort: Poort):
    await poort.begin()
    await poort.toets("0")
    assert "terugbellen" in klonk(await poort.activiteit(type="event", name="noUserInput"))


async def test_stilte_meldt_de_poort_zelf(poort: Poort):
    await poort.begin()
    assert "Neem rustig de tijd" in klonk(await poort.activiteit(type="event", name="noUserInput"))


async def test_het_einde_ruimt_op(poort: Poort):
    await poort.begin()
    status, _ = await poort.stuur("/audiocodes/c-1/keepalive", {"conversation": "c-1"})
    assert status == 200
    await poort.stuur("/audiocodes/c-1/disconnect", {"conversation": "c-1", "reason": "opgehangen"})
    assert poort.lijn.oproepen.aantal == 0
    assert (await poort.zeg("hallo"))[0]["status"] == 404


async def test_een_onbekend_nummer_krijgt_geen_gesprek(poort: Poort):
    assert (await poort.begin("0101234567"))[0]["status"] == 404


@pytest.mark.parametrize(
    "inhoud",
    [
        {},
        {"activities": "x"},
        {"activities": [1, None]},
        {"activities": [{"type": "event", "name": "DTMF", "value": {}}]},
    ],
)
async def test_rommel_is_nooit_een_fout_van_ons(poort: Poort, inhoud: Any):
    await poort.begin()
    assert (await poort.stuur(poort.plek, inhoud))[0] in (200, 400)


@pytest.mark.parametrize("gesprek", ["", "../x", "a" * 200, 5, None])
async def test_een_vreemd_gespreksnummer_wordt_geweigerd(poort: Poort, gesprek: Any):
    assert (await poort.stuur("/audiocodes", {"conversation": gesprek}))[0] == 400
