"""Wat alle berichten samen zeggen: wie vaag begint of iets terloops noemt wordt pas in het geheel duidelijk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from assistent.kern.beeld import Beeld, Gehoord, Treffer
from assistent.kern.kennis import Kennisbank

VAAG = frozenset({"hulpvraag_onduidelijk"})
MEERVOUDIG = "meervoudige_hulpvraag"
VAST = "vaste_contactpersoon"
"""Wie een bekende terug wil vraagt iets anders dan overzicht."""
ZWAAR = 5.0
"""Zwaarder dan elk onderwerp dat er los in klinkt."""
MAX_BEWIJS = 240
MINSTENS_INHOUD = 0.2
"""Klinkt het geheel vooral als praten over het gesprek zelf, dan zegt het niets over onderwerpen."""


def klank(gehoord: Gehoord, kennis: Kennisbank) -> Mapping[str, float]:
    """Per onderwerp hoe het geheel klinkt, van 0 tot 1; leeg als er nog geen geheel is."""
    inhoud = {t.sleutel: t.zekerheid for t in gehoord.verhaal if _inhoudelijk(t.sleutel, kennis)}
    som = sum(inhoud.values())
    return {s: z / som for s, z in inhoud.items()} if som >= MINSTENS_INHOUD else {}


def erbij(beeld: Beeld, kennis: Kennisbank, nummer: int, verteld: str) -> list[Treffer]:
    """Het onderwerp waar alles samen duidelijk over gaat, als dat nog niet gehoord is; het bewijs is wat er verteld is."""
    best = max(beeld.verhaal, key=lambda s: beeld.verhaal[s], default=None)
    if best is None or beeld.verhaal[best] < kennis.drempels["verhaal"] or best in beeld.ingetrokken:
        return []
    return [Treffer(best, beeld.verhaal[best], verteld[:MAX_BEWIJS], nummer)]


def samen(beeld: Beeld, nummer: int) -> list[Treffer]:
    """Werken hulpverleners langs elkaar heen terwijl er meer speelt, dan is de vraag wie het geheel ziet (§4.3 M4)."""
    langs_elkaar = next((s.tekst for _, s in beeld.signalen if s.sleutel == "M4" and s.telt), None)
    if langs_elkaar is None or "meer_hulpverleners" not in beeld.gegevens() or len(beeld.problemen()) < 2:
        return []
    if beeld.ingetrokken & {"M4", MEERVOUDIG} or any(t.sleutel == VAST for t in beeld.onderwerpen):
        return []
    return [Treffer(MEERVOUDIG, 1.0, langs_elkaar, nummer, ZWAAR)]


def past(treffers: Iterable[Treffer], beeld: Beeld, kennis: Kennisbank) -> list[Treffer]:
    """Zonder wat in één zin even klonk, maar in het geheel nergens op slaat; en zonder "vaag" als er iets duidelijk is."""
    alle = list(treffers)
    duidelijk = [t for t in alle if t.sleutel not in VAAG and not kennis.onderwerpen[t.sleutel].proces]
    blijft = [
        t
        for t in alle
        if not beeld.verhaal
        or t not in duidelijk
        or t.zekerheid >= kennis.drempels["los"]
        or beeld.verhaal.get(t.sleutel, 0.0) >= kennis.drempels["past"]
    ]
    if any(t in duidelijk for t in blijft):
        blijft = [t for t in blijft if t.sleutel not in VAAG]
    return blijft or alle


def _inhoudelijk(sleutel: str, kennis: Kennisbank) -> bool:
    onderwerp = kennis.onderwerpen.get(sleutel)
    return onderwerp is not None and not onderwerp.proces and not onderwerp.crisis
