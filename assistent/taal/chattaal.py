"""Afkortingen en streektaal voluit (domein §3.2): "mn" is mijn, en in een Fries bericht is "net" niet."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

import yaml

LIJSTEN = ("chattaal", "streektaal")
STREEK_VANAF = 3
"""Zoveel eigen woorden van een streek maken een bericht streektaal."""


class Chattaal(dict[str, str]):
    """Van woord naar voluit; een streekwoord dat ook Nederlands is telt alleen in een bericht dat duidelijk streektaal is."""

    def __init__(self, vast: Mapping[str, str], streken: Collection[Mapping[str, Mapping[str, str]]]) -> None:
        super().__init__({w: nl for streek in streken for w, nl in streek["zeker"].items()} | dict(vast))
        self.streken = [
            (frozenset(streek["zeker"]), {**self, **streek["zeker"], **streek["dubbel"]}) for streek in streken
        ]

    def voor(self, vormen: Collection[str]) -> Mapping[str, str]:
        """De lijst voor een bericht met deze woorden: die van de streek die er het meest in klinkt, of de gewone."""
        eigen = set(vormen)
        tel = [(len(eigen & zeker), alles) for zeker, alles in self.streken]
        meest, lijst = max(tel, key=lambda t: t[0], default=(0, self))
        return lijst if meest >= STREEK_VANAF else self


def laad_chattaal(map_: Path) -> Chattaal:
    """De lijsten uit `kennisbank/signalen`."""
    # Tienduizend regels: de gewone lezer van YAML doet er een halve seconde over.
    lader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    vast, streken = (yaml.load((map_ / f"{naam}.yml").read_text("utf-8"), Loader=lader) for naam in LIJSTEN)
    return Chattaal(vast["woorden"], list(streken["streken"].values()))
