"""Wat een inwoner van zijn eigen vraag en gesprek ziet, en het wissen ervan (AVG 15-17, R52, R68)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assistent.kern.afspraken import Belstaat, zeg_blok
from assistent.kern.begrippen import Kanaal, Wie
from assistent.kern.behandelaar import mag_intrekken
from assistent.kern.errors import DialoogOnbereikbaar
from assistent.kern.gesprek import Gesprek
from assistent.kern.intake import CONTACT, Intake
from assistent.kern.kennis import Kennisbank
from assistent.kern.meepraten import spreker, wacht_op_mens
from assistent.kern.overdracht import Handeling, Overdracht, Staat
from assistent.kern.samenvatting import WEGLAATBAAR
from assistent.kern.termijnen import zeg_termijn
from assistent.kern.tijden import NEDERLAND
from assistent.kern.zinnen import zin
from assistent.ports import Dialoog, Opslag, Werk
from assistent.processen.aanbieden import van_gesprek
from assistent.processen.aanwezigheid import team_nu
from assistent.processen.terugbellen import keuzes
from assistent.processen.vastleggen import lopende

STAPPEN = (
    Handeling.AANBIEDEN, Handeling.AANNEMEN, Handeling.OVERNEMEN, Handeling.WEIGEREN, Handeling.VERLOPEN,
    Handeling.TERUGGEVEN, Handeling.AANSCHUIVEN, Handeling.CONTACT, Handeling.AFRONDEN, Handeling.HEROPENEN,
    Handeling.INTREKKEN, Handeling.AANVULLEN,
)  # fmt: skip
"""Wat een inwoner van de geschiedenis ziet; zonder reden en zonder naam van een medewerker."""
BELKEUZES = 6
ALTIJD_TE_KIEZEN = ("telefoon", "beltijd", "voorkeur_gesprek", "mag_weten")
"""Regels die er ook staan als er nog niets is ingevuld (R85)."""


@dataclass(frozen=True, slots=True)
class Zicht:
    """De eigen vraag, zoals de statuspagina die toont."""

    referentie: str
    nu: str
    daarna: str
    wanneer: tuple[str, ...]
    regels: tuple[tuple[str, str, str], ...]
    """(veld, label, waarde) die de inwoner hier kan veranderen."""
    woorden: tuple[str, ...]
    stappen: tuple[tuple[datetime, str], ...]
    belkeuzes: tuple[tuple[str, str], ...]
    """(tijdstip, zin) van de vrije blokken."""
    mag_aanvullen: bool
    mag_intrekken: bool
    mag_terugkomen: bool
    bericht: str
    """Hoe de inwoner van nieuws hoort: mail, sms of leeg."""
    snel_weg: bool
    """Bij gevaar thuis staat de knop om snel weg te gaan bovenaan (§5.3 punt 7)."""


async def overdracht_voor_inwoner(
    werk: Werk, gesprek: Gesprek, kennis: Kennisbank, nu: datetime | None = None
) -> dict[str, Any] | None:
    """Waar de vraag ligt en wie het gesprek heeft, zonder wat alleen voor medewerkers is."""
    overdracht = await van_gesprek(werk, gesprek)
    if overdracht is None:
        return None
    live = await werk.livegesprekken.haal(overdracht.id)
    wie = spreker(overdracht, live)
    stand: dict[str, Any] = {
        "referentie": overdracht.referentie,
        "staat": overdracht.staat.value,
        "team": kennis.gemeenten[overdracht.gemeente].teams[overdracht.team].naam,
        "bij_mens": wie is not None,
        "wacht": wacht_op_mens(overdracht, live),
    }
    if nu is not None:
        vrij = overdracht.lopend and wie is None and not stand["wacht"]
        trekker = (overdracht.gemeente, overdracht.team)
        stand["nu_praten"] = vrij and await team_nu(werk, kennis, *trekker, nu) is not None
        # Zonder nummer valt er geen moment te kiezen.
        stand["belbaar"] = overdracht.lopend and bool(gesprek.velden.get("telefoon"))
        afspraak = await lopende(werk, overdracht.id)
        stand["belafspraak"] = None if afspraak is None else {
            "van": afspraak.van.astimezone(NEDERLAND).isoformat(),
            "tot": afspraak.tot.astimezone(NEDERLAND).isoformat(),
            "zeker": afspraak.staat is Belstaat.GEPLAND,
            "zin": zeg_blok(afspraak.van, afspraak.tot, nu),
        }  # fmt: skip
    return stand


async def zicht_van(
    werk: Werk, kennis: Kennisbank, paar: tuple[Overdracht, Intake], nu: datetime, medewerker: str = ""
) -> Zicht:
    """Alles voor de statuspagina; `medewerker` is de naam van wie de vraag heeft."""
    overdracht, intake = paar
    melder = intake.wie is not Wie.INWONER
    gesprek = Gesprek(overdracht.gesprek_id, overdracht.gemeente, Kanaal.CHAT, nu)
    teams = kennis.gemeenten[overdracht.gemeente].teams
    team = teams[overdracht.team].naam

    def zeg(sleutel: str, **velden: str) -> str:
        tekst = zin(kennis, gesprek, sleutel, team=team, **velden)
        return tekst[:1].upper() + tekst[1:]

    alleen = zin(kennis, gesprek, "utter_mag_weten", team=team)
    bel = overdracht.lopend and not melder and "telefoon" in intake.velden
    vrij = await keuzes(werk, kennis, overdracht, nu, hooguit=BELKEUZES) if bel else []
    return Zicht(
        referentie=overdracht.referentie,
        nu=zeg(_nu(overdracht, melder=melder), naam=medewerker),
        daarna="" if melder or not overdracht.lopend else zeg(_daarna(overdracht)),
        wanneer=() if melder else tuple([z async for z in _wanneer(werk, overdracht, intake, nu, zeg)]),
        regels=tuple(
            (v, zeg(f"utter_veld_{v}"), _toon(v, intake.velden.get(v, alleen if v == "mag_weten" else "")))
            for v in WEGLAATBAAR
            if intake.velden.get(v) or v in ALTIJD_TE_KIEZEN
        ),
        woorden=(*intake.vraag_in_eigen_woorden, *intake.vermoedens),
        stappen=() if melder else _stappen(overdracht, kennis),
        belkeuzes=tuple((b[0].isoformat(), zeg_blok(*b, nu)) for b in vrij),
        mag_aanvullen=overdracht.mag(Handeling.AANVULLEN),
        mag_intrekken=mag_intrekken(overdracht, kennis.gemeenten[overdracht.gemeente], nu),
        mag_terugkomen=overdracht.mag(Handeling.HEROPENEN) and not melder,
        bericht=intake.velden.get("bericht", ""),
        snel_weg=any(b.soort == "crisis" and b.sleutel in ("C2", "C8") for b in intake.bewijs),
    )


def _nu(overdracht: Overdracht, *, melder: bool) -> str:
    if overdracht.staat is Staat.INGETROKKEN:
        return "utter_status_ingetrokken"
    if melder:
        return "utter_status_melder"
    if overdracht.staat is Staat.AANGENOMEN:
        return "utter_status_buiten" if overdracht.buiten else "utter_status_aangenomen"
    return "utter_status_afgerond" if overdracht.staat is Staat.AFGEROND else "utter_status_aangeboden"


def _daarna(overdracht: Overdracht) -> str:
    bezig = overdracht.staat is Staat.AANGENOMEN
    return "utter_status_daarna_bezig" if bezig else "utter_status_daarna"


async def _wanneer(werk: Werk, overdracht: Overdracht, intake: Intake, nu: datetime, zeg: Any) -> Any:
    """Wanneer er iets gebeurt, alleen als dat vaststaat (R68, R69)."""
    if not overdracht.lopend:
        return
    afspraak = await lopende(werk, overdracht.id)
    if afspraak is not None:
        sleutel = "utter_status_afspraak_gevraagd"
        if afspraak.tot <= nu:
            sleutel = "utter_status_afspraak_voorbij"
        elif afspraak.staat is Belstaat.GEPLAND:
            sleutel = "utter_status_afspraak"
        yield zeg(sleutel, moment=zeg_blok(afspraak.van, afspraak.tot, nu))
    elif overdracht.open and overdracht.toegezegd is not None and overdracht.toegezegd > nu:
        yield zeg("utter_termijn", moment=zeg_termijn(overdracht.toegezegd, nu))
    elif overdracht.open:
        yield zeg("utter_termijn_onbekend")
    if not intake.contact.keys() & {"telefoon", "mail"}:
        yield zeg("utter_status_geen_nummer")


def _stappen(overdracht: Overdracht, kennis: Kennisbank) -> tuple[tuple[datetime, str], ...]:
    teams = kennis.gemeenten[overdracht.gemeente].teams
    gesprek = Gesprek(overdracht.gesprek_id, overdracht.gemeente, Kanaal.CHAT, overdracht.geschiedenis[0].op)
    uit = []
    for stap in overdracht.geschiedenis:
        if stap.handeling in STAPPEN:
            team = teams[stap.team].naam if stap.team in teams else teams[overdracht.team].naam
            tekst = zin(kennis, gesprek, f"utter_stap_{stap.handeling}", team=team)
            uit.append((stap.op, tekst[:1].upper() + tekst[1:]))
    return tuple(uit)


def _toon(veld: str, waarde: str) -> str:
    """Een nummer half verborgen: wie meekijkt op het scherm leest het niet."""
    if veld in CONTACT and veld in ("telefoon", "mail") and len(waarde) > 4:
        return f"{waarde[:2]}{'•' * (len(waarde) - 4)}{waarde[-2:]}"
    return waarde


async def wis(opslag: Opslag, dialoog: Dialoog, gesprek_id: str) -> None:
    """Wis gesprek, berichten en wat de dialoogmotor bewaart."""
    async with opslag.transactie() as werk:
        await werk.gesprekken.haal(gesprek_id)
        await werk.gesprekken.wis(gesprek_id)
    try:
        await dialoog.vergeet(gesprek_id)
    except DialoogOnbereikbaar:
        # De bewaartaak wist een achtergebleven tracker alsnog.
        return
