"""Drie acties, één vertaling: wat Rasa hoorde gaat naar de kern, en het antwoord gaat terug."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from assistent.app import werkplek
from assistent.kern.beeld import Gehoord, Treffer

MEE = 0.15
"""Onderwerpen onder deze zekerheid geven we niet door; de kern heeft hogere drempels."""
MEE_DEEL = 0.6
"""Een los zinsdeel moet op zichzelf duidelijk zijn: het is vaak alleen de aanleiding."""


def gehoord_van(bericht: dict[str, Any]) -> Gehoord:
    """Vertaal het laatste bericht van de tracker: intent, zekerheid en onderwerpen, ook per deel."""
    ranglijst = bericht.get("intent_ranking") or []
    tekst = bericht.get("text") or ""
    intent = bericht.get("intent") or {}
    kandidaten = [(r["name"], r["confidence"], tekst) for r in ranglijst]
    delen = bericht.get("delen") or []
    kandidaten += [(d["name"], d["confidence"], d["tekst"]) for d in delen if d["confidence"] >= MEE_DEEL]
    return Gehoord(
        intent=intent.get("name") or "",
        zekerheid=float(intent.get("confidence") or 0.0),
        onderwerpen=tuple(Treffer(n, float(z), t, 0) for n, z, t in kandidaten if z >= MEE),
    )


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
