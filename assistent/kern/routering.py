"""Van beeld naar team: een zuivere functie over de routeregels van de gemeente (R21-R23, R51, R55, R73, R74)."""

from __future__ import annotations

from dataclasses import dataclass

from assistent.kern.begrippen import Klasse, Wie
from assistent.kern.errors import AssistentError
from assistent.kern.gemeente import Gemeente, Route

GEBIED = "@gebied"


class GeenRoute(AssistentError):
    """Geen regel past; `controleer` voorkomt dat dit in bedrijf gebeurt."""


@dataclass(frozen=True, slots=True)
class Vraag:
    """Waar de routeregels naar kijken."""

    klasse: Klasse
    wet: str | None
    onderwerpen: frozenset[str] = frozenset()
    gebied: str | None = None
    wie: Wie = Wie.INWONER
    rol: str | None = None
    leeftijd: int | None = None
    kenmerken: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Toewijzing:
    """Wie de trekker is en waarom; er is er altijd precies één (R59)."""

    trekker: str
    """Teamsleutel waar de intake nu heen gaat."""
    team: str
    """Teamsleutel waar de vraag uiteindelijk hoort; anders dan de trekker bij opschalen via een loket."""
    regel: str
    bron: str
    behandelaar: str
    """De trekker als `gemeente/team` (ontwerp §6)."""
    meekijkers: tuple[str, ...] = ()
    opschalen: bool = False
    """Of de trekker gevraagd wordt op te schalen naar het team (R73)."""
    schakel: str | None = None
    vervolg: str | None = None


def herkomst(gemeente: Gemeente, wie: Wie, rol: str | None) -> str:
    """Inwoner, melder, professional of (een professional op de lijst van de gemeente) verwijzer (R55)."""
    if wie is Wie.PROFESSIONAL and rol in gemeente.verwijzers:
        return "verwijzer"
    return wie.value


def wijs_toe(gemeente: Gemeente, vraag: Vraag) -> Toewijzing:
    """De trekker volgens de eerste passende regel; fout `GeenRoute` als de gegevens een gat hebben."""
    afkomst = herkomst(gemeente, vraag.wie, vraag.rol)
    route = next((r for r in gemeente.routes if _past(r, vraag, afkomst)), None)
    if route is None:
        raise GeenRoute(f"{gemeente.naam}: geen route voor {vraag.klasse} / {vraag.wet} / {afkomst}")
    gebied = gemeente.gebied(vraag.gebied)
    plaatselijk = (gebied.team if gebied else None) or gemeente.standaard_team

    def sleutel(naam: str) -> str:
        return (plaatselijk or naam) if naam == GEBIED else naam

    team = sleutel(route.team)
    # Een verwijzer hoeft het loket niet over te doen; anders gaat de intake via het loket (R55, R73).
    via = None if afkomst == "verwijzer" else route.via
    trekker = sleutel(via) if via else team
    return Toewijzing(
        trekker=trekker,
        team=team,
        regel=route.nummer,
        bron=route.bron,
        behandelaar=f"{gemeente.prefix}/{trekker}",
        meekijkers=tuple(sleutel(m) for m in route.meekijkers if sleutel(m) != trekker),
        opschalen=trekker != team,
        schakel=route.schakel,
        vervolg=route.vervolg,
    )


def _past(route: Route, vraag: Vraag, afkomst: str) -> bool:
    # Een verwijzer is ook een professional: regels voor professionals gelden voor beide.
    soorten = {afkomst, "professional"} if afkomst == "verwijzer" else {afkomst}
    return (
        (not route.klassen or vraag.klasse in route.klassen)
        and (not route.wetten or vraag.wet in route.wetten)
        and (not route.onderwerpen or bool(route.onderwerpen & vraag.onderwerpen))
        and (not route.herkomst or bool(route.herkomst & soorten))
        and route.kenmerken <= vraag.kenmerken
        and (
            route.leeftijd_tot is None or (vraag.leeftijd is not None and vraag.leeftijd < route.leeftijd_tot)
        )
    )
