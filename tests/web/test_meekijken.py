"""Het meekijkscherm over het web: wie erin mag, wat er over de lijn gaat, en wat een collega of vrijwilliger ziet (R18, R34, R101)."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import ClientWebSocketResponse, WSServerHandshakeError
from sqlalchemy.ext.asyncio import AsyncEngine

from assistent.adapters.fakes import NepHerkennen
from assistent.adapters.sql import Kluis, SqlAccounts, SqlOpslag
from assistent.adapters.sql.oproepen import SqlOproeplog
from assistent.app import App
from assistent.kern.begrippen import Kanaal
from assistent.ports import Bericht
from assistent.processen.beginnen import begin
from tests.gegevens import NU, SOCIAAL_TEAM, Account, maak_proefapp
from tests.processen.test_meekijken import BOEK, ELDERS, KCC, KCC2, VALPARTIJ, VRIJWILLIGER, notitielezer
from tests.web.conftest import WACHT, WOORD, Browser, Klant, MaakKlant

Als = Callable[[str], Awaitable[Browser]]
pytestmark = pytest.mark.usefixtures("snelle_wachtwoorden")
REDACTEUR = Account("rik", "Rik Redacteur", frozenset({"redacteur"}), "groningen")


@pytest.fixture
def app(sqlopslag: SqlOpslag, motor: AsyncEngine, kluis: Kluis) -> App:
    """Het programma op SQLite, met de echte lezer en een nep-taalmotor."""
    lezer = notitielezer()
    app = maak_proefapp(opslag=sqlopslag, accounts=SqlAccounts(motor, kluis), lezer=lezer.lezer)
    app.notities, app.herkenner, app.oproeplog = lezer, NepHerkennen(BOEK), SqlOproeplog(motor)
    return app


@dataclass
class Scherm:
    """Eén open meekijkscherm: de pagina en de websocket."""

    browser: Browser
    id: str = ""
    ws: ClientWebSocketResponse | None = None
    panelen: dict[str, str] = field(default_factory=dict)
    velden: dict[str, str] = field(default_factory=dict)
    collegas: list[str] = field(default_factory=list)
    nr: int = 0

    @classmethod
    async def open(cls, browser: Browser, pad: str = "/meekijken") -> Scherm:
        """Ga naar een gesprek en verbind."""
        antwoord = await browser.klant.get(pad)
        assert antwoord.status == 200, await antwoord.text()
        scherm = cls(browser, antwoord.url.path.rpartition("/")[2])
        lijn = re.search(r'data-lijn="([^"]+)"', await antwoord.text())
        assert lijn is not None
        scherm.ws = await browser.klant.ws_connect(lijn[1])
        await scherm.tot("advies")
        return scherm

    async def tot(self, soort: str, nr: int | None = None) -> dict[str, Any]:
        """Lees tot dit bericht er is; panelen en velden worden onderweg bijgewerkt."""
        assert self.ws is not None
        while True:
            bericht = await self.ws.receive_json(timeout=WACHT)
            if bericht["soort"] == "advies":
                self.panelen |= bericht["panelen"]
                self.velden = bericht.get("velden", self.velden)
            if bericht["soort"] == "collegas":
                self.collegas = bericht["namen"]
            if bericht["soort"] == soort and (nr is None or bericht["nr"] == nr):
                return dict(bericht)
            if bericht["soort"] == "fout":
                return dict(bericht)

    async def ziet(self, namen: list[str]) -> None:
        """Wacht tot precies deze collega's meekijken."""
        while self.collegas != namen:
            await self.tot("collegas")

    async def stuur(self, soort: str, **rest: Any) -> int:
        """Stuur een bericht met een nummer."""
        assert self.ws is not None
        self.nr += 1
        await self.ws.send_json({"soort": soort, "nr": self.nr, **rest})
        return self.nr

    async def typ(self, tekst: str, *, bewaar: bool = True) -> dict[str, Any]:
        """Typ een notitie en wacht op de voorstellen."""
        uit = await self.tot("advies", await self.stuur("notitie", tekst=tekst))
        if bewaar:
            await self.tot("bewaard", await self.stuur("bewaar"))
        return uit

    async def doe(self, wat: str, **velden: str) -> dict[str, Any]:
        """Eén handeling met haar antwoord."""
        return await self.tot("gedaan", await self.stuur("doe", wat=wat, velden=velden))


@pytest.fixture
async def accounts(app: App) -> None:
    """Alle medewerkers van de proef."""
    for account in (KCC, KCC2, VRIJWILLIGER, ELDERS, SOCIAAL_TEAM, REDACTEUR):
        await app.accounts.maak(account, WOORD)  # type: ignore[union-attr]


@pytest.fixture
async def als(klant: Klant, accounts: None, aiohttp_client: MaakKlant) -> Als:
    """Een aangemelde medewerker in een eigen browser."""

    async def meld_aan(naam: str) -> Browser:
        browser = Browser(await aiohttp_client(klant.server))
        assert (await browser.meld_aan(naam)).status == 302
        return browser

    return meld_aan


@pytest.fixture
async def scherm(als: Als) -> AsyncIterator[Scherm]:
    """Kees van het KCC met een leeg gesprek."""
    scherm = await Scherm.open(await als("kees"))
    yield scherm
    if scherm.ws is not None:
        await scherm.ws.close()


async def test_typen_geeft_voorstellen_zonder_nieuwe_pagina(scherm: Scherm) -> None:
    """R18: signalen met woorden, klasse met regel, antwoord met bron, en de volgende vraag."""
    await scherm.typ(VALPARTIJ)
    assert "huur achter" in scherm.panelen["signalen"]
    assert "Regel 3a" in scherm.panelen["indeling"]
    assert "Sociaal Team" in scherm.panelen["indeling"]
    assert "Zeg" in scherm.panelen["antwoorden"]
    assert "Vraag nu" in scherm.panelen["vraag"]
    assert scherm.panelen["crisis"].strip() == ""


@pytest.mark.parametrize("pad", ["/meekijken", "/meekijken/abc", "/oefenen", "/oefenen/doodswens"])
async def test_zonder_aanmelden_komt_niemand_erin(pad: str, klant: Klant) -> None:
    antwoord = await klant.get(pad, allow_redirects=False)
    assert antwoord.status == 302
    assert antwoord.headers["Location"].startswith("/aanmelden")


async def test_een_redacteur_mag_niet_meekijken(als: Als) -> None:
    assert await (await als("rik")).status("/meekijken") == 403


async def test_niets_is_weg_na_herladen(scherm: Scherm) -> None:
    """De pagina komt terug met wat er stond, ook als de verbinding wegviel."""
    await scherm.typ("huur achter, mw Jansen 0612345678")
    await scherm.doe("veld", veld="aanvulling", waarde="komt morgen langs")
    assert scherm.ws is not None
    await scherm.ws.close()
    pagina = await scherm.browser.lees(f"/meekijken/{scherm.id}")
    for stuk in ("huur achter", "Jansen", "0612345678", "komt morgen langs"):
        assert stuk in pagina


async def test_wat_nog_niet_bewaard_was_wordt_bewaard_als_de_verbinding_wegvalt(scherm: Scherm) -> None:
    await scherm.typ("trap lukt niet", bewaar=False)
    assert scherm.ws is not None
    await scherm.ws.close()
    for _ in range(50):
        if "trap lukt niet" in await scherm.browser.lees(f"/meekijken/{scherm.id}"):
            return
    pytest.fail("De notitie is weg.")


async def test_een_voorstel_wegdoen_en_een_veld_wijzigen(scherm: Scherm) -> None:
    """R34: de medewerker beslist, en niets is verplicht."""
    await scherm.typ("huur achter, 2 kdn")
    assert scherm.velden["kinderen"] == "ja"
    await scherm.doe("beslis", voorstel="signaal:geld", gebruikt="nee")
    assert "huur achter" not in scherm.panelen["signalen"]
    await scherm.doe("veld", veld="kinderen", waarde="")
    assert scherm.velden["kinderen"] == ""


async def test_anders_kiezen_heeft_een_reden(scherm: Scherm) -> None:
    await scherm.typ(VALPARTIJ)
    fout = await scherm.doe("keuze", klasse="", team="gkb", urgentie="", reden="")
    assert fout["soort"] == "fout"
    goed = await scherm.doe("keuze", klasse="", team="gkb", urgentie="spoed", reden="alleen de huur")
    assert goed["sluit"]
    assert "alleen de huur" in scherm.panelen["indeling"]
    assert "Voorstel was" in scherm.panelen["indeling"]


async def test_overdragen_vraagt_eerst_akkoord_en_is_daarna_een_toets(scherm: Scherm) -> None:
    """R65, R67: zonder akkoord komt eerst wat u voorleest."""
    await scherm.typ(VALPARTIJ)
    eerst = await scherm.doe("overdragen")
    assert "Lees voor" in eerst["venster"]
    await scherm.doe("akkoord", aan="ja")
    daarna = await scherm.doe("overdragen")
    assert "Het nummer is" in daarna["meld"]
    assert "Nog niemand heeft aangenomen" in scherm.panelen["stand"]


async def test_het_scherm_ziet_dat_het_team_aanneemt(scherm: Scherm, app: App) -> None:
    """R57: pas loslaten als de ander vastheeft."""
    await scherm.typ(VALPARTIJ)
    await scherm.doe("overdragen", akkoord="ja")
    (overdracht, _), *_ = await app.werkbak.lijst(SOCIAAL_TEAM)
    await app.werkbak.neem_aan(SOCIAAL_TEAM, overdracht.id, NU)
    while "Aangenomen door Sam Proef" not in scherm.panelen["stand"]:
        await scherm.tot("advies")


async def test_doorverbinden_toont_wie_er_is_en_wat_te_zeggen(scherm: Scherm, app: App) -> None:
    await scherm.typ(VALPARTIJ)
    venster = (await scherm.doe("venster", welk="doorverbinden"))["venster"]
    assert "niemand van dit team" in venster
    assert "Ik heb iemand aan de lijn" in venster
    await app.aanwezigheid.meld(SOCIAAL_TEAM, "scherm-1", True, NU)
    assert "Sam Proef" in (await scherm.doe("venster", welk="doorverbinden"))["venster"]


async def test_zonder_iemand_een_terugbelafspraak(scherm: Scherm) -> None:
    await scherm.typ(VALPARTIJ + " mw Jansen 0612345678")
    await scherm.doe("overdragen", akkoord="ja")
    venster = (await scherm.doe("venster", welk="doorverbinden"))["venster"]
    moment = re.search(r'name="van" value="([^"]+)"', venster)
    assert moment is not None
    antwoord = await scherm.doe("terugbellen", van=moment[1])
    assert "Terugbelafspraak" in antwoord["meld"]
    assert "Terugbellen" in scherm.panelen["stand"]


async def test_afronden_in_twee_toetsen(scherm: Scherm, app: App) -> None:
    """Toets een opent het venster met alles al ingevuld, toets twee legt vast."""
    await scherm.typ("wil parkeerkaart")
    venster = (await scherm.doe("venster", welk="afronden"))["venster"]
    assert 'value="parkeerkaart" selected' in venster
    assert 'data-cijfer="1" autofocus' in venster
    await scherm.doe("afronden", uitslag="beantwoord", onderwerp="parkeerkaart")
    async with app.opslag.transactie() as werk:
        (moment,) = await werk.contactmomenten.zoek(gemeente="groningen")
    assert (moment.onderwerp, moment.uitslag.value, moment.medewerker) == ("parkeerkaart", "beantwoord", "kees")
    assert await scherm.browser.status(f"/meekijken/{scherm.id}") == 302


async def test_alleen_zoeken_is_geen_contactmoment(scherm: Scherm, app: App) -> None:
    await scherm.typ("kapotte wasmachine")
    await scherm.doe("weggooien")
    async with app.opslag.transactie() as werk:
        assert not await werk.contactmomenten.zoek(gemeente="groningen")


async def test_een_beller_met_nummer_wordt_gevonden_en_gekoppeld(scherm: Scherm, als: Als) -> None:
    await scherm.typ("huur achter, mw Jansen 0612345678")
    await scherm.doe("overdragen", akkoord="ja")
    nummer = re.search(r'mk-nummer">([^<]+)<', scherm.panelen["stand"])
    assert nummer is not None
    kim = await Scherm.open(await als("kim"))
    gevonden = await kim.doe("eerder", referentie=nummer[1])
    overdracht = re.search(r'name="overdracht" value="([^"]+)"', gevonden["html"])
    assert overdracht is not None
    await kim.doe("koppel", overdracht=overdracht[1])
    assert "niets opnieuw te vertellen" in kim.panelen["stand"]
    assert "Doorgegeven" in (await kim.doe("aanvullen", tekst="brief van de rechter"))["meld"]


# --- samen ---


async def test_twee_medewerkers_zien_elkaar(scherm: Scherm, als: Als) -> None:
    await scherm.typ("huur achter")
    await scherm.doe("mee", aan="ja")
    kim = await Scherm.open(await als("kim"), f"/meekijken/{scherm.id}")
    await scherm.ziet(["Kim van het KCC"])
    await kim.ziet(["Kees van het KCC"])
    assert kim.ws is not None
    await kim.ws.close()
    await scherm.ziet([])


async def test_een_pauze_overnemen(scherm: Scherm, als: Als) -> None:
    await scherm.typ("huur achter")
    await scherm.doe("pauze")
    kim = await Scherm.open(await als("kim"), f"/meekijken/{scherm.id}")
    assert (await kim.doe("overnemen"))["ga"] == f"/meekijken/{scherm.id}"
    assert (await scherm.tot("ga"))["naar"] == f"/meekijken/{scherm.id}"
    assert (await scherm.doe("veld", veld="naam", waarde="x"))["soort"] == "fout"


async def test_een_gesprek_van_een_ander_is_dicht(scherm: Scherm, als: Als) -> None:
    for naam in ("kim", "vera", "dirk"):
        assert (await (await als(naam)).klant.get(f"/meekijken/{scherm.id}")).status in (403, 409)


# --- vrijwilligers (R101) ---


async def test_een_vrijwilliger_ziet_antwoorden_maar_geen_intake(als: Als) -> None:
    vera = await Scherm.open(await als("vera"))
    await vera.typ("huur achter, mw Jansen 0612345678")
    assert "Zeg" in vera.panelen["antwoorden"]
    assert vera.velden == {}
    pagina = await vera.browser.lees(f"/meekijken/{vera.id}")
    assert "0612345678" not in pagina
    assert "Jansen" not in pagina
    assert (await vera.doe("veld", veld="al_betrokken", waarde="wijkteam"))["soort"] == "fout"
    assert (await vera.doe("veld", veld="telefoon", waarde="0687654321"))["soort"] == "gedaan"
    assert "0687654321" not in await vera.browser.lees(f"/meekijken/{vera.id}")
    venster = (await vera.doe("overdragen"))["venster"]
    assert "0687654321" not in venster


async def test_een_ingetrokken_recht_werkt_meteen(scherm: Scherm, app: App) -> None:
    assert app.accounts is not None
    await app.accounts.maak(Account("kees", "Kees", frozenset({"redacteur"}), "groningen"), WOORD)
    assert (await scherm.doe("pauze"))["soort"] == "fout"


# --- veilig ---


async def test_wat_een_medewerker_typt_wordt_nooit_code(scherm: Scherm) -> None:
    await scherm.typ("huur achter <img src=x onerror=alert(1)>")
    assert "<img" not in "".join(scherm.panelen.values())
    assert "<img" not in await scherm.browser.lees(f"/meekijken/{scherm.id}")


@pytest.mark.parametrize(
    "bericht",
    [
        {"soort": "bestaat-niet"},
        {"soort": "doe", "wat": "__init__"},
        {"soort": "doe", "wat": "veld", "velden": [1]},
        {"soort": "doe", "wat": "plaats", "velden": {"veld": "gemeente", "waarde": "diemen"}},
        {"soort": "doe", "wat": "venster", "velden": {"welk": "gevonden"}},
        {"soort": "doe", "wat": "volgende", "velden": {}, "nr": "x"},
    ],
)
async def test_onzin_geeft_een_fout_en_geen_storing(bericht: dict[str, Any], scherm: Scherm) -> None:
    assert scherm.ws is not None
    await scherm.ws.send_json(bericht)
    assert (await scherm.tot("fout"))["fout"]
    assert (await scherm.typ("huur achter"))["soort"] == "advies"


async def test_een_vreemde_site_kan_niet_meekijken(als: Als, scherm: Scherm) -> None:
    browser = await als("kees")
    with pytest.raises(WSServerHandshakeError):
        await browser.klant.ws_connect(f"/meekijken/{scherm.id}/live", headers={"Origin": "https://elders.voorbeeld"})


# --- telefoon ---


@pytest.mark.parametrize("kanaal", ["gesprek", "meekijken"])
async def test_wat_de_beller_zegt_komt_vanzelf_op_het_scherm(kanaal: str, als: Als, app: App) -> None:
    """Tegen de assistent, of als meelezen aanstaat tegen de medewerker; het kanaal meldt alleen dát er een regel is."""
    browser = await als("kees")
    gesprek, _ = await begin(app.opslag, app.kennis, "groningen", Kanaal.TELEFOON, NU)
    scherm = await Scherm.open(browser, f"/meekijken?gesprek={gesprek.id}")
    async with app.opslag.transactie() as werk:
        await werk.gesprekken.voeg_toe([Bericht(gesprek.id, 90, "inwoner", {"tekst": "ik kan mijn huur niet meer betalen"}, NU)])
    await app.omroep.roep(f"{kanaal}:{gesprek.id}", {"soort": "bericht"})
    while not (regels := (await scherm.tot("transcript"))["regels"]) or regels[-1][1] != "ik kan mijn huur niet meer betalen":
        pass
    while "huur" not in scherm.panelen.get("signalen", ""):
        await scherm.tot("advies")


# --- oefenen (R132) ---


async def test_oefenen_geeft_terugkoppeling_en_bewaart_niets(als: Als, app: App) -> None:
    browser = await als("kees")
    assert "Het hoeft voor mij niet meer" in await browser.lees("/oefenen")
    scherm = await Scherm.open(browser, "/oefenen/doodswens")
    await scherm.typ("uitkering gestopt")
    venster = (await scherm.doe("venster", welk="terugkoppeling"))["venster"]
    assert "dat staat niet in uw notitie" in venster
    assert "maakt het niet uit" in (await scherm.doe("volgende"))["zin"]
    await scherm.typ("uitkering gestopt, wil niet meer leven")
    assert "U hoorde alles" in (await scherm.doe("venster", welk="terugkoppeling"))["venster"]
    async with app.opslag.transactie() as werk:
        assert not await werk.kladjes.zoek()
        assert not await werk.contactmomenten.zoek(gemeente="groningen")
        assert not await werk.voorstellen.som("groningen", NU.date())


@pytest.mark.parametrize("wat", ["overdragen", "afronden", "eerder", "pauze", "terughalen", "koppel"])
async def test_een_oefening_kan_niets_echts_raken(wat: str, als: Als) -> None:
    scherm = await Scherm.open(await als("kees"), "/oefenen/geweld")
    assert (await scherm.doe(wat, akkoord="ja", referentie="K4T-7WQ"))["soort"] == "fout"
