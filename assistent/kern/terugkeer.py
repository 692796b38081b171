"""Wie terugkomt na afsluiting gaat naar het team dat hem kent, niet opnieuw door het hele proces (R79, R80)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistent.kern.beeld import Beeld
from assistent.kern.begrippen import Klasse
from assistent.kern.gemeente import Gemeente
from assistent.kern.routering import Toewijzing

REGEL = "terug"


@dataclass(frozen=True, slots=True)
class Eerder:
    """De overdracht die in dit gesprek al is afgerond."""

    overdracht_id: str
    team: str
    onderwerpen: tuple[str, ...]
    nummer: int
    """De beurt waarna zij werd afgerond."""


def terug_naar(
    eerder: Eerder | None, gemeente: Gemeente, beeld: Beeld, klasse: Klasse, toewijzing: Toewijzing
) -> Toewijzing:
    """De toewijzing, of het eerdere team als dit dezelfde vraag is; een nieuwe vraag en gevaar gaan hun eigen weg."""
    if eerder is None or klasse is Klasse.CRISIS or eerder.team not in gemeente.teams:
        return toewijzing
    nieuw = {t.sleutel for t in beeld.onderwerpen if t.beurt > eerder.nummer}
    if nieuw - set(eerder.onderwerpen):
        return toewijzing
    return replace(
        toewijzing,
        trekker=eerder.team,
        team=eerder.team,
        regel=REGEL,
        behandelaar=f"{gemeente.prefix}/{eerder.team}",
        meekijkers=tuple(m for m in toewijzing.meekijkers if m != eerder.team),
        opschalen=False,
    )
