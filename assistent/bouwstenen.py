"""De delen die meer dan één ingang nodig heeft: de kennisbank, de taallaag en het nieuwste model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from assistent.adapters.kennisbank import laad
from assistent.adapters.klok import Systeemklok
from assistent.adapters.zoeken import Zoeker
from assistent.config import Instellingen, lees_instellingen
from assistent.kern.begrippen import Kanaal
from assistent.kern.gesprek import Gesprek
from assistent.kern.kennis import Kennisbank
from assistent.kern.signalen import Gelezen
from assistent.ports import Zoeken
from assistent.processen.werkplek import Werkplek
from assistent.taal.lezer import Lezer
from assistent.taal.notities import Notitielezer, laad_kortschrift
from assistent.taal.signaalmodel import laad_model
from assistent.taal.signaalpatronen import laad_signalen
from assistent.taal.talen import raad_taal


def laad_kennis(instellingen: Instellingen) -> Kennisbank:
    """De kennisbank met haar eigen zoekindex: een herlading maakt ook een nieuwe index."""
    kennis = laad(instellingen.kennisbank, instellingen.domein)
    zoeker: Zoeken = Zoeker(kennis)
    return replace(kennis, zoek=zoeker.zoek, weeg=zoeker.weeg)


def maak_lezer(instellingen: Instellingen, kennis: Kennisbank, *, geleerd: bool = True) -> Lezer:
    """De taallaag met de patronen van de kennisbank en, als het er is, het geleerde model."""
    gebieden: Mapping[str, Mapping[str, str]] = {
        sleutel: {naam: g.sleutel for g in gemeente.gebieden for naam in (g.naam, *g.namen)}
        for sleutel, gemeente in kennis.gemeenten.items()
    }
    basis = Lezer(laad_signalen(instellingen.kennisbank / "signalen"), None, raad_taal, gebieden)
    return replace(basis, geleerd=laad_model(instellingen.modellen)) if geleerd else basis


def maak_notities(instellingen: Instellingen, lezer: Lezer) -> Notitielezer:
    """De taallaag voor notities van medewerkers, met het kortschrift."""
    return Notitielezer(lezer, laad_kortschrift(instellingen.kennisbank / "meekijken.yml"))


def nieuwste_model(map_: Path) -> Path | None:
    """Het laatst getrainde Rasa-model."""
    modellen = sorted(map_.glob("*.tar.gz"), key=lambda p: p.stat().st_mtime)
    return modellen[-1] if modellen else None


def losse_werkplek() -> Werkplek:
    """De werkplek voor een actieserver zonder de rest van het programma."""
    instellingen = lees_instellingen()
    kennis = laad_kennis(instellingen)
    lezer, klok = maak_lezer(instellingen, kennis), Systeemklok()

    def nieuw(gesprek_id: str, tekst: str) -> tuple[Gesprek, Gelezen, datetime]:
        nu = klok.nu()
        return Gesprek(gesprek_id, "groningen", Kanaal.CHAT, nu), lezer.lees(tekst, "groningen"), nu

    return Werkplek(lambda: kennis, nieuw)
