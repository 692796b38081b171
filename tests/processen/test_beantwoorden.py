"""Eén beurt door het hele programma: niets dubbel, gevaar altijd, en een intake pas na akkoord."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import lru_cache
from typing import Any

import pytest

from assistent.adapters.fakes import OpslagInGeheugen
from assistent.app import App
from assistent.bouwstenen import maak_lezer
from assistent.kern.begrippen import Klasse
from assistent.kern.errors import AssistentError, Botsing, GesprekOnbekend, OngeldigeStap, OpslagOnbereikbaar
from assistent.kern.gesprek import Beurt, Fase
from assistent.kern.overdracht import Staat
from assistent.processen.inzien import overdracht_voor_inwoner, wis
from assistent.processen.verbeteren import verbeter_samenvatting
from tests.gegevens import (
    CONTACT,
    GEVAAR,
    MENS,
    NU,
    PARKEERKAART,
    SOCIAAL_TEAM,
    STAPELING,
    STOP,
    Inwoner,
    lees,
    maak_proefapp,
)


@pytest.fixture
def app() -> App:
    return maak_proefapp()


@pytest.fixture
async def inwoner(app: App) -> Inwoner:
    return await Inwoner.begint(app)


# --- een gewone beurt ---


async def test_een_gesprek_begint_met_wie_u_spreekt_en_dat_een_mens_kan(inwoner: Inwoner) -> None:
    """R98, AI-verordening art. 50."""
    groet = lees(await inwoner.berichten())
    assert "digitale assistent" in groet
    assert "een mens" in groet
    assert "Groningen" in groet


async def test_een_vraag_geeft_antwoord_en_wordt_bewaard(inwoner: Inwoner) -> None:
    nieuw = await inwoner.beurt(PARKEERKAART)
    assert [b.van for b in nieuw][0] == "inwoner"
    assert "parkeerkaart" in lees(nieuw)
    assert (await inwoner.berichten())[-len(nieuw) :] == nieuw


async def test_berichten_zijn_doorgenummerd_zonder_gaten(inwoner: Inwoner) -> None:
    for tekst in (PARKEERKAART, "blrp", MENS, CONTACT):
        await inwoner.zeg(tekst)
    nummers = [b.nummer for b in await inwoner.berichten()]
    assert nummers == list(range(1, len(nummers) + 1))


async def test_een_onbekend_gesprek_is_een_benoemde_fout(app: App) -> None:
    with pytest.raises(GesprekOnbekend):
        await app.beantwoorder.beantwoord(Beurt("bestaat-niet", "hallo", NU))


# --- niets dubbel ---


async def test_dezelfde_beurt_id_verdubbelt_niets(inwoner: Inwoner) -> None:
    eerst = await inwoner.beurt(PARKEERKAART, "b1")
    stand = await inwoner.gesprek()
    assert await inwoner.beurt(PARKEERKAART, "b1") == eerst
    assert await inwoner.gesprek() == stand
    assert inwoner.app.dialoog.gehoord == [PARKEERKAART]


async def test_een_oude_beurt_opnieuw_sturen_geeft_alleen_zijn_eigen_antwoord(inwoner: Inwoner) -> None:
    eerst = await inwoner.beurt(PARKEERKAART, "b1")
    await inwoner.beurt("blrp", "b2")
    assert await inwoner.beurt(PARKEERKAART, "b1") == eerst


async def test_dezelfde_tekst_met_een_andere_beurt_id_telt_wel_twee_keer(inwoner: Inwoner) -> None:
    await inwoner.beurt("blrp", "b1")
    await inwoner.beurt("blrp", "b2")
    assert (await inwoner.gesprek()).nummer == 2


async def test_twee_keer_ja_met_dezelfde_beurt_id_maakt_een_intake(inwoner: Inwoner) -> None:
    await inwoner.tot_akkoord()
    await asyncio.gather(inwoner.beurt("ja", "akkoord"), inwoner.beurt("ja", "akkoord"))
    assert len(inwoner.app.opslag.intakes) == 1
    assert len(inwoner.app.opslag.uitgaand) == 1


async def test_tegelijk_gestuurde_beurten_gaan_na_elkaar(inwoner: Inwoner) -> None:
    await asyncio.gather(*(inwoner.beurt(PARKEERKAART, f"b{n}") for n in range(5)))
    assert (await inwoner.gesprek()).nummer == 5
    nummers = [b.nummer for b in await inwoner.berichten()]
    assert nummers == list(range(1, len(nummers) + 1))


@dataclass
class DrukkeOpslag(OpslagInGeheugen):
    """Een ander proces is steeds net eerder, zo vaak als gezegd."""

    botsingen: int = 0

    @asynccontextmanager
    async def transactie(self) -> AsyncIterator[Any]:
        yield self
        if self.botsingen and self.stand.get("druk"):
            self.botsingen -= 1
            raise Botsing("Dit gesprek is net veranderd.")


async def druk_gesprek(botsingen: int) -> Inwoner:
    app = maak_proefapp(opslag=DrukkeOpslag(botsingen=botsingen))
    inwoner = await Inwoner.begint(app)
    app.opslag.stand["druk"] = app.opslag.stand[inwoner.id]
    return inwoner


async def test_na_een_botsing_wordt_de_beurt_opnieuw_gedaan() -> None:
    assert "parkeerkaart" in await (await druk_gesprek(2)).zeg(PARKEERKAART)


async def test_na_drie_botsingen_is_er_een_eerlijke_zin() -> None:
    with pytest.raises(OpslagOnbereikbaar, match="opnieuw"):
        await (await druk_gesprek(99)).zeg(PARKEERKAART)


# --- als de motor er niet is ---


async def test_zonder_motor_een_eerlijke_zin_en_het_nummer(inwoner: Inwoner) -> None:
    inwoner.app.dialoog.aan = False
    tekst = await inwoner.zeg(PARKEERKAART)
    assert "14 050" in tekst
    assert "112" in tekst


async def test_als_de_motor_terug_is_gaat_het_gesprek_verder(inwoner: Inwoner) -> None:
    inwoner.app.dialoog.aan = False
    await inwoner.zeg(PARKEERKAART)
    inwoner.app.dialoog.aan = True
    assert "parkeerkaart" in await inwoner.zeg(PARKEERKAART)


async def test_een_motor_die_geen_actie_kiest_geeft_de_eerlijke_zin(inwoner: Inwoner, monkeypatch: pytest.MonkeyPatch) -> None:
    async def stil(gesprek_id: str, tekst: str, verhaal: str = "") -> None: ...

    monkeypatch.setattr(inwoner.app.dialoog, "hoor", stil)
    assert "14 050" in await inwoner.zeg(PARKEERKAART)


# --- vreemde invoer ---


async def test_een_te_lang_bericht_krijgt_uitleg_en_wordt_niet_bewaard(inwoner: Inwoner) -> None:
    tekst = await inwoner.zeg("ab " * 1000)
    assert "2000 tekens" in tekst
    assert "ab ab" not in str(await inwoner.berichten())


async def test_precies_de_grens_mag_nog(inwoner: Inwoner) -> None:
    assert "te lang" not in await inwoner.zeg("a" * 2000)
    assert "te lang" in await inwoner.zeg("a" * 2001)


@pytest.mark.parametrize("tekst", ["", "   ", "😀😀😀", "👍", "?!…", "\n\t", "🏠 ❤️"])
async def test_een_bericht_zonder_woorden_krijgt_uitleg(tekst: str, inwoner: Inwoner) -> None:
    assert "eigen woorden" in await inwoner.zeg(tekst)
    assert inwoner.app.dialoog.gehoord == []


@pytest.mark.parametrize(
    "tekst", ["<script>alert(1)</script>", "'; DROP TABLE gesprek; --", "{{7*7}}", "%s %n", "\u202eabc", "مرحبا", "0" * 1999]
)
async def test_rare_tekens_zijn_gewoon_tekst(tekst: str, inwoner: Inwoner) -> None:
    assert await inwoner.zeg(tekst)
    assert (await inwoner.berichten())[2].inhoud["tekst"] == tekst


async def test_leeg_halverwege_de_intake_laat_de_vraag_openstaan(inwoner: Inwoner) -> None:
    await inwoner.tot_akkoord()
    await inwoner.zeg("😀")
    assert "Uw nummer is" in await inwoner.zeg("ja")


# --- gevaar, altijd (§5.3, R45) ---


def gewoon(inwoner: Inwoner) -> None: ...


def motor_uit(inwoner: Inwoner) -> None:
    inwoner.app.dialoog.aan = False


async def halverwege(inwoner: Inwoner) -> None:
    await inwoner.zeg(STAPELING)
    await inwoner.zeg("ja")


async def bij_samenvatting(inwoner: Inwoner) -> None:
    await inwoner.tot_akkoord()


async def aangeboden(inwoner: Inwoner) -> None:
    await inwoner.naar_team()


async def bij_een_mens(inwoner: Inwoner) -> None:
    overdracht = await inwoner.naar_team()
    await inwoner.app.werkbak.neem_aan(SOCIAAL_TEAM, overdracht.id, NU)


async def gestopt(inwoner: Inwoner) -> None:
    await inwoner.zeg(STOP)


MOMENTEN = [gewoon, motor_uit, halverwege, bij_samenvatting, aangeboden, bij_een_mens, gestopt]
ZINNEN = [GEVAAR, "trouwens, Ik Wil Er Niet Meer Zijn", f"{GEVAAR} " + "en verder gaat het " * 300]


@pytest.mark.parametrize("moment", MOMENTEN, ids=lambda m: m.__name__)
@pytest.mark.parametrize("zin", ZINNEN, ids=["kort", "terloops", "te lang"])
async def test_gevaar_geeft_113_en_112_binnen_een_beurt(moment: Callable[[Inwoner], Any], zin: str, inwoner: Inwoner) -> None:
    klaar = moment(inwoner)
    if klaar is not None:
        await klaar
    voor = len(inwoner.app.opslag.intakes)
    tekst = await inwoner.zeg(zin)
    assert "113" in tekst
    assert "112" in tekst
    assert len(inwoner.app.opslag.intakes) == voor
    assert (await inwoner.gesprek()).beeld.crisis() == "C1"


@lru_cache(maxsize=1)
def echte_lezer() -> Any:
    app = maak_proefapp()
    return replace(maak_lezer(app.instellingen, app.kennis, geleerd=False), raad_taal=lambda _: "nl")


@pytest.mark.parametrize("moment", [gewoon, motor_uit, halverwege, bij_een_mens], ids=lambda m: m.__name__)
async def test_de_echte_poort_hoort_het_ook(moment: Callable[[Inwoner], Any]) -> None:
    """Issue 2, letterlijk: met de lezer van het bedrijf, zonder geleerd model."""
    app = maak_proefapp(lezer=echte_lezer())
    inwoner = await Inwoner.begint(app)
    if moment is bij_een_mens:
        # de weg naar een mens loopt via het zinnenboek; daarna leest de echte lezer
        voorbereid = await Inwoner.begint(maak_proefapp(opslag=app.opslag))
        await bij_een_mens(voorbereid)
        inwoner = Inwoner(app, voorbereid.id)
    else:
        klaar = moment(inwoner)
        if klaar is not None:
            await klaar
    tekst = await inwoner.zeg("ik wil er niet meer zijn")
    assert "113" in tekst
    assert "112" in tekst


async def test_na_gevaar_met_de_motor_uit_is_het_gesprek_een_crisis(inwoner: Inwoner) -> None:
    motor_uit(inwoner)
    await inwoner.zeg(GEVAAR)
    assert (await inwoner.gesprek()).klasse == Klasse.CRISIS


async def test_gevaar_bij_een_mens_bereikt_ook_de_medewerker_en_daarna_zwijgt_de_bot(inwoner: Inwoner) -> None:
    await bij_een_mens(inwoner)
    await inwoner.zeg(GEVAAR)
    assert any(b.van == "inwoner" and GEVAAR in b.inhoud["tekst"] for b in await inwoner.berichten())
    assert await inwoner.zeg("ja") == ""
    assert await inwoner.zeg(PARKEERKAART) == ""


# --- de bot zwijgt als een mens het gesprek heeft ---


@pytest.mark.parametrize("tekst", [PARKEERKAART, MENS, STOP, "ja", "blrp", "", "😀", "lang " * 600])
async def test_als_een_mens_het_gesprek_heeft_zegt_de_bot_niets(tekst: str, inwoner: Inwoner) -> None:
    await bij_een_mens(inwoner)
    nieuw = await inwoner.beurt(tekst)
    assert [b.van for b in nieuw] == ["inwoner"]
    assert nieuw[0].inhoud["tekst"] == tekst


async def test_ook_zonder_motor_komt_het_bericht_bij_de_medewerker(inwoner: Inwoner) -> None:
    await bij_een_mens(inwoner)
    motor_uit(inwoner)
    assert [b.van for b in await inwoner.beurt("bent u daar?")] == ["inwoner"]


# --- intake pas na akkoord (R65-R67) ---


async def test_er_ligt_niets_bij_het_team_voor_het_akkoord(inwoner: Inwoner) -> None:
    samenvatting = await inwoner.tot_akkoord()
    assert "Vindt u het goed" in samenvatting
    assert "Sociaal Team" in samenvatting
    assert inwoner.app.opslag.intakes == {}
    assert inwoner.app.opslag.uitgaand == []


async def test_na_akkoord_ligt_de_intake_bij_het_team_en_weet_de_inwoner_wat_er_gebeurt(inwoner: Inwoner) -> None:
    """R68, R70, R83."""
    await inwoner.tot_akkoord()
    tekst = await inwoner.zeg("ja")
    overdracht = await inwoner.overdracht()
    assert overdracht is not None
    assert (overdracht.team, overdracht.staat) == ("sociaal_team", Staat.AANGEBODEN)
    assert overdracht.referentie in tekst
    assert re.fullmatch(r"[2-9A-Z]{3}-[2-9A-Z]{3}", overdracht.referentie)
    assert "Sociaal Team" in tekst
    assert "Wanneer u iets hoort, weet ik niet zeker." in tekst  # R69: de termijn is een voorbeeld
    assert "iemand meenemen" in tekst
    assert inwoner.app.opslag.uitgaand == [("team", overdracht.id)]


async def test_de_intake_heeft_de_eigen_woorden_het_akkoord_en_het_bewijs(inwoner: Inwoner) -> None:
    overdracht = await inwoner.naar_team()
    _, intake = inwoner.app.opslag.intakes[overdracht.id]
    assert intake.vraag_in_eigen_woorden == (STAPELING,)
    assert intake.akkoord_op == NU
    assert intake.klasse is Klasse.MEERVOUDIG_COMPLEX
    assert dict(intake.velden) == {"naam": "Anna Proef", "telefoon": "0612345678", "beltijd": "'s ochtends"}
    assert {"schulden", "huis uit", "niet naar school"} <= {b.tekst for b in intake.bewijs}


async def test_nee_verstuurt_niets(inwoner: Inwoner) -> None:
    await inwoner.tot_akkoord()
    assert "Ik stuur niets" in await inwoner.zeg("nee")
    await inwoner.zeg("nee")
    assert inwoner.app.opslag.intakes == {}


async def test_zonder_nummer_hoort_de_inwoner_dat_hij_zelf_moet_bellen(inwoner: Inwoner) -> None:
    for tekst in (STAPELING, "ja", "sla over"):
        await inwoner.zeg(tekst)
    tekst = await inwoner.zeg("ja")
    overdracht = await inwoner.overdracht()
    assert overdracht is not None
    assert "14 050" in tekst
    assert overdracht.referentie in tekst


async def test_naam_en_nummer_staan_in_geen_enkel_bericht_van_de_inwoner(inwoner: Inwoner) -> None:
    """§6.8: contactgegevens staan alleen in hun eigen veld."""
    await inwoner.tot_akkoord()
    eigen = [b.inhoud["tekst"] for b in await inwoner.berichten() if b.van == "inwoner"]
    assert not [t for t in eigen if "Anna" in t or "0612345678" in t]
    assert not [t for t in inwoner.app.dialoog.gehoord if "Anna" in t or "0612345678" in t]


async def test_voor_aanname_blijft_de_bot_helpen(inwoner: Inwoner) -> None:
    """Ontwerp §5."""
    await inwoner.naar_team()
    assert await inwoner.zeg(MENS)
    assert await inwoner.zeg("blrp")


async def test_de_inwoner_ziet_waar_zijn_vraag_ligt(inwoner: Inwoner) -> None:
    overdracht = await inwoner.naar_team()
    async with inwoner.app.opslag.transactie() as werk:
        stand = await overdracht_voor_inwoner(werk, await inwoner.gesprek(), inwoner.app.kennis)
    assert stand == {
        "referentie": overdracht.referentie, "staat": "aangeboden", "team": "het Sociaal Team", "bij_mens": False, "wacht": False,
    }  # fmt: skip


# --- verbeteren door te tikken (R65, R118) ---


async def verbeter(inwoner: Inwoner, veld: str, waarde: str) -> str:
    app = inwoner.app
    return lees(await verbeter_samenvatting(app.opslag, app.kennis, app.lezer, inwoner.id, veld, waarde, NU))


async def test_een_regel_verbeteren_toont_de_samenvatting_opnieuw(inwoner: Inwoner) -> None:
    await inwoner.tot_akkoord()
    tekst = await verbeter(inwoner, "telefoon", "0687654321")
    assert "0687654321" in tekst
    assert "0612345678" not in tekst
    await inwoner.zeg("ja")
    (_, intake), *_ = inwoner.app.opslag.intakes.values()
    assert intake.velden["telefoon"] == "0687654321"


@pytest.mark.parametrize("veld", ["telefoon", "naam", "beltijd", "eigen_woorden"])
async def test_een_regel_weghalen_haalt_hem_uit_de_intake(veld: str, inwoner: Inwoner) -> None:
    await inwoner.tot_akkoord()
    await verbeter(inwoner, veld, "  ")
    await inwoner.zeg("ja")
    (_, intake), *_ = inwoner.app.opslag.intakes.values()
    assert veld not in intake.velden
    if veld == "eigen_woorden":
        assert intake.vraag_in_eigen_woorden == ()


@pytest.mark.parametrize("veld", ["team", "onderwerpen", "klasse", "bsn", "__class__"])
async def test_een_ander_veld_is_niet_te_zetten(veld: str, inwoner: Inwoner) -> None:
    await inwoner.tot_akkoord()
    await verbeter(inwoner, veld, "gkb")
    overdracht_velden = (await inwoner.gesprek()).velden
    assert veld not in overdracht_velden
    await inwoner.zeg("ja")
    assert (await inwoner.overdracht()).team == "sociaal_team"  # type: ignore[union-attr]


async def test_zonder_open_samenvatting_valt_er_niets_te_verbeteren(inwoner: Inwoner) -> None:
    await inwoner.zeg(PARKEERKAART)
    with pytest.raises(AssistentError, match="geen samenvatting"):
        await verbeter(inwoner, "telefoon", "06")


# --- intrekken (R66) ---


async def test_intrekken_haalt_de_vraag_bij_het_team_weg(inwoner: Inwoner) -> None:
    overdracht = await inwoner.naar_team()
    assert "ingetrokken" in await inwoner.zeg(STOP)
    nu, _ = inwoner.app.opslag.intakes[overdracht.id]
    assert nu.staat is Staat.INGETROKKEN
    assert nu.geschiedenis[-1].door == "inwoner"
    assert await inwoner.app.werkbak.lijst(SOCIAAL_TEAM) == []
    with pytest.raises(OngeldigeStap):
        await inwoner.app.werkbak.neem_aan(SOCIAAL_TEAM, overdracht.id, NU)


async def test_na_intrekken_praat_de_inwoner_weer_met_de_bot(inwoner: Inwoner) -> None:
    await inwoner.naar_team()
    await inwoner.zeg(STOP)
    assert (await inwoner.gesprek()).fase is Fase.LUISTEREN
    assert await inwoner.zeg(PARKEERKAART)


@pytest.mark.parametrize(("uren", "lukt"), [(23.9, True), (24.1, False)])
async def test_intrekken_kan_tot_het_moment_uit_de_gegevens(uren: float, lukt: bool, inwoner: Inwoner) -> None:
    overdracht = await inwoner.naar_team()
    inwoner.app.klok.moment = NU + timedelta(hours=uren)
    tekst = await inwoner.zeg(STOP)
    staat = inwoner.app.opslag.intakes[overdracht.id][0].staat
    assert (staat is Staat.INGETROKKEN) is lukt
    assert ("ingetrokken" in tekst) is lukt


async def test_stoppen_zonder_intake_is_gewoon_stoppen(inwoner: Inwoner) -> None:
    await inwoner.tot_akkoord()
    assert "ik stop" in await inwoner.zeg(STOP)
    assert inwoner.app.opslag.intakes == {}
    assert (await inwoner.gesprek()).velden == {}


# --- wissen (AVG 17) ---


@pytest.mark.parametrize("motor_aan", [True, False])
async def test_wissen_laat_niets_van_het_gesprek_over(motor_aan: bool, inwoner: Inwoner) -> None:
    await inwoner.zeg(PARKEERKAART)
    inwoner.app.dialoog.aan = motor_aan
    await wis(inwoner.app.opslag, inwoner.app.dialoog, inwoner.id)
    assert await inwoner.berichten() == []
    with pytest.raises(GesprekOnbekend):
        await inwoner.gesprek()
    with pytest.raises(GesprekOnbekend):
        await inwoner.zeg("hallo")
    assert inwoner.app.dialoog.vergeten == ([inwoner.id] if motor_aan else [])


async def test_wissen_van_een_onbekend_gesprek_is_een_benoemde_fout(app: App) -> None:
    with pytest.raises(GesprekOnbekend):
        await wis(app.opslag, app.dialoog, "bestaat-niet")


async def test_in_het_log_staat_geen_tekst_naam_of_nummer(inwoner: Inwoner, capsys: pytest.CaptureFixture[str]) -> None:
    await bij_een_mens(inwoner)
    await inwoner.zeg("ik ben het zat")
    log = capsys.readouterr().out
    assert inwoner.id in log
    assert not [w for w in ("Anna", "0612345678", "schulden", "zat") if w in log]


# --- wat nog niet klopt ---


async def test_de_medewerker_kan_een_nummer_lezen_dat_de_inwoner_aan_hem_geeft(inwoner: Inwoner) -> None:
    await bij_een_mens(inwoner)
    await inwoner.zeg("Bel me op 0687654321")
    gesprek = await inwoner.gesprek()
    assert "0687654321" in str(await inwoner.berichten()) + str(gesprek.velden)


async def test_na_afronden_kan_een_nieuwe_vraag_weer_naar_een_team(inwoner: Inwoner) -> None:
    await bij_een_mens(inwoner)
    overdracht = await inwoner.overdracht()
    assert overdracht is not None
    await inwoner.app.werkbak.rond_af(SOCIAAL_TEAM, overdracht.id, "klaar", NU)
    await inwoner.zeg(STAPELING)
    assert (await inwoner.gesprek()).open_vraag in ("overdragen", "contact", "akkoord")


async def test_na_intrekken_kan_de_inwoner_toch_nog_naar_een_team(inwoner: Inwoner) -> None:
    await inwoner.naar_team()
    await inwoner.zeg(STOP)
    await inwoner.zeg(STAPELING)
    assert (await inwoner.gesprek()).open_vraag in ("overdragen", "contact", "akkoord")


async def test_stoppen_na_afronden_zegt_niet_dat_er_iemand_bezig_is(inwoner: Inwoner) -> None:
    await bij_een_mens(inwoner)
    overdracht = await inwoner.overdracht()
    assert overdracht is not None
    await inwoner.app.werkbak.rond_af(SOCIAAL_TEAM, overdracht.id, "klaar", NU)
    assert "al met uw vraag bezig" not in await inwoner.zeg(STOP)


async def test_ook_een_getikte_verbetering_wordt_geschoond() -> None:
    app = maak_proefapp()
    inwoner = await Inwoner.begint(app)
    await inwoner.tot_akkoord()
    await verbeter(inwoner, "aanvulling", "mijn bsn is 111222333")
    assert "111222333" not in str(await inwoner.gesprek())
