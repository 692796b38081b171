"""Aanwezigheid, livegesprekken en belafspraken: één contract, het geheugen en SQLite."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from assistent.adapters.fakes import OpslagInGeheugen
from assistent.adapters.sql import SqlOpslag
from assistent.kern.afspraken import Belafspraak, Belstaat
from assistent.kern.errors import AlAangenomen, Botsing
from assistent.kern.meepraten import HOUDBAAR, Aanwezige, Heeft, Livegesprek
from tests.adapters.test_opslag import een_intake, een_overdracht
from tests.gegevens import NU

SAM = Aanwezige("v1", "sam", "groningen", NU + HOUDBAAR, frozenset({"sociaal_team", "loket"}), beschikbaar=True)
LIVE = Livegesprek("o1", "g1", "groningen", "sociaal_team", NU)
BLOK = Belafspraak("a1", "o1", "groningen", "loket", NU + timedelta(hours=1), NU + timedelta(hours=1, minutes=30))


@pytest.fixture(params=["geheugen", "sqlite"])
def opslag(request: pytest.FixtureRequest) -> Any:
    """Beide uitvoeringen."""
    return OpslagInGeheugen() if request.param == "geheugen" else request.getfixturevalue("sqlopslag")


async def vul(opslag: Any) -> None:
    """Twee overdrachten om aan vast te zitten."""
    async with opslag.transactie() as werk:
        for nr in (1, 2):
            await werk.overdrachten.bewaar(een_overdracht(nr), een_intake())


async def test_wie_zich_meldt_is_er_en_komt_heel_terug(opslag: Any) -> None:
    async with opslag.transactie() as werk:
        await werk.aanwezigen.meld(SAM, NU)
        assert await werk.aanwezigen.zoek(NU, gemeente="groningen") == [SAM]
        assert await werk.aanwezigen.zoek(NU, gemeente="diemen") == []
        assert await werk.aanwezigen.zoek(NU, wie="sam") == [SAM]


async def test_zonder_hartslag_is_iemand_weg(opslag: Any) -> None:
    straks = NU + HOUDBAAR + timedelta(seconds=1)
    async with opslag.transactie() as werk:
        await werk.aanwezigen.meld(SAM, NU)
        assert await werk.aanwezigen.zoek(straks, gemeente="groningen") == []
        await werk.aanwezigen.meld(replace(SAM, tot=straks + HOUDBAAR), straks)
        assert len(await werk.aanwezigen.zoek(straks, gemeente="groningen")) == 1


async def test_twee_tabbladen_het_eerste_dicht_is_nog_niet_weg(opslag: Any) -> None:
    async with opslag.transactie() as werk:
        await werk.aanwezigen.meld(SAM, NU)
        await werk.aanwezigen.meld(replace(SAM, verbinding="v2"), NU)
        await werk.aanwezigen.weg("v1")
        assert [a.verbinding for a in await werk.aanwezigen.zoek(NU, wie="sam")] == ["v2"]


async def test_een_livegesprek_komt_heel_terug_en_op_wachttijd(opslag: Any) -> None:
    await vul(opslag)
    async with opslag.transactie() as werk:
        assert await werk.livegesprekken.haal("o1") is None
        await werk.livegesprekken.bewaar(replace(LIVE, heeft=Heeft.WACHT, tot=NU + timedelta(minutes=2), stap=1, door="sam"))
        await werk.livegesprekken.bewaar(replace(LIVE, overdracht_id="o2", heeft=Heeft.WACHT, sinds=NU - timedelta(minutes=1)))
    async with opslag.transactie() as werk:
        gevonden = await werk.livegesprekken.haal("o1")
        assert gevonden == replace(LIVE, heeft=Heeft.WACHT, tot=NU + timedelta(minutes=2), stap=1, door="sam", versie=1)
        assert [g.overdracht_id for g in await werk.livegesprekken.zoek(Heeft.WACHT, gemeente="groningen")] == ["o2", "o1"]
        assert await werk.livegesprekken.zoek(Heeft.WACHT, tot=NU + timedelta(minutes=1)) == []
        assert [g.overdracht_id for g in await werk.livegesprekken.zoek(Heeft.WACHT, tot=NU + timedelta(minutes=3))] == ["o1"]


async def test_van_twee_die_tegelijk_opnemen_wint_een(opslag: Any) -> None:
    await vul(opslag)
    async with opslag.transactie() as werk:
        await werk.livegesprekken.bewaar(LIVE)
        gelezen = await werk.livegesprekken.haal("o1")
        assert gelezen is not None
        await werk.livegesprekken.bewaar(replace(gelezen, door="sam"))
        with pytest.raises(AlAangenomen):
            await werk.livegesprekken.bewaar(replace(gelezen, door="kim"))


async def test_een_belafspraak_houdt_het_blok_bezet_tot_hij_vervalt(opslag: Any) -> None:
    await vul(opslag)
    async with opslag.transactie() as werk:
        await werk.belafspraken.bewaar(BLOK)
        assert await werk.belafspraken.van("o1") == [BLOK]
        assert await werk.belafspraken.bezet("groningen", "loket", NU) == [BLOK.van]
        assert await werk.belafspraken.bezet("groningen", "gkb", NU) == []
        await werk.belafspraken.bewaar(replace(BLOK, staat=Belstaat.VERVALLEN))
        assert await werk.belafspraken.bezet("groningen", "loket", NU) == []
        await werk.belafspraken.bewaar(replace(BLOK, id="a2", overdracht_id="o2"))


async def test_hetzelfde_blok_gaat_nooit_naar_twee_mensen(opslag: Any) -> None:
    """R69."""
    await vul(opslag)
    async with opslag.transactie() as werk:
        await werk.belafspraken.bewaar(BLOK)
    with pytest.raises(Botsing):
        async with opslag.transactie() as werk:
            await werk.belafspraken.bewaar(replace(BLOK, id="a2", overdracht_id="o2"))


async def test_een_blok_heeft_zoveel_plaatsen_als_het_team_kan_bellen(opslag: Any) -> None:
    """R69; een plaats die vrijkomt is weer te vergeven."""
    await vul(opslag)
    twee = replace(BLOK, id="a2", overdracht_id="o2")
    async with opslag.transactie() as werk:
        await werk.belafspraken.bewaar(BLOK, 2)
        await werk.belafspraken.bewaar(twee, 2)
        await werk.belafspraken.bewaar(replace(twee, door="sam"), 2)
    with pytest.raises(Botsing):
        async with opslag.transactie() as werk:
            await werk.belafspraken.bewaar(replace(BLOK, id="a3"), 2)
    async with opslag.transactie() as werk:
        await werk.belafspraken.bewaar(replace(BLOK, staat=Belstaat.VERVALLEN), 2)
        await werk.belafspraken.bewaar(replace(BLOK, id="a3"), 2)
        assert await werk.belafspraken.bezet("groningen", "loket", NU) == [BLOK.van] * 2


async def test_gewist_is_ook_afspraak_en_livegesprek_gewist(sqlopslag: SqlOpslag) -> None:
    """AVG 17: niets blijft achter als de overdracht weg is."""
    from sqlalchemy import delete, func, select

    from assistent.adapters.sql import tabellen as t

    async with sqlopslag.transactie() as werk:
        await werk.overdrachten.bewaar(een_overdracht(), een_intake())
        await werk.livegesprekken.bewaar(LIVE)
        await werk.belafspraken.bewaar(BLOK)
        await werk.belafspraken.verbinding.execute(delete(t.overdracht))
        for tabel in (t.livegesprek, t.belafspraak):
            assert (await werk.belafspraken.verbinding.execute(select(func.count()).select_from(tabel))).scalar_one() == 0


async def test_twee_inwoners_tegelijk_hetzelfde_blok(sqlopslag: SqlOpslag) -> None:
    """Op de echte database, tegelijk."""
    await vul(sqlopslag)

    async def boek(id_: str, overdracht: str) -> None:
        async with sqlopslag.transactie() as werk:
            await werk.belafspraken.bewaar(replace(BLOK, id=id_, overdracht_id=overdracht))

    uit = await asyncio.gather(boek("a1", "o1"), boek("a2", "o2"), return_exceptions=True)
    assert sorted(type(u).__name__ for u in uit) == ["Botsing", "NoneType"]
