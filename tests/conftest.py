"""Wat alle tests delen: de kennisbank, een leeg gesprek met de kern en een vaste hypothesis."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

from assistent.kern.kennis import Kennisbank
from tests.gegevens import Praatje, kennisbank

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
