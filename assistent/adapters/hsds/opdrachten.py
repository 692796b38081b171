"""De twee opdrachten: een sociale kaart naar buiten, en weer naar binnen."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assistent.adapters.hsds import datapackage, json_bestand, plat
from assistent.adapters.hsds.bijwerken import werk_bij
from assistent.adapters.hsds.herkomst import Gegevens, Gelezen
from assistent.adapters.hsds.kaart import kaartmap, lees_kaart, provincie_van
from assistent.adapters.hsds.toets import keur
from assistent.adapters.hsds.velden import lees_velden
from assistent.adapters.hsds.vorm import Vorm
from assistent.kern.errors import InvoerOngeldig, KennisFout


@dataclass(frozen=True, slots=True)
class Ingevoerd:
    """De uitslag van een invoer."""

    samenvatting: str
    overgeslagen: tuple[str, ...]
    """De meldingen van wat niet is meegenomen."""


def kaart_uit(kennisbank: Path, gemeente: str, doel: Path, vorm: Vorm) -> str:
    """Schrijf de sociale kaart van een gemeente (of `landelijk`) naar `doel`; geeft een zin terug."""
    schemas = kennisbank / "schema"
    kaart = lees_kaart(kaartmap(kennisbank, gemeente), schemas)
    velden = lees_velden(schemas)
    if vorm is not Vorm.DATAPACKAGE and doel.is_dir():
        raise InvoerOngeldig(f"{doel} is een map. Geef de naam van een bestand.")
    try:
        if vorm is Vorm.JSON:
            json_bestand.schrijf(kaart, doel, provincie_van(kennisbank, gemeente), velden)
        elif vorm is Vorm.DATAPACKAGE:
            datapackage.schrijf(kaart, doel, gemeente, provincie_van(kennisbank, gemeente), velden)
        else:
            plat.schrijf(kaart, doel, velden)
    except OSError as fout:
        raise InvoerOngeldig(
            f"{doel} is niet te schrijven ({fout.strerror}). Kies een andere plek."
        ) from None
    return f"{len(kaart)} diensten geschreven naar {doel}."


def kaart_in(kennisbank: Path, bron: Path, gemeente: str, vorm: Vorm, *, sla_over: bool = False) -> Ingevoerd:
    """Lees `bron` en werk de YAML bij; bij een foute rij gebeurt er niets, tenzij `sla_over`."""
    schemas = kennisbank / "schema"
    map_ = kaartmap(kennisbank, gemeente)
    kaart = lees_kaart(map_, schemas)
    velden = lees_velden(schemas)
    goed, meldingen = keur(_lees(bron, vorm, velden), schemas)
    if meldingen and not sla_over:
        raise KennisFout(
            [*meldingen, "Er is niets veranderd. Met --sla-over gaan alleen de goede rijen door."]
        )
    try:
        telling = werk_bij(map_, kaart, goed, velden)
    except OSError as fout:
        raise InvoerOngeldig(f"{map_} is niet te schrijven ({fout.strerror}).") from None
    zin = (
        f"{gemeente}: {telling.nieuw} nieuw, {telling.gewijzigd} gewijzigd, {telling.gelijk} gelijk,"
        f" {telling.niet_in_bron} niet in de bron en niet veranderd. Draai nu `assistent controleer`."
    )
    return Ingevoerd(zin, tuple(meldingen))


def _lees(bron: Path, vorm: Vorm, velden: Gegevens) -> Gelezen:
    if vorm is Vorm.JSON:
        return json_bestand.lees(bron, velden)
    return datapackage.lees(bron, velden) if vorm is Vorm.DATAPACKAGE else plat.lees(bron, velden)
