"""De velden van een dienst, gelezen uit het JSON Schema: volgorde, soort en wat leeg betekent."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from assistent.adapters.hsds.herkomst import Gegevens

SCHEMA = "sociale_kaart"
DATUMS = frozenset({"gecontroleerd_op", "geldig_tot", "valid_from", "valid_to"})
_WEG = object()
# Leeg schrijven we meestal als null; deze velden laten we dan weg, zoals in de bestanden die er zijn.
_LIEVER_WEG = frozenset(
    {
        "upl", "phones.type", "phones.description", "phones.extension", "schedules.valid_from",
        "schedules.valid_to", "locations.latitude", "locations.longitude",
    }
)  # fmt: skip


def lees_velden(schemas: Path) -> Gegevens:
    """De eigenschappen van één dienst, in de volgorde van het schema."""
    velden: Gegevens = json.loads((schemas / f"{SCHEMA}.schema.json").read_text("utf-8"))["items"][
        "properties"
    ]
    return velden


def vul_aan(gegevens: Gegevens, velden: Gegevens) -> Gegevens:
    """Zet gevulde velden in de vaste volgorde, en wat leeg is als null, als lege lijst of helemaal niet."""
    return _object(gegevens, velden, "")


def _object(gegevens: Any, velden: Gegevens, pad: str) -> Gegevens:
    bron = gegevens if isinstance(gegevens, dict) else {}
    gevuld = {v: _waarde(bron.get(v), soort, f"{pad}{v}") for v, soort in velden.items()}
    return {v: w for v, w in gevuld.items() if w is not _WEG}


def _waarde(waarde: Any, soort: Gegevens, pad: str) -> Any:
    if soort.get("type") == "object":
        return _object(waarde, soort["properties"], f"{pad}.")
    if soort.get("type") == "array":
        lijst = waarde if isinstance(waarde, list) else []
        if not lijst and pad in _LIEVER_WEG:
            return _WEG
        onderdeel = soort["items"].get("properties")
        return [_object(w, onderdeel, f"{pad}.") if onderdeel else w for w in lijst]
    if waarde is None or waarde == "":
        return None if mag_leeg(soort) and pad not in _LIEVER_WEG else _WEG
    return waarde


def soorten(soort: Gegevens) -> set[str]:
    """De JSON-soorten die een veld mag hebben."""
    if "anyOf" in soort:
        return {s for keus in soort["anyOf"] for s in soorten(keus)}
    gegeven = soort.get("type", "string")
    return {gegeven} if isinstance(gegeven, str) else set(gegeven)


def mag_leeg(soort: Gegevens) -> bool:
    """Of null hier mag."""
    return "null" in soorten(soort)


def kaal(waarde: Any) -> Any:
    """YAML maakt van een datum een datumobject; hier is alles tekst, zodat elke vorm hetzelfde ziet."""
    if isinstance(waarde, dict):
        return {s: kaal(w) for s, w in waarde.items()}
    if isinstance(waarde, list):
        return [kaal(w) for w in waarde]
    return waarde.isoformat() if isinstance(waarde, date) else waarde
