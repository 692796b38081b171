"""De warme overdracht: pas loslaten als de ander vastheeft (R57-R59, ontwerp §5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

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


class Handeling(StrEnum):
    """Wat iemand met een overdracht kan doen; elke handeling is een regel in de geschiedenis."""

    AANBIEDEN = "aanbieden"
    AANNEMEN = "aannemen"
    WEIGEREN = "weigeren"
    VERLOPEN = "verlopen"
    HERINNEREN = "herinneren"
    AANSCHUIVEN = "aanschuiven"
    OVERNEMEN = "overnemen"
    TERUGGEVEN = "teruggeven"
    AANVULLEN = "aanvullen"
    CONTACT = "contact"
    WAAKVLAM = "waakvlam"
    WAKEN = "waken"
    AFRONDEN = "afronden"
    HEROPENEN = "heropenen"
    INTREKKEN = "intrekken"


_C, _B, _N, _G, _V, _I, _A = (
    Staat.CONCEPT, Staat.AANGEBODEN, Staat.AANGENOMEN, Staat.GEWEIGERD,
    Staat.VERLOPEN, Staat.INGETROKKEN, Staat.AFGEROND,
)  # fmt: skip

TABEL: Mapping[Handeling, Mapping[Staat, Staat]] = {
    Handeling.AANBIEDEN: {_C: _B, _G: _B, _V: _B},
    Handeling.AANNEMEN: {_B: _N},
    Handeling.WEIGEREN: {_B: _G},
    Handeling.VERLOPEN: {_B: _V},
    Handeling.HERINNEREN: {_B: _B},
    Handeling.AANSCHUIVEN: {_B: _B, _N: _N},
    Handeling.OVERNEMEN: {_B: _N, _N: _N},
    Handeling.TERUGGEVEN: {_N: _B},
    Handeling.AANVULLEN: {_B: _B, _G: _G, _V: _V, _N: _N},
    Handeling.CONTACT: {_N: _N},
    Handeling.WAAKVLAM: {_N: _N, _A: _A},
    Handeling.WAKEN: {_N: _N, _A: _B},
    Handeling.AFRONDEN: {_N: _A},
    Handeling.HEROPENEN: {_A: _B},
    Handeling.INTREKKEN: {_C: _I, _B: _I, _G: _I, _V: _I, _N: _I},
}
"""De hele staatsmachine: welke handeling vanuit welke staat waarheen gaat. Wat er niet in staat kan niet."""

_VAN_STAAT = {
    (van, naar): handeling
    for handeling, paren in TABEL.items()
    for van, naar in paren.items()
    if van is not naar and handeling not in (Handeling.OVERNEMEN, Handeling.WAKEN)
}
"""Welke handeling bedoeld is als alleen de staat genoemd wordt."""

MAG_NAAR: Mapping[Staat, frozenset[Staat]] = {s: frozenset(n for v, n in _VAN_STAAT if v is s) for s in Staat}
"""Dezelfde tabel, als staten. Van aangenomen naar aangeboden is teruggeven; van afgerond is heropenen (R80)."""


class Afloop(StrEnum):
    """Hoe een afgeronde overdracht afliep; nooit een oordeel over de inwoner."""

    GEHOLPEN = "geholpen"
    AFGEWEZEN = "afgewezen"
    """De inwoner kreeg niet wat hij vroeg; hij kan met dezelfde vraag terug (R79)."""
    NIET_BEREIKT = "niet_bereikt"
    ANDERS = "anders"


@dataclass(frozen=True, slots=True)
class Stap:
    """Eén regel in de geschiedenis; wordt alleen toegevoegd, nooit gewijzigd."""

    staat: Staat
    op: datetime
    door: str
    """Accountnaam, `inwoner` of `systeem`."""
    reden: str = ""
    handeling: str = ""
    team: str = ""
    """De trekker na deze stap."""


@dataclass(frozen=True, slots=True)
class Overdracht:
    """Een intake op weg naar een mens."""

    id: str
    gesprek_id: str
    gemeente: str
    referentie: str
    team: str
    """De trekker nu; altijd precies één (R59)."""
    klasse: Klasse
    urgentie: Urgentie
    staat: Staat = Staat.CONCEPT
    geschiedenis: tuple[Stap, ...] = ()
    meekijkers: tuple[str, ...] = ()
    aangenomen_door: str | None = None
    opschalen_naar: str | None = None
    termijn: datetime | None = None
    """Uiterlijk dan moet iemand hebben aangenomen; daarna neemt de terugval het over (R58)."""
    toegezegd: datetime | None = None
    """Wat de inwoner hoorde; leeg als de gegevens geen belofte dekken (R69)."""
    herinner_op: datetime | None = None
    """Dan krijgt het team een herinnering, als er nog niemand is (R58)."""
    waakvlam: datetime | None = None
    """Dan kijkt iemand nog eens hoe het gaat (R81)."""
    voorrang: bool = False
    """Een aflopende indicatie gaat voor een nieuwe melding (R82)."""
    achterwacht: bool = False
    """Of ook de aangewezen persoon van de gemeente gevraagd is (R58)."""
    afloop: Afloop | None = None
    buiten: bool = False
    """Aangenomen in een ander systeem: die medewerker leest de chat niet, dus de bot blijft praten."""
    versie: int = 0

    @property
    def bij_mens(self) -> bool:
        """Of een mens het gesprek heeft; dan zwijgt de assistent."""
        return self.staat is Staat.AANGENOMEN and not self.buiten

    @property
    def open(self) -> bool:
        """Of er nog iemand moet aannemen."""
        return self.staat in (Staat.AANGEBODEN, Staat.GEWEIGERD, Staat.VERLOPEN)

    @property
    def lopend(self) -> bool:
        """Of er nog iets te doen is: open of bij iemand."""
        return self.open or self.staat is Staat.AANGENOMEN

    @property
    def begonnen(self) -> datetime | None:
        """Wanneer de inwoner akkoord gaf."""
        return self.geschiedenis[0].op if self.geschiedenis else None

    @property
    def let_op(self) -> datetime | None:
        """Het eerste moment waarop de bewaking weer moet kijken (R58, R81)."""
        momenten = [self.waakvlam] if self.staat in (Staat.AANGENOMEN, Staat.AFGEROND) else []
        if self.staat is Staat.AANGEBODEN:
            momenten += [self.herinner_op, self.termijn]
        return min((m for m in momenten if m), default=None)

    @property
    def volgorde(self) -> tuple[int, bool, str, str]:
        """Voor de werkbak: dringendst eerst, dan voorrang (R82), dan de vroegste termijn, dan de oudste."""
        termijn = self.termijn.astimezone(UTC).isoformat() if self.termijn else "9999"
        return (self.urgentie.rang, not self.voorrang, termijn, self.id)

    def mag(self, handeling: Handeling) -> bool:
        """Of deze handeling nu kan."""
        return self.staat in TABEL[handeling]

    def doe(
        self, handeling: Handeling, *, op: datetime, door: str, reden: str = "", **velden: Any
    ) -> Overdracht:
        """Zet een handeling met een regel in de geschiedenis; `velden` veranderen in dezelfde stap.

        Fouten: `AlAangenomen` als een ander eerder was; `OngeldigeStap` als de tabel de handeling niet kent.
        """
        if not self.mag(handeling):
            if handeling is Handeling.AANNEMEN and self.staat is Staat.AANGENOMEN:
                raise AlAangenomen(f"Deze intake is al aangenomen door {self.aangenomen_door}.")
            raise OngeldigeStap(f"{handeling.value.capitalize()} kan niet: de intake is {self.staat.value}.")
        staat = TABEL[handeling][self.staat]
        velden.setdefault("aangenomen_door", self._nemer(handeling, staat, door))
        velden.setdefault("buiten", self.buiten and staat is Staat.AANGENOMEN)
        nieuw = replace(self, staat=staat, **velden)
        stap = Stap(staat, op, door, reden, handeling.value, nieuw.team)
        meekijkers = tuple(dict.fromkeys(m for m in nieuw.meekijkers if m != nieuw.team))
        return replace(nieuw, meekijkers=meekijkers, geschiedenis=(*self.geschiedenis, stap))

    def naar(self, staat: Staat, *, op: datetime, door: str, reden: str = "", **velden: Any) -> Overdracht:
        """De volgende staat, als die met één handeling te bereiken is; fouten als bij `doe`."""
        handeling = _VAN_STAAT.get((self.staat, staat))
        if handeling is None:
            if staat is Staat.AANGENOMEN and self.staat is Staat.AANGENOMEN:
                handeling = Handeling.AANNEMEN  # geeft de fout met de naam van wie eerder was
            else:
                raise OngeldigeStap(f"Van {self.staat.value} naar {staat.value} kan niet.")
        return self.doe(handeling, op=op, door=door, reden=reden, **velden)

    def _nemer(self, handeling: Handeling, staat: Staat, door: str) -> str | None:
        if handeling in (Handeling.AANNEMEN, Handeling.OVERNEMEN):
            return door
        return None if staat is Staat.AANGEBODEN else self.aangenomen_door
