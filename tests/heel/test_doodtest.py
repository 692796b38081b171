"""De dienst sterft steeds, de andere kant hapert, en toch staat elke afgesproken vraag er precies één keer (ontwerp §5, R57)."""

from __future__ import annotations

import asyncio
import os
import random
import re
import signal
import socket
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
import pytest

from assistent.adapters.fakes import VasteKlok
from assistent.adapters.sql import Kluis, SqlOpslag, maak_motor
from assistent.kern.overdracht import Staat
from tests.adapters.openklant_stub import Stub, draaiend, geen_storing
from tests.conftest import sluit
from tests.gegevens import CONTACT, MENS, NU, SLEUTEL

AANTAL, TEGELIJK, STERFGEVALLEN = 100, 8, 12
BEURTEN = (MENS, CONTACT, "'s ochtends", "ja")
NUMMER = re.compile(r"Uw nummer is ([2-9A-Z]{3}-[2-9A-Z]{3})")


@dataclass
class Dienst:
    """Het proces dat de dienst in de lucht houdt, en het kind dat nu leeft."""

    proces: asyncio.subprocess.Process
    basis: str
    kind: int = 0
    gestorven: int = 0

    async def volg(self) -> None:
        assert self.proces.stdout is not None
        async for regel in self.proces.stdout:
            self.kind = int(regel)

    async def dood_steeds(self, toeval: random.Random) -> None:
        """SIGKILL op willekeurige momenten: geen kans om iets af te maken."""
        while self.gestorven < STERFGEVALLEN:
            await asyncio.sleep(toeval.uniform(0.2, 1.0))
            if not self.kind:
                continue  # 0 zou de hele groep doden, deze test voorop
            with suppress(ProcessLookupError):
                os.kill(self.kind, signal.SIGKILL)
                self.gestorven += 1
                self.kind = 0


@asynccontextmanager
async def lopende_dienst(database: str, open_klant: str) -> AsyncIterator[Dienst]:
    with socket.socket() as vrij:
        vrij.bind(("127.0.0.1", 0))
        poort = vrij.getsockname()[1]
    proces = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.heel.dienst", database, str(poort), open_klant, stdout=asyncio.subprocess.PIPE
    )
    dienst = Dienst(proces, f"http://127.0.0.1:{poort}")
    volgt = asyncio.create_task(dienst.volg())
    try:
        yield dienst
    finally:
        proces.terminate()
        await proces.wait()
        volgt.cancel()


@dataclass
class Inwoners:
    """Honderd mensen die een overdracht afspreken en bij een fout hetzelfde opnieuw sturen, zoals de chat doet."""

    dienst: Dienst
    sessie: aiohttp.ClientSession
    afgesproken: dict[str, str] = field(default_factory=dict)
    """Nummer dat de inwoner las, naar zijn gesprek."""
    opnieuw: int = 0

    async def vraag(self, pad: str, lijf: dict[str, str]) -> dict[str, str]:
        while True:
            try:
                async with self.sessie.post(self.dienst.basis + pad, json=lijf) as antwoord:
                    if antwoord.status == 200:
                        return await antwoord.json()  # type: ignore[no-any-return]
            except (aiohttp.ClientError, TimeoutError, OSError):
                pass
            self.opnieuw += 1
            await asyncio.sleep(0.05)

    async def een(self, nummer: int, slot: asyncio.Semaphore) -> None:
        async with slot:
            gesprek = (await self.vraag("/begin", {}))["gesprek"]
            tekst = ""
            for n, zin in enumerate(BEURTEN):
                beurt = {"gesprek": gesprek, "tekst": zin, "beurt_id": f"i{nummer}-{n}"}
                tekst = (await self.vraag("/beurt", beurt))["tekst"]
            gevonden = NUMMER.search(tekst)
            assert gevonden is not None, tekst
            self.afgesproken[gevonden[1]] = gesprek


def half_stuk(toeval: random.Random) -> Stub:
    """De helft van de verzoeken gaat mis: een fout, een zoekgeraakt antwoord, of een verbroken lijn."""
    stub = Stub()
    soorten = ("500", "500", "na_bewaren", "na_bewaren", "afgebroken")
    stub.storing = lambda *_: toeval.choice(soorten) if toeval.random() < 0.5 else None
    return stub


@pytest.mark.timeout(300)
async def test_honderd_overdrachten_terwijl_alles_steeds_sterft(gemigreerd: Path, tmp_path: Path) -> None:
    """R57: niets verloren en niets dubbel, in de database en bij het andere systeem."""
    toeval = random.Random(20261124)
    pad = tmp_path / "assistent.db"
    pad.write_bytes(gemigreerd.read_bytes())
    database, stub = f"sqlite+aiosqlite:///{pad}", half_stuk(toeval)
    async with draaiend(stub) as open_klant, lopende_dienst(database, open_klant) as dienst:
        tijd = aiohttp.ClientTimeout(total=5)
        async with aiohttp.ClientSession(timeout=tijd) as sessie:
            inwoners = Inwoners(dienst, sessie)
            dood = asyncio.create_task(dienst.dood_steeds(toeval))
            slot = asyncio.Semaphore(TEGELIJK)
            await asyncio.gather(*(inwoners.een(n, slot) for n in range(AANTAL)))
            await dood
            async with asyncio.timeout(120):
                while len(stub.tabellen["internetaken"]) < AANTAL:
                    await asyncio.sleep(0.1)
            # Laat ook de laatste stappen nog bevestigen, nu zonder haperen.
            stub.storing = geen_storing
            await rust(database)
    await controleer(database, stub, inwoners)
    assert dienst.gestorven == STERFGEVALLEN
    assert inwoners.opnieuw > 0


async def rust(database: str) -> None:
    """Wacht tot de uitbak leeg is."""
    motor = maak_motor(database)
    opslag = SqlOpslag(motor, Kluis(SLEUTEL), VasteKlok(NU))
    async with asyncio.timeout(60):
        while True:
            async with opslag.transactie() as werk:
                alles = await werk.uitbak.zoek(hooguit=1000)
            if all(z.volgende is None for z in alles):
                break
            await asyncio.sleep(0.2)
    await sluit(motor)


async def controleer(database: str, stub: Stub, inwoners: Inwoners) -> None:
    motor = maak_motor(database)
    async with SqlOpslag(motor, Kluis(SLEUTEL), VasteKlok(NU)).transactie() as werk:
        paren = await werk.overdrachten.zoek(open_=False)
        zendingen = await werk.uitbak.zoek(hooguit=1000)
    await sluit(motor)
    assert len(inwoners.afgesproken) == AANTAL
    assert {o.referentie: o.gesprek_id for o, _ in paren} == inwoners.afgesproken
    assert len(paren) == AANTAL
    for overdracht, intake in paren:
        assert (overdracht.staat, len(overdracht.geschiedenis)) == (Staat.AANGEBODEN, 1)
        assert intake.akkoord_op is not None
        assert intake.velden["telefoon"] == "0612345678"
    assert Counter(z.doel for z in zendingen) == {"team": AANTAL, "open_klant": AANTAL}
    contacten, taken = stub.tabellen["klantcontacten"], stub.tabellen["internetaken"]
    assert Counter(c["metadata"]["intake"] for c in contacten.values()) == Counter(o.id for o, _ in paren)
    assert Counter(t["aanleidinggevendKlantcontact"]["uuid"] for t in taken.values()) == Counter(list(contacten))
    aantallen = {naam: len(rijen) for naam, rijen in stub.tabellen.items()}
    assert aantallen == {
        "klantcontacten": AANTAL, "betrokkenen": AANTAL, "digitaleadressen": AANTAL,
        "internetaken": AANTAL, "actorklantcontacten": AANTAL, "actoren": aantallen["actoren"],
    }  # fmt: skip
