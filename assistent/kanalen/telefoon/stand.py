"""De stand van één telefoongesprek en de paar handgrepen die elke stap gebruikt: spreken, luisteren, wekken."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from assistent.kanalen.telefoon.gebeurtenissen import (
    HangOp,
    Luister,
    Opdracht,
    Optie,
    Uiting,
    VerbindDoor,
    Vraag,
    Zeg,
    Zwijg,
)
from assistent.kanalen.telefoon.gegevens import Keuze
from assistent.kanalen.telefoon.zinnen import Boek

JA_NEE = (Optie("ja", "ja", keuze=True), Optie("nee", "nee", keuze=True))


class Fase(StrEnum):
    """Waar de beller op wacht, of wij op hem."""

    LUISTERT = "luistert"
    """Er kan van alles komen: woorden, of een toets uit de opties."""
    NUMMER = "nummer"
    """De beller toetst een telefoonnummer in; nul is hier een cijfer."""
    DENKT = "denkt"
    VERBINDT = "verbindt"
    BIJ_MENS = "bij_mens"
    KLAAR = "klaar"


@dataclass
class Stand:
    """Alles wat de lijn van dit gesprek onthoudt; verdwijnt met het gesprek."""

    boek: Boek
    fase: Fase = Fase.LUISTERT
    spraak: bool = False
    """Of er een herkenner is."""
    toetsen: bool = False
    """Of de lijn alles met toetsen vraagt."""
    eigen_nummer: str | None = None
    mens_nu: bool = True
    """Of er nu iemand te bellen is; zo niet, dan belooft de lijn geen doorverbinden."""
    leest_mee: bool = False
    """Of de medewerker na het doorverbinden kan meelezen; de beller moet dat dan horen."""
    leest_mee_gezegd: bool = False
    vraag: str | None = None
    """De open vraag van de assistent, of een van de lijn zelf (begint met `lijn_`)."""
    opties: tuple[Optie, ...] = ()
    """Wat er nu met toetsen te kiezen is; de beller heeft het gehoord (ja en nee altijd)."""
    bladen: tuple[tuple[Optie, ...], ...] = ()
    """Keuzes die nog niet geklonken hebben, per menu."""
    pad: tuple[tuple[Keuze, ...], ...] = ()
    """De menu's waar de beller doorheen ging; het laatste klinkt nu."""
    cijfers: str = ""
    missers: int = 0
    stiltes: int = 0
    leeg: int = 0
    """Hoe vaak er niemand te bereiken was zonder dat de beller iets van zich liet horen."""
    laatste: tuple[Uiting, ...] = ()
    meer: tuple[tuple[Uiting, ...], ...] = ()
    te_sturen: tuple[str, ...] = ()
    """De plek die nu klonk en wie daarna komen, als tekst voor een sms."""
    crisis: bool = False
    aangeboden: bool = False
    terugbellen: bool = False
    """De beller wordt teruggebeld: dan niet nog eens doorverbinden."""
    onderweg: int = 0
    """Vragen waarop de assistent nog niet antwoordde."""
    houd: tuple[Uiting, ...] = ()
    """Antwoorden die wachten op een volgende vraag die al onderweg is."""
    wachtzinnen: int = 0
    """Hoe vaak er tijdens het nadenken al iets klonk."""
    merk: int = 0
    geklonken: int = 0
    vast_tot: int = 0
    """Tot en met dit merk praat de lijn door als de beller ertussen komt."""
    praat: bool = False
    """Of de beller aan het praten is."""
    straks: Opdracht | None = None
    """Wat er moet gebeuren als alles geklonken heeft."""
    wekker: float | None = None
    """Wanneer de sessie gewekt wil worden."""
    uit: list[Opdracht] = field(default_factory=list)

    @property
    def eigen_vraag(self) -> bool:
        """Of de open vraag van de lijn zelf is en niet van de assistent."""
        return (self.vraag or "").startswith("lijn_")

    @property
    def klinkt(self) -> bool:
        """Of er nog iets te horen is."""
        return self.geklonken < self.merk

    @property
    def vast(self) -> bool:
        """Of er iets klinkt dat de beller eerst moet horen."""
        return self.geklonken < self.vast_tot

    def zeg(self, *uitingen: Uiting, vast: bool = False, onthoud: bool = True) -> None:
        """Spreek uit, na wat er al klinkt."""
        if not uitingen:
            return
        self.merk += 1
        self.wekker = None
        if vast:
            self.vast_tot = self.merk
        if onthoud:
            self.laatste = uitingen
        self.uit.append(Zeg(self.merk, uitingen, vast))

    def zin(self, sleutel: str, **velden: str) -> Uiting:
        """Een eigen zin van de lijn."""
        return self.boek.zin(sleutel, **velden)

    def zwijg(self) -> None:
        """Stop met spreken."""
        if self.klinkt:
            self.geklonken = self.merk
            self.uit.append(Zwijg())

    def luister(self) -> None:
        """Laat de lijn luisteren op een manier die bij de open vraag past."""
        self.fase = Fase.NUMMER if self.fase is Fase.NUMMER else Fase.LUISTERT
        hint = "nummer" if self.vraag == "contact" else "gesloten" if self.opties == JA_NEE else "open"
        if self.spraak:
            self.uit.append(Luister(hint == "gesloten", self.boek.gegevens.hints.get(hint, "")))

    def stel(self, tekst: str, nu: float, *, keuze: bool = False) -> None:
        """Leg iets aan de assistent voor; duurt het lang, dan klinkt er een zin."""
        self.wachtzinnen = 0
        self.fase, self.onderweg = Fase.DENKT, self.onderweg + 1
        self.uit.append(Vraag(tekst, keuze))
        self.wekker = nu + self.boek.gegevens.tijden.denkt

    def verbind(self, naar: str) -> None:
        """Bel een mens zodra alles geklonken heeft; klinkt er niets, dan meteen."""
        self.fase, self.straks, self.wekker = Fase.VERBINDT, None, None
        if self.klinkt:
            self.straks = VerbindDoor(naar)
        else:
            self.uit.append(VerbindDoor(naar))

    def hang_op(self) -> None:
        """Sluit af zodra alles geklonken heeft; niet na een crisis."""
        if not self.crisis:
            self.fase, self.straks, self.wekker = Fase.KLAAR, HangOp(), None

    def wek_na_stilte(self, nu: float) -> None:
        """Tel de stilte vanaf nu."""
        self.wekker = nu + self.boek.gegevens.tijden.stilte
