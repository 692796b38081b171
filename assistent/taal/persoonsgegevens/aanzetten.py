"""Woorden waarna een naam komt: "ik heet", "u spreekt met", "mevrouw", "mijn dochter", "groetjes"."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from assistent.taal.persoonsgegevens.achternamen import Zekerheid
from assistent.taal.persoonsgegevens.klanken import eindigt_als_naam
from assistent.taal.persoonsgegevens.woordlijst import BEZITTERS, NA_RELATIE, RELATIES, TITELS, woorden
from assistent.taal.persoonsgegevens.woordrij import Rij


class Aanzet(NamedTuple):
    """Waar de naam begint, hoe zeker dat is, en van wie die is."""

    begin: int
    zeker: Zekerheid
    rol: str


_NAAM, _GROET, _AANHEF, _GENAAMD = (woorden(s) for s in ("naam_is", "groet", "aanhef", "genaamd"))
_VULLING = woorden("vulling") | {",", ":"}
_WIE_HEET = woorden("wie_heet") | RELATIES
_VOLUIT, _AFGEKORT = woorden("titels_voluit"), woorden("titels_afgekort")
_SLOT = frozenset(("hier", ",", "!", ".", "\n", ""))


def zoek_aanzet(rij: Rij, i: int) -> Aanzet | None:
    """De aanzet op deze plaats, als die er is."""
    soort = _AANZETTEN.get(rij[i].klein)
    return soort(rij, i) if soort else None


def _naam(rij: Rij, i: int) -> Aanzet | None:
    if rij.op(i + 1).klein in ("is", ":", "="):
        return Aanzet(_sla_over(rij, i + 2), Zekerheid.STERK, "zelf")
    return Aanzet(i + 1, Zekerheid.TITEL, "zelf")


def _heet(rij: Rij, i: int) -> Aanzet | None:
    voor, ik_na = rij.op(i - 1).klein, rij.op(i + 1).klein == "ik"
    if not (ik_na or voor in _WIE_HEET or rij.op(i - 2).klein in RELATIES):
        return None
    rol = "zelf" if ik_na or voor == "ik" else "ander"
    return Aanzet(_sla_over(rij, i + 1 + ik_na), Zekerheid.STERK, rol)


def _ben(rij: Rij, i: int) -> Aanzet | None:
    ik_na = rij.op(i + 1).klein == "ik"
    if rij[i].klein in ("ben", "am") and not ik_na and rij.op(i - 1).klein not in ("ik", "i"):
        return None
    return Aanzet(_sla_over(rij, i + 1 + ik_na), Zekerheid.GEWOON, "zelf")


def _noem(rij: Rij, i: int) -> Aanzet | None:
    wie = rij.op(i + 1).klein
    return Aanzet(i + 2, Zekerheid.STERK, "zelf") if wie in ("me", "mij", "hem", "haar") else None


def _genaamd(rij: Rij, i: int) -> Aanzet | None:
    rol = "ander" if rij[i].klein == "genaamd" else "zelf"
    return Aanzet(i + 1 + (rij.op(i + 1).klein == "sie"), Zekerheid.STERK, rol)


def _naar(rij: Rij, i: int) -> Aanzet | None:
    vraag = rij.op(i - 1).klein in ("vraag", "vragen")
    return Aanzet(i + 1, Zekerheid.GEWOON, "zelf") if vraag else None


def _ene(rij: Rij, i: int) -> Aanzet | None:
    return Aanzet(i + 1, Zekerheid.GEWOON, "ander")


def _met(rij: Rij, i: int) -> Aanzet | None:
    voor = rij.op(i - 1)
    opening = i == 0 or voor.klein in _AANHEF or voor.klein in ("u", "je", "jullie")
    if not opening and (voor.woord or i > 3):
        return None
    k = _sla_over(rij, i + 1)
    return Aanzet(k, Zekerheid.TITEL if rij.op(k).klein == "van" else Zekerheid.GEWOON, "zelf")


def _aanhef(rij: Rij, i: int) -> Aanzet | None:
    alleen = rij.op(i + 2).klein in _SLOT
    return Aanzet(i + 1, Zekerheid.RELATIE, "los") if alleen else None


def _groet(rij: Rij, i: int) -> Aanzet | None:
    k = i + 1
    while k < len(rij) and (rij[k].vorm in (",", ".", "\n", "!", ":") or rij[k].klein in ("van", "en")):
        k += 1
    return Aanzet(k, Zekerheid.GEWOON, "zelf")


def _titel(rij: Rij, i: int) -> Aanzet | None:
    zeker = Zekerheid.AANSPRAAK if rij[i].klein in _VOLUIT else Zekerheid.TITEL
    punt = rij.op(i + 1).vorm == "." and rij[i].klein in _AFGEKORT
    return Aanzet(i + 1 + punt, zeker, "titel")


def _relatie(rij: Rij, i: int) -> Aanzet | None:
    kind = rij.op(i + 2)
    if rij.op(i + 1).klein == "van" and (kind.soort.voornaam or eindigt_als_naam(kind.klein)):
        zeker = not kind.soort.nooit_klein or kind.klein in NA_RELATIE
        return Aanzet(i + 2, Zekerheid.RELATIE if zeker else Zekerheid.GEWOON, "ander")
    eigen = rij.op(i - 1).klein in BEZITTERS or rij.op(i - 2).klein in BEZITTERS
    komma = rij.op(i + 1).vorm in (",", "(", ":") and (rij.op(i + 2).hoofd or rij.op(i + 2).soort.tussen)
    return Aanzet(i + 1 + komma, Zekerheid.RELATIE if eigen else Zekerheid.GEWOON, "ander")


def _sla_over(rij: Rij, i: int) -> int:
    while rij.op(i).klein in _VULLING:
        i += 1
    return i


_AANZETTEN: dict[str, Callable[[Rij, int], Aanzet | None]] = {
    **dict.fromkeys(_AANHEF, _aanhef),
    **dict.fromkeys(RELATIES, _relatie),
    **dict.fromkeys(TITELS, _titel),
    **dict.fromkeys(_GROET, _groet),
    **dict.fromkeys(_GENAAMD, _genaamd),
    **dict.fromkeys(_NAAM, _naam),
    **dict.fromkeys(woorden("heten"), _heet),
    **dict.fromkeys(woorden("ben"), _ben),
    **dict.fromkeys(("noem", "noemt", "noemen"), _noem),
    **dict.fromkeys(woorden("genoemd_als"), _ene),
    "naar": _naar,
    "met": _met,
}
