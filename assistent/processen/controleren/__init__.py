"""Wat er inhoudelijk mis kan zijn met de kennisbank, ook als elk bestand op zich klopt (R17, R110)."""

from __future__ import annotations

from assistent.processen.controleren.dekking import controleer_dekking
from assistent.processen.controleren.gemeenten import controleer_gemeenten
from assistent.processen.controleren.houdbaar import controleer_houdbaarheid
from assistent.processen.controleren.kaarten import controleer_kaarten
from assistent.processen.controleren.losse import controleer_losse
from assistent.processen.controleren.meekijken import controleer_meekijken
from assistent.processen.controleren.melding import Melding, Stuk, Zaak
from assistent.processen.controleren.onderwerpen import controleer_onderwerpen
from assistent.processen.controleren.signalen import controleer_signalen
from assistent.processen.controleren.teksten import controleer_teksten

REGELS = (
    controleer_onderwerpen,
    controleer_gemeenten,
    controleer_kaarten,
    controleer_losse,
    controleer_meekijken,
    controleer_signalen,
    controleer_houdbaarheid,
    controleer_dekking,
    controleer_teksten,
)


def controleer(zaak: Zaak) -> list[Melding]:
    """Alle meldingen, elk één keer; fouten eerst."""
    uniek = {(str(m), m.fout): m for regel in REGELS for m in regel(zaak)}
    return sorted(uniek.values(), key=lambda m: not m.fout)


__all__ = ["Melding", "Stuk", "Zaak", "controleer"]
