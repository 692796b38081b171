"""Wat de assistent doet als hij het niet zeker weet: laten vertellen, meenemen, vragen, zoeken, en dan een mens (R28, R32)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from assistent.kern import doorvragen
from assistent.kern.antwoord import Antwoord, Knop, Reactie
from assistent.kern.beeld import Gehoord, Treffer
from assistent.kern.begrippen import Uitkomst, Wie
from assistent.kern.gesprek import Fase, Gesprek
from assistent.kern.indeling import deel_in
from assistent.kern.kennis import Kennisbank
from assistent.kern.overdragen import vraag_verder
from assistent.kern.signalen import Gelezen, Signaal, Soort
from assistent.kern.uitleg import erken, zeg_gevonden
from assistent.kern.zinnen import zeg

Uit = tuple[Gesprek, Reactie]
MENS = Knop("Ik wil een mens spreken", "ik wil een mens spreken")
MAX_MISVERSTANDEN = 2
VERTEL = "utter_vertel"
VERTELT_IETS = 2
"""Zoveel woorden die ergens over gaan: dan vertelt iemand iets, en is het geen losse kreet."""


def misschien(gehoord: Gehoord, kennis: Kennisbank) -> list[str]:
    """Onderwerpen om naar te vragen, beste eerst; nooit naar een crisis (de poort beslist) of een praatje."""
    gewoon = sorted(inhoudelijk(gehoord, kennis), key=lambda t: -t.zekerheid)
    return [t.sleutel for t in gewoon] if gewoon and gewoon[0].zekerheid >= kennis.drempels["bevestig"] else []


def inhoudelijk(gehoord: Gehoord, kennis: Kennisbank) -> list[Treffer]:
    """De gehoorde onderwerpen die geen crisis en geen praatje zijn."""
    bekend = ((t, kennis.onderwerpen.get(t.sleutel)) for t in gehoord.onderwerpen)
    return [t for t, o in bekend if o is not None and not o.crisis and not o.proces]


def bevestig(gesprek: Gesprek, gehoord: Gehoord, kennis: Kennisbank, nu: datetime) -> Uit:
    """De middelste band van twijfel: "bedoelt u …?" met de twee beste gissingen als knop."""
    if gesprek.misverstanden >= MAX_MISVERSTANDEN:
        return naar_mens(gesprek, kennis, nu)
    bekend = list(dict.fromkeys(misschien(gehoord, kennis)))
    namen = [kennis.onderwerpen[s].naam for s in bekend][:2]
    antwoord = replace(
        zeg(kennis, gesprek, "utter_bedoelt_u", naam=namen[0]),
        knoppen=(*(Knop(n, n) for n in namen), MENS),
    )
    gesprek = replace(
        gesprek,
        misverstanden=gesprek.misverstanden + 1,
        voorstel=bekend[0],
    ).tussendoor("bedoelt")
    return gesprek, Reactie((antwoord,), Uitkomst.VERDUIDELIJKING, "bedoelt")


def vraag_door(gesprek: Gesprek, gebieden: Sequence[str], eerst: list[Antwoord], kennis: Kennisbank) -> Uit:
    """Een probleem zonder herkend onderwerp: één zachte vraag over dat leefgebied, daarna een mens (R28, R31)."""
    gebied = next((g for g in gebieden if f"leefgebied:{g}" not in gesprek.gezegd), None)
    if gebied is None:
        antwoord = replace(zeg(kennis, gesprek, "utter_aanbod_mens"), knoppen=(MENS,))
        return gesprek.tussendoor("mens"), Reactie((*eerst, antwoord), Uitkomst.VERDUIDELIJKING, "mens")
    vraag = Antwoord(kennis.leefgebieden[gebied].vraag, f"leefgebied:{gebied}", knoppen=(MENS,))
    return gesprek, Reactie((*eerst, vraag), Uitkomst.VERDUIDELIJKING)


def niet_begrepen(gesprek: Gesprek, kennis: Kennisbank, nu: datetime) -> Uit:
    """Na hooguit twee keer niet begrijpen volgt een mens (R32)."""
    gesprek = replace(gesprek, misverstanden=gesprek.misverstanden + 1)
    if gesprek.misverstanden >= MAX_MISVERSTANDEN:
        return naar_mens(gesprek, kennis, nu)
    antwoord = replace(zeg(kennis, gesprek, "utter_niet_begrepen"), knoppen=(MENS,))
    return gesprek, Reactie((antwoord,), Uitkomst.VERDUIDELIJKING, gesprek.open_vraag)


def naar_mens(gesprek: Gesprek, kennis: Kennisbank, nu: datetime) -> Uit:
    """Steeds niet begrepen: dat is onze fout, dus er komt een mens (R32)."""
    eerst = zeg(kennis, gesprek, "utter_ik_zoek_iemand")
    signaal = Signaal(Soort.GEGEVEN, "wil_mens", "twee keer niet begrepen", "regel R32")
    beeld = replace(gesprek.beeld, signalen=(*gesprek.beeld.signalen, (gesprek.nummer, signaal)))
    gesprek = replace(gesprek, beeld=beeld, misverstanden=0)
    gesprek, verder = vraag_verder(gesprek, deel_in(gesprek, kennis), kennis, nu)
    return gesprek, replace(verder, antwoorden=(eerst, *verder.antwoorden))


def vertel(gesprek: Gesprek, kennis: Kennisbank) -> Uit:
    """Er is nog geen vraag: laat iemand op zijn gemak vertellen."""
    antwoord = replace(zeg(kennis, gesprek, VERTEL), knoppen=(MENS,))
    return gesprek, Reactie((antwoord,), Uitkomst.VERDUIDELIJKING)


def zonder_vraag(gesprek: Gesprek, gehoord: Gehoord, kennis: Kennisbank, nu: datetime) -> Uit:
    """Een los ja, nee of weet niet, zonder dat er een vraag openstond."""
    if gesprek.open_vraag:
        sleutel = f"utter_vraag_{gesprek.open_vraag}"
        if gesprek.gezegd.get(sleutel, 0) < MAX_MISVERSTANDEN and sleutel in kennis.teksten:
            antwoord = zeg(kennis, gesprek, "utter_graag_antwoord")
            return gesprek, Reactie((antwoord,), gesprek.uitkomst, gesprek.open_vraag)
    if gehoord.intent == "ja" and _wil_niet(gesprek):
        # Toch graag hulp: dan vragen we gewoon opnieuw of het door mag.
        gesteld = tuple(v for v in gesprek.gesteld if v != "overdragen")
        gesprek = replace(gesprek.zonder_veld("overdragen"), gesteld=gesteld)
        return vraag_verder(gesprek, deel_in(gesprek, kennis), kennis, nu)
    if gehoord.intent == "ja" and not gesprek.beeld.onderwerpen:
        return vertel(gesprek, kennis)
    sleutel = "utter_ja_zonder_vraag" if gehoord.intent == "ja" else "utter_nee_zonder_vraag"
    return gesprek, Reactie((zeg(kennis, gesprek, sleutel),), gesprek.uitkomst)


def aanvulling(gesprek: Gesprek, kennis: Kennisbank, nu: datetime) -> Uit:
    """Een bijzonderheid bij wat al genoemd is ("hij is twaalf"): neem haar mee en ga verder waar we waren."""
    indeling = deel_in(gesprek, kennis)
    gesprek, erkend = replace(gesprek, misverstanden=0), erken(gesprek, indeling, kennis)
    eerst = erkend or [zeg(kennis, gesprek, "utter_aanvulling")]
    if _wil_niet(gesprek):
        # "Dat neem ik mee" zou misleiden: er gaat niets weg.
        eerst = erkend or [zeg(kennis, gesprek, "utter_aanvulling_blijft_hier")]
        return gesprek, Reactie(tuple(eerst), gesprek.uitkomst)
    gesprek, verder = vraag_verder(gesprek, indeling, kennis, nu)
    # "Dank u wel, waar kan ik nog mee helpen?" dankt al.
    dankt = any(a.sleutel == "utter_dank_verder" for a in verder.antwoorden)
    return gesprek, replace(verder, antwoorden=(*(erkend if dankt else eerst), *verder.antwoorden))


def weet_niet_precies(gesprek: Gesprek, kennis: Kennisbank, nu: datetime) -> Uit:
    """Een vraag over wat al beantwoord is waar de kennisbank niets over zegt: eerlijk, en met wie het wel weet (R7)."""
    gesprek = replace(gesprek, misverstanden=gesprek.misverstanden + 1)
    antwoord = replace(zeg(kennis, gesprek, "utter_weet_niet_precies"), knoppen=(MENS,))
    return _en_verder(gesprek, antwoord, kennis, nu)


def op_doorvraag(
    gesprek: Gesprek, gelezen: Gelezen, gehoord: Gehoord, kennis: Kennisbank, nu: datetime
) -> Uit:
    """Het feit uit de kennisbank als dat er is, en daarna verder waar we waren."""
    antwoord = doorvragen.beantwoord(gesprek, gelezen, gehoord, deel_in(gesprek, kennis), kennis, nu)
    if antwoord is None:
        return weet_niet_precies(gesprek, kennis, nu)
    return _en_verder(replace(gesprek, misverstanden=0), antwoord, kennis, nu)


def zeg_doorvraag(
    gesprek: Gesprek, gelezen: Gelezen, gehoord: Gehoord, kennis: Kennisbank, nu: datetime
) -> Antwoord:
    """Alleen het antwoord op een vraag tussendoor, ook als dat "dat weet ik niet precies" is."""
    antwoord = doorvragen.beantwoord(gesprek, gelezen, gehoord, deel_in(gesprek, kennis), kennis, nu)
    return antwoord or zeg(kennis, gesprek, "utter_weet_niet_precies")


def _en_verder(gesprek: Gesprek, antwoord: Antwoord, kennis: Kennisbank, nu: datetime) -> Uit:
    """Hoort er een mens bij, dan komt de vraag van de intake er meteen achteraan."""
    indeling = deel_in(gesprek, kennis)
    if not indeling.mens or _wil_niet(gesprek):
        return gesprek, Reactie((antwoord,), gesprek.uitkomst, gesprek.open_vraag)
    gesprek, verder = vraag_verder(gesprek, indeling, kennis, nu)
    return gesprek, replace(verder, antwoorden=(antwoord, *verder.antwoorden))


def _wil_niet(gesprek: Gesprek) -> bool:
    """De inwoner wilde niet dat de vraag wordt doorgegeven; dan zeuren we niet (R118)."""
    return gesprek.velden.get("overdragen") == "nee"


def intake_loopt(gesprek: Gesprek) -> bool:
    """Of er een vraag van de intake openstaat."""
    open_ = gesprek.open_vraag or gesprek.onderbroken
    return bool(open_) and gesprek.fase in (Fase.INTAKE, Fase.SAMENVATTING)


def onduidelijk(
    gesprek: Gesprek, gelezen: Gelezen, gehoord: Gehoord, kennis: Kennisbank, nu: datetime
) -> Uit:
    """Niets zekers gehoord: laten vertellen, meenemen, "bedoelt u …?", zoeken, of eerlijk zeggen dat het niet duidelijk is."""
    genoemd = {t.sleutel for t in gesprek.beeld.onderwerpen}
    if _leidt_in(gelezen) and not genoemd and VERTEL not in gesprek.gezegd:
        return vertel(gesprek, kennis)
    if gelezen.doorvraagt and genoemd:
        return op_doorvraag(gesprek, gelezen, gehoord, kennis, nu)
    if intake_loopt(gesprek) and gelezen.inhoud >= VERTELT_IETS and not gelezen.vraagt:
        return aanvulling(gesprek, kennis, nu)
    # "Bedoelt u …?" helpt niet bij een vraag over wat al besproken is.
    klinkt = max(gesprek.beeld.verhaal, key=lambda s: gesprek.beeld.verhaal[s], default=gehoord.intent)
    doorvraag = gelezen.vraagt and bool({gehoord.intent, klinkt} & genoemd)
    if not doorvraag and misschien(gehoord, kennis):
        return bevestig(gesprek, gehoord, kennis, nu)
    return _gevonden_of_niet(gesprek, gelezen, kennis, nu)


def _leidt_in(gelezen: Gelezen) -> bool:
    """Wie vertelt waar hij woont, over wie het gaat of dát hij een vraag heeft, leidt zijn vraag nog in."""
    over = gelezen.gebied or gelezen.leeftijd or gelezen.wie is not Wie.INWONER or gelezen.leidt_in
    return bool(over) and not (gelezen.vraagt or stelt_vraag(gelezen))


def _gevonden_of_niet(gesprek: Gesprek, gelezen: Gelezen, kennis: Kennisbank, nu: datetime) -> Uit:
    """Wat geen onderwerp dekt staat misschien wel in de sociale kaart; niet tijdens een vraag of na gevaar."""
    if gesprek.open_vraag in (None, "bedoelt") and not gesprek.beeld.gevaren:
        antwoord = zeg_gevonden(gesprek, gelezen.tekst, kennis, nu)
        if antwoord is not None:
            antwoord = replace(antwoord, knoppen=(MENS,))
            return replace(gesprek, open_vraag=None), Reactie((antwoord,), Uitkomst.DIRECT)
    bekend = bool(gesprek.beeld.onderwerpen) and gesprek.misverstanden == 0
    if bekend and gelezen.vraagt:
        return weet_niet_precies(gesprek, kennis, nu)
    if bekend and gesprek.open_vraag is None:
        # Een mededeling na een bekende vraag is eerder een bijzonderheid dan een misverstand; één keer.
        gesprek, reactie = aanvulling(gesprek, kennis, nu)
        return replace(gesprek, misverstanden=1), reactie
    return niet_begrepen(gesprek, kennis, nu)


def stelt_vraag(gelezen: Gelezen) -> bool:
    """Of het ronduit een vraag is; "daar maak ik me niet druk om" heeft alleen de woordvolgorde van een vraag."""
    return gelezen.doorvraagt or "?" in gelezen.tekst
