"""De statuspagina: met nummer en code ziet de inwoner waar zijn vraag ligt (R66, R68, R80).

De code staat nooit in het pad of de vraag van een adres: een koppeling draagt hem in het deel achter `#`, dat een browser niet
verstuurt. De pagina werkt zonder koekje en zonder script; elke knop stuurt nummer en code mee.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

import aiohttp_jinja2
from aiohttp import web

from assistent.app import App
from assistent.kanalen.web.chat import KLUIS
from assistent.kanalen.web.gereedschap import APP, lees_json, tekst_uit, velden_uit
from assistent.kanalen.web.werkbakbeeld import tijd
from assistent.kern.antwoord import Antwoord
from assistent.kern.errors import AssistentError
from assistent.kern.voorkeur import Plek
from assistent.processen.inzien import zicht_van

routes = web.RouteTableDef()
LANGST = 2000


@dataclass(frozen=True)
class Knop:
    """Wat de inwoner invulde en op drukte."""

    app: App
    paar: tuple[str, str]
    velden: Mapping[str, str]
    nu: datetime

    def veld(self, naam: str) -> str:
        """Een veld; fout als het leeg is."""
        if not self.velden.get(naam):
            raise AssistentError("Vul eerst iets in.")
        return self.velden[naam]

    def moment(self) -> datetime:
        """Het gekozen belmoment."""
        try:
            moment = datetime.fromisoformat(self.veld("moment"))
        except ValueError:
            raise AssistentError("Kies een moment.") from None
        if moment.tzinfo is None:
            raise AssistentError("Kies een moment.")
        return moment


async def _verbeter(k: Knop) -> None:
    waarde = "" if k.velden.get("weg") else k.veld("waarde")
    await k.app.volgen.verbeter(*k.paar, k.velden.get("veld", ""), waarde, k.nu)


async def _vul_aan(k: Knop) -> tuple[Antwoord, ...]:
    return await k.app.volgen.vul_aan(*k.paar, k.veld("tekst"), k.nu)


Doe = Callable[[Knop], Awaitable[object]]
KNOPPEN: Mapping[str, tuple[str, Doe]] = {
    "aanvullen": ("Dank u. Het team leest het ook.", _vul_aan),
    "verbeteren": ("Het is aangepast.", _verbeter),
    "intrekken": ("Uw aanmelding is ingetrokken.", lambda k: k.app.volgen.trek_in(*k.paar, k.nu)),
    "bellen": ("Uw belmoment is doorgegeven.", lambda k: k.app.volgen.bel(*k.paar, k.moment(), k.nu)),
    "mailen": (
        "Uw keus is bewaard.",
        lambda k: k.app.volgen.wil_mail(*k.paar, "" if k.velden.get("weg") else k.veld("mail"), k.nu),
    ),
    "smsen": ("U krijgt een sms bij nieuws.", lambda k: k.app.volgen.wil_sms(*k.paar, k.nu)),
    "terugkomen": ("Uw vraag ligt weer bij het team.", lambda k: k.app.volgen.kom_terug(*k.paar, k.nu)),
}
"""Naam van de knop naar wat de inwoner daarna leest en wat er gebeurt."""


@routes.get("/status", name="status")
async def formulier(request: web.Request) -> web.StreamResponse:
    """Vraag om nummer en code; een koppeling met beide achter `#` vult ze in."""
    return aiohttp_jinja2.render_template("status.html", request, {"z": None, "fout": "", "paar": ("", "")})


@routes.post("/status", name="status")
async def toon(request: web.Request) -> web.StreamResponse:
    """De pagina bij een nummer en code."""
    velden = await velden_uit(request)
    return await _toon(request, (velden.get("referentie", "")[:20], velden.get("code", "")[:20]))


@routes.post("/status/{knop}", name="status_knop")
async def druk(request: web.Request) -> web.StreamResponse:
    """Aanvullen, verbeteren, intrekken, een belmoment, mail of terugkomen."""
    app, gekozen = request.app[APP], KNOPPEN.get(request.match_info["knop"])
    if gekozen is None:
        raise web.HTTPNotFound(text="Deze knop bestaat niet.")
    velden = {k: v.strip()[:LANGST] for k, v in (await velden_uit(request)).items()}
    paar = (velden.get("referentie", "")[:20], velden.get("code", "")[:20])
    zin, doe = gekozen
    try:
        uit = await doe(Knop(app, paar, velden, app.klok.nu()))
    except AssistentError as fout:
        return await _toon(request, paar, fout=str(fout))
    nood = uit if isinstance(uit, tuple) else ()
    return await _toon(request, paar, gedaan=zin, nood=nood)


async def _toon(
    request: web.Request,
    paar: tuple[str, str],
    *,
    fout: str = "",
    gedaan: str = "",
    nood: tuple[Antwoord, ...] = (),
) -> web.StreamResponse:
    app, nu = request.app[APP], request.app[APP].klok.nu()
    try:
        gevonden = await app.volgen.open(*paar)
    except AssistentError as reden:
        leeg = {"z": None, "fout": str(reden), "paar": (paar[0], "")}
        return aiohttp_jinja2.render_template("status.html", request, leeg, status=401)
    overdracht, _ = gevonden
    wie = await app.accounts.haal(overdracht.aangenomen_door or "") if app.accounts else None
    async with app.opslag.transactie() as werk:
        zicht = await zicht_van(werk, app.kennis, gevonden, nu, wie.weergavenaam if wie else "Een medewerker")
    plaats = app.kennis.gemeenten[overdracht.gemeente]
    velden: dict[str, object] = {
        "z": zicht,
        "fout": fout,
        "gedaan": gedaan,
        "nood": nood,
        "paar": (overdracht.referentie, app.statuscode(overdracht.id)),
        "gemeente": plaats,
        "tijd": tijd,
        "plekken": [p.value for p in Plek],
        "kan_mail": bool(app.instellingen.post_server),
        "kan_sms": app.sms is not None,
        "snel_weg": zicht.snel_weg or any(a.snel_weg for a in nood),
    }
    return aiohttp_jinja2.render_template("status.html", request, velden, status=409 if fout else 200)


@routes.post("/api/v1/terugkomen", name="terugkomen")
async def terugkomen(request: web.Request) -> web.Response:
    """Verder in de chat met nummer en code: geeft het gesprek en de sleutel (R61, R80)."""
    app, inhoud = request.app[APP], await lees_json(request)
    referentie, code = tekst_uit(inhoud, "referentie", 20), tekst_uit(inhoud, "code", 20)
    gesprek_id = await app.volgen.verder(referentie, code, app.klok.nu())
    return web.json_response(
        {"gesprek": gesprek_id, "sleutel": request.app[KLUIS].gesprekssleutel(gesprek_id)}, status=201
    )
