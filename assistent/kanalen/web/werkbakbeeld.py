"""Wat de werkbak toont: sleutels worden woorden, tijden Nederlandse tijd, en ieder ziet alleen de velden van zijn rol (R62, R101)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from assistent.app import App
from assistent.kern.afspraken import Belafspraak, Belstaat, zeg_blok
from assistent.kern.begrippen import Urgentie, Wie
from assistent.kern.errors import GesprekOnbekend
from assistent.kern.gesprek import Gesprek
from assistent.kern.intake import CONTACT, VRIJE_VELDEN, Intake
from assistent.kern.kennis import Kennisbank
from assistent.kern.meepraten import Heeft, Livegesprek, spreker, wacht_op_mens
from assistent.kern.overdracht import Overdracht
from assistent.kern.termijnen import zeg_termijn
from assistent.kern.tijden import NEDERLAND
from assistent.kern.zicht import beperk
from assistent.ports import Account, Bericht, Werk
from assistent.processen.aanwezigheid import inwoner_is_er
from assistent.processen.beoordelen import zinnen_van
from assistent.processen.berichten import verberg_code
from assistent.processen.terugbellen import keuzes
from assistent.processen.vastleggen import lopende

EERST = ("wil_bereiken", "achter_de_vraag", "aanvulling")
"""Wat na de eigen woorden komt; de rest staat bij bereikbaarheid of bij gevraagd."""
VRAAG_BIJ = {"telefoon": "contact", "naam": "contact", "mail": "contact", "beltijd": "bellen"}
NOOIT_GEVRAAGD = frozenset({"aanvulling", "mag_weten", "bericht", "mail"})


@dataclass(frozen=True)
class Regel:
    """Eén intake zoals de lijst die toont."""

    overdracht: Overdracht
    intake: Intake
    vraag: str
    onderwerpen: str
    termijn: str | None
    team: str
    te_laat: bool
    wacht: bool
    """De inwoner wacht nu op een mens."""
    praat: str | None
    """Wie nu met de inwoner praat."""
    bellen: str | None
    bellen_voorbij: bool
    """Het belmoment is geweest en niemand noteerde een poging."""
    mijn: bool


@dataclass(frozen=True)
class Lijst:
    """De lijst met wat er gekozen is en wie er is."""

    regels: tuple[Regel, ...]
    aantal: int
    """Zoveel zijn er zonder filter."""
    wachtend: tuple[Regel, ...]


@dataclass(frozen=True)
class Detail:
    """Eén intake met alles wat dit account mag zien."""

    regel: Regel
    meekijker: bool
    eerst: tuple[tuple[str, str], ...]
    bereikbaar: tuple[tuple[str, str, str], ...]
    """(veld, label, waarde)"""
    overig: tuple[tuple[str, str, str], ...]
    gevraagd: tuple[tuple[str, str], ...]
    """(label, antwoord, gevraagd of niet gevraagd)"""
    beantwoord: tuple[str, ...]
    bewijs: tuple[tuple[str, str, int, str], ...]
    gesprek: tuple[tuple[int, str, str, str, tuple[str, ...]], ...]
    """(nummer, van, naam, tijd, zinnen); leeg als dit account het gesprek niet heeft."""
    inwoner_er: bool
    spreker: str | None
    afspraak: Belafspraak | None
    afspraak_zin: str
    belkeuzes: tuple[tuple[str, str], ...]
    stappen: tuple[tuple[str, str, str, str], ...]
    akkoord: str
    klasse: str
    zwaarder: tuple[str, ...]
    """De markeringen in woorden."""
    teams: tuple[tuple[str, str], ...]
    """Teams die nog kunnen aanschuiven."""


def tijd(moment: datetime, vorm: str = "%d-%m %H:%M") -> str:
    """Een moment uit de database in Nederlandse tijd."""
    return moment.astimezone(NEDERLAND).strftime(vorm)


def filter_past(regel: Regel, keus: Mapping[str, str], wie: Account) -> bool:
    """Of een regel bij het filter uit de adresbalk past; een onbekende keus filtert niet."""
    zoek = keus.get("zoek", "").strip().lower()
    passen = {
        "mij": regel.overdracht.aangenomen_door == wie.naam,
        "open": regel.overdracht.open,
        "laat": regel.te_laat or regel.bellen_voorbij,
    }
    tekst = f"{regel.overdracht.referentie} {regel.vraag} {regel.onderwerpen}".lower()
    return (
        keus.get("team", "") in ("", regel.overdracht.team)
        and keus.get("urgentie", "") in ("", regel.overdracht.urgentie.value)
        and passen.get(keus.get("staat", ""), True)
        and zoek in tekst
    )


async def maak_lijst(app: App, wie: Account, keus: Mapping[str, str], nu: datetime) -> Lijst:
    """De lijst, wachtende inwoners eerst, dan op urgentie en termijn."""
    paren = await app.werkbak.lijst(wie)
    async with app.opslag.transactie() as werk:
        live = {
            g.overdracht_id: g
            for heeft in (Heeft.WACHT, Heeft.MENS)
            for g in await werk.livegesprekken.zoek(heeft, gemeente=wie.gemeente)
        }
        alle = [
            maak_regel(app.kennis, wie, p, nu, live.get(p[0].id), await lopende(werk, p[0].id)) for p in paren
        ]
    gekozen = [r for r in alle if filter_past(r, keus, wie)]
    return Lijst(tuple(gekozen), len(alle), tuple(r for r in alle if r.wacht))


def maak_regel(
    kennis: Kennisbank,
    wie: Account,
    paar: tuple[Overdracht, Intake],
    nu: datetime,
    live: Livegesprek | None = None,
    afspraak: Belafspraak | None = None,
) -> Regel:
    """Zet sleutels om in namen, en laat weg wat deze rol niet ziet."""
    overdracht, intake = paar
    intake = beperk(intake, kennis.rechten, wie.rollen, meekijker=overdracht.team not in wie.teams)
    woorden = intake.vraag_in_eigen_woorden
    return Regel(
        overdracht,
        intake,
        vraag=woorden[0] if woorden else "(geen eigen woorden)",
        onderwerpen=", ".join(kennis.onderwerpen[o].naam for o in intake.onderwerpen[:3]),
        termijn=zeg_termijn(overdracht.termijn, nu) if overdracht.termijn and overdracht.open else None,
        team=kennis.gemeenten[overdracht.gemeente].teams[overdracht.team].naam,
        te_laat=bool(overdracht.open and overdracht.termijn and overdracht.termijn < nu),
        wacht=wacht_op_mens(overdracht, live),
        praat=spreker(overdracht, live),
        bellen=zeg_blok(afspraak.van, afspraak.tot, nu) if afspraak else None,
        bellen_voorbij=afspraak is not None and afspraak.tot <= nu,
        mijn=overdracht.aangenomen_door == wie.naam,
    )


async def maak_detail(app: App, wie: Account, paar: tuple[Overdracht, Intake], nu: datetime) -> Detail:
    """Alles over één intake."""
    overdracht, ruw = paar
    kennis = app.kennis
    async with app.opslag.transactie() as werk:
        live = await werk.livegesprekken.haal(overdracht.id)
        afspraak = await lopende(werk, overdracht.id)
        regel = maak_regel(kennis, wie, paar, nu, live, afspraak)
        gesprek = await _gesprek(werk, overdracht.gesprek_id)
        mijn = regel.mijn or regel.praat == wie.naam
        mag = mijn and kennis.rechten.ziet(wie.rollen, "gesprek")
        berichten = await werk.gesprekken.berichten(overdracht.gesprek_id) if mag and gesprek else []
        er = gesprek is not None and await inwoner_is_er(werk, overdracht.gesprek_id, nu)
        vrij = await keuzes(werk, kennis, overdracht, nu, beltijd=ruw.velden.get("beltijd", ""))
    labels = veldnamen(kennis)
    intake = regel.intake
    teams = kennis.gemeenten[overdracht.gemeente].teams
    velden = intake.velden
    return Detail(
        regel=regel,
        meekijker=overdracht.team not in wie.teams,
        eerst=tuple((labels[v], velden[v]) for v in EERST if v in velden),
        bereikbaar=tuple((v, labels[v], velden[v]) for v in CONTACT if v in velden),
        overig=tuple((v, labels[v], w) for v, w in velden.items() if v not in (*EERST, *CONTACT, "bericht")),
        gevraagd=_gevraagd(kennis, wie, ruw, gesprek, meekijker=overdracht.team not in wie.teams),
        beantwoord=_beantwoord(kennis, gesprek),
        bewijs=_bewijs(kennis, intake),
        gesprek=tuple(_bericht(b) for b in berichten),
        inwoner_er=er,
        spreker=regel.praat,
        afspraak=afspraak,
        afspraak_zin=_zeg_afspraak(afspraak, nu),
        belkeuzes=tuple((b[0].isoformat(), zeg_blok(*b, nu)) for b in vrij),
        stappen=tuple(
            (tijd(s.op), s.handeling or s.staat.value, s.door, s.reden) for s in overdracht.geschiedenis
        ),
        akkoord=_akkoord(intake),
        klasse=kennis.meekijken.naam("klassen", intake.klasse.value).replace("_", " "),
        zwaarder=tuple(kennis.meekijken.naam("markeringen", m) for m in intake.markeringen),
        teams=tuple(
            (s, t.naam) for s, t in teams.items() if s not in (overdracht.team, *overdracht.meekijkers)
        ),
    )


def veldnamen(kennis: Kennisbank) -> dict[str, str]:
    """Hoe een medewerker elk veld noemt; wat er niet in de woordenlijst staat heet zoals in de samenvatting."""
    samenvatting = {k[11:]: v[""][0] for k, v in kennis.teksten.items() if k.startswith("utter_veld_")}
    namen = kennis.meekijken.namen.get("velden", {})
    return {
        v: namen.get(v) or samenvatting.get(v) or v.replace("_", " ").capitalize()
        for v in (*VRIJE_VELDEN, *samenvatting)
    }


async def _gesprek(werk: Werk, gesprek_id: str) -> Gesprek | None:
    try:
        return await werk.gesprekken.haal(gesprek_id)
    except GesprekOnbekend:
        return None


def _gevraagd(
    kennis: Kennisbank, wie: Account, intake: Intake, gesprek: Gesprek | None, *, meekijker: bool
) -> tuple[tuple[str, str], ...]:
    """Wat open is: gevraagd zonder antwoord, of niet gevraagd; dan vraagt niemand iets dubbel (R31, R61)."""
    namen, gesteld = veldnamen(kennis), set(gesprek.gesteld) if gesprek else set()
    return tuple(
        (namen[v], "gevraagd, geen antwoord" if VRAAG_BIJ.get(v, v) in gesteld else "niet gevraagd")
        for v in VRIJE_VELDEN
        if v not in NOOIT_GEVRAAGD
        and v not in intake.velden
        and (intake.wie is not Wie.INWONER or v not in ("weet_betrokkene", "eigen_contact"))
        and kennis.rechten.ziet(wie.rollen, v, meekijker=meekijker)
    )


def _beantwoord(kennis: Kennisbank, gesprek: Gesprek | None) -> tuple[str, ...]:
    """Waarover de assistent al uitleg gaf."""
    sleutels = [
        k.removeprefix("onderwerp:")
        for k in (gesprek.gezegd if gesprek else {})
        if k.startswith("onderwerp:")
    ]
    return tuple(kennis.onderwerpen[s].naam for s in sleutels if s in kennis.onderwerpen)


def _bewijs(kennis: Kennisbank, intake: Intake) -> tuple[tuple[str, str, int, str], ...]:
    def naam(sleutel: str) -> str:
        if sleutel in kennis.leefgebieden:
            return kennis.leefgebieden[sleutel].naam
        if sleutel in kennis.onderwerpen:
            return kennis.onderwerpen[sleutel].naam
        return kennis.meekijken.naam("markeringen", sleutel).capitalize()

    return tuple(
        (naam(b.sleutel), b.tekst, b.beurt, b.bron or b.soort) for b in intake.bewijs if b.soort != "gegeven"
    )


def _bericht(bericht: Bericht) -> tuple[int, str, str, str, tuple[str, ...]]:
    zinnen = map(verberg_code, zinnen_van(bericht))
    naam = str(bericht.inhoud.get("van") or "") if bericht.van == "medewerker" else bericht.van
    return bericht.nummer, bericht.van, naam or bericht.van, tijd(bericht.op, "%H:%M"), tuple(zinnen)


def _zeg_afspraak(afspraak: Belafspraak | None, nu: datetime) -> str:
    if afspraak is None:
        return ""
    vraagt = " (de inwoner wacht op uw ja)" if afspraak.staat is Belstaat.GEVRAAGD else ""
    return zeg_blok(afspraak.van, afspraak.tot, nu) + vraagt


def _akkoord(intake: Intake) -> str:
    if intake.akkoord_op is not None:
        ja = f"ja, {tijd(intake.akkoord_op, '%d-%m-%Y %H:%M')}"
        return f"{ja}; {intake.akkoord_reden}" if intake.akkoord_reden else ja
    return intake.akkoord_reden or "nee"


URGENTIES = tuple(u.value for u in Urgentie)
