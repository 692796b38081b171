"""Een duim bij een antwoord, en één vraag aan het eind; het antwoord gaat zonder inhoud naar de cijfers (R122)."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from assistent.kanalen.web.chat import KLUIS, gesprek_van
from assistent.kanalen.web.gereedschap import APP, lees_json
from assistent.kern.errors import InvoerOngeldig
from assistent.kern.oordeel import Reden
from assistent.processen.oordelen import Keuze
from assistent.processen.oordelen import oordeel as geef_oordeel

routes = web.RouteTableDef()
HOOGSTE = 999_999_999


@routes.post("/api/v1/gesprekken/{id}/oordeel", name="oordeel")
async def oordeel(request: web.Request) -> web.Response:
    """Bewaar een oordeel; nog een keer kiezen vervangt het vorige."""
    gesprek_id = gesprek_van(request)
    app, geheim = request.app[APP], request.app[KLUIS].gesprekssleutel(gesprek_id)
    await geef_oordeel(app.opslag, gesprek_id, geheim, _keuze(await lees_json(request)), app.klok.nu())
    return web.Response(status=204)


def _keuze(inhoud: dict[str, Any]) -> Keuze:
    """Van JSON naar een keuze; fout `InvoerOngeldig`."""
    goed, nummer, reden = inhoud.get("goed"), inhoud.get("nummer"), inhoud.get("reden")
    if not isinstance(goed, bool):
        raise InvoerOngeldig("Het veld 'goed' moet waar of onwaar zijn.")
    if nummer is not None and (type(nummer) is not int or not 0 < nummer <= HOOGSTE):
        raise InvoerOngeldig("Het veld 'nummer' moet het nummer van een bericht zijn.")
    if reden is not None and reden not in list(Reden):
        raise InvoerOngeldig("Deze reden kennen wij niet.")
    return Keuze(goed, nummer, Reden(reden) if reden is not None else None)
