"""Gevallen door de echte motor spelen en het oordeel uitschrijven (ontwerp §6, R131)."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from assistent.kern.begrippen import Kanaal, Uitkomst
from assistent.kern.gesprek import Beurt, Gesprek
from assistent.kern.indeling import Indeling, deel_in
from assistent.kern.intake import maak_intake
from assistent.kern.kennis import Kennisbank
from assistent.ports import Bericht, Opslag
from assistent.processen.beantwoorden import Beantwoorder


@dataclass(frozen=True)
class Beoordelaar:
    """Speelt elk geval als een nieuw gesprek."""

    beantwoorder: Beantwoorder
    opslag: Opslag
    kennis: Kennisbank

    async def speel(self, geval: Mapping[str, Any], nu: datetime) -> dict[str, Any]:
        """Het oordeel over één geval; `nu` geldt als het geval er zelf geen noemt."""
        moment = datetime.fromisoformat(geval["nu"]) if geval.get("nu") else nu
        moment = moment if moment.tzinfo else moment.replace(tzinfo=nu.tzinfo)
        gesprek = Gesprek(
            f"geval-{geval['id']}", geval["gemeente"], Kanaal(geval.get("kanaal", "chat")), moment
        )
        gesprek = self._met_plaats(gesprek, geval.get("postcode"))
        async with self.opslag.transactie() as werk:
            await werk.gesprekken.bewaar(gesprek)
        teksten: list[list[str]] = []
        duur: list[float] = []
        for tekst in geval["beurten"]:
            begin = time.perf_counter()
            berichten = await self.beantwoorder.beantwoord(Beurt(gesprek.id, tekst, moment))
            duur.append(round((time.perf_counter() - begin) * 1000, 1))
            teksten.append([z for b in berichten if b.van != "inwoner" for z in zinnen_van(b)])
        async with self.opslag.transactie() as werk:
            gesprek = await werk.gesprekken.haal(gesprek.id)
        return self._oordeel(geval["id"], gesprek, teksten, duur)

    def _met_plaats(self, gesprek: Gesprek, postcode: str | None) -> Gesprek:
        gebied = self.kennis.gemeenten[gesprek.gemeente].gebied_van(postcode)
        beeld = replace(gesprek.beeld, postcode=postcode, gebied=gebied.sleutel if gebied else None)
        return replace(gesprek, beeld=beeld)

    def _oordeel(
        self, id_: str, gesprek: Gesprek, teksten: list[list[str]], duur: list[float]
    ) -> dict[str, Any]:
        indeling = deel_in(gesprek, self.kennis)
        overdracht = gesprek.uitkomst is Uitkomst.OVERDRACHT
        return {
            "id": id_,
            "onderwerpen": self._onderwerpen(gesprek, indeling),
            "leefgebieden": list(indeling.leefgebieden),
            "crisis": gesprek.beeld.crisis(),
            "markeringen": sorted(indeling.markeringen, key=lambda m: int(m[1:])),
            "klasse": indeling.klasse.value,
            "regel": indeling.regel.nummer,
            "regelversie": self.kennis.triage.versie,
            "behandelaar": indeling.toewijzing.behandelaar if overdracht else None,
            "urgentie": indeling.urgentie.value,
            "antwoord": gesprek.uitkomst.value,
            "bewijs": [
                {"soort": b.soort, "sleutel": b.sleutel, "tekst": b.tekst, "beurt": b.beurt}
                for b in gesprek.beeld.bewijs()
            ],
            "intake": _intake(gesprek, indeling, self.kennis) if overdracht else None,
            "antwoorden": teksten,
            "ms": duur,
        }

    def _onderwerpen(self, gesprek: Gesprek, indeling: Indeling) -> list[str]:
        crisis = [self.kennis.crisis[g.code] for _, g in gesprek.beeld.gevaren]
        gewoon = [o.sleutel for o in indeling.onderwerpen if o.sleutel != "smalltalk"]
        # Niets zeker: dan wat de assistent met "bedoelt u …?" voorstelde, of het praatje zelf.
        gewoon = gewoon or [s for s in (gesprek.voorstel, *(o.sleutel for o in indeling.onderwerpen)) if s]
        return list(dict.fromkeys([*crisis, *gewoon]))


def zinnen_van(bericht: Bericht) -> list[str]:
    """De zinnen die de inwoner in een bericht ziet."""
    inhoud = bericht.inhoud
    zinnen = [inhoud["tekst"]] if inhoud.get("tekst") else []
    zinnen += [f"{label}: {waarde}" for _, label, waarde in inhoud.get("samenvatting", ())]
    for kaart in inhoud.get("kaarten", ()):
        zinnen.append(f"{kaart['titel']}: {kaart['tekst']}")
        zinnen += [kaart[v] for v in ("let_op", "waar", "open", "telefoon", "kosten") if kaart.get(v)]
    return zinnen


def _intake(gesprek: Gesprek, indeling: Indeling, kennis: Kennisbank) -> dict[str, Any]:
    intake = maak_intake(gesprek, indeling, kennis.triage.versie)
    return {
        "vraag_in_eigen_woorden": list(intake.vraag_in_eigen_woorden),
        "klasse": intake.klasse.value,
        "regel": intake.regel,
        "onderwerpen": list(intake.onderwerpen),
        "leefgebieden": list(intake.leefgebieden),
        "markeringen": list(intake.markeringen),
        "trekker": intake.trekker,
        "opschalen_naar": intake.opschalen_naar,
        "meekijkers": list(intake.meekijkers),
        "vervolg": intake.vervolg,
        "urgentie": intake.urgentie.value,
        "wie_spreekt": intake.wie.value,
        "rol": intake.rol,
        "velden": dict(intake.velden),
    }
