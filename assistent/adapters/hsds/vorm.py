"""De drie vormen waarin een sociale kaart naar buiten gaat en terugkomt."""

from __future__ import annotations

from enum import StrEnum


class Vorm(StrEnum):
    """Hoe het bestand of de map eruitziet."""

    JSON = "json"
    """HSDS 3.0, genest, één bestand."""
    DATAPACKAGE = "datapackage"
    """HSDS 3.0 als map met datapackage.json en één csv per object."""
    CSV = "csv"
    """Eén platte CSV voor Excel."""
