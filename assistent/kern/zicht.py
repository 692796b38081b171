"""Een intake beperken tot wat iemand mag zien; zo kan geen scherm te veel tonen (R97, R101, domein §9)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any

from assistent.kern.begrippen import Klasse, Urgentie, Wie
from assistent.kern.intake import Intake
from assistent.kern.rollen import Rechten


def beperk(intake: Intake, rechten: Rechten, rollen: Iterable[str], *, meekijker: bool = False) -> Intake:
    """De intake met alleen wat deze rollen zien; de rest is leeg, alsof het niet gevraagd was.

    `meekijker` is wie bij een meekijkend team hoort en niet bij de trekker.
    """
    rollen = tuple(rollen)
    weg: dict[str, Any] = {
        f.name: getattr(_LEEG, f.name)
        for f in fields(intake)
        if f.name != "velden" and not rechten.ziet(rollen, f.name, meekijker=meekijker)
    }
    velden = {k: v for k, v in intake.velden.items() if rechten.ziet(rollen, k, meekijker=meekijker)}
    return replace(intake, velden=velden, **weg)


BLIJFT = frozenset(
    {"klasse", "regel", "regelversie", "gemeente", "trekker", "meekijkers"}
    | {"urgentie", "wie", "kanaal", "akkoord_op", "akkoord_reden"}
)
"""Wat na wissen overblijft tot de rij zelf weggaat: waar de vraag lag, niets van wat iemand vertelde."""


def zonder_inhoud(intake: Intake) -> Intake:
    """De intake zonder alles wat iemand vertelde (AVG 17)."""
    weg: dict[str, Any] = {f.name: getattr(_LEEG, f.name) for f in fields(intake) if f.name not in BLIJFT}
    return replace(intake, **weg)


_LEEG = Intake(
    vraag_in_eigen_woorden=(),
    klasse=Klasse.NIET_BEPAALD,
    regel="",
    regelversie="",
    uitleg="",
    onderwerpen=(),
    leefgebieden=(),
    markeringen=(),
    bewijs=(),
    gemeente="",
    gebied=None,
    trekker="",
    opschalen_naar=None,
    meekijkers=(),
    vervolg=None,
    urgentie=Urgentie.NORMAAL,
    wie=Wie.INWONER,
    rol=None,
    velden={},
    kanaal="",
)
