"""De draad naar Open Klant: token, JSON, en fouten in twee soorten: later opnieuw, of een mens moet kijken."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp

from assistent.kern.errors import DoelOnbereikbaar, DoelWeigert

PAD = "/klantinteracties/api/v1"
WACHT_SECONDEN = 15
LATER = frozenset({408, 425, 429, *range(500, 600)})
"""Antwoorden die vanzelf over kunnen gaan."""
Json = dict[str, Any]


class Bestaat(DoelWeigert):
    """Een nummer of koppeling is al in gebruik (code `unique`)."""


@dataclass(frozen=True)
class Verbinding:
    """Adres en token van één Open Klant."""

    adres: str
    token: str
    seconden: float = WACHT_SECONDEN

    @asynccontextmanager
    async def open(self) -> AsyncIterator[Lijn]:
        """Een lijn voor één zending."""
        tijd = aiohttp.ClientTimeout(total=self.seconden)
        koppen = {"Authorization": f"Token {self.token}", "Accept": "application/json"}
        async with aiohttp.ClientSession(timeout=tijd, headers=koppen) as sessie:
            yield Lijn(sessie, self.adres.rstrip("/") + PAD)


@dataclass(frozen=True)
class Lijn:
    """Verzoeken over een open sessie."""

    sessie: aiohttp.ClientSession
    basis: str

    async def haal(self, pad: str, **vraag: str) -> Json:
        """GET; fout `DoelWeigert` met `404` als het er niet is."""
        return await self._doe("GET", pad, vraag=vraag)

    async def eerste(self, bron: str, **vraag: str) -> Json | None:
        """De eerste uit een lijst, of niets; van dubbele wint altijd dezelfde."""
        gevonden: list[Json] = (await self.haal(bron, **vraag))["results"]
        return gevonden[0] if gevonden else None

    async def maak(self, bron: str, lijf: Json) -> Json:
        """POST."""
        return await self._doe("POST", bron, lijf=lijf)

    async def wijzig(self, pad: str, lijf: Json) -> Json:
        """PATCH."""
        return await self._doe("PATCH", pad, lijf=lijf)

    async def wis(self, pad: str) -> None:
        """DELETE; wat er al niet meer is, is goed."""
        try:
            await self._doe("DELETE", pad)
        except DoelWeigert as fout:
            if fout.soort != "404":
                raise

    async def _doe(
        self, methode: str, pad: str, vraag: Mapping[str, str] | None = None, lijf: Json | None = None
    ) -> Json:
        try:
            async with self.sessie.request(
                methode, f"{self.basis}/{pad}", params=vraag, json=lijf, allow_redirects=False
            ) as antwoord:
                if antwoord.status in LATER:
                    raise DoelOnbereikbaar(f"Open Klant geeft {antwoord.status}.")
                # Sommige omgevingen geven fouten als problem+json; het soort doet er niet toe.
                uit: Json = await antwoord.json(content_type=None) if antwoord.status != 204 else {}
                if antwoord.status >= 300:
                    raise _geweigerd(antwoord.status, uit)
                return uit
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as fout:
            raise DoelOnbereikbaar("Open Klant antwoordt niet.") from fout


def _geweigerd(status: int, lijf: object) -> DoelWeigert:
    """De fout met code en veldnaam; de tekst van de server gaat niet mee, want die kan een waarde herhalen."""
    velden = lijf.get("invalidParams") if isinstance(lijf, dict) else None
    if not velden:
        return DoelWeigert(str(status))
    codes = [(str(v.get("code", "")), str(v.get("name", ""))) for v in velden]
    soort = " ".join(codes[0])
    return Bestaat(soort) if all(code == "unique" for code, _ in codes) else DoelWeigert(soort)
