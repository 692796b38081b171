"""Aanmelden met het account van de gemeente, tegen een echte kleine aanbieder (R97)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from aiohttp.test_utils import TestServer
from joserfc.jwk import RSAKey
from yarl import URL

from assistent.adapters.oidc import Oidc, maak_oidc
from assistent.adapters.sql import SqlAccounts
from assistent.app import App
from assistent.config import Instellingen
from assistent.kern.aanmeldregels import Aanmeldregel, Aanmeldregels
from assistent.kern.errors import AanmeldenMislukt, AssistentError
from tests.gegevens import NU, kennisbank
from tests.web.aanbieder import CLIENT, GEHEIM, Aanbieder
from tests.web.conftest import Klant
from tests.web.test_werkbak import WOORD, Browser

pytestmark = pytest.mark.usefixtures("snelle_wachtwoorden")


@pytest.fixture
async def aanbieder(app: App, aiohttp_server: Callable[..., Awaitable[TestServer]]) -> Aanbieder:
    """De aanbieder, en een programma dat hem kent."""
    aanbieder = Aanbieder(nu=NU.timestamp())
    aanbieder.adres = str((await aiohttp_server(aanbieder.server())).make_url("")).rstrip("/")
    app.oidc = Oidc(aanbieder.adres, CLIENT, GEHEIM)
    return aanbieder


async def heen(klant: Klant, verder: str = "") -> URL:
    """Begin bij ons en laat de aanbieder aanmelden; geeft het adres waarmee de browser terugkomt."""
    vraag = {"verder": verder} if verder else {}
    weg = await klant.get("/aanmelden/gemeente", params=vraag, allow_redirects=False)
    assert weg.status == 302
    bij_aanbieder = await klant.session.get(URL(weg.headers["Location"]), allow_redirects=False)
    return URL(bij_aanbieder.headers["Location"])


async def meld_aan(klant: Klant, verder: str = "") -> Any:
    """De hele weg."""
    return await klant.get((await heen(klant, verder)).path_qs, allow_redirects=False)


async def test_de_hele_weg_geeft_rol_en_team_uit_de_gegevens(klant: Klant, app: App, aanbieder: Aanbieder) -> None:
    antwoord = await meld_aan(klant)
    assert (antwoord.status, antwoord.headers["Location"]) == (302, "/werkbak")
    wie = await app.accounts.haal("sso:u-1")  # type: ignore[union-attr]
    assert wie is not None
    assert (wie.weergavenaam, wie.gemeente, wie.rollen, wie.teams) == ("Sam Proef", "groningen", {"teamlid"}, {"sociaal_team"})
    assert "Sam Proef" in await Browser(klant).lees("/werkbak")


async def test_het_formulier_biedt_de_gemeente_aan_als_dat_kan(klant: Klant, app: App, aanbieder: Aanbieder) -> None:
    assert "/aanmelden/gemeente" in await Browser(klant).lees("/aanmelden")
    app.oidc = None
    assert "/aanmelden/gemeente" not in await Browser(klant).lees("/aanmelden")
    assert (await klant.get("/aanmelden/gemeente")).status == 404


async def test_na_aanmelden_verder_waar_iemand_heen_wilde(klant: Klant, aanbieder: Aanbieder) -> None:
    assert (await meld_aan(klant, "/account")).headers["Location"] == "/account"
    assert (await meld_aan(klant, "//elders")).headers["Location"] == "/werkbak"


async def test_een_andere_groep_geeft_andere_rechten_bij_de_volgende_keer(klant: Klant, app: App, aanbieder: Aanbieder) -> None:
    await meld_aan(klant)
    aanbieder.claims["groups"] = ["toegang-kcc", "toegang-coordinator", "iets-anders"]
    await meld_aan(klant)
    wie = await app.accounts.haal("sso:u-1")  # type: ignore[union-attr]
    assert wie is not None
    assert (wie.rollen, wie.teams) == ({"kcc", "coordinator"}, {"punt_kcc"})


@pytest.mark.parametrize("groepen", [[], ["onbekend"], None, "toegang", {"toegang-loket": 1}])
async def test_zonder_passende_groep_komt_iemand_er_niet_in(groepen: Any, klant: Klant, app: App, aanbieder: Aanbieder) -> None:
    await meld_aan(klant)
    aanbieder.claims["groups"] = groepen
    antwoord = await meld_aan(klant)
    assert antwoord.status == 401
    assert "geen rechten" in await antwoord.text()
    assert await app.accounts.haal("sso:u-1") is None  # type: ignore[union-attr]
    assert await Browser(klant).status("/werkbak") == 302


STUK: dict[str, dict[str, Any]] = {
    "andere aanbieder": {"anders": {"iss": "https://elders.voorbeeld"}},
    "voor een ander": {"anders": {"aud": "een-andere-client"}},
    "voor meer, namens een ander": {"anders": {"aud": [CLIENT, "ander"], "azp": "ander"}},
    "verlopen": {"anders": {"exp": int(NU.timestamp()) - 3600}},
    "nog niet geldig": {"anders": {"nbf": int(NU.timestamp()) + 3600}},
    "uit de toekomst": {"anders": {"iat": int(NU.timestamp()) + 3600}},
    "zonder einde": {"anders": {"exp": None}},
    "andere nonce": {"anders": {"nonce": "afgekeken"}},
    "zonder nonce": {"anders": {"nonce": None}},
    "zonder sub": {"anders": {"sub": None}},
    "zonder handtekening": {"algoritme": "none"},
    "gedeeld geheim": {"algoritme": "HS256"},
    "vreemde sleutel": {"handtekening": RSAKey.generate_key(2048, {"kid": "een"})},
    "onbekende sleutel": {"handtekening": RSAKey.generate_key(2048, {"kid": "twee"})},
}


@pytest.mark.parametrize("breuk", STUK.values(), ids=list(STUK))
async def test_een_token_dat_niet_klopt_wordt_geweigerd(breuk: dict[str, Any], klant: Klant, app: App, aanbieder: Aanbieder) -> None:
    for veld, waarde in breuk.items():
        setattr(aanbieder, veld, waarde)
    antwoord = await meld_aan(klant)
    assert antwoord.status == 401
    assert aanbieder.ingewisseld == 1
    assert await app.accounts.alle("groningen") == []  # type: ignore[union-attr]
    assert await Browser(klant).status("/werkbak") == 302


async def test_een_andere_state_wordt_geweigerd(klant: Klant, aanbieder: Aanbieder) -> None:
    terug = await heen(klant)
    antwoord = await klant.get(terug.update_query(state="van-een-ander").path_qs, allow_redirects=False)
    assert antwoord.status == 401
    assert aanbieder.ingewisseld == 0


async def test_zonder_dat_wij_begonnen_zijn_gebeurt_er_niets(klant: Klant, aanbieder: Aanbieder) -> None:
    """Iemand stuurt u zijn eigen terugkeeradres: u wordt niet als hem aangemeld."""
    terug = await heen(klant)
    klant.session.cookie_jar.clear()
    antwoord = await klant.get(terug.path_qs, allow_redirects=False)
    assert antwoord.status == 401
    assert aanbieder.ingewisseld == 0


async def test_een_terugkeer_werkt_een_keer(klant: Klant, aanbieder: Aanbieder) -> None:
    terug = await heen(klant)
    assert (await klant.get(terug.path_qs, allow_redirects=False)).status == 302
    assert (await klant.get(terug.path_qs, allow_redirects=False)).status == 401


async def test_zonder_de_geheime_helft_is_een_afgekeken_code_niets_waard(aanbieder: Aanbieder, klant: Klant) -> None:
    """PKCE: de code alleen is niet genoeg."""
    oidc = Oidc(aanbieder.adres, CLIENT, GEHEIM)
    code = (await heen(klant)).query["code"]
    vreemd = await oidc.begin("http://x/terug", NU)
    with pytest.raises(AanmeldenMislukt):
        await oidc.rond_af(code, vreemd, str(klant.make_url("/aanmelden/terug")), NU)


async def test_pkce_en_nonce_gaan_mee_en_het_geheim_niet(klant: Klant, aanbieder: Aanbieder) -> None:
    weg = await klant.get("/aanmelden/gemeente", allow_redirects=False)
    vraag = parse_qs(urlsplit(weg.headers["Location"]).query)
    assert vraag["code_challenge_method"] == ["S256"]
    assert len(vraag["nonce"][0]) >= 32
    assert len(vraag["state"][0]) >= 32
    assert GEHEIM not in weg.headers["Location"]


async def test_een_nieuwe_sleutel_van_de_aanbieder_wordt_opgehaald(klant: Klant, aanbieder: Aanbieder) -> None:
    assert (await meld_aan(klant)).status == 302
    aanbieder.sleutel = RSAKey.generate_key(2048, {"kid": "nieuw"})
    assert (await meld_aan(klant)).status == 302


async def test_een_aanbieder_die_zich_anders_noemt_wordt_niet_vertrouwd(klant: Klant, aanbieder: Aanbieder) -> None:
    aanbieder.issuer_in_gegevens = "https://elders.voorbeeld"
    assert (await klant.get("/aanmelden/gemeente", allow_redirects=False)).status == 503


async def test_een_onbereikbare_aanbieder_krijgt_een_zin(klant: Klant, app: App, unused_tcp_port: int) -> None:
    app.oidc = Oidc(f"http://127.0.0.1:{unused_tcp_port}", CLIENT, GEHEIM)
    antwoord = await klant.get("/aanmelden/gemeente", allow_redirects=False)
    assert antwoord.status == 503
    assert "De aanbieder antwoordt niet." in await antwoord.text()


async def test_wie_bij_de_gemeente_afbreekt_leest_wat_er_is(klant: Klant, aanbieder: Aanbieder) -> None:
    terug = await heen(klant)
    afgebroken = terug.with_query({"error": "access_denied", "state": terug.query["state"]})
    antwoord = await klant.get(afgebroken.path_qs, allow_redirects=False)
    assert antwoord.status == 401
    assert "niet aangemeld bij uw gemeente" in await antwoord.text()


async def test_met_een_account_van_de_gemeente_werkt_geen_enkel_wachtwoord(klant: Klant, app: App, aanbieder: Aanbieder) -> None:
    await meld_aan(klant)
    accounts = app.accounts
    assert isinstance(accounts, SqlAccounts)
    for woord in ("", WOORD, "None"):
        assert await accounts.meld_aan("sso:u-1", woord, NU) is None


async def test_een_heel_lange_naam_bij_de_aanbieder_past(klant: Klant, app: App, aanbieder: Aanbieder) -> None:
    aanbieder.claims |= {"sub": "x" * 255, "name": "y" * 500}
    assert (await meld_aan(klant)).status == 302
    (wie,) = await app.accounts.alle("groningen")  # type: ignore[union-attr]
    assert len(wie.naam) <= 80
    assert len(wie.weergavenaam) == 120


@pytest.mark.parametrize("mist", ["oidc_client", "oidc_geheim", "http"])
def test_halve_instellingen_stoppen_de_start(mist: str) -> None:
    waarden = {"oidc_adres": "https://a.voorbeeld", "oidc_client": "c", "oidc_geheim": "g"}
    waarden |= {"oidc_adres": "http://a.voorbeeld"} if mist == "http" else {mist: ""}
    with pytest.raises(AssistentError, match="OIDC"):
        maak_oidc(Instellingen(**waarden))
    assert maak_oidc(Instellingen()) is None


def test_de_regels_tellen_samen_binnen_een_gemeente() -> None:
    regels = Aanmeldregels(
        "name",
        (
            Aanmeldregel("g", "a", "lisse", frozenset({"kcc"}), frozenset({"x"})),
            Aanmeldregel("g", "b", "diemen", frozenset({"beheerder"}), frozenset()),
            Aanmeldregel("afdeling", "c", "lisse", frozenset({"teamlid"}), frozenset({"y"})),
        ),
    )
    assert regels.pas_toe({"g": ["b", "a"], "afdeling": "c"}) == ("lisse", {"kcc", "teamlid"}, {"x", "y"})
    assert regels.pas_toe({"g": "b"}) == ("diemen", {"beheerder"}, frozenset())
    assert regels.pas_toe({"g": ["ab"], "afdeling": "cc"}) is None


def test_de_regels_in_de_kennisbank_noemen_bestaande_teams() -> None:
    kennis = kennisbank()
    for regel in kennis.aanmelden.regels:
        assert regel.teams <= set(kennis.gemeenten[regel.gemeente].teams)
