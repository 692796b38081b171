"""Wat een medewerker op het meekijkscherm doet: elke knop en toets is één handeling met één antwoord."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from assistent.kern.begrippen import Kanaal, Klasse, Urgentie, Wie
from assistent.kern.contactmoment import Uitslag
from assistent.kern.errors import InvoerOngeldig
from assistent.kern.klad import Keuze, Klad
from assistent.processen.meekijken import NietVanU

if TYPE_CHECKING:
    from assistent.kanalen.web.meekijklijn import Lijn  # de lijn roept de daden aan

Velden = Mapping[str, str]
VENSTERS = ("overdragen", "doorverbinden", "afronden", "keuze", "eerder", "aanvullen", "terugkoppeling")
VENSTER = "meekijken_dialoog.html"


async def doe(lijn: Lijn, wat: str, velden: Velden, nr: int) -> None:
    """Voer één handeling uit en stuur het antwoord; fout `InvoerOngeldig` als zij niet bestaat."""
    daad = DADEN.get(wat)
    if daad is None or (lijn.oefening is not None and wat not in OEFENEN):
        raise InvoerOngeldig("Deze handeling kennen wij niet.")
    if wat not in ZONDER_BEWAREN:
        await lijn.bewaar()
    antwoord = await daad(lijn, velden)
    await lijn.stuur({"soort": "gedaan", "nr": nr, "wat": wat, **(antwoord or {})})


Antwoord = dict[str, Any] | None


async def _zet(lijn: Lijn, klad: Klad) -> None:
    lijn.klad = klad
    await lijn.toon()
    await lijn.roep_gewijzigd()


def _keus(soort: Any, waarde: str) -> Any:
    """Een waarde uit een vaste lijst, of niets als zij leeg is; fout `InvoerOngeldig`."""
    try:
        return soort(waarde) if waarde else None
    except ValueError:
        raise InvoerOngeldig("Deze keuze kennen wij niet.") from None


# --- tijdens het gesprek ---


async def veld(lijn: Lijn, velden: Velden) -> Antwoord:
    """Een veld van de intake; een vrijwilliger vult alleen naam en nummer in (R101)."""
    naam = velden.get("veld", "")
    beeld_mag = lijn.mag("meekijken.intake") or naam in ("naam", "telefoon")
    if not beeld_mag:
        raise InvoerOngeldig("Dit veld is niet voor uw rol.")
    await _zet(lijn, await lijn.meekijken.vul_in(lijn.wie, lijn.klad.id, naam, velden.get("waarde", "")))
    return None


async def plaats(lijn: Lijn, velden: Velden) -> Antwoord:
    """Kanaal, wie er spreekt, en waar iemand woont."""
    waarde = velden.get("waarde", "").strip()
    wat = velden.get("veld")
    gebieden = {g.sleutel for g in lijn.app.kennis.gemeenten[lijn.klad.gemeente].gebieden}
    if wat == "kanaal":
        nieuw: dict[str, Any] = {"kanaal": _keus(Kanaal, waarde) or lijn.klad.kanaal}
    elif wat == "wie":
        nieuw = {"wie": _keus(Wie, waarde)}
    elif wat == "gebied" and (not waarde or waarde in gebieden):
        nieuw = {"gebied": waarde or None}
    elif wat == "postcode" and len(waarde) <= 7:
        nieuw = {"postcode": waarde[:4] if waarde[:4].isdigit() else None}
    else:
        raise InvoerOngeldig("Deze keuze kennen wij niet.")
    await _zet(lijn, await lijn.meekijken.wijzig(lijn.wie, lijn.klad.id, lambda k: replace(k, **nieuw)))
    return None


async def beslis(lijn: Lijn, velden: Velden) -> Antwoord:
    """Een voorstel gebruiken of wegdoen."""
    klad = await lijn.meekijken.beslis(
        lijn.wie,
        lijn.klad.id,
        velden.get("voorstel", ""),
        lijn.app.klok.nu(),
        gebruikt=velden.get("gebruikt") == "ja",
    )
    await _zet(lijn, klad)
    return None


async def keuze(lijn: Lijn, velden: Velden) -> Antwoord:
    """Anders kiezen dan het voorstel, met een reden."""
    anders = Keuze(
        _keus(Klasse, velden.get("klasse", "")),
        velden.get("team") or None,
        _keus(Urgentie, velden.get("urgentie", "")),
        velden.get("reden", "").strip(),
    )
    await _zet(lijn, await lijn.meekijken.kies(lijn.wie, lijn.klad.id, anders))
    return {"sluit": True}


async def erbij(lijn: Lijn, velden: Velden) -> Antwoord:
    """Een onderwerp toevoegen dat niet gehoord is: buiten het script mag altijd."""
    sleutel = velden.get("onderwerp", "")
    if sleutel not in lijn.app.kennis.onderwerpen:
        raise InvoerOngeldig("Dit onderwerp kennen wij niet.")
    klad = await lijn.meekijken.wijzig(
        lijn.wie, lijn.klad.id, lambda k: replace(k, erbij=(*(e for e in k.erbij if e != sleutel), sleutel))
    )
    await _zet(lijn, klad)
    return {"sluit": True}


async def akkoord(lijn: Lijn, velden: Velden) -> Antwoord:
    """De inwoner vindt doorgeven goed; daarna is overdragen één toets."""
    aan = velden.get("aan") == "ja"
    await _zet(lijn, await lijn.meekijken.wijzig(lijn.wie, lijn.klad.id, lambda k: replace(k, akkoord=aan)))
    return None


async def venster(lijn: Lijn, velden: Velden) -> Antwoord:
    """Een venster openen."""
    welk = velden.get("welk", "")
    if welk not in VENSTERS or (welk == "terugkoppeling") is not (lijn.oefening is not None):
        raise InvoerOngeldig("Dit venster kennen wij niet.")
    return {"venster": lijn.teken(VENSTER, welk, await lijn.vensterbeeld(welk))}


# --- overdragen, doorverbinden, terugbellen ---


async def overdragen(lijn: Lijn, velden: Velden) -> Antwoord:
    """Met één toets als het akkoord er al is; anders eerst het venster met wat u voorleest."""
    if lijn.klad.overdracht_id is not None:
        return {"meld": "Deze vraag is al overgedragen."}
    gevaar = velden.get("gevaar", "")
    ja = velden.get("akkoord") == "ja" or (lijn.klad.akkoord and not gevaar)
    if not ja and not gevaar:
        return await venster(lijn, {"welk": "overdragen"})
    lijn.klad, overdracht = await lijn.app.afhandelen.draag_over(
        lijn.wie, lijn.klad.id, lijn.app.klok.nu(), akkoord=ja, gevaar=gevaar
    )
    await lijn.toon()
    return {"sluit": True, "meld": f"Overgedragen. Het nummer is {overdracht.referentie}."}


async def terughalen(lijn: Lijn, velden: Velden) -> Antwoord:
    """Een vergissing herstellen."""
    await _zet(lijn, await lijn.app.afhandelen.trek_terug(lijn.wie, lijn.klad.id, lijn.app.klok.nu()))
    return {"meld": "Teruggehaald."}


async def terugbellen(lijn: Lijn, velden: Velden) -> Antwoord:
    """Een vrij moment van het team vastleggen."""
    try:
        van = datetime.fromisoformat(velden.get("van", ""))
    except ValueError:
        raise InvoerOngeldig("Kies een moment.") from None
    moment = await lijn.app.afhandelen.spreek_af(lijn.wie, lijn.klad.id, van, lijn.app.klok.nu())
    await lijn.toon()
    return {"sluit": True, "meld": f"Terugbelafspraak: {moment}."}


# --- eerdere vragen ---


async def eerder(lijn: Lijn, velden: Velden) -> Antwoord:
    """Zoeken op nummer, telefoon, of naam met postcode."""
    gevonden = await lijn.app.terugvinden.zoek_eerder(
        lijn.wie, **{k: velden.get(k, "")[:60] for k in ("referentie", "telefoon", "naam", "postcode")}
    )
    beeld = await lijn.beeld(gezocht=True, gevonden=gevonden)
    return {"in": "gevonden-eerder", "html": lijn.teken(VENSTER, "gevonden", beeld)}


async def koppel(lijn: Lijn, velden: Velden) -> Antwoord:
    """Dit gesprek hoort bij die eerdere vraag."""
    await _zet(lijn, await lijn.app.terugvinden.koppel(lijn.wie, lijn.klad.id, velden.get("overdracht", "")))
    return {"sluit": True}


async def aanvullen(lijn: Lijn, velden: Velden) -> Antwoord:
    """Iets toevoegen aan de eerdere vraag."""
    tekst = velden.get("tekst", "").strip()[:500]
    if not tekst:
        raise InvoerOngeldig("Vul in wat het team moet weten.")
    await lijn.app.terugvinden.vul_aan(lijn.wie, lijn.klad.id, tekst, lijn.app.klok.nu())
    await lijn.toon()
    return {"sluit": True, "meld": "Doorgegeven aan het team."}


# --- samen, en klaar ---


async def pauze(lijn: Lijn, velden: Velden) -> Antwoord:
    """Neerleggen zodat een collega kan overnemen."""
    await _zet(lijn, await lijn.meekijken.pauzeer(lijn.wie, lijn.klad.id))
    return {"meld": "Pauze. Een collega kan overnemen."}


async def hervat(lijn: Lijn, velden: Velden) -> Antwoord:
    """Zelf verder."""
    await _zet(lijn, await lijn.meekijken.hervat(lijn.wie, lijn.klad.id))
    return None


async def mee(lijn: Lijn, velden: Velden) -> Antwoord:
    """Collega's laten meelezen, of weer sluiten."""
    aan = velden.get("aan") == "ja"
    await _zet(lijn, await lijn.meekijken.vraag_mee(lijn.wie, lijn.klad.id, open_=aan))
    return {
        "ga": f"/meekijken/{lijn.klad.id}",
        "meld": "Collega's kunnen meelezen." if aan else "Alleen u leest nog mee.",
    }


async def overnemen(lijn: Lijn, velden: Velden) -> Antwoord:
    """Het gesprek van een collega overnemen."""
    if lijn.klad.medewerker == lijn.wie.naam:
        raise NietVanU("Dit gesprek is al van u.")
    lijn.klad = await lijn.meekijken.neem_over(lijn.wie, lijn.klad.id)
    return {"ga": f"/meekijken/{lijn.klad.id}"}


async def afronden(lijn: Lijn, velden: Velden) -> Antwoord:
    """Vastleggen dat er gesproken is."""
    uitslag = _keus(Uitslag, velden.get("uitslag", "")) or Uitslag.BEANTWOORD
    onderwerp = velden.get("onderwerp") or None
    await lijn.app.afhandelen.rond_af(
        lijn.wie, lijn.klad.id, uitslag, lijn.app.klok.nu(), onderwerp=onderwerp
    )
    lijn.notitie = None
    return {"ga": "/meekijken"}


async def weggooien(lijn: Lijn, velden: Velden) -> Antwoord:
    """Sluiten zonder vastleggen: er was geen gesprek, er is alleen gezocht."""
    await lijn.meekijken.gooi_weg(lijn.wie, lijn.klad.id)
    lijn.notitie = None
    return {"ga": "/meekijken"}


async def volgende(lijn: Lijn, velden: Velden) -> Antwoord:
    """De volgende zin van de oefening."""
    return {"zin": lijn.volgende_regel()}


Daad = Callable[["Lijn", Velden], Awaitable[Antwoord]]
DADEN: Mapping[str, Daad] = {
    d.__name__: d
    for d in (
        veld, plaats, beslis, keuze, erbij, akkoord, venster, overdragen, terughalen, terugbellen,
        eerder, koppel, aanvullen, pauze, hervat, mee, overnemen, afronden, weggooien, volgende,
    )
}  # fmt: skip
OEFENEN = frozenset({"veld", "plaats", "beslis", "keuze", "erbij", "akkoord", "venster", "volgende"})
"""Wat in een oefening kan; de rest raakt echte gegevens."""
ZONDER_BEWAREN = frozenset({"volgende", "weggooien", "overnemen"})
