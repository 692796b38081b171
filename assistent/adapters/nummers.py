"""Klopt een telefoonnummer? Met de nummerplannen van Google (phonenumbers) en de Nederlandse korte nummers."""

from __future__ import annotations

import re

import phonenumbers

_KORT = re.compile(r"(112|113|116\d{3}|14 ?0\d{2,3})")
"""Alarm, zelfmoordpreventie, Europese hulplijnen en de 14-nummers van gemeenten."""
_VORM = re.compile(r"(\+31 ?|0)[\d][\d -]+\d")
_VERZONNEN = "00000"
"""Zo herkent iedereen een voorbeeldnummer; het gaat bij niemand over."""


def nummerfout(nummer: str, voorbeeld: bool) -> str | None:
    """Wat er mis is met dit nummer; alleen een voorbeeld mag een voorbeeldnummer hebben."""
    if _KORT.fullmatch(nummer):
        return None
    if not _VORM.fullmatch(nummer):
        return f"'{nummer}' is geen telefoonnummer. Schrijf het als 020 123 45 67 of 0800-1234."
    try:
        gelezen = phonenumbers.parse(nummer, "NL")
    except phonenumbers.NumberParseException:
        return f"'{nummer}' is geen telefoonnummer. Schrijf het als 020 123 45 67 of 0800-1234."
    if _VERZONNEN in re.sub(r"\D", "", nummer):
        return None if voorbeeld else f"'{nummer}' is een voorbeeldnummer. Vul het echte in, of laat het leeg."
    if not phonenumbers.is_valid_number(gelezen):
        return (
            f"'{nummer}' bestaat niet in Nederland: te kort, te lang of een onbekend netnummer. Zoek het op."
        )
    return None
