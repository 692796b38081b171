"""Van gesproken Nederlands over de telefoonband naar het goede onderwerp, met Whisper base en het getrainde model.

De stem is MBROLA nl2, dus een computer: dit meet of de keten werkt, niet hoe goed echte bellers verstaan worden.
"""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator
from typing import Any

import numpy as np
import pytest
from scipy.signal import butter, sosfilt

from assistent.adapters.spraak.espeak import Programmastem
from assistent.adapters.spraak.whisper import Whisper, zoek_whisper
from assistent.bouwstenen import nieuwste_model
from assistent.config import Instellingen
from assistent.kanalen.telefoon.zinnen import Boek
from assistent.kern.begrippen import Kanaal
from assistent.kern.gesprek import Beurt
from assistent.keuring import maak_proefapp
from assistent.processen.beginnen import begin
from tests.telefoon.echt.opstelling import map_van_onderdelen, ontbreekt
from tests.telefoon.gegevens import telefoongegevens

MBROLA = "espeak-root/usr/lib/x86_64-linux-gnu/espeak-ng-data/mbrola/nl2"
REDEN = ontbreekt("espeak-ng", MBROLA, "python/bin/python", "model/model.bin")
if not REDEN and nieuwste_model(Instellingen().modellen) is None:
    REDEN = "er is nog geen getraind taalmodel; draai `make train`"
pytestmark = [pytest.mark.telefoon, pytest.mark.motor, pytest.mark.skipif(bool(REDEN), reason=REDEN)]

SOM = "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9"
ZINNEN = {
    "Ik heb hulp nodig bij mijn schulden.": {"schuldhulp", "betalingsachterstand"},
    "Ik wil iets vragen over de voedselbank.": {"voedselbank"},
    "Hoe vraag ik een uitkering aan?": {"bijstand_aanvragen"},
    "Ik zoek hulp bij het schoonmaken van mijn huis.": {"hulp_bij_huishouden"},
    "Ik wil een nieuwe woning zoeken.": {"woning_zoeken"},
    "Wij moeten volgende week ons huis uit.": {"dreigende_ontruiming", "crisis_geen_onderdak"},
    "Ik ben vaak alleen en ken niemand.": {"eenzaamheid"},
    "Ik wil graag Nederlands leren.": {"taalles", "inburgering"},
    "Ik wil een medewerker spreken.": {"mens"},
}


def telefoonband(geluid: bytes) -> bytes:
    """300 tot 3400 hertz, zoals een gewone lijn."""
    golf = np.frombuffer(geluid, "<i2").astype(float)
    uit = sosfilt(butter(4, (300, 3400), "bandpass", fs=8000, output="sos"), golf)
    return np.clip(uit, -32768, 32767).astype("<i2").tobytes()


@pytest.fixture
async def herkenner() -> AsyncIterator[Whisper]:
    map_ = map_van_onderdelen()
    whisper = zoek_whisper(str(map_ / "model"), str(map_ / "python/bin/python"))
    assert whisper is not None
    assert await whisper.start()
    yield whisper
    await whisper.sluit()


def stem() -> Programmastem:
    return Programmastem(
        (str(map_van_onderdelen() / "espeak-ng"), "-v", "mb-nl2", "-s", "130", "--stdin", "--stdout")
    )


def test_het_model_is_het_model_dat_wij_kennen():
    inhoud = (map_van_onderdelen() / "model/model.bin").read_bytes()
    assert hashlib.sha256(inhoud).hexdigest() == SOM


@pytest.mark.telefoon(kern=True)
async def test_acht_van_de_negen_gesproken_zinnen_komen_bij_het_goede_onderwerp(herkenner: Whisper):
    app = maak_proefapp(Instellingen())
    try:
        goed = [await _hoort(app, herkenner, zin, mag) for zin, mag in ZINNEN.items()]
    finally:
        app.dialoog.stop()  # type: ignore[attr-defined]
    assert sum(goed) >= 8


async def _hoort(app: Any, herkenner: Whisper, zin: str, mag: set[str]) -> bool:
    geluid = bytes(2400) + telefoonband(await stem().spreek("x", zin)) + bytes(8000)
    verstaan = await herkenner.herken(geluid, telefoongegevens().hints["open"])
    gehoord: set[str] = set()
    if verstaan is not None:
        if Boek(telefoongegevens()).vraagt("mens", verstaan.tekst):
            gehoord = {"mens"}
        else:
            gesprek, _ = await begin(app.opslag, app.kennis, "groningen", Kanaal.TELEFOON, app.klok.nu())
            await app.beantwoorder.beantwoord(Beurt(gesprek.id, verstaan.tekst, app.klok.nu()))
            async with app.opslag.transactie() as werk:
                beeld = (await werk.gesprekken.haal(gesprek.id)).beeld
            gehoord = {t.sleutel for t in beeld.onderwerpen}
            gehoord |= {"mens"} if "wil_mens" in beeld.gegevens() else set()
    print(f"{zin} -> {verstaan} -> {sorted(gehoord)}")
    return bool(gehoord & mag)


async def test_ruis_en_stilte_worden_niet_verstaan(herkenner: Whisper):
    ruis = np.random.default_rng(3).normal(0, 900, 16_000).astype("<i2").tobytes()
    hint = telefoongegevens().hints["gesloten"]
    assert await herkenner.herken(ruis, hint) is None
    assert await herkenner.herken(bytes(16_000), hint) is None
