"""De indeling van een gesprek volgens leesbare, genummerde regels uit `kennisbank/triage.yml` (R24-R26)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistent.kern.begrippen import Klasse


@dataclass(frozen=True, slots=True)
class Feiten:
    """Waar de regels naar kijken; een platte samenvatting van het beeld."""

    crisis: bool = False
    buiten_domein: bool = False
    specialistisch: bool = False
    onderwerp: bool = False
    """Of er een onderwerp is waar de kennisbank iets over weet."""
    omgeving: bool = False
    """Of een melder of beroepskracht over een ander spreekt (R47)."""
    onduidelijk: bool = False
    """Of het systeem na één verheldering nog niet kan kiezen, of de inwoner het niet weet (R27)."""
    problemen: int = 0
    markeringen: frozenset[str] = frozenset()
    gegevens: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Regel:
    """Eén triageregel; leeg gelaten voorwaarden tellen niet mee."""

    nummer: str
    klasse: Klasse
    uitleg: str
    """Wat de regel zegt, in gewone taal: voor de medewerker en de rechter."""
    kenmerken: frozenset[str] = frozenset()
    """Namen van ja/nee-feiten die waar moeten zijn."""
    niet: frozenset[str] = frozenset()
    """Namen van ja/nee-feiten die onwaar moeten zijn."""
    problemen_min: int = 0
    problemen_max: int | None = None
    alle_van: frozenset[str] = frozenset()
    een_van: frozenset[str] = frozenset()
    geen_van: frozenset[str] = frozenset()

    def klopt(self, feiten: Feiten) -> bool:
        """Of alle voorwaarden van deze regel waar zijn."""
        bekend = feiten.markeringen | feiten.gegevens
        return (
            all(getattr(feiten, k) for k in self.kenmerken)
            and not any(getattr(feiten, k) for k in self.niet)
            and feiten.problemen >= self.problemen_min
            and (self.problemen_max is None or feiten.problemen <= self.problemen_max)
            and self.alle_van <= bekend
            and (not self.een_van or bool(self.een_van & bekend))
            and not self.geen_van & bekend
        )


@dataclass(frozen=True, slots=True)
class Afleiding:
    """Een markering die volgt uit een probleem samen met een gegeven, verspreid over het gesprek (§4.3)."""

    markering: str
    probleem: frozenset[str]
    met: frozenset[str]
    """Gegevens, markeringen of leefgebieden; één daarvan is genoeg."""

    def klopt(self, problemen: frozenset[str], bekend: frozenset[str]) -> bool:
        """Of het probleem er is, en iets uit `met`."""
        return bool(self.probleem & problemen) and bool(self.met & (bekend | problemen - self.probleem))


@dataclass(frozen=True, slots=True)
class Triageregels:
    """De regels in volgorde, met hun versie en eigenaar."""

    versie: str
    eigenaar: str
    regels: Sequence[Regel] = field(default_factory=tuple)
    afleidingen: Sequence[Afleiding] = field(default_factory=tuple)

    def leid_af(self, problemen: frozenset[str], bekend: frozenset[str]) -> frozenset[str]:
        """De markeringen die volgen uit wat op verschillende momenten is gezegd."""
        return frozenset(a.markering for a in self.afleidingen if a.klopt(problemen, bekend))

    def deel_in(self, feiten: Feiten) -> Regel:
        """De eerste regel die klopt; het laatste vangnet klopt altijd (getoetst bij het laden)."""
        return next(regel for regel in self.regels if regel.klopt(feiten))
