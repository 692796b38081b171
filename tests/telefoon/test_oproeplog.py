"""Welk gesprek bij een telefoontje hoort: één contract, in het geheugen en in de database."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from assistent.adapters.fakes import OproepenInGeheugen
from assistent.adapters.sql import SqlOpslag
from assistent.adapters.sql.oproepen import SqlOproeplog
from assistent.kern.begrippen import Kanaal
from assistent.processen.beginnen import begin
from tests.gegevens import NU, kennisbank

OPROEP = "5f0c7a4e-0000-4000-8000-000000000001"


@pytest.fixture(params=["geheugen", "sql"])
def oproeplog(request: pytest.FixtureRequest, motor: AsyncEngine, sqlopslag: SqlOpslag) -> Any:
    return OproepenInGeheugen(sqlopslag) if request.param == "geheugen" else SqlOproeplog(motor)


async def gesprek_bij(oproeplog: Any, id_: str) -> str | None:
    gevonden = await oproeplog.zoek(id_=id_)
    return gevonden[0].gesprek_id if gevonden else None


async def test_wie_opneemt_vindt_het_gesprek_bij_het_oproepnummer(oproeplog: Any, sqlopslag: SqlOpslag):
    gesprek, _ = await begin(sqlopslag, kennisbank(), "groningen", Kanaal.TELEFOON, NU)
    await oproeplog.begin(OPROEP, gesprek.id, NU, spraak=True)
    assert await gesprek_bij(oproeplog, OPROEP) == gesprek.id
    assert await gesprek_bij(oproeplog, "onbekend") is None
    await oproeplog.sluit(OPROEP, "mens", NU + timedelta(minutes=3))
    assert await gesprek_bij(oproeplog, OPROEP) == gesprek.id


async def test_wat_nu_loopt_in_deze_gemeente_oudste_eerst(oproeplog: Any, sqlopslag: SqlOpslag):
    for minuut, (id_, gemeente) in enumerate(
        [("a", "groningen"), ("b", "diemen"), ("c", "groningen"), ("d", "groningen")]
    ):
        gesprek, _ = await begin(sqlopslag, kennisbank(), gemeente, Kanaal.TELEFOON, NU)
        await oproeplog.begin(id_, gesprek.id, NU + timedelta(minutes=minuut), spraak=True)
    await oproeplog.sluit("c", "klaar", NU + timedelta(minutes=9))
    assert [o.id for o in await oproeplog.zoek(gemeente="groningen")] == ["a", "d"]
    assert [o.id for o in await oproeplog.zoek(gemeente="groningen", vanaf=NU + timedelta(minutes=1))] == [
        "d"
    ]
    assert await oproeplog.zoek(gemeente="lisse") == []


async def test_wist_een_gesprek_dan_gaat_het_telefoontje_mee(motor: AsyncEngine, sqlopslag: SqlOpslag):
    gesprek, _ = await begin(sqlopslag, kennisbank(), "groningen", Kanaal.TELEFOON, NU)
    oproeplog = SqlOproeplog(motor)
    await oproeplog.begin(OPROEP, gesprek.id, NU, spraak=False)
    async with sqlopslag.transactie() as werk:
        await werk.gesprekken.wis(gesprek.id)
    assert await gesprek_bij(oproeplog, OPROEP) is None


async def test_hoe_het_afliep_staat_erbij(motor: AsyncEngine, sqlopslag: SqlOpslag):
    gesprek, _ = await begin(sqlopslag, kennisbank(), "groningen", Kanaal.TELEFOON, NU)
    oproeplog = SqlOproeplog(motor)
    await oproeplog.begin(OPROEP, gesprek.id, NU, spraak=False)
    await oproeplog.sluit(OPROEP, "mens", NU + timedelta(minutes=3))
    async with motor.connect() as verbinding:
        rij = (await verbinding.execute(text("select uitkomst, geeindigd from oproep"))).one()
    assert rij.uitkomst == "mens"
    assert rij.geeindigd
