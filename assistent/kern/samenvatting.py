"""De samenvatting die de inwoner leest en verbetert voordat er iets wordt verstuurd (R65)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import replace

from assistent.kern.gesprek import Gesprek
from assistent.kern.indeling import Indeling, deel_in
from assistent.kern.intake import eigen_woorden
from assistent.kern.kennis import Kennisbank
from assistent.kern.zinnen import opsomming, zin

WEGLAATBAAR = (
    "wil_bereiken", "achter_de_vraag", "al_betrokken", "kinderen", "weet_betrokkene",
    "eigen_contact", "naam", "telefoon", "mail", "beltijd", "voorkeur_gesprek", "aanvulling", "mag_weten",
)  # fmt: skip
CONCLUSIES = ("onderwerpen", "leefgebieden")
"""Regels die wij bedachten; de inwoner kan er iets uithalen, en dan geldt dat ook voor de indeling (R118)."""
WOORDEN = ("eigen_woorden", "vermoedens")
LANG = 5
"""Kortere woorden staan in te veel namen."""
VRIJ = ("wil_bereiken", "achter_de_vraag", "al_betrokken", "weet_betrokkene", "eigen_contact", "aanvulling")
"""Antwoorden in eigen woorden; een naam of nummer haalt iemand weg bij die regel."""
_ZINNEN = re.compile(r"(?<=[.!?]) +")
_STUKKEN = re.compile(r"(?<=[.!?,;]) +")
_WEG = re.compile(r"\b(?:weg\w*|eruit|eraf|niet|geen|schrap\w*|verwijder\w*)\b")


def vat_samen(gesprek: Gesprek, indeling: Indeling, kennis: Kennisbank) -> tuple[tuple[str, str, str], ...]:
    """Regels (veld, label, waarde) in gewone woorden, met bovenaan de eigen woorden (R35)."""
    regels: list[tuple[str, str]] = []
    for veld, woorden in zip(WOORDEN, eigen_woorden(gesprek), strict=True):
        if woorden:
            regels.append((veld, " … ".join(woorden)))
    regels += [(veld, opsomming(namen)) for veld, namen in _conclusies(indeling, kennis) if namen]
    regels += [(veld, gesprek.velden[veld]) for veld in WEGLAATBAAR if gesprek.velden.get(veld)]
    team = kennis.gemeenten[gesprek.gemeente].teams[indeling.toewijzing.trekker].naam
    if "mag_weten" not in gesprek.velden:
        regels.append(("mag_weten", zin(kennis, gesprek, "utter_mag_weten", team=team)))
    regels.append(("team", team))
    return tuple((veld, zin(kennis, gesprek, f"utter_veld_{veld}"), waarde) for veld, waarde in regels)


def _conclusies(indeling: Indeling, kennis: Kennisbank) -> list[tuple[str, list[str]]]:
    onderwerpen = [o.naam for o in indeling.onderwerpen if not o.proces]
    gebieden = [kennis.leefgebieden[g].naam for g in indeling.leefgebieden]
    return [("onderwerpen", onderwerpen), ("leefgebieden", gebieden if len(gebieden) > 1 else [])]


def verbeter(gesprek: Gesprek, veld: str, waarde: str, kennis: Kennisbank) -> Gesprek:
    """Zet of wis één regel van de samenvatting; een lege waarde laat de regel weg (R118)."""
    if veld in WOORDEN:
        return _woorden(gesprek, veld, waarde)
    if veld in CONCLUSIES:
        return _haal_weg(gesprek, veld, waarde, kennis)
    if veld not in WEGLAATBAAR:
        return gesprek
    return gesprek.met_veld(veld, waarde) if waarde else gesprek.zonder_veld(veld)


def zonder_genoemd(
    gesprek: Gesprek, tekst: str, noemt: Collection[str], kennis: Kennisbank
) -> tuple[Gesprek, str]:
    """Haal weg wat iemand in een zin als "dat van mijn zoon moet eruit" noemt, en geef de rest van het bericht (R118).

    `noemt` zijn de woorden van het bericht die ergens over gaan.
    """
    indeling = deel_in(gesprek, kennis)
    namen = {o.sleutel: o.naam for o in indeling.onderwerpen if not o.proces}
    namen |= {g: kennis.leefgebieden[g].naam for g in indeling.leefgebieden}
    zinnen = _ZINNEN.split(tekst)
    weg = [z for z in zinnen if _WEG.search(z.lower())]
    genoemd = {begin for z in weg for begin in _begin(z)}
    anders = _zonder(gesprek, [s for s, naam in namen.items() if genoemd & _begin(naam)])
    anders = _zonder_stukken(anders, {w for w in noemt if any(w in z.lower() for z in weg)})
    return (gesprek, tekst) if anders == gesprek else (anders, " ".join(z for z in zinnen if z not in weg))


def _zonder_stukken(gesprek: Gesprek, woorden: Collection[str]) -> Gesprek:
    """Zonder de stukjes van de eigen woorden en de antwoorden waar een van deze woorden in staat."""

    def blijft(tekst: str) -> str:
        stukken = _STUKKEN.split(tekst)
        over = [s for s in stukken if not set(re.findall(r"\w+", s.lower())) & set(woorden)]
        return tekst if len(over) == len(stukken) else " ".join(over).rstrip(" ,;")

    eigen = tuple(b for w in gesprek.eigen_woorden if (b := blijft(w)))
    velden = {k: blijft(w) if k in VRIJ else w for k, w in gesprek.velden.items()}
    return replace(gesprek, eigen_woorden=eigen, velden={k: w for k, w in velden.items() if w})


def _begin(tekst: str) -> set[str]:
    """Het begin van de langere woorden: "schulden" en "schuldhulp" gaan over hetzelfde."""
    return {w[:5] for w in re.findall(r"[^\W\d]+", tekst.lower()) if len(w) >= LANG}


def _woorden(gesprek: Gesprek, veld: str, waarde: str) -> Gesprek:
    """Eigen woorden en vermoedens staan in het gesprek bij elkaar; het andere deel blijft."""
    feiten, vermoedens = eigen_woorden(gesprek)
    blijft = vermoedens if veld == "eigen_woorden" else feiten
    nieuw = (waarde,) if waarde else ()
    return replace(gesprek, eigen_woorden=(*nieuw, *blijft) if veld == "eigen_woorden" else (*blijft, *nieuw))


def _haal_weg(gesprek: Gesprek, veld: str, waarde: str, kennis: Kennisbank) -> Gesprek:
    """Wat de inwoner niet meer noemt gaat weg; noemt hij iets anders, dan is dat een aanvulling."""
    indeling = deel_in(gesprek, kennis)
    namen: dict[str, str] = (
        {o.sleutel: o.naam for o in indeling.onderwerpen if not o.proces}
        if veld == "onderwerpen"
        else {g: kennis.leefgebieden[g].naam for g in indeling.leefgebieden}
    )
    genoemd = {s for s, naam in namen.items() if naam.casefold() in waarde.casefold()}
    if waarde and not genoemd:
        return _vul_aan(gesprek, waarde)
    return _zonder(gesprek, namen.keys() - genoemd)


def _zonder(gesprek: Gesprek, sleutels: Iterable[str]) -> Gesprek:
    beeld = gesprek.beeld
    for sleutel in sleutels:
        beeld = beeld.zonder(sleutel)
    return replace(gesprek, beeld=beeld)


def _vul_aan(gesprek: Gesprek, tekst: str) -> Gesprek:
    eerder = gesprek.velden.get("aanvulling")
    return gesprek.met_veld("aanvulling", f"{eerder} {tekst}" if eerder else tekst)
