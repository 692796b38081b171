"""De verbinding met de database, en haar schema op de laatste versie."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config as AlembicConfig
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=NORMAL",
    "busy_timeout=8000",
    "foreign_keys=ON",
    "secure_delete=ON",  # gewist is ook uit het bestand weg
)


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
