"""Leesbare patronen over woorden, uit `kennisbank/signalen/`: snel, uitlegbaar, bestand tegen spelfouten.

Schrijfwijze van een patroon:

- `huur betalen`        woorden in deze volgorde, met hoogstens twee woorden ertussen
- `kan ... betalen`     met `...` ertussen: hoogstens zes woorden ertussen
- `op +straat`          met een plus ervoor: meteen erna, zonder woord ertussen
- `huur & niet & kan`   alle woorden bij elkaar (binnen tien woorden), in elke volgorde
- `huur|hypotheek`      een van deze woorden
- `schuld*` `*schuld*`  begin, eind of midden van een woord (samenstellingen)
- `=bent`               precies deze vorm; zonder `=` telt elke vervoeging
- `^ik`                 alleen als eerste woord van het bericht
- `!wil dood`           zeker: dit patroon is op zichzelf genoeg (alleen bij een crisis)
- `<kind>`              een van de woorden uit de lijst `kind` van het bestand; ook `<kind>|=hem`

Een patroon past alleen binnen één zin: "Hij heeft mijn pas. Houdt u van koffie?" is geen afgepakt paspoort.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein
from rapidfuzz.process import extractOne

from assistent.taal.normaal import Woord, bekend, lemma

VENSTER = 10
DIRECT, GAT, RUIM_GAT = 0, 2, 6
_LIJST = re.compile(r"<(\w+)>")
_EIND = frozenset(".!?;")
_KORT, _LANG = 5, 8
"""Vanaf vijf letters mag er één fout in een onbekend woord, vanaf acht twee."""


@dataclass(frozen=True, slots=True)
class Patroon:
    """Eén patroon, gesplitst in elementen."""

    nummer: str
    elementen: tuple[int, ...]
    gaten: tuple[int, ...]
    """Hoogste aantal woorden tussen twee elementen; leeg bij `&`."""
    nodig: frozenset[int]
    """De elementen zonder dubbelen: een bericht waar er een van ontbreekt past nooit."""
    vooraan: bool = False
    zeker: bool = False


@dataclass(frozen=True, slots=True)
class Vondst:
    """Waar een patroon past: de nummers van het eerste en laatste woord, en alle geraakte woorden."""

    nummer: str
    eerste: int
    laatste: int
    plekken: tuple[int, ...]
    zeker: bool = False


@dataclass
class Patronen:
    """Een verzameling patronen, klaar om in een bericht te zoeken."""

    patronen: list[Patroon] = field(default_factory=list)
    _elementen: dict[str, int] = field(default_factory=dict)
    _woorden: dict[str, set[int]] = field(default_factory=dict)
    _exact: dict[str, set[int]] = field(default_factory=dict)
    _delen: list[tuple[re.Pattern[str], int]] = field(default_factory=list)
    _bij_element: dict[int, list[Patroon]] = field(default_factory=dict)

    def voeg_toe(self, nummer: str, tekst: str) -> None:
        """Voeg een patroon toe; fout `ValueError` als het leeg is."""
        zeker = tekst.startswith("!")
        tekst = tekst.removeprefix("!")
        vooraan = tekst.startswith("^")
        if "&" in tekst:
            delen = [d.strip() for d in tekst.split("&")]
            gaten: tuple[int, ...] = ()
        else:
            delen = []
            tussen: list[int] = []
            for stuk in tekst.lstrip("^").split():
                if stuk == "...":
                    tussen[-1] = RUIM_GAT
                    continue
                if stuk.startswith("+") and tussen:
                    if tussen[-1] == RUIM_GAT:
                        raise ValueError(f"`... +` spreekt zichzelf tegen: {tekst!r}")
                    tussen[-1] = DIRECT
                delen.append(stuk.removeprefix("+"))
                tussen.append(GAT)
            gaten = tuple(tussen[:-1])
        if not all(delen) or not delen:
            raise ValueError(f"leeg patroon: {tekst!r}")
        elementen = tuple(self._element(d) for d in delen)
        patroon = Patroon(nummer, elementen, gaten, frozenset(elementen), vooraan, zeker)
        self.patronen.append(patroon)
        # Zoek vanaf het element met de langste tekst: dat is het zeldzaamst.
        anker = max(zip(delen, patroon.elementen, strict=True), key=lambda p: min(map(len, p[0].split("|"))))
        self._bij_element.setdefault(anker[1], []).append(patroon)

    def _element(self, tekst: str) -> int:
        if tekst in self._elementen:
            return self._elementen[tekst]
        nummer = self._elementen[tekst] = len(self._elementen)
        for keus in tekst.split("|"):
            if "*" in keus:
                vorm = "".join(".*" if t == "*" else re.escape(t) for t in keus)
                self._delen.append((re.compile(vorm), nummer))
            elif keus.startswith("="):
                self._exact.setdefault(keus[1:], set()).add(nummer)
            else:
                self._woorden.setdefault(keus, set()).add(nummer)
        return nummer

    def sluit_af(self) -> Patronen:
        """Maak het zoeken snel; na deze aanroep komt er niets meer bij."""
        self._raak = lru_cache(maxsize=50_000)(self._raak_ongebufferd)
        self._woordenlijst = [w for w in self._woorden if len(w) >= _KORT]
        # Een patroonwoord als "gevallen" moet ook "vallen" raken; lemma's van de literals tellen mee.
        for woord, nummers in list(self._woorden.items()):
            self._woorden.setdefault(lemma(woord), set()).update(nummers)
        return self

    def _raak_ongebufferd(self, vorm: str, lem: str) -> frozenset[int]:
        raak: set[int] = set()
        raak |= self._exact.get(vorm, set()) | self._woorden.get(vorm, set())
        raak |= self._woorden.get(lem, set())
        raak |= {n for patroon, n in self._delen if patroon.fullmatch(vorm)}
        if not raak and len(vorm) >= _KORT and vorm.isalpha() and not bekend(vorm):
            dichtst = extractOne(
                vorm,
                self._woordenlijst,
                scorer=DamerauLevenshtein.distance,
                score_cutoff=1 if len(vorm) < _LANG else 2,
            )
            if dichtst is not None:
                raak |= self._woorden.get(dichtst[0], set())
        return frozenset(raak)

    def zoek(self, zin: Sequence[Woord]) -> list[Vondst]:
        """Alle patronen die passen: waar elk het eerst past en, als dat ergens anders is, waar het laatst.

        "In 2014 sloeg hij mij. Sinds deze week slaat hij mij weer": het eerste is voorbij, het laatste niet.
        """
        plekken: dict[int, list[int]] = {}
        for i, woord in enumerate(zin):
            for element in self._raak(woord.vorm, woord.lemma):
                plekken.setdefault(element, []).append(i)
        vondsten = []
        zinnen = _zinnen(zin)
        aanwezig = plekken.keys()
        for element in plekken:
            for patroon in self._bij_element.get(element, ()):
                if patroon.nodig <= aanwezig:
                    passend = _pas(patroon, plekken, zinnen)
                    vondsten += [
                        Vondst(patroon.nummer, min(keus), max(keus), keus, patroon.zeker)
                        for keus in dict.fromkeys((*passend[:1], *passend[-1:]))
                    ]
        return vondsten


def _zinnen(zin: Sequence[Woord]) -> list[int]:
    """Het nummer van de zin waar elk woord in staat; losse woorden met punten ("ik. wil. dood") zijn samen één zin."""
    vormen = [w.vorm for w in zin]
    eind = [i for i, vorm in enumerate(vormen) if vorm in _EIND]
    # Een zin heeft minstens twee woorden, ervoor en erna; dan breekt ook een beletselteken niets af.
    grenzen = [-1, *eind, len(vormen)]
    echt = {
        plek
        for voor, plek, na in zip(grenzen, grenzen[1:], grenzen[2:], strict=False)
        if plek - voor > 2 and na - plek > 2
    }
    nummers, nummer = [], 0
    for i in range(len(vormen)):
        nummers.append(nummer)
        nummer += i in echt
    return nummers


def _pas(patroon: Patroon, plekken: dict[int, list[int]], zinnen: Sequence[int]) -> list[tuple[int, ...]]:
    mogelijk = [plekken[e] for e in patroon.elementen]
    if patroon.vooraan:
        mogelijk[0] = [p for p in mogelijk[0] if p == 0]
    if not patroon.gaten and len(mogelijk) > 1:
        return _bij_elkaar(mogelijk, zinnen)
    paden: list[tuple[int, ...]] = [(p,) for p in mogelijk[0]]
    for gat, volgende in zip(patroon.gaten, mogelijk[1:], strict=True):
        # Per eindplek één pad bewaren houdt dit lineair, ook bij een bericht vol herhaling.
        per_eind = {
            p: pad
            for pad in paden
            for p in volgende
            if 0 < p - pad[-1] <= gat + 1 and zinnen[p] == zinnen[pad[-1]]
        }
        paden = [(*pad, p) for p, pad in per_eind.items()]
    return paden


def _bij_elkaar(mogelijk: list[list[int]], zinnen: Sequence[int]) -> list[tuple[int, ...]]:
    gebeurtenissen = sorted((p, i) for i, plekken in enumerate(mogelijk) for p in plekken)
    laatst: dict[int, int] = {}
    passend = []
    for p, i in gebeurtenissen:
        laatst[i] = p
        if len(laatst) == len(mogelijk):
            keus = tuple(laatst[j] for j in range(len(mogelijk)))
            vroegst = min(keus)
            if p - vroegst <= VENSTER and zinnen[vroegst] == zinnen[p] and len(set(keus)) == len(keus):
                passend.append(keus)
    return passend


def voluit(tekst: str, lijsten: Mapping[str, str]) -> str:
    """Een patroon met de woorden van elke `<lijst>` erin; fout `KeyError` bij een lijst die niet bestaat."""
    return _LIJST.sub(lambda m: "|".join(lijsten[m[1]].split()), tekst)


def bouw(regels: Iterable[tuple[str, Iterable[str]]]) -> Patronen:
    """Bouw een verzameling uit (nummer, patronen)."""
    patronen = Patronen()
    for nummer, teksten in regels:
        for tekst in teksten:
            patronen.voeg_toe(nummer, tekst)
    return patronen.sluit_af()


__all__ = ["Patronen", "Patroon", "Vondst", "bouw", "voluit"]
