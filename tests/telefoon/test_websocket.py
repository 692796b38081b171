"""chan_websocket van Asterisk: hetzelfde gesprek over een websocket, met de berichten die Asterisk stuurt."""

from __future__ import annotations

import base64
import json
import uuid
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import ClientWebSocketResponse, WSMsgType, WSServerHandshakeError
from aiohttp.test_utils import TestClient, TestServer

from assistent.adapters.fakes import NepHerkenner
from assistent.kanalen.telefoon.besturing import maak_besturing
from assistent.kanalen.telefoon.luisteraar import STUK
from tests.gegevens import PARKEERKAART
from tests.telefoon.nep_asterisk import KCC, PRAAT, STIL, gezegd, maak_lijn, tot

START = {"event": "MEDIA_START", "format": "slin", "optimal_frame_size": 320, "ptime": 20}
BASIC = {"Authorization": "Basic " + base64.b64encode(b"asterisk:geheim").decode()}


@pytest.fixture
async def zet_op() -> AsyncIterator[Any]:
    clients = []

    async def maak(**rest: Any) -> tuple[Any, Any]:
        lijn = maak_lijn(**rest)
        client = TestClient(TestServer(maak_besturing(lijn, "geheim")))
        await client.start_server()
        clients.append((lijn, client))
        return lijn, client

    yield maak
    for lijn, client in clients:
        await lijn.sluit()
        await client.close()


async def belt(lijn: Any, client: Any, id_: str | None = None) -> ClientWebSocketResponse:
    if id_ is None:
        id_ = str(uuid.uuid4())
        lijn.meld_aan(id_, (KCC,), None)
    draad = await client.ws_connect(f"/media?oproep={id_}", protocols=("media",), headers=BASIC)
    await draad.send_json(START)
    return draad


async def opdrachten(draad: ClientWebSocketResponse) -> list[str]:
    """Alle opdrachten tot de verbinding dicht is of de lijn loslaat."""
    uit = []
    async for bericht in draad:
        if bericht.type is WSMsgType.TEXT:
            uit.append(json.loads(bericht.data)["command"])
            if uit[-1] == "HANGUP":
                await draad.close()
    return uit


async def test_de_begroeting_komt_als_binair_geluid(zet_op: Any):
    draad = await belt(*await zet_op())
    bericht = await draad.receive()
    assert bericht.type is WSMsgType.BINARY
    assert len(bericht.data) == STUK
    await draad.close()


async def test_praten_en_toetsen_werken_net_als_bij_audiosocket(zet_op: Any):
    lijn, client = await zet_op(herkenner=NepHerkenner([PARKEERKAART]))
    draad = await belt(lijn, client)
    for stuk in [PRAAT] * 15 + [STIL] * 10:
        await draad.send_bytes(stuk)
    await tot(lambda: "parkeer" in gezegd(lijn).lower())
    await draad.send_json({"event": "DTMF_END", "digit": "0"})
    assert await opdrachten(draad) == ["HANGUP"]


async def test_een_onbekende_oproep_krijgt_geen_verbinding(zet_op: Any):
    lijn, client = await zet_op()
    with pytest.raises(WSServerHandshakeError) as fout:
        await belt(lijn, client, str(uuid.uuid4()))
    assert fout.value.status == 404


async def test_zonder_wachtwoord_geen_verbinding(zet_op: Any):
    _, client = await zet_op()
    with pytest.raises(WSServerHandshakeError) as fout:
        await client.ws_connect("/media?oproep=x")
    assert fout.value.status == 401


@pytest.mark.parametrize("rommel", ["geen json", "[]", '{"event": "MEDIA_START", "format": "opus"}'])
async def test_rommel_of_een_ander_formaat_beeindigt_het_gesprek(zet_op: Any, rommel: str):
    lijn, client = await zet_op()
    draad = await belt(lijn, client)
    await draad.send_str(rommel)
    await opdrachten(draad)
    await tot(lambda: lijn.oproepen.aantal == 0)


@pytest.mark.parametrize(
    "bericht", [{"event": "DTMF_END"}, {"event": "DTMF_END", "digit": "AB"}, {"event": "MEDIA_XOFF"}]
)
async def test_onbekende_berichten_doen_niets(zet_op: Any, bericht: dict[str, str]):
    lijn, client = await zet_op()
    draad = await belt(lijn, client)
    await draad.send_json(bericht)
    await draad.send_json({"event": "DTMF_END", "digit": "0"})
    assert await opdrachten(draad) == ["HANGUP"]


async def test_de_medewerker_kan_ook_over_een_websocket_aannemen(zet_op: Any):
    lijn, client = await zet_op()
    id_ = str(uuid.uuid4())
    oproep = lijn.meld_aan(id_, (KCC,), None)
    draad = await belt(lijn, client, id_)
    await draad.send_json({"event": "DTMF_END", "digit": "0"})
    await opdrachten(draad)
    medewerker = await belt(lijn, client, oproep.fluister.id)
    await tot(lambda: "Aannemen? Toets 1" in gezegd(lijn))
    await medewerker.send_json({"event": "DTMF_END", "digit": "1"})
    assert await opdrachten(medewerker) == ["HANGUP"]
    assert oproep.fluister.aangenomen
