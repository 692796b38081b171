"""De samenstelling: de enige plek die kiest welke adapter achter welke poort zit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path

from assistent.adapters.kennisbank import laad
from assistent.adapters.klok import Systeemklok
from assistent.adapters.omroep import OmroepHier
from assistent.adapters.zoeken import Zoeker
from assistent.config import Instellingen, lees_instellingen
from assistent.kern.begrippen import Kanaal
from assistent.kern.gesprek import Gesprek
from assistent.kern.kennis import Kennisbank
from assistent.kern.signalen import Gelezen
from assistent.ports import Accounts, Dialoog, Klok, Omroep, Opslag, Zoeken
from assistent.processen.beantwoorden import Beantwoorder
from assistent.processen.werkbak import Werkbak
from assistent.processen.werkplek import Werkplek
from assistent.taal.lezer import Lezer
from assistent.taal.signaalmodel import laad_model
from assistent.taal.signaalpatronen import laad_signalen
from assistent.taal.talen import raad_taal

_werkplek: Werkplek | None = None


@dataclass
class App:
    """Het lopende programma."""

    instellingen: Instellingen
    kennis: Kennisbank
    klok: Klok
    opslag: Opslag
    omroep: Omroep
    dialoog: Dialoog
    lezer: Lezer
    werkplek: Werkplek
    accounts: Accounts | None = None

    @cached_property
    def beantwoorder(self) -> Beantwoorder:
        """De ene deur voor elke beurt."""
        return Beantwoorder(
            kennis=lambda: self.kennis,
            lezer=self.lezer,
            dialoog=self.dialoog,
            werkplek=self.werkplek,
            opslag=self.opslag,
            omroep=self.omroep,
            max_tekens=self.instellingen.max_tekens,
        )

    @cached_property
    def werkbak(self) -> Werkbak:
        """De handelingen van een teamlid."""
        return Werkbak(lambda: self.kennis, self.opslag, self.omroep)

    def herlaad(self) -> None:
        """Lees de kennisbank opnieuw; lopende gesprekken merken er niets van (R110)."""
        self.kennis = laad_kennis(self.instellingen)


def laad_kennis(instellingen: Instellingen) -> Kennisbank:
    """De kennisbank met haar eigen zoekindex: een herlading maakt ook een nieuwe index."""
    kennis = laad(instellingen.kennisbank, instellingen.domein)
    zoeker: Zoeken = Zoeker(kennis)
    return replace(kennis, zoek=zoeker.zoek)


def maak_lezer(instellingen: Instellingen, kennis: Kennisbank, *, geleerd: bool = True) -> Lezer:
    """De taallaag met de patronen van de kennisbank en, als het er is, het geleerde model."""
    gebieden: Mapping[str, Mapping[str, str]] = {
        sleutel: {naam: g.sleutel for g in gemeente.gebieden for naam in (g.naam, *g.namen)}
        for sleutel, gemeente in kennis.gemeenten.items()
    }
    basis = Lezer(laad_signalen(instellingen.kennisbank / "signalen"), None, raad_taal, gebieden)
    return replace(basis, geleerd=laad_model(instellingen.modellen, basis)) if geleerd else basis


def maak_app(
    instellingen: Instellingen,
    *,
    opslag: Opslag,
    dialoog: Dialoog,
    klok: Klok | None = None,
    omroep: Omroep | None = None,
    accounts: Accounts | None = None,
    kennis: Kennisbank | None = None,
) -> App:
    """Zet het programma in elkaar."""
    global _werkplek
    kennis = kennis or laad_kennis(instellingen)
    app = App(
        instellingen=instellingen,
        kennis=kennis,
        klok=klok or Systeemklok(),
        opslag=opslag,
        omroep=omroep or OmroepHier(),
        dialoog=dialoog,
        lezer=maak_lezer(instellingen, kennis),
        werkplek=Werkplek(lambda: app.kennis),
        accounts=accounts,
    )
    _werkplek = app.werkplek
    return app


def werkplek() -> Werkplek:
    """De werkplek van dit proces; een losse actieserver (`rasa run actions`) maakt er zelf een."""
    global _werkplek
    if _werkplek is None:
        _werkplek = _losse_werkplek()
    return _werkplek


def _losse_werkplek() -> Werkplek:
    instellingen = lees_instellingen()
    kennis = laad_kennis(instellingen)
    lezer, klok = maak_lezer(instellingen, kennis), Systeemklok()

    def nieuw(gesprek_id: str, tekst: str) -> tuple[Gesprek, Gelezen, datetime]:
        nu = klok.nu()
        return Gesprek(gesprek_id, "groningen", Kanaal.CHAT, nu), lezer.lees(tekst, "groningen"), nu

    return Werkplek(lambda: kennis, nieuw)


def nieuwste_model(map_: Path) -> Path | None:
    """Het laatst getrainde Rasa-model."""
    modellen = sorted(map_.glob("*.tar.gz"), key=lambda p: p.stat().st_mtime)
    return modellen[-1] if modellen else None
