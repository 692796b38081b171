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

    def regel(self, veld: Pad) -> int:
        """Het regelnummer (vanaf 1) van een veld; bij een ontbrekend veld dat van de ouder."""
        knoop = yaml.compose(self.ruw.decode("utf-8"), Loader=_Lader)
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


def lees(pad: Path, schema: str) -> Bestand:
    """Lees één bestand; fout `KennisFout` met regelnummer als het geen geldige YAML is."""
    ruw = pad.read_bytes()
    try:
        return Bestand(pad, schema, yaml.load(ruw, Loader=_DubbelStreng), ruw)
    except yaml.MarkedYAMLError as fout:
        regel = fout.problem_mark.line + 1 if fout.problem_mark else 1
        reden = fout.problem or "geen geldige YAML"
        raise KennisFout(
            [
                f"{pad}:{regel} (bestand): geen geldige YAML ({reden}). Kijk naar inspringen en aanhalingstekens."
            ]
        ) from None
    except ValueError as fout:
        if isinstance(fout, UnicodeDecodeError):
            raise KennisFout([f"{pad}:1 (bestand): geen UTF-8. Sla het bestand op als UTF-8."]) from None
        raise KennisFout([f"{pad}:1 (bestand): er staat een datum in die niet bestaat ({fout})."]) from None
    except yaml.reader.ReaderError:
        raise KennisFout([f"{pad}:1 (bestand): geen UTF-8. Sla het bestand op als UTF-8."]) from None


class _DubbelStreng(_Lader):  # type: ignore[misc, valid-type]
    """Weigert dubbele sleutels: de tweede zou de eerste stil vervangen."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        gezien: set[str] = set()
        for sleutel, _ in node.value:
            if sleutel.value in gezien:
                raise yaml.constructor.ConstructorError(
                    None, None, f"de sleutel '{sleutel.value}' staat er twee keer", sleutel.start_mark
                )
            gezien.add(sleutel.value)
        return dict(super().construct_mapping(node, deep))


@lru_cache(maxsize=32)
def _toetser(pad: Path) -> Any:
    schema = json.loads(pad.read_text("utf-8"))
    klasse: Any = jsonschema.validators.extend(  # type: ignore[no-untyped-call]
        jsonschema.Draft7Validator,
        type_checker=jsonschema.Draft7Validator.TYPE_CHECKER.redefine(
            "string", lambda _, w: isinstance(w, str | date)
        ),
        validators={"pattern": _patroon},
    )
    return klasse(schema)


def _patroon(_: Any, patroon: str, waarde: Any, __: Any) -> Any:
    # YAML maakt van een datum een datumobject; toets de geschreven vorm.
    tekst = waarde.isoformat() if isinstance(waarde, date) else waarde
    if isinstance(tekst, str) and not re.search(patroon, tekst):
        yield jsonschema.ValidationError(f"{tekst!r} past niet bij {patroon}")


_UITLEG = {
    "required": "het veld {ontbreekt} ontbreekt. Voeg het toe.",
    "additionalProperties": "onbekend veld {extra}. Haal het weg of verbeter de spelling.",
    "enum": "de waarde {waarde} mag hier niet. Kies uit: {keuze}.",
    "type": "de waarde {waarde} is van de verkeerde soort. Verwacht: {soort}.",
    "maxLength": "de tekst is te lang ({lengte}); hooguit {grens} tekens.",
    "minLength": "de tekst is leeg. Vul iets in.",
    "minItems": "de lijst is leeg. Vul minstens één regel in.",
    "minimum": "het getal {waarde} is te klein; minstens {grens}.",
    "maximum": "het getal {waarde} is te groot; hooguit {grens}.",
    "pattern": "de waarde {waarde} heeft de verkeerde vorm.",
    "anyOf": "de waarde {waarde} past niet; leeg (null) mag, of de vorm uit het contract.",
}


def toets(bestand: Bestand, schemas: Path) -> list[str]:
    """Alle schemafouten van één bestand, elk met regel, veld en wat u kunt doen."""
    fouten = _toetser(schemas / f"{bestand.schema}.schema.json").iter_errors(bestand.inhoud)
    return [bestand.melding(tuple(f.absolute_path), _zeg(f)) for f in fouten]


def _zeg(fout: Any) -> str:
    sjabloon = _UITLEG.get(fout.validator, fout.message)
    waarde = fout.instance
    kort = repr(waarde)[:60]
    ontbreekt = extra = ""
    if isinstance(waarde, dict):
        ontbreekt = ", ".join(v for v in fout.schema.get("required", []) if v not in waarde)
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
