"""De uitbak: één contract, twee uitvoeringen; en het schema is precies wat de migraties maken."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine

from assistent.adapters.fakes import OpslagInGeheugen
from assistent.adapters.sql.tabellen import meta
from assistent.kern.overdracht import Afloop, Handeling
from tests.adapters.test_opslag import een_intake, een_overdracht
from tests.gegevens import NU

LATER = NU + timedelta(hours=1)


@pytest.fixture(params=["geheugen", "sqlite"])
def opslag(request: pytest.FixtureRequest) -> Any:
    """Beide uitvoeringen."""
    return OpslagInGeheugen() if request.param == "geheugen" else request.getfixturevalue("sqlopslag")


async def test_wat_neergelegd_is_ligt_er_een_keer_en_komt_op_tijd_aan_de_beurt(opslag: Any) -> None:
    async with opslag.transactie() as werk:
        await werk.uitbak.leg_neer("team", "o1", NU)
        await werk.uitbak.leg_neer("team", "o2", LATER)
        await werk.uitbak.leg_neer("team", "o1", NU)
    async with opslag.transactie() as werk:
        assert [z.overdracht_id for z in await werk.uitbak.zoek(tot=NU)] == ["o1"]
        assert [z.overdracht_id for z in await werk.uitbak.zoek(tot=LATER)] == ["o1", "o2"]
        assert [z.overdracht_id for z in await werk.uitbak.zoek(tot=LATER, hooguit=1)] == ["o1"]
        assert await werk.uitbak.zoek(tot=NU - timedelta(seconds=1)) == []


async def test_stappen_blijven_ook_in_een_nieuwe_ronde(opslag: Any) -> None:
    async with opslag.transactie() as werk:
        await werk.uitbak.leg_neer("proef", "o1", NU)
        (zending,) = await werk.uitbak.zoek(overdracht_id="o1")
        await werk.uitbak.noteer(replace(zending, stappen={"klantcontact": "u-1", "team": "loket"}))
        (zending,) = await werk.uitbak.zoek(overdracht_id="o1")
        await werk.uitbak.noteer(replace(zending, stappen={"team": "gkb"}, gedaan=NU, volgende=None))
        assert await werk.uitbak.zoek(tot=LATER) == []
        await werk.uitbak.leg_neer("proef", "o1", LATER)
    async with opslag.transactie() as werk:
        (zending,) = await werk.uitbak.zoek(tot=LATER)
        assert zending.stappen == {"klantcontact": "u-1", "team": "gkb"}
        assert (zending.gedaan, zending.pogingen, zending.ronde) == (None, 0, 1)


async def test_wat_steeds_mislukt_is_te_vinden(opslag: Any) -> None:
    async with opslag.transactie() as werk:
        for id_, pogingen in (("o1", 3), ("o2", 4), ("o3", 9)):
            await werk.uitbak.leg_neer("proef", id_, NU)
            (zending,) = await werk.uitbak.zoek(overdracht_id=id_)
            gedaan = {"volgende": None, "gedaan": NU} if id_ == "o3" else {}
            await werk.uitbak.noteer(replace(zending, pogingen=pogingen, fout="401", **gedaan))
    async with opslag.transactie() as werk:
        assert [z.overdracht_id for z in await werk.uitbak.zoek(mislukt=4)] == ["o2"]


async def test_wie_een_oude_ronde_klaar_noemt_wist_de_nieuwe_niet(opslag: Any) -> None:
    """De inwoner trekt in terwijl de verzender nog bezig is: dan is er weer iets te doen."""
    async with opslag.transactie() as werk:
        await werk.uitbak.leg_neer("proef", "o1", NU)
        (oud,) = await werk.uitbak.zoek(overdracht_id="o1")
        await werk.uitbak.leg_neer("proef", "o1", LATER)
        await werk.uitbak.noteer(replace(oud, gedaan=NU, volgende=None, stappen={"taak": "u-2"}))
        (zending,) = await werk.uitbak.zoek(overdracht_id="o1")
    assert (zending.volgende, zending.gedaan) == (LATER, None)
    assert zending.stappen == {"taak": "u-2"}


async def test_alles_van_een_overdracht_komt_er_zo_uit_als_het_erin_ging(opslag: Any) -> None:
    heen = een_overdracht(
        toegezegd=LATER, herinner_op=LATER, waakvlam=LATER, voorrang=True, achterwacht=True, afloop=Afloop.AFGEWEZEN
    )
    heen = heen.doe(Handeling.AANNEMEN, op=LATER, door="iemand", buiten=True, reden="gebeld")
    async with opslag.transactie() as werk:
        await werk.overdrachten.bewaar(heen, een_intake())
        terug, _ = await werk.overdrachten.haal(heen.id)
    assert replace(terug, versie=heen.versie) == heen


async def test_de_bewaking_vindt_alleen_waar_iets_te_doen_is(opslag: Any) -> None:
    """R58, R81."""
    async with opslag.transactie() as werk:
        stil = een_overdracht(1, termijn=LATER, herinner_op=None)
        te_laat = een_overdracht(2, termijn=NU, herinner_op=None)
        bezig = een_overdracht(3, termijn=NU).doe(Handeling.AANNEMEN, op=NU, door="lotte")
        waak = replace(bezig.doe(Handeling.AFRONDEN, op=NU, door="lotte"), id="o4", referentie="AAA-004", waakvlam=NU)
        for overdracht in (stil, te_laat, bezig, waak):
            await werk.overdrachten.bewaar(overdracht, een_intake())
        gevonden = await werk.overdrachten.zoek(open_=False, let_op_tot=NU)
    assert sorted(o.id for o, _ in gevonden) == ["o2", "o4"]


def test_de_migraties_maken_precies_de_tabellen(gemigreerd: Path) -> None:
    motor = create_engine(f"sqlite:///{gemigreerd}")
    with motor.connect() as verbinding:
        verschil = compare_metadata(MigrationContext.configure(verbinding), meta)
    motor.dispose()
    assert verschil == []
