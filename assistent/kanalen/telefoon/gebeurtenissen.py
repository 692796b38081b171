"""Wat er op een telefoonlijn gebeurt en wat de sessie dan wil; zonder geluid, zonder centrale, zonder klok."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Uiting:
    """Eén stuk gesproken tekst; de sleutel wijst naar een ingesproken opname als die er is."""

    sleutel: str
    tekst: str


@dataclass(frozen=True, slots=True)
class Optie:
    """Eén keuze die met een toets kan: wat de beller hoort en wat er dan gebeurt."""

    naam: str
    waarde: str
    """Tekst voor de assistent, of de sleutel van een onderwerp of handeling als `keuze` waar is."""
    keuze: bool = False


class Uitslag(StrEnum):
    """Hoe een poging om door te verbinden afliep."""

    VERBONDEN = "verbonden"
    BEZET = "bezet"
    GEEN_ANTWOORD = "geen_antwoord"
    GEWEIGERD = "geweigerd"
    VOICEMAIL = "voicemail"
    """Er werd opgenomen, maar niemand drukte op de toets om aan te nemen."""
    DICHT = "dicht"
    STORING = "storing"


# --- wat er gebeurt ---


@dataclass(frozen=True, slots=True)
class Begin:
    """De beller is aan de lijn; `groet` komt uit het gesprek dat net begonnen is."""

    groet: tuple[Uiting, ...]
    spraak: bool
    """Of er een herkenner is met plaats voor deze beller."""
    eigen_nummer: str | None = None
    """Het nummer waarmee iemand belt, als de centrale het geeft; alleen voor terugbellen."""


@dataclass(frozen=True, slots=True)
class SpraakBegon:
    """De beller begint te praten."""


@dataclass(frozen=True, slots=True)
class Gezegd:
    """Wat de herkenner verstond, met hoe zeker hij is (0 tot 1)."""

    tekst: str
    zekerheid: float = 1.0


@dataclass(frozen=True, slots=True)
class NietVerstaan:
    """Er is gesproken, maar er kwam niets bruikbaars uit."""


@dataclass(frozen=True, slots=True)
class Stil:
    """De centrale telt de stilte zelf en meldt dat er niets kwam."""


@dataclass(frozen=True, slots=True)
class HerkennerWeg:
    """De herkenner is vol of stuk: vanaf nu alleen toetsen."""


@dataclass(frozen=True, slots=True)
class Toets:
    """Een druk op 0-9, * of #."""

    teken: str


@dataclass(frozen=True, slots=True)
class Uitgesproken:
    """Alles tot en met dit merk heeft geklonken."""

    merk: int


@dataclass(frozen=True, slots=True)
class Tik:
    """De tijd die de sessie vroeg is verstreken."""


@dataclass(frozen=True, slots=True)
class Antwoorden:
    """Wat de assistent antwoordt op een vraag van de beller."""

    uitingen: tuple[Uiting, ...]
    vraag: str | None = None
    """De vraag die nu openstaat, zoals in de chat."""
    opties: tuple[Optie, ...] = ()
    meer: tuple[tuple[Uiting, ...], ...] = ()
    """Plekken die pas klinken als de beller om de volgende vraagt."""
    te_sturen: tuple[str, ...] = ()
    """Elke plek als tekst voor een sms, te beginnen met de plek die klonk; leeg als sms niet kan."""
    mens: bool = False
    """De beller wil een mens."""
    crisis: bool = False
    aangeboden: bool = False
    """De intake ligt klaar bij een team: tijd om te bellen."""
    motor_uit: bool = False
    """De taalmotor doet het niet; toetsen werken wel."""


@dataclass(frozen=True, slots=True)
class Gestuurd:
    """De sms is weg, of niet."""

    gelukt: bool


@dataclass(frozen=True, slots=True)
class GeenAntwoord:
    """De assistent zelf is stuk (de opslag antwoordt niet)."""


@dataclass(frozen=True, slots=True)
class Verbonden:
    """De centrale laat weten hoe het doorverbinden afliep."""

    uitslag: Uitslag
    open: str = ""
    """Wanneer er wel iemand is, in een zin, als dat bekend is."""
    verder: bool = False
    """Of er nog iemand anders te bellen is."""
    afspraak: Uiting | None = None
    """Wanneer het team nu terugbelt, als er een intake met een nummer ligt."""


Gebeurtenis = (
    Begin | SpraakBegon | Gezegd | NietVerstaan | HerkennerWeg | Toets | Uitgesproken | Tik | Antwoorden
    | GeenAntwoord | Verbonden | Stil | Gestuurd
)  # fmt: skip


# --- wat de sessie wil ---


@dataclass(frozen=True, slots=True)
class Zeg:
    """Spreek dit uit, na wat er al klinkt."""

    merk: int
    uitingen: tuple[Uiting, ...]
    vast: bool = False
    """Praat door als de beller ertussen komt; toetsen breken altijd af."""


@dataclass(frozen=True, slots=True)
class Zwijg:
    """Stop meteen met spreken en vergeet wat nog kwam."""


@dataclass(frozen=True, slots=True)
class Luister:
    """Hoe de lijn moet luisteren: kort eindpunt voor ja en nee, en een aanwijzing voor de herkenner."""

    gesloten: bool
    hint: str


@dataclass(frozen=True, slots=True)
class Vraag:
    """Leg dit aan de assistent voor: vrije tekst, of een keuze die met een toets is gemaakt."""

    tekst: str
    keuze: bool = False


@dataclass(frozen=True, slots=True)
class StuurSms:
    """Stuur deze plek naar het nummer waarmee gebeld wordt; de beller vroeg erom."""

    tekst: str


@dataclass(frozen=True, slots=True)
class VerbindDoor:
    """Bel een mens: het team waar de intake ligt, of het klantcontactcentrum."""

    naar: str
    """`team`, `kcc` of `crisis`, of `verder` voor wie daarna komt."""


@dataclass(frozen=True, slots=True)
class HangOp:
    """Beëindig het gesprek; komt nooit na een crisis."""


Opdracht = Zeg | Zwijg | Luister | Vraag | StuurSms | VerbindDoor | HangOp
