"""Wat u in 20 seconden tegen een collega zegt voordat u doorverbindt; de zinnen staan in meekijken.yml (R57, R61)."""

from __future__ import annotations

from collections.abc import Iterator

from assistent.kern.begrippen import Urgentie
from assistent.kern.kennis import Kennisbank
from assistent.kern.meekijken import Advies
from assistent.kern.zinnen import opsomming

MAX_WOORDEN = 55
"""Rustig gesproken is dat twintig seconden."""
MAX_EIGEN = 16
"""Zoveel woorden van de inwoner zelf; de rest staat in de intake."""


def zeg_collega(advies: Advies, kennis: Kennisbank, *, akkoord: bool) -> tuple[str, ...]:
    """De zinnen, belangrijkste eerst; wat niet meer in twintig seconden past staat in de intake."""
    gezegd: list[str] = []
    for zin in _zinnen(advies, kennis, akkoord=akkoord):
        if sum(len(z.split()) for z in (*gezegd, zin)) > MAX_WOORDEN:
            break
        gezegd.append(zin)
    return tuple(gezegd)


def _zinnen(advies: Advies, kennis: Kennisbank, *, akkoord: bool) -> Iterator[str]:
    woorden, gesprek = kennis.meekijken, advies.gesprek
    sjabloon, beeld = woorden.samenvatting, gesprek.beeld
    gemeente = kennis.gemeenten[gesprek.gemeente]
    gebied = gemeente.gebied(beeld.gebied)
    leeftijd = sjabloon["leeftijd"].format(leeftijd=beeld.leeftijd) if beeld.leeftijd else ""
    yield sjabloon[beeld.wie.value].format(plaats=gebied.naam if gebied else gemeente.naam, leeftijd=leeftijd)
    if advies.crisis:
        yield sjabloon["crisis"].format(gevaar=opsomming(u.titel.lower() for u in advies.crisis))
    elif advies.indeling.urgentie in (Urgentie.DIRECT, Urgentie.SPOED):
        yield sjabloon["haast"].format(urgentie=woorden.naam("urgenties", advies.indeling.urgentie.value))
    onderwerpen = [o.naam.lower() for o in advies.indeling.onderwerpen if not o.proces and not o.crisis][:2]
    if onderwerpen:
        yield sjabloon["onderwerpen"].format(onderwerpen=opsomming(onderwerpen))
    elif gesprek.eigen_woorden:
        yield sjabloon["woorden"].format(woorden=_kort(gesprek.eigen_woorden[0]))
    problemen = [s.sleutel for s in advies.signalen if s.soort == "leefgebied"]
    if len(problemen) > 1:
        namen = opsomming(woorden.naam("leefgebieden", g).lower() for g in problemen)
        yield sjabloon["leefgebieden"].format(leefgebieden=namen)
    if "wil_bereiken" in advies.velden:
        yield sjabloon["wil"].format(wil=_kort(advies.velden["wil_bereiken"].removeprefix("wil ")))
    markeringen = [woorden.naam("markeringen", m) for m in sorted(advies.indeling.markeringen)]
    if markeringen:
        yield sjabloon["markeringen"].format(markeringen=opsomming(markeringen))
    if "al_betrokken" in advies.velden:
        yield sjabloon["betrokken"].format(betrokken=_kort(advies.velden["al_betrokken"]))
    if akkoord:
        yield sjabloon["akkoord"]


def _kort(tekst: str) -> str:
    delen = tekst.rstrip(".").split()
    return " ".join(delen[:MAX_EIGEN]) + (" …" if len(delen) > MAX_EIGEN else "")
