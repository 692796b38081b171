"""Maak een stuklijst (CycloneDX 1.6) uit de sloten van Python en npm, en controleer de licenties."""

from __future__ import annotations

import base64
import json
import re
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any

WORTEL = Path(__file__).parent.parent
PYTHON_SLOT = WORTEL / "requirements.lock"
NPM_SLOT = WORTEL / "assistent/web/widget/package-lock.json"
DOEL = WORTEL / "var/sbom.cdx.json"
MAG = re.compile(
    r"\b(MIT|BSD|Apache|ISC|MPL|Mozilla|Python Software Foundation|PSF|EUPL|CC0|CC-BY|0BSD|BlueOak|Unlicense|Zlib|HPND|LGPL"
    r"|Lesser General Public)",
    re.IGNORECASE,
)
"""Licenties die samengaan met EUPL-1.2 en met gebruik op een eigen server."""
ANDERS = {
    "pyphen": "MPL-1.1 (keuze uit GPL, LGPL en MPL)",
    "axe-playwright-python": "MIT (alleen voor tests; staat niet in de metagegevens)",
    "skops": "BSD-3-Clause (staat niet in de metagegevens)",
}
"""Pakketten waarvan de metagegevens niet genoeg zeggen, met wat wij zelf nakeken."""


def licentie_van(naam: str) -> str:
    """Wat het geïnstalleerde pakket zelf zegt."""
    if naam in ANDERS:
        return ANDERS[naam]
    try:
        gegevens = metadata(naam)
    except PackageNotFoundError:
        return ""
    soorten = [s.split("::")[-1].strip() for s in gegevens.get_all("Classifier") or [] if s.startswith("License ::")]
    return gegevens.get("License-Expression") or "; ".join(soorten) or (gegevens.get("License") or "").split("\n")[0]


def python_onderdelen(slot: str) -> Iterator[dict[str, Any]]:
    """Elk pakket uit requirements.lock, met de hashes die het slot noemt."""
    for blok in re.split(r"\n(?=[a-zA-Z0-9])", slot):
        kop = re.match(r"([a-zA-Z0-9_.-]+)(?:\[[^\]]*\])?==([^ ;\\\n]+)", blok)
        if kop:
            naam, versie = kop.groups()
            yield {
                "type": "library",
                "bom-ref": f"pkg:pypi/{naam}@{versie}",
                "name": naam,
                "version": versie,
                "purl": f"pkg:pypi/{naam}@{versie}",
                "licenses": [{"license": {"name": licentie_van(naam) or "onbekend"}}],
                "hashes": [{"alg": "SHA-256", "content": h} for h in re.findall(r"--hash=sha256:([0-9a-f]{64})", blok)],
            }


def npm_onderdelen(slot: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Elk pakket uit package-lock.json; wat alleen voor het bouwen is staat niet in de browser."""
    for pad, gegevens in slot["packages"].items():
        if pad:
            naam, versie = pad.split("node_modules/")[-1], gegevens["version"]
            soort, _, hash_ = gegevens.get("integrity", "").partition("-")
            yield {
                "type": "library",
                "bom-ref": f"pkg:npm/{naam.replace('@', '%40')}@{versie}#{pad}",
                "name": naam,
                "version": versie,
                "purl": f"pkg:npm/{naam.replace('@', '%40')}@{versie}",
                "scope": "excluded" if gegevens.get("dev") else "required",
                "licenses": [{"license": {"name": gegevens.get("license", "onbekend")}}],
                "hashes": [{"alg": "SHA-512", "content": base64.b64decode(hash_).hex()}] if soort == "sha512" else [],
            }


def maak_stuklijst() -> dict[str, Any]:
    """De hele stuklijst; dezelfde sloten geven dezelfde lijst."""
    onderdelen = [
        *python_onderdelen(PYTHON_SLOT.read_text("utf-8")),
        *npm_onderdelen(json.loads(NPM_SLOT.read_text("utf-8"))),
    ]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {"type": "application", "bom-ref": "toegangsassistent", "name": "toegangsassistent", "version": "0.1.0", "licenses": [{"license": {"id": "EUPL-1.2"}}]}},
        "components": sorted(onderdelen, key=lambda o: o["bom-ref"]),
    }


def licentieproblemen(stuklijst: dict[str, Any]) -> list[str]:
    """Onderdelen met een licentie die wij niet kennen of niet willen."""
    return [
        f"{o['name']} {o['version']}: {o['licenses'][0]['license']['name']}"
        for o in stuklijst["components"]
        if not MAG.search(o["licenses"][0]["license"]["name"])
    ]


def main() -> int:
    """Schrijf de stuklijst; geeft 1 als een licentie niet mag."""
    stuklijst = maak_stuklijst()
    DOEL.parent.mkdir(exist_ok=True)
    DOEL.write_text(json.dumps(stuklijst, indent=1, ensure_ascii=False), "utf-8")
    print(f"{len(stuklijst['components'])} onderdelen in {DOEL.relative_to(WORTEL)}.")
    for probleem in (problemen := licentieproblemen(stuklijst)):
        print(f"Licentie nakijken: {probleem}", file=sys.stderr)
    return 1 if problemen else 0


if __name__ == "__main__":
    raise SystemExit(main())
