"""Een klad: het gesprek dat een medewerker voert, zoals het op de server staat tot het klaar is (R18, R34)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from assistent.kern.begrippen import Kanaal, Klasse, Urgentie, Wie
from assistent.kern.intake import CONTACT, VRIJE_VELDEN
from assistent.kern.signalen import Gevaar
from assistent.kern.terugkeer import Eerder

EIGEN_WOORDEN = "eigen_woorden"
IN_TE_VULLEN = (EIGEN_WOORDEN, *VRIJE_VELDEN)
"""De velden van de intake op het scherm; niets daarvan is verplicht (R34)."""


class Bezig(StrEnum):
    """Waar het gesprek van de medewerker is."""

    GESPREK = "gesprek"
    PAUZE = "pauze"
    OVERGEDRAGEN = "overgedragen"
    """Aangeboden, en de medewerker wacht of het team aanneemt."""
    KLAAR = "klaar"
    """Afgerond; het klad wordt gewist."""


@dataclass(frozen=True, slots=True)
class Keuze:
    """Wat de medewerker anders wil dan het voorstel; leeg volgt het voorstel (R34)."""

    klasse: Klasse | None = None
    team: str | None = None
    urgentie: Urgentie | None = None
    reden: str = ""

    @property
    def anders(self) -> bool:
        """Of er iets van het voorstel is gewijzigd."""
        return bool(self.klasse or self.team or self.urgentie)


@dataclass(frozen=True, slots=True)
class Klad:
    """Alles wat de medewerker in één gesprek opschreef en koos; staat versleuteld op de server."""

    id: str
    gemeente: str
    kanaal: Kanaal
    medewerker: str
    """Account dat het gesprek heeft; alleen die schrijft in de notitie."""
    gestart: datetime
    notitie: str = ""
    """Geschoond van persoonsgegevens: een naam of nummer staat in `gehoord`."""
    gehoord: Mapping[str, str] = field(default_factory=dict)
    """Naam, telefoon en mail die in de notitie stonden."""
    gevaren: tuple[Gevaar, ...] = ()
    """Gevaar dat alleen in de ongeschoonde notitie te horen was; het mag bij herladen niet verdwijnen."""
    velden: Mapping[str, str] = field(default_factory=dict)
    """Met de hand ingevuld; een lege waarde haalt weg wat vanzelf was ingevuld."""
    gebied: str | None = None
    postcode: str | None = None
    wie: Wie | None = None
    rol: str | None = None
    weg: frozenset[str] = frozenset()
    """Voorstellen die de medewerker wegdeed, zoals `signaal:geld` of `onderwerp:schuldhulp`."""
    genoemd: frozenset[str] = frozenset()
    """Voorstellen die de medewerker gebruikte."""
    erbij: tuple[str, ...] = ()
    """Onderwerpen die de medewerker zelf toevoegde."""
    keuze: Keuze = field(default_factory=Keuze)
    gesprek_id: str | None = None
    """Het gesprek van de telefoon of chat, als dit klad daarbij hoort."""
    vervolg_op: str | None = None
    """Eerdere overdracht van dezelfde persoon."""
    eerder: Eerder | None = None
    """Die overdracht, als zij was afgerond: dezelfde vraag gaat terug naar dat team (R80)."""
    persoon: str | None = None
    """Stempel om een doorverbindlus te zien; zonder de sleutel van de server zegt het niets."""
    overdracht_id: str | None = None
    bezig: Bezig = Bezig.GESPREK
    mee: frozenset[str] = frozenset()
    """Collega's die mogen meelezen."""
    open_voor_collegas: bool = False
    """De medewerker vraagt een collega mee."""
    akkoord: bool = False
    """De inwoner hoorde wat er wordt doorgegeven en vindt dat goed (R65, R67)."""
    versie: int = 0

    def waarde(self, veld: str, vanzelf: str | None = None) -> str:
        """Wat er in een veld staat: wat met de hand is ingevuld wint, ook als dat leeg is."""
        if veld in self.velden:
            return self.velden[veld]
        return vanzelf or (self.gehoord.get(veld, "") if veld in CONTACT else "")

    def met_veld(self, veld: str, waarde: str) -> Klad:
        """Vul een veld met de hand in."""
        return replace(self, velden={**self.velden, veld: waarde})

    def zonder(self, voorstel: str) -> Klad:
        """Doe een voorstel weg; het komt in dit gesprek niet terug."""
        return replace(self, weg=self.weg | {voorstel}, genoemd=self.genoemd - {voorstel})

    def gebruikt(self, voorstel: str) -> Klad:
        """Neem een voorstel aan."""
        return replace(self, genoemd=self.genoemd | {voorstel}, weg=self.weg - {voorstel})

    def mag_lezen(self, account: str) -> bool:
        """Of dit account het gesprek mag zien: eigen, meegevraagd, of ter overname aangeboden (R62)."""
        return (
            account == self.medewerker
            or account in self.mee
            or self.open_voor_collegas
            or self.bezig is Bezig.PAUZE
        )
