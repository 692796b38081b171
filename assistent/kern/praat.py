"""Wat iemand over het gesprek zelf zegt: een mens vragen, stoppen, herhalen, verbeteren, boos zijn (R32, R46, R118)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from assistent.kern.antwoord import Antwoord, Knop, Reactie
from assistent.kern.beeld import Gehoord
from assistent.kern.begrippen import Uitkomst
from assistent.kern.gesprek import Fase, Gesprek
from assistent.kern.indeling import deel_in
from assistent.kern.kennis import Kennisbank
from assistent.kern.nood import antwoord_op_nood
from assistent.kern.overdragen import vraag_verder
from assistent.kern.samenvatting import vat_samen, zonder_genoemd
from assistent.kern.signalen import Gelezen, Signaal, Soort
from assistent.kern.twijfel import (
    MAX_MISVERSTANDEN,
    MENS,
    VERTELT_IETS,
    aanvulling,
    inhoudelijk,
    naar_mens,
    niet_begrepen,
    stelt_vraag,
)
from assistent.kern.uitleg import leg_uit
from assistent.kern.voorkeur import noemt_tijd
from assistent.kern.zinnen import opsomming, zeg, zin

Uit = tuple[Gesprek, Reactie]



def mens(gesprek: Gesprek, gelezen: Gelezen, kennis: Kennisbank, nu: datetime) -> Uit:
    """Wie om een mens vraagt krijgt die, zonder vraag over de inhoud (R46)."""
    signaal = Signaal(Soort.GEGEVEN, "wil_mens", gelezen.tekst, "intent mens_spreken")
    beeld = gesprek.beeld.met(gesprek.nummer, replace(gelezen, signalen=(signaal,), gevaren=()))
    gesprek = replace(gesprek, beeld=beeld)
    geopend = kennis.gemeenten[gesprek.gemeente].zeg_open(nu)
    eerst = zeg(kennis, gesprek, "utter_mens", open=f" ({geopend})" if geopend else "")
    gesprek, verder = vraag_verder(gesprek, deel_in(gesprek, kennis), kennis, nu)
    return gesprek, replace(verder, antwoorden=(eerst, *verder.antwoorden), doorverbinden=True)


def stoppen(gesprek: Gesprek, gelezen: Gelezen, kennis: Kennisbank, nu: datetime) -> Uit:
    """Stoppen mag altijd; is er al een intake, dan wordt die ingetrokken als dat nog kan (R66, R118)."""
    if gesprek.overdracht_id:
        return gesprek, Reactie(
            (zeg(kennis, gesprek, "utter_ingetrokken"),), Uitkomst.DIRECT, intrekken=True
        )
    gesprek = replace(gesprek, fase=Fase.GESTOPT, open_vraag=None, onderbroken=None, velden={}, gesteld=())
    return gesprek, Reactie((zeg(kennis, gesprek, "utter_gestopt"),), Uitkomst.DIRECT)


def herhalen(gesprek: Gesprek, gelezen: Gelezen, kennis: Kennisbank, nu: datetime) -> Uit:
    """Zeg het laatste nog eens; de tweede keer met het aanbod van een mens."""
    if not gesprek.laatste:
        return niet_begrepen(gesprek, kennis, nu)
    if gesprek.uitkomst is Uitkomst.CRISIS and gesprek.beeld.gevaren:
        return antwoord_op_nood(gesprek, gesprek.beeld.laatste_gevaren(), kennis)
    zinnen = [Antwoord(" ".join(gesprek.laatste), "herhaling")]
    if gesprek.gezegd.get("herhaling"):
        zinnen = [replace(zeg(kennis, gesprek, "utter_herhaal_mens"), knoppen=(MENS,))]
        gesprek = gesprek.tussendoor("mens")
    return gesprek, Reactie(tuple(zinnen), gesprek.uitkomst, gesprek.open_vraag)


def uitleg(gesprek: Gesprek, gelezen: Gelezen, kennis: Kennisbank, nu: datetime) -> Uit:
    """De inwoner snapt de vraag of het antwoord niet: zeg het eenvoudiger."""
    sleutel = f"utter_uitleg_{gesprek.open_vraag}"
    if gesprek.open_vraag and sleutel in kennis.teksten:
        team = deel_in(gesprek, kennis).toewijzing.trekker
        antwoord = zeg(kennis, gesprek, sleutel, team=kennis.gemeenten[gesprek.gemeente].teams[team].naam)
    else:
        hoofd = deel_in(gesprek, kennis).hoofd
        if hoofd is None or not hoofd.eenvoudig:
            return niet_begrepen(gesprek, kennis, nu)
        antwoord = Antwoord(" ".join(hoofd.eenvoudig), f"eenvoudig:{hoofd.sleutel}", knoppen=(MENS,))
    return gesprek, Reactie((antwoord,), gesprek.uitkomst, gesprek.open_vraag)


def niet_geholpen(gesprek: Gesprek, gelezen: Gelezen, kennis: Kennisbank, nu: datetime) -> Uit:
    """Het antwoord hielp niet: vraag wat iemand zoekt, en de tweede keer een mens."""
    gesprek = replace(gesprek, misverstanden=gesprek.misverstanden + 1)
    if gesprek.misverstanden >= MAX_MISVERSTANDEN:
        return naar_mens(gesprek, kennis, nu)
    antwoord = replace(zeg(kennis, gesprek, "utter_niet_geholpen"), knoppen=(MENS,))
    return gesprek.tussendoor("mens"), Reactie((antwoord,), Uitkomst.VERDUIDELIJKING, "mens")


def schelden(gesprek: Gesprek, gelezen: Gelezen, kennis: Kennisbank, nu: datetime) -> Uit:
    """Boosheid: gelijk geven waar het kan, en een mens aanbieden (§7.3)."""
    antwoord = replace(zeg(kennis, gesprek, "utter_boos"), knoppen=(MENS,))
    return gesprek.tussendoor("mens"), Reactie((antwoord,), Uitkomst.VERDUIDELIJKING, "mens")


def verbeteren(gesprek: Gesprek, gelezen: Gelezen, kennis: Kennisbank, nu: datetime) -> Uit:
    """De inwoner verbetert iets; contactgegevens gaan naar hun veld, de rest als aanvulling (R65)."""
    if gesprek.fase is not Fase.SAMENVATTING:
        gesprek = replace(gesprek, misverstanden=0)
        if gelezen.inhoud >= VERTELT_IETS and gesprek.beeld.onderwerpen:
            gesprek, verder = vraag_verder(gesprek, deel_in(gesprek, kennis), kennis, nu)
            eerst = zeg(kennis, gesprek, "utter_verbeterd_verder")
            return gesprek, replace(verder, antwoorden=(eerst, *verder.antwoorden))
        antwoord = zeg(kennis, gesprek, "utter_verbeterd")
        return gesprek, Reactie((antwoord,), Uitkomst.VERDUIDELIJKING, gesprek.open_vraag)
    anders, rest = replace(gesprek, velden={**gesprek.velden, **gelezen.contact}), gelezen.tekst
    if "haal_weg" in gelezen.wendingen:
        anders, rest = zonder_genoemd(anders, gelezen.tekst, gelezen.noemt, kennis)
    if noemt_tijd(gelezen.tekst) and "telefoon" in anders.velden:
        anders = anders.met_veld("beltijd", gelezen.tekst)
    # Alleen "aangepast" als er iets veranderde; de eigen woorden gaan hoe dan ook mee.
    sleutel = "utter_samenvatting_opnieuw" if anders != gesprek or gelezen.contact else "utter_samenvatting_aangevuld"
    if rest and (gelezen.inhoud or not gelezen.contact):
        eerder = anders.velden.get("aanvulling")
        anders = anders.met_veld("aanvulling", f"{eerder} {rest}" if eerder else rest)
    gesprek = anders
    antwoord = replace(
        zeg(kennis, gesprek, sleutel),
        samenvatting=vat_samen(gesprek, deel_in(gesprek, kennis), kennis),
        knoppen=(Knop("Ja", "ja"), Knop("Nee", "nee")),
    )
    gesprek = replace(gesprek, open_vraag="akkoord", onderbroken=None)
    return gesprek, Reactie((antwoord,), Uitkomst.OVERDRACHT, "akkoord")


def verbetert(gelezen: Gelezen, gehoord: Gehoord) -> bool:
    """Of wat iemand bij de samenvatting zegt daar iets aan verandert; een vraag of een handeling niet."""
    zegt_iets = gelezen.inhoud > 0 or bool(gelezen.contact) or noemt_tijd(gelezen.tekst)
    return zegt_iets and not stelt_vraag(gelezen) and gehoord.intent not in BIJ_SAMENVATTING


def over_het_gesprek(sleutel: str) -> Callable[[Gesprek, Gelezen, Kennisbank, datetime], Uit]:
    """Antwoord op een procesvraag (privacy, tijden, wie ben je); een open vraag blijft open."""

    def handeling(gesprek: Gesprek, gelezen: Gelezen, kennis: Kennisbank, nu: datetime) -> Uit:
        if sleutel == "smalltalk" and _gaat_ergens_over(gesprek, kennis) and gesprek.overdracht_id is None:
            return _halverwege(gesprek, gelezen, kennis, nu)
        antwoord = leg_uit(gesprek, kennis.onderwerp(sleutel, gesprek.gemeente), kennis, nu)
        # Wat eerder een overdracht was blijft dat: een tussenvraag verandert de uitkomst niet.
        uitkomst = gesprek.uitkomst if gesprek.open_vraag else Uitkomst.DIRECT
        antwoorden = [antwoord]
        if sleutel == "afspraak_contact":
            antwoorden.append(_contact(gesprek, kennis, nu))
        if gesprek.fase in (Fase.INTAKE, Fase.SAMENVATTING) and gesprek.open_vraag:
            gesprek, verder = vraag_verder(gesprek, deel_in(gesprek, kennis), kennis, nu)
            return gesprek, replace(verder, antwoorden=(*antwoorden, *verder.antwoorden))
        return gesprek, Reactie(tuple(antwoorden), uitkomst, gesprek.open_vraag)

    return handeling


def _halverwege(gesprek: Gesprek, gelezen: Gelezen, kennis: Kennisbank, nu: datetime) -> Uit:
    """Een beleefdheid tussendoor: groeten of verder gaan, want halverwege stelt niemand zich nog eens voor."""
    if "afscheid" in gelezen.wendingen and is_klaar(gesprek):
        return afscheid(gesprek, kennis)
    verder, reactie = aanvulling(gesprek, kennis, nu)
    # Na gevaar maakt een beleefdheid er geen overdracht van.
    return verder, replace(reactie, uitkomst=gesprek.uitkomst) if gesprek.uitkomst is Uitkomst.CRISIS else reactie


def _gaat_ergens_over(gesprek: Gesprek, kennis: Kennisbank) -> bool:
    return any(not kennis.onderwerpen[t.sleutel].proces for t in gesprek.beeld.onderwerpen)


def is_klaar(gesprek: Gesprek) -> bool:
    """Of er een vraag was en er nu niets meer openstaat."""
    return bool(gesprek.beeld.onderwerpen) and gesprek.open_vraag is None


def afscheid(gesprek: Gesprek, kennis: Kennisbank) -> Uit:
    """Wie bedankt of het zelf verder doet."""
    return gesprek, Reactie((zeg(kennis, gesprek, "utter_graag_gedaan"),), gesprek.uitkomst)


def _contact(gesprek: Gesprek, kennis: Kennisbank, nu: datetime) -> Antwoord:
    """Nummer, tijden en inloop van de gemeente, en eerlijk als die onbekend zijn (R2, R7)."""
    gemeente = kennis.gemeenten[gesprek.gemeente]
    geopend, plekken = gemeente.zeg_open(nu), gemeente.kanalen.inloop
    open_ = (
        zin(kennis, gesprek, "utter_contact_open", open=geopend)
        if geopend
        else zin(kennis, gesprek, "utter_tijden_onbekend")
    )
    inloop = zin(kennis, gesprek, "utter_inloop_onbekend")
    if plekken:
        zeker = all(p.zeker for p in plekken) and nu.date() <= gemeente.geldig_tot
        sleutel = "utter_contact_inloop" if zeker else "utter_contact_inloop_onzeker"
        inloop = zin(kennis, gesprek, sleutel, plekken=opsomming(map(str, plekken)))
    return zeg(kennis, gesprek, "utter_contactgegevens", open=open_, inloop=inloop)


def anderstalig(gesprek: Gesprek, gelezen: Gelezen, kennis: Kennisbank) -> Uit:
    """Een andere taal: zeg in die taal dat een mens of tolk kan, met het nummer (R119)."""
    sleutel = f"utter_taal_{gelezen.taal}"
    antwoord = zeg(kennis, gesprek, sleutel if sleutel in kennis.teksten else "utter_taal_en")
    nieuw = tuple(
        (gesprek.nummer, Signaal(Soort.GEGEVEN, naam, gelezen.tekst, f"taal {gelezen.taal}"))
        for naam in ("wil_mens", "anderstalig")
    )
    gesprek = replace(
        gesprek,
        beeld=replace(gesprek.beeld, signalen=gesprek.beeld.signalen + nieuw),
        gesteld=(*gesprek.gesteld, "contact"),
    ).tussendoor("contact")
    return gesprek, Reactie((antwoord,), Uitkomst.OVERDRACHT, "contact")


def geen_overdracht(gesprek: Gesprek, kennis: Kennisbank) -> Uit:
    """De inwoner wil niet dat de vraag wordt doorgegeven; dat mag, en bellen kan altijd (R118)."""
    gesprek = replace(gesprek, fase=Fase.LUISTEREN, open_vraag=None, onderbroken=None).met_veld(
        "overdragen", "nee"
    )
    return gesprek, Reactie((zeg(kennis, gesprek, "utter_geen_overdracht"),), Uitkomst.DIRECT)


def geen_akkoord(gesprek: Gesprek, kennis: Kennisbank) -> Uit:
    """Niet akkoord met de samenvatting: vraag wat er anders moet; er wordt niets verstuurd (R67)."""
    gesprek = replace(gesprek, fase=Fase.SAMENVATTING, open_vraag="akkoord").tussendoor("verbeteren")
    keer = gesprek.gezegd.get("utter_geen_akkoord", 0)
    if keer >= 1:
        return geen_overdracht(gesprek, kennis)
    antwoord = zeg(kennis, gesprek, "utter_geen_akkoord")
    return gesprek, Reactie((antwoord,), Uitkomst.OVERDRACHT, "verbeteren")


def akkoord(gesprek: Gesprek, kennis: Kennisbank) -> Uit:
    """Akkoord: de intake wordt nu aangeboden; wat er gezegd wordt bepaalt het proces dat bewaart."""
    gesprek = replace(gesprek, fase=Fase.OVERGEDRAGEN, open_vraag=None, onderbroken=None)
    return gesprek, Reactie((), Uitkomst.OVERDRACHT, aanbieden=True)


HANDELINGEN: Mapping[str, Callable[[Gesprek, Gelezen, Kennisbank, datetime], Uit]] = {
    "mens_spreken": mens,
    "stoppen_intrekken": stoppen,
    "herhalen": herhalen,
    "uitleg": uitleg,
    "niet_geholpen": niet_geholpen,
    "schelden": schelden,
    "verbeteren": verbeteren,
    **{
        s: over_het_gesprek(s)
        for s in ("privacy_gegevens", "over_de_assistent", "smalltalk", "afspraak_contact")
    },
}
"""Praatintents met een eigen handeling."""


def handeling(
    gesprek: Gesprek, gelezen: Gelezen, gehoord: Gehoord, kennis: Kennisbank
) -> Callable[[Gesprek, Gelezen, Kennisbank, datetime], Uit] | None:
    """Wat er bij deze praatintent hoort, als hij zeker genoeg is; anders is het gewoon wat iemand vertelt."""
    drempel = kennis.drempels.get(gehoord.intent, kennis.drempels["bevestig"])
    # "Oké, dank u, en wie belt mij dan" is meer dan een beleefdheid.
    zegt_meer = gehoord.intent == "smalltalk" and gelezen.doorvraagt
    # "Een maatje, hoe kom ik daaraan?" is een vraag en geen klacht over het antwoord.
    zegt_meer |= gehoord.intent == "niet_geholpen" and stelt_vraag(gelezen)
    if gehoord.zekerheid < drempel or zegt_meer or noemt_beter(gesprek, gehoord, kennis):
        return None
    return HANDELINGEN.get(gehoord.intent)


def noemt_beter(gesprek: Gesprek, gehoord: Gehoord, kennis: Kennisbank) -> bool:
    """Of de verbetering zelf een vraag is: "geen scootmobiel maar een taxipas"."""
    verbetert = gehoord.intent == "verbeteren" and gesprek.fase is not Fase.SAMENVATTING
    return verbetert and any(
        t.zekerheid >= kennis.drempels["zeker"] for t in inhoudelijk(gehoord, kennis)
    )


BIJ_SAMENVATTING = frozenset({"mens_spreken", "stoppen_intrekken", "herhalen", "uitleg", "schelden"})
"""Wat bij de samenvatting gewoon zijn eigen handeling houdt; de rest is een verbetering."""
HERHALING = frozenset({"herhaling", "utter_herhaal_mens"})
ALTIJD = frozenset({"mens_spreken", "stoppen_intrekken"})
"""Wat altijd voorgaat, ook als er een vraag openstaat."""

ALLEEN_PRAAT = frozenset({"ja", "nee", "overslaan", "weet_niet"})
"""Praatintents die alleen iets betekenen bij een open vraag."""
AANVULLING = "aanvulling"
