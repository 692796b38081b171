"""Alles wat één transactie raakt, samen: alles of niets."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from dataclasses import dataclass, field

from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine

from assistent.adapters.sql.aanwezig import SqlAanwezigen, SqlLivegesprekken
from assistent.adapters.sql.afspraken import SqlBelafspraken
from assistent.adapters.sql.contactmomenten import SqlContactmomenten, SqlTerugvinden
from assistent.adapters.sql.gesprekken import SqlGesprekken
from assistent.adapters.sql.kladjes import SqlKladjes, SqlVoorstellen
from assistent.adapters.sql.kluis import Kluis
from assistent.adapters.sql.oordelen import SqlOordelen
from assistent.adapters.sql.overdrachten import SqlOverdrachten
from assistent.adapters.sql.uitbak import SqlUitbak
from assistent.kern.errors import Botsing, OpslagOnbereikbaar
from assistent.ports import Klok


@dataclass(frozen=True)
class _Werk:
    gesprekken: SqlGesprekken
    overdrachten: SqlOverdrachten
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
                    SqlGesprekken(verbinding, self.kluis, self.klok),
                    SqlOverdrachten(verbinding, self.kluis),
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
