"""`assistent laad`: nieuwe inhoud in een lopende dienst, zonder dat een gesprek het merkt (R110).

De dienst schrijft bij de start een kaartje in de gegevensmap. `assistent laad` keurt de inhoud en geeft dan een sein (SIGHUP).
De dienst keurt zelf ook, en schrijft op het kaartje wat er nu in gebruik is, of waarom niet.
"""

from __future__ import annotations

import asyncio
import fcntl
import json
import os
import signal
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import structlog

from assistent.adapters.klok import Systeemklok
from assistent.app import App
from assistent.config import Instellingen
from assistent.controle import keur
from assistent.kern.errors import AssistentError, KennisFout
from assistent.kern.kennis import Kennisbank

log = structlog.get_logger("herladen")
WACHT = 60.0
"""Seconden die `assistent laad` op de dienst wacht."""


@dataclass(frozen=True, slots=True)
class Kaartje:
    """Wat een lopend proces in gebruik heeft."""

    pid: int
    versie: str
    keer: int = 0
    """Hoe vaak er een sein is verwerkt."""
    fout: str = ""
    """Waarom de laatste keer niets is veranderd."""

    def schrijf(self, map_: Path) -> None:
        """Zet het kaartje neer, in één keer."""
        pad = _pad(map_, self.pid)
        tijdelijk = pad.with_suffix(".nieuw")
        tijdelijk.write_text(json.dumps(asdict(self)), "utf-8")
        os.replace(tijdelijk, pad)


def _pad(map_: Path, pid: int) -> Path:
    return map_ / f"dienst-{pid}.json"


def _slot(map_: Path, pid: int) -> Path:
    # Wie leeft houdt dit bestand vast; een nummer zegt niets, want dat kan al van een ander programma zijn.
    return map_ / f"dienst-{pid}.slot"


class Herlader:
    """De kant van de dienst: luistert naar het sein."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._slot = asyncio.Lock()
        self._taken: set[asyncio.Task[None]] = set()
        self.kaartje = Kaartje(os.getpid(), app.kennis.versie)

    def start(self) -> None:
        """Leg het kaartje neer en luister naar SIGHUP."""
        map_ = self._app.instellingen.gegevensmap
        map_.mkdir(parents=True, exist_ok=True)
        self._vast = _slot(map_, self.kaartje.pid).open("w")
        fcntl.flock(self._vast, fcntl.LOCK_EX | fcntl.LOCK_NB)
        self.kaartje.schrijf(map_)
        asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, self._sein)

    def stop(self) -> None:
        """Ruim het kaartje op."""
        asyncio.get_running_loop().remove_signal_handler(signal.SIGHUP)
        for pad in (_pad, _slot):
            pad(self._app.instellingen.gegevensmap, self.kaartje.pid).unlink(missing_ok=True)
        self._vast.close()

    def _sein(self) -> None:
        taak = asyncio.create_task(self.herlaad())
        self._taken.add(taak)
        taak.add_done_callback(self._taken.discard)

    async def herlaad(self) -> None:
        """Keur en herlaad; bij een fout blijft de oude kennisbank in gebruik."""
        async with self._slot:
            fout = ""
            try:
                await asyncio.to_thread(_herlaad, self._app)
            except Exception as reden:  # de dienst moet doorlopen, wat er ook in een bestand staat
                fout = _in_een_zin(reden)
                log.warning("niet herladen", soort=type(reden).__name__)
            self.kaartje = replace(
                self.kaartje, versie=self._app.kennis.versie, keer=self.kaartje.keer + 1, fout=fout
            )
            self.kaartje.schrijf(self._app.instellingen.gegevensmap)


def _herlaad(app: App) -> None:
    instellingen = app.instellingen
    uitslag = keur(instellingen.kennisbank, instellingen.domein, Systeemklok().nu().date())
    if uitslag.kennis is None:
        raise KennisFout(uitslag.fouten)
    if weg := list(verdwenen(app.kennis, uitslag.kennis)):
        raise KennisFout([f"{w} kan niet weg terwijl de dienst draait. Herstart de dienst." for w in weg])
    app.herlaad()


def verdwenen(oud: Kennisbank, nieuw: Kennisbank) -> Iterable[str]:
    """Sleutels waar een lopend gesprek of een open vraag naar kan wijzen."""
    yield from (f"onderwerp '{s}'" for s in oud.onderwerpen if s not in nieuw.onderwerpen)
    yield from (f"leefgebied '{s}'" for s in oud.leefgebieden if s not in nieuw.leefgebieden)
    for sleutel, gemeente in oud.gemeenten.items():
        if sleutel not in nieuw.gemeenten:
            yield f"gemeente '{sleutel}'"
            continue
        teams = nieuw.gemeenten[sleutel].teams
        yield from (f"team '{sleutel}/{t}'" for t in gemeente.teams if t not in teams)


def _in_een_zin(fout: Exception) -> str:
    meldingen = getattr(fout, "meldingen", None)
    return "\n".join(meldingen) if meldingen else f"{type(fout).__name__} bij het lezen"


def laad(instellingen: Instellingen, wacht: float = WACHT) -> list[str]:
    """Keur de inhoud en laat elke lopende dienst herladen; geeft een zin per dienst.

    Fout `KennisFout` als de inhoud niet klopt of een dienst haar weigert, `AssistentError` als er niets draait.
    """
    uitslag = keur(instellingen.kennisbank, instellingen.domein, Systeemklok().nu().date())
    if uitslag.kennis is None:
        raise KennisFout([*uitslag.fouten, "Er is niets geladen."])
    kaartjes = lopend(instellingen.gegevensmap)
    if not kaartjes:
        raise AssistentError("Er draait hier geen dienst. De inhoud klopt; bij de start wordt zij geladen.")
    for kaartje in kaartjes:
        os.kill(kaartje.pid, signal.SIGHUP)
    return [_wacht_op(instellingen.gegevensmap, kaartje, wacht) for kaartje in kaartjes]


def lopend(map_: Path) -> list[Kaartje]:
    """De kaartjes van diensten die nog leven; een kaartje van een dode dienst wordt weggegooid."""
    levend = []
    for pad in sorted(map_.glob("dienst-*.json")):
        kaartje = Kaartje(**json.loads(pad.read_text("utf-8")))
        slot = _slot(map_, kaartje.pid)
        if _vastgehouden(slot):
            levend.append(kaartje)
        else:
            pad.unlink(missing_ok=True)
            slot.unlink(missing_ok=True)
    return levend


def _vastgehouden(slot: Path) -> bool:
    if not slot.exists():
        return False
    with slot.open() as bestand:
        try:
            fcntl.flock(bestand, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def _wacht_op(map_: Path, eerst: Kaartje, wacht: float) -> str:
    tot = time.monotonic() + wacht
    while time.monotonic() < tot:
        pad = _pad(map_, eerst.pid)
        if not pad.exists():
            raise AssistentError(f"De dienst ({eerst.pid}) is gestopt.")
        nu = Kaartje(**json.loads(pad.read_text("utf-8")))
        if nu.keer > eerst.keer:
            if nu.fout:
                raise KennisFout([*nu.fout.splitlines(), f"De dienst ({eerst.pid}) houdt {nu.versie}."])
            return f"De dienst ({eerst.pid}) gebruikt nu kennisbank {nu.versie}."
        time.sleep(0.1)
    raise AssistentError(f"De dienst ({eerst.pid}) gaf binnen {wacht:.0f} seconden geen antwoord.")
