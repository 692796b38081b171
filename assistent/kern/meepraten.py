"""Nu praten met een mens: wie er is, wie het gesprek heeft, en wanneer de bot dus zwijgt (R45, R46, R57)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from assistent.kern.errors import AlAangenomen, OngeldigeStap
from assistent.kern.overdracht import Handeling, Overdracht

GEDULD = timedelta(minutes=2)
"""Zo lang wacht een inwoner hooguit op iemand die er is; daarna een eerlijke belafspraak."""
HOUDBAAR = timedelta(seconds=60)
"""Zonder nieuwe hartslag is iemand na deze tijd weg."""
WEG_NA = timedelta(minutes=5)
"""Zo lang na het opnemen mag een medewerker zonder open scherm het gesprek houden; daarna is de bot er weer."""
HARTSLAG = timedelta(seconds=20)
"""Zo vaak meldt een open scherm zich; drie keer binnen `HOUDBAAR`."""


@dataclass(frozen=True, slots=True)
class Aanwezige:
    """Eén open scherm van een medewerker, of de open chat van een inwoner."""

    verbinding: str
    """Elk tabblad heeft er een; sluit het laatste, dan is iemand weg."""
    wie: str
    """Accountnaam van een medewerker, of het gesprek van een inwoner."""
    gemeente: str
    tot: datetime
    teams: frozenset[str] = frozenset()
    beschikbaar: bool = False
    """Of een inwoner nu met deze medewerker mag praten."""


class Heeft(StrEnum):
    """Wie het gesprek nu heeft, los van wie de intake heeft."""

    WACHT = "wacht"
    """De inwoner wacht op een mens; de bot helpt zolang door."""
    MENS = "mens"
    BOT = "bot"
    """De mens heeft het gesprek uitdrukkelijk teruggegeven."""


MAG_NAAR = {
    Heeft.BOT: frozenset({Heeft.WACHT, Heeft.MENS}),
    Heeft.WACHT: frozenset({Heeft.MENS, Heeft.BOT}),
    Heeft.MENS: frozenset({Heeft.BOT}),
}


@dataclass(frozen=True, slots=True)
class Livegesprek:
    """De wens om nu te praten, bij één team, en wie er opneemt."""

    overdracht_id: str
    gesprek_id: str
    gemeente: str
    team: str
    """Het team dat er nu is: de trekker, of het KCC als de trekker er niet is."""
    sinds: datetime
    heeft: Heeft = Heeft.BOT
    tot: datetime | None = None
    """Uiterlijk dan moet iemand opnemen; alleen bij wachten."""
    door: str | None = None
    """Account van de mens die het gesprek heeft of het laatst had."""
    stap: int = 0
    """Zoveel stappen had de overdracht toen; een nieuwere stap gaat voor."""
    versie: int = 0

    def naar(
        self, heeft: Heeft, *, op: datetime, overdracht: Overdracht, door: str | None = None
    ) -> Livegesprek:
        """De volgende stand; fout `AlAangenomen` als een ander eerder was, anders `OngeldigeStap`."""
        if heeft not in MAG_NAAR[self.heeft]:
            if heeft is Heeft.MENS:
                raise AlAangenomen("Een collega praat al met deze inwoner.")
            raise OngeldigeStap("Dit gesprek is daar niet meer.")
        return replace(
            self,
            heeft=heeft,
            sinds=op,
            tot=op + GEDULD if heeft is Heeft.WACHT else None,
            door=door or self.door,
            stap=len(overdracht.geschiedenis),
        )


def mens_heeft_het(overdracht: Overdracht | None, live: Livegesprek | None) -> bool:
    """Of de bot zwijgt: een mens praat, of nam de intake aan en gaf het gesprek nog niet terug."""
    if overdracht is None:
        return False
    if overdracht.bij_mens:
        if live is None or live.heeft is not Heeft.BOT:
            return True
        return _deed(overdracht, live.stap, Handeling.AANNEMEN, Handeling.OVERNEMEN)
    if live is None or live.heeft is not Heeft.MENS:
        return False
    return not _deed(overdracht, live.stap, Handeling.TERUGGEVEN, Handeling.AFRONDEN, Handeling.INTREKKEN)


def _deed(overdracht: Overdracht, vanaf: int, *handelingen: Handeling) -> bool:
    """Of een van deze handelingen gebeurde na de stap waarop het livegesprek veranderde."""
    return any(s.handeling in handelingen for s in overdracht.geschiedenis[vanaf:])


def spreker(overdracht: Overdracht, live: Livegesprek | None) -> str | None:
    """Het account dat met de inwoner praat; niemand als de bot het gesprek heeft."""
    if not mens_heeft_het(overdracht, live):
        return None
    if live is not None and live.heeft is Heeft.MENS and not overdracht.bij_mens:
        return live.door
    return overdracht.aangenomen_door


def wacht_op_mens(overdracht: Overdracht, live: Livegesprek | None) -> bool:
    """Of de inwoner nu wacht tot iemand opneemt."""
    return live is not None and live.heeft is Heeft.WACHT and not overdracht.bij_mens


def team_dat_er_is(
    aanwezigen: Iterable[Aanwezige], trekker: str, kcc: Iterable[str], bezet: Iterable[str] = ()
) -> str | None:
    """Het team waarvan nu iemand vrij is: eerst de trekker, anders het KCC; niets als er niemand is."""
    praat = frozenset(bezet)
    vrij = [a for a in aanwezigen if a.beschikbaar and a.wie not in praat]
    return next((t for t in (trekker, *kcc) if any(t in a.teams for a in vrij)), None)
