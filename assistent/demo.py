"""De medewerkers van de demo; een KCC alleen waar de bron van de gemeente er een noemt."""

from __future__ import annotations

from assistent.ports import Account

DEMO_WACHTWOORD = "demo-demo-demo"


def _account(naam: str, weergavenaam: str, rol: str, *teams: str, gemeente: str = "groningen") -> Account:
    return Account(naam, weergavenaam, frozenset({rol}), gemeente, frozenset(teams))


DEMO = (
    _account("demo-loket", "Lotte Bakker", "teamlid", "loket", "gkb", "punt_kcc"),
    _account("demo-sociaalteam", "Sam de Boer", "teamlid", "sociaal_team"),
    _account("demo-kcc", "Kim van het KCC", "kcc", "punt_kcc"),
    _account("demo-beheerder", "Bo van Beheer", "beheerder"),
    _account("demo-vrijwilliger", "Vera van het wijkpunt", "vrijwilliger"),
    _account("demo-coordinator", "Cor Visser", "coordinator", "loket", "gkb", "punt_kcc", "sociaal_team"),
    _account("demo-kcc-heerenveen", "Foekje van het KCC", "kcc", "kcc", gemeente="heerenveen"),
    _account(
        "demo-team-heerenveen",
        "Jelle Dijkstra",
        "teamlid",
        "omtinker",
        "wijkteam_jeugd_gezin",
        "backoffice_wimo",
        gemeente="heerenveen",
    ),
    # In Uithoorn is het KCC deel van het Sociaal Loket (Movisie 2019 §3.3.1).
    _account("demo-kcc-uithoorn", "Ursula van het Loket", "kcc", "sociaal_loket", gemeente="uithoorn"),
    _account(
        "demo-team-uithoorn",
        "Ties Meijer",
        "teamlid",
        "sociaal_loket_wmo",
        "sociaal_loket_jeugd",
        "sociaal_loket_participatie",
        "sociaal_team",
        gemeente="uithoorn",
    ),
)
