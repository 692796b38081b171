"""De regels van het huis: triage, rechten, bewaartermijnen, aanmelden, en de woorden van het meekijkscherm."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from assistent.adapters.kennisdelen.tijden import Gegevens
from assistent.kern.aanmeldregels import Aanmeldregel, Aanmeldregels
from assistent.kern.begrippen import Klasse
from assistent.kern.bewaren import Bewaartermijnen
from assistent.kern.meekijkwoorden import Meekijkwoorden
from assistent.kern.oefenen import Oefengeval
from assistent.kern.rollen import Rechten, Veldrecht
from assistent.kern.triage import Afleiding, Regel, Triageregels


def triage(g: Gegevens) -> Triageregels:
    """De triageregels."""
    verzamelingen = ("kenmerken", "niet", "alle_van", "een_van", "geen_van")
    return Triageregels(
        versie=g["versie"],
        eigenaar=g["eigenaar"],
        regels=tuple(
            Regel(
                **{
                    **r,
                    "klasse": Klasse(r["klasse"]),
                    **{k: frozenset(r.get(k, [])) for k in verzamelingen},
                }
            )
            for r in g["regels"]
        ),
        afleidingen=tuple(
            Afleiding(a["markering"], frozenset(a["probleem"]), frozenset(a["met"]))
            for a in g.get("afleidingen", [])
        ),
    )


def rechten(g: Gegevens) -> Rechten:
    """De matrix van rollen en rechten."""
    return Rechten(
        rollen={sleutel: rol["naam"] for sleutel, rol in g["rollen"].items()},
        handelingen={h: frozenset(rollen) for h, rollen in g["handelingen"].items()},
        velden={v: Veldrecht(frozenset(x["ziet"]), x["meekijker"]) for v, x in g["velden"].items()},
        routes={naam: frozenset(wie) for naam, wie in g["routes"].items()},
    )


def bewaren(g: Gegevens) -> Bewaartermijnen:
    """De bewaartermijnen, standaard en per gemeente."""
    return Bewaartermijnen(
        standaard={soort: timedelta(days=t["dagen"]) for soort, t in g["termijnen"].items()},
        afwijkend={
            plaats: {soort: timedelta(days=dagen) for soort, dagen in eigen.items()}
            for plaats, eigen in g["afwijkend"].items()
        },
    )


def aanmelden(g: Gegevens) -> Aanmeldregels:
    """Welke groep van de gemeente welke rol en welk team krijgt."""
    regels = tuple(
        Aanmeldregel(r["claim"], r["waarde"], r["gemeente"], frozenset(r["rollen"]), frozenset(r["teams"]))
        for r in g["regels"]
    )
    return Aanmeldregels(g["naam"], regels)


def meekijkwoorden(inhoud: Gegevens) -> Meekijkwoorden:
    """De woorden van het meekijkscherm."""
    aflopen = {u["sleutel"]: u["naam"] for u in inhoud["uitkomsten"]}
    return Meekijkwoorden(inhoud["namen"], aflopen, inhoud["samenvatting"])


def oefengevallen(bestanden: list[Any]) -> tuple[Oefengeval, ...]:
    """Alle oefengevallen, op volgorde."""
    return tuple(
        Oefengeval(
            sleutel=g["sleutel"],
            titel=g["titel"],
            niveau=g["niveau"],
            regels=tuple(g["regels"]),
            klasse=Klasse(g["klasse"]),
            te_horen=g["te_horen"],
            goede_vragen=tuple(g["goede_vragen"]),
            les=g["les"],
        )
        for bestand in bestanden
        for g in bestand.inhoud["gevallen"]
    )
