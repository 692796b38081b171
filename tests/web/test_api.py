"""De publieke API en de websocket: alles wat een chat (of een slordige client) kan sturen."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
import yaml
from aiohttp import WSMsgType, WSServerHandshakeError

from assistent.adapters.sql import Kluis, SqlOpslag
from assistent.app import App
from assistent.config import WORTEL
from assistent.kanalen.web.server import maak_server
from assistent.kern.errors import OpslagOnbereikbaar
from assistent.ports import Bericht
from tests.gegevens import GEVAAR, NU, PARKEERKAART, SOCIAAL_TEAM, maak_proefapp
from tests.web.conftest import WACHT, Chat, Klant, Server, ontvang, teksten

MaakKlant = Callable[..., Awaitable[Klant]]
DIEP = "[" * 100_000
KAPOT: dict[str, bytes] = {
    "leeg": b"",
    "half": b'{"tekst": "hal',
    "lijst": b"[]",
    "niets": b"null",
    "getal": b"42",
    "diep": DIEP.encode(),
    "diep object": b'{"a":' * 50_000,
    "geen utf-8": b'{"tekst": "\xff\xfe"}',
    "tekst is getal": b'{"tekst": 1, "gemeente": 1, "veld": 1, "waarde": 1}',
    "tekst is niets": b'{"tekst": null, "gemeente": null, "veld": null, "waarde": null}',
    "tekst is lijst": b'{"tekst": ["a"], "gemeente": ["groningen"], "veld": ["naam"], "waarde": {}}',
    "verkeerd veld": b'{"text": "hallo"}',
    "oneindig": b'{"tekst": Infinity, "gemeente": NaN}',
}


async def fout_van(antwoord: Any) -> str:
    """De zin en de code van een fout; altijd allebei."""
    inhoud = await antwoord.json()
    assert set(inhoud) == {"fout", "code"}
    assert inhoud["code"]
    return str(inhoud["fout"])


# --- beginnen en praten ---


async def test_wat_de_chat_vooraf_nodig_heeft(klant: Klant) -> None:
    antwoord = await klant.get("/api/v1/gemeenten/groningen")
    assert antwoord.status == 200
    inhoud = await antwoord.json()
    assert inhoud["naam"] == "Groningen"
    assert inhoud["telefoon"] == "14 050"
    assert inhoud["open"] is None, "voorbeeldtijden zijn geen belofte (R69)"
    assert inhoud["max_tekens"] == 2000
    assert "deel alleen iets als u dat goed vindt" in inhoud["privacy"]


@pytest.mark.parametrize("sleutel", ["amsterdam", "GRONINGEN", "🏠", "' OR 1=1", "a" * 500])
async def test_een_onbekende_gemeente_bestaat_niet(sleutel: str, klant: Klant) -> None:
    antwoord = await klant.get(f"/api/v1/gemeenten/{sleutel}")
    assert antwoord.status == 404
    assert await fout_van(antwoord) == "Deze gemeente kennen wij niet."


async def test_beginnen_geeft_een_gesprek_een_sleutel_en_de_groet(klant: Klant) -> None:
    antwoord = await klant.post("/api/v1/gesprekken", json={"gemeente": "groningen"})
    assert antwoord.status == 201
    inhoud = await antwoord.json()
    assert len(inhoud["sleutel"]) == 64
    assert "digitale assistent" in teksten(inhoud["berichten"])


@pytest.mark.parametrize(
    "inhoud", [{"gemeente": "amsterdam"}, {}, {"gemeente": ""}, {"gemeente": "groningen", "kanaal": "fax"},
               {"gemeente": "groningen", "kanaal": []}, {"gemeente": "g" * 201}],
)  # fmt: skip
async def test_beginnen_met_onzin_krijgt_uitleg(inhoud: dict[str, Any], klant: Klant) -> None:
    antwoord = await klant.post("/api/v1/gesprekken", json=inhoud)
    assert antwoord.status == 400
    assert await fout_van(antwoord)


async def test_een_beurt_geeft_antwoord_met_kaarten_en_bron(chat: Chat) -> None:
    nieuw = await chat.zeg(PARKEERKAART)
    assert [b["van"] for b in nieuw][:2] == ["inwoner", "assistent"]
    antwoord = nieuw[1]["inhoud"]
    assert "22-11-2026" in antwoord["bron"]
    assert len(antwoord["kaarten"]) == 3


async def test_dezelfde_beurt_id_verdubbelt_niets(chat: Chat) -> None:
    eerst = await chat.zeg(PARKEERKAART, "b1")
    opnieuw = await chat.zeg(PARKEERKAART, "b1")
    assert [b["nummer"] for b in opnieuw] == [b["nummer"] for b in eerst]
    assert teksten(opnieuw) == teksten(eerst)
    assert len(await chat.berichten()) == 2 + len(eerst)


async def test_berichten_na_een_nummer(chat: Chat) -> None:
    nieuw = await chat.zeg(PARKEERKAART)
    assert [b["nummer"] for b in await chat.berichten(2)] == [b["nummer"] for b in nieuw]
    assert await chat.berichten(999) == []


@pytest.mark.parametrize("na", ["abc", "-1", "1.5", "", " 1", "٣", "1e3", "9" * 30, "0x10", "null"])
async def test_een_verkeerd_nummer_krijgt_uitleg(na: str, chat: Chat) -> None:
    antwoord = await chat.klant.get(chat.pad("/berichten"), params={"na": na}, headers=chat.kop)
    assert antwoord.status == 400
    assert "nummer" in await fout_van(antwoord)


async def test_de_hele_weg_tot_een_mens_via_de_api(chat: Chat, app: App) -> None:
    await chat.tot_akkoord()
    tik = await chat.klant.post(chat.pad("/samenvatting"), json={"veld": "telefoon", "waarde": "0687654321"}, headers=chat.kop)
    assert tik.status == 200
    assert "0687654321" in str(await tik.json())
    assert "Uw nummer is" in teksten(await chat.zeg("ja"))
    stand = (await (await chat.klant.get(chat.pad("/berichten"), headers=chat.kop)).json())["overdracht"]
    assert (stand["staat"], stand["team"], stand["bij_mens"]) == ("aangeboden", "het Sociaal Team", False)
    (overdracht, _), *_ = await app.werkbak.lijst(SOCIAAL_TEAM)
    await app.werkbak.neem_aan(SOCIAAL_TEAM, overdracht.id, NU)
    inhoud = await (await chat.klant.get(chat.pad("/berichten"), headers=chat.kop)).json()
    assert inhoud["overdracht"]["bij_mens"] is True
    assert "Sam Proef" in teksten(inhoud["berichten"])


@pytest.mark.parametrize("lichaam", [{"veld": "telefoon"}, {"veld": "", "waarde": "x"}, {"veld": "naam", "waarde": "x" * 501}])
async def test_een_rare_verbetering_krijgt_uitleg(lichaam: dict[str, str], chat: Chat) -> None:
    await chat.tot_akkoord()
    antwoord = await chat.klant.post(chat.pad("/samenvatting"), json=lichaam, headers=chat.kop)
    assert antwoord.status == 400


async def test_verbeteren_zonder_samenvatting_kan_nu_niet(chat: Chat) -> None:
    antwoord = await chat.klant.post(chat.pad("/samenvatting"), json={"veld": "naam", "waarde": "x"}, headers=chat.kop)
    assert antwoord.status == 409
    assert "geen samenvatting" in await fout_van(antwoord)


async def test_wissen_kan_meteen_en_daarna_is_er_niets_meer(chat: Chat, app: App) -> None:
    assert (await chat.klant.delete(chat.pad(), headers=chat.kop)).status == 204
    for antwoord in (
        await chat.klant.get(chat.pad("/berichten"), headers=chat.kop),
        await chat.klant.delete(chat.pad(), headers=chat.kop),
        await chat.klant.post(chat.pad("/beurten"), json={"tekst": "hallo"}, headers=chat.kop),
    ):
        assert antwoord.status == 404
        assert "niet meer" in await fout_van(antwoord)
    assert app.dialoog.vergeten == [chat.id]


async def test_met_de_motor_uit_antwoordt_de_api_gewoon(chat: Chat, app: App) -> None:
    app.dialoog.aan = False
    assert "14 050" in teksten(await chat.zeg(PARKEERKAART))
    assert "113" in teksten(await chat.zeg(GEVAAR))


# --- wie mag erbij ---

EIGEN = [("GET", "/berichten", None), ("POST", "/beurten", {"tekst": "x"}), ("DELETE", "", None),
         ("POST", "/samenvatting", {"veld": "naam", "waarde": "x"})]  # fmt: skip


@pytest.mark.parametrize(("methode", "rest", "lichaam"), EIGEN)
@pytest.mark.parametrize("kop", [None, "", "Bearer ", "Bearer fout", "Basic abc", "Bearer " + "0" * 64, "Bearer é"])
async def test_zonder_de_goede_sleutel_401(methode: str, rest: str, lichaam: Any, kop: str | None, chat: Chat) -> None:
    koppen = {"Authorization": kop} if kop is not None else {}
    antwoord = await chat.klant.request(methode, chat.pad(rest), json=lichaam, headers=koppen)
    assert antwoord.status == 401
    assert "sleutel" in await fout_van(antwoord)
    assert len(await chat.berichten()) == 2


@pytest.mark.parametrize(("methode", "rest", "lichaam"), EIGEN)
async def test_de_sleutel_van_een_ander_gesprek_past_niet(methode: str, rest: str, lichaam: Any, chat: Chat) -> None:
    ander = await Chat.begint(chat.klant)
    antwoord = await chat.klant.request(methode, chat.pad(rest), json=lichaam, headers=ander.kop)
    assert antwoord.status == 401


async def test_een_onbekend_gesprek_met_een_passende_sleutel_is_404(klant: Klant, kluis: Kluis) -> None:
    kop = {"Authorization": f"Bearer {kluis.gesprekssleutel('bestaat-niet')}"}
    for methode, rest, lichaam in EIGEN:
        antwoord = await klant.request(methode, f"/api/v1/gesprekken/bestaat-niet{rest}", json=lichaam, headers=kop)
        assert antwoord.status == 404, (methode, rest)


# --- rommel ---


@pytest.mark.parametrize("wat", KAPOT)
async def test_kapotte_json_krijgt_uitleg(wat: str, chat: Chat) -> None:
    for pad in ("/api/v1/gesprekken", chat.pad("/beurten"), chat.pad("/samenvatting")):
        antwoord = await chat.klant.post(pad, data=KAPOT[wat], headers=chat.kop | {"Content-Type": "application/json"})
        assert antwoord.status == 400, pad
        assert await fout_van(antwoord)


@pytest.mark.parametrize("soort", ["text/plain", "application/xml", "application/json; charset=bestaat-niet", ""])
async def test_een_vreemde_soort_breekt_niets(soort: str, chat: Chat) -> None:
    antwoord = await chat.klant.post(chat.pad("/beurten"), data=b'{"tekst": "hallo"}', headers=chat.kop | {"Content-Type": soort})
    assert antwoord.status in (200, 400, 415)


async def test_honderd_kilobyte_tekst_krijgt_uitleg(chat: Chat) -> None:
    antwoord = await chat.klant.post(chat.pad("/beurten"), json={"tekst": "a" * 100_000}, headers=chat.kop)
    assert antwoord.status == 200
    assert "te lang" in await antwoord.text()


async def test_een_te_lang_bericht_krijgt_een_zin_in_de_chat(chat: Chat) -> None:
    assert "hooguit 2000 tekens" in teksten(await chat.zeg("woord " * 500))


async def test_een_enorm_verzoek_wordt_geweigerd(chat: Chat) -> None:
    antwoord = await chat.klant.post(chat.pad("/beurten"), data=b"x" * 400_000, headers=chat.kop)
    assert antwoord.status == 413
    assert "te groot" in await fout_van(antwoord)


@pytest.mark.parametrize(
    "tekst",
    ["😀", "", "   ", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "'; DROP TABLE gesprek; --", "\u0000nul",
     "{{7*7}}", "${jndi:ldap://x}", "مرحبا كيف حالك", "\u202egnirts", "a\u0301" * 500, "../../etc/passwd", "%00%ff", "👩‍👩‍👧‍👦"],
)  # fmt: skip
async def test_elke_tekst_krijgt_antwoord(tekst: str, chat: Chat) -> None:
    nieuw = await chat.zeg(tekst)
    assert teksten(nieuw[1:])
    assert nieuw[0]["inhoud"].get("tekst", "") == tekst.replace("\u0000", "")
    assert await chat.berichten(nieuw[0]["nummer"] - 1) != []


async def test_losse_surrogaten_worden_gewoon_weggelaten(chat: Chat) -> None:
    antwoord = await chat.klant.post(chat.pad("/beurten"), data=rb'{"tekst": "hallo \ud800 daar"}', headers=chat.kop)
    assert antwoord.status == 200
    assert (await antwoord.json())["berichten"][0]["inhoud"]["tekst"] == "hallo  daar"


@pytest.mark.parametrize("beurt_id", [5, ["a"], {"a": 1}, "x" * 65, True])
async def test_een_rare_beurt_id_krijgt_uitleg(beurt_id: Any, chat: Chat) -> None:
    antwoord = await chat.klant.post(chat.pad("/beurten"), json={"tekst": "hallo", "beurt_id": beurt_id}, headers=chat.kop)
    assert antwoord.status == 400


async def test_wat_er_ook_komt_nooit_5xx(sqlopslag: SqlOpslag, kluis: Kluis, aiohttp_client: MaakKlant) -> None:
    """Elke route, elke methode, met vreemde sleutels en inhoud."""
    klant = await aiohttp_client(Server(maak_server(maak_proefapp(opslag=sqlopslag, per_minuut=100_000), kluis, "x")))
    raar = ["bestaat-niet", "%00", "%ff", "..%2f..", "🏠", "a" * 2000, "' OR 1=1", "%F0%9F"]
    bekend = {r.resource.canonical for r in klant.server.app.router.routes() if r.resource is not None}
    for canoniek in sorted(p for p in bekend if p not in ("/statisch/", "/gezondheid/klaar")):
        for waarde in raar if "{" in canoniek else [""]:
            pad = canoniek
            for naam in ("{id}", "{sleutel}", "{handeling}", "{filename}"):
                pad = pad.replace(naam, waarde)
            for methode in ("GET", "POST", "DELETE", "PUT", "PATCH", "OPTIONS", "HEAD"):
                antwoord = await klant.request(methode, pad, data=None if methode in ("GET", "HEAD") else b"{rommel", allow_redirects=False)
                assert antwoord.status < 500, (methode, pad, antwoord.status)


# --- te veel ---


async def test_te_veel_verzoeken_krijgen_een_vriendelijke_zin(sqlopslag: SqlOpslag, kluis: Kluis, aiohttp_client: MaakKlant) -> None:
    klant = await aiohttp_client(Server(maak_server(maak_proefapp(opslag=sqlopslag, per_minuut=3), kluis, "x")))
    chat = await Chat.begint(klant)
    await chat.zeg("een")
    await chat.zeg("twee")
    antwoord = await klant.post(chat.pad("/beurten"), json={"tekst": "drie"}, headers=chat.kop)
    assert antwoord.status == 429
    assert "Wacht even" in await fout_van(antwoord)
    assert antwoord.headers["Retry-After"]
    # lezen mag altijd: de inwoner mist niets
    assert (await klant.get(chat.pad("/berichten"), headers=chat.kop)).status == 200


async def test_achter_een_proxy_telt_elk_adres_apart(sqlopslag: SqlOpslag, kluis: Kluis, aiohttp_client: MaakKlant) -> None:
    app = maak_proefapp(opslag=sqlopslag, per_minuut=1, achter_proxy=True)
    klant = await aiohttp_client(Server(maak_server(app, kluis, "x")))

    async def begin(keten: str) -> int:
        kop = {"X-Forwarded-For": keten}
        return (await klant.post("/api/v1/gesprekken", json={"gemeente": "groningen"}, headers=kop)).status

    assert [await begin("1.1.1.1"), await begin("2.2.2.2")] == [201, 201]
    # wat de bezoeker er zelf voor zet telt niet
    assert await begin("9.9.9.9, 1.1.1.1") == 429


async def test_zonder_proxy_is_een_doorgegeven_adres_niets_waard(sqlopslag: SqlOpslag, kluis: Kluis, aiohttp_client: MaakKlant) -> None:
    klant = await aiohttp_client(Server(maak_server(maak_proefapp(opslag=sqlopslag, per_minuut=1), kluis, "x")))
    codes = [
        (await klant.post("/api/v1/gesprekken", json={"gemeente": "groningen"}, headers={"X-Forwarded-For": f"1.1.1.{n}"})).status
        for n in range(3)
    ]
    assert codes == [201, 429, 429]


# --- koppen en herkomst ---

STRENG = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def is_streng(antwoord: Any) -> bool:
    kop = antwoord.headers
    return all(kop.get(k) == v for k, v in STRENG.items()) and "default-src 'none'" in kop.get("Content-Security-Policy", "")


@pytest.mark.parametrize(
    ("pad", "status"),
    [("/api/v1/gemeenten/groningen", 200), ("/api/v1/gemeenten/x", 404), ("/api/v1/bestaat-niet", 404), ("/aanmelden", 200),
     ("/gezondheid/levend", 200), ("/api/v1/gesprekken/x/berichten", 401), ("/openapi.yaml", 200)],
)  # fmt: skip
async def test_elk_antwoord_heeft_strenge_koppen(pad: str, status: int, klant: Klant) -> None:
    antwoord = await klant.get(pad)
    assert antwoord.status == status
    assert is_streng(antwoord)
    assert "script-src 'self'" in antwoord.headers["Content-Security-Policy"]
    assert "unsafe" not in antwoord.headers["Content-Security-Policy"]


async def test_gesprekken_worden_nergens_bewaard_onderweg(chat: Chat) -> None:
    antwoord = await chat.klant.get(chat.pad("/berichten"), headers=chat.kop)
    assert antwoord.headers["Cache-Control"] == "no-store"


async def test_alleen_sites_uit_de_instellingen_mogen_de_chat_gebruiken(klant: Klant) -> None:
    goed = await klant.get("/api/v1/gemeenten/groningen", headers={"Origin": "https://gemeente.voorbeeld"})
    assert goed.headers["Access-Control-Allow-Origin"] == "https://gemeente.voorbeeld"
    assert "https://gemeente.voorbeeld" in goed.headers["Content-Security-Policy"]
    for herkomst in ("https://elders.voorbeeld", "null", "https://gemeente.voorbeeld.elders.nl", "http://gemeente.voorbeeld"):
        fout = await klant.get("/api/v1/gemeenten/groningen", headers={"Origin": herkomst})
        assert "Access-Control-Allow-Origin" not in fout.headers
    werkbak = await klant.get("/werkbak", headers={"Origin": "https://gemeente.voorbeeld"}, allow_redirects=False)
    assert "Access-Control-Allow-Origin" not in werkbak.headers


async def test_een_browser_mag_vooraf_vragen_of_het_mag(klant: Klant) -> None:
    kop = {"Origin": "https://gemeente.voorbeeld", "Access-Control-Request-Method": "POST"}
    antwoord = await klant.options("/api/v1/gesprekken", headers=kop)
    assert antwoord.status == 204
    assert "POST" in antwoord.headers["Access-Control-Allow-Methods"]
    assert "Authorization" in antwoord.headers["Access-Control-Allow-Headers"]


async def test_gezondheid_zegt_eerlijk_wat_er_is(klant: Klant, app: App) -> None:
    assert (await klant.get("/gezondheid/levend")).status == 200
    klaar = await klant.get("/gezondheid/klaar")
    assert (klaar.status, (await klaar.json())["klaar"]) == (200, True)
    app.dialoog.aan = False
    niet = await klant.get("/gezondheid/klaar")
    assert (niet.status, (await niet.json())["model"]) == (503, False)


async def test_elke_publieke_route_staat_in_de_beschrijving(klant: Klant) -> None:
    beschreven = set(yaml.safe_load((WORTEL / "assistent/web/openapi.yaml").read_text("utf-8"))["paths"])
    echt = {r.resource.canonical for r in klant.server.app.router.routes() if r.resource is not None}
    # een websocket past niet in OpenAPI; die staat in de koppelvlakken
    assert {p for p in echt if p.startswith("/api/v1/") and not p.endswith("/live")} <= beschreven


# --- websocket ---


async def test_na_hallo_komt_alles_wat_er_al_is(chat: Chat) -> None:
    await chat.zeg(PARKEERKAART)
    ws = await chat.open()
    geleverd = (await ontvang(ws))["berichten"]
    assert [b["nummer"] for b in geleverd] == [b["nummer"] for b in await chat.berichten()]


async def test_een_beurt_wordt_bevestigd_en_beantwoord(chat: Chat) -> None:
    ws = await chat.open()
    await ontvang(ws)
    await ws.send_json({"soort": "beurt", "tekst": PARKEERKAART, "beurt_id": "b1"})
    soorten = [(await ws.receive_json(timeout=WACHT)) for _ in range(2)]
    assert {s["soort"] for s in soorten} == {"ontvangen", "berichten"}
    berichten = next(s for s in soorten if s["soort"] == "berichten")["berichten"]
    assert [b["van"] for b in berichten][:2] == ["inwoner", "assistent"]


async def test_ping_en_typen_mogen(chat: Chat) -> None:
    ws = await chat.open(na=99)
    await ws.send_json({"soort": "typt"})
    await ws.send_json({"soort": "ping"})
    assert (await ws.receive_json(timeout=WACHT))["soort"] == "pong"


async def test_herverbinden_verliest_en_verdubbelt_niets(chat: Chat) -> None:
    ws = await chat.open()
    gezien = [b["nummer"] for b in (await ontvang(ws))["berichten"]]
    await ws.send_json({"soort": "beurt", "tekst": PARKEERKAART, "beurt_id": "b1"})
    gezien += [b["nummer"] for b in (await ontvang(ws))["berichten"]]
    await ws.close()
    await chat.zeg("blrp", "b2")  # intussen, langs een andere weg
    await chat.zeg("zwoef", "b3")
    ws = await chat.open(na=gezien[-1])
    gezien += [b["nummer"] for b in (await ontvang(ws))["berichten"]]
    assert gezien == [b["nummer"] for b in await chat.berichten()]
    assert gezien == list(range(1, len(gezien) + 1))


async def test_wie_niets_gemist_heeft_krijgt_niets(chat: Chat) -> None:
    laatste = (await chat.berichten())[-1]["nummer"]
    ws = await chat.open(na=laatste)
    await ws.send_json({"soort": "ping"})
    assert (await ws.receive_json(timeout=WACHT))["soort"] == "pong"


async def test_dezelfde_beurt_na_herverbinden_verdubbelt_niets(chat: Chat) -> None:
    """De verbinding viel weg voor de bevestiging; de client stuurt opnieuw."""
    ws = await chat.open()
    await ontvang(ws)
    await ws.send_json({"soort": "beurt", "tekst": PARKEERKAART, "beurt_id": "b1"})
    await ontvang(ws)
    await ws.close()
    voor = await chat.berichten()
    ws = await chat.open(na=voor[-1]["nummer"])
    await ws.send_json({"soort": "beurt", "tekst": PARKEERKAART, "beurt_id": "b1"})
    assert (await ontvang(ws, "ontvangen"))["beurt_id"] == "b1"
    assert await chat.berichten() == voor


async def test_twee_schermen_zien_hetzelfde(chat: Chat) -> None:
    een, twee = await chat.open(), await chat.open()
    for ws in (een, twee):
        await ontvang(ws)
    await een.send_json({"soort": "beurt", "tekst": PARKEERKAART, "beurt_id": "b1"})
    eerste, tweede = (await ontvang(een))["berichten"], (await ontvang(twee))["berichten"]
    assert [b["nummer"] for b in eerste] == [b["nummer"] for b in tweede]


async def test_de_aanname_van_een_medewerker_komt_meteen_binnen(chat: Chat, app: App) -> None:
    await chat.naar_team()
    ws = await chat.open(na=(await chat.berichten())[-1]["nummer"])
    await ws.send_json({"soort": "ping"})
    await ontvang(ws, "pong")
    (overdracht, _), *_ = await app.werkbak.lijst(SOCIAAL_TEAM)
    await app.werkbak.neem_aan(SOCIAAL_TEAM, overdracht.id, NU)
    assert "Sam Proef" in teksten((await ontvang(ws))["berichten"])
    await app.meepraten.zeg(SOCIAAL_TEAM, overdracht.id, "Goedemorgen", NU)
    assert teksten((await ontvang(ws))["berichten"]) == "Goedemorgen"
    # en de bot zwijgt
    await ws.send_json({"soort": "beurt", "tekst": PARKEERKAART, "beurt_id": "b9"})
    assert [b["van"] for b in (await ontvang(ws))["berichten"]] == ["inwoner"]


@pytest.mark.parametrize(
    "rommel",
    ["geen json", "[]", "null", "42", '"tekst"', "{}", '{"soort": "bestaat_niet"}', '{"soort": ["beurt"]}', '{"soort": "beurt"}',
     '{"soort": "beurt", "tekst": 5}', '{"soort": "beurt", "tekst": "x", "beurt_id": 5}', "[" * 60_000, '{"a":' * 12_000],
    ids=range(13),
)  # fmt: skip
async def test_rommel_krijgt_een_zin_en_de_lijn_blijft_open(rommel: str, chat: Chat) -> None:
    ws = await chat.open(na=99)
    await ws.send_str(rommel)
    fout = await ws.receive_json(timeout=WACHT)
    assert fout["soort"] == "fout"
    assert fout["fout"]
    assert fout["code"]
    await ws.send_json({"soort": "ping"})
    assert (await ws.receive_json(timeout=WACHT))["soort"] == "pong"
    assert len(await chat.berichten()) == 2


@pytest.mark.parametrize("tekst", ["😀", "<b>x</b>", "\u0000", "woord " * 500], ids=["emoji", "html", "nul", "lang"])
async def test_vreemde_tekst_krijgt_ook_live_antwoord(tekst: str, chat: Chat) -> None:
    ws = await chat.open(na=2)
    await ws.send_json({"soort": "beurt", "tekst": tekst})
    assert len((await ontvang(ws))["berichten"]) == 2


@pytest.mark.parametrize(
    "hallo",
    ['{"soort": "hallo"}', '{"soort": "hallo", "sleutel": "fout", "na": 0}', "[]", "geen json", '{"soort": "beurt", "tekst": "x"}',
     '{"soort": "hallo", "sleutel": null}', "null"],
)  # fmt: skip
async def test_zonder_goede_hallo_komt_er_niets(hallo: str, chat: Chat) -> None:
    ws = await chat.klant.ws_connect(chat.pad("/live"))
    await ws.send_str(hallo)
    assert (await ws.receive_json(timeout=WACHT))["soort"] == "fout"
    assert (await ws.receive(timeout=WACHT)).type in (WSMsgType.CLOSE, WSMsgType.CLOSED)


@pytest.mark.parametrize("na", ["abc", None, [], {}])
async def test_een_verkeerde_na_in_hallo_krijgt_een_zin(na: Any, chat: Chat) -> None:
    ws = await chat.open(na=na)
    assert (await ws.receive_json(timeout=WACHT))["soort"] == "fout"


async def test_een_gewist_gesprek_zegt_dat_het_er_niet_meer_is(chat: Chat) -> None:
    ws = await chat.open()
    await ontvang(ws)
    await chat.klant.delete(chat.pad(), headers=chat.kop)
    await ws.send_json({"soort": "beurt", "tekst": "bent u daar"})
    assert (await ontvang(ws, "fout"))["code"] == "onbekend"


async def test_een_te_groot_bericht_sluit_de_lijn_en_een_nieuwe_werkt(chat: Chat) -> None:
    ws = await chat.open(na=2)
    await ws.send_str("x" * 70_000)
    assert (await ws.receive(timeout=WACHT)).type in (WSMsgType.CLOSE, WSMsgType.CLOSED)
    assert await ontvang(await chat.open())


@pytest.mark.parametrize(("herkomst", "mag"), [
    (None, True), ("https://gemeente.voorbeeld", True), ("https://elders.voorbeeld", False), ("null", False),
])  # fmt: skip
async def test_een_websocket_alleen_van_een_bekende_site(herkomst: str | None, mag: bool, chat: Chat) -> None:
    koppen = {"Origin": herkomst} if herkomst else {}
    if mag:
        ws = await chat.klant.ws_connect(chat.pad("/live"), headers=koppen)
        await ws.close()
    else:
        with pytest.raises(WSServerHandshakeError) as fout:
            await chat.klant.ws_connect(chat.pad("/live"), headers=koppen)
        assert fout.value.status == 403


# --- als de database er niet is ---


class WegOpslag:
    """Een opslag die onderweg wegvalt."""

    def __init__(self, echt: SqlOpslag) -> None:
        self.echt, self.weg = echt, False

    @asynccontextmanager
    async def transactie(self) -> AsyncIterator[Any]:
        if self.weg:
            raise OpslagOnbereikbaar("De database antwoordt niet.")
        async with self.echt.transactie() as werk:
            yield werk


@pytest.fixture
def wegopslag(sqlopslag: SqlOpslag) -> WegOpslag:
    return WegOpslag(sqlopslag)


@pytest.fixture
async def wankel(wegopslag: WegOpslag, kluis: Kluis, aiohttp_client: MaakKlant) -> Chat:
    """Een begonnen gesprek waarvan de opslag kan wegvallen."""
    klant = await aiohttp_client(Server(maak_server(maak_proefapp(opslag=wegopslag), kluis, "x")))
    return await Chat.begint(klant)


async def test_zonder_database_een_eerlijke_fout_en_daarna_weer_gewoon(wankel: Chat, wegopslag: WegOpslag) -> None:
    wegopslag.weg = True
    antwoord = await wankel.klant.post(wankel.pad("/beurten"), json={"tekst": "hallo"}, headers=wankel.kop)
    assert antwoord.status == 503
    assert await fout_van(antwoord) == "De database antwoordt niet."
    wegopslag.weg = False
    assert await wankel.zeg(PARKEERKAART)


async def test_gevaar_krijgt_ook_zonder_database_113_en_112(wankel: Chat, wegopslag: WegOpslag) -> None:
    wegopslag.weg = True
    tekst = teksten(await wankel.zeg(GEVAAR))
    assert "113" in tekst
    assert "112" in tekst


# --- randen ---


@pytest.mark.parametrize("pad", ["/werkbak", "/bestaat-niet"])
async def test_ook_een_omleiding_of_fout_heeft_strenge_koppen(pad: str, klant: Klant) -> None:
    assert is_streng(await klant.get(pad, allow_redirects=False))


async def test_gevaar_krijgt_ook_live_zonder_database_het_nummer(wankel: Chat, wegopslag: WegOpslag) -> None:
    ws = await wankel.open()
    await ontvang(ws)
    wegopslag.weg = True
    await ws.send_json({"soort": "beurt", "tekst": GEVAAR})
    await ws.send_json({"soort": "ping"})
    gezien = []
    while not gezien or gezien[-1]["soort"] != "pong":
        gezien.append(await ws.receive_json(timeout=WACHT))
    assert "113" in str(gezien)


async def test_twee_keer_gevaar_zonder_database_heeft_twee_nummers(wankel: Chat, wegopslag: WegOpslag) -> None:
    wegopslag.weg = True
    nummers = [b["nummer"] for _ in range(2) for b in await wankel.zeg(GEVAAR)]
    assert len(nummers) == len(set(nummers))


async def test_gevaar_in_een_heel_lang_bericht_wordt_gehoord(chat: Chat) -> None:
    antwoord = await chat.klant.post(chat.pad("/beurten"), json={"tekst": f"{GEVAAR} " + "en " * 8000}, headers=chat.kop)
    assert "113" in await antwoord.text()


@pytest.mark.parametrize("hallo", ['"na": 1e999', '"na": 1' + "0" * 40, '"na": ' + "[" * 20_000], ids=["oneindig", "reus", "diep"])
async def test_een_onmogelijke_hallo_krijgt_een_zin(hallo: str, chat: Chat) -> None:
    ws = await chat.klant.ws_connect(chat.pad("/live"))
    await ws.send_str(f'{{"soort": "hallo", "sleutel": "{chat.sleutel}", {hallo}}}')
    eerste = await ws.receive(timeout=WACHT)
    assert eerste.type is WSMsgType.TEXT
    assert json.loads(eerste.data)["soort"] == "fout"


async def test_ook_live_is_er_een_grens(sqlopslag: SqlOpslag, kluis: Kluis, aiohttp_client: MaakKlant) -> None:
    klant = await aiohttp_client(Server(maak_server(maak_proefapp(opslag=sqlopslag, per_minuut=3), kluis, "x")))
    chat = await Chat.begint(klant)
    ws = await chat.open(na=99)
    for n in range(10):
        await ws.send_json({"soort": "beurt", "tekst": "hallo", "beurt_id": f"b{n}"})
    await ws.send_json({"soort": "ping"})
    soorten = []
    while not soorten or soorten[-1]["soort"] != "pong":
        soorten.append(await ws.receive_json(timeout=WACHT))
    assert "te_vaak" in {s.get("code") for s in soorten}


class LangzameOpslag:
    """Tussen lezen en luisteren schrijft een ander proces een bericht, één keer."""

    def __init__(self, echt: SqlOpslag) -> None:
        self.echt, self.app, self.scherp = echt, None, False

    @asynccontextmanager
    async def transactie(self) -> AsyncIterator[Any]:
        async with self.echt.transactie() as werk:
            yield werk
        if self.scherp:
            self.scherp = False
            async with self.echt.transactie() as werk:
                (gesprek_id,) = self.gesprekken
                laatste = (await werk.gesprekken.berichten(gesprek_id))[-1].nummer
                bericht = Bericht(gesprek_id, laatste + 1, "medewerker", {"tekst": "Sam neemt het over"}, NU)
                await werk.gesprekken.voeg_toe([bericht])
            await self.app.omroep.roep(f"gesprek:{gesprek_id}", {"soort": "bericht"})

    gesprekken: tuple[str, ...] = ()
    app: Any


async def test_een_bericht_tussen_leveren_en_luisteren_komt_ook_aan(sqlopslag: SqlOpslag, kluis: Kluis, aiohttp_client: MaakKlant) -> None:
    opslag = LangzameOpslag(sqlopslag)
    opslag.app = maak_proefapp(opslag=opslag)
    chat = await Chat.begint(await aiohttp_client(Server(maak_server(opslag.app, kluis, "x"))))
    opslag.gesprekken, opslag.scherp = (chat.id,), True
    ws = await chat.open()
    gezien = ""
    while "Sam neemt het over" not in gezien:
        gezien += str(await ws.receive_json(timeout=WACHT))


async def test_een_sleutel_van_losse_bytes_is_gewoon_401(klant: Klant) -> None:
    assert await rauw(klant, b"GET /api/v1/gesprekken/x/berichten", b"Authorization: Bearer \xff\xfe") == 401


@pytest.mark.parametrize(
    ("regel", "kop"),
    [
        (b"GET /api/v1/gesprekken/%ff/berichten", b"Authorization: Bearer x"),
        (b"GET /api/v1/gesprekken/x/berichten?na=%ff", b"Authorization: Bearer x"),
        (b"GET /api/v1/gemeenten/%ED%A0%80", b"X: y"),
        (b"GET /api/v1/gemeenten/groningen", b"Origin: \xff\xfe"),
        (b"GET /aanmelden?verder=%ff%0d%0aSet-Cookie:x=y", b"X: y"),
        (b"GET /werkbak", b"Cookie: assistent=rommel"),
        (b"GET /werkbak", b"Cookie: \xff\xfe;=;a"),
        (b"GET /werkbak-live?intake=%ff", b"Upgrade: websocket"),
        (b"GET /api/v1/gesprekken/x/live", b"Upgrade: websocket"),
        (b"GET /statisch/..%2f..%2fpyproject.toml", b"X: y"),
        (b"GET /statisch/%00", b"X: y"),
        (b"GET /../../etc/passwd", b"X: y"),
        (b"PROPFIND /", b"X: y"),
    ],
    ids=range(13),
)
async def test_een_slordig_verzoek_is_geen_storing(regel: bytes, kop: bytes, klant: Klant) -> None:
    assert await rauw(klant, regel, kop) < 500


async def rauw(klant: Klant, regel: bytes, *koppen: bytes, lichaam: bytes = b"") -> int:
    """Een verzoek zoals geen nette client het stuurt; geeft de status."""
    lezer, schrijver = await asyncio.open_connection(klant.server.host, klant.server.port)
    kop = [regel + b" HTTP/1.1", b"Host: x", b"Connection: close", b"Content-Length: %d" % len(lichaam), *koppen, b"", lichaam]
    schrijver.write(b"\r\n".join(kop))
    await schrijver.drain()
    eerste = await lezer.readline()
    schrijver.close()
    await schrijver.wait_closed()
    return int(eerste.split()[1])


async def test_bij_het_stoppen_gaan_open_chats_meteen_dicht(chat: Chat) -> None:
    ws = await chat.open(na=99)
    await ws.send_json({"soort": "ping"})
    await ontvang(ws, "pong")
    await chat.klant.server.app.shutdown()
    assert (await ws.receive(timeout=1)).type in (WSMsgType.CLOSE, WSMsgType.CLOSED)
