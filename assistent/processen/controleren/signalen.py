"""Signaalpatronen die nooit kunnen passen, en sleutels die niet bestaan: wat niet gehoord wordt, wordt gemist (R29)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from assistent.processen.controleren.melding import Melding, Pad, Stuk, Zaak, let_op

_LIJST = re.compile(r"<(\w+)>")


def controleer_signalen(zaak: Zaak) -> Iterator[Melding]:
    """Alle bestanden in `signalen/`."""
    chattaal: Mapping[str, str] = {
        **{w: nl for s in zaak.van("streektaal") for t in s.inhoud["streken"].values() for w, nl in t["zeker"].items()},
        **{w: nl for s in zaak.van("chattaal") for w, nl in s.inhoud["woorden"].items()},
    }
    nummers: dict[str, str] = {}
    for stuk in zaak.van("signalen"):
        for n, sleutel in enumerate(stuk.inhoud["sleutels"]):
            yield from _sleutel(stuk, n, sleutel["sleutel"], zaak)
            for i, groep in enumerate(sleutel["groepen"]):
                nummer = groep.get("nummer")
                if nummer and nummer in nummers:
                    raad = f"nummer '{nummer}' staat ook in {nummers[nummer]}. Kies een ander."
                    yield Melding(stuk, ("sleutels", n, "groepen", i, "nummer"), raad)
                if nummer:
                    nummers[nummer] = f"{stuk.naam}.yml"
                yield from _uitzonderingen(stuk, ("sleutels", n, "groepen", i), groep)
        lijsten = stuk.inhoud.get("woorden", {})
        for pad, patroon in patronen(stuk):
            if onbekend := set(_LIJST.findall(patroon)) - lijsten.keys():
                raad = f"de lijst <{min(onbekend)}> bestaat niet. Kies uit: {', '.join(lijsten) or 'geen'}."
                yield Melding(stuk, pad, raad)
            elif fout := zaak.patroonfout(patroon, chattaal, lijsten):
                yield let_op(stuk, pad, f"«{patroon}»: {fout}")
    for stuk in zaak.van("signaalcontext"):
        for pad, patroon in _context(stuk):
            if fout := zaak.patroonfout(patroon, chattaal, {}):
                yield let_op(stuk, pad, f"«{patroon}»: {fout}")


def _sleutel(stuk: Stuk, n: int, sleutel: str, zaak: Zaak) -> Iterator[Melding]:
    bekend = {"leefgebied": zaak.kennis.leefgebieden, "crisis": zaak.kennis.crisis}.get(stuk.inhoud["soort"])
    if bekend is not None and sleutel not in bekend:
        raad = f"'{sleutel}' bestaat niet. Kies uit: {', '.join(sorted(bekend))}."
        yield Melding(stuk, ("sleutels", n, "sleutel"), raad)


def _uitzonderingen(stuk: Stuk, pad: Pad, groep: Mapping[str, Any]) -> Iterator[Melding]:
    bekend = stuk.inhoud.get("uitzonderingen", {})
    for i, naam in enumerate(groep.get("tenzij_lijsten", ())):
        if naam not in bekend:
            raad = f"de uitzonderingen '{naam}' bestaan niet. Kies uit: {', '.join(bekend) or 'geen'}."
            yield Melding(stuk, (*pad, "tenzij_lijsten", i), raad)


def patronen(stuk: Stuk) -> Iterator[tuple[Pad, str]]:
    """Elk patroon van een signaalbestand, met zijn plek."""
    for n, patroon in enumerate(stuk.inhoud.get("idioom", [])):
        yield ("idioom", n), patroon
    for naam, lijst in stuk.inhoud.get("uitzonderingen", {}).items():
        for n, patroon in enumerate(lijst):
            yield ("uitzonderingen", naam, n), patroon
    for n, sleutel in enumerate(stuk.inhoud["sleutels"]):
        for i, groep in enumerate(sleutel["groepen"]):
            for veld in ("als", "tenzij"):
                for j, patroon in enumerate(groep.get(veld, [])):
                    yield ("sleutels", n, "groepen", i, veld, j), patroon


def _context(stuk: Stuk) -> Iterator[tuple[Pad, str]]:
    for deel in ("context", "rollen"):
        for naam, lijst in stuk.inhoud[deel].items():
            for n, patroon in enumerate(lijst):
                yield (deel, naam, n), patroon
