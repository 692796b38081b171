"""De opdrachtregel: `assistent --help`."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from assistent.config import lees_instellingen
from assistent.kern.errors import AssistentError
from assistent.logboek import stel_in

opdrachten = typer.Typer(help="De toegangsassistent.", no_args_is_help=True, add_completion=False)


@opdrachten.command()
def beoordeel(
    gevallen: Annotated[Path, typer.Argument(help="JSONL met gevallen (ontwerp §6)")],
    uit: Annotated[Path | None, typer.Option(help="Waar de uitslag heen gaat; anders het scherm")] = None,
) -> None:
    """Speel gevallen door de echte motor en schrijf het oordeel per geval."""
    stel_in("error")
    from assistent.keuring import beoordeel_bestand

    regels = asyncio.run(beoordeel_bestand(gevallen, lees_instellingen()))
    tekst = "\n".join(json.dumps(r, ensure_ascii=False) for r in regels) + "\n"
    if uit is None:
        sys.stdout.write(tekst)
    else:
        uit.write_text(tekst, "utf-8")


@opdrachten.command()
def sleutel() -> None:
    """Maak een nieuwe sleutel voor ASSISTENT_SLEUTELS."""
    from cryptography.fernet import Fernet

    typer.echo(Fernet.generate_key().decode())


def main() -> None:
    """Start een opdracht; onze eigen fouten worden één Nederlandse regel."""
    try:
        opdrachten()
    except AssistentError as fout:
        typer.echo(f"Fout: {fout}", err=True)
        raise SystemExit(1) from None


if __name__ == "__main__":
    main()

