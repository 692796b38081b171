"""`assistent controleer`: alles wat er mis kan zijn voordat een inwoner het merkt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from assistent.adapters.kennisbank import ELDERS, bouw, lees_alles, ontbreekt, verbanden
from assistent.adapters.klok import Systeemklok
from assistent.adapters.nummers import nummerfout
from assistent.adapters.schema import Bestand, lees, toets
from assistent.bouwstenen import nieuwste_model
from assistent.config import Instellingen
from assistent.kanalen.telefoon.laden import laad_telefoon
from assistent.kern.errors import KennisFout
from assistent.kern.kennis import Kennisbank
from assistent.processen.controleren import Stuk, Zaak, controleer
from assistent.taal.leesbaarheid import B1, flesch_douma
from assistent.taal.patroonlint import patroonfout
from assistent.taal.signaalmodel import BESTAND
from assistent.taal.signaalpatronen import laad_signalen
from assistent.taal.taalmodel import kies

scherm = Console(highlight=False, soft_wrap=True)


@dataclass(frozen=True)
class Uitslag:
    """Wat de controle vond; zonder fouten is er ook een kennisbank."""

    fouten: list[str] = field(default_factory=list)
    waarschuwingen: list[str] = field(default_factory=list)
    kennis: Kennisbank | None = None


def keur(map_: Path, domein: Path, vandaag: date) -> Uitslag:
    """Vorm, verwijzingen en inhoud van alles wat de redactie beheert."""
    bestanden, fouten = lees_alles(map_)
    return keur_bestanden(map_, domein, vandaag, bestanden, fouten)


def keur_bestanden(
    map_: Path, domein: Path, vandaag: date, bestanden: list[Bestand], fouten: list[str]
) -> Uitslag:
    """Als `keur`, met de bestanden al gelezen; klopt de vorm niet, dan kijkt niemand naar de inhoud."""
    fouten = [*ontbreekt(map_), *fouten, *(m for b in bestanden for m in toets(b, map_ / "schema"))]
    fouten = fouten or verbanden(bestanden)
    if fouten:
        return Uitslag(fouten)
    kennis = bouw([b for b in bestanden if b.schema not in ELDERS], domein)
    try:
        laad_telefoon(map_, kennis)
    except KennisFout as fout:
        return Uitslag(list(fout.meldingen))
    meldingen = controleer(maak_zaak([*bestanden, lees(domein, "domein")], kennis, vandaag))
    fouten = [str(m) for m in meldingen if m.fout]
    return Uitslag(fouten, [str(m) for m in meldingen if not m.fout], None if fouten else kennis)


def maak_zaak(stukken: Sequence[Stuk], kennis: Kennisbank, vandaag: date) -> Zaak:
    """De stukken met de metingen van de taallaag en de nummerplannen."""
    return Zaak(stukken, kennis, vandaag, flesch_douma, B1, nummerfout, patroonfout)


def controleer_alles(instellingen: Instellingen) -> bool:
    """Druk alle meldingen af; waar als er geen fouten zijn."""
    try:
        uitslag = keur(instellingen.kennisbank, instellingen.domein, Systeemklok().nu().date())
    except KennisFout as fout:
        uitslag = Uitslag(list(fout.meldingen))
    for kop, meldingen in (
        ("[red]fout[/red]", uitslag.fouten),
        ("[yellow]let op[/yellow]", uitslag.waarschuwingen),
    ):
        for melding in meldingen:
            scherm.print(f"{kop} {escape(melding.removeprefix(f'{Path.cwd()}/'))}")
    if uitslag.kennis:
        _toon(uitslag.kennis, instellingen)
    aantal = len(uitslag.fouten)
    scherm.print("Geen fouten gevonden." if not aantal else f"{aantal} fouten gevonden.")
    return not aantal


def _toon(kennis: Kennisbank, instellingen: Instellingen) -> None:
    patronen = laad_signalen(instellingen.kennisbank / "signalen")
    keus = kies(instellingen.taalmodel)
    model = nieuwste_model(instellingen.modellen)
    geleerd = (instellingen.modellen / BESTAND).exists()
    scherm.print(
        f"Kennisbank {kennis.versie}: {len(kennis.onderwerpen)} onderwerpen, {len(kennis.gemeenten)} gemeenten,"
        f" {len(kennis.voorzieningen)} voorzieningen, triageregels {kennis.triage.versie}."
    )
    scherm.print(f"Signaalpatronen: {len(patronen.als.patronen)} in {len(patronen.groepen)} groepen.")
    scherm.print(f"Taalmodel: {keus.naam} ({keus.uitleg}).")
    scherm.print(f"Rasa-model: {model.name if model else 'nog niet getraind (make train)'}.")
    scherm.print(f"Signaalmodel: {'getraind' if geleerd else 'nog niet getraind (make train)'}.")
