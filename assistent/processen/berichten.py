"""Van antwoorden naar berichten die bewaard en verstuurd worden; alleen geschoonde tekst komt erin."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from assistent.kern.antwoord import Antwoord
from assistent.kern.gesprek import Beurt, Gesprek
from assistent.kern.signalen import Gelezen
from assistent.ports import Bericht, Gesprekken

CODETEKENS = "2-9BCDFGHJKMNPQRSTVWXZ"
"""De tekens van een nummer en een code, voor een patroon."""


_CODE = re.compile(rf"(?<![-0-9A-Z])[{CODETEKENS}]{{5}}-[{CODETEKENS}]{{5}}(?![-0-9A-Z])")


def verberg_code(tekst: str) -> str:
    """De code bij een nummer is van de inwoner: wie het gesprek naleest ziet haar niet."""
    return _CODE.sub("•••••-•••••", tekst)


def inhoud_van(antwoord: Antwoord) -> dict[str, Any]:
    """Een antwoord als JSON-inhoud van een bericht; lege velden blijven weg."""
    return {k: v for k, v in asdict(antwoord).items() if v not in (None, "", (), False)}


async def maak_berichten(
    gesprekken: Gesprekken,
    gesprek: Gesprek,
    gelezen: Gelezen,
    antwoorden: Iterable[Antwoord],
    beurt: Beurt,
) -> list[Bericht]:
    """De beurt zelf en de antwoorden erop, doorgenummerd."""
    laatste = await gesprekken.laatste(gesprek.id)
    eigen = Bericht(gesprek.id, laatste + 1, "inwoner", {"tekst": gelezen.tekst}, beurt.op, beurt.beurt_id)
    rest = nummer_door(gesprek.id, laatste + 2, antwoorden, beurt.op)
    return [eigen, *rest]


def nummer_door(gesprek_id: str, vanaf: int, antwoorden: Iterable[Antwoord], op: datetime) -> list[Bericht]:
    """Antwoorden als berichten vanaf een nummer."""
    return [
        Bericht(gesprek_id, n, "assistent" if a.van == "assistent" else "medewerker", inhoud_van(a), op)
        for n, a in enumerate(antwoorden, vanaf)
    ]
