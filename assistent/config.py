"""De instellingen, één keer gelezen bij de start; daarna verandert er niets meer."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

WORTEL = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Instellingen:
    """Alles wat per installatie verschilt; de namen zijn die van de omgeving met `ASSISTENT_` ervoor."""

    demo: bool = False
    """Demoaccounts, een eigen sleutel in var/ en een demopagina. Nooit in bedrijf."""
    adres: str = "127.0.0.1"
    poort: int = 8050
    database: str = ""
    """SQLAlchemy-adres; leeg is een SQLite-bestand in `gegevensmap`."""
    gegevensmap: Path = WORTEL / "var"
    kennisbank: Path = WORTEL / "kennisbank"
    domein: Path = WORTEL / "domain.yml"
    modellen: Path = WORTEL / "models"
    taalmodel: str = ""
    """Naam of pad van een spaCy-model; leeg is het beste dat er is."""
    sleutels: str = ""
    """Fernetsleutels, gescheiden door komma's; de eerste versleutelt, alle ontsleutelen."""
    herkomst: tuple[str, ...] = ()
    """Sites die de chat mogen insluiten (CORS, websocket en frame-ancestors)."""
    achter_proxy: bool = False
    """Vertrouw X-Forwarded-For en stuur HSTS."""
    max_tekens: int = 2000
    """Langste bericht van een inwoner."""
    per_minuut: int = 60
    """Zoveel schrijvende verzoeken per adres per minuut; een snel typend mens haalt er tien."""
    log_niveau: str = "info"

    @property
    def database_adres(self) -> str:
        """Het volledige adres voor SQLAlchemy (async)."""
        return self.database or f"sqlite+aiosqlite:///{self.gegevensmap / 'assistent.db'}"


def lees_instellingen(omgeving: Mapping[str, str] | None = None) -> Instellingen:
    """Lees de instellingen uit de omgeving; fout `ValueError` met de naam bij een verkeerde waarde."""
    omgeving = os.environ if omgeving is None else omgeving
    waarden: dict[str, object] = {}
    for naam, veld in Instellingen.__dataclass_fields__.items():
        ruw = omgeving.get(f"ASSISTENT_{naam.upper()}")
        if ruw is None:
            continue
        try:
            waarden[naam] = _zet_om(ruw, veld.type)
        except ValueError:
            raise ValueError(f"ASSISTENT_{naam.upper()}: '{ruw}' is geen geldige waarde.") from None
    return Instellingen(**waarden)  # type: ignore[arg-type]


def _zet_om(ruw: str, soort: object) -> object:
    if soort == "bool":
        if ruw.lower() not in ("1", "0", "ja", "nee", "true", "false"):
            raise ValueError(ruw)
        return ruw.lower() in ("1", "ja", "true")
    if soort == "int":
        return int(ruw)
    if soort == "Path":
        return Path(ruw)
    if str(soort).startswith("tuple"):
        return tuple(d.strip() for d in ruw.split(",") if d.strip())
    return ruw
