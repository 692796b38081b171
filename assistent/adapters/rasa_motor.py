"""Het zware deel van Rasa: laden, acties in dit proces, en de tracker in onze database (docs/besluiten/002)."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from rasa.core.actions.action import RemoteAction
from rasa.core.agent import Agent, load_agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.tracker_store import InMemoryTrackerStore, SQLTrackerStore, TrackerStore
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor


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
        return sa.engine.make_url(kwargs.get("host") or args[1])


class Motor:
    """Het geladen model met zijn tracker; leeft in de draad van `RasaDialoog`."""

    def __init__(self, agent: Agent, spoor: TrackerStore) -> None:
        self._agent, self._spoor = agent, spoor

    async def hoor(self, gesprek_id: str, tekst: str) -> None:
        """Verwerk één bericht."""
        uit = CollectingOutputChannel()
        await self._agent.handle_message(
            UserMessage(tekst, uit, sender_id=gesprek_id, input_channel="assistent")
        )

    async def vergeet(self, gesprek_id: str) -> None:
        """Wis de tracker van dit gesprek."""
        if isinstance(self._spoor, SQLTrackerStore):
            with self._spoor.session_scope() as sessie:
                sessie.query(SQLTrackerStore.SQLEvent).filter_by(sender_id=gesprek_id).delete()
                sessie.commit()
        elif isinstance(self._spoor, InMemoryTrackerStore):
            self._spoor.store.pop(gesprek_id, None)


async def laad(model: Path, tracker_adres: str | None) -> Motor:
    """Laad het model; `tracker_adres` leeg is een tracker in het geheugen."""
    demp_bibliotheken()
    uitvoerder = ActionExecutor()
    uitvoerder.register_package("acties")
    agent = await load_agent(str(model))
    if agent.processor is None or agent.domain is None:
        raise ValueError("leeg model")
    spoor: TrackerStore = (
        _OnsSpoor(domain=agent.domain, host=tracker_adres)
        if tracker_adres
        else InMemoryTrackerStore(agent.domain)
    )
    agent.tracker_store = agent.processor.tracker_store = spoor
    agent.action_endpoint = agent.processor.action_endpoint = _ActiesHier(uitvoerder)
    # Rasa toetst elk actieresultaat opnieuw tegen een schema: 80 % van de beurt, voor resultaten van onszelf.
    RemoteAction._validate_action_result = lambda *_: True
    await agent.parse_message("warm")
    return Motor(agent, spoor)


def demp_bibliotheken() -> None:
    """Rasa en haar vrienden loggen tekst van inwoners op debug; alleen fouten blijven over."""
    for naam in ("rasa", "rasa_sdk", "tensorflow", "apscheduler", "matplotlib", "sqlalchemy", "absl"):
        logging.getLogger(naam).setLevel(logging.ERROR)
