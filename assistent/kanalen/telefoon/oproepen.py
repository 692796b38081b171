"""De oproepen van nu: alleen wat de centrale vooraf heeft aangemeld mag geluid sturen."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from assistent.kanalen.telefoon.gebeurtenissen import Uitslag
from assistent.kanalen.telefoon.gegevens import Doel

MAX_OPROEPEN = 500
AANMELDING_GELDIG = 60.0
"""Een aangemelde oproep die zo lang geen geluid stuurt wordt vergeten."""
LANGSTE_GESPREK = 4 * 3600.0
"""Zo lang kan een beller met een medewerker praten."""


class Volgende(StrEnum):
    """Wat de centrale moet doen als de assistent de lijn loslaat."""

    LUISTER = "luister"
    BEL = "bel"
    OPHANGEN = "ophangen"


@dataclass
class Fluister:
    """De korte lijn naar de medewerker die gebeld wordt: hij hoort waar het over gaat en kiest."""

    id: str
    oproep: Oproep
    uitslag: Uitslag | None = None

    @property
    def aangenomen(self) -> bool:
        """Of de medewerker op de toets drukte."""
        return self.uitslag is Uitslag.VERBONDEN


@dataclass
class Oproep:
    """Eén beller; het nummer van de beller staat alleen hier, in het geheugen."""

    id: str
    gemeente: str
    taal: str
    sinds: float
    eigen_nummer: str | None = None
    volgende: Volgende = Volgende.LUISTER
    doel: Doel | None = None
    fluister: Fluister | None = None
    meelezen: str | None = None
    """Het nummer waarmee de centrale het geluid van de beller nog eens mag sturen, naast het gesprek met de medewerker."""
    gesprek_id: str | None = None
    aan_de_lijn: bool = False
    """Of er nu geluid stroomt."""
    los_sinds: float | None = None
    """Sinds wanneer er geen geluid meer stroomt."""
    stuk: bool = False
    """De sessie liep vast; de centrale belt dan een mens."""


@dataclass
class Oproepen:
    """Aanmelden, vinden en vergeten; in het geheugen van het proces dat de lijn heeft."""

    klok: Callable[[], float]
    hooguit: int = MAX_OPROEPEN
    _op_id: dict[str, Oproep] = field(default_factory=dict)
    _fluister: dict[str, Fluister] = field(default_factory=dict)
    _meelezen: dict[str, Oproep] = field(default_factory=dict)

    def meld_aan(self, id_: str, gemeente: str, taal: str, eigen_nummer: str | None) -> Oproep | None:
        """Een nieuwe oproep; niets als hij al bestaat of de lijn vol is."""
        if id_ in self._op_id or len(self._op_id) >= self.hooguit:
            return None
        oproep = self._op_id[id_] = Oproep(id_, gemeente, taal, self.klok(), eigen_nummer)
        return oproep

    def vind(self, id_: str) -> Oproep | None:
        """De oproep met dit nummer."""
        return self._op_id.get(id_)

    def fluister(self, id_: str) -> Fluister | None:
        """De lijn naar een medewerker met dit nummer."""
        return self._fluister.get(id_)

    def maak_fluister(self, oproep: Oproep) -> Fluister:
        """Een lijn naar de medewerker; hoogstens één per oproep."""
        if oproep.fluister is not None:
            self._fluister.pop(oproep.fluister.id, None)
        oproep.fluister = Fluister(str(uuid.uuid4()), oproep)
        self._fluister[oproep.fluister.id] = oproep.fluister
        return oproep.fluister

    def maak_meelezen(self, oproep: Oproep) -> str:
        """Een nummer voor een tweede stroom van dezelfde beller; één keer per oproep."""
        if oproep.meelezen is None:
            oproep.meelezen = str(uuid.uuid4())
            self._meelezen[oproep.meelezen] = oproep
        return oproep.meelezen

    def neem_meelezen(self, id_: str) -> Oproep | None:
        """De oproep bij deze stroom; een nummer past maar één keer."""
        return self._meelezen.pop(id_, None)

    def vergeet(self, oproep: Oproep) -> None:
        """De beller is weg."""
        self._op_id.pop(oproep.id, None)
        if oproep.fluister is not None:
            self._fluister.pop(oproep.fluister.id, None)
        if oproep.meelezen is not None:
            self._meelezen.pop(oproep.meelezen, None)

    @property
    def aantal(self) -> int:
        """Hoeveel bellers er nu zijn."""
        return len(self._op_id)

    def verlopen(self) -> list[Oproep]:
        """Oproepen waarvan de centrale het einde nooit meldde."""
        nu = self.klok()
        return [o for o in self._op_id.values() if not o.aan_de_lijn and nu > _tot(o)]


def _tot(o: Oproep) -> float:
    if o.volgende is Volgende.BEL:
        return (o.los_sinds or o.sinds) + LANGSTE_GESPREK
    return (o.los_sinds or o.sinds) + AANMELDING_GELDIG
