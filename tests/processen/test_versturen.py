"""De verzender: elk doel krijgt de stand precies één keer, hoe vaak het ook misgaat (ontwerp §5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest

from assistent.adapters.fakes import OpslagInGeheugen
from assistent.app import App
from assistent.kern.errors import DoelOnbereikbaar, DoelWeigert
from assistent.kern.intake import Intake
from assistent.kern.overdracht import Overdracht, Staat
from assistent.ports import Klaar, Terug, Zending
from assistent.processen.versturen import LANGSTE_WACHT, Verzender, wachttijd
from tests.gegevens import NU, SOCIAAL_TEAM, Inwoner, maak_proefapp


@dataclass
class Proefdoel:
    """Een doel in drie stappen, dat op commando hapert."""

    naam: str = "proef"
    rol: str = "systeem"
    teams: frozenset[str] = frozenset({"sociaal_team", "loket"})
    fouten: list[Exception | None] = field(default_factory=list)
    """Per stap: de fout die daar komt, of niets."""
    gemaakt: list[tuple[str, str]] = field(default_factory=list)
    terug: Terug | None = None
    gevraagd: int = 0

    def past(self, overdracht: Overdracht) -> bool:
        return overdracht.team in self.teams

    async def werk_bij(self, overdracht: Overdracht, intake: Intake, stappen: Mapping[str, str], klaar: Klaar) -> None:
        for stap in ("een", "twee", "drie"):
            if self.fouten and (fout := self.fouten.pop(0)):
                raise fout
            if stap not in stappen:
                self.gemaakt.append((overdracht.id, stap))
                await klaar(stap, f"{stap}-{overdracht.id}")
        if stappen.get("staat") != overdracht.staat.value:
            await klaar("staat", overdracht.staat.value)

    async def lees_terug(self, stappen: Mapping[str, str]) -> Terug | None:
        self.gevraagd += 1
        if isinstance(self.terug, Exception):
            raise self.terug
        return self.terug


@pytest.fixture(params=["geheugen", "sqlite"])
def app(request: pytest.FixtureRequest) -> App:
    """Op beide opslagen: de verzender leunt op wat de uitbak belooft."""
    opslag = OpslagInGeheugen() if request.param == "geheugen" else request.getfixturevalue("sqlopslag")
    return maak_proefapp(opslag=opslag)


@pytest.fixture
async def overdracht(app: App) -> Overdracht:
    return await (await Inwoner.begint(app)).naar_team()


def verzender(app: App, *doelen: Any) -> Verzender:
    return Verzender(app.opslag, app.opvolger, {d.naam: d for d in doelen})


async def zending(app: App, overdracht: Overdracht, doel: str = "proef") -> Zending:
    async with app.opslag.transactie() as werk:
        return next(z for z in await werk.uitbak.zoek(overdracht_id=overdracht.id) if z.doel == doel)


async def nu_van(app: App, id_: str) -> Overdracht:
    async with app.opslag.transactie() as werk:
        return (await werk.overdrachten.haal(id_))[0]


async def test_een_zending_gaat_weg_in_stappen_en_is_dan_klaar(app: App, overdracht: Overdracht) -> None:
    doel = Proefdoel()
    await verzender(app, doel).verstuur(NU)
    klaar = await zending(app, overdracht)
    assert (klaar.gedaan, klaar.volgende, klaar.stappen["drie"]) == (NU, None, f"drie-{overdracht.id}")
    await verzender(app, doel).verstuur(NU + timedelta(days=1))
    assert len(doel.gemaakt) == 3


async def test_na_een_fout_halverwege_gaat_het_verder_waar_het_was(app: App, overdracht: Overdracht) -> None:
    """Een andere verzender (een herstart) doet de eerste stap niet nog eens."""
    doel = Proefdoel(fouten=[None, DoelOnbereikbaar("stil")])
    await verzender(app, doel).verstuur(NU)
    half = await zending(app, overdracht)
    assert (half.gedaan, half.pogingen, set(half.stappen), half.fout) == (None, 1, {"een"}, "DoelOnbereikbaar")
    assert half.volgende == NU + wachttijd(0)
    await verzender(app, doel).verstuur(NU + wachttijd(0) / 2)
    assert [s for _, s in doel.gemaakt] == ["een"]
    await verzender(app, doel).verstuur(NU + wachttijd(0))
    assert [s for _, s in doel.gemaakt] == ["een", "twee", "drie"]


async def test_zit_er_schot_in_dan_wordt_er_weer_kort_gewacht(app: App, overdracht: Overdracht) -> None:
    stuk = DoelOnbereikbaar("stil")
    doel = Proefdoel(fouten=[stuk, stuk, stuk, None, stuk])
    nu = NU
    for _ in range(4):
        await verzender(app, doel).verstuur(nu)
        vorige, nu = nu, (await zending(app, overdracht)).volgende or nu
    assert doel.gemaakt == [(overdracht.id, "een")]
    assert nu - vorige == wachttijd(0)


@pytest.mark.parametrize("fout", [DoelOnbereikbaar("stil"), DoelWeigert("invalid onderwerp"), TimeoutError(), ValueError("inhoud")])
async def test_welke_fout_ook_er_wordt_steeds_langer_gewacht_en_nooit_opgegeven(
    fout: Exception, app: App, overdracht: Overdracht
) -> None:
    """R57; en de tekst van een fout komt niet in de uitbak terecht."""
    doel = Proefdoel(fouten=[fout] * 30)
    nu, wachten = NU, []
    for _ in range(30):
        await verzender(app, doel).verstuur(nu)
        volgende = (await zending(app, overdracht)).volgende
        assert volgende is not None
        wachten.append(volgende - nu)
        nu = volgende
    assert wachten[:3] == [timedelta(seconds=5), timedelta(seconds=10), timedelta(seconds=20)]
    assert wachten[-1] == LANGSTE_WACHT
    assert "inhoud" not in (await zending(app, overdracht)).fout
    await verzender(app, doel).verstuur(nu)
    assert (await zending(app, overdracht)).gedaan == nu


async def test_een_weigering_zegt_welk_veld(app: App, overdracht: Overdracht) -> None:
    await verzender(app, Proefdoel(fouten=[DoelWeigert("max_length onderwerp")])).verstuur(NU)
    assert (await zending(app, overdracht)).fout == "max_length onderwerp"


async def test_verandert_de_overdracht_dan_hoort_het_doel_dat(app: App, overdracht: Overdracht) -> None:
    doel = Proefdoel()
    await verzender(app, doel).verstuur(NU)
    await app.werkbak.neem_aan(SOCIAAL_TEAM, overdracht.id, NU)
    await verzender(app, doel).verstuur(NU)
    assert (await zending(app, overdracht)).stappen["staat"] == "aangenomen"
    assert len(doel.gemaakt) == 3


async def test_verandert_de_overdracht_tijdens_het_versturen_dan_volgt_er_nog_een_ronde(app: App, overdracht: Overdracht) -> None:
    class Traag(Proefdoel):
        async def werk_bij(self, overdracht: Overdracht, intake: Intake, stappen: Mapping[str, str], klaar: Klaar) -> None:
            await super().werk_bij(overdracht, intake, stappen, klaar)
            if overdracht.staat is Staat.AANGEBODEN:
                await app.werkbak.neem_aan(SOCIAAL_TEAM, overdracht.id, NU)

    doel = Traag()
    await verzender(app, doel).verstuur(NU)
    klaar = await zending(app, overdracht)
    assert (klaar.stappen["staat"], klaar.gedaan) == ("aangenomen", NU)


async def test_een_team_met_een_systeem_krijgt_geen_mail_en_een_team_zonder_wel(app: App, overdracht: Overdracht) -> None:
    systeem = Proefdoel(teams=frozenset({"sociaal_team"}))
    mail = Proefdoel("mail", "vangnet")
    extra = Proefdoel("extra", "extra", frozenset({"loket"}))
    bezorger = verzender(app, systeem, mail, extra)
    await bezorger.verstuur(NU)
    assert (len(systeem.gemaakt), len(mail.gemaakt), len(extra.gemaakt)) == (3, 0, 0)
    await app.werkbak.weiger(SOCIAAL_TEAM, overdracht.id, "naar het loket", NU)
    await bezorger.verstuur(NU)
    assert (len(mail.gemaakt), len(extra.gemaakt)) == (3, 3)
    # Het oude systeem hoort ook dat de vraag daar weg is.
    assert (await zending(app, overdracht)).ronde == 1


async def test_zonder_doelen_is_de_werkbak_genoeg(app: App, overdracht: Overdracht) -> None:
    await verzender(app).verstuur(NU)
    assert (await zending(app, overdracht, "team")).gedaan == NU
    assert (await app.werkbak.lijst(SOCIAAL_TEAM))[0][0].id == overdracht.id


async def test_een_doel_dat_wordt_uitgezet_raakt_niets_kwijt(app: App, overdracht: Overdracht) -> None:
    stuk = Proefdoel(fouten=[DoelOnbereikbaar("stil")])
    await verzender(app, stuk).verstuur(NU)
    await verzender(app).verstuur(NU + wachttijd(0))
    assert (await zending(app, overdracht)).fout == "doel staat uit"
    weer_aan = Proefdoel()
    await verzender(app, weer_aan).verstuur(NU + LANGSTE_WACHT * 2)
    assert len(weer_aan.gemaakt) == 3


async def test_honderd_overdrachten_gaan_in_een_keer_weg(app: App) -> None:
    doel = Proefdoel()
    eerste = await (await Inwoner.begint(app)).naar_team()
    async with app.opslag.transactie() as werk:
        _, intake = await werk.overdrachten.haal(eerste.id)
        for n in range(99):
            id_ = f"{n:026}"
            await werk.overdrachten.bewaar(replace(eerste, id=id_, referentie=f"AA-{n:04}", versie=0), intake)
            await werk.uitbak.leg_neer("team", id_, NU)
    await verzender(app, doel).verstuur(NU)
    assert len({o for o, _ in doel.gemaakt}) == 100


# --- teruglezen ---


async def test_wat_elders_is_opgepakt_staat_ook_hier(app: App, overdracht: Overdracht) -> None:
    doel = Proefdoel(terug=Terug(False, "j.jansen"))
    bezorger = verzender(app, doel)
    await bezorger.verstuur(NU)
    await bezorger.lees_terug(NU)
    await bezorger.verstuur(NU)
    assert (await nu_van(app, overdracht.id)).aangenomen_door == "j.jansen"
    doel.terug = Terug(True, "j.jansen")
    await bezorger.lees_terug(NU)
    assert (await nu_van(app, overdracht.id)).staat is Staat.AFGEROND


async def test_zolang_wij_voorlopen_lezen_we_niet_terug(app: App, overdracht: Overdracht) -> None:
    """Een heropende vraag mag niet meteen weer dicht omdat het andere systeem nog de oude stand heeft."""
    doel = Proefdoel(terug=Terug(True))
    bezorger = verzender(app, doel)
    await bezorger.lees_terug(NU)
    assert doel.gevraagd == 0
    await bezorger.verstuur(NU)
    await app.opvolger.neem_terugmelding(overdracht.id, Terug(True, "x"), NU)
    await bezorger.verstuur(NU)
    await app.opvolger.heropen(overdracht.id, "toch niet", NU)
    await bezorger.lees_terug(NU)
    assert (await nu_van(app, overdracht.id)).staat is Staat.AANGEBODEN


@pytest.mark.parametrize("terug", [None, DoelOnbereikbaar("stil"), DoelWeigert("404")])
async def test_geen_bericht_of_een_fout_verandert_niets(terug: Any, app: App, overdracht: Overdracht) -> None:
    bezorger = verzender(app, Proefdoel(terug=terug))
    await bezorger.verstuur(NU)
    voor = await nu_van(app, overdracht.id)
    await bezorger.lees_terug(NU)
    assert await nu_van(app, overdracht.id) == voor


async def test_wie_hier_heeft_aangenomen_wordt_niet_teruggelezen(app: App, overdracht: Overdracht) -> None:
    doel = Proefdoel(terug=Terug(True))
    bezorger = verzender(app, doel)
    await app.werkbak.neem_aan(SOCIAAL_TEAM, overdracht.id, NU)
    await bezorger.verstuur(NU)
    await bezorger.lees_terug(NU)
    assert doel.gevraagd == 0


def test_de_wachttijd_loopt_op_tot_een_uur() -> None:
    reeks = [wachttijd(n) for n in range(40)]
    assert reeks == sorted(reeks)
    assert (reeks[0], reeks[-1]) == (timedelta(seconds=5), timedelta(hours=1))


async def test_gewist_is_klaar(sqlopslag: Any) -> None:
    """Een overdracht die volgens de bewaartermijn weg is, blijft niet eeuwig in de uitbak."""
    app = maak_proefapp(opslag=sqlopslag)
    async with app.opslag.transactie() as werk:
        await werk.uitbak.leg_neer("proef", "weg", NU)
    await verzender(app, Proefdoel()).verstuur(NU)
    async with app.opslag.transactie() as werk:
        (z,) = await werk.uitbak.zoek(overdracht_id="weg")
    assert (z.gedaan, z.fout) == (NU, "gewist")


