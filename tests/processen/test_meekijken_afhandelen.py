"""Wat er aan het eind van een gesprek gebeurt: overdragen, terugvinden, vastleggen, en een doorverbindlus zien (R57, R61, R67)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pytest

from assistent.adapters.fakes import OpslagInGeheugen
from assistent.kern.begrippen import Klasse
from assistent.kern.contactmoment import Uitslag, zoeksleutels
from assistent.kern.errors import AssistentError, GesprekOnbekend
from assistent.kern.intake import Intake
from assistent.kern.klad import Bezig, Keuze, Klad
from assistent.kern.overdracht import Overdracht, Staat
from assistent.processen.contactmoment import CONTACTMOMENT, Afhandelen
from assistent.processen.meekijken import Meekijken, NietVanU
from assistent.processen.terugvinden import Terugvinden
from assistent.processen.werkbak import Werkbak
from tests.gegevens import LOKET, NU, SOCIAAL_TEAM, kennisbank
from tests.processen.test_meekijken import ELDERS, KCC, KCC2, VALPARTIJ, VRIJWILLIGER, maak_meekijken

LATER = NU + timedelta(minutes=6)
CONTACT = " mw Jansen 0612345678"


@dataclass
class Bureau:
    """Een medewerker met alles erop en eraan."""

    opslag: OpslagInGeheugen
    meekijken: Meekijken
    afhandelen: Afhandelen
    terugvinden: Terugvinden

    async def gesprek(self, notitie: str) -> Klad:
        """Een gesprek met een notitie."""
        klad = await self.meekijken.begin(KCC, NU)
        return await self.meekijken.noteer(KCC, klad.id, notitie)

    async def overgedragen(self, notitie: str = VALPARTIJ + CONTACT) -> tuple[Klad, Overdracht, Intake]:
        """Tot en met de overdracht."""
        klad = await self.gesprek(notitie)
        klad, overdracht = await self.afhandelen.draag_over(KCC, klad.id, LATER, akkoord=True)
        return klad, *self.opslag.intakes[overdracht.id]

    async def rond_af(self, notitie: str, uitslag: Uitslag) -> None:
        """Eén gesprek van begin tot eind."""
        klad = await self.gesprek(notitie)
        await self.afhandelen.rond_af(KCC, klad.id, uitslag, LATER)


@pytest.fixture
def bureau() -> Bureau:
    """Alles in het geheugen."""
    opslag = OpslagInGeheugen()
    meekijken = maak_meekijken(opslag)
    hulp = kennisbank, opslag, meekijken.omroep, meekijken
    return Bureau(opslag, meekijken, Afhandelen(*hulp), Terugvinden(*hulp))


# --- overdragen ---


async def test_de_overdracht_is_dezelfde_als_overal(bureau: Bureau) -> None:
    """R18: dezelfde intake, hetzelfde team, dezelfde staten als uit de chat."""
    klad, overdracht, intake = await bureau.overgedragen()
    assert overdracht.staat is Staat.AANGEBODEN
    assert overdracht.team == "sociaal_team"
    assert intake.klasse is Klasse.MEERVOUDIG_COMPLEX
    assert intake.velden["telefoon"] == "0612345678"
    assert intake.akkoord_op == LATER
    assert intake.kanaal == "phone"
    assert any("huur achter" in woorden for woorden in intake.vraag_in_eigen_woorden)
    assert klad.bezig is Bezig.OVERGEDRAGEN
    assert ("team", overdracht.id) in bureau.opslag.uitgaand
    aangenomen = await Werkbak(kennisbank, bureau.opslag, bureau.meekijken.omroep).neem_aan(SOCIAAL_TEAM, overdracht.id, LATER)
    assert aangenomen.bij_mens


async def test_pas_losgelaten_als_het_team_aanneemt(bureau: Bureau) -> None:
    """R57: het klad blijft wachten tot iemand heeft aangenomen."""
    klad, overdracht, _ = await bureau.overgedragen()
    stand = await bureau.afhandelen.overdracht(KCC, klad.id)
    assert stand is not None
    assert stand.open
    await Werkbak(kennisbank, bureau.opslag, bureau.meekijken.omroep).neem_aan(SOCIAAL_TEAM, overdracht.id, LATER)
    stand = await bureau.afhandelen.overdracht(KCC, klad.id)
    assert stand is not None
    assert stand.aangenomen_door == "sam"


async def test_zonder_akkoord_gaat_er_niets_weg(bureau: Bureau) -> None:
    """R67: zonder ja geen intake; bij acuut gevaar wel, met de reden erbij."""
    klad = await bureau.gesprek(VALPARTIJ)
    with pytest.raises(AssistentError):
        await bureau.afhandelen.draag_over(KCC, klad.id, LATER, akkoord=False, gevaar="ik vind het nodig")
    assert not bureau.opslag.intakes
    klad = await bureau.gesprek("dhr wil niet meer leven")
    with pytest.raises(AssistentError):
        await bureau.afhandelen.draag_over(KCC, klad.id, LATER, akkoord=False)
    _, overdracht = await bureau.afhandelen.draag_over(KCC, klad.id, LATER, akkoord=False, gevaar="hing op, bsn 123456782")
    _, intake = bureau.opslag.intakes[overdracht.id]
    assert intake.akkoord_op is None
    assert intake.akkoord_reden == "acuut gevaar: hing op, bsn [bsn]"


async def test_de_keuze_van_de_medewerker_gaat_mee(bureau: Bureau) -> None:
    """R34: klasse en team van de medewerker, met zijn reden, en niet die van de regels."""
    klad = await bureau.gesprek(VALPARTIJ + CONTACT)
    keuze = Keuze(klasse=Klasse.ENKELVOUDIG_SPECIALISTISCH, team="gkb", reden="alleen de huur speelt nu")
    klad = await bureau.meekijken.kies(KCC, klad.id, keuze)
    _, overdracht = await bureau.afhandelen.draag_over(KCC, klad.id, LATER, akkoord=True)
    _, intake = bureau.opslag.intakes[overdracht.id]
    assert (overdracht.team, overdracht.klasse) == ("gkb", Klasse.ENKELVOUDIG_SPECIALISTISCH)
    assert "alleen de huur" in intake.uitleg


async def test_een_keuze_heeft_een_reden_en_een_bestaand_team(bureau: Bureau) -> None:
    klad = await bureau.gesprek(VALPARTIJ)
    with pytest.raises(AssistentError):
        await bureau.meekijken.kies(KCC, klad.id, Keuze(team="gkb"))
    with pytest.raises(AssistentError):
        await bureau.meekijken.kies(KCC, klad.id, Keuze(team="bestaat_niet", reden="omdat"))


async def test_een_collega_kan_niet_overdragen(bureau: Bureau) -> None:
    klad = await bureau.gesprek(VALPARTIJ)
    await bureau.meekijken.vraag_mee(KCC, klad.id, open_=True)
    with pytest.raises(NietVanU):
        await bureau.afhandelen.draag_over(KCC2, klad.id, LATER, akkoord=True)


async def test_een_vergissing_is_terug_te_halen_tot_iemand_aannam(bureau: Bureau) -> None:
    klad, overdracht, _ = await bureau.overgedragen()
    klad = await bureau.afhandelen.trek_terug(KCC, klad.id, LATER)
    assert bureau.opslag.intakes[overdracht.id][0].staat is Staat.INGETROKKEN
    _, opnieuw = await bureau.afhandelen.draag_over(KCC, klad.id, LATER, akkoord=True)
    assert opnieuw.id != overdracht.id
    await Werkbak(kennisbank, bureau.opslag, bureau.meekijken.omroep).neem_aan(SOCIAAL_TEAM, opnieuw.id, LATER)
    with pytest.raises(AssistentError):
        await bureau.afhandelen.trek_terug(KCC, klad.id, LATER)


# --- contactmoment ---


async def test_een_contactmoment_heeft_kanaal_onderwerp_uitslag_en_duur(bureau: Bureau) -> None:
    klad = await bureau.gesprek("wil parkeerkaart")
    moment = await bureau.afhandelen.rond_af(KCC, klad.id, Uitslag.BEANTWOORD, LATER)
    assert (moment.kanaal.value, moment.onderwerp, moment.uitslag, moment.seconden) == ("phone", "parkeerkaart", Uitslag.BEANTWOORD, 360)
    assert bureau.opslag.momenten == [moment]
    assert (CONTACTMOMENT, moment.id) in bureau.opslag.uitgaand
    with pytest.raises(GesprekOnbekend):
        await bureau.meekijken.haal(KCC, klad.id)


async def test_een_contactmoment_bevat_geen_woorden_van_de_inwoner(bureau: Bureau) -> None:
    """R105: cijfers zonder inhoud."""
    klad = await bureau.gesprek("huur achter, mw Jansen 0612345678")
    moment = await bureau.afhandelen.rond_af(KCC, klad.id, Uitslag.BEANTWOORD, LATER)
    for geheim in ("Jansen", "0612345678", "huur achter"):
        assert geheim not in repr(moment)


async def test_wie_vergeet_af_te_ronden_telt_toch_en_niet_dubbel(bureau: Bureau) -> None:
    klad, _, _ = await bureau.overgedragen()
    assert [m.uitslag for m in bureau.opslag.momenten] == [Uitslag.OVERGEDRAGEN]
    await bureau.afhandelen.rond_af(KCC, klad.id, Uitslag.DOORVERBONDEN, LATER)
    assert [m.uitslag for m in bureau.opslag.momenten] == [Uitslag.DOORVERBONDEN]


# --- terugvinden ---


async def test_een_beller_met_nummer_hoeft_niets_opnieuw_te_vertellen(bureau: Bureau) -> None:
    """R61: gevonden op referentie, met status en team."""
    _, overdracht, _ = await bureau.overgedragen()
    (eerder,) = await bureau.terugvinden.zoek_eerder(KCC2, referentie=overdracht.referentie.lower())
    assert (eerder.referentie, eerder.team, eerder.staat) == (overdracht.referentie, "het Sociaal Team", "aangeboden")
    assert eerder.onderwerpen


async def test_terugvinden_op_telefoon_en_op_naam_met_postcode(bureau: Bureau) -> None:
    await bureau.overgedragen("huur achter, mw Jansen 0612345678, 9711 AB")
    assert await bureau.terugvinden.zoek_eerder(KCC, telefoon="06-12345678")
    assert await bureau.terugvinden.zoek_eerder(KCC, telefoon="+31612345678")
    assert await bureau.terugvinden.zoek_eerder(KCC, naam="Jánsen", postcode="9711")
    assert not await bureau.terugvinden.zoek_eerder(KCC, naam="Jansen")
    assert not await bureau.terugvinden.zoek_eerder(KCC, naam="Pietersen", postcode="9711 AB")


async def test_alleen_de_eigen_gemeente(bureau: Bureau) -> None:
    _, overdracht, _ = await bureau.overgedragen()
    assert not await bureau.terugvinden.zoek_eerder(ELDERS, referentie=overdracht.referentie)


async def test_een_vrijwilliger_vindt_alleen_op_nummer_en_ziet_geen_inhoud(bureau: Bureau) -> None:
    """R101."""
    _, overdracht, _ = await bureau.overgedragen("huur achter, mw Jansen 0612345678, 9711 AB")
    assert not await bureau.terugvinden.zoek_eerder(VRIJWILLIGER, telefoon="0612345678")
    assert not await bureau.terugvinden.zoek_eerder(VRIJWILLIGER, naam="Jansen", postcode="9711")
    (eerder,) = await bureau.terugvinden.zoek_eerder(VRIJWILLIGER, referentie=overdracht.referentie)
    assert eerder.onderwerpen == ()
    assert eerder.staat == "aangeboden"


async def test_wat_de_beller_nu_zegt_gaat_naar_het_team_dat_de_vraag_heeft(bureau: Bureau) -> None:
    _, overdracht, _ = await bureau.overgedragen()
    klad = await bureau.gesprek("belt weer, nog niets gehoord")
    with pytest.raises(NietVanU):
        await bureau.terugvinden.vul_aan(KCC, klad.id, "nieuw nummer", LATER)
    await bureau.terugvinden.koppel(KCC, klad.id, overdracht.id)
    na = await bureau.terugvinden.vul_aan(KCC, klad.id, "heeft nu ook een brief van de rechter, bsn 123456782", LATER)
    _, intake = bureau.opslag.intakes[na.id]
    assert intake.velden["aanvulling"] == "heeft nu ook een brief van de rechter, bsn [bsn]"
    assert na.team == overdracht.team


async def test_na_afsluiting_terug_naar_het_team_dat_de_inwoner_kent(bureau: Bureau) -> None:
    """R80."""
    _, overdracht, _ = await bureau.overgedragen("huur achter" + CONTACT)
    bak = Werkbak(kennisbank, bureau.opslag, bureau.meekijken.omroep)
    wie = next(a for a in (LOKET, SOCIAAL_TEAM, KCC) if overdracht.team in a.teams)
    await bak.neem_aan(wie, overdracht.id, LATER)
    await bak.rond_af(wie, overdracht.id, "regeling getroffen", LATER)
    klad = await bureau.gesprek("huur achter" + CONTACT)
    await bureau.terugvinden.koppel(KCC, klad.id, overdracht.id)
    _, weer = await bureau.afhandelen.draag_over(KCC, klad.id, LATER, akkoord=True)
    assert weer.id == overdracht.id
    assert weer.staat is Staat.AANGEBODEN


# --- doorverbindlus ---


async def test_de_derde_keer_doorverbonden_valt_op(bureau: Bureau) -> None:
    """Ombudsman: dezelfde beller werd drie keer blind doorverbonden; de derde keer hoort dat op te vallen."""
    klad = await bureau.gesprek("huur achter" + CONTACT)
    advies = await bureau.meekijken.kijk(klad, LATER)
    assert not await bureau.terugvinden.in_lus(klad, advies, LATER)
    await bureau.rond_af("huur achter" + CONTACT, Uitslag.DOORVERBONDEN)
    assert not await bureau.terugvinden.in_lus(klad, advies, LATER)
    await bureau.rond_af("belt weer" + CONTACT, Uitslag.VERWEZEN)
    assert await bureau.terugvinden.in_lus(klad, advies, LATER)
    assert not await bureau.terugvinden.in_lus(klad, advies, LATER + timedelta(days=60))


async def test_beantwoord_is_geen_doorverbinden(bureau: Bureau) -> None:
    for _ in range(3):
        await bureau.rond_af("vraag" + CONTACT, Uitslag.BEANTWOORD)
    klad = await bureau.gesprek("vraag" + CONTACT)
    assert not await bureau.terugvinden.in_lus(klad, await bureau.meekijken.kijk(klad, LATER), LATER)


async def test_zonder_nummer_of_naam_is_iemand_onbekend(bureau: Bureau) -> None:
    for _ in range(3):
        await bureau.rond_af("anoniem", Uitslag.DOORVERBONDEN)
    klad = await bureau.gesprek("anoniem")
    assert not await bureau.terugvinden.in_lus(klad, await bureau.meekijken.kijk(klad, LATER), LATER)


@pytest.mark.parametrize(
    ("velden", "sleutels"),
    [
        ({"referentie": "K4T-7WQ"}, ("referentie:K4T7WQ",)),
        ({"referentie": "k4t7wq"}, ("referentie:K4T7WQ",)),
        ({"referentie": "hallo"}, ()),
        ({"telefoon": "050 - 123 45 67"}, ("telefoon:501234567",)),
        ({"telefoon": "0031 6 12345678"}, ("telefoon:612345678",)),
        ({"telefoon": "112"}, ()),
        ({"naam": "Anna van der Berg", "postcode": "9711 AB"}, ("naam:berg:9711",)),
        ({"naam": "Berg"}, ()),
        ({"postcode": "9711AB"}, ()),
    ],
)
def test_zoeksleutels(velden: dict[str, str], sleutels: tuple[str, ...]) -> None:
    assert zoeksleutels(**velden) == sleutels
