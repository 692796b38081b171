"""Stemmen, opnamen, het horen van spraak, en een herkenner die niet verzint."""

from __future__ import annotations

import asyncio
import io
import sys
import wave
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assistent.adapters.fakes import NepStem, NepVad
from assistent.adapters.spraak.espeak import Programmastem, zoek_espeak, zoek_piper
from assistent.adapters.spraak.geluidsbestand import naar_lijn
from assistent.adapters.spraak.opnamen import Opnamen, bestandsnaam
from assistent.adapters.spraak.vad import Luidheid
from assistent.adapters.spraak.whisper import Whisper, keur, zoek_whisper
from assistent.kanalen.telefoon.luisteraar import STUK, Luisteraar
from assistent.kern.errors import HerkennerBezet, StemStil

PRAAT, STIL = b"\x22\x11" * (STUK // 2), bytes(STUK)


def wav(seconden: float = 0.5, hz: int = 22_050, kanalen: int = 1, breedte: int = 2) -> bytes:
    golf = (np.sin(np.arange(int(seconden * hz)) / 20) * 30_000).astype("<i2").repeat(kanalen)
    uit = io.BytesIO()
    with wave.open(uit, "wb") as w:
        w.setparams((kanalen, breedte, hz, 0, "NONE", ""))
        w.writeframes(golf.tobytes())
    return uit.getvalue()


# --- geluid ---


@pytest.mark.parametrize(("hz", "kanalen"), [(8000, 1), (22_050, 1), (16_000, 2), (48_000, 1)])
def test_elke_wav_wordt_8_khz_met_ruimte_naar_boven(hz: int, kanalen: int):
    geluid = np.frombuffer(naar_lijn(wav(0.5, hz, kanalen)), "<i2")
    assert abs(len(geluid) - 4000) < 10
    assert 20_000 < np.abs(geluid).max() <= 0.75 * 32767


@pytest.mark.parametrize("rommel", [b"", b"RIFF", b"ID3 geen wav" * 10, wav(breedte=1)])
def test_wat_geen_gewone_wav_is_wordt_geweigerd(rommel: bytes):
    with pytest.raises(ValueError, match=r"geen|16 bits"):
        naar_lijn(rommel)


# --- stemmen ---


def programma(regels: str) -> tuple[str, ...]:
    return (sys.executable, "-c", regels)


async def test_een_stem_onthoudt_alleen_vaste_zinnen_en_nooit_wat_van_een_beller_is(tmp_path: Path):
    (tmp_path / "a.wav").write_bytes(wav())
    teller = tmp_path / "keer"
    stem = Programmastem(
        programma(
            f"import sys; open({str(teller)!r}, 'a').write(sys.stdin.read() + '|');"
            f"sys.stdout.buffer.write(open({str(tmp_path / 'a.wav')!r}, 'rb').read())"
        ),
        vast=frozenset({"Bel 112."}),
    )
    eerste, tweede = await asyncio.gather(stem.spreek("x", "Bel 112."), stem.spreek("y", "Bel 112."))
    assert eerste == tweede == await stem.spreek("y", "Bel 112.")
    assert teller.read_text() == "Bel één één twee.|"
    assert len(eerste) > 7000
    for _ in range(2):
        await stem.spreek("samenvatting:naam", "Uw naam: Anna.")
    assert teller.read_text().count("Anna") == 2
    assert list(stem._klaar) == ["Bel 112."]


@pytest.mark.parametrize("regels", ["print('geen wav')", "raise SystemExit(1)"])
async def test_een_stem_die_niets_zegt_is_een_benoemde_fout(regels: str):
    with pytest.raises(StemStil):
        await Programmastem(programma(regels)).spreek("x", "hallo")


async def test_een_programma_dat_er_niet_is_geeft_geen_stem():
    assert zoek_espeak("bestaat-echt-niet") is None
    assert zoek_piper("stem.onnx", "bestaat-echt-niet") is None
    with pytest.raises(StemStil):
        await Programmastem(("bestaat-echt-niet",)).spreek("x", "hallo")


# --- opnamen ---


async def test_een_ingesproken_zin_gaat_voor_de_stem(tmp_path: Path):
    (tmp_path / bestandsnaam("moment", "Een moment.")).write_bytes(wav(1.0))
    stem = NepStem()
    opnamen = Opnamen(tmp_path, stem)
    assert len(await opnamen.spreek("moment", "Een moment.")) > 15_000
    assert not stem.gezegd


async def test_verandert_de_zin_dan_past_de_opname_niet_meer(tmp_path: Path):
    (tmp_path / bestandsnaam("moment", "Een moment.")).write_bytes(wav())
    stem = NepStem()
    await Opnamen(tmp_path, stem).spreek("moment", "Een ogenblik.")
    assert stem.gezegd == ["Een ogenblik."]


async def test_een_kapotte_opname_wordt_door_de_stem_gezegd(tmp_path: Path):
    (tmp_path / bestandsnaam("moment", "Een moment.")).write_bytes(b"stuk")
    stem = NepStem()
    await Opnamen(tmp_path, stem).spreek("moment", "Een moment.")
    assert stem.gezegd == ["Een moment."]


async def test_zonder_stem_en_zonder_opname_is_het_een_benoemde_fout(tmp_path: Path):
    with pytest.raises(StemStil):
        await Opnamen(tmp_path / "leeg", None).spreek("moment", "Een moment.")


# --- horen of iemand praat ---


def golf(luid: int) -> bytes:
    return (np.random.default_rng(1).normal(0, luid, STUK // 2)).astype("<i2").tobytes()


def test_praten_boven_de_ruis_is_spraak_en_de_ruis_zelf_niet():
    vad = Luidheid()
    assert not any(vad.spreekt(golf(80), terwijl_wij_praten=False) for _ in range(50))
    assert vad.spreekt(golf(2000), terwijl_wij_praten=False)


def test_een_luide_omgeving_wordt_op_den_duur_gewoon():
    vad = Luidheid()
    gehoord = [vad.spreekt(golf(700), terwijl_wij_praten=False) for _ in range(1500)]
    assert gehoord[0]
    assert not gehoord[-1]
    assert vad.spreekt(golf(6000), terwijl_wij_praten=False)


def test_onze_eigen_stem_die_terugkomt_onderbreekt_ons_niet():
    vad = Luidheid()
    for _ in range(50):
        vad.spreekt(golf(40), terwijl_wij_praten=False)
    assert vad.spreekt(golf(200), terwijl_wij_praten=False)
    assert not vad.spreekt(golf(200), terwijl_wij_praten=True)


def luister(*stukken: bytes, einde_s: float = 0.1) -> list[int | None]:
    luisteraar = Luisteraar(NepVad(), einde_s)
    return [
        None if zin is None else len(zin) // STUK
        for stuk in stukken
        for zin in luisteraar.hoor(stuk, terwijl_wij_praten=False)
    ]


def test_een_zin_begint_na_drie_stukjes_en_eindigt_na_de_stilte_met_de_aanloop_erbij():
    assert luister(*[STIL] * 20, *[PRAAT] * 20, *[STIL] * 10) == [None, 12 + 20 + 5]


def test_een_tik_is_geen_zin():
    assert luister(*[STIL] * 5, PRAAT, *[STIL] * 20) == []
    assert luister(*[STIL] * 5, *[PRAAT] * 5, *[STIL] * 20) == [None, 0]


def test_een_korte_adem_breekt_een_zin_niet():
    uit = luister(*[PRAAT] * 12, *[STIL] * 3, *[PRAAT] * 12, *[STIL] * 10)
    assert uit == [None, 12 + 3 + 12 + 5]


def test_wie_blijft_praten_wordt_na_25_seconden_verstaan():
    assert len(luister(*[PRAAT] * 1300)) == 2 + 1


# --- de herkenner ---

HINT = "Een inwoner belt de gemeente over hulp."


@pytest.mark.parametrize(
    ("tekst", "kans", "geen_spraak"),
    [
        ("", -0.1, 0.0),
        ("...", -0.1, 0.0),
        ("Nee. Nee. Nee.", -0.1, 0.0),
        ("ja en ja en ja en ja en ja en ja en ja en ja en ja en ja en ja en", -0.1, 0.0),
        ("Een inwoner belt de gemeente over hulp.", -0.1, 0.0),
        ("Ik heb hulp nodig.", -1.2, 0.0),
        ("Ik heb hulp nodig.", -0.1, 0.9),
    ],
)
def test_wat_het_model_verzint_is_niet_verstaan(tekst: str, kans: float, geen_spraak: float):
    assert keur({"tekst": tekst, "kans": kans, "geen_spraak": geen_spraak}, HINT) is None


def test_een_gewone_zin_blijft_met_hoe_zeker_zij_is():
    uit = keur({"tekst": " Ja, graag. ", "kans": -0.2, "geen_spraak": 0.1}, HINT)
    assert uit is not None
    assert uit.tekst == "Ja, graag."
    assert 0.8 < uit.zekerheid < 0.83


NEPWERKER = """
import json, sys, time
sys.stdout.write('{"klaar": true}\\n'); sys.stdout.flush()
while regel := sys.stdin.buffer.readline():
    kop = json.loads(regel)
    geluid = sys.stdin.buffer.read(kop["bytes"])
    if geluid[:1] == b"x":
        sys.exit(3)
    if geluid[:1] == b"w":
        time.sleep(30)
    print(json.dumps({"tekst": f"{len(geluid)} bytes", "kans": -0.1, "geen_spraak": 0.0}), flush=True)
"""


@pytest.fixture
async def herkenner() -> Any:
    whisper = Whisper(programma(NEPWERKER))
    assert await whisper.start()
    yield whisper
    await whisper.sluit()


async def test_een_werkproces_krijgt_het_geluid_en_geeft_de_tekst(herkenner: Whisper):
    assert herkenner.plaats
    assert (await herkenner.herken(b"a" * 640, HINT)).tekst == "640 bytes"


async def test_valt_een_werkproces_om_dan_is_dat_bezet_en_komt_er_een_nieuw(herkenner: Whisper):
    with pytest.raises(HerkennerBezet):
        await herkenner.herken(b"x" * 10, HINT)
    for _ in range(100):
        try:
            assert (await herkenner.herken(b"a" * 10, HINT)).tekst == "10 bytes"
            return
        except HerkennerBezet:
            await asyncio.sleep(0.05)
    pytest.fail("er kwam geen nieuw werkproces")


async def test_een_zin_die_te_lang_duurt_wordt_opgegeven(herkenner: Whisper, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("assistent.adapters.spraak.whisper.HERKENNEN_BINNEN", 0.1)
    with pytest.raises(HerkennerBezet):
        await herkenner.herken(b"w", HINT)


async def test_is_elk_werkproces_bezig_dan_is_er_geen_plaats(
    herkenner: Whisper, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("assistent.adapters.spraak.whisper.WACHT_OP_PLAATS", 0.1)
    bezig = asyncio.create_task(herkenner.herken(b"w", HINT))
    await asyncio.sleep(0.05)
    with pytest.raises(HerkennerBezet):
        await herkenner.herken(b"a", HINT)
    bezig.cancel()
    await asyncio.gather(bezig, return_exceptions=True)


async def test_zonder_model_of_pakket_is_er_geen_herkenner(tmp_path: Path):
    assert zoek_whisper("") is None
    assert zoek_whisper(str(tmp_path)) is None
    (tmp_path / "model.bin").touch()
    kapot = zoek_whisper(str(tmp_path), "bestaat-echt-niet")
    assert kapot is not None
    assert not await kapot.start()
    assert not kapot.plaats
