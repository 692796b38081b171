"""Wat alle tests delen: de kennisbank, een gesprek met de kern, en een lege database per test."""

from __future__ import annotations

import asyncio
import shutil
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from hypothesis import HealthCheck, settings
from sqlalchemy.ext.asyncio import AsyncEngine

from assistent.adapters.emmers import Emmer
from assistent.adapters.fakes import VasteKlok
from assistent.adapters.sql import Kluis, SqlOpslag, accounts, maak_motor, migreer
from assistent.kern.kennis import Kennisbank
from tests.gegevens import NU, SLEUTEL, Praatje, kennisbank

# Zonder klok en zonder bewaard toeval: dezelfde tests geven altijd dezelfde uitslag.
settings.register_profile(
    "vast",
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("vast")


@pytest.fixture(scope="session")
def kennis() -> Kennisbank:
    """De echte kennisbank."""
    return kennisbank()


@pytest.fixture
def praatje() -> Praatje:
    """Een nieuw gesprek in Groningen, rechtstreeks met de kern."""
    return Praatje()


@pytest.fixture(scope="session")
def gemigreerd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Een lege database met het hele schema; één keer gemaakt, daarna gekopieerd."""
    pad = tmp_path_factory.mktemp("schema") / "leeg.db"
    migreer(f"sqlite+aiosqlite:///{pad}")
    return pad


@pytest.fixture
async def motor(gemigreerd: Path, tmp_path: Path) -> AsyncIterator[AsyncEngine]:
    """Een eigen SQLite-bestand voor deze test."""
    pad = tmp_path / "assistent.db"
    shutil.copy(gemigreerd, pad)
    motor = maak_motor(f"sqlite+aiosqlite:///{pad}")
    yield motor
    await sluit(motor)


async def sluit(motor: AsyncEngine) -> None:
    """Sluit de verbindingen en wacht op hun draden: een draad die de lus overleeft stoort de volgende test."""
    await motor.dispose()
    for draad in threading.enumerate():
        if draad.name.endswith("(_connection_worker_thread)"):
            await asyncio.to_thread(draad.join, 5)


@pytest.fixture
def kluis() -> Kluis:
    """Een kluis met de proefsleutel."""
    return Kluis(SLEUTEL)


@pytest.fixture
def sqlopslag(motor: AsyncEngine, kluis: Kluis) -> SqlOpslag:
    """De echte opslag op het eigen bestand."""
    return SqlOpslag(motor, kluis, VasteKlok(NU))


@pytest.fixture
def emmers_blijven_vol(monkeypatch: pytest.MonkeyPatch) -> None:
    """Op een trage machine loopt een emmer leeg terwijl de test telt; nu staat zijn klok stil."""
    monkeypatch.setattr(Emmer.__init__, "__defaults__", (lambda: 0.0,))


@pytest.fixture
def snelle_wachtwoorden(monkeypatch: pytest.MonkeyPatch) -> None:
    """Echte argon2, maar niet zo duur als in bedrijf: anders rekent deze suite een halve minuut."""
    monkeypatch.setattr(accounts, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
