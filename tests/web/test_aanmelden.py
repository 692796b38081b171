"""Aanmelden, sessies, de tweede stap en het beheer van accounts (R97)."""

from __future__ import annotations

import base64
import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from sqlalchemy import select
from yarl import URL

from assistent.adapters.sql import SqlAccounts
from assistent.adapters.sql import tabellen as t
from assistent.app import App
from assistent.kern.overdracht import Overdracht
from tests.gegevens import COLLEGA, DIEMEN, NU, SOCIAAL_TEAM, Account, Inwoner
from tests.web.conftest import Klant
from tests.web.test_werkbak import WOORD, Browser

pytestmark = pytest.mark.usefixtures("snelle_wachtwoorden")
BEHEERDER = Account("bas", "Bas Beheer", frozenset({"beheerder"}), "groningen")
MINUUT = timedelta(minutes=1)


@pytest.fixture
async def accounts(app: App) -> SqlAccounts:
    for account in (SOCIAAL_TEAM, COLLEGA, DIEMEN, BEHEERDER):
        await app.accounts.maak(account, WOORD)  # type: ignore[union-attr]
    return app.accounts  # type: ignore[return-value]


@pytest.fixture
async def sam(accounts: SqlAccounts, klant: Klant) -> Browser:
    browser = Browser(klant)
    assert (await browser.meld_aan("sam")).status == 302
    return browser


@pytest.fixture
async def bas(accounts: SqlAccounts, klant: Klant) -> Browser:
    browser = Browser(klant)
    assert (await browser.meld_aan("bas")).status == 302
    return browser


async def stuur(browser: Browser, pad: str, **velden: Any) -> Any:
    """Vul een formulier in."""
    velden["csrf"] = await browser.csrf("/account")
    return await browser.klant.post(pad, data=velden, allow_redirects=False)


def koekje(browser: Browser) -> str:
    """Wat er in het koekje staat."""
    return browser.klant.session.cookie_jar.filter_cookies(browser.klant.make_url("/"))["assistent"].value


# --- sessies ---


async def test_afmelden_sluit_ook_een_gekopieerd_koekje(sam: Browser) -> None:
    gekopieerd = koekje(sam)
    await stuur(sam, "/afmelden")
    sam.klant.session.cookie_jar.update_cookies({"assistent": gekopieerd}, URL(str(sam.klant.make_url("/"))))
    assert await sam.status("/werkbak") == 302


@pytest.mark.parametrize(("stil", "status"), [(timedelta(minutes=59), 200), (timedelta(minutes=60), 302)])
async def test_een_uur_niets_doen_is_afgemeld(stil: timedelta, status: int, sam: Browser, app: App) -> None:
    app.klok.moment = NU + stil  # type: ignore[attr-defined]
    assert await sam.status("/werkbak") == status


async def test_wie_bezig_blijft_moet_na_een_werkdag_toch_opnieuw(sam: Browser, app: App) -> None:
    for kwartier in range(1, 32):
        app.klok.moment = NU + timedelta(minutes=15 * kwartier)  # type: ignore[attr-defined]
        assert await sam.status("/werkbak") == 200
    app.klok.moment = NU + timedelta(hours=8)  # type: ignore[attr-defined]
    assert await sam.status("/werkbak") == 302


async def test_een_koekje_van_voor_het_aanmelden_wordt_niet_aangemeld(accounts: SqlAccounts, klant: Klant) -> None:
    """Sessiefixatie: wie u zijn koekje gaf, komt na uw aanmelding niet binnen."""
    browser = Browser(klant)
    await browser.lees("/aanmelden")
    vooraf = koekje(browser)
    await browser.meld_aan("sam")
    assert koekje(browser) != vooraf
    klant.session.cookie_jar.update_cookies({"assistent": vooraf}, klant.make_url("/"))
    assert await browser.status("/werkbak") == 302


async def test_het_woord_van_een_sessie_staat_nergens_leesbaar(sam: Browser, accounts: SqlAccounts) -> None:
    woord = await accounts.sessies.begin("sam", NU)
    async with accounts.motor.connect() as verbinding:
        rijen = (await verbinding.execute(select(t.sessie.c.id))).scalars().all()
    assert len(rijen) == 2
    assert woord not in rijen
    assert all(re.fullmatch("[0-9a-f]{64}", rij) for rij in rijen)


@pytest.mark.parametrize("woord", ["", "raden", "é", "\udcff", "0" * 5000])
async def test_een_geraden_woord_geeft_niemand(woord: str, accounts: SqlAccounts) -> None:
    await accounts.sessies.begin("sam", NU)
    assert await accounts.sessies.haal(woord, NU) is None


async def test_een_nieuw_wachtwoord_sluit_alle_sessies(sam: Browser, accounts: SqlAccounts) -> None:
    await accounts.maak(SOCIAAL_TEAM, "een-heel-ander-woord")
    assert await sam.status("/werkbak") == 302


async def test_een_gewist_account_is_meteen_weg(sam: Browser, accounts: SqlAccounts) -> None:
    await accounts.wis("sam")
    assert await sam.status("/werkbak") == 302


# --- het eigen account en de tweede stap ---


def code_van(geheim: str, moment: Any) -> str:
    return TOTP(bytes.fromhex(geheim), 6, SHA1(), 30).generate(int(moment.timestamp())).decode()


async def zet_codes_aan(accounts: SqlAccounts) -> str:
    codes = accounts.codes
    assert codes is not None
    geheim, adres = codes.nieuw("sam")
    assert adres.startswith("otpauth://totp/")
    assert await codes.zet("sam", geheim, code_van(geheim, NU), NU)
    return geheim


async def test_met_de_tweede_stap_is_een_wachtwoord_alleen_niet_genoeg(accounts: SqlAccounts, app: App) -> None:
    geheim, later = await zet_codes_aan(accounts), NU + MINUUT
    assert await accounts.meld_aan("sam", WOORD, later) is None
    assert await accounts.meld_aan("sam", WOORD, later, "000000") is None
    assert await accounts.meld_aan("sam", "fout", later, code_van(geheim, later)) is None
    assert await accounts.meld_aan("sam", WOORD, later, code_van(geheim, later)) is not None


async def test_een_code_werkt_een_keer(accounts: SqlAccounts) -> None:
    geheim, later = await zet_codes_aan(accounts), NU + MINUUT
    code = code_van(geheim, later)
    assert await accounts.meld_aan("sam", WOORD, later, code) is not None
    assert await accounts.meld_aan("sam", WOORD, later, code) is None


@pytest.mark.parametrize(("verschil", "mag"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)])
async def test_een_klok_mag_een_halve_minuut_afwijken(verschil: int, mag: bool, accounts: SqlAccounts) -> None:
    geheim, later = await zet_codes_aan(accounts), NU + 10 * MINUUT
    code = code_van(geheim, later + timedelta(seconds=verschil))
    assert (await accounts.meld_aan("sam", WOORD, later, code) is not None) is mag


async def test_vijf_verkeerde_codes_zetten_het_slot_erop(accounts: SqlAccounts) -> None:
    geheim, later = await zet_codes_aan(accounts), NU + MINUUT
    for _ in range(5):
        await accounts.meld_aan("sam", WOORD, later, "123456")
    assert await accounts.meld_aan("sam", WOORD, later, code_van(geheim, later)) is None
    straks = later + timedelta(minutes=15)
    assert await accounts.meld_aan("sam", WOORD, straks, code_van(geheim, straks)) is not None


@pytest.mark.parametrize("code", ["", "abc", "é٣٣٣٣٣", "0" * 5000])
async def test_een_rare_code_is_gewoon_fout(code: str, accounts: SqlAccounts) -> None:
    await zet_codes_aan(accounts)
    assert await accounts.meld_aan("sam", WOORD, NU + MINUUT, code) is None


async def test_het_geheim_van_de_app_staat_versleuteld(accounts: SqlAccounts) -> None:
    geheim = await zet_codes_aan(accounts)
    async with accounts.motor.connect() as verbinding:
        bewaard = (await verbinding.execute(select(t.account.c.totp).where(t.account.c.naam == "sam"))).scalar_one()
    assert geheim.encode() not in bewaard
    assert bytes.fromhex(geheim) not in bewaard


async def test_de_hele_weg_door_het_scherm(sam: Browser, app: App, klant: Klant) -> None:
    scherm = await (await stuur(sam, "/account/code", wachtwoord=WOORD)).text()
    sleutel = re.search(r"<code>([A-Z2-7]+=*)</code>", scherm)
    assert sleutel is not None

    assert (await stuur(sam, "/account/code_bevestig", code="000000")).status == 400
    scherm = await (await stuur(sam, "/account/code", wachtwoord=WOORD)).text()
    geheim = base64.b32decode(re.search(r"<code>([A-Z2-7]+)=*</code>", scherm).group(1)).hex()  # type: ignore[union-attr]
    assert (await stuur(sam, "/account/code_bevestig", code=code_van(geheim, NU))).status == 302
    app.klok.moment = NU + MINUUT  # type: ignore[attr-defined]
    await stuur(sam, "/afmelden")
    assert (await sam.meld_aan("sam")).status == 401
    velden = {"csrf": await sam.csrf(), "naam": "sam", "wachtwoord": WOORD, "code": code_van(geheim, app.klok.nu())}
    assert (await klant.post("/aanmelden", data=velden, allow_redirects=False)).status == 302


@pytest.mark.parametrize("pad", ["/account/code", "/account/code_uit", "/account/wachtwoord"])
async def test_wie_even_achter_uw_scherm_zit_kan_uw_account_niet_overnemen(pad: str, sam: Browser) -> None:
    assert (await stuur(sam, pad, wachtwoord="raden", nieuw="een-goed-nieuw-woord")).status == 400


async def test_een_nieuw_wachtwoord_kiezen(sam: Browser, klant: Klant) -> None:
    assert (await stuur(sam, "/account/wachtwoord", wachtwoord=WOORD, nieuw="te kort")).status == 400
    assert (await stuur(sam, "/account/wachtwoord", wachtwoord=WOORD, nieuw="een-goed-nieuw-woord")).status == 302
    assert await sam.status("/werkbak") == 200
    await stuur(sam, "/afmelden")
    assert (await sam.meld_aan("sam")).status == 401
    assert (await sam.meld_aan("sam", "een-goed-nieuw-woord")).status == 302


# --- beheer ---


async def test_wie_geen_werkbak_heeft_begint_bij_zijn_account(accounts: SqlAccounts, klant: Klant) -> None:
    assert (await Browser(klant).meld_aan("bas")).headers["Location"] == "/account"
    assert await Browser(klant).status("/account") == 200


async def test_een_beheerder_maakt_een_account_met_een_eenmalig_getoond_wachtwoord(bas: Browser, accounts: SqlAccounts) -> None:
    antwoord = await stuur(bas, "/beheer/accounts", naam="nieuw.iemand", weergavenaam="Nina Nieuw", rol="kcc", team="punt_kcc")
    woord = re.search(r"Wachtwoord: <code>([^<]+)</code>", await antwoord.text())
    assert woord is not None
    wie = await accounts.meld_aan("nieuw.iemand", woord.group(1), NU)
    assert wie == Account("nieuw.iemand", "Nina Nieuw", frozenset({"kcc"}), "groningen", frozenset({"punt_kcc"}))
    assert woord.group(1) not in await bas.lees("/beheer/accounts")


@pytest.mark.parametrize(
    "velden",
    [{"naam": ""}, {"naam": "sso:u-1"}, {"naam": "a b"}, {"naam": "<b>"}, {"rol": "inwoner"}, {"rol": "directeur"}],
    ids=str,
)
async def test_een_vreemd_account_kan_niet(velden: dict[str, str], bas: Browser, accounts: SqlAccounts) -> None:
    vooraf = len(await accounts.alle("groningen"))
    assert (await stuur(bas, "/beheer/accounts", **{"naam": "goed", "rol": "kcc", **velden})).status == 400
    assert len(await accounts.alle("groningen")) == vooraf


async def test_een_beheerder_kan_geen_account_buiten_de_eigen_gemeente_raken(bas: Browser, accounts: SqlAccounts) -> None:
    for pad in ("afmelden", "code_uit", "wissen"):
        assert (await stuur(bas, f"/beheer/accounts/dirk/{pad}")).status == 403
    assert (await stuur(bas, "/beheer/accounts", naam="dirk", rol="beheerder")).status == 403
    assert await accounts.haal("dirk") == DIEMEN
    assert "dirk" not in await bas.lees("/beheer/accounts")


async def test_een_beheerder_sluit_sessies_en_wist_accounts(bas: Browser, accounts: SqlAccounts) -> None:
    woord = await accounts.sessies.begin("sam", NU)
    assert (await stuur(bas, "/beheer/accounts/sam/afmelden")).status == 302
    assert await accounts.sessies.haal(woord, NU) is None
    assert (await stuur(bas, "/beheer/accounts/kim/wissen")).status == 302
    assert await accounts.haal("kim") is None
    geheim = await zet_codes_aan(accounts)
    assert geheim
    assert (await stuur(bas, "/beheer/accounts/sam/code_uit")).status == 302
    assert await accounts.meld_aan("sam", WOORD, NU) is not None


async def test_wat_een_beheerder_doet_en_ziet_staat_in_het_inzagelog(bas: Browser, app: App) -> None:
    await stuur(bas, "/beheer/accounts/sam/afmelden")
    await bas.lees("/beheer/inzage?nummer=01X")
    gezien = [(r.account, r.wat, r.onderwerp_id) for r in await app.inzage.lees()]
    assert ("bas", "account afmelden", "sam") in gezien
    assert ("bas", "inzagelog", "01X") in gezien


@pytest.fixture
async def overdracht(app: App) -> Overdracht:
    return await (await Inwoner.begint(app)).naar_team()


async def test_wie_een_intake_opent_staat_in_het_inzagelog(
    sam: Browser, app: App, overdracht: Overdracht, accounts: SqlAccounts, aiohttp_client: Callable[..., Awaitable[Klant]]
) -> None:
    assert await sam.status(f"/werkbak/{overdracht.id}") == 200
    gezien = [(r.account, r.onderwerp_id) for r in await app.inzage.lees(overdracht.id)]
    assert ("sam", overdracht.id) in gezien


async def test_wie_er_niet_bij_mag_ziet_niets_en_dat_valt_niet_op_als_inzage(sam: Browser, app: App, overdracht: Overdracht, accounts: SqlAccounts) -> None:
    await accounts.maak(replace(SOCIAAL_TEAM, teams=frozenset({"gkb"})), WOORD)
    assert await sam.status(f"/werkbak/{overdracht.id}") == 403
    assert await app.inzage.lees(overdracht.id) == []
