"""Elke vergissing van een redacteur wordt gevonden, met bestand en regel, voordat een inwoner haar merkt (R110).

Per soort bestand wordt elk bestand van Groningen, en een steekproef van de rest, op minstens tien manieren stukgemaakt.
"""

from __future__ import annotations

import copy
import json
import random
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import yaml

from assistent.adapters.kennisbank import ELDERS, bouw, lees_alles, verbanden
from assistent.adapters.schema import Bestand, ontleed, toets
from assistent.config import WORTEL
from assistent.controle import maak_zaak
from assistent.kern.errors import KennisFout
from assistent.processen.controleren import controleer
from tests.gegevens import NU

KENNISBANK, DOMEIN = WORTEL / "kennisbank", WORTEL / "domain.yml"
ALLES: list[Bestand] = lees_alles(KENNISBANK)[0]


NODIG = {
    "sociale_kaart": {"sociale_kaart"},
    "gemeente": {"groep", "signalen", "signaalcontext"},
    "groep": {"gemeente", "groep", "signalen"},
    "triage": {"signalen"},
}


def keur(kapot: Bestand) -> list[str]:
    """Alle fouten als dit bestand in de plaats komt van het goede."""
    rest = [b for b in ALLES if b.pad != kapot.pad]
    fouten = toets(kapot, KENNISBANK / "schema") or verbanden([*rest, kapot])
    if fouten:
        return fouten
    kennis = bouw([b for b in (*rest, kapot) if b.schema not in ELDERS], DOMEIN)
    # Alleen wat over dit bestand kan gaan: de buren zijn goed, en zo duurt de proef seconden.
    nodig = NODIG.get(kapot.schema, set())
    stukken = [b for b in rest if b.schema in nodig | {"jargon"}]
    return [str(m) for m in controleer(maak_zaak([*stukken, kapot], kennis, NU.date())) if m.fout]


def breek(bestand: Bestand, tekst: str) -> list[str]:
    """De fouten van dit bestand met deze tekst."""
    try:
        return keur(ontleed(bestand.pad, bestand.schema, tekst.encode()))
    except KennisFout as fout:
        return list(fout.meldingen)


def assert_gevonden(bestand: Bestand, fouten: list[str], wat: str, regel: int | None = None) -> None:
    vorm = re.compile(rf"{re.escape(str(bestand.pad))}:(\d+) \S+: .+", re.DOTALL)
    raak = [int(m[1]) for f in fouten if (m := vorm.fullmatch(f))]
    assert raak, f"{wat} in {bestand.pad.name} is niet gevonden: {fouten}"
    assert regel is None or regel in raak, f"{wat}: regel {regel} verwacht, {raak} gekregen: {fouten}"


# --- de vorm: met het schema in de hand overal kapotmaken ---


@cache
def schema_van(soort: str) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads((KENNISBANK / f"schema/{soort}.schema.json").read_text("utf-8"))
    return schema


def plekken(
    schema: Any, waarde: Any, pad: tuple[Any, ...] = ()
) -> Iterator[tuple[tuple[Any, ...], dict[str, Any], Any]]:
    """Elke plek in de gegevens met het stuk schema dat erbij hoort."""
    yield pad, schema, waarde
    if isinstance(waarde, dict):
        for veld, w in waarde.items():
            deel = schema.get("properties", {}).get(veld, schema.get("additionalProperties"))
            if isinstance(deel, dict):
                yield from plekken(deel, w, (*pad, veld))
    elif isinstance(waarde, list) and isinstance(schema.get("items"), dict):
        for n, w in enumerate(waarde[:3]):
            yield from plekken(schema["items"], w, (*pad, n))


def zet(gegevens: Any, pad: tuple[Any, ...], waarde: Any) -> Any:
    nieuw = copy.deepcopy(gegevens)
    if not pad:
        return waarde
    doel = nieuw
    for deel in pad[:-1]:
        doel = doel[deel]
    doel[pad[-1]] = waarde
    return nieuw


def zonder(gegevens: Any, pad: tuple[Any, ...], veld: str) -> Any:
    nieuw = copy.deepcopy(gegevens)
    doel = nieuw
    for deel in pad:
        doel = doel[deel]
    del doel[veld]
    return nieuw


def vormfouten(bestand: Bestand) -> Iterator[tuple[str, str]]:
    """(wat, kapotte tekst): tien fouten tegen de vorm, steeds op een andere plek."""
    kies = random.Random(bestand.pad.as_posix().removeprefix(str(WORTEL)))
    alles = list(plekken(schema_van(bestand.schema), bestand.inhoud))
    gegevens = bestand.inhoud

    def dump(nieuw: Any) -> str:
        return str(yaml.safe_dump(nieuw, allow_unicode=True, sort_keys=False, width=500))

    verplicht = [(p, v) for p, s, w in alles if isinstance(w, dict) for v in s.get("required", []) if v in w]
    for pad, veld in kies.sample(verplicht, min(2, len(verplicht))):
        yield f"{veld} weg", dump(zonder(gegevens, pad, veld))
    dicht = [(p, w) for p, s, w in alles if isinstance(w, dict) and s.get("additionalProperties") is False]
    for pad, waarde in kies.sample(dicht, min(2, len(dicht))):
        yield f"onbekend veld bij {pad}", dump(zet(gegevens, pad, {**waarde, "tikfuot": 1}))
    bladen = [p for p, s, w in alles if p and ({"type", "enum"} & set(s))]
    # Een lijst zonder velden heeft minder soorten fouten; dan meer plekken.
    for pad in kies.sample(bladen, min(3 if verplicht else 7, len(bladen))):
        yield f"verkeerde soort bij {pad}", dump(zet(gegevens, pad, {"fout": [1]}))
    vol = [p for p, s, w in alles if isinstance(w, str) and s.get("minLength")]
    for pad in kies.sample(vol, min(1, len(vol))):
        yield f"leeg bij {pad}", dump(zet(gegevens, pad, ""))
    datums = [p for p, s, w in alles if s.get("format") == "date" and w]
    for pad in kies.sample(datums, min(1, len(datums))):
        yield f"datum bij {pad}", dump(zet(gegevens, pad, "ONMOGELIJK")).replace("ONMOGELIJK", "2027-02-30")
        yield f"datum tussen aanhalingstekens bij {pad}", dump(zet(gegevens, pad, "2027-13-01"))
    tekst = bestand.ruw.decode()
    yield "leeg bestand", "# alleen uitleg\n"
    eerste = next((r for r in tekst.splitlines() if re.match(r"(- )?\{?[a-z_]+:", r)), "")
    if not eerste:
        yield "kapotte YAML", tekst.replace("- [", "- [[", 1)
    else:
        yield "kapotte YAML", tekst.replace(eerste, f'{eerste.split(":")[0]}: "half', 1)
    if "{" in eerste:
        yield "dubbele sleutel", re.sub(r"\{(\w+: [^,]+),", r"{\1, \1,", tekst, count=1)
    elif eerste:
        yield "dubbele sleutel", tekst.replace(eerste, f"{eerste}\n{eerste.replace('- ', '  ', 1)}", 1)
    yield "verkeerde inspringing", f" scheef: 1\n{tekst}"


def te_breken() -> list[Bestand]:
    """Elk bestand van Groningen, elke soort, en elk negende van de rest."""
    soorten: set[str] = set()
    keus = []
    for n, bestand in enumerate(ALLES):
        if "groningen" in bestand.pad.parts or bestand.schema not in soorten or n % 9 == 0:
            keus.append(bestand)
        soorten.add(bestand.schema)
    return keus


@pytest.mark.parametrize("bestand", te_breken(), ids=lambda b: b.pad.relative_to(KENNISBANK).as_posix())
def test_elke_vormfout_wordt_gevonden_met_bestand_en_regel(bestand: Bestand) -> None:
    gedaan = 0
    for wat, tekst in vormfouten(bestand):
        assert_gevonden(bestand, breek(bestand, tekst), wat)
        gedaan += 1
    assert gedaan >= 10


def test_elke_soort_bestand_doet_mee() -> None:
    soorten = {b.schema for b in ALLES}
    assert {b.schema for b in te_breken()} == soorten
    assert {p.name.removesuffix(".schema.json") for p in (KENNISBANK / "schema").glob("*.json")} == soorten


def test_een_editor_weet_van_elke_soort_welk_schema_erbij_hoort() -> None:
    koppeling = json.loads((WORTEL / ".vscode/settings.json").read_text("utf-8"))["yaml.schemas"]
    assert {f"kennisbank/schema/{b.schema}.schema.json" for b in ALLES} == set(koppeling)


@pytest.mark.parametrize(
    ("goed", "kapot"),
    [("<kind>", "<kidn>"), ("[voorbij, uitleg_gevraagd]", "[voorbij, uitleg_gevragd]")],
)
def test_een_woordlijst_of_uitzondering_die_niet_bestaat_wordt_gevonden(goed: str, kapot: str) -> None:
    crisis = next(b for b in ALLES if b.pad.name == "crisis.yml" and b.schema == "signalen")
    voor, na = crisis.ruw.decode().rsplit(goed, 1)
    fouten = breek(crisis, f"{voor}{kapot}{na}")
    assert_gevonden(crisis, fouten, kapot, voor.count("\n") + 1)
