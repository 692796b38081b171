"""De chat als eigen pagina en als iframe: streng beleid, en alleen sites uit de lijst mogen insluiten."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable

import pytest

from assistent.adapters.sql import Kluis, SqlOpslag
from assistent.kanalen.web.server import maak_server
from tests.gegevens import PARKEERKAART, maak_proefapp
from tests.web.conftest import Chat, Klant, Server

MaakKlant = Callable[..., Awaitable[Klant]]


async def test_de_pagina_laat_alleen_ons_eigen_script_toe(klant: Klant) -> None:
    antwoord = await klant.get("/chat/groningen")
    beleid, html = antwoord.headers["Content-Security-Policy"], await antwoord.text()
    nonce = re.search(r"script-src 'nonce-([\w-]+)';", beleid)
    assert nonce is not None
    assert html.count(f'nonce="{nonce[1]}"') == html.count("<script") + html.count("<style") == 2
    assert "unsafe" not in beleid
    assert "require-trusted-types-for 'script'" in beleid
    assert not re.search(r"\son\w+=|javascript:|style=", html)


async def test_elk_antwoord_heeft_een_eigen_nonce(klant: Klant) -> None:
    beleid = [(await klant.get("/chat/groningen")).headers["Content-Security-Policy"] for _ in range(2)]
    assert beleid[0] != beleid[1]


async def test_alleen_de_eigen_site_en_de_lijst_mogen_insluiten(klant: Klant) -> None:
    beleid = (await klant.get("/chat/groningen")).headers["Content-Security-Policy"]
    (mag,) = re.findall(r"frame-ancestors ([^;]+)", beleid)
    assert mag.split() == ["'self'", "https://gemeente.voorbeeld"]


async def test_zonder_script_staat_er_wat_u_kunt_doen(klant: Klant) -> None:
    html = await (await klant.get("/chat/groningen")).text()
    assert 'href="tel:14050"' in html
    assert 'href="tel:112"' in html


@pytest.mark.parametrize("gemeente", ["amsterdam", "%3Cscript%3E", "..%2f", "🏠"])
async def test_een_onbekende_gemeente_is_er_niet(gemeente: str, klant: Klant) -> None:
    assert (await klant.get(f"/chat/{gemeente}")).status == 404


async def test_een_taal_uit_het_adres_kan_geen_html_worden(klant: Klant) -> None:
    html = await (await klant.get("/chat/groningen", params={"taal": '"><b>'})).text()
    assert '"><b>' not in html


async def test_de_lijst_van_gemeenten_staat_op_naam(klant: Klant) -> None:
    lijst = (await (await klant.get("/api/v1/gemeenten")).json())["gemeenten"]
    namen = [g["naam"] for g in lijst]
    assert {"sleutel": "groningen", "naam": "Groningen"} in lijst
    assert namen == sorted(namen)


async def test_een_antwoord_uit_de_kennisbank_heeft_ook_makkelijke_woorden(chat: Chat) -> None:
    nieuw = await chat.zeg(PARKEERKAART)
    eenvoudig = [b["inhoud"]["eenvoudig"] for b in nieuw if b["inhoud"].get("sleutel", "").startswith("onderwerp:")]
    assert eenvoudig
    assert all(eenvoudig)


async def test_te_snel_typen_in_een_gesprek_krijgt_een_zin(sqlopslag: SqlOpslag, kluis: Kluis, aiohttp_client: MaakKlant) -> None:
    klant = await aiohttp_client(Server(maak_server(maak_proefapp(opslag=sqlopslag, per_minuut_gesprek=2), kluis, "x")))
    chat, ander = await Chat.begint(klant), await Chat.begint(klant)
    await chat.zeg("een")
    await chat.zeg("twee")
    antwoord = await klant.post(chat.pad("/beurten"), json={"tekst": "drie"}, headers=chat.kop)
    inhoud = await antwoord.json()
    assert (antwoord.status, inhoud["code"]) == (429, "te_vaak")
    assert "112" in inhoud["fout"]
    assert antwoord.headers["Retry-After"] == "10"
    # een ander op hetzelfde adres heeft er geen last van
    assert await ander.zeg("een")


async def test_het_script_gaat_ingepakt_en_klein_over_de_lijn(klant: Klant) -> None:
    antwoord = await klant.get("/statisch/bouw/toegang-chat.js", headers={"Accept-Encoding": "gzip"})
    assert antwoord.headers["Content-Encoding"] == "gzip"
    assert int(antwoord.headers["Content-Length"]) <= 60_000
    assert "max-age" in antwoord.headers["Cache-Control"]
