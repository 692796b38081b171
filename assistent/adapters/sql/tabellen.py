"""De tabellen; wat over een inwoner gaat staat versleuteld in `stand`, `inhoud` of `intake` (AVG 25, 32)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.types import TypeDecorator


class Moment(TypeDecorator[datetime]):
    """Een tijdstip met zone; SQLite bewaart er geen, dus gaat alles als UTC in en uit."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Naar UTC."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Met zone terug."""
        if value is None or value.tzinfo is not None:
            return value  # type: ignore[no-any-return]
        return value.replace(tzinfo=UTC)  # type: ignore[no-any-return]


meta = MetaData()

gesprek = Table(
    "gesprek",
    meta,
    Column("id", String(26), primary_key=True),
    Column("gemeente", String(40), nullable=False),
    Column("kanaal", String(10), nullable=False),
    Column("gestart", Moment, nullable=False),
    Column("gewijzigd", Moment, nullable=False, index=True),
    Column("versie", Integer, nullable=False),
    Column("overdracht_id", String(26)),
    Column("stand", LargeBinary, nullable=False),
)

bericht = Table(
    "bericht",
    meta,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("gesprek_id", ForeignKey("gesprek.id", ondelete="CASCADE"), nullable=False),
    Column("nummer", Integer, nullable=False),
    Column("van", String(20), nullable=False),
    Column("op", Moment, nullable=False),
    Column("beurt_id", String(64)),
    Column("inhoud", LargeBinary, nullable=False),
    UniqueConstraint("gesprek_id", "nummer"),
    UniqueConstraint("gesprek_id", "beurt_id"),
)

overdracht = Table(
    "overdracht",
    meta,
    Column("id", String(26), primary_key=True),
    Column("gesprek_id", String(26), nullable=False, index=True),
    Column("gemeente", String(40), nullable=False),
    Column("referentie", String(12), nullable=False, unique=True),
    Column("team", String(60), nullable=False),
    Column("klasse", String(40), nullable=False),
    Column("urgentie", String(10), nullable=False),
    Column("staat", String(20), nullable=False),
    Column("aangenomen_door", String(80)),
    Column("opschalen_naar", String(60)),
    Column("meekijkers", Text, nullable=False, default=""),
    Column("termijn", Moment),
    Column("waakvlam", Moment),
    Column("versie", Integer, nullable=False),
    Column("intake", LargeBinary, nullable=False),
    Index("overdracht_werkbak", "gemeente", "staat", "team"),
)

stap = Table(
    "overdracht_stap",
    meta,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("overdracht_id", ForeignKey("overdracht.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("nummer", Integer, nullable=False),
    Column("staat", String(20), nullable=False),
    Column("op", Moment, nullable=False),
    Column("door", String(80), nullable=False),
    Column("reden", LargeBinary, nullable=False),
    UniqueConstraint("overdracht_id", "nummer"),
)

uitbak = Table(
    "uitbak",
    meta,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("doel", String(40), nullable=False),
    Column("overdracht_id", String(26), nullable=False, index=True),
    Column("op", Moment, nullable=False),
    Column("gedaan", Moment),
    Column("pogingen", Integer, nullable=False, default=0),
)

account = Table(
    "account",
    meta,
    Column("naam", String(80), primary_key=True),
    Column("weergavenaam", String(120), nullable=False),
    Column("wachtwoord", String(200), nullable=False),
    Column("gemeente", String(40), nullable=False),
    Column("rollen", Text, nullable=False),
    Column("teams", Text, nullable=False),
    Column("mislukt", Integer, nullable=False, default=0),
    Column("dicht_tot", Moment),
)
