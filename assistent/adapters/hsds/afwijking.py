"""Wat een vorm zelf niet kan zeggen, gaat mee als afwijking: pad, wat er gelezen wordt en wat het was.

Zo is heen en terug altijd zonder verlies. Wie het veld onderweg verandert wint: de afwijking geldt alleen
zolang er nog staat wat de uitvoer er neerzette.
"""

from __future__ import annotations

import json
from typing import Any

from assistent.adapters.hsds.herkomst import Gegevens
from assistent.adapters.schema import Pad

VELD = "afwijkingen"
_WEG = object()


def verschil(gelezen: Any, echt: Any, pad: Pad = ()) -> list[Gegevens]:
    """De afwijkingen die van `gelezen` weer `echt` maken."""
    if isinstance(gelezen, dict) and isinstance(echt, dict):
        sleutels = {**gelezen, **echt}
        return [a for s in sleutels for a in verschil(gelezen.get(s, _WEG), echt.get(s, _WEG), (*pad, s))]
    if isinstance(gelezen, list) and isinstance(echt, list) and len(gelezen) == len(echt):
        paren = enumerate(zip(gelezen, echt, strict=True))
        return [a for i, (g, e) in paren for a in verschil(g, e, (*pad, i))]
    if _gelijk(gelezen, echt):
        return []
    was = {} if gelezen is _WEG else {"was": gelezen}
    is_ = {} if echt is _WEG else {"is": echt}
    return [{"pad": ".".join(map(str, pad)), **was, **is_}]


def als_tekst(afwijkingen: list[Gegevens]) -> str:
    """De afwijkingen als tekst voor één veld; leeg als er geen zijn."""
    return json.dumps(afwijkingen, ensure_ascii=False, separators=(",", ":")) if afwijkingen else ""


def pas_toe(gegevens: Gegevens, tekst: Any) -> str | None:
    """Breng afwijkingen aan; een melding als de tekst stuk is."""
    try:
        for afwijking in json.loads(tekst):
            _zet(gegevens, str(afwijking["pad"]).split("."), afwijking)
    except (ValueError, TypeError, LookupError, RecursionError):
        return "deze tekst is beschadigd. Neem haar over uit de uitvoer of maak het veld leeg."
    return None


def _zet(gegevens: Gegevens, delen: list[str], afwijking: Gegevens) -> None:
    doel: Any = gegevens
    *ouders, laatste = (int(d) if d.isdecimal() else d for d in delen)
    for deel in ouders:
        doel = _kind(doel, deel)
    if not isinstance(doel, dict | list) or not _gelijk(_kind(doel, laatste), afwijking.get("was", _WEG)):
        return  # iemand veranderde het veld: dan telt wat er nu staat
    if "is" in afwijking:
        doel[laatste] = afwijking["is"]  # type: ignore[index]
    elif isinstance(doel, dict):
        doel.pop(laatste, None)


def _kind(doel: Any, deel: str | int) -> Any:
    if isinstance(doel, dict):
        return doel.get(deel, _WEG)
    past = isinstance(doel, list) and isinstance(deel, int) and deel < len(doel)
    return doel[deel] if past else _WEG


def _gelijk(een: Any, ander: Any) -> bool:
    if een is _WEG or ander is _WEG:
        return een is ander
    # Via tekst, want voor Python is 1 gelijk aan 1.0 en aan True.
    return json.dumps(een, sort_keys=True) == json.dumps(ander, sort_keys=True)
