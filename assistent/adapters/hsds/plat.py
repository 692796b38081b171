"""Eén platte CSV voor Excel: een rij per dienst, lijsten in genummerde kolommen (`phones.1.number`)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from assistent.adapters.hsds.afwijking import VELD, als_tekst, pas_toe, verschil
from assistent.adapters.hsds.csv_bestand import als_csv, lees_csv
from assistent.adapters.hsds.formule import bescherm, herstel
from assistent.adapters.hsds.herkomst import Gegevens, Gelezen, Knoop, Rij
from assistent.adapters.hsds.kaart import Dienst, schrijf_veilig
from assistent.adapters.hsds.velden import DATUMS, soorten, vul_aan
from assistent.adapters.hsds.waarden import datum, getal, ja_nee, tijd
from assistent.kern.errors import KennisFout

_TUSSEN = " | "
_EXTRA = ("bestand", VELD)
_NUMMER = re.compile(r"\.[1-9][0-9]{0,2}\.")
_BOM = "\ufeff".encode()


def schrijf(kaart: list[Dienst], doel: Path, velden: Gegevens) -> None:
    """Schrijf de kaart met puntkomma's en merkteken, zoals een Nederlandse Excel het wil."""
    kop = _kolommen(kaart, velden)
    rijen = []
    for dienst in kaart:
        cellen = _cellen(dienst.gegevens, "")
        terug = _uit_cellen(cellen, velden)
        rest = {"bestand": dienst.bestand, VELD: als_tekst(verschil(terug, dienst.gegevens))}
        rijen.append([bescherm({**cellen, **rest}.get(kolom, "")) for kolom in kop])
    schrijf_veilig(doel, _BOM + als_csv(kop, rijen, ";"))


def lees(pad: Path, velden: Gegevens) -> Gelezen:
    """Lees de kaart; een onbekende kolom houdt het hele bestand tegen."""
    kop, rijen = lees_csv(pad)
    bekend = {*_EXTRA, *_kolommen([], velden)}
    vreemd = [k or "(leeg)" for k in kop if _NUMMER.sub(".1.", k) not in bekend]
    meldingen = [
        f"{pad}:1 {k}: deze kolom is niet bekend. Verbeter de naam of haal haar weg." for k in vreemd
    ]
    if "id" not in kop:
        meldingen.append(f"{pad}:1 id: deze kolom ontbreekt. Voeg haar toe.")
    if meldingen:
        raise KennisFout(meldingen)
    return Gelezen([_rij(knoop, velden) for knoop in rijen])


def _rij(knoop: Knoop, velden: Gegevens) -> Rij:
    cellen = {kolom: herstel(cel) for kolom, cel in knoop.items()}
    rij = Rij(_uit_cellen(cellen, velden), knoop.plek, cellen.get("bestand"), fouten=list(knoop.fouten))
    if VELD in cellen and (fout := pas_toe(rij.gegevens, cellen[VELD])):
        rij.fouten.append(rij.melding((VELD,), fout))
    return rij


def _kolommen(kaart: list[Dienst], velden: Gegevens) -> list[str]:
    """De kop: elk veld, met zoveel genummerde kolommen als de langste lijst nodig heeft."""
    kop: list[str] = []
    for veld, soort in velden.items():
        onderdeel = soort.get("items", {}).get("properties")
        if onderdeel:
            aantal = max([1, *(len(d.gegevens.get(veld, [])) for d in kaart)])
            kop += [f"{veld}.{n}.{deel}" for n in range(1, aantal + 1) for deel in onderdeel]
        elif soort.get("type") == "object":
            kop += [f"{veld}.{deel}" for deel in soort["properties"]]
        else:
            kop.append(veld)
    return [*kop, *_EXTRA]


def _cellen(gegevens: Gegevens, pad: str) -> dict[str, str]:
    cellen: dict[str, str] = {}
    for veld, waarde in gegevens.items():
        if isinstance(waarde, dict):
            cellen |= _cellen(waarde, f"{pad}{veld}.")
        elif isinstance(waarde, list) and any(isinstance(w, dict) for w in waarde):
            for nummer, onderdeel in enumerate(waarde, 1):
                cellen |= _cellen(onderdeel, f"{pad}{veld}.{nummer}.")
        else:
            cellen[f"{pad}{veld}"] = _cel(waarde)
    return cellen


def _cel(waarde: Any) -> str:
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, float):
        return repr(waarde).replace(".", ",")
    if isinstance(waarde, list):
        return _TUSSEN.join(waarde)
    return "" if waarde is None else str(waarde)


def _uit_cellen(cellen: dict[str, str], velden: Gegevens) -> Gegevens:
    return vul_aan(_object(cellen, velden, ""), velden)


def _object(cellen: dict[str, str], velden: Gegevens, pad: str) -> Gegevens:
    return {veld: _lees(cellen, veld, soort, f"{pad}{veld}") for veld, soort in velden.items()}


def _lees(cellen: dict[str, str], veld: str, soort: Gegevens, pad: str) -> Any:
    if soort.get("type") == "object":
        return _object(cellen, soort["properties"], f"{pad}.")
    if soort.get("type") == "array":
        onderdeel = soort["items"].get("properties")
        if onderdeel is None:
            return [d for deel in cellen.get(pad, "").split("|") if (d := deel.strip())]
        nummers = {int(k.split(".")[1]) for k, cel in cellen.items() if cel and k.startswith(f"{pad}.")}
        return [_object(cellen, onderdeel, f"{pad}.{n}.") for n in sorted(nummers)]
    return _waarde(cellen.get(pad, ""), veld, soort)


def _waarde(cel: str, veld: str, soort: Gegevens) -> Any:
    if veld in DATUMS:
        return datum(cel)
    if veld in ("opens_at", "closes_at"):
        return tijd(cel)
    if "boolean" in soorten(soort):
        return ja_nee(cel)
    return getal(cel) if {"number", "integer"} & soorten(soort) else cel
