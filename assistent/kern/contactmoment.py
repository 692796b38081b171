"""Een contactmoment: dát er gesproken is, waarover en met welke uitkomst; nooit wat er gezegd is (R105)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from assistent.kern.begrippen import Kanaal


class Uitslag(StrEnum):
    """Hoe een gesprek met een medewerker afliep; de namen staan in `kennisbank/meekijken.yml`."""

    BEANTWOORD = "beantwoord"
    VERWEZEN = "verwezen"
    OVERGEDRAGEN = "overgedragen"
    DOORVERBONDEN = "doorverbonden"
    TERUGBELLEN = "terugbellen"
    AFGEBROKEN = "afgebroken"


NAAR_EEN_ANDER = frozenset({Uitslag.DOORVERBONDEN, Uitslag.OVERGEDRAGEN, Uitslag.VERWEZEN})
LUS = 3
"""Bij de derde keer dat dezelfde persoon wordt doorverbonden hoort iemand dat te weten."""
LUS_TERMIJN = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Contactmoment:
    """Eén gesprek van een medewerker, zonder inhoud."""

    id: str
    gemeente: str
    kanaal: Kanaal
    medewerker: str
    begonnen: datetime
    seconden: int
    uitslag: Uitslag
    onderwerp: str | None = None
    """Onderwerpsleutel; leeg als er geen bekend onderwerp was."""
    klasse: str = "niet_bepaald"
    team: str | None = None
    overdracht_id: str | None = None
    persoon: str | None = None
    """Stempel van wie het was, alleen om een doorverbindlus te zien."""


def in_een_lus(eerder: Iterable[Contactmoment], nu: datetime) -> bool:
    """Of deze persoon in de afgelopen tijd al twee keer naar een ander is gestuurd: dit is dan de derde keer."""
    keren = [m for m in eerder if m.uitslag in NAAR_EEN_ANDER and nu - m.begonnen <= LUS_TERMIJN]
    return len(keren) >= LUS - 1


# --- iemand terugvinden ---

_NIET_CIJFER = re.compile(r"\D")
_REFERENTIE = re.compile(r"^[2-9BCDFGHJKMNPQRSTVWXZ]{3}-?[2-9BCDFGHJKMNPQRSTVWXZ]{3}$", re.IGNORECASE)
_POSTCODE = re.compile(r"\b([1-9]\d{3}) ?(?:[a-z]{2})?\b", re.IGNORECASE)


def is_referentie(tekst: str) -> bool:
    """Of dit een nummer als "K4T-7WQ" is."""
    return bool(_REFERENTIE.match(tekst.strip()))


def zoeksleutels(
    *, naam: str = "", postcode: str = "", telefoon: str = "", referentie: str = ""
) -> tuple[str, ...]:
    """Waarop iemand terug te vinden is; naam alleen samen met de postcode, want een naam is van velen."""
    return tuple(_zoeksleutels(naam, postcode, telefoon, referentie))


def _zoeksleutels(naam: str, postcode: str, telefoon: str, referentie: str) -> Iterator[str]:
    if is_referentie(referentie):
        yield f"referentie:{referentie.strip().replace('-', '').upper()}"
    nummer = _NIET_CIJFER.sub("", telefoon).removeprefix("0031").removeprefix("31").lstrip("0")
    if len(nummer) >= 8:
        yield f"telefoon:{nummer}"
    cijfers = _POSTCODE.search(postcode)
    achternaam = _gelijk(naam).split()
    if cijfers and achternaam:
        yield f"naam:{achternaam[-1]}:{cijfers[1]}"


def _gelijk(naam: str) -> str:
    ontleed = unicodedata.normalize("NFKD", naam.lower())
    return "".join(t for t in ontleed if t.isalpha() or t in " -")
