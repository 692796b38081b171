"""De tests met echte onderdelen draaien met `make test-telefoon`; anders staat de reden luid onder aan de uitslag."""

from __future__ import annotations

import os

import pytest

from tests.telefoon.echt.opstelling import ontbreekt

ALLES = ("asterisk", "espeak-ng", "python/bin/python", "model/model.bin")
GEVRAAGD = os.environ.get("TELEFOONPROEF") == "1"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Zonder verzoek slaan alleen deze tests over."""
    for item in items:
        if "telefoon/echt" in item.nodeid and not GEVRAAGD:
            item.add_marker(pytest.mark.skip(reason="draait met `make test-telefoon`"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Zeg wat er niet geproefd is."""
    reden = ontbreekt(*ALLES) if GEVRAAGD else "draai `make test-telefoon`"
    if reden:
        terminalreporter.write_line(
            f"LET OP: niet alle telefoontests met echte onderdelen zijn gedraaid: {reden}", yellow=True
        )
