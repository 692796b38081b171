"""Wat een telefoonnummer is en hoe het netjes geschreven wordt; openbare nummers blijven openbaar."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import phonenumbers
from stdnum.nl import bsn

from assistent.taal.persoonsgegevens.woordlijst import OPENBARE_NUMMERS

_OPENBAAR = re.compile(r"0[89]0[069]\d{4}|0[89]0[069]\d{7}|140\d{2,3}|11[2-8]\d{0,3}|144|18\d\d")
_BELLEN = re.compile(
    r"\b(?:tel\w*|bel\w*|mobiel\w*|bereik\w*|06|app\w*|whatsapp|contactnummer|gsm|sms|nummer)\b\W*(?:\w+\W+){0,3}$",
    re.IGNORECASE,
)
_NEDERLAND = re.compile(r"0[1-9]\d{8}")
IN_WOORD = re.compile(r"(?<!\d)(?:0|31)-?[1-9](?:[-./]?\d){8}")
"""Een nummer dat vastzit aan letters ("0612345678liefst")."""
_BEGIN = frozenset(("01", "02", "03", "04", "05", "06", "07", "08", "09", "31"))
_MOBIEL = re.compile(r"31(6\d{8})")


def openbaar(cijfers: str) -> bool:
    """Of dit een hulplijn, servicenummer of gemeentenummer is."""
    return cijfers in OPENBARE_NUMMERS or bool(_OPENBAAR.fullmatch(cijfers))


def vanaf(delen: Sequence[str], *, plus: bool) -> tuple[int, str]:
    """Hoeveel groepen vooraan een telefoonnummer zijn, en welk; leeg is een openbaar nummer."""
    if plus or delen[0].startswith("00"):
        return _buitenland(delen, plus)
    samen = ""
    for aantal, deel in enumerate(delen, 1):
        samen += deel
        if len(samen) > 11 or (len(samen) > 1 and samen[:2] not in _BEGIN):
            break
        volgt = delen[aantal] if aantal < len(delen) else ""
        gratis_begin = samen[0] == "0" and len(samen) == 8 and len(volgt) == 3
        if len(samen) > 7 and openbaar(samen) and not gratis_begin:
            return aantal, ""
        if len(samen) == 10 and _NEDERLAND.fullmatch(samen):
            return aantal, samen
        if len(samen) == 11 and (m := _MOBIEL.fullmatch(samen)) is not None:
            return aantal, "0" + m.group(1)
    return 0, ""


def _buitenland(delen: Sequence[str], plus: bool) -> tuple[int, str]:
    samen, beste = "", (0, "")
    for aantal, deel in enumerate(delen, 1):
        nul_tussen = deel == "0" and samen in ("31", "0031")
        samen += "" if nul_tussen else deel
        kaal = samen if plus else samen[2:]
        if len(kaal) > 15:
            break
        if kaal.startswith("310") and len(kaal) == 12:
            kaal = "31" + kaal[3:]
        if len(kaal) >= 8 and (geldig := _geldig("+" + kaal)):
            beste = aantal, geldig
            if kaal.startswith("31"):
                break
        if plus and aantal == len(delen) and not beste[0] and len(kaal) >= 8:
            beste = aantal, "+" + kaal
    return beste


@lru_cache(maxsize=32)
def _geldig(nummer: str) -> str:
    """Het nummer netjes geschreven, of leeg als het in geen land bestaat."""
    try:
        gelezen = phonenumbers.parse(nummer, "NL")
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_valid_number(gelezen):
        return ""
    if gelezen.country_code == 31:
        return f"0{gelezen.national_number}"
    return phonenumbers.format_number(gelezen, phonenumbers.PhoneNumberFormat.E164)


def netjes(cijfers: str) -> str:
    """Een gevonden nummer zoals het in het contactveld komt: 0612345678 of +48601234567."""
    if re.fullmatch(r"6\d{8}", cijfers):
        return f"0{cijfers}"
    return _geldig(cijfers) or cijfers[: 10 if _NEDERLAND.match(cijfers) else None]


def mogelijk(cijfers: str, voor: str) -> bool:
    """Of losse cijfers een telefoonnummer kunnen zijn, ook zonder nul of netnummer."""
    if openbaar(cijfers):
        return False
    if re.fullmatch(r"0[1-9]\d{8,10}", cijfers) or (
        re.fullmatch(r"0?[06]?6[1-9]\d{7}", cijfers) and not bsn.is_valid(cijfers)
    ):
        return True
    return (
        bool(re.fullmatch(r"[1-9]\d{5,8}|0\d{6,8}", cijfers))
        and bool(_BELLEN.search(voor))
        and len(cijfers) < 9
    )
