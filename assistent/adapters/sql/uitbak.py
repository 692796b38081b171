"""De uitbak: één rij per doel en overdracht, en één rij per stap die klaar is (ontwerp §5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from assistent.adapters.sql import tabellen as t
from assistent.ports import Zending

u, s = t.uitbak.c, t.uitbak_stap.c


@dataclass(frozen=True)
class SqlUitbak:
    """De uitbak binnen één transactie."""

    verbinding: AsyncConnection

    async def leg_neer(self, doel: str, overdracht_id: str, op: datetime) -> None:
        """Zet een zending klaar, of begin een nieuwe ronde."""
        deze = (u.doel == doel) & (u.overdracht_id == overdracht_id)
        opnieuw = {"volgende": op, "gedaan": None, "pogingen": 0, "fout": ""}
        wijzig = update(t.uitbak).where(deze).values(ronde=u.ronde + 1, **opnieuw)
        if not (await self.verbinding.execute(wijzig)).rowcount:
            nieuw = {"doel": doel, "overdracht_id": overdracht_id, "op": op, "ronde": 0}
            await self.verbinding.execute(insert(t.uitbak).values(**nieuw, **opnieuw))

    async def zoek(
        self,
        *,
        tot: datetime | None = None,
        overdracht_id: str | None = None,
        mislukt: int = 0,
        hooguit: int = 50,
    ) -> list[Zending]:
        """Wat aan de beurt is, alles van één overdracht, of wat steeds mislukt."""
        vraag = select(t.uitbak).order_by(u.volgende, u.id).limit(hooguit)
        if tot is not None:
            vraag = vraag.where(u.volgende <= tot)
        if overdracht_id is not None:
            vraag = vraag.where(u.overdracht_id == overdracht_id)
        if mislukt:
            vraag = vraag.where(u.pogingen >= mislukt, u.volgende.is_not(None))
        rijen = (await self.verbinding.execute(vraag)).all()
        stappen: dict[int, dict[str, str]] = {}
        klaar = select(t.uitbak_stap).where(s.uitbak_id.in_([r.id for r in rijen])).order_by(s.id)
        for stap in await self.verbinding.execute(klaar):
            stappen.setdefault(stap.uitbak_id, {})[stap.stap] = stap.verwijzing
        return [_zending(r, stappen.get(r.id, {})) for r in rijen]

    async def noteer(self, zending: Zending) -> None:
        """Bewaar stappen en stand."""
        deze = (u.doel == zending.doel) & (u.overdracht_id == zending.overdracht_id)
        stand = {
            "pogingen": zending.pogingen,
            "volgende": zending.volgende,
            "gedaan": zending.gedaan,
            "fout": zending.fout[:60],
        }
        # Begon er intussen een nieuwe ronde, dan blijft die staan: er is weer iets te doen.
        wijzig = update(t.uitbak).where(deze, u.ronde == zending.ronde).values(**stand)
        await self.verbinding.execute(wijzig)
        id_ = (await self.verbinding.execute(select(u.id).where(deze))).scalar_one_or_none()
        if id_ is None:
            return  # de overdracht is intussen gewist
        vraag = select(s.stap, s.verwijzing).where(s.uitbak_id == id_)
        al = {r.stap: r.verwijzing for r in await self.verbinding.execute(vraag)}
        for stap, verwijzing in zending.stappen.items():
            if stap not in al:
                rij = {"uitbak_id": id_, "stap": stap, "verwijzing": verwijzing}
                await self.verbinding.execute(insert(t.uitbak_stap).values(**rij))
            elif al[stap] != verwijzing:
                zelfde = (s.uitbak_id == id_) & (s.stap == stap)
                await self.verbinding.execute(
                    update(t.uitbak_stap).where(zelfde).values(verwijzing=verwijzing)
                )


def _zending(rij: Any, stappen: dict[str, str]) -> Zending:
    return Zending(
        doel=rij.doel,
        overdracht_id=rij.overdracht_id,
        volgende=rij.volgende,
        ronde=rij.ronde,
        pogingen=rij.pogingen,
        gedaan=rij.gedaan,
        fout=rij.fout,
        stappen=stappen,
    )
