"""Een overdracht in Open Klant zetten en bijhouden; kan overal stoppen en gaat verder waar het was (koppelvlakken §1.8).

Er is geen transactie over de verzoeken heen. Daarom: kijk altijd eerst wat er al staat (op ons eigen nummer), maak alleen wat
ontbreekt, en onthoud elke stap. Zo staat een overdracht er precies één keer, ook als een antwoord onderweg zoekraakte.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from assistent.adapters.open_klant.actoren import Actoren
from assistent.adapters.open_klant.inhoud import Inhoud, nummer_voor
from assistent.adapters.open_klant.verbinding import Bestaat, Json, Lijn, Verbinding
from assistent.kern.errors import DoelWeigert
from assistent.kern.gemeente import Team
from assistent.kern.intake import Intake
from assistent.kern.kennis import Kennisbank
from assistent.kern.overdracht import Overdracht, Staat
from assistent.ports import Klaar, Terug

UITBREIDEN = "hadBetrokkenen,hadBetrokkenen.digitaleAdressen,leiddeTotInterneTaken"
WEG = "weg"
KLAAR = (Staat.AFGEROND, Staat.INGETROKKEN)
NUMMERS = ("nummer", "referentienummer")
KEREN = 5
"""Zoveel nummers proberen we als een ander toevallig hetzelfde koos."""


@dataclass(frozen=True)
class Afspraken:
    """Wat per installatie verschilt."""

    nieuw: bool = True
    """Open Klant 2.16 of later: referentienummer, metadata en maak-klantcontact."""
    nummers: tuple[str, ...] = NUMMERS
    kanalen: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class OpenKlant:
    """Open Klant als doel."""

    verbinding: Verbinding
    kennis: Callable[[], Kennisbank]
    koppeling: Callable[[str], str]
    afspraken: Afspraken = field(default_factory=Afspraken)
    actoren: Actoren = field(default_factory=Actoren)
    naam: str = "open_klant"
    rol: str = "systeem"

    def past(self, overdracht: Overdracht) -> bool:
        """Of de trekker een actor in Open Klant is."""
        return bool(self.team(overdracht, overdracht.team).openklant)

    async def werk_bij(
        self, overdracht: Overdracht, intake: Intake, stappen: Mapping[str, str], klaar: Klaar
    ) -> None:
        """Breng klantcontact, adressen en interne taak op de stand van de overdracht."""
        kanaal = self.afspraken.kanalen.get(intake.kanaal, intake.kanaal)
        koppeling = self.koppeling(overdracht.id)
        inhoud = Inhoud(self.kennis(), overdracht, intake, koppeling, kanaal)
        async with self.verbinding.open() as lijn:
            try:
                await _Zending(self, lijn, inhoud, dict(stappen), klaar).doe()
            except DoelWeigert:
                self.actoren.bekend.clear()  # een actor kan daar vervangen zijn
                raise

    async def lees_terug(self, stappen: Mapping[str, str]) -> Terug | None:
        """De stand van de interne taak, en welke medewerker haar daar heeft."""
        if "taak" not in stappen:
            return None
        async with self.verbinding.open() as lijn:
            try:
                taak = await lijn.haal(f"internetaken/{stappen['taak']}")
            except DoelWeigert as fout:
                if fout.soort == "404":
                    return None  # daar gewist; onze eigen bewaking gaat gewoon door
                raise
            door = await self.actoren.medewerker(lijn, taak["toegewezenAanActoren"])
        return Terug(taak["status"] == "verwerkt", door)

    def team(self, overdracht: Overdracht, team: str) -> Team:
        """De gegevens van een team."""
        return self.kennis().gemeenten[overdracht.gemeente].teams[team]


@dataclass
class _Zending:
    """Eén poging voor één overdracht."""

    doel: OpenKlant
    lijn: Lijn
    inhoud: Inhoud
    stappen: dict[str, str]
    klaar: Klaar
    gezien: Json | None = None

    async def doe(self) -> None:
        actoren = await self._teamactoren()
        if not await self._contact():
            return  # nooit verstuurd en niet meer nodig
        await self._betrokkene()
        await self._adressen()
        await self._koppel_assistent()
        await self._taak(actoren)

    async def _daar(self) -> Json:
        """Het klantcontact met alles eraan zoals het daar nu staat; hooguit één keer gevraagd."""
        if self.gezien is None:
            pad = f"klantcontacten/{self.stappen['klantcontact']}"
            self.gezien = await self.lijn.haal(pad, expand=UITBREIDEN)
        return self.gezien

    # --- klantcontact ---

    async def _contact(self) -> bool:
        """Of het klantcontact er is; zo nodig gevonden op ons nummer, of gemaakt."""
        if "klantcontact" in self.stappen:
            return True
        overdracht = self.inhoud.overdracht
        for keer in range(KEREN):
            nummer = nummer_voor(overdracht.id, keer)
            gevonden = await self._zoek_contact(nummer)
            if gevonden is None:
                if overdracht.staat is Staat.INGETROKKEN:
                    return False
                try:
                    gevonden = await self._maak_contact(nummer)
                except Bestaat:  # net door een ander, of net door ons met een zoekgeraakt antwoord
                    gevonden = await self._zoek_contact(nummer)
            if gevonden is not None and self._van_ons(gevonden):
                self.gezien = gevonden
                await self._onthoud("klantcontact", gevonden["uuid"])
                return True
        raise DoelWeigert("unique nummer: alle nummers bezet")

    async def _zoek_contact(self, nummer: str) -> Json | None:
        return await self.lijn.eerste("klantcontacten", expand=UITBREIDEN, **{self._zoekveld: nummer})

    async def _maak_contact(self, nummer: str) -> Json:
        nieuw = self.doel.afspraken.nieuw
        lijf = self.inhoud.klantcontact(self._nummers(nummer), metadata=nieuw)
        if not nieuw:
            return await self.lijn.maak("klantcontacten", lijf)
        gemaakt = await self.lijn.maak(
            "maak-klantcontact", {"klantcontact": lijf, "betrokkene": self.inhoud.betrokkene()}
        )
        contact: Json = gemaakt["klantcontact"]
        betrokkene = gemaakt["betrokkene"]
        contact["_expand"] = {"hadBetrokkenen": [betrokkene] if betrokkene else []}
        return contact

    def _van_ons(self, contact: Json) -> bool:
        if self.doel.afspraken.nieuw:
            return (contact.get("metadata") or {}).get("intake") == self.inhoud.overdracht.id
        return self.inhoud.overdracht.referentie in contact.get("inhoud", "")

    # --- betrokkene en adressen ---

    async def _betrokkene(self) -> None:
        if "betrokkene" in self.stappen:
            return
        al = (await self._daar()).get("_expand", {}).get("hadBetrokkenen", [])
        ref = {"hadKlantcontact": {"uuid": self.stappen["klantcontact"]}}
        betrokkene = al[0] if al else await self.lijn.maak("betrokkenen", self.inhoud.betrokkene() | ref)
        await self._onthoud("betrokkene", betrokkene["uuid"])

    async def _adressen(self) -> None:
        gewenst = {f"adres {self._merk(a['adres'])}": a for a in self.inhoud.adressen()}
        for stap, lijf in gewenst.items():
            if self.stappen.get(stap, WEG) == WEG:
                door = {"verstrektDoorBetrokkene": {"uuid": self.stappen["betrokkene"]}}
                al = (await self._adressen_daar()).get(lijf["adres"])
                uuid = al or (await self.lijn.maak("digitaleadressen", {**lijf, **door}))["uuid"]
                await self._onthoud(stap, uuid)
        # Een oud nummer zou een verkeerde laten bellen; alleen wat wij zelf schreven halen we weg.
        for stap, uuid in list(self.stappen.items()):
            nog_nodig = stap in gewenst or uuid in {self.stappen[g] for g in gewenst}
            if stap.startswith("adres ") and not nog_nodig and uuid != WEG:
                await self.lijn.wis(f"digitaleadressen/{uuid}")
                await self._onthoud(stap, WEG)

    async def _adressen_daar(self) -> dict[str, str]:
        daar = (await self._daar()).get("_expand", {}).get("hadBetrokkenen", [])
        adressen = (a for b in daar for a in b.get("_expand", {}).get("digitaleAdressen", []))
        return {a["adres"]: a["uuid"] for a in adressen}

    # --- actoren ---

    async def _teamactoren(self) -> list[Json]:
        """De actor van de trekker voorop, dan van wie meekijkt; niets als de trekker hier niet werkt."""
        overdracht = self.inhoud.overdracht
        if not self.doel.past(overdracht):
            return []
        teams = (self.doel.team(overdracht, t) for t in (overdracht.team, *overdracht.meekijkers))
        actoren = self.doel.actoren
        return [{"uuid": await actoren.team(self.lijn, team)} for team in teams if team.openklant]

    async def _koppel_assistent(self) -> None:
        """Zet bij het contact dat de assistent het maakte."""
        if "assistent" in self.stappen:
            return
        uuid = await self.doel.actoren.assistent(self.lijn)
        koppel = {"actor": {"uuid": uuid}, "klantcontact": {"uuid": self.stappen["klantcontact"]}}
        with suppress(Bestaat):  # een eerder antwoord raakte zoek
            await self.lijn.maak("actorklantcontacten", koppel)
        await self._onthoud("assistent", uuid)

    # --- de interne taak ---

    async def _taak(self, actoren: list[Json]) -> None:
        gewenst = self._stand(actoren)
        uuid = self.stappen.get("taak")
        if uuid is None:
            al = await self._zoek_taak()
            if al is None and not actoren:
                return  # er is hier niemand meer die het moet doen
            al = al or await self._maak_taak(gewenst)
            if al["toelichting"] == gewenst["toelichting"]:
                # Zo hebben wij haar gemaakt; staat zij daar al op verwerkt, dan deed het team dat.
                await self._onthoud("stand", self._merk(gewenst))
            uuid = al["uuid"]
            await self._onthoud("taak", uuid)
        # Alleen wat bij óns veranderde: wat het team daar zelf deed blijft staan.
        if self.stappen.get("stand") != self._merk(gewenst):
            await self.lijn.wijzig(f"internetaken/{uuid}", gewenst)
            await self._onthoud("stand", self._merk(gewenst))

    def _stand(self, actoren: list[Json]) -> Json:
        overdracht = self.inhoud.overdracht
        weg = overdracht.staat in KLAAR or not actoren
        stand: Json = {
            "toelichting": self.inhoud.toelichting(),
            "status": "verwerkt" if weg else "te_verwerken",
        }
        if actoren:
            stand["toegewezenAanActoren"] = actoren
        return stand

    async def _zoek_taak(self) -> Json | None:
        bij = {"aanleidinggevendKlantcontact__uuid": self.stappen["klantcontact"]}
        return await self.lijn.eerste("internetaken", **bij)

    async def _maak_taak(self, stand: Json) -> Json:
        ref = {"uuid": self.stappen["klantcontact"]}
        vast = {"gevraagdeHandeling": self.inhoud.handeling(), "aanleidinggevendKlantcontact": ref}
        for keer in range(KEREN):
            nummers = self._nummers(nummer_voor(self.inhoud.overdracht.id, keer))
            try:
                return await self.lijn.maak("internetaken", {**nummers, **vast, **stand})
            except Bestaat:
                if (al := await self._zoek_taak()) is not None:
                    return al
        raise DoelWeigert("unique nummer: alle nummers bezet")

    # --- klein ---

    def _merk(self, waarde: object) -> str:
        """Een vingerafdruk van wat wij stuurden. Met het token als sleutel: uit de uitbak is geen nummer te raden."""
        sleutel = self.doel.verbinding.token.encode()
        return hmac.new(sleutel, json.dumps(waarde, sort_keys=True).encode(), "sha256").hexdigest()[:16]

    @property
    def _zoekveld(self) -> str:
        velden = self._nummers("")
        return "referentienummer" if "referentienummer" in velden else "nummer"

    def _nummers(self, nummer: str) -> dict[str, str]:
        afspraken = self.doel.afspraken
        velden = afspraken.nummers if afspraken.nieuw else ("nummer",)
        return dict.fromkeys(velden, nummer)

    async def _onthoud(self, stap: str, verwijzing: str) -> None:
        if self.stappen.get(stap) != verwijzing:
            await self.klaar(stap, verwijzing)
            self.stappen[stap] = verwijzing
