"""Een inzageverzoek dat bij de functionaris binnenkomt: alles over één nummer in een bestand (AVG 15)."""

from __future__ import annotations

import json
import os
from datetime import datetime
from pathlib import Path

from assistent.adapters.klok import Systeemklok
from assistent.adapters.sql import Kluis, SqlOpslag, maak_motor
from assistent.adapters.sql.inzage import SqlInzagelog
from assistent.adapters.sql.kluis import demosleutel
from assistent.bouwstenen import laad_kennis
from assistent.config import Instellingen
from assistent.kern.errors import GesprekOnbekend
from assistent.kern.kennis import Kennisbank
from assistent.ports import Inzagelog, Opslag
from assistent.processen.uitvoer import Uitvoer


async def schrijf_uitvoer(uitvoer: Uitvoer, referentie: str, wie: str, doel: Path, nu: datetime) -> None:
    """Schrijf alles over dit nummer als JSON; alleen de eigenaar van het bestand kan het lezen.

    Wie het opvroeg staat in het inzagelog. Fout `GesprekOnbekend` als het nummer er niet is.
    """
    async with uitvoer.opslag.transactie() as werk:
        gevonden = await werk.overdrachten.zoek(referentie=referentie.strip().upper(), open_=False)
    if not gevonden:
        raise GesprekOnbekend("Dit nummer is er niet, of de bewaartermijn is voorbij.")
    overdracht, intake = gevonden[0]
    await uitvoer.inzage.leg_vast(wie, "uitvoer", overdracht.id, nu)
    delen = await uitvoer.verzamel(overdracht, intake, functionaris=True)
    inhoud = {deel.kop: deel.regels for deel in delen}
    with os.fdopen(os.open(doel, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as bestand:
        json.dump(inhoud, bestand, ensure_ascii=False, indent=2)


async def voer_uit(instellingen: Instellingen, referentie: str, wie: str, doel: Path) -> None:
    """Hetzelfde met de database en sleutels uit de instellingen."""
    sleutels = instellingen.sleutels or (demosleutel(instellingen.gegevensmap) if instellingen.demo else "")
    klok, motor = Systeemklok(), maak_motor(instellingen.database_adres)
    kennis: Kennisbank = laad_kennis(instellingen)
    opslag: Opslag = SqlOpslag(motor, Kluis(sleutels), klok)
    inzage: Inzagelog = SqlInzagelog(motor)
    try:
        await schrijf_uitvoer(Uitvoer(kennis, opslag, inzage), referentie, wie, doel, klok.nu())
    finally:
        await motor.dispose()
