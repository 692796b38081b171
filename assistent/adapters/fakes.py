"""Opslag in het geheugen en een vaste klok: voor tests, `beoordeel` en `rasa shell`."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from assistent.kern.afspraken import Belafspraak
from assistent.kern.beeld import Gehoord, Treffer
from assistent.kern.bewaren import Bewaartermijnen
from assistent.kern.contactmoment import Contactmoment
from assistent.kern.errors import (
    AlAangenomen,
    Botsing,
    DialoogOnbereikbaar,
    GesprekOnbekend,
    HerkennerBezet,
    PostOnbereikbaar,
)
from assistent.kern.gesprek import Gesprek
from assistent.kern.intake import Intake
from assistent.kern.klad import Bezig, Klad
from assistent.kern.meepraten import Aanwezige, Heeft, Livegesprek
from assistent.kern.oordeel import Oordeel, Telling
from assistent.kern.overdracht import Overdracht
from assistent.ports import Bericht, Inzage, Opslag, Telefoontje, Verstaan, Voorsteltelling, Zending


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
    def oordelen(self) -> _Oordelen:
        """De oordelen."""
        return _Oordelen(self)

    @property
    def aanwezigen(self) -> _Aanwezigen:
        """Wie er nu is."""
        return _Aanwezigen(self)

    @property
    def livegesprekken(self) -> _Livegesprekken:
        """Wie met een inwoner praat."""
        return _Livegesprekken(self)

    @property
    def belafspraken(self) -> _Belafspraken:
        """Wanneer een team terugbelt."""
        return _Belafspraken(self)

    @property
    def kladjes(self) -> _Kladjes:
        """De kladjes."""
        return _Kladjes(self)

    @property
    def contactmomenten(self) -> _Contactmomenten:
        """De contactmomenten."""
        return _Contactmomenten(self)

    @property
    def terugvinden(self) -> _Terugvinden:
        """Iemand terugvinden."""
        return _Terugvinden(self)

    @property
    def voorstellen(self) -> _Voorstellen:
        """De tellingen van voorstellen."""
        return _Voorstellen(self)


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


@dataclass
class _Oordelen:
    waar: OpslagInGeheugen

    async def geef(self, oordeel: Oordeel) -> None:
        self.waar.gevonden[oordeel.merk] = oordeel

    async def tel(self, gemeente: str, vanaf: date) -> list[Telling]:
        tellingen = Counter(
            (o.waarover, o.sleutel, o.goed, o.reden)
            for o in self.waar.gevonden.values()
            if o.gemeente == gemeente and o.dag >= vanaf
        )
        op_volgorde = sorted(tellingen.items(), key=lambda p: (-p[1], p[0][1]))
        return [Telling(*groep, aantal) for groep, aantal in op_volgorde]


@dataclass
class _Aanwezigen:
    waar: OpslagInGeheugen

    async def meld(self, aanwezige: Aanwezige, nu: datetime) -> None:
        self.waar.schermen[aanwezige.verbinding] = aanwezige

    async def weg(self, verbinding: str) -> None:
        self.waar.schermen.pop(verbinding, None)

    async def zoek(self, nu: datetime, *, gemeente: str = "", wie: str = "") -> list[Aanwezige]:
        return [
            a
            for _, a in sorted(self.waar.schermen.items())
            if a.tot >= nu and gemeente in ("", a.gemeente) and wie in ("", a.wie)
        ]


@dataclass
class _Livegesprekken:
    waar: OpslagInGeheugen

    async def haal(self, overdracht_id: str) -> Livegesprek | None:
        return self.waar.live.get(overdracht_id)

    async def bewaar(self, live: Livegesprek) -> None:
        oud = self.waar.live.get(live.overdracht_id)
        if (oud.versie if oud else 0) != live.versie:
            raise AlAangenomen("Een collega was net eerder. Ververs de pagina.")
        self.waar.live[live.overdracht_id] = replace(live, versie=live.versie + 1)

    async def zoek(
        self, heeft: Heeft, *, gemeente: str = "", tot: datetime | None = None
    ) -> list[Livegesprek]:
        gevonden = [
            g
            for g in self.waar.live.values()
            if g.heeft is heeft
            and gemeente in ("", g.gemeente)
            and (tot is None or (g.tot is not None and g.tot <= tot))
        ]
        return sorted(gevonden, key=lambda g: g.sinds)


@dataclass
class _Belafspraken:
    waar: OpslagInGeheugen

    async def bewaar(self, afspraak: Belafspraak, tegelijk: int = 1) -> None:
        rest = [a for a in self.waar.afspraken.values() if a.id != afspraak.id]
        zelfde = [(a.gemeente, a.team, a.van) for a in rest if a.staat.lopend]
        if afspraak.staat.lopend and zelfde.count((afspraak.gemeente, afspraak.team, afspraak.van)) >= tegelijk:
            raise Botsing("Dit blok is net vergeven.")
        self.waar.afspraken[afspraak.id] = afspraak

    async def van(self, overdracht_id: str) -> list[Belafspraak]:
        gevonden = [a for a in self.waar.afspraken.values() if a.overdracht_id == overdracht_id]
        return sorted(gevonden, key=lambda a: (a.van, a.id))

    async def bezet(self, gemeente: str, team: str, vanaf: datetime) -> list[datetime]:
        return [
            a.van
            for a in self.waar.afspraken.values()
            if (a.gemeente, a.team) == (gemeente, team) and a.van >= vanaf and a.staat.lopend
        ]


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
class NepStem:
    """Spreekt elke letter 10 ms lang als ruis; onthoudt wat er gezegd is."""

    gezegd: list[str] = field(default_factory=list)

    async def spreek(self, sleutel: str, tekst: str) -> bytes:
        """Even lang als de tekst, nooit stil."""
        self.gezegd.append(tekst)
        return b"\x10\x01" * (80 * max(1, len(tekst)))


@dataclass
class NepHerkenner:
    """Verstaat op volgorde wat de test klaarlegde; `None` is niet verstaan."""

    zinnen: list[str | None] = field(default_factory=list)
    plaats: bool = True
    gehoord: list[tuple[int, str]] = field(default_factory=list)

    async def herken(self, geluid: bytes, hint: str) -> Verstaan | None:
        """De volgende klaargelegde zin; fout `HerkennerBezet` als er geen plaats is."""
        if not self.plaats:
            raise HerkennerBezet("De herkenner is bezet.")
        self.gehoord.append((len(geluid), hint))
        tekst = self.zinnen.pop(0) if self.zinnen else None
        return Verstaan(tekst, 0.9) if tekst else None


@dataclass
class NepVad:
    """Hoort praten in elk stukje dat niet stil is."""

    def spreekt(self, geluid: bytes, *, terwijl_wij_praten: bool) -> bool:
        """Of er een ander teken dan nul in staat."""
        return any(geluid)


@dataclass
class _Kladjes:
    waar: OpslagInGeheugen

    async def haal(self, klad_id: str) -> Klad:
        if klad_id not in self.waar.klad:
            raise GesprekOnbekend("Dit gesprek is afgerond of er niet meer.")
        return self.waar.klad[klad_id]

    async def bewaar(self, klad: Klad) -> None:
        oud = self.waar.klad.get(klad.id)
        if (oud.versie if oud else 0) != klad.versie:
            raise Botsing("Een collega wijzigde dit gesprek net. Probeer het opnieuw.")
        if klad.bezig is Bezig.KLAAR:
            self.waar.klad.pop(klad.id, None)
        else:
            self.waar.klad[klad.id] = replace(klad, versie=klad.versie + 1)

    async def zoek(self, *, gemeente: str | None = None, gesprek_id: str | None = None) -> list[Klad]:
        return [
            k
            for _, k in sorted(self.waar.klad.items())
            if (gemeente is None or k.gemeente == gemeente)
            and (gesprek_id is None or k.gesprek_id == gesprek_id)
        ]


@dataclass
class _Contactmomenten:
    waar: OpslagInGeheugen

    async def leg_vast(self, moment: Contactmoment) -> None:
        self.waar.momenten = [*(m for m in self.waar.momenten if m.id != moment.id), moment]

    async def zoek(
        self, *, id_: str = "", persoon: str = "", gemeente: str = "", vanaf: datetime | None = None
    ) -> list[Contactmoment]:
        gevonden = [
            m
            for m in self.waar.momenten
            if (not id_ or m.id == id_)
            and (not persoon or m.persoon == persoon)
            and (not gemeente or m.gemeente == gemeente)
            and (vanaf is None or m.begonnen >= vanaf)
        ]
        return sorted(gevonden, key=lambda m: (m.begonnen, m.id))


@dataclass
class _Terugvinden:
    waar: OpslagInGeheugen

    def merk(self, sleutel: str) -> str:
        return hashlib.sha256(sleutel.encode()).hexdigest()

    async def leg_vast(self, sleutels: Sequence[str], overdracht_id: str, op: datetime) -> None:
        al = {(m, o) for m, o, _ in self.waar.merken}
        nieuw = [(self.merk(s), overdracht_id) for s in dict.fromkeys(sleutels)]
        self.waar.merken += [(m, o, op) for m, o in nieuw if (m, o) not in al]

    async def zoek(self, sleutels: Sequence[str]) -> list[str]:
        merken = {self.merk(s) for s in sleutels}
        gevonden = sorted((m for m in self.waar.merken if m[0] in merken), key=lambda m: m[2], reverse=True)
        return list(dict.fromkeys(o for _, o, _ in gevonden))


@dataclass
class _Voorstellen:
    waar: OpslagInGeheugen

    async def tel(self, dag: date, gemeente: str, soort: str, sleutel: str, *, gebruikt: bool) -> None:
        self.waar.geteld[dag, gemeente, soort, sleutel, gebruikt] += 1

    async def som(self, gemeente: str, vanaf: date) -> Sequence[Voorsteltelling]:
        som: Counter[tuple[str, str, bool]] = Counter()
        for (dag, waar, soort, sleutel, gebruikt), aantal in self.waar.geteld.items():
            if waar == gemeente and dag >= vanaf:
                som[soort, sleutel, gebruikt] += aantal
        op_volgorde = sorted(som.items(), key=lambda p: (-p[1], p[0][1]))
        return [Voorsteltelling(*groep, aantal) for groep, aantal in op_volgorde]


@dataclass
class NepHerkennen:
    """Verstaat met een woordenboek van tekst naar onderwerp; wat er niet in staat is niet verstaan."""

    boek: Mapping[str, str] = field(default_factory=dict)
    aan: bool = True
    gevraagd: list[str] = field(default_factory=list)

    async def herken(self, teksten: Sequence[str]) -> list[Gehoord]:
        """Het onderwerp van elk stukje; fout `DialoogOnbereikbaar` als de motor uit staat."""
        if not self.aan:
            raise DialoogOnbereikbaar("Het taalmodel is nog niet geladen.")
        self.gevraagd += teksten
        return [self._een(t) for t in teksten]

    def _een(self, tekst: str) -> Gehoord:
        sleutel = next((o for woord, o in self.boek.items() if woord in tekst.lower()), None)
        return Gehoord(sleutel, 0.9, (Treffer(sleutel, 0.9, tekst, 0),)) if sleutel else Gehoord("", 0.05)


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
