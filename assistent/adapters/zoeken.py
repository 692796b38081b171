"""Vrij zoeken in de sociale kaart, voor wat geen onderwerp dekt (docs/besluiten/011)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from assistent.adapters.zoekindex import Kolommen, Zoekindex
from assistent.kern.kennis import Kennisbank, Voorziening
from assistent.taal.normaal import gelijk, woorden
from assistent.taal.zoekwoorden import herstel, inhoud, knip, stam

DREMPEL = 0.25
"""Lager dan dit lijkt niets genoeg op de vraag."""
NAAST = 0.5
"""Een tweede of derde vondst haalt minstens dit deel van de punten van de beste."""
LANDELIJK, HELE_GEMEENTE, EIGEN_GEBIED = 0.85, 1.0, 1.15
PER_TREDE = 0.02
"""Zoveel gaat eraf voor elke stap verder op de ladder (R36)."""

Vondst = tuple[Voorziening, float]


@dataclass(frozen=True)
class _Plaats:
    """Wat er in één gemeente te vinden is."""

    index: Zoekindex
    voorzieningen: tuple[Voorziening, ...]
    vormen: tuple[str, ...]
    """De woorden zoals ze op de kaarten staan; hiermee worden typefouten hersteld."""
    gebieden: tuple[tuple[str, str], ...]
    """(naam, sleutel), langste naam eerst."""
    synoniemen: Mapping[str, frozenset[str]]
    """Stam naar de stammen die hetzelfde betekenen."""


class Zoeker:
    """De index van één versie van de kennisbank: per gemeente de eigen en de landelijke voorzieningen."""

    def __init__(self, kennis: Kennisbank) -> None:
        velden = [(v, [inhoud(t) for t in _velden(v, kennis)]) for v in kennis.voorzieningen]
        stammen = {stam(w) for _, kaart in velden for veld in kaart for w in veld}
        kaarten = [(v, kaart, _kolommen(kaart, stammen)) for v, kaart in velden]
        self._plaatsen: dict[str, _Plaats] = {}
        synoniemen = _synoniemen(kennis.synoniemen)
        for sleutel, gemeente in kennis.gemeenten.items():
            hier = [k for k in kaarten if k[0].gemeente in (None, sleutel)]
            namen = {gelijk(n): g.sleutel for g in gemeente.gebieden for n in (g.naam, *g.namen)}
            self._plaatsen[sleutel] = _Plaats(
                index=Zoekindex([kolommen for _, _, kolommen in hier]),
                voorzieningen=tuple(v for v, _, _ in hier),
                vormen=tuple(sorted({w for _, kaart, _ in hier for veld in kaart for w in veld})),
                gebieden=tuple(sorted(namen.items(), key=lambda n: -len(n[0]))),
                synoniemen=synoniemen,
            )

    def zoek(self, tekst: str, gemeente: str, gebied: str | None = None, hooguit: int = 3) -> list[Vondst]:
        """Wat het best past, beste eerst; niets als niets boven de drempel komt."""
        gevonden, gebied = self._vind(tekst, gemeente, gebied)
        return _rangschik(gevonden, gebied)[:hooguit]

    def weeg(self, tekst: str, gemeente: str, gebied: str | None = None) -> dict[str, float]:
        """Hoe goed elke voorziening past, voor de kaarten bij een onderwerp; afstand en ladder tellen mee."""
        gevonden, gebied = self._vind(tekst, gemeente, gebied)
        return {v.id: punten for v, punten in _gewogen(gevonden, gebied)}

    def _vind(self, tekst: str, gemeente: str, gebied: str | None) -> tuple[list[Vondst], str | None]:
        plaats = self._plaatsen[gemeente]
        tekst, genoemd = _zonder_gebied(tekst, plaats.gebieden)
        termen = dict.fromkeys(t for vorm in inhoud(tekst) for t in _termen(vorm, plaats))
        groepen = [(t, *sorted(plaats.synoniemen.get(t, ()) & plaats.index.woorden.keys())) for t in termen]
        gevonden = [(plaats.voorzieningen[n], punten) for n, punten in plaats.index.vind(groepen)]
        return gevonden, gebied or genoemd


def _synoniemen(groepen: Iterable[Iterable[str]]) -> dict[str, frozenset[str]]:
    uit: dict[str, frozenset[str]] = {}
    for groep in groepen:
        stammen = frozenset(stam(gelijk(w)) for w in groep)
        for woord in stammen:
            uit[woord] = uit.get(woord, frozenset()) | stammen - {woord}
    return uit


def _velden(v: Voorziening, kennis: Kennisbank) -> tuple[str, str, str, str]:
    themas = " ".join(kennis.onderwerpen[s].naam for s in v.onderwerpen if s in kennis.onderwerpen)
    return v.naam, v.omschrijving, f"{v.organisatie} {v.voor_wie or ''}", themas


def _kolommen(kaart: Iterable[Iterable[str]], stammen: Collection[str]) -> Kolommen:
    naam, omschrijving, aanbod, thema = (
        " ".join(t for vorm in veld for t in (stam(vorm), *knip(vorm, stammen))) for veld in kaart
    )
    return naam, omschrijving, aanbod, thema


def _zonder_gebied(tekst: str, gebieden: Iterable[tuple[str, str]]) -> tuple[str, str | None]:
    # "Beijum" zegt waar, niet wat: het mag de rangorde bepalen maar niet de vondst.
    plat = f" {' '.join(w.vorm for w in woorden(tekst, {}))} "
    for naam, sleutel in gebieden:
        if f" {naam} " in plat:
            return plat.replace(f" {naam} ", " "), sleutel
    return plat, None


def _termen(vorm: str, plaats: _Plaats) -> tuple[str, ...]:
    """Het woord zelf als het op een kaart staat; anders zijn delen; anders wat er bedoeld zal zijn."""
    bekend, term = plaats.index.woorden, stam(vorm)
    if term in bekend or plaats.synoniemen.get(term, frozenset()) & bekend.keys():
        return (term,)
    delen = knip(vorm, bekend) or knip(term, bekend)
    if delen:
        return delen
    bedoeld = herstel(vorm, plaats.vormen)
    return (stam(bedoeld) if bedoeld else term,)


def _rangschik(gevonden: Iterable[Vondst], gebied: str | None) -> list[Vondst]:
    """Match, dan dichtbij, dan de ladder; een ander gebied alleen als er verder niets is."""
    gewogen = _gewogen(gevonden, gebied)
    boven = sorted((g for g in gewogen if g[1] >= DREMPEL), key=lambda g: (-g[1], g[0].id))
    hier = [g for g in boven if gebied is None or g[0].gebied in (None, gebied)] or boven
    return [g for g in hier if g[1] >= NAAST * hier[0][1]]


def _gewogen(gevonden: Iterable[Vondst], gebied: str | None) -> list[Vondst]:
    return [(v, p * _nabij(v, gebied) * (1 - PER_TREDE * v.trede.rang)) for v, p in gevonden]


def _nabij(v: Voorziening, gebied: str | None) -> float:
    if v.gemeente is None:
        return LANDELIJK
    return EIGEN_GEBIED if gebied is not None and v.gebied == gebied else HELE_GEMEENTE
