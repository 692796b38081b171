"""Rasa ingebed: een eigen draad met een eigen lus; het zware deel wordt daar pas ingeladen (docs/besluiten/002)."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import structlog

from assistent.kern.beeld import Gehoord
from assistent.kern.errors import DialoogOnbereikbaar

if TYPE_CHECKING:
    from assistent.adapters.rasa_motor import Motor

log = structlog.get_logger("dialoog")
Uit = TypeVar("Uit")
MAX_WACHT = 20.0
"""Seconden; daarna krijgt de inwoner de eerlijke zin en het nummer."""


class RasaDialoog:
    """De dialoogmotor; laden gebeurt op de achtergrond zodat de chat en de crisispoort meteen werken."""

    def __init__(self, model: Path) -> None:
        self._model = model
        self._motor: Motor | None = None
        self._lus = asyncio.new_event_loop()
        self._draad = threading.Thread(target=self._draai, name="dialoog", daemon=True)
        self._geladen = threading.Event()

    @property
    def klaar(self) -> bool:
        """Of het model geladen is."""
        return self._motor is not None

    def start(self) -> None:
        """Begin met laden."""
        self._draad.start()

    def wacht(self, seconden: float) -> bool:
        """Wacht tot het model geladen is; onwaar als dat niet lukte."""
        return self._geladen.wait(seconden) and self.klaar

    def stop(self) -> None:
        """Stop de draad netjes."""
        if self._draad.is_alive():
            self._lus.call_soon_threadsafe(self._lus.stop)
            self._draad.join(5)

    async def hoor(self, gesprek_id: str, tekst: str, verhaal: str = "") -> None:
        """Verwerk één geschoond bericht, met het verhaal tot nu toe; fout `DialoogOnbereikbaar`."""
        if self._motor is None:
            raise DialoogOnbereikbaar("Het taalmodel is nog niet geladen.")
        await self._in_draad(self._motor.hoor(gesprek_id, tekst, verhaal))

    async def herken(self, teksten: Sequence[str]) -> list[Gehoord]:
        """Wat de motor in elke tekst hoort, zonder iets te doen; fout `DialoogOnbereikbaar`."""
        if self._motor is None:
            raise DialoogOnbereikbaar("Het taalmodel is nog niet geladen.")
        return await self._in_draad(self._motor.herken(teksten))

    async def vergeet(self, gesprek_id: str) -> None:
        """Er is niets te wissen: de motor bewaart niets (docs/besluiten/015)."""

    async def _in_draad(self, taak: Coroutine[Any, Any, Uit]) -> Uit:
        toekomst = asyncio.run_coroutine_threadsafe(taak, self._lus)
        try:
            return await asyncio.wait_for(asyncio.wrap_future(toekomst), MAX_WACHT)
        except Exception as fout:  # elke fout van de motor wordt voor de inwoner dezelfde eerlijke zin
            log.error("motor_fout", soort=type(fout).__name__)
            raise DialoogOnbereikbaar("De taalmotor gaf een fout.") from fout

    def _draai(self) -> None:
        asyncio.set_event_loop(self._lus)
        try:
            from assistent.adapters.rasa_motor import laad

            self._motor = self._lus.run_until_complete(laad(self._model))
            log.info("model_geladen", model=self._model.name)
        except Exception as fout:  # zonder model werkt de crisispoort nog
            log.error("model_niet_geladen", soort=type(fout).__name__)
        finally:
            self._geladen.set()
        self._lus.run_forever()
