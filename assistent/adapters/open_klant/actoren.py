"""Actoren in Open Klant opzoeken: teams op hun vier codes, en de assistent zelf op naam (koppelvlakken §1.5)."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field

from assistent.adapters.open_klant.verbinding import Json, Lijn
from assistent.kern.errors import DoelWeigert
from assistent.kern.gemeente import Team


@dataclass
class Actoren:
    """Onthoudt wat gevonden is: Open Klant bewaakt zelf niet dat een actor uniek is."""

    zelf: str = "Toegangsassistent"
    maak: bool = False
    """Of een team dat er nog niet is mag worden aangemaakt."""
    bekend: dict[str, str] = field(default_factory=dict)
    slot: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def team(self, lijn: Lijn, team: Team) -> str:
        """De actor van een team; fout `DoelWeigert` als hij er niet is en niet gemaakt mag worden."""
        code = team.openklant
        vraag = {f"actoridentificator{k[0].upper()}{k[1:]}": v for k, v in code.items()}
        lijf = {
            "naam": team.naam,
            "soortActor": "organisatorische_eenheid",
            "indicatieActief": True,
            "actoridentificator": dict(code),
        }
        return await self._een(
            lijn, f"{code['codeObjecttype']}:{code['objectId']}", vraag, lijf, mag=self.maak
        )

    async def assistent(self, lijn: Lijn) -> str:
        """De actor die wij zelf zijn."""
        vraag = {"naam": self.zelf, "soortActor": "geautomatiseerde_actor"}
        return await self._een(lijn, "zelf", vraag, {**vraag, "indicatieActief": True}, mag=True)

    async def medewerker(self, lijn: Lijn, actoren: list[Json]) -> str:
        """De naam van de eerste medewerker tussen deze actoren; leeg als er alleen teams staan."""
        for actor in actoren:
            if actor["uuid"] not in self.bekend.values():
                vol = await lijn.haal(f"actoren/{actor['uuid']}")
                if vol["soortActor"] == "medewerker":
                    return str(vol["naam"])
        return ""

    async def _een(
        self, lijn: Lijn, sleutel: str, vraag: Mapping[str, str], lijf: Json, *, mag: bool
    ) -> str:
        async with self.slot:  # twee zendingen tegelijk maken anders twee dezelfde actoren
            if sleutel not in self.bekend:
                gevonden = await lijn.eerste("actoren", **vraag)
                if gevonden is None:
                    if not mag:
                        raise DoelWeigert(f"actor onbekend {sleutel}")
                    gevonden = await lijn.maak("actoren", lijf)
                self.bekend[sleutel] = gevonden["uuid"]
            return self.bekend[sleutel]
