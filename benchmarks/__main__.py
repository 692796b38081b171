"""`make meten`: alle tabellen, of een deel: `python -m benchmarks taal|beurten|meekijken|kennis|zoeken|widget|schonen|telefoon|poort|schrijvers`."""

from __future__ import annotations

import asyncio
import sys

from rich.console import Console

from assistent.logboek import stel_in

DELEN = ("kennis", "zoeken", "taal", "beurten", "meekijken", "widget", "telefoon")
LANG = ("poort", "schrijvers")
"""Alleen op verzoek: deze duren te lang voor elke keer."""
scherm = Console(highlight=False, width=130)


def main() -> None:
    """Draai de gevraagde delen."""
    stel_in("error")
    delen = [d for d in sys.argv[1:] if d in (*DELEN, *LANG)] or list(DELEN)
    for deel in delen:
        module = __import__(f"benchmarks.{deel}", fromlist=["meet"])
        for tabel in asyncio.run(module.meet()):
            scherm.print(tabel)


if __name__ == "__main__":
    main()
