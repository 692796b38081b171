"""De privacytekst voor inwoners, met de termijnen die echt gelden (AVG 12-14, R98, R100)."""

from __future__ import annotations

import re

from assistent.kern.kennis import Kennisbank

_GAT = re.compile(r"\{(gemeente|telefoon|dagen:([a-z_]+))\}")


def privacytekst(kennis: Kennisbank, gemeente: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Koppen met zinnen voor één gemeente; fout `KeyError` bij een soort die bewaren.yml niet kent."""
    plaats = kennis.gemeenten[gemeente]

    def vul(m: re.Match[str]) -> str:
        if m.group(2):
            return str(kennis.bewaren.termijn(m.group(2), gemeente).days)
        return plaats.naam if m.group(1) == "gemeente" else plaats.kanalen.telefoon or "de gemeente"

    return tuple((kop, tuple(_GAT.sub(vul, zin) for zin in zinnen)) for kop, zinnen in kennis.privacy)
