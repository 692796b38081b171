"""Hoe een inwoner hoort dat er nieuws is als de chat dicht is: mail, sms of niets (R68)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum

_MOBIEL = re.compile(r"(?<!\d)(?:\+31|0031|0)6(\d{8})(?!\d)")


class Weg(StrEnum):
    """De waarde van het veld `bericht` in de intake; zonder veld komt er niets."""

    MAIL = "mail"
    SMS = "sms"


def mobiel(telefoon: str) -> str | None:
    """Het eerste mobiele nummer hierin, als "0612345678"; een vast nummer kan geen sms krijgen."""
    gevonden = _MOBIEL.search(re.sub(r"[\s()-]", "", telefoon))
    return f"06{gevonden.group(1)}" if gevonden else None


def zonder_loze_keus(velden: Mapping[str, str]) -> dict[str, str]:
    """De velden, maar zonder keus voor mail of sms als er geen adres of nummer meer is om naartoe te sturen."""
    weg = velden.get("bericht")
    loos = (weg == Weg.MAIL and not velden.get("mail")) or (
        weg == Weg.SMS and mobiel(velden.get("telefoon", "")) is None
    )
    return {k: v for k, v in velden.items() if k != "bericht" or not loos}
