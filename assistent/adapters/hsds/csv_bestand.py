"""CSV lezen en schrijven, met het regelnummer van elke rij."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from assistent.adapters.hsds.bron import lees_tekst
from assistent.adapters.hsds.herkomst import Knoop, Plek
from assistent.kern.errors import KennisFout


def als_csv(kop: Sequence[str], rijen: Iterable[Sequence[str]], scheiding: str = ",") -> bytes:
    """De tekst van een CSV-bestand."""
    uit = io.StringIO(newline="")
    schrijver = csv.writer(uit, delimiter=scheiding, lineterminator="\r\n")
    schrijver.writerow(kop)
    schrijver.writerows(rijen)
    return uit.getvalue().encode("utf-8")


def lees_csv(pad: Path) -> tuple[list[str], list[Knoop]]:
    """De kop, en elke rij als kolom → cel zonder de lege cellen; scheidingsteken uit de kop."""
    tekst = lees_tekst(pad)
    eerste = tekst.split("\n", 1)[0]
    scheiding = max(",;\t", key=eerste.count)
    lezer = csv.reader(io.StringIO(tekst, newline=""), delimiter=scheiding, strict=True)
    kop: list[str] = []
    rijen: list[Knoop] = []
    begin = 1
    try:
        for cellen in lezer:
            plek, begin = Plek(pad, begin), lezer.line_num + 1
            if not kop:
                kop = _kop(cellen, plek)
            elif any(cel.strip() for cel in cellen):
                rijen.append(_rij(kop, cellen, plek))
    except csv.Error:
        reden = "deze rij is niet te lezen. Kijk of elk aanhalingsteken gesloten is."
        raise KennisFout([f"{pad}:{begin} (rij): {reden}"]) from None
    if not kop:
        raise KennisFout([f"{pad}:1 (bestand): er is geen kop. Zet de kolomnamen op de eerste regel."])
    return kop, rijen


def _kop(cellen: list[str], plek: Plek) -> list[str]:
    kop = [cel.strip() for cel in cellen]
    while kop and not kop[-1]:
        kop.pop()
    dubbel = sorted({k for k in kop if kop.count(k) > 1})
    if dubbel:
        namen = ", ".join(k or "(leeg)" for k in dubbel)
        raise KennisFout(
            [f"{plek.bestand}:{plek.regel} {namen}: deze kolom staat er twee keer. Haal er één weg."]
        )
    return kop


def _rij(kop: list[str], cellen: list[str], plek: Plek) -> Knoop:
    rij = Knoop({k: cel for k, cel in zip(kop, cellen, strict=False) if cel}, plek)
    if any(cellen[len(kop) :]):
        rij.fout("(rij)", f"{len(cellen)} cellen, de kop heeft er {len(kop)}. Haal de cellen te veel weg.")
    return rij
