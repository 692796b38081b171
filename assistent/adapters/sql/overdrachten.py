"""Overdrachten in SQL met hun intake en hun geschiedenis (ontwerp §5: een overdracht overleeft kill -9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from assistent.adapters.sql import tabellen as t
from assistent.adapters.sql.kluis import Kluis
from assistent.kern.begrippen import Klasse, Urgentie
from assistent.kern.errors import AlAangenomen, GesprekOnbekend
from assistent.kern.intake import Intake
from assistent.kern.overdracht import Afloop, Overdracht, Staat, Stap

OPEN_STATEN = ("aangeboden", "geweigerd", "verlopen", "aangenomen")


@dataclass(frozen=True)
class SqlOverdrachten:
    """De overdrachten binnen één transactie."""

    verbinding: AsyncConnection
    kluis: Kluis

    async def haal(self, overdracht_id: str) -> tuple[Overdracht, Intake]:
        """Een overdracht met haar intake; fout `GesprekOnbekend`."""
        gevonden = await self._lees(t.overdracht.c.id == overdracht_id)
        if not gevonden:
            raise GesprekOnbekend("Deze intake is er niet.")
        return gevonden[0]

    async def bewaar(self, overdracht: Overdracht, intake: Intake | None = None) -> None:
        """Bewaar met versiecontrole; van twee die tegelijk aannemen krijgt er een `AlAangenomen`."""
        velden: dict[str, Any] = {
            "gesprek_id": overdracht.gesprek_id,
            "team": overdracht.team,
            "klasse": overdracht.klasse.value,
            "urgentie": overdracht.urgentie.value,
            "staat": overdracht.staat.value,
            "aangenomen_door": overdracht.aangenomen_door,
            "opschalen_naar": overdracht.opschalen_naar,
            "meekijkers": " ".join(overdracht.meekijkers),
            "termijn": overdracht.termijn,
            "waakvlam": overdracht.waakvlam,
            "toegezegd": overdracht.toegezegd,
            "herinner_op": overdracht.herinner_op,
            "let_op": overdracht.let_op,
            "voorrang": overdracht.voorrang,
            "achterwacht": overdracht.achterwacht,
            "afloop": overdracht.afloop.value if overdracht.afloop else None,
            "buiten": overdracht.buiten,
            "versie": overdracht.versie + 1,
        }
        if intake is not None:
            velden["intake"] = self.kluis.sluit(intake)
        o = t.overdracht.c
        if overdracht.versie:
            wijzig = update(t.overdracht).where(o.id == overdracht.id, o.versie == overdracht.versie)
            uitslag = await self.verbinding.execute(wijzig.values(**velden))
            if not uitslag.rowcount:
                raise AlAangenomen("Een collega was net eerder. Ververs de pagina.")
        else:
            velden |= {
                "id": overdracht.id,
                "gemeente": overdracht.gemeente,
                "referentie": overdracht.referentie,
            }
            await self.verbinding.execute(insert(t.overdracht).values(**velden))
        await self._schrijf_stappen(overdracht)

    async def _schrijf_stappen(self, overdracht: Overdracht) -> None:
        """De geschiedenis groeit alleen: wat er staat wordt nooit gewijzigd."""
        tel = select(func.count()).where(t.stap.c.overdracht_id == overdracht.id)
        al = (await self.verbinding.execute(tel)).scalar_one()
        nieuw = [
            {
                "overdracht_id": overdracht.id,
                "nummer": n,
                "staat": s.staat.value,
                "op": s.op,
                "door": s.door,
                "reden": self.kluis.sluit(s.reden),
                "handeling": s.handeling,
                "team": s.team,
            }
            for n, s in enumerate(overdracht.geschiedenis)
            if n >= al
        ]
        if nieuw:
            await self.verbinding.execute(insert(t.stap), nieuw)

    async def zoek(
        self,
        *,
        gemeente: str | None = None,
        teams: Sequence[str] = (),
        open_: bool = True,
        let_op_tot: datetime | None = None,
        referentie: str | None = None,
    ) -> list[tuple[Overdracht, Intake]]:
        """Wat aan alle voorwaarden voldoet, wat het langst of dringendst wacht eerst."""
        o = t.overdracht.c
        voorwaarden: list[Any] = []
        if referentie:
            voorwaarden.append(o.referentie == referentie)
        if let_op_tot:
            voorwaarden.append(o.let_op <= let_op_tot)
        if gemeente:
            voorwaarden.append(o.gemeente == gemeente)
        if teams:
            # Met spaties eromheen: `loket` is geen `sociaal_loket`.
            rond = literal(" ") + o.meekijkers + literal(" ")
            mee = [rond.contains(f" {team} ", autoescape=True) for team in teams]
            voorwaarden.append(or_(o.team.in_(teams), *mee))
        if open_:
            voorwaarden.append(o.staat.in_(OPEN_STATEN))
        gevonden = await self._lees(*voorwaarden)
        return sorted(gevonden, key=lambda p: p[0].volgorde)

    async def _lees(self, *voorwaarden: Any) -> list[tuple[Overdracht, Intake]]:
        rijen = (await self.verbinding.execute(select(t.overdracht).where(*voorwaarden))).all()
        stappen: dict[str, list[Stap]] = {}
        vraag = select(t.stap).where(t.stap.c.overdracht_id.in_([r.id for r in rijen]))
        for s in await self.verbinding.execute(vraag.order_by(t.stap.c.nummer)):
            reden = self.kluis.open(s.reden, str)
            stappen.setdefault(s.overdracht_id, []).append(
                Stap(Staat(s.staat), s.op, s.door, reden, s.handeling, s.team)
            )
        return [(self._maak(r, stappen.get(r.id, [])), self.kluis.open(r.intake, Intake)) for r in rijen]

    @staticmethod
    def _maak(rij: Any, stappen: list[Stap]) -> Overdracht:
        return Overdracht(
            id=rij.id,
            gesprek_id=rij.gesprek_id,
            gemeente=rij.gemeente,
            referentie=rij.referentie,
            team=rij.team,
            klasse=Klasse(rij.klasse),
            urgentie=Urgentie(rij.urgentie),
            staat=Staat(rij.staat),
            geschiedenis=tuple(stappen),
            meekijkers=tuple(rij.meekijkers.split()),
            aangenomen_door=rij.aangenomen_door,
            opschalen_naar=rij.opschalen_naar,
            termijn=rij.termijn,
            waakvlam=rij.waakvlam,
            toegezegd=rij.toegezegd,
            herinner_op=rij.herinner_op,
            voorrang=rij.voorrang,
            achterwacht=rij.achterwacht,
            afloop=Afloop(rij.afloop) if rij.afloop else None,
            buiten=rij.buiten,
            versie=rij.versie,
        )
