"""Een bericht lezen: signalen met hun woorden, gevaar, taal, wie er spreekt, en schone tekst (R25, R29, R45)."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from assistent.kern.begrippen import Wie
from assistent.kern.signalen import GEHEEL, MODEL, Gelezen, Gevaar, Signaal, Soort, Tijd
from assistent.taal.context import (
    KOMMA,
    Zinsdeel,
    beweerd,
    deel_van,
    hele_zinnen,
    lang_geleden,
    ontkend,
    ontkent,
    over_wie,
    spreekt_tegen,
    tijd_van,
    weerlegt,
    zinsdelen,
)
from assistent.taal.klank import Geleerd
from assistent.taal.normaal import MAX_TEKENS, Woord, gelijk, woorden
from assistent.taal.patronen import Vondst
from assistent.taal.schonen import schoon, schoon_deel
from assistent.taal.signaalpatronen import Groep, Signaalpatronen
from assistent.taal.voorbij import niet_nu, wat_speelt
from assistent.taal.zoekwoorden import inhoud

_LEEFTIJD = re.compile(
    r"\b(?:ik ben|ben) (?:bijna |net )?(\d{1,2})(?: jaar| jr)?\b(?! (?:jaar|weken|maanden) )"
)
OVERLAP = 300
"""Zoveel tekens leest de poort dubbel, zodat een zin op de grens heel blijft."""
ZWAK = 0.4
"""De sterkte van een patroon waar het model aan twijfelt: het telt niet, tot een ander bericht het bevestigt."""
ROND = 10
"""Zoveel woorden om een aanwijzing heen leest het geleerde model mee."""
_POSTCODE = re.compile(r"\b(?:postcode (?:is )?([1-9]\d{3})\b|([1-9]\d{3}) ?(?:[a-z]{2}\b|\[adres\]))")
"""Van een postcode blijven na het schonen de cijfers staan: genoeg voor het gebied."""
Vondsten = Sequence[tuple[Vondst, Groep]]
WENDINGEN = (
    "rondt_af",
    "niet_doorgeven",
    "voorbehoud",
    "haal_weg",
    "zelf",
    "gerust",
    "onveilig",
    "niet_bellen",
    "kreet",
    "afscheid",
)
MAX_INLEIDING = 2
"""Staan er meer woorden in die ergens over gaan, dan is de vraag zelf al gesteld."""


@dataclass(frozen=True)
class Lezer:
    """Leest berichten met de patronen van de kennisbank en, als het er is, een geleerd model."""

    patronen: Signaalpatronen
    geleerd: Geleerd | None = None
    raad_taal: Callable[[str], str] = lambda _: "nl"
    gebieden: Mapping[str, Mapping[str, str]] | None = None
    """Per gemeente: naam van een gebied (gelijk geschreven) naar sleutel."""

    def lees(self, tekst: str, gemeente: str = "", *, contact: bool = False) -> Gelezen:
        """Lees één bericht; met `contact` gaan naam en nummer naar hun eigen velden."""
        geschoond = schoon(tekst, contact=contact)
        zin = woorden(geschoond.tekst, self.patronen.chattaal)
        delen = zinsdelen(zin)
        vondsten = self._vondsten(zin, delen)
        signalen = [*self._signalen(vondsten, zin, delen, geschoond.tekst)]
        # De poort leest de rauwe tekst: wie "mijn naam is Dood" heet wordt liever een keer te veel gehoord dan te weinig.
        zelfde = geschoond.tekst == tekst and len(tekst) <= MAX_TEKENS
        gevaren = self._gevaren(vondsten, zin, delen, tekst) if zelfde else [*self.gevaar(tekst)]
        ronduit = "?" in tekst or bool(self.patronen.context["directe_vraag"].zoek(zin))
        # "Nee, ik sta nergens ingeschreven, waar doe ik dat" vraagt iets nieuws.
        tegen = weerlegt(zin) and not ronduit
        nieuw = 1.0 if not tegen else 0.0
        if self.geleerd is not None and not tegen:
            speelt = wat_speelt(geschoond.tekst, zin, self.patronen.context)
            nieuw = self._vul_aan(self.geleerd, geschoond.tekst, signalen, gevaren, speelt)
        elif self.geleerd is not None:
            # "Nee, daar gaat het niet over, mijn zus wil zich ophangen": wat na het tegenspreken komt kan gevaar zijn.
            rest = " ".join(geschoond.tekst[zin[d.van].van : zin[d.tot - 1].tot] for d in beweerd(zin, delen))
            if rest:
                self._vul_aan(self.geleerd, rest, [], gevaren, rest)
        if self.geleerd is not None and len(gevaren) > 1:
            codes = list(self.geleerd.waarschijnlijkst(geschoond.tekst, [g.code for g in gevaren]))
            gevaren.sort(key=lambda g: codes.index(g.code))
        plat = " ".join(w.vorm for w in zin)
        postcode = _POSTCODE.search(plat)
        leeftijd = _LEEFTIJD.search(plat)
        over = inhoud(geschoond.tekst)
        weigert = bool(self.patronen.context["weigert"].zoek(zin))
        rollen = {v.nummer for v in self.patronen.context["rol"].zoek(zin)}
        return Gelezen(
            tekst=geschoond.tekst,
            signalen=tuple(signalen),
            gevaren=tuple(gevaren),
            taal=self.raad_taal(tekst),
            wie=self._wie(zin),
            weerlegt=tegen,
            nieuw=nieuw,
            vraagt=ronduit or bool(self.patronen.context["vraag"].zoek(zin)),
            doorvraag=self._doorvraag(zin),
            leidt_in=len(over) <= MAX_INLEIDING and bool(self.patronen.context["inleiding"].zoek(zin)),
            weigert=weigert,
            laat_doorgeven=self._past("toch_doorgeven", zin) or self._laat_doorgeven(zin),
            stemt_toe=not tegen and not ontkent(zin) and self._past("stemt_toe", zin),
            wendingen=frozenset(naam for naam in WENDINGEN if self._past(naam, zin))
            - ({"rondt_af"} if ontkent(zin) else frozenset()),
            inhoud=len(over),
            noemt=tuple(over),
            rol=next(iter(sorted(rollen)), None),
            leeftijd=int(leeftijd.group(1)) if leeftijd else None,
            postcode=(postcode[1] or postcode[2]) if postcode else None,
            gebied=self._gebied(plat, gemeente),
            contact=dict(geschoond.contact),
        )

    def _past(self, groep: str, zin: Sequence[Woord]) -> bool:
        return bool(self.patronen.context[groep].zoek(zin))

    def _laat_doorgeven(self, zin: Sequence[Woord]) -> bool:
        """Per stuk: "geen schulden hoor, stuur maar door" en "geef door, mijn naam liever niet" laten het doorgeven."""
        stukken = (zin[d.van : d.tot] for d in zinsdelen(zin, KOMMA))
        return any(
            self._past("doorgeven", stuk) and not ontkent(stuk) and not self._past("weigert", stuk)
            for stuk in stukken
        )

    def _doorvraag(self, zin: Sequence[Woord]) -> str:
        """De soort die past, in de volgorde van het bestand; de laatste, algemene groep heet "anders"."""
        soorten = (naam for naam in self.patronen.context if naam.startswith("doorvraag"))
        naam = next((n for n in soorten if self.patronen.context[n].zoek(zin)), "")
        return naam.removeprefix("doorvraag").removeprefix("_") or ("anders" if naam else "")

    def gevaar(self, tekst: str) -> tuple[Gevaar, ...]:
        """Alleen de crisispoort: geen model, geen opslag, en ook in een heel lang bericht (§5.3)."""
        gevonden: dict[str, Gevaar] = {}
        for begin in range(0, max(1, len(tekst)), MAX_TEKENS - OVERLAP):
            stuk = tekst[begin : begin + MAX_TEKENS]
            zin = woorden(stuk, self.patronen.chattaal)
            delen = zinsdelen(zin)
            for gevaar in self._gevaren(self._vondsten(zin, delen), zin, delen, stuk):
                gevonden.setdefault(gevaar.code, gevaar)
        return tuple(gevonden.values())

    def geheel(self, verhaal: str, patronen: Collection[tuple[str, str]]) -> tuple[Signaal, ...]:
        """De leefgebieden die het geleerde model in alle berichten samen hoort, ook als geen bericht het alleen zegt."""
        if self.geleerd is None or not verhaal:
            return ()
        gehoord = self.geleerd.geheel(verhaal, patronen)
        return tuple(
            Signaal(Soort.LEEFGEBIED, s, bewijs, GEHEEL, sterkte=kans) for s, bewijs, kans in gehoord
        )

    def patroonsignalen(self, tekst: str) -> set[tuple[str, str]]:
        """(soort, sleutel) van wat de patronen horen; kenmerk voor het geleerde model."""
        zin = woorden(tekst, self.patronen.chattaal)
        delen = zinsdelen(zin)
        signalen = self._signalen(self._vondsten(zin, delen), zin, delen, tekst)
        return {(s.soort.value, s.sleutel) for s in signalen if s.telt}

    def _vondsten(self, zin: Sequence[Woord], delen: Sequence[Zinsdeel]) -> Vondsten:
        tegen = [(v.nummer, deel_van(v.eerste, delen)) for v in self.patronen.tenzij.zoek(zin)]
        return [
            (v, self.patronen.groepen[v.nummer])
            for v in self.patronen.als.zoek(zin)
            if v.zeker or (v.nummer, deel_van(v.eerste, delen)) not in tegen
        ]

    def _signalen(
        self, vondsten: Vondsten, zin: Sequence[Woord], delen: Sequence[Zinsdeel], tekst: str
    ) -> Sequence[Signaal]:
        gevonden: dict[tuple[str, str], Signaal] = {}
        context = dict(self.patronen.context)
        for vondst, groep in vondsten:
            if groep.soort == "crisis":
                continue
            tijd = tijd_van(zin, vondst, delen, context)
            signaal = Signaal(
                soort=Soort(groep.soort),
                sleutel=groep.sleutel,
                tekst=_woorden_van(tekst, zin, vondst),
                bron=groep.nummer,
                over=over_wie(zin, vondst, delen, context),
                tijd=Tijd.NU if groep.verleden_telt else tijd,
                ontkend=groep.ontkenbaar and ontkend(zin, vondst, delen),
                zaak=groep.zaak,
            )
            oud = gevonden.get((groep.soort, groep.sleutel))
            # Eén gewone vermelding weegt zwaarder dan een ontkenning elders in hetzelfde bericht.
            if oud is None or (not oud.telt and signaal.telt) or (signaal.telt and signaal.zaak):
                gevonden[groep.soort, groep.sleutel] = signaal
        return list(gevonden.values())

    def _gevaren(
        self, vondsten: Vondsten, zin: Sequence[Woord], delen: Sequence[Zinsdeel], tekst: str
    ) -> list[Gevaar]:
        zinnen = hele_zinnen(zin)
        # Een uitdrukking staat bij elkaar: "ik lach, maar van binnen wil ik dood" is er geen.
        idioom = {
            p
            for v in self.patronen.idioom.zoek(zin)
            if deel_van(v.eerste, delen) == deel_van(v.laatste, delen)
            for p in v.plekken
        }
        context = dict(self.patronen.context)
        gevonden: dict[str, Gevaar] = {}
        bevestigd = self._bevestigd(zin)
        voorbij_of_film = niet_nu(zin, context)
        for vondst, groep in vondsten:
            if groep.soort != "crisis" or groep.sleutel in gevonden or voorbij_of_film & set(vondst.plekken):
                continue
            if idioom & set(vondst.plekken) and not vondst.zeker:
                continue
            voorbij = tijd_van(zin, vondst, zinnen, context) is Tijd.VOORBIJ
            weg = groep.ontkenbaar and ontkend(zin, vondst, delen)
            if (
                weg
                or (groep.weerlegbaar and spreekt_tegen(zin, vondst))
                or (voorbij and not groep.verleden_telt)
            ):
                continue
            if lang_geleden(zin, vondst, delen, context):
                vondst = replace(vondst, zeker=False)
            if not bevestigd(vondst):
                continue
            gevonden[groep.sleutel] = Gevaar(
                groep.sleutel,
                schoon_deel(tekst, zin[vondst.eerste].van, zin[vondst.laatste].tot),
                groep.nummer,
                over_wie(zin, vondst, zinnen, context),
            )
        return list(gevonden.values())

    def _bevestigd(self, zin: Sequence[Woord]) -> Callable[[Vondst], bool]:
        """Een aanwijzing is nog geen alarm: het geleerde model hoort ook iets, of er is geen model."""
        geleerd = self.geleerd
        if geleerd is None:
            return lambda _: True
        vormen = [w.vorm for w in zin]

        @cache
        def rond(plek: int) -> bool:
            # Vlakbij elkaar lezen vondsten hetzelfde stuk: zo blijft een bericht vol aanwijzingen snel.
            return geleerd.bevestigt(" ".join(vormen[max(0, (plek - 1) * ROND) : (plek + 2) * ROND]))

        heel = cache(lambda: geleerd.bevestigt(" ".join(vormen)))
        return lambda vondst: vondst.zeker or heel() or rond(vondst.eerste // ROND)

    def _vul_aan(
        self, geleerd: Geleerd, tekst: str, signalen: list[Signaal], gevaren: list[Gevaar], speelt: str
    ) -> float:
        """Voeg toe wat het geleerde model hoort; waar het aan een patroon twijfelt telt dat zwak. Geeft de kans op iets nieuws.

        Gevaar telt alleen als het ook klinkt in wat nu `speelt`.
        """
        bekend = {(s.soort.value, s.sleutel) for s in signalen} | {("crisis", g.code) for g in gevaren}
        telt = {(s.soort.value, s.sleutel) for s in signalen if s.telt}
        klank = geleerd.hoor(tekst, telt)
        alarm = klank if speelt == tekst else geleerd.hoor(speelt, telt)
        signalen[:] = [
            replace(s, sterkte=ZWAK) if (s.soort.value, s.sleutel) in klank.twijfel else s for s in signalen
        ]
        for soort, sleutel, bewijs, _ in alarm.signalen:
            if soort == "crisis" and (soort, sleutel) not in bekend:
                gevaren.append(Gevaar(sleutel, bewijs, MODEL))
        for soort, sleutel, bewijs, sterkte in klank.signalen:
            if soort != "crisis" and (soort, sleutel) not in bekend:
                signalen.append(Signaal(Soort(soort), sleutel, bewijs, MODEL, sterkte=sterkte))
        return klank.nieuw

    def _wie(self, zin: Sequence[Woord]) -> Wie:
        if self.patronen.context["professional"].zoek(zin):
            return Wie.PROFESSIONAL
        if self.patronen.context["melder"].zoek(zin):
            return Wie.MELDER
        return Wie.INWONER

    def _gebied(self, plat: str, gemeente: str) -> str | None:
        namen = (self.gebieden or {}).get(gemeente, {})
        rond = f" {plat} "
        langst = sorted(namen, key=len, reverse=True)
        # "In Noordwijk, niet in Noordwijkerhout" noemt er maar één.
        return next((namen[n] for n in langst if re.search(rf"(?<! niet in) {re.escape(gelijk(n))} ", rond)), None)


def _woorden_van(tekst: str, zin: Sequence[Woord], vondst: Vondst) -> str:
    """De geraakte woorden zoals de inwoner ze schreef; `lees` geeft hier al geschoonde tekst aan."""
    return tekst[zin[vondst.eerste].van : zin[vondst.laatste].tot]
