"""Meet het schonen: recall en precisie op de toetsset, tijd per bericht, en slechtste gevallen van 100 kB."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path
from statistics import quantiles
from time import perf_counter, process_time

from assistent.taal.persoonsgegevens.getallen import getalwoorden
from assistent.taal.persoonsgegevens.plekken import Plek
from assistent.taal.schonen import schoon, vind

TOETSSET = Path(__file__).parent.parent / "tests" / "taal" / "schonen.jsonl"
SLECHTST = (
    *("a", "a ", "0", "0 ", "12 ", "een ", "nul zes ", "eenen", "a@", "@", "a.", "jan punt ", "jan punt a "),
    *(" apenstaartje", "van de ", "ik ben ", "Jan ", "Jan de Vries ", "A. ", "ik heet abc ", "06 12345678 "),
    *("+48601234567 ", "+31 6 ", "00", "NL91", "AB12 ", "12-", "1-1-", "12 maart ", "geboren ", "9712 AB "),
    *("hoofdstraat ", "straatstraat", "laan van ", "postcode is een ", "mevrouw ", "(", "[naam", "\u0301"),
    *(
        "\u200b",
        "é",
        "\u0410",
        "\u0661",
        "en ",
        ",",
        "\n",
        "Jan, ",
        "is ik ",
        "€ 1.",
        "1.234.",
        "x1234",
        "1234 ",
        "nummer 12 in de a",
        "@ab.",
        "insta @",
        "eerste van de ",
        "12 hoog ",
        "postcode is bee ",
        "h bosman ",
        "moeder van ",
        "mark en roos ",
        "negentien",
    ),
)
"""Stukjes die herhaald tot 100 kB een slordige regex laten vastlopen."""


@dataclass
class Uitslag:
    """Hoeveel er gevonden, gemist en te veel weggehaald is, met de zinnen erbij."""

    gevonden: dict[str, int] = field(default_factory=lambda: {"nummer": 0, "naam": 0})
    gemist: dict[str, int] = field(default_factory=lambda: {"nummer": 0, "naam": 0})
    raak: int = 0
    mis: int = 0
    fouten: list[str] = field(default_factory=list)

    def recall(self, soort: str) -> float:
        """Welk deel van de stukken helemaal weg is."""
        return self.gevonden[soort] / max(1, self.gevonden[soort] + self.gemist[soort])

    @property
    def precisie(self) -> float:
        """Welk deel van de merktekens terecht staat, zonder iets mee te nemen dat moest blijven."""
        return self.raak / max(1, self.raak + self.mis)


def meet(regels: Sequence[str]) -> Uitslag:
    """Vergelijk elke zin van de toetsset met wat het schonen doet."""
    uit = Uitslag()
    for regel in regels:
        zin = json.loads(regel)
        tekst: str = zin["tekst"]
        plekken, schone = vind(tekst), schoon(tekst).tekst
        weg = [(stuk, spanne) for stuk in zin["weg"] for spanne in _voorkomens(tekst, stuk)]
        for stuk, (van, tot) in weg:
            over = [
                i
                for i in range(van, tot)
                if tekst[i].isalnum() and not any(p.van <= i < p.tot for p in plekken)
            ]
            (uit.gemist if over else uit.gevonden)[_soort(stuk)] += 1
            if over:
                uit.fouten.append(f"gemist {stuk!r}: {schone}")
        gebleven = [s for s in zin["blijft"] if s not in schone]
        te_veel = [p for p in plekken if not any(p.van < tot and van < p.tot for _, (van, tot) in weg)]
        uit.raak += max(0, len(plekken) - max(len(te_veel), len(gebleven)))
        uit.mis += max(len(te_veel), len(gebleven))
        uit.fouten += [f"te veel {_stuk(tekst, p)!r}: {schone}" for p in te_veel] + [
            f"moest blijven {s!r}: {schone}" for s in gebleven
        ]
    return uit


def _stuk(tekst: str, plek: Plek) -> str:
    return f"{tekst[plek.van : plek.tot]} [{plek.merk}]"


def _voorkomens(tekst: str, stuk: str) -> Iterator[tuple[int, int]]:
    gevonden = list(re.finditer(rf"(?<!\w){re.escape(stuk)}(?!\w)", tekst)) or list(
        re.finditer(re.escape(stuk), tekst)
    )
    if not gevonden:
        raise ValueError(f"{stuk!r} staat niet in {tekst!r}")
    return ((m.start(), m.end()) for m in gevonden)


def _soort(stuk: str) -> str:
    nummer = any(t.isdigit() or t == "@" for t in stuk) or "staart" in stuk or getalwoorden(stuk) > 1
    return "nummer" if nummer else "naam"


def tijden(teksten: Sequence[str]) -> list[float]:
    """Milliseconden per bericht, elk het snelste van drie keer."""
    uit = []
    for tekst in teksten:
        keren = []
        for _ in range(3):
            begin = perf_counter()
            schoon(tekst)
            keren.append((perf_counter() - begin) * 1000)
        uit.append(min(keren))
    return uit


def slechtste(lengte: int = 100_000) -> list[tuple[float, str]]:
    """Seconden rekentijd voor elk slechtste geval, het traagste eerst."""
    uit = []
    for stuk in (*SLECHTST, "".join(SLECHTST)):
        tekst = "".join(islice(cycle(stuk), lengte))
        begin = process_time()
        schoon(tekst)
        uit.append((process_time() - begin, stuk[:20]))
    return sorted(uit, reverse=True)


def main(pad: Path = TOETSSET) -> None:
    """Druk de cijfers af."""
    regels = [r for r in pad.read_text("utf-8").splitlines() if r.strip()]
    uitslag = meet(regels)
    for fout in uitslag.fouten:
        print("  ", fout)
    for soort in ("nummer", "naam"):
        aantallen = f"{uitslag.gevonden[soort]} gevonden, {uitslag.gemist[soort]} gemist"
        print(f"recall {soort}: {uitslag.recall(soort):.3f} ({aantallen})")
    print(
        f"precisie: {uitslag.precisie:.3f} ({uitslag.raak} raak, {uitslag.mis} mis) in {len(regels)} zinnen"
    )
    ms = tijden([json.loads(r)["tekst"] for r in regels])
    delen = quantiles(ms, n=100)
    print(f"per bericht: p50 {delen[49]:.2f} ms, p95 {delen[94]:.2f} ms, hoogste {max(ms):.2f} ms")
    traag = ", ".join(f"{stuk!r} {s:.2f} s" for s, stuk in slechtste()[:5])
    print(f"100 kB, traagste vijf: {traag}")


if __name__ == "__main__":
    main(*(Path(p) for p in sys.argv[1:2]))
