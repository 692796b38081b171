"""Wanneer iemand gebeld wil worden, uit gewone woorden: "dinsdag na vieren", "voor half drie", "morgenochtend" (R69)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from assistent.kern.tijden import NEDERLAND

_DAGEN = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_UREN = {
    "een": 1, "enen": 1, "twee": 2, "tweeen": 2, "drie": 3, "drieen": 3, "vier": 4, "vieren": 4, "vijf": 5,
    "vijven": 5, "zes": 6, "zessen": 6, "zeven": 7, "zevenen": 7, "acht": 8, "achten": 8, "negen": 9,
    "negenen": 9, "tien": 10, "tienen": 10, "elf": 11, "elven": 11, "twaalf": 12, "twaalven": 12,
}  # fmt: skip
_UUR = rf"(half |kwart over |kwart voor )?(\d{{1,2}}|{'|'.join(_UREN)})\b(?:[:.](\d\d))?(?: ?uur)?"
_TUSSEN = re.compile(rf"\b(?:tussen|van) {_UUR} (?:en|tot) {_UUR}")
_NA = re.compile(rf"\b(?:na|vanaf) {_UUR}")
_VOOR = re.compile(rf"\b(?:voor|tot) {_UUR}")
_ROND = re.compile(rf"\b(?:om|rond|omstreeks) {_UUR}")
_DAGDELEN = (
    (re.compile(r"ochtend|\bs ?morgens|voormiddag"), None, time(12)),
    (re.compile(r"middag"), time(12), time(18)),
    (re.compile(r"avond"), time(17), None),
)
_OPEN = re.compile(r"\b(?:niet|nooit|geen|als|wanneer|zodra|tenzij)\b")
_NIET = re.compile(r"\b(?:niet|geen|behalve)(?: op| in de| s)? $")
_VROEG = 8
"""Een uur onder de acht is na de middag: niemand bedoelt vier uur in de nacht."""


@dataclass(frozen=True, slots=True)
class Belwens:
    """Wat past bij wat iemand zei; alles leeg betekent dat elk moment past."""

    dagen: frozenset[date] = frozenset()
    weekdagen: frozenset[int] = frozenset()
    """0 is maandag."""
    niet_op: frozenset[int] = frozenset()
    van: time | None = None
    tot: time | None = None
    onduidelijk: bool = False
    """Er staat een voorwaarde in die wij niet kunnen nagaan ("niet als mijn zoon thuis is"); dan past er niets vanzelf."""

    def past(self, moment: datetime) -> bool:
        """Of een gesprek dat dan begint uitkomt."""
        hier = moment.astimezone(NEDERLAND)
        return (
            not self.onduidelijk
            and (not self.dagen or hier.date() in self.dagen)
            and (not self.weekdagen or hier.weekday() in self.weekdagen)
            and hier.weekday() not in self.niet_op
            and (self.van is None or hier.time() >= self.van)
            and (self.tot is None or hier.time() < self.tot)
        )


def lees_wens(tekst: str, vandaag: date) -> Belwens:
    """De wens in gewone woorden; wat er niet in staat blijft open."""
    laag = tekst.lower().replace("'", " ").replace("ë", "e")
    wel, niet = _weekdagen(laag)
    dagen, (van, tot) = _dagen(laag, vandaag), _uren(laag)
    gelezen = wel or niet or dagen or van or tot
    return Belwens(dagen, wel, niet, van, tot, onduidelijk=not gelezen and bool(_OPEN.search(laag)))


def _weekdagen(tekst: str) -> tuple[frozenset[int], frozenset[int]]:
    wel: set[int] = set()
    niet: set[int] = set()
    for n, naam in enumerate(_DAGEN):
        for plek in re.finditer(naam, tekst):
            (niet if _NIET.search(tekst[: plek.start()]) else wel).add(n)
    return frozenset(wel - niet), frozenset(niet)


def _dagen(tekst: str, vandaag: date) -> frozenset[date]:
    gevonden: set[date] = set()
    if re.search(r"\bvandaag|\bvanmiddag|\bvanavond|\bvanochtend", tekst) and not re.search(
        r"\b(?:vandaag|vanmiddag|vanavond) niet|\bniet vandaag", tekst
    ):
        gevonden.add(vandaag)
    if re.search(r"(?<!goede )(?<!goeie )\bmorgen(?!s)", tekst):
        gevonden.add(vandaag + timedelta(1))
    if "overmorgen" in tekst:
        gevonden.add(vandaag + timedelta(2))
    if "volgende week" in tekst or "komende week" in tekst:
        maandag = vandaag + timedelta(7 - vandaag.weekday())
        gevonden |= {maandag + timedelta(n) for n in range(7)}
    return frozenset(gevonden)


def _uren(tekst: str) -> tuple[time | None, time | None]:
    ochtend = bool(_DAGDELEN[0][0].search(tekst))
    if m := _TUSSEN.search(tekst):
        return _tijd(m.groups()[:3], ochtend), _tijd(m.groups()[3:], ochtend)
    van = _tijd(m.groups(), ochtend) if (m := _NA.search(tekst)) else None
    tot = _tijd(m.groups(), ochtend) if (m := _VOOR.search(tekst)) else None
    if van or tot:
        return van, tot
    if m := _ROND.search(tekst):
        rond = _tijd(m.groups(), ochtend)
        return rond, (datetime.combine(date.min, rond) + timedelta(hours=1)).time() if rond else None
    genoemd = [(begin, eind) for patroon, begin, eind in _DAGDELEN if patroon.search(tekst)]
    return genoemd[0] if len(genoemd) == 1 else (None, None)


def _tijd(delen: tuple[str | None, ...], ochtend: bool) -> time | None:
    half, woord, minuten = delen
    uur = _UREN.get(woord or "") or int(woord or 0)
    if not 0 < uur <= 23:
        return None
    minuut = int(minuten or 0) + {"half ": -30, "kwart over ": 15, "kwart voor ": -15}.get(half or "", 0)
    if uur < _VROEG and not ochtend:
        uur += 12
    return time((uur * 60 + minuut) // 60, (uur * 60 + minuut) % 60) if minuut < 60 else None
