"""Werk op de achtergrond: één proces tegelijk, en een kapotte taak breekt niets af."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from assistent.adapters.fakes import HuurInGeheugen, VasteKlok
from assistent.adapters.sql.huur import SqlHuur
from assistent.kern.errors import OpslagOnbereikbaar
from assistent.processen.taken import HUUR, Loper, Taak
from tests.gegevens import NU

MINUUT = timedelta(minutes=1)


@pytest.fixture(params=["geheugen", "sqlite"])
def huur(request: pytest.FixtureRequest) -> Any:
    """Beide uitvoeringen van de huurrij."""
    if request.param == "geheugen":
        return HuurInGeheugen()
    motor: AsyncEngine = request.getfixturevalue("motor")
    return SqlHuur(motor)


@pytest.fixture
def klok() -> VasteKlok:
    return VasteKlok(NU)


async def nooit(_: float) -> None:
    await asyncio.Event().wait()


class Teller:
    def __init__(self, fout: Exception | None = None) -> None:
        self.keren: list[datetime] = []
        self.fout = fout

    async def __call__(self, nu: datetime) -> None:
        self.keren.append(nu)
        if self.fout:
            raise self.fout


class HaperendeHuur(HuurInGeheugen):
    """Een huurrij waarvan de database even weg kan zijn."""

    kapot = False
    gelukt = 0

    async def neem(self, taak: str, door: str, nu: datetime, tot: datetime) -> bool:
        if self.kapot:
            raise OpslagOnbereikbaar("De database antwoordt niet.")
        self.gelukt += 1
        return await super().neem(taak, door, nu, tot)


def loper(huur: Any, klok: VasteKlok, naam: str = "een") -> Loper:
    return Loper((), huur, klok, naam, nooit)


async def test_twee_processen_doen_een_taak_samen_een_keer_per_beurt(huur: Any, klok: VasteKlok) -> None:
    doe = Teller()
    taak = Taak("proef", MINUUT, doe)
    een, twee = loper(huur, klok), loper(huur, klok, "twee")
    assert await een.ronde(taak)
    assert not await twee.ronde(taak)
    assert not await een.ronde(taak)
    klok.moment = NU + MINUUT
    assert await twee.ronde(taak)
    assert doe.keren == [NU, NU + MINUUT]


async def test_wie_tegelijk_begint_krijgt_het_niet_allebei(huur: Any, klok: VasteKlok) -> None:
    taak = Taak("proef", MINUUT, Teller())
    uit = await asyncio.gather(*(loper(huur, klok, str(n)).ronde(taak) for n in range(6)))
    assert sum(uit) == 1


async def test_valt_een_proces_om_dan_neemt_een_ander_het_over_als_de_huur_om_is(huur: Any, klok: VasteKlok) -> None:
    assert await huur.neem("proef", "gevallen", NU, NU + HUUR)
    taak = Taak("proef", MINUUT, Teller())
    assert not await loper(huur, klok).ronde(taak)
    klok.moment = NU + HUUR
    assert await loper(huur, klok).ronde(taak)


async def test_een_lange_taak_houdt_haar_huur(huur: Any, klok: VasteKlok) -> None:
    ander = loper(huur, klok, "ander")

    slaapt, gewekt = asyncio.Queue[None](), asyncio.Queue[None]()

    async def tot_gewekt(_: float) -> None:
        slaapt.put_nowait(None)
        await gewekt.get()

    taak_ander = Taak("lang", MINUUT, Teller())

    async def lang(_: datetime) -> None:
        await slaapt.get()
        for _ in range(4):
            klok.moment += HUUR / 2
            gewekt.put_nowait(None)
            await slaapt.get()
            assert not await ander.ronde(taak_ander)

    assert await Loper((), huur, klok, "een", tot_gewekt).ronde(Taak("lang", timedelta(hours=1), lang))


async def test_lukt_verlengen_een_keer_niet_dan_de_volgende_keer_wel(klok: VasteKlok) -> None:
    slaapt, gewekt = asyncio.Queue[None](), asyncio.Queue[None]()
    huur = HaperendeHuur()

    async def tot_gewekt(_: float) -> None:
        slaapt.put_nowait(None)
        await gewekt.get()

    async def lang(_: datetime) -> None:
        await slaapt.get()
        for kapot in (True, False):
            huur.kapot = kapot
            gewekt.put_nowait(None)
            await slaapt.get()

    klok.moment = NU
    assert await Loper((), huur, klok, "een", tot_gewekt).ronde(Taak("lang", timedelta(hours=1), lang))
    assert huur.gelukt == 2


async def test_een_fout_wordt_gemeld_en_de_volgende_beurt_komt_gewoon(huur: Any, klok: VasteKlok) -> None:
    doe = Teller(RuntimeError("kapot"))
    taak = Taak("proef", MINUUT, doe)
    assert await loper(huur, klok).ronde(taak)
    klok.moment = NU + MINUUT
    assert await loper(huur, klok).ronde(taak)
    assert len(doe.keren) == 2


async def test_stoppen_breekt_af_en_een_ander_mag_meteen(huur: Any, klok: VasteKlok) -> None:
    bezig = asyncio.Event()

    async def wacht(_: datetime) -> None:
        bezig.set()
        await asyncio.Event().wait()

    een = Loper((Taak("proef", MINUUT, wacht),), huur, klok, "een", nooit)
    een.start()
    await asyncio.wait_for(bezig.wait(), 5)
    await een.stop()
    assert await loper(huur, klok, "twee").ronde(Taak("proef", MINUUT, Teller()))


async def test_is_de_database_weg_dan_probeert_de_loper_het_later_weer(klok: VasteKlok) -> None:
    class Kapot(HuurInGeheugen):
        keren = 0

        async def neem(self, taak: str, door: str, nu: datetime, tot: datetime) -> bool:
            self.keren += 1
            if self.keren == 1:
                raise OSError("weg")
            return await super().neem(taak, door, nu, tot)

    gedaan = asyncio.Event()

    async def doe(_: datetime) -> None:
        gedaan.set()

    async def geen_pauze(_: float) -> None:
        await asyncio.sleep(0)

    een = Loper((Taak("proef", MINUUT, doe),), Kapot(), klok, "een", geen_pauze)
    een.start()
    await asyncio.wait_for(gedaan.wait(), 5)
    await een.stop()
