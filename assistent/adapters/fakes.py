"""Opslag in het geheugen en een vaste klok: voor tests, `beoordeel` en `rasa shell`."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime

from assistent.kern.errors import AlAangenomen, Botsing, GesprekOnbekend
from assistent.kern.gesprek import Gesprek
from assistent.kern.intake import Intake
from assistent.kern.overdracht import Overdracht
from assistent.ports import Bericht


@dataclass
class VasteKlok:
    """Een klok die stilstaat tot de test hem verzet."""

    moment: datetime

    def nu(self) -> datetime:
        """Het ingestelde moment."""
        return self.moment


@dataclass
class OpslagInGeheugen:
    """Alles in woordenboeken; een fout halverwege draait niets terug."""

    stand: dict[str, Gesprek] = field(default_factory=dict)
    gezegd: dict[str, list[Bericht]] = field(default_factory=dict)
    intakes: dict[str, tuple[Overdracht, Intake]] = field(default_factory=dict)
    uitgaand: list[tuple[str, str]] = field(default_factory=list)

    @asynccontextmanager
    async def transactie(self) -> AsyncIterator[OpslagInGeheugen]:
        """Geeft zichzelf."""
        yield self

    @property
    def gesprekken(self) -> _Gesprekken:
        """De gesprekken."""
        return _Gesprekken(self)

    @property
    def overdrachten(self) -> _Overdrachten:
        """De overdrachten."""
        return _Overdrachten(self)

    @property
    def uitbak(self) -> _Uitbak:
        """De uitbak."""
        return _Uitbak(self)


@dataclass
class _Gesprekken:
    waar: OpslagInGeheugen

    async def haal(self, gesprek_id: str) -> Gesprek:
        if gesprek_id not in self.waar.stand:
            raise GesprekOnbekend("Dit gesprek is er niet meer.")
        return self.waar.stand[gesprek_id]

    async def bewaar(self, gesprek: Gesprek, berichten: Sequence[Bericht] = ()) -> None:
        oud = self.waar.stand.get(gesprek.id)
        if (oud.versie if oud else 0) != gesprek.versie:
            raise Botsing("Dit gesprek is net veranderd.")
        self.waar.stand[gesprek.id] = replace(gesprek, versie=gesprek.versie + 1)
        await self.voeg_toe(berichten)

    async def voeg_toe(self, berichten: Sequence[Bericht]) -> None:
        for bericht in berichten:
            al = self.waar.gezegd.setdefault(bericht.gesprek_id, [])
            if any(b.nummer == bericht.nummer for b in al):
                raise Botsing("Dit bericht is net al verwerkt.")
            al.append(bericht)

    async def wis(self, gesprek_id: str) -> None:
        self.waar.stand.pop(gesprek_id, None)
        self.waar.gezegd.pop(gesprek_id, None)

    async def berichten(self, gesprek_id: str, na: int = 0) -> list[Bericht]:
        return [b for b in self.waar.gezegd.get(gesprek_id, []) if b.nummer > na]


@dataclass
class _Overdrachten:
    waar: OpslagInGeheugen

    async def haal(self, overdracht_id: str) -> tuple[Overdracht, Intake]:
        if overdracht_id not in self.waar.intakes:
            raise GesprekOnbekend("Deze intake is er niet.")
        return self.waar.intakes[overdracht_id]

    async def bewaar(self, overdracht: Overdracht, intake: Intake | None = None) -> None:
        oud = self.waar.intakes.get(overdracht.id)
        if oud is not None and oud[0].versie != overdracht.versie:
            raise AlAangenomen("Een collega was net eerder. Ververs de pagina.")
        nieuw = intake or (oud[1] if oud else None)
        assert nieuw is not None
        self.waar.intakes[overdracht.id] = (replace(overdracht, versie=overdracht.versie + 1), nieuw)

    async def zoek(
        self, *, gemeente: str | None = None, teams: Sequence[str] = (), open_: bool = True
    ) -> list[tuple[Overdracht, Intake]]:
        gevonden = [
            (o, i)
            for o, i in self.waar.intakes.values()
            if (gemeente is None or o.gemeente == gemeente)
            and (not teams or o.team in teams or set(o.meekijkers) & set(teams))
            and (not open_ or o.open or o.bij_mens)
        ]
        return sorted(gevonden, key=lambda p: p[0].volgorde)


@dataclass
class _Uitbak:
    waar: OpslagInGeheugen

    async def leg_neer(self, doel: str, overdracht_id: str, op: datetime) -> None:
        self.waar.uitgaand.append((doel, overdracht_id))
