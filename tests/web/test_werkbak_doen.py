"""Elke knop en elk filter van de werkbak, en dat ieder alleen de velden van zijn rol ziet (R57-R62, R71, R75, R81, R101)."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from assistent.adapters.sql import SqlAccounts
from assistent.app import App
from assistent.kanalen.web.werkbakdaden import DADEN
from assistent.kern.afspraken import Belstaat
from assistent.kern.overdracht import Afloop, Staat
from assistent.ports import Account
from assistent.processen.vastleggen import lopende
from tests.gegevens import NU, SCHULDEN, SOCIAAL_TEAM, STAPELING
from tests.web.conftest import WOORD, Browser, Chat, intake_id, teksten

pytestmark = pytest.mark.usefixtures("snelle_wachtwoorden")


async def druk(wie: Browser, id_: str, knop: str, **velden: str) -> int:
    velden = {"csrf": await wie.csrf("/werkbak")} | velden
    antwoord = await wie.klant.post(f"/werkbak/{id_}/{knop}", data=velden, allow_redirects=False)
    return int(antwoord.status)


@pytest.fixture
async def mijn(sam: Browser, chat: Chat, app: App) -> str:
    """Een intake die Sam heeft aangenomen."""
    await chat.naar_team()
    id_ = await intake_id(app)
    assert await druk(sam, id_, "aannemen") == 302
    return id_


# --- lijst en filters ---


@pytest.mark.parametrize(
    ("vraag", "aantal"),
    [("", 2), ("staat=open", 1), ("staat=mij", 1), ("staat=laat", 0), ("urgentie=spoed", 2), ("urgentie=normaal", 0),
     ("team=sociaal_team", 2), ("team=gkb", 0), ("zoek=schulden", 2), ("zoek=niets-van-dat", 0), ("staat=onzin&urgentie=&team=", 2)],
)  # fmt: skip
async def test_filters(vraag: str, aantal: int, sam: Browser, mijn: str, chat: Chat) -> None:
    await (await Chat.begint(chat.klant)).naar_team()
    pagina = await sam.lees(f"/werkbak?{vraag}")
    assert len(re.findall(r'<li class="kaart', pagina)) == aantal
    assert "2 intakes voor uw teams" in pagina


async def test_de_keus_blijft_staan_en_wordt_geen_code(sam: Browser) -> None:
    pagina = await sam.lees('/werkbak?zoek="><script>x</script>&urgentie=spoed')
    assert "<script>x" not in pagina
    assert '<option value="spoed" selected>' in pagina


async def test_dringendst_staat_boven(browser: Browser, accounts: SqlAccounts, chat: Chat) -> None:
    """Urgentie gaat voor wie er eerder was."""
    eerst = await Chat.begint(chat.klant)
    await eerst.zeg(SCHULDEN)
    for tekst in ("sla over", "ja", "sla over", "ja", "ja"):
        await eerst.zeg(tekst)
    await chat.naar_team()
    ieder = frozenset({"gkb", "sociaal_team", "punt_kcc", "loket"})
    await accounts.maak(Account("al", "Al Proef", frozenset({"coordinator"}), "groningen", ieder), WOORD)
    await browser.meld_aan("al")
    pagina = await browser.lees("/werkbak")
    assert len(re.findall(r'<li class="kaart', pagina)) == 2
    assert pagina.index(STAPELING) < pagina.index(SCHULDEN)


# --- detail ---


async def test_het_detail_zegt_wat_wel_en_niet_gevraagd_is(sam: Browser, mijn: str) -> None:
    """R31, R61, R75: niemand vraagt iets dubbel."""
    pagina = await sam.lees(f"/werkbak/{mijn}")
    assert "Nog niet bekend" in pagina
    assert "niet gevraagd" in pagina
    assert "Al uitgelegd door de assistent" in pagina
    assert 'href="tel:0612345678"' in pagina


async def test_wie_niet_vrij_kan_praten_valt_op(sam: Browser, chat: Chat, app: App) -> None:
    """R71."""
    for tekst in (STAPELING, "ja", "Ik heet Anna Proef en mijn nummer is 0612345678", "overdag, maar ik kan dan niet vrij praten", "ja"):
        await chat.zeg(tekst)
    assert "Kan niet vrij praten" in await sam.lees(f"/werkbak/{await intake_id(app)}")


async def test_de_code_van_de_inwoner_staat_niet_in_het_gesprek(sam: Browser, mijn: str, app: App) -> None:
    pagina = await sam.lees(f"/werkbak/{mijn}")
    assert app.statuscode(mijn) not in pagina
    assert "•••••-•••••" in pagina


async def test_afdrukken_heeft_een_eigen_stijl(sam: Browser, mijn: str) -> None:
    assert "data-druk-af" in await sam.lees(f"/werkbak/{mijn}")
    stijl = await (await sam.klant.get("/statisch/medewerker.css")).text()
    assert re.search(r"@media print \{[^}]*\.doen", stijl)


# --- knoppen ---


async def test_een_reden_gaat_geschoond_de_geschiedenis_in(sam: Browser, mijn: str, app: App) -> None:
    """Ook wat een medewerker opschrijft heeft geen bsn (§6.8)."""
    assert await druk(sam, mijn, "teruggeven", tekst="verkeerd team, bsn 123456782") == 302
    async with app.opslag.transactie() as werk:
        overdracht, _ = await werk.overdrachten.haal(mijn)
    assert overdracht.geschiedenis[-1].reden == "verkeerd team, bsn [bsn]"


async def test_contact_noteren(sam: Browser, mijn: str, chat: Chat) -> None:
    assert await druk(sam, mijn, "contact", gelukt="nee", tekst="ging over op voicemail") == 302
    assert "kreeg u niet te pakken" in teksten((await chat.berichten())[-1:])
    pagina = await sam.lees(f"/werkbak/{mijn}")
    assert "niet bereikt: ging over op voicemail" in pagina


async def test_belafspraak_uit_de_lijst_of_zelf(sam: Browser, mijn: str, app: App, chat: Chat) -> None:
    pagina = await sam.lees(f"/werkbak/{mijn}")
    blok = re.search(r'<option value="(2026[^"]+)">', pagina)
    assert blok is not None
    assert await druk(sam, mijn, "belafspraak", moment=blok.group(1), zelf="") == 302
    assert "belt u vandaag tussen 10.30 uur en 11 uur" in teksten((await chat.berichten())[-1:])
    assert await druk(sam, mijn, "belafspraak", moment=blok.group(1), zelf="2026-11-25T13:00") == 302
    async with app.opslag.transactie() as werk:
        afspraak = await lopende(werk, mijn)
    assert afspraak is not None
    assert (afspraak.van.isoformat(), afspraak.staat) == ("2026-11-25T12:00:00+00:00", Belstaat.GEPLAND)
    assert "morgen tussen 13 uur en 13.30 uur" in await sam.lees("/werkbak")


async def test_een_belmoment_dat_voorbij_is_valt_op(sam: Browser, mijn: str, chat: Chat, app: App) -> None:
    """Koppelvlakken §8: een vergeten terugbelverzoek."""
    await chat.klant.post(chat.pad("/belmomenten"), json={"van": (NU + timedelta(minutes=30)).isoformat()}, headers=chat.kop)
    for minuten in (0, 20, 40):
        app.klok.moment = NU + timedelta(minutes=minuten)
        assert "belmoment voorbij" not in await sam.lees("/werkbak")
    app.klok.moment = NU + timedelta(hours=1)
    assert "belmoment voorbij" in await sam.lees("/werkbak?staat=laat")
    velden = {"referentie": (await app.werkbak.bekijk(SOCIAAL_TEAM, mijn))[0].referentie, "code": app.statuscode(mijn)}
    assert "Is dat niet gebeurd?" in await (await chat.klant.post("/status", data=velden)).text()
    await druk(sam, mijn, "contact", gelukt="ja")
    assert "belmoment voorbij" not in await sam.lees("/werkbak")


async def test_een_gevraagd_belmoment_bevestigen(sam: Browser, chat: Chat, app: App) -> None:
    await chat.naar_team()
    await chat.klant.post(chat.pad("/mens"), headers=chat.kop)
    id_ = await intake_id(app)
    assert "wacht op uw ja" in await sam.lees(f"/werkbak/{id_}")
    assert await druk(sam, id_, "bevestigen") == 302
    assert "belt u vandaag tussen" in teksten((await chat.berichten())[-1:])


async def test_team_erbij_vragen_waarschuwt_over_wie_het_mag_weten(sam: Browser, mijn: str, app: App) -> None:
    """R59, R103."""
    assert "Overleg eerst" in await sam.lees(f"/werkbak/{mijn}")
    assert await druk(sam, mijn, "aanschuiven", team="gkb", tekst="schulden") == 302
    overdracht, _ = await app.werkbak.bekijk(SOCIAAL_TEAM, mijn)
    assert overdracht.meekijkers == ("gkb",)
    assert "Kijken mee" in await sam.lees(f"/werkbak/{mijn}")


async def test_waakvlam_en_afronden_met_afloop(sam: Browser, mijn: str, app: App) -> None:
    """R79, R81."""
    assert await druk(sam, mijn, "waakvlam", dag="2026-12-24", tekst="bellen na kerst") == 302
    assert await druk(sam, mijn, "afronden", tekst="geen recht", afloop="afgewezen", dag="2027-01-15") == 302
    overdracht, _ = await app.werkbak.bekijk(SOCIAAL_TEAM, mijn)
    assert (overdracht.staat, overdracht.afloop) == (Staat.AFGEROND, Afloop.AFGEWEZEN)
    assert overdracht.waakvlam is not None
    assert overdracht.waakvlam.date().isoformat() == "2027-01-15"


@pytest.mark.parametrize(("knop", "velden"), [
    ("belafspraak", {"moment": "", "zelf": ""}), ("belafspraak", {"zelf": "straks"}), ("belafspraak", {"zelf": "2020-01-01T10:00"}),
    ("waakvlam", {"dag": "gisteren"}), ("waakvlam", {"dag": "2020-01-01"}), ("afronden", {"afloop": "prima"}), ("bevestigen", {}),
    ("aanschuiven", {"team": "bestaat-niet", "tekst": "x"}), ("aanschuiven", {"team": "gkb", "tekst": ""}), ("opnemen", {}),
    ("overnemen", {}), ("weigeren", {"tekst": "x"}), ("toewijzen", {"team": "gkb", "tekst": "x"}),
])  # fmt: skip
async def test_wat_nu_niet_kan_krijgt_uitleg_en_verandert_niets(knop: str, velden: dict[str, str], sam: Browser, mijn: str, app: App) -> None:
    voor = await app.werkbak.bekijk(SOCIAAL_TEAM, mijn)
    assert await druk(sam, mijn, knop, **velden) in (403, 409)
    assert await app.werkbak.bekijk(SOCIAAL_TEAM, mijn) == voor


async def test_wat_getypt_was_gaat_niet_verloren(sam: Browser, mijn: str, app: App) -> None:
    await app.meepraten.geef_terug(SOCIAAL_TEAM, mijn, NU)
    velden = {"csrf": await sam.csrf("/werkbak"), "tekst": "een heel verhaal"}
    antwoord = await sam.klant.post(f"/werkbak/{mijn}/antwoorden", data=velden)
    assert antwoord.status == 409
    assert "eerst weer op" in await antwoord.text()


# --- ieder ziet alleen zijn velden (R62, R101) ---


async def test_een_meekijker_ziet_geen_contactgegevens(sam: Browser, tweede: Callable[[str], Awaitable[Browser]], mijn: str) -> None:
    await druk(sam, mijn, "aanschuiven", team="loket", tekst="kijk even mee")
    pagina = await (await tweede("lotte")).lees(f"/werkbak/{mijn}")
    assert STAPELING in pagina
    assert "u kijkt mee" in pagina
    for geheim in ("0612345678", "Anna Proef", "Gehoorde woorden", "Bericht aan de inwoner"):
        assert geheim not in pagina, geheim


@pytest.mark.parametrize("rol", ["vrijwilliger", "redacteur", "beheerder", "inwoner"])
async def test_andere_rollen_komen_de_werkbak_niet_in(
    rol: str, browser: Browser, accounts: SqlAccounts, chat: Chat, app: App
) -> None:
    await chat.naar_team()
    await accounts.maak(Account("x", "X", frozenset({rol}), "groningen", frozenset({"sociaal_team"})), WOORD)
    await browser.meld_aan("x")
    for pad in ("/werkbak", f"/werkbak/{await intake_id(app)}", "/werkbak-live"):
        antwoord = await browser.klant.get(pad, allow_redirects=False)
        assert antwoord.status == 403
        assert STAPELING not in await antwoord.text()


async def test_een_kcc_medewerker_ziet_minder_dan_het_team(browser: Browser, accounts: SqlAccounts, chat: Chat, app: App) -> None:
    await chat.naar_team()
    await accounts.maak(Account("k", "K", frozenset({"kcc"}), "groningen", frozenset({"sociaal_team"})), WOORD)
    await browser.meld_aan("k")
    pagina = await browser.lees(f"/werkbak/{await intake_id(app)}")
    assert "0612345678" in pagina
    assert "Gehoorde woorden" not in pagina
    assert "Team erbij vragen" not in pagina


@pytest.mark.parametrize("knop", sorted(DADEN))
async def test_elke_knop_heeft_het_recht_nodig(knop: str, browser: Browser, accounts: SqlAccounts, chat: Chat, app: App) -> None:
    """Een rol zonder dat recht krijgt 403, ook als hij de werkbak wel mag zien."""
    await chat.naar_team()
    recht = DADEN[knop][0]
    app.kennis = replace(
        app.kennis,
        rechten=replace(app.kennis.rechten, handelingen={**app.kennis.rechten.handelingen, recht: frozenset({"beheerder"})}),
    )
    await browser.meld_aan("sam")
    id_ = await intake_id(app)
    voor = await app.werkbak.bekijk(SOCIAAL_TEAM, id_)
    assert await druk(browser, id_, knop, tekst="x") == 403
    assert await app.werkbak.bekijk(SOCIAAL_TEAM, id_) == voor


async def test_een_ander_team_kan_geen_enkele_knop_indrukken(browser: Browser, chat: Chat, app: App) -> None:
    await chat.naar_team()
    id_ = await intake_id(app)
    await browser.meld_aan("lotte")
    for knop in DADEN:
        velden = {"tekst": "x", "team": "gkb", "zelf": "2026-11-25T13:00", "gelukt": "ja"}
        assert await druk(browser, id_, knop, **velden) == 403, knop
    assert (await app.werkbak.bekijk(SOCIAAL_TEAM, id_))[0].versie == 1
