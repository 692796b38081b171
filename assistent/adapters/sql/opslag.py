"""Gesprekken, overdrachten en uitbak in één transactie (ontwerp §5: een overdracht overleeft kill -9)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config as AlembicConfig
from sqlalchemy import delete, event, func, insert, literal, or_, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from assistent.adapters.sql import tabellen as t
from assistent.adapters.sql.aanwezig import SqlAanwezigen, SqlLivegesprekken
from assistent.adapters.sql.afspraken import SqlBelafspraken
from assistent.adapters.sql.contactmomenten import SqlContactmomenten, SqlTerugvinden
from assistent.adapters.sql.kladjes import SqlKladjes, SqlVoorstellen
from assistent.adapters.sql.kluis import Kluis
from assistent.adapters.sql.oordelen import SqlOordelen
from assistent.adapters.sql.uitbak import SqlUitbak
from assistent.kern.begrippen import Klasse, Urgentie
from assistent.kern.errors import AlAangenomen, Botsing, GesprekOnbekend, OpslagOnbereikbaar
from assistent.kern.gesprek import Gesprek
from assistent.kern.intake import CONTACT, Intake
from assistent.kern.overdracht import Afloop, Overdracht, Staat, Stap
from assistent.ports import Bericht, Klok

PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=NORMAL",
    "busy_timeout=8000",
    "foreign_keys=ON",
    "secure_delete=ON",  # gewist is ook uit het bestand weg
)
OPEN_STATEN = ("aangeboden", "geweigerd", "verlopen", "aangenomen")


def maak_motor(adres: str) -> AsyncEngine:
    """De verbinding met de database; SQLite in WAL zodat lezen en schrijven elkaar niet blokkeren."""
    # Een databasefout noemt anders de waarden, en dus wat een inwoner schreef.
    motor = create_async_engine(adres, hide_parameters=True)
    if motor.dialect.name == "sqlite":

        @event.listens_for(motor.sync_engine, "connect")
        def _instellen(verbinding: Any, _: Any) -> None:
            cursor = verbinding.cursor()
            for regel in PRAGMAS:
                cursor.execute(f"PRAGMA {regel}")
            cursor.close()

        @event.listens_for(motor.sync_engine, "begin")
        def _begin(verbinding: Any) -> None:
            # Meteen een schrijfslot: anders kan een lezer die gaat schrijven op "locked" stuklopen.
            verbinding.exec_driver_sql("BEGIN IMMEDIATE")

    return motor


def migreer(adres: str) -> None:
    """Breng het schema op de laatste versie (Alembic)."""
    config = AlembicConfig()
    config.set_main_option("script_location", str(Path(__file__).parent / "migraties"))
    synchroon = adres.replace("+aiosqlite", "").replace("+asyncpg", "+psycopg2")
    config.set_main_option("sqlalchemy.url", synchroon.replace("%", "%%"))
    command.upgrade(config, "head")


@dataclass(frozen=True)
class _Gesprekken:
    verbinding: AsyncConnection
    kluis: Kluis
    klok: Klok

    async def haal(self, gesprek_id: str) -> Gesprek:
        vraag = select(t.gesprek.c.stand).where(t.gesprek.c.id == gesprek_id)
        rij = (await self.verbinding.execute(vraag)).first()
        if rij is None:
            raise GesprekOnbekend("Dit gesprek is er niet meer.")
        return self.kluis.open(rij.stand, Gesprek)

    async def bewaar(self, gesprek: Gesprek, berichten: Sequence[Bericht] = ()) -> None:
        velden = {
            "gemeente": gesprek.gemeente,
            "kanaal": gesprek.kanaal.value,
            "gestart": gesprek.gestart,
            "gewijzigd": self.klok.nu(),
            "versie": gesprek.versie + 1,
            "overdracht_id": gesprek.overdracht_id,
            "contact": not gesprek.velden.keys().isdisjoint(CONTACT),
            "stand": self.kluis.sluit(replace(gesprek, versie=gesprek.versie + 1)),
        }
        if gesprek.versie == 0:
            await self.verbinding.execute(insert(t.gesprek).values(id=gesprek.id, **velden))
        else:
            g = t.gesprek.c
            doel = (g.id == gesprek.id) & (g.versie == gesprek.versie)
            uitslag = await self.verbinding.execute(update(t.gesprek).where(doel).values(**velden))
            if not uitslag.rowcount:
                raise Botsing("Dit gesprek is net veranderd.")
        await self.voeg_toe(berichten)

    async def voeg_toe(self, berichten: Sequence[Bericht]) -> None:
        """Berichten van een medewerker of het systeem, zonder de stand van het gesprek te raken."""
        if berichten:
            rijen = [
                {
                    "gesprek_id": b.gesprek_id,
                    "nummer": b.nummer,
                    "van": b.van,
                    "op": b.op,
                    "beurt_id": b.beurt_id,
                    "inhoud": self.kluis.sluit(dict(b.inhoud)),
                }
                for b in berichten
            ]
            await self.verbinding.execute(insert(t.bericht), rijen)

    async def berichten(self, gesprek_id: str, na: int = 0) -> list[Bericht]:
        b = t.bericht.c
        vraag = select(t.bericht).where(b.gesprek_id == gesprek_id, b.nummer > na).order_by(b.nummer)
        return [
            Bericht(r.gesprek_id, r.nummer, r.van, self.kluis.open(r.inhoud, dict), r.op, r.beurt_id)
            for r in await self.verbinding.execute(vraag)
        ]

    async def laatste(self, gesprek_id: str) -> int:
        vraag = select(func.max(t.bericht.c.nummer)).where(t.bericht.c.gesprek_id == gesprek_id)
        return int((await self.verbinding.execute(vraag)).scalar() or 0)

    async def wis(self, gesprek_id: str) -> None:
        """Wis een gesprek met alle berichten; een aangeboden intake blijft van het team."""
        await self.verbinding.execute(delete(t.bericht).where(t.bericht.c.gesprek_id == gesprek_id))
        await self.verbinding.execute(delete(t.gesprek).where(t.gesprek.c.id == gesprek_id))


@dataclass(frozen=True)
class _Overdrachten:
    verbinding: AsyncConnection
    kluis: Kluis

    async def haal(self, overdracht_id: str) -> tuple[Overdracht, Intake]:
        gevonden = await self._lees(t.overdracht.c.id == overdracht_id)
        if not gevonden:
            raise GesprekOnbekend("Deze intake is er niet.")
        return gevonden[0]

    async def bewaar(self, overdracht: Overdracht, intake: Intake | None = None) -> None:
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


@dataclass(frozen=True)
class _Werk:
    gesprekken: _Gesprekken
    overdrachten: _Overdrachten
    uitbak: SqlUitbak
    oordelen: SqlOordelen
    aanwezigen: SqlAanwezigen
    livegesprekken: SqlLivegesprekken
    belafspraken: SqlBelafspraken
    kladjes: SqlKladjes
    contactmomenten: SqlContactmomenten
    terugvinden: SqlTerugvinden
    voorstellen: SqlVoorstellen


@dataclass(frozen=True)
class SqlOpslag:
    """De opslag op SQLAlchemy; elke fout van de database wordt `OpslagOnbereikbaar`."""

    motor: AsyncEngine
    kluis: Kluis
    klok: Klok
    _rij: asyncio.Lock = field(default_factory=asyncio.Lock, repr=False)

    @asynccontextmanager
    async def transactie(self) -> AsyncIterator[_Werk]:
        """Alles of niets."""
        try:
            # SQLite laat één schrijver toe en wie wacht probeert het af en toe opnieuw; een rij is eerlijk en sneller.
            slot = self._rij if self.motor.dialect.name == "sqlite" else nullcontext()
            async with slot, self.motor.begin() as verbinding:
                yield _Werk(
                    _Gesprekken(verbinding, self.kluis, self.klok),
                    _Overdrachten(verbinding, self.kluis),
                    SqlUitbak(verbinding),
                    SqlOordelen(verbinding),
                    SqlAanwezigen(verbinding),
                    SqlLivegesprekken(verbinding),
                    SqlBelafspraken(verbinding),
                    SqlKladjes(verbinding, self.kluis, self.klok),
                    SqlContactmomenten(verbinding),
                    SqlTerugvinden(verbinding, self.kluis),
                    SqlVoorstellen(verbinding),
                )
        except IntegrityError as fout:
            raise Botsing("Dit bericht is net al verwerkt.") from fout
        except (DBAPIError, OSError) as fout:
            raise OpslagOnbereikbaar("De database antwoordt niet.") from fout
