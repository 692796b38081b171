"""Diensten als YAML in de stijl van de bestanden die er al zijn."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import yaml

from assistent.adapters.hsds.herkomst import Gegevens
from assistent.adapters.hsds.velden import DATUMS
from assistent.adapters.hsds.waarden import bestaat

# Sleutels en korte woorden staan zonder aanhalingstekens.
_KAAL = frozenset(
    {
        "id", "status", "type", "location_type", "city", "freq", "option", "currency", "languages", "trede",
        "onderwerpen", "gebied", "eigenaar",
    }
)  # fmt: skip
_BREED = 2**31


def als_yaml(kop: str, diensten: Iterable[Gegevens], velden: Gegevens) -> str:
    """Het hele bestand: de opmerkingen bovenaan en dan elke dienst."""
    regels = [kop]
    for dienst in diensten:
        gevuld = [
            f"{veld}: {_waarde(veld, dienst[veld], velden[veld])}\n" for veld in velden if veld in dienst
        ]
        regels += [f"{'  ' if nummer else '- '}{regel}" for nummer, regel in enumerate(gevuld)]
    return "".join(regels) if len(regels) > 1 else f"{kop}[]\n"


def _waarde(veld: str, waarde: Any, soort: Gegevens) -> str:
    if isinstance(waarde, list):
        return "[" + ", ".join(_waarde(veld, w, soort["items"]) for w in waarde) + "]"
    if isinstance(waarde, dict):
        velden = soort["properties"]
        delen = (f"{v}: {_waarde(v, waarde[v], velden[v])}" for v in velden if v in waarde)
        return "{" + ", ".join(delen) + "}"
    if isinstance(waarde, str):
        return _tekst(veld, waarde)
    return _yaml(waarde)


def _tekst(veld: str, tekst: str) -> str:
    if veld in DATUMS and bestaat(tekst):
        return tekst
    if veld in _KAAL and _kan_kaal(tekst):
        return tekst
    if tekst.isprintable() and not {'"', "\\"} & set(tekst):
        return f'"{tekst}"'
    return _yaml(tekst, default_style='"')


def _kan_kaal(tekst: str) -> bool:
    gewoon = tekst.isascii() and tekst.replace("_", "").replace("-", "").replace(" ", "").isalnum()
    return gewoon and tekst[0] != "-" and bool(yaml.safe_load(f"[{tekst}]") == [tekst])


def _yaml(waarde: Any, **stijl: Any) -> str:
    tekst: str = yaml.safe_dump(waarde, allow_unicode=True, width=_BREED, **stijl)
    return tekst.removesuffix("\n").removesuffix("\n...")
