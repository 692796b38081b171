"""De sociale kaart: van een HSDS-dienst naar een voorziening."""

from __future__ import annotations

from assistent.adapters.kennisdelen.inhoud import bron
from assistent.adapters.kennisdelen.tijden import Gegevens, tijden
from assistent.kern.begrippen import Trede
from assistent.kern.kennis import Plek, Voorziening


def voorziening(g: Gegevens, gemeente: str | None) -> Voorziening:
    """Een ingang van de sociale kaart; `gemeente` is niets bij een landelijke."""
    return Voorziening(
        id=g["id"],
        naam=g["name"],
        organisatie=g["organization"]["name"],
        omschrijving=g["description"],
        trede=Trede(g["trede"]),
        onderwerpen=tuple(g["onderwerpen"]),
        gemeente=gemeente,
        bron=bron({**g, "zekerheid": "voorbeeld"} if g["voorbeeld"] else g),
        gebied=g.get("gebied"),
        plekken=tuple(
            Plek(p.get("name") or "", _adres(p), p.get("accessibility"))
            for p in g.get("locations", [])
            if p["location_type"] == "physical" and _adres(p)
        ),
        telefoon=tuple(t["number"] for t in g.get("phones", [])),
        mail=g.get("email"),
        url=g.get("url"),
        kosten=next((k["amount_description"] for k in g.get("cost_options", [])), None),
        tijden=tijden(g.get("schedules", [])),
        talen=tuple(g.get("languages", [])),
        voor_wie=g.get("eligibility_description"),
        aanmelden=g.get("application_process"),
        gesproken=g.get("gesproken"),
        voorbeeld=g["voorbeeld"],
        leeftijd_van=g.get("minimum_age"),
        leeftijd_tot=g.get("maximum_age"),
    )


def _adres(plek: Gegevens) -> str:
    delen = (plek.get("name"), plek.get("address_1"), plek.get("city"))
    return ", ".join(d for d in delen if d)
