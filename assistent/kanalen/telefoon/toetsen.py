"""De toetsen: nul is een mens, sterretje herhaalt, hekje gaat terug of verder; een compleet menu zonder spraak."""

from __future__ import annotations

from assistent.kanalen.telefoon import nummer, verbinden
from assistent.kanalen.telefoon.gebeurtenissen import Optie, StuurSms, Uiting
from assistent.kanalen.telefoon.gegevens import Keuze
from assistent.kanalen.telefoon.stand import JA_NEE, Fase, Stand
from assistent.kanalen.telefoon.zinnen import TERUGBELLEN

MEER = "lijn:meer"
SMS = "9"
"""Een menu heeft hooguit vijf keuzes, dus deze toets is altijd vrij."""


def druk(s: Stand, teken: str, nu: float) -> None:
    """Verwerk één toets; een toets breekt spraak altijd af."""
    s.stiltes = s.missers = s.leeg = 0
    if s.fase is Fase.VERBINDT:
        return
    if s.fase is Fase.NUMMER and teken != "*":
        s.zwijg()
        nummer.druk(s, teken, nu)
    elif teken == "0":
        verbinden.vraag_om_mens(s)
    elif s.fase is Fase.DENKT:
        return
    elif teken == "*":
        herhaal(s, nu)
    elif teken == "#":
        _hekje(s, nu)
    elif teken == SMS and kan_sms(s):
        stuur_sms(s)
    else:
        _cijfer(s, int(teken), nu)


def _cijfer(s: Stand, cijfer: int, nu: float) -> None:
    s.zwijg()
    if cijfer <= len(s.opties):
        kies(s, s.opties[cijfer - 1], nu)
    elif s.opties:
        s.zeg(s.zin("verkeerde_toets"), onthoud=False)
        s.zeg(*s.laatste)
        s.luister()
    elif s.bladen:
        toon_blad(s)
    else:
        s.toetsen = True
        hoofdmenu(s)


def kies(s: Stand, optie: Optie, nu: float) -> None:
    """Voer een keuze uit: dieper in het menu, een vraag van de lijn zelf, of iets voor de assistent."""
    s.zwijg()
    vraag, s.missers = s.vraag or "", 0
    if optie.waarde == MEER:
        toon_blad(s)
    elif s.pad:
        _menukeuze(s, next(k for k in s.pad[-1] if k.tekst == optie.naam), nu)
    elif s.eigen_vraag:
        _eigen_vraag(s, vraag, ja=optie.waarde == "ja", nu=nu)
    elif vraag == "akkoord" and optie.waarde == "nee" and s.toetsen:
        # Verbeteren gaat niet met toetsen: een mens kan dat wel, en er wordt niets verstuurd (R67).
        verbinden.vraag_om_mens(s)
    else:
        s.opties, s.vraag = (), None
        s.stel(optie.waarde, nu, keuze=optie.keuze)


def _menukeuze(s: Stand, keuze: Keuze, nu: float) -> None:
    if keuze.keuzes:
        _toon(s, (*s.pad, keuze.keuzes))
        return
    s.pad, s.opties, s.vraag = (), (), None
    if keuze.sleutel == TERUGBELLEN:
        verbinden.regel_terugbellen(s, nu)
    else:
        s.stel(keuze.sleutel or "", nu, keuze=True)


def _eigen_vraag(s: Stand, vraag: str, *, ja: bool, nu: float) -> None:
    s.opties, s.vraag = (), None
    if vraag == "lijn_terugbellen" and ja:
        verbinden.regel_terugbellen(s, nu)
    elif vraag == "lijn_eigen_nummer":
        nummer.eigen(s, nu) if ja else nummer.vraag(s)
    elif vraag == "lijn_nummer_klopt":
        nummer.bevestigd(s, nu) if ja else nummer.vraag(s, opnieuw=True)
    elif vraag == "lijn_nog_iets" and s.toetsen:
        hoofdmenu(s)
    else:
        verder(s)


def verder(s: Stand) -> None:
    """Terug naar de open vraag, of naar het menu."""
    s.vraag, s.opties = None, ()
    if s.toetsen:
        hoofdmenu(s)
    else:
        s.zeg(s.zin("wat_nog"))
        s.luister()


def _hekje(s: Stand, nu: float) -> None:
    s.zwijg()
    if s.meer:
        volgende(s, nu)
    elif len(s.pad) > 1:
        _toon(s, s.pad[:-1])
    elif s.vraag and not s.eigen_vraag:
        s.opties, s.vraag = (), None
        s.stel("overslaan", nu, keuze=True)
    else:
        herhaal(s, nu)


def herhaal(s: Stand, nu: float) -> None:
    """Zeg het laatste nog eens; bij een nummer begint het intoetsen opnieuw."""
    s.zwijg()
    s.cijfers = ""
    s.zeg(*s.laatste)
    s.luister()


def volgende(s: Stand, nu: float) -> None:
    """De volgende plek van de sociale kaart."""
    s.zwijg()
    eerste, s.meer, s.te_sturen = s.meer[0], s.meer[1:], s.te_sturen[1:]
    s.zeg(*eerste, *wat_nog_kan(s))
    s.luister()


def wat_nog_kan(s: Stand) -> tuple[Uiting, ...]:
    """Zeg erbij dat deze plek in een sms kan, en dat er nog een plek is."""
    soort = "_toets" if s.toetsen else ""
    sms = (s.zin(f"sms_aanbod{soort}"),) if kan_sms(s) else ()
    return (*sms, *((s.zin(f"nog_een_plek{soort}"),) if s.meer else ()))


def kan_sms(s: Stand) -> bool:
    """Of de plek die klonk in een sms kan."""
    return bool(s.te_sturen and s.te_sturen[0])


def stuur_sms(s: Stand) -> None:
    """Stuur de plek die klonk, één keer."""
    s.zwijg()
    s.uit.append(StuurSms(s.te_sturen[0]))
    s.te_sturen = ("", *s.te_sturen[1:])


def gestuurd(s: Stand, *, gelukt: bool) -> None:
    """Zeg of de sms weg is; wat openstond staat nog open."""
    if s.fase in (Fase.LUISTERT, Fase.NUMMER):
        s.zeg(s.zin("sms_gestuurd" if gelukt else "sms_niet_gestuurd"), onthoud=False)


def toon_blad(s: Stand) -> None:
    """De volgende keuzes bij een vraag, met de laatste toets voor nog meer."""
    blad, s.bladen = s.bladen[0], s.bladen[1:]
    s.opties = (*blad, Optie("meer", MEER)) if s.bladen else blad
    regels = s.boek.menu(blad)
    meer = (s.zin("menu_meer", cijfer=str(len(s.opties))),) if s.bladen else ()
    s.zeg(*regels[:-1], *meer, regels[-1])
    s.luister()


def hoofdmenu(s: Stand) -> None:
    """Het menu van onderwerpen."""
    _toon(s, (s.boek.gegevens.menu,))


def _toon(s: Stand, pad: tuple[tuple[Keuze, ...], ...]) -> None:
    s.pad, s.vraag = pad, "lijn_menu"
    s.opties = tuple(Optie(k.tekst, k.sleutel or "", keuze=True) for k in pad[-1])
    s.zeg(*s.boek.menu(s.opties, dieper=len(pad) > 1))
    s.luister()


def ga_toetsen(s: Stand, aanleiding: str, nu: float) -> None:
    """Deze vraag verder met toetsen: ja of nee, de keuzes van nu, of het hoofdmenu."""
    s.zeg(s.zin(aanleiding), onthoud=False)
    if s.fase is Fase.NUMMER:
        s.zeg(s.zin("nummer_vraag"))
    elif s.opties == JA_NEE:
        s.zeg(s.zin("toets_ja_nee"))
    elif s.opties:
        s.zeg(*s.laatste)
    elif s.bladen:
        toon_blad(s)
        return
    else:
        s.toetsen = True
        hoofdmenu(s)
        return
    s.luister()


def alleen_toetsen(s: Stand) -> None:
    """De herkenner is weg: zeg dat, en ga verder met toetsen."""
    if not s.spraak:
        return
    s.spraak, s.toetsen = False, True
    if s.fase in (Fase.LUISTERT, Fase.NUMMER):
        s.zwijg()
        s.zeg(s.zin("alleen_toetsen"), onthoud=False)
        if s.opties or s.fase is Fase.NUMMER:
            s.zeg(*s.laatste)
        else:
            hoofdmenu(s)
