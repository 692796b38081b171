"""Sms naar wie daarom vroeg, door dezelfde poort als mail: zonder onderwerp en zonder inhoud van een vraag."""

from __future__ import annotations

from dataclasses import dataclass

from assistent.adapters.post import PostOpScherm
from assistent.config import Instellingen
from assistent.kern.errors import AssistentError, PostOnbereikbaar
from assistent.kern.nieuws import mobiel
from assistent.ports import Post

SCHERM = "scherm"


@dataclass(frozen=True)
class SmsViaMail:
    """De meeste sms-diensten nemen een mail aan op een adres met het nummer erin."""

    post: Post
    adres: str
    """Zoals "{nummer}@sms.dienst.nl"; het nummer komt er internationaal in, zonder plus."""

    async def stuur(self, aan: str, onderwerp: str, tekst: str) -> None:
        """Stuur één sms; fout `PostOnbereikbaar`, ook als het geen mobiel nummer is."""
        nummer = mobiel(aan)
        if nummer is None:
            raise PostOnbereikbaar("Dit is geen mobiel nummer.")
        await self.post.stuur(self.adres.replace("{nummer}", f"31{nummer[1:]}"), onderwerp, tekst)


def maak_sms(instellingen: Instellingen, post: Post) -> Post | None:
    """De sms-dienst uit de instellingen, of geen; fout `AssistentError` bij een halve instelling."""
    adres = instellingen.sms_adres
    if not adres:
        return None
    if adres == SCHERM:
        return PostOpScherm("niet verstuurd, sms staat op scherm")
    if "{nummer}" not in adres or not instellingen.post_server:
        raise AssistentError(
            'ASSISTENT_SMS_ADRES is "scherm", of een mailadres met {nummer} erin. Dan is ook een mailserver nodig.'
        )
    return SmsViaMail(post, adres)
