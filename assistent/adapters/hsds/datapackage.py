"""HSDS als map: datapackage.json met één csv per object. Voor machines, dus zonder bescherming voor Excel."""

from __future__ import annotations

import json
from pathlib import Path, PurePosixPath

from assistent.adapters.hsds.bron import lees_tekst
from assistent.adapters.hsds.csv_bestand import als_csv, lees_csv
from assistent.adapters.hsds.genest_in import naar_rij
from assistent.adapters.hsds.genest_uit import naar_hsds
from assistent.adapters.hsds.herkomst import Gegevens, Gelezen, Knoop
from assistent.adapters.hsds.kaart import Dienst, schrijf_veilig
from assistent.adapters.hsds.tabellen import TABELLEN, beschrijving
from assistent.adapters.hsds.uitvouwen import vouw_in, vouw_uit
from assistent.kern.errors import InvoerOngeldig, KennisFout

_BESCHRIJVING = "datapackage.json"


def schrijf(kaart: list[Dienst], doel: Path, gemeente: str, provincie: str, velden: Gegevens) -> None:
    """Schrijf de map; een map met iets anders erin blijft ongemoeid."""
    if doel.is_file() or (doel.is_dir() and any(doel.iterdir()) and not (doel / _BESCHRIJVING).exists()):
        raise InvoerOngeldig(f"{doel} is geen lege map en geen datapackage. Kies een andere map.")
    for naam, rijen in vouw_uit(naar_hsds(kaart, provincie, velden)).items():
        kop = TABELLEN[naam].kolommen
        cellen = ([_cel(rij.get(kolom, "")) for kolom in kop] for rij in rijen.values())
        schrijf_veilig(doel / TABELLEN[naam].bestand, als_csv(kop, cellen))
    pakket = {
        "profile": "tabular-data-package",
        "name": f"sociale-kaart-{gemeente}",
        "title": f"Sociale kaart {gemeente} (HSDS 3.0)",
        "homepage": "https://docs.openreferral.org",
        "resources": [beschrijving(naam) for naam in TABELLEN],
    }
    schrijf_veilig(doel / _BESCHRIJVING, json.dumps(pakket, ensure_ascii=False, indent=2).encode())


def _cel(waarde: object) -> str:
    return repr(waarde) if isinstance(waarde, float) else str(waarde)


def lees(map_: Path, velden: Gegevens) -> Gelezen:
    """Lees de tabellen die wij kennen; kolommen en tabellen die wij niet kennen blijven liggen."""
    paden = _paden(map_)
    rijen: dict[str, list[Knoop]] = {}
    for naam in TABELLEN:
        rijen[naam] = lees_csv(paden[naam])[1] if naam in paden else []
    diensten, losse = vouw_in(rijen)
    return Gelezen([naar_rij(dienst, velden) for dienst in diensten], losse)


def _paden(map_: Path) -> dict[str, Path]:
    """Per tabel het bestand uit datapackage.json; alleen namen in deze map zelf."""
    bron = map_ / _BESCHRIJVING
    try:
        delen = json.loads(lees_tekst(bron))["resources"]
        namen = {str(d["name"]): str(d["path"]) for d in delen}
    except (ValueError, LookupError, TypeError, RecursionError):
        raise KennisFout(
            [f"{bron}:1 resources: geen geldige lijst met tabellen. Herstel dit bestand."]
        ) from None
    buiten = [p for n, p in namen.items() if n in TABELLEN and PurePosixPath(p).name != p]
    if buiten:
        raise KennisFout(
            [f"{bron}:1 path: '{p}' ligt buiten deze map. Zet het bestand erin." for p in buiten]
        )
    if "service" not in namen:
        raise KennisFout([f"{bron}:1 resources: de tabel 'service' ontbreekt. Voeg haar toe."])
    return {naam: map_ / pad for naam, pad in namen.items()}
