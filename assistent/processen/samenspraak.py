"""Na een beurt: is er nu een mens, en zo niet, wanneer wordt er gebeld? (R46, R68, R69)"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from assistent.kern.afspraken import zeg_blok
from assistent.kern.antwoord import Antwoord, Knop, Reactie
from assistent.kern.begrippen import Kanaal, Uitkomst
from assistent.kern.errors import AssistentError
from assistent.kern.gesprek import Gesprek
from assistent.kern.indeling import deel_in
from assistent.kern.kennis import Kennisbank
from assistent.kern.meepraten import mens_heeft_het, wacht_op_mens
from assistent.kern.overdracht import Overdracht
from assistent.kern.zinnen import zin
from assistent.ports import Bericht, Omroep, Opslag, Werk
from assistent.processen.aanbieden import bied_aan, van_gesprek, vul_contact_aan
from assistent.processen.aanwezigheid import team_nu
from assistent.processen.berichten import nummer_door
from assistent.processen.gevaar import na_gevaar
from assistent.processen.meepraten import BELNUMMER, wacht
from assistent.processen.terugbellen import plan, zin_bij
from assistent.processen.vastleggen import lopende
from assistent.processen.volgen import Volgen

NU_PRATEN = "nu_praten"
KNOPPEN = (Knop("Ja, nu praten", "ja"), Knop("Nee, liever later", "nee"))
Uit = tuple[Gesprek, tuple[Antwoord, ...]]


async def na_de_beurt(
    werk: Werk,
    kennis: Kennisbank,
    gesprek: Gesprek,
    reactie: Reactie,
    antwoorden: tuple[Antwoord, ...],
    nu: datetime,
    volgen: Volgen | None = None,
) -> Uit:
    """Voeg toe wat alleen te weten is met wie er nu is; gevaar en andere kanalen gaan hun eigen weg."""
    overdracht = await van_gesprek(werk, gesprek)
    if reactie.uitkomst is Uitkomst.CRISIS:
        gesprek, extra = await na_gevaar(werk, kennis, gesprek, reactie, overdracht, nu)
        return gesprek, (*antwoorden, *extra)
    if gesprek.kanaal is not Kanaal.CHAT:
        return gesprek, antwoorden
    if reactie.meepraten:
        gesprek, extra = await _wil_nu(werk, kennis, gesprek, overdracht, nu)
        return gesprek, (*antwoorden, *await _weg(werk, gesprek, overdracht, volgen), *extra)
    if reactie.terugbellen and overdracht is not None:
        await vul_contact_aan(werk, gesprek, overdracht, nu)
        return gesprek, (*antwoorden, *await _bel_terug(werk, kennis, gesprek, overdracht, nu))
    if reactie.doorverbinden:
        return await _wil_mens(werk, kennis, gesprek, overdracht, antwoorden, nu)
    if reactie.aanbieden and overdracht is not None:
        weg = volgen.wijs_de_weg(gesprek, overdracht) if volgen else ()
        gesprek, extra = await _na_aanbieden(werk, kennis, gesprek, overdracht, nu)
        return gesprek, (*antwoorden, *weg, *extra)
    return gesprek, antwoorden


async def vraag_nu(
    opslag: Opslag, omroep: Omroep, kennis: Kennisbank, gesprek_id: str, nu: datetime
) -> list[Bericht]:
    """De knop "nu praten" bij een vraag die al bij een team ligt; nog eens drukken doet niets.

    Fouten: `AssistentError` als er nog geen vraag ligt of al een mens praat.
    """
    async with opslag.transactie() as werk:
        gesprek = await werk.gesprekken.haal(gesprek_id)
        overdracht = await van_gesprek(werk, gesprek)
        if overdracht is None or not overdracht.lopend:
            raise AssistentError("Er ligt nog geen vraag bij een team.")
        live = await werk.livegesprekken.haal(overdracht.id)
        if mens_heeft_het(overdracht, live):
            raise AssistentError("Er praat al een medewerker met u.")
        if wacht_op_mens(overdracht, live):
            return []
        gesprek, antwoorden = await _wil_nu(werk, kennis, replace(gesprek, open_vraag=None), overdracht, nu)
        nieuw = nummer_door(gesprek.id, await werk.gesprekken.laatste(gesprek.id) + 1, antwoorden, nu)
        await werk.gesprekken.bewaar(gesprek, nieuw)
    await omroep.roep(f"gesprek:{gesprek.id}", {"soort": "bericht"})
    await omroep.roep(f"werkbak:{gesprek.gemeente}", {"soort": "ververs"})
    return nieuw


async def _weg(
    werk: Werk, gesprek: Gesprek, eerder: Overdracht | None, volgen: Volgen | None
) -> tuple[Antwoord, ...]:
    """Nummer en code, als er net een vraag bij kwam."""
    nieuw = await van_gesprek(werk, gesprek) if eerder is None else None
    return volgen.wijs_de_weg(gesprek, nieuw) if volgen and nieuw else ()


async def _na_aanbieden(
    werk: Werk, kennis: Kennisbank, gesprek: Gesprek, overdracht: Overdracht, nu: datetime
) -> Uit:
    team = await team_nu(werk, kennis, gesprek.gemeente, overdracht.team, nu)
    if team is not None:
        return _bied(kennis, gesprek, team)
    if "wil_mens" in gesprek.beeld.gegevens() and "telefoon" in gesprek.velden:
        return gesprek, await _bel_terug(werk, kennis, gesprek, overdracht, nu)
    return gesprek, ()


async def _wil_mens(
    werk: Werk,
    kennis: Kennisbank,
    gesprek: Gesprek,
    overdracht: Overdracht | None,
    antwoorden: tuple[Antwoord, ...],
    nu: datetime,
) -> Uit:
    """De inwoner vraagt om een mens: is die er, dan is dat het antwoord en vervalt de vraag die eraan kwam."""
    trekker = overdracht.team if overdracht else deel_in(gesprek, kennis).toewijzing.trekker
    team = await team_nu(werk, kennis, gesprek.gemeente, trekker, nu)
    if team is not None:
        # De vraag die nu niet gesteld wordt mag later nog.
        gesteld = tuple(v for v in gesprek.gesteld if v != gesprek.open_vraag)
        return _bied(kennis, replace(gesprek, gesteld=gesteld), team)
    if overdracht is None:
        return gesprek, antwoorden
    eerlijk = Antwoord(zin(kennis, gesprek, "utter_niemand_nu"), "utter_niemand_nu")
    if "telefoon" not in gesprek.velden:
        return replace(gesprek, open_vraag=BELNUMMER), (
            eerlijk,
            _zeg(kennis, gesprek, "utter_vraag_belnummer"),
        )
    return gesprek, (eerlijk, *await _bel_terug(werk, kennis, gesprek, overdracht, nu))


async def _wil_nu(
    werk: Werk, kennis: Kennisbank, gesprek: Gesprek, overdracht: Overdracht | None, nu: datetime
) -> Uit:
    """Ja op "nu praten": dat is ook het akkoord om te laten lezen wat er al staat (R67)."""
    if overdracht is None:
        gesprek, _ = await bied_aan(werk, gesprek, kennis, nu)
        overdracht = await van_gesprek(werk, gesprek)
        assert overdracht is not None
    live = await wacht(werk, kennis, overdracht, nu)
    if live is None:
        eerlijk = _zeg(kennis, gesprek, "utter_niemand_meer")
        if "telefoon" in gesprek.velden:
            return gesprek, (eerlijk, *await _bel_terug(werk, kennis, gesprek, overdracht, nu))
        gesprek = replace(gesprek, open_vraag=BELNUMMER)
        return gesprek, (eerlijk, _zeg(kennis, gesprek, "utter_vraag_belnummer"))
    team = kennis.gemeenten[gesprek.gemeente].teams[live.team].naam
    velden = {"team": team, "referentie": overdracht.referentie}
    return gesprek, (_zeg(kennis, gesprek, "utter_nu_praten", **velden),)


async def _bel_terug(
    werk: Werk, kennis: Kennisbank, gesprek: Gesprek, overdracht: Overdracht, nu: datetime
) -> tuple[Antwoord, ...]:
    afspraak = await lopende(werk, overdracht.id)
    if afspraak is None:
        beltijd = gesprek.velden.get("beltijd", "")
        afspraak = await plan(werk, kennis, overdracht, nu, door="inwoner", beltijd=beltijd)
    if afspraak is None:
        return ()
    team = kennis.gemeenten[gesprek.gemeente].teams[overdracht.team].naam
    moment = zeg_blok(afspraak.van, afspraak.tot, nu)
    return (_zeg(kennis, gesprek, zin_bij(afspraak), team=team, moment=moment),)


def _bied(kennis: Kennisbank, gesprek: Gesprek, team: str) -> Uit:
    naam = kennis.gemeenten[gesprek.gemeente].teams[team].naam
    antwoord = replace(_zeg(kennis, gesprek, f"utter_vraag_{NU_PRATEN}", team=naam), knoppen=KNOPPEN)
    return replace(gesprek, open_vraag=NU_PRATEN), (antwoord,)


def _zeg(kennis: Kennisbank, gesprek: Gesprek, sleutel: str, **velden: str) -> Antwoord:
    tekst = zin(kennis, gesprek, sleutel, **velden)
    return Antwoord(tekst[:1].upper() + tekst[1:], sleutel)
