"""De poorten van de kern naar buiten: wat wij nodig hebben, in onze woorden, hoogstens drie handelingen elk."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from assistent.kern.afspraken import Belafspraak
from assistent.kern.beeld import Gehoord
from assistent.kern.bewaren import Bewaartermijnen
from assistent.kern.contactmoment import Contactmoment
from assistent.kern.gesprek import Gesprek
from assistent.kern.intake import Intake
from assistent.kern.kennis import Voorziening
from assistent.kern.klad import Klad
from assistent.kern.meepraten import Aanwezige, Heeft, Livegesprek
from assistent.kern.oordeel import Oordeel, Telling
from assistent.kern.overdracht import Overdracht
from assistent.kern.signalen import Gelezen, Gevaar, Signaal


@dataclass(frozen=True, slots=True)
class Bericht:
    """Eén bericht in een gesprek, zoals het bewaard en verstuurd wordt."""

    gesprek_id: str
    nummer: int
    """Oplopend per gesprek; hiermee vraagt een client wat hij mist."""
    van: str
    """inwoner, assistent of medewerker"""
    inhoud: Mapping[str, Any]
    op: datetime
    beurt_id: str | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """Een medewerker; het wachtwoord staat hier niet in."""

    naam: str
    weergavenaam: str
    rollen: frozenset[str]
    gemeente: str
    teams: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Inzage:
    """Eén regel uit het inzagelog."""

    op: datetime
    account: str
    wat: str
    onderwerp_id: str
    """Nummer van de overdracht of het gesprek; nooit een naam."""


@dataclass(frozen=True, slots=True)
class Aanvraag:
    """Een aanmelding die naar de aanbieder is gestuurd; alleen wie dit heeft kan haar afronden."""

    waarheen: str
    status: str
    nonce: str
    bewijs: str
    """De geheime helft van PKCE."""


class Klok(Protocol):
    """De tijd; de kern krijgt haar altijd als gegeven."""

    def nu(self) -> datetime:
        """Het huidige moment, met tijdzone."""
        ...


class Dialoog(Protocol):
    """De dialoogmotor (Rasa): hoort een bericht en voert de gekozen actie uit."""

    @property
    def klaar(self) -> bool:
        """Of de motor geladen is."""
        ...

    async def hoor(self, gesprek_id: str, tekst: str, verhaal: str = "") -> None:
        """Verwerk één geschoond bericht, met het verhaal tot nu toe; fout `DialoogOnbereikbaar`."""
        ...

    async def vergeet(self, gesprek_id: str) -> None:
        """Wis wat de motor van dit gesprek bewaart."""
        ...


class Lezen(Protocol):
    """De taallaag."""

    def lees(self, tekst: str, gemeente: str = "", *, contact: bool = False) -> Gelezen:
        """Signalen, gevaar en schone tekst."""
        ...

    def gevaar(self, tekst: str) -> tuple[Gevaar, ...]:
        """Alleen de crisispoort."""
        ...

    def geheel(self, verhaal: str, patronen: Collection[tuple[str, str]]) -> tuple[Signaal, ...]:
        """De leefgebieden die in alle berichten samen klinken; `patronen` is wat patronen daarin al hoorden."""
        ...


class Zoeken(Protocol):
    """Vrij zoeken in de sociale kaart."""

    def zoek(
        self, tekst: str, gemeente: str, gebied: str | None = None, hooguit: int = 3
    ) -> list[tuple[Voorziening, float]]:
        """Wat het best past in deze gemeente of landelijk, beste eerst; niets als niets genoeg lijkt."""
        ...

    def weeg(self, tekst: str, gemeente: str, gebied: str | None = None) -> Mapping[str, float]:
        """Hoe goed elke voorziening (op id) bij de vraag past, van 0 tot 1."""
        ...


class Berichten(Protocol):
    """De berichten van een gesprek."""

    async def voeg_toe(self, berichten: Sequence[Bericht]) -> None:
        """Voeg berichten toe zonder de stand van het gesprek te raken."""
        ...

    async def berichten(self, gesprek_id: str, na: int = 0) -> list[Bericht]:
        """Berichten na nummer `na`, op volgorde."""
        ...

    async def laatste(self, gesprek_id: str) -> int:
        """Het hoogste nummer tot nu toe; 0 als er nog niets is."""
        ...


class Gesprekken(Berichten, Protocol):
    """Gesprekken met hun berichten, binnen één transactie."""

    async def haal(self, gesprek_id: str) -> Gesprek:
        """Fout `GesprekOnbekend`."""
        ...

    async def bewaar(self, gesprek: Gesprek, berichten: Sequence[Bericht] = ()) -> None:
        """Bewaar de stand en de nieuwe berichten samen; fout `Botsing` als een ander eerder schreef."""
        ...

    async def wis(self, gesprek_id: str) -> None:
        """Wis het gesprek met alle berichten."""
        ...


class Overdrachten(Protocol):
    """Intakes op weg naar een mens, binnen één transactie."""

    async def haal(self, overdracht_id: str) -> tuple[Overdracht, Intake]:
        """Fout `GesprekOnbekend` als hij er niet is."""
        ...

    async def bewaar(self, overdracht: Overdracht, intake: Intake | None = None) -> None:
        """Bewaar met versiecontrole; fout `AlAangenomen` als een ander eerder was."""
        ...

    async def zoek(
        self,
        *,
        gemeente: str | None = None,
        teams: Sequence[str] = (),
        open_: bool = True,
        let_op_tot: datetime | None = None,
        referentie: str | None = None,
    ) -> list[tuple[Overdracht, Intake]]:
        """Intakes voor deze teams, dringendste eerst; met `let_op_tot` alleen waar de bewaking naar moet kijken."""
        ...


class Opslag(Protocol):
    """Een transactie over gesprekken, overdrachten en uitbak samen."""

    def transactie(self) -> AbstractAsyncContextManager[Werk]:
        """Alles of niets."""
        ...


class Werk(Protocol):
    """Wat er binnen één transactie te doen is."""

    @property
    def gesprekken(self) -> Gesprekken:
        """De gesprekken."""
        ...

    @property
    def overdrachten(self) -> Overdrachten:
        """De overdrachten."""
        ...

    @property
    def uitbak(self) -> Uitbak:
        """Wat nog naar buiten moet."""
        ...

    @property
    def kladjes(self) -> Kladjes:
        """Gesprekken waar een medewerker mee bezig is."""
        ...

    @property
    def contactmomenten(self) -> Contactmomenten:
        """Gesprekken van medewerkers, zonder inhoud."""
        ...

    @property
    def terugvinden(self) -> Terugvinden:
        """Iemand terugvinden die eerder een vraag had."""
        ...

    @property
    def voorstellen(self) -> Voorstellen:
        """Hoe vaak een voorstel aan een medewerker hielp."""
        ...

    @property
    def oordelen(self) -> Oordelen:
        """Wat inwoners van de antwoorden vinden."""
        ...

    @property
    def aanwezigen(self) -> Aanwezigen:
        """Wie er nu is."""
        ...

    @property
    def livegesprekken(self) -> Livegesprekken:
        """Wie met een inwoner praat."""
        ...

    @property
    def belafspraken(self) -> Belafspraken:
        """Wanneer een team terugbelt."""
        ...


class Aanwezigen(Protocol):
    """Open schermen van medewerkers en open chats van inwoners, met een hartslag."""

    async def meld(self, aanwezige: Aanwezige, nu: datetime) -> None:
        """Zet of verleng."""
        ...

    async def weg(self, verbinding: str) -> None:
        """Dit scherm is dicht."""
        ...

    async def zoek(self, nu: datetime, *, gemeente: str = "", wie: str = "") -> list[Aanwezige]:
        """Wie er nu is, van een gemeente of met een naam."""
        ...


class Livegesprekken(Protocol):
    """De wens om nu te praten, en wie opneemt."""

    async def haal(self, overdracht_id: str) -> Livegesprek | None:
        """Het livegesprek bij een overdracht."""
        ...

    async def bewaar(self, live: Livegesprek) -> None:
        """Bewaar met versiecontrole; fout `AlAangenomen` als een ander eerder was."""
        ...

    async def zoek(
        self, heeft: Heeft, *, gemeente: str = "", tot: datetime | None = None
    ) -> list[Livegesprek]:
        """In deze stand, langst wachtende eerst; met `tot` alleen wat dan voorbij is."""
        ...


class Belafspraken(Protocol):
    """Wanneer een team terugbelt."""

    async def bewaar(self, afspraak: Belafspraak, tegelijk: int = 1) -> None:
        """Zet of verander; staan er in dit blok al `tegelijk` afspraken van het team, dan fout `Botsing`."""
        ...

    async def van(self, overdracht_id: str) -> list[Belafspraak]:
        """Alle belafspraken van een overdracht, op tijd."""
        ...

    async def bezet(self, gemeente: str, team: str, vanaf: datetime) -> list[datetime]:
        """Het begin van elk blok dat dit team al heeft vergeven."""
        ...


@dataclass(frozen=True, slots=True)
class Zending:
    """Eén overdracht op weg naar één doel, met de stappen die al klaar zijn."""

    doel: str
    overdracht_id: str
    volgende: datetime | None
    """Wanneer er weer iets te doen is; niets als alles verstuurd is."""
    ronde: int = 0
    """Gaat omhoog als de overdracht verandert: wat een oudere ronde klaar noemt is dan niet klaar."""
    pogingen: int = 0
    gedaan: datetime | None = None
    fout: str = ""
    """Soort van de laatste fout; nooit tekst van een ander systeem."""
    stappen: Mapping[str, str] = field(default_factory=dict)
    """Naam van een afgeronde stap naar de verwijzing bij het doel."""


class Uitbak(Protocol):
    """Wat nog naar buiten moet; overleeft een herstart."""

    async def leg_neer(self, doel: str, overdracht_id: str, op: datetime) -> None:
        """Zet een zending klaar in dezelfde transactie als de intake; ligt zij er al, dan begint een nieuwe ronde."""
        ...

    async def zoek(
        self,
        *,
        tot: datetime | None = None,
        overdracht_id: str | None = None,
        mislukt: int = 0,
        hooguit: int = 50,
    ) -> list[Zending]:
        """Zendingen die vóór `tot` aan de beurt zijn, langst wachtende eerst; of alle van één overdracht.

        Met `mislukt` alleen wat al zo vaak achter elkaar niet lukte.
        """
        ...

    async def noteer(self, zending: Zending) -> None:
        """Bewaar de stappen, en de stand als er intussen geen nieuwe ronde begon."""
        ...


class Doel(Protocol):
    """Iets buiten ons dat een overdracht moet kennen; een nieuw doel is één bestand in `adapters/doelen`."""

    @property
    def naam(self) -> str:
        """De naam in de uitbak."""
        ...

    @property
    def rol(self) -> str:
        """`systeem` (het team werkt erin), `vangnet` (alleen als er geen systeem past) of `extra` (komt erbij)."""
        ...

    def past(self, overdracht: Overdracht) -> bool:
        """Of dit doel de trekker van deze overdracht bereikt."""
        ...

    async def werk_bij(
        self, overdracht: Overdracht, intake: Intake, stappen: Mapping[str, str], klaar: Klaar
    ) -> None:
        """Breng het doel op de stand van de overdracht; mag vaker en kan overal beginnen.

        Fouten: `DoelOnbereikbaar` (later opnieuw) en `DoelWeigert` (een mens moet kijken; we blijven proberen).
        """
        ...

    async def lees_terug(self, stappen: Mapping[str, str]) -> Terug | None:
        """Wat daar met de overdracht gebeurde; niets als het doel dat niet vertelt."""
        ...


Klaar = Callable[[str, str], Awaitable[None]]
"""Onthoud een afgeronde stap met de verwijzing, vóór de volgende begint."""


@dataclass(frozen=True, slots=True)
class Terug:
    """Wat een doel over een overdracht terugmeldt."""

    afgerond: bool
    door: str = ""
    """Wie het daar heeft opgepakt; leeg als nog niemand."""


class Oordelen(Protocol):
    """Oordelen van inwoners, los van hun gesprek."""

    async def geef(self, oordeel: Oordeel) -> None:
        """Bewaar één oordeel; hetzelfde merk vervangt."""
        ...

    async def tel(self, gemeente: str, vanaf: date) -> list[Telling]:
        """Aantallen vanaf een dag, meeste eerst."""
        ...


class Kladjes(Protocol):
    """Gesprekken waar een medewerker mee bezig is."""

    async def haal(self, klad_id: str) -> Klad:
        """Fout `GesprekOnbekend`."""
        ...

    async def bewaar(self, klad: Klad) -> None:
        """Bewaar; wat klaar is wordt gewist. Fout `Botsing` als een ander eerder schreef."""
        ...

    async def zoek(self, *, gemeente: str | None = None, gesprek_id: str | None = None) -> list[Klad]:
        """Kladjes die hierbij passen, oudste eerst."""
        ...


class Contactmomenten(Protocol):
    """Gesprekken van medewerkers, zonder inhoud."""

    async def leg_vast(self, moment: Contactmoment) -> None:
        """Eén gesprek erbij; hetzelfde gesprek vervangt."""
        ...

    async def zoek(
        self, *, id_: str = "", persoon: str = "", gemeente: str = "", vanaf: datetime | None = None
    ) -> list[Contactmoment]:
        """Gesprekken die hierbij passen, oudste eerst; `persoon` is een stempel."""
        ...


class Terugvinden(Protocol):
    """Zoeken op stempels van zoeksleutels (`kern/contactmoment.py`); de sleutels zelf worden niet bewaard."""

    def merk(self, sleutel: str) -> str:
        """De stempel van een zoeksleutel."""
        ...

    async def leg_vast(self, sleutels: Sequence[str], overdracht_id: str, op: datetime) -> None:
        """Maak een overdracht hierop terug te vinden."""
        ...

    async def zoek(self, sleutels: Sequence[str]) -> list[str]:
        """Overdrachten die bij een van de sleutels horen, nieuwste eerst."""
        ...


@dataclass(frozen=True, slots=True)
class Voorsteltelling:
    """Hoe vaak een voorstel gebruikt of weggedaan is."""

    soort: str
    sleutel: str
    gebruikt: bool
    aantal: int


class Voorstellen(Protocol):
    """Tellingen per dag, zonder gesprek erbij."""

    async def tel(self, dag: date, gemeente: str, soort: str, sleutel: str, *, gebruikt: bool) -> None:
        """Eén keer gebruikt of weggedaan."""
        ...

    async def som(self, gemeente: str, vanaf: date) -> Sequence[Voorsteltelling]:
        """Aantallen vanaf een dag, meeste eerst."""
        ...


class Contactregister(Protocol):
    """Een systeem buiten ons dat elk contact met een inwoner kent, ook zonder overdracht."""

    async def leg_vast(self, moment: Contactmoment, stappen: Mapping[str, str], klaar: Klaar) -> None:
        """Zet het contact daar één keer neer; fouten als bij `Doel.werk_bij`."""
        ...


class Herkennen(Protocol):
    """De taalmotor zonder dialoog: verstaan tijdens het typen."""

    async def herken(self, teksten: Sequence[str]) -> list[Gehoord]:
        """Wat er in elke tekst te horen is; fout `DialoogOnbereikbaar`."""
        ...


class Omroep(Protocol):
    """Live gebeurtenissen naar open schermen; verlies is niet erg, want de database weet alles."""

    async def roep(self, kanaal: str, gebeurtenis: Mapping[str, Any]) -> None:
        """Stuur naar iedereen die op dit kanaal luistert."""
        ...

    def luister(self, kanaal: str) -> AsyncIterator[Mapping[str, Any]]:
        """Gebeurtenissen op dit kanaal, tot de luisteraar stopt."""
        ...


class Accounts(Protocol):
    """Medewerkers."""

    async def meld_aan(self, naam: str, wachtwoord: str, nu: datetime, code: str = "") -> Account | None:
        """Het account, of niets; na te veel pogingen een tijd niets (R97)."""
        ...

    async def haal(self, naam: str) -> Account | None:
        """Het account bij een naam."""
        ...

    async def maak(self, account: Account, wachtwoord: str | None) -> None:
        """Maak of vervang een account; zonder wachtwoord alleen via de gemeente (OIDC)."""
        ...

    async def alle(self, gemeente: str) -> list[Account]:
        """De accounts van een gemeente."""
        ...

    async def wis(self, naam: str) -> None:
        """Wis een account met zijn sessies."""
        ...

    @property
    def sessies(self) -> Sessies:
        """Wie is aangemeld."""
        ...

    @property
    def codes(self) -> Codes | None:
        """De tweede stap, als er een kluis is."""
        ...


class Sessies(Protocol):
    """Aangemelde sessies; de browser heeft alleen een geheim woord."""

    async def begin(self, naam: str, nu: datetime) -> str:
        """Begin een sessie; geeft het woord."""
        ...

    async def haal(self, woord: str, nu: datetime) -> str | None:
        """De accountnaam, zolang de sessie geldt."""
        ...

    async def beeindig(self, *, woord: str = "", naam: str = "") -> None:
        """Sluit één sessie, of alle van een account."""
        ...


class Codes(Protocol):
    """De tweede stap bij aanmelden (TOTP)."""

    def nieuw(self, naam: str) -> tuple[str, str]:
        """Een nieuw geheim en het adres voor de app."""
        ...

    async def zet(self, naam: str, geheim: str, code: str, nu: datetime) -> bool:
        """Zet haar aan als de code klopt."""
        ...

    async def weg(self, naam: str) -> None:
        """Zet haar uit."""
        ...


class Aanbieder(Protocol):
    """Aanmelden bij de gemeente (OpenID Connect)."""

    async def begin(self, terug: str, nu: datetime) -> Aanvraag:
        """Waar de browser heen gaat; fout `AanmeldenMislukt`."""
        ...

    async def rond_af(self, code: str, aanvraag: Aanvraag, terug: str, nu: datetime) -> Mapping[str, Any]:
        """De claims van wie terugkomt; fout `AanmeldenMislukt`."""
        ...


class Huur(Protocol):
    """Wie een achtergrondtaak mag doen, over processen heen."""

    async def neem(self, taak: str, door: str, nu: datetime, tot: datetime) -> bool:
        """Neem of verleng tot een moment; onwaar als een ander haar heeft."""
        ...

    async def zet_terug(self, taak: str, door: str, vanaf: datetime) -> None:
        """Geef terug; vanaf dit moment mag iedereen weer, de eigenaar zelf ook."""
        ...


class Opruimer(Protocol):
    """Wist wat zijn bewaartermijn voorbij is."""

    async def ruim_op(self, nu: datetime, termijnen: Bewaartermijnen) -> Mapping[str, int]:
        """Wis alles wat voorbij is; geeft per soort hoeveel."""
        ...

    async def vergeet(self, overdracht_id: str) -> None:
        """Haal de stempels weg waarmee iemand herkend wordt (AVG 17)."""
        ...


class Inzagelog(Protocol):
    """Wie wat zag; groeit alleen (AVG 32)."""

    async def leg_vast(self, account: str, wat: str, onderwerp_id: str, op: datetime) -> None:
        """Schrijf één inzage op; lukt dat niet, dan ook geen inzage (fout `OpslagOnbereikbaar`)."""
        ...

    async def lees(self, onderwerp_id: str | None = None, hooguit: int = 200) -> list[Inzage]:
        """De nieuwste eerst; met een nummer alleen die over dat onderwerp."""
        ...


class Post(Protocol):
    """Berichten naar buiten, zonder inhoud van een intake."""

    async def stuur(self, aan: str, onderwerp: str, tekst: str) -> None:
        """Stuur één bericht; fout `PostOnbereikbaar` als dat nu niet lukt."""
        ...


@dataclass(frozen=True, slots=True)
class Telefoontje:
    """Eén oproep en het gesprek dat erbij hoort; nooit het nummer van de beller."""

    id: str
    gesprek_id: str
    begonnen: datetime


class Oproeplog(Protocol):
    """Telefoontjes: welk gesprek erbij hoort en hoe zij afliepen; nooit het nummer van de beller."""

    async def begin(self, id_: str, gesprek_id: str, op: datetime, *, spraak: bool) -> None:
        """Leg vast dat er gebeld wordt."""
        ...

    async def sluit(self, id_: str, uitkomst: str, op: datetime) -> None:
        """Leg vast hoe het afliep: mens, klaar, opgehangen of storing."""
        ...

    async def zoek(
        self, *, id_: str = "", gemeente: str = "", vanaf: datetime | None = None
    ) -> list[Telefoontje]:
        """Het telefoontje met dit oproepnummer, of wat in een gemeente sinds `vanaf` nog loopt, oudste eerst."""
        ...


@dataclass(frozen=True, slots=True)
class Verstaan:
    """Wat de herkenner van de telefoonlijn hoorde; de tekst kan persoonsgegevens bevatten."""

    tekst: str
    zekerheid: float


class Herkenner(Protocol):
    """Spraak naar tekst; geluid is 8 kHz, 16 bits, mono, little-endian."""

    @property
    def plaats(self) -> bool:
        """Of er nu iemand bij kan."""
        ...

    async def herken(self, geluid: bytes, hint: str) -> Verstaan | None:
        """De woorden, of niets als het ruis was; fout `HerkennerBezet` als er geen plaats is."""
        ...


class Stem(Protocol):
    """Tekst naar spraak."""

    async def spreek(self, sleutel: str, tekst: str) -> bytes:
        """Het geluid (8 kHz, 16 bits, mono); de sleutel vindt een ingesproken opname als die er is."""
        ...


class Vad(Protocol):
    """Hoort of iemand praat; onthoudt hoe luid de omgeving is, dus één per gesprek."""

    def spreekt(self, geluid: bytes, *, terwijl_wij_praten: bool) -> bool:
        """Of er in dit stukje van 20 ms gepraat wordt."""
        ...
