"""Wat de woorden rond een losse naam zeggen: een mens, een plaats, een gebouw of een maand."""

from __future__ import annotations

from assistent.taal.normaal import bekend
from assistent.taal.persoonsgegevens.klanken import klinkt_op_klinker
from assistent.taal.persoonsgegevens.woordlijst import NAAMHUIZEN, woorden
from assistent.taal.persoonsgegevens.woordrij import Rij

_DOET, _LIDWOORD, _PLAATSWOORD = woorden("doet"), woorden("lidwoord"), woorden("plaatswoord")
_BIJZIN, _IN_BIJZIN, _SAMEN = (woorden(s) for s in ("voor_bijzin", "in_bijzin", "doen_samen"))
_VOOR_MAAND, _MAANDEN = woorden("voor_maand"), woorden("maanden")


def los_is_naam(rij: Rij, i: int) -> bool:
    """Of "Roos" of "Mark" hier een mens is: midden in de zin, of vooraan met iets wat mensen doen."""
    w = rij[i]
    voor = rij.op(i - 1)
    if not (w.hoofd and w.soort.voornaam and w.soort.mag) or voor.klein in _LIDWOORD:
        return False
    if voor.hoofd and not voor.begin and bekend(voor.klein):
        return False
    return not w.begin or (rij.op(i + 1).klein in _DOET and not w.soort.nooit_klein)


def zonder_lidwoord(rij: Rij, i: int) -> bool:
    """Of "harm" of "roos" iets doet zonder "de" ervoor: "of harm al komt", "mark en roos zijn"."""
    soort, voor, volgt = rij[i].soort, rij.op(i - 1), rij.op(i + 1)
    onderwerp = voor.klein in _BIJZIN and volgt.klein in _IN_BIJZIN
    if onderwerp and soort.mag and klinkt_op_klinker(rij[i].klein):
        return True
    if not soort.voornaam or soort.nooit_klein or not soort.mag:
        return False
    samen = volgt.klein == "en" and rij.op(i + 2).soort.voornaam and rij.op(i + 3).klein in _SAMEN
    return onderwerp or (samen and not voor.woord)


def gebouw(rij: Rij, i: int, eind: int) -> bool:
    """Of de naam van een instelling is: "het Emma ziekenhuis", "Prins Maurits School"."""
    erna = rij.op(eind)
    return erna.klein in NAAMHUIZEN and (erna.hoofd or rij.op(i - 1).klein in _LIDWOORD)


def na_plaatswoord(rij: Rij, i: int) -> bool:
    """Of het woord ervoor zegt dat hier een plaats staat: "in Steenbergen", "in Nij Beets"."""
    voor = rij.op(i - 1)
    tweede = voor.hoofd and not voor.soort.voornaam and rij.op(i - 2).klein in _PLAATSWOORD
    return tweede or voor.klein in _PLAATSWOORD


def is_maand(rij: Rij, i: int) -> bool:
    """Of "jan" hier januari is."""
    return rij.op(i - 1).klein in _VOOR_MAAND or rij.op(i + 1).klein in _MAANDEN
