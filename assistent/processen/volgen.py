"""De inwoner volgt zijn eigen vraag: zien waar zij ligt, aanvullen, verbeteren, intrekken, een ander belmoment (R66, R68, R80).

Wie het nummer en de code heeft mag erbij. Een melder leest alleen dat de melding ligt waar zij hoort (R52).
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from assistent.kern.antwoord import Antwoord
from assistent.kern.begrippen import Kanaal, Uitkomst, Urgentie
from assistent.kern.behandelaar import mag_intrekken
from assistent.kern.errors import AssistentError, GesprekOnbekend
from assistent.kern.gesprek import Fase, Gesprek
from assistent.kern.intake import CONTACT, Intake, bij_gevaar
from assistent.kern.kennis import Kennisbank
from assistent.kern.nieuws import Weg, mobiel, zonder_loze_keus
from assistent.kern.nood import antwoord_op_nood
from assistent.kern.nooit import schoon
from assistent.kern.overdracht import Handeling, Overdracht
from assistent.kern.samenvatting import WEGLAATBAAR
from assistent.kern.signalen import Gevaar
from assistent.kern.zinnen import zeg
from assistent.ports import Lezen, Omroep, Opslag, Werk
from assistent.processen.aanbieden import opnieuw
from assistent.processen.berichten import CODETEKENS
from assistent.processen.opvolgen import Opvolger
from assistent.processen.terugbellen import plan, vertel_afspraak
from assistent.processen.vastleggen import leg_vast, roep_om, vertel, voeg_toe

REFERENTIE = re.compile(
    rf"(?<![-0-9A-Z])([{CODETEKENS}]{{3}})[- ]([{CODETEKENS}]{{3}})(?![-0-9A-Z])", re.IGNORECASE
)
CODE = re.compile(rf"(?<![-0-9A-Z])([{CODETEKENS}]{{5}})[- ]?([{CODETEKENS}]{{5}})(?![-0-9A-Z])", re.IGNORECASE)
MAILADRES = re.compile(r"[^@\s<>,;:\"]{1,64}@[^@\s<>,;:\".]+(?:\.[^@\s<>,;:\".]+)+")
Paar = tuple[Overdracht, Intake]


class CodeKloptNiet(AssistentError):
    """Dit nummer en deze code horen niet bij elkaar; bewust dezelfde zin als voor een nummer dat er niet is."""


@dataclass(frozen=True)
class Volgen:
    """Wat een inwoner met nummer en code kan."""

    kennis: Callable[[], Kennisbank]
    opslag: Opslag
    omroep: Omroep
    lezer: Lezen
    opvolger: Opvolger
    code: Callable[[str], str]
    """De code bij een overdracht; wordt uitgerekend en nergens bewaard."""
    buitenadres: str = ""

    def wijs_de_weg(self, gesprek: Gesprek, overdracht: Overdracht) -> tuple[Antwoord, ...]:
        """Het nummer met de code, en waar de inwoner zijn vraag volgt; niets als er geen codes zijn."""
        code = self.code(overdracht.id)
        if not code:
            return ()
        velden = {"referentie": overdracht.referentie, "code": code, "status": f"{self.buitenadres}/status"}
        # Zonder adres zegt "/status" een inwoner niets; terugkomen in de chat kan altijd.
        sleutel = "utter_volgen" if self.buitenadres else "utter_volgen_hier"
        return (zeg(self.kennis(), gesprek, sleutel, **velden),)

    async def open(self, referentie: str, code: str) -> Paar:
        """De eigen vraag; fout `CodeKloptNiet`."""
        async with self.opslag.transactie() as werk:
            return await self._mijn(werk, referentie, code)

    async def vul_aan(self, referentie: str, code: str, tekst: str, nu: datetime) -> tuple[Antwoord, ...]:
        """Zeg er iets bij; noemt iemand hier gevaar, dan komen de nummers terug en gaat de vraag voor (§5.3)."""
        gelezen = self.lezer.lees(tekst.strip())
        async with self.opslag.transactie() as werk:
            overdracht, intake = await self._mijn(werk, referentie, code)
            eerder = intake.velden.get("aanvulling")
            nieuw = schoon(gelezen.tekst)
            velden = {**intake.velden, "aanvulling": f"{eerder}; {nieuw}" if eerder else nieuw}
            reden = "de inwoner vulde aan"
            intake = replace(intake, velden=velden)
            overdracht = overdracht.doe(Handeling.AANVULLEN, op=nu, door="inwoner", reden=reden)
            if gelezen.gevaren:
                overdracht, intake = (
                    replace(overdracht, urgentie=Urgentie.DIRECT),
                    bij_gevaar(intake, gelezen.gevaren),
                )
            await leg_vast(werk, overdracht, nu, intake)
        await roep_om(self.omroep, overdracht)
        return self._nood(overdracht, gelezen.gevaren)

    async def verbeter(self, referentie: str, code: str, veld: str, waarde: str, nu: datetime) -> Overdracht:
        """Verander of wis één regel van wat is doorgegeven (R65, R118)."""
        if veld not in WEGLAATBAAR:
            raise AssistentError("Deze regel kunt u hier niet veranderen.")
        async with self.opslag.transactie() as werk:
            overdracht, intake = await self._mijn(werk, referentie, code)
            velden = {k: v for k, v in intake.velden.items() if k != veld}
            if waarde.strip():
                velden[veld] = self._schoon(veld, waarde.strip())
            overdracht = overdracht.doe(
                Handeling.AANVULLEN, op=nu, door="inwoner", reden=f"de inwoner veranderde: {veld}"
            )
            await leg_vast(werk, overdracht, nu, replace(intake, velden=zonder_loze_keus(velden)))
        return await roep_om(self.omroep, overdracht)

    async def trek_in(self, referentie: str, code: str, nu: datetime) -> Overdracht:
        """Trek de aanmelding in zolang dat kan (R66)."""
        async with self.opslag.transactie() as werk:
            overdracht, _ = await self._mijn(werk, referentie, code)
            if not mag_intrekken(overdracht, self.kennis().gemeenten[overdracht.gemeente], nu):
                raise AssistentError("Intrekken kan hier niet meer. Bel de gemeente.")
            overdracht = overdracht.doe(Handeling.INTREKKEN, op=nu, door="inwoner", reden="ingetrokken")
            await leg_vast(werk, overdracht, nu)
            await vertel(werk, self.kennis(), overdracht, "utter_ingetrokken", nu)
            gesprek = await _gesprek(werk, overdracht)
            if gesprek is not None:
                await werk.gesprekken.bewaar(opnieuw(gesprek))
        return await roep_om(self.omroep, overdracht)

    async def bel(self, referentie: str, code: str, van: datetime, nu: datetime) -> Overdracht:
        """Kies een (ander) belmoment uit de vrije blokken van het team."""
        async with self.opslag.transactie() as werk:
            overdracht, intake = await self._mijn(werk, referentie, code)
            if not overdracht.lopend:
                raise AssistentError("Deze vraag is al afgerond.")
            if "telefoon" not in intake.velden:
                raise AssistentError("Vul eerst uw telefoonnummer in.")
            afspraak = await plan(werk, self.kennis(), overdracht, nu, door="inwoner", van=van)
            assert afspraak is not None
            await vertel_afspraak(werk, self.kennis(), overdracht, afspraak, nu)
        return await roep_om(self.omroep, overdracht)

    async def wil_mail(self, referentie: str, code: str, adres: str, nu: datetime) -> Overdracht:
        """Zet de mail over nieuws aan met een adres, of uit met een leeg adres; er staat nooit inhoud in."""
        adres = adres.strip()
        if adres and not MAILADRES.fullmatch(adres):
            raise AssistentError("Dit is geen geldig mailadres.")
        async with self.opslag.transactie() as werk:
            overdracht, intake = await self._mijn(werk, referentie, code)
            velden = {k: v for k, v in intake.velden.items() if k != "bericht"}
            velden |= {"bericht": Weg.MAIL.value, "mail": adres} if adres else {}
            reden = f"de inwoner wil {'mail' if adres else 'geen bericht'} over nieuws"
            overdracht = overdracht.doe(Handeling.AANVULLEN, op=nu, door="inwoner", reden=reden)
            await leg_vast(werk, overdracht, nu, replace(intake, velden=velden))
        return await roep_om(self.omroep, overdracht)

    async def wil_sms(self, referentie: str, code: str, nu: datetime) -> Overdracht:
        """Zet de sms over nieuws aan, op het mobiele nummer dat er al staat; uitzetten gaat met `wil_mail`."""
        async with self.opslag.transactie() as werk:
            overdracht, intake = await self._mijn(werk, referentie, code)
            if mobiel(intake.velden.get("telefoon", "")) is None:
                raise AssistentError("Vul bij Telefoon eerst een mobiel nummer in.")
            velden = {**intake.velden, "bericht": Weg.SMS.value}
            reden = "de inwoner wil sms over nieuws"
            overdracht = overdracht.doe(Handeling.AANVULLEN, op=nu, door="inwoner", reden=reden)
            await leg_vast(werk, overdracht, nu, replace(intake, velden=velden))
        return await roep_om(self.omroep, overdracht)

    async def kom_terug(self, referentie: str, code: str, nu: datetime) -> Overdracht:
        """Een afgeronde vraag gaat weer naar het team dat haar kent, zonder opnieuw te vertellen (R80)."""
        overdracht, _ = await self.open(referentie, code)
        return await self.opvolger.heropen(overdracht.id, "de inwoner kwam terug", nu)

    async def verder(self, referentie: str, code: str, nu: datetime) -> str:
        """Het gesprek om in verder te gaan; is het gewist, dan een nieuw dat alles al weet. Geeft het id."""
        async with self.opslag.transactie() as werk:
            overdracht, intake = await self._mijn(werk, referentie, code)
            gesprek = await _gesprek(werk, overdracht)
            if gesprek is None:
                gesprek = uit_intake(overdracht, intake, nu)
                await werk.gesprekken.bewaar(gesprek)
            welkom = self.welkom(gesprek, overdracht)
            await voeg_toe(werk, gesprek, welkom, nu)
        return overdracht.gesprek_id

    def welkom(self, gesprek: Gesprek, overdracht: Overdracht) -> Antwoord:
        """Wat iemand leest die terugkomt."""
        kennis = self.kennis()
        team = kennis.gemeenten[overdracht.gemeente].teams[overdracht.team].naam
        sleutel = "utter_welkom_terug" if overdracht.lopend else "utter_welkom_terug_klaar"
        return zeg(kennis, gesprek, sleutel, team=team, referentie=overdracht.referentie)

    async def neem_mee(self, werk: Werk, gesprek: Gesprek, tekst: str, nu: datetime) -> Mee | None:
        """Noemt iemand in een nieuw gesprek zijn nummer (en code), dan gaat dat gesprek verder waar het was."""
        gevonden = REFERENTIE.search(tekst)
        if gevonden is None or gesprek.overdracht_id is not None:
            return None
        code = CODE.search(tekst.replace(gevonden.group(), " "))
        referentie = "-".join(gevonden.groups()).upper()
        geschoond = self.lezer.lees(tekst.replace(code.group(), "[code]") if code else tekst).tekst
        try:
            paar = await self._mijn(werk, referentie, "-".join(code.groups()) if code else "")
        except CodeKloptNiet:
            bestaat = await werk.overdrachten.zoek(referentie=referentie, open_=False)
            if not bestaat and code is None:
                return None  # toeval: zo'n nummer bestaat niet
            sleutel = "utter_code_klopt_niet" if code else "utter_vraag_code"
            antwoord = zeg(self.kennis(), gesprek, sleutel, referentie=referentie)
            return Mee(gesprek, antwoord, geschoond)
        overdracht, intake = paar
        oud = await _gesprek(werk, overdracht) or uit_intake(overdracht, intake, nu)
        nieuw = replace(
            oud, id=gesprek.id, kanaal=gesprek.kanaal, gestart=gesprek.gestart,
            nummer=gesprek.nummer + 1, versie=gesprek.versie, open_vraag=None,
        )  # fmt: skip
        await werk.overdrachten.bewaar(replace(overdracht, gesprek_id=gesprek.id))
        return Mee(nieuw, self.welkom(nieuw, overdracht), geschoond)

    async def _mijn(self, werk: Werk, referentie: str, code: str) -> Paar:
        for paar in await werk.overdrachten.zoek(referentie=referentie.strip().upper(), open_=False):
            goed = self.code(paar[0].id)
            if goed and hmac.compare_digest(goed.encode(), code.strip().upper().encode()):
                return paar
        raise CodeKloptNiet(
            "Dit nummer en deze code horen niet bij elkaar. Kijk of u ze goed hebt overgenomen."
        )

    def _schoon(self, veld: str, waarde: str) -> str:
        gelezen = self.lezer.lees(waarde, contact=veld in CONTACT)
        if veld in CONTACT:
            return gelezen.contact.get(veld, waarde if veld == "naam" else gelezen.tekst)
        return schoon(gelezen.tekst)

    def _nood(self, overdracht: Overdracht, gevaren: tuple[Gevaar, ...]) -> tuple[Antwoord, ...]:
        if not gevaren:
            return ()
        leeg = Gesprek(overdracht.gesprek_id, overdracht.gemeente, Kanaal.CHAT, overdracht.geschiedenis[0].op)
        return antwoord_op_nood(leeg, gevaren, self.kennis())[1].antwoorden


@dataclass(frozen=True, slots=True)
class Mee:
    """Een gesprek dat verdergaat waar een ander ophield."""

    gesprek: Gesprek
    antwoord: Antwoord
    tekst: str
    """Wat de inwoner typte, zonder de code."""


def uit_intake(overdracht: Overdracht, intake: Intake, nu: datetime) -> Gesprek:
    """Een gesprek dat weet wat in de intake staat: niemand vertelt zijn verhaal opnieuw (R61)."""
    return Gesprek(
        id=overdracht.gesprek_id,
        gemeente=overdracht.gemeente,
        kanaal=Kanaal.CHAT,
        gestart=nu,
        fase=Fase.OVERGEDRAGEN,
        velden=dict(intake.velden),
        eigen_woorden=intake.vraag_in_eigen_woorden,
        uitkomst=Uitkomst.OVERDRACHT,
        overdracht_id=overdracht.id,
    )


async def _gesprek(werk: Werk, overdracht: Overdracht) -> Gesprek | None:
    try:
        return await werk.gesprekken.haal(overdracht.gesprek_id)
    except GesprekOnbekend:
        return None
