"""Persoonsgegevens eruit voordat iets bewaard of gelogd wordt (§6.8, R99)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}[ ]?(?:[A-Z]{4})[ ]?(?:\d{4}[ ]?){2}\d{2}\b", re.IGNORECASE)
_TELEFOON = re.compile(r"(?<!\d)(?:\+31|0031|0)[ -]?[1-9](?:[ -]?\d){8}(?!\d)")
_LANG_GETAL = re.compile(r"(?<!\d)\d(?:[ .-]?\d){7,}(?!\d)")
_NAAM = re.compile(
    r"\b(?:ik heet|mijn naam is|naam is|ik ben)\s+((?:[A-Z][\w'’-]+|de|van|der|den|ter|te|el|al)(?:\s+(?:[A-Z][\w'’-]+|de|van|der|den|ter|te|el|al))*)"
)


@dataclass(frozen=True, slots=True)
class Geschoond:
    """De tekst met merktekens op de plek van persoonsgegevens."""

    tekst: str
    contact: Mapping[str, str] = field(default_factory=dict)


def schoon(tekst: str, *, contact: bool = False) -> Geschoond:
    """Vervang persoonsgegevens door [mail], [telefoon], [rekening], [nummer] en [naam]."""
    gevonden: dict[str, str] = {}

    def vervang(patroon: re.Pattern[str], merk: str, veld: str | None, bron: str, groep: int = 0) -> str:
        def ruil(m: re.Match[str]) -> str:
            if veld:
                gevonden.setdefault(veld, m.group(groep).strip())
            return m.group(0).replace(m.group(groep), f"[{merk}]")

        return patroon.sub(ruil, bron)

    uit = vervang(_MAIL, "mail", "mail", tekst)
    uit = vervang(_IBAN, "rekening", None, uit)
    uit = vervang(_TELEFOON, "telefoon", "telefoon", uit)
    uit = vervang(_LANG_GETAL, "nummer", None, uit)
    uit = vervang(_NAAM, "naam", "naam", uit, 1)
    return Geschoond(uit, gevonden if contact else {})
