"""Van onze intake naar de velden van Open Klant: alleen wat het team nodig heeft, binnen de grenzen (R61-R64)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from assistent.adapters.open_klant.teksten import Regel, knip, stel_samen
from assistent.adapters.open_klant.verbinding import Json
from assistent.kern.begrippen import Urgentie, Wie
from assistent.kern.intake import Intake
from assistent.kern.kennis import Kennisbank
from assistent.kern.overdracht import Overdracht, Staat
from assistent.kern.termijnen import zeg_termijn
from assistent.kern.tijden import NEDERLAND
from assistent.kern.zinnen import vul_in

ONDERWERP, INHOUD, TOELICHTING, HANDELING = 200, 1000, 1000, 200

_TELEFOON = re.compile(r"^(0[1-9][0-9]{8}|\+[0-9]{9,15}|00[0-9]{7,13})$")
_VERBODEN = ("0800", "0900", "1400", "140")
_VELDEN: Mapping[str, tuple[str, int]] = {
    "wil_bereiken": ("Wil bereiken", 1),
    "beltijd": ("Bellen", 1),
    "vrij_praten": ("Kan vrij praten", 1),
    "achter_de_vraag": ("Achter de vraag", 2),
    "al_betrokken": ("Helpt al", 2),
    "weet_betrokkene": ("Betrokkene weet ervan", 2),
    "voorkeur_gesprek": ("Gesprek liefst", 2),
    "aanvulling": ("Aanvulling", 2),
    "eigen_contact": ("Melder sprak zelf", 3),
    "neemt_iemand_mee": ("Neemt iemand mee", 3),
    "kinderen": ("Kinderen in huis", 3),
}
"""Veld van de intake naar woord en belang; naam en nummer staan bij de betrokkene en komen hier niet in."""
_VOORVOEGSELS = frozenset(
    ["van", "de", "der", "den", "het", "'t", "’t", "te", "ten", "ter", "in", "op", "aan", "la", "el", "von"]
)


def nummer_voor(overdracht_id: str, keer: int = 0) -> str:
    """Een nummer van tien cijfers in onze eigen reeks (7…), altijd hetzelfde voor dezelfde overdracht."""
    kern = hashlib.sha256(f"{overdracht_id}:{keer}".encode()).hexdigest()
    return f"7{int(kern, 16) % 10**9:09}"


@dataclass(frozen=True)
class Inhoud:
    """Eén overdracht in de woorden van Open Klant."""

    kennis: Kennisbank
    overdracht: Overdracht
    intake: Intake
    koppeling: str
    """Waar de hele intake staat."""
    kanaal: str

    def klantcontact(self, nummers: Mapping[str, str], *, metadata: bool) -> Json:
        """Het klantcontact; `nummers` is nummer en/of referentienummer."""
        lijf: Json = {
            **nummers,
            "kanaal": self.kanaal,
            "onderwerp": self.onderwerp(),
            "inhoud": self.verteld(),
            "indicatieContactGelukt": None,
            "taal": "nld",
            "vertrouwelijk": True,
        }
        if self.overdracht.begonnen:
            lijf["plaatsgevondenOp"] = self.overdracht.begonnen.isoformat()
        if metadata:
            lijf["metadata"] = {
                "intake": self.overdracht.id,
                "referentie": self.overdracht.referentie,
                "regel": self.intake.regel,
                "regelversie": self.intake.regelversie,
                "kanaal": self.intake.kanaal,
            }
        return lijf

    def betrokkene(self) -> Json:
        """Wie er sprak; nooit een partij en nooit een bsn. Wie voor een ander spreekt is vertegenwoordiger (R48)."""
        zelf = self.intake.wie is Wie.INWONER
        return {
            "wasPartij": None,
            "rol": "klant" if zelf else "vertegenwoordiger",
            "initiator": True,
            "organisatienaam": "",
            "contactnaam": splits_naam(self.intake.velden.get("naam", "")),
        }

    def adressen(self) -> list[Json]:
        """Telefoon en mail zoals Open Klant ze aanneemt; na intrekken geen enkele."""
        if self.overdracht.staat is Staat.INGETROKKEN:
            return []
        velden = self.intake.velden
        uit = []
        if telefoon := velden.get("telefoon"):
            uit.append(telefoonadres(telefoon))
        if (mail := velden.get("mail")) and len(mail) <= 80:
            goed = re.fullmatch(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+", mail)
            uit.append(_adres(mail, "email" if goed else "overig", "e-mail"))
        return uit

    def onderwerp(self) -> str:
        """De vraag in de woorden van de inwoner."""
        woorden = knip(next(iter(self.intake.vraag_in_eigen_woorden), ""), ONDERWERP)
        return woorden or "Vraag van een inwoner"

    def verteld(self) -> str:
        """Wat de inwoner te horen kreeg."""
        regels = [Regel(self._zin("utter_intake_verteld"), 1)]
        if self.overdracht.toegezegd and self.overdracht.begonnen:
            moment = zeg_termijn(self.overdracht.toegezegd, self.overdracht.begonnen)
            regels.append(Regel(self._zin("utter_termijn", moment=moment), 2))
        if self.intake.clientondersteuning_genoemd:
            regels.append(Regel(self._zin("utter_clientondersteuning"), 3))
        return stel_samen(regels, f"Nummer {self.overdracht.referentie}.", INHOUD)

    def toelichting(self) -> str:
        """Wat het team moet weten, met het nummer en de weg naar de hele intake als laatste regel."""
        if self.overdracht.staat is Staat.INGETROKKEN:
            return f"De inwoner heeft de aanmelding ingetrokken. Neem geen contact op. ({self.overdracht.referentie})"
        slot = f"Hele intake: {self.overdracht.referentie} {self.koppeling}".rstrip()
        return stel_samen(list(self._regels()), slot, TOELICHTING)

    def handeling(self) -> str:
        """Wat er van het team gevraagd wordt."""
        if self.overdracht.opschalen_naar:
            naar = self._team(self.overdracht.opschalen_naar)
            return knip(f"Contact opnemen met betrokkene en opschalen naar {naar}", HANDELING)
        return "Contact opnemen met betrokkene"

    def _regels(self) -> Iterator[Regel]:
        intake, haast = self.intake, self.overdracht.urgentie
        if haast is not Urgentie.NORMAAL:
            yield Regel(f"Urgentie: {haast.value}", 1)
        if self.overdracht.voorrang:
            yield Regel("Aflopende indicatie: gaat voor een nieuwe melding", 1)
        yield Regel(self._akkoord(), 1)
        if intake.wie is not Wie.INWONER:
            yield Regel(f"Spreekt: {intake.wie.value}{f' ({intake.rol})' if intake.rol else ''}", 1)
        for veld, (label, belang) in _VELDEN.items():
            if waarde := intake.velden.get(veld):
                yield Regel(f"{label}: {waarde}", belang)
        gebieden = [self.kennis.leefgebieden[g].naam for g in intake.leefgebieden if g in self.kennis.leefgebieden]
        if gebieden:
            yield Regel(f"Leefgebieden: {', '.join(gebieden)}", 2)
        yield from self._signalen()
        if intake.vervolg:
            yield Regel(f"Vervolg: {intake.vervolg.replace('_', ' ')}", 2)
        if self.overdracht.meekijkers:
            yield Regel(f"Kijkt mee: {', '.join(self._team(t) for t in self.overdracht.meekijkers)}", 3)
        yield Regel(f"Ingedeeld als {intake.klasse.value.replace('_', ' ')} (regel {intake.regel})", 5)
        for extra in intake.vraag_in_eigen_woorden[1:3]:
            yield Regel(f"Ook gezegd: {extra}", 4)

    def _signalen(self) -> Iterator[Regel]:
        woorden: dict[str, list[str]] = {}
        for bewijs in self.intake.bewijs:
            if bewijs.soort in ("leefgebied", "crisis"):
                woorden.setdefault(bewijs.sleutel, []).append(f"“{bewijs.tekst}”")
        for sleutel, teksten in woorden.items():
            gebied = self.kennis.leefgebieden.get(sleutel)
            naam = gebied.naam if gebied else "Gevaar"
            yield Regel(f"{naam}: {', '.join(dict.fromkeys(teksten))}", 3 if gebied else 1)

    def _akkoord(self) -> str:
        if self.intake.akkoord_op:
            return f"Akkoord van de inwoner op {_moment(self.intake.akkoord_op)}"
        return f"Zonder akkoord wegens acuut gevaar: {self.intake.akkoord_reden or 'zie intake'}"

    def _team(self, sleutel: str) -> str:
        return self.kennis.gemeenten[self.overdracht.gemeente].teams[sleutel].naam

    def _zin(self, sleutel: str, **velden: str) -> str:
        velden |= {"team": self._team(self.overdracht.team), "referentie": self.overdracht.referentie}
        tekst = self.kennis.teksten[sleutel][""][0]
        vandaag = self.overdracht.begonnen.date() if self.overdracht.begonnen else None
        return vul_in(self.kennis, self.overdracht.gemeente, tekst, vandaag, **velden)


def telefoonadres(ruw: str) -> Json:
    """Een nummer zonder streepjes en spaties; wat Open Klant niet als telefoonnummer kent gaat als `overig` mee."""
    kaal = re.sub(r"(?<=.)\+|[^0-9+]", "", ruw.replace("(0)", ""))
    if kaal.startswith(("+31", "0031")):
        kaal = "0" + kaal.removeprefix("+31").removeprefix("0031").lstrip("0")
    goed = _TELEFOON.match(kaal) and not kaal.startswith(_VERBODEN)
    if goed:
        return _adres(kaal, "telefoonnummer", "telefoonnummer")
    return _adres(knip(ruw, 80), "overig", "telefoonnummer, zoals opgegeven")


def splits_naam(naam: str) -> Json:
    """Voornaam, voorvoegsel en achternaam; een enkel woord is de voornaam."""
    delen = naam.split()
    eigen = 0 if delen and delen[0].lower() in _VOORVOEGSELS else 1
    voornaam, rest = " ".join(delen[:eigen]), delen[eigen:]
    aantal = next((n for n, deel in enumerate(rest) if deel.lower() not in _VOORVOEGSELS), len(rest))
    voor = " ".join(rest[:aantal])
    if len(voor) > 10 or aantal == len(rest):
        aantal, voor = 0, ""
    return {
        "voorletters": "",
        "voornaam": knip(voornaam, 200),
        "voorvoegselAchternaam": voor,
        "achternaam": knip(" ".join(rest[aantal:]), 200),
    }


def _adres(adres: str, soort: str, omschrijving: str) -> Json:
    return {
        "adres": adres,
        "soortDigitaalAdres": soort,
        "omschrijving": omschrijving,
        "verstrektDoorPartij": None,
    }


def _moment(moment: datetime) -> str:
    return moment.astimezone(NEDERLAND).strftime("%d-%m-%Y %H:%M")
