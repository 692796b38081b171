"""Geneste diensten naar rijen per tabel, en weer terug."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from assistent.adapters.hsds.herkomst import Gegevens, Knoop, zin
from assistent.adapters.hsds.tabellen import GETALLEN, TABELLEN
from assistent.adapters.hsds.waarden import getal

Rijen = Mapping[str, list[Knoop]]


def vouw_uit(diensten: list[Gegevens]) -> dict[str, dict[str, Gegevens]]:
    """Per tabel de rijen op sleutel; wat diensten delen staat er één keer."""
    tabellen: dict[str, dict[str, Gegevens]] = {naam: {} for naam in TABELLEN}
    for dienst in diensten:
        _leg(tabellen, "service", dienst, {})
    return tabellen


def _leg(tabellen: dict[str, dict[str, Gegevens]], naam: str, object_: Gegevens, wijst: Gegevens) -> None:
    tabel = TABELLEN[naam]
    rij = {**{k: object_[k] for k in tabel.kolommen if k in object_}, **wijst}
    for veld, ouder, kolom in tabel.ouders:
        rij[kolom] = object_[veld]["id"]
        _leg(tabellen, ouder, object_[veld], {})
    tabellen[naam].setdefault(object_["id"], rij)
    for veld, kind, kolom in tabel.kinderen:
        soort = {"link_entity": naam} if kolom == "link_id" else {}
        for onderdeel in object_.get(veld, []):
            _leg(tabellen, kind, onderdeel, {kolom: object_["id"], **soort})


def vouw_in(rijen: Rijen) -> tuple[list[Knoop], list[str]]:
    """De diensten met alles eronder, en meldingen over rijen die nergens bij horen."""
    op_id: dict[str, dict[str, Knoop]] = {naam: {} for naam in TABELLEN}
    meldingen = []
    for naam in TABELLEN:
        for rij in rijen[naam]:
            sleutel = rij.get("id", "")
            if sleutel in op_id[naam] and naam != "service":  # een dubbele dienst valt op bij de toets
                meldingen.append(zin(rij.plek, "id", "deze sleutel staat er al. Haal één rij weg."))
            op_id[naam].setdefault(sleutel, rij)
    vouwer = _Vouwer(op_id, _onder(rijen))
    return [vouwer.maak("service", rij) for rij in rijen["service"]], [*meldingen, *_los(rijen, op_id)]


def _verbanden() -> dict[tuple[str, str], list[str]]:
    """Per tabel en wijzende kolom de tabellen waar die naar wijst."""
    verbanden: dict[tuple[str, str], list[str]] = defaultdict(list)
    for ouder, tabel in TABELLEN.items():
        for _, kind, kolom in tabel.kinderen:
            verbanden[kind, kolom].append(ouder)
    return verbanden


def _onder(rijen: Rijen) -> dict[tuple[str, str], list[Knoop]]:
    """De rijen onder elke sleutel, in de volgorde van het bestand."""
    onder: dict[tuple[str, str], list[Knoop]] = defaultdict(list)
    for kind, kolom in _verbanden():
        for rij in rijen[kind]:
            if kolom in rij:
                onder[kind, rij[kolom]].append(rij)
    return onder


def _los(rijen: Rijen, op_id: Mapping[str, Mapping[str, Knoop]]) -> list[str]:
    meldingen = []
    for (kind, kolom), ouders in _verbanden().items():
        waar = " of ".join(TABELLEN[o].bestand for o in ouders)
        for rij in rijen[kind]:
            bekend = kolom not in rij or any(rij[kolom] in op_id[o] for o in ouders)
            if not bekend and rij.get("link_entity", ouders[0]) in ouders:
                tekst = f"deze sleutel staat niet in {waar}. Verbeter haar of haal de rij weg."
                meldingen.append(zin(rij.plek, kolom, tekst))
    return meldingen


class _Vouwer:
    """Zet bij elke rij wat eronder hoort en waar zij naar wijst."""

    def __init__(
        self, op_id: Mapping[str, Mapping[str, Knoop]], onder: Mapping[tuple[str, str], list[Knoop]]
    ) -> None:
        self._op_id = op_id
        self._onder = onder

    def maak(self, naam: str, rij: Knoop) -> Knoop:
        """Het geneste object van één rij."""
        tabel = TABELLEN[naam]
        knoop = Knoop({k: getal(cel) if k in GETALLEN else cel for k, cel in rij.items()}, rij.plek)
        knoop.fouten += rij.fouten
        for veld, ouder, kolom in tabel.ouders:
            doel = self._op_id[ouder].get(rij.get(kolom, ""))
            if doel is not None:
                knoop[veld] = self.maak(ouder, doel)
            elif kolom in rij or kolom in tabel.verplicht:
                knoop.fout(kolom, f"deze sleutel staat niet in {TABELLEN[ouder].bestand}. Verbeter haar.")
        for veld, kind, _ in tabel.kinderen:
            onderdelen = self._onder.get((kind, rij.get("id", "")), [])
            if onderdelen:
                knoop[veld] = [self.maak(kind, o) for o in onderdelen]
        return knoop
