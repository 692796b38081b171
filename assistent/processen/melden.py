"""Een beroepskracht meldt een zorg over iemand: dezelfde poort, dezelfde indeling en dezelfde overdracht (R11, R47-R56)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from ulid import ULID

from assistent.kern.begrippen import Kanaal, Wie
from assistent.kern.errors import InvoerOngeldig
from assistent.kern.kennis import Kennisbank
from assistent.kern.klad import Klad
from assistent.kern.meekijken import Uitleg
from assistent.kern.zinnen import zin
from assistent.ports import Lezen, Omroep, Opslag
from assistent.processen.aanbieden import Namens, bied_aan
from assistent.processen.meekijken import Meekijken
from assistent.processen.opschrijven import schoon_tekst, schoon_veld
from assistent.processen.vastleggen import roep_om

ROLLEN = {
    "huisarts": "Huisarts of praktijkondersteuner",
    "wijkverpleging": "Wijkverpleging of thuiszorg",
    "school": "School",
    "wijkagent": "Wijkagent",
    "corporatie": "Woningcorporatie",
    "maatschappelijk_werk": "Maatschappelijk werk",
    "anders": "Andere beroepskracht",
}
MAX_TEKST = 2000
MAX_KORT = 120


@dataclass(frozen=True, slots=True)
class Melding:
    """Wat een beroepskracht invult: wie zij is, en wat zij zelf zag of hoorde (R53, R56)."""

    gemeente: str
    rol: str
    naam: str
    telefoon: str
    gezien: str
    vermoeden: str = ""
    """Wat de melder denkt; staat apart van wat hij zag."""
    weet_betrokkene: str = ""
    gebied: str | None = None


@dataclass(frozen=True, slots=True)
class Gemeld:
    """Wat de melder terugkrijgt; nooit iets over de betrokkene (R52)."""

    referentie: str
    zeg: str
    gevaar: tuple[Uitleg, ...] = ()


@dataclass(frozen=True)
class Melden:
    """Van formulier naar een aangeboden intake."""

    kennis: Callable[[], Kennisbank]
    lezer: Lezen
    opslag: Opslag
    omroep: Omroep
    meekijken: Meekijken

    async def meld(self, melding: Melding, nu: datetime) -> Gemeld:
        """Bied de melding aan bij het team dat eropaf gaat (R51); fout `InvoerOngeldig`."""
        kennis = self.kennis()
        _controleer(melding, kennis)
        klad = self._klad(melding, nu)
        advies = await self.meekijken.kijk(klad, nu, melding.gezien)
        namens = Namens(f"melder ({melding.rol})", "melding van een beroepskracht", advies.indeling)
        async with self.opslag.transactie() as werk:
            gesprek, _ = await bied_aan(werk, advies.gesprek, kennis, nu, namens)
            await werk.gesprekken.bewaar(gesprek)
            assert gesprek.overdracht_id is not None
            overdracht, _ = await werk.overdrachten.haal(gesprek.overdracht_id)
        await roep_om(self.omroep, overdracht)
        team = kennis.gemeenten[melding.gemeente].teams[overdracht.team].naam
        zeg = zin(kennis, gesprek, "utter_gemeld", team=team, referentie=overdracht.referentie)
        return Gemeld(overdracht.referentie, zeg, advies.crisis)

    def _klad(self, melding: Melding, nu: datetime) -> Klad:
        ingevuld = {
            "naam": melding.naam,
            "telefoon": melding.telefoon,
            "weet_betrokkene": melding.weet_betrokkene,
        }
        velden = {k: schoon_veld(self.lezer, k, v, melding.gemeente) for k, v in ingevuld.items()}
        if vermoeden := schoon_tekst(self.lezer, melding.vermoeden, melding.gemeente):
            velden["aanvulling"] = f"Vermoeden van de melder: {vermoeden}"
        return Klad(
            str(ULID()),
            melding.gemeente,
            Kanaal.CHAT,
            "melder",
            nu,
            velden=velden,
            gebied=melding.gebied,
            wie=Wie.PROFESSIONAL,
            rol=None if melding.rol == "anders" else melding.rol,
        )


def _controleer(melding: Melding, kennis: Kennisbank) -> None:
    if melding.gemeente not in kennis.gemeenten or melding.rol not in ROLLEN:
        raise InvoerOngeldig("Kies een gemeente en uw beroep.")
    if not (melding.naam.strip() and melding.telefoon.strip() and melding.gezien.strip()):
        raise InvoerOngeldig("Vul uw naam, uw nummer en wat u zag in.")
    if melding.gebied and kennis.gemeenten[melding.gemeente].gebied(melding.gebied) is None:
        raise InvoerOngeldig("Deze plaats kennen wij niet.")
    lang = max(len(melding.gezien), len(melding.vermoeden)) > MAX_TEKST
    if lang or max(len(melding.naam), len(melding.telefoon), len(melding.weet_betrokkene)) > MAX_KORT:
        raise InvoerOngeldig(f"Dit is te lang. Gebruik hooguit {MAX_TEKST} tekens.")
