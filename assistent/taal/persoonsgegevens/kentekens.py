"""Nederlandse kentekens, met streepjes of in hoofdletters aan elkaar."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistent.taal.persoonsgegevens.plekken import Plek

_DEEL = r"(?:\d{1,3}|[A-Za-z]{1,3})"
_KENTEKEN = re.compile(rf"(?<![\w-]){_DEEL}([- ]?){_DEEL}\1{_DEEL}(?![\w-])")
_VORM = re.compile(
    r"aa99(?:99|aa)|99aa(?:99|aa)|aaaa99|9999aa|99aaa9|9aaa99|aa999a|a999aa|aaa99a|a99aaa|9aa999|999aa9"
)
_HEEL_VEEL = re.compile(r"aa99aa|99aa99|99aaa9|9aaa99|aa999a|a999aa|aaa99a|a99aaa|9aa999|999aa9")
"""Vormen die ook zonder streepjes alleen een kenteken kunnen zijn."""
_WOORD = re.compile(r"kenteken|nummerbord|nummerplaat", re.IGNORECASE)
_MAAND = re.compile(r"jan|feb|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec|jr|jl|uur|mnd|wkn", re.IGNORECASE)


def zoek(tekst: str) -> Iterator[Plek]:
    """Alle kentekens; zonder streepjes alleen in hoofdletters of na het woord kenteken."""
    for m in _KENTEKEN.finditer(tekst):
        stuk = m.group()
        kaal = re.sub("[- ]", "", stuk)
        vorm = re.sub("[A-Za-z]", "a", re.sub(r"\d", "9", kaal))
        if not _VORM.fullmatch(vorm) or _MAAND.search(stuk):
            continue
        genoemd = bool(_WOORD.search(tekst[max(0, m.start() - 40) : m.start()]))
        if genoemd or m.group(1) == "-" or (kaal.upper() == kaal and _HEEL_VEEL.fullmatch(vorm)):
            yield Plek(m.start(), m.end(), "kenteken")
