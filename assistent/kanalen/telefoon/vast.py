"""De zinnen die voor elke beller gelijk zijn: alleen die mag een stem onthouden, want daar staat niets van een beller in."""

from __future__ import annotations

from collections.abc import Iterator

from assistent.kanalen.telefoon.gegevens import MAX_OPTIES, Keuze, Telefoongegevens
from assistent.kern.begrippen import Kanaal
from assistent.kern.kennis import Kennisbank
from assistent.kern.zinnen import vul_in


def vaste_zinnen(gegevens: Telefoongegevens, kennis: Kennisbank) -> frozenset[str]:
    """Elke zin uit de kennisbank, ingevuld met wat bij een gemeente hoort; met een ander gat valt zij af (R106)."""
    teksten = [*_van_de_lijn(gegevens), *(o.gesproken for o in kennis.onderwerpen.values() if o.gesproken)]
    teksten += [v for kanalen in kennis.teksten.values() for varianten in kanalen.values() for v in varianten]
    gemeenten = {n.gemeente for n in gegevens.nummers.values()}
    ingevuld = {vul_in(kennis, gemeente, tekst) for gemeente in gemeenten for tekst in teksten}
    return frozenset(z for z in ingevuld if "{" not in z)


def eerste_zinnen(gegevens: Telefoongegevens, kennis: Kennisbank) -> tuple[str, ...]:
    """Wat een beller als eerste hoort, van elke lijn: klaar voordat er iemand belt."""
    groet = [
        vul_in(kennis, nummer.gemeente, kennis.teksten[sleutel][Kanaal.TELEFOON.value][0])
        for nummer in gegevens.nummers.values()
        for sleutel in ("utter_begroeting", "utter_privacy_vooraf")
    ]
    zinnen = [gegevens.zinnen[s][0] for s in ("open_vraag", "alleen_toetsen", "verbind_kcc", "menu_eind")]
    regel = gegevens.zinnen["menu_regel"][0]
    menu = [regel.format(naam=k.tekst, cijfer=n) for n, k in enumerate(gegevens.menu, 1)]
    return tuple(dict.fromkeys([*groet, *zinnen, *menu]))


def _van_de_lijn(gegevens: Telefoongegevens) -> Iterator[str]:
    for sleutel, varianten in gegevens.zinnen.items():
        for variant in varianten:
            if sleutel == "menu_regel":
                yield from (
                    variant.format(naam=naam, cijfer=n)
                    for naam in (*_namen(gegevens.menu), *gegevens.dagdelen)
                    for n in range(1, MAX_OPTIES + 1)
                )
            elif sleutel == "menu_meer":
                yield from (variant.format(cijfer=n) for n in range(1, MAX_OPTIES + 1))
            else:
                yield variant


def _namen(menu: tuple[Keuze, ...]) -> Iterator[str]:
    for keuze in menu:
        yield keuze.tekst
        yield from _namen(keuze.keuzes)
