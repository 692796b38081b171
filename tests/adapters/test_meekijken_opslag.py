"""Kladjes, contactmomenten en terugvinden: één contract voor geheugen en SQLite, en op schijf is niets te lezen (AVG 32)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from assistent.adapters.fakes import OpslagInGeheugen
from assistent.adapters.open_klant.contacten import OpenKlantContacten
from assistent.kern.begrippen import Kanaal, Klasse, Urgentie, Wie
from assistent.kern.contactmoment import Contactmoment, Uitslag
from assistent.kern.errors import Botsing, DoelOnbereikbaar, GesprekOnbekend
from assistent.kern.klad import Bezig, Keuze, Klad
from assistent.kern.signalen import Gevaar
from assistent.kern.terugkeer import Eerder
from assistent.ports import Klaar
from assistent.processen.contactmoment import CONTACTMOMENT
from assistent.processen.opvolgen import Opvolger
from assistent.processen.versturen import Verzender
from tests.adapters.openklant_stub import Stub, draaiend
from tests.adapters.test_open_klant import maak_doel
from tests.adapters.test_opslag import een_intake, een_overdracht
from tests.gegevens import NU, NepOmroep, kennisbank

STEMPEL = "stempel van kees"
"""Geen hexadecimale tekens alleen: die staan bij toeval ook in een uuid."""
KLAD = Klad(
    "k1", "groningen", Kanaal.TELEFOON, "kees", NU,
    notitie="huur achter, mw [naam]", gehoord={"naam": "Jansen", "telefoon": "0612345678"},
    gevaren=(Gevaar("C1", "suicidaal", "p"),), velden={"kinderen": "ja"}, gebied="beijum", postcode="9711", wie=Wie.MELDER,
    rol="buur", weg=frozenset({"signaal:geld"}), genoemd=frozenset({"onderwerp:schuldhulp"}), erbij=("parkeerkaart",),
    keuze=Keuze(Klasse.ENKELVOUDIG_SPECIALISTISCH, "gkb", Urgentie.SPOED, "omdat"), gesprek_id="g1", vervolg_op="o1",
    eerder=Eerder("o1", "loket", ("schuldhulp",), 2), persoon=STEMPEL, bezig=Bezig.PAUZE, mee=frozenset({"kim"}), akkoord=True,
)  # fmt: skip
MOMENT = Contactmoment("m1", "groningen", Kanaal.TELEFOON, "kees", NU, 300, Uitslag.BEANTWOORD, "parkeerkaart", persoon=STEMPEL)


@pytest.fixture(params=["geheugen", "sqlite"])
def opslag(request: pytest.FixtureRequest) -> Any:
    """Beide uitvoeringen."""
    return OpslagInGeheugen() if request.param == "geheugen" else request.getfixturevalue("sqlopslag")


async def test_een_klad_komt_heel_terug(opslag: Any) -> None:
    async with opslag.transactie() as werk:
        await werk.kladjes.bewaar(KLAD)
    async with opslag.transactie() as werk:
        assert await werk.kladjes.haal("k1") == replace(KLAD, versie=1)
        assert [k.id for k in await werk.kladjes.zoek(gemeente="groningen")] == ["k1"]
        assert [k.id for k in await werk.kladjes.zoek(gesprek_id="g1")] == ["k1"]
        assert not await werk.kladjes.zoek(gemeente="diemen")


async def test_twee_tegelijk_botsen_en_klaar_is_weg(opslag: Any) -> None:
    async with opslag.transactie() as werk:
        await werk.kladjes.bewaar(KLAD)
        een = await werk.kladjes.haal("k1")
        await werk.kladjes.bewaar(replace(een, notitie="een"))
    with pytest.raises(Botsing):
        async with opslag.transactie() as werk:
            await werk.kladjes.bewaar(replace(een, notitie="twee"))
    async with opslag.transactie() as werk:
        nu = await werk.kladjes.haal("k1")
        assert nu.notitie == "een"
        await werk.kladjes.bewaar(replace(nu, bezig=Bezig.KLAAR))
        with pytest.raises(GesprekOnbekend):
            await werk.kladjes.haal("k1")


async def test_contactmomenten_zoeken_en_vervangen(opslag: Any) -> None:
    async with opslag.transactie() as werk:
        await werk.contactmomenten.leg_vast(MOMENT)
        await werk.contactmomenten.leg_vast(replace(MOMENT, uitslag=Uitslag.VERWEZEN))
        await werk.contactmomenten.leg_vast(replace(MOMENT, id="m2", begonnen=NU - timedelta(days=2), persoon=None))
    async with opslag.transactie() as werk:
        assert await werk.contactmomenten.zoek(persoon=STEMPEL) == [replace(MOMENT, uitslag=Uitslag.VERWEZEN)]
        assert [m.id for m in await werk.contactmomenten.zoek(gemeente="groningen")] == ["m2", "m1"]
        assert [m.id for m in await werk.contactmomenten.zoek(vanaf=NU)] == ["m1"]
        assert [m.id for m in await werk.contactmomenten.zoek(id_="m2")] == ["m2"]


async def test_terugvinden_op_stempel_nieuwste_eerst(opslag: Any) -> None:
    async with opslag.transactie() as werk:
        for nr in (1, 2):
            await werk.overdrachten.bewaar(een_overdracht(nr), een_intake())
            await werk.terugvinden.leg_vast(["telefoon:612345678", f"referentie:AAA00{nr}"], f"o{nr}", NU + timedelta(hours=nr))
        await werk.terugvinden.leg_vast(["telefoon:612345678"], "o2", NU)
    async with opslag.transactie() as werk:
        assert await werk.terugvinden.zoek(["telefoon:612345678"]) == ["o2", "o1"]
        assert await werk.terugvinden.zoek(["referentie:AAA001", "naam:x:9711"]) == ["o1"]
        assert not await werk.terugvinden.zoek(["telefoon:699999999"])


async def test_voorstellen_tellen_op(opslag: Any) -> None:
    async with opslag.transactie() as werk:
        for gebruikt in (True, True, False):
            await werk.voorstellen.tel(NU.date(), "groningen", "onderwerp", "schuldhulp", gebruikt=gebruikt)
        som = await werk.voorstellen.som("groningen", NU.date())
        assert [(v.sleutel, v.gebruikt, v.aantal) for v in som] == [("schuldhulp", True, 2), ("schuldhulp", False, 1)]
        assert not await werk.voorstellen.som("groningen", NU.date() + timedelta(days=1))


async def test_op_schijf_is_niets_te_lezen(sqlopslag: Any, motor: AsyncEngine) -> None:
    async with sqlopslag.transactie() as werk:
        await werk.kladjes.bewaar(KLAD)
        await werk.overdrachten.bewaar(een_overdracht(), een_intake())
        await werk.terugvinden.leg_vast(["telefoon:612345678", "naam:jansen:9711"], "o1", NU)
    await motor.dispose()
    pad = Path(str(motor.url.database))
    ruw = b"".join(p.read_bytes() for p in pad.parent.glob(pad.name + "*"))
    for geheim in (b"Jansen", b"jansen", b"612345678", b"huur achter", b"suicidaal"):
        assert geheim not in ruw


# --- naar het register van klantcontacten ---


@pytest.mark.parametrize("legacy", [False, True], ids=["2.18", "voor 2.16"])
async def test_een_contactmoment_staat_precies_een_keer_in_open_klant(legacy: bool) -> None:
    stub = Stub(legacy=legacy)
    async with draaiend(stub) as basis:
        register = OpenKlantContacten(maak_doel(basis, legacy), kennisbank)
        stappen: dict[str, str] = {}

        async def klaar(stap: str, verwijzing: str) -> None:
            stappen[stap] = verwijzing

        await register.leg_vast(MOMENT, {}, klaar)
        await register.leg_vast(MOMENT, {}, klaar)
        await register.leg_vast(MOMENT, stappen, klaar)
    (contact,) = stub.tabellen["klantcontacten"].values()
    assert contact["onderwerp"] == kennisbank().onderwerpen["parkeerkaart"].naam
    assert "Beantwoord" in contact["inhoud"]
    assert stappen.keys() == {"klantcontact", "assistent"}
    assert STEMPEL not in str(contact)


class Register:
    """Een register dat de eerste keer weigert."""

    def __init__(self) -> None:
        self.gezien: list[str] = []

    async def leg_vast(self, moment: Contactmoment, stappen: Any, klaar: Klaar) -> None:
        """De tweede keer lukt het."""
        self.gezien.append(moment.id)
        if len(self.gezien) == 1:
            raise DoelOnbereikbaar("even niet")
        await klaar("klantcontact", "x")


async def test_de_verzender_blijft_het_proberen(opslag: Any) -> None:
    register = Register()
    verzender = Verzender(opslag, Opvolger(kennisbank, opslag, NepOmroep()), {}, register)  # type: ignore[arg-type]
    async with opslag.transactie() as werk:
        await werk.contactmomenten.leg_vast(MOMENT)
        await werk.uitbak.leg_neer(CONTACTMOMENT, MOMENT.id, NU)
    await verzender.verstuur(NU)
    await verzender.verstuur(NU + timedelta(minutes=5))
    await verzender.verstuur(NU + timedelta(minutes=10))
    assert register.gezien == ["m1", "m1"]


async def test_zonder_register_is_er_niets_te_doen(opslag: Any) -> None:
    verzender = Verzender(opslag, Opvolger(kennisbank, opslag, NepOmroep()), {})  # type: ignore[arg-type]
    async with opslag.transactie() as werk:
        await werk.contactmomenten.leg_vast(MOMENT)
        await werk.uitbak.leg_neer(CONTACTMOMENT, MOMENT.id, NU)
    await verzender.verstuur(NU)
    async with opslag.transactie() as werk:
        assert not await werk.uitbak.zoek(tot=NU + timedelta(days=1))
