"""Wat een medewerker met een intake doet: elke knop van de werkbak is één regel in de tabel hieronder (R57-R59, R70, R71, R81)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from aiohttp import web

from assistent.app import App
from assistent.kanalen.web.aanmelden import mag
from assistent.kanalen.web.gereedschap import APP, velden_uit
from assistent.kanalen.web.werkbak import toon
from assistent.kern.errors import AssistentError, GesprekOnbekend
from assistent.kern.overdracht import Afloop
from assistent.kern.tijden import NEDERLAND
from assistent.ports import Account
from assistent.processen.opschrijven import schoon_tekst
from assistent.processen.werkbak import NietVanUwTeam

routes = web.RouteTableDef()
LANGST = 2000
NAAR_HET_GESPREK = ("opnemen", "antwoorden")
"""Hierna wil de medewerker meteen verder praten, ook zonder script."""


@dataclass(frozen=True)
class Daad:
    """Wat de medewerker invulde."""

    app: App
    wie: Account
    id: str
    velden: Mapping[str, str]
    nu: datetime

    @property
    def tekst(self) -> str:
        """Een bericht aan de inwoner, zoals het getypt is; fout als het leeg is."""
        if not self.velden.get("tekst"):
            raise AssistentError("Vul een tekst in.")
        return self.velden["tekst"]

    @property
    def reden(self) -> str:
        """Voor de geschiedenis, zonder persoonsgegevens; fout als zij leeg is."""
        return schoon_tekst(self.app.lezer, self.tekst, self.wie.gemeente)

    @property
    def toelichting(self) -> str:
        """Hetzelfde veld, maar het mag leeg zijn."""
        return self.reden if self.velden.get("tekst") else ""

    def moment(self) -> datetime:
        """Het gekozen blok of het zelf ingevulde moment."""
        ruw = self.velden.get("zelf") or self.velden.get("moment", "")
        try:
            moment = datetime.fromisoformat(ruw)
        except ValueError:
            raise AssistentError("Kies een moment.") from None
        return moment if moment.tzinfo else moment.replace(tzinfo=NEDERLAND)

    def dag(self) -> date | None:
        """De gekozen dag; leeg is geen."""
        try:
            return date.fromisoformat(self.velden["dag"]) if self.velden.get("dag") else None
        except ValueError:
            raise AssistentError("Dit is geen datum.") from None

    def afloop(self) -> Afloop:
        """Hoe het afliep."""
        try:
            return Afloop(self.velden.get("afloop") or Afloop.GEHOLPEN)
        except ValueError:
            raise AssistentError("Kies hoe het afliep.") from None


async def _aannemen(d: Daad) -> object:
    """Wacht de inwoner op een gesprek, dan is aannemen ook opnemen."""
    async with d.app.opslag.transactie() as werk:
        live = await werk.livegesprekken.haal(d.id)
    if live is not None and live.heeft == "wacht":
        return await d.app.meepraten.neem_op(d.wie, d.id, d.nu)
    return await d.app.werkbak.neem_aan(d.wie, d.id, d.nu)


async def _afronden(d: Daad) -> object:
    klaar = await d.app.werkbak.rond_af(d.wie, d.id, d.toelichting, d.nu, d.afloop())
    if d.dag() is not None:
        await d.app.werkbak.plan_waakvlam(d.wie, d.id, d.dag(), "bij afronden", d.nu)
    return klaar


async def _contact(d: Daad) -> object:
    gelukt = d.velden.get("gelukt") == "ja"
    return await d.app.terugbellen.noteer(d.wie, d.id, gelukt, d.toelichting, d.nu)


Doe = Callable[[Daad], Awaitable[object]]
DADEN: Mapping[str, tuple[str, Doe]] = {
    "aannemen": ("intake.aannemen", _aannemen),
    "opnemen": ("gesprek.overnemen", lambda d: d.app.meepraten.neem_op(d.wie, d.id, d.nu)),
    "loslaten": ("gesprek.overnemen", lambda d: d.app.meepraten.geef_terug(d.wie, d.id, d.nu)),
    "antwoorden": ("intake.antwoorden", lambda d: d.app.meepraten.zeg(d.wie, d.id, d.tekst, d.nu)),
    "weigeren": ("intake.weigeren", lambda d: d.app.werkbak.weiger(d.wie, d.id, d.reden, d.nu)),
    "teruggeven": ("intake.teruggeven", lambda d: d.app.werkbak.geef_terug(d.wie, d.id, d.toelichting, d.nu)),
    "overnemen": ("intake.aannemen", lambda d: d.app.werkbak.neem_over(d.wie, d.id, d.nu)),
    "aanschuiven": (
        "intake.aanschuiven",
        lambda d: d.app.werkbak.schuif_aan(d.wie, d.id, d.velden.get("team", ""), d.reden, d.nu),
    ),
    "toewijzen": (
        "intake.toewijzen",
        lambda d: d.app.werkbak.wijs_toe(d.wie, d.id, d.velden.get("team", ""), d.reden, d.nu),
    ),
    "contact": ("intake.contactpoging", _contact),
    "belafspraak": (
        "terugbellen.plannen",
        lambda d: d.app.terugbellen.spreek_af(d.wie, d.id, d.moment(), d.nu),
    ),
    "bevestigen": ("terugbellen.plannen", lambda d: d.app.terugbellen.bevestig(d.wie, d.id, d.nu)),
    "waakvlam": (
        "intake.waakvlam",
        lambda d: d.app.werkbak.plan_waakvlam(d.wie, d.id, d.dag(), d.toelichting, d.nu),
    ),
    "afronden": ("intake.afronden", _afronden),
}
"""Naam van de knop naar het recht dat ervoor nodig is en wat er gebeurt."""


@routes.post("/werkbak/{id}/{handeling}", name="handeling")
@mag(*sorted({recht for recht, _ in DADEN.values()}))
async def handel(request: web.Request, wie: Account) -> web.StreamResponse:
    """Doe wat de knop zegt; lukt het niet, dan de pagina met de reden en wat er getypt was."""
    app, id_ = request.app[APP], request.match_info["id"]
    gekozen = DADEN.get(request.match_info["handeling"])
    if gekozen is None:
        await app.werkbak.bekijk(wie, id_)
        raise web.HTTPNotFound(text="Deze knop bestaat niet.")
    recht, doe = gekozen
    if not app.kennis.rechten.mag(wie.rollen, recht):
        raise web.HTTPForbidden(text="Dit mag uw rol niet.")
    velden = {k: v.strip()[:LANGST] for k, v in (await velden_uit(request)).items()}
    try:
        await doe(Daad(app, wie, id_, velden, app.klok.nu()))
    except (NietVanUwTeam, GesprekOnbekend):
        raise
    except AssistentError as uitzondering:
        return await toon(request, wie, id_, str(uitzondering), velden.get("tekst", ""))
    try:
        await app.werkbak.bekijk(wie, id_)
    except NietVanUwTeam:
        raise web.HTTPFound("/werkbak") from None  # doorgegeven: de intake is nu van een ander team
    anker = "#doen" if request.match_info["handeling"] in NAAR_HET_GESPREK else ""
    raise web.HTTPFound(f"/werkbak/{id_}{anker}")
