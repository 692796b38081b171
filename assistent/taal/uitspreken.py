"""Een geschreven zin zoals men haar zegt: nummers per cijfer, tijden, bedragen, postcodes en adressen op internet (R1)."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

_BESTAND = Path(__file__).with_suffix(".yml")
_WEB = re.compile(
    r"\b(?:https?://)?(?:www\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:nl|com|org|eu))(?:/[^\s.,)]*)?", re.I
)
_MAIL = re.compile(r"\b([\w.+-]+)@([\w-]+(?:\.[\w-]+)+)\b")
_REFERENTIE = re.compile(r"\b(?=[A-Z0-9-]*\d)([A-Z0-9]{3})-([A-Z0-9]{3})\b")
_POSTCODE = re.compile(r"\b([1-9]\d{3}) ?([A-Z]{2})\b")
_NUMMER = re.compile(
    r"(?<![\d€.,])(?:\+31[ -]?|0)\d(?:[ -]?\d){7,9}(?![\d.,]\d)|\b0[89]00[ -]?\d{4}\b|\b14[ -]?0\d{1,3}\b|\b11[23]\b"
)
_TIJD = re.compile(r"\b([01]?\d|2[0-4])[.:]([0-5]\d) uur\b|\b([01]\d|2[0-4]):([0-5]\d)\b")
_EURO = re.compile(r"€ ?(\d{1,3}(?:\.\d{3})*|\d+)(?:,(\d{2}|-))?")
MAX_GROEP = 4
"""Zoveel cijfers onthoudt men in één adem."""
_LETTERS = re.compile(r"\b[A-Z]{2,5}\b")


def spreek_uit(tekst: str) -> str:
    """De zin voor de stem; wat geen vaste vorm heeft blijft staan."""
    tekst = _MAIL.sub(lambda m: f"{m[1].replace('.', ' punt ')} apenstaartje {_punten(m[2])}", tekst)
    tekst = _WEB.sub(lambda m: _punten(m[1]), tekst)
    tekst = _woorden(tekst)
    tekst = _EURO.sub(_bedrag, tekst)
    tekst = _TIJD.sub(_tijd, tekst)
    tekst = _REFERENTIE.sub(lambda m: f"{_los(m[1])}, {_los(m[2])}", tekst)
    tekst = _POSTCODE.sub(lambda m: f"{_los(m[1])}, {_los(m[2])}", tekst)
    tekst = _NUMMER.sub(lambda m: _telefoon(m[0]), tekst)
    tekst = _LETTERS.sub(lambda m: m[0] if m[0] in _gegevens()["als_woord"] else " ".join(m[0]), tekst)
    return re.sub(r"\s+", " ", tekst).strip()


@lru_cache(maxsize=1)
def _gegevens() -> dict[str, Any]:
    return dict(yaml.safe_load(_BESTAND.read_text("utf-8")))


@lru_cache(maxsize=1)
def _patroon() -> re.Pattern[str]:
    langst = sorted(_gegevens()["zo_gezegd"], key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, langst)) + r")(?!\w)")


def _woorden(tekst: str) -> str:
    return _patroon().sub(lambda m: str(_gegevens()["zo_gezegd"][m[0]]), tekst)


def _punten(naam: str) -> str:
    return naam.replace(".", " punt ").replace("-", " streepje ")


def _los(tekens: str) -> str:
    """Teken voor teken, met een kleine rust ertussen."""
    cijfers = _gegevens()["cijfers"]
    return ", ".join(cijfers[int(t)] if t.isdigit() else t for t in tekens)


def _telefoon(nummer: str) -> str:
    """Per cijfer, in groepjes zoals het geschreven is; anders netnummer en dan per twee."""
    groepen = re.findall(r"\d+", nummer.replace("+31", "0"))
    if len(groepen) > 1 and groepen[0] == "0":
        groepen[:2] = ["0" + groepen[1]]
    if len(groepen) == 1 and len(groepen[0]) > MAX_GROEP + 1:
        kaal = groepen[0]
        kop = 2 if kaal.startswith("06") else 4 if kaal.startswith(("0800", "0900")) else 3
        groepen = [kaal[:kop], kaal[kop:]]
    groepen = [
        deel
        for g in groepen
        for deel in ([g[i : i + 2] for i in range(0, len(g), 2)] if len(g) > MAX_GROEP else [g])
    ]
    cijfers = _gegevens()["cijfers"]
    return ", ".join(" ".join(cijfers[int(c)] for c in groep) for groep in groepen)


def _tijd(m: re.Match[str]) -> str:
    """Zoals men een klok leest: "half twee", "kwart over negen"; andere minuten in cijfers."""
    uur, minuut = int(m[1] or m[3]), int(m[2] or m[4])
    hier, daarna = (uur - 1) % 12 + 1, uur % 12 + 1
    vast = {0: f"{uur} uur", 15: f"kwart over {hier}", 30: f"half {daarna}", 45: f"kwart voor {daarna}"}
    return vast.get(minuut, f"{uur} uur {minuut}")


def _bedrag(m: re.Match[str]) -> str:
    euro = m[1].replace(".", "")
    cent = m[2] if m[2] not in (None, "-", "00") else ""
    return f"{euro} euro {int(cent)}" if cent else f"{euro} euro"
