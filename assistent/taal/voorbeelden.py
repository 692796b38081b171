"""Waar het signaalmodel van leert: de zinnen, verhalen en gesprekken uit `data/`."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

_Lader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
LIJSTEN, GEWOON = 3, 1200
"""Zoveel omlijstingen per kernzin, en zoveel gewone zinnen die dezelfde omlijstingen krijgen."""


@dataclass(frozen=True)
class Geval:
    """Een gelabelde zin of een verhaal."""

    tekst: str
    geraakt: frozenset[str]
    probleem: frozenset[str]
    markeringen: frozenset[str]
    crisis: str | None
    verhaal: bool
    """Waar voor een heel bericht; onwaar voor een losse uitspraak."""


@dataclass(frozen=True)
class Gegevens:
    """Alles waar het signaalmodel van leert."""

    zinnen: Sequence[tuple[str, frozenset[str], str | None]]
    """Intentzinnen: (tekst, leefgebieden van het onderwerp, crisiscode)."""
    gevallen: Sequence[Geval]
    crisiszinnen: Sequence[tuple[str, str | None]]
    vervolg: Sequence[tuple[str, bool]] = ()
    """Vervolgberichten, en of zij iets nieuws noemen."""


def lees_gegevens(
    map_: Path, leefgebieden: Mapping[str, Sequence[str]], crisis: Mapping[str, str]
) -> Gegevens:
    """Lees `data/nlu`, `data/signalen`, `data/verhalen`, `data/gesprekken` en `data/gevallen`; `crisis` is code naar onderwerp."""
    code = {onderwerp: c for c, onderwerp in crisis.items()}
    zinnen, crisiszinnen = [], []
    for pad in sorted((map_ / "nlu").glob("*.yml")):
        for blok in yaml.load(pad.read_text("utf-8"), Loader=_Lader)["nlu"]:
            intent = blok["intent"]
            regels = [regel[2:].strip() for regel in blok["examples"].splitlines()]
            if intent in leefgebieden and not leefgebieden[intent] and intent not in _ZONDER_GEBIED:
                # "Laat maar, ik stop" zegt niets over een leefgebied, maar wel hoe rustig zoiets kan klinken.
                crisiszinnen += [(regel, code.get(intent)) for regel in regels]
                continue
            gebieden = frozenset(leefgebieden.get(intent, ()))
            zinnen += [(regel, gebieden, code.get(intent)) for regel in regels]
    gevallen, kern = [], []
    for pad in [*sorted((map_ / "signalen").glob("*.yml")), *sorted((map_ / "verhalen").glob("*.yml"))]:
        for geval in yaml.load(pad.read_text("utf-8"), Loader=_Lader):
            if "probleem" not in geval:
                crisiszinnen.append((geval["tekst"], geval["crisis"]))
                if geval["soort"] == "kern":
                    kern.append(crisiszinnen[-1])
            else:
                # Patronen zijn op de patroonverhalen afgesteld: daar zou de tweede laag hen te veel vertrouwen.
                gevallen.append(_geval(geval, verhaal=pad.parent.name == "verhalen"))
                if geval.get("crisis"):
                    crisiszinnen.append((geval["tekst"], geval["crisis"]))
    vervolg = []
    for pad in sorted((map_ / "gesprekken").glob("*.yml")):
        for gesprek in yaml.load(pad.read_text("utf-8"), Loader=_Lader):
            for beurt in gesprek["beurten"][1:]:
                stil = not (beurt["onderwerpen"] or beurt["leefgebieden"])
                vervolg.append((beurt["tekst"], not stil))
                if stil:
                    # Toelichting klinkt buiten haar gesprek soms erg; ook daarvan leert de poort.
                    crisiszinnen.append((beurt["tekst"], beurt.get("crisis")))
    for pad in sorted((map_ / "gevallen").glob("*.jsonl")):
        for verhaal in map(json.loads, pad.read_text("utf-8").splitlines()):
            gevaar, beurten = verhaal["verwacht"]["crisis"], verhaal["beurten"]
            # In welk van meer berichten het gevaar zit staat er niet bij.
            if gevaar is None or len(beurten) == 1:
                crisiszinnen += [(tekst, gevaar) for tekst in beurten]
    lijsten = yaml.load((map_ / "omlijstingen.yml").read_text("utf-8"), Loader=_Lader)
    return Gegevens(zinnen, gevallen, [*crisiszinnen, *_omlijst(lijsten, crisiszinnen, kern)], vervolg)


_ZONDER_GEBIED = frozenset({"klacht", "juridische_hulp", "smalltalk", "burgerzaken_overig", "belasting_rijk"})
"""Onderwerpen zonder leefgebied die een goed tegenvoorbeeld zijn; bij de andere is het wat iemand noemt."""


def _omlijst(
    lijsten: Sequence[str], zinnen: Sequence[tuple[str, str | None]], kern: Sequence[tuple[str, str | None]]
) -> list[tuple[str, str | None]]:
    """Wat iemand eromheen zegt ("sorry hoor maar", een lach) doet aan gevaar niets af, en maakt van een gewone zin geen gevaar."""
    kies = random.Random(1)  # noqa: S311  elke training dezelfde keuze; geen geheim
    gewoon = kies.sample([z for z in zinnen if z[1] is None and 4 < len(z[0].split()) < 16], GEWOON)
    return [(lijst.format(t), c) for t, c in (*kern, *gewoon) for lijst in kies.sample(lijsten, LIJSTEN)]


def _geval(geval: Mapping[str, Any], *, verhaal: bool) -> Geval:
    return Geval(
        geval["tekst"],
        frozenset([*geval["probleem"], *geval.get("vraag", ())]),
        frozenset(geval["probleem"]),
        frozenset(geval["markeringen"]),
        geval.get("crisis"),
        verhaal,
    )
