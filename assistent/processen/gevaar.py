"""Na gevaar: het team dat de vraag heeft weet het meteen; dit is de enige keer dat iets zonder akkoord weggaat (R67, §5.3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from assistent.kern.antwoord import Antwoord, Reactie
from assistent.kern.begrippen import Urgentie
from assistent.kern.gesprek import Gesprek
from assistent.kern.intake import bij_gevaar
from assistent.kern.kennis import Kennisbank
from assistent.kern.nood import MEELUISTEREN
from assistent.kern.overdracht import Handeling, Overdracht
from assistent.kern.zinnen import zin
from assistent.ports import Werk
from assistent.processen.aanbieden import Namens, bied_aan, van_gesprek
from assistent.processen.vastleggen import leg_vast

NIET_VEILIG = "utter_veilig_nee"


async def na_gevaar(
    werk: Werk,
    kennis: Kennisbank,
    gesprek: Gesprek,
    reactie: Reactie,
    overdracht: Overdracht | None,
    nu: datetime,
) -> tuple[Gesprek, tuple[Antwoord, ...]]:
    """Ligt er al een vraag, dan gaat het gevaar erbij; zo niet, dan alleen als iemand zegt niet veilig te zijn.

    Zonder telefoonnummer kan een team niets doen; dan blijft het bij de nummers die er al staan.
    """
    nieuw = [g for beurt, g in gesprek.beeld.gevaren if beurt == gesprek.nummer]
    if nieuw and overdracht is not None and overdracht.mag(Handeling.AANVULLEN):
        _, intake = await werk.overdrachten.haal(overdracht.id)
        intake = bij_gevaar(intake, nieuw)
        overdracht = replace(overdracht, urgentie=Urgentie.DIRECT).doe(
            Handeling.AANVULLEN, op=nu, door="systeem", reden=intake.akkoord_reden or ""
        )
        await leg_vast(werk, overdracht, nu, intake)
        return gesprek, (_zeg(kennis, gesprek, "utter_nood_doorgegeven", overdracht),)
    onveilig = any(a.sleutel == NIET_VEILIG for a in reactie.antwoorden)
    gevaren = [g for _, g in gesprek.beeld.gevaren]
    if not (onveilig and gevaren and overdracht is None and "telefoon" in gesprek.velden):
        return gesprek, ()
    codes = sorted({g.code for g in gevaren})
    if MEELUISTEREN & set(codes):
        # Er kan iemand meekijken: het team belt dan niet zomaar.
        gesprek = gesprek.met_veld("vrij_praten", "nee")
    namens = Namens("systeem", f"acuut gevaar ({', '.join(codes)})", akkoord=False)
    vraag = gesprek.open_vraag
    gesprek, _ = await bied_aan(werk, gesprek, kennis, nu, namens)
    overdracht = await van_gesprek(werk, gesprek)
    assert overdracht is not None
    return replace(gesprek, open_vraag=vraag), (_zeg(kennis, gesprek, "utter_nood_gewaarschuwd", overdracht),)


def _zeg(kennis: Kennisbank, gesprek: Gesprek, sleutel: str, overdracht: Overdracht) -> Antwoord:
    team = kennis.gemeenten[gesprek.gemeente].teams[overdracht.team].naam
    return Antwoord(zin(kennis, gesprek, sleutel, team=team), sleutel, crisis=True)
