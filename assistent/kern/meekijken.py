"""Meekijken: van notitie en transcript naar voorstellen voor de medewerker; die beslist altijd zelf (R18, R34)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from assistent.kern.antwoord import Antwoord, Kaart
from assistent.kern.beeld import Beeld
from assistent.kern.begrippen import Kanaal, Klasse, Wie
from assistent.kern.gesprek import Gesprek
from assistent.kern.indeling import Indeling, deel_in
from assistent.kern.kennis import Kennisbank
from assistent.kern.klad import Klad
from assistent.kern.kladgesprek import Stuk, gesprek_van, gevaarsleutel, kies
from assistent.kern.nood import antwoord_op_nood
from assistent.kern.uitleg import erken, leg_uit, maak_kaart, voor_beroepskracht
from assistent.kern.vragen import volgende_vraag
from assistent.kern.zinnen import zin

MAX_ANTWOORDEN = 3
MAX_ZOEKWOORDEN = 14
"""Een langere notitie is een verhaal en geen zoekvraag; dan zoeken we op het laatste stukje."""
IN_VELD = {"bellen": "beltijd", "contact": "telefoon", "gebied": "gebied"}
"""Vraag naar het veld waarin het antwoord hoort, als dat anders heet."""


@dataclass(frozen=True, slots=True)
class Gehoordsignaal:
    """Een signaal op het scherm, met de woorden die het veroorzaakten (R25)."""

    voorstel: str
    """Sleutel om het weg te doen, zoals `signaal:geld`."""
    soort: str
    sleutel: str
    woorden: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Uitleg:
    """Een antwoord met wat er voor de medewerker bij hoort."""

    voorstel: str
    titel: str
    antwoord: Antwoord
    professional: str = ""
    woorden: str = ""
    """Het stukje waaruit dit volgde."""


@dataclass(frozen=True, slots=True)
class Vraag:
    """De ene goede volgende vraag, en het veld waarin het antwoord hoort."""

    sleutel: str
    tekst: str
    veld: str | None = None

    @property
    def voorstel(self) -> str:
        """Sleutel om de vraag als gesteld of overbodig te merken."""
        return f"vraag:{self.sleutel}"


@dataclass(frozen=True, slots=True)
class Advies:
    """Alles wat het scherm toont; niets ervan gaat vanzelf naar de inwoner."""

    gesprek: Gesprek
    """De stand zoals die bij een overdracht meegaat."""
    voorstel: Indeling
    """Wat de regels zeggen."""
    indeling: Indeling
    """Wat geldt: het voorstel, of wat de medewerker koos."""
    signalen: tuple[Gehoordsignaal, ...] = ()
    antwoorden: tuple[Uitleg, ...] = ()
    kaarten: tuple[Kaart, ...] = ()
    """Gevonden in de sociale kaart zonder onderwerp."""
    crisis: tuple[Uitleg, ...] = ()
    erkenning: str | None = None
    vraag: Vraag | None = None
    velden: Mapping[str, str] = field(default_factory=dict)
    """Alle gevulde velden van de intake, vanzelf en met de hand."""
    vanzelf: frozenset[str] = frozenset()


def adviseer(
    klad: Klad, stukken: Sequence[Stuk], kennis: Kennisbank, nu: datetime, tot_nu: Gesprek | None = None
) -> Advies:
    """Alle voorstellen bij dit klad; zonder tekst een leeg advies, nooit een fout."""
    gesprek, velden, vanzelf = gesprek_van(klad, stukken, kennis, tot_nu)
    voorstel = deel_in(gesprek, kennis)
    indeling = kies(klad, voorstel, kennis)
    gesprek = replace(gesprek, klasse=indeling.klasse.value, regel=indeling.regel.nummer)
    # Wat hier staat zegt de medewerker hardop, ook aan de balie: dus de gesproken zinnen.
    spreek = replace(gesprek, kanaal=Kanaal.TELEFOON)
    beroepskracht = gesprek.beeld.wie is Wie.PROFESSIONAL
    erkend = [] if gesprek.beeld.gevaren or beroepskracht else erken(spreek, indeling, kennis)
    # Bij gevaar niets over regelingen (§5.3 punt 1); doet de medewerker het gevaar weg, dan komt het terug.
    antwoorden = () if gesprek.beeld.gevaren else tuple(_antwoorden(spreek, indeling, kennis, nu))
    return Advies(
        gesprek=gesprek,
        voorstel=voorstel,
        indeling=indeling,
        signalen=tuple(_signalen(gesprek.beeld, kennis)),
        antwoorden=antwoorden,
        kaarten=() if antwoorden else tuple(_gevonden(spreek, stukken, kennis, nu)),
        crisis=tuple(_crisis(spreek, kennis)),
        erkenning=erkend[0].tekst if erkend else None,
        vraag=_vraag(spreek, indeling, kennis),
        velden=velden,
        vanzelf=vanzelf,
    )


def _signalen(beeld: Beeld, kennis: Kennisbank) -> Iterator[Gehoordsignaal]:
    """Leefgebieden op prioriteit, dan markeringen, dan gegevens; elk met alle woorden één keer."""
    problemen, markeringen = beeld.problemen(), beeld.markeringen()
    bekend = beeld.gegevens()
    afgeleid = kennis.triage.leid_af(problemen, markeringen | bekend) - markeringen - beeld.ingetrokken
    woorden: dict[str, dict[str, None]] = {}
    for bewijs in beeld.bewijs():
        woorden.setdefault(bewijs.sleutel, {})[bewijs.tekst] = None
    groepen = (
        ("leefgebied", sorted(problemen, key=lambda g: kennis.leefgebieden[g].prioriteit)),
        ("markering", sorted(markeringen | afgeleid, key=lambda m: int(m[1:]))),
        ("gegeven", sorted(bekend)),
    )
    for soort, sleutels in groepen:
        for s in sleutels:
            yield Gehoordsignaal(f"signaal:{s}", soort, s, tuple(woorden.get(s, ())))


def _antwoorden(gesprek: Gesprek, indeling: Indeling, kennis: Kennisbank, nu: datetime) -> Iterator[Uitleg]:
    woorden = {t.sleutel: t.tekst for t in gesprek.beeld.onderwerpen}
    inhoud = [o for o in indeling.onderwerpen if not o.proces and not o.crisis]
    for onderwerp in inhoud[:MAX_ANTWOORDEN]:
        yield Uitleg(
            f"onderwerp:{onderwerp.sleutel}",
            onderwerp.naam,
            leg_uit(gesprek, onderwerp, kennis, nu),
            voor_beroepskracht(onderwerp, kennis, gesprek.gemeente, nu.date()),
            woorden.get(onderwerp.sleutel, ""),
        )


def _crisis(gesprek: Gesprek, kennis: Kennisbank) -> Iterator[Uitleg]:
    """Het protocol (§5.3): wat te zeggen, welk nummer, en wat juist niet; de laatste regel is de enige vraag."""
    gevaren = [g for _, g in gesprek.beeld.gevaren]
    if not gevaren:
        return
    gehoord = {g.code: g for g in gevaren}
    _, reactie = antwoord_op_nood(gesprek, gevaren, kennis)
    for antwoord in reactie.antwoorden:
        code = antwoord.sleutel.partition(":")[2]
        if code:
            onderwerp = kennis.onderwerp(kennis.crisis[code], gesprek.gemeente)
            gevaar = gehoord[code]
            yield Uitleg(
                gevaarsleutel(gevaar), onderwerp.naam, antwoord, onderwerp.professional, gevaar.tekst
            )


def _vraag(gesprek: Gesprek, indeling: Indeling, kennis: Kennisbank) -> Vraag | None:
    if gesprek.nummer == 0:
        return None
    if indeling.klasse is Klasse.CRISIS:
        # Hooguit één ding vragen, en geen gegevens (§5.3).
        kan_meeluisteren = {g.code for _, g in gesprek.beeld.gevaren} & {"C2", "C8"}
        sleutel = "vrij_praten" if kan_meeluisteren else "veilig"
        if sleutel in gesprek.gesteld:
            return None
        veld = "vrij_praten" if kan_meeluisteren else None
        return Vraag(sleutel, zin(kennis, gesprek, f"utter_{sleutel}"), veld)
    if not indeling.mens:
        sleutel = "speelt_er_nog_iets"
        vragen = None if sleutel in gesprek.gesteld else sleutel
        return Vraag(vragen, zin(kennis, gesprek, f"utter_{vragen}")) if vragen else None
    vraag = volgende_vraag(gesprek, indeling, kennis)
    if vraag is None:
        return None
    hoofd = indeling.hoofd
    namen = ", ".join(g.naam for g in kennis.gemeenten[gesprek.gemeente].gebieden if g.team)
    tekst = zin(kennis, gesprek, f"utter_vraag_{vraag}", gebieden=namen)
    if vraag == "achter_de_vraag" and hoofd is not None and hoofd.vervolgvraag:
        tekst = hoofd.vervolgvraag
    return Vraag(vraag, tekst, IN_VELD.get(vraag, vraag))


def _gevonden(gesprek: Gesprek, stukken: Sequence[Stuk], kennis: Kennisbank, nu: datetime) -> Iterator[Kaart]:
    """Zoeken in de sociale kaart met hetzelfde veld, ook zonder gesprek."""
    if not stukken or gesprek.beeld.gevaren:
        return
    laatste = stukken[-1]
    zoek = laatste.gelezen.tekst
    if len(zoek.split()) > MAX_ZOEKWOORDEN and laatste.delen:
        zoek = laatste.delen[-1]
    gebied = gesprek.beeld.gebied
    for voorziening, _ in kennis.zoek(zoek, gesprek.gemeente, gebied)[:MAX_ANTWOORDEN]:
        yield maak_kaart(voorziening, kennis, gesprek, nu)
