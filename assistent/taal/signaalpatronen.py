"""De signaalbestanden (`kennisbank/signalen/`) als klaargezette patronen, met de regels eromheen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from assistent.taal.chattaal import LIJSTEN, laad_chattaal
from assistent.taal.patronen import Patronen, bouw, voluit


@dataclass(frozen=True, slots=True)
class Groep:
    """Een groep patronen die hetzelfde betekenen."""

    nummer: str
    soort: str
    """leefgebied, markering, gegeven of crisis."""
    sleutel: str
    ontkenbaar: bool = True
    """Onwaar als het patroon zelf al een ontkenning heeft ("kan niet betalen")."""
    verleden_telt: bool = False
    """Waar als ook het verleden meetelt (een ingrijpende gebeurtenis, M3)."""
    zaak: str | None = None
    weerlegbaar: bool = False
    """Waar als "nee, …niet" op een vraag naar deze crisis haar tegenspreekt; alleen bij uitspraken die zelf geen "niet" hebben."""


@dataclass(frozen=True)
class Signaalpatronen:
    """Alles wat de lezer nodig heeft om signalen te horen."""

    versie: str
    groepen: Mapping[str, Groep]
    als: Patronen
    tenzij: Patronen
    """Vondsten hier heffen een groep op in hetzelfde zinsdeel; het nummer is dat van de groep."""
    idioom: Patronen
    """Uitdrukkingen die niets betekenen voor een crisis ("ik schrik me dood")."""
    context: Mapping[str, Patronen]
    """verleden, nu, vrees, ander, huishouden, melder, professional en rollen."""
    chattaal: Mapping[str, str]
    rollen: Mapping[str, str] = field(default_factory=dict)


def laad_signalen(map_: Path) -> Signaalpatronen:
    """Lees alle signaalbestanden; de schema's zijn dan al getoetst door `assistent controleer`."""
    paden = (p for p in sorted(map_.glob("*.yml")) if p.stem not in LIJSTEN)
    bestanden = {p.stem: yaml.safe_load(p.read_text("utf-8")) for p in paden}
    context = bestanden.pop("context")
    groepen: dict[str, Groep] = {}
    als: list[tuple[str, Sequence[str]]] = []
    tenzij: list[tuple[str, Sequence[str]]] = []
    idioom: list[tuple[str, Sequence[str]]] = []
    for bestand in bestanden.values():
        idioom += [("idioom", bestand.get("idioom", []))]
        for groep, regels in _groepen(bestand):
            groepen[groep.nummer] = groep
            lijsten = bestand.get("woorden", {})
            uitzonderingen = [*regels.get("tenzij", []), *_gedeeld(bestand, regels)]
            als.append((groep.nummer, [voluit(p, lijsten) for p in regels["als"]]))
            tenzij.append((groep.nummer, [voluit(p, lijsten) for p in uitzonderingen]))
    return Signaalpatronen(
        versie=str(context["versie"]),
        groepen=groepen,
        als=bouw(als),
        tenzij=bouw(tenzij),
        idioom=bouw(idioom),
        context={naam: bouw([(naam, regels)]) for naam, regels in context["context"].items()}
        | {"rol": bouw(context["rollen"].items())},
        chattaal=laad_chattaal(map_),
    )


def _gedeeld(bestand: Mapping[str, Any], regels: Mapping[str, Any]) -> Iterator[str]:
    for naam in regels.get("tenzij_lijsten", ()):
        yield from bestand["uitzonderingen"][naam]


def _groepen(bestand: Mapping[str, Any]) -> Iterator[tuple[Groep, Mapping[str, Any]]]:
    for sleutel in bestand["sleutels"]:
        for n, regels in enumerate(sleutel["groepen"], 1):
            yield (
                Groep(
                    nummer=regels.get("nummer") or f"{sleutel['sleutel']}-{n}",
                    soort=bestand["soort"],
                    sleutel=sleutel["sleutel"],
                    ontkenbaar=regels.get("ontkenbaar", True),
                    verleden_telt=regels.get("verleden_telt", False),
                    zaak=regels.get("zaak"),
                    weerlegbaar=regels.get("weerlegbaar", False),
                ),
                regels,
            )
