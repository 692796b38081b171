"""Het zware deel van Rasa: laden, acties in dit proces, en een tracker die niets bewaart (docs/besluiten/002, 015)."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rasa.core.actions.action import RemoteAction
from rasa.core.agent import load_agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.processor import MessageProcessor
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.events import ActionExecuted, SessionStarted
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor

from assistent.adapters.rasa_horen import VERHAAL, gehoord_van
from assistent.adapters.rasa_loper import LichteLoper
from assistent.kern.beeld import Gehoord


class _ActiesHier(EndpointConfig):
    """Voert acties uit in dit proces in plaats van over HTTP."""

    def __init__(self, uitvoerder: ActionExecutor) -> None:
        # Zonder "selective domain" gaat het hele domein bij elke beurt mee; onze acties kijken er niet naar.
        super().__init__(url="http://hier.invalid", enable_selective_domain=True)
        self._uitvoerder = uitvoerder

    async def request(self, *args: Any, **kwargs: Any) -> Any:
        """De aanroep die Rasa naar een actieserver zou sturen."""
        return await self._uitvoerder.run(kwargs["json"])


class GeenSpoor(TrackerStore):
    """Bewaart niets: de stand van een gesprek staat versleuteld in onze eigen opslag, en regels kijken niet terug.

    Zo is er geen tweede kopie van het verhaal van een inwoner om te beveiligen of te wissen (AVG 5, 25).
    """

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Vergeet het."""

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """Elke beurt begint schoon, net na het openen van een sessie."""
        begin = [
            ActionExecuted(ACTION_SESSION_START_NAME),
            SessionStarted(),
            ActionExecuted(ACTION_LISTEN_NAME),
        ]
        return DialogueStateTracker.from_events(sender_id, begin, self.domain.slots)

    async def keys(self) -> list[str]:
        """Er is nooit iets."""
        return []


class Motor:
    """Het geladen model; leeft in de draad van `RasaDialoog`."""

    def __init__(self, verwerker: MessageProcessor) -> None:
        self._verwerker = verwerker

    async def hoor(self, gesprek_id: str, tekst: str, verhaal: str) -> None:
        """Verwerk één bericht: verstaan, de regel kiest één actie, die wordt uitgevoerd.

        Rasa's eigen lus zou daarna nog voorspellen dat er geluisterd wordt; dat weten wij al.
        """
        uit = CollectingOutputChannel()
        bericht = UserMessage(
            tekst, uit, sender_id=gesprek_id, input_channel="assistent", metadata={VERHAAL: verhaal}
        )
        spoor = await self._verwerker.log_message(bericht, should_save_tracker=False)
        actie, _ = self._verwerker.predict_next_with_tracker_if_should(spoor)
        await actie.run(uit, self._verwerker.nlg, spoor, self._verwerker.domain)

    async def herken(self, teksten: Sequence[str]) -> list[Gehoord]:
        """Alleen verstaan, zonder regel en zonder actie: goedkoop genoeg voor tijdens het typen."""
        return [gehoord_van(await self._verwerker.parse_message(UserMessage(t))) for t in teksten]


async def laad(model: Path) -> Motor:
    """Laad het model; fout `ValueError` als het leeg is."""
    demp_bibliotheken()
    uitvoerder = ActionExecutor()
    uitvoerder.register_package("acties")
    agent = await load_agent(str(model))
    if agent.processor is None or agent.domain is None:
        raise ValueError("leeg model")
    knopen = agent.processor.graph_runner
    agent.processor.graph_runner = LichteLoper(knopen._graph_schema, knopen._instantiated_nodes)
    agent.tracker_store = agent.processor.tracker_store = GeenSpoor(agent.domain)
    agent.action_endpoint = agent.processor.action_endpoint = _ActiesHier(uitvoerder)
    # Rasa toetst elk actieresultaat opnieuw tegen een schema: 80 % van de beurt, voor resultaten van onszelf.
    RemoteAction._validate_action_result = lambda *_: True
    motor = Motor(agent.processor)
    # Het eerste bericht maakt nog van alles klaar; zo wacht de eerste inwoner daar niet op.
    await agent.parse_message("goedemorgen")
    return motor


def demp_bibliotheken() -> None:
    """Rasa en haar vrienden loggen tekst van inwoners op debug; alleen fouten blijven over."""
    for naam in ("rasa", "rasa_sdk", "tensorflow", "apscheduler", "matplotlib", "sqlalchemy", "absl"):
        logging.getLogger(naam).setLevel(logging.ERROR)
