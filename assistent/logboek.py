"""Het logboek: gestructureerd, Nederlands, met sleutels en nooit met tekst van inwoners."""

from __future__ import annotations

import json
import logging
import os
import sys
import threading
import traceback
import warnings
from collections.abc import Mapping, MutableMapping
from pathlib import Path
from types import TracebackType
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
        "taak",
        "doel",
        "oproep",
        "seconden",
    ]
)
"""Velden die in het logboek mogen; al het andere valt weg, ook als iemand het per ongeluk meegeeft."""


LANGST = 80
"""Een waarde in het logboek is een sleutel of een soort; wat langer is wordt afgekapt."""


def _alleen_toegestaan(_: Any, __: str, regel: MutableMapping[str, Any]) -> Mapping[str, Any]:
    return {k: _kort(v) for k, v in regel.items() if k in MAG}


def _kort(waarde: Any) -> Any:
    if waarde is None or isinstance(waarde, bool | int | float):
        return waarde
    return str(waarde)[:LANGST]


class Kaal(logging.Formatter):
    """Een regel van een bibliotheek zonder haar tekst: wie, hoe erg, welke soort fout en waar.

    De tekst van een fout kan woorden van een inwoner bevatten, ook die van asyncio, aiohttp en de database.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Eén JSON-regel."""
        fout = record.exc_info[1] if record.exc_info else None
        regel: dict[str, Any] = {
            "event": "bibliotheek",
            "logger": record.name,
            "level": record.levelname.lower(),
        }
        if fout is not None:
            regel |= {"soort": type(fout).__name__, "bestand": _waar(fout.__traceback__)}
        return json.dumps(regel, ensure_ascii=False)


def _waar(spoor: TracebackType | None) -> str:
    """De laatste eigen plek in het spoor, als `bestand.py:12`."""
    plekken = [f"{Path(p.filename).name}:{p.lineno}" for p in traceback.extract_tb(spoor)]
    return plekken[-1] if plekken else ""


def _draad_viel_om(fout: threading.ExceptHookArgs) -> None:
    structlog.get_logger("draad").error(
        "draad_viel_om", soort=fout.exc_type.__name__, bestand=_waar(fout.exc_traceback)
    )


def stel_in(niveau: str = "info") -> None:
    """Zet het logboek op en maak de bibliotheken stil; vóór het laden van Rasa aanroepen."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    # Rasa en TensorFlow zetten filters terug; hun waarschuwingen helpen geen beheerder.
    warnings.showwarning = lambda *_, **__: None
    uitgang = logging.StreamHandler(sys.stderr)
    uitgang.setFormatter(Kaal())
    logging.basicConfig(level=logging.ERROR, handlers=[uitgang], force=True)
    threading.excepthook = _draad_viel_om
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
