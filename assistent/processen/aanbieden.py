"""De intake maken en aanbieden bij het team, en intrekken; in dezelfde transactie als het gesprek (R65-R68)."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import datetime, timedelta

from ulid import ULID

from assistent.kern.antwoord import Antwoord
from assistent.kern.gesprek import Fase, Gesprek
from assistent.kern.indeling import deel_in
from assistent.kern.intake import CONTACT, maak_intake
from assistent.kern.kennis import Kennisbank
from assistent.kern.overdracht import Overdracht, Staat
from assistent.kern.overdragen import termijn_zin
from assistent.kern.termijnen import reactietermijn
from assistent.kern.zinnen import zin
from assistent.ports import Werk

_TEKENS = "23456789BCDFGHJKMNPQRSTVWXZ"
"""Zonder klinkers en lijkt-op-tekens: goed voor te lezen aan de telefoon, en nooit een woord."""


def nieuwe_referentie() -> str:
    """Een nummer zoals "K4T-7WQ"; bevat niets over de inwoner."""
    ruw = "".join(secrets.choice(_TEKENS) for _ in range(6))
    return f"{ruw[:3]}-{ruw[3:]}"


async def van_gesprek(werk: Werk, gesprek: Gesprek) -> Overdracht | None:
    """De lopende overdracht van dit gesprek."""
    if gesprek.overdracht_id is None:
        return None
    return (await werk.overdrachten.haal(gesprek.overdracht_id))[0]


def opnieuw(gesprek: Gesprek) -> Gesprek:
    """Na afronden of intrekken mag alles weer gevraagd worden; wat bekend is blijft bekend (R80)."""
    return replace(gesprek, overdracht_id=None, fase=Fase.LUISTEREN, open_vraag=None, gesteld=())


async def bied_aan(
    werk: Werk, gesprek: Gesprek, kennis: Kennisbank, nu: datetime
) -> tuple[Gesprek, Antwoord]:
    """Maak de intake met akkoord, bied haar aan en zeg wat er nu gebeurt (R67, R68, R70, R83)."""
    indeling = deel_in(gesprek, kennis)
    gemeente = kennis.gemeenten[gesprek.gemeente]
    intake = replace(maak_intake(gesprek, indeling, kennis.triage.versie), akkoord_op=nu)
    overdracht = Overdracht(
        id=str(ULID()),
        gesprek_id=gesprek.id,
        gemeente=gesprek.gemeente,
        referentie=nieuwe_referentie(),
        team=indeling.toewijzing.trekker,
        klasse=indeling.klasse,
        urgentie=indeling.urgentie,
        meekijkers=indeling.toewijzing.meekijkers,
        opschalen_naar=intake.opschalen_naar,
        termijn=reactietermijn(gemeente, indeling.toewijzing.trekker, indeling.urgentie, nu),
    ).naar(Staat.AANGEBODEN, op=nu, door="inwoner", reden="akkoord van de inwoner")
    await werk.overdrachten.bewaar(overdracht, intake)
    await werk.uitbak.leg_neer("team", overdracht.id, nu)
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


async def vul_contact_aan(werk: Werk, gesprek: Gesprek, overdracht: Overdracht) -> None:
    """Zet een nieuw nummer of nieuwe naam ook in de intake die de medewerker ziet."""
    _, intake = await werk.overdrachten.haal(overdracht.id)
    nieuw = {k: v for k, v in gesprek.velden.items() if k in CONTACT and intake.velden.get(k) != v}
    if nieuw:
        await werk.overdrachten.bewaar(overdracht, replace(intake, velden={**intake.velden, **nieuw}))


async def trek_in(
    werk: Werk, gesprek: Gesprek, overdracht: Overdracht, kennis: Kennisbank, nu: datetime
) -> tuple[Gesprek, Antwoord]:
    """Trek de aanmelding in als dat nog kan (R66); anders zeggen we eerlijk hoe het wel kan."""
    uren = kennis.gemeenten[gesprek.gemeente].intrekken_uren
    begonnen = overdracht.geschiedenis[0].op if overdracht.geschiedenis else nu
    op_tijd = nu - begonnen <= timedelta(hours=uren)
    mag = overdracht.staat not in (Staat.AFGEROND, Staat.INGETROKKEN)
    if not (op_tijd and mag):
        sleutel = "utter_intrekken_te_laat"
        return gesprek, Antwoord(zin(kennis, gesprek, sleutel), sleutel)
    nieuw = overdracht.naar(Staat.INGETROKKEN, op=nu, door="inwoner", reden="ingetrokken")
    await werk.overdrachten.bewaar(nieuw)
    gesprek = opnieuw(gesprek)
    return gesprek, Antwoord(zin(kennis, gesprek, "utter_ingetrokken"), "utter_ingetrokken")
