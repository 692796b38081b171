"""AudioSocket op de byte: wat Asterisk stuurt, ook als het stokt, rommel is of ineens ophoudt."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncIterator
from typing import Any

import pytest

from assistent.kanalen.telefoon.gebeurtenissen import Uitslag
from assistent.kanalen.telefoon.koppelingen import audiosocket
from assistent.kanalen.telefoon.koppelingen.audiosocket import GELUID, AudioSocket
from assistent.kanalen.telefoon.luisteraar import STUK
from assistent.kanalen.telefoon.oproepen import Volgende
from assistent.kanalen.telefoon.telefoonlijn import Telefoonlijn
from tests.gegevens import GEVAAR, PARKEERKAART, STAPELING, NepOmroep
from tests.telefoon.nep_asterisk import KCC, NepAsterisk, NepHerkenner, gezegd, maak_lijn, tot


class Opstelling:
    """Een lijn met een AudioSocket-server op een vrije poort."""

    def __init__(self, lijn: Telefoonlijn, poort: int) -> None:
        self.lijn, self.poort = lijn, poort

    def meld_aan(self, beller: str | None = None) -> str:
        """De centrale kondigt een oproep aan."""
        id_ = str(uuid.uuid4())
        assert self.lijn.meld_aan(id_, (KCC,), beller) is not None
        return id_

    async def belt(self, id_: str | None = None) -> NepAsterisk:
        """Een beller die de begroeting hoort."""
        al = len(gezegd(self.lijn))
        asterisk = await NepAsterisk.belt(self.poort, id_ or self.meld_aan())
        await tot(lambda: len(gezegd(self.lijn)) > al)
        return asterisk


@pytest.fixture
async def zet_op() -> AsyncIterator[Any]:
    servers: list[AudioSocket] = []

    async def maak(**rest: Any) -> Opstelling:
        server = AudioSocket(maak_lijn(**rest))
        servers.append(server)
        return Opstelling(server.lijn, await server.start("127.0.0.1", 0))

    yield maak
    for server in servers:
        await server.stop()
        await server.lijn.sluit()


async def test_geluid_komt_in_stukjes_van_20_ms_op_de_maat(zet_op: Any):
    asterisk = await (await zet_op()).belt()
    tijden = []
    for _ in range(12):
        soort, inhoud = await asterisk.bericht()
        assert soort == GELUID
        assert len(inhoud) == STUK
        tijden.append(asyncio.get_running_loop().time())
    assert tijden[-1] - tijden[1] >= 0.19
    await asterisk.hang_op()


async def test_een_onbekende_oproep_wordt_geweigerd(zet_op: Any):
    opstelling = await zet_op()
    asterisk = await NepAsterisk.belt(opstelling.poort, str(uuid.uuid4()))
    assert await asterisk.bericht() is None
    assert not gezegd(opstelling.lijn)


async def test_een_tweede_verbinding_op_dezelfde_oproep_wordt_geweigerd(zet_op: Any):
    opstelling = await zet_op()
    id_ = opstelling.meld_aan()
    eerste = await opstelling.belt(id_)
    tweede = await NepAsterisk.belt(opstelling.poort, id_)
    assert await tweede.bericht() is None
    assert await eerste.bericht() is not None
    await eerste.hang_op()


@pytest.mark.parametrize(
    "rommel",
    [
        b"GET / HTTP/1.1\r\n\r\n",
        b"\x01\x00\x04abcd",
        b"\x00\x00\x00",
        b"\x10\x01\x40" + bytes(320),
        b"\x01\x00",
    ],
)
async def test_rommel_in_plaats_van_een_nummer_wordt_geweigerd(zet_op: Any, rommel: bytes):
    opstelling = await zet_op()
    lezer, schrijver = await asyncio.open_connection("127.0.0.1", opstelling.poort)
    schrijver.write(rommel)
    if len(rommel) < 3:
        schrijver.write_eof()
    assert await lezer.read() == b""
    schrijver.close()


@pytest.mark.parametrize("rommel", [b"\x77\x00\x01x", b"\x02\xff\xff" + bytes(65535)])
async def test_rommel_halverwege_beeindigt_alleen_dit_gesprek(zet_op: Any, rommel: bytes):
    opstelling = await zet_op()
    stuk, heel = await opstelling.belt(), await opstelling.belt()
    await stuk.ruw(rommel)
    await tot(lambda: opstelling.lijn.oproepen.aantal == 1)
    await heel.toets("0")
    assert await heel.tot_einde()


async def test_geluid_in_vreemde_maten_en_onbekende_toetsen_doen_niets(zet_op: Any):
    opstelling = await zet_op(herkenner=NepHerkenner())
    asterisk = await opstelling.belt()
    for inhoud in (b"", b"\x01", bytes(319), bytes(641), bytes(65535)):
        await asterisk.stuur(GELUID, inhoud)
    for teken in (b"", b"A", b"\xff", b"12"):
        await asterisk.stuur(0x03, teken)
    await asterisk.toets("0")
    assert await asterisk.tot_einde()


async def test_ophangen_ruimt_alles_op(zet_op: Any):
    opstelling = await zet_op()
    asterisk = await opstelling.belt()
    await asterisk.hang_op()
    await tot(lambda: opstelling.lijn.oproepen.aantal == 0 and not opstelling.lijn._lopers)


async def test_een_verbinding_die_stokt_wordt_opgegeven(zet_op: Any, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(audiosocket, "STIL_BINNEN", 0.1)
    opstelling = await zet_op()
    await opstelling.belt()
    await tot(lambda: opstelling.lijn.oproepen.aantal == 0)


async def test_een_verbinding_zonder_nummer_wordt_opgegeven(zet_op: Any, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(audiosocket, "EERSTE_BINNEN", 0.1)
    opstelling = await zet_op()
    lezer, schrijver = await asyncio.open_connection("127.0.0.1", opstelling.poort)
    assert await lezer.read() == b""
    schrijver.close()


async def test_twintig_bellers_tegelijk_krijgen_elk_hun_antwoord(zet_op: Any):
    opstelling = await zet_op()
    bellers = [await NepAsterisk.belt(opstelling.poort, opstelling.meld_aan()) for _ in range(20)]
    await tot(lambda: gezegd(opstelling.lijn).count("digitale assistent") == 20)
    for beller in bellers:
        await beller.toets("1", "2")
    await tot(lambda: gezegd(opstelling.lijn).count("Bij de voedselbank") == 20)
    for beller in bellers:
        await beller.toets("0")
    assert all(await asyncio.gather(*(b.tot_einde() for b in bellers)))


async def test_is_de_lijn_vol_dan_wordt_een_nieuwe_oproep_niet_aangenomen(zet_op: Any):
    opstelling = await zet_op(hooguit=1)
    opstelling.meld_aan()
    assert opstelling.lijn.meld_aan(str(uuid.uuid4()), (KCC,), None) is None


# --- het gesprek ---


async def test_wat_de_beller_zegt_wordt_verstaan_en_beantwoord(zet_op: Any):
    herkenner = NepHerkenner([PARKEERKAART])
    opstelling = await zet_op(herkenner=herkenner)
    asterisk = await opstelling.belt()
    await asterisk.praat()
    await tot(lambda: "parkeer" in gezegd(opstelling.lijn).lower())
    geluid, hint = herkenner.gehoord[0]
    assert geluid >= 15 * STUK
    assert hint
    await asterisk.hang_op()


async def test_een_toestel_dat_geen_stilte_stuurt_wordt_ook_verstaan(zet_op: Any):
    opstelling = await zet_op(herkenner=NepHerkenner([PARKEERKAART]))
    asterisk = await opstelling.belt()
    for _ in range(15):
        await asterisk.stuur(GELUID, b"\x22\x11" * 160)
    await tot(lambda: "parkeer" in gezegd(opstelling.lijn).lower())
    await asterisk.hang_op()


async def test_wie_erdoorheen_praat_hoort_binnen_vijf_stukjes_niets_meer(zet_op: Any):
    opstelling = await zet_op(herkenner=NepHerkenner())
    opstelling.lijn.stem.__class__ = type("Lang", (type(opstelling.lijn.stem),), {"spreek": _lang})
    asterisk = await opstelling.belt()
    loper = next(iter(opstelling.lijn._lopers.values()))[0]
    await tot(lambda: loper.sessie.stand.geklonken == 1)
    for _ in range(3):
        await asterisk.stuur(GELUID, b"\x22\x11" * 160)
    await tot(lambda: not loper.sessie.stand.klinkt)
    while (await asterisk.bericht())[1][:2] == b"\x10\x01":
        pass
    await asterisk.hang_op()


async def _lang(self: Any, sleutel: str, tekst: str) -> bytes:
    self.gezegd.append(tekst)
    return b"\x10\x01" * (8000 if sleutel == "open_vraag" else STUK)


async def test_nul_laat_de_lijn_los_en_zet_klaar_wie_er_gebeld_wordt(zet_op: Any):
    opstelling = await zet_op()
    id_ = opstelling.meld_aan()
    asterisk = await opstelling.belt(id_)
    await asterisk.toets("0")
    assert await asterisk.tot_einde()
    oproep = opstelling.lijn.oproepen.vind(id_)
    assert oproep is not None
    assert (oproep.volgende, oproep.doel.bestemming) == (Volgende.BEL, "kcc")


async def test_na_een_mislukte_doorverbinding_gaat_hetzelfde_gesprek_verder(zet_op: Any):
    opstelling = await zet_op()
    id_ = opstelling.meld_aan()
    asterisk = await opstelling.belt(id_)
    await asterisk.toets("0")
    await asterisk.tot_einde()
    await asterisk.hang_op()
    oproep = opstelling.lijn.oproepen.vind(id_)
    await tot(lambda: not oproep.aan_de_lijn)
    gesprek = oproep.gesprek_id
    assert opstelling.lijn.afloop(oproep, "NOANSWER")
    terug = await NepAsterisk.belt(opstelling.poort, id_)
    await tot(lambda: "terugbellen" in gezegd(opstelling.lijn))
    assert oproep.gesprek_id == gesprek
    assert gezegd(opstelling.lijn).count("digitale assistent") == 1
    await terug.hang_op()


async def test_gevaar_wordt_aan_de_spoedlijn_doorverbonden(zet_op: Any):
    opstelling = await zet_op(herkenner=NepHerkenner([GEVAAR]))
    id_ = opstelling.meld_aan()
    asterisk = await opstelling.belt(id_)
    await asterisk.praat()
    assert await asterisk.tot_einde()
    assert opstelling.lijn.oproepen.vind(id_).doel.bestemming == "spoed"
    assert "dag en nacht" in gezegd(opstelling.lijn)


# --- de medewerker ---


async def naar_team(opstelling: Opstelling) -> tuple[str, str]:
    """Een beller die akkoord gaf; geeft het nummer van de oproep en dat van de lijn naar de medewerker."""
    id_ = opstelling.meld_aan("0612345678")
    asterisk = await opstelling.belt(id_)
    loper = opstelling.lijn._lopers[id_][0]
    await asterisk.praat()
    for vraag in ("overdragen", "lijn_eigen_nummer", "akkoord"):
        await tot(lambda vraag=vraag: loper.sessie.stand.vraag == vraag)
        await asterisk.toets("1")
    assert await asterisk.tot_einde()
    await asterisk.hang_op()
    return id_, loper.oproep.fluister.id


async def test_de_medewerker_hoort_de_samenvatting_en_neemt_aan_met_een(zet_op: Any):
    opstelling = await zet_op(herkenner=NepHerkenner([STAPELING]))
    id_, fluister_id = await naar_team(opstelling)
    oproep = opstelling.lijn.oproepen.vind(id_)
    assert oproep.doel.bestemming == "sociaal-team"
    medewerker = await NepAsterisk.belt(opstelling.poort, fluister_id)
    await tot(lambda: "Aannemen? Toets 1" in gezegd(opstelling.lijn))
    await medewerker.toets("1")
    assert await medewerker.tot_einde()
    assert not opstelling.lijn.afloop(oproep, "ANSWER")
    async with opstelling.lijn.app.opslag.transactie() as werk:
        ((overdracht, intake),) = await werk.overdrachten.zoek()
    assert overdracht.bij_mens
    assert intake.velden["telefoon"] == "0612345678"
    assert overdracht.referentie in gezegd(opstelling.lijn)
    assert "0612345678" not in gezegd(opstelling.lijn).split("Gesprek van de digitale assistent")[1]


async def test_na_aannemen_leest_de_medewerker_mee_wat_de_beller_zegt(zet_op: Any):
    """Alleen waar de gemeente dat wil; de beller hoort het, en namen en nummers gaan eruit."""
    omroep = NepOmroep()
    opstelling = await zet_op(
        herkenner=NepHerkenner(["Mijn nummer is 0612345678"]), leest_mee=True, omroep=omroep
    )
    id_ = opstelling.meld_aan()
    beller = await opstelling.belt(id_)
    await beller.toets("0")
    assert await beller.tot_einde()
    assert "leest mee wat u zegt" in gezegd(opstelling.lijn)
    oproep = opstelling.lijn.oproepen.vind(id_)
    assert opstelling.lijn.meelezen(oproep.fluister) is None, "nog niet aangenomen"
    medewerker = await NepAsterisk.belt(opstelling.poort, oproep.fluister.id)
    await tot(lambda: "Aannemen? Toets 1" in gezegd(opstelling.lijn))
    await medewerker.toets("1")
    assert await medewerker.tot_einde()
    nummer = opstelling.lijn.meelezen(oproep.fluister)
    assert nummer
    mee = await NepAsterisk.belt(opstelling.poort, nummer)
    await mee.praat()
    await tot(lambda: (f"meekijken:{oproep.gesprek_id}", "bericht") in omroep.geroepen)
    async with opstelling.lijn.app.opslag.transactie() as werk:
        laatste = (await werk.gesprekken.berichten(oproep.gesprek_id))[-1]
    assert (laatste.van, laatste.inhoud) == ("inwoner", {"tekst": "Mijn nummer is [telefoon]"})
    tweede = await NepAsterisk.belt(opstelling.poort, nummer)
    assert await tweede.bericht() is None, "een nummer past maar één keer"
    await mee.hang_op()


async def test_zonder_afspraak_leest_niemand_mee(zet_op: Any):
    opstelling = await zet_op(herkenner=NepHerkenner())
    id_ = opstelling.meld_aan()
    beller = await opstelling.belt(id_)
    await beller.toets("0")
    assert await beller.tot_einde()
    fluister = opstelling.lijn.oproepen.vind(id_).fluister
    fluister.uitslag = Uitslag.VERBONDEN
    assert opstelling.lijn.meelezen(fluister) is None
    assert "leest mee" not in gezegd(opstelling.lijn)


@pytest.mark.parametrize(("toets", "zin"), [("2", "kan nu niet opnemen"), (None, "krijg nu geen medewerker")])
async def test_weigert_de_medewerker_of_is_het_een_voicemail_dan_gaat_de_beller_verder(
    zet_op: Any, toets: str | None, zin: str
):
    opstelling = await zet_op()
    id_ = opstelling.meld_aan()
    asterisk = await opstelling.belt(id_)
    await asterisk.toets("0")
    await asterisk.tot_einde()
    await asterisk.hang_op()
    oproep = opstelling.lijn.oproepen.vind(id_)
    medewerker = await NepAsterisk.belt(opstelling.poort, oproep.fluister.id)
    await tot(lambda: "Aannemen? Toets 1" in gezegd(opstelling.lijn))
    if toets:
        await medewerker.toets(toets)
        assert await medewerker.tot_einde()
    else:
        await medewerker.hang_op()
    await tot(lambda: not oproep.aan_de_lijn)
    assert opstelling.lijn.afloop(oproep, "ANSWER")
    terug = await NepAsterisk.belt(opstelling.poort, id_)
    await tot(lambda: zin in gezegd(opstelling.lijn))
    await terug.hang_op()


async def test_zonder_akkoord_hoort_de_medewerker_niets_van_het_gesprek(zet_op: Any):
    opstelling = await zet_op(herkenner=NepHerkenner([PARKEERKAART]))
    id_ = opstelling.meld_aan()
    asterisk = await opstelling.belt(id_)
    await asterisk.praat()
    await tot(lambda: "parkeer" in gezegd(opstelling.lijn).lower())
    await asterisk.toets("0")
    await asterisk.tot_einde()
    voor = len(gezegd(opstelling.lijn))
    oproep = opstelling.lijn.oproepen.vind(id_)
    medewerker = await NepAsterisk.belt(opstelling.poort, oproep.fluister.id)
    await tot(lambda: "Aannemen? Toets 1" in gezegd(opstelling.lijn))
    assert "parkeer" not in gezegd(opstelling.lijn)[voor:].lower()
    await medewerker.hang_op()


async def test_gaat_er_iets_stuk_dan_belt_de_centrale_een_mens(zet_op: Any, monkeypatch: pytest.MonkeyPatch):
    opstelling = await zet_op()
    id_ = opstelling.meld_aan()
    asterisk = await opstelling.belt(id_)
    loper = opstelling.lijn._lopers[id_][0]
    monkeypatch.setattr(loper.sessie, "verwerk", lambda *_: 1 / 0)
    await asterisk.toets("1")
    assert await asterisk.tot_einde()
    assert opstelling.lijn.oproepen.vind(id_).stuk
