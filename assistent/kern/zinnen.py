"""Zinnen kiezen en invullen: de enige plek waar tekst voor de inwoner ontstaat, altijd uit gegevens (R106)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from assistent.kern.antwoord import Antwoord
from assistent.kern.gesprek import Gesprek
from assistent.kern.kennis import Kennisbank

_GAT = re.compile(r"\{([a-z_]+)(?::([a-z_0-9]+))?\}")


def zin(kennis: Kennisbank, gesprek: Gesprek, sleutel: str, **velden: str) -> str:
    """De tekst bij een sleutel uit domain.yml voor dit kanaal; elke herhaling neemt de volgende variant."""
    kanalen = kennis.teksten[sleutel]
    varianten = kanalen.get(gesprek.kanaal.value) or kanalen[""]
    keus = varianten[gesprek.gezegd.get(sleutel, 0) % len(varianten)]
    return vul_in(kennis, gesprek.gemeente, keus, **velden)


def zeg(kennis: Kennisbank, gesprek: Gesprek, sleutel: str, **velden: str) -> Antwoord:
    """Dezelfde tekst als antwoord, met de sleutel erbij om herhaling te zien."""
    return Antwoord(zin(kennis, gesprek, sleutel, **velden), sleutel)


def vul_in(
    kennis: Kennisbank, gemeente: str, tekst: str, vandaag: date | None = None, /, **velden: str
) -> str:
    """Vul {telefoon}, {gemeente}, {hulplijn:…}, bedragen en eigen velden in.

    Zonder `vandaag` is van geen bedrag bekend of het nog geldt; dan komt overal de vage vorm (R17).
    """
    plaats = kennis.gemeenten[gemeente]
    vast = {
        "gemeente": plaats.naam,
        "telefoon": plaats.kanalen.telefoon or f"het nummer op {_adres(plaats.kanalen.site)}",
        "site": plaats.kanalen.site or "de site van uw gemeente",
        "wie_beslist": plaats.wie_beslist,
        **{naam: b.op(vandaag) if vandaag else b.anders for naam, b in kennis.bedragen.items()},
        **velden,
    }

    def gat(m: re.Match[str]) -> str:
        naam, extra = m.groups()
        if naam == "hulplijn" and extra:
            return str(kennis.hulplijnen[extra])
        return vast.get(naam, m.group(0))

    return _GAT.sub(gat, tekst)


def _adres(site: str | None) -> str:
    """Een site zoals men haar intypt: "diemen.nl"."""
    return (site or "de site van uw gemeente").removeprefix("https://").removeprefix("www.").rstrip("/")


def genoemde_lijnen(tekst: str) -> list[str]:
    """De sleutels van de hulplijnen die in een tekst genoemd worden."""
    return [m[2] for m in _GAT.finditer(tekst) if m[1] == "hulplijn" and m[2]]


def opsomming(delen: Iterable[str]) -> str:
    """ "a, b en c"."""
    lijst = list(delen)
    return lijst[0] if len(lijst) == 1 else ", ".join(lijst[:-1]) + " en " + lijst[-1]
