"""In- en uitvoer van de sociale kaart in de vorm van HSDS 3.0 en als CSV voor Excel (docs/besluiten/010-hsds.md)."""
