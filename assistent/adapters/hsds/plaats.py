"""Een plek met adres en toegankelijkheid, van en naar HSDS `location`."""

from __future__ import annotations

import json
from typing import Any

from assistent.adapters.hsds.herkomst import Gegevens
from assistent.adapters.hsds.sleutels import uuid_van

ONBEKEND = "onbekend"
"""HSDS wil een volledig adres; wat wij niet weten heet zo, en wordt bij het lezen weer leeg."""
_EIGEN = ("location_type", "name", "transportation", "latitude", "longitude")
_ADRES = ("address_1", "postal_code", "city")


def naar_hsds(plek: Gegevens, provincie: str) -> Gegevens:
    """De `location`; dezelfde plek bij twee diensten krijgt dezelfde sleutel."""
    sleutel = uuid_van("location", json.dumps(plek, sort_keys=True))
    uit = {"id": sleutel, **{v: plek.get(v) for v in _EIGEN}}
    if any(plek.get(v) for v in _ADRES):
        uit["addresses"] = [
            {
                "id": uuid_van("address", sleutel),
                **{v: plek.get(v) or ONBEKEND for v in _ADRES},
                "state_province": provincie or ONBEKEND,
                "country": "NL",
                "address_type": plek["location_type"],
            }
        ]
    if plek.get("accessibility"):
        toegang = {"id": uuid_van("accessibility", sleutel), "description": plek["accessibility"]}
        uit["accessibility"] = [toegang]
    return uit


def uit_hsds(plek: Gegevens) -> Gegevens:
    """Onze plek uit een `location`; van meer adressen telt het eerste."""
    adres, toegang = _eerste(plek.get("addresses")), _eerste(plek.get("accessibility"))
    return {
        **{v: plek.get(v) for v in _EIGEN},
        **{v: None if adres.get(v) == ONBEKEND else adres.get(v) for v in _ADRES},
        "accessibility": toegang.get("description"),
    }


def _eerste(lijst: Any) -> Gegevens:
    if isinstance(lijst, list) and lijst and isinstance(lijst[0], dict):
        eerste: Gegevens = lijst[0]
        return eerste
    return {}
