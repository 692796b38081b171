"""Van de berichten van de assistent naar wat er aan de telefoon klinkt: kort, één plek tegelijk, geen links (R1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from assistent.kanalen.telefoon.gebeurtenissen import Antwoorden, Optie, Uiting
from assistent.kanalen.telefoon.zinnen import Boek
from assistent.ports import Bericht

MENS = frozenset({"utter_mens", "utter_ik_zoek_iemand"})
"""Antwoorden die in de chat een nummer noemen; aan de telefoon is dat doorverbinden."""
ANDERE_TAAL = "utter_taal_"
"""De stem spreekt alleen Nederlands: wie een andere taal spreekt krijgt meteen een mens, als het kan met tolk (R119)."""
AANGEBODEN = frozenset({"utter_aangeboden", "utter_aangeboden_zonder_contact"})
MOTOR_UIT = "utter_motor_uit"


def vertel(berichten: Iterable[Bericht], boek: Boek, vraag: str | None) -> Antwoorden:
    """De beurt als gebeurtenis voor de sessie; `vraag` is de vraag die na deze beurt openstaat."""
    inhoud = [b.inhoud for b in berichten if b.van != "inwoner"]
    sleutels = {str(i.get("sleutel", "")) for i in inhoud}
    kaarten = [k for i in inhoud for k in i.get("kaarten", ())]
    uitingen: list[Uiting] = []
    eerste = kaarten[0] if kaarten else None
    for i in inhoud:
        uitingen += _uitingen(i, boek)
        if eerste is not None and i.get("kaarten"):
            # De plek hoort direct bij haar uitleg, vóór de vraag of er nog iets is.
            uitingen += _kaart(eerste, boek)
            eerste = None
    knoppen = next((i["knoppen"] for i in reversed(inhoud) if i.get("knoppen")), ())
    return Antwoorden(
        uitingen=tuple(uitingen),
        vraag=vraag,
        opties=tuple(Optie(k["tekst"], k["waarde"]) for k in knoppen),
        meer=tuple(_kaart(k, boek) for k in kaarten[1:]),
        te_sturen=tuple(_als_tekst(k) for k in kaarten),
        mens=any(s in MENS or s.startswith(ANDERE_TAAL) for s in sleutels),
        crisis=any(i.get("crisis") for i in inhoud),
        aangeboden=bool(sleutels & AANGEBODEN),
        motor_uit=MOTOR_UIT in sleutels,
    )


def _uitingen(inhoud: Mapping[str, Any], boek: Boek) -> list[Uiting]:
    sleutel = str(inhoud.get("sleutel", ""))
    tekst = str(inhoud.get("gesproken") or inhoud.get("tekst") or "")
    regels = [
        Uiting(f"samenvatting:{veld}", f"{label}: {waarde}.")
        for veld, label, waarde in inhoud.get("samenvatting", ())
    ]
    begin = [boek.zin("lees_voor"), *regels] if regels else []
    return [*begin, Uiting(sleutel, tekst)] if tekst else begin


def _als_tekst(kaart: Mapping[str, Any]) -> str:
    """Wat iemand van een plek wil naslaan; niets als er geen adres of nummer is."""
    waar = [kaart[v] for v in ("waar", "telefoon", "url") if kaart.get(v)]
    let_op = [kaart["let_op"]] if kaart.get("let_op") else []
    return "\n".join([kaart["titel"], *let_op, *waar, *kaart.get("week", ())]) if waar else ""


def _kaart(kaart: Mapping[str, Any], boek: Boek) -> tuple[Uiting, ...]:
    """Naam, adres, tijden en nummer van één plek; zijn er geen tijden, dan waarvoor u belt (R17)."""
    delen = [boek.zin("kaart_naam", titel=kaart["titel"])]
    if kaart.get("let_op"):
        delen.append(Uiting("kaart_let_op", kaart["let_op"]))
    if kaart.get("waar"):
        delen.append(boek.zin("kaart_waar", waar=kaart["waar"]))
    if geopend := kaart.get("open"):
        los = geopend[:1].islower()
        delen.append(boek.zin("kaart_open", open=geopend) if los else Uiting("kaart_tijden", geopend))
    delen += [boek.zin("kaart_week", week=regel) for regel in kaart.get("week", ())]
    if kaart.get("telefoon"):
        bekend = geopend or kaart.get("week")
        delen.append(boek.zin("kaart_telefoon" if bekend else "kaart_bel_tijden", telefoon=kaart["telefoon"]))
    return tuple(delen)
