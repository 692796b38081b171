"""Post: een echte mailserver in het klein, en een logregel die niets verklapt."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email import message_from_bytes
from email.message import Message

import pytest

from assistent.adapters.fakes import PostInGeheugen
from assistent.adapters.post import PostOpScherm, SmtpPost, maak_post
from assistent.adapters.sms import SmsViaMail, maak_sms
from assistent.config import Instellingen
from assistent.kern.errors import AssistentError, PostOnbereikbaar


class Mailserver:
    """Net genoeg SMTP om een bericht aan te nemen, of te weigeren."""

    def __init__(self, weigert: bool = False) -> None:
        self.weigert = weigert
        self.ontvangen: list[Message] = []

    async def bedien(self, lees: asyncio.StreamReader, schrijf: asyncio.StreamWriter) -> None:
        schrijf.write(b"220 proef\r\n")
        while regel := await lees.readline():
            woord = regel.split()[0].upper() if regel.split() else b""
            if woord == b"DATA":
                schrijf.write(b"354 ga door\r\n")
                await schrijf.drain()
                self.ontvangen.append(message_from_bytes(await lees.readuntil(b"\r\n.\r\n")))
                schrijf.write(b"250 ok\r\n")
            elif woord == b"QUIT":
                schrijf.write(b"221 dag\r\n")
                break
            else:
                schrijf.write(b"550 nee\r\n" if self.weigert and woord == b"RCPT" else b"250 ok\r\n")
            await schrijf.drain()
        schrijf.close()


@asynccontextmanager
async def draaiend(server: Mailserver) -> AsyncIterator[SmtpPost]:
    luister = await asyncio.start_server(server.bedien, "127.0.0.1", 0)
    async with luister:
        poort = luister.sockets[0].getsockname()[1]
        yield SmtpPost("127.0.0.1", poort, "geen", "assistent@gemeente.example")


async def test_een_bericht_komt_aan_met_afzender_onderwerp_en_tekst() -> None:
    server = Mailserver()
    async with draaiend(server) as post:
        await post.stuur("team@gemeente.example", "Een nieuwe vraag: K4T-7WQ", "Kijk in de werkbak.\nÉén regel.")
    (mail,) = server.ontvangen
    assert (mail["To"], mail["From"]) == ("team@gemeente.example", "assistent@gemeente.example")
    assert mail["Subject"] == "Een nieuwe vraag: K4T-7WQ"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert "Één regel." in mail.get_payload(decode=True).decode()  # type: ignore[union-attr]


async def test_een_weigering_en_een_dichte_deur_zijn_dezelfde_benoemde_fout() -> None:
    async with draaiend(Mailserver(weigert=True)) as post:
        with pytest.raises(PostOnbereikbaar):
            await post.stuur("niemand@gemeente.example", "x", "y")
    with pytest.raises(PostOnbereikbaar):
        await post.stuur("team@gemeente.example", "x", "y")


async def test_een_adres_met_een_regeleinde_kan_geen_extra_kop_toevoegen() -> None:
    server = Mailserver()
    async with draaiend(server) as post:
        with pytest.raises(PostOnbereikbaar):
            await post.stuur("a@b.example\nBcc: c@d.example", "x", "y")
    assert server.ontvangen == []


async def test_zonder_mailserver_staat_er_geen_adres_en_geen_tekst_in_het_logboek(capsys: pytest.CaptureFixture[str]) -> None:
    post = maak_post(Instellingen())
    assert isinstance(post, PostOpScherm)
    await post.stuur("anna@example.nl", "Geheim onderwerp", "geheime tekst")
    uit = "".join(capsys.readouterr()).lower()
    assert "geheim" not in uit
    assert "anna" not in uit


@pytest.mark.parametrize("velden", [{"post_van": ""}, {"post_beveiliging": "misschien"}])
def test_een_halve_instelling_wordt_bij_de_start_gezegd(velden: dict[str, str]) -> None:
    vol = {"post_server": "mail.example", "post_van": "a@b.example", "post_beveiliging": "tls"} | velden
    with pytest.raises(AssistentError, match="ASSISTENT_POST"):
        maak_post(Instellingen(**vol))  # type: ignore[arg-type]


# --- sms ---


async def test_een_sms_gaat_als_mail_naar_de_dienst() -> None:
    post = PostInGeheugen()
    sms = maak_sms(Instellingen(sms_adres="{nummer}@sms.example", post_server="mail.example"), post)
    assert sms == SmsViaMail(post, "{nummer}@sms.example")
    for nummer in ("0612345678", "+31612345678"):
        await sms.stuur(nummer, "", "Er is nieuws.")
    assert post.verstuurd == [("31612345678@sms.example", "", "Er is nieuws.")] * 2
    with pytest.raises(PostOnbereikbaar):
        await sms.stuur("0501234567", "", "Er is nieuws.")


def test_sms_is_uit_op_het_scherm_of_heel() -> None:
    post = PostInGeheugen()
    assert maak_sms(Instellingen(), post) is None
    assert isinstance(maak_sms(Instellingen(sms_adres="scherm"), post), PostOpScherm)
    for half in (Instellingen(sms_adres="{nummer}@sms.example"), Instellingen(sms_adres="x@sms.example", post_server="m")):
        with pytest.raises(AssistentError, match="SMS_ADRES"):
            maak_sms(half, post)
