"""Drie acties, één vertaling: wat Rasa hoorde gaat naar de kern, en het antwoord gaat terug."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from assistent.adapters.rasa_horen import gehoord_van
from assistent.app import werkplek


async def _zet(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[dict[str, Any]]:
    gehoord = gehoord_van(tracker.latest_message)
    reactie = werkplek().zet(tracker.sender_id, gehoord, tracker.latest_message.get("text") or "")
    for antwoord in reactie.antwoorden:
        dispatcher.utter_message(text="\n".join(antwoord.zinnen()))
    return []


class ActionOnderwerp(Action):
    """Iemand noemt een onderwerp of een probleem."""

    def name(self) -> str:
        """Naam in domain.yml."""
        return "action_onderwerp"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Geef door aan de kern."""
        return await _zet(dispatcher, tracker)


class ActionPraat(Action):
    """Iemand zegt iets over het gesprek zelf."""

    def name(self) -> str:
        """Naam in domain.yml."""
        return "action_praat"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Geef door aan de kern."""
        return await _zet(dispatcher, tracker)


class ActionMens(Action):
    """Iemand wil een mens spreken (R46)."""

    def name(self) -> str:
        """Naam in domain.yml."""
        return "action_mens"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Geef door aan de kern."""
        return await _zet(dispatcher, tracker)
