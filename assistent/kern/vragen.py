"""De ene vraag die nu het meest helpt; nooit een vragenlijst (R28, R31, R49, R50, R75, R104)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from assistent.kern.beeld import Gehoord
from assistent.kern.begrippen import Klasse, Urgentie, Wie
from assistent.kern.gesprek import Fase, Gesprek
from assistent.kern.indeling import Indeling
from assistent.kern.kennis import Kennisbank
from assistent.kern.routering import GEBIED
from assistent.kern.signalen import Gelezen, Signaal, Soort
from assistent.kern.voorkeur import noemt_tijd, plek_uit

KINDGEVOELIG = frozenset({"geld", "wonen", "thuis_relaties"})
"""Leefgebieden waarbij kinderen in huis het zwaarder maken (M2, §4.3)."""

MAX_GESTELD = 2
OPEN = frozenset({"achter_de_vraag", "wil_bereiken", "al_betrokken"})
OVER_DE_ANDER = frozenset({"weet_betrokkene", "eigen_contact"})
VOORAF = OPEN | OVER_DE_ANDER | {"kinderen", "overdragen"}
"""Vragen die vervallen als iemand zegt dat het doorgegeven mag worden."""
JA_NEE = frozenset({"kinderen", "weet_betrokkene", "eigen_contact", "overdragen", "akkoord", "veilig"})
BUITEN_INTAKE = frozenset({"mens", "bedoelt", "verbeteren", "veilig", "nu_praten", "belnummer"})
"""Vragen die bij het gesprek horen en niet bij de intake."""
GEGEVEN = frozenset({"gebied", "contact"})
"""Vragen naar een gegeven: een kaal "ja" is er geen antwoord op."""
BESLUIT = frozenset({"overdragen", "akkoord"})
"""Vragen waarop "nee" betekent dat er niets wordt doorgegeven."""
MAX_BIJ_JA = 2
"""Staat er meer bij een "ja" op de samenvatting, dan is dat een aanvulling en geen akkoord."""
KAAL_NEE = 3
"""Hooguit zoveel woorden heeft een "nee" zonder meer."""
_MERK = re.compile(r"\[[a-z]+\]")
"""Wat er na het schonen op de plek van een naam of nummer staat."""
NEE_ACHTIG = frozenset({"nee", "overslaan", "weet_niet"})
ZEKER_NEE = 0.5
"""Klinkt "nee" minder zeker, dan is het een antwoord: "niet uit huis hoeven" is geen overslaan."""


def volgende_vraag(gesprek: Gesprek, indeling: Indeling, kennis: Kennisbank) -> str | None:
    """De sleutel van de volgende vraag; een onderbroken vraag komt nog één keer terug, een besluit tot er ja of nee is."""
    mogelijk = list(_mogelijk(gesprek, indeling, kennis))
    onderbroken = gesprek.onderbroken or gesprek.open_vraag
    if onderbroken in mogelijk and (
        onderbroken in BESLUIT or gesprek.gezegd.get(f"utter_vraag_{onderbroken}", 0) < MAX_GESTELD
    ):
        return onderbroken
    return next((v for v in mogelijk if v not in gesprek.gesteld), None)


def vraagt_contact(gesprek: Gesprek) -> bool:
    """Of een naam en nummer in dit bericht voor de intake zijn; ook wie ze eerder of tussen iets anders door geeft (R104)."""
    onderweg = gesprek.fase in (Fase.INTAKE, Fase.SAMENVATTING) and gesprek.overdracht_id is None
    return onderweg or gesprek.open_vraag == "belnummer"


def te_gaan(gesprek: Gesprek, indeling: Indeling, kennis: Kennisbank) -> frozenset[str]:
    """De vragen die nu nog komen, zover te voorzien; een antwoord kan er een bij of af doen."""
    if gesprek.velden.get("overdragen") != "nee":
        gesprek = gesprek.met_veld("overdragen", "ja")
    return frozenset(_mogelijk(gesprek, indeling, kennis)) - set(gesprek.gesteld)


def _mogelijk(gesprek: Gesprek, indeling: Indeling, kennis: Kennisbank) -> Iterator[str]:
    beeld, klasse = gesprek.beeld, indeling.klasse
    wil_mens = "wil_mens" in beeld.gegevens()
    haast = indeling.urgentie in (Urgentie.SPOED, Urgentie.DIRECT)
    if not wil_mens and not haast:
        if klasse.meervoudig:
            yield "wil_bereiken"
        elif "wil_bereiken" not in gesprek.gesteld:
            # Eén open vraag per gesprek: wordt de klasse zwaarder, dan niet nog eens (R28).
            yield "achter_de_vraag"
    if not wil_mens and _kinderen_maken_verschil(gesprek, klasse):
        yield "kinderen"
    if beeld.wie is not Wie.INWONER and not wil_mens and not haast:
        yield "eigen_contact"
        yield "weet_betrokkene"
    if klasse.meervoudig and not wil_mens and not haast and "meer_hulpverleners" not in beeld.gegevens():
        yield "al_betrokken"
    if beeld.gebied is None and _gebied_bepaalt(gesprek, kennis):
        yield "gebied"
    if not wil_mens:
        yield "overdragen"
        if gesprek.velden.get("overdragen") != "ja":
            return
    bereikbaar = gesprek.velden.keys() & {"telefoon", "mail"}
    if not bereikbaar:
        yield "contact"
    if bereikbaar and klasse.meervoudig and beeld.wie is Wie.INWONER and not wil_mens and not haast:
        # Een lang gesprek gaat niet overal; bij een korte vraag volstaat het zinnetje bij het bellen (R85, R104).
        yield "voorkeur_gesprek"
    if "telefoon" in gesprek.velden and "beltijd" not in gesprek.velden:
        yield "bellen"
    yield "akkoord"


def _kinderen_maken_verschil(gesprek: Gesprek, klasse: Klasse) -> bool:
    beeld = gesprek.beeld
    return (
        bool(beeld.problemen() & KINDGEVOELIG)
        and not beeld.gegevens() & {"kinderen", "geen_kinderen"}
        and "M2" not in beeld.markeringen()
        and (klasse is Klasse.MEERVOUDIG_EENVOUDIG or "M1" in beeld.markeringen())
        and klasse is not Klasse.MEERVOUDIG_COMPLEX
    )


def _gebied_bepaalt(gesprek: Gesprek, kennis: Kennisbank) -> bool:
    gemeente = kennis.gemeenten[gesprek.gemeente]
    teams = {g.team for g in gemeente.gebieden if g.team}
    return len(teams) > 1 and any(GEBIED in (r.team, r.via) for r in gemeente.routes)


def beantwoordt(vraag: str, gelezen: Gelezen, gehoord: Gehoord) -> bool:
    """Of dit bericht een antwoord op de open vraag is, en geen nieuwe vraag of ander verhaal."""
    if vraag in OPEN or vraag == "bellen":
        return not (_is_vraag(gelezen.tekst) or gelezen.doorvraagt)
    if gehoord.intent in NEE_ACHTIG:
        onzeker = gehoord.intent == "weet_niet" and not gelezen.inhoud
        return vraag not in BESLUIT or onzeker or slaat_af(gelezen)
    if gehoord.intent == "ja" and vraag in GEGEVEN and (gelezen.doorvraagt or _is_vraag(gelezen.tekst)):
        # "Ja graag, komt er dan iemand thuis?" is nog geen wijk.
        return geeft_wat_gevraagd_is(vraag, gelezen)
    if gehoord.intent == "ja":
        return vraag != "akkoord" or _zuiver_ja(gelezen)
    if vraag == "contact" and gelezen.weigert:
        return True
    if vraag in OVER_DE_ANDER:
        # "Hij wil wel praten" is een antwoord; "hij drinkt een krat per dag" is nieuws.
        iets_anders = _is_vraag(gelezen.tekst) or gelezen.doorvraagt or bool(gelezen.signalen)
        return gelezen.inhoud > 0 and not iets_anders
    return geeft_wat_gevraagd_is(vraag, gelezen)


def _zuiver_ja(gelezen: Gelezen) -> bool:
    """Een "ja" zonder vraag, zonder voorbehoud en zonder nieuws: alleen dan gaat er iets weg (R67)."""
    meer = gelezen.inhoud > MAX_BIJ_JA or "voorbehoud" in gelezen.wendingen or noemt_tijd(gelezen.tekst)
    return not meer and "?" not in gelezen.tekst


def slaat_af(gelezen: Gelezen) -> bool:
    """Of een "nee" ook echt het aanbod afslaat: "nee, schulden heb ik niet" en "nee, ik woon alleen" gaan over iets anders."""
    return gelezen.weigert or (gelezen.inhoud == 0 and len(gelezen.tekst.split()) <= KAAL_NEE)


def geeft_wat_gevraagd_is(vraag: str | None, gelezen: Gelezen) -> bool:
    """Of de naam, het nummer of de plaats erin staat; dan doet het er niet toe waar de rest op lijkt."""
    if vraag == "contact":
        return bool(gelezen.contact)
    if vraag == "gebied":
        return bool(gelezen.gebied or gelezen.postcode)
    if vraag == "bellen":
        return noemt_tijd(gelezen.tekst) and not _is_vraag(gelezen.tekst)
    if vraag == "voorkeur_gesprek":
        # "Op een inlooppunt" lijkt op de vraag waar dat is; alleen met een vraagteken is het die.
        genoemd = plek_uit(gelezen.tekst) is not None or noemt_tijd(gelezen.tekst)
        return genoemd and not _is_vraag(gelezen.tekst)
    return False


def _is_vraag(tekst: str) -> bool:
    return tekst.rstrip().endswith("?")


def verwerk(gesprek: Gesprek, gelezen: Gelezen, gehoord: Gehoord) -> Gesprek:
    """Leg het antwoord op de open vraag vast in het veld dat erbij hoort."""
    vraag, tekst = gesprek.open_vraag, gelezen.tekst.strip()
    gesprek = replace(gesprek, open_vraag=None)
    nee = gehoord.intent in NEE_ACHTIG and gehoord.zekerheid >= ZEKER_NEE
    overgeslagen = nee and len(tekst.split()) < 6
    if overgeslagen and gehoord.intent == "overslaan":
        return gesprek
    if vraag == "kinderen":
        return _kinderen(gesprek, tekst, ja=not overgeslagen)
    if vraag == "contact":
        gesprek = met_tijd(gesprek, tekst) if gelezen.contact else gesprek
        return replace(gesprek, velden={**gesprek.velden, **gelezen.contact})
    if vraag == "overdragen":
        return gesprek if nee else met_tijd(gesprek, tekst)
    if noemt_probleem(vraag, gelezen):
        return gesprek
    if vraag == "voorkeur_gesprek":
        # "Thuis, liefst 's ochtends" zegt meteen wanneer.
        gesprek = gesprek.met_veld("beltijd", tekst) if noemt_tijd(tekst) else gesprek
        return _met_plek(gesprek, plek_uit(tekst))
    if vraag == "bellen" and gehoord.intent == "ja" and not gelezen.inhoud and not noemt_tijd(tekst):
        # Een kaal "ja" is geen tijd; dan bellen wij gewoon.
        return gesprek
    if vraag == "bellen" and not overgeslagen:
        gesprek = _met_plek(gesprek, plek_uit(tekst, gevraagd=False))
    if vraag in OPEN or vraag in ("bellen", "weet_betrokkene", "eigen_contact"):
        if overgeslagen and vraag in OPEN - {"al_betrokken"}:
            return gesprek
        return gesprek.met_veld({"bellen": "beltijd"}.get(vraag, vraag), tekst)
    return gesprek


def noemt_probleem(vraag: str | None, gelezen: Gelezen) -> bool:
    """Of iemand op "helpt er al iemand bij?" nog een probleem noemt: dat hoort bij wat er speelt, en zegt niet wie er helpt."""
    problemen = (s for s in gelezen.signalen if s.telt and s.soort is Soort.LEEFGEBIED)
    return vraag == "al_betrokken" and any(problemen)


def met_tijd(gesprek: Gesprek, tekst: str) -> Gesprek:
    """Wie er meteen bij zegt wanneer het uitkomt krijgt die vraag niet meer."""
    zonder_merk = " ".join(_MERK.sub(" ", tekst).split())
    return gesprek.met_veld("beltijd", zonder_merk) if noemt_tijd(zonder_merk) else gesprek


def _met_plek(gesprek: Gesprek, plek: str | None) -> Gesprek:
    """Ook wie bij het bellen "kom maar langs" zegt heeft gekozen (R85)."""
    return gesprek.met_veld("voorkeur_gesprek", plek) if plek else gesprek


def _kinderen(gesprek: Gesprek, tekst: str, *, ja: bool) -> Gesprek:
    nieuw = (
        (Signaal(Soort.MARKERING, "M2", tekst, "vraag kinderen"),
         Signaal(Soort.GEGEVEN, "kinderen", tekst, "vraag kinderen"))
        if ja
        else (Signaal(Soort.GEGEVEN, "geen_kinderen", tekst, "vraag kinderen"),)
    )  # fmt: skip
    beeld = replace(
        gesprek.beeld, signalen=gesprek.beeld.signalen + tuple((gesprek.nummer, s) for s in nieuw)
    )
    return replace(gesprek, beeld=beeld).met_veld("kinderen", "ja" if ja else "nee")
