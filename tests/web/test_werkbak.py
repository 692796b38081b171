"""De werkbak in de browser: aanmelden, wie wat mag, wat een medewerker doet, en niets van een inwoner wordt code."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from aiohttp import WSServerHandshakeError

from assistent.adapters.sql import Kluis, SqlAccounts, SqlOpslag
from assistent.app import App
from assistent.kanalen.web.server import maak_server
from tests.gegevens import (
    BOEK,
    LOKET,
    NU,
    SOCIAAL_TEAM,
    STAPELING,
    maak_proefapp,
    over,
    probleem,
)
from tests.web.conftest import (
    COORDINATOR,
    WACHT,
    WOORD,
    Browser,
    Chat,
    MaakKlant,
    Server,
    intake_id,
    ontvang,
    teksten,
)

pytestmark = pytest.mark.usefixtures("snelle_wachtwoorden")


# --- aanmelden (R97) ---


@pytest.mark.parametrize("pad", ["/werkbak", "/werkbak/abc", "/werkbak-live"])
async def test_wie_niet_is_aangemeld_gaat_naar_aanmelden(pad: str, browser: Browser) -> None:
    antwoord = await browser.klant.get(pad, allow_redirects=False)
    assert antwoord.status == 302
    assert antwoord.headers["Location"].startswith("/aanmelden?verder=")


async def test_niet_aangemeld_kan_ook_niets_doen(browser: Browser, chat: Chat, app: App) -> None:
    await chat.naar_team()
    id_ = await intake_id(app)
    antwoord = await browser.klant.post(f"/werkbak/{id_}/aannemen", data={"csrf": await browser.csrf()}, allow_redirects=False)
    assert antwoord.status == 302
    assert (await app.werkbak.bekijk(SOCIAAL_TEAM, id_))[0].aangenomen_door is None


async def test_aanmelden_opent_de_werkbak_met_uw_naam(sam: Browser) -> None:
    pagina = await sam.lees("/werkbak")
    assert "Sam Proef" in pagina
    assert "Groningen" in pagina
    assert "Er ligt nu niets te wachten" in pagina


@pytest.mark.parametrize(("naam", "wachtwoord"), [("sam", "fout"), ("niemand", WOORD), ("", ""), ("sam'; --", WOORD), ("sam", WOORD + "x" * 500)])
async def test_een_verkeerde_aanmelding_zegt_niet_wat_er_fout_was(naam: str, wachtwoord: str, browser: Browser) -> None:
    antwoord = await browser.meld_aan(naam, wachtwoord)
    assert antwoord.status == 401
    assert "horen niet bij elkaar" in await antwoord.text()
    assert await browser.status("/werkbak") == 302


async def test_na_vijf_missers_zit_het_slot_erop(browser: Browser, app: App) -> None:
    for _ in range(5):
        assert (await browser.meld_aan("sam", "fout")).status == 401
    assert (await browser.meld_aan("sam")).status == 401
    assert (await browser.meld_aan("kim")).status == 302  # een ander heeft er geen last van
    app.klok.moment = NU + timedelta(minutes=15)
    assert (await browser.meld_aan("sam")).status == 302


@pytest.mark.parametrize(
    ("verder", "doel"),
    [("/werkbak/abc", "/werkbak/abc"), ("//elders.nl", "/werkbak"), ("https://elders.nl", "/werkbak"), ("/\\elders.nl", "/werkbak"),
     ("javascript:alert(1)", "/werkbak"), ("", "/werkbak")],
)  # fmt: skip
async def test_na_aanmelden_alleen_verder_op_deze_site(verder: str, doel: str, browser: Browser) -> None:
    assert (await browser.meld_aan("sam", verder=verder)).headers["Location"] == doel


async def test_het_koekje_is_niet_te_lezen_voor_scripts(browser: Browser) -> None:
    koekje = (await browser.meld_aan("sam")).headers["Set-Cookie"]
    assert "HttpOnly" in koekje
    assert "SameSite=Lax" in koekje
    assert "sam" not in koekje


async def test_achter_een_proxy_gaat_het_koekje_alleen_over_https(
    sqlopslag: SqlOpslag, kluis: Kluis, aiohttp_client: MaakKlant
) -> None:
    app = maak_proefapp(opslag=sqlopslag, achter_proxy=True)
    antwoord = await (await aiohttp_client(Server(maak_server(app, kluis, "x")))).get("/aanmelden")
    assert "Secure" in antwoord.headers["Set-Cookie"]
    assert "max-age" in antwoord.headers["Strict-Transport-Security"]


async def test_aanmelden_geeft_een_nieuwe_sessie(browser: Browser) -> None:
    """Tegen sessiediefstal: wat voor het aanmelden bekend was werkt daarna niet meer."""
    voor = await browser.csrf()
    await browser.meld_aan("sam")
    assert await browser.csrf("/werkbak") != voor


@pytest.mark.parametrize("woord", ["", "fout", "é", "a" * 5000])
async def test_zonder_goed_geheim_woord_gebeurt_er_niets(woord: str, sam: Browser, chat: Chat, app: App) -> None:
    await chat.naar_team()
    id_ = await intake_id(app)
    for pad in (f"/werkbak/{id_}/aannemen", "/aanmelden", "/afmelden"):
        antwoord = await sam.klant.post(pad, data={"csrf": woord, "naam": "sam", "wachtwoord": WOORD}, allow_redirects=False)
        assert antwoord.status == 403, pad
    assert (await app.werkbak.bekijk(SOCIAAL_TEAM, id_))[0].aangenomen_door is None
    assert await sam.status("/werkbak") == 200


async def test_het_geheime_woord_van_een_ander_werkt_niet(sam: Browser, tweede: Callable[[str], Awaitable[Browser]], chat: Chat, app: App) -> None:
    await chat.naar_team()
    ander = await (await tweede("kim")).csrf("/werkbak")
    antwoord = await sam.klant.post(f"/werkbak/{await intake_id(app)}/aannemen", data={"csrf": ander}, allow_redirects=False)
    assert antwoord.status == 403


async def test_afmelden_sluit_de_werkbak(sam: Browser) -> None:
    woord = await sam.csrf("/werkbak")
    assert (await sam.klant.get("/afmelden")).status == 405
    assert (await sam.klant.post("/afmelden", data={"csrf": woord}, allow_redirects=False)).status == 302
    assert await sam.status("/werkbak") == 302


async def test_een_andere_rol_komt_er_niet_in(browser: Browser, chat: Chat, app: App) -> None:
    await chat.naar_team()
    await browser.meld_aan("bea")
    for pad in ("/werkbak", f"/werkbak/{await intake_id(app)}", "/werkbak-live"):
        assert await browser.status(pad) == 403


async def test_een_ingetrokken_recht_werkt_meteen(sam: Browser, chat: Chat, app: App, accounts: SqlAccounts) -> None:
    await chat.naar_team()
    id_ = await intake_id(app)
    assert await sam.status(f"/werkbak/{id_}") == 200
    await accounts.maak(replace(SOCIAAL_TEAM, teams=frozenset({"gkb"})), WOORD)
    assert await sam.status(f"/werkbak/{id_}") == 403
    await accounts.maak(replace(SOCIAAL_TEAM, rollen=frozenset({"beleid"})), WOORD)
    assert await sam.status("/werkbak") == 403


# --- lijst en detail ---


async def test_de_lijst_toont_de_eigen_woorden_en_de_haast(sam: Browser, chat: Chat) -> None:
    referentie = await chat.naar_team()
    pagina = await sam.lees("/werkbak")
    assert STAPELING in pagina
    assert referentie in pagina
    assert "spoed" in pagina
    assert "reactie voor vandaag om 14 uur" in pagina


async def test_voorbij_de_termijn_valt_het_op(sam: Browser, chat: Chat, app: App) -> None:
    await chat.naar_team()
    assert "termijn voorbij" not in await sam.lees("/werkbak")
    app.klok.moment = NU + timedelta(hours=5)
    await sam.meld_aan("sam")  # na zo lang niets doen is de sessie voorbij
    assert "termijn voorbij" in await sam.lees("/werkbak")


async def test_het_detail_toont_waarom_en_met_welke_woorden(sam: Browser, chat: Chat, app: App) -> None:
    """R25, R61."""
    await chat.naar_team()
    pagina = await sam.lees(f"/werkbak/{await intake_id(app)}")
    klasse = app.kennis.meekijken.naam("klassen", "meervoudig_complex")
    for woord in (klasse, "regel 3b", "niet naar school", "schulden", "Anna Proef", "0612345678", "ochtends", "24-11-2026"):
        assert woord in pagina, woord
    assert not re.search(r"<td>M\d+</td>", pagina), "een code zegt een medewerker niets"


@pytest.mark.parametrize("naam", ["lotte", "dirk"])
async def test_een_ander_team_ziet_niets(naam: str, browser: Browser, chat: Chat, app: App) -> None:
    """R62."""
    await chat.naar_team()
    await browser.meld_aan(naam)
    assert STAPELING not in await browser.lees("/werkbak")
    antwoord = await browser.klant.get(f"/werkbak/{await intake_id(app)}")
    assert antwoord.status == 403
    assert "Anna Proef" not in await antwoord.text()
    for handeling in ("aannemen", "weigeren", "antwoorden", "teruggeven", "afronden"):
        assert (await browser.doe(await intake_id(app), handeling, "x")).status == 403


async def test_een_coordinator_ziet_al_zijn_teams(browser: Browser, chat: Chat) -> None:
    await chat.naar_team()
    await browser.meld_aan("cor")
    assert STAPELING in await browser.lees("/werkbak")


@pytest.mark.parametrize("id_", ["bestaat-niet", "%00", "' OR 1=1", "🏠", "a" * 3000])
async def test_een_onbekende_intake_is_404(id_: str, sam: Browser) -> None:
    assert await sam.status(f"/werkbak/{id_}") == 404
    assert (await sam.doe(id_, "aannemen")).status == 404


# --- doen ---


async def test_aannemen_bereikt_de_open_chat(sam: Browser, chat: Chat, app: App) -> None:
    """Issue 2: de inwoner hoort meteen wie het heeft."""
    await chat.naar_team()
    ws = await chat.open(na=(await chat.berichten())[-1]["nummer"])
    await ws.send_json({"soort": "ping"})
    await ontvang(ws, "pong")
    id_ = await intake_id(app)
    antwoord = await sam.doe(id_, "aannemen")
    assert (antwoord.status, antwoord.headers["Location"]) == (302, f"/werkbak/{id_}")
    assert "Sam Proef" in teksten((await ontvang(ws))["berichten"])
    pagina = await sam.lees(f"/werkbak/{id_}")
    assert "Bericht aan de inwoner" in pagina
    assert "U kunt altijd om een mens vragen" in pagina  # het hele gesprek staat erbij


async def test_heen_en_weer_praten_met_de_inwoner(sam: Browser, chat: Chat, app: App) -> None:
    await chat.naar_team()
    id_ = await intake_id(app)
    await sam.doe(id_, "aannemen")
    assert (await sam.doe(id_, "antwoorden", "Goedemorgen, hoe gaat het?")).status == 302
    assert (await chat.berichten())[-1]["inhoud"]["tekst"] == "Goedemorgen, hoe gaat het?"
    assert await chat.zeg("het gaat niet zo") != []
    assert "het gaat niet zo" in await sam.lees(f"/werkbak/{id_}")


async def test_antwoorden_voor_aannemen_krijgt_uitleg(sam: Browser, chat: Chat, app: App) -> None:
    await chat.naar_team()
    antwoord = await sam.doe(await intake_id(app), "antwoorden", "hallo")
    assert antwoord.status == 409
    assert "eerst aan" in await antwoord.text()


@pytest.mark.parametrize("handeling", ["weigeren", "antwoorden"])
async def test_zonder_tekst_krijgt_de_medewerker_uitleg(handeling: str, sam: Browser, chat: Chat, app: App) -> None:
    await chat.naar_team()
    antwoord = await sam.doe(await intake_id(app), handeling, "   ")
    assert antwoord.status == 409
    assert "Vul een tekst in" in await antwoord.text()


async def test_weigeren_gaat_naar_het_volgende_team(
    sam: Browser, tweede: Callable[[str], Awaitable[Browser]], chat: Chat, app: App
) -> None:
    await chat.naar_team()
    antwoord = await sam.doe(await intake_id(app), "weigeren", "hoort bij het Loket")
    assert (antwoord.status, antwoord.headers["Location"]) == (302, "/werkbak")
    assert STAPELING not in await sam.lees("/werkbak")
    lotte = await tweede("lotte")
    assert STAPELING in await lotte.lees("/werkbak")
    assert "hoort bij het Loket" in await lotte.lees(f"/werkbak/{await intake_id(app, LOKET)}")


async def test_de_tweede_die_aanneemt_hoort_wie_eerder_was(
    sam: Browser, tweede: Callable[[str], Awaitable[Browser]], chat: Chat, app: App
) -> None:
    await chat.naar_team()
    id_ = await intake_id(app)
    kim = await tweede("kim")
    assert (await sam.doe(id_, "aannemen")).status == 302
    antwoord = await kim.doe(id_, "aannemen")
    assert antwoord.status == 409
    assert "al aangenomen door sam" in await antwoord.text()


async def test_een_collega_leest_het_gesprek_van_een_ander_niet_mee(
    sam: Browser, tweede: Callable[[str], Awaitable[Browser]], chat: Chat, app: App
) -> None:
    await chat.naar_team()
    id_ = await intake_id(app)
    await sam.doe(id_, "aannemen")
    await sam.doe(id_, "antwoorden", "dit blijft tussen ons")
    pagina = await (await tweede("kim")).lees(f"/werkbak/{id_}")
    assert "dit blijft tussen ons" not in pagina
    assert "Bij sam" in pagina


async def test_teruggeven_en_afronden(sam: Browser, chat: Chat, app: App) -> None:
    await chat.naar_team()
    id_ = await intake_id(app)
    await sam.doe(id_, "aannemen")
    assert (await sam.doe(id_, "teruggeven", "morgen vrij")).status == 302
    assert "digitale assistent" in teksten((await chat.berichten())[-1:])
    await sam.doe(id_, "aannemen")
    assert (await sam.doe(id_, "afronden", "plan gemaakt")).status == 302
    assert "afgerond" in teksten((await chat.berichten())[-1:])
    assert STAPELING not in await sam.lees("/werkbak")
    assert (await sam.doe(id_, "aannemen")).status == 409


async def test_een_onbekende_knop_bestaat_niet(sam: Browser, chat: Chat, app: App) -> None:
    await chat.naar_team()
    assert (await sam.doe(await intake_id(app), "verwijderen")).status == 404


async def test_een_lange_tekst_wordt_afgekapt_en_breekt_niets(sam: Browser, chat: Chat, app: App) -> None:
    await chat.naar_team()
    id_ = await intake_id(app)
    await sam.doe(id_, "aannemen")
    assert (await sam.doe(id_, "antwoorden", "a" * 50_000)).status == 302
    assert len((await chat.berichten())[-1]["inhoud"]["tekst"]) == 2000


# --- live ---


async def test_de_werkbak_ververst_als_er_iets_binnenkomt(sam: Browser, chat: Chat) -> None:
    ws = await sam.klant.ws_connect("/werkbak-live")
    await chat.naar_team()
    assert (await ws.receive_json(timeout=WACHT)) == {"soort": "ververs"}
    await ws.close()


async def test_de_intake_ververst_als_de_inwoner_iets_zegt(sam: Browser, chat: Chat, app: App) -> None:
    await chat.naar_team()
    id_ = await intake_id(app)
    await sam.doe(id_, "aannemen")
    ws = await sam.klant.ws_connect(f"/werkbak-live?intake={id_}")
    await chat.zeg("bent u daar?")
    assert (await ws.receive_json(timeout=WACHT)) == {"soort": "ververs"}
    await ws.close()


async def test_een_vreemde_site_kan_niet_meekijken(sam: Browser) -> None:
    with pytest.raises(WSServerHandshakeError) as fout:
        await sam.klant.ws_connect("/werkbak-live", headers={"Origin": "https://elders.voorbeeld"})
    assert fout.value.status == 403


# --- niets van een inwoner wordt code ---

STUK = [
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "<svg/onload=alert(1)>", "{{ 7*7 }}{% raw %}",
    "</title><script>x</script>",
]  # fmt: skip


@pytest.mark.parametrize("stuk", STUK)
async def test_eigen_woorden_worden_nooit_code(stuk: str, sam: Browser, chat: Chat, app: App) -> None:
    boek = {**BOEK, stuk: (over("schuldhulp"), (probleem("geld", stuk), probleem("wonen"), probleem("zelfzorg")))}
    app.dialoog.boek = app.lezer.boek = boek
    await chat.zeg(stuk)
    await chat.zeg(stuk + "!")  # wat wilt u bereiken
    for tekst in ("nee", "ja", "sla over"):
        await chat.zeg(tekst)
    tik = {"veld": "naam", "waarde": stuk}
    assert (await chat.klant.post(chat.pad("/samenvatting"), json=tik, headers=chat.kop)).status == 200
    await chat.zeg("ja")
    id_ = await intake_id(app)
    await sam.doe(id_, "aannemen")
    await sam.doe(id_, "antwoorden", stuk)
    for pad in ("/werkbak", f"/werkbak/{id_}"):
        pagina = await sam.lees(pad)
        if "<" in stuk:
            assert stuk not in pagina
            assert stuk.replace("<", "&lt;").split(">")[0].replace('"', "&#34;") in pagina
        else:
            assert "49" not in re.findall(r"<blockquote>(.*?)</blockquote>", pagina)
            assert stuk in pagina


async def test_ook_een_reden_of_naam_wordt_nooit_code(browser: Browser, chat: Chat, app: App, accounts: SqlAccounts) -> None:
    await accounts.maak(replace(COORDINATOR, weergavenaam="<b>Cor</b>"), WOORD)
    await browser.meld_aan("cor")
    await chat.naar_team()
    await browser.doe(await intake_id(app), "weigeren", "<i>nee</i>")
    pagina = await browser.lees(f"/werkbak/{await intake_id(app, COORDINATOR)}")
    assert "<i>nee</i>" not in pagina
    assert "<b>Cor</b>" not in pagina
    assert "&lt;i&gt;nee&lt;/i&gt;" in pagina


async def test_op_de_schermen_staat_geen_los_script(sam: Browser, chat: Chat, app: App) -> None:
    """De CSP staat het niet toe; dan moet het er ook niet staan."""
    await chat.naar_team()
    for pad in ("/werkbak", f"/werkbak/{await intake_id(app)}", "/aanmelden"):
        pagina = await sam.lees(pad)
        assert not re.search(r"<script(?![^>]*\bsrc=)", pagina), pad
        assert not re.search(r"\son\w+=", re.sub(r">[^<]*<", "><", pagina)), pad


# --- tijden en fouten ---


async def test_de_geschiedenis_toont_nederlandse_tijd(sam: Browser, chat: Chat, app: App) -> None:
    await chat.naar_team()
    pagina = await sam.lees(f"/werkbak/{await intake_id(app)}")
    geschiedenis = pagina[pagina.index("Geschiedenis") :]
    assert "24-11 10:00" in geschiedenis


async def test_het_gesprek_toont_nederlandse_tijd(sam: Browser, chat: Chat, app: App) -> None:
    await chat.naar_team()
    id_ = await intake_id(app)
    await sam.doe(id_, "aannemen")
    assert "inwoner · 10:00" in await sam.lees(f"/werkbak/{id_}")


@pytest.mark.parametrize("soort", ["application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=bestaat-niet"])
async def test_een_kapot_formulier_is_geen_storing(soort: str, browser: Browser) -> None:
    antwoord = await browser.klant.post("/aanmelden", data=b"naam=\xff\xfe&csrf=\xff", headers={"Content-Type": soort})
    assert antwoord.status < 500


async def test_een_fout_in_de_werkbak_is_een_leesbare_pagina(sam: Browser) -> None:
    antwoord = await sam.klant.get("/werkbak/bestaat-niet")
    assert antwoord.content_type == "text/html"
