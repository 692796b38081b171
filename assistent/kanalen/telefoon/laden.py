"""Leest en controleert `kennisbank/telefoon.yml`: schema, verwijzingen en zinnen (R109, R110)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from assistent.adapters.schema import Bestand, Pad, lees, toets
from assistent.kanalen.telefoon.gegevens import Doel, Doelen, Keuze, Nummer, Telefoongegevens, Tijden, kaal
from assistent.kanalen.telefoon.zinnen import GATEN, HANDELINGEN
from assistent.kern.errors import KennisFout
from assistent.kern.kennis import Kennisbank

MAX_WOORDEN = 15
_ZIN = re.compile(r"[^.!?]+[.!?]?")
_GAT = re.compile(r"\{([a-z_]+)\}")


def laad_telefoon(map_: Path, kennis: Kennisbank) -> Telefoongegevens:
    """De gegevens van de lijn; fout `KennisFout` met alle meldingen tegelijk (bestand, regel, veld)."""
    pad = map_ / "telefoon.yml"
    if not pad.is_file():
        raise KennisFout([f"{pad}:1 (bestand): dit bestand ontbreekt. Zet het terug."])
    bestand = lees(pad, "telefoon")
    meldingen = toets(bestand, map_ / "schema") or list(_verbanden(bestand, kennis))
    if meldingen:
        raise KennisFout(meldingen)
    return _bouw(bestand.inhoud)


def _bouw(g: Mapping[str, Any]) -> Telefoongegevens:
    return Telefoongegevens(
        nummers={kaal(n["nummer"]): Nummer(n["nummer"], n["gemeente"], n.get("taal", "nl")) for n in g["nummers"]},
        onbekend=g["onbekend"],
        doelen={s: _doelen(d) for s, d in g["doelen"].items()},
        menu=tuple(_keuze(k) for k in g["menu"]),
        dagdelen=tuple(g["dagdelen"]),
        zinnen={s: tuple(z) for s, z in g["zinnen"].items()},
        woorden={s: tuple(w) for s, w in g["woorden"].items()},
        hints=g["hints"],
        tijden=Tijden(**{k: float(v) for k, v in g["tijden"].items()}),
    )  # fmt: skip


def _doelen(d: Mapping[str, Any]) -> Doelen:
    return Doelen(
        kcc=Doel(**d["kcc"]) if "kcc" in d else None,
        crisis=Doel(**d["crisis"]) if "crisis" in d else None,
        teams={s: Doel(**t) for s, t in d.get("teams", {}).items()},
        leest_mee=d.get("leest_mee", False),
    )


def _keuze(k: Mapping[str, Any]) -> Keuze:
    return Keuze(k["tekst"], k.get("sleutel"), tuple(_keuze(x) for x in k.get("keuzes", ())))


def _verbanden(b: Bestand, kennis: Kennisbank) -> Iterator[str]:
    g = b.inhoud
    plekken: list[tuple[Pad, str]] = [
        (("nummers", n, "gemeente"), x["gemeente"]) for n, x in enumerate(g["nummers"])
    ]
    plekken += [(("doelen", s), s) for s in g["doelen"]]
    if g["onbekend"]:
        plekken.append((("onbekend",), g["onbekend"]))
    for veld, gemeente in plekken:
        if gemeente not in kennis.gemeenten:
            yield b.melding(veld, f"de gemeente '{gemeente}' bestaat niet.")
    for gemeente, doelen in g["doelen"].items():
        bekend = kennis.gemeenten[gemeente].teams if gemeente in kennis.gemeenten else {}
        for team in doelen.get("teams", {}):
            if team not in bekend:
                yield b.melding(("doelen", gemeente, "teams", team), f"het team '{team}' bestaat niet.")
    for gemeente in kennis.gemeenten:
        if gemeente not in g["doelen"] or "kcc" not in g["doelen"][gemeente]:
            yield b.melding(
                ("doelen",), f"'{gemeente}' heeft geen doel `kcc`; nul moet altijd een mens zijn."
            )
    yield from _menu(b, ("menu",), g["menu"], kennis)
    yield from _zinnen(b)


def _menu(b: Bestand, plek: Pad, keuzes: list[Any], kennis: Kennisbank) -> Iterator[str]:
    for n, keuze in enumerate(keuzes):
        hier = (*plek, n)
        if ("sleutel" in keuze) == ("keuzes" in keuze):
            yield b.melding(hier, "geef of een sleutel of keuzes, niet allebei en niet geen van beide.")
        elif "keuzes" in keuze:
            yield from _menu(b, (*hier, "keuzes"), keuze["keuzes"], kennis)
        elif keuze["sleutel"] not in {*kennis.onderwerpen, *HANDELINGEN}:
            yield b.melding((*hier, "sleutel"), f"het onderwerp '{keuze['sleutel']}' bestaat niet.")


def _zinnen(b: Bestand) -> Iterator[str]:
    for sleutel, varianten in b.inhoud["zinnen"].items():
        for n, tekst in enumerate(varianten):
            plek: Pad = ("zinnen", sleutel, n)
            for onbekend in sorted(set(_GAT.findall(tekst)) - GATEN.get(sleutel, frozenset())):
                yield b.melding(plek, f"het gat {{{onbekend}}} kan hier niet.")
            for zin in _ZIN.findall(tekst):
                if len(zin.split()) > MAX_WOORDEN:
                    yield b.melding(plek, f"zin van meer dan {MAX_WOORDEN} woorden: «{zin.strip()}»")
