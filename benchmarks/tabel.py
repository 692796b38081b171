"""Een tabel uit regels; de ene vorm voor alle metingen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.table import Table


def tabel(titel: str, koppen: Sequence[str], regels: Iterable[Sequence[object]]) -> Table:
    """Een tabel om af te drukken; getallen met drie cijfers achter de komma."""
    uit = Table(title=titel)
    for kop in koppen:
        uit.add_column(kop, overflow="fold")
    for regel in regels:
        uit.add_row(*(f"{x:.3f}" if isinstance(x, float) else str(x) for x in regel))
    return uit


def percentiel(waarden: Sequence[float], p: float) -> float:
    """Het p-de percentiel (0 tot 1)."""
    op_volgorde = sorted(waarden)
    return op_volgorde[min(len(op_volgorde) - 1, int(p * len(op_volgorde)))]
