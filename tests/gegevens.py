"""Gedeelde hulp voor de tests: een vaste dinsdagochtend, korte bouwers en een nep-dialoog op een zinnenboek."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from assistent.adapters.fakes import OpslagInGeheugen, VasteKlok
from assistent.adapters.kennisbank import laad
from assistent.adapters.omroep import OmroepHier
from assistent.config import WORTEL, Instellingen
from assistent.kern.antwoord import Reactie
from assistent.kern.beeld import Gehoord, Treffer
from assistent.kern.begrippen import Kanaal
from assistent.kern.errors import DialoogOnbereikbaar
from assistent.kern.gesprek import Beurt, Gesprek
from assistent.kern.kennis import Kennisbank
from assistent.kern.overdracht import Overdracht
from assistent.kern.signalen import Gelezen, Gevaar, Over, Signaal, Soort
from assistent.kern.stap import zet_stap
from assistent.kern.tijden import NEDERLAND
from assistent.ports import Account, Bericht
from assistent.processen.beginnen import begin
from assistent.processen.beoordelen import zinnen_van
from assistent.processen.werkplek import Werkplek

if TYPE_CHECKING:
    from assistent.app import App

NU = datetime(2026, 11, 24, 10, 0, tzinfo=NEDERLAND)
"""Een gewone dinsdag om tien uur; overal is iemand."""
SLEUTEL = "UHJvZWZzbGV1dGVsLXZvb3ItZGUtdGVzdHMtMTIzNDU="
"""Een geldige Fernetsleutel die nergens anders voor dient."""
GEMEENTEN = (
    "groningen", "steenwijkerland", "diemen", "uithoorn", "ouder_amstel",
    "hillegom", "lisse", "noordwijk", "teylingen", "heerenveen",
)  # fmt: skip


@lru_cache(maxsize=1)
def kennisbank() -> Kennisbank:
    """De echte kennisbank; onveranderlijk, dus één keer lezen is genoeg."""
    return laad(WORTEL / "kennisbank", WORTEL / "domain.yml")


def nagekeken(gemeente: str = "groningen") -> Kennisbank:
    """De kennisbank zodra een redacteur tijden en termijnen heeft nagekeken; nu zijn het nog voorbeelden."""
    kennis = kennisbank()
    plaats = kennis.gemeenten[gemeente]
    tijden = replace(plaats.kanalen.tijden, zeker=True)
    teams = {s: replace(t, reactie_zeker=True) for s, t in plaats.teams.items()}
    zeker = replace(plaats, kanalen=replace(plaats.kanalen, tijden=tijden), teams=teams)
    return replace(kennis, gemeenten={**kennis.gemeenten, gemeente: zeker})


# --- bouwers voor wat er gehoord is ---


def over(*onderwerpen: str, intent: str | None = None, zekerheid: float = 0.9) -> Gehoord:
    """De motor hoorde deze onderwerpen."""
    treffers = tuple(Treffer(o, zekerheid, o, 0) for o in onderwerpen)
    return Gehoord(intent or onderwerpen[0], zekerheid, treffers)


def praat(intent: str, zekerheid: float = 0.9) -> Gehoord:
    """De motor hoorde iets over het gesprek zelf."""
    return Gehoord(intent, zekerheid)


NIETS = Gehoord("", 0.05)
"""De motor verstond er niets van."""


def probleem(
    leefgebied: str, tekst: str = "", *, zaak: str | None = None, over: Over = Over.ZELF, **rest: Any
) -> Signaal:
    """Iemand noemt een probleem op een leefgebied."""
    woorden = tekst or f"probleem met {leefgebied}"
    return Signaal(Soort.LEEFGEBIED, leefgebied, woorden, "proef", over=over, zaak=zaak, **rest)


def markering(code: str, tekst: str = "") -> Signaal:
    """Een van M1-M10."""
    return Signaal(Soort.MARKERING, code, tekst or code, "proef")


def gegeven(sleutel: str, tekst: str = "") -> Signaal:
    """Een los gegeven, zoals `geen_netwerk`."""
    return Signaal(Soort.GEGEVEN, sleutel, tekst or sleutel, "proef")


def gevaar(code: str = "C1", tekst: str = "ik wil er niet meer zijn") -> Gevaar:
    """Een crisis die de poort hoorde."""
    return Gevaar(code, tekst, "proef")


def nieuw_gesprek(gemeente: str = "groningen", **velden: Any) -> Gesprek:
    """Een leeg gesprek."""
    return Gesprek("g1", gemeente, Kanaal.CHAT, NU, **velden)


@dataclass
class Praatje:
    """Een gesprek met de kern, beurt voor beurt; onthoudt alle reacties."""

    gesprek: Gesprek = field(default_factory=nieuw_gesprek)
    reacties: list[Reactie] = field(default_factory=list)
    nu: datetime = NU
    kennis: Kennisbank = field(default_factory=kennisbank)

    def zeg(
        self, tekst: str, gehoord: Gehoord = NIETS, *signalen: Signaal, gevaren: tuple[Gevaar, ...] = (), **rest: Any
    ) -> Reactie:
        """Eén beurt van de inwoner."""
        gelezen = Gelezen(tekst, signalen, gevaren, **rest)
        self.gesprek, reactie = zet_stap(self.gesprek, gelezen, gehoord, self.kennis, self.nu)
        self.reacties.append(reactie)
        return reactie

    @property
    def vraag(self) -> str | None:
        """De vraag die nu openstaat."""
        return self.gesprek.open_vraag


def sleutels(reactie: Reactie) -> list[str]:
    """De tekstsleutels van een reactie, op volgorde."""
    return [a.sleutel for a in reactie.antwoorden]


def tekst_van(reactie: Reactie) -> str:
    """Alles wat de inwoner leest."""
    return "\n".join(z for a in reactie.antwoorden for z in a.zinnen())


NAAR_MENS = {"utter_mens", "utter_ik_zoek_iemand", "utter_zelf_bellen", "utter_boos", "utter_veilig_nee"}
NAAR_MENS |= {f"utter_vraag_{v}" for v in ("overdragen", "contact", "bellen", "akkoord")}


def biedt_mens(reactie: Reactie) -> bool:
    """Of deze reactie een mens geeft: een nummer om te bellen, doorverbinden of een vraag op weg naar het team."""
    return reactie.doorverbinden or bool(NAAR_MENS & set(sleutels(reactie)))


# --- een heel gesprek door de processen: zinnenboek, lezer en dialoog ---

PARKEERKAART = "Hoe vraag ik een parkeerkaart aan?"
STAPELING = "Ik heb schulden, mijn zoon gaat niet naar school en we moeten ons huis uit"
SCHULDEN = "Ik heb hulp nodig bij mijn schulden"
MENS = "Ik wil een mens spreken"
STOP = "Laat maar, trek het in"
GEVAAR = "ik wil er niet meer zijn"
CONTACT = "Ik heet Anna Proef en mijn nummer is 0612345678"

BOEK: Mapping[str, tuple[Gehoord, tuple[Signaal, ...]]] = {
    PARKEERKAART: (over("parkeerkaart"), ()),
    SCHULDEN: (over("schuldhulp"), (probleem("geld", "schulden"),)),
    STAPELING: (
        over("dreigende_ontruiming", "schuldhulp", "leerplicht_verzuim"),
        (
            probleem("geld", "schulden", zaak="ontruiming"),
            probleem("wonen", "huis uit", zaak="ontruiming"),
            probleem("opvoeden_opgroeien", "niet naar school"),
            markering("M2", "mijn zoon"),
        ),
    ),
    MENS: (praat("mens_spreken"), ()),
    STOP: (praat("stoppen_intrekken"), ()),
    "ja": (praat("ja"), ()),
    "nee": (praat("nee"), ()),
    "sla over": (praat("overslaan"), ()),
    "'s ochtends": (NIETS, ()),
}

_NUMMER = re.compile(r"\b06\d{8}\b")
_BSN = re.compile(r"\b\d{9}\b")
_NAAM = re.compile(r"(?<=Ik heet )[A-Z]\w+ [A-Z]\w+")


@dataclass
class ProefLezer:
    """De taallaag van het zinnenboek: voorspelbaar, en net als de echte geen persoonsgegevens in de tekst."""

    boek: Mapping[str, tuple[Gehoord, tuple[Signaal, ...]]] = field(default_factory=lambda: BOEK)

    def lees(self, tekst: str, gemeente: str = "", *, contact: bool = False) -> Gelezen:
        """Signalen uit het boek, gevaar uit de tekst, en naam en nummer naar hun veld als erom gevraagd is."""
        velden: dict[str, str] = {}
        for veld, patroon in (("naam", _NAAM), ("telefoon", _NUMMER)):
            if (gevonden := patroon.search(tekst)) is not None:
                velden[veld] = gevonden.group()
                tekst = patroon.sub(f"[{veld}]", tekst)
        signalen = self.boek.get(tekst, (NIETS, ()))[1]
        tekst = _BSN.sub("[bsn]", tekst)
        return Gelezen(tekst, signalen, self.gevaar(tekst), contact=velden if contact else {})

    def gevaar(self, tekst: str) -> tuple[Gevaar, ...]:
        """De poort van de proef kent één zin."""
        return (gevaar(),) if GEVAAR in tekst.lower() else ()

    def geheel(self, verhaal: str, patronen: Collection[tuple[str, str]]) -> tuple[Signaal, ...]:
        """De proef hoort in het geheel niets meer."""
        return ()


@dataclass
class NepDialoog:
    """Een motor die het zinnenboek kent; `aan=False` is een motor die nog niet geladen is."""

    werkplek: Werkplek
    boek: Mapping[str, tuple[Gehoord, tuple[Signaal, ...]]] = field(default_factory=lambda: BOEK)
    aan: bool = True
    gehoord: list[str] = field(default_factory=list)
    vergeten: list[str] = field(default_factory=list)

    @property
    def klaar(self) -> bool:
        """Of de motor geladen is."""
        return self.aan

    async def hoor(self, gesprek_id: str, tekst: str, verhaal: str = "") -> None:
        """Zoek de zin op en laat de kern de stap zetten."""
        if not self.aan:
            raise DialoogOnbereikbaar("Het taalmodel is nog niet geladen.")
        self.gehoord.append(tekst)
        self.werkplek.zet(gesprek_id, self.boek.get(tekst, (NIETS, ()))[0], tekst)

    async def vergeet(self, gesprek_id: str) -> None:
        """Onthoud dat er gewist is."""
        if not self.aan:
            raise DialoogOnbereikbaar("Het taalmodel is nog niet geladen.")
        self.vergeten.append(gesprek_id)


@dataclass
class NepOmroep:
    """Onthoudt wat er geroepen is."""

    geroepen: list[tuple[str, str]] = field(default_factory=list)

    async def roep(self, kanaal: str, gebeurtenis: Mapping[str, Any]) -> None:
        """Schrijf op wie het hoorde."""
        self.geroepen.append((kanaal, gebeurtenis.get("soort", "")))


def maak_proefapp(
    *, opslag: Any = None, lezer: Any = None, accounts: Any = None, omroep: Any = None, **instellingen: Any
) -> App:
    """Het hele programma op de nep-dialoog; de opslag zit in het geheugen tenzij u een andere geeft."""
    from assistent.adapters.sql import Kluis
    from assistent.app import App  # trekt de hele taallaag mee; de tests van de kern hebben die niet nodig

    werkplek = Werkplek(kennisbank)
    return App(
        instellingen=Instellingen(**instellingen),
        kennis=kennisbank(),
        klok=VasteKlok(NU),
        opslag=opslag or OpslagInGeheugen(),
        omroep=omroep or OmroepHier(),
        dialoog=NepDialoog(werkplek),
        lezer=lezer or ProefLezer(),
        werkplek=werkplek,
        accounts=accounts,
        statuscode=Kluis(SLEUTEL).statuscode,
    )


@dataclass
class Inwoner:
    """Iemand die praat met het hele programma, zoals een kanaal dat doorgeeft."""

    app: App
    id: str

    @classmethod
    async def begint(cls, app: App, gemeente: str = "groningen") -> Inwoner:
        """Open een gesprek."""
        gesprek, _ = await begin(app.opslag, app.kennis, gemeente, Kanaal.CHAT, app.klok.nu())
        return cls(app, gesprek.id)

    async def zeg(self, tekst: str, beurt_id: str | None = None) -> str:
        """Eén beurt; geeft wat de inwoner terugleest."""
        return lees(await self.beurt(tekst, beurt_id))

    async def beurt(self, tekst: str, beurt_id: str | None = None) -> list[Bericht]:
        """Eén beurt; geeft de nieuwe berichten."""
        return await self.app.beantwoorder.beantwoord(Beurt(self.id, tekst, self.app.klok.nu(), beurt_id))

    async def tot_akkoord(self) -> str:
        """Vertel veel tegelijk, en geef alles tot aan de vraag om akkoord."""
        for tekst in (STAPELING, "ja", CONTACT):
            await self.zeg(tekst)
        return await self.zeg("'s ochtends")

    async def naar_team(self) -> Overdracht:
        """De hele weg tot de intake bij het Sociaal Team ligt."""
        await self.tot_akkoord()
        await self.zeg("ja")
        overdracht = await self.overdracht()
        assert overdracht is not None
        return overdracht

    async def gesprek(self) -> Gesprek:
        """De bewaarde stand."""
        async with self.app.opslag.transactie() as werk:
            return await werk.gesprekken.haal(self.id)

    async def berichten(self, na: int = 0) -> list[Bericht]:
        """Alle bewaarde berichten."""
        async with self.app.opslag.transactie() as werk:
            return await werk.gesprekken.berichten(self.id, na)

    async def overdracht(self) -> Overdracht | None:
        """De lopende overdracht."""
        async with self.app.opslag.transactie() as werk:
            gesprek = await werk.gesprekken.haal(self.id)
            return (await werk.overdrachten.haal(gesprek.overdracht_id))[0] if gesprek.overdracht_id else None


def lees(berichten: Iterable[Bericht]) -> str:
    """Wat de inwoner in deze berichten leest, zonder zijn eigen woorden."""
    return "\n".join(z for b in berichten if b.van != "inwoner" for z in zinnen_van(b))


LOKET = Account("lotte", "Lotte van het Loket", frozenset({"teamlid"}), "groningen", frozenset({"loket", "gkb"}))
SOCIAAL_TEAM = Account("sam", "Sam Proef", frozenset({"teamlid"}), "groningen", frozenset({"sociaal_team"}))
COLLEGA = Account("kim", "Kim Proef", frozenset({"teamlid"}), "groningen", frozenset({"sociaal_team"}))
COORDINATOR = Account("cor", "Cor Proef", frozenset({"coordinator"}), "groningen", frozenset({"punt_kcc"}))
DIEMEN = Account("dirk", "Dirk Proef", frozenset({"teamlid"}), "diemen", frozenset({"sociaal_team", "brede_hoed"}))
