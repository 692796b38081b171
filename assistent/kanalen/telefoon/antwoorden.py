"""Wat de assistent antwoordt, als gesprek aan de telefoon: uitspreken, de toetsen erbij, of doorverbinden."""

from __future__ import annotations

from assistent.kanalen.telefoon import nummer, toetsen, verbinden
from assistent.kanalen.telefoon.gebeurtenissen import Antwoorden, Optie, Uiting
from assistent.kanalen.telefoon.stand import JA_NEE, Fase, Stand
from assistent.kanalen.telefoon.zinnen import bladen
from assistent.kern.vragen import JA_NEE as JA_NEE_VRAGEN
from assistent.kern.vragen import OPEN

GESLOTEN = JA_NEE_VRAGEN | {"mens", "bedoelt"}
ZONDER_TOETSEN = OPEN | {"verbeteren"}
"""Open vragen: met alleen toetsen worden ze overgeslagen, want er is geen toets voor een verhaal."""


def verwerk(s: Stand, a: Antwoorden, nu: float) -> None:
    """Zeg het antwoord en zet de lijn klaar voor wat er dan kan."""
    s.onderweg = max(0, s.onderweg - 1)
    s.stiltes = 0
    if s.fase is Fase.VERBINDT and not a.crisis:
        return  # de beller koos intussen al voor een mens
    if a.crisis and s.fase is Fase.VERBINDT and s.straks is None:
        s.crisis = True  # de centrale belt al; de medewerker hoort dat er gevaar kan zijn
    elif a.crisis:
        _crisis(s, a)
    elif a.mens and not s.terugbellen:
        verbinden.beloof(s, "verbind_kcc")
        verbinden.naar_mens(s, "team" if s.aangeboden else "kcc")
    elif a.motor_uit:
        s.zeg(s.zin("motor_uit"), onthoud=False)
        s.toetsen = True
        toetsen.hoofdmenu(s)
    elif s.onderweg:
        s.houd = (*s.houd, *a.uitingen)
    elif a.aangeboden:
        _aangeboden(s, a)
    else:
        _gewoon(s, a, nu)


def _crisis(s: Stand, a: Antwoorden) -> None:
    """Eerst het nummer, dan een mens; er wordt niets meer gevraagd en niet opgehangen (§5.3)."""
    s.crisis, s.onderweg, s.houd = True, 0, ()
    s.zwijg()
    s.zeg(*(u for u in a.uitingen if u.sleutel.startswith("crisis:")), vast=True)
    if s.mens_nu:
        s.zeg(s.zin("verbind_crisis"), vast=True, onthoud=False)
    verbinden.naar_mens(s, "crisis")


def _aangeboden(s: Stand, a: Antwoorden) -> None:
    s.aangeboden = True
    if s.terugbellen:
        s.terugbellen = False
        s.zeg(*_alles(s, a), onthoud=False)
        toetsen.verder(s)
        return
    s.zeg(*_alles(s, a))
    verbinden.beloof(s, "verbind_team")
    verbinden.naar_mens(s, "team")


def _alles(s: Stand, a: Antwoorden) -> tuple[Uiting, ...]:
    gehouden, s.houd = s.houd, ()
    return (*gehouden, *a.uitingen)


def _gewoon(s: Stand, a: Antwoorden, nu: float) -> None:
    uitingen = _alles(s, a)
    zonder_vraag = tuple(u for u in uitingen if u.sleutel != f"utter_vraag_{a.vraag}")
    s.vraag, s.opties, s.bladen, s.pad = a.vraag, (), (), ()
    s.meer, s.te_sturen, s.fase = a.meer, a.te_sturen, Fase.LUISTERT
    if a.vraag == "bellen" and not s.terugbellen:
        # Straks wordt er meteen gebeld; wanneer bellen uitkomt is dan geen vraag.
        s.houd = zonder_vraag
        s.stel("overslaan", nu, keuze=True)
    elif s.toetsen and a.vraag in ZONDER_TOETSEN:
        s.houd = zonder_vraag
        s.stel("overslaan", nu, keuze=True)
    elif a.vraag == "contact":
        s.zeg(*zonder_vraag, onthoud=False)
        nummer.begin(s)
    elif a.vraag == "bellen":
        s.opties = tuple(Optie(d, d) for d in s.boek.gegevens.dagdelen)
        s.zeg(*zonder_vraag, s.zin("dagdeel_vraag"), *s.boek.menu(s.opties))
        s.luister()
    elif a.vraag in GESLOTEN:
        s.opties = JA_NEE
        met_toets = s.toetsen or a.vraag == "akkoord" or s.missers
        s.zeg(*uitingen, *((s.zin("toets_ja_nee"),) if met_toets else ()))
        s.luister()
    elif a.vraag and a.opties:
        _keuzes(s, uitingen, a.opties)
    else:
        _open(s, uitingen)


def _keuzes(s: Stand, uitingen: tuple[Uiting, ...], opties: tuple[Optie, ...]) -> None:
    s.bladen = bladen(opties)
    s.zeg(*uitingen)
    if s.toetsen:
        toetsen.toon_blad(s)
    else:
        s.luister()


def _open(s: Stand, uitingen: tuple[Uiting, ...]) -> None:
    if s.toetsen:
        s.vraag, s.opties = "lijn_nog_iets", (Optie("nog een vraag", "ja", keuze=True),)
        s.zeg(*uitingen, *toetsen.wat_nog_kan(s), s.zin("na_antwoord"))
    else:
        s.zeg(*uitingen, *toetsen.wat_nog_kan(s))
    s.luister()
