"""Rasa leert ook van de verhalen in `data/verhalen`: wie vertelt klinkt anders dan wie een vraag stelt (docs/besluiten/006)."""

from __future__ import annotations

from pathlib import Path

import yaml
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

_VERHALEN = Path(__file__).parents[2] / "data" / "verhalen"


class Verhalen(RasaFileImporter):
    """De gewone gegevens van Rasa, met elk verhaal als voorbeeld van het belangrijkste onderwerp erin."""

    def get_nlu_data(self, language: str | None = "nl") -> TrainingData:
        """De zinnen uit `data/nlu` en de verhalen met een onderwerp."""
        gegevens = super().get_nlu_data(language)
        # Niet `merge`: dat vergelijkt alle zinnen opnieuw en kost tien seconden.
        gegevens.training_examples.extend(
            Message.build(verhaal["tekst"], verhaal["onderwerpen"][0])
            for pad in sorted(_VERHALEN.glob("*.yml"))
            for verhaal in yaml.load(pad.read_text("utf-8"), Loader=yaml.CSafeLoader)
            if verhaal["onderwerpen"]
        )
        return gegevens
