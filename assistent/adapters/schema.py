"""YAML lezen met regelnummers en toetsen aan JSON Schema, met Nederlandse meldingen (bestand, regel, veld)."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import jsonschema
import yaml

from assistent.kern.errors import KennisFout

_Lader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Pad = tuple[str | int, ...]


@dataclass(frozen=True)
class Bestand:
    """Eén gelezen YAML-bestand."""

    pad: Path
    schema: str
    inhoud: Any
    ruw: bytes = field(repr=False, default=b"")

    @property
    def naam(self) -> str:
        """De bestandsnaam zonder `.yml`."""
        return self.pad.stem

    @property
    def map(self) -> str:
        """De gemeente waar het bestand onder hangt, of leeg."""
        delen = self.pad.parts
        return delen[delen.index("gemeenten") + 1] if "gemeenten" in delen[:-2] else ""

    def regel(self, veld: Pad) -> int:
        """Het regelnummer (vanaf 1) van een veld; bij een ontbrekend veld dat van de ouder."""
        knoop = _boom(self.ruw)
        for deel in veld:
            if isinstance(knoop, yaml.MappingNode):
                volgende = next((w for s, w in knoop.value if s.value == str(deel)), None)
            elif isinstance(knoop, yaml.SequenceNode) and isinstance(deel, int):
                volgende = knoop.value[deel] if deel < len(knoop.value) else None
            else:
                volgende = None
            if volgende is None:
                break
            knoop = volgende
        return int(knoop.start_mark.line) + 1 if knoop is not None else 1

    def melding(self, veld: Pad, tekst: str) -> str:
        """Een melding zoals `bestand.yml:12 antwoord.0: …`."""
        return f"{self.pad}:{self.regel(veld)} {'.'.join(map(str, veld)) or '(bestand)'}: {tekst}"


@lru_cache(maxsize=8)
def _boom(ruw: bytes) -> Any:
    # Veel meldingen gaan over hetzelfde bestand; de boom met regelnummers opbouwen is duur.
    return yaml.compose(ruw.decode("utf-8"), Loader=_Lader)


def lees(pad: Path, schema: str) -> Bestand:
    """Lees één bestand; fout `KennisFout` met regelnummer als het geen geldige YAML is."""
    return ontleed(pad, schema, pad.read_bytes())


def ontleed(pad: Path, schema: str, ruw: bytes) -> Bestand:
    """Als `lees`, met de inhoud al van schijf gehaald."""
    try:
        return Bestand(pad, schema, yaml.load(ruw, Loader=_DubbelStreng), ruw)
    except yaml.MarkedYAMLError as fout:
        regel = fout.problem_mark.line + 1 if fout.problem_mark else 1
        tekst = f"geen geldige YAML ({fout.problem}). Kijk naar inspringen en aanhalingstekens."
        if isinstance(fout, _Inhoudsfout):
            tekst = str(fout.problem)
        raise KennisFout([f"{pad}:{regel} (bestand): {tekst}"]) from None
    except (UnicodeDecodeError, yaml.reader.ReaderError):
        raise KennisFout([f"{pad}:1 (bestand): geen UTF-8. Sla het bestand op als UTF-8."]) from None


class _Inhoudsfout(yaml.constructor.ConstructorError):  # type: ignore[misc]
    """Geldige YAML waar iets in staat dat wij weigeren; de reden is al een Nederlandse zin."""


class _DubbelStreng(_Lader):  # type: ignore[misc, valid-type]
    """Weigert dubbele sleutels (de tweede zou de eerste stil vervangen) en datums die niet bestaan."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        gezien: set[str] = set()
        for sleutel, _ in node.value:
            naam = str(sleutel.value)
            if naam in gezien:
                reden = f"de sleutel '{naam}' staat er twee keer. Haal er één weg."
                raise _Inhoudsfout(None, None, reden, sleutel.start_mark)
            gezien.add(naam)
        return dict(super().construct_mapping(node, deep))

    def datum(self, node: yaml.ScalarNode) -> Any:
        """Een datum of tijdstip; fout met regel als die niet bestaat."""
        try:
            return self.construct_yaml_timestamp(node)
        except ValueError:
            reden = f"de datum '{node.value}' bestaat niet. Verbeter de dag of maand."
            raise _Inhoudsfout(None, None, reden, node.start_mark) from None


_DubbelStreng.add_constructor("tag:yaml.org,2002:timestamp", _DubbelStreng.datum)


@lru_cache(maxsize=32)
def _toetser(pad: Path) -> Any:
    schema = json.loads(pad.read_text("utf-8"))
    klasse: Any = jsonschema.validators.extend(  # type: ignore[no-untyped-call]
        jsonschema.Draft7Validator,
        type_checker=jsonschema.Draft7Validator.TYPE_CHECKER.redefine(
            "string", lambda _, w: isinstance(w, str | date)
        ),
        validators={"pattern": _patroon, "format": _bestaat},
    )
    return klasse(schema)


def _patroon(_: Any, patroon: str, waarde: Any, __: Any) -> Any:
    # YAML maakt van een datum een datumobject; toets de geschreven vorm.
    tekst = waarde.isoformat() if isinstance(waarde, date) else waarde
    if isinstance(tekst, str) and not re.search(patroon, tekst):
        yield jsonschema.ValidationError(f"{tekst!r} past niet bij {patroon}")


_DATUM = re.compile(r"\d{4}-\d{2}-\d{2}")


def _bestaat(_: Any, vorm: str, waarde: Any, __: Any) -> Any:
    # Een datum tussen aanhalingstekens is tekst: dan heeft YAML haar niet nagekeken.
    if vorm == "date" and isinstance(waarde, str) and _DATUM.fullmatch(waarde):
        try:
            date.fromisoformat(waarde)
        except ValueError:
            yield jsonschema.ValidationError(f"{waarde!r} is geen datum")


_UITLEG = {
    "required": "het veld {ontbreekt} ontbreekt. Voeg het toe.",
    "uniqueItems": "er staat iets twee keer in de lijst. Haal er één weg.",
    "maxItems": "de lijst is te lang; hooguit {grens}.",
    "minProperties": "hier hoort minstens één veld te staan.",
    "additionalProperties": "onbekend veld {extra}. Haal het weg of verbeter de spelling.",
    "enum": "de waarde {waarde} mag hier niet. Kies uit: {keuze}.",
    "type": "de waarde {waarde} is van de verkeerde soort. Verwacht: {soort}.",
    "maxLength": "de tekst is te lang ({lengte}); hooguit {grens} tekens.",
    "minLength": "de tekst is leeg. Vul iets in.",
    "minItems": "de lijst is leeg. Vul minstens één regel in.",
    "minimum": "het getal {waarde} is te klein; minstens {grens}.",
    "maximum": "het getal {waarde} is te groot; hooguit {grens}.",
    "pattern": "de waarde {waarde} heeft de verkeerde vorm.",
    "format": "de datum {waarde} bestaat niet. Schrijf haar als jaar-maand-dag.",
}
_ANDERS = "de waarde {waarde} past niet bij het schema."
_ONTBREEKT = re.compile(r"'(.+)' is a required property")


def toets(bestand: Bestand, schemas: Path) -> list[str]:
    """Alle schemafouten van één bestand, elk met regel, veld en wat u kunt doen."""
    fouten = _toetser(schemas / f"{bestand.schema}.schema.json").iter_errors(bestand.inhoud)
    return [bestand.melding(*_plek_en_zin(f)) for f in fouten]


def _plek_en_zin(fout: Any) -> tuple[Pad, str]:
    """Bij "leeg of een vorm" gaat de melding over de vorm: daar zit bijna altijd de fout."""
    if fout.validator == "anyOf":
        gevuld = [f for f in fout.context if not (f.validator == "type" and f.validator_value == "null")]
        if gevuld:
            dieper = max(gevuld, key=lambda f: len(f.absolute_path))
            return tuple(dieper.absolute_path), _zeg(dieper)
    return tuple(fout.absolute_path), _zeg(fout)


def _zeg(fout: Any) -> str:
    sjabloon = _UITLEG.get(fout.validator, _ANDERS)
    waarde = fout.instance
    kort = repr(waarde)[:60]
    gemist = _ONTBREEKT.search(fout.message)
    ontbreekt, extra = gemist[1] if gemist else "", ""
    if isinstance(waarde, dict):
        extra = ", ".join(str(v) for v in waarde if v not in fout.schema.get("properties", {}))
    return str(
        sjabloon.format(
            ontbreekt=ontbreekt,
            extra=extra,
            waarde=kort,
            keuze=", ".join(map(str, fout.validator_value)) if isinstance(fout.validator_value, list) else "",
            soort=fout.validator_value,
            lengte=len(waarde) if hasattr(waarde, "__len__") else "",
            grens=fout.validator_value,
        )
    )
