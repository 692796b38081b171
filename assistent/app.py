"""De samenstelling: de enige plek die kiest welke adapter achter welke poort zit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cached_property
from typing import cast

from assistent.adapters.doelen import Omgeving, maak_doelen
from assistent.adapters.fakes import (
    HuurInGeheugen,
    InzageInGeheugen,
    NietsTeWissen,
    OproepenInGeheugen,
    OpslagInGeheugen,
)
from assistent.adapters.klok import Systeemklok
from assistent.adapters.omroep import OmroepHier
from assistent.adapters.open_klant.bezorgen import OpenKlant
from assistent.adapters.open_klant.contacten import OpenKlantContacten
from assistent.adapters.post import PostOpScherm
from assistent.bouwstenen import laad_kennis, losse_werkplek, maak_lezer, maak_notities
from assistent.config import Instellingen
from assistent.kern.kennis import Kennisbank
from assistent.ports import (
    Aanbieder,
    Accounts,
    Dialoog,
    Doel,
    Herkennen,
    Huur,
    Inzagelog,
    Klok,
    Lezen,
    Omroep,
    Oproeplog,
    Opruimer,
    Opslag,
    Post,
)
from assistent.processen.aanwezigheid import Aanwezigheid
from assistent.processen.afspreken import Terugbellen
from assistent.processen.beantwoorden import Beantwoorder
from assistent.processen.bellers import Bellers
from assistent.processen.bewaren import Bewaarder
from assistent.processen.contactmoment import Afhandelen
from assistent.processen.kijken import LeesNotitie
from assistent.processen.meekijken import Meekijken
from assistent.processen.meepraten import Meepraten
from assistent.processen.melden import Melden
from assistent.processen.opvolgen import Opvolger
from assistent.processen.taken import Loper, Taak
from assistent.processen.terugvinden import Terugvinden
from assistent.processen.versturen import Verzender
from assistent.processen.volgen import Volgen
from assistent.processen.werkbak import Werkbak
from assistent.processen.werkplek import Werkplek
from assistent.taal.lezer import Lezer
from assistent.taal.wissel import Wissellezer, Wisselnotities

_werkplek: Werkplek | None = None
Herlader = Callable[[Kennisbank], Callable[[], None]]


def zonder_code(_: str) -> str:
    """Geen sleutel, dus ook geen code: er past dan niets."""
    return ""


@dataclass
class App:
    """Het lopende programma."""

    instellingen: Instellingen
    kennis: Kennisbank
    klok: Klok
    opslag: Opslag
    omroep: Omroep
    dialoog: Dialoog
    lezer: Lezen
    werkplek: Werkplek
    accounts: Accounts | None = None
    huur: Huur = field(default_factory=HuurInGeheugen)
    """Wie een achtergrondtaak doet; in bedrijf de database."""
    post: Post = field(default_factory=PostOpScherm)
    sms: Post | None = None
    """Sms naar inwoners, als dat is ingesteld."""
    oidc: Aanbieder | None = None
    """Aanmelden bij de gemeente, als dat is ingesteld."""
    statuscode: Callable[[str], str] = zonder_code
    """De geheime code bij een overdracht; zonder is er geen statuspagina."""
    inzage: Inzagelog = field(default_factory=InzageInGeheugen)
    """Wie wat zag; in bedrijf de database."""
    opruimer: Opruimer = field(default_factory=NietsTeWissen)
    herkenner: Herkennen | None = None
    """De taalmotor voor meekijken; zonder werken signalen en zoeken gewoon."""
    oproeplog: Oproeplog = field(default_factory=OproepenInGeheugen)
    """Telefoontjes; in bedrijf de database."""
    notities: LeesNotitie | None = None
    """Leest de notitie van een medewerker; leeg is de gewone lezer met het kortschrift."""
    herladers: list[Herlader] = field(default_factory=list)
    """Wat een kanaal zelf van schijf leest: maakt het nieuwe klaar en geeft wat het inzet."""

    @cached_property
    def taken(self) -> tuple[Taak, ...]:
        """Het werk op de achtergrond; een nieuwe taak komt hier als regel bij."""
        return (
            Taak("meepraten", timedelta(seconds=5), self.meepraten.waak),
            Taak("termijnen", timedelta(minutes=1), self.opvolger.bewaak),
            Taak("uitbak", timedelta(seconds=5), self.verzender.verstuur),
            Taak("terugmelding", timedelta(minutes=5), self.verzender.lees_terug),
            Taak("bewaren", timedelta(hours=1), Bewaarder(lambda: self.kennis, self.opruimer).wis),
        )

    @cached_property
    def loper(self) -> Loper:
        """Draait de taken; `dienst` start en stopt hem."""
        return Loper(self.taken, self.huur, self.klok)

    @cached_property
    def beantwoorder(self) -> Beantwoorder:
        """De ene deur voor elke beurt."""
        return Beantwoorder(
            kennis=lambda: self.kennis,
            lezer=self.lezer,
            dialoog=self.dialoog,
            werkplek=self.werkplek,
            opslag=self.opslag,
            omroep=self.omroep,
            max_tekens=self.instellingen.max_tekens,
            volgen=self.volgen,
        )

    @cached_property
    def aanwezigheid(self) -> Aanwezigheid:
        """Wie er nu is."""
        return Aanwezigheid(lambda: self.kennis, self.opslag, self.omroep)

    @cached_property
    def meepraten(self) -> Meepraten:
        """Medewerkers in een lopend gesprek."""
        return Meepraten(lambda: self.kennis, self.opslag, self.omroep, self.werkbak)

    @cached_property
    def terugbellen(self) -> Terugbellen:
        """Belafspraken van medewerkers."""
        return Terugbellen(lambda: self.kennis, self.opslag, self.omroep, self.werkbak)

    @cached_property
    def volgen(self) -> Volgen:
        """Wat een inwoner met nummer en code kan."""
        return Volgen(
            lambda: self.kennis,
            self.opslag,
            self.omroep,
            self.lezer,
            self.opvolger,
            self.statuscode,
            self.instellingen.buitenadres.rstrip("/"),
        )

    @cached_property
    def opvolger(self) -> Opvolger:
        """Bewaakt overdrachten en heropent ze."""
        return Opvolger(lambda: self.kennis, self.opslag, self.omroep)

    @cached_property
    def doelen(self) -> Mapping[str, Doel]:
        """De andere systemen uit de instellingen; fout `AssistentError` bij een halve instelling."""
        omgeving = Omgeving(self.instellingen, lambda: self.kennis, self.klok, self.post, self.sms)
        return maak_doelen(omgeving)

    @cached_property
    def verzender(self) -> Verzender:
        """Brengt overdrachten naar andere systemen, en leest terug."""
        open_klant = next((d for d in self.doelen.values() if isinstance(d, OpenKlant)), None)
        register = OpenKlantContacten(open_klant, lambda: self.kennis) if open_klant else None
        return Verzender(self.opslag, self.opvolger, self.doelen, register)

    @cached_property
    def werkbak(self) -> Werkbak:
        """De handelingen van een teamlid."""
        return Werkbak(lambda: self.kennis, self.opslag, self.omroep)

    @cached_property
    def meekijken(self) -> Meekijken:
        """Wat een medewerker ziet terwijl hij praat."""
        notities = self.notities or maak_notities(self.instellingen, cast(Lezer, self.lezer))
        return Meekijken(lambda: self.kennis, notities, self.lezer, self.herkenner, self.opslag, self.omroep)

    @cached_property
    def bellers(self) -> Bellers:
        """Wie er nu met de telefoonassistent praat."""
        return Bellers(lambda: self.kennis, self.opslag, self.oproeplog)

    @cached_property
    def afhandelen(self) -> Afhandelen:
        """Wat een medewerker aan het eind van een gesprek doet."""
        return Afhandelen(lambda: self.kennis, self.opslag, self.omroep, self.meekijken)

    @cached_property
    def terugvinden(self) -> Terugvinden:
        """Eerdere vragen van wie belt."""
        return Terugvinden(lambda: self.kennis, self.opslag, self.omroep, self.meekijken)

    @cached_property
    def melden(self) -> Melden:
        """Meldingen van beroepskrachten."""
        return Melden(lambda: self.kennis, self.lezer, self.opslag, self.omroep, self.meekijken)

    def oefenruimte(self) -> App:
        """Hetzelfde programma op een lege opslag in het geheugen: oefenen raakt nooit echte gegevens (R132)."""
        return replace(
            self,
            opslag=OpslagInGeheugen(),
            omroep=OmroepHier(),
            oproeplog=OproepenInGeheugen(),
            notities=self.meekijken.notities,
        )

    def herlaad(self) -> None:
        """Lees kennisbank, patronen en kortschrift opnieuw; lopende gesprekken merken er niets van (R110).

        Alles wordt eerst gemaakt en dan pas ingezet: gaat er iets mis, dan blijft het oude in gebruik.
        """
        kennis = laad_kennis(self.instellingen)
        lezer = maak_lezer(self.instellingen, kennis)
        notities = maak_notities(self.instellingen, lezer)
        zet_in = [herlader(kennis) for herlader in self.herladers]
        self.kennis = kennis
        if isinstance(self.lezer, Wissellezer):
            self.lezer.nu = lezer
        if isinstance(self.notities, Wisselnotities):
            self.notities.nu = notities
        for inzetten in zet_in:
            inzetten()


def maak_app(
    instellingen: Instellingen,
    *,
    opslag: Opslag,
    dialoog: Dialoog,
    klok: Klok | None = None,
    omroep: Omroep | None = None,
    accounts: Accounts | None = None,
    huur: Huur | None = None,
    post: Post | None = None,
    sms: Post | None = None,
    oidc: Aanbieder | None = None,
    inzage: Inzagelog | None = None,
    opruimer: Opruimer | None = None,
    herkenner: Herkennen | None = None,
    statuscode: Callable[[str], str] = zonder_code,
    oproeplog: Oproeplog | None = None,
    kennis: Kennisbank | None = None,
) -> App:
    """Zet het programma in elkaar."""
    global _werkplek
    kennis = kennis or laad_kennis(instellingen)
    lezer = maak_lezer(instellingen, kennis)
    app = App(
        instellingen=instellingen,
        kennis=kennis,
        klok=klok or Systeemklok(),
        opslag=opslag,
        omroep=omroep or OmroepHier(),
        dialoog=dialoog,
        lezer=Wissellezer(lezer),
        notities=Wisselnotities(maak_notities(instellingen, lezer)),
        werkplek=Werkplek(lambda: app.kennis),
        accounts=accounts,
        huur=huur or HuurInGeheugen(),
        post=post or PostOpScherm(),
        sms=sms,
        oidc=oidc,
        inzage=inzage or InzageInGeheugen(),
        opruimer=opruimer or NietsTeWissen(),
        oproeplog=oproeplog or OproepenInGeheugen(),
        herkenner=herkenner,
        statuscode=statuscode,
    )
    _werkplek = app.werkplek
    return app


def werkplek() -> Werkplek:
    """De werkplek van dit proces; een losse actieserver (`rasa run actions`) maakt er zelf een."""
    global _werkplek
    if _werkplek is None:
        _werkplek = losse_werkplek()
    return _werkplek
