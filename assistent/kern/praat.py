"""Wat iemand over het gesprek zelf zegt: een mens vragen, stoppen, herhalen, verbeteren, boos zijn (R32, R46, R118)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from assistent.kern.antwoord import Antwoord, Knop, Reactie
from assistent.kern.beeld import Gehoord
from assistent.kern.begrippen import Uitkomst
from assistent.kern.gesprek import Fase, Gesprek
from assistent.kern.indeling import Indeling, deel_in
from assistent.kern.kennis import Kennisbank
from assistent.kern.nood import antwoord_op_nood
from assistent.kern.overdragen import vraag_verder
from assistent.kern.samenvatting import vat_samen
from assistent.kern.signalen import Gelezen, Signaal, Soort
from assistent.kern.uitleg import leg_uit
from assistent.kern.zinnen import opsomming, zin

Uit = tuple[Gesprek, Reactie]
MENS = Knop("Ik wil een mens spreken", "ik wil een mens spreken")
MAX_MISVERSTANDEN = 2


def _zeg(kennis: Kennisbank, gesprek: Gesprek, sleutel: str, **velden: str) -> Antwoord:
    return Antwoord(zin(kennis, gesprek, sleutel, **velden), sleutel)


def mens(gesprek: Gesprek, gelezen: Gelezen, kennis: Kennisbank, nu: datetime) -> Uit:
    """Wie om een mens vraagt krijgt die, zonder vraag over de inhoud (R46)."""
    signaal = Signaal(Soort.GEGEVEN, "wil_mens", gelezen.tekst, "intent mens_spreken")
    beeld = gesprek.beeld.met(gesprek.nummer, replace(gelezen, signalen=(signaal,), gevaren=()))
    gesprek = replace(gesprek, beeld=beeld)
    geopend = kennis.gemeenten[gesprek.gemeente].zeg_open(nu)
    eerst = _zeg(kennis, gesprek, "utter_mens", open=f" ({geopend})" if geopend else "")
    gesprek, verder = vraag_verder(gesprek, deel_in(gesprek, kennis), kennis, nu)
    return gesprek, replace(verder, antwoorden=(eerst, *verder.antwoorden), doorverbinden=True)


def stoppen(gesprek: Gesprek, gelezen: Gelezen, kennis: Kennisbank, nu: datetime) -> Uit:
    """Stoppen mag altijd; is er al een intake, dan wordt die ingetrokken als dat nog kan (R66, R118)."""
    if gesprek.overdracht_id:
        return gesprek, Reactie(
            (_zeg(kennis, gesprek, "utter_ingetrokken"),), Uitkomst.DIRECT, intrekken=True
        )
    gesprek = replace(gesprek, fase=Fase.GESTOPT, open_vraag=None, onderbroken=None, velden={}, gesteld=())
    return gesprek, Reactie((_zeg(kennis, gesprek, "utter_gestopt"),), Uitkomst.DIRECT)


def herhalen(gesprek: Gesprek, gelezen: Gelezen, kennis: Kennisbank, nu: datetime) -> Uit:
    """Zeg het laatste nog eens; de tweede keer met het aanbod van een mens."""
    if not gesprek.laatste:
        return niet_begrepen(gesprek, Gehoord("herhalen", 1.0), kennis, nu)
    if gesprek.uitkomst is Uitkomst.CRISIS and gesprek.beeld.gevaren:
        return antwoord_op_nood(gesprek, [gesprek.beeld.gevaren[-1][1]], kennis)
    zinnen = [Antwoord(" ".join(gesprek.laatste), "herhaling")]
    if gesprek.gezegd.get("herhaling"):
        zinnen = [replace(_zeg(kennis, gesprek, "utter_herhaal_mens"), knoppen=(MENS,))]
        gesprek = gesprek.tussendoor("mens")
    return gesprek, Reactie(tuple(zinnen), gesprek.uitkomst, gesprek.open_vraag)


def uitleg(gesprek: Gesprek, gelezen: Gelezen, kennis: Kennisbank, nu: datetime) -> Uit:
    """De inwoner snapt de vraag of het antwoord niet: zeg het eenvoudiger."""
    sleutel = f"utter_uitleg_{gesprek.open_vraag}"
    if gesprek.open_vraag and sleutel in kennis.teksten:
        antwoord = _zeg(kennis, gesprek, sleutel)
    else:
        hoofd = deel_in(gesprek, kennis).hoofd
        if hoofd is None or not hoofd.eenvoudig:
            return niet_begrepen(gesprek, Gehoord("uitleg", 1.0), kennis, nu)
        antwoord = Antwoord(" ".join(hoofd.eenvoudig), f"eenvoudig:{hoofd.sleutel}", knoppen=(MENS,))
    return gesprek, Reactie((antwoord,), gesprek.uitkomst, gesprek.open_vraag)


def niet_geholpen(gesprek: Gesprek, gelezen: Gelezen, kennis: Kennisbank, nu: datetime) -> Uit:
    """Het antwoord hielp niet: vraag wat iemand zoekt, en de tweede keer een mens."""
    gesprek = replace(gesprek, misverstanden=gesprek.misverstanden + 1)
    if gesprek.misverstanden >= MAX_MISVERSTANDEN:
        return _naar_mens(gesprek, kennis, nu)
    antwoord = replace(_zeg(kennis, gesprek, "utter_niet_geholpen"), knoppen=(MENS,))
    return gesprek.tussendoor("mens"), Reactie((antwoord,), Uitkomst.VERDUIDELIJKING, "mens")


def schelden(gesprek: Gesprek, gelezen: Gelezen, kennis: Kennisbank, nu: datetime) -> Uit:
    """Boosheid: gelijk geven waar het kan, en een mens aanbieden (§7.3)."""
    antwoord = replace(_zeg(kennis, gesprek, "utter_boos"), knoppen=(MENS,))
    return gesprek.tussendoor("mens"), Reactie((antwoord,), Uitkomst.VERDUIDELIJKING, "mens")


def verbeteren(gesprek: Gesprek, gelezen: Gelezen, kennis: Kennisbank, nu: datetime) -> Uit:
    """De inwoner verbetert iets; contactgegevens gaan naar hun veld, de rest als aanvulling (R65)."""
    if gesprek.fase is not Fase.SAMENVATTING:
        sleutel = "utter_verbeterd"
        gesprek = replace(gesprek, misverstanden=0)
        return gesprek, Reactie(
            (_zeg(kennis, gesprek, sleutel),), Uitkomst.VERDUIDELIJKING, gesprek.open_vraag
        )
    if gelezen.contact:
        gesprek = replace(gesprek, velden={**gesprek.velden, **gelezen.contact})
    else:
        eerder = gesprek.velden.get("aanvulling")
        gesprek = gesprek.met_veld("aanvulling", f"{eerder} {gelezen.tekst}" if eerder else gelezen.tekst)
    antwoord = replace(
        _zeg(kennis, gesprek, "utter_samenvatting_opnieuw"),
        samenvatting=vat_samen(gesprek, deel_in(gesprek, kennis), kennis),
        knoppen=(Knop("Ja", "ja"), Knop("Nee", "nee")),
    )
    gesprek = replace(gesprek, open_vraag="akkoord", onderbroken=None)
    return gesprek, Reactie((antwoord,), Uitkomst.OVERDRACHT, "akkoord")


def over_het_gesprek(sleutel: str) -> Callable[[Gesprek, Gelezen, Kennisbank, datetime], Uit]:
    """Antwoord op een procesvraag (privacy, tijden, wie ben je); een open vraag blijft open."""

    def handeling(gesprek: Gesprek, gelezen: Gelezen, kennis: Kennisbank, nu: datetime) -> Uit:
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
    return _zeg(kennis, gesprek, "utter_contactgegevens", open=open_, inloop=inloop)


def anderstalig(gesprek: Gesprek, gelezen: Gelezen, kennis: Kennisbank) -> Uit:
    """Een andere taal: zeg in die taal dat een mens of tolk kan, met het nummer (R119)."""
    sleutel = f"utter_taal_{gelezen.taal}"
    antwoord = _zeg(kennis, gesprek, sleutel if sleutel in kennis.teksten else "utter_taal_en")
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


def bevestig(gesprek: Gesprek, gehoord: Gehoord, kennis: Kennisbank, nu: datetime) -> Uit:
    """De middelste band van twijfel: "bedoelt u …?" met de twee beste gissingen als knop."""
    if gesprek.misverstanden >= MAX_MISVERSTANDEN:
        return _naar_mens(gesprek, kennis, nu)
    bekend = [t.sleutel for t in gehoord.onderwerpen if t.sleutel in kennis.onderwerpen]
    namen = [kennis.onderwerpen[s].naam for s in dict.fromkeys(bekend)][:2]
    antwoord = replace(
        _zeg(kennis, gesprek, "utter_bedoelt_u", naam=namen[0] if namen else ""),
        knoppen=(*(Knop(n, n) for n in namen), MENS),
    )
    gesprek = replace(
        gesprek,
        misverstanden=gesprek.misverstanden + 1,
        voorstel=next(iter(bekend), None),
    ).tussendoor("bedoelt")
    return gesprek, Reactie((antwoord,), Uitkomst.VERDUIDELIJKING, "bedoelt")


def vraag_door(gesprek: Gesprek, indeling: Indeling, eerst: list[Antwoord], kennis: Kennisbank) -> Uit:
    """Een probleem zonder herkend onderwerp: één zachte vraag over dat leefgebied, daarna een mens (R28, R31)."""
    gebied = next((g for g in indeling.leefgebieden if f"leefgebied:{g}" not in gesprek.gezegd), None)
    if gebied is None:
        antwoord = replace(_zeg(kennis, gesprek, "utter_aanbod_mens"), knoppen=(MENS,))
        return gesprek.tussendoor("mens"), Reactie((*eerst, antwoord), Uitkomst.VERDUIDELIJKING, "mens")
    vraag = Antwoord(kennis.leefgebieden[gebied].vraag, f"leefgebied:{gebied}", knoppen=(MENS,))
    return gesprek, Reactie((*eerst, vraag), Uitkomst.VERDUIDELIJKING)


def niet_begrepen(gesprek: Gesprek, gehoord: Gehoord, kennis: Kennisbank, nu: datetime) -> Uit:
    """Na hooguit twee keer niet begrijpen volgt een mens (R32)."""
    gesprek = replace(gesprek, misverstanden=gesprek.misverstanden + 1)
    if gesprek.misverstanden >= MAX_MISVERSTANDEN:
        return _naar_mens(gesprek, kennis, nu)
    antwoord = replace(_zeg(kennis, gesprek, "utter_niet_begrepen"), knoppen=(MENS,))
    return gesprek, Reactie((antwoord,), Uitkomst.VERDUIDELIJKING, gesprek.open_vraag)


def _naar_mens(gesprek: Gesprek, kennis: Kennisbank, nu: datetime) -> Uit:
    eerst = _zeg(kennis, gesprek, "utter_ik_zoek_iemand")
    signaal = Signaal(Soort.GEGEVEN, "wil_mens", "twee keer niet begrepen", "regel R32")
    beeld = replace(gesprek.beeld, signalen=(*gesprek.beeld.signalen, (gesprek.nummer, signaal)))
    gesprek = replace(gesprek, beeld=beeld, misverstanden=0)
    gesprek, verder = vraag_verder(gesprek, deel_in(gesprek, kennis), kennis, nu)
    return gesprek, replace(verder, antwoorden=(eerst, *verder.antwoorden))


def zonder_vraag(gesprek: Gesprek, gehoord: Gehoord, kennis: Kennisbank) -> Uit:
    """Een los ja, nee of weet niet, zonder dat er een vraag openstond."""
    if gesprek.open_vraag:
        sleutel = f"utter_vraag_{gesprek.open_vraag}"
        if gesprek.gezegd.get(sleutel, 0) < MAX_MISVERSTANDEN and sleutel in kennis.teksten:
            antwoord = _zeg(kennis, gesprek, "utter_graag_antwoord")
            return gesprek, Reactie((antwoord,), gesprek.uitkomst, gesprek.open_vraag)
    sleutel = "utter_ja_zonder_vraag" if gehoord.intent == "ja" else "utter_nee_zonder_vraag"
    return gesprek, Reactie((_zeg(kennis, gesprek, sleutel),), gesprek.uitkomst)


def aanvulling(gesprek: Gesprek, kennis: Kennisbank, nu: datetime) -> Uit:
    """Een bijzonderheid bij wat al genoemd is ("hij is twaalf"): neem haar mee en ga verder waar we waren."""
    eerst = _zeg(kennis, gesprek, "utter_aanvulling")
    gesprek, verder = vraag_verder(replace(gesprek, misverstanden=0), deel_in(gesprek, kennis), kennis, nu)
    return gesprek, replace(verder, antwoorden=(eerst, *verder.antwoorden))


def weet_niet_precies(gesprek: Gesprek, kennis: Kennisbank) -> Uit:
    """Een vraag over wat al beantwoord is waar de kennisbank niets over zegt: eerlijk, en met wie het wel weet (R7)."""
    gesprek = replace(gesprek, misverstanden=gesprek.misverstanden + 1)
    antwoord = replace(_zeg(kennis, gesprek, "utter_weet_niet_precies"), knoppen=(MENS,))
    return gesprek, Reactie((antwoord,), gesprek.uitkomst, gesprek.open_vraag)


def geen_overdracht(gesprek: Gesprek, kennis: Kennisbank) -> Uit:
    """De inwoner wil niet dat de vraag wordt doorgegeven; dat mag, en bellen kan altijd (R118)."""
    gesprek = replace(gesprek, fase=Fase.LUISTEREN, open_vraag=None, onderbroken=None).met_veld(
        "overdragen", "nee"
    )
    return gesprek, Reactie((_zeg(kennis, gesprek, "utter_geen_overdracht"),), Uitkomst.OVERDRACHT)


def geen_akkoord(gesprek: Gesprek, kennis: Kennisbank) -> Uit:
    """Niet akkoord met de samenvatting: vraag wat er anders moet; er wordt niets verstuurd (R67)."""
    gesprek = replace(gesprek, fase=Fase.SAMENVATTING, open_vraag="akkoord").tussendoor("verbeteren")
    keer = gesprek.gezegd.get("utter_geen_akkoord", 0)
    if keer >= 1:
        return geen_overdracht(gesprek, kennis)
    antwoord = _zeg(kennis, gesprek, "utter_geen_akkoord")
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

HERHALING = frozenset({"herhaling", "utter_herhaal_mens"})
ALTIJD = frozenset({"mens_spreken", "stoppen_intrekken"})
"""Wat altijd voorgaat, ook als er een vraag openstaat."""

ALLEEN_PRAAT = frozenset({"ja", "nee", "overslaan", "weet_niet"})
"""Praatintents die alleen iets betekenen bij een open vraag."""
AANVULLING = "aanvulling"
