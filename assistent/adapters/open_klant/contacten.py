"""Een contactmoment als klantcontact in Open Klant: dat er gesproken is, waarover, en niet wat (koppelvlakken §1.3)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from assistent.adapters.open_klant.bezorgen import KEREN, OpenKlant
from assistent.adapters.open_klant.inhoud import ONDERWERP, nummer_voor
from assistent.adapters.open_klant.teksten import knip
from assistent.adapters.open_klant.verbinding import Bestaat, Json, Lijn
from assistent.kern.contactmoment import Contactmoment, Uitslag
from assistent.kern.errors import DoelWeigert
from assistent.kern.kennis import Kennisbank
from assistent.kern.tijden import NEDERLAND
from assistent.ports import Klaar


@dataclass(frozen=True)
class OpenKlantContacten:
    """Het register van klantcontacten; gebruikt de verbinding en afspraken van het doel."""

    doel: OpenKlant
    kennis: Callable[[], Kennisbank]

    async def leg_vast(self, moment: Contactmoment, stappen: Mapping[str, str], klaar: Klaar) -> None:
        """Zoek het contact op ons eigen nummer en maak het als het er nog niet is."""
        stappen = dict(stappen)
        async with self.doel.verbinding.open() as lijn:
            if "klantcontact" not in stappen:
                stappen["klantcontact"] = await self._vind_of_maak(lijn, moment)
                await klaar("klantcontact", stappen["klantcontact"])
            if "assistent" not in stappen:
                uuid = await self.doel.actoren.assistent(lijn)
                koppel = {"actor": {"uuid": uuid}, "klantcontact": {"uuid": stappen["klantcontact"]}}
                with suppress(Bestaat):  # een eerder antwoord raakte zoek
                    await lijn.maak("actorklantcontacten", koppel)
                await klaar("assistent", uuid)

    async def _vind_of_maak(self, lijn: Lijn, moment: Contactmoment) -> str:
        for keer in range(KEREN):
            nummer = nummer_voor(moment.id, keer)
            velden = self.doel.afspraken.nummers if self.doel.afspraken.nieuw else ("nummer",)
            zoekveld = "referentienummer" if "referentienummer" in velden else "nummer"
            gevonden = await lijn.eerste("klantcontacten", **{zoekveld: nummer})
            if gevonden is None:
                try:
                    gevonden = await lijn.maak(
                        "klantcontacten", self._lijf(moment, dict.fromkeys(velden, nummer))
                    )
                except Bestaat:
                    gevonden = await lijn.eerste("klantcontacten", **{zoekveld: nummer})
            if gevonden is not None and self._van_ons(gevonden, moment):
                return str(gevonden["uuid"])
        raise DoelWeigert("unique nummer: alle nummers bezet")

    def _lijf(self, moment: Contactmoment, nummers: Mapping[str, str]) -> Json:
        kennis = self.kennis()
        onderwerp = kennis.onderwerpen.get(moment.onderwerp or "")
        begin = moment.begonnen.astimezone(NEDERLAND)
        einde = begin + timedelta(seconds=moment.seconden)
        lijf: Json = {
            **nummers,
            "kanaal": self.doel.afspraken.kanalen.get(moment.kanaal.value, moment.kanaal.value),
            "onderwerp": knip(onderwerp.naam if onderwerp else "Vraag van een inwoner", ONDERWERP),
            "inhoud": f"{kennis.meekijken.aflopen.get(moment.uitslag.value, moment.uitslag.value)}"
            f" ({begin:%H:%M} tot {einde:%H:%M}, {moment.id})",
            "indicatieContactGelukt": moment.uitslag is not Uitslag.AFGEBROKEN,
            "taal": "nld",
            "vertrouwelijk": True,
            "plaatsgevondenOp": moment.begonnen.isoformat(),
        }
        if self.doel.afspraken.nieuw:
            lijf["metadata"] = {"contactmoment": moment.id, "uitslag": moment.uitslag.value}
        return lijf

    @staticmethod
    def _van_ons(contact: Json, moment: Contactmoment) -> bool:
        return (contact.get("metadata") or {}).get("contactmoment") == moment.id or moment.id in contact.get(
            "inhoud", ""
        )
