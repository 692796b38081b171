"""Een gemeente als gegevens: kanalen, gebieden, teams en routering (R109, domein §1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from assistent.kern.begrippen import Klasse
from assistent.kern.tijden import Openingstijden


@dataclass(frozen=True, slots=True)
class Kanalen:
    """Hoe de gemeente te bereiken is; wat onbekend is blijft leeg en wordt zo gezegd (R6, R7)."""

    telefoon: str | None
    site: str | None
    mail: str | None
    tijden: Openingstijden
    inloop: tuple[str, ...] = ()
    """Inloopplekken in een zin, met de tijd als die bekend is."""


@dataclass(frozen=True, slots=True)
class Gebied:
    """Een wijk, kern, dorp of zone; bepaalt nooit óf iemand geholpen wordt (R5)."""

    sleutel: str
    naam: str
    namen: tuple[str, ...] = ()
    """Andere namen waaronder inwoners het kennen."""
    postcodes: tuple[str, ...] = ()
    """Vier cijfers; leeg als de bron ze niet geeft."""
    team: str | None = None


@dataclass(frozen=True, slots=True)
class Team:
    """Een loket of team dat intakes aanneemt."""

    sleutel: str
    naam: str
    soort: str
    direct_toegankelijk: bool
    expertise: tuple[str, ...] = ()
    tijden: Openingstijden = field(default_factory=Openingstijden)
    reactie_werkuren: float | None = None
    """Termijn voor een eerste reactie; leeg betekent: wij beloven niets (R69)."""
    reactie_spoed_werkuren: float | None = None
    telefoon: str | None = None
    mail: str | None = None
    terugval: str | None = None
    """Sleutel van het team dat het overneemt als niemand aanneemt (R58)."""
    openklant: Mapping[str, str] = field(default_factory=dict)
    mandaat: bool = False
    """Of dit team zelf beslist (R93, R95)."""


@dataclass(frozen=True, slots=True)
class Route:
    """Eén routeringsregel; een lege voorwaarde past altijd, de eerste passende regel wint."""

    nummer: str
    team: str
    """Teamsleutel, of `@gebied`: het team van het gebied van de inwoner."""
    bron: str
    klassen: frozenset[Klasse] = frozenset()
    wetten: frozenset[str] = frozenset()
    onderwerpen: frozenset[str] = frozenset()
    herkomst: frozenset[str] = frozenset()
    """inwoner, melder, professional of verwijzer (R55)."""
    leeftijd_tot: int | None = None
    kenmerken: frozenset[str] = frozenset()
    """Bijvoorbeeld `weet_de_weg` of `jeugd`: moet in het beeld zitten."""
    via: str | None = None
    schakel: str | None = None
    vervolg: str | None = None
    meekijkers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Gemeente:
    """Alles wat per gemeente verschilt."""

    sleutel: str
    naam: str
    prefix: str
    """Eerste deel van een behandelaar ("bollenstreek/team_lisse"); meestal de sleutel zelf."""
    kanalen: Kanalen
    gebieden: tuple[Gebied, ...]
    teams: Mapping[str, Team]
    routes: tuple[Route, ...]
    verwijzers: frozenset[str]
    """Rollen die rechtstreeks naar een team met verwijzing mogen (R55)."""
    wie_beslist: str
    bron: str
    gecontroleerd_op: date
    standaard_team: str | None = None
    """Team als de route naar het gebied wijst en het gebied onbekend is (R5)."""
    clientondersteuning: str | None = None
    intrekken_uren: float = 24.0
    woorden: Mapping[str, str] = field(default_factory=dict)

    def gebied_van(self, postcode: str | None) -> Gebied | None:
        """Het gebied bij een postcode, alleen als de gemeente postcodes kent (R5)."""
        cijfers = (postcode or "")[:4]
        return next((g for g in self.gebieden if cijfers and cijfers in g.postcodes), None)

    def gebied(self, sleutel: str | None) -> Gebied | None:
        """Het gebied met deze sleutel."""
        return next((g for g in self.gebieden if g.sleutel == sleutel), None)
