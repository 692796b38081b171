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
    per_minuut_gesprek: int = 30
    """Zoveel beurten in één gesprek per minuut."""
    log_niveau: str = "info"
    telefoon_poort: int = 0
    """Besturing van de telefoonlijn (HTTP voor de centrale, websocket en AudioCodes); 0 is uit."""
    audiosocket_poort: int = 0
    """Geluid van Asterisk; 0 is de poort na `telefoon_poort`."""
    telefoon_adres: str = "127.0.0.1"
    """Alleen loopback of een eigen VLAN; buiten loopback is `telefoon_sleutel` verplicht."""
    telefoon_sleutel: str = ""
    telefoon_hooguit: int = 60
    """Zoveel bellers tegelijk; daarboven belt de centrale meteen een mens."""
    telefoon_doeladres: str = "sip:{bestemming}@localhost"
    """Hoe een bestemming een SIP-adres wordt voor centrales die zelf geen namen kennen (AudioCodes)."""
    spreeksnelheid: int = 155
    """Woorden per minuut van de ingebouwde stem."""
    opnamen: Path = WORTEL / "var" / "opnamen"
    """Ingesproken zinnen voor de telefoon."""
    piper_stem: str = ""
    """Stembestand van Piper; leeg is espeak-ng."""
    herkenner_model: str = ""
    """Map met een Whisper-model voor faster-whisper; leeg is alleen toetsen."""
    herkenner_python: str = ""
    """Python waarin faster-whisper staat; leeg is deze."""
    herkenners: int = 1
    """Zoveel zinnen tegelijk herkennen; elk is een eigen proces van ongeveer een halve gigabyte."""
    buitenadres: str = ""
    """Het adres waarop medewerkers de werkbak openen, voor koppelingen: "https://assistent.gemeente.nl"."""
    oidc_adres: str = ""
    """De aanbieder waar medewerkers zich aanmelden (OpenID Connect); leeg is alleen eigen accounts."""
    oidc_client: str = ""
    oidc_geheim: str = ""
    redis: str = ""
    """Adres van Redis voor live meldingen en grenzen bij meer dan één proces: "redis://server:6379/0"."""
    open_klant: str = ""
    """Adres van Open Klant, zonder pad: "https://openklant.gemeente.nl"; leeg is uit."""
    open_klant_token: str = ""
    open_klant_versie: str = "2.18"
    """Vóór 2.16 kent Open Klant geen referentienummer en metadata."""
    open_klant_nummers: str = "beide"
    """`beide`, `nummer` of `referentienummer`: wat wij zelf invullen. ITA 3.3 mailt niet zonder nummer."""
    open_klant_actor: str = "Toegangsassistent"
    """De naam waaronder de assistent zelf in het register staat."""
    open_klant_maak_actoren: bool = False
    """Of een team dat er nog niet is daar mag worden aangemaakt."""
    open_klant_kanalen: tuple[str, ...] = ("chat=chat", "phone=telefoon", "balie=balie")
    """Ons kanaal naar het woord daarvoor in Open Klant."""
    post_server: str = ""
    """Naam van de mailserver; leeg is geen mail: dan komt er alleen een regel in het logboek."""
    post_poort: int = 587
    post_beveiliging: str = "starttls"
    """starttls, tls of geen."""
    post_gebruiker: str = ""
    post_wachtwoord: str = ""
    sms_adres: str = ""
    """Leeg is geen sms, "scherm" alleen een regel in het logboek, of het mailadres van uw dienst: "{nummer}@sms.dienst.nl"."""
    post_van: str = ""
    """Afzender, bijvoorbeeld "assistent@gemeente.nl"."""

    @property
    def database_adres(self) -> str:
        """Het volledige adres voor SQLAlchemy (async)."""
        return self.database or f"sqlite+aiosqlite:///{self.gegevensmap / 'assistent.db'}"


def lees_instellingen(omgeving: Mapping[str, str] | None = None) -> Instellingen:
    """Lees de instellingen uit de omgeving; fout `ValueError` met de naam bij een verkeerde waarde."""
    omgeving = os.environ if omgeving is None else omgeving
    waarden: dict[str, object] = {}
    for naam, veld in Instellingen.__dataclass_fields__.items():
        ruw = _waarde(omgeving, f"ASSISTENT_{naam.upper()}")
        if ruw is None:
            continue
        try:
            waarden[naam] = _zet_om(ruw, veld.type)
        except ValueError:
            raise ValueError(f"ASSISTENT_{naam.upper()}: '{ruw}' is geen geldige waarde.") from None
    return Instellingen(**waarden)  # type: ignore[arg-type]


def _waarde(omgeving: Mapping[str, str], naam: str) -> str | None:
    """De waarde zelf, of de inhoud van het bestand in `…_BESTAND` (zo geven containers geheimen door)."""
    bestand = omgeving.get(f"{naam}_BESTAND")
    if naam in omgeving or bestand is None:
        return omgeving.get(naam)
    try:
        return Path(bestand).read_text("utf-8").strip()
    except OSError:
        raise ValueError(f"{naam}_BESTAND: het bestand {bestand} is niet te lezen.") from None


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
