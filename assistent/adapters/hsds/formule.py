"""Cellen die Excel als formule of getal zou opvatten, krijgen een apostrof ervoor; bij het lezen gaat die er weer af."""

from __future__ import annotations

import re

# Ook tab, regeleinde en de brede tekens. Een nummer als 0612345678 zou zijn nul verliezen.
_GEVAAR = r"(?:[=+\-@\t\r\n＝＋－＠]|0[0-9]+$)"
_BESCHERM = re.compile(rf"'*{_GEVAAR}")
_BESCHERMD = re.compile(rf"'+{_GEVAAR}")


def bescherm(cel: str) -> str:
    """De cel zoals zij veilig in een spreadsheet kan."""
    return f"'{cel}" if _BESCHERM.match(cel) else cel


def herstel(cel: str) -> str:
    """Het omgekeerde van `bescherm`; een gewone apostrof (`'t Hoekje`) blijft staan."""
    return cel[1:] if _BESCHERMD.match(cel) else cel
