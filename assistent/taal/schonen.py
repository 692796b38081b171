"""Persoonsgegevens eruit voordat iets bewaard of gelogd wordt (§6.8, R99)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from assistent.taal.persoonsgegevens import contact as contactvelden
from assistent.taal.persoonsgegevens import (
    datums,
    documenten,
    kentekens,
    mail,
    namen,
    nummers,
    postcodes,
    straten,
)
from assistent.taal.persoonsgegevens.getallen import noemt_getal
from assistent.taal.persoonsgegevens.plekken import Plek, dek_af, op_volgorde, schaduw, vervang

_MERKTEKEN = re.compile(r"\[(?:mail|telefoon|rekening|bsn|nummer|naam|adres|geboortedatum|kenteken)\]")


@dataclass(frozen=True, slots=True)
class Geschoond:
    """De tekst met merktekens op de plek van persoonsgegevens."""

    tekst: str
    contact: Mapping[str, str] = field(default_factory=dict)


def schoon(tekst: str, *, contact: bool = False) -> Geschoond:
    """Zet merktekens op persoonsgegevens; met `contact` gaan naam, telefoon en mail naar hun veld."""
    plekken = vind(tekst, contact=contact)
    return Geschoond(vervang(tekst, plekken), contactvelden.velden(tekst, plekken) if contact else {})


def schoon_deel(tekst: str, van: int, tot: int) -> str:
    """Een stuk van de tekst zonder persoonsgegevens; gezocht in het geheel, want een los stuk verraadt minder."""
    binnen = [
        replace(p, van=max(p.van, van) - van, tot=min(p.tot, tot) - van)
        for p in vind(tekst)
        if p.van < tot and p.tot > van
    ]
    return vervang(tekst[van:tot], binnen)


def vind(tekst: str, *, contact: bool = False) -> list[Plek]:
    """Waar persoonsgegevens staan, van voor naar achter, geteld in de tekst zelf."""
    beeld = schaduw(tekst)
    rest = beeld.tekst
    alles: list[Plek] = []
    for zoek in _zoekers(rest, contact=contact):
        gevonden = op_volgorde(zoek(rest))
        rest = dek_af(rest, gevonden) if gevonden else rest
        alles += gevonden
    if contact and not any(p.merk == "naam" and p.rol != "ander" for p in alles):
        alles += contactvelden.losse_naam(rest)
    return [beeld.terug(plek) for plek in sorted(alles, key=lambda p: p.van) if plek.merk]


def _zoekers(tekst: str, *, contact: bool) -> Iterator[Callable[[str], Iterable[Plek]]]:
    """De zoekers op volgorde: wat zeker is eerst, zodat de rest er niet meer overheen leest."""
    yield _merktekens
    yield mail.zoek
    if noemt_getal(tekst):
        yield from (datums.zoek, documenten.zoek_rekeningen, kentekens.zoek, straten.zoek, postcodes.zoek)
        yield from (documenten.zoek_documenten, nummers.zoek_uitgesproken, nummers.zoek_cijfers)
    yield namen.zoek


def _merktekens(tekst: str) -> Iterator[Plek]:
    """Wat al geschoond is blijft zoals het is."""
    return (Plek(m.start(), m.end()) for m in _MERKTEKEN.finditer(tekst))
