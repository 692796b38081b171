"""Een gesprek: wat er is gezegd, gehoord en gevraagd; onveranderlijk, elke beurt geeft een nieuw gesprek."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from assistent.kern.beeld import Beeld
from assistent.kern.begrippen import Kanaal, Uitkomst
from assistent.kern.terugkeer import Eerder


class Fase(StrEnum):
    """Waar het gesprek is."""

    LUISTEREN = "luisteren"
    INTAKE = "intake"
    SAMENVATTING = "samenvatting"
    OVERGEDRAGEN = "overgedragen"
    GESTOPT = "gestopt"


@dataclass(frozen=True, slots=True)
class Beurt:
    """Eén bericht van de inwoner, zoals het binnenkomt; de tekst kan persoonsgegevens bevatten."""

    gesprek_id: str
    tekst: str
    op: datetime
    beurt_id: str | None = None
    """Door de client bedacht, zodat opnieuw sturen niets verdubbelt."""
    keuze: bool = False
    """De tekst is de sleutel van een onderwerp of handeling, gekozen met een toets; er valt niets te raden."""


MAX_VERHAAL = 600
"""Tekens van het gesprek die meewegen; wie verder is praat meestal al over iets anders."""
TUSSENDOOR = frozenset({"mens", "bedoelt", "verbeteren", "veilig"})
"""Vragen die tussen de intake door komen."""


@dataclass(frozen=True, slots=True)
class Gesprek:
    """De hele stand van een gesprek."""

    id: str
    gemeente: str
    kanaal: Kanaal
    gestart: datetime
    beeld: Beeld = field(default_factory=Beeld)
    fase: Fase = Fase.LUISTEREN
    nummer: int = 0
    """Aantal beurten van de inwoner."""
    open_vraag: str | None = None
    onderbroken: str | None = None
    """De vraag waar een omweg ("wat een prutsers", "bedoelt u …?") tussen kwam; die komt daarna terug."""
    gesteld: tuple[str, ...] = ()
    """Vragen die al gesteld zijn; geen vraag twee keer (R31)."""
    velden: Mapping[str, str] = field(default_factory=dict)
    """Antwoorden voor de intake; dit is het enige deel met contactgegevens (§9)."""
    eigen_woorden: tuple[str, ...] = ()
    """Wat de inwoner zei, geschoond, hoogstens de eerste berichten (R35)."""
    verhaal: str = ""
    """Alles wat de inwoner zei, geschoond; alleen het laatste stuk telt mee om te verstaan."""
    misverstanden: int = 0
    laatste: tuple[str, ...] = ()
    """De laatst gegeven zinnen, voor "herhaal dat"."""
    voorlaatste: tuple[str, ...] = ()
    """De zinnen van de beurt ervoor: geen zin drie keer achter elkaar."""
    voorstel: str | None = None
    """Het onderwerp van de laatste "bedoelt u …?"."""
    gezegd: Mapping[str, int] = field(default_factory=dict)
    """Hoe vaak een tekstsleutel is gebruikt; geen tekst drie keer achter elkaar."""
    uitkomst: Uitkomst = Uitkomst.VERDUIDELIJKING
    klasse: str = "niet_bepaald"
    regel: str = "7"
    overdracht_id: str | None = None
    eerder: Eerder | None = None
    """De laatste overdracht die is afgerond: wie terugkomt gaat naar dat team (R80)."""
    versie: int = 0

    def verhaal_met(self, tekst: str) -> str:
        """Het verhaal tot en met dit bericht; leeg bij het eerste."""
        return f"{self.verhaal}. {tekst}"[-MAX_VERHAAL:] if self.verhaal else ""

    def tussendoor(self, vraag: str) -> Gesprek:
        """Stel een andere vraag voor: ja en nee slaan daarna op die vraag, en de oude blijft bewaard (R67)."""
        bewaard = self.onderbroken if self.open_vraag in (None, *TUSSENDOOR) else self.open_vraag
        return replace(self, open_vraag=vraag, onderbroken=bewaard)

    def met_veld(self, sleutel: str, waarde: str) -> Gesprek:
        """Bewaar een antwoord voor de intake."""
        return replace(self, velden={**self.velden, sleutel: waarde})

    def zonder_veld(self, sleutel: str) -> Gesprek:
        """Laat een antwoord weg; de inwoner heeft de regie (R118)."""
        return replace(self, velden={k: v for k, v in self.velden.items() if k != sleutel})

    def hoofdonderwerp(self, prioriteit: Mapping[str, int]) -> str | None:
        """Het onderwerp dat voorgaat: eerst prioriteit (§11, laatste alinea), dan zekerheid, dan nieuwst."""
        treffers = self.beeld.onderwerpen
        if not treffers:
            return None
        return min(treffers, key=lambda t: (prioriteit.get(t.sleutel, 99), -t.zekerheid, -t.beurt)).sleutel
