"""De vaste woorden van het vak, als opsommingen; de waarden zijn die van ontwerp §4 en §6."""

from enum import StrEnum


class Klasse(StrEnum):
    """Indeling van een gesprek (R19, domein §4.4)."""

    ENKELVOUDIG_EENVOUDIG = "enkelvoudig_eenvoudig"
    ENKELVOUDIG_SPECIALISTISCH = "enkelvoudig_specialistisch"
    MEERVOUDIG_EENVOUDIG = "meervoudig_eenvoudig"
    MEERVOUDIG_COMPLEX = "meervoudig_complex"
    CRISIS = "crisis"
    BUITEN_DOMEIN = "buiten_domein"
    NIET_BEPAALD = "niet_bepaald"

    @property
    def meervoudig(self) -> bool:
        """Of er op meer dan één leefgebied een probleem is."""
        return self in (Klasse.MEERVOUDIG_EENVOUDIG, Klasse.MEERVOUDIG_COMPLEX)


class Urgentie(StrEnum):
    """Hoe snel een mens moet kijken; nooit een reden om iemand achteraan te zetten (§6.6)."""

    DIRECT = "direct"
    SPOED = "spoed"
    SNEL = "snel"
    NORMAAL = "normaal"

    @property
    def rang(self) -> int:
        """0 is het dringendst; voor sorteren."""
        return list(Urgentie).index(self)


class Kanaal(StrEnum):
    """Waar het gesprek binnenkomt; de waarden zijn die van het evaluatieformaat (ontwerp §6)."""

    CHAT = "chat"
    TELEFOON = "phone"
    BALIE = "balie"


class Wie(StrEnum):
    """Wie er spreekt (R47-R53)."""

    INWONER = "inwoner"
    MELDER = "melder"
    PROFESSIONAL = "professional"


class Uitkomst(StrEnum):
    """Wat de inwoner na de laatste beurt kreeg (ontwerp §6, veld `antwoord`)."""

    DIRECT = "direct"
    OVERDRACHT = "overdracht"
    CRISIS = "crisis"
    VERWIJZING = "verwijzing"
    VERDUIDELIJKING = "verduidelijking"


class Trede(StrEnum):
    """De kantelingsvolgorde (R36), van dichtbij naar individueel."""

    EIGEN_KRACHT = "eigen_kracht"
    NETWERK = "netwerk"
    VRIJWILLIGER = "vrijwilliger"
    ALGEMEEN = "algemeen"
    COLLECTIEF = "collectief"
    INDIVIDUEEL = "individueel"

    @property
    def rang(self) -> int:
        """0 is het dichtst bij de inwoner."""
        return list(Trede).index(self)
