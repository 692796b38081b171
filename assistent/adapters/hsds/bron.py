"""Bronbestanden openen, met een Nederlandse zin als dat niet lukt."""

from __future__ import annotations

from pathlib import Path

from assistent.kern.errors import KennisFout


def lees_tekst(pad: Path) -> str:
    """De tekst van een bestand in UTF-8, zonder het merkteken dat Excel vooraan zet."""
    try:
        return pad.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise KennisFout(
            [f"{pad}:1 (bestand): geen UTF-8. Bewaar het opnieuw, in Excel als 'CSV UTF-8'."]
        ) from None
    except OSError:
        raise KennisFout([f"{pad}:1 (bestand): niet te lezen. Kijk of de naam klopt."]) from None
