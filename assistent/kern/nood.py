"""Wat de assistent doet bij een crisis: erkennen, meteen het nummer, hooguit één vraag (§5.3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistent.kern.antwoord import Antwoord, Knop, Reactie
from assistent.kern.beeld import Gehoord
from assistent.kern.begrippen import Uitkomst
from assistent.kern.gesprek import Gesprek
from assistent.kern.indeling import deel_in
from assistent.kern.kennis import Kennisbank, Onderwerp
from assistent.kern.signalen import Gelezen, Gevaar
from assistent.kern.verhaal import VAAG
from assistent.kern.vragen import NEE_ACHTIG
from assistent.kern.zinnen import vul_in, zin

MAX_KREET = 3
"""Meer woorden die ergens over gaan, en het is een verhaal; dat leest de poort zelf."""
MEELUISTEREN = frozenset({"C2", "C8"})
"""Bij deze codes kan er iemand meekijken: toon snel-weg en vraag of vrij praten kan."""


def antwoord_op_nood(
    gesprek: Gesprek, gevaren: Sequence[Gevaar], kennis: Kennisbank
) -> tuple[Gesprek, Reactie]:
    """De hulplijnen van (hoogstens twee) gehoorde crises, en de vraag of iemand nu veilig is."""
    rang = list(kennis.crisis)
    codes = sorted({g.code for g in gevaren}, key=rang.index)
    snel_weg = bool(MEELUISTEREN & set(codes))
    antwoorden = []
    for code in codes[:2]:
        onderwerp = kennis.onderwerp(kennis.crisis[code], gesprek.gemeente)
        geschreven, gesproken = _bij_wie(onderwerp, gesprek, [g for g in gevaren if g.code == code])
        antwoorden.append(
            Antwoord(
                vul_in(kennis, gesprek.gemeente, geschreven),
                sleutel=f"crisis:{code}",
                gesproken=vul_in(kennis, gesprek.gemeente, gesproken),
                crisis=True,
                snel_weg=snel_weg,
            )
        )
    vraag = "utter_vrij_praten" if snel_weg else "utter_veilig"
    antwoorden.append(
        Antwoord(
            zin(kennis, gesprek, vraag),
            sleutel=vraag,
            crisis=True,
            snel_weg=snel_weg,
            knoppen=(
                Knop("Ja", "ja"),
                Knop("Nee", "nee"),
                Knop("Ik wil een mens spreken", "ik wil een mens spreken"),
            ),
        )
    )
    return (
        replace(gesprek.tussendoor("veilig"), uitkomst=Uitkomst.CRISIS),
        Reactie(tuple(antwoorden), Uitkomst.CRISIS, "veilig"),
    )


def _bij_wie(onderwerp: Onderwerp, gesprek: Gesprek, gevaren: Sequence[Gevaar]) -> tuple[str, str]:
    """Het antwoord, geschreven en gesproken: wie zelf slaat of over een ander belt "maakt dit niet mee"."""
    over = {*gesprek.beeld.gegevens(), *(g.over.value for g in gevaren)}
    opening = next((zin for wie, zin in onderwerp.openingen.items() if wie in over), None)
    if opening is None:
        return " ".join(onderwerp.antwoord), onderwerp.gesproken
    return " ".join((opening, *onderwerp.antwoord[1:])), f"{opening} {onderwerp.gesproken.partition('. ')[2]}"


def houdt_aan(gesprek: Gesprek, gelezen: Gelezen) -> bool:
    """Of zolang het over gevaar gaat een kreet komt ("help", "hij komt eraan"): dan is het er nog."""
    in_nood = gesprek.uitkomst is Uitkomst.CRISIS and bool(gesprek.beeld.gevaren)
    return in_nood and gelezen.inhoud <= MAX_KREET and "kreet" in gelezen.wendingen


def stil(gesprek: Gesprek, kennis: Kennisbank) -> tuple[Gesprek, Reactie]:
    """Wie niet kan bellen krijgt de weg zonder geluid, en wij bellen ook niet ongevraagd (§5.3)."""
    sleutel = "utter_stil"
    antwoord = Antwoord(zin(kennis, gesprek, sleutel), sleutel, crisis=True, snel_weg=True)
    return gesprek, Reactie((antwoord,), Uitkomst.CRISIS, gesprek.open_vraag)


def na_nood(
    gesprek: Gesprek, gelezen: Gelezen, gehoord: Gehoord, kennis: Kennisbank
) -> tuple[Gesprek, Reactie]:
    """Na "bent u nu veilig?": bij nee nog eens 112, anders een mens aanbieden; nooit laten wachten."""
    onveilig = "onveilig" in gelezen.wendingen
    veilig = gehoord.intent == "ja" and not onveilig
    # Alleen "ja" is veilig; wie geruststelt houdt het nummer in beeld.
    gerust = "gerust" in gelezen.wendingen or (gelezen.weerlegt and gelezen.inhoud > 1)
    sleutel = "utter_veilig_ja" if veilig else "utter_veilig_nee"
    # "Nee, er is niks gebeurd" of iets heel anders: geen ja en geen nee, dus het nummer blijft en er is een mens.
    if not veilig and not onveilig and (gehoord.intent not in NEE_ACHTIG or gerust):
        sleutel = "utter_veilig_blijft"
        gesprek = replace(gesprek, misverstanden=gesprek.misverstanden + 1)
    elif not veilig and gesprek.beeld.crisis() in MEELUISTEREN:
        # "Kunt u vrij praten?" "Nee": dan is bellen juist wat niet kan.
        return stil(replace(gesprek, open_vraag="mens"), kennis)
    antwoord = Antwoord(
        zin(kennis, gesprek, sleutel),
        sleutel=sleutel,
        crisis=not veilig,
        knoppen=(Knop("Ik wil een mens spreken", "ik wil een mens spreken"),),
    )
    eerder = _eerdere_vraag(gesprek, kennis) if veilig else ()
    return (
        replace(gesprek, open_vraag="mens", uitkomst=Uitkomst.CRISIS),
        Reactie((antwoord, *eerder), Uitkomst.CRISIS, "mens"),
    )


def _eerdere_vraag(gesprek: Gesprek, kennis: Kennisbank) -> tuple[Antwoord, ...]:
    """Eerst een mens, maar de vraag waar iemand mee kwam en nog geen antwoord op kreeg is niet weg (§5.3)."""
    vragen = (o for o in deel_in(gesprek, kennis).onderwerpen if not (o.crisis or o.proces or o.sleutel in VAAG))
    open_ = next((o for o in vragen if f"onderwerp:{o.sleutel}" not in gesprek.gezegd), None)
    if open_ is None:
        return ()
    sleutel = "utter_veilig_eerdere_vraag"
    return (Antwoord(zin(kennis, gesprek, sleutel, naam=open_.naam), sleutel, knoppen=(Knop(open_.naam, open_.naam),)),)
