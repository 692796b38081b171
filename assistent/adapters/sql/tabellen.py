"""De tabellen; wat over een inwoner gaat staat versleuteld in `stand`, `inhoud` of `intake` (AVG 25, 32)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Date,
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
    false,
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
    Column("contact", Boolean, nullable=False, server_default=false()),
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
    Column("toegezegd", Moment),
    Column("herinner_op", Moment),
    Column("let_op", Moment, index=True),
    Column("voorrang", Boolean, nullable=False, default=False),
    Column("achterwacht", Boolean, nullable=False, default=False),
    Column("afloop", String(20)),
    Column("buiten", Boolean, nullable=False, default=False),
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
    Column("handeling", String(30), nullable=False, default=""),
    Column("team", String(60), nullable=False, default=""),
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
    Column("volgende", Moment, index=True),
    Column("ronde", Integer, nullable=False, default=0),
    Column("fout", String(60), nullable=False, default=""),
    UniqueConstraint("doel", "overdracht_id", name="uitbak_doel"),
)

uitbak_stap = Table(
    "uitbak_stap",
    meta,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("uitbak_id", ForeignKey("uitbak.id", ondelete="CASCADE"), nullable=False),
    Column("stap", String(60), nullable=False),
    Column("verwijzing", String(80), nullable=False),
    UniqueConstraint("uitbak_id", "stap"),
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
    Column("totp", LargeBinary),
    Column("totp_laatst", Integer, nullable=False, server_default="0"),
)

sessie = Table(
    "sessie",
    meta,
    Column("id", String(64), primary_key=True),
    Column("naam", ForeignKey("account.naam", ondelete="CASCADE"), nullable=False, index=True),
    Column("begonnen", Moment, nullable=False),
    Column("gebruikt", Moment, nullable=False),
)

inzage = Table(
    "inzage",
    meta,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("op", Moment, nullable=False, index=True),
    Column("account", String(80), nullable=False),
    Column("wat", String(30), nullable=False),
    Column("onderwerp_id", String(26), nullable=False, index=True),
)

oordeel = Table(
    "oordeel",
    meta,
    Column("merk", String(32), primary_key=True),
    Column("dag", Date, nullable=False),
    Column("gemeente", String(40), nullable=False),
    Column("waarover", String(10), nullable=False),
    Column("goed", Boolean, nullable=False),
    Column("sleutel", String(80), nullable=False),
    Column("reden", String(20)),
    Index("oordeel_cijfers", "gemeente", "dag"),
)

taak = Table(
    "taak",
    meta,
    Column("naam", String(40), primary_key=True),
    Column("door", String(40), nullable=False),
    Column("tot", Moment, nullable=False),
)

klad = Table(
    "klad",
    meta,
    Column("id", String(26), primary_key=True),
    Column("gemeente", String(40), nullable=False),
    Column("medewerker", String(80), nullable=False),
    Column("gesprek_id", String(26), index=True),
    Column("gewijzigd", Moment, nullable=False, index=True),
    Column("versie", Integer, nullable=False),
    Column("inhoud", LargeBinary, nullable=False),
    Index("klad_van", "gemeente", "medewerker"),
)

contactmoment = Table(
    "contactmoment",
    meta,
    Column("id", String(26), primary_key=True),
    Column("gemeente", String(40), nullable=False),
    Column("kanaal", String(10), nullable=False),
    Column("medewerker", String(80), nullable=False),
    Column("begonnen", Moment, nullable=False),
    Column("seconden", Integer, nullable=False),
    Column("uitslag", String(20), nullable=False),
    Column("onderwerp", String(60)),
    Column("klasse", String(40), nullable=False),
    Column("team", String(60)),
    Column("overdracht_id", String(26), index=True),
    Column("persoon", String(64), index=True),
    Index("contactmoment_cijfers", "gemeente", "begonnen"),
)

herkenning = Table(
    "herkenning",
    meta,
    Column("merk", String(64), primary_key=True),
    Column("overdracht_id", ForeignKey("overdracht.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("op", Moment, nullable=False),
)

voorstel = Table(
    "voorstel",
    meta,
    Column("dag", Date, primary_key=True),
    Column("gemeente", String(40), primary_key=True),
    Column("soort", String(20), primary_key=True),
    Column("sleutel", String(60), primary_key=True),
    Column("gebruikt", Boolean, primary_key=True),
    Column("aantal", Integer, nullable=False),
)

aanwezig = Table(
    "aanwezig",
    meta,
    Column("verbinding", String(40), primary_key=True),
    Column("wie", String(80), nullable=False, index=True),
    Column("gemeente", String(40), nullable=False),
    Column("teams", Text, nullable=False, default=""),
    Column("beschikbaar", Boolean, nullable=False, default=False),
    Column("tot", Moment, nullable=False),
    Index("aanwezig_gemeente", "gemeente", "tot"),
)

livegesprek = Table(
    "livegesprek",
    meta,
    Column("overdracht_id", ForeignKey("overdracht.id", ondelete="CASCADE"), primary_key=True),
    Column("gesprek_id", String(26), nullable=False),
    Column("gemeente", String(40), nullable=False),
    Column("team", String(60), nullable=False),
    Column("heeft", String(10), nullable=False),
    Column("sinds", Moment, nullable=False),
    Column("tot", Moment, index=True),
    Column("door", String(80)),
    Column("stap", Integer, nullable=False),
    Column("versie", Integer, nullable=False),
    Index("livegesprek_gemeente", "gemeente", "heeft"),
)

belafspraak = Table(
    "belafspraak",
    meta,
    Column("id", String(26), primary_key=True),
    Column("overdracht_id", ForeignKey("overdracht.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("gemeente", String(40), nullable=False),
    Column("team", String(60), nullable=False),
    Column("van", Moment, nullable=False),
    Column("tot", Moment, nullable=False),
    Column("staat", String(20), nullable=False),
    Column("door", String(80), nullable=False),
    # Alleen gevuld zolang de afspraak staat: twee mensen kunnen hetzelfde blok zo nooit allebei krijgen.
    Column("blok", String(120), unique=True),
    Index("belafspraak_team", "gemeente", "team", "van"),
)

oproep = Table(
    "oproep",
    meta,
    Column("id", String(36), primary_key=True),
    Column("gesprek_id", ForeignKey("gesprek.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("begonnen", Moment, nullable=False),
    Column("geeindigd", Moment),
    Column("spraak", Boolean, nullable=False),
    Column("uitkomst", String(20), nullable=False),
)
