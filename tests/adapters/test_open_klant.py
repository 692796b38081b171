"""Open Klant: contract met de stub, exact één keer na elke storing, en teksten die passen (koppelvlakken §1.2-1.9)."""

from __future__ import annotations

import asyncio
import hashlib
import itertools
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from typing import Any

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistent.adapters.doelen import Omgeving, maak_doelen
from assistent.adapters.fakes import PostInGeheugen, VasteKlok
from assistent.adapters.open_klant.actoren import Actoren
from assistent.adapters.open_klant.bezorgen import Afspraken, OpenKlant
from assistent.adapters.open_klant.inhoud import Inhoud, nummer_voor, splits_naam, telefoonadres
from assistent.adapters.open_klant.teksten import Regel, knip, stel_samen
from assistent.adapters.open_klant.verbinding import Verbinding
from assistent.config import Instellingen
from assistent.kern.begrippen import Wie
from assistent.kern.errors import AssistentError, DoelOnbereikbaar, DoelWeigert
from assistent.kern.intake import Intake
from assistent.kern.overdracht import Afloop, Handeling, Overdracht, Staat
from tests.adapters import openklant_stub
from tests.adapters.openklant_stub import BASIS, TOKEN, Stub, draaiend, geen_storing
from tests.adapters.test_opslag import een_intake, een_overdracht
from tests.gegevens import NU, kennisbank

KOPPELING = "https://assistent.example/werkbak/o1"


@dataclass
class Proef:
    """Open Klant tegen de stub, met wat de uitbak onthoudt."""

    stub: Stub
    basis: str
    doel: OpenKlant
    overdracht: Overdracht = field(default_factory=een_overdracht)
    intake: Intake = field(default_factory=een_intake)
    stappen: dict[str, str] = field(default_factory=dict)

    async def werk_bij(self) -> None:
        async def klaar(stap: str, verwijzing: str) -> None:
            self.stappen[stap] = verwijzing

        await self.doel.werk_bij(self.overdracht, self.intake, dict(self.stappen), klaar)

    async def volhouden(self, keren: int = 20) -> int:
        """Blijf proberen zoals de verzender; na elke fout een nieuw proces met alleen de uitbak."""
        for keer in range(keren):
            try:
                await self.werk_bij()
                return keer
            except DoelOnbereikbaar:
                self.doel = maak_doel(self.basis, self.stub.legacy)
        raise AssertionError("komt er niet doorheen")

    def tel(self) -> dict[str, int]:
        return {n: len(r) for n, r in self.stub.tabellen.items()}

    def enige(self, bron: str) -> dict[str, Any]:
        (rij,) = self.stub.tabellen[bron].values()
        return rij

    def doe(self, handeling: Handeling, **velden: Any) -> None:
        self.overdracht = self.overdracht.doe(handeling, op=NU, door="proef", **velden)


def maak_doel(basis: str, legacy: bool = False, **rest: Any) -> OpenKlant:
    afspraken = Afspraken(nieuw=not legacy, kanalen={"chat": "Webchat"}, **rest)
    return OpenKlant(Verbinding(basis, TOKEN, 2), kennisbank, lambda _: KOPPELING, afspraken, Actoren(maak=True))


async def maak_proef(legacy: bool) -> AsyncIterator[Proef]:
    stub = Stub(legacy=legacy)
    async with draaiend(stub) as basis:
        yield Proef(stub, basis, maak_doel(basis, legacy))


@pytest.fixture(params=[False, True], ids=["2.18", "voor 2.16"])
async def proef(request: pytest.FixtureRequest) -> AsyncIterator[Proef]:
    """Beide versies."""
    async for p in maak_proef(request.param):
        yield p


@pytest.fixture
async def nieuw() -> AsyncIterator[Proef]:
    """De nieuwe versie."""
    async for p in maak_proef(legacy=False):
        yield p


ALLES_EEN = {"klantcontacten": 1, "betrokkenen": 1, "digitaleadressen": 1, "actoren": 2, "internetaken": 1, "actorklantcontacten": 1}


# --- wat er aankomt (R61-R64) ---


async def test_een_overdracht_wordt_een_klantcontact_met_een_taak_voor_het_team(proef: Proef) -> None:
    """R64: naar het zaaksysteem; R61: het verhaal staat erin."""
    await proef.werk_bij()
    assert proef.tel() == ALLES_EEN
    contact, taak = proef.enige("klantcontacten"), proef.enige("internetaken")
    assert contact["onderwerp"] == proef.intake.vraag_in_eigen_woorden[0]
    assert (contact["kanaal"], contact["taal"], contact["vertrouwelijk"]) == ("Webchat", "nld", True)
    assert "het Loket" in contact["inhoud"]
    assert proef.overdracht.referentie in contact["inhoud"]
    assert (taak["gevraagdeHandeling"], taak["status"]) == ("Contact opnemen met betrokkene", "te_verwerken")
    assert taak["toelichting"].splitlines()[-1] == f"Hele intake: {proef.overdracht.referentie} {KOPPELING}"
    assert "Akkoord van de inwoner op 24-11-2026 10:00" in taak["toelichting"]
    team = next(a for a in proef.stub.tabellen["actoren"].values() if a["soortActor"] == "organisatorische_eenheid")
    assert team["actoridentificator"] == {
        "codeObjecttype": "grp", "codeRegister": "obj", "codeSoortObjectId": "idf", "objectId": "groningen-loket",
    }  # fmt: skip
    assert [a["uuid"] for a in taak["actoren"]] == [team["uuid"]]


async def test_nummer_en_referentienummer_zijn_hetzelfde_en_van_ons(nieuw: Proef) -> None:
    """§1.6: zonder nummer mailt ITA het team niet."""
    await nieuw.werk_bij()
    for bron in ("klantcontacten", "internetaken"):
        rij = nieuw.enige(bron)
        assert rij["nummer"] == rij["referentienummer"] == nummer_voor("o1")
    assert nummer_voor("o1").startswith("7")
    assert len(nummer_voor("o1")) == 10


@pytest.mark.parametrize("velden", [("nummer",), ("referentienummer",)])
async def test_een_van_de_nummers_kan_uit(velden: tuple[str, ...], nieuw: Proef) -> None:
    nieuw.doel = maak_doel(nieuw.basis, nummers=velden)
    await nieuw.werk_bij()
    contact = nieuw.enige("klantcontacten")
    assert [contact[v] is not None for v in ("nummer", "referentienummer")] == [v in velden for v in ("nummer", "referentienummer")]


async def test_een_oude_versie_krijgt_geen_velden_die_zij_stil_weggooit(proef: Proef) -> None:
    await proef.werk_bij()
    contact = proef.enige("klantcontacten")
    assert ("metadata" in contact) is not proef.stub.legacy
    assert (("POST", "/maak-klantcontact") in proef.stub.verzoeken) is not proef.stub.legacy


async def test_de_inwoner_is_een_betrokkene_zonder_partij_en_zonder_bsn(nieuw: Proef) -> None:
    await nieuw.werk_bij()
    betrokkene, adres = nieuw.enige("betrokkenen"), nieuw.enige("digitaleadressen")
    assert (betrokkene["rol"], betrokkene["initiator"], betrokkene["wasPartij"]) == ("klant", True, None)
    assert betrokkene["contactnaam"]["voornaam"] == "Zoë"
    assert (adres["adres"], adres["soortDigitaalAdres"]) == ("0612345678", "telefoonnummer")
    taak = nieuw.enige("internetaken")
    assert "Zoë" not in taak["toelichting"]
    assert "0612345678" not in taak["toelichting"]


@pytest.mark.parametrize("wie", [Wie.MELDER, Wie.PROFESSIONAL])
async def test_wie_voor_een_ander_belt_is_vertegenwoordiger(wie: Wie, nieuw: Proef) -> None:
    """R48, R76."""
    nieuw.intake = replace(nieuw.intake, wie=wie, rol="buur", velden={**nieuw.intake.velden, "weet_betrokkene": "ja"})
    await nieuw.werk_bij()
    assert nieuw.enige("betrokkenen")["rol"] == "vertegenwoordiger"
    assert f"Spreekt: {wie.value} (buur)" in nieuw.enige("internetaken")["toelichting"]
    assert "Betrokkene weet ervan: ja" in nieuw.enige("internetaken")["toelichting"]


async def test_zonder_akkoord_staat_de_reden_erbij(nieuw: Proef) -> None:
    """R67: alleen bij acuut gevaar."""
    nieuw.intake = replace(nieuw.intake, akkoord_op=None, akkoord_reden="gevaar thuis")
    await nieuw.werk_bij()
    assert "Zonder akkoord wegens acuut gevaar: gevaar thuis" in nieuw.enige("internetaken")["toelichting"]


async def test_meekijkers_staan_achter_de_trekker_en_opschalen_staat_in_de_vraag(nieuw: Proef) -> None:
    """R59: één trekker, en die staat voorop; R73: het loket wordt gevraagd op te schalen."""
    nieuw.overdracht = replace(nieuw.overdracht, meekijkers=("gkb",), opschalen_naar="sociaal_team")
    await nieuw.werk_bij()
    taak = nieuw.enige("internetaken")
    namen = [nieuw.stub.tabellen["actoren"][a["uuid"]]["naam"] for a in taak["actoren"]]
    assert namen == ["het Loket", "de GKB, de schuldhulp van de gemeente"]
    assert taak["gevraagdeHandeling"].endswith("opschalen naar het Sociaal Team")


# --- precies één keer ---


async def test_nog_eens_versturen_maakt_niets_nieuws(proef: Proef) -> None:
    await proef.werk_bij()
    voor = len(proef.stub.verzoeken)
    await proef.werk_bij()
    assert proef.tel() == ALLES_EEN
    assert all(methode == "GET" for methode, _ in proef.stub.verzoeken[voor:])


async def test_ook_als_wij_alles_vergeten_zijn_wordt_het_teruggevonden(proef: Proef) -> None:
    """De database van de assistent is teruggezet: het eigen nummer wijst de weg."""
    await proef.werk_bij()
    proef.stappen.clear()
    proef.doel = maak_doel(proef.basis, proef.stub.legacy)
    await proef.werk_bij()
    assert proef.tel() == ALLES_EEN


@pytest.mark.parametrize("soort", ["500", "afgebroken", "na_bewaren"])
async def test_een_storing_bij_elk_verzoek_een_keer(soort: str, proef: Proef) -> None:
    """Half af, op elke plek: het antwoord van elk verzoek raakt één keer zoek, en alles staat er daarna één keer."""
    geweest: set[tuple[str, str]] = set()

    def storing(methode: str, pad: str) -> str | None:
        if (methode, pad) in geweest:
            return None
        geweest.add((methode, pad))
        return soort

    proef.stub.storing = storing
    assert await proef.volhouden() > 3
    proef.stub.storing = geen_storing
    await proef.werk_bij()
    assert proef.tel() == ALLES_EEN


PLEKKEN = range(12)


@pytest.mark.parametrize("plek", PLEKKEN)
@pytest.mark.parametrize("soort", ["500", "na_bewaren"])
async def test_precies_op_deze_plek_half_af(soort: str, plek: int, proef: Proef) -> None:
    teller = itertools.count()
    proef.stub.storing = lambda *_: soort if next(teller) == plek else None
    await proef.volhouden()
    assert proef.tel() == ALLES_EEN


async def test_een_time_out_is_later_opnieuw(nieuw: Proef) -> None:
    nieuw.doel = replace(nieuw.doel, verbinding=Verbinding(nieuw.basis, TOKEN, 0.2))
    nieuw.stub.traag = 5
    nieuw.stub.storing = lambda *_: "traag"
    with pytest.raises(DoelOnbereikbaar):
        await nieuw.werk_bij()
    nieuw.stub.storing = geen_storing
    await nieuw.werk_bij()
    assert nieuw.tel() == ALLES_EEN


async def test_een_server_die_er_niet_is_is_later_opnieuw() -> None:
    p = Proef(Stub(), "http://127.0.0.1:9", maak_doel("http://127.0.0.1:9"))
    with pytest.raises(DoelOnbereikbaar):
        await p.werk_bij()


async def test_een_nummer_van_een_ander_wordt_overgeslagen(proef: Proef) -> None:
    """§1.6: een ander koos toevallig hetzelfde nummer."""
    ander = {"kanaal": "x", "onderwerp": "van een ander", "taal": "nld", "vertrouwelijk": False, "nummer": nummer_voor("o1")}
    await post(proef, "klantcontacten", ander | ({} if proef.stub.legacy else {"referentienummer": nummer_voor("o1")}))
    await proef.werk_bij()
    van_ons = [c for c in proef.stub.tabellen["klantcontacten"].values() if c["onderwerp"] != "van een ander"]
    assert [c["nummer"] for c in van_ons] == [nummer_voor("o1", 1)]
    assert len(proef.stub.tabellen["internetaken"]) == 1


async def test_vier_tegelijk_maken_samen_een_actor(nieuw: Proef) -> None:
    proeven = [replace(nieuw, overdracht=een_overdracht(n), stappen={}) for n in range(4)]
    await asyncio.gather(*(p.werk_bij() for p in proeven))
    assert nieuw.tel() | {"klantcontacten": 4} == nieuw.tel()
    assert nieuw.tel()["actoren"] == 2


# --- weigeringen ---


async def test_een_verkeerd_token_is_een_weigering_zonder_inhoud(nieuw: Proef) -> None:
    nieuw.doel = replace(nieuw.doel, verbinding=Verbinding(nieuw.basis, "fout"))
    with pytest.raises(DoelWeigert, match="401"):
        await nieuw.werk_bij()


async def test_een_onbekend_team_zegt_welke_actor_mist(nieuw: Proef) -> None:
    nieuw.doel = replace(nieuw.doel, actoren=Actoren(maak=False))
    with pytest.raises(DoelWeigert, match="grp:groningen-loket"):
        await nieuw.werk_bij()
    assert nieuw.tel()["klantcontacten"] == 0


async def test_een_weigering_noemt_veld_en_code_en_nooit_de_waarde(nieuw: Proef) -> None:
    nieuw.doel = replace(nieuw.doel, afspraken=replace(nieuw.doel.afspraken, kanalen={"chat": "geheim" * 20}))
    with pytest.raises(DoelWeigert) as fout:
        await nieuw.werk_bij()
    assert fout.value.soort == "max_length klantcontact.kanaal"
    assert "geheim" not in str(fout.value)


# --- de stand bijhouden ---


async def test_een_ander_team_krijgt_de_taak(proef: Proef) -> None:
    await proef.werk_bij()
    proef.doe(Handeling.WEIGEREN)
    proef.doe(Handeling.AANBIEDEN, team="gkb")
    await proef.werk_bij()
    (actor,) = proef.enige("internetaken")["actoren"]
    assert "GKB" in proef.stub.tabellen["actoren"][actor["uuid"]]["naam"]
    assert len(proef.stub.tabellen["internetaken"]) == 1


async def test_afronden_en_heropenen_gaan_mee(nieuw: Proef) -> None:
    """R80."""
    await nieuw.werk_bij()
    nieuw.doe(Handeling.AANNEMEN)
    nieuw.doe(Handeling.AFRONDEN, afloop=Afloop.GEHOLPEN)
    await nieuw.werk_bij()
    assert (nieuw.enige("internetaken")["status"], nieuw.enige("internetaken")["afgehandeldOp"] is None) == ("verwerkt", False)
    nieuw.doe(Handeling.HEROPENEN)
    await nieuw.werk_bij()
    assert (nieuw.enige("internetaken")["status"], nieuw.enige("internetaken")["afgehandeldOp"]) == ("te_verwerken", None)


async def test_intrekken_sluit_de_taak_en_haalt_het_nummer_weg(proef: Proef) -> None:
    """R66: er belt niemand meer."""
    await proef.werk_bij()
    proef.doe(Handeling.INTREKKEN)
    await proef.werk_bij()
    taak = proef.enige("internetaken")
    assert taak["status"] == "verwerkt"
    assert "Neem geen contact op" in taak["toelichting"]
    assert proef.stub.tabellen["digitaleadressen"] == {}


async def test_ingetrokken_voor_het_versturen_komt_er_nooit(nieuw: Proef) -> None:
    nieuw.doe(Handeling.INTREKKEN)
    await nieuw.werk_bij()
    assert nieuw.tel()["klantcontacten"] == 0


async def test_ingetrokken_na_een_zoekgeraakt_antwoord_wordt_wel_gesloten(nieuw: Proef) -> None:
    nieuw.stub.storing = lambda m, p: "na_bewaren" if p == "/maak-klantcontact" else None
    with pytest.raises(DoelOnbereikbaar):
        await nieuw.werk_bij()
    nieuw.stub.storing = geen_storing
    nieuw.doe(Handeling.INTREKKEN)
    await nieuw.werk_bij()
    assert nieuw.tel()["klantcontacten"] == 1
    assert all(t["status"] == "verwerkt" for t in nieuw.stub.tabellen["internetaken"].values())


async def test_een_verbeterd_nummer_vervangt_het_oude(nieuw: Proef) -> None:
    await nieuw.werk_bij()
    nieuw.intake = replace(nieuw.intake, velden={**nieuw.intake.velden, "telefoon": "06 87654321"})
    await nieuw.werk_bij()
    assert nieuw.enige("digitaleadressen")["adres"] == "0687654321"


async def test_wat_het_team_zelf_deed_blijft_staan(nieuw: Proef) -> None:
    """Wij schrijven alleen wat bij ons veranderde."""
    await nieuw.werk_bij()
    taak = nieuw.enige("internetaken")
    taak["status"], taak["toelichting"] = "verwerkt", "gebeld"
    nieuw.doe(Handeling.HERINNEREN)
    await nieuw.werk_bij()
    assert (taak["status"], taak["toelichting"]) == ("verwerkt", "gebeld")


async def test_een_nieuw_token_gooit_het_nummer_niet_weg(nieuw: Proef) -> None:
    await nieuw.werk_bij()
    with pytest.MonkeyPatch.context() as plek:
        plek.setattr(openklant_stub, "TOKEN", "nieuw-token")
        nieuw.doel = replace(nieuw.doel, verbinding=Verbinding(nieuw.basis, "nieuw-token"))
        await nieuw.werk_bij()
    assert nieuw.tel() == ALLES_EEN


async def test_in_de_uitbak_staat_niets_waar_een_nummer_uit_te_raden_is(nieuw: Proef) -> None:
    """AVG 32: een vingerafdruk zonder geheim is voor tien cijfers terug te rekenen."""
    await nieuw.werk_bij()
    plat = " ".join([*nieuw.stappen, *nieuw.stappen.values()])
    for waarde in ("0612345678", '"0612345678"'):
        assert hashlib.sha256(waarde.encode()).hexdigest()[:8] not in plat
        assert waarde not in plat


# --- teruglezen (R57) ---


async def test_de_stand_komt_terug_met_wie_het_heeft(nieuw: Proef) -> None:
    assert await nieuw.doel.lees_terug({}) is None
    await nieuw.werk_bij()
    terug = await nieuw.doel.lees_terug(nieuw.stappen)
    assert terug is not None
    assert (terug.afgerond, terug.door) == (False, "")
    mdw = await post(nieuw, "actoren", {"naam": "J. Jansen", "soortActor": "medewerker"})
    taak = nieuw.enige("internetaken")
    taak["actoren"] = [{"uuid": mdw["uuid"], "url": mdw["url"]}, *taak["actoren"]]
    taak["status"] = "verwerkt"
    terug = await nieuw.doel.lees_terug(nieuw.stappen)
    assert terug is not None
    assert (terug.afgerond, terug.door) == (True, "J. Jansen")


async def test_een_gewiste_taak_is_geen_nieuws(nieuw: Proef) -> None:
    await nieuw.werk_bij()
    nieuw.stub.tabellen["internetaken"].clear()
    assert await nieuw.doel.lees_terug(nieuw.stappen) is None


# --- teksten die passen ---

ALFABET = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=60)


@given(st.lists(ALFABET, max_size=40), st.integers(5, 250))
def test_knippen_past_altijd_en_breekt_nooit_een_woord(delen: list[str], grens: int) -> None:
    tekst = " ".join(delen)
    uit = knip(tekst, grens)
    assert len(uit) <= grens
    woorden = tekst.split()
    assert uit == " ".join(woorden) or uit.endswith("…")
    for n, woord in enumerate(uit.removesuffix("…").split()):
        assert woorden[n].startswith(woord)
        assert woorden[n].rstrip(" ,;:-") == woord.rstrip(" ,;:-")


@given(st.lists(st.tuples(ALFABET, st.integers(1, 5)), max_size=30), st.text("abc ", max_size=50))
def test_samenstellen_past_altijd_en_het_slot_blijft(paren: list[tuple[str, int]], slot: str) -> None:
    uit = stel_samen([Regel(*p) for p in paren], slot, 300)
    assert len(uit) <= 300
    assert uit.endswith(slot)


def test_het_minst_belangrijke_valt_het_eerst_af_en_de_volgorde_blijft() -> None:
    regels = [Regel("onbelangrijk " * 5, 5), Regel("eerst " * 5, 1), Regel("daarna " * 5, 2)]
    uit = stel_samen(regels, "slot", 80).splitlines()
    assert uit[0].startswith("eerst")
    assert uit[1].startswith("daarna")
    assert uit[-1] == "slot"
    assert not any("onbelangrijk" in r for r in uit)


@given(st.lists(ALFABET, min_size=1, max_size=8), st.dictionaries(
    st.sampled_from(["wil_bereiken", "beltijd", "aanvulling", "al_betrokken", "naam", "telefoon", "mail"]), ALFABET))  # fmt: skip
def test_elke_intake_past_in_open_klant(woorden: list[str], velden: dict[str, str]) -> None:
    """R63: welke woorden een inwoner ook gebruikt, de server neemt het aan."""
    intake = replace(een_intake_vast(), vraag_in_eigen_woorden=tuple(woorden * 10), velden=velden)
    inhoud = Inhoud(kennisbank(), een_overdracht(), intake, KOPPELING, "chat")
    stub = Stub()
    stub._keur("klantcontacten", inhoud.klantcontact({"nummer": "7000000001"}, metadata=True))
    stub._keur("betrokkenen", inhoud.betrokkene())
    for adres in inhoud.adressen():
        stub._keur("digitaleadressen", adres)
    taak = {"gevraagdeHandeling": inhoud.handeling(), "status": "te_verwerken", "toelichting": inhoud.toelichting()}
    stub._keur("internetaken", taak)


_INTAKE: list[Intake] = []


def een_intake_vast() -> Intake:
    if not _INTAKE:
        _INTAKE.append(een_intake())
    return _INTAKE[0]


@pytest.mark.parametrize(
    ("ruw", "adres", "soort"),
    [
        ("06 1234 5678", "0612345678", "telefoonnummer"),
        ("+31 6 12345678", "0612345678", "telefoonnummer"),
        ("+31 (0)6-12345678", "0612345678", "telefoonnummer"),
        ("0031612345678", "0612345678", "telefoonnummer"),
        ("020-7530523", "0207530523", "telefoonnummer"),
        ("088 123 45 67", "0881234567", "telefoonnummer"),
        ("+32 470 12 34 56", "+32470123456", "telefoonnummer"),
        ("0900 1234", "0900 1234", "overig"),
        ("14 050", "14 050", "overig"),
        ("112", "112", "overig"),
    ],
)
def test_telefoonnummers_zoals_mensen_ze_schrijven(ruw: str, adres: str, soort: str) -> None:
    uit = telefoonadres(ruw)
    assert (uit["adres"], uit["soortDigitaalAdres"]) == (adres, soort)
    Stub()._keur("digitaleadressen", uit)


@pytest.mark.parametrize(
    ("naam", "delen"),
    [
        ("Anna", ("Anna", "", "")),
        ("Anna de Vries", ("Anna", "de", "Vries")),
        ("Anna van der Berg-Smit", ("Anna", "van der", "Berg-Smit")),
        ("Jan Peter de Boer", ("Jan", "", "Peter de Boer")),
        ("de Vries", ("", "de", "Vries")),
        ("Zoë Őzgür-'t Hooft 😀", ("Zoë", "", "Őzgür-'t Hooft 😀")),
        ("Anna van", ("Anna", "", "van")),
        ("", ("", "", "")),
    ],
)
def test_namen_in_delen(naam: str, delen: tuple[str, str, str]) -> None:
    uit = splits_naam(naam)
    assert (uit["voornaam"], uit["voorvoegselAchternaam"], uit["achternaam"]) == delen


# --- de stub zelf is streng (anders bewijzen de tests hierboven niets) ---


async def post(p: Proef, bron: str, lijf: dict[str, Any], token: str = TOKEN) -> dict[str, Any]:
    return await verzoek(p, "POST", f"/{bron}", 201, lijf, token)


async def verzoek(
    p: Proef, methode: str, pad: str, status: int, lijf: dict[str, Any] | None = None, token: str = TOKEN
) -> dict[str, Any]:
    koppen = {"Authorization": f"Token {token}"}
    async with aiohttp.ClientSession(headers=koppen) as sessie, sessie.request(methode, p.basis + BASIS + pad, json=lijf) as antwoord:
        assert antwoord.status == status, await antwoord.text()
        assert antwoord.headers["API-version"] == "0.9.0"
        return await antwoord.json() if status != 204 else {}  # type: ignore[no-any-return]


GOED = {"kanaal": "chat", "onderwerp": "x", "taal": "nld", "vertrouwelijk": True}


@pytest.mark.parametrize(
    ("bron", "lijf", "naam", "code"),
    [
        ("klantcontacten", {"kanaal": "x"}, "onderwerp", "required"),
        ("klantcontacten", GOED | {"onderwerp": "a" * 201}, "onderwerp", "max_length"),
        ("klantcontacten", GOED | {"onderwerp": ""}, "onderwerp", "blank"),
        ("klantcontacten", GOED | {"inhoud": "a" * 1001}, "inhoud", "max_length"),
        ("klantcontacten", GOED | {"nummer": "abc"}, "nummer", "invalid"),
        ("klantcontacten", GOED | {"metadata": {"a": "b" * 256}}, "metadata", "invalid"),
        ("klantcontacten", GOED | {"verdereActieOndernomen": True, "indicatieContactGelukt": True}, "nonFieldErrors", "no-further-action-when-contact-succesful"),
        ("digitaleadressen", {"adres": "020 753 0523", "soortDigitaalAdres": "telefoonnummer"}, "adres", "invalid"),
        ("digitaleadressen", {"adres": "316123456789", "soortDigitaalAdres": "telefoonnummer"}, "adres", "invalid"),
        ("digitaleadressen", {"adres": "0900123456", "soortDigitaalAdres": "telefoonnummer"}, "adres", "invalid"),
        ("digitaleadressen", {"adres": "a", "soortDigitaalAdres": "fax"}, "soortDigitaalAdres", "invalid_choice"),
        ("betrokkenen", {"rol": "klant", "initiator": True, "hadKlantcontact": {"uuid": "00000000-0000-4000-8000-000000000000"}}, "hadKlantcontact.uuid", "does_not_exist"),
        ("betrokkenen", {"rol": "klant", "initiator": True, "bezoekadres": {"postcode": "1234AB"}}, "bezoekadres.postcode", "invalid"),
        ("internetaken", {"gevraagdeHandeling": "x", "status": "open"}, "status", "invalid_choice"),
    ],
)
async def test_de_stub_weigert_wat_de_echte_weigert(bron: str, lijf: dict[str, Any], naam: str, code: str, nieuw: Proef) -> None:
    fout = await verzoek(nieuw, "POST", f"/{bron}", 400, lijf)
    assert {"type", "code", "title", "status", "detail", "instance", "invalidParams"} <= fout.keys()
    assert (naam, code) in [(v["name"], v["code"]) for v in fout["invalidParams"]]


async def test_de_stub_bewaakt_token_pad_parameters_en_nummers(nieuw: Proef) -> None:
    assert (await verzoek(nieuw, "GET", "/actoren", 401, token="x"))["code"] == "authentication_failed"
    await verzoek(nieuw, "GET", "/internetaken/00000000-0000-4000-8000-000000000000", 404)
    fout = await verzoek(nieuw, "GET", "/klantcontacten?zoek=x", 400)
    assert fout["invalidParams"][0]["code"] == "unknown-parameters"
    await post(nieuw, "klantcontacten", GOED | {"nummer": "1"})
    dubbel = await verzoek(nieuw, "POST", "/klantcontacten", 400, GOED | {"nummer": "1"})
    assert dubbel["invalidParams"][0]["code"] == "unique"


async def test_de_stub_kent_de_regels_van_de_interne_taak(nieuw: Proef) -> None:
    contact, actor = await post(nieuw, "klantcontacten", GOED), await post(nieuw, "actoren", {"naam": "t", "soortActor": "medewerker"})
    wie, ref = {"uuid": actor["uuid"]}, {"aanleidinggevendKlantcontact": {"uuid": contact["uuid"]}}
    basis = {"gevraagdeHandeling": "bel", "status": "te_verwerken", **ref}
    for fout in ({}, {"toegewezenAanActor": wie, "toegewezenAanActoren": [wie]}):
        assert (await verzoek(nieuw, "POST", "/internetaken", 400, basis | fout))["invalidParams"][0]["name"] == "nonFieldErrors"
    await verzoek(nieuw, "POST", "/internetaken", 400, basis | {"toegewezenAanActoren": [wie], "afgehandeldOp": "2026-11-24T10:00:00Z"})
    taak = await post(nieuw, "internetaken", basis | {"toegewezenAanActoren": [wie]})
    assert taak["toegewezenAanActor"] == taak["toegewezenAanActoren"][0]
    klaar = await verzoek(nieuw, "PATCH", f"/internetaken/{taak['uuid']}", 200, {"status": "verwerkt"})
    assert klaar["afgehandeldOp"] is not None
    weer = await verzoek(nieuw, "PATCH", f"/internetaken/{taak['uuid']}", 200, {"status": "te_verwerken"})
    assert (weer["afgehandeldOp"], weer["toegewezenOp"]) == (None, taak["toegewezenOp"])


async def test_de_stub_bladert(nieuw: Proef) -> None:
    for n in range(3):
        await post(nieuw, "klantcontacten", GOED | {"nummer": str(n)})
    blad = await verzoek(nieuw, "GET", "/klantcontacten?pageSize=2", 200)
    assert (blad["count"], len(blad["results"]), blad["previous"]) == (3, 2, None)
    assert blad["next"].endswith("page=2")


# --- de instellingen ---


def maak(**instellingen: Any) -> dict[str, Any]:
    return dict(maak_doelen(Omgeving(Instellingen(**instellingen), kennisbank, VasteKlok(NU), PostInGeheugen())))


def test_zonder_adres_is_open_klant_uit() -> None:
    assert maak() == {}


def test_een_halve_instelling_wordt_bij_de_start_gezegd() -> None:
    for fout in ({}, {"open_klant_token": "t", "open_klant_versie": "nieuw"}, {"open_klant_token": "t", "open_klant_nummers": "geen"}):
        with pytest.raises(AssistentError, match="ASSISTENT_OPEN_KLANT_TOKEN"):
            maak(open_klant="https://ok.example", **fout)


@pytest.mark.parametrize(("versie", "nieuw_"), [("2.18", True), ("2.16.0", True), ("2.9.1", False), ("3.0", True)])
def test_de_versie_kiest_wat_er_meegaat(versie: str, nieuw_: bool) -> None:
    doel = maak(open_klant="https://ok.example", open_klant_token="t", open_klant_versie=versie)["open_klant"]
    assert doel.afspraken.nieuw is nieuw_
    assert doel.afspraken.kanalen["phone"] == "telefoon"


@pytest.mark.parametrize("gemeente", sorted(kennisbank().gemeenten))
def test_elk_team_met_codes_heeft_ze_alle_vier(gemeente: str) -> None:
    """§1.5: KISS en ITA zoeken op alle vier de codes."""
    for team in kennisbank().gemeenten[gemeente].teams.values():
        if team.openklant:
            assert set(team.openklant) == {"codeObjecttype", "codeRegister", "codeSoortObjectId", "objectId"}, team.sleutel
            assert all(team.openklant.values())


def test_een_team_zonder_codes_past_niet() -> None:
    kennis = kennisbank()
    groningen = kennis.gemeenten["groningen"]
    kaal = replace(groningen, teams={**groningen.teams, "loket": replace(groningen.teams["loket"], openklant={})})
    zonder = replace(kennis, gemeenten={**kennis.gemeenten, "groningen": kaal})
    doel = OpenKlant(Verbinding("x", "t"), lambda: zonder, lambda _: "")
    assert not doel.past(een_overdracht())
    assert doel.past(een_overdracht(team="gkb"))
    assert een_overdracht().staat is Staat.AANGEBODEN
