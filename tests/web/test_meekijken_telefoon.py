"""Een beller bij de telefoonassistent verschijnt op het meekijkscherm, met wat hij zegt, terwijl hij het zegt (R18, R61)."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest

from assistent.adapters.fakes import NepStem, NepVad
from assistent.app import App
from assistent.kanalen.telefoon.gebeurtenissen import Gezegd, Luister, Zeg
from assistent.kanalen.telefoon.gegevens import Doel
from assistent.kanalen.telefoon.loper import Gesprekloper
from assistent.kanalen.telefoon.telefoonlijn import Telefoonlijn
from assistent.ports import Bericht
from tests.gegevens import GEVAAR, NU
from tests.telefoon.gegevens import telefoongegevens
from tests.telefoon.nep_asterisk import KCC
from tests.web.test_meekijken import Als, Scherm, accounts, als, app, scherm

__all__ = ["accounts", "als", "app", "scherm"]
pytestmark = pytest.mark.usefixtures("snelle_wachtwoorden")


@dataclass
class StilleLijn:
    """Een verbinding zonder geluid; onthoudt wat er gezegd is."""

    gezegd: list[Zeg] = field(default_factory=list)

    async def zeg(self, wat: Zeg) -> None:
        self.gezegd.append(wat)

    async def zwijg(self) -> None:
        """Niets."""

    async def luister(self, hoe: Luister) -> None:
        """Niets."""

    async def verbind(self, doel: Doel) -> None:
        """Niemand neemt op."""

    async def hang_op(self) -> None:
        """Niets."""


@dataclass
class Centrale:
    """De telefoonlijn met bellers."""

    lijn: Telefoonlijn

    def belt(self) -> Gesprekloper:
        """Een beller aan de lijn."""
        oproep = self.lijn.meld_aan(str(uuid.uuid4()), (KCC,), None)
        assert oproep is not None
        return self.lijn.begin(oproep, StilleLijn(), spraak=True)


@pytest.fixture
async def centrale(app: App) -> AsyncIterator[Centrale]:
    """De lijn op dezelfde app en database als het web."""
    lijn = Telefoonlijn(app, telefoongegevens(), NepStem(), NepVad)
    yield Centrale(lijn)
    await lijn.sluit()


async def tot_balk(scherm: Scherm, tekst: str, *, weg: bool = False) -> str:
    """Wacht tot er iets in de balk staat, of juist niet meer."""
    while True:
        bericht = await scherm.tot("lijst")
        if (tekst in bericht["html"]) is not weg:
            return str(bericht["html"])


async def test_een_beller_verschijnt_en_gaat_weer_weg(scherm: Scherm, centrale: Centrale) -> None:
    loper = centrale.belt()
    balk = await tot_balk(scherm, "Belt sinds")
    assert 'aria-keyshortcuts="Alt+B"' in balk
    loper.stop()
    await tot_balk(scherm, "Belt sinds", weg=True)


async def test_wat_de_beller_zegt_verschijnt_terwijl_hij_belt(scherm: Scherm, centrale: Centrale) -> None:
    """De medewerker opent het gesprek uit de balk; elke beurt daarna komt vanzelf."""
    loper = centrale.belt()
    await tot_balk(scherm, "Belt sinds")
    gesprek = loper.oproep.gesprek_id
    kees = await Scherm.open(scherm.browser, f"/meekijken?gesprek={gesprek}")
    await tot_balk(scherm, "Belt sinds", weg=True)
    loper.meld(Gezegd("ik kan mijn huur niet meer betalen"))
    while ["inwoner", "ik kan mijn huur niet meer betalen"] not in (await kees.tot("transcript"))["regels"]:
        pass
    while "huur" not in kees.panelen.get("signalen", ""):
        await kees.tot("advies")
    assert kees.ws is not None
    await kees.ws.close()


async def test_de_code_van_de_beller_staat_niet_op_het_scherm(scherm: Scherm, centrale: Centrale, app: App) -> None:
    """De medewerker leest wat de beller hoorde, maar niet waarmee alleen de beller zijn vraag kan volgen."""
    loper = centrale.belt()
    await tot_balk(scherm, "Belt sinds")
    gesprek = str(loper.oproep.gesprek_id)
    async with app.opslag.transactie() as werk:
        inhoud = {"tekst": "zie site", "gesproken": "Uw code is BCDFG-23456."}
        await werk.gesprekken.voeg_toe([Bericht(gesprek, 90, "assistent", inhoud, NU)])
    kees = await Scherm.open(scherm.browser, f"/meekijken?gesprek={gesprek}")
    assert (await kees.tot("transcript"))["regels"][-1] == ["assistent", "Uw code is •••••-•••••."]
    assert kees.ws is not None
    await kees.ws.close()


async def test_de_centrale_opent_het_gesprek_met_het_oproepnummer(scherm: Scherm, centrale: Centrale) -> None:
    """Een screenpop: de centrale kent alleen het oproepnummer."""
    loper = centrale.belt()
    await tot_balk(scherm, "Belt sinds")
    pagina = await scherm.browser.lees(f"/meekijken?oproep={loper.oproep.id}")
    assert "Wat de beller zegt" in pagina
    assert "Wat de beller zegt" not in await scherm.browser.lees(f"/meekijken/{scherm.id}")


async def test_gevaar_aan_de_telefoon_valt_op_in_de_balk(scherm: Scherm, centrale: Centrale) -> None:
    loper = centrale.belt()
    await tot_balk(scherm, "Belt sinds")
    loper.meld(Gezegd(GEVAAR))
    await tot_balk(scherm, "gevaar")


async def test_een_vrijwilliger_ziet_geen_bellers(als: Als, centrale: Centrale, scherm: Scherm) -> None:
    centrale.belt()
    await tot_balk(scherm, "Belt sinds")
    assert "Belt sinds" not in await (await als("vera")).lees("/meekijken")
