"""Vertaal wat Rasa verstond naar de woorden van de kern; voor de acties en voor meekijken gelijk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistent.kern.beeld import Gehoord, Treffer

VERHAAL = "verhaal"
"""Hoe alles wat iemand tot nu toe zei samen klinkt: wie vaag begint wordt pas in het geheel duidelijk."""
MEE = 0.15
"""Onderwerpen onder deze zekerheid geven we niet door; de kern heeft hogere drempels."""
MEE_DEEL = 0.6
"""Een los zinsdeel moet op zichzelf duidelijk zijn: het is vaak alleen de aanleiding."""


def gehoord_van(bericht: Mapping[str, Any]) -> Gehoord:
    """Vertaal een verstaan bericht: intent, zekerheid en onderwerpen, ook per deel."""
    ranglijst = bericht.get("intent_ranking") or []
    tekst = bericht.get("text") or ""
    intent = bericht.get("intent") or {}
    kandidaten = [(r["name"], r["confidence"], tekst) for r in ranglijst]
    delen = bericht.get("delen") or []
    kandidaten += [(d["name"], d["confidence"], d["tekst"]) for d in delen if d["confidence"] >= MEE_DEEL]
    return Gehoord(
        intent=intent.get("name") or "",
        zekerheid=float(intent.get("confidence") or 0.0),
        onderwerpen=tuple(Treffer(n, float(z), t, 0) for n, z, t in kandidaten if z >= MEE),
        verhaal=tuple(Treffer(r["name"], r["confidence"], tekst, 0) for r in bericht.get(VERHAAL) or ()),
    )
