"""Een vaste klok, en achtergrondwerk en post in het geheugen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from assistent.kern.bewaren import Bewaartermijnen
from assistent.kern.errors import PostOnbereikbaar
from assistent.ports import Inzage, Opslag, Telefoontje


@dataclass
class VasteKlok:
    """Een klok die stilstaat tot de test hem verzet."""

    moment: datetime

    def nu(self) -> datetime:
        """Het ingestelde moment."""
        return self.moment


@dataclass
class HuurInGeheugen:
    """Wie welke taak heeft, voor één proces."""

    wie: dict[str, tuple[str, datetime]] = field(default_factory=dict)

    async def neem(self, taak: str, door: str, nu: datetime, tot: datetime) -> bool:
        """Neem of verleng; onwaar als een ander haar heeft."""
        eigenaar, bezet = self.wie.get(taak, ("", nu))
        if bezet > nu and eigenaar != door:
            return False
        self.wie[taak] = (door, tot)
        return True

    async def zet_terug(self, taak: str, door: str, vanaf: datetime) -> None:
        """Geef terug."""
        if self.wie.get(taak, ("", vanaf))[0] == door:
            self.wie[taak] = ("", vanaf)


@dataclass
class PostInGeheugen:
    """Onthoudt wat verstuurd is; `kapot` is een mailserver die niet antwoordt."""

    verstuurd: list[tuple[str, str, str]] = field(default_factory=list)
    kapot: bool = False

    async def stuur(self, aan: str, onderwerp: str, tekst: str) -> None:
        """Onthoud het bericht."""
        if self.kapot:
            raise PostOnbereikbaar("De mailserver antwoordt niet.")
        self.verstuurd.append((aan, onderwerp, tekst))


@dataclass
class OproepenInGeheugen:
    """Telefoontjes in het geheugen; zonder opslag is de gemeente onbekend en telt zij niet mee."""

    opslag: Opslag | None = None
    gebeld: dict[str, Telefoontje] = field(default_factory=dict)
    afgelopen: dict[str, str] = field(default_factory=dict)

    async def begin(self, id_: str, gesprek_id: str, op: datetime, *, spraak: bool) -> None:
        """Onthoud."""
        self.gebeld[id_] = Telefoontje(id_, gesprek_id, op)

    async def sluit(self, id_: str, uitkomst: str, op: datetime) -> None:
        """Onthoud hoe het afliep."""
        if id_ in self.gebeld:
            self.afgelopen[id_] = uitkomst

    async def zoek(
        self, *, id_: str = "", gemeente: str = "", vanaf: datetime | None = None
    ) -> list[Telefoontje]:
        """Eén telefoontje, of wat nog loopt."""
        if id_:
            return [self.gebeld[id_]] if id_ in self.gebeld else []
        lopend = [o for i, o in self.gebeld.items() if i not in self.afgelopen]
        if self.opslag is not None:
            async with self.opslag.transactie() as werk:
                hier = [(await werk.gesprekken.haal(o.gesprek_id)).gemeente == gemeente for o in lopend]
            lopend = [o for o, mee in zip(lopend, hier, strict=True) if mee]
        return sorted((o for o in lopend if vanaf is None or o.begonnen >= vanaf), key=lambda o: o.begonnen)


@dataclass
class InzageInGeheugen:
    """Onthoudt wie wat zag."""

    regels: list[Inzage] = field(default_factory=list)

    async def leg_vast(self, account: str, wat: str, onderwerp_id: str, op: datetime) -> None:
        """Onthoud één inzage."""
        self.regels.append(Inzage(op, account, wat, onderwerp_id))

    async def lees(self, onderwerp_id: str | None = None, hooguit: int = 200) -> list[Inzage]:
        """De nieuwste eerst."""
        keus = [r for r in reversed(self.regels) if onderwerp_id in (None, r.onderwerp_id)]
        return keus[:hooguit]


@dataclass
class NietsTeWissen:
    """Onthoudt alleen wanneer er opgeruimd is; in het geheugen verdwijnt alles bij het stoppen."""

    rondes: list[datetime] = field(default_factory=list)
    vergeten: list[str] = field(default_factory=list)

    async def ruim_op(self, nu: datetime, termijnen: Bewaartermijnen) -> Mapping[str, int]:
        """Onthoud de ronde."""
        self.rondes.append(nu)
        return {}

    async def vergeet(self, overdracht_id: str) -> None:
        """Onthoud wie vergeten moest worden."""
        self.vergeten.append(overdracht_id)
