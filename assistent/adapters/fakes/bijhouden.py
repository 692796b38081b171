"""In het geheugen: wat medewerkers en inwoners rond een gesprek achterlaten."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from assistent.kern.afspraken import Belafspraak
from assistent.kern.contactmoment import Contactmoment
from assistent.kern.errors import AlAangenomen, Botsing, GesprekOnbekend
from assistent.kern.klad import Bezig, Klad
from assistent.kern.meepraten import Aanwezige, Heeft, Livegesprek
from assistent.kern.oordeel import Oordeel, Telling
from assistent.ports import Voorsteltelling

if TYPE_CHECKING:
    from assistent.adapters.fakes.opslag import OpslagInGeheugen


@dataclass
class Oordelen:
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
class Aanwezigen:
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
class Livegesprekken:
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
class Belafspraken:
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
class Kladjes:
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
class Contactmomenten:
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
class Terugvinden:
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
class Voorstellen:
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
