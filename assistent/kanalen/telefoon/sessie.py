"""Het telefoongesprek als zuivere staatsmachine: gebeurtenis erin, opdrachten eruit; de tijd komt als gegeven.

Nul of een woord als "mens" geeft op elk moment een mens (R46). Niet verstaan of stilte leidt in drie stappen naar toetsen
en dan naar een mens, nooit naar ophangen. Alles kan ook met alleen toetsen.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from assistent.kanalen.telefoon import antwoorden, nummer, toetsen, verbinden
from assistent.kanalen.telefoon.gebeurtenissen import (
    Antwoorden,
    Begin,
    Gebeurtenis,
    GeenAntwoord,
    Gestuurd,
    Gezegd,
    HerkennerWeg,
    NietVerstaan,
    Opdracht,
    SpraakBegon,
    Stil,
    Tik,
    Toets,
    Uitgesproken,
    VerbindDoor,
    Verbonden,
)
from assistent.kanalen.telefoon.stand import JA_NEE, Fase, Stand
from assistent.kanalen.telefoon.zinnen import Boek

ZEKER_GENOEG = 0.6
"""Onder deze zekerheid telt een gesproken akkoord niet: dan met een toets."""
MEER_WOORDEN = 3
"""Zoveel woorden tijdens het nadenken zijn een nieuwe vraag; minder is "hallo?"."""


@dataclass
class VoiceSession:
    """Eén gesprek; `verwerk` geeft wat de lijn moet doen."""

    boek: Boek
    stand: Stand = field(init=False)

    def __post_init__(self) -> None:
        self.stand = Stand(self.boek)

    @property
    def wek_op(self) -> float | None:
        """Wanneer de sessie een `Tik` wil, op dezelfde klok als `nu`."""
        return self.stand.wekker

    def verwerk(self, g: Gebeurtenis, nu: float) -> list[Opdracht]:
        """Wat er nu moet gebeuren; `nu` is in seconden op een klok die alleen vooruit gaat."""
        s = self.stand
        s.uit = []
        if s.fase in (Fase.KLAAR, Fase.BIJ_MENS) and not isinstance(g, Uitgesproken):
            return []
        match g:
            case Begin():
                self._begin(g)
            case SpraakBegon():
                self._spraak_begon()
            case Gezegd():
                self._gezegd(g, nu)
            case NietVerstaan():
                self._niet_verstaan(nu)
            case HerkennerWeg():
                toetsen.alleen_toetsen(s)
            case Toets():
                toetsen.druk(s, g.teken, nu)
            case Uitgesproken():
                self._uitgesproken(g.merk, nu)
            case Tik():
                self._tik(nu)
            case Stil() if s.fase in (Fase.LUISTERT, Fase.NUMMER):
                self._stil(nu)
            case Antwoorden():
                antwoorden.verwerk(s, g, nu)
            case GeenAntwoord():
                s.onderweg = 0
                s.zeg(s.zin("storing"))
                verbinden.beloof(s, "verbind_kcc")
                verbinden.naar_mens(s, "kcc")
            case Gestuurd():
                toetsen.gestuurd(s, gelukt=g.gelukt)
            case Verbonden():
                verbinden.uitslag(s, g, nu)
        return s.uit

    def _begin(self, g: Begin) -> None:
        s = self.stand
        s.spraak, s.toetsen, s.eigen_nummer = g.spraak, not g.spraak, g.eigen_nummer
        s.zeg(*g.groet, vast=True, onthoud=False)
        if s.toetsen:
            s.zeg(s.zin("alleen_toetsen"), onthoud=False)
            toetsen.hoofdmenu(s)
        else:
            s.zeg(s.zin("open_vraag"))
            s.luister()

    def _spraak_begon(self) -> None:
        s = self.stand
        s.wekker, s.stiltes, s.praat = None, 0, True
        if not s.vast and s.fase is not Fase.VERBINDT:
            s.zwijg()

    def _gezegd(self, g: Gezegd, nu: float) -> None:
        s = self.stand
        s.stiltes = s.leeg = 0
        s.praat = False
        if self.boek.vraagt("mens", g.tekst):
            verbinden.vraag_om_mens(s)
        elif s.fase is Fase.VERBINDT:
            return
        elif s.fase is Fase.DENKT:
            if len(g.tekst.split()) >= MEER_WOORDEN:
                s.stel(g.tekst, nu)
        elif self.boek.vraagt("herhalen", g.tekst):
            toetsen.herhaal(s, nu)
        elif toetsen.kan_sms(s) and self._wil_sms(g.tekst):
            toetsen.stuur_sms(s)
        elif s.meer and self.boek.vraagt("volgende", g.tekst):
            toetsen.volgende(s, nu)
        elif s.opties == JA_NEE and self._ja_of_nee(g, nu):
            return
        elif s.opties == JA_NEE and s.eigen_vraag and len(g.tekst.split()) < MEER_WOORDEN:
            self._niet_verstaan(nu)
        else:
            s.missers = 0
            self._zwijg_en_stel(g.tekst, nu)

    def _wil_sms(self, tekst: str) -> bool:
        return self.boek.vraagt("sms", tekst) and not self.boek.vraagt("geen_sms", tekst)

    def _zwijg_en_stel(self, tekst: str, nu: float) -> None:
        s = self.stand
        if not s.vast:
            s.zwijg()
        s.opties, s.bladen, s.pad, s.meer = (), (), (), ()
        s.stel(tekst, nu)

    def _ja_of_nee(self, g: Gezegd, nu: float) -> bool:
        s = self.stand
        for keus in JA_NEE:
            if self.boek.vraagt(keus.waarde, g.tekst):
                if s.vraag == "akkoord" and g.zekerheid < ZEKER_GENOEG:
                    s.zeg(s.zin("toets_ja_nee"), onthoud=False)
                else:
                    toetsen.kies(s, keus, nu)
                return True
        return False

    def _niet_verstaan(self, nu: float) -> None:
        """De ladder: kort, dan toetsen, dan een mens; wie al toetst heeft er geen last van."""
        s = self.stand
        s.praat = False
        if s.toetsen or s.fase not in (Fase.LUISTERT, Fase.NUMMER):
            if not s.klinkt and s.fase in (Fase.LUISTERT, Fase.NUMMER):
                s.wek_na_stilte(nu)
            return
        s.missers += 1
        if s.missers == 1:
            s.zeg(s.zin("niet_verstaan_kort" if s.opties == JA_NEE else "niet_verstaan"), onthoud=False)
            s.luister()
        elif s.missers == 2:
            toetsen.ga_toetsen(s, "naar_toetsen", nu)
        else:
            s.zeg(s.zin("naar_mens"))
            verbinden.naar_mens(s, "kcc")

    def _uitgesproken(self, merk: int, nu: float) -> None:
        s = self.stand
        s.geklonken = max(s.geklonken, merk)
        if s.klinkt:
            if s.praat and not s.vast and s.fase is not Fase.VERBINDT:
                s.zwijg()  # wat gehoord moest worden is gehoord; nu is de beller aan het woord
            return
        if s.straks is not None:
            s.uit.append(s.straks)
            s.straks = None
        elif s.fase in (Fase.LUISTERT, Fase.NUMMER):
            s.wek_na_stilte(nu)
        elif s.fase is Fase.DENKT:
            tijden = self.boek.gegevens.tijden
            s.wekker = nu + (tijden.denkt_nog if s.wachtzinnen else tijden.denkt)

    def _tik(self, nu: float) -> None:
        s = self.stand
        if s.wekker is None or nu < s.wekker:
            return
        s.wekker = None
        if s.fase is Fase.DENKT:
            if not s.klinkt:
                s.zeg(s.zin("moment_nog" if s.wachtzinnen else "moment"), onthoud=False)
                s.wachtzinnen += 1
        elif s.fase is Fase.NUMMER and s.cijfers:
            nummer.klaar(s, nu)
        elif s.fase in (Fase.LUISTERT, Fase.NUMMER) and not s.klinkt:
            self._stil(nu)

    def _stil(self, nu: float) -> None:
        """Stilte is geen fout: eerst rust, dan toetsen, dan een mens."""
        s = self.stand
        s.stiltes += 1
        if s.crisis:
            s.zeg(s.zin("crisis_blijf"))
        elif s.stiltes == 1:
            s.zeg(s.zin("stilte"), *(s.laatste if s.toetsen else ()), onthoud=False)
        elif s.stiltes == 2:
            toetsen.ga_toetsen(s, "stilte_toetsen", nu)
        elif s.leeg >= 2:
            s.zeg(s.zin("afscheid"))
            s.hang_op()
        else:
            s.zeg(s.zin("stilte_mens"))
            verbinden.naar_mens(s, "kcc")


__all__ = ["VerbindDoor", "VoiceSession"]
