"""Open Klant (klantinteracties 0.9.0): een overdracht als klantcontact met een interne taak voor het team.

Feiten over de API staan in de domeinbrief bij koppelvlakken §1.2-1.9; onze keuzes in besluit 013.
"""

from assistent.adapters.open_klant.bezorgen import OpenKlant

__all__ = ["OpenKlant"]
