"""Rasa ingebed: het model in een eigen draad met een eigen lus, acties in hetzelfde proces (docs/besluiten/002)."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

import structlog
from rasa.core.agent import Agent, load_agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.tracker_store import InMemoryTrackerStore, SQLTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor

from assistent.kern.errors import DialoogOnbereikbaar

log = structlog.get_logger("dialoog")
MAX_WACHT = 20.0
"""Seconden; daarna krijgt de inwoner de eerlijke zin en het nummer."""


class _ActiesHier(EndpointConfig):
    """Voert acties uit in dit proces in plaats van over HTTP."""

    def __init__(self, uitvoerder: ActionExecutor) -> None:
        super().__init__(url="http://hier.invalid")
        self._uitvoerder = uitvoerder

    async def request(self, *args: Any, **kwargs: Any) -> Any:
        """De aanroep die Rasa naar een actieserver zou sturen."""
        return await self._uitvoerder.run(kwargs["json"])


class _OnsSpoor(SQLTrackerStore):
    """Rasa's tracker in onze database; de adresbouw is die van SQLAlchemy 2."""

    @classmethod
    def get_db_url(cls, *args: Any, **kwargs: Any) -> Any:
        """Een compleet adres gaat ongewijzigd door."""
        import sqlalchemy as sa

        return sa.engine.make_url(kwargs.get("host") or args[1])


class RasaDialoog:
    """De dialoogmotor; laden gebeurt op de achtergrond zodat de chat en de crisispoort meteen werken."""

    def __init__(self, model: Path, tracker_adres: str | None) -> None:
        self._model, self._tracker_adres = model, tracker_adres
        self._agent: Agent | None = None
        self._spoor: TrackerStore | None = None
        self._lus = asyncio.new_event_loop()
        self._draad = threading.Thread(target=self._draai, name="dialoog", daemon=True)
        self._geladen = threading.Event()

    @property
    def klaar(self) -> bool:
        """Of het model geladen is."""
        return self._agent is not None

    def start(self) -> None:
        """Begin met laden."""
        self._draad.start()

    def wacht(self, seconden: float) -> bool:
        """Wacht tot het model geladen is; onwaar als dat niet lukte."""
        return self._geladen.wait(seconden) and self.klaar

    def stop(self) -> None:
        """Stop de draad netjes."""
        self._lus.call_soon_threadsafe(self._lus.stop)
        self._draad.join(5)

    async def hoor(self, gesprek_id: str, tekst: str) -> None:
        """Verwerk één geschoond bericht; fout `DialoogOnbereikbaar`."""
        agent = self._agent
        if agent is None:
            raise DialoogOnbereikbaar("Het taalmodel is nog niet geladen.")
        bericht = UserMessage(tekst, CollectingOutputChannel(), sender_id=gesprek_id, input_channel="assistent")
        await self._in_draad(agent.handle_message(bericht))

    async def vergeet(self, gesprek_id: str) -> None:
        """Wis de tracker van dit gesprek."""
        if self._spoor is not None:
            await self._in_draad(_wis(self._spoor, gesprek_id))

    async def _in_draad(self, taak: Coroutine[Any, Any, Any]) -> Any:
        toekomst = asyncio.run_coroutine_threadsafe(taak, self._lus)
        try:
            return await asyncio.wait_for(asyncio.wrap_future(toekomst), MAX_WACHT)
        except Exception as fout:  # elke fout van de motor wordt voor de inwoner dezelfde eerlijke zin
            log.error("motor_fout", soort=type(fout).__name__)
            raise DialoogOnbereikbaar("De taalmotor gaf een fout.") from fout

    def _draai(self) -> None:
        asyncio.set_event_loop(self._lus)
        try:
            self._agent = self._lus.run_until_complete(self._laad())
        except Exception as fout:  # zonder model werkt de crisispoort nog
            log.error("model_niet_geladen", soort=type(fout).__name__)
        finally:
            self._geladen.set()
        self._lus.run_forever()

    async def _laad(self) -> Agent:
        uitvoerder = ActionExecutor()
        uitvoerder.register_package("acties")
        agent = await load_agent(str(self._model))
        assert agent.processor is not None
        domein: Domain = agent.domain
        self._spoor = (
            _OnsSpoor(domain=domein, host=self._tracker_adres)
            if self._tracker_adres
            else InMemoryTrackerStore(domein)
        )
        einde = _ActiesHier(uitvoerder)
        agent.tracker_store = agent.processor.tracker_store = self._spoor
        agent.action_endpoint = agent.processor.action_endpoint = einde
        _sla_toets_over()
        await agent.parse_message("warm")
        log.info("model_geladen", model=self._model.name)
        return agent


def _sla_toets_over() -> None:
    """Rasa toetst elk actieresultaat opnieuw tegen een schema: 80 % van de beurt, voor resultaten van onszelf."""
    from rasa.core.actions.action import RemoteAction

    RemoteAction._validate_action_result = lambda self, resultaat: True


async def _wis(spoor: TrackerStore, gesprek_id: str) -> None:
    if isinstance(spoor, SQLTrackerStore):
        with spoor.session_scope() as sessie:
            sessie.query(SQLTrackerStore.SQLEvent).filter_by(sender_id=gesprek_id).delete()
            sessie.commit()
    elif isinstance(spoor, InMemoryTrackerStore):
        spoor.store.pop(gesprek_id, None)


def demp_bibliotheken() -> None:
    """Rasa, TensorFlow en hun vrienden loggen tekst van inwoners op debug; alleen fouten blijven over."""
    for naam in ("rasa", "rasa_sdk", "tensorflow", "apscheduler", "matplotlib", "sqlalchemy", "absl"):
        logging.getLogger(naam).setLevel(logging.ERROR)
