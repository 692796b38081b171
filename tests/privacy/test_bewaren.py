"""Bewaartermijnen met verschoven tijd: op de grens staat het er nog, daarna blijft er niets over (AVG 5(1)(e))."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Boolean, Date, Integer, LargeBinary, Table, func, insert, select, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from assistent.adapters.sql import Kluis, SqlOpslag
from assistent.adapters.sql import tabellen as t
from assistent.adapters.sql.bewaren import SqlOpruimer
from assistent.adapters.sql.inzage import SqlInzagelog
from assistent.adapters.sql.tabellen import Moment, meta
from assistent.app import App
from assistent.kern.bewaren import Bewaartermijnen
from assistent.processen.bewaren import Bewaarder
from tests.gegevens import NU, SCHULDEN, SOCIAAL_TEAM, Inwoner, kennisbank, maak_proefapp

DAG = timedelta(days=1)
TIK = timedelta(seconds=1)
BLIJFT = {"account", "taak"}
"""Geen gegevens van inwoners: medewerkers, en welk proces welke taak doet."""


def nep(kolom: Any) -> Any:
    """Een waarde die past, zodat ook een tabel van morgen meedoet."""
    if kolom.foreign_keys or kolom.name.endswith("_id"):
        return 1 if isinstance(kolom.type, Integer) else "1"
    soorten: list[tuple[type, Any]] = [
        (Moment, NU), (Date, NU.date()), (Boolean, False), (Integer, 1), (LargeBinary, b"x")
    ]  # fmt: skip
    gewoon = "1" if kolom.name in ("id", "naam") else kolom.name[: kolom.type.length or 10] if hasattr(kolom.type, "length") else "x"
    return next((waarde for soort, waarde in soorten if isinstance(kolom.type, soort)), gewoon)


async def vul(motor: AsyncEngine) -> None:
    """Eén rij in elke tabel."""
    async with motor.begin() as verbinding:
        for tabel in meta.sorted_tables:
            await verbinding.execute(insert(tabel).values({k.name: nep(k) for k in tabel.columns}))


async def tel(motor: AsyncEngine) -> dict[str, int]:
    async with motor.connect() as verbinding:
        return {x.name: (await verbinding.execute(select(func.count()).select_from(x))).scalar_one() for x in meta.sorted_tables}


async def ruim_op(motor: AsyncEngine, nu: datetime, termijnen: Bewaartermijnen | None = None) -> Mapping[str, int]:
    return await SqlOpruimer(motor).ruim_op(nu, termijnen or kennisbank().bewaren)


async def test_na_de_langste_termijn_is_elke_tabel_leeg(motor: AsyncEngine) -> None:
    await vul(motor)
    assert set((await tel(motor)).values()) == {1}
    await ruim_op(motor, NU + max(kennisbank().bewaren.standaard.values()) + DAG)
    assert {naam for naam, aantal in (await tel(motor)).items() if aantal} == BLIJFT


async def test_een_uur_later_is_er_nog_niets_weg(motor: AsyncEngine) -> None:
    await vul(motor)
    await ruim_op(motor, NU + timedelta(hours=1))
    assert set((await tel(motor)).values()) == {1}


async def zet(motor: AsyncEngine, tabel: Table, **waarden: Any) -> None:
    async with motor.begin() as verbinding:
        await verbinding.execute(update(tabel).values(**waarden))


def termijn(soort: str) -> timedelta:
    return kennisbank().bewaren.standaard[soort]


@pytest.mark.parametrize(
    ("soort", "staat"),
    [
        ("intake_afgerond", "afgerond"),
        ("intake_ingetrokken", "ingetrokken"),
        ("intake_geweigerd", "geweigerd"),
        ("intake_open", "aangeboden"),
        ("intake_open", "aangenomen"),
        ("intake_open", "verlopen"),
    ],
)
async def test_een_intake_gaat_precies_op_tijd_weg(soort: str, staat: str, motor: AsyncEngine) -> None:
    await vul(motor)
    await zet(motor, t.overdracht, staat=staat, waakvlam=None)
    await ruim_op(motor, NU + termijn(soort))
    assert (await tel(motor))["overdracht"] == 1
    assert (await ruim_op(motor, NU + termijn(soort) + TIK))[soort] == 1
    over = await tel(motor)
    for naam in ("overdracht", "overdracht_stap", "uitbak", "uitbak_stap", "livegesprek", "belafspraak", "herkenning"):
        assert over[naam] == 0, naam


async def test_een_waakvlam_in_de_toekomst_houdt_de_intake_vast(motor: AsyncEngine) -> None:
    await vul(motor)
    await zet(motor, t.overdracht, staat="afgerond", waakvlam=NU + 100 * DAG)
    await ruim_op(motor, NU + termijn("intake_afgerond") + DAG)
    assert (await tel(motor))["overdracht"] == 1
    await ruim_op(motor, NU + 100 * DAG + termijn("intake_afgerond") + TIK)
    assert (await tel(motor))["overdracht"] == 0


@pytest.mark.parametrize(("contact", "soort"), [(False, "gesprek"), (True, "intake_onaf")])
async def test_een_gesprek_zonder_intake_gaat_op_tijd_weg(contact: bool, soort: str, motor: AsyncEngine) -> None:
    await vul(motor)
    await zet(motor, t.gesprek, contact=contact)
    await zet(motor, t.overdracht, gesprek_id="ander")
    await ruim_op(motor, NU + termijn(soort))
    assert (await tel(motor))["gesprek"] == 1
    await ruim_op(motor, NU + termijn(soort) + TIK)
    over = await tel(motor)
    assert (over["gesprek"], over["bericht"], over["klad"]) == (0, 0, 0)
    assert over["overdracht"] == 1


async def test_zolang_de_intake_er_is_blijft_het_gesprek(motor: AsyncEngine) -> None:
    await vul(motor)
    await zet(motor, t.overdracht, staat="aangenomen")
    await ruim_op(motor, NU + 300 * DAG)
    assert (await tel(motor))["gesprek"] == 1


async def test_na_negentig_dagen_is_een_contact_alleen_nog_een_aantal(motor: AsyncEngine) -> None:
    await vul(motor)
    await ruim_op(motor, NU + termijn("contact") + TIK)
    async with motor.connect() as verbinding:
        (rij,) = (await verbinding.execute(select(t.contactmoment))).all()
    assert (rij.medewerker, rij.persoon, rij.overdracht_id) == ("", None, None)


async def test_een_gemeente_kan_korter_bewaren(motor: AsyncEngine) -> None:
    await vul(motor)
    await zet(motor, t.overdracht, gesprek_id="ander")
    korter = replace(kennisbank().bewaren, afwijkend={"gemeente": {"gesprek": 2 * DAG}})
    await ruim_op(motor, NU + 3 * DAG, replace(korter, afwijkend={"elders": {"gesprek": 2 * DAG}}))
    assert (await tel(motor))["gesprek"] == 1
    await ruim_op(motor, NU + 3 * DAG, korter)
    assert (await tel(motor))["gesprek"] == 0


# --- met echte gesprekken, en door de taak die elk uur loopt ---


@pytest.fixture
def app(sqlopslag: SqlOpslag, motor: AsyncEngine) -> App:
    app = maak_proefapp(opslag=sqlopslag)
    app.opruimer = SqlOpruimer(motor)
    app.inzage = SqlInzagelog(motor)
    return app


async def de_taak(app: App, nu: datetime) -> None:
    (taak,) = (taak for taak in app.taken if taak.naam == "bewaren")
    await taak.doe(nu)


async def test_de_taak_wist_echte_gesprekken_intakes_en_inzage(app: App, motor: AsyncEngine) -> None:
    anoniem = await Inwoner.begint(app)
    await anoniem.zeg(SCHULDEN)
    onaf = await Inwoner.begint(app)
    await onaf.tot_akkoord()
    overdracht = await (await Inwoner.begint(app)).naar_team()
    await app.werkbak.neem_aan(SOCIAAL_TEAM, overdracht.id, NU)
    await app.inzage.leg_vast("sam", "bekijken", overdracht.id, NU)
    await de_taak(app, NU + DAG + TIK)
    assert (await tel(motor))["gesprek"] == 2
    await de_taak(app, NU + 7 * DAG + TIK)
    assert ((await tel(motor))["gesprek"], (await tel(motor))["overdracht"]) == (1, 1)
    await app.werkbak.rond_af(SOCIAAL_TEAM, overdracht.id, "geholpen", NU + 8 * DAG)
    await de_taak(app, NU + 98 * DAG)
    assert (await tel(motor))["overdracht"] == 1
    await de_taak(app, NU + 98 * DAG + TIK)
    assert {n for n, aantal in (await tel(motor)).items() if aantal} <= {"inzage"}
    await de_taak(app, NU + 800 * DAG)
    assert set((await tel(motor)).values()) == {0}


async def test_gewist_is_ook_uit_het_bestand_weg(app: App, motor: AsyncEngine, kluis: Kluis, tmp_path: Path) -> None:
    """SQLite overschrijft wat gewist is: ook wie het bestand en de sleutel heeft vindt niets terug."""
    inwoner = await Inwoner.begint(app)
    await inwoner.zeg(SCHULDEN)
    async with motor.connect() as verbinding:
        stand = (await verbinding.execute(select(t.gesprek.c.stand))).scalar_one()
    await ruim_op(motor, NU + 8 * DAG)
    await motor.dispose()
    sqlite3.connect(tmp_path / "assistent.db").execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert stand[:60] not in (tmp_path / "assistent.db").read_bytes()


async def test_het_inzagelog_kan_alleen_groeien(motor: AsyncEngine) -> None:
    await SqlInzagelog(motor).leg_vast("sam", "bekijken", "01X", NU)
    with pytest.raises(DBAPIError, match="wordt niet gewijzigd"):
        await zet(motor, t.inzage, account="iemand anders")
    assert [(r.account, r.op) for r in await SqlInzagelog(motor).lees("01X")] == [("sam", NU)]


async def test_zonder_opruimer_in_het_geheugen_gaat_niets_stuk() -> None:
    app = maak_proefapp()
    await Bewaarder(lambda: app.kennis, app.opruimer).wis(NU)
    assert app.opruimer.rondes == [NU]  # type: ignore[attr-defined]


