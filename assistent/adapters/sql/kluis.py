"""Versleutelen per veld met wisselbare sleutels (cryptography); zonder sleutel geen opslag (AVG 32)."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar

import cattrs
from cattrs.preconf.json import make_converter
from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from assistent.kern.errors import AssistentError

T = TypeVar("T")
TEKENS = "23456789BCDFGHJKMNPQRSTVWXZ"
"""Zonder klinkers en lijkt-op-tekens, net als in het referentienummer."""


def _omzetter() -> cattrs.Converter:
    omzetter = make_converter()
    omzetter.register_unstructure_hook(datetime, lambda d: d.isoformat())
    omzetter.register_structure_hook(datetime, lambda d, _: datetime.fromisoformat(d))
    omzetter.register_unstructure_hook(Enum, lambda e: e.value)
    return omzetter


class Kluis:
    """Zet kernobjecten om naar versleutelde bytes en terug."""

    def __init__(self, sleutels: str) -> None:
        """`sleutels`: Fernetsleutels met komma's; de eerste versleutelt, alle ontsleutelen."""
        lijst = [s.strip() for s in sleutels.split(",") if s.strip()]
        if not lijst:
            raise AssistentError(
                "Er is geen sleutel om gegevens te versleutelen. Zet ASSISTENT_SLEUTELS"
                " (maak er een met `assistent sleutel`)."
            )
        try:
            self._fernet = MultiFernet([Fernet(s) for s in lijst])
        except ValueError:
            raise AssistentError("ASSISTENT_SLEUTELS bevat geen geldige Fernetsleutel.") from None
        self._stempel = hashlib.sha256(b"gesprekssleutel" + lijst[-1].encode()).digest()
        self._omzetter = _omzetter()

    def sluit(self, waarde: Any) -> bytes:
        """Versleutel een dataclass, dict of tekst."""
        plat = self._omzetter.unstructure(waarde)
        return self._fernet.encrypt(json.dumps(plat, ensure_ascii=False).encode())

    def open(self, dicht: bytes, soort: type[T]) -> T:
        """Ontsleutel; fout `AssistentError` als de sleutel niet past."""
        try:
            plat = json.loads(self._fernet.decrypt(dicht))
        except InvalidToken:
            raise AssistentError("De sleutel past niet bij deze gegevens.") from None
        return self._omzetter.structure(plat, soort)

    def statuscode(self, overdracht_id: str) -> str:
        """De code bij een referentienummer, zoals "7KDRT-2WQ9B": 47 bits, nergens bewaard, goed voor te lezen."""
        getal = int.from_bytes(
            hmac.new(self._stempel, b"status" + overdracht_id.encode(), hashlib.sha256).digest()
        )
        tekens = "".join(TEKENS[getal // len(TEKENS) ** n % len(TEKENS)] for n in range(10))
        return f"{tekens[:5]}-{tekens[5:]}"

    def gesprekssleutel(self, gesprek_id: str) -> str:
        """De geheime sleutel van een gesprek: alleen wie die heeft mag erbij; wordt niet opgeslagen."""
        return hmac.new(self._stempel, gesprek_id.encode(), hashlib.sha256).hexdigest()

    def merk(self, tekst: str) -> str:
        """Een stempel om iets op terug te vinden zonder het te bewaren; zonder de sleutel niet na te maken."""
        return hmac.new(self._stempel, b"merk:" + tekst.encode(), hashlib.sha256).hexdigest()


def demosleutel(map_: Path) -> str:
    """Een sleutel voor de demo, bewaard in de gegevensmap."""
    pad = map_ / "demosleutel"
    if not pad.exists():
        map_.mkdir(parents=True, exist_ok=True)
        pad.touch(mode=0o600)
        pad.write_bytes(Fernet.generate_key())
    return pad.read_text()
