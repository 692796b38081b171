"""Rommel met een plan: waarden, teksten en JSON die programma's vaker laten struikelen, altijd in dezelfde volgorde."""

from __future__ import annotations

import json
import string
from random import Random
from typing import Any

LASTIG: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 2**31, 2**63, 2**64, -(2**63), 10**40, 0.1, 1e308, float("inf"), float("nan"), "", " ", "\x00", "\ud800",
    "é", "😀", "\u202e", "a" * 100, "a" * 5000, "null", "true", "[]", "{}", "../..", "%00", "' OR 1=1 --", "<script>", "{{7*7}}", "ja", "nee",
    [], {}, [[]], [None], {"": ""}, {"a": {"b": {"c": []}}}, {"tekst": {"tekst": "x"}}, ["ja"] * 100, "Ik wil een mens spreken",
    "ik wil er niet meer zijn", "groningen", "Ik heet Anna Proef en mijn nummer is 0612345678", "sla over", "K4T-7WQ", "22222-22222",
)  # fmt: skip
NAMEN = (
    "tekst", "beurt_id", "gemeente", "kanaal", "veld", "waarde", "soort", "sleutel", "na", "referentie", "code", "goed", "reden",
    "waarover", "nummer", "moment", "wie", "id", "__proto__", "", "é",
)  # fmt: skip


def waarde(r: Random, diep: int = 0) -> Any:
    """Een willekeurige JSON-waarde."""
    kans = r.random()
    if diep < 3 and kans < 0.1:
        return [waarde(r, diep + 1) for _ in range(r.randrange(4))]
    if diep < 3 and kans < 0.2:
        return voorwerp(r, diep + 1)
    if kans < 0.3:
        return "".join(r.choices(string.printable, k=r.randrange(60)))
    return r.choice(LASTIG)


def voorwerp(r: Random, diep: int = 0) -> dict[str, Any]:
    """Een willekeurig JSON-object met namen die wij kennen."""
    return {r.choice(NAMEN): waarde(r, diep) for _ in range(r.randrange(5))}


def als_tekst(r: Random, inhoud: Any) -> str:
    """JSON, en soms net niet."""
    tekst = json.dumps(inhoud)
    kans = r.random()
    if kans < 0.05:
        return tekst[: r.randrange(len(tekst) + 1)]
    if kans < 0.08:
        return "[" * r.randrange(3000)
    return tekst.replace(":", r.choice(":;,"), 1) if kans < 0.1 else tekst
