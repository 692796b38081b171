"""Attributen: UPL, onderwerp, trede en onze eigen velden als taxonomie van HSDS."""

from __future__ import annotations

from assistent.adapters.hsds.herkomst import Gegevens
from assistent.adapters.hsds.sleutels import uuid_van

UPL, ONDERWERP, TREDE, EIGEN = "UPL", "onderwerp", "trede", "toegangsassistent"
_UITLEG = {
    UPL: "Uniforme Productnamenlijst van de overheid",
    ONDERWERP: "De onderwerpen van de toegangsassistent",
    TREDE: "De ladder: van eigen kracht tot individuele voorziening",
    EIGEN: "Velden van de toegangsassistent die HSDS niet kent",
}


def attribuut(drager: str, taxonomie: str, waarde: str, *, tekst: str | None = None) -> Gegevens:
    """Een attribuut met zijn term; `tekst` is de waarde van een eigen veld."""
    gevuld = {} if tekst is None else {"value": tekst}
    soort = "assurer" if waarde == "eigenaar" and taxonomie == EIGEN else taxonomie
    sleutel = uuid_van("attribute", drager, taxonomie, waarde)
    return {"id": sleutel, "link_type": soort, **gevuld, "taxonomy_term": _term(taxonomie, waarde)}


def _term(taxonomie: str, waarde: str) -> Gegevens:
    # HSDS wil codes die over alle taxonomieën heen uniek zijn.
    return {
        "id": uuid_van("taxonomy_term", taxonomie, waarde),
        "code": f"{taxonomie}:{waarde}",
        "name": waarde,
        "description": f"{_UITLEG[taxonomie]}: {waarde}",
        "taxonomy": taxonomie,
        "taxonomy_detail": {
            "id": uuid_van("taxonomy", taxonomie),
            "name": taxonomie,
            "description": _UITLEG[taxonomie],
        },
    }


def ontleed(attribuut: Gegevens) -> tuple[str, str] | None:
    """De taxonomie en de waarde van een attribuut; niets als het niet van ons is."""
    term = attribuut.get("taxonomy_term")
    if not isinstance(term, dict):
        return None
    detail = term.get("taxonomy_detail")
    naam = term.get("taxonomy") or (detail.get("name") if isinstance(detail, dict) else None)
    taxonomie = next((t for t in _UITLEG if t.lower() == str(naam).lower()), None)
    if taxonomie is None:
        return None
    code = str(term.get("code") or "")
    eigen = code.removeprefix(f"{taxonomie}:") if code.startswith(f"{taxonomie}:") else ""
    return taxonomie, eigen or str(term.get("name") or code)
