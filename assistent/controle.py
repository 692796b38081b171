"""`assistent controleer`: alles wat er mis kan zijn voordat een inwoner het merkt."""

from __future__ import annotations

from rich.console import Console

from assistent.adapters.kennisbank import laad
from assistent.adapters.klok import Systeemklok
from assistent.app import nieuwste_model
from assistent.config import Instellingen
from assistent.kern.errors import KennisFout
from assistent.processen.controleren import controleer
from assistent.taal.signaalmodel import BESTAND
from assistent.taal.signaalpatronen import laad_signalen
from assistent.taal.taalmodel import kies

scherm = Console(highlight=False, soft_wrap=True)


def controleer_alles(instellingen: Instellingen) -> bool:
    """Druk alle meldingen af; waar als er geen fouten zijn."""
    try:
        kennis = laad(instellingen.kennisbank, instellingen.domein)
    except KennisFout as fout:
        for melding in fout.meldingen:
            scherm.print(f"[red]fout[/red] {melding}")
        return False
    meldingen = controleer(kennis, Systeemklok().nu().date())
    for m in meldingen:
        scherm.print(f"{'[red]fout[/red]' if m.fout else '[yellow]let op[/yellow]'} {m.plek}: {m.tekst}")
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
    fouten = sum(m.fout for m in meldingen)
    scherm.print("Geen fouten gevonden." if not fouten else f"{fouten} fouten gevonden.")
    return not fouten
