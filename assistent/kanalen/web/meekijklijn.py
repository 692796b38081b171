"""De websocket van het meekijkscherm: een notitie gaat erheen, voorstellen komen terug, en elke handeling heeft een antwoord."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Any

import aiohttp_jinja2
import structlog
from aiohttp import WSMsgType, web

from assistent.app import App
from assistent.kanalen.web.meekijkbalk import maak_balk
from assistent.kanalen.web.meekijkbeeld import PANELEN, Schermbeeld
from assistent.kanalen.web.meekijkbouw import voor_venster, vul_aan
from assistent.kanalen.web.meekijkcollegas import Collegas
from assistent.kanalen.web.meekijkdaden import doe
from assistent.kern.errors import AssistentError, InvoerOngeldig
from assistent.kern.klad import Klad
from assistent.kern.kladgesprek import Transcript
from assistent.kern.meekijken import Advies
from assistent.kern.oefenen import Oefengeval
from assistent.ports import Account
from assistent.processen.berichten import verberg_code
from assistent.processen.kijken import Geheugen
from assistent.processen.meekijken import Meekijken

log = structlog.get_logger("meekijken")
HARTSLAG = 25.0
DELEN = "meekijken_delen.html"


class Lijn:
    """De stand van één open scherm met één gesprek."""

    def __init__(self, app: App, wie: Account, klad: Klad, adres: str) -> None:
        self.app, self.wie, self.klad, self.adres = app, wie, klad, adres
        self.notitie: str | None = None
        """Wat er nu op het scherm staat en nog niet bewaard is."""
        self.meekijken: Meekijken = app.meekijken
        self.oefening: Oefengeval | None = None
        self._regel = 1
        self._ws = web.WebSocketResponse(heartbeat=HARTSLAG, max_msg_size=64 * 1024)
        self._vorige: dict[str, str] = {}
        self._transcript: Transcript | None = None
        self._geheugen: Geheugen = {}
        self._bellers: set[str] = set()
        self._collegas = Collegas(app.omroep, klad.id, wie.weergavenaam)
        self._stuurslot = asyncio.Lock()
        self._omgeving: Any = None

    # --- het scherm ---

    async def beeld(self, **velden: Any) -> Schermbeeld:
        """Alles wat er te zien is, met wat er uit de database bij hoort."""
        nu = self.app.klok.nu()
        beeld = Schermbeeld(
            self.app.kennis,
            self.wie,
            self.klad,
            await self._advies(nu),
            nu,
            lijn=self.adres,
            oefening=self.oefening,
            regel=self._regel,
        )
        return replace(await vul_aan(self.app, beeld), **velden)

    async def _advies(self, nu: datetime) -> Advies:
        if self._transcript is None:
            self._transcript = await self.meekijken.transcript(self.klad)
        return await self.meekijken.kijk(self.klad, nu, self.notitie, self._transcript, self._geheugen)

    async def vensterbeeld(self, welk: str) -> Schermbeeld:
        """Het beeld voor een venster, met wat alleen daar nodig is."""
        return await voor_venster(self.app, await self.beeld(), welk)

    def mag(self, handeling: str) -> bool:
        """Of deze medewerker dit mag."""
        return self.app.kennis.rechten.mag(self.wie.rollen, handeling)

    async def roep_gewijzigd(self) -> None:
        """Zeg andere schermen met dit gesprek dat er iets veranderd is."""
        await self.app.omroep.roep(f"klad:{self.klad.id}", {"soort": "gewijzigd", "van": self._collegas.zelf})

    def volgende_regel(self) -> str:
        """De volgende zin van de oefening; leeg als het gesprek klaar is."""
        if self.oefening is None or self._regel >= len(self.oefening.regels):
            return ""
        self._regel += 1
        return self.oefening.regels[self._regel - 1]

    def teken(self, sjabloon: str, macro: str, beeld: Schermbeeld) -> str:
        """Eén paneel of venster als HTML."""
        module = self._omgeving.get_template(sjabloon).module
        return str(getattr(module, macro)(beeld))

    # --- de verbinding ---

    async def draai(self, request: web.Request) -> web.WebSocketResponse:
        """Tot het scherm dichtgaat; wat niet bewaard was wordt dan bewaard."""
        self._omgeving = aiohttp_jinja2.get_env(request.app)
        await self._ws.prepare(request)
        luisteraars = [asyncio.create_task(self._luister(k)) for k in self._kanalen()]
        await asyncio.sleep(0)
        try:
            await self._collegas.meld("hallo")
            self.klad = await self.meekijken.volg(self.wie, self.klad)
            await self.toon()
            await self._stuur_lijst()
            await self._stuur_transcript()
            async for bericht in self._ws:
                if bericht.type is WSMsgType.TEXT:
                    await self._ontvang(bericht.data)
        finally:
            for luisteraar in luisteraars:
                luisteraar.cancel()
            await asyncio.gather(*luisteraars, return_exceptions=True)
            with suppress(AssistentError):
                await self.bewaar()
            await self._collegas.meld("weg")
        return self._ws

    def _kanalen(self) -> list[str]:
        gesprek = self.klad.gesprek_id or self.klad.id
        return [
            f"klad:{self.klad.id}",
            f"kladjes:{self.klad.gemeente}",
            f"gesprek:{gesprek}",
            f"meekijken:{gesprek}",
        ]

    async def stuur(self, inhoud: Mapping[str, Any]) -> None:
        """Stuur één gebeurtenis."""
        if not self._ws.closed:
            with suppress(ConnectionError):
                await self._ws.send_json(inhoud)

    async def toon(self, nr: int = 0, **extra: Any) -> Schermbeeld:
        """Stuur de panelen die veranderd zijn."""
        async with self._stuurslot:
            beeld = await self.beeld()
            await self._stuur_panelen(beeld, nr, **extra)
        return beeld

    async def _stuur_panelen(
        self, beeld: Schermbeeld, nr: int, welke: Sequence[str] = PANELEN, **extra: Any
    ) -> None:
        panelen = {p: self.teken(DELEN, p, beeld) for p in welke}
        anders = {p: html for p, html in panelen.items() if self._vorige.get(p) != html}
        self._vorige |= panelen
        inhoud: dict[str, Any] = {"soort": "advies", "nr": nr, "panelen": anders, "meld": beeld.meld}
        if beeld.inhoud:
            inhoud |= {"velden": beeld.waarden, "vanzelf": sorted(beeld.advies.vanzelf)}
        await self.stuur(inhoud | extra)

    async def bewaar(self) -> None:
        """Bewaar de notitie die op het scherm staat."""
        if self.notitie is None or self.klad.medewerker != self.wie.naam:
            return
        bekend = self.klad.gehoord
        # De medewerker blijft zijn eigen woorden zien; alleen wat bewaard is heeft geen namen meer.
        self.klad = await self.meekijken.noteer(self.wie, self.klad.id, self.notitie)
        if self.klad.gehoord != bekend and not self._ws.closed:
            await self.toon()

    # --- luisteren ---

    async def _luister(self, kanaal: str) -> None:
        gebeurtenissen: AsyncIterator[Mapping[str, Any]] = self.app.omroep.luister(kanaal)
        async for gebeurtenis in gebeurtenissen:
            try:
                await self._hoor(kanaal, gebeurtenis)
            except AssistentError as uitzondering:
                await self.stuur({"soort": "fout", "fout": str(uitzondering)})

    async def _hoor(self, kanaal: str, gebeurtenis: Mapping[str, Any]) -> None:
        soort = gebeurtenis.get("soort")
        if soort in ("hallo", "ook", "weg"):
            if gebeurtenis.get("van") != self._collegas.zelf:
                await self.stuur({"soort": "collegas", "namen": await self._collegas.hoor(gebeurtenis)})
        elif kanaal.startswith(("gesprek:", "meekijken:")):
            self._transcript = None
            self.klad = await self.meekijken.volg(self.wie, self.klad)
            await self._stuur_transcript()
            await self.toon()
        elif kanaal.startswith("kladjes:"):
            await self._stuur_lijst()
        elif soort in ("lijst", "gewijzigd") and gebeurtenis.get("van") != self._collegas.zelf:
            await self._ververs()

    async def _stuur_lijst(self) -> None:
        """De balk bovenaan, als die veranderd is; een schermlezer hoort alleen dat er iemand bij kwam."""
        if self.oefening is not None:
            return
        async with self._stuurslot:
            balk = await maak_balk(self.app, self.wie, self.klad.id)
            html = self._omgeving.get_template("meekijken_tabbladen.html").render(balk=balk)
            if html == self._vorige.get("lijst"):
                return
            self._vorige["lijst"] = html
            bellers = {b.gesprek_id for b in balk.bellers}
            nieuw, self._bellers = bellers - self._bellers, bellers
            await self.stuur({"soort": "lijst", "html": html, "meld": "Er belt iemand." if nieuw else ""})

    async def _ververs(self) -> None:
        """Een ander wijzigde het gesprek: haal het opnieuw; is het weg of van een ander, dan de hele pagina."""
        voor = self.klad
        try:
            self.klad = await self.meekijken.haal(self.wie, voor.id)
        except AssistentError:
            await self.stuur({"soort": "ga", "naar": "/meekijken"})
            return
        if self.klad.medewerker != voor.medewerker:
            await self.stuur({"soort": "ga", "naar": f"/meekijken/{voor.id}"})
        elif self.klad != voor:
            eigen = self.klad.medewerker == self.wie.naam
            extra: dict[str, Any] = {} if eigen else {"notitie": self.klad.notitie}
            await self.toon(0, **extra)

    async def _stuur_transcript(self) -> None:
        if self.klad.gesprek_id is None:
            return
        async with self.app.opslag.transactie() as werk:
            berichten = await werk.gesprekken.berichten(self.klad.gesprek_id)
        # Zoals de beller het hoorde, zonder de code waarmee alleen hij zijn vraag volgt.
        regels = [
            [b.van, verberg_code(str(b.inhoud.get("gesproken") or b.inhoud["tekst"]))]
            for b in berichten
            if b.inhoud.get("tekst")
        ]
        await self.stuur({"soort": "transcript", "regels": regels[-40:]})

    # --- ontvangen ---

    async def _ontvang(self, ruw: str) -> None:
        nr = 0
        try:
            inhoud = json.loads(ruw)
            if not isinstance(inhoud, dict):
                raise InvoerOngeldig("Stuur een JSON-object.")
            nr = int(inhoud.get("nr") or 0)
            await self._verwerk(inhoud, nr)
        except (json.JSONDecodeError, RecursionError, TypeError, ValueError):
            await self.stuur({"soort": "fout", "nr": nr, "fout": "Dit bericht kennen wij niet."})
        except AssistentError as uitzondering:
            await self.stuur({"soort": "fout", "nr": nr, "fout": str(uitzondering)})
        except Exception as uitzondering:
            log.exception("onverwacht", soort=type(uitzondering).__name__)
            await self.stuur({"soort": "fout", "nr": nr, "fout": "Er ging iets mis. Probeer het opnieuw."})

    async def _verwerk(self, inhoud: dict[str, Any], nr: int) -> None:
        soort = inhoud.get("soort")
        if soort == "notitie":
            if self.klad.medewerker != self.wie.naam:
                raise InvoerOngeldig("Neem het gesprek eerst over.")
            self.notitie = str(inhoud.get("tekst", ""))[:4000]
            await self._toon_notitie(nr)
        elif soort == "bewaar":
            await self.bewaar()
            await self._stuur_lijst()
            await self.roep_gewijzigd()
            await self.stuur({"soort": "bewaard", "nr": nr})
        elif soort == "doe":
            await self._controleer_recht()
            await doe(self, str(inhoud.get("wat", "")), _tekstvelden(inhoud), nr)
        else:
            raise InvoerOngeldig("Dit bericht kennen wij niet.")

    async def _toon_notitie(self, nr: int) -> None:
        """Bij een toets: alleen lezen en tekenen, geen database."""
        async with self._stuurslot:
            nu = self.app.klok.nu()
            beeld = Schermbeeld(self.app.kennis, self.wie, self.klad, await self._advies(nu), nu)
            await self._stuur_panelen(beeld, nr, [p for p in PANELEN if p != "stand"])

    async def _controleer_recht(self) -> None:
        accounts = self.app.accounts
        wie = await accounts.haal(self.wie.naam) if accounts else None
        if wie is None or not self.app.kennis.rechten.mag(wie.rollen, "meekijken.gebruiken"):
            raise AssistentError("U mag dit scherm niet meer gebruiken. Meld u opnieuw aan.")
        self.wie = wie


def _tekstvelden(inhoud: Mapping[str, Any]) -> dict[str, str]:
    velden = inhoud.get("velden") or {}
    if not isinstance(velden, dict):
        raise InvoerOngeldig("Dit bericht kennen wij niet.")
    return {str(k): str(v)[:4000] for k, v in velden.items()}
