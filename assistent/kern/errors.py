"""De fouten van de assistent.

AssistentError
├── OngeldigeStap          een overdracht kan deze stap nu niet zetten
├── AlAangenomen           een ander was eerder
├── KennisFout             een kennisbankbestand klopt niet (bestand, regel, veld)
├── DialoogOnbereikbaar    de taalmotor is niet geladen of faalt
├── OpslagOnbereikbaar     de database antwoordt niet
│   └── Botsing            een ander proces schreef tegelijk; opnieuw proberen helpt
├── GesprekOnbekend        er is geen gesprek met deze sleutel
└── InvoerOngeldig         de invoer is leeg, te lang of geen tekst
"""


class AssistentError(Exception):
    """Elke fout die wij zelf benoemen; de tekst is Nederlands en mag getoond worden."""


class OngeldigeStap(AssistentError):
    """Een overdracht kan vanuit deze staat niet naar de gevraagde staat (ontwerp §5)."""


class AlAangenomen(OngeldigeStap):
    """Twee medewerkers namen tegelijk aan; deze was de tweede."""


class KennisFout(AssistentError):
    """Een bestand in de kennisbank klopt niet; `meldingen` noemt bestand, regel en veld."""

    def __init__(self, meldingen: list[str]) -> None:
        self.meldingen = meldingen
        super().__init__("\n".join(meldingen))


class DialoogOnbereikbaar(AssistentError):
    """De taalmotor is nog niet geladen, of gaf een fout."""


class OpslagOnbereikbaar(AssistentError):
    """De database is er niet; opnieuw proberen helpt."""


class Botsing(OpslagOnbereikbaar):
    """Twee processen schreven tegelijk in hetzelfde gesprek."""


class GesprekOnbekend(AssistentError):
    """Er is geen gesprek met deze sleutel, of de bewaartermijn is voorbij."""


class InvoerOngeldig(AssistentError):
    """De invoer is leeg, te lang of geen tekst."""
