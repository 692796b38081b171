"""De opdrachtregel: `assistent --help`."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import Annotated

# Vóór numpy geladen wordt: een zin is te klein voor meer draden, en wachtende draden kosten twee keer zoveel rekentijd.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import typer

from assistent.adapters.hsds.vorm import Vorm
from assistent.config import lees_instellingen
from assistent.kern.errors import AssistentError
from assistent.logboek import stel_in

opdrachten = typer.Typer(
    help="De toegangsassistent.", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False
)


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
def start(demo: Annotated[bool, typer.Option(help="Demogemeente met demoaccounts")] = False) -> None:
    """Start de dienst: chat, werkbak en taalmodel."""
    from dataclasses import replace

    instellingen = lees_instellingen()
    stel_in(instellingen.log_niveau)
    from assistent.dienst import start as begin

    asyncio.run(begin(replace(instellingen, demo=demo or instellingen.demo)))


@opdrachten.command()
def controleer() -> None:
    """Controleer kennisbank, signaalpatronen, taalmodel en modellen; noemt elk probleem met wat u kunt doen."""
    stel_in("error")
    from assistent.controle import controleer_alles

    if not controleer_alles(lees_instellingen()):
        raise SystemExit(1)


@opdrachten.command()
def matrix(
    doel: Annotated[Path, typer.Argument(help="Waar de tabel heen gaat")] = Path("docs/matrix.md"),
) -> None:
    """Schrijf de tabel van alle onderwerpen per gemeente."""
    from assistent.adapters.kennisbank import laad as lees_kennisbank
    from assistent.matrix import matrix as maak

    instellingen = lees_instellingen()
    doel.write_text(maak(lees_kennisbank(instellingen.kennisbank, instellingen.domein)), "utf-8")
    typer.echo(f"De tabel staat in {doel}.")


@opdrachten.command()
def laad() -> None:
    """Herlaad de inhoud in een lopende dienst; klopt er iets niet, dan blijft de oude in gebruik."""
    stel_in("error")
    from assistent.herladen import laad as herlaad

    for regel in herlaad(lees_instellingen()):
        typer.echo(regel)


@opdrachten.command()
def train() -> None:
    """Train wat veranderd is; wat hetzelfde bleef wordt hergebruikt."""
    stel_in("error")
    from assistent.training import train_alles

    train_alles(lees_instellingen())


@opdrachten.command()
def account(
    naam: str,
    gemeente: Annotated[str, typer.Option(help="Sleutel van de gemeente")],
    rol: Annotated[list[str], typer.Option(help="teamlid, coordinator, …")],
    team: Annotated[list[str], typer.Option(help="Teamsleutel; mag vaker")],
    weergavenaam: Annotated[str, typer.Option(help="Naam die de inwoner ziet")],
    wachtwoord: Annotated[str, typer.Option(prompt=True, hide_input=True, confirmation_prompt=True)],
) -> None:
    """Maak een account voor een medewerker."""
    from assistent.adapters.sql import SqlAccounts, maak_motor, migreer
    from assistent.ports import Account

    adres = lees_instellingen().database_adres
    migreer(adres)
    nieuw = Account(naam, weergavenaam, frozenset(rol), gemeente, frozenset(team))
    asyncio.run(SqlAccounts(maak_motor(adres)).maak(nieuw, wachtwoord))
    typer.echo(f"Account {naam} staat klaar.")


@opdrachten.command()
def kaart_uit(
    gemeente: Annotated[str, typer.Argument(help="Sleutel van de gemeente, of landelijk")],
    doel: Annotated[Path, typer.Argument(help="Bestand, of bij datapackage een map")],
    vorm: Annotated[Vorm, typer.Option(help="HSDS als json of datapackage, of csv voor Excel")],
) -> None:
    """Schrijf de sociale kaart van een gemeente naar buiten."""
    from assistent.adapters.hsds.opdrachten import kaart_uit as schrijf

    typer.echo(schrijf(lees_instellingen().kennisbank, gemeente, doel, vorm))


@opdrachten.command()
def kaart_in(
    bron: Annotated[Path, typer.Argument(help="Bestand, of bij datapackage een map")],
    gemeente: Annotated[str, typer.Argument(help="Sleutel van de gemeente, of landelijk")],
    vorm: Annotated[Vorm, typer.Option(help="HSDS als json of datapackage, of csv uit Excel")],
    sla_over: Annotated[
        bool, typer.Option("--sla-over", help="Meld foute rijen en ga door met de rest")
    ] = False,
) -> None:
    """Lees een sociale kaart terug in de YAML van een gemeente."""
    from assistent.adapters.hsds.opdrachten import kaart_in as lees

    uitslag = lees(lees_instellingen().kennisbank, bron, gemeente, vorm, sla_over=sla_over)
    for melding in uitslag.overgeslagen:
        typer.echo(f"Overgeslagen: {melding}", err=True)
    typer.echo(uitslag.samenvatting)


@opdrachten.command()
def uitvoer(
    referentie: Annotated[str, typer.Argument(help="Nummer van de vraag, zoals K4T-7WQ")],
    uit: Annotated[Path, typer.Option(help="Bestand voor de functionaris; alleen u kunt het lezen")],
    wie: Annotated[str, typer.Option(help="Uw naam, voor het inzagelog")],
) -> None:
    """Schrijf alles wat over één vraag bewaard is (verzoek om inzage, AVG 15)."""
    stel_in("error")
    from assistent.inzageverzoek import voer_uit

    asyncio.run(voer_uit(lees_instellingen(), referentie, wie, uit))
    typer.echo(f"De gegevens staan in {uit}. Wis het bestand na gebruik.")


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
