"""Op weg naar een mens: de volgende vraag stellen, of de samenvatting laten zien (R65, R68, R84)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from assistent.kern.antwoord import Antwoord, Knop, Reactie
from assistent.kern.begrippen import Uitkomst
from assistent.kern.gesprek import Fase, Gesprek
from assistent.kern.indeling import Indeling
from assistent.kern.kennis import Kennisbank
from assistent.kern.nood import MEELUISTEREN
from assistent.kern.samenvatting import vat_samen
from assistent.kern.termijnen import toezegging, zeg_termijn
from assistent.kern.voortgang import voortgang
from assistent.kern.vragen import BUITEN_INTAKE, JA_NEE, volgende_vraag
from assistent.kern.zinnen import zeg, zin

JA_NEE_KNOPPEN = (Knop("Ja", "ja"), Knop("Nee", "nee"))
OVERSLAAN = Knop("Sla over", "sla over")
PLEKKEN = (
    Knop("Bij mij thuis", "bij mij thuis"),
    Knop("Op een inlooppunt", "op een inlooppunt"),
    Knop("Aan de telefoon", "aan de telefoon"),
)


def vraag_verder(
    gesprek: Gesprek, indeling: Indeling, kennis: Kennisbank, nu: datetime
) -> tuple[Gesprek, Reactie]:
    """Stel de ene vraag die nu helpt; zijn ze op, dan is er niets meer te vragen."""
    los = (None, *BUITEN_INTAKE)
    gewild = gesprek.velden.get("overdragen") == "ja"
    if not (indeling.mens or gewild) and gesprek.open_vraag in los and gesprek.onderbroken in los:
        antwoord = zeg(kennis, gesprek, "utter_dank_verder")
        return replace(gesprek, fase=Fase.LUISTEREN), Reactie((antwoord,), indeling.zonder_mens)
    vraag = volgende_vraag(gesprek, indeling, kennis)
    if vraag is None:
        antwoord = zeg(kennis, gesprek, "utter_zelf_bellen")
        return replace(gesprek, fase=Fase.LUISTEREN), Reactie((antwoord,), Uitkomst.OVERDRACHT)
    antwoorden = []
    if vraag == "overdragen" and indeling.klasse.value != "niet_bepaald":
        gesprek, extra = _clientondersteuning(gesprek, indeling, kennis)
        antwoorden += extra
    antwoorden.append(_stel(gesprek, vraag, indeling, kennis, nu))
    fase = Fase.SAMENVATTING if vraag == "akkoord" else Fase.INTAKE
    gesprek = replace(
        gesprek, open_vraag=vraag, onderbroken=None, gesteld=(*gesprek.gesteld, vraag), fase=fase
    )
    return gesprek, Reactie(tuple(antwoorden), Uitkomst.OVERDRACHT, vraag)


def _clientondersteuning(
    gesprek: Gesprek, indeling: Indeling, kennis: Kennisbank
) -> tuple[Gesprek, list[Antwoord]]:
    """Wijs één keer op gratis onafhankelijke steun bij specialistisch en meervoudig (R84, Wmo 2.3.2 lid 3)."""
    if "clientondersteuning" in gesprek.gesteld or not indeling.mens:
        return gesprek, []
    sleutel = "utter_clientondersteuning"
    return (
        replace(gesprek, gesteld=(*gesprek.gesteld, "clientondersteuning")),
        [zeg(kennis, gesprek, sleutel)],
    )


def _stel(gesprek: Gesprek, vraag: str, indeling: Indeling, kennis: Kennisbank, nu: datetime) -> Antwoord:
    gemeente = kennis.gemeenten[gesprek.gemeente]
    team = gemeente.teams[indeling.toewijzing.trekker]
    sleutel = f"utter_vraag_{vraag}"
    velden = {
        "team": team.naam,
        "termijn": termijn_zin(gesprek, indeling, kennis, nu),
        "open": gemeente.zeg_open(nu) or "",
        "gebieden": ", ".join(g.naam for g in gemeente.gebieden if g.team),
    }
    tekst = zin(kennis, gesprek, sleutel, **velden)
    hoofd = indeling.hoofd
    if vraag == "achter_de_vraag" and hoofd is not None and hoofd.vervolgvraag:
        tekst = hoofd.vervolgvraag
    if vraag == "bellen" and "voorkeur_gesprek" in gesprek.gesteld:
        tekst = zin(kennis, gesprek, "utter_vraag_alleen_bellen")
    if vraag == "contact" and gesprek.beeld.crisis() in MEELUISTEREN:
        tekst = zin(kennis, gesprek, "utter_vraag_veilig_contact")
    if vraag == "gebied":
        knoppen = tuple(Knop(g.naam, g.naam) for g in gemeente.gebieden if g.team)
    elif vraag == "voorkeur_gesprek":
        knoppen = (*PLEKKEN, OVERSLAAN)
    elif vraag in JA_NEE:
        knoppen = JA_NEE_KNOPPEN
    else:
        knoppen = (OVERSLAAN,)
    samenvatting = vat_samen(gesprek, indeling, kennis) if vraag == "akkoord" else ()
    hoe_ver = voortgang(gesprek, vraag, indeling, kennis)
    return Antwoord(tekst, sleutel, knoppen=knoppen, samenvatting=samenvatting, voortgang=hoe_ver)


def termijn_zin(gesprek: Gesprek, indeling: Indeling, kennis: Kennisbank, nu: datetime) -> str:
    """Wanneer de inwoner iets hoort, alleen als de gegevens dat dekken (R68, R69)."""
    gemeente = kennis.gemeenten[gesprek.gemeente]
    termijn = toezegging(gemeente, indeling.toewijzing.trekker, indeling.urgentie, nu)
    if termijn is None:
        return zin(kennis, gesprek, "utter_termijn_onbekend")
    return zin(kennis, gesprek, "utter_termijn", moment=zeg_termijn(termijn, nu))
