"""HSDS als één genest JSON-bestand; bij het lezen onthoudt elk object zijn regel."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistent.adapters.hsds.bron import lees_tekst
from assistent.adapters.hsds.genest_in import naar_rij
from assistent.adapters.hsds.genest_uit import naar_hsds
from assistent.adapters.hsds.herkomst import Gegevens, Gelezen, Knoop, Plek
from assistent.adapters.hsds.kaart import Dienst, schrijf_veilig
from assistent.kern.errors import KennisFout

_DEEL = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\],:]|[^\s{}\[\],:"]+')


def schrijf(kaart: list[Dienst], doel: Path, provincie: str, velden: Gegevens) -> None:
    """Schrijf een lijst van diensten."""
    tekst = json.dumps(naar_hsds(kaart, provincie, velden), ensure_ascii=False, indent=2, allow_nan=False)
    schrijf_veilig(doel, f"{tekst}\n".encode())


def lees(pad: Path, velden: Gegevens) -> Gelezen:
    """Lees een lijst van diensten, of een bladzijde van een HSDS-API (`contents`)."""
    tekst = lees_tekst(pad)
    try:
        json.loads(tekst, parse_constant=_geen_getal)
        inhoud = _Lezer(pad, tekst).waarde()
    except json.JSONDecodeError as fout:
        raise KennisFout(
            [f"{pad}:{fout.lineno} (bestand): geen geldige JSON. Kijk naar komma's en haken."]
        ) from None
    except (ValueError, RecursionError):
        raise KennisFout([f"{pad}:1 (bestand): geen geldige JSON (getal of diepte)."]) from None
    if isinstance(inhoud, dict):
        inhoud = inhoud.get("services", inhoud.get("contents"))
    if not isinstance(inhoud, list):
        raise KennisFout([f"{pad}:1 (bestand): hier hoort een lijst met diensten te staan."])
    rijen = [naar_rij(dienst, velden) for dienst in inhoud if isinstance(dienst, Knoop)]
    vreemd = [
        f"{pad}:1 (bestand): onderdeel {i} is geen dienst. Haal het weg."
        for i, d in enumerate(inhoud, 1)
        if not isinstance(d, Knoop)
    ]
    return Gelezen(rijen, vreemd)


def _geen_getal(tekst: str) -> Any:
    raise ValueError(tekst)


class _Lezer:
    """Bouwt geldige JSON op uit losse delen en telt de regels mee."""

    def __init__(self, pad: Path, tekst: str) -> None:
        self._pad = pad
        self._delen = self._loop(tekst)

    def _loop(self, tekst: str) -> Iterator[tuple[str, int]]:
        regel, vorige = 1, 0
        for deel in _DEEL.finditer(tekst):
            regel += tekst.count("\n", vorige, deel.start())
            vorige = deel.start()
            yield deel.group(), regel

    def waarde(self) -> Any:
        """De eerstvolgende waarde."""
        return self._van(*next(self._delen))

    def _van(self, deel: str, regel: int) -> Any:
        if deel == "{":
            return self._object(regel)
        if deel == "[":
            return self._lijst()
        return json.loads(deel)

    def _lijst(self) -> list[Any]:
        lijst = []
        for deel, regel in self._delen:
            if deel == "]":
                break
            if deel != ",":
                lijst.append(self._van(deel, regel))
        return lijst

    def _object(self, begin: int) -> Knoop:
        knoop = Knoop({}, Plek(self._pad, begin))
        for deel, regel in self._delen:
            if deel == "}":
                break
            if deel == ",":
                continue
            veld = json.loads(deel)
            next(self._delen)  # de dubbele punt
            knoop.regels[veld] = regel
            if veld in knoop:
                knoop.fout(veld, "dit veld staat er twee keer. Haal er één weg.")
            knoop[veld] = self.waarde()
        return knoop
