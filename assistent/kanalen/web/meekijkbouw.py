"""Het beeld van het meekijkscherm aanvullen met wat er in de database bij hoort."""

from __future__ import annotations

from dataclasses import replace

from assistent.app import App
from assistent.kanalen.web.meekijkbalk import maak_balk, weergavenamen
from assistent.kanalen.web.meekijkbeeld import Schermbeeld
from assistent.kern.afspraken import zeg_blok
from assistent.kern.oefenen import koppel_terug


async def vul_aan(app: App, beeld: Schermbeeld) -> Schermbeeld:
    """Met de overdracht, de eerdere vraag, de balk bovenaan en de terugbelafspraak."""
    wie, klad = beeld.wie, beeld.klad
    overdracht = await app.afhandelen.overdracht(wie, klad.id)
    nemer = overdracht.aangenomen_door if overdracht else None
    return replace(
        beeld,
        overdracht=overdracht,
        eerder=await app.terugvinden.eerdere(wie, klad),
        lus=await app.terugvinden.in_lus(klad, beeld.advies, beeld.nu),
        balk=await maak_balk(app, wie, klad.id),
        namen=await weergavenamen(app, {klad.medewerker, *([nemer] if nemer else [])}),
        belmoment=await app.afhandelen.belmoment(klad, beeld.nu),
    )


async def voor_venster(app: App, beeld: Schermbeeld, welk: str) -> Schermbeeld:
    """Met wat alleen dit venster laat zien: de terugkoppeling van een oefening, of wie er te bereiken is."""
    if welk == "terugkoppeling" and beeld.oefening is not None:
        return replace(beeld, terugkoppeling=koppel_terug(beeld.oefening, beeld.advies))
    if welk != "doorverbinden":
        return beeld
    klad, nu, accounts = beeld.klad, beeld.nu, app.accounts
    aanwezig = await app.afhandelen.aanwezig(klad.gemeente, beeld.doorteam, nu)
    namen = [await accounts.haal(n) if accounts else None for n in aanwezig]
    blokken = [
        (van.isoformat(), zeg_blok(van, tot, nu)) for van, tot in await app.afhandelen.blokken(klad, nu)
    ]
    return replace(beeld, aanwezig=[a.weergavenaam for a in namen if a], blokken=blokken)
