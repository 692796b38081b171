"""Wat verlopen is of verkeerde datums heeft: het wordt niet meer als feit gezegd, dus een mens moet kijken (R17)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from assistent.processen.controleren.melding import Gegevens, Melding, Pad, Stuk, Zaak, let_op

_LIJSTEN = ("sociale_kaart", "hulplijnen", "bedragen")
_EEN = ("onderwerp", "onderwerp_lokaal", "gemeente")


def controleer_houdbaarheid(zaak: Zaak) -> Iterator[Melding]:
    """Alle controledatums en geldigheid."""
    for stuk in zaak.van(*_EEN):
        yield from _datums(stuk, (), stuk.inhoud, zaak.vandaag)
    for stuk in zaak.van(*_LIJSTEN):
        for n, rij in enumerate(stuk.inhoud):
            yield from _datums(stuk, (n,), rij, zaak.vandaag)


def _datums(stuk: Stuk, pad: Pad, rij: Gegevens, vandaag: date) -> Iterator[Melding]:
    gekeken, tot = _datum(rij.get("gecontroleerd_op")), _datum(rij.get("geldig_tot"))
    if gekeken and gekeken > vandaag:
        yield Melding(stuk, (*pad, "gecontroleerd_op"), "deze datum is nog niet geweest. Verbeter haar.")
    if gekeken and tot and tot < gekeken:
        raad = "dit was al verlopen toen het werd gecontroleerd. Verbeter een van de datums."
        yield Melding(stuk, (*pad, "geldig_tot"), raad)
    elif tot and tot < vandaag:
        raad = f"verlopen op {tot:%d-%m-%Y}. Controleer de inhoud opnieuw en zet beide datums vooruit."
        yield let_op(stuk, (*pad, "geldig_tot"), raad)


def _datum(waarde: Any) -> date | None:
    if isinstance(waarde, date):
        return waarde
    try:
        return date.fromisoformat(str(waarde))
    except ValueError:
        return None
