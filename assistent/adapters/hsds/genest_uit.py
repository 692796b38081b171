"""Van onze diensten naar HSDS 3.0, genest per dienst."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from assistent.adapters.hsds import plaats, talen
from assistent.adapters.hsds.afwijking import VELD, als_tekst, verschil
from assistent.adapters.hsds.genest_in import GELIJK, SCHEMA_ID, naar_rij
from assistent.adapters.hsds.herkomst import Gegevens
from assistent.adapters.hsds.kaart import Dienst
from assistent.adapters.hsds.sleutels import uuid_van
from assistent.adapters.hsds.taxonomie import EIGEN, ONDERWERP, TREDE, UPL, attribuut


def naar_hsds(kaart: Iterable[Dienst], provincie: str, velden: Gegevens) -> list[Gegevens]:
    """Alle diensten; wat HSDS niet kan zeggen gaat mee als afwijking."""
    organisaties: dict[str, Gegevens] = {}
    uit = []
    for dienst in kaart:
        gegevens = dienst.gegevens
        wie = gegevens["organization"]
        organisatie = organisaties.setdefault(wie["id"], _organisatie(wie))
        hsds = _zonder_lege(_dienst(dienst, organisatie, provincie))
        afwijkingen = als_tekst(verschil(naar_rij(hsds, velden).gegevens, gegevens))
        if afwijkingen:
            hsds["attributes"].append(attribuut(hsds["id"], EIGEN, VELD, tekst=afwijkingen))
        uit.append(hsds)
    return uit


def _dienst(dienst: Dienst, organisatie: Gegevens, provincie: str) -> Gegevens:
    g = dienst.gegevens
    sleutel = uuid_van("service", g["id"])
    return {
        "id": sleutel,
        **{v: g.get(v) for v in GELIJK},
        "assured_date": g["gecontroleerd_op"],
        "assurer_email": g["eigenaar"] if "@" in g["eigenaar"] else None,
        "organization": organisatie,
        "phones": _lijst(sleutel, "phone", [_telefoon(t) for t in g.get("phones", [])]),
        "schedules": [_rooster(sleutel, i, r) for i, r in enumerate(g.get("schedules", []))],
        "service_at_locations": [
            {"id": uuid_van("service_at_location", sleutel, i), "location": plaats.naar_hsds(p, provincie)}
            for i, p in enumerate(g.get("locations", []))
        ],
        "languages": _lijst(sleutel, "language", [talen.naar_hsds(t) for t in g.get("languages", [])]),
        "cost_options": _lijst(sleutel, "cost_option", g.get("cost_options", [])),
        "attributes": _attributen(sleutel, dienst),
    }


def _lijst(sleutel: str, soort: str, objecten: list[Gegevens]) -> list[Gegevens]:
    return [{"id": uuid_van(soort, sleutel, i), **o} for i, o in enumerate(objecten)]


def _organisatie(wie: Gegevens) -> Gegevens:
    sleutel = uuid_van("organization", wie["id"])
    return {
        "id": sleutel,
        "name": wie["name"],
        "description": wie.get("description") or wie["name"],  # verplicht in HSDS
        "website": wie.get("website"),
        "organization_identifiers": [
            {
                "id": uuid_van("organization_identifier", sleutel),
                "identifier_scheme": SCHEMA_ID,
                "identifier_type": "eigen id",
                "identifier": wie["id"],
            }
        ],
    }


def _telefoon(telefoon: Gegevens) -> Gegevens:
    toestel = telefoon.get("extension") or ""
    # HSDS wil hier een getal; wat daarmee verandert gaat mee als afwijking.
    cijfers = int(toestel) if toestel.isascii() and toestel.isdecimal() and len(toestel) < 16 else None
    return {**telefoon, "extension": cijfers}


def _rooster(sleutel: str, nummer: int, rooster: Gegevens) -> Gegevens:
    eigen = uuid_van("schedule", sleutel, nummer)
    uren = {v: f"{rooster[v]}:00" if rooster[v] else None for v in ("opens_at", "closes_at")}
    rest = {v: w for v, w in rooster.items() if v not in (*uren, "zekerheid")}
    zeker = rooster.get("zekerheid")
    attributen = [attribuut(eigen, EIGEN, "zekerheid", tekst=zeker)] if zeker else []
    return {"id": eigen, **rest, **uren, "attributes": attributen}


def _attributen(sleutel: str, dienst: Dienst) -> list[Gegevens]:
    g = dienst.gegevens
    eigen = {
        "id": g["id"],
        "bestand": dienst.bestand,
        "eigenaar": g["eigenaar"],
        "bron.naam": g["bron"]["naam"],
        "bron.url": g["bron"].get("url"),
        "geldig_tot": g["geldig_tot"],
        "zekerheid": g.get("zekerheid"),
        "gebied": g.get("gebied"),
        "gesproken": g.get("gesproken"),
        "voorbeeld": "ja" if g["voorbeeld"] else "nee",
    }
    termen = [
        (TREDE, g["trede"]),
        *((ONDERWERP, o) for o in g["onderwerpen"]),
        *((UPL, u) for u in g.get("upl", [])),
    ]
    return [
        *(attribuut(sleutel, taxonomie, waarde) for taxonomie, waarde in termen),
        *(attribuut(sleutel, EIGEN, veld, tekst=tekst) for veld, tekst in eigen.items() if tekst),
    ]


def _zonder_lege(waarde: Any) -> Any:
    """HSDS kent geen null; ook een lege tekst of lijst blijft weg."""
    if isinstance(waarde, dict):
        schoon = {s: _zonder_lege(w) for s, w in waarde.items()}
        return {s: w for s, w in schoon.items() if w is not None and w != "" and w != []}
    return [_zonder_lege(w) for w in waarde] if isinstance(waarde, list) else waarde
