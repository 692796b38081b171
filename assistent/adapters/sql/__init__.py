"""Opslag in SQL: SQLite ingebed, PostgreSQL als het groeit; dezelfde code (ontwerp §2)."""

from assistent.adapters.sql.accounts import SqlAccounts
from assistent.adapters.sql.kluis import Kluis
from assistent.adapters.sql.motor import maak_motor, migreer
from assistent.adapters.sql.opslag import SqlOpslag

__all__ = ["Kluis", "SqlAccounts", "SqlOpslag", "maak_motor", "migreer"]
