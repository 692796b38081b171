"""Wat een inwoner te zien of te horen krijgt; elke zin komt uit domain.yml of de kennisbank (R106)."""

from __future__ import annotations

from dataclasses import dataclass

from assistent.kern.begrippen import Uitkomst


@dataclass(frozen=True, slots=True)
class Knop:
    """Een sneltoets voor vrije tekst; de inwoner mag altijd iets anders typen (R33)."""

    tekst: str
    waarde: str


@dataclass(frozen=True, slots=True)
class Kaart:
    """Eén voorziening, zoals de inwoner die ziet."""

    titel: str
    tekst: str
    waar: str | None = None
    open: str | None = None
    telefoon: str | None = None
    kosten: str | None = None
    url: str | None = None
    bron: str = ""
    voorbeeld: bool = False
    let_op: str | None = None
    """Voorbehoud bij een voorbeeld of bij iets dat niet is nagekeken (R17)."""
    week: tuple[str, ...] = ()
    """De gewone week, voor wie belt; bij een voorbeeld hoort `let_op` ervoor."""

    def regels(self) -> list[str]:
        """De kaart als losse zinnen, voor telefoon, afdruk en evaluatie."""
        delen = [f"{self.titel}: {self.tekst}", self.let_op, self.waar, self.open, self.telefoon, self.kosten]
        return [d for d in delen if d]


@dataclass(frozen=True, slots=True)
class Antwoord:
    """Eén bericht van de assistent of van een medewerker."""

    tekst: str
    sleutel: str = ""
    kaarten: tuple[Kaart, ...] = ()
    knoppen: tuple[Knop, ...] = ()
    gesproken: str | None = None
    eenvoudig: str | None = None
    """Hetzelfde in makkelijke woorden, als de kennisbank die heeft."""
    bron: str = ""
    crisis: bool = False
    snel_weg: bool = False
    """Toon de knop om de pagina meteen te verlaten (§5.3 punt 7)."""
    van: str = "assistent"
    """`assistent` of de naam van de medewerker."""
    samenvatting: tuple[tuple[str, str, str], ...] = ()
    """Regels (veld, label, waarde) die de inwoner kan verbeteren (R65)."""
    voortgang: str | None = None
    """Hoe ver we zijn, in gewone woorden; hoort bij de vraag en wordt niet herhaald. Alleen in de chat."""

    def zinnen(self) -> list[str]:
        """Alles wat de inwoner leest, als losse regels."""
        regels = [self.tekst] if self.tekst else []
        regels += [f"{label}: {waarde}" for _, label, waarde in self.samenvatting]
        return regels + [regel for kaart in self.kaarten for regel in kaart.regels()]


@dataclass(frozen=True, slots=True)
class Reactie:
    """De uitkomst van één beurt."""

    antwoorden: tuple[Antwoord, ...]
    uitkomst: Uitkomst
    open_vraag: str | None = None
    aanbieden: bool = False
    """De inwoner ging akkoord: bied de intake nu aan."""
    intrekken: bool = False
    doorverbinden: bool = False
    """De inwoner wil nu een mens; op de telefoon is dat doorschakelen."""
    meepraten: bool = False
    """De inwoner zei ja op "nu praten" met wie er is."""
    terugbellen: bool = False
    """De inwoner gaf een nummer om teruggebeld te worden."""
