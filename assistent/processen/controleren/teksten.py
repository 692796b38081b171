"""Wat een inwoner leest of hoort: korte zinnen, gewone woorden, en gaten die gevuld worden (R111, domein §7)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from assistent.kern.zinnen import vul_in
from assistent.processen.controleren.melding import Gegevens, Melding, Pad, Stuk, Zaak, let_op

MAX_WOORDEN = 15
LANG_GENOEG = 30
"""Vanaf zoveel woorden zegt een leesbaarheidsscore iets; korter telt met een ruimere grens."""
RUIMER = 15.0
TE_KORT = 12
VERBODEN = ("u hebt recht op", "u heeft recht op", "dat moet u zelf doen", "dat kan niet")
_ZIN = re.compile(r"[^.!?]+[.!?]?")
_GAT = re.compile(r"\{([a-z_]+)(?::([a-z_0-9]+))?\}")
_VASTE_GATEN = {"gemeente", "telefoon", "site", "wie_beslist", "hulplijn"}


@dataclass(frozen=True, slots=True)
class Tekst:
    """Een stuk tekst met zijn plek; `blok` zegt welke teksten samen gelezen worden."""

    veld: Pad
    tekst: str
    blok: str


def teksten(stuk: Stuk) -> list[Tekst]:
    """Elke tekst voor een inwoner in dit bestand."""
    lezer = _LEZERS.get(stuk.schema)
    return [t for t in lezer(stuk.inhoud) if t.tekst] if lezer else []


def controleer_teksten(zaak: Zaak) -> Iterator[Melding]:
    """Zinslengte, gaten, woorden die wij niet zeggen, leesbaarheid en jargon."""
    jargon = [j for s in zaak.van("jargon") for j in s.inhoud]
    for stuk in zaak.stukken:
        blokken: dict[str, list[Tekst]] = {}
        for tekst in teksten(stuk):
            yield from _zinnen(stuk, tekst, zaak)
            yield from _gaten(stuk, tekst, zaak)
            blokken.setdefault(tekst.blok, []).append(tekst)
        for blok in blokken.values():
            yield from _leesbaar(stuk, blok, zaak)
            yield from _jargon(stuk, blok, jargon)


def _zinnen(stuk: Stuk, tekst: Tekst, zaak: Zaak) -> Iterator[Melding]:
    gevuld = _GAT.sub(lambda m: _langste(m[1], m[2], zaak), tekst.tekst)
    for zin in _ZIN.findall(gevuld):
        aantal = len(zin.split())
        if aantal > MAX_WOORDEN:
            raad = f"zin van {aantal} woorden (hooguit {MAX_WOORDEN}). Knip haar in tweeën: «{zin.strip()}»"
            yield Melding(stuk, tekst.veld, raad)
    laag = tekst.tekst.lower()
    for verboden in VERBODEN:
        if verboden in laag:
            yield Melding(stuk, tekst.veld, f"«{verboden}» zeggen wij niet. Zeg wat er wel kan.")


def _langste(naam: str, extra: str | None, zaak: Zaak) -> str:
    """Wat er hooguit in een gat komt, zodat de zin ook gevuld niet te lang is; punten tellen niet als einde."""
    kennis = zaak.kennis
    if naam == "hulplijn" and extra and extra in kennis.hulplijnen:
        return str(kennis.hulplijnen[extra]).replace(".", "")
    mogelijk = [naam]
    if naam in kennis.bedragen:
        mogelijk = [kennis.bedragen[naam].bedrag, kennis.bedragen[naam].anders]
    if naam == "wie_beslist":
        mogelijk = [
            w for g in kennis.gemeenten.values() for w in (g.wie_beslist, *g.wie_beslist_per_wet.values())
        ]
    if naam in ("gemeente", "telefoon"):
        mogelijk = [vul_in(kennis, g, f"{{{naam}}}") for g in kennis.gemeenten]
    return max(mogelijk, key=lambda t: len(t.split())).replace(".", "")


def _gaten(stuk: Stuk, tekst: Tekst, zaak: Zaak) -> Iterator[Melding]:
    if stuk.schema == "domein":
        return  # zinnen van de assistent krijgen eigen velden; een test vult ze allemaal in
    for naam, extra in _GAT.findall(tekst.tekst):
        bekend = naam in _VASTE_GATEN or naam in zaak.kennis.bedragen
        if not bekend or (naam == "hulplijn" and extra not in zaak.kennis.hulplijnen):
            gat = naam + (f":{extra}" if extra else "")
            raad = f"het gat {{{gat}}} bestaat niet. Kijk in bedragen.yml of hulplijnen.yml."
            yield Melding(stuk, tekst.veld, raad)


def _leesbaar(stuk: Stuk, blok: Sequence[Tekst], zaak: Zaak) -> Iterator[Melding]:
    geheel = " ".join(_GAT.sub("", t.tekst) for t in blok)
    aantal = len(geheel.split())
    if aantal < TE_KORT:
        return
    score = zaak.leesbaarheid(geheel)
    grens = zaak.grens if aantal >= LANG_GENOEG else zaak.grens - RUIMER
    if score < grens:
        raad = "moeilijker dan B1 (leesbaarheid {:.0f}, minstens {:.0f}). Kies kortere woorden en zinnen."
        yield let_op(stuk, blok[0].veld, raad.format(score, grens))


def _jargon(stuk: Stuk, blok: Sequence[Tekst], jargon: Sequence[Gegevens]) -> Iterator[Melding]:
    geheel = " ".join(t.tekst for t in blok).lower()
    for woord in jargon:
        naam = woord["woord"]
        if naam.lower() not in geheel or any(h.lower() in geheel for h in woord["herken"]):
            continue
        heel = re.compile(rf"\b{re.escape(naam)}\b", re.IGNORECASE)
        if plek := next((t.veld for t in blok if heel.search(t.tekst)), None):
            yield let_op(stuk, plek, f"«{naam}» staat er zonder uitleg. Bijvoorbeeld: {woord['uitleg']}.")


def _onderwerp(o: Gegevens) -> Iterator[Tekst]:
    for veld in ("vooraan", "antwoord", "eenvoudig"):
        yield from _lijst(o, veld)
    for n, trede in enumerate(o.get("treden", [])):
        # De ladder staat onder het antwoord; wat daar is uitgelegd hoeft niet nog eens.
        yield Tekst(("treden", n, "tekst"), trede["tekst"], "antwoord")
    for soort, zinnen in o.get("doorvragen", {}).items():
        # Een doorvraag volgt op het antwoord, en wordt als één stuk gelezen.
        yield from (Tekst(("doorvragen", soort, n), zin, "antwoord") for n, zin in enumerate(zinnen))
    for veld in ("gesproken", "vervolgvraag"):
        # De vervolgvraag komt na het antwoord.
        yield Tekst((veld,), str(o.get(veld) or ""), "gesproken" if veld == "gesproken" else "antwoord")


def _lijst(o: Gegevens, veld: str) -> Iterator[Tekst]:
    for n, tekst in enumerate(o.get(veld, [])):
        yield Tekst((veld, n), tekst, veld)


def _kaarten(lijst: list[Gegevens]) -> Iterator[Tekst]:
    for n, kaart in enumerate(lijst):
        for veld in ("description", "eligibility_description", "application_process"):
            yield Tekst((n, veld), str(kaart.get(veld) or ""), f"{n}")
        yield Tekst((n, "gesproken"), str(kaart.get("gesproken") or ""), f"{n} gesproken")


def _gemeente(g: Gegevens) -> Iterator[Tekst]:
    for woord, uitleg in (g.get("woorden") or {}).items():
        yield Tekst(("woorden", woord), uitleg, woord)


def _domein(d: Gegevens) -> Iterator[Tekst]:
    for sleutel, varianten in d["responses"].items():
        for n, variant in enumerate(varianten):
            if not sleutel.startswith("utter_taal_"):  # in een andere taal
                yield Tekst(("responses", sleutel, n, "text"), variant["text"], f"{sleutel} {n}")


def _velden(*namen: str) -> Callable[[list[Gegevens]], Iterator[Tekst]]:
    def lees(lijst: list[Gegevens]) -> Iterator[Tekst]:
        for n, rij in enumerate(lijst):
            for naam in namen:
                yield Tekst((n, naam), str(rij.get(naam) or ""), f"{n} {naam}")

    return lees


_LEZERS: dict[str, Callable[[Any], Iterator[Tekst]]] = {
    "onderwerp": _onderwerp,
    "onderwerp_lokaal": _onderwerp,
    "sociale_kaart": _kaarten,
    "gemeente": _gemeente,
    "groep": _gemeente,
    "hulplijnen": _velden("waarvoor", "wanneer"),
    "leefgebieden": _velden("vraag"),
    "bedragen": _velden("anders"),
    "domein": _domein,
}
