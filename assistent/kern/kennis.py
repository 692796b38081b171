"""Wat de assistent weet: onderwerpen, voorzieningen, hulplijnen en teksten, zoals de kennisbank ze geeft (R106)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from assistent.kern.aanmeldregels import Aanmeldregels
from assistent.kern.begrippen import Trede, Urgentie
from assistent.kern.bewaren import Bewaartermijnen
from assistent.kern.gemeente import Gemeente
from assistent.kern.meekijkwoorden import Meekijkwoorden
from assistent.kern.oefenen import Oefengeval
from assistent.kern.rollen import Rechten
from assistent.kern.tijden import Openingstijden
from assistent.kern.triage import Triageregels
from assistent.kern.zekerheid import Zekerheid


@dataclass(frozen=True, slots=True)
class Bron:
    """Waar een feit vandaan komt en hoe lang het geldt (R17, R110)."""

    naam: str
    url: str | None
    eigenaar: str
    gecontroleerd_op: date
    geldig_tot: date
    zekerheid: Zekerheid = Zekerheid.GEZIEN

    def verlopen(self, vandaag: date) -> bool:
        """Of de controle te lang geleden is."""
        return vandaag > self.geldig_tot

    def feit(self, vandaag: date) -> bool:
        """Of dit zonder voorbehoud gezegd mag worden: nagekeken of vakkennis, en niet verlopen (R17)."""
        return self.zekerheid.feit and not self.verlopen(vandaag)


@dataclass(frozen=True, slots=True)
class Bedrag:
    """Een bedrag of wettelijke termijn die kan veranderen; staat op één plek."""

    bedrag: str
    anders: str
    """Wat er in de zin komt als dit niet (meer) als feit gezegd mag worden."""
    bron: Bron
    geldig_van: date = date.min

    def op(self, dag: date) -> str:
        """Het bedrag, of de vage vorm als het op die dag niet zeker is (R17)."""
        return self.bedrag if self.bron.feit(dag) and dag >= self.geldig_van else self.anders


@dataclass(frozen=True, slots=True)
class Verwijzing:
    """Naar wie een vraag gaat die niet van de gemeente is (soort B)."""

    organisatie: str
    hulplijn: str | None = None


@dataclass(frozen=True, slots=True)
class Onderwerp:
    """Eén van de 92 onderwerpen (§11) met het landelijke antwoord, of het lokale als dat er is."""

    sleutel: str
    naam: str
    leefgebieden: tuple[str, ...]
    soorten: tuple[str, ...]
    wet: str | None
    specialistisch: bool
    mens: bool
    """Of er altijd een mens bij hoort, ook bij een eenvoudige vraag (§4.5)."""
    probleem: bool
    """Of wie dit noemt een probleem heeft, en niet alleen een vraag (§4.2)."""
    urgentie: Urgentie
    prioriteit: int
    antwoord: tuple[str, ...]
    treden: tuple[tuple[Trede, str], ...]
    gesproken: str
    eenvoudig: tuple[str, ...]
    professional: str
    bron: Bron
    verwijzing: Verwijzing | None = None
    vervolgvraag: str | None = None
    upl: tuple[str, ...] = ()
    bedragen: tuple[str, ...] = ()
    doorvragen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Antwoorden op een doorvraag, per soort: duur, kosten, nodig, wie."""
    openingen: Mapping[str, str] = field(default_factory=dict)
    """Een andere eerste zin bij een crisis: per gegeven (`pleger`) of over wie het gaat (`huishouden`, `ander`)."""

    @property
    def crisis(self) -> bool:
        """Of dit een crisisonderwerp is."""
        return "C" in self.soorten

    @property
    def proces(self) -> bool:
        """Of dit over het gesprek zelf gaat en niet over een hulpvraag."""
        return "P" in self.soorten

    @property
    def buiten_domein(self) -> bool:
        """Of dit buiten het sociaal domein valt (R14)."""
        return self.prioriteit >= BUITEN_DOMEIN


BUITEN_DOMEIN = 90
"""Vanaf deze prioriteit is een onderwerp niet van het sociaal domein."""


@dataclass(frozen=True, slots=True)
class Plek:
    """Een plaats waar een voorziening te vinden is."""

    naam: str
    adres: str
    toegankelijkheid: str | None = None


@dataclass(frozen=True, slots=True)
class Voorziening:
    """Eén ingang van de sociale kaart, gelezen uit HSDS 3.0 (koppelvlakken §4)."""

    id: str
    naam: str
    organisatie: str
    omschrijving: str
    trede: Trede
    onderwerpen: tuple[str, ...]
    gemeente: str | None
    """Sleutel van de gemeente; niets is landelijk."""
    bron: Bron
    gebied: str | None = None
    plekken: tuple[Plek, ...] = ()
    telefoon: tuple[str, ...] = ()
    mail: str | None = None
    url: str | None = None
    kosten: str | None = None
    tijden: Openingstijden = field(default_factory=Openingstijden)
    talen: tuple[str, ...] = ()
    voor_wie: str | None = None
    aanmelden: str | None = None
    gesproken: str | None = None
    voorbeeld: bool = False
    leeftijd_van: int | None = None
    leeftijd_tot: int | None = None


@dataclass(frozen=True, slots=True)
class Hulplijn:
    """Een landelijk nummer (§5.1)."""

    sleutel: str
    naam: str
    nummer: str | None
    gesproken: str | None
    waarvoor: str
    wanneer: str
    site: str | None
    bron: Bron

    def __str__(self) -> str:
        return f"{self.naam}, {self.nummer}" if self.nummer else self.naam


@dataclass(frozen=True, slots=True)
class Leefgebied:
    """Eén van de vijftien leefgebieden (§3.1)."""

    sleutel: str
    naam: str
    omschrijving: str
    prioriteit: int
    vraag: str
    wet: str | None = None
    """De route als er alleen een probleem en geen onderwerp is gehoord."""


Zoek = Callable[[str, str, str | None], Sequence[tuple[Voorziening, float]]]
"""Vrij zoeken: (vraag, gemeente, gebied) naar voorzieningen met hoe goed ze passen, beste eerst."""


def _zoek_niet(vraag: str, gemeente: str, gebied: str | None) -> Sequence[tuple[Voorziening, float]]:
    return ()


Weeg = Callable[[str, str, str | None], Mapping[str, float]]
"""Hoe goed voorzieningen bij een vraag passen: id naar punten van 0 tot 1; wat er niet in staat past niet."""


def _weeg_niet(vraag: str, gemeente: str, gebied: str | None) -> Mapping[str, float]:
    return {}


STERK, NAAST = 0.15, 0.3
"""Vanaf zoveel punten gaat een kaart over de vraag, en dan minstens dit deel van de beste (docs/besluiten/011)."""


@dataclass(frozen=True)
class Kennisbank:
    """De hele kennisbank, gecontroleerd en onveranderlijk; een herlading maakt een nieuwe."""

    versie: str
    onderwerpen: Mapping[str, Onderwerp]
    leefgebieden: Mapping[str, Leefgebied]
    hulplijnen: Mapping[str, Hulplijn]
    bedragen: Mapping[str, Bedrag]
    gemeenten: Mapping[str, Gemeente]
    triage: Triageregels
    voorzieningen: Sequence[Voorziening]
    lokaal: Mapping[tuple[str, str], Onderwerp] = field(default_factory=dict)
    """Lokale antwoorden per (gemeente, onderwerp)."""
    crisis: Mapping[str, str] = field(default_factory=dict)
    """Crisiscode (C1-C8) naar onderwerp met het antwoord; de volgorde is de voorrang."""
    drempels: Mapping[str, float] = field(default_factory=dict)
    """`zeker` en `bevestig`: de twee banden van twijfel."""
    teksten: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    """Sleutel uit domain.yml naar kanaal naar varianten; kanaal "" is de gewone tekst."""
    rechten: Rechten = field(default_factory=Rechten)
    """Wie wat mag en ziet, uit rollen.yml."""
    bewaren: Bewaartermijnen = field(default_factory=Bewaartermijnen)
    """Hoe lang wij iets bewaren, uit bewaren.yml."""
    privacy: Sequence[tuple[str, tuple[str, ...]]] = ()
    """De privacytekst voor inwoners: koppen met zinnen, uit privacy.yml."""
    aanmelden: Aanmeldregels = field(default_factory=Aanmeldregels)
    """Welke groep van de gemeente welke rol krijgt, uit aanmelden.yml."""
    meekijken: Meekijkwoorden = field(default_factory=Meekijkwoorden)
    """De woorden van het meekijkscherm, uit meekijken.yml."""
    oefengevallen: Sequence[Oefengeval] = ()
    """Bedachte gesprekken om mee te oefenen (R132)."""
    synoniemen: Sequence[Sequence[str]] = ()
    """Groepen woorden die bij het zoeken hetzelfde betekenen."""
    zoek: Zoek = field(default=_zoek_niet, compare=False, repr=False)
    """Vrij zoeken in de sociale kaart; zonder index is er nooit iets gevonden."""
    weeg: Weeg = field(default=_weeg_niet, compare=False, repr=False)

    def onderwerp(self, sleutel: str, gemeente: str | None = None) -> Onderwerp:
        """Het onderwerp, met de lokale versie als de gemeente die heeft (R109)."""
        if gemeente and (lokaal := self.lokaal.get((gemeente, sleutel))):
            return lokaal
        return self.onderwerpen[sleutel]

    def voorzieningen_bij(
        self, sleutel: str, gemeente: str, gebied: str | None = None, vraag: str = ""
    ) -> list[Voorziening]:
        """Passende voorzieningen: wat over de vraag gaat, dan dichtbij, dan de ladder (R36, R107)."""
        passend = [
            v for v in self.voorzieningen if sleutel in v.onderwerpen and v.gemeente in (None, gemeente)
        ]
        punten = self.weeg(vraag, gemeente, gebied) if vraag else {}
        drempel = max(STERK, NAAST * max((punten.get(v.id, 0.0) for v in passend), default=0.0))

        def rang(v: Voorziening) -> tuple[bool, float, bool, bool, int, str]:
            raak = punten.get(v.id, 0.0)
            # In de punten zitten afstand en ladder al; een ander gebied komt alleen als er verder niets is.
            elders = gebied is not None and v.gebied not in (None, gebied)
            match = -raak if raak >= drempel else 0.0
            return (elders, match, v.gemeente is None, v.gebied not in (None, gebied), v.trede.rang, v.id)

        return sorted(passend, key=rang)
