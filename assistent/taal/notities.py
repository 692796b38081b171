"""De notitie van een medewerker lezen: kortschrift, over een ander geschreven, in losse stukjes (R18)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from assistent.kern.begrippen import Wie
from assistent.kern.kladgesprek import Stuk
from assistent.kern.signalen import MODEL, Gelezen, Gevaar, Over
from assistent.taal.lezer import Lezer
from assistent.taal.normaal import woorden
from assistent.taal.patronen import Patronen, bouw
from assistent.taal.signaalpatronen import Groep, Signaalpatronen

_KNIP = re.compile(r"(?<=[.!?;])\s+|[,;\n]\s*|\s+(?:en ook|maar ook|daarnaast)\s+", re.IGNORECASE)
_LEEFTIJD = re.compile(
    r"\b(?:mw|mevr|mevrouw|dhr|hr|mnr|meneer|man|vrouw|vr)\.? ?\(?(\d{1,3})\b|^\(?(\d{1,3}) ?(?:jr|jaar|j)\b",
    re.IGNORECASE,
)
_POSTCODE = re.compile(r"\b([1-9]\d{3}) ?(?:[a-z]{2}\b|\[adres\])", re.IGNORECASE)
_LOS = re.compile(r"[^\W\d_]+")
MIN_WOORDEN = 4
MAX_STUKKEN = 40
"""Zoveel stukjes van één notitie gaan hooguit naar de taalmotor; langer is geen kortschrift meer."""


@dataclass(frozen=True)
class Kortschrift:
    """Wat `kennisbank/meekijken.yml` over opschrijven weet."""

    afkortingen: Mapping[str, str]
    wie: Mapping[Wie, Patronen]
    rollen: Mapping[str, Patronen]
    velden: Mapping[str, tuple[Patronen, Patronen]]
    """Per veld: wanneer een stukje erin past, en wanneer toch niet."""
    groepen: Mapping[str, Groep]
    als: Patronen
    tenzij: Patronen


def laad_kortschrift(pad: Path) -> Kortschrift:
    """Lees het bestand; het schema is dan al getoetst door `assistent controleer`."""
    inhoud: dict[str, Any] = yaml.safe_load(pad.read_text("utf-8"))
    signalen = inhoud["signalen"]
    return Kortschrift(
        afkortingen={str(k): str(v) for k, v in inhoud["afkortingen"].items()},
        wie={Wie(k): bouw([(k, regels)]) for k, regels in inhoud["wie"].items()},
        rollen={k: bouw([(k, regels)]) for k, regels in inhoud["rollen"].items()},
        velden={
            k: (bouw([(k, v["als"])]), bouw([(k, v.get("tenzij", []))])) for k, v in inhoud["velden"].items()
        },
        groepen={
            s["nummer"]: Groep(
                s["nummer"],
                s["soort"],
                s["sleutel"],
                s.get("ontkenbaar", False),
                s.get("verleden_telt", False),
                s.get("zaak"),
            )
            for s in signalen
        },
        als=bouw([(s["nummer"], s["als"]) for s in signalen]),
        tenzij=bouw([(s["nummer"], s.get("tenzij", [])) for s in signalen]),
    )


@dataclass(frozen=True)
class Notitielezer:
    """Leest een notitie met de gewone lezer en het kortschrift samen; de uitkomst is die van een beurt."""

    lezer: Lezer
    kortschrift: Kortschrift

    def lees(self, notitie: str, gemeente: str) -> Stuk:
        """De geschoonde notitie, wat erin te horen is, en de stukjes voor de taalmotor."""
        gelezen = self._gewoon.lees(notitie, gemeente, contact=True)
        extra = self._kort.lees(gelezen.tekst, gemeente)
        # Een los woord is te weinig voor het geleerde model; en wat een patroon hoort is beter bewijs.
        kort = {(s.soort, s.sleutel) for s in extra.signalen}
        genoeg = len(gelezen.tekst.split()) >= MIN_WOORDEN
        gewoon = [
            s for s in gelezen.signalen if s.bron != MODEL or (genoeg and (s.soort, s.sleutel) not in kort)
        ]
        bekend = {(s.soort, s.sleutel) for s in gewoon if s.telt}
        erbij = [s for s in extra.signalen if (s.soort, s.sleutel) not in bekend]
        # In een notitie staat "mw" en niet "ik": wat er staat gaat over wie geholpen wordt, en een medewerker weet wat hij opschrijft.
        signalen = [
            replace(s, over=Over.ZELF, sterkte=s.sterkte if s.bron == MODEL else 1.0) for s in (*gewoon, *erbij)
        ]
        delen = [d.strip() for d in _KNIP.split(gelezen.tekst) if d and d.strip()][:MAX_STUKKEN]
        zin = woorden(gelezen.tekst, self._chattaal)
        wie = next((w for w, p in self.kortschrift.wie.items() if p.zoek(zin)), Wie.INWONER)
        rol = next((r for r, p in self.kortschrift.rollen.items() if p.zoek(zin)), gelezen.rol)
        return Stuk(
            gelezen=replace(
                gelezen,
                signalen=tuple(signalen),
                wie=wie,
                gevaren=tuple(self._gevaren(gelezen, delen)),
                rol=None if wie is Wie.INWONER else rol,
                leeftijd=self._leeftijd(notitie, gelezen),
                postcode=m[1] if (m := _POSTCODE.search(notitie)) else gelezen.postcode,
                taal="nl",
            ),
            delen=tuple(self.voluit(d) for d in delen),
            velden=self._velden(delen),
            notitie=True,
        )

    def voluit(self, deel: str) -> str:
        """De afkortingen uitgeschreven; de taalmotor leerde van gewone zinnen."""
        kort = self.kortschrift.afkortingen
        return _LOS.sub(lambda m: kort.get(m.group().lower(), m.group()), deel)

    def _gevaren(self, gelezen: Gelezen, delen: Sequence[str]) -> list[Gevaar]:
        """Elk gevaar met elke keer dat het klinkt: doet iemand het ene weg, dan blijft het andere staan."""
        gevaren = list(gelezen.gevaren)
        for gevaar in (g for d in delen for g in self._gewoon.gevaar(d)) if gevaren else ():
            if not any(g.code == gevaar.code and gevaar.tekst in g.tekst for g in gevaren):
                gevaren.append(gevaar)
        return gevaren

    @staticmethod
    def _leeftijd(notitie: str, gelezen: Gelezen) -> int | None:
        gevonden = _LEEFTIJD.search(notitie.strip())
        return int(gevonden[1] or gevonden[2]) if gevonden else gelezen.leeftijd

    def _velden(self, delen: Sequence[str]) -> dict[str, str]:
        velden: dict[str, str] = {}
        for deel in delen:
            zin = woorden(deel, self._chattaal)
            for veld, (als, tenzij) in self.kortschrift.velden.items():
                if veld not in velden and (raak := als.zoek(zin)) and not tenzij.zoek(zin):
                    # Vanaf het eerste geraakte woord: wat ervoor staat gaat over iets anders.
                    velden[veld] = deel[min(zin[v.eerste].van for v in raak) :]
        return velden

    @cached_property
    def _chattaal(self) -> dict[str, str]:
        return {**self.lezer.patronen.chattaal, **self.kortschrift.afkortingen}

    @cached_property
    def _gewoon(self) -> Lezer:
        """De gewone lezer, die ook de afkortingen kent; het geleerde model hoort mee."""
        patronen = replace(self.lezer.patronen, chattaal=self._chattaal)
        return replace(self.lezer, patronen=patronen, raad_taal=_nederlands)

    @cached_property
    def _kort(self) -> Lezer:
        """Alleen de patronen van het kortschrift, met de context van de gewone lezer."""
        basis = self.lezer.patronen
        patronen = Signaalpatronen(
            versie=basis.versie,
            groepen=self.kortschrift.groepen,
            als=self.kortschrift.als,
            tenzij=self.kortschrift.tenzij,
            idioom=bouw([]),
            context=basis.context,
            chattaal=self._chattaal,
        )
        return replace(self.lezer, patronen=patronen, raad_taal=_nederlands, geleerd=None)


def _nederlands(_: str) -> str:
    """Een medewerker schrijft Nederlands; taal raden kost tijd en gaat bij losse woorden mis."""
    return "nl"
