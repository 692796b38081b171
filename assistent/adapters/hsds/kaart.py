"""De sociale kaart van één gemeente (of landelijk) op schijf: lezen en bijwerken."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

from assistent.adapters.hsds.herkomst import Gegevens
from assistent.adapters.hsds.velden import SCHEMA, kaal
from assistent.adapters.schema import Bestand, lees, toets
from assistent.kern.errors import InvoerOngeldig, KennisFout

LANDELIJK = "landelijk"


@dataclass(frozen=True, slots=True)
class Dienst:
    """Eén dienst in onze eigen velden, en het YAML-bestand (zonder `.yml`) waar zij staat."""

    bestand: str
    gegevens: Gegevens


def kaartmap(kennisbank: Path, gemeente: str) -> Path:
    """De map van de sociale kaart; fout `InvoerOngeldig` als de gemeente niet bestaat."""
    if gemeente == LANDELIJK:
        return kennisbank / LANDELIJK / SCHEMA
    bekend = sorted(p.parent.name for p in kennisbank.glob("gemeenten/*/gemeente.yml"))
    if gemeente not in bekend:
        keuze = ", ".join([LANDELIJK, *bekend])
        raise InvoerOngeldig(f"De gemeente '{gemeente}' is niet bekend. Kies uit: {keuze}.")
    return kennisbank / "gemeenten" / gemeente / SCHEMA


def provincie_van(kennisbank: Path, gemeente: str) -> str:
    """De provincie uit gemeente.yml, want HSDS wil haar bij elk adres; leeg als zij er niet staat."""
    pad = kennisbank / "gemeenten" / gemeente / "gemeente.yml"
    return str(lees(pad, "gemeente").inhoud.get("provincie", "")) if pad.is_file() else ""


def lees_kaart(map_: Path, schemas: Path) -> list[Dienst]:
    """Alle diensten op volgorde van bestand; fout `KennisFout` als er iets niet klopt."""
    bestanden = [lees(pad, SCHEMA) for pad in sorted(map_.glob("*.yml"))]
    meldingen = [m for b in bestanden for m in toets(b, schemas)]
    if not meldingen:
        meldingen = _dubbel_of_onbewaarbaar(bestanden)
    if meldingen:
        raise KennisFout(meldingen)
    return [Dienst(b.pad.stem, kaal(d)) for b in bestanden for d in b.inhoud]


def _dubbel_of_onbewaarbaar(bestanden: list[Bestand]) -> list[str]:
    meldingen: list[str] = []
    gezien: set[str] = set()
    for bestand in bestanden:
        for nummer, dienst in enumerate(bestand.inhoud):
            if dienst["id"] in gezien:
                meldingen.append(bestand.melding((nummer, "id"), "deze id staat er al. Kies een andere."))
            if not bewaarbaar(dienst):
                meldingen.append(bestand.melding((nummer,), ONBEWAARBAAR))
            gezien.add(dienst["id"])
    return meldingen


ONBEWAARBAAR = "er staat een getal of teken in dat niet bewaard kan worden. Haal het weg."


def bewaarbaar(gegevens: Gegevens) -> bool:
    """Of alles in JSON en UTF-8 past: geen oneindig getal, geen halve tekens."""
    try:
        json.dumps(kaal(gegevens), ensure_ascii=False, allow_nan=False).encode("utf-8")
    except (ValueError, TypeError):
        return False
    return True


def schrijf_veilig(pad: Path, inhoud: bytes) -> None:
    """Schrijf het hele bestand of niets."""
    pad.parent.mkdir(parents=True, exist_ok=True)
    tijdelijk = pad.with_name(f".{pad.name}.nieuw")
    tijdelijk.write_bytes(inhoud)
    os.replace(tijdelijk, pad)
