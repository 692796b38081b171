"""Het antwoord op een onderwerp: eerst wat u kunt doen, dan de ladder, dan plekken dichtbij (R36, R37, R107)."""

from __future__ import annotations

from datetime import date, datetime

from assistent.kern.antwoord import Antwoord, Kaart
from assistent.kern.begrippen import Kanaal, Trede
from assistent.kern.gesprek import Gesprek
from assistent.kern.indeling import Indeling
from assistent.kern.kennis import Bron, Kennisbank, Onderwerp, Voorziening
from assistent.kern.tijden import weekoverzicht, zeg_open
from assistent.kern.zekerheid import Zekerheid
from assistent.kern.zinnen import genoemde_lijnen, opsomming, vul_in, zeg, zin

MAX_KAARTEN = 3
"""Hooguit drie mogelijkheden tegelijk (domein §7.1)."""


def leg_uit(gesprek: Gesprek, onderwerp: Onderwerp, kennis: Kennisbank, nu: datetime) -> Antwoord:
    """Antwoord op één onderwerp, met bron en controledatum; verlopen kennis wordt zo genoemd (R17)."""
    gemeente, vandaag = gesprek.gemeente, nu.date()
    geen_netwerk = "geen_netwerk" in gesprek.beeld.gegevens()
    zinnen = list(onderwerp.antwoord)
    zinnen += [
        tekst
        for trede, tekst in onderwerp.treden
        if not (geen_netwerk and trede in (Trede.NETWERK, Trede.EIGEN_KRACHT))
        and trede.rang <= Trede.ALGEMEEN.rang
    ][:2]
    if onderwerp.verwijzing and onderwerp.verwijzing.hulplijn:
        lijn = kennis.hulplijnen[onderwerp.verwijzing.hulplijn]
        if lijn.nummer and lijn.nummer not in " ".join(zinnen):
            zinnen.append(zin(kennis, gesprek, "utter_verwijzing", lijn=str(lijn)))
    erbij = voorbehoud(onderwerp, " ".join(zinnen), kennis, gesprek, vandaag)
    zinnen += erbij
    vraag = " ".join(t.tekst for t in gesprek.beeld.onderwerpen if t.sleutel == onderwerp.sleutel)
    passend = [
        v
        for v in kennis.voorzieningen_bij(onderwerp.sleutel, gemeente, gesprek.beeld.gebied, vraag)
        if not (geen_netwerk and v.trede is Trede.NETWERK)
    ][:MAX_KAARTEN]
    # Gekozen op de vraag en dichtbij, genoemd op de ladder (R36).
    kaarten = tuple(maak_kaart(v, kennis, gesprek, nu) for v in sorted(passend, key=lambda v: v.trede.rang))
    eigen = {"wie_beslist": kennis.gemeenten[gemeente].beslist(onderwerp.wet)}
    return Antwoord(
        vul_in(kennis, gemeente, " ".join(zinnen), vandaag, **eigen),
        sleutel=f"onderwerp:{onderwerp.sleutel}",
        kaarten=kaarten,
        gesproken=vul_in(kennis, gemeente, " ".join((onderwerp.gesproken, *erbij)), vandaag, **eigen),
        eenvoudig=vul_in(kennis, gemeente, " ".join(onderwerp.eenvoudig), vandaag, **eigen) or None,
        bron=bronregel(onderwerp.bron, kennis, gesprek, vandaag),
    )


def voor_beroepskracht(onderwerp: Onderwerp, kennis: Kennisbank, gemeente: str, vandaag: date) -> str:
    """De professionele versie van hetzelfde onderwerp, met bedragen en hulplijnen ingevuld (R112)."""
    beslist = kennis.gemeenten[gemeente].beslist(onderwerp.wet)
    return vul_in(kennis, gemeente, onderwerp.professional, vandaag, wie_beslist=beslist)


def voorbehoud(
    onderwerp: Onderwerp, tekst: str, kennis: Kennisbank, gesprek: Gesprek, vandaag: date
) -> list[str]:
    """De zin die erbij hoort als dit antwoord, of een nummer erin, geen feit meer is (R17)."""
    lijnen = genoemde_lijnen(tekst)
    if onderwerp.verwijzing and onderwerp.verwijzing.hulplijn:
        lijnen.append(onderwerp.verwijzing.hulplijn)
    bronnen = [onderwerp.bron, *(kennis.hulplijnen[lijn].bron for lijn in lijnen)]
    if any(b.verlopen(vandaag) for b in bronnen):
        return [zin(kennis, gesprek, "utter_kennis_verlopen")]
    if any(not b.feit(vandaag) for b in bronnen):
        return [zin(kennis, gesprek, "utter_kennis_onzeker")]
    return []


def bronregel(bron: Bron, kennis: Kennisbank, gesprek: Gesprek, vandaag: date) -> str:
    """Waar het vandaan komt; alleen wat is nagekeken heet nagekeken."""
    sleutel = "utter_bron_verlopen" if bron.verlopen(vandaag) else _BRON[bron.zekerheid]
    return zin(kennis, gesprek, sleutel, naam=bron.naam, datum=f"{bron.gecontroleerd_op:%d-%m-%Y}")


_BRON = {
    Zekerheid.GEZIEN: "utter_bron_gezien",
    Zekerheid.VAKKENNIS: "utter_bron_vakkennis",
    Zekerheid.NAKIJKEN: "utter_bron_onzeker",
    Zekerheid.VOORBEELD: "utter_bron_voorbeeld",
}


def zeg_gevonden(gesprek: Gesprek, vraag: str, kennis: Kennisbank, nu: datetime) -> Antwoord | None:
    """Wat vrij zoeken oplevert; niet nog eens dezelfde kaarten, en geen netwerk voor wie niemand heeft (R37)."""
    geen_netwerk = "geen_netwerk" in gesprek.beeld.gegevens()
    gevonden = [
        v
        for v, _ in kennis.zoek(vraag, gesprek.gemeente, gesprek.beeld.gebied)
        if not (geen_netwerk and v.trede is Trede.NETWERK)
    ][:MAX_KAARTEN]
    kaarten = tuple(maak_kaart(v, kennis, gesprek, nu) for v in gevonden)
    if not kaarten or kaarten[0].regels()[0] in gesprek.laatste:
        return None
    dichtbij = any(v.gemeente for v in gevonden)
    sleutel = "utter_gevonden" if dichtbij else "utter_gevonden_landelijk"
    return Antwoord(zin(kennis, gesprek, sleutel), sleutel, kaarten)


def maak_kaart(v: Voorziening, kennis: Kennisbank, gesprek: Gesprek, nu: datetime) -> Kaart:
    """Een voorziening als kaart; wat geen feit is krijgt geen tijden maar een voorbehoud met nummer (R17)."""
    vandaag = nu.date()
    return Kaart(
        titel=v.naam,
        tekst=v.omschrijving,
        waar=opsomming(p.adres for p in v.plekken[:2]) if v.plekken else None,
        open=_geopend(v, kennis, gesprek, nu),
        telefoon=v.telefoon[0] if v.telefoon else None,
        kosten=v.kosten,
        url=v.url,
        bron=bronregel(v.bron, kennis, gesprek, vandaag),
        voorbeeld=v.voorbeeld,
        let_op=zin(kennis, gesprek, "utter_kaart_voorbeeld") if v.voorbeeld else None,
        week=_week(v, gesprek, nu),
    )


def _week(v: Voorziening, gesprek: Gesprek, nu: datetime) -> tuple[str, ...]:
    """Wie belt kan de week niet nalezen en hoort haar; een voorbeeld heeft zijn voorbehoud al (R17)."""
    bekend = v.voorbeeld or v.bron.feit(nu.date())
    belt = gesprek.kanaal is Kanaal.TELEFOON
    return tuple(weekoverzicht(v.tijden.roosters)) if bekend and belt else ()


def _geopend(v: Voorziening, kennis: Kennisbank, gesprek: Gesprek, nu: datetime) -> str | None:
    if v.voorbeeld:
        return None
    if not v.bron.feit(nu.date()):
        return zin(kennis, gesprek, "utter_kaart_onzeker")
    if geopend := zeg_open(v.tijden, nu):
        return geopend
    if v.gemeente is None:
        # De gemeente weet de tijden van een landelijke dienst niet; een site is altijd open.
        leest = v.url and gesprek.kanaal is not Kanaal.TELEFOON
        return zin(kennis, gesprek, "utter_tijden_op_site") if v.telefoon and leest else None
    return zin(kennis, gesprek, "utter_tijden_onbekend")


def erken(gesprek: Gesprek, indeling: Indeling, kennis: Kennisbank) -> list[Antwoord]:
    """Emotie eerst (R114), schaamte normaal maken (R115); hooguit één zin, en elke zin één keer."""
    beeld = gesprek.beeld
    # Alleen wat nu klonk: medeleven een paar beurten later slaat nergens meer op.
    nu = {s.sleutel for n, s in beeld.signalen if n == gesprek.nummer}
    gehoord = (beeld.markeringen() | beeld.gegevens()) & nu
    geld = "geld" in beeld.problemen() & nu
    keuzes = (
        ("utter_erken_verlies", "verlies" in gehoord),
        ("utter_erken_draagkracht", "M1" in gehoord),
        ("utter_erken_mantelzorg", "M9" in gehoord),
        ("utter_erken_schaamte", "schaamte" in gehoord or (geld and indeling.klasse.meervoudig)),
        ("utter_erken_emotie", "sterke_emotie" in gehoord),
        ("utter_erken_gebeurtenis", "M3" in gehoord),
        ("utter_erken_zorg", beeld.wie.value == "melder"),
        ("utter_erken_veel", indeling.klasse.meervoudig),
    )
    for sleutel, past in keuzes:
        if past and sleutel not in gesprek.gezegd:
            return [zeg(kennis, gesprek, sleutel)]
    return []
