"""Het beeld van een gesprek: wat er over de beurten heen is gehoord, met de woorden erbij."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from assistent.kern import signalen
from assistent.kern.begrippen import Wie
from assistent.kern.signalen import Gelezen, Gevaar, Over, Signaal, Soort, Tijd


@dataclass(frozen=True, slots=True)
class Bewijs:
    """Woorden die tot een conclusie leidden (R25)."""

    soort: str
    sleutel: str
    tekst: str
    beurt: int
    bron: str = ""


@dataclass(frozen=True, slots=True)
class Treffer:
    """Een onderwerp dat in een beurt is gehoord, met hoe zeker dat is (0 tot 1)."""

    sleutel: str
    zekerheid: float
    tekst: str
    beurt: int
    gewicht: float = 0.0
    """Opgeteld over de beurten: waar iemand op terugkomt weegt zwaarder."""


@dataclass(frozen=True, slots=True)
class Gehoord:
    """Wat de dialoogmotor in een bericht hoorde."""

    intent: str
    zekerheid: float
    onderwerpen: tuple[Treffer, ...] = ()
    verhaal: tuple[Treffer, ...] = ()
    """Hoe alles samen klinkt, beste eerst; leeg bij een eerste bericht."""


@dataclass(frozen=True, slots=True)
class Beeld:
    """Alles wat over één gesprek is gehoord; correcties van de inwoner winnen altijd."""

    onderwerpen: tuple[Treffer, ...] = ()
    signalen: tuple[tuple[int, Signaal], ...] = ()
    gevaren: tuple[tuple[int, Gevaar], ...] = ()
    verhaal: Mapping[str, float] = field(default_factory=dict)
    """Per onderwerp hoe het hele verhaal tot nu toe klinkt (0 tot 1); leeg bij één bericht."""
    ingetrokken: frozenset[str] = frozenset()
    """Sleutels die de inwoner zelf heeft weggehaald."""
    wie: Wie = Wie.INWONER
    rol: str | None = None
    leeftijd: int | None = None
    gebied: str | None = None
    postcode: str | None = None
    taal: str = "nl"

    def uit_patronen(self, gelezen: Gelezen) -> frozenset[tuple[str, str]]:
        """(soort, sleutel) van wat patronen tot en met dit bericht hoorden."""
        alle = (*(s for _, s in self.signalen), *gelezen.signalen)
        return frozenset(
            (s.soort.value, s.sleutel) for s in alle if s.telt and s.bron not in signalen.GELEERD
        )

    def leefgebieden(self, vanaf: float) -> frozenset[str]:
        """Leefgebieden die minstens zo sterk klinken (`signalen.KLINKT_VANAF`, `PROBLEEM_VANAF`)."""
        return frozenset(s.sleutel for _, s in self._actief(Soort.LEEFGEBIED) if s.sterkte >= vanaf)

    def fluistert(self) -> frozenset[str]:
        """Leefgebieden waar iets over klinkt, hoe zwak ook; op zichzelf zegt dat niets."""
        return frozenset(s.sleutel for _, s in self.signalen if s.telt and s.soort is Soort.LEEFGEBIED)

    def problemen(self) -> frozenset[str]:
        """Leefgebieden waarop nu een probleem is genoemd (§4.2)."""
        return self.leefgebieden(signalen.PROBLEEM_VANAF)

    def zaken(self, samen: Collection[str] = (), erbij: frozenset[str] = frozenset()) -> int:
        """Aantal problemen, met `erbij`; leefgebieden van één zaak, en die uit `samen`, tellen als één (§4.4)."""
        in_zaak = {s.sleutel: s.zaak for _, s in self._actief(Soort.LEEFGEBIED) if s.zaak}
        return len({"samen" if g in samen else in_zaak.get(g) or g for g in self.problemen() | erbij})

    def markeringen(self) -> frozenset[str]:
        """M1-M10 die zijn gehoord (§4.3)."""
        return frozenset(s.sleutel for _, s in self._actief(Soort.MARKERING))

    def gegevens(self) -> frozenset[str]:
        """Losse gegevens die iemand zelf noemde, zoals `geen_netwerk` of `kinderen`."""
        return frozenset(s.sleutel for _, s in self._actief(Soort.GEGEVEN))

    def laatste_gevaren(self) -> tuple[Gevaar, ...]:
        """Wat er klonk in de laatste beurt met gevaar, het waarschijnlijkste voorop."""
        return tuple(g for n, g in self.gevaren if n == self.gevaren[-1][0])

    def crisis(self) -> str | None:
        """De laatst gehoorde crisiscode, of niets."""
        return next((g.code for g in self.laatste_gevaren()), None)

    def bewijs(self) -> tuple[Bewijs, ...]:
        """Alle conclusies met de woorden en de beurt, voor medewerker en rechter."""
        return (
            *(Bewijs("crisis", g.code, g.tekst, n, g.bron) for n, g in self.gevaren),
            *(Bewijs(s.soort.value, s.sleutel, s.tekst, n, s.bron) for n, s in self._alle_actief()),
            *(Bewijs("onderwerp", t.sleutel, t.tekst, t.beurt) for t in self.onderwerpen),
        )

    def met(self, nummer: int, gelezen: Gelezen) -> Beeld:
        """Voeg toe wat in beurt `nummer` is gelezen; een ontkenning haalt een eerder signaal weg."""
        ontkend = {s.sleutel for s in gelezen.signalen if s.ontkend}
        blijft = tuple((n, s) for n, s in self.signalen if s.sleutel not in ontkend)
        nieuw = tuple((nummer, s) for s in gelezen.signalen if s.telt)
        if gelezen.geheel is not None:
            # Het geheel is opnieuw gelezen: wat er eerder in klonk vervalt.
            blijft = tuple((n, s) for n, s in blijft if s.bron != signalen.GEHEEL)
            nieuw += tuple((nummer, s) for s in gelezen.geheel if s.sleutel not in ontkend)
        return replace(
            self,
            signalen=blijft + nieuw,
            gevaren=self.gevaren + tuple((nummer, g) for g in gelezen.gevaren),
            wie=gelezen.wie if gelezen.wie is not Wie.INWONER else self.wie,
            rol=gelezen.rol or self.rol,
            leeftijd=self.leeftijd if gelezen.leeftijd is None else gelezen.leeftijd,
            gebied=gelezen.gebied or self.gebied,
            postcode=gelezen.postcode or self.postcode,
            taal=gelezen.taal,
        )

    def met_onderwerpen(self, nieuw: Iterable[Treffer]) -> Beeld:
        """Voeg onderwerpen toe; hetzelfde onderwerp blijft één keer staan, met de hoogste zekerheid."""
        op_sleutel = {t.sleutel: t for t in self.onderwerpen}
        for treffer in nieuw:
            oud = op_sleutel.get(treffer.sleutel, treffer)
            gewicht = (
                treffer.gewicht + treffer.zekerheid + (oud.gewicht if oud.beurt != treffer.beurt else 0.0)
            )
            zekerst = treffer if treffer.zekerheid > oud.zekerheid else oud
            op_sleutel[treffer.sleutel] = replace(zekerst, gewicht=max(gewicht, oud.gewicht))
        return replace(self, onderwerpen=tuple(op_sleutel.values()))

    def zonder(self, sleutel: str) -> Beeld:
        """De inwoner haalt een conclusie weg; die komt in dit gesprek niet vanzelf terug."""
        return replace(
            self,
            ingetrokken=self.ingetrokken | {sleutel},
            onderwerpen=tuple(t for t in self.onderwerpen if t.sleutel != sleutel),
        )

    def _alle_actief(self) -> Iterable[tuple[int, Signaal]]:
        return (
            (n, s)
            for n, s in self.signalen
            if s.telt
            and s.sleutel not in self.ingetrokken
            and s.sterkte >= signalen.KLINKT_VANAF
        )

    def _actief(self, soort: Soort) -> list[tuple[int, Signaal]]:
        # Wat iemand over een vreemde vertelt telt alleen als hij die ander komt melden (R47).
        return [
            (n, s)
            for n, s in self._alle_actief()
            if s.soort is soort
            and (s.over is not Over.ANDER or self.wie is not Wie.INWONER)
            and not (s.soort is Soort.LEEFGEBIED and s.tijd is Tijd.VOORBIJ)
        ]
