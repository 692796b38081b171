"""De fouten van de assistent.

AssistentError
├── OngeldigeStap          een overdracht kan deze stap nu niet zetten
├── AlAangenomen           een ander was eerder
├── AanmeldenMislukt       een medewerker kon niet worden aangemeld
├── KennisFout             een kennisbankbestand klopt niet (bestand, regel, veld)
├── DialoogOnbereikbaar    de taalmotor is niet geladen of faalt
├── OpslagOnbereikbaar     de database antwoordt niet
│   └── Botsing            een ander proces schreef tegelijk; opnieuw proberen helpt
├── PostOnbereikbaar       een bericht kon nu niet verstuurd worden; later opnieuw
├── DoelOnbereikbaar       een ander systeem antwoordt niet; later opnieuw
├── DoelWeigert            een ander systeem neemt de zending niet aan
├── HerkennerBezet         de spraakherkenner heeft geen plaats of is stuk
├── StemStil               een tekst kon niet worden uitgesproken
├── GesprekOnbekend        er is geen gesprek met deze sleutel
└── InvoerOngeldig         de invoer is leeg, te lang of geen tekst
"""


class AssistentError(Exception):
    """Elke fout die wij zelf benoemen; de tekst is Nederlands en mag getoond worden."""


class OngeldigeStap(AssistentError):
    """Een overdracht kan vanuit deze staat niet naar de gevraagde staat (ontwerp §5)."""


class AlAangenomen(OngeldigeStap):
    """Twee medewerkers namen tegelijk aan; deze was de tweede."""


class AanmeldenMislukt(AssistentError):
    """Aanmelden bij de gemeente lukte niet; de tekst zegt wat de medewerker kan doen."""


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


class PostOnbereikbaar(AssistentError):
    """De mailserver antwoordt niet of weigert; later opnieuw proberen helpt."""


class DoelOnbereikbaar(AssistentError):
    """Een systeem waar een overdracht heen moet antwoordt niet of is in storing; later opnieuw helpt."""


class DoelWeigert(AssistentError):
    """Een systeem neemt de zending zo niet aan; `soort` zegt welk veld of welke code, zonder inhoud."""

    def __init__(self, soort: str) -> None:
        self.soort = soort[:60]
        super().__init__(f"Het andere systeem neemt dit niet aan ({self.soort}).")


class HerkennerBezet(AssistentError):
    """De spraakherkenner heeft geen plaats of is gestopt; de lijn gaat verder met toetsen."""


class StemStil(AssistentError):
    """Een tekst kon niet worden uitgesproken."""


class GesprekOnbekend(AssistentError):
    """Er is geen gesprek met deze sleutel, of de bewaartermijn is voorbij."""


class InvoerOngeldig(AssistentError):
    """De invoer is leeg, te lang of geen tekst."""
