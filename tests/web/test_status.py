"""De statuspagina achter nummer en code: zien, aanvullen, verbeteren, intrekken, en niets in het adres (R52, R66, R68, R118)."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest

from assistent.adapters.fakes import PostInGeheugen
from assistent.adapters.sql import Kluis, SqlOpslag
from assistent.app import App
from assistent.kanalen.web.server import maak_server
from tests.gegevens import GEVAAR, NU, PARKEERKAART, SOCIAAL_TEAM, maak_proefapp
from tests.web.conftest import Chat, Klant, Server, teksten

MaakKlant = Callable[..., Awaitable[Klant]]


@dataclass
class Pagina:
    """De statuspagina in een browser zonder script."""

    klant: Klant
    referentie: str
    code: str

    @property
    def paar(self) -> dict[str, str]:
        return {"referentie": self.referentie, "code": self.code}

    async def lees(self) -> str:
        antwoord = await self.klant.post("/status", data=self.paar)
        assert antwoord.status == 200
        return await antwoord.text()

    async def druk(self, knop: str, **velden: str) -> tuple[int, str]:
        antwoord = await self.klant.post(f"/status/{knop}", data=self.paar | velden)
        return antwoord.status, await antwoord.text()


@pytest.fixture
async def pagina(klant: Klant, chat: Chat, app: App) -> Pagina:
    """Iemand wiens vraag bij het Sociaal Team ligt."""
    referentie = await chat.naar_team()
    (overdracht, _), *_ = await app.werkbak.lijst(SOCIAAL_TEAM)
    return Pagina(klant, referentie, app.statuscode(overdracht.id))


async def neem_aan(app: App) -> str:
    (overdracht, _), *_ = await app.werkbak.lijst(SOCIAAL_TEAM)
    await app.werkbak.neem_aan(SOCIAAL_TEAM, overdracht.id, NU)
    return overdracht.id


# --- erin komen ---


async def test_het_formulier_vraagt_nummer_en_code(klant: Klant) -> None:
    antwoord = await klant.get("/status")
    tekst = await antwoord.text()
    assert antwoord.status == 200
    assert "Uw nummer" in tekst
    assert "Set-Cookie" not in antwoord.headers, "een inwoner krijgt geen koekje"


async def test_met_nummer_en_code_ziet_de_inwoner_waar_zijn_vraag_ligt(pagina: Pagina) -> None:
    tekst = await pagina.lees()
    assert "Uw vraag ligt bij het Sociaal Team" in tekst
    assert "Hierna leest een medewerker" in tekst
    assert "24-11-2026 10:00" in tekst, "Nederlandse tijd"
    assert "0612345678" not in tekst, "wie meekijkt op het scherm leest het nummer niet"


@pytest.mark.parametrize("code", ["", "22222-22222", "' OR 1=1 --", "<script>", "é", "x" * 10_000, "\x00"])
async def test_zonder_goede_code_niets(code: str, pagina: Pagina) -> None:
    antwoord = await pagina.klant.post("/status", data={"referentie": pagina.referentie, "code": code})
    tekst = await antwoord.text()
    assert antwoord.status == 401
    assert "horen niet bij elkaar" in tekst
    assert "Sociaal Team" not in tekst
    for knop in ("aanvullen", "intrekken", "verbeteren", "bellen", "mailen", "terugkomen"):
        velden = {"referentie": pagina.referentie, "code": code, "tekst": "x", "veld": "naam", "waarde": "x", "mail": "a@b.nl"}
        assert (await pagina.klant.post(f"/status/{knop}", data=velden | {"moment": NU.isoformat()})).status == 401


async def test_een_onbekend_nummer_klinkt_hetzelfde_als_een_foute_code(pagina: Pagina) -> None:
    een = await pagina.klant.post("/status", data={"referentie": pagina.referentie, "code": "22222-22222"})
    twee = await pagina.klant.post("/status", data={"referentie": "BBB-222", "code": "22222-22222"})
    kaal = lambda t: re.sub(r'value="[^"]*"', "", t)  # noqa: E731
    assert kaal(await een.text()) == kaal(await twee.text())


async def test_raden_loopt_vast_op_de_grens(sqlopslag: SqlOpslag, kluis: Kluis, aiohttp_client: MaakKlant) -> None:
    klant = await aiohttp_client(Server(maak_server(maak_proefapp(opslag=sqlopslag, per_minuut=5), kluis, "x")))
    codes = [(await klant.post("/status", data={"referentie": "BBB-222", "code": "22222-22222"})).status for _ in range(8)]
    assert codes[:5] == [401] * 5
    assert 429 in codes


async def test_nummer_en_code_staan_nooit_in_een_adres(pagina: Pagina) -> None:
    tekst = await pagina.lees()
    for adres in re.findall(r'(?:href|action|src)="([^"]*)"', tekst):
        assert pagina.code not in adres
        assert pagina.referentie not in adres
    assert 'method="get"' not in tekst.lower()


async def test_de_pagina_wordt_nergens_bewaard_en_heeft_strenge_koppen(pagina: Pagina) -> None:
    antwoord = await pagina.klant.post("/status", data=pagina.paar)
    assert antwoord.headers["Cache-Control"] == "no-store"
    assert antwoord.headers["Referrer-Policy"] == "no-referrer"
    assert not re.search(r"<script(?![^>]*\bsrc=)", await antwoord.text())


# --- doen ---


async def test_aanvullen_komt_bij_het_team_en_zegt_dat(pagina: Pagina, app: App) -> None:
    status, tekst = await pagina.druk("aanvullen", tekst="Er kwam een brief")
    assert status == 200
    assert "Het team leest het ook" in tekst
    (_, intake), *_ = await app.werkbak.lijst(SOCIAAL_TEAM)
    assert intake.velden["aanvulling"] == "Er kwam een brief"


async def test_gevaar_op_deze_pagina_krijgt_meteen_het_nummer(pagina: Pagina) -> None:
    """§5.3: ook hier."""
    _, tekst = await pagina.druk("aanvullen", tekst=GEVAAR)
    assert "113" in tekst
    assert "112" in tekst
    assert tekst.index("113") < tekst.index("<h1>")


async def test_een_regel_verbeteren_en_weglaten(pagina: Pagina, app: App) -> None:
    await pagina.druk("verbeteren", veld="telefoon", waarde="0687654321")
    await pagina.druk("verbeteren", veld="naam", waarde="", weg="ja")
    (_, intake), *_ = await app.werkbak.lijst(SOCIAAL_TEAM)
    assert intake.velden["telefoon"] == "0687654321"
    assert "naam" not in intake.velden


async def test_waar_hij_praat_kiest_de_inwoner_ook_hier(pagina: Pagina, app: App) -> None:
    """R85."""
    assert "<option>thuis</option>" in await pagina.lees()
    await pagina.druk("verbeteren", veld="voorkeur_gesprek", waarde="thuis")
    (_, intake), *_ = await app.werkbak.lijst(SOCIAAL_TEAM)
    assert intake.velden["voorkeur_gesprek"] == "thuis"
    assert "<option selected>thuis</option>" in await pagina.lees()


@pytest.mark.parametrize("kan", [False, True])
async def test_een_bericht_wordt_alleen_aangeboden_als_het_kan(kan: bool, pagina: Pagina, app: App) -> None:
    """R69: zonder dienst geen knop die niets doet."""
    if kan:
        app.sms = PostInGeheugen()
        app.instellingen = replace(app.instellingen, post_server="mail.example")
    tekst = await pagina.lees()
    assert ("Sms mij bij nieuws" in tekst, "Mail mij bij nieuws" in tekst) == (kan, kan)
    if kan:
        assert "Geen sms meer" in (await pagina.druk("smsen"))[1]
        await pagina.druk("mailen", weg="ja")
        assert "Sms mij bij nieuws" in await pagina.lees()


async def test_wie_het_mag_weten_bepaalt_de_inwoner(pagina: Pagina, app: App) -> None:
    assert "alleen het Sociaal Team" in await pagina.lees()
    await pagina.druk("verbeteren", veld="mag_weten", waarde="niet mijn werkgever")
    (_, intake), *_ = await app.werkbak.lijst(SOCIAAL_TEAM)
    assert intake.velden["mag_weten"] == "niet mijn werkgever"
    assert "niet mijn werkgever" in await pagina.lees()


@pytest.mark.parametrize(("knop", "velden"), [
    ("verbeteren", {"veld": "klasse", "waarde": "x"}), ("verbeteren", {"veld": "naam", "waarde": ""}), ("aanvullen", {"tekst": "  "}),
    ("bellen", {"moment": "straks"}), ("bellen", {"moment": "2026-11-24T10:30"}), ("bellen", {}), ("mailen", {"mail": "geen"}), ("terugkomen", {}),
])  # fmt: skip
async def test_wat_niet_kan_krijgt_uitleg(knop: str, velden: dict[str, str], pagina: Pagina, app: App) -> None:
    voor = await app.werkbak.lijst(SOCIAAL_TEAM)
    status, tekst = await pagina.druk(knop, **velden)
    assert status == 409
    assert 'role="alert"' in tekst
    assert await app.werkbak.lijst(SOCIAAL_TEAM) == voor


async def test_een_belmoment_kiezen(pagina: Pagina) -> None:
    moment = re.search(r'name="moment" value="([^"]+)"', await pagina.lees())
    assert moment is not None
    status, tekst = await pagina.druk("bellen", moment=moment.group(1))
    assert status == 200
    assert "Gevraagd belmoment: vandaag tussen 10.30 uur en 11 uur" in tekst, "voorbeelduren: nog geen belofte (R69)"


async def test_intrekken_en_daarna_is_er_niets_meer_te_doen(pagina: Pagina, app: App) -> None:
    """R66."""
    status, tekst = await pagina.druk("intrekken")
    assert status == 200
    assert "Er belt niemand" in tekst
    assert "Iets toevoegen" not in tekst
    assert await app.werkbak.lijst(SOCIAAL_TEAM) == []
    assert (await pagina.druk("intrekken"))[0] == 409


async def test_te_laat_om_in_te_trekken_staat_er_geen_knop(pagina: Pagina, app: App) -> None:
    app.klok.moment = NU + timedelta(days=3)
    assert "Trek mijn aanmelding in" not in await pagina.lees()


async def test_na_aannemen_staat_er_een_naam(pagina: Pagina, app: App) -> None:
    """R70."""
    await app.accounts.maak(SOCIAAL_TEAM, "een-goed-wachtwoord")
    await neem_aan(app)
    assert "Sam Proef van het Sociaal Team is met uw vraag bezig" in await pagina.lees()


async def test_na_afronden_kan_de_inwoner_terugkomen(pagina: Pagina, app: App) -> None:
    """R80."""
    id_ = await neem_aan(app)
    await app.werkbak.rond_af(SOCIAAL_TEAM, id_, "klaar", NU)
    assert "toch nog hulp nodig" in await pagina.lees()
    status, tekst = await pagina.druk("terugkomen")
    assert status == 200
    assert "Uw vraag ligt bij het Sociaal Team" in tekst


async def test_redenen_en_namen_van_medewerkers_staan_er_niet(pagina: Pagina, app: App) -> None:
    await app.accounts.maak(SOCIAAL_TEAM, "een-goed-wachtwoord")
    id_ = await neem_aan(app)
    await app.terugbellen.noteer(SOCIAAL_TEAM, id_, gelukt=False, notitie="klonk verward", nu=NU)
    tekst = await pagina.lees()
    assert "een medewerker zocht contact" in tekst.lower()
    assert "klonk verward" not in tekst


@pytest.mark.parametrize("stuk", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7*7 }}"])
async def test_wat_de_inwoner_typt_wordt_nooit_code(stuk: str, pagina: Pagina) -> None:
    for knop, velden in (("aanvullen", {"tekst": stuk}), ("verbeteren", {"veld": "naam", "waarde": stuk}), ("verbeteren", {"veld": "mag_weten", "waarde": stuk})):
        _, tekst = await pagina.druk(knop, **velden)
        assert "<script>alert" not in tekst
        assert "<img src=x" not in tekst
    assert "49" not in re.findall(r"<span>(.*?)</span>", tekst)


async def test_een_onbekende_knop_of_kapot_formulier_is_geen_storing(pagina: Pagina) -> None:
    assert (await pagina.druk("bestaat-niet"))[0] == 404
    for soort in ("application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=bestaat-niet", "text/plain"):
        antwoord = await pagina.klant.post("/status", data=b"referentie=\xff&code=\xfe", headers={"Content-Type": soort})
        assert antwoord.status < 500


# --- verder in de chat (R61, R80) ---


async def test_terugkomen_geeft_hetzelfde_gesprek(pagina: Pagina, chat: Chat) -> None:
    antwoord = await pagina.klant.post("/api/v1/terugkomen", json=pagina.paar)
    assert antwoord.status == 201
    assert await antwoord.json() == {"gesprek": chat.id, "sleutel": chat.sleutel}
    assert "U hoeft niets opnieuw te vertellen" in teksten((await chat.berichten())[-1:])


async def test_ook_na_wissen_gaat_het_gesprek_verder(pagina: Pagina, chat: Chat, app: App) -> None:
    await chat.klant.delete(chat.pad(), headers=chat.kop)
    inhoud = await (await pagina.klant.post("/api/v1/terugkomen", json=pagina.paar)).json()
    terug = Chat(chat.klant, inhoud["gesprek"], inhoud["sleutel"])
    assert await terug.zeg(PARKEERKAART)
    await neem_aan(app)
    assert "Sam Proef" in teksten((await terug.berichten())[-1:])


@pytest.mark.parametrize("lichaam", [{}, {"referentie": "BBB-222"}, {"referentie": "BBB-222", "code": 5}, {"referentie": ["x"], "code": "y"}])
async def test_terugkomen_met_onzin_is_400(lichaam: dict[str, Any], klant: Klant) -> None:
    assert (await klant.post("/api/v1/terugkomen", json=lichaam)).status == 400


async def test_terugkomen_met_een_foute_code_is_401(pagina: Pagina) -> None:
    antwoord = await pagina.klant.post("/api/v1/terugkomen", json=pagina.paar | {"code": "22222-22222"})
    assert antwoord.status == 401
    assert (await antwoord.json())["code"] == "code"
