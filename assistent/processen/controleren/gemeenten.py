"""Gemeenten: elke route komt ergens aan, elk team is te bereiken, en niemand valt buiten de boot (R5, R58, R73)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, product
from typing import Any

from assistent.kern.begrippen import Klasse, Wie
from assistent.kern.errors import AssistentError
from assistent.kern.gemeente import Gemeente
from assistent.kern.routering import GEBIED, Toewijzing, Vraag, wijs_toe
from assistent.processen.controleren.melding import Melding, Pad, Stuk, Zaak, let_op

WETTEN = ("wmo", "jeugd", "inkomen", "schuld", None)


@dataclass(frozen=True, slots=True)
class _Plaats:
    """Een gemeente met de bestanden waar haar velden staan."""

    stuk: Stuk
    groep: Stuk | None
    gemeente: Gemeente

    def bij(self, veld: str) -> Stuk:
        """Het bestand dat dit veld geeft: dat van de gemeente, anders dat van de groep."""
        if self.groep is not None and not self.stuk.inhoud.get(veld) and self.groep.inhoud.get(veld):
            return self.groep
        return self.stuk

    def lijst(self, veld: str) -> list[Any]:
        """De rijen van een veld, uit het bestand dat ze geeft."""
        rijen: list[Any] = self.bij(veld).inhoud.get(veld) or []
        return rijen


def controleer_gemeenten(zaak: Zaak) -> Iterator[Melding]:
    """Alle gemeenten; wat in een groep staat wordt één keer gemeld."""
    plaatsen = [_Plaats(*rij) for rij in zaak.gemeenten()]
    for plaats in plaatsen:
        stuk, gemeente = plaats.stuk, plaats.gemeente
        if stuk.map != gemeente.sleutel:
            raad = f"de map heet {stuk.map}, maar de sleutel is '{gemeente.sleutel}'. Maak ze gelijk."
            yield Melding(stuk, ("sleutel",), raad)
        yield from _verwijzingen(plaats, zaak)
        yield from _verwijzers(plaats, zaak)
        yield from _gebieden(plaats)
        yield from _teams(plaats, [p for p in plaatsen if p.bij("teams") is plaats.bij("teams")])
        yield from _routes(plaats, zaak)


def _verwijzingen(p: _Plaats, zaak: Zaak) -> Iterator[Melding]:
    teams, kennis = p.gemeente.teams, zaak.kennis
    stuk = p.bij("routering")
    for n, route in enumerate(p.lijst("routering")):
        genoemd: list[tuple[Pad, str | None]] = [(("team",), route["team"]), (("via",), route.get("via"))]
        genoemd += [(("meekijkers", i), m) for i, m in enumerate(route.get("meekijkers", []))]
        for veld, sleutel in genoemd:
            if sleutel and sleutel != GEBIED and sleutel not in teams:
                raad = f"team '{sleutel}' bestaat niet. Kies uit: {', '.join(sorted(teams))}."
                yield Melding(stuk, ("routering", n, *veld), raad)
        for i, onderwerp in enumerate(route.get("onderwerpen", [])):
            if onderwerp not in kennis.onderwerpen:
                raad = f"onderwerp '{onderwerp}' bestaat niet."
                yield Melding(stuk, ("routering", n, "onderwerpen", i), raad)
        for i, kenmerk in enumerate(route.get("kenmerken", [])):
            if kenmerk not in _gegevens(zaak):
                raad = f"kenmerk '{kenmerk}' bestaat niet. Kies er een uit signalen/gegevens.yml."
                yield Melding(stuk, ("routering", n, "kenmerken", i), raad)
    for n, team in enumerate(p.lijst("teams")):
        if team["terugval"] not in teams:
            raad = f"team '{team['terugval']}' bestaat niet. Kies wie het overneemt."
            yield Melding(p.bij("teams"), ("teams", n, "terugval"), raad)
        elif team["terugval"] == team["sleutel"]:
            yield Melding(
                p.bij("teams"), ("teams", n, "terugval"), "een team kan niet zijn eigen terugval zijn."
            )
    for n, gebied in enumerate(p.stuk.inhoud["gebieden"]):
        if gebied.get("team") and gebied["team"] not in teams:
            yield Melding(p.stuk, ("gebieden", n, "team"), f"team '{gebied['team']}' bestaat niet.")
    vast = p.gemeente.standaard_team
    if vast and vast not in teams:
        yield Melding(p.stuk, ("standaard_team",), f"team '{vast}' bestaat niet.")
    if not vast and any(GEBIED in (r.team, r.via) for r in p.gemeente.routes):
        yield Melding(
            p.stuk, ("standaard_team",), "een route wijst naar het gebied; noem ook het team zonder gebied."
        )


def _verwijzers(p: _Plaats, zaak: Zaak) -> Iterator[Melding]:
    """Een verwijzer is een rol die de lezer herkent, of een eigen team (R55)."""
    rollen = {rol for s in zaak.van("signaalcontext") for rol in s.inhoud["rollen"]}
    for n, rol in enumerate(p.lijst("verwijzers")):
        if rollen and rol not in rollen | set(p.gemeente.teams):
            raad = f"rol '{rol}' bestaat niet. Kies uit: {', '.join(sorted(rollen))}."
            yield Melding(p.bij("verwijzers"), ("verwijzers", n), raad)


def _gegevens(zaak: Zaak) -> set[str]:
    # Wat iemand kan noemen, of wat de dienst zelf vaststelt; zonder signaalbestanden is alles goed.
    bronnen = [s for s in zaak.van("signalen") if s.inhoud["soort"] == "gegeven"]
    if not bronnen:
        return _Alles()
    return {g["sleutel"] for s in bronnen for g in s.inhoud["sleutels"]}


class _Alles(set[str]):
    def __contains__(self, _: object) -> bool:
        return True


def _gebieden(p: _Plaats) -> Iterator[Melding]:
    namen: dict[str, str] = {}
    postcodes: dict[str, str] = {}
    for n, gebied in enumerate(p.stuk.inhoud["gebieden"]):
        for naam in {gebied["naam"].lower(), *(x.lower() for x in gebied.get("namen", []))}:
            eerder = namen.setdefault(naam, gebied["sleutel"])
            if eerder != gebied["sleutel"]:
                raad = f"«{naam}» hoort ook al bij gebied '{eerder}'. Laat één staan."
                yield Melding(p.stuk, ("gebieden", n, "naam"), raad)
        for i, postcode in enumerate(gebied.get("postcodes", [])):
            eerder = postcodes.setdefault(postcode, gebied["sleutel"])
            if eerder != gebied["sleutel"]:
                raad = f"postcode {postcode} hoort ook al bij gebied '{eerder}'."
                yield Melding(p.stuk, ("gebieden", n, "postcodes", i), raad)


def _teams(p: _Plaats, delers: list[_Plaats]) -> Iterator[Melding]:
    """Een team waar in geen van de gemeenten die het delen iets heen wijst krijgt nooit een vraag."""
    doelen: set[str | None] = set()
    for g in (d.gemeente for d in delers):
        doelen |= {t for r in g.routes for t in (r.team, r.via, *r.meekijkers)}
        doelen |= {x.team for x in g.gebieden} | {g.standaard_team}
        doelen |= {t.terugval for t in g.teams.values()}
    for n, team in enumerate(p.lijst("teams")):
        if team["sleutel"] not in doelen:
            raad = "niemand komt hier ooit: geen route, gebied of terugval noemt dit team."
            yield let_op(p.bij("teams"), ("teams", n, "sleutel"), raad)


def _routes(p: _Plaats, zaak: Zaak) -> Iterator[Melding]:
    geraakt: set[str] = set()
    stuk = p.bij("routering")
    gemeld: set[str] = set()
    for vraag in _vragen(p.gemeente):
        try:
            uit = wijs_toe(p.gemeente, vraag)
        except AssistentError as fout:
            if str(fout) not in gemeld:
                gemeld.add(str(fout))
                yield Melding(stuk, ("routering",), f"{fout}. Voeg onderaan een regel toe.")
            continue
        geraakt.add(uit.regel)
        melding = _dicht(p, vraag, uit)
        if melding and uit.regel not in gemeld:
            gemeld.add(uit.regel)
            n = [r["nummer"] for r in p.lijst("routering")].index(uit.regel)
            yield Melding(stuk, ("routering", n), melding)
    nummers: set[str] = set()
    for n, route in enumerate(p.lijst("routering")):
        if route["nummer"] in nummers:
            yield Melding(stuk, ("routering", n, "nummer"), f"nummer {route['nummer']} staat er twee keer.")
        elif route["nummer"] not in geraakt:
            raad = "deze regel wordt nooit bereikt: een regel erboven past altijd eerder."
            yield let_op(stuk, ("routering", n, "nummer"), raad)
        nummers.add(route["nummer"])


def _dicht(p: _Plaats, vraag: Vraag, uit: Toewijzing) -> str | None:
    """Een inwoner of melder komt nooit rechtstreeks bij een team dat een verwijzing vraagt (R73)."""
    team = p.gemeente.teams.get(uit.trekker)
    if vraag.wie is Wie.PROFESSIONAL or team is None or team.direct_toegankelijk:
        return None
    return f"'{uit.trekker}' is er alleen met een verwijzing, maar {vraag.wie.value}s komen hier zonder. Zet 'via'."


def _vragen(g: Gemeente) -> Iterator[Vraag]:
    """Elke soort vraag waar de regels verschil tussen maken."""
    onderwerpen: list[frozenset[str]] = [
        frozenset(),
        *{frozenset({o}) for r in g.routes for o in r.onderwerpen},
    ]
    kenmerken = sorted({k for r in g.routes for k in r.kenmerken})
    sets = [frozenset(c) for n in range(len(kenmerken) + 1) for c in combinations(kenmerken, n)]
    grenzen = sorted({r.leeftijd_tot for r in g.routes if r.leeftijd_tot is not None})
    leeftijden: list[int | None] = [None, *(x for grens in grenzen for x in (grens - 1, grens))]
    sprekers: list[tuple[Wie, str | None]] = [(w, None) for w in Wie]
    sprekers += [(Wie.PROFESSIONAL, rol) for rol in sorted(g.verwijzers)]
    for klasse, wet, o, k, leeftijd, (wie, rol) in product(
        Klasse, WETTEN, onderwerpen, sets, leeftijden, sprekers
    ):
        yield Vraag(klasse, wet, o, wie=wie, rol=rol, leeftijd=leeftijd, kenmerken=k)
