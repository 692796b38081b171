"""Van een HSDS-dienst naar onze eigen velden, met de herkomst van elk onderdeel."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from assistent.adapters.hsds import plaats, talen
from assistent.adapters.hsds.afwijking import VELD, pas_toe
from assistent.adapters.hsds.herkomst import Gegevens, Knoop, Plek, Rij
from assistent.adapters.hsds.taxonomie import EIGEN, ONDERWERP, TREDE, UPL, ontleed
from assistent.adapters.hsds.velden import vul_aan
from assistent.adapters.hsds.waarden import ja_nee, tijd
from assistent.adapters.schema import Pad

SCHEMA_ID = "toegangsassistent"
GELIJK = (
    "name", "description", "status", "url", "email", "eligibility_description", "minimum_age", "maximum_age",
    "application_process",
)  # fmt: skip
"""Velden van een dienst die in HSDS net zo heten."""


def naar_rij(hsds: Gegevens, velden: Gegevens) -> Rij:
    """Eén dienst; wat er mis is staat in `fouten` of valt op bij de toets."""
    rij = Rij({}, hsds.plek if isinstance(hsds, Knoop) else Plek(Path(), 1))
    rij.merk((), hsds)
    gegevens = {v: hsds.get(v) for v in GELIJK}
    gegevens["gecontroleerd_op"] = hsds.get("assured_date")
    _wijs(rij, hsds, "assured_date", "gecontroleerd_op")
    gegevens |= {
        "id": hsds.get("id"),
        "eigenaar": hsds.get("assurer_email"),
        "organization": _organisatie(rij, hsds.get("organization")),
        "phones": [_telefoon(t) for t in _lijst(rij, hsds, "phones")],
        "locations": _plekken(rij, hsds),
        "schedules": [_rooster(rij, r, i) for i, r in enumerate(_lijst(rij, hsds, "schedules"))],
        "cost_options": [dict(k) for k in _lijst(rij, hsds, "cost_options")],
        "languages": [talen.uit_hsds(t) for t in _lijst(rij, hsds, "languages")],
    }
    _verzamel_fouten(rij, hsds)
    eigen = _attributen(rij, hsds, gegevens)
    rij.gegevens = vul_aan(gegevens, velden)
    if VELD in eigen and (fout := pas_toe(rij.gegevens, eigen[VELD])):
        rij.fouten.append(rij.melding((VELD,), fout))
    return rij


def _wijs(rij: Rij, knoop: object, hsds: str, eigen: str) -> None:
    if isinstance(knoop, Knoop):
        rij.herkomst[(eigen,)] = knoop.plek_van(hsds)


def _lijst(rij: Rij, knoop: Gegevens, veld: str, pad: Pad | None = None) -> list[Gegevens]:
    """De objecten in een lijst; iets anders dan een lijst van objecten is een fout van deze rij."""
    lijst = knoop.get(veld) or []
    pad = pad or (veld,)
    if not isinstance(lijst, list) or not all(isinstance(x, dict) for x in lijst):
        rij.fouten.append(rij.melding(pad, "dit hoort een lijst met objecten te zijn. Herstel de vorm."))
        return []
    for nummer, onderdeel in enumerate(lijst):
        rij.merk((*pad, nummer), onderdeel)
    return lijst


def _organisatie(rij: Rij, wie: Any) -> Gegevens:
    rij.merk(("organization",), wie)
    if not isinstance(wie, dict):
        return {}
    namen = _lijst(rij, wie, "organization_identifiers", ("organization", "organization_identifiers"))
    eigen = (n.get("identifier") for n in namen if n.get("identifier_scheme") == SCHEMA_ID)
    uitleg = wie.get("description")
    return {
        "id": next(eigen, wie.get("id")),
        "name": wie.get("name"),
        "description": None if uitleg == wie.get("name") else uitleg,
        "website": wie.get("website"),
    }


def _telefoon(telefoon: Gegevens) -> Gegevens:
    toestel = telefoon.get("extension")
    heel = isinstance(toestel, int) and not isinstance(toestel, bool)
    return {**telefoon, "extension": str(toestel) if heel else toestel}


def _plekken(rij: Rij, hsds: Gegevens) -> list[Gegevens]:
    plekken = []
    for nummer, koppeling in enumerate(_lijst(rij, hsds, "service_at_locations")):
        plek = koppeling.get("location")
        rij.merk(("locations", nummer), plek if isinstance(plek, dict) else koppeling)
        plekken.append(plaats.uit_hsds(plek if isinstance(plek, dict) else {}))
    return plekken


def _rooster(rij: Rij, rooster: Gegevens, nummer: int) -> Gegevens:
    uren = {v: tijd(w) if isinstance(w := rooster.get(v), str) else w for v in ("opens_at", "closes_at")}
    attributen = _lijst(rij, rooster, "attributes", ("schedules", nummer, "attributes"))
    zeker = next((a.get("value") for a in attributen if ontleed(a) == (EIGEN, "zekerheid")), None)
    return {**rooster, **uren, "zekerheid": zeker}


def _attributen(rij: Rij, hsds: Gegevens, gegevens: Gegevens) -> Gegevens:
    """Zet trede, onderwerpen, UPL en eigen velden in `gegevens`; geeft de eigen velden terug."""
    eigen: Gegevens = {}
    lijsten: dict[str, list[str]] = {ONDERWERP: [], UPL: []}
    for attribuut in _lijst(rij, hsds, "attributes"):
        taxonomie, waarde = ontleed(attribuut) or ("", "")
        if taxonomie in lijsten:
            lijsten[taxonomie].append(waarde)
        elif taxonomie == TREDE:
            gegevens["trede"] = waarde
        elif taxonomie == EIGEN:
            eigen[waarde] = attribuut.get("value")
        veld: Pad = ("trede",) if taxonomie == TREDE else tuple(waarde.split("."))
        if taxonomie in (TREDE, EIGEN):
            rij.merk(veld, attribuut)
    rij.bestand = eigen.get("bestand")
    bron = {"naam": eigen.get("bron.naam"), "url": eigen.get("bron.url")}
    gewoon: Gegevens = {
        v: eigen[v]
        for v in ("id", "eigenaar", "geldig_tot", "zekerheid", "gebied", "gesproken")
        if v in eigen
    }
    voorbeeld = eigen.get("voorbeeld")
    gegevens |= {**gewoon, "bron": bron, "onderwerpen": lijsten[ONDERWERP], "upl": lijsten[UPL]}
    gegevens["voorbeeld"] = ja_nee(voorbeeld) if isinstance(voorbeeld, str) else voorbeeld
    return eigen


def _verzamel_fouten(rij: Rij, knoop: Any) -> None:
    if isinstance(knoop, Knoop):
        rij.fouten += knoop.fouten
    for kind in knoop.values() if isinstance(knoop, dict) else knoop if isinstance(knoop, list) else ():
        _verzamel_fouten(rij, kind)
