"""Vijftig gesprekken met intakes: geen naam, nummer of zin van een inwoner in dump, logboek, cijfers of foutpagina."""

from __future__ import annotations

import asyncio
import io
import logging
import re
import sqlite3
import sys
import threading
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
import structlog
from aiohttp.test_utils import TestClient, TestServer
from cryptography.fernet import Fernet
from sqlalchemy.ext.asyncio import AsyncEngine

from assistent.adapters.sql import Kluis, SqlAccounts, SqlOpslag
from assistent.adapters.sql.inzage import SqlInzagelog
from assistent.app import App
from assistent.bouwstenen import maak_lezer
from assistent.config import Instellingen
from assistent.kanalen.web.server import maak_server
from assistent.kern.errors import AssistentError
from assistent.kern.gesprek import Gesprek
from assistent.logboek import stel_in
from tests.gegevens import (
    GEVAAR,
    NU,
    SCHULDEN,
    SLEUTEL,
    SOCIAAL_TEAM,
    STAPELING,
    Inwoner,
    kennisbank,
    maak_proefapp,
)

AANTAL = 50
VOORNAMEN = ("Anna", "Karim", "Fatima", "Pieter", "Sanne", "Mohammed", "Willemijn", "Joris", "Aylin", "Hendrik")
ACHTERNAMEN = ("Visser", "Bakker", "Yilmaz", "de Vries", "Hoekstra")
pytestmark = pytest.mark.filterwarnings("ignore::aiohttp.web_exceptions.NotAppKeyWarning")


@dataclass(frozen=True)
class Iemand:
    """Een inwoner met een eigen naam, nummer, adres en verhaal."""

    n: int

    @property
    def naam(self) -> str:
        return f"{VOORNAMEN[self.n % 10]} {ACHTERNAMEN[self.n // 10]}"

    @property
    def telefoon(self) -> str:
        return f"06{31415900 + self.n}"

    @property
    def mail(self) -> str:
        return f"{VOORNAMEN[self.n % 10].lower()}{self.n}@postbus.voorbeeld"

    @property
    def bsn(self) -> str:
        return str(123456700 + self.n)

    @property
    def verhaal(self) -> str:
        return f"mijn kanarie zingt al {self.n + 100} nachten niet meer sinds de zwaluwstaart brak"

    @property
    def zinnen(self) -> tuple[str, ...]:
        return (
            STAPELING,
            f"{self.verhaal}, mijn bsn is {self.bsn}",
            "ja",
            f"Ik heet {self.naam} en mijn nummer is {self.telefoon} of {self.mail}",
            "'s ochtends",
            "ja",
        )

    @property
    def geheimen(self) -> tuple[str, ...]:
        """Wat nergens leesbaar mag staan."""
        return (
            self.naam, self.telefoon, self.telefoon[2:], self.mail, self.bsn,
            "kanarie zingt", "zwaluwstaart", "schulden, mijn zoon", GEVAAR,
        )  # fmt: skip


def geheimen() -> set[str]:
    return {g for n in range(AANTAL) for g in Iemand(n).geheimen}


def gevonden(tekst: str | bytes) -> set[str]:
    """De geheimen die in deze tekst staan, ook als ze in een andere codering geschreven zijn."""
    ruw = tekst.encode() if isinstance(tekst, str) else tekst
    plat = ruw.lower()
    return {g for g in geheimen() if g.lower().encode() in plat or g.encode("utf-16-le") in ruw}


@pytest.fixture(scope="module")
def lezer() -> Any:
    """De echte taallaag, zonder het geleerde model."""
    return maak_lezer(Instellingen(), kennisbank(), geleerd=False)


@pytest.fixture
def app(sqlopslag: SqlOpslag, motor: AsyncEngine, kluis: Kluis, lezer: Any) -> App:
    app = maak_proefapp(opslag=sqlopslag, lezer=lezer, accounts=SqlAccounts(motor, kluis))
    app.inzage = SqlInzagelog(motor)
    return app


@pytest.fixture
def logregels(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], str]]:
    """Het echte logboek op zijn praatst, met wat bibliotheken en draden zeggen."""
    uit = io.StringIO()
    monkeypatch.setattr(sys, "stderr", uit)
    haak, wortel = threading.excepthook, logging.getLogger().handlers[:]
    stel_in("debug")
    yield uit.getvalue
    logging.getLogger().handlers[:] = wortel
    logging.getLogger().setLevel(logging.WARNING)
    threading.excepthook = haak
    structlog.reset_defaults()


async def speel(app: App, mens: Iemand) -> str:
    """Een heel gesprek tot en met de intake, en wat een medewerker ermee doet."""
    inwoner = await Inwoner.begint(app)
    for zin in mens.zinnen:
        await inwoner.zeg(zin)
    overdracht = await inwoner.overdracht()
    assert overdracht is not None, await inwoner.zeg("ja")
    sam = replace(SOCIAAL_TEAM, teams=frozenset(kennisbank().gemeenten["groningen"].teams))
    await app.werkbak.bekijk(sam, overdracht.id)
    if mens.n % 3 == 0:
        await app.werkbak.weiger(sam, overdracht.id, f"{mens.naam} hoort bij een ander", NU)
    else:
        await app.werkbak.neem_aan(sam, overdracht.id, NU)
        await app.meepraten.zeg(sam, overdracht.id, f"Dag {mens.naam}, ik bel u op {mens.telefoon}", NU)
        await inwoner.zeg(f"{mens.verhaal} en {GEVAAR}")
    if mens.n % 3 == 2:
        await app.werkbak.rond_af(sam, overdracht.id, f"{mens.naam} geholpen", NU)
    return inwoner.id


def maak_dump(pad: Path) -> str:
    """Een dump zoals een beheerder die maakt; bytes weer als bytes, want een hexgetal is toevallig snel een nummer."""
    dump = "\n".join(sqlite3.connect(pad).iterdump())
    return re.sub(r"X'([0-9A-F]*)'", lambda m: bytes.fromhex(m.group(1)).decode("latin-1"), dump)


async def test_vijftig_gesprekken_laten_niets_leesbaars_achter(
    app: App, motor: AsyncEngine, logregels: Callable[[], str], tmp_path: Path
) -> None:
    for n in range(AANTAL):
        await speel(app, Iemand(n))
    logboek = logregels()
    assert logboek.count('"event": "beurt"') >= AANTAL * 6
    assert {g: [r for r in logboek.splitlines() if g in r][:2] for g in gevonden(logboek)} == {}
    await motor.dispose()
    dump = maak_dump(tmp_path / "assistent.db")
    assert dump.count("INSERT INTO \"overdracht\"") == AANTAL
    assert gevonden(dump) == set()
    ruw = b"".join(p.read_bytes() for p in sorted(tmp_path.iterdir()) if p.is_file())
    assert b"groningen" in ruw
    assert gevonden(ruw) == set()


async def test_de_lektest_vindt_een_lek(motor: AsyncEngine, tmp_path: Path, logregels: Callable[[], str]) -> None:
    """Zonder deze proef zou een kapotte zoeker alles goedkeuren."""
    mens = Iemand(7)
    async with motor.begin() as verbinding:
        await verbinding.exec_driver_sql("CREATE TABLE lek (tekst TEXT)")
        await verbinding.exec_driver_sql("INSERT INTO lek VALUES (?)", (mens.zinnen[3],))
    await motor.dispose()
    assert {mens.naam, mens.telefoon} <= gevonden(maak_dump(tmp_path / "assistent.db"))
    structlog.get_logger("web").info("x", soort=mens.verhaal)
    assert "kanarie zingt" in gevonden(logregels())


# --- storingen: een fout met woorden van een inwoner erin ---


class Boos(Exception):
    """Een fout die doorvertelt wat hij las."""


async def test_een_storing_zet_geen_woorden_in_het_logboek(app: App, logregels: Callable[[], str]) -> None:
    geheim = Iemand(3).zinnen[3]

    async def stuk(*_: Any) -> None:
        raise Boos(geheim)

    app.dialoog.hoor = stuk  # type: ignore[method-assign]
    inwoner = await Inwoner.begint(app)
    with pytest.raises(Boos):
        await inwoner.zeg(geheim)
    try:
        raise Boos(geheim)
    except Boos:
        logging.getLogger("aiohttp.server").exception("Error handling request %s", geheim)
        structlog.get_logger("web").exception("onverwacht", soort="Boos", tekst=geheim, reden=geheim)
    draad = threading.Thread(target=lambda: (_ for _ in ()).throw(Boos(geheim)).__next__())
    draad.start()
    draad.join()
    asyncio.get_running_loop().call_exception_handler({"message": geheim, "exception": Boos(geheim)})
    logboek = logregels()
    assert logboek.count("Boos") >= 3
    assert gevonden(logboek) == set()


async def test_een_lang_veld_in_het_logboek_wordt_afgekapt(logregels: Callable[[], str]) -> None:
    structlog.get_logger("web").info("x", pad="y" * 500, tekst="weg", soort=["a" * 500])
    regel = logregels()
    assert "weg" not in regel
    assert len(regel) < 400


@pytest.fixture
async def klant(app: App, kluis: Kluis, aiohttp_client: Callable[..., Awaitable[TestClient[Any, Any]]]) -> TestClient[Any, Any]:
    return await aiohttp_client(TestServer(maak_server(app, kluis, "x")))


async def test_foutpaginas_cijfers_en_koppen_herhalen_niets(app: App, klant: TestClient[Any, Any], logregels: Callable[[], str]) -> None:
    mens = Iemand(11)
    gesprek_id = await speel(app, mens)

    async def stuk(*_: Any) -> None:
        raise Boos(mens.zinnen[3])

    app.dialoog.hoor = stuk  # type: ignore[method-assign]
    from urllib.parse import quote

    vies = quote(f"{mens.naam} {mens.telefoon}")
    paden = [
        f"/{vies}", f"/werkbak/{vies}", f"/aanmelden?verder=/{vies}", f"/api/v1/gemeenten/{vies}",
        f"/api/v1/gesprekken/{vies}/berichten", "/metrics", "/cijfers", "/gezondheid/klaar", "/openapi.yaml",
        f"/statisch/{vies}", f"/statisch/..%2f{vies}", f"/s/{vies}", f"/status/{vies}",
    ]  # fmt: skip
    uit = ""
    for pad in paden:
        for methode in ("GET", "POST", "DELETE"):
            antwoord = await klant.request(methode, pad, allow_redirects=False, json={"tekst": mens.zinnen[3]})
            # waar iemand na aanmelden heen wil staat in zijn eigen adres; dat is geen antwoord van ons
            uit += str({k: v for k, v in antwoord.headers.items() if k != "Location"}) + await antwoord.text()
    sleutel = Kluis(SLEUTEL).gesprekssleutel(gesprek_id)
    kop = {"Authorization": f"Bearer {sleutel}"}
    antwoord = await klant.post(f"/api/v1/gesprekken/{gesprek_id}/beurten", json={"tekst": mens.zinnen[3]}, headers=kop)
    assert antwoord.status == 503
    uit += await antwoord.text()
    assert gevonden(re.sub(r'value="[^"]*"|\?verder=[^"]*"', "", uit)) == set()
    assert gevonden(logregels()) == set()


# --- de kluis ---


def een_gesprek() -> Gesprek:
    from assistent.kern.begrippen import Kanaal

    return Gesprek("g1", "groningen", Kanaal.CHAT, NU, eigen_woorden=(SCHULDEN,))


def test_wisselen_van_sleutel_houdt_het_oude_leesbaar() -> None:
    oud, nieuw = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    dicht = Kluis(oud).sluit(een_gesprek())
    samen = Kluis(f"{nieuw},{oud}")
    assert samen.open(dicht, Gesprek) == een_gesprek()
    vers = samen.sluit(een_gesprek())
    assert Kluis(nieuw).open(vers, Gesprek) == een_gesprek()
    with pytest.raises(AssistentError, match="sleutel past niet"):
        Kluis(oud).open(vers, Gesprek)
    with pytest.raises(AssistentError, match="sleutel past niet"):
        Kluis(nieuw).open(dicht, Gesprek)


def test_na_een_wissel_werken_lopende_gesprekken_door() -> None:
    oud, nieuw = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    assert Kluis(f"{nieuw},{oud}").gesprekssleutel("g1") == Kluis(oud).gesprekssleutel("g1")
    assert Kluis(nieuw).gesprekssleutel("g1") != Kluis(oud).gesprekssleutel("g1")


def test_tweemaal_hetzelfde_versleutelen_is_niet_te_herkennen(kluis: Kluis) -> None:
    assert kluis.sluit(een_gesprek()) != kluis.sluit(een_gesprek())


@pytest.mark.parametrize("plek", [0, 30, -1])
def test_gerommel_in_de_database_valt_op(plek: int, kluis: Kluis) -> None:
    dicht = bytearray(kluis.sluit(een_gesprek()))
    dicht[plek] ^= 1
    with pytest.raises(AssistentError, match="sleutel past niet"):
        kluis.open(bytes(dicht), Gesprek)


@pytest.mark.parametrize("sleutels", ["", " , ", "kort", "x" * 44, f"{SLEUTEL},kort"])
def test_zonder_goede_sleutel_start_er_niets(sleutels: str) -> None:
    with pytest.raises(AssistentError, match="ASSISTENT_SLEUTELS") as fout:
        Kluis(sleutels)
    assert SLEUTEL not in str(fout.value)
