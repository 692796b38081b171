"""Post naar medewerkers en inwoners: een mailserver, of alleen een regel in het logboek (R68: zonder inhoud)."""

from __future__ import annotations

from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

import aiosmtplib
import structlog

from assistent.config import Instellingen
from assistent.kern.errors import AssistentError, PostOnbereikbaar
from assistent.ports import Post

log = structlog.get_logger("post")
WACHT_SECONDEN = 20
BEVEILIGING = ("starttls", "tls", "geen")


@dataclass(frozen=True)
class PostOpScherm:
    """Geen mailserver of sms-dienst: het logboek meldt dat er iets verstuurd zou zijn, zonder adres of tekst."""

    reden: str = "niet verstuurd, er is geen mailserver ingesteld"

    async def stuur(self, aan: str, onderwerp: str, tekst: str) -> None:
        """Meld één bericht."""
        log.info("post", soort=self.reden, aantal=1)


@dataclass(frozen=True)
class SmtpPost:
    """Een mailserver; elk bericht is een eigen verbinding, want het zijn er weinig."""

    server: str
    poort: int
    beveiliging: str
    van: str
    gebruiker: str = ""
    wachtwoord: str = ""

    async def stuur(self, aan: str, onderwerp: str, tekst: str) -> None:
        """Stuur één bericht; fout `PostOnbereikbaar`."""
        try:
            await aiosmtplib.send(
                maak_mail(self.van, aan, onderwerp, tekst),
                hostname=self.server,
                port=self.poort,
                use_tls=self.beveiliging == "tls",
                start_tls=self.beveiliging == "starttls",
                username=self.gebruiker or None,
                password=self.wachtwoord or None,
                timeout=WACHT_SECONDEN,
            )
        except (aiosmtplib.SMTPException, OSError, ValueError) as fout:
            raise PostOnbereikbaar("De mailserver nam het bericht niet aan.") from fout


def maak_mail(van: str, aan: str, onderwerp: str, tekst: str) -> EmailMessage:
    """Een gewone tekstmail; een regeleinde in een kop geeft `ValueError`."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = van, aan, onderwerp
    mail["Date"] = formatdate()
    mail["Message-ID"] = make_msgid(domain=van.rpartition("@")[2].strip(" >") or "localhost")
    # Zo antwoorden afwezigheidsassistenten er niet op (RFC 3834).
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(tekst)
    return mail


def maak_post(instellingen: Instellingen) -> Post:
    """De mailserver uit de instellingen, of het logboek; fout `AssistentError` bij een halve instelling."""
    if not instellingen.post_server:
        return PostOpScherm()
    if not instellingen.post_van or instellingen.post_beveiliging not in BEVEILIGING:
        raise AssistentError(
            "Voor mail zijn ook ASSISTENT_POST_VAN en ASSISTENT_POST_BEVEILIGING (starttls, tls of geen) nodig."
        )
    return SmtpPost(
        instellingen.post_server,
        instellingen.post_poort,
        instellingen.post_beveiliging,
        instellingen.post_van,
        instellingen.post_gebruiker,
        instellingen.post_wachtwoord,
    )
