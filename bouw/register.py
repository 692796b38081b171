"""Maak de leesbare stukken uit de gegevens: docs/verwerkingsregister.md en docs/privacy.md (AVG 13, 30, R96, R97)."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

WORTEL = Path(__file__).parent.parent
DOEL = WORTEL / "docs/verwerkingsregister.md"
PRIVACY = WORTEL / "docs/privacy.md"
SOORTEN = {
    "inwoner": "gegeven van of over een inwoner, versleuteld",
    "kenmerk": "nummer of stempel, zegt alleen met de sleutel iets",
    "medewerker": "gegeven van een medewerker",
    "geheim": "sleutelmateriaal, versleuteld of als hash",
    "zaak": "leesbaar, zegt op zichzelf niets over iemand",
}


def lees(pad: str) -> Any:
    """Een YAML-bestand uit het project."""
    return yaml.safe_load((WORTEL / pad).read_text("utf-8"))


def tabel(koppen: Iterable[str], rijen: Iterable[Iterable[str]]) -> Iterator[str]:
    """Een tabel in Markdown."""
    koppen = list(koppen)
    yield f"| {' | '.join(koppen)} |"
    yield "|" + "---|" * len(koppen)
    for rij in rijen:
        yield f"| {' | '.join(str(cel).replace('|', '/') for cel in rij)} |"
    yield ""


def maak() -> str:
    """De hele tekst."""
    register, rollen, bewaren = lees("docs/gegevens.yml"), lees("kennisbank/rollen.yml"), lees("kennisbank/bewaren.yml")
    termijnen = bewaren["termijnen"]
    namen = {sleutel: rol["naam"].lower() for sleutel, rol in rollen["rollen"].items()}

    def noem(lijst: Iterable[str]) -> str:
        return ", ".join(namen[r] for r in namen if r in set(lijst)) or "niemand"

    def termijn(soort: str) -> str:
        if soort not in termijnen:
            return soort
        return f"{termijnen[soort]['dagen']} dagen na {termijnen[soort]['vanaf']}"

    def delen() -> Iterator[str]:
        yield "# Verwerkingsregister\n"
        yield "Dit bestand wordt gemaakt (`python -m bouw.register`). Wijzig de gegevens: `docs/gegevens.yml`, `kennisbank/rollen.yml`,"
        yield "`kennisbank/bewaren.yml`. Een test bewaakt dat dit bestand, de database en de rechten gelijk blijven.\n"
        yield f"- **Verwerkingsverantwoordelijke:** {register['verantwoordelijke']}."
        yield f"- **Vragen:** {register['contact']}."
        yield f"- **Betrokkenen:** {'; '.join(register['betrokkenen'])}."
        yield f"- **Wat er nooit in staat:** {register['niet']}\n"
        yield "## Per stap\n"
        for stap in register["stappen"]:
            yield f"### {stap['naam']}\n"
            yield f"- **Velden:** {', '.join(stap['velden']) or 'geen'}."
            yield f"- **Waarom:** {stap['waarom']}"
            yield f"- **Grondslag:** {stap['grondslag']}."
            yield f"- **Staat in:** {', '.join(f'`{x}`' for x in stap['staat_in'])}."
            yield f"- **Gaat naar:** {stap['gaat_naar']}."
            yield f"- **Wie ziet er iets van (elk alleen de velden van zijn rol):** {noem(stap['ziet'])}.\n"
        yield "## Wie ziet welk veld van een intake\n"
        yield "Altijd alleen bij intakes van het eigen team en de eigen gemeente. Een team dat meekijkt is niet de trekker.\n"
        velden = ((v, noem(x["ziet"]), "ja" if x["meekijker"] else "nee") for v, x in rollen["velden"].items())
        yield from tabel(("Veld", "Rollen", "Ook een team dat meekijkt"), velden)
        yield "## Wie mag wat\n"
        yield from tabel(("Handeling", "Rollen"), ((h, noem(r)) for h, r in rollen["handelingen"].items()))
        yield "## Hoe lang\n"
        rijen = ((soort, f"{t['dagen']} dagen", t["vanaf"], t["waarom"]) for soort, t in termijnen.items())
        yield from tabel(("Soort", "Termijn", "Vanaf", "Waarom"), rijen)
        yield "## Per tabel\n"
        yield from tabel(("Soort kolom", "Betekenis"), SOORTEN.items())
        for naam, t in register["tabellen"].items():
            yield f"### `{naam}`\n"
            yield f"{t['wat']}. Bewaren: {'; '.join(termijn(s) for s in t['bewaren'])}.\n"
            yield from tabel(("Kolom", "Soort"), t["kolommen"].items())
        yield "## Buiten de database\n"
        buiten = ((b["wat"], b["inhoud"], termijn(b["bewaren"])) for b in register["buiten_de_database"])
        yield from tabel(("Wat", "Inhoud", "Bewaren"), buiten)

    return "\n".join(delen()).rstrip() + "\n"


def maak_privacy() -> str:
    """De tekst voor inwoners, met de standaardtermijnen; op de site staan de naam en het nummer van de gemeente erin."""
    termijnen = lees("kennisbank/bewaren.yml")["termijnen"]
    uit = ["# Wat wij met uw gegevens doen\n", "Deze tekst staat per gemeente op `/privacy/<gemeente>`. Wijzig `kennisbank/privacy.yml`.\n"]
    for deel in lees("kennisbank/privacy.yml")["delen"]:
        uit += [f"## {deel['kop']}\n", *(f"- {zin}" for zin in deel["zinnen"]), ""]
    tekst = re.sub(r"\{dagen:([a-z_]+)\}", lambda m: str(termijnen[m.group(1)]["dagen"]), "\n".join(uit))
    return tekst.replace("gemeente {gemeente}", "uw gemeente").replace("{telefoon}", "uw gemeente").rstrip() + "\n"


if __name__ == "__main__":
    for doel, tekst in ((DOEL, maak()), (PRIVACY, maak_privacy())):
        doel.write_text(tekst, "utf-8")
        sys.stdout.write(f"{doel.relative_to(WORTEL)} is gemaakt.\n")
