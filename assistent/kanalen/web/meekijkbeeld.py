"""Wat het meekijkscherm laat zien: sleutels worden namen, en wie geen intakes mag zien krijgt de velden niet (R101)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from assistent.kanalen.web.meekijkbalk import Balk
from assistent.kern.begrippen import Klasse
from assistent.kern.collega import zeg_collega
from assistent.kern.contactmoment import Uitslag
from assistent.kern.gemeente import Gemeente
from assistent.kern.kennis import Hulplijn, Kennisbank
from assistent.kern.klad import EIGEN_WOORDEN, IN_TE_VULLEN, Klad
from assistent.kern.meekijken import Advies, Gehoordsignaal, Uitleg
from assistent.kern.oefenen import Oefengeval, Punt, Terugkoppeling
from assistent.kern.overdracht import Overdracht
from assistent.kern.samenvatting import vat_samen
from assistent.kern.termijnen import zeg_termijn
from assistent.kern.zinnen import zin
from assistent.ports import Account
from assistent.processen.terugvinden import Eerdervraag

TERUGBELLEN = ("naam", "telefoon")
"""Wat een vrijwilliger wel invult maar niet terugziet."""
PANELEN = ("crisis", "stand", "vraag", "signalen", "antwoorden", "indeling")


@dataclass
class Schermbeeld:
    """Alles wat een sjabloon nodig heeft voor één gesprek."""

    kennis: Kennisbank
    wie: Account
    klad: Klad
    advies: Advies
    nu: datetime
    lijn: str = ""
    """Het adres van de websocket."""
    overdracht: Overdracht | None = None
    eerder: Eerdervraag | None = None
    lus: bool = False
    balk: Balk | None = None
    oefening: Oefengeval | None = None
    regel: int = 1
    """Zoveel regels van de oefening zijn te zien."""
    terugkoppeling: Terugkoppeling | None = None
    namen: Mapping[str, str] = field(default_factory=dict)
    """Account naar weergavenaam, voor wie op dit scherm genoemd wordt."""
    aanwezig: Sequence[str] = ()
    blokken: Sequence[tuple[str, str]] = ()
    belmoment: str = ""
    gezocht: bool = False
    gevonden: Sequence[Eerdervraag] = field(default_factory=list)

    @property
    def eigen(self) -> bool:
        """Of deze medewerker het gesprek heeft; anders leest hij mee."""
        return self.klad.medewerker == self.wie.naam

    @property
    def inhoud(self) -> bool:
        """Of deze rol de inhoud van een intake ziet."""
        return self.kennis.rechten.mag(self.wie.rollen, "meekijken.intake")

    @property
    def mag_zoeken(self) -> bool:
        """Of deze rol op naam en postcode mag zoeken."""
        return self.kennis.rechten.mag(self.wie.rollen, "meekijken.terugvinden")

    @property
    def gemeente(self) -> Gemeente:
        """De gemeente van dit gesprek."""
        return self.kennis.gemeenten[self.klad.gemeente]

    @property
    def meld(self) -> str:
        """Wat een schermlezer hoort als het voorstel verandert; gevaar zegt het paneel zelf al."""
        advies = self.advies
        if not advies.gesprek.nummer:
            return ""
        delen = [self.naam("klassen", advies.indeling.klasse)]
        titels = [u.titel for u in advies.antwoorden] or [k.titel for k in advies.kaarten]
        if titels:
            delen.append("antwoorden: " + ", ".join(titels))
        if advies.vraag:
            delen.append("vraag: " + advies.vraag.tekst)
        return ". ".join(delen)

    # --- namen ---

    def naam(self, soort: str, sleutel: Any) -> str:
        """De naam bij een sleutel."""
        return self.kennis.meekijken.naam(soort, str(getattr(sleutel, "value", sleutel)))

    def signaalnaam(self, signaal: Gehoordsignaal) -> str:
        """De naam van een signaal."""
        soort = {"leefgebied": "leefgebieden", "markering": "markeringen", "gegeven": "gegevens"}[
            signaal.soort
        ]
        return self.naam(soort, signaal.sleutel)

    def puntnaam(self, punt: Punt) -> str:
        """De naam van een punt uit de terugkoppeling."""
        if punt.soort == "crisis":
            return self.kennis.onderwerpen[self.kennis.crisis[punt.sleutel]].naam
        soort = {"leefgebied": "leefgebieden", "markering": "markeringen", "klasse": "klassen"}[punt.soort]
        return self.met_hoofdletter(self.naam(soort, punt.sleutel))

    def teamnaam(self, sleutel: str) -> str:
        """De naam van een team."""
        return self.gemeente.teams[sleutel].naam if sleutel in self.gemeente.teams else sleutel

    def teamnamen(self, sleutels: Iterable[str]) -> str:
        """Namen met komma's."""
        return ", ".join(self.teamnaam(s) for s in sleutels)

    @staticmethod
    def met_hoofdletter(tekst: str) -> str:
        """Alleen de eerste letter; de rest is een naam en blijft zoals zij is."""
        return tekst[:1].upper() + tekst[1:]

    def medewerker(self, account: str | None) -> str:
        """Hoe een collega heet."""
        return self.namen.get(account or "", "een collega")

    def nummers(self, uitleg: Uitleg) -> list[Hulplijn]:
        """De hulplijnen die in het antwoord staan, om groot te tonen."""
        tekst = f"{uitleg.antwoord.tekst} {uitleg.antwoord.gesproken or ''}"
        return [h for h in self.kennis.hulplijnen.values() if h.nummer and h.nummer in tekst]

    def dag(self, moment: datetime) -> str:
        """Een moment in gewone woorden."""
        return zeg_termijn(moment, self.nu)

    # --- intake ---

    @property
    def velden(self) -> Sequence[str]:
        """De velden op het scherm; bij een melding ook of de ander het weet."""
        if not self.inhoud:
            return TERUGBELLEN
        melding = self.advies.gesprek.beeld.wie.value != "inwoner"
        alleen_melding = {"weet_betrokkene", "eigen_contact"}
        getoond = [v for v in IN_TE_VULLEN if v in self.kennis.meekijken.namen["velden"]]
        return [v for v in getoond if melding or v not in alleen_melding or self.advies.velden.get(v)]

    def waarde(self, veld: str) -> str:
        """Wat er in het veld staat; een vrijwilliger ziet dat nooit terug (R101)."""
        if not self.inhoud:
            return ""
        if veld == EIGEN_WOORDEN:
            return self.klad.velden.get(veld, "")
        return self.advies.velden.get(veld, "")

    @property
    def waarden(self) -> dict[str, str]:
        """Alle velden met hun waarde, voor het scherm."""
        return {v: self.waarde(v) for v in self.velden} if self.inhoud else {}

    # --- vensters ---

    @property
    def samenvatting(self) -> Sequence[tuple[str, str, str]]:
        """Wat de medewerker voorleest voor het akkoord (R65)."""
        regels = vat_samen(self.advies.gesprek, self.advies.indeling, self.kennis)
        return regels if self.inhoud else [r for r in regels if r[0] in ("onderwerpen", "team")]

    @property
    def akkoordvraag(self) -> str:
        """De vraag om akkoord, zoals de telefoon haar stelt."""
        team = self.teamnaam(self.advies.indeling.toewijzing.trekker)
        return zin(self.kennis, self.advies.gesprek, "utter_vraag_akkoord", team=team)

    @property
    def bereikbaar(self) -> bool:
        """Of er een nummer of e-mail is."""
        return bool(self.advies.velden.keys() & {"telefoon", "mail"})

    @property
    def zeg_collega(self) -> Sequence[str]:
        """De samenvatting van twintig seconden."""
        akkoord = self.klad.akkoord or self.klad.overdracht_id is not None
        return zeg_collega(self.advies, self.kennis, akkoord=akkoord)

    @property
    def doorteam(self) -> str:
        """Het team om mee door te verbinden: waar de vraag ligt, anders waar zij heen gaat."""
        return self.overdracht.team if self.overdracht else self.advies.indeling.toewijzing.trekker

    @property
    def teamtelefoon(self) -> str | None:
        """Het rechtstreekse nummer van het team."""
        return self.gemeente.teams[self.doorteam].telefoon

    @property
    def termijn(self) -> str:
        """Wanneer de inwoner iets hoort, als de gegevens dat dekken (R69)."""
        toegezegd = self.overdracht.toegezegd if self.overdracht else None
        return zeg_termijn(toegezegd, self.nu) if toegezegd else ""

    @property
    def onderwerpen(self) -> list[tuple[str, str]]:
        """Alle onderwerpen om uit te kiezen."""
        gewoon = [o for o in self.kennis.onderwerpen.values() if not o.proces]
        return sorted(((o.sleutel, o.naam) for o in gewoon), key=lambda p: p[1].lower())

    @property
    def hoofdonderwerp(self) -> str:
        """Het onderwerp dat vanzelf gekozen is."""
        hoofd = self.advies.indeling.hoofd
        return hoofd.sleutel if hoofd else ""

    @property
    def uitslagen(self) -> list[tuple[str, str]]:
        """Hoe het gesprek afliep, in de volgorde van de toetsen."""
        return list(self.kennis.meekijken.aflopen.items())

    @property
    def voorgesteld(self) -> str:
        """De uitslag onder Enter."""
        if self.belmoment:
            return Uitslag.TERUGBELLEN.value
        if self.overdracht is not None:
            return (Uitslag.OVERGEDRAGEN if self.overdracht.open else Uitslag.DOORVERBONDEN).value
        return Uitslag.BEANTWOORD.value

    @property
    def klassen(self) -> list[str]:
        """De indelingen om uit te kiezen; gevaar bepaalt de poort of de medewerker samen met de inwoner."""
        return [k.value for k in Klasse]
