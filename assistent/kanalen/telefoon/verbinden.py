"""Naar een mens: wie er gebeld wordt, en wat de beller hoort als dat niet lukt (R46, R57, §5.3 punt 5)."""

from __future__ import annotations

from assistent.kanalen.telefoon.gebeurtenissen import Uitslag, Verbonden
from assistent.kanalen.telefoon.stand import JA_NEE, Fase, Stand


def naar_mens(s: Stand, naar: str) -> None:
    """Bel deze mens zodra er gesproken is; bij gevaar altijd de spoedlijn eerst."""
    naar = "crisis" if s.crisis else naar
    s.vraag, s.terugbellen = None, False
    s.opties, s.bladen, s.pad, s.meer = (), (), (), ()
    s.missers = s.stiltes = 0
    s.verbind(naar)


def vraag_om_mens(s: Stand) -> None:
    """De beller vraagt om een mens: meteen, zonder vraag terug (R46)."""
    if s.fase is Fase.VERBINDT:
        return
    s.leeg = 0
    s.zwijg()
    beloof(s, "verbind_crisis" if s.crisis else "verbind_kcc")
    naar_mens(s, "team" if s.aangeboden else "kcc")


def beloof(s: Stand, sleutel: str) -> None:
    """Zeg dat er doorverbonden wordt, alleen als er nu iemand is; anders volgt meteen de eerlijke zin."""
    if s.mens_nu:
        s.leest_mee_gezegd = s.leest_mee
        s.zeg(s.zin(sleutel), *((s.zin("leest_mee"),) if s.leest_mee else ()))


def uitslag(s: Stand, v: Verbonden, nu: float) -> None:
    """Verbonden, of eerlijk zeggen waarom niet en wat er wel kan."""
    if s.fase is not Fase.VERBINDT:
        return
    s.straks = None
    if v.uitslag is Uitslag.VERBONDEN:
        s.fase, s.wekker = Fase.BIJ_MENS, None
        return
    if v.verder:
        s.zeg(s.zin("verbind_ook_kcc"))
        s.verbind("verder")
        return
    s.leeg += 1
    s.fase = Fase.LUISTERT
    zinnen = [s.zin(f"niet_{v.uitslag.value}")]
    if v.open:
        zinnen.append(s.zin("open_weer", open=v.open))
    if s.crisis:
        s.zeg(*zinnen, s.zin("crisis_blijf"), vast=True)
    elif s.aangeboden:
        s.vraag = "lijn_nog_iets"
        s.zeg(
            *zinnen, v.afspraak or s.zin("ligt_klaar"), s.zin("wat_nog" if not s.toetsen else "na_antwoord")
        )
    else:
        s.vraag, s.opties = "lijn_terugbellen", JA_NEE
        s.zeg(*zinnen, s.zin("terugbel_vraag"), s.zin("toets_ja_nee"))
    s.luister()


def regel_terugbellen(s: Stand, nu: float) -> None:
    """Vraag het nummer en het dagdeel, en leg het met akkoord klaar: zoals de chat dat ook doet."""
    s.terugbellen, s.opties, s.vraag = True, (), None
    s.stel("mens_spreken", nu, keuze=True)
