"""De samenvatting die de inwoner leest en verbetert voordat er iets wordt verstuurd (R65)."""

from __future__ import annotations

from dataclasses import replace

from assistent.kern.gesprek import Gesprek
from assistent.kern.indeling import Indeling
from assistent.kern.kennis import Kennisbank
from assistent.kern.zinnen import opsomming, zin

WEGLAATBAAR = (
    "wil_bereiken", "achter_de_vraag", "al_betrokken", "kinderen", "weet_betrokkene",
    "eigen_contact", "naam", "telefoon", "mail", "beltijd", "aanvulling",
)  # fmt: skip


def vat_samen(gesprek: Gesprek, indeling: Indeling, kennis: Kennisbank) -> tuple[tuple[str, str, str], ...]:
    """Regels (veld, label, waarde) in gewone woorden, met bovenaan de eigen woorden (R35)."""
    regels: list[tuple[str, str]] = []
    if gesprek.eigen_woorden:
        regels.append(("eigen_woorden", " … ".join(gesprek.eigen_woorden[:3])))
    namen = [o.naam for o in indeling.onderwerpen if not o.proces][:3]
    if namen:
        regels.append(("onderwerpen", opsomming(namen)))
    gebieden = [kennis.leefgebieden[g].naam for g in indeling.leefgebieden]
    if len(gebieden) > 1:
        regels.append(("leefgebieden", opsomming(gebieden)))
    regels += [(veld, gesprek.velden[veld]) for veld in WEGLAATBAAR if gesprek.velden.get(veld)]
    team = kennis.gemeenten[gesprek.gemeente].teams[indeling.toewijzing.trekker]
    regels.append(("team", team.naam))
    return tuple((veld, zin(kennis, gesprek, f"utter_veld_{veld}"), waarde) for veld, waarde in regels)


def verbeter(gesprek: Gesprek, veld: str, waarde: str) -> Gesprek:
    """Zet of wis één regel van de samenvatting; een lege waarde laat de regel weg (R118)."""
    if veld == "eigen_woorden":
        return replace(gesprek, eigen_woorden=(waarde,) if waarde else ())
    if veld not in WEGLAATBAAR:
        return gesprek
    return gesprek.met_veld(veld, waarde) if waarde else gesprek.zonder_veld(veld)
