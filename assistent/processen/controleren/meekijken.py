"""Het meekijkscherm en de oefengevallen: elke sleutel bestaat, en alles wat te zien is heeft een naam (R18, R132)."""

from __future__ import annotations

from collections.abc import Iterator

from assistent.kern.begrippen import Klasse
from assistent.kern.contactmoment import Uitslag
from assistent.processen.controleren.melding import Melding, Stuk, Zaak


def controleer_meekijken(zaak: Zaak) -> Iterator[Melding]:
    """Kortschrift, namen en oefengevallen."""
    for stuk in zaak.van("meekijken"):
        yield from _kortschrift(stuk, zaak)
        yield from _namen(stuk, zaak)
    for stuk in zaak.van("oefengevallen"):
        yield from _oefengevallen(stuk, zaak)


def _kortschrift(stuk: Stuk, zaak: Zaak) -> Iterator[Melding]:
    gezien: set[str] = set()
    for n, groep in enumerate(stuk.inhoud["signalen"]):
        if groep["nummer"] in gezien:
            yield Melding(stuk, ("signalen", n, "nummer"), f"'{groep['nummer']}' staat er twee keer.")
        gezien.add(groep["nummer"])
        if groep["soort"] == "leefgebied" and groep["sleutel"] not in zaak.kennis.leefgebieden:
            yield Melding(stuk, ("signalen", n, "sleutel"), f"leefgebied '{groep['sleutel']}' bestaat niet.")


def _namen(stuk: Stuk, zaak: Zaak) -> Iterator[Melding]:
    nodig = {
        "leefgebieden": set(zaak.kennis.leefgebieden),
        "klassen": {k.value for k in Klasse},
        "markeringen": {f"M{n}" for n in range(1, 11)},
    }
    for soort, sleutels in nodig.items():
        for sleutel in sorted(sleutels - set(stuk.inhoud["namen"][soort])):
            yield Melding(stuk, ("namen", soort), f"'{sleutel}' heeft nog geen naam voor het scherm.")
    for sleutel in sorted({u.value for u in Uitslag} - {u["sleutel"] for u in stuk.inhoud["uitkomsten"]}):
        yield Melding(stuk, ("uitkomsten",), f"uitkomst '{sleutel}' ontbreekt.")


def _oefengevallen(stuk: Stuk, zaak: Zaak) -> Iterator[Melding]:
    bekend = {*zaak.kennis.leefgebieden, *zaak.kennis.crisis, *(f"M{n}" for n in range(1, 11))}
    gezien: set[str] = set()
    for n, geval in enumerate(stuk.inhoud["gevallen"]):
        if geval["sleutel"] in gezien:
            yield Melding(stuk, ("gevallen", n, "sleutel"), f"'{geval['sleutel']}' staat er twee keer.")
        gezien.add(geval["sleutel"])
        for sleutel in geval["te_horen"]:
            if sleutel not in bekend:
                raad = f"'{sleutel}' bestaat niet. Kies een leefgebied, M1 tot en met M10, of C1 tot en met C8."
                yield Melding(stuk, ("gevallen", n, "te_horen"), raad)
