"""Het logboek: gestructureerd, Nederlands, met sleutels en nooit met tekst van inwoners."""

from __future__ import annotations

import logging
import os
import sys
import warnings
from collections.abc import Mapping, MutableMapping
from typing import Any

import structlog

MAG = frozenset(
    [
        "event",
        "level",
        "timestamp",
        "logger",
        "gesprek",
        "overdracht",
        "nummer",
        "uitkomst",
        "staat",
        "soort",
        "model",
        "ms",
        "pad",
        "code",
        "account",
        "versie",
        "aantal",
        "bestand",
        "adres",
        "reden",
    ]
)
"""Velden die in het logboek mogen; al het andere valt weg, ook als iemand het per ongeluk meegeeft."""


def _alleen_toegestaan(_: Any, __: str, regel: MutableMapping[str, Any]) -> Mapping[str, Any]:
    return {k: v for k, v in regel.items() if k in MAG}


def stel_in(niveau: str = "info") -> None:
    """Zet het logboek op en maak de bibliotheken stil; vóór het laden van Rasa aanroepen."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    # Rasa en TensorFlow zetten filters terug; hun waarschuwingen helpen geen beheerder.
    warnings.showwarning = lambda *_, **__: None
    logging.basicConfig(level=logging.ERROR, stream=sys.stderr, format="%(message)s")
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            _alleen_toegestaan,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(getattr(logging, niveau.upper())),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
