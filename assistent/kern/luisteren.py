"""Luisteren: wat één bericht toevoegt aan wat al bekend is, en hoe het in dit gesprek te verstaan is. Zuiver."""

from __future__ import annotations

from dataclasses import replace

from assistent.kern import praat, verhaal
from assistent.kern.beeld import Gehoord, Treffer
from assistent.kern.begrippen import Wie
from assistent.kern.gesprek import Gesprek
from assistent.kern.kennis import Kennisbank
from assistent.kern.signalen import MODEL, Gelezen, Soort
from assistent.kern.verhaal import VAAG
from assistent.kern.vragen import met_tijd, noemt_probleem, verwerk

MELDING = frozenset({"zorgen_over_ander", "vervuiling_overlast_melding"})
"""Onderwerpen waarbij iemand over een ander spreekt (R47)."""
ZEKER_BIJ_ANTWOORD = 0.6
"""Zo zeker moet een nieuw onderwerp zijn in een antwoord op een vraag of een praatje."""
ZEKER_GEVRAAGD = 0.95
"""Zo zeker moet een onderwerp zijn om in een vervolgvraag nieuw te zijn, ook als het bericht niet nieuw klinkt."""
GOK = 0.7
"""Een onderwerp dat minder zeker was mag de toelichting nog verbeteren."""
EERST_GENOEMD = 1.0
"""Extra gewicht van waar iemand mee begint; met `indeling.VERHAAL` gekozen op `data/gevallen`."""
KORT_ANTWOORD = 4
"""Zoveel woorden met inhoud is bij "bent u nu veilig?" een antwoord: "nee niemand gewond, ik sta nu buiten"."""
NOG_VRIJ = frozenset({None, "bedoelt", "mens", "veilig"})
"""Wat iemand bij deze vragen vertelt is geen antwoord op de intake."""
EIGEN_WOORDEN = 6
"""Zoveel berichten van de inwoner gaan hooguit mee in de intake (R35, R61)."""


def luister(
    gesprek: Gesprek, gelezen: Gelezen, gehoord: Gehoord, kennis: Kennisbank
) -> tuple[Gesprek, Gelezen, Gehoord]:
    """Het gesprek met dit bericht erbij, en het bericht zoals het hier te verstaan is."""
    gelezen = _in_vervolg(gesprek, _zelfde_gevaar(gesprek, gelezen), kennis)
    gehoord = _los_van_ja(gesprek, gehoord, kennis)
    return _pas_duidelijk(gesprek, _voeg_toe(gesprek, gelezen, gehoord, kennis), gelezen, gehoord)


def _voeg_toe(gesprek: Gesprek, gelezen: Gelezen, gehoord: Gehoord, kennis: Kennisbank) -> Gesprek:
    """Voeg aan het beeld toe wat in deze beurt gehoord is."""
    nummer = gesprek.nummer + 1
    beeld = gesprek.beeld.met(nummer, gelezen)
    # Waar iemand mee begint is meestal waar het om gaat.
    eerst = 0.0 if beeld.onderwerpen else EERST_GENOEMD
    beeld = beeld.met_onderwerpen(
        replace(t, beurt=nummer, gewicht=eerst) for t in _genoemd(gesprek, gelezen, gehoord, kennis)
    )
    if geheel := verhaal.klank(gehoord, kennis):
        beeld = replace(beeld, verhaal=geheel)
        beeld = beeld.met_onderwerpen(verhaal.erbij(beeld, kennis, nummer, gesprek.verhaal_met(gelezen.tekst)))
    beeld = beeld.met_onderwerpen(verhaal.samen(beeld, nummer))
    if "zelf" in gelezen.wendingen:
        beeld = replace(beeld, wie=Wie.INWONER)
    elif beeld.wie is Wie.INWONER and any(
        t.sleutel in MELDING and t.zekerheid >= ZEKER_BIJ_ANTWOORD for t in beeld.onderwerpen
    ):
        beeld = replace(beeld, wie=Wie.MELDER)
    inhoudelijk = gehoord.intent in kennis.onderwerpen and not kennis.onderwerpen[gehoord.intent].proces
    woorden = gesprek.eigen_woorden
    vertelt = inhoudelijk or any(s.soort is not Soort.GEGEVEN for s in gelezen.signalen)
    if gelezen.gevaren:
        # Wat het zwaarst weegt staat vooraan, waar in het gesprek het ook viel.
        woorden = (gelezen.tekst, *woorden)[:EIGEN_WOORDEN]
    elif vertelt and (gesprek.open_vraag in NOG_VRIJ or noemt_probleem(gesprek.open_vraag, gelezen)):
        woorden = (*woorden, gelezen.tekst)[:EIGEN_WOORDEN]
    tot_nu = gesprek.verhaal_met(gelezen.tekst) or gelezen.tekst
    gesprek = replace(gesprek, nummer=nummer, beeld=beeld, eigen_woorden=woorden, verhaal=tot_nu)
    if not gelezen.contact.keys() & {"telefoon", "mail"}:
        return gesprek
    # Een nummer telt altijd, ook tussen iets anders door of in een bericht met gevaar.
    return met_tijd(replace(gesprek, velden={**gesprek.velden, **gelezen.contact}), gelezen.tekst)


def _in_vervolg(gesprek: Gesprek, gelezen: Gelezen, kennis: Kennisbank) -> Gelezen:
    """Na de eerste vraag is een leefgebied in een toelichting geen nieuw probleem; markeringen en gegevens blijven."""
    if not _bekend(gesprek, kennis):
        return replace(gelezen, nieuw=1.0)
    if gelezen.nieuw >= kennis.drempels["nieuw_leefgebied"]:
        return gelezen
    blijft = tuple(s for s in gelezen.signalen if s.soort is not Soort.LEEFGEBIED or s.ontkend)
    return replace(gelezen, signalen=blijft)


def _zelfde_gevaar(gesprek: Gesprek, gelezen: Gelezen) -> Gelezen:
    """Tijdens gevaar is een vermoeden van het model geen nieuw soort gevaar: wie geslagen wordt krijgt niet opeens 113."""
    eerder = gesprek.beeld.gevaren
    if not eerder or any(g.bron != MODEL for g in gelezen.gevaren):
        return gelezen
    antwoord = gesprek.open_vraag == "veilig" and gelezen.inhoud <= KORT_ANTWOORD
    if antwoord or "niet_doorgeven" in gelezen.wendingen or "gerust" in gelezen.wendingen:
        return replace(gelezen, gevaren=())
    return replace(gelezen, gevaren=tuple(replace(g, code=eerder[-1][1].code) for g in gelezen.gevaren[:1]))


def _los_van_ja(gesprek: Gesprek, gehoord: Gehoord, kennis: Kennisbank) -> Gehoord:
    """Wie opent met "ja, ik bel over …" of "goedemiddag, …" zegt meer dan een groet; dan telt wat er verder in klinkt."""
    opent = gehoord.intent in ("ja", "nee") and not gesprek.nummer
    if not (opent or gehoord.intent == "smalltalk") or gesprek.open_vraag:
        return gehoord
    drempel = kennis.drempels["bevestig" if opent else "zeker"]
    over = (t for t in gehoord.onderwerpen if t.zekerheid >= drempel and not _praat(t.sleutel, kennis))
    best = max((t for t in over if t.sleutel in kennis.onderwerpen), key=lambda t: t.zekerheid, default=None)
    return gehoord if best is None else replace(gehoord, intent=best.sleutel, zekerheid=best.zekerheid)


def _genoemd(gesprek: Gesprek, gelezen: Gelezen, gehoord: Gehoord, kennis: Kennisbank) -> list[Treffer]:
    """De onderwerpen van deze beurt. Wie antwoordt, toelicht of iets tegenspreekt noemt zelden iets nieuws."""
    if gelezen.weerlegt:
        return []
    praat_mee = gehoord.intent in {*praat.ALLEEN_PRAAT, *praat.HANDELINGEN, praat.AANVULLING}
    drempel = ZEKER_BIJ_ANTWOORD if praat_mee or gesprek.open_vraag else kennis.drempels["zeker"]
    zeker = [
        t
        for t in gehoord.onderwerpen
        if t.sleutel in kennis.onderwerpen
        and t.zekerheid >= max(drempel, kennis.drempels.get(t.sleutel, 0.0))
        and not _crisis_zonder_gevaar(t.sleutel, kennis, gelezen)
    ]
    bekend = _bekend(gesprek, kennis)
    if not bekend:
        return zeker
    # In een vervolg hooguit één nieuw onderwerp, en alleen als het bericht als iets nieuws klinkt.
    ronduit = "?" in gelezen.tekst
    nieuw = [
        t
        for t in zeker
        if t.sleutel not in bekend
        and (gelezen.nieuw >= kennis.drempels["nieuw"] or (ronduit and t.zekerheid >= ZEKER_GEVRAAGD))
    ]
    hoogste = max(nieuw, key=lambda t: t.zekerheid, default=None)
    return [t for t in zeker if t.sleutel in bekend or t is hoogste]


def _bekend(gesprek: Gesprek, kennis: Kennisbank) -> frozenset[str]:
    """Waar het gesprek al over gaat; een praatje of een vraag om een mens is nog geen onderwerp."""
    return frozenset(t.sleutel for t in gesprek.beeld.onderwerpen if not kennis.onderwerpen[t.sleutel].proces)


def _praat(sleutel: str, kennis: Kennisbank) -> bool:
    onderwerp = kennis.onderwerpen.get(sleutel)
    return onderwerp is None or onderwerp.proces or onderwerp.crisis


def _crisis_zonder_gevaar(sleutel: str, kennis: Kennisbank, gelezen: Gelezen) -> bool:
    # De poort beslist over crisis; het geleerde model heeft daar al aan bijgedragen.
    return kennis.onderwerpen[sleutel].crisis and not gelezen.gevaren


def _pas_duidelijk(
    eerder: Gesprek, gesprek: Gesprek, gelezen: Gelezen, gehoord: Gehoord
) -> tuple[Gesprek, Gelezen, Gehoord]:
    """Wordt pas nu duidelijk waar het over gaat, dan is dat wat er gevraagd is (docs/besluiten/024)."""
    bekend = {t.sleutel for t in eerder.beeld.onderwerpen}
    nieuw = tuple(t for t in gesprek.beeld.onderwerpen if t.sleutel not in bekend)
    gok = all(t.sleutel in VAAG or t.zekerheid < GOK for t in eerder.beeld.onderwerpen)
    wacht = eerder.open_vraag is None or (eerder.open_vraag == "achter_de_vraag" and gok)
    if not nieuw or not wacht or gehoord.intent in praat.HANDELINGEN:
        return gesprek, gelezen, gehoord
    hoofd = max(nieuw, key=lambda t: t.zekerheid)
    alles = (
        *gehoord.onderwerpen,
        *(t for t in nieuw if t.sleutel not in {g.sleutel for g in gehoord.onderwerpen}),
    )
    gehoord = Gehoord(hoofd.sleutel, hoofd.zekerheid, alles, gehoord.verhaal)
    return verwerk(gesprek, gelezen, gehoord), replace(gelezen, nieuw=1.0), gehoord
