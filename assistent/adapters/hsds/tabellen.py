"""De tabellen van een HSDS-datapackage die wij gebruiken, en hoe zij in elkaar passen."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tabel:
    """Eén csv in het datapackage."""

    bestand: str
    kolommen: tuple[str, ...]
    verplicht: tuple[str, ...]
    kinderen: tuple[tuple[str, str, str], ...] = ()
    """Lijsten eronder: veld in de geneste vorm, tabel, en de kolom daar die hierheen wijst."""
    ouders: tuple[tuple[str, str, str], ...] = ()
    """Objecten waar een rij naar wijst: veld in de geneste vorm, tabel, en de kolom hier."""


_DIENST = (
    ("phones", "phone", "service_id"),
    ("schedules", "schedule", "service_id"),
    ("service_at_locations", "service_at_location", "service_id"),
    ("languages", "language", "service_id"),
    ("cost_options", "cost_option", "service_id"),
    ("attributes", "attribute", "link_id"),
)

TABELLEN = {
    "organization": Tabel(
        "organizations.csv",
        ("id", "name", "description", "website"),
        ("id", "name", "description"),
        (("organization_identifiers", "organization_identifier", "organization_id"),),
    ),
    "organization_identifier": Tabel(
        "organization_identifiers.csv",
        ("id", "organization_id", "identifier_scheme", "identifier_type", "identifier"),
        ("id", "organization_id", "identifier_type", "identifier"),
    ),
    "service": Tabel(
        "services.csv",
        (
            "id", "organization_id", "name", "description", "url", "email", "status", "application_process",
            "eligibility_description", "minimum_age", "maximum_age", "assured_date", "assurer_email",
        ),
        ("id", "organization_id", "name", "status"),
        _DIENST,
        (("organization", "organization", "organization_id"),),
    ),
    "location": Tabel(
        "locations.csv",
        ("id", "location_type", "name", "transportation", "latitude", "longitude"),
        ("id", "location_type"),
        (("addresses", "address", "location_id"), ("accessibility", "accessibility", "location_id")),
    ),
    "service_at_location": Tabel(
        "service_at_location.csv",
        ("id", "service_id", "location_id"),
        ("id", "service_id", "location_id"),
        ouders=(("location", "location", "location_id"),),
    ),
    "address": Tabel(
        "addresses.csv",
        (
            "id", "location_id", "address_1", "city", "state_province", "postal_code", "country", "address_type",
        ),
        ("id", "address_1", "city", "state_province", "postal_code", "country", "address_type"),
    ),
    "accessibility": Tabel("accessibility.csv", ("id", "location_id", "description"), ("id",)),
    "schedule": Tabel(
        "schedules.csv",
        ("id", "service_id", "valid_from", "valid_to", "freq", "byday", "description", "opens_at", "closes_at"),
        ("id",),
        (("attributes", "attribute", "link_id"),),
    ),
    "phone": Tabel(
        "phones.csv", ("id", "service_id", "number", "extension", "type", "description"), ("id", "number")
    ),
    "language": Tabel("languages.csv", ("id", "service_id", "name", "code"), ("id",)),
    "cost_option": Tabel(
        "cost_options.csv",
        ("id", "service_id", "option", "currency", "amount", "amount_description"),
        ("id", "service_id"),
    ),
    "attribute": Tabel(
        "attributes.csv",
        ("id", "link_id", "link_entity", "link_type", "taxonomy_term_id", "value"),
        ("id", "link_id", "link_entity", "taxonomy_term_id"),
        ouders=(("taxonomy_term", "taxonomy_term", "taxonomy_term_id"),),
    ),
    "taxonomy_term": Tabel(
        "taxonomy_terms.csv",
        ("id", "code", "name", "description", "taxonomy", "taxonomy_id"),
        ("id", "name", "description"),
        ouders=(("taxonomy_detail", "taxonomy", "taxonomy_id"),),
    ),
    "taxonomy": Tabel("taxonomies.csv", ("id", "name", "description"), ("id", "name", "description")),
}  # fmt: skip

GETALLEN = frozenset({"minimum_age", "maximum_age", "amount", "latitude", "longitude", "extension"})
_DATUMS = frozenset({"assured_date", "valid_from", "valid_to"})
_TIJDEN = frozenset({"opens_at", "closes_at"})
_UNIEK = frozenset({("taxonomy_term", "code")})
_KEUZES = {
    ("service", "status"): ["active", "inactive", "defunct", "temporarily closed"],
    ("location", "location_type"): ["physical", "postal", "virtual"],
    ("address", "address_type"): ["physical", "postal", "virtual"],
    ("schedule", "freq"): ["WEEKLY", "MONTHLY"],
}


def beschrijving(naam: str) -> dict[str, object]:
    """De tabel zoals datapackage.json haar beschrijft."""
    tabel = TABELLEN[naam]
    wijst = [(kolom, doel) for _, doel, kolom in tabel.ouders]
    wijst += [
        (k, o) for o, t in TABELLEN.items() for _, doel, k in t.kinderen if doel == naam and k != "link_id"
    ]
    return {
        "name": naam,
        "path": tabel.bestand,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "primaryKey": "id",
            "fields": [_veld(naam, kolom) for kolom in tabel.kolommen],
            "foreignKeys": [{"fields": k, "reference": {"resource": d, "fields": "id"}} for k, d in wijst],
        },
    }


def _veld(naam: str, kolom: str) -> dict[str, object]:
    soort = "number" if kolom in GETALLEN else "date" if kolom in _DATUMS else "string"
    grenzen: dict[str, object] = {"required": kolom in TABELLEN[naam].verplicht}
    if kolom == "id" or (naam, kolom) in _UNIEK:
        grenzen["unique"] = True
    if (naam, kolom) in _KEUZES:
        grenzen["enum"] = _KEUZES[naam, kolom]
    vorm = {"format": "uuid"} if kolom == "id" or kolom.endswith("_id") else {}
    return {"name": kolom, "type": "time" if kolom in _TIJDEN else soort, **vorm, "constraints": grenzen}
