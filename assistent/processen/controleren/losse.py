"""De losse lijsten: hulplijnen, bedragen, leefgebieden, jargon, triageregels en de kanalen van een gemeente."""

from __future__ import annotations

from collections.abc import Iterator

from assistent.processen.controleren.kaarten import controleer_tijden
from assistent.processen.controleren.melding import Gegevens, Melding, Pad, Stuk, Zaak, let_op


def controleer_losse(zaak: Zaak) -> Iterator[Melding]:
    """Alles wat geen onderwerp, kaart of route is."""
    for soort, veld in (
        ("hulplijnen", "sleutel"), ("bedragen", "sleutel"), ("leefgebieden", "sleutel"), ("jargon", "woord"),
    ):  # fmt: skip
        for stuk in zaak.van(soort):
            yield from _dubbel(stuk, veld)
    for stuk in zaak.van("hulplijnen"):
        yield from _hulplijnen(stuk, zaak)
    for stuk in zaak.van("leefgebieden"):
        yield from _dubbel(stuk, "prioriteit")
    for stuk in zaak.van("triage"):
        yield from _triage(stuk, zaak)
    for stuk in zaak.van("gemeente"):
        yield from _kanalen(stuk, zaak)
    for stuk in zaak.van("groep", "gemeente"):
        yield from _teams(stuk, zaak)


def _dubbel(stuk: Stuk, veld: str) -> Iterator[Melding]:
    gezien: set[object] = set()
    for n, rij in enumerate(stuk.inhoud):
        if rij[veld] in gezien:
            yield Melding(stuk, (n, veld), f"'{rij[veld]}' staat er twee keer. Haal er één weg.")
        gezien.add(rij[veld])


def _hulplijnen(stuk: Stuk, zaak: Zaak) -> Iterator[Melding]:
    for n, lijn in enumerate(stuk.inhoud):
        if lijn["nummer"] and (fout := zaak.nummerfout(lijn["nummer"], False)):
            yield Melding(stuk, (n, "nummer"), fout)
        if lijn["nummer"] and not lijn.get("gesproken"):
            raad = "zo klinkt het nummer aan de telefoon ontbreekt. Schrijf het uit in woorden."
            yield Melding(stuk, (n, "gesproken"), raad)
        if not lijn["nummer"] and not lijn.get("site"):
            yield Melding(stuk, (n, "site"), "zonder nummer en zonder site is deze lijn er niet.")


def _triage(stuk: Stuk, zaak: Zaak) -> Iterator[Melding]:
    regels = stuk.inhoud["regels"]
    laatste = regels[-1]
    if set(laatste) - {"nummer", "klasse", "uitleg"}:
        raad = "de laatste regel heeft voorwaarden; dan past er soms geen enkele regel. Haal ze weg."
        yield Melding(stuk, ("regels", len(regels) - 1), raad)
    for n, regel in enumerate(regels[:-1]):
        if not set(regel) - {"nummer", "klasse", "uitleg"}:
            raad = "een regel zonder voorwaarden past altijd; wat eronder staat wordt nooit bereikt."
            yield Melding(stuk, ("regels", n), raad)
    bekend = _signaalsleutels(zaak)
    for n, regel in enumerate(regels):
        for veld in ("alle_van", "een_van", "geen_van"):
            for i, sleutel in enumerate(regel.get(veld, [])):
                if bekend and sleutel not in bekend:
                    raad = f"'{sleutel}' is geen markering of gegeven uit signalen/."
                    yield Melding(stuk, ("regels", n, veld, i), raad)
    for n, afleiding in enumerate(stuk.inhoud.get("afleidingen", [])):
        for i, gebied in enumerate(afleiding["probleem"]):
            if gebied not in zaak.kennis.leefgebieden:
                yield Melding(stuk, ("afleidingen", n, "probleem", i), f"leefgebied '{gebied}' bestaat niet.")
    for code, onderwerp in stuk.inhoud["crisis"].items():
        if onderwerp not in zaak.kennis.onderwerpen:
            yield Melding(stuk, ("crisis", code), f"onderwerp '{onderwerp}' bestaat niet.")
    drempels = stuk.inhoud["drempels"]
    if drempels["bevestig"] > drempels["zeker"]:
        yield Melding(stuk, ("drempels", "bevestig"), "'bevestig' hoort lager te zijn dan 'zeker'.")


def _signaalsleutels(zaak: Zaak) -> set[str]:
    return {g["sleutel"] for s in zaak.van("signalen") for g in s.inhoud["sleutels"]}


def _kanalen(stuk: Stuk, zaak: Zaak) -> Iterator[Melding]:
    kanalen = stuk.inhoud["kanalen"]
    nummer = kanalen["telefoon"]["nummer"]
    if nummer and (fout := zaak.nummerfout(nummer, False)):
        yield Melding(stuk, ("kanalen", "telefoon", "nummer"), fout)
    if not nummer and not kanalen["site"]:
        yield Melding(stuk, ("kanalen", "site"), "zonder nummer en zonder site is de gemeente onbereikbaar.")
    if not nummer and not kanalen["telefoon"].get("bron"):
        raad = "er is geen nummer. Vul het in, of schrijf bij 'bron' waarom het er niet is."
        yield let_op(stuk, ("kanalen", "telefoon", "nummer"), raad)
    yield from controleer_tijden(stuk, ("kanalen", "tijden"), kanalen["tijden"])
    for n, plek in enumerate(kanalen["inloop"]):
        yield from controleer_tijden(stuk, ("kanalen", "inloop", n, "schedules"), plek.get("schedules", []))


def _teams(stuk: Stuk, zaak: Zaak) -> Iterator[Melding]:
    gezien: dict[str, str] = {}
    objecten: dict[str, str] = {}
    teams: list[Gegevens] = stuk.inhoud.get("teams") or []
    for n, team in enumerate(teams):
        plek: Pad = ("teams", n)
        if team["sleutel"] in gezien:
            yield Melding(stuk, (*plek, "sleutel"), f"team '{team['sleutel']}' staat er twee keer.")
        gezien[team["sleutel"]] = team["naam"]
        nummer = team.get("telefoon")
        if nummer and (fout := zaak.nummerfout(nummer, False)):
            yield Melding(stuk, (*plek, "telefoon"), fout)
        yield from controleer_tijden(stuk, (*plek, "schedules"), team.get("schedules", []))
        gewoon, spoed = team.get("reactie_werkuren"), team.get("reactie_spoed_werkuren")
        if gewoon is not None and spoed is not None and spoed > gewoon:
            raad = "spoed duurt langer dan gewoon. Draai de twee termijnen om."
            yield Melding(stuk, (*plek, "reactie_spoed_werkuren"), raad)
        actor = (team.get("openklant") or {}).get("objectId")
        if actor and objecten.setdefault(actor, team["sleutel"]) != team["sleutel"]:
            raad = f"deze actor hoort ook bij '{objecten[actor]}'. Geef elk team een eigen actor."
            yield Melding(stuk, (*plek, "openklant", "objectId"), raad)
