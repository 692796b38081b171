"""Proeven met echte onderdelen: `make test` draait de kern als de onderdelen er zijn, `make test-telefoon` alles.

Met TELEFOONPROEF=0 draait er niets. Wat niet draait staat met de reden onder aan de uitslag.
"""

from __future__ import annotations

import os

import pytest

from tests.telefoon.echt.opstelling import ontbreekt

ALLES = ("asterisk", "espeak-ng", "python/bin/python", "model/model.bin")
PROEF = os.environ.get("TELEFOONPROEF", "")
REST = "alleen de kern draaide mee; `make test-telefoon` draait alles"
NIETS = "TELEFOONPROEF=0"


def _kern(item: pytest.Item) -> bool:
    return any(m.kwargs.get("kern") for m in item.iter_markers("telefoon"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Zonder verzoek draait alleen de kern: opnemen, toetsen, doorverbinden, vangnet en verstaan."""
    for item in items:
        if "telefoon/echt" in item.nodeid and PROEF != "1" and (PROEF == "0" or not _kern(item)):
            item.add_marker(pytest.mark.skip(reason=NIETS if PROEF == "0" else REST))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Zeg wat er niet geproefd is."""
    reden = NIETS if PROEF == "0" else ontbreekt(*ALLES) or ("" if PROEF == "1" else REST)
    if reden:
        terminalreporter.write_line(f"LET OP: telefoontests met echte onderdelen: {reden}", yellow=True)
