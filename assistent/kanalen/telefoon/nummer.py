"""Een telefoonnummer vragen: het eigen nummer aanbieden, of laten intoetsen en cijfer voor cijfer teruglezen."""

from __future__ import annotations

import phonenumbers

from assistent.kanalen.telefoon import verbinden
from assistent.kanalen.telefoon.stand import JA_NEE, Fase, Stand

LANGST = 15


def begin(s: Stand) -> None:
    """Vraag waarop de beller te bereiken is; het nummer waarmee hij belt is één toets."""
    if geldig(s.eigen_nummer or ""):
        s.vraag, s.opties, s.fase = "lijn_eigen_nummer", JA_NEE, Fase.LUISTERT
        s.zeg(s.zin("nummer_eigen"), s.zin("toets_ja_nee"))
        s.luister()
    else:
        vraag(s)


def vraag(s: Stand, *, opnieuw: bool = False) -> None:
    """Laat een nummer intoetsen of zeggen."""
    s.vraag, s.opties, s.cijfers, s.fase = "contact", (), "", Fase.NUMMER
    s.zeg(s.zin("nummer_fout" if opnieuw else "nummer_vraag"))
    s.luister()


def druk(s: Stand, teken: str, nu: float) -> None:
    """Eén cijfer erbij; hekje sluit af."""
    if teken == "#":
        klaar(s, nu)
        return
    s.cijfers = (s.cijfers + teken)[:LANGST]
    s.wekker = nu + s.boek.gegevens.tijden.tussen_toetsen


def klaar(s: Stand, nu: float) -> None:
    """Lees het nummer terug; alleen een nul is een vraag om een mens."""
    if s.cijfers == "0":
        s.fase = Fase.LUISTERT
        verbinden.vraag_om_mens(s)
    elif not s.cijfers:
        # Hekje zonder nummer: overslaan mag altijd (R118).
        s.fase = Fase.LUISTERT
        s.stel("overslaan", nu, keuze=True)
    elif not geldig(s.cijfers):
        vraag(s, opnieuw=True)
    else:
        s.vraag, s.opties, s.fase = "lijn_nummer_klopt", JA_NEE, Fase.LUISTERT
        s.zeg(s.zin("nummer_lees", nummer=s.cijfers), s.zin("toets_ja_nee"))
        s.luister()


def bevestigd(s: Stand, nu: float) -> None:
    """Het ingetoetste nummer gaat naar de assistent, als antwoord op haar vraag."""
    s.fase, s.vraag, s.opties = Fase.LUISTERT, None, ()
    gekozen, s.cijfers = s.cijfers, ""
    s.stel(f"Mijn nummer is {gekozen}", nu)


def eigen(s: Stand, nu: float) -> None:
    """Het nummer waarmee de beller belt, omdat hij dat goed vond."""
    s.cijfers = s.eigen_nummer or ""
    bevestigd(s, nu)


def geldig(cijfers: str) -> bool:
    """Of dit in Nederland een nummer kan zijn waarop iemand te bellen is."""
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(cijfers, "NL"))
    except phonenumbers.NumberParseException:
        return False
