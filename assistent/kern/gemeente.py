"""Een gemeente als gegevens: kanalen, gebieden, teams en routering (R109, domein §1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from assistent.kern.begrippen import Klasse
from assistent.kern.tijden import Openingstijden, weekoverzicht, zeg_open


@dataclass(frozen=True, slots=True)
class Inloop:
    """Een plek waar men zonder afspraak kan binnenlopen (R6)."""

    naam: str
    adres: str | None = None
    tijden: Openingstijden = field(default_factory=Openingstijden)
    zeker: bool = True
    """Onwaar als eerst nagevraagd moet worden of de plek er nog is (R17)."""

    def __str__(self) -> str:
        week = weekoverzicht(self.tijden.roosters) if self.zeker and self.tijden.zeker else []
        return ", ".join(deel for deel in (self.naam, self.adres, *week) if deel)


@dataclass(frozen=True, slots=True)
class Kanalen:
    """Hoe de gemeente te bereiken is; wat onbekend is blijft leeg en wordt zo gezegd (R6, R7)."""

    telefoon: str | None
    site: str | None
    mail: str | None
    tijden: Openingstijden
    inloop: tuple[Inloop, ...] = ()


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
    reactie_zeker: bool = True
    """Onwaar bij een voorbeeldtermijn: die stuurt de herinnering, maar wordt nooit beloofd (R69)."""
    tegelijk_bellen: int = 1
    """Zoveel belafspraken kan dit team tegelijk nakomen; liever een later blok dan een belofte te veel (R69)."""
    telefoon: str | None = None
    mail: str | None = None
    terugval: str | None = None
    """Sleutel van het team dat het overneemt als niemand aanneemt (R58)."""
    openklant: Mapping[str, str] = field(default_factory=dict)
    mandaat: bool = False
    """Of dit team zelf beslist (R93, R95)."""


@dataclass(frozen=True, slots=True)
class Achterwacht:
    """De aangewezen persoon die bijspringt als geen team een vraag oppakt (R58)."""

    naam: str
    mail: str | None = None


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
    """Wie het besluit neemt, als de wet geen verschil maakt (R93)."""
    bron: str
    gecontroleerd_op: date
    geldig_tot: date = date.max
    """Hierna zijn nummers en tijden geen feit meer (R17)."""
    standaard_team: str | None = None
    """Team als de route naar het gebied wijst en het gebied onbekend is (R5)."""
    wie_beslist_per_wet: Mapping[str, str] = field(default_factory=dict)
    clientondersteuning: str | None = None
    intrekken_uren: float = 24.0
    achterwacht: Achterwacht | None = None
    """Zonder naam in de gegevens is dat wie de rol van coördinator heeft."""
    woorden: Mapping[str, str] = field(default_factory=dict)

    def beslist(self, wet: str | None) -> str:
        """Wie over deze wet beslist (R93, R95)."""
        return self.wie_beslist_per_wet.get(wet or "", self.wie_beslist)

    def zeg_open(self, nu: datetime) -> str | None:
        """Of de gemeente nu open is; niets als dat onbekend, onzeker of verlopen is (R7, R17)."""
        return None if nu.date() > self.geldig_tot else zeg_open(self.kanalen.tijden, nu)

    def gebied_van(self, postcode: str | None) -> Gebied | None:
        """Het gebied bij een postcode, alleen als de gemeente postcodes kent (R5)."""
        cijfers = (postcode or "")[:4]
        return next((g for g in self.gebieden if cijfers and cijfers in g.postcodes), None)

    def gebied(self, sleutel: str | None) -> Gebied | None:
        """Het gebied met deze sleutel."""
        return next((g for g in self.gebieden if g.sleutel == sleutel), None)
