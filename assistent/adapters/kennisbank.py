"""Leest de kennisbank van schijf: schema, verwijzingen, en dan onveranderlijke kernobjecten (R109, R110)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from assistent.adapters import kennisdelen as maak
from assistent.adapters.schema import Bestand, lees, toets
from assistent.kern.errors import KennisFout
from assistent.kern.kennis import Kennisbank, Onderwerp
from assistent.kern.rollen import ZONDER_ACCOUNT

Gegevens = dict[str, Any]


def laad(map_: Path, domein: Path) -> Kennisbank:
    """Laad en controleer alles; fout `KennisFout` met alle meldingen tegelijk (bestand, regel, veld)."""
    if weg := ontbreekt(map_):
        raise KennisFout(weg)
    bestanden = vind(map_)
    meldingen = [m for b in bestanden for m in toets(b, map_ / "schema")]
    meldingen = meldingen or verbanden(bestanden)
    if meldingen:
        raise KennisFout(meldingen)
    return bouw(bestanden, domein)


VERPLICHT = (
    "leefgebieden.yml",
    "triage.yml",
    "hulplijnen.yml",
    "bedragen.yml",
    "rollen.yml",
    "meekijken.yml",
    "bewaren.yml",
    "aanmelden.yml",
    "privacy.yml",
)


def ontbreekt(map_: Path) -> list[str]:
    """Een melding voor elk bestand dat er niet is maar wel moet zijn."""
    weg = [map_ / naam for naam in VERPLICHT if not (map_ / naam).is_file()]
    return [f"{pad}:1 (bestand): dit bestand ontbreekt. Zet het terug." for pad in weg]


def verbanden(bestanden: list[Bestand]) -> list[str]:
    """Verwijzingen tussen bestanden zonder welke er niets te bouwen valt."""
    groepen = {b.pad.stem for b in bestanden if b.schema == "groep"}
    onderwerpen = {b.inhoud["sleutel"] for b in bestanden if b.schema == "onderwerp"}
    gemeenten = {b.inhoud["sleutel"] for b in bestanden if b.schema == "gemeente"}
    meldingen = []
    for b in bestanden:
        if b.schema == "gemeente" and b.inhoud["groep"] not in groepen | {None}:
            meldingen.append(b.melding(("groep",), f"de groep '{b.inhoud['groep']}' bestaat niet."))
        if b.schema in ("onderwerp", "onderwerp_lokaal") and b.inhoud["sleutel"] != b.naam:
            raad = f"het bestand heet {b.naam}.yml, maar de sleutel is '{b.inhoud['sleutel']}'. Maak ze gelijk."
            meldingen.append(b.melding(("sleutel",), raad))
        if b.schema == "onderwerp_lokaal" and b.inhoud["sleutel"] not in onderwerpen:
            meldingen.append(b.melding(("sleutel",), f"het onderwerp '{b.inhoud['sleutel']}' bestaat niet."))
        if b.schema == "bewaren":
            meldingen += [
                b.melding(
                    ("afwijkend", gemeente), f"de soort '{soort}' of gemeente '{gemeente}' bestaat niet."
                )
                for gemeente, eigen in b.inhoud["afwijkend"].items()
                for soort in eigen
                if soort not in b.inhoud["termijnen"] or gemeente not in gemeenten
            ]
        if b.schema == "rollen":
            mag = {*b.inhoud["handelingen"], *ZONDER_ACCOUNT}
            meldingen += [
                b.melding(("routes", naam), f"de handeling '{wie}' bestaat niet.")
                for naam, lijst in b.inhoud["routes"].items()
                for wie in lijst
                if wie not in mag
            ]
    return meldingen


def vind(map_: Path) -> list[Bestand]:
    """De bestanden waar de kennisbank uit gebouwd wordt, elk met het schema dat erbij hoort."""
    return [lees(pad, schema) for pad, schema in _paden(map_) if schema not in ELDERS]


def lees_alles(map_: Path) -> tuple[list[Bestand], list[str]]:
    """Alles wat de redactie beheert, ook wat andere kamers lezen; een onleesbaar bestand wordt een melding."""
    bestanden: list[Bestand] = []
    meldingen: list[str] = []
    for pad, schema in _paden(map_):
        try:
            bestanden.append(lees(pad, schema))
        except KennisFout as fout:
            meldingen += fout.meldingen
    return bestanden, meldingen


ELDERS = frozenset({"jargon", "telefoon", "signalen", "signaalcontext", "chattaal", "streektaal"})
"""Soorten die de redactie beheert, maar die de taallaag, het telefoonkanaal of `controleer` leest."""
_PLEKKEN = (
    ("onderwerpen/*.yml", "onderwerp"),
    ("gemeenten/_groepen/*/onderwerpen/*.yml", "onderwerp_lokaal"),
    ("gemeenten/[!_]*/onderwerpen/*.yml", "onderwerp_lokaal"),
    ("landelijk/sociale_kaart/*.yml", "sociale_kaart"),
    ("gemeenten/*/sociale_kaart/*.yml", "sociale_kaart"),
    ("gemeenten/_groepen/*.yml", "groep"),
    ("gemeenten/*/gemeente.yml", "gemeente"),
)
_SIGNALEN = {"chattaal": "chattaal", "streektaal": "streektaal", "context": "signaalcontext"}


def _paden(map_: Path) -> list[tuple[Path, str]]:
    """Elk bestand met zijn soort; een los bestand in de wortel heet zoals zijn schema."""
    paden = [(pad, schema) for glob, schema in _PLEKKEN for pad in sorted(map_.glob(glob))]
    paden += [(pad, pad.stem) for pad in sorted(map_.glob("*.yml"))]
    paden += [(pad, _SIGNALEN.get(pad.stem, "signalen")) for pad in sorted(map_.glob("signalen/*.yml"))]
    return paden


def bouw(bestanden: list[Bestand], domein: Path) -> Kennisbank:
    """Maak van gecontroleerde bestanden één kennisbank."""
    op_schema: dict[str, list[Bestand]] = {}
    for bestand in bestanden:
        op_schema.setdefault(bestand.schema, []).append(bestand)

    def een(schema: str) -> Any:
        return op_schema[schema][0].inhoud

    groepen = {b.pad.stem: b.inhoud for b in op_schema.get("groep", [])}
    landelijk = {b.inhoud["sleutel"]: b.inhoud for b in op_schema["onderwerp"]}
    triage = een("triage")
    vingerafdruk = hashlib.sha256()
    for bestand in bestanden:
        vingerafdruk.update(bestand.pad.name.encode() + bestand.ruw)
    return Kennisbank(
        versie=vingerafdruk.hexdigest()[:12],
        onderwerpen={s: maak.onderwerp(o) for s, o in landelijk.items()},
        leefgebieden={g["sleutel"]: maak.leefgebied(g) for g in een("leefgebieden")},
        hulplijnen={h["sleutel"]: maak.hulplijn(h) for h in een("hulplijnen")},
        bedragen={b["sleutel"]: maak.bedrag(b) for b in een("bedragen")},
        gemeenten={
            b.inhoud["sleutel"]: maak.gemeente(b.inhoud, groepen.get(b.inhoud["groep"], {}))
            for b in op_schema["gemeente"]
        },
        triage=maak.triage(triage),
        voorzieningen=tuple(
            maak.voorziening(v, _gemeente_van(b.pad))
            for b in op_schema.get("sociale_kaart", [])
            for v in b.inhoud
        ),
        lokaal=_lokaal(op_schema.get("onderwerp_lokaal", []), landelijk, op_schema["gemeente"]),
        crisis=dict(triage["crisis"]),
        drempels=dict(triage["drempels"]),
        teksten=lees_teksten(domein),
        synoniemen=tuple(map(tuple, een("synoniemen"))),
        rechten=maak.rechten(een("rollen")),
        bewaren=maak.bewaren(een("bewaren")),
        aanmelden=maak.aanmelden(een("aanmelden")),
        privacy=tuple((deel["kop"], tuple(deel["zinnen"])) for deel in een("privacy")["delen"]),
        meekijken=maak.meekijkwoorden(een("meekijken")),
        oefengevallen=maak.oefengevallen(op_schema.get("oefengevallen", [])),
    )


def _lokaal(
    bestanden: list[Bestand], landelijk: Mapping[str, Gegevens], gemeenten: list[Bestand]
) -> dict[tuple[str, str], Onderwerp]:
    """Eigen antwoorden; wat een groep deelt geldt voor elke gemeente erin, tenzij die zelf iets anders zegt."""
    lokaal: dict[tuple[str, str], Onderwerp] = {}
    for bestand in bestanden:
        plaats, sleutel = bestand.pad.parent.parent, bestand.inhoud["sleutel"]
        waar = [plaats.name]
        if plaats.parent.name == "_groepen":
            waar = [g.inhoud["sleutel"] for g in gemeenten if g.inhoud["groep"] == plaats.name]
        onderwerp = maak.onderwerp(maak.voeg_samen(landelijk[sleutel], bestand.inhoud))
        lokaal |= {(gemeente, sleutel): onderwerp for gemeente in waar}
    return lokaal


def lees_teksten(domein: Path) -> dict[str, dict[str, tuple[str, ...]]]:
    """De responses uit domain.yml per sleutel en kanaal; zo zijn ze er ook zonder taalmotor."""
    antwoorden: Mapping[str, list[Gegevens]] = yaml.safe_load(domein.read_text("utf-8"))["responses"]
    teksten: dict[str, dict[str, tuple[str, ...]]] = {}
    for sleutel, varianten in antwoorden.items():
        per_kanaal: dict[str, tuple[str, ...]] = {}
        for variant in varianten:
            kanaal = variant.get("channel", "")
            per_kanaal[kanaal] = (*per_kanaal.get(kanaal, ()), variant["text"])
        teksten[sleutel] = per_kanaal
    return teksten


def _gemeente_van(pad: Path) -> str | None:
    ouder = pad.parent.parent
    return None if ouder.name == "landelijk" else ouder.name
