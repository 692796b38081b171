"""Eén beurt van de assistent: van wat gehoord is naar wat gezegd wordt. Zuiver: geen klok, geen opslag."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from assistent.kern import praat, twijfel
from assistent.kern.antwoord import Antwoord, Reactie
from assistent.kern.beeld import Gehoord, Treffer
from assistent.kern.begrippen import Klasse, Uitkomst
from assistent.kern.doorvragen import zeg_feit
from assistent.kern.gesprek import Fase, Gesprek
from assistent.kern.indeling import Indeling, deel_in
from assistent.kern.kennis import Kennisbank, Onderwerp
from assistent.kern.luisteren import luister
from assistent.kern.nood import antwoord_op_nood, houdt_aan, na_nood, stil
from assistent.kern.nu_praten import op_livevraag
from assistent.kern.overdragen import vraag_verder
from assistent.kern.signalen import Gelezen, Soort
from assistent.kern.uitleg import erken, leg_uit
from assistent.kern.vragen import (
    BUITEN_INTAKE,
    NEE_ACHTIG,
    OPEN,
    VOORAF,
    beantwoordt,
    geeft_wat_gevraagd_is,
    verwerk,
)
from assistent.kern.zinnen import zeg, zin

AL_GEZEGD = "utter_al_gezegd"
GEEN_VERBETERING = frozenset(
    {*praat.ALLEEN_PRAAT, *praat.HANDELINGEN} - {"verbeteren", "schelden", "smalltalk"}
)
"""Wat na "wat moet er anders?" geen verbetering is en dus niet in de samenvatting komt."""


def zet_stap(
    gesprek: Gesprek, gelezen: Gelezen, gehoord: Gehoord, kennis: Kennisbank, nu: datetime
) -> tuple[Gesprek, Reactie]:
    """Veiligheid, dan de open vraag, dan wat iemand zegt; het gesprek loopt nooit vast (R32, R45)."""
    eerder = gesprek.uitkomst
    gesprek, gelezen, gehoord = luister(gesprek, gelezen, gehoord, kennis)
    gesprek, reactie = _kies(gesprek, gelezen, gehoord, kennis, nu)
    reactie = replace(reactie, antwoorden=tuple(_niet_weer(gesprek, a, kennis) for a in reactie.antwoorden))
    if any(a.sleutel == AL_GEZEGD for a in reactie.antwoorden):
        gesprek = gesprek.tussendoor("mens")
    indeling = deel_in(gesprek, kennis)
    reactie = replace(reactie, uitkomst=_blijvend(eerder, gesprek, reactie, indeling))
    zinnen = tuple(r for a in reactie.antwoorden for r in a.zinnen())
    gezegd = dict(gesprek.gezegd)
    for antwoord in reactie.antwoorden:
        gezegd[antwoord.sleutel] = gezegd.get(antwoord.sleutel, 0) + 1
    if not any(a.sleutel in praat.HERHALING for a in reactie.antwoorden):
        gezegd.pop("herhaling", None)
    return (
        replace(
            gesprek,
            laatste=zinnen,
            voorlaatste=gesprek.laatste,
            gezegd=gezegd,
            uitkomst=reactie.uitkomst,
            klasse=indeling.klasse.value,
            regel=indeling.regel.nummer,
        ),
        reactie,
    )


def _blijvend(eerder: Uitkomst, gesprek: Gesprek, reactie: Reactie, indeling: Indeling) -> Uitkomst:
    """Een bedankje of tussenvraag verandert niet wat er met de vraag gebeurt; stoppen wel."""
    nu = reactie.uitkomst
    if gesprek.fase is Fase.GESTOPT or reactie.intrekken or nu in (Uitkomst.CRISIS, Uitkomst.OVERDRACHT):
        return nu
    if indeling.klasse is Klasse.CRISIS:
        return Uitkomst.CRISIS
    if eerder is Uitkomst.OVERDRACHT and indeling.mens and gesprek.velden.get("overdragen") != "nee":
        return eerder
    return indeling.zonder_mens if nu is Uitkomst.DIRECT else nu


def _niet_weer(gesprek: Gesprek, antwoord: Antwoord, kennis: Kennisbank) -> Antwoord:
    """Een zin die al twee beurten achter elkaar klonk wordt anders gezegd; een hulplijn mag altijd."""
    klonk = antwoord.tekst in gesprek.laatste and antwoord.tekst in gesprek.voorlaatste
    if antwoord.crisis or not klonk:
        return antwoord
    return replace(antwoord, tekst=zin(kennis, gesprek, AL_GEZEGD), sleutel=AL_GEZEGD)


def _kies(
    gesprek: Gesprek, gelezen: Gelezen, gehoord: Gehoord, kennis: Kennisbank, nu: datetime
) -> tuple[Gesprek, Reactie]:
    if gelezen.gevaren:
        return antwoord_op_nood(gesprek, gelezen.gevaren, kennis)
    if gesprek.beeld.gevaren and "niet_bellen" in gelezen.wendingen:
        return stil(gesprek, kennis)
    if houdt_aan(gesprek, gelezen):
        return antwoord_op_nood(gesprek, gesprek.beeld.laatste_gevaren(), kennis)
    if gelezen.taal != "nl" and not (gesprek.open_vraag == "contact" and gelezen.contact):
        return praat.anderstalig(gesprek, gelezen, kennis)
    if gesprek.open_vraag in BUITEN_INTAKE and (
        uit := _op_gespreksvraag(gesprek, gelezen, gehoord, kennis, nu)
    ):
        return uit
    if gehoord.intent not in praat.ALTIJD and geeft_wat_gevraagd_is(gesprek.open_vraag, gelezen):
        return _na_antwoord(gesprek, gelezen, gehoord, kennis, nu)
    akkoord = gesprek.open_vraag == "akkoord" and not beantwoordt("akkoord", gelezen, gehoord)
    if akkoord and praat.verbetert(gelezen, gehoord):
        return praat.verbeteren(gesprek, gelezen, kennis, nu)
    if _nog_niet(gesprek, gelezen):
        return praat.geen_overdracht(gesprek, kennis)
    altijd = gehoord.intent in praat.ALTIJD
    if not altijd and (uit := _rondt_af(gesprek, gelezen, kennis)):
        return uit
    if not altijd and gesprek.open_vraag == "overdragen" and gelezen.stemt_toe:
        return _stemt_toe(gesprek, gelezen, gehoord, kennis, nu)
    if handeling := praat.handeling(gesprek, gelezen, gehoord, kennis):
        return handeling(gesprek, gelezen, kennis, nu)
    if praat.noemt_beter(gesprek, gehoord, kennis):
        return _op_onderwerp(replace(gesprek, open_vraag=None), gelezen, gehoord, kennis, nu)
    if gelezen.laat_doorgeven and (uit := _laat_doorgeven(gesprek, gelezen, gehoord, kennis, nu)):
        return uit
    if gesprek.open_vraag and beantwoordt(gesprek.open_vraag, gelezen, gehoord):
        return _na_antwoord(gesprek, gelezen, gehoord, kennis, nu)
    licht_toe = gehoord.intent == praat.AANVULLING or gelezen.nieuw < kennis.drempels["nieuw"]
    if licht_toe and gesprek.beeld.onderwerpen and not twijfel.stelt_vraag(gelezen):
        return twijfel.aanvulling(gesprek, kennis, nu)
    if gehoord.intent in praat.ALLEEN_PRAAT and not (gelezen.inhoud and gesprek.beeld.onderwerpen):
        return twijfel.zonder_vraag(gesprek, gehoord, kennis, nu)
    return _op_onderwerp(gesprek, gelezen, gehoord, kennis, nu)


def _nog_niet(gesprek: Gesprek, gelezen: Gelezen) -> bool:
    """Wie zegt dat er (nog) niets doorgegeven mag worden, bij welke vraag ook; "niet aan mijn ex" is een afspraak."""
    wil_niet = "niet_doorgeven" in gelezen.wendingen and not gelezen.laat_doorgeven
    aan_wie = " aan " in f" {gelezen.tekst.lower()} "
    # Na gevaar telt dit ook zonder intake: wie bang is voor een telefoontje hoort meteen dat er niets weggaat.
    speelt = twijfel.intake_loopt(gesprek) or bool(gesprek.beeld.gevaren)
    return wil_niet and not aan_wie and speelt and not twijfel.stelt_vraag(gelezen)


def _rondt_af(gesprek: Gesprek, gelezen: Gelezen, kennis: Kennisbank) -> tuple[Gesprek, Reactie] | None:
    """ "Dan bel ik zelf wel": wie een aanbod heeft wil dat niet, en wie antwoord kreeg is klaar (R118)."""
    if "rondt_af" not in gelezen.wendingen or twijfel.stelt_vraag(gelezen):
        return None
    if any(s.telt and s.soort is not Soort.GEGEVEN for s in gelezen.signalen):
        # "Dan bel ik mijn zus weer huilend op" is geen afscheid.
        return None
    if gesprek.open_vraag == "overdragen":
        return praat.geen_overdracht(gesprek, kennis)
    return praat.afscheid(gesprek, kennis) if praat.is_klaar(gesprek) else None


def _na_nood(
    gesprek: Gesprek, gelezen: Gelezen, gehoord: Gehoord, kennis: Kennisbank, nu: datetime
) -> tuple[Gesprek, Reactie]:
    """Veiligheid eerst; wie veilig is en halverwege een intake was gaat daar verder en is niets kwijt."""
    verder, reactie = na_nood(gesprek, gelezen, gehoord, kennis)
    if gesprek.onderbroken is None or not any(a.sleutel == "utter_veilig_ja" for a in reactie.antwoorden):
        return verder, reactie
    hervat, vraag = vraag_verder(replace(gesprek, open_vraag=None), deel_in(gesprek, kennis), kennis, nu)
    eerst = zeg(kennis, gesprek, "utter_veilig_verder")
    return hervat, replace(vraag, antwoorden=(eerst, *vraag.antwoorden))


def _op_gespreksvraag(
    gesprek: Gesprek, gelezen: Gelezen, gehoord: Gehoord, kennis: Kennisbank, nu: datetime
) -> tuple[Gesprek, Reactie] | None:
    """Antwoord op "bent u veilig?", "een mens?", "bedoelt u …?" of "wat moet er anders?"."""
    ja = gehoord.intent == "ja" or (gelezen.stemt_toe and gesprek.open_vraag == "mens")
    if gesprek.open_vraag == "verbeteren" and (
        gehoord.intent not in GEEN_VERBETERING or praat.verbetert(gelezen, gehoord)
    ):
        return praat.verbeteren(gesprek, gelezen, kennis, nu)
    if gesprek.open_vraag == "veilig" and not praat.handeling(gesprek, gelezen, gehoord, kennis):
        return _na_nood(gesprek, gelezen, gehoord, kennis, nu)
    if uit := op_livevraag(gesprek, gelezen, gehoord, kennis, nu):
        return uit
    if gesprek.open_vraag == "mens" and ja:
        return praat.mens(replace(gesprek, open_vraag=None), gelezen, kennis, nu)
    if gesprek.open_vraag == "mens" and gesprek.onderbroken and gehoord.intent in NEE_ACHTIG:
        return vraag_verder(replace(gesprek, open_vraag=None), deel_in(gesprek, kennis), kennis, nu)
    if gesprek.open_vraag == "bedoelt" and ja and gesprek.voorstel:
        treffer = Treffer(gesprek.voorstel, 1.0, gelezen.tekst, gesprek.nummer)
        gesprek = replace(
            gesprek, open_vraag=None, misverstanden=0, beeld=gesprek.beeld.met_onderwerpen([treffer])
        )
        return _op_onderwerp(gesprek, gelezen, Gehoord(treffer.sleutel, 1.0, (treffer,)), kennis, nu)
    return None


def _na_antwoord(
    gesprek: Gesprek, gelezen: Gelezen, gehoord: Gehoord, kennis: Kennisbank, nu: datetime
) -> tuple[Gesprek, Reactie]:
    vraag = gesprek.open_vraag
    nee = gehoord.intent in ("nee", "overslaan")
    gesprek = verwerk(gesprek, gelezen, gehoord)
    if vraag == "overdragen":
        if nee:
            return praat.geen_overdracht(gesprek, kennis)
        if gehoord.intent == "weet_niet":
            return praat.uitleg(replace(gesprek, open_vraag=vraag), gelezen, kennis, nu)
        # Wie het laat doorgeven krijgt geen vragen meer over wat er speelt: dat hoort de medewerker zelf.
        gesprek = replace(gesprek, gesteld=(*gesprek.gesteld, *VOORAF)).met_veld("overdragen", "ja")
    if vraag == "akkoord":
        ja = gehoord.intent == "ja"
        return praat.akkoord(gesprek, kennis) if ja else praat.geen_akkoord(gesprek, kennis)
    indeling = deel_in(gesprek, kennis)
    # Wie op een open vraag vertelt dat het te zwaar is hoort daar eerst iets op (R114).
    erkend = erken(gesprek, indeling, kennis) if vraag in OPEN else []
    gesprek, reactie = vraag_verder(gesprek, indeling, kennis, nu)
    return gesprek, replace(reactie, antwoorden=(*erkend, *reactie.antwoorden))


def _stemt_toe(
    gesprek: Gesprek, gelezen: Gelezen, gehoord: Gehoord, kennis: Kennisbank, nu: datetime
) -> tuple[Gesprek, Reactie]:
    """Ja op het aanbod; wie er meteen een vraag bij stelt krijgt eerst antwoord, en daarna de volgende stap."""
    verder, reactie = _na_antwoord(gesprek, gelezen, replace(gehoord, intent="ja"), kennis, nu)
    if not twijfel.stelt_vraag(gelezen):
        return verder, reactie
    antwoord = twijfel.zeg_doorvraag(gesprek, gelezen, gehoord, kennis, nu)
    return verder, replace(reactie, antwoorden=(antwoord, *reactie.antwoorden))


def _laat_doorgeven(
    gesprek: Gesprek, gelezen: Gelezen, gehoord: Gehoord, kennis: Kennisbank, nu: datetime
) -> tuple[Gesprek, Reactie] | None:
    """ "Bel mij maar": de vragen vooraf vervallen; het akkoord op de samenvatting blijft (R65, R67)."""
    vooraf = gesprek.open_vraag is None or gesprek.open_vraag in VOORAF
    if not vooraf or not gesprek.beeld.onderwerpen or gesprek.overdracht_id or twijfel.stelt_vraag(gelezen):
        return None
    indeling = deel_in(gesprek, kennis)
    if not indeling.mens:
        return praat.mens(gesprek, gelezen, kennis, nu)
    klaar = replace(verwerk(gesprek, gelezen, gehoord), onderbroken=None)
    klaar = replace(klaar, gesteld=(*gesprek.gesteld, *VOORAF)).met_veld("overdragen", "ja")
    return vraag_verder(klaar, indeling, kennis, nu)


def _op_onderwerp(
    gesprek: Gesprek, gelezen: Gelezen, gehoord: Gehoord, kennis: Kennisbank, nu: datetime
) -> tuple[Gesprek, Reactie]:
    genoemd = {t.sleutel for t in gesprek.beeld.onderwerpen}
    zeker = [
        t for t in gehoord.onderwerpen if t.zekerheid >= kennis.drempels["zeker"] and t.sleutel in genoemd
    ]
    indeling = deel_in(gesprek, kennis)
    nieuw = _nieuw_probleem(gelezen, indeling)
    verteld = all(f"onderwerp:{t.sleutel}" in gesprek.gezegd for t in zeker)
    if zeker and verteld and gelezen.doorvraagt and not nieuw:
        return twijfel.op_doorvraag(gesprek, gelezen, gehoord, kennis, nu)
    if not zeker and not nieuw:
        return twijfel.onduidelijk(gesprek, gelezen, gehoord, kennis, nu)
    gesprek = replace(gesprek, misverstanden=0)
    antwoorden = erken(gesprek, indeling, kennis)
    verhaal = bool(nieuw) or gesprek.nummer == 1
    for onderwerp in _te_beantwoorden(gesprek, [t.sleutel for t in zeker], indeling, verhaal=verhaal):
        if gelezen.doorvraag in onderwerp.doorvragen:
            antwoorden.append(zeg_feit(onderwerp, gelezen.doorvraag, gesprek, kennis, nu))
        antwoorden.append(leg_uit(gesprek, onderwerp, kennis, nu))
    loopt = twijfel.intake_loopt(gesprek)
    if not zeker and not indeling.mens and not loopt:
        return twijfel.vraag_door(gesprek, nieuw, antwoorden, kennis)
    if not indeling.mens and not loopt:
        return gesprek, Reactie((*antwoorden, _afsluiter(gesprek, antwoorden, kennis)), indeling.zonder_mens)
    gesprek, verder = vraag_verder(gesprek, indeling, kennis, nu)
    return gesprek, replace(verder, antwoorden=(*antwoorden, *verder.antwoorden))


def _nieuw_probleem(gelezen: Gelezen, indeling: Indeling) -> list[str]:
    """De leefgebieden waar dit bericht een probleem op noemt en geen bekend onderwerp al over gaat."""
    bekend = {g for o in indeling.onderwerpen for g in o.leefgebieden}
    klinkt = {s.sleutel for s in gelezen.signalen if s.soort is Soort.LEEFGEBIED and s.telt} - bekend
    return [g for g in indeling.leefgebieden if g in klinkt]


def _te_beantwoorden(
    gesprek: Gesprek, sleutels: list[str], indeling: Indeling, *, verhaal: bool
) -> list[Onderwerp]:
    """Hooguit twee uitleggen per beurt; vertelt iemand over veel tegelijk, dan eerst luisteren (R114)."""
    op_rang = [o for o in indeling.onderwerpen if o.sleutel in sleutels and not o.crisis]
    nieuw = [o for o in op_rang if f"onderwerp:{o.sleutel}" not in gesprek.gezegd]
    if indeling.klasse.meervoudig and verhaal:
        return [o for o in nieuw if o.urgentie.rang < 2][:1]
    return nieuw[:2] or op_rang[:1]


def _afsluiter(gesprek: Gesprek, antwoorden: list[Antwoord], kennis: Kennisbank) -> Antwoord:
    """Eén keer de open vraag of er nog iets speelt (R31); daarna alleen dat vragen altijd mag."""
    al_gevraagd = antwoorden and "utter_speelt_er_nog_iets" in gesprek.gezegd
    sleutel = "utter_nog_iets" if al_gevraagd else "utter_speelt_er_nog_iets"
    return zeg(kennis, gesprek, sleutel)
