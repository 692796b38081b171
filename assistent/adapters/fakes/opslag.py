"""Opslag in het geheugen, één woordenboek per soort."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from assistent.adapters.fakes.bijhouden import (
    Aanwezigen,
    Belafspraken,
    Contactmomenten,
    Kladjes,
    Livegesprekken,
    Oordelen,
    Terugvinden,
    Voorstellen,
)
from assistent.kern.afspraken import Belafspraak
from assistent.kern.contactmoment import Contactmoment
from assistent.kern.errors import AlAangenomen, Botsing, GesprekOnbekend
from assistent.kern.gesprek import Gesprek
from assistent.kern.intake import Intake
from assistent.kern.klad import Klad
from assistent.kern.meepraten import Aanwezige, Livegesprek
from assistent.kern.oordeel import Oordeel
from assistent.kern.overdracht import Overdracht
from assistent.ports import Bericht, Zending


@dataclass
class OpslagInGeheugen:
    """Alles in woordenboeken; een fout halverwege draait niets terug."""

    stand: dict[str, Gesprek] = field(default_factory=dict)
    gezegd: dict[str, list[Bericht]] = field(default_factory=dict)
    intakes: dict[str, tuple[Overdracht, Intake]] = field(default_factory=dict)
    zendingen: dict[tuple[str, str], Zending] = field(default_factory=dict)
    gevonden: dict[str, Oordeel] = field(default_factory=dict)
    schermen: dict[str, Aanwezige] = field(default_factory=dict)
    live: dict[str, Livegesprek] = field(default_factory=dict)
    afspraken: dict[str, Belafspraak] = field(default_factory=dict)
    klad: dict[str, Klad] = field(default_factory=dict)
    momenten: list[Contactmoment] = field(default_factory=list)
    merken: list[tuple[str, str, datetime]] = field(default_factory=list)
    geteld: Counter[tuple[date, str, str, str, bool]] = field(default_factory=Counter)

    @property
    def uitgaand(self) -> list[tuple[str, str]]:
        """Wat er naar buiten moet, als paren van doel en overdracht."""
        return list(self.zendingen)

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

    @property
    def oordelen(self) -> Oordelen:
        """De oordelen."""
        return Oordelen(self)

    @property
    def aanwezigen(self) -> Aanwezigen:
        """Wie er nu is."""
        return Aanwezigen(self)

    @property
    def livegesprekken(self) -> Livegesprekken:
        """Wie met een inwoner praat."""
        return Livegesprekken(self)

    @property
    def belafspraken(self) -> Belafspraken:
        """Wanneer een team terugbelt."""
        return Belafspraken(self)

    @property
    def kladjes(self) -> Kladjes:
        """De kladjes."""
        return Kladjes(self)

    @property
    def contactmomenten(self) -> Contactmomenten:
        """De contactmomenten."""
        return Contactmomenten(self)

    @property
    def terugvinden(self) -> Terugvinden:
        """Iemand terugvinden."""
        return Terugvinden(self)

    @property
    def voorstellen(self) -> Voorstellen:
        """De tellingen van voorstellen."""
        return Voorstellen(self)


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

    async def laatste(self, gesprek_id: str) -> int:
        return max((b.nummer for b in self.waar.gezegd.get(gesprek_id, [])), default=0)


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
        self,
        *,
        gemeente: str | None = None,
        teams: Sequence[str] = (),
        open_: bool = True,
        let_op_tot: datetime | None = None,
        referentie: str | None = None,
    ) -> list[tuple[Overdracht, Intake]]:
        gevonden = [
            (o, i)
            for o, i in self.waar.intakes.values()
            if (gemeente is None or o.gemeente == gemeente)
            and (not teams or o.team in teams or set(o.meekijkers) & set(teams))
            and (not open_ or o.lopend)
            and referentie in (None, o.referentie)
            and (let_op_tot is None or (o.let_op is not None and o.let_op <= let_op_tot))
        ]
        return sorted(gevonden, key=lambda p: p[0].volgorde)


@dataclass
class _Uitbak:
    waar: OpslagInGeheugen

    async def leg_neer(self, doel: str, overdracht_id: str, op: datetime) -> None:
        al = self.waar.zendingen.get((doel, overdracht_id))
        nieuw = Zending(doel, overdracht_id, op)
        if al is not None:
            nieuw = replace(nieuw, ronde=al.ronde + 1, stappen=al.stappen)
        self.waar.zendingen[doel, overdracht_id] = nieuw

    async def zoek(
        self,
        *,
        tot: datetime | None = None,
        overdracht_id: str | None = None,
        mislukt: int = 0,
        hooguit: int = 50,
    ) -> list[Zending]:
        gevonden = [
            z
            for z in self.waar.zendingen.values()
            if (tot is None or (z.volgende is not None and z.volgende <= tot))
            and overdracht_id in (None, z.overdracht_id)
            and (not mislukt or (z.pogingen >= mislukt and z.volgende is not None))
        ]
        return sorted(gevonden, key=lambda z: (z.volgende is not None, z.volgende))[:hooguit]

    async def noteer(self, zending: Zending) -> None:
        sleutel = (zending.doel, zending.overdracht_id)
        al = self.waar.zendingen[sleutel]
        stappen = {**al.stappen, **zending.stappen}
        nieuw = zending if al.ronde == zending.ronde else al
        self.waar.zendingen[sleutel] = replace(nieuw, stappen=stappen)
