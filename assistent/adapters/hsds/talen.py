"""Talen: onze korte code is in HSDS een code met een naam erbij."""

from __future__ import annotations

import re

from assistent.adapters.hsds.herkomst import Gegevens

_CODE = re.compile(r"[a-z]{2,3}")
_NAMEN = {
    "nl": "Nederlands", "en": "Engels", "de": "Duits", "fr": "Frans", "es": "Spaans", "fy": "Fries",
    "ar": "Arabisch", "tr": "Turks", "pl": "Pools", "pap": "Papiaments", "uk": "Oekraïens", "ru": "Russisch",
    "ti": "Tigrinya", "fa": "Farsi", "so": "Somalisch", "ro": "Roemeens", "bg": "Bulgaars", "zh": "Chinees",
}  # fmt: skip


def naar_hsds(taal: str) -> Gegevens:
    """Code en naam; is het geen code, dan alleen de naam."""
    return {"name": _NAMEN.get(taal, taal), "code": taal} if _CODE.fullmatch(taal) else {"name": taal}


def uit_hsds(taal: Gegevens) -> str:
    """De code, of anders de naam."""
    return taal.get("code") or taal.get("name") or ""
