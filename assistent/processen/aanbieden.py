"""De intake maken en aanbieden bij het team, en intrekken; in dezelfde transactie als het gesprek (R65-R68)."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import datetime

from ulid import ULID

from assistent.kern.antwoord import Antwoord
from assistent.kern.behandelaar import leg_bij, mag_intrekken
from assistent.kern.contactmoment import zoeksleutels
from assistent.kern.gesprek import Fase, Gesprek
from assistent.kern.indeling import Indeling, deel_in
from assistent.kern.intake import CONTACT, maak_intake
from assistent.kern.kennis import Kennisbank
from assistent.kern.overdracht import Handeling, Overdracht, Staat
from assistent.kern.overdragen import termijn_zin
from assistent.kern.terugkeer import REGEL, Eerder
from assistent.kern.zinnen import zeg, zin
from assistent.ports import Werk
from assistent.processen.vastleggen import TEAM, leg_vast

_TEKENS = "23456789BCDFGHJKMNPQRSTVWXZ"
"""Zonder klinkers en lijkt-op-tekens: goed voor te lezen aan de telefoon, en nooit een woord."""
_ANTWOORD_IN = {"contact": {"telefoon", "mail"}, "bellen": {"beltijd"}}
_ALTIJD_WEER = ("overdragen", "akkoord")
VOORRANG = frozenset({"herindicatie"})
"""Onderwerpen die voorgaan op een nieuwe melding: hulp die afloopt mag geen gat krijgen (R82)."""


def nieuwe_referentie() -> str:
    """Een nummer zoals "K4T-7WQ"; bevat niets over de inwoner."""
    ruw = "".join(secrets.choice(_TEKENS) for _ in range(6))
    return f"{ruw[:3]}-{ruw[3:]}"


async def van_gesprek(werk: Werk, gesprek: Gesprek) -> Overdracht | None:
    """De lopende overdracht van dit gesprek."""
    if gesprek.overdracht_id is None:
        return None
    return (await werk.overdrachten.haal(gesprek.overdracht_id))[0]


def opnieuw(gesprek: Gesprek, overdracht: Overdracht | None = None) -> Gesprek:
    """Na afronden of intrekken mag alles weer gevraagd worden waar nog geen antwoord op is (R31, R80).

    Een afgeronde `overdracht` blijft onthouden: wie met dezelfde vraag terugkomt gaat naar dat team.
    """
    eerder = gesprek.eerder
    if overdracht is not None and overdracht.staat is Staat.AFGEROND:
        onderwerpen = tuple(t.sleutel for t in gesprek.beeld.onderwerpen)
        eerder = Eerder(overdracht.id, overdracht.team, onderwerpen, gesprek.nummer)
    bekend = tuple(v for v in gesprek.gesteld if gesprek.velden.keys() & _ANTWOORD_IN.get(v, {v}))
    return replace(
        gesprek,
        overdracht_id=None,
        eerder=eerder,
        fase=Fase.LUISTEREN,
        open_vraag=None,
        gesteld=tuple(v for v in bekend if v not in _ALTIJD_WEER),
    )


@dataclass(frozen=True, slots=True)
class Namens:
    """Wie de vraag aanbiedt als dat niet de inwoner zelf is: een medewerker of een beroepskracht."""

    door: str
    reden: str
    indeling: Indeling | None = None
    """De indeling die de medewerker koos; leeg volgt de regels (R34)."""
    akkoord: bool = True
    """Onwaar alleen bij acuut gevaar; de reden gaat dan mee (R67)."""


async def bied_aan(
    werk: Werk, gesprek: Gesprek, kennis: Kennisbank, nu: datetime, namens: Namens | None = None
) -> tuple[Gesprek, Antwoord]:
    """Maak de intake met akkoord, bied haar aan en zeg wat er nu gebeurt (R67, R68, R70, R83).

    Is dit dezelfde vraag als een die al was afgerond, dan gaat die weer open, met hetzelfde nummer (R80).
    """
    namens = namens or Namens("inwoner", "akkoord van de inwoner")
    indeling = namens.indeling or deel_in(gesprek, kennis)
    gemeente = kennis.gemeenten[gesprek.gemeente]
    intake = maak_intake(gesprek, indeling, kennis.triage.versie)
    akkoord = {"akkoord_op": nu} if namens.akkoord else {"akkoord_reden": namens.reden}
    intake = replace(intake, **akkoord)
    overdracht, handeling = await _oud_of_nieuw(werk, gesprek, indeling)
    overdracht = leg_bij(
        replace(overdracht, voorrang=bool(VOORRANG & set(intake.onderwerpen))),
        gemeente, indeling.toewijzing.trekker,
        nu=nu, door=namens.door, reden=namens.reden, handeling=handeling,
    )  # fmt: skip
    await leg_vast(werk, overdracht, nu, intake)
    await maak_vindbaar(werk, gesprek, overdracht, nu)
    gesprek = replace(gesprek, overdracht_id=overdracht.id, fase=Fase.OVERGEDRAGEN)
    bereikbaar = gesprek.velden.get("telefoon") or gesprek.velden.get("mail")
    sleutel = "utter_aangeboden" if bereikbaar else "utter_aangeboden_zonder_contact"
    tekst = zin(
        kennis,
        gesprek,
        sleutel,
        team=gemeente.teams[overdracht.team].naam,
        referentie=overdracht.referentie,
        termijn=termijn_zin(gesprek, indeling, kennis, nu),
    )
    return gesprek, Antwoord(tekst, sleutel)


async def _oud_of_nieuw(werk: Werk, gesprek: Gesprek, indeling: Indeling) -> tuple[Overdracht, Handeling]:
    toewijzing = indeling.toewijzing
    if gesprek.eerder is not None and toewijzing.regel == REGEL:
        oud, _ = await werk.overdrachten.haal(gesprek.eerder.overdracht_id)
        if oud.mag(Handeling.HEROPENEN):
            weer = replace(oud, klasse=indeling.klasse, urgentie=indeling.urgentie)
            return replace(weer, afloop=None, waakvlam=None), Handeling.HEROPENEN
    nieuw = Overdracht(
        id=str(ULID()),
        gesprek_id=gesprek.id,
        gemeente=gesprek.gemeente,
        referentie=nieuwe_referentie(),
        team=toewijzing.trekker,
        klasse=indeling.klasse,
        urgentie=indeling.urgentie,
        meekijkers=toewijzing.meekijkers,
        opschalen_naar=toewijzing.team if toewijzing.opschalen else None,
    )
    return nieuw, Handeling.AANBIEDEN


async def maak_vindbaar(werk: Werk, gesprek: Gesprek, overdracht: Overdracht, nu: datetime) -> None:
    """Wie later belt met het nummer, of met naam en postcode, hoeft het verhaal niet opnieuw te doen (R61)."""
    sleutels = zoeksleutels(
        naam=gesprek.velden.get("naam", ""),
        postcode=gesprek.beeld.postcode or "",
        telefoon=gesprek.velden.get("telefoon", ""),
        referentie=overdracht.referentie,
    )
    await werk.terugvinden.leg_vast(sleutels, overdracht.id, nu)


async def vul_contact_aan(werk: Werk, gesprek: Gesprek, overdracht: Overdracht, nu: datetime) -> None:
    """Zet een nieuw nummer of nieuwe naam ook in de intake die de medewerker ziet."""
    _, intake = await werk.overdrachten.haal(overdracht.id)
    nieuw = {k: v for k, v in gesprek.velden.items() if k in CONTACT and intake.velden.get(k) != v}
    if nieuw:
        await werk.overdrachten.bewaar(overdracht, replace(intake, velden={**intake.velden, **nieuw}))
        await werk.uitbak.leg_neer(TEAM, overdracht.id, nu)


async def trek_in(
    werk: Werk, gesprek: Gesprek, overdracht: Overdracht, kennis: Kennisbank, nu: datetime
) -> tuple[Gesprek, Antwoord]:
    """Trek de aanmelding in als dat nog kan (R66); anders zeggen we eerlijk hoe het wel kan."""
    if not mag_intrekken(overdracht, kennis.gemeenten[gesprek.gemeente], nu):
        sleutel = "utter_intrekken_te_laat"
        return gesprek, zeg(kennis, gesprek, sleutel)
    nieuw = overdracht.doe(Handeling.INTREKKEN, op=nu, door="inwoner", reden="ingetrokken")
    await leg_vast(werk, nieuw, nu)
    gesprek = opnieuw(gesprek)
    return gesprek, zeg(kennis, gesprek, "utter_ingetrokken")
