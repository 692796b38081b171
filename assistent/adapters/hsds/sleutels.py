"""HSDS wil een uuid als sleutel. Wij rekenen hem uit onze eigen id, zodat hij bij elke uitvoer gelijk is."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5

_RUIMTE = uuid5(NAMESPACE_URL, "urn:toegangsassistent:sociale-kaart")


def uuid_van(soort: str, *delen: object) -> str:
    """De vaste uuid van een object."""
    return str(uuid5(_RUIMTE, "\x1f".join((soort, *map(str, delen)))))
