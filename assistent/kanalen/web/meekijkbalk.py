"""De balk boven het meekijkscherm: eigen gesprekken, wie er belt, en collega's die hulp vragen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from assistent.app import App
from assistent.kern.kennis import Kennisbank
from assistent.kern.klad import Bezig, Klad
from assistent.kern.tijden import NEDERLAND
from assistent.ports import Account
from assistent.processen.bellers import Beller

MAX_TITEL = 28
MAX_BELLERS = 4


@dataclass(frozen=True, slots=True)
class Tabblad:
    """Eén gesprek bovenaan het scherm."""

    id: str
    titel: str
    merk: str = ""


@dataclass(frozen=True, slots=True)
class Balk:
    """De balk bovenaan: eigen gesprekken, wie er belt, en collega's die hulp vragen."""

    klad_id: str
    tabbladen: Sequence[Tabblad] = ()
    van_collegas: Sequence[Tabblad] = ()
    bellers: Sequence[Beller] = ()

    @property
    def getoond(self) -> Sequence[Beller]:
        """Wie er in de balk past; de rest is een aantal."""
        return self.bellers[:MAX_BELLERS]

    @staticmethod
    def tijd(moment: datetime) -> str:
        """Sinds wanneer iemand belt."""
        return f"{moment.astimezone(NEDERLAND):%H:%M}"


async def maak_balk(app: App, wie: Account, klad_id: str) -> Balk:
    """De balk van nu, los van de rest van het scherm: zij verandert bij elke collega en elke beller."""
    eigen, anderen = await app.meekijken.lijst(wie)
    namen = await weergavenamen(app, {k.medewerker for k in anderen})
    return Balk(
        klad_id,
        [tabblad(k, app.kennis) for k in eigen],
        [tabblad(k, app.kennis, naam=namen.get(k.medewerker, "een collega")) for k in anderen],
        await app.bellers.lijst(wie, app.klok.nu()),
    )


async def weergavenamen(app: App, namen: Iterable[str]) -> dict[str, str]:
    """Account naar naam, voor wie er nog is."""
    if app.accounts is None:
        return {}
    gevonden = {n: await app.accounts.haal(n) for n in namen}
    return {n: a.weergavenaam for n, a in gevonden.items() if a is not None}


def tabblad(klad: Klad, kennis: Kennisbank, *, naam: str = "") -> Tabblad:
    """Een tabblad zonder persoonsgegevens: de tijd en de eerste woorden van de notitie."""
    woorden = " ".join(klad.notitie.split())
    kort = woorden[:MAX_TITEL] + ("…" if len(woorden) > MAX_TITEL else "")
    tijd = f"{klad.gestart.astimezone(NEDERLAND):%H:%M}"
    merk = "" if klad.bezig is Bezig.GESPREK else kennis.meekijken.naam("bezig", klad.bezig.value)
    if naam:
        return Tabblad(klad.id, f"{naam} {tijd}", merk or "vraagt hulp")
    leeg = "beller" if klad.gesprek_id else "nieuw gesprek"
    return Tabblad(klad.id, f"{tijd} {kort or leeg}", merk)
