"""Wat een medewerker opschrijft gaat net zo schoon de opslag in als wat een inwoner zegt (§6.8, R99)."""

from __future__ import annotations

import re

from assistent.kern.intake import CONTACT
from assistent.ports import Lezen

_MERKTEKEN = re.compile(r"\[(\w+)\]")


def schoon_tekst(lezer: Lezen, tekst: str, gemeente: str) -> str:
    """Een notitie, reden of aanvulling zonder namen, nummers en adressen."""
    tekst = tekst.strip()
    return lezer.lees(tekst, gemeente).tekst if tekst else ""


def schoon_veld(lezer: Lezen, veld: str, waarde: str, gemeente: str) -> str:
    """Eén veld van de intake; in een contactveld mag alleen staan waar het voor is, dus nooit een bsn of rekening."""
    waarde = waarde.strip()
    if not waarde or veld not in CONTACT:
        return schoon_tekst(lezer, waarde, gemeente)
    gelezen = lezer.lees(waarde, gemeente, contact=True)
    if set(_MERKTEKEN.findall(gelezen.tekst)) <= {veld}:
        return waarde
    return gelezen.contact.get(veld) or gelezen.tekst
