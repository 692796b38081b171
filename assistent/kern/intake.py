"""De intake: gelijk voor elk kanaal, alleen wat helpt, en niets van §9.2 (R60-R63, R75-R78, R87)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from assistent.kern.beeld import Bewijs
from assistent.kern.begrippen import Klasse, Urgentie, Wie
from assistent.kern.gesprek import Gesprek
from assistent.kern.indeling import Indeling
from assistent.kern.nooit import schoon, splits_melding
from assistent.kern.signalen import Gevaar

CONTACT = ("naam", "telefoon", "mail", "beltijd", "vrij_praten")
"""Velden die iemand herkenbaar maken; ze worden versleuteld bewaard en alleen de trekker ziet ze."""

VRIJE_VELDEN = (
    "wil_bereiken", "achter_de_vraag", "al_betrokken", "weet_betrokkene", "eigen_contact",
    "voorkeur_gesprek", "neemt_iemand_mee", "kinderen", "aanvulling", "mag_weten", "bericht", *CONTACT,
)  # fmt: skip
"""Alles wat de inwoner zelf invult. Wat hier niet staat kan niet in een intake komen (§9.2)."""

NIET_VRIJ = re.compile(
    r"niet (?:altijd |echt |goed )?(?:vrij|open|alleen)|niet (?:vrij )?praten|luister\w* mee|meeluister",
    re.IGNORECASE,
)
"""Zo zegt iemand dat er mensen meeluisteren als we bellen (R71)."""
CRISISWOORDEN = 1
"""Van een crisisgesprek gaat niet het hele verhaal mee, alleen wat nodig is om te helpen (§9.2)."""


@dataclass(frozen=True, slots=True)
class Intake:
    """Wat een medewerker krijgt; er is geen veld voor bsn, diagnose, bedrag of score."""

    vraag_in_eigen_woorden: tuple[str, ...]
    klasse: Klasse
    regel: str
    regelversie: str
    uitleg: str
    onderwerpen: tuple[str, ...]
    leefgebieden: tuple[str, ...]
    markeringen: tuple[str, ...]
    bewijs: tuple[Bewijs, ...]
    gemeente: str
    gebied: str | None
    trekker: str
    opschalen_naar: str | None
    meekijkers: tuple[str, ...]
    vervolg: str | None
    urgentie: Urgentie
    wie: Wie
    rol: str | None
    velden: Mapping[str, str]
    akkoord_op: datetime | None = None
    akkoord_reden: str | None = None
    """Alleen bij acuut gevaar, zonder akkoord (R67)."""
    clientondersteuning_genoemd: bool = False
    kanaal: str = "chat"
    """Het kanaal waar de intake ontstond."""
    vermoedens: tuple[str, ...] = ()
    """Wat een melder denkt of van een ander hoorde; staat apart van wat hij zelf zag (R56)."""

    def __post_init__(self) -> None:
        """Weiger een veld dat er nooit in mag; fout `ValueError`."""
        vreemd = self.velden.keys() - set(VRIJE_VELDEN)
        if vreemd:
            raise ValueError(f"Dit veld mag niet in een intake: {', '.join(sorted(vreemd))}.")

    @property
    def contact(self) -> Mapping[str, str]:
        """Hoe te bereiken is wie sprak: de inwoner zelf, of de melder. Van een betrokkene is er nooit contact (R48)."""
        return {k: v for k, v in self.velden.items() if k in CONTACT}

    @property
    def verzendbaar(self) -> bool:
        """Alleen met akkoord, of bij acuut gevaar met de reden (R67)."""
        return self.akkoord_op is not None or bool(self.akkoord_reden)


def bij_gevaar(intake: Intake, gevaren: Iterable[Gevaar]) -> Intake:
    """De enige uitzondering op akkoord: acuut gevaar, met de code als reden; fout `ValueError` zonder gevaar (R67)."""
    codes = sorted({g.code for g in gevaren})
    if not codes:
        raise ValueError("Zonder akkoord mag alleen bij acuut gevaar.")
    return replace(intake, akkoord_reden=f"acuut gevaar ({', '.join(codes)})")


def maak_intake(gesprek: Gesprek, indeling: Indeling, regelversie: str) -> Intake:
    """Vul de intake uit het gesprek; nog zonder akkoord."""
    beeld = gesprek.beeld
    toewijzing = indeling.toewijzing
    woorden, vermoedens = eigen_woorden(gesprek)
    return Intake(
        vraag_in_eigen_woorden=woorden,
        klasse=indeling.klasse,
        regel=indeling.regel.nummer,
        regelversie=regelversie,
        uitleg=indeling.regel.uitleg,
        onderwerpen=tuple(o.sleutel for o in indeling.onderwerpen if not o.proces),
        leefgebieden=indeling.leefgebieden,
        markeringen=tuple(sorted(indeling.markeringen)),
        bewijs=_bewijs(gesprek),
        gemeente=gesprek.gemeente,
        gebied=beeld.gebied,
        trekker=toewijzing.trekker,
        opschalen_naar=toewijzing.team if toewijzing.opschalen else None,
        meekijkers=toewijzing.meekijkers,
        vervolg=toewijzing.vervolg,
        urgentie=indeling.urgentie,
        wie=beeld.wie,
        rol=beeld.rol,
        velden=_velden(gesprek),
        clientondersteuning_genoemd="clientondersteuning" in gesprek.gesteld,
        kanaal=gesprek.kanaal.value,
        vermoedens=vermoedens,
    )


def eigen_woorden(gesprek: Gesprek) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """De woorden die meegaan, en apart de vermoedens van een melder; precies dit leest de inwoner na (R56, R65)."""
    woorden = tuple(schoon(w) for w in gesprek.eigen_woorden)
    if gesprek.beeld.gevaren:
        woorden = woorden[:CRISISWOORDEN]
    return (woorden, ()) if gesprek.beeld.wie is Wie.INWONER else splits_melding(woorden)


def _bewijs(gesprek: Gesprek) -> tuple[Bewijs, ...]:
    """De woorden bij elk signaal; wie zijn woorden weglaat, laat ze ook hier weg (R118)."""
    mee = bool(gesprek.eigen_woorden)
    return tuple(replace(b, tekst=schoon(b.tekst) if mee else "") for b in gesprek.beeld.bewijs())


def _velden(gesprek: Gesprek) -> dict[str, str]:
    velden = {k: v if k in CONTACT else schoon(v) for k, v in gesprek.velden.items() if k in VRIJE_VELDEN}
    if "vrij_praten" not in velden and NIET_VRIJ.search(velden.get("beltijd", "")):
        velden["vrij_praten"] = "nee"
    return velden
