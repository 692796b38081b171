"""De warme overdracht: pas loslaten als de ander vastheeft (R57-R59, ontwerp §5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum

from assistent.kern.begrippen import Klasse, Urgentie
from assistent.kern.errors import AlAangenomen, OngeldigeStap


class Staat(StrEnum):
    """Waar een overdracht is."""

    CONCEPT = "concept"
    AANGEBODEN = "aangeboden"
    AANGENOMEN = "aangenomen"
    GEWEIGERD = "geweigerd"
    VERLOPEN = "verlopen"
    INGETROKKEN = "ingetrokken"
    AFGEROND = "afgerond"


MAG_NAAR: Mapping[Staat, frozenset[Staat]] = {
    Staat.CONCEPT: frozenset({Staat.AANGEBODEN, Staat.INGETROKKEN}),
    Staat.AANGEBODEN: frozenset({Staat.AANGENOMEN, Staat.GEWEIGERD, Staat.VERLOPEN, Staat.INGETROKKEN}),
    Staat.GEWEIGERD: frozenset({Staat.AANGEBODEN, Staat.INGETROKKEN}),
    Staat.VERLOPEN: frozenset({Staat.AANGEBODEN, Staat.INGETROKKEN}),
    Staat.AANGENOMEN: frozenset({Staat.AFGEROND, Staat.AANGEBODEN, Staat.INGETROKKEN}),
    Staat.AFGEROND: frozenset({Staat.AANGEBODEN}),
    Staat.INGETROKKEN: frozenset(),
}
"""De hele staatsmachine. Terug van aangenomen naar aangeboden is teruggeven; van afgerond is heropenen (R80)."""


@dataclass(frozen=True, slots=True)
class Stap:
    """Eén regel in de geschiedenis; wordt alleen toegevoegd, nooit gewijzigd."""

    staat: Staat
    op: datetime
    door: str
    """Accountnaam, `inwoner` of `systeem`."""
    reden: str = ""


@dataclass(frozen=True, slots=True)
class Overdracht:
    """Een intake op weg naar een mens."""

    id: str
    gesprek_id: str
    gemeente: str
    referentie: str
    team: str
    """De trekker nu."""
    klasse: Klasse
    urgentie: Urgentie
    staat: Staat = Staat.CONCEPT
    geschiedenis: tuple[Stap, ...] = ()
    meekijkers: tuple[str, ...] = ()
    aangenomen_door: str | None = None
    opschalen_naar: str | None = None
    termijn: datetime | None = None
    """Uiterlijk dan moet iemand hebben aangenomen; leeg als de gegevens geen termijn dekken (R69)."""
    waakvlam: datetime | None = None
    versie: int = 0
    kenmerken: Mapping[str, str] = field(default_factory=dict)

    @property
    def bij_mens(self) -> bool:
        """Of een mens het gesprek heeft; dan zwijgt de assistent."""
        return self.staat is Staat.AANGENOMEN

    @property
    def open(self) -> bool:
        """Of er nog iemand moet aannemen."""
        return self.staat in (Staat.AANGEBODEN, Staat.GEWEIGERD, Staat.VERLOPEN)

    @property
    def volgorde(self) -> tuple[int, str, str]:
        """Voor de werkbak: dringendst eerst, dan de vroegste termijn, dan de oudste."""
        termijn = self.termijn.astimezone(UTC).isoformat() if self.termijn else "9999"
        return (self.urgentie.rang, termijn, self.id)

    def naar(self, staat: Staat, *, op: datetime, door: str, reden: str = "") -> Overdracht:
        """De volgende staat, met een regel in de geschiedenis.

        Fouten: `AlAangenomen` als een ander eerder was; `OngeldigeStap` als de tabel de stap niet kent.
        """
        if staat not in MAG_NAAR[self.staat]:
            if staat is Staat.AANGENOMEN and self.staat is Staat.AANGENOMEN:
                raise AlAangenomen(f"Deze intake is al aangenomen door {self.aangenomen_door}.")
            raise OngeldigeStap(f"Van {self.staat.value} naar {staat.value} kan niet.")
        nemer = door if staat is Staat.AANGENOMEN else self.aangenomen_door
        if staat is Staat.AANGEBODEN:
            nemer = None
        return replace(
            self,
            staat=staat,
            geschiedenis=(*self.geschiedenis, Stap(staat, op, door, reden)),
            aangenomen_door=nemer,
        )
