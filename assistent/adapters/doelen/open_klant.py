"""Open Klant uit de instellingen."""

from __future__ import annotations

import re

from assistent.adapters.doelen import Omgeving
from assistent.adapters.open_klant.actoren import Actoren
from assistent.adapters.open_klant.bezorgen import NUMMERS, Afspraken, OpenKlant
from assistent.adapters.open_klant.verbinding import Verbinding
from assistent.kern.errors import AssistentError
from assistent.ports import Doel

_SINDS = (2, 16)
"""Vanaf deze versie zijn er referentienummer, metadata en maak-klantcontact (koppelvlakken §1.3, §1.6)."""


def maak(omgeving: Omgeving) -> Doel | None:
    """Open Klant, als er een adres is; fout `AssistentError` bij een halve instelling."""
    i = omgeving.instellingen
    if not i.open_klant:
        return None
    versie = re.match(r"(\d+)\.(\d+)", i.open_klant_versie)
    kiest = {"beide": NUMMERS, "nummer": NUMMERS[:1], "referentienummer": NUMMERS[1:]}
    if not i.open_klant_token or versie is None or i.open_klant_nummers not in kiest:
        raise AssistentError(
            "Voor Open Klant zijn ASSISTENT_OPEN_KLANT_TOKEN, ASSISTENT_OPEN_KLANT_VERSIE (zoals 2.18) en"
            " ASSISTENT_OPEN_KLANT_NUMMERS (beide, nummer of referentienummer) nodig."
        )
    afspraken = Afspraken(
        nieuw=tuple(int(g) for g in versie.groups()) >= _SINDS,
        nummers=kiest[i.open_klant_nummers],
        kanalen=dict(k.split("=", 1) for k in i.open_klant_kanalen if "=" in k),
    )
    verbinding = Verbinding(i.open_klant, i.open_klant_token)
    actoren = Actoren(i.open_klant_actor, i.open_klant_maak_actoren)
    return OpenKlant(verbinding, omgeving.kennis, omgeving.koppeling, afspraken, actoren)
