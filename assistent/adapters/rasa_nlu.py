"""Het eigen Rasa-onderdeel dat intents herkent, ook per deel van een bericht (twee vragen in één zin)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import joblib
import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.svm import LinearSVC

from assistent.adapters.rasa_horen import VERHAAL
from assistent.taal.chattaal import laad_chattaal
from assistent.taal.kenmerken import Gewichten, Kenmerken

DELEN = "delen"
RUW = 0.2
"""Hoe precies het model zijn grens zoekt: fijner kost een derde meer tijd en geeft dezelfde uitkomst."""
SAMEN = 0.575
"""Hoe een deel en het hele bericht samen wegen; iets meer dan de helft, want het gemiddelde is minder uitgesproken."""
_KNIP = re.compile(
    r"(?<=[.!?;])\s+|\s+(?:en ook|en daarnaast|maar ook|en verder|daarnaast)\s+|\n+", re.IGNORECASE
)
_SIGNALEN = Path(__file__).parents[2] / "kennisbank" / "signalen"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class OnderwerpClassifier(GraphComponent, IntentClassifier):
    """Lineair model op lettergroepen, woordgroepen en een zinsvector (docs/besluiten/006)."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> OnderwerpClassifier:
        """Maak een leeg onderdeel om te trainen."""
        return cls(config, model_storage, resource)

    def __init__(
        self,
        config: dict[str, Any],
        opslag: ModelStorage,
        bron: Resource,
        kenmerken: Kenmerken | None = None,
        gewichten: Gewichten | None = None,
        intents: Sequence[str] = (),
    ) -> None:
        self.config, self.opslag, self.bron = config, opslag, bron
        self.kenmerken, self.gewichten, self.intents = kenmerken, gewichten, intents

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """C: hoe sterk het model zich aan de zinnen bindt; scherpte: van afstand naar zekerheid."""
        return {"C": 0.5, "scherpte": 7.0, "ranglijst": 8}

    def train(self, training_data: TrainingData) -> Resource:
        """Leer van alle zinnen met een intent."""
        zinnen = [v for v in training_data.intent_examples if v.get(TEXT)]
        self.kenmerken = Kenmerken(laad_chattaal(_SIGNALEN))
        matrix = self.kenmerken.leer([z.get(TEXT) for z in zinnen])
        model = LinearSVC(C=self.config["C"], tol=RUW, random_state=1).fit(matrix, [z.get(INTENT) for z in zinnen])
        self.gewichten, self.intents = Gewichten([model]), [str(i) for i in model.classes_]
        with self.opslag.write_to(self.bron) as map_:
            joblib.dump((self.kenmerken, self.gewichten, self.intents), map_ / "model.joblib")
        return self.bron

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> OnderwerpClassifier:
        """Laad het getrainde model uit het modelarchief."""
        with model_storage.read_from(resource) as map_:
            return cls(config, model_storage, resource, *joblib.load(map_ / "model.joblib"))

    def process(self, messages: list[Message]) -> list[Message]:
        """Zet op elk bericht de intent, de ranglijst en de onderwerpen per deel."""
        for bericht in messages:
            tekst = bericht.get(TEXT) or ""
            delen = [d for d in _KNIP.split(tekst) if len(d.split()) > 2]
            losse = delen if len(delen) > 1 else []
            # Bij het eerste bericht is het bericht zelf het geheel waar een deel in moet passen.
            verhaal = (bericht.get("metadata") or {}).get(VERHAAL) or (tekst if losse else "")
            afstand = self._afstanden([tekst, *losse, *([verhaal] if verhaal else [])])
            # Een zin die los ergens over lijkt te gaan is vaak een bijzin: het hele bericht weegt even zwaar.
            deel = slice(1, 1 + len(losse))
            afstand[deel] = SAMEN * (afstand[deel] + afstand[0])
            ranglijst = [self._lijst(rij) for rij in _zekerheden(afstand)]
            if verhaal:
                bericht.set(VERHAAL, ranglijst.pop(), add_to_output=True)
            bericht.set(INTENT, ranglijst[0][0], add_to_output=True)
            bericht.set("intent_ranking", ranglijst[0], add_to_output=True)
            per_deel = [{"tekst": deel, **top[0]} for deel, top in zip(losse, ranglijst[1:], strict=True)]
            bericht.set(DELEN, per_deel, add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Voor de dialoogregels is de intent van de trainingszin genoeg."""
        return training_data

    def _afstanden(self, teksten: list[str]) -> np.ndarray[Any, Any]:
        assert self.kenmerken is not None
        assert self.gewichten is not None
        return np.asarray(self.gewichten.weeg(self.kenmerken.lees(teksten)) * self.config["scherpte"])

    def _lijst(self, rij: np.ndarray[Any, Any]) -> list[dict[str, Any]]:
        top = np.argsort(-rij)[: self.config["ranglijst"]]
        return [{INTENT_NAME_KEY: self.intents[i], PREDICTED_CONFIDENCE_KEY: float(rij[i])} for i in top]


def _zekerheden(afstand: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    macht = np.exp(afstand - afstand.max(axis=1, keepdims=True))
    return np.asarray(macht / macht.sum(axis=1, keepdims=True))
