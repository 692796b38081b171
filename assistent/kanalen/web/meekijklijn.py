"""De websocket van het meekijkscherm: een notitie gaat erheen, voorstellen komen terug, en elke handeling heeft een antwoord."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

import aiohttp_jinja2
import structlog
from aiohttp import WSMsgType, web
from ulid import ULID

from assistent.app import App
from assistent.kanalen.web.meekijkbalk import maak_balk, weergavenamen
from assistent.kanalen.web.meekijkbeeld import PANELEN, Schermbeeld
from assistent.kanalen.web.meekijkdaden import doe
from assistent.kern.afspraken import zeg_blok
from assistent.kern.errors import AssistentError, InvoerOngeldig
from assistent.kern.klad import Klad
from assistent.kern.kladgesprek import Transcript
from assistent.kern.oefenen import Oefengeval, koppel_terug
from assistent.ports import Account
from assistent.processen.berichten import verberg_code
from assistent.processen.meekijken import Geheugen, Meekijken

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
        self._zelf = str(ULID())
        self._anderen: dict[str, str] = {}
        self._stuurslot = asyncio.Lock()
        self._omgeving: Any = None

    # --- het scherm ---

    async def beeld(self, **velden: Any) -> Schermbeeld:
        """Alles wat er te zien is, met wat er uit de database bij hoort."""
        app, klad, nu = self.app, self.klad, self.app.klok.nu()
        if self._transcript is None:
            self._transcript = await self.meekijken.transcript(klad)
        advies = await self.meekijken.kijk(klad, nu, self.notitie, self._transcript, self._geheugen)
        afhandelen = app.afhandelen
        overdracht = await afhandelen.overdracht(self.wie, klad.id)
        nemer = overdracht.aangenomen_door if overdracht else None
        beeld = Schermbeeld(
            kennis=app.kennis,
            wie=self.wie,
            klad=klad,
            advies=advies,
            nu=nu,
            lijn=self.adres,
            overdracht=overdracht,
            eerder=await afhandelen.eerdere(self.wie, klad),
            oefening=self.oefening,
            regel=self._regel,
            lus=await afhandelen.in_lus(klad, advies, nu),
            balk=await maak_balk(app, self.wie, klad.id),
            namen=await weergavenamen(app, {klad.medewerker, *([nemer] if nemer else [])}),
            belmoment=await afhandelen.belmoment(klad, nu),
        )
        return replace(beeld, **velden)

    async def vensterbeeld(self, welk: str) -> Schermbeeld:
        """Het beeld voor een venster, met wat alleen daar nodig is."""
        nu = self.app.klok.nu()
        if welk == "terugkoppeling" and self.oefening is not None:
            beeld = await self.beeld()
            return replace(beeld, terugkoppeling=koppel_terug(self.oefening, beeld.advies))
        if welk != "doorverbinden":
            return await self.beeld()
        beeld = await self.beeld()
        aanwezig = await self.app.afhandelen.aanwezig(self.klad.gemeente, beeld.doorteam, nu)
        accounts = self.app.accounts
        namen = [await accounts.haal(n) if accounts else None for n in aanwezig]
        blokken = [
            (van.isoformat(), zeg_blok(van, tot, nu))
            for van, tot in await self.app.afhandelen.blokken(self.klad, nu)
        ]
        return replace(beeld, aanwezig=[a.weergavenaam for a in namen if a], blokken=blokken)

    def mag(self, handeling: str) -> bool:
        """Of deze medewerker dit mag."""
        return self.app.kennis.rechten.mag(self.wie.rollen, handeling)

    async def roep_gewijzigd(self) -> None:
        """Zeg andere schermen met dit gesprek dat er iets veranderd is."""
        await self.app.omroep.roep(f"klad:{self.klad.id}", {"soort": "gewijzigd", "van": self._zelf})

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
            await self._meld_aanwezig("hallo")
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
            await self._meld_aanwezig("weg")
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

    async def _stuur_panelen(self, beeld: Schermbeeld, nr: int, **extra: Any) -> None:
        panelen = {p: self.teken(DELEN, p, beeld) for p in PANELEN}
        anders = {p: html for p, html in panelen.items() if self._vorige.get(p) != html}
        self._vorige |= panelen
        inhoud: dict[str, Any] = {"soort": "advies", "nr": nr, "panelen": anders, "meld": _meld(beeld)}
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
            await self._hoor_collega(gebeurtenis)
        elif kanaal.startswith(("gesprek:", "meekijken:")):
            self._transcript = None
            self.klad = await self.meekijken.volg(self.wie, self.klad)
            await self._stuur_transcript()
            await self.toon()
        elif kanaal.startswith("kladjes:"):
            await self._stuur_lijst()
        elif soort in ("lijst", "gewijzigd") and gebeurtenis.get("van") != self._zelf:
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

    # --- wie er nog meer kijkt ---

    async def _meld_aanwezig(self, soort: str) -> None:
        bericht = {"soort": soort, "van": self._zelf, "naam": self.wie.weergavenaam}
        await self.app.omroep.roep(f"klad:{self.klad.id}", bericht)

    async def _hoor_collega(self, gebeurtenis: Mapping[str, Any]) -> None:
        van = str(gebeurtenis.get("van"))
        if van == self._zelf:
            return
        if gebeurtenis["soort"] == "weg":
            self._anderen.pop(van, None)
        else:
            self._anderen[van] = str(gebeurtenis.get("naam", ""))
        if gebeurtenis["soort"] == "hallo":
            await self._meld_aanwezig("ook")
        namen = sorted({n for n in self._anderen.values() if n != self.wie.weergavenaam})
        await self.stuur({"soort": "collegas", "namen": namen})

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
            if self._transcript is None:
                self._transcript = await self.meekijken.transcript(self.klad)
            advies = await self.meekijken.kijk(self.klad, nu, self.notitie, self._transcript, self._geheugen)
            beeld = Schermbeeld(self.app.kennis, self.wie, self.klad, advies, nu)
            panelen = [p for p in PANELEN if p != "stand"]
            nieuw = {p: self.teken(DELEN, p, beeld) for p in panelen}
            anders = {p: html for p, html in nieuw.items() if self._vorige.get(p) != html}
            self._vorige |= nieuw
            inhoud: dict[str, Any] = {"soort": "advies", "nr": nr, "panelen": anders, "meld": _meld(beeld)}
            if beeld.inhoud:
                inhoud |= {"velden": beeld.waarden, "vanzelf": sorted(advies.vanzelf)}
            await self.stuur(inhoud)

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


def _meld(beeld: Schermbeeld) -> str:
    """Wat een schermlezer hoort als het voorstel verandert; gevaar zegt het paneel zelf al."""
    advies = beeld.advies
    if not advies.gesprek.nummer:
        return ""
    delen = [beeld.naam("klassen", advies.indeling.klasse)]
    titels = [u.titel for u in advies.antwoorden] or [k.titel for k in advies.kaarten]
    if titels:
        delen.append("antwoorden: " + ", ".join(titels))
    if advies.vraag:
        delen.append("vraag: " + advies.vraag.tekst)
    return ". ".join(delen)
