"""Wat er in één bericht gehoord is: signalen met de woorden die ze veroorzaakten (R25, R29)."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from assistent.kern.begrippen import Wie

GEHEEL = "geheel"
"""De bron van een signaal dat alleen in alle berichten samen klinkt."""
MODEL = "model"
"""De bron van wat alleen het geleerde model in één bericht hoorde."""
GELEERD = frozenset({MODEL, GEHEEL})
"""Bronnen die geen patroon zijn."""
KLINKT_VANAF = 0.5
"""Zo sterk moet een leefgebied of markering klinken om mee te tellen; een patroon waar het model aan twijfelt is zwakker."""
PROBLEEM_VANAF = 0.7
"""Zo sterk moet een leefgebied klinken om als probleem te tellen (§4.2), of om geraakt te heten als geen onderwerp erbij hoort."""


class Over(StrEnum):
    """Over wie het signaal gaat."""

    ZELF = "zelf"
    HUISHOUDEN = "huishouden"
    ANDER = "ander"


class Tijd(StrEnum):
    """Wanneer het speelt; alleen `nu` en `gevreesd` kunnen een probleem zijn."""

    NU = "nu"
    VOORBIJ = "voorbij"
    GEVREESD = "gevreesd"


class Soort(StrEnum):
    """Waar een signaal over gaat."""

    LEEFGEBIED = "leefgebied"
    MARKERING = "markering"
    GEGEVEN = "gegeven"


@dataclass(frozen=True, slots=True)
class Signaal:
    """Een probleem, markering of gegeven dat iemand noemt."""

    soort: Soort
    sleutel: str
    """Leefgebied (§3.1), M1-M10 (§4.3) of de naam van een gegeven (bijv. `geen_netwerk`)."""
    tekst: str
    """De woorden van de inwoner, al geschoond van persoonsgegevens."""
    bron: str
    """Nummer van het patroon, of `model` als een geleerd model het hoorde."""
    over: Over = Over.ZELF
    tijd: Tijd = Tijd.NU
    ontkend: bool = False
    zaak: str | None = None
    """Signalen met dezelfde zaak tellen samen als één probleem (§4.4: ontruiming, afsluiting)."""
    sterkte: float = 1.0
    """Hoe zeker het gehoord is, van 0 tot 1; een patroon is 1, of zwak als het geleerde model eraan twijfelt."""

    @property
    def telt(self) -> bool:
        """Of dit signaal meetelt als probleem van nu."""
        return not self.ontkend and self.tijd is not Tijd.VOORBIJ


@dataclass(frozen=True, slots=True)
class Gevaar:
    """Een crisis die de poort hoorde (C1-C8, §5.2)."""

    code: str
    tekst: str
    bron: str
    over: Over = Over.ZELF


@dataclass(frozen=True, slots=True)
class Gelezen:
    """Alles wat de taallaag uit één bericht haalde."""

    tekst: str
    """Het bericht zonder persoonsgegevens; alleen dit mag bewaard worden."""
    signalen: tuple[Signaal, ...] = ()
    gevaren: tuple[Gevaar, ...] = ()
    taal: str = "nl"
    wie: Wie = Wie.INWONER
    weerlegt: bool = False
    """Het bericht spreekt iets tegen ("nee, we hebben geen schulden"): wat erin genoemd wordt speelt juist niet."""
    rol: str | None = None
    """Rol van een melder of beroepskracht: buur, familie, huisarts, school … (R53)."""
    leeftijd: int | None = None
    postcode: str | None = None
    gebied: str | None = None
    nieuw: float = 1.0
    """De kans dat dit bericht, als vervolg, iets nieuws noemt; zonder geleerd model telt alles als nieuw."""
    vraagt: bool = False
    """Het bericht stelt een vraag."""
    doorvraag: str = ""
    """Waarover het bericht doorvraagt: duur, kosten, nodig, wie, contact of anders; leeg als het dat niet doet."""
    leidt_in: bool = False
    """Het bericht zegt alleen dát er een vraag is, of over wie ("ik heb een vraag over mijn zoon")."""
    weigert: bool = False
    """Er staan woorden in waarmee iemand een aanbod afslaat ("hoeft niet", "ik regel het zelf")."""
    laat_doorgeven: bool = False
    """Er staan woorden in waarmee iemand het laat doorgeven ("bel mij maar")."""
    stemt_toe: bool = False
    """Er staan woorden in waarmee iemand ja zegt op een aanbod ("doet u dat maar"), en geen ontkenning."""
    wendingen: frozenset[str] = frozenset()
    """Andere wendingen uit context.yml die erin staan: rondt_af, niet_doorgeven, voorbehoud, haal_weg, zelf, gerust, onveilig, niet_bellen, afscheid."""
    inhoud: int = 0
    """Hoeveel woorden ergens over gaan; bij nul is het alleen ja, nee of een beleefdheid."""
    noemt: tuple[str, ...] = ()
    """Die woorden zelf, in kleine letters; om terug te vinden wat iemand weg wil hebben."""
    geheel: tuple[Signaal, ...] | None = None
    """Leefgebieden die in alle berichten samen klinken; niets als daar niet naar gekeken is."""
    contact: dict[str, str] = field(default_factory=dict)
    """Naam, telefoon of mail, alleen gevuld als de intake erom vroeg."""

    @property
    def doorvraagt(self) -> bool:
        """Of het bericht doorvraagt over wat al loopt: hoe lang duurt het, wat kost het, wie beslist."""
        return bool(self.doorvraag)
