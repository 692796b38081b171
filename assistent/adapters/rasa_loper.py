"""Een lichte loper voor Rasa's graaf: dezelfde knopen, zonder Dask's planner bij elke beurt (docs/besluiten/002)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from graphlib import TopologicalSorter
from typing import Any

from rasa.engine.graph import GraphSchema


class LichteLoper:
    """Voert de knopen na elkaar uit; de volgorde wordt per doel één keer bepaald."""

    def __init__(self, schema: GraphSchema, knopen: Mapping[str, Any]) -> None:
        self._schema, self._knopen = schema, knopen
        self._volgorde = lru_cache(self._bepaal_volgorde)

    def run(self, inputs: dict[str, Any] | None = None, targets: list[str] | None = None) -> dict[str, Any]:
        """De uitkomst van de gevraagde knopen."""
        doelen = tuple(targets or self._schema.target_names)
        uit: dict[str, tuple[str, Any]] = {naam: (naam, waarde) for naam, waarde in (inputs or {}).items()}
        for naam, ouders in self._volgorde(doelen):
            if naam not in uit:
                uit[naam] = self._knopen[naam](*(uit[o] for o in ouders))
        return {doel: uit[doel][1] for doel in doelen}

    def _bepaal_volgorde(self, doelen: tuple[str, ...]) -> Sequence[tuple[str, tuple[str, ...]]]:
        knopen = self._schema.minimal_graph_schema(list(doelen)).nodes
        ouders = {naam: tuple(k.needs.values()) for naam, k in knopen.items()}
        return [(n, ouders[n]) for n in TopologicalSorter(ouders).static_order() if n in ouders]
