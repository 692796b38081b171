"""De intake: gelijk voor elk kanaal, alleen wat helpt, en niets van §9.2 (R60-R63, R75-R78, R87)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from assistent.kern.beeld import Bewijs
from assistent.kern.begrippen import Klasse, Urgentie, Wie
from assistent.kern.gesprek import Gesprek
from assistent.kern.indeling import Indeling

CONTACT = ("naam", "telefoon", "mail", "beltijd", "vrij_praten")
"""Velden die iemand herkenbaar maken; ze worden versleuteld bewaard en alleen de trekker ziet ze."""

VRIJE_VELDEN = (
    "wil_bereiken", "achter_de_vraag", "al_betrokken", "weet_betrokkene", "eigen_contact",
    "voorkeur_gesprek", "neemt_iemand_mee", "kinderen", "aanvulling", *CONTACT,
)  # fmt: skip
"""Alles wat de inwoner zelf invult. Wat hier niet staat kan niet in een intake komen (§9.2)."""


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


def maak_intake(gesprek: Gesprek, indeling: Indeling, regelversie: str) -> Intake:
    """Vul de intake uit het gesprek; nog zonder akkoord."""
    beeld = gesprek.beeld
    toewijzing = indeling.toewijzing
    return Intake(
        vraag_in_eigen_woorden=gesprek.eigen_woorden,
        klasse=indeling.klasse,
        regel=indeling.regel.nummer,
        regelversie=regelversie,
        uitleg=indeling.regel.uitleg,
        onderwerpen=tuple(o.sleutel for o in indeling.onderwerpen if not o.proces),
        leefgebieden=indeling.leefgebieden,
        markeringen=tuple(sorted(indeling.markeringen)),
        bewijs=beeld.bewijs(),
        gemeente=gesprek.gemeente,
        gebied=beeld.gebied,
        trekker=toewijzing.trekker,
        opschalen_naar=toewijzing.team if toewijzing.opschalen else None,
        meekijkers=toewijzing.meekijkers,
        vervolg=toewijzing.vervolg,
        urgentie=indeling.urgentie,
        wie=beeld.wie,
        rol=beeld.rol,
        velden={k: v for k, v in gesprek.velden.items() if k in VRIJE_VELDEN},
        clientondersteuning_genoemd="clientondersteuning" in gesprek.gesteld,
        kanaal=gesprek.kanaal.value,
    )
