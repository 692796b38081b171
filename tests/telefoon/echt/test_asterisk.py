"""De hele weg over SIP: een echte beller, een echte Asterisk 22 met de meegeleverde configuratie, en een echte stem."""

from __future__ import annotations

import asyncio
import wave
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assistent.bouwstenen import nieuwste_model
from assistent.config import Instellingen
from tests.gegevens import PARKEERKAART, STAPELING
from tests.telefoon.echt.opstelling import Opstelling, luidheid, ontbreekt, seconden_geluid

REDEN = ontbreekt("asterisk", "espeak-ng", "python/bin/python")
pytestmark = [pytest.mark.telefoon, pytest.mark.skipif(bool(REDEN), reason=REDEN)]
KERN = pytest.mark.telefoon(kern=True)


@pytest.fixture
async def zet_op(tmp_path: Path) -> AsyncIterator[Any]:
    gemaakt: list[Opstelling] = []

    async def maak(*zinnen: str, **rest: Any) -> Opstelling:
        opstelling = Opstelling(tmp_path)
        gemaakt.append(opstelling)
        await opstelling.begin(*zinnen, **rest)
        return opstelling

    yield maak
    for opstelling in gemaakt:
        await opstelling.stop()


async def naar_medewerker(o: Opstelling, wie: str = "kcc") -> tuple[int, dict[str, Any]]:
    """De medewerker neemt op."""
    melding = await o.medewerkers[wie].wacht("inkomend", seconden=30)
    await o.medewerkers[wie].wacht("verbonden", gesprek=melding["gesprek"])
    return melding["gesprek"], melding["koppen"]


@KERN
async def test_de_begroeting_is_te_horen_en_duurt_hooguit_tien_seconden_tot_de_open_vraag(zet_op: Any):
    o = await zet_op("een zin die niemand zegt")
    gesprek, opname = await o.bel()
    await asyncio.sleep(13)
    await o.beller.doe(doe="hang_op", gesprek=gesprek)
    await o.beller.wacht("opgehangen", gesprek=gesprek)
    klinkt = (luidheid(opname) > 200).nonzero()[0] * 0.02
    print(f"na {klinkt[0]:.1f} s iets te horen, begroeting van {klinkt[-1] - klinkt[0]:.1f} s")
    assert klinkt[0] < 3, "een seconde op een rustige machine; hier mag het druk zijn"
    assert 4 < klinkt[-1] - klinkt[0] < 10.5


@KERN
async def test_toetsen_werken_en_nul_verbindt_door_met_koppen_en_fluister(zet_op: Any):
    o = await zet_op()
    opname = o.map_ / "medewerker.wav"
    await o.medewerkers["kcc"].doe(doe="antwoord", code=200, opname=str(opname))
    gesprek, _ = await o.bel()
    await o.toets(gesprek, "0")
    van_kcc, koppen = await naar_medewerker(o)
    sessie = koppen["X-Toegang-Sessie"]
    assert koppen["User-to-User"] == sessie.replace("-", "") + ";encoding=hex"
    assert not [k for k in koppen if k.startswith("X-") and k != "X-Toegang-Sessie"]
    await asyncio.sleep(3)
    assert seconden_geluid(opname) > 1, "de medewerker hoort de samenvatting voordat hij aanneemt"
    await o.toets(van_kcc, "1", o.medewerkers["kcc"])
    await asyncio.sleep(1)
    assert not [m for m in o.beller.gemeld if m["wat"] == "opgehangen"]
    # De beller praat nu met de medewerker: wat hij zegt is bij de medewerker te horen.
    stil = len(luidheid(opname))
    praat = o.map_ / "praat.wav"
    await _zeg(praat, "Goedemorgen, met mij.")
    await _speel(o, gesprek, praat)
    await asyncio.sleep(2)
    assert (luidheid(opname)[stil:] > 200).any()


async def test_weigert_de_medewerker_dan_komt_de_beller_terug_bij_de_assistent(zet_op: Any):
    o = await zet_op()
    gesprek, opname = await o.bel()
    await o.toets(gesprek, "0")
    van_kcc, _ = await naar_medewerker(o)
    await o.toets(van_kcc, "2", o.medewerkers["kcc"])
    await o.medewerkers["kcc"].wacht("opgehangen", gesprek=van_kcc)
    al = len(luidheid(opname))
    await asyncio.sleep(4)
    assert (luidheid(opname)[al:] > 200).sum() * 0.02 > 1.5
    assert not [m for m in o.beller.gemeld if m["wat"] == "opgehangen"]


async def test_is_het_kcc_bezet_dan_hoort_de_beller_dat(zet_op: Any):
    o = await zet_op()
    await o.medewerkers["kcc"].doe(doe="antwoord", code=486)
    gesprek, opname = await o.bel()
    await o.toets(gesprek, "0")
    await o.medewerkers["kcc"].wacht("inkomend")
    al = len(luidheid(opname))
    await asyncio.sleep(4)
    assert (luidheid(opname)[al:] > 200).sum() * 0.02 > 1.5
    assert not [m for m in o.beller.gemeld if m["wat"] == "opgehangen"]


async def test_wie_door_een_antwoord_praat_hoort_de_assistent_binnen_200_ms_stoppen(zet_op: Any):
    o = await zet_op(PARKEERKAART, PARKEERKAART)
    gesprek, opname = await o.bel()
    begin = (await o.beller.wacht("neemt_op", gesprek=gesprek))["op"]
    praat = o.map_ / "praat.wav"
    await _zeg(praat, "Hallo hallo, ik heb een vraag over iets anders.")
    await asyncio.sleep(11)
    await _speel(o, gesprek, praat)
    await o.dienst.wacht("herken")
    await asyncio.sleep(2)
    speelt = await _speel(o, gesprek, praat)
    await asyncio.sleep(2.5)
    luid = luidheid(opname) > 200
    plek = int((speelt - begin + _eerste_klank(praat)) / 0.02)
    assert luid[plek - 25 : plek].any(), "de assistent moet nog praten als de beller begint"
    na = luid[plek : plek + 75]
    laatste = (int(na.nonzero()[0].max()) + 1) * 0.02 if na.any() else 0.0
    print(f"onderbreken: {laatste * 1000:.0f} ms")
    assert laatste <= 0.2


async def test_de_hele_weg_naar_het_team_dat_de_intake_al_ziet(zet_op: Any):
    o = await zet_op(STAPELING, medewerkers=("kcc", "sociaal-team"))
    _, van_team = await _naar_team(o, STAPELING)
    await o.toets(van_team, "1", o.medewerkers["sociaal-team"])
    await asyncio.sleep(1)
    assert (await _stand(o))["overdrachten"][0]["bij_mens"]
    assert not [m for m in o.beller.gemeld if m["wat"] == "opgehangen"]


TE_VEEL = "Ik red het niet meer, ik heb schulden en de kinderen gaan niet meer naar school"


@pytest.mark.motor
@pytest.mark.skipif(
    nieuwste_model(Instellingen().modellen) is None, reason="er is nog geen getraind taalmodel"
)
async def test_met_het_echte_taalmodel_krijgt_wie_te_veel_heeft_het_team_dat_de_intake_al_heeft(
    zet_op: Any,
):
    """In kantooruren, met de intake al bij het team en de beller die daarna nog te lezen is."""
    o = await zet_op(
        "--motor", "--leest-mee", TE_VEEL, "Ja, mijn zoon is zes.", medewerkers=("kcc", "sociaal-team")
    )
    team = o.medewerkers["sociaal-team"]
    gesprek, van_team = await _naar_team(o, TE_VEEL)
    stand = await _stand(o)
    (intake,) = stand["overdrachten"]
    assert intake["team"] == "sociaal_team"
    assert not intake["bij_mens"]
    assert "schulden" in " ".join(intake["woorden"])
    await o.toets(van_team, "1", team)
    await asyncio.sleep(1)
    assert (await _stand(o))["overdrachten"][0]["bij_mens"]
    gehoord = len([m for m in o.dienst.gemeld if m["wat"] == "herken"])
    await _speel(o, gesprek, o.map_ / "praat.wav")
    async with asyncio.timeout(15):
        while len([m for m in o.dienst.gemeld if m["wat"] == "herken"]) == gehoord:
            await asyncio.sleep(0.1)
    await asyncio.sleep(0.5)
    assert (await _stand(o))["laatste"] == [["inwoner", "Ja, mijn zoon is zes."]]
    assert not [m for m in o.beller.gemeld if m["wat"] == "opgehangen"]


@KERN
async def test_valt_de_dienst_weg_tijdens_het_gesprek_dan_gaat_het_kcc_over(zet_op: Any):
    o = await zet_op()
    await o.bel()
    await asyncio.sleep(1)
    await o.dienst.stop()
    await naar_medewerker(o)
    assert not [m for m in o.beller.gemeld if m["wat"] == "opgehangen"]


async def test_is_de_dienst_er_niet_dan_gaat_het_kcc_meteen_over(zet_op: Any):
    o = await zet_op()
    await o.dienst.stop()
    await o.beller.doe(doe="bel", naar=f"sip:0505550150@127.0.0.1:{o.sip}")
    await naar_medewerker(o)


async def test_doorverbinden_met_refer_draagt_dezelfde_koppen(zet_op: Any):
    o = await zet_op(wijze="refer")
    gesprek, _ = await o.bel()
    await o.toets(gesprek, "0")
    melding = await o.medewerkers["kcc"].wacht("inkomend", seconden=20)
    koppen = melding["koppen"]
    assert koppen["User-to-User"] == koppen["X-Toegang-Sessie"].replace("-", "") + ";encoding=hex"


async def test_twintig_bellers_tegelijk_worden_allemaal_begroet(zet_op: Any):
    o = await zet_op()
    toestellen = await o.meer_bellers(5)
    for n in range(20):
        toestel = toestellen[n % 5]
        vanaf = len(toestel.gemeld)
        opname = str(o.map_ / f"veel-{n}.wav")
        await toestel.doe(doe="bel", naar=f"sip:0505550150@127.0.0.1:{o.sip}", opname=opname)
        await toestel.wacht("belt", vanaf=vanaf)
    async with asyncio.timeout(20):
        while sum(m["wat"] == "verbonden" for t in toestellen for m in t.gemeld) < 20:
            await asyncio.sleep(0.1)
    await asyncio.sleep(10)
    geluid = sorted(seconden_geluid(p) for p in o.map_.glob("veel-*.wav"))
    assert len(geluid) == 20
    assert geluid[0] > 5, f"niet iedereen hoorde de begroeting: {geluid}"
    assert not [m for t in toestellen for m in t.gemeld if m["wat"] == "opgehangen"]


async def _naar_team(o: Opstelling, zin: str) -> tuple[int, int]:
    """De beller zegt dit en drukt daarna op ja tot het team overgaat; geeft beide gesprekken."""
    gesprek, _ = await o.bel()
    praat = o.map_ / "praat.wav"
    await _zeg(praat, zin)
    await asyncio.sleep(1)
    await _speel(o, gesprek, praat)
    await o.dienst.wacht("herken", seconden=20)
    team = o.medewerkers["sociaal-team"]
    for _ in range(40):
        if [m for m in team.gemeld if m["wat"] == "inkomend"]:
            break
        # Ja op elke vraag; en waar een nummer gevraagd wordt: dat waarmee gebeld wordt.
        await o.toets(gesprek, "1")
        await asyncio.sleep(1)
    van_team, koppen = await naar_medewerker(o, "sociaal-team")
    assert koppen["X-Toegang-Sessie"]
    return gesprek, van_team


async def _stand(o: Opstelling) -> dict[str, Any]:
    """Wat er nu bij de teams ligt."""
    vanaf = len(o.dienst.gemeld)
    await o.dienst.doe(doe="stand")
    return await o.dienst.wacht("stand", vanaf=vanaf)


async def _zeg(pad: Path, tekst: str) -> None:
    from tests.telefoon.echt.opstelling import map_van_onderdelen

    proces = await asyncio.create_subprocess_exec(
        str(map_van_onderdelen() / "espeak-ng"), "-v", "nl", "-a", "150", "-w", str(pad), tekst
    )
    assert await proces.wait() == 0


async def _speel(o: Opstelling, gesprek: int, pad: Path) -> float:
    vanaf = len(o.beller.gemeld)
    await o.beller.doe(doe="speel", gesprek=gesprek, pad=str(pad))
    return float((await o.beller.wacht("speelt", vanaf=vanaf))["op"])


def _eerste_klank(pad: Path) -> float:
    """Seconden tot de eerste spraak in een bestand van 22 kHz."""
    with wave.open(str(pad)) as w:
        golf = np.frombuffer(w.readframes(w.getnframes()), "<i2").astype(float)
        return float((abs(golf) > 600).nonzero()[0][0] / w.getframerate())
