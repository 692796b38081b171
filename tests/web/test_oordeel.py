"""Een oordeel geven: het telt één keer, en er blijft niets van het gesprek bij achter (R122)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from assistent.adapters.sql import SqlOpslag
from assistent.adapters.sql import tabellen as t
from assistent.kern.oordeel import Reden, Telling, Waarover
from tests.gegevens import NU, PARKEERKAART
from tests.web.conftest import Chat


async def geef(chat: Chat, **oordeel: Any) -> int:
    """De status op een oordeel."""
    return (await chat.klant.post(chat.pad("/oordeel"), json=oordeel, headers=chat.kop)).status


async def tel(opslag: SqlOpslag, gemeente: str = "groningen", dagen: int = 0) -> list[Telling]:
    """Wat de cijfers zien."""
    async with opslag.transactie() as werk:
        return await werk.oordelen.tel(gemeente, NU.date() + timedelta(days=dagen))


async def antwoord_op(chat: Chat) -> int:
    """Het nummer van een antwoord uit de kennisbank."""
    return int((await chat.zeg(PARKEERKAART))[1]["nummer"])


async def test_een_duim_telt_bij_het_antwoord_uit_de_kennisbank(chat: Chat, sqlopslag: SqlOpslag) -> None:
    nummer = await antwoord_op(chat)
    assert await geef(chat, goed=False, nummer=nummer, reden="te_moeilijk") == 204
    assert await tel(sqlopslag) == [Telling(Waarover.ANTWOORD, "onderwerp:parkeerkaart", False, Reden.TE_MOEILIJK, 1)]


async def test_wie_zich_bedenkt_telt_een_keer(chat: Chat, sqlopslag: SqlOpslag) -> None:
    nummer = await antwoord_op(chat)
    for goed in (False, True, True):
        assert await geef(chat, goed=goed, nummer=nummer, reden="klopt_niet") == 204
    assert await tel(sqlopslag) == [Telling(Waarover.ANTWOORD, "onderwerp:parkeerkaart", True, None, 1)]


async def test_het_hele_gesprek_telt_apart(chat: Chat, sqlopslag: SqlOpslag) -> None:
    nummer = await antwoord_op(chat)
    await geef(chat, goed=True, nummer=nummer)
    await geef(chat, goed=False)
    assert {(o.waarover, o.goed) for o in await tel(sqlopslag)} == {(Waarover.ANTWOORD, True), (Waarover.GESPREK, False)}


async def test_twee_inwoners_tellen_samen(chat: Chat, sqlopslag: SqlOpslag) -> None:
    for ander in (chat, await Chat.begint(chat.klant)):
        await geef(ander, goed=True)
    assert [o.aantal for o in await tel(sqlopslag)] == [2]


async def test_cijfers_van_een_andere_gemeente_of_van_eerder_tellen_niet_mee(chat: Chat, sqlopslag: SqlOpslag) -> None:
    await geef(chat, goed=True)
    assert await tel(sqlopslag, "diemen") == []
    assert await tel(sqlopslag, dagen=1) == []


async def test_bij_een_oordeel_staat_niets_van_het_gesprek(chat: Chat, motor: AsyncEngine) -> None:
    await geef(chat, goed=False, nummer=await antwoord_op(chat), reden="klopt_niet")
    async with motor.connect() as verbinding:
        (rij,) = (await verbinding.execute(select(t.oordeel))).all()
    assert set(rij._fields) == {"merk", "dag", "gemeente", "waarover", "goed", "sleutel", "reden"}
    assert chat.id not in str(rij)
    assert chat.sleutel not in str(rij)


async def test_een_gewist_gesprek_laat_het_oordeel_staan(chat: Chat, sqlopslag: SqlOpslag) -> None:
    await geef(chat, goed=True)
    await chat.klant.delete(chat.pad(), headers=chat.kop)
    assert [o.aantal for o in await tel(sqlopslag)] == [1]
    assert await geef(chat, goed=False) == 404


@pytest.mark.parametrize(
    "onzin",
    [{}, {"goed": "ja"}, {"goed": 1}, {"goed": True, "nummer": 0}, {"goed": True, "nummer": True}, {"goed": True, "nummer": 1e400},
     {"goed": True, "nummer": "1"}, {"goed": False, "reden": "mijn buurvrouw"}, {"goed": False, "reden": ["klopt_niet"]},
     {"goed": True, "nummer": 999}],
)  # fmt: skip
async def test_onzin_telt_niet(onzin: dict[str, Any], chat: Chat, sqlopslag: SqlOpslag) -> None:
    assert await geef(chat, **onzin) == 400
    assert await tel(sqlopslag) == []


async def test_over_eigen_woorden_is_geen_oordeel(chat: Chat) -> None:
    eigen = (await chat.zeg(PARKEERKAART))[0]["nummer"]
    assert await geef(chat, goed=True, nummer=eigen) == 400


async def test_zonder_sleutel_geen_oordeel(chat: Chat) -> None:
    antwoord = await chat.klant.post(chat.pad("/oordeel"), json={"goed": True})
    assert antwoord.status == 401
