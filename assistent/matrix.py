"""`assistent matrix`: wat een inwoner van elke gemeente met elk onderwerp krijgt, als tabel in docs/matrix.md."""

from __future__ import annotations

from collections.abc import Iterator

from assistent.kern.kennis import Kennisbank, Onderwerp
from assistent.processen.controleren.dekking import Vak, vak

_KOP = """# Wat krijgt een inwoner, per gemeente en onderwerp?

Gemaakt door `assistent matrix` uit de kennisbank; verander dit bestand niet met de hand. Een test bewaakt dat het klopt en dat er
geen leeg vak is.

Elk onderwerp heeft een antwoord. In een vak staat eerst het aantal kaarten: van de gemeente zelf, plus landelijk. Daarna het team
waar de vraag heen gaat als er een mens bij moet. `*` is een eigen antwoord van de gemeente. Bij een crisis noemt de assistent
meteen het nummer; het team is voor daarna.
"""


def matrix(kennis: Kennisbank) -> str:
    """De hele tabel als Markdown."""
    gemeenten = sorted(kennis.gemeenten.values(), key=lambda g: g.naam)
    rijen = [
        ["onderwerp", "soort", "naar wie", *(g.naam for g in gemeenten)],
        ["---"] * (3 + len(gemeenten)),
    ]
    for onderwerp in sorted(kennis.onderwerpen.values(), key=lambda o: o.sleutel):
        vakken = [vak(kennis, g, kennis.onderwerp(onderwerp.sleutel, g.sleutel)) for g in gemeenten]
        rijen.append(
            [f"`{onderwerp.sleutel}`", "/".join(onderwerp.soorten), _naar(onderwerp), *map(_cel, vakken)]
        )
    return _KOP + "\n" + "\n".join(_regels(rijen)) + "\n"


def _regels(rijen: list[list[str]]) -> Iterator[str]:
    for rij in rijen:
        yield f"| {' | '.join(rij)} |"


def _naar(onderwerp: Onderwerp) -> str:
    if onderwerp.crisis:
        return "hulplijn"
    return onderwerp.verwijzing.organisatie if onderwerp.verwijzing else ""


def _cel(dit: Vak) -> str:
    if dit.leeg:
        return "**leeg**"
    ster = "\\*" if dit.eigen else ""
    return f"{ster}{dit.dichtbij}+{dit.kaarten - dit.dichtbij} {dit.team or ''}".strip()
