"""De eigen zinnen van de lijn kiezen en invullen; wat er klinkt staat altijd in de gegevens (R106)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from assistent.kanalen.telefoon.gebeurtenissen import Optie, Uiting
from assistent.kanalen.telefoon.gegevens import MAX_OPTIES, Telefoongegevens

TERUGBELLEN = "terugbellen"
HANDELINGEN = frozenset({TERUGBELLEN})
"""Menukeuzes die geen onderwerp zijn maar iets van de lijn zelf."""

GATEN: Mapping[str, frozenset[str]] = {
    "menu_regel": frozenset({"naam", "cijfer"}),
    "menu_meer": frozenset({"cijfer"}),
    "nummer_lees": frozenset({"nummer"}),
    "kaart_naam": frozenset({"titel"}),
    "kaart_waar": frozenset({"waar"}),
    "kaart_open": frozenset({"open"}),
    "kaart_week": frozenset({"week"}),
    "kaart_telefoon": frozenset({"telefoon"}),
    "kaart_bel_tijden": frozenset({"telefoon"}),
    "open_weer": frozenset({"open"}),
    "fluister_begin": frozenset({"gemeente"}),
    "fluister_onderwerp": frozenset({"onderwerpen"}),
    "fluister_woorden": frozenset({"woorden"}),
    "fluister_nummer": frozenset({"referentie"}),
}
"""De gaten die in een zin mogen; alle andere zinnen hebben er geen. Welke zinnen er moeten zijn staat in het schema."""


@dataclass
class Boek:
    """Geeft de zinnen van één gesprek; elke herhaling neemt de volgende variant."""

    gegevens: Telefoongegevens
    _gezegd: dict[str, int] = field(default_factory=dict)

    def zin(self, sleutel: str, **velden: str) -> Uiting:
        """De zin bij een sleutel."""
        varianten = self.gegevens.zinnen[sleutel]
        keer = self._gezegd.get(sleutel, 0)
        self._gezegd[sleutel] = keer + 1
        return Uiting(sleutel, varianten[keer % len(varianten)].format_map(velden))

    def menu(self, opties: Iterable[Optie], *, dieper: bool = False) -> tuple[Uiting, ...]:
        """Een toetsenmenu: eerst waarvoor, dan welke toets; aan het eind altijd de weg naar een mens."""
        regels = [self.zin("menu_regel", naam=o.naam, cijfer=str(n)) for n, o in enumerate(opties, 1)]
        return (*regels, *([self.zin("menu_terug")] if dieper else []), self.zin("menu_eind"))

    def vraagt(self, handeling: str, tekst: str) -> bool:
        """Of de beller met bijna alleen deze woorden om een handeling van de lijn vraagt."""
        gezegd = _kaal(tekst)
        if not gezegd or len(gezegd.split()) > LANGSTE_VRAAG:
            return False
        return any(f" {_kaal(woord)} " in f" {gezegd} " for woord in self.gegevens.woorden.get(handeling, ()))


LANGSTE_VRAAG = 5
"""Wie meer woorden gebruikt vertelt iets; dan leest de assistent de hele zin."""


def _kaal(tekst: str) -> str:
    return " ".join("".join(t if t.isalnum() else " " for t in tekst.lower()).split())


def bladen(opties: Iterable[Optie]) -> tuple[tuple[Optie, ...], ...]:
    """Verdeel veel keuzes in menu's van hooguit vijf; de laatste plek is dan voor "meer"."""
    rest, uit = list(opties), []
    while len(rest) > MAX_OPTIES:
        uit.append(tuple(rest[: MAX_OPTIES - 1]))
        rest = rest[MAX_OPTIES - 1 :]
    return (*uit, tuple(rest))
