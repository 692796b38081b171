"""Van beeld naar klasse, urgentie en team, met de regels erbij: het oordeel dat een mens altijd mag wijzigen."""

from __future__ import annotations

from dataclasses import dataclass

from assistent.kern import signalen
from assistent.kern.beeld import Beeld
from assistent.kern.begrippen import Klasse, Uitkomst, Urgentie, Wie
from assistent.kern.gesprek import Gesprek
from assistent.kern.kennis import Kennisbank, Onderwerp
from assistent.kern.routering import Toewijzing, Vraag, wijs_toe
from assistent.kern.terugkeer import terug_naar
from assistent.kern.triage import Feiten, Regel
from assistent.kern.verhaal import MEERVOUDIG, VAAG, past

GROET = "smalltalk"
PROCESVRAGEN = frozenset({"afspraak_contact", "privacy_gegevens", "over_de_assistent"})
"""Vragen over de dienst zelf: meteen te beantwoorden, zonder leefgebied."""
VERHAAL = 1.0
"""Hoe zwaar het geheel weegt naast wat per bericht gehoord is, voor de volgorde van onderwerpen."""
ZEKER_ERBIJ = 0.5
"""Zo zeker moet een tweede onderwerp zijn om de klasse te bepalen."""
ZEKER_GERAAKT = 0.8
"""Zo zeker moet een tweede onderwerp zijn om zijn leefgebieden te raken zonder dat iemand er iets over vertelt."""


@dataclass(frozen=True, slots=True)
class Indeling:
    """Wat het gesprek op dit moment is, en waarom."""

    regel: Regel
    onderwerpen: tuple[Onderwerp, ...]
    """Belangrijkste eerst (§11, laatste alinea)."""
    leefgebieden: tuple[str, ...]
    """Alles wat geraakt is, als vraag of als probleem."""
    markeringen: frozenset[str]
    urgentie: Urgentie
    toewijzing: Toewijzing
    mens: bool
    """Of een mens dit moet oppakken (R20-R23, §4.5)."""

    @property
    def klasse(self) -> Klasse:
        """De klasse volgens de eerste regel die klopte."""
        return self.regel.klasse

    @property
    def hoofd(self) -> Onderwerp | None:
        """Het belangrijkste onderwerp."""
        return self.onderwerpen[0] if self.onderwerpen else None

    @property
    def zonder_mens(self) -> Uitkomst:
        """Wat het antwoord is als er geen mens bij hoeft: zelf antwoorden of verwijzen."""
        hoofd = self.hoofd
        elders = hoofd is not None and (hoofd.verwijzing is not None or hoofd.buiten_domein)
        return Uitkomst.VERWIJZING if elders else Uitkomst.DIRECT


def deel_in(gesprek: Gesprek, kennis: Kennisbank) -> Indeling:
    """Deel het gesprek in met de triageregels en de routes van de gemeente."""
    beeld = gesprek.beeld
    gemeente = kennis.gemeenten[gesprek.gemeente]
    onderwerpen = _onderwerpen(beeld, kennis, gesprek.gemeente)
    inhoud = [o for o in onderwerpen if not o.proces]
    feiten = _feiten(gesprek, inhoud, kennis, vraag=any(o.sleutel in PROCESVRAGEN for o in onderwerpen))
    regel = kennis.triage.deel_in(feiten)
    hoofd = _hoofd(inhoud, regel.klasse)
    leefgebieden = _leefgebieden(beeld, inhoud, kennis)
    toewijzing = wijs_toe(
        gemeente,
        Vraag(
            klasse=regel.klasse,
            wet=_wet(hoofd, beeld, kennis),
            onderwerpen=frozenset(o.sleutel for o in inhoud),
            gebied=beeld.gebied,
            wie=beeld.wie,
            rol=beeld.rol,
            leeftijd=beeld.leeftijd,
            kenmerken=beeld.gegevens(),
        ),
    )
    toewijzing = terug_naar(gesprek.eerder, gemeente, beeld, regel.klasse, toewijzing)
    return Indeling(
        regel=regel,
        onderwerpen=tuple(onderwerpen),
        leefgebieden=leefgebieden,
        markeringen=feiten.markeringen,
        urgentie=_urgentie(beeld, inhoud),
        toewijzing=toewijzing,
        mens=_mens(regel.klasse, beeld, onderwerpen),
    )


def _hoofd(inhoud: list[Onderwerp], klasse: Klasse) -> Onderwerp | None:
    """Waar de route op let: maakt een aanvraag de vraag specialistisch, dan die aanvraag."""
    zwaar = (o for o in inhoud if klasse is Klasse.ENKELVOUDIG_SPECIALISTISCH and o.specialistisch)
    return next(zwaar, inhoud[0] if inhoud else None)


def _onderwerpen(beeld: Beeld, kennis: Kennisbank, gemeente: str) -> list[Onderwerp]:
    """Op voorrang (§11), dan waar iemand het meest op terugkomt, dan wat het laatst is genoemd; "onduidelijk" en een groet als laatste."""
    gehoord = past((t for t in beeld.onderwerpen if t.sleutel in kennis.onderwerpen), beeld, kennis)
    gewicht = {
        t.sleutel: (-t.gewicht - VERHAAL * beeld.verhaal.get(t.sleutel, 0.0), -t.beurt) for t in gehoord
    }
    gevonden = [kennis.onderwerp(s, gemeente) for s in gewicht]
    return sorted(
        gevonden, key=lambda o: (o.sleutel == GROET, o.sleutel in VAAG, o.proces, o.prioriteit, *gewicht[o.sleutel])
    )


def _feiten(gesprek: Gesprek, inhoud: list[Onderwerp], kennis: Kennisbank, *, vraag: bool) -> Feiten:
    beeld = gesprek.beeld
    sleutels = {o.sleutel for o in inhoud}
    zelf = _zelf_een_probleem(beeld, inhoud)
    zaken = _zaken(beeld, inhoud, zelf)
    if MEERVOUDIG in sleutels:
        # De inwoner somt zelf op; dan is één herkend probleem een gemist probleem.
        zaken = max(zaken, 2)
    binnen = [o for o in inhoud if not o.buiten_domein]
    gehoord = beeld.markeringen()
    zeker = {t.sleutel for t in beeld.onderwerpen if t.zekerheid >= ZEKER_ERBIJ}
    return Feiten(
        crisis=bool(beeld.gevaren),
        buiten_domein=bool(inhoud) and not binnen,
        specialistisch=any(o.specialistisch for o in binnen if o is binnen[0] or o.sleutel in zeker),
        onderwerp=bool(binnen) or (vraag and "wil_mens" not in beeld.gegevens()),
        omgeving=beeld.wie is not Wie.INWONER,
        onduidelijk=bool(sleutels) and sleutels <= VAAG,
        problemen=zaken,
        markeringen=gehoord | kennis.triage.leid_af(beeld.problemen() | zelf, gehoord | beeld.gegevens()),
        gegevens=beeld.gegevens(),
    )


def _zelf_een_probleem(beeld: Beeld, inhoud: list[Onderwerp]) -> frozenset[str]:
    """Waar een onderwerp al zegt dat er iets mis is: schulden, verslaving (§4.2). Een tweede telt alleen als er ook iets over klinkt."""
    zeker = {t.sleutel for t in beeld.onderwerpen if t.zekerheid >= ZEKER_GERAAKT}
    klinkt = beeld.fluistert()
    mis = [(o, g) for o in inhoud if o.probleem and o.sleutel in zeker for g in o.leefgebieden[:1]]
    return frozenset(g for o, g in mis if o is inhoud[0] or g in klinkt) - beeld.ingetrokken


def _zaken(beeld: Beeld, inhoud: list[Onderwerp], zelf: frozenset[str]) -> int:
    """Hoeveel er speelt. Raakt één onderwerp twee leefgebieden (een traplift: wonen en gezondheid), dan is dat één zaak."""
    duidelijk = [o for o in inhoud if o.sleutel != MEERVOUDIG]
    return beeld.zaken(duidelijk[0].leefgebieden if len(duidelijk) == 1 else (), zelf)


def _leefgebieden(beeld: Beeld, inhoud: list[Onderwerp], kennis: Kennisbank) -> tuple[str, ...]:
    """Wat duidelijk klinkt, en waar de vraag over gaat; van een onzeker tweede onderwerp alleen wat ook klinkt."""
    zeker = {t.sleutel for t in beeld.onderwerpen if t.zekerheid >= ZEKER_GERAAKT}
    klinkt = beeld.leefgebieden(signalen.KLINKT_VANAF)
    geraakt = set(beeld.problemen())
    for onderwerp in inhoud:
        eigen = set(onderwerp.leefgebieden)
        geraakt |= eigen if onderwerp is inhoud[0] or onderwerp.sleutel in zeker else eigen & klinkt
    return tuple(sorted(geraakt - beeld.ingetrokken, key=lambda g: kennis.leefgebieden[g].prioriteit))


def _wet(hoofd: Onderwerp | None, beeld: Beeld, kennis: Kennisbank) -> str | None:
    """De wet van het hoofdonderwerp; zonder onderwerp die van het zwaarste probleem (R22)."""
    if hoofd is not None and hoofd.wet:
        return hoofd.wet
    problemen = sorted(beeld.problemen(), key=lambda g: kennis.leefgebieden[g].prioriteit)
    return next((w for g in problemen if (w := kennis.leefgebieden[g].wet)), None)


def _urgentie(beeld: Beeld, inhoud: list[Onderwerp]) -> Urgentie:
    if beeld.gevaren:
        return Urgentie.DIRECT
    kandidaten = [o.urgentie for o in inhoud]
    if "spoed" in beeld.gegevens():
        kandidaten.append(Urgentie.SPOED)
    if "M1" in beeld.markeringen() and "mantelzorg" in beeld.problemen():
        # Een mantelzorger die omvalt is spoed (§5.2).
        kandidaten.append(Urgentie.SPOED)
    if beeld.markeringen() & {"M1", "M9"}:
        kandidaten.append(Urgentie.SNEL)
    return min(kandidaten, key=lambda u: u.rang, default=Urgentie.NORMAAL)


def _mens(klasse: Klasse, beeld: Beeld, onderwerpen: list[Onderwerp]) -> bool:
    """Wanneer een mens erbij hoort: door de klasse, of door §4.5."""
    if klasse is Klasse.ENKELVOUDIG_SPECIALISTISCH or klasse.meervoudig:
        return True
    hoofd = next((o for o in onderwerpen if not o.proces), None)
    return (
        "M1" in beeld.markeringen()
        or bool(beeld.gegevens() & {"wil_mens", "sterke_emotie", "spoed"})
        or (beeld.leeftijd is not None and beeld.leeftijd < 18 and beeld.wie is Wie.INWONER)
        or any(o.sleutel == "mens_spreken" for o in onderwerpen)
        or (hoofd is not None and (hoofd.mens or hoofd.soorten[0] == "O") and not hoofd.buiten_domein)
    )
