"""De inwoner volgt zijn vraag met nummer en code, en hoeft niets opnieuw te vertellen (R52, R61, R65, R66, R80)."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from assistent.adapters.doelen import Omgeving
from assistent.adapters.doelen.inwoner import Inwonerbericht
from assistent.adapters.fakes import PostInGeheugen
from assistent.adapters.sql import Kluis
from assistent.app import App
from assistent.config import Instellingen
from assistent.kern.begrippen import Urgentie, Wie
from assistent.kern.errors import AssistentError, OngeldigeStap
from assistent.kern.nieuws import mobiel
from assistent.kern.overdracht import Overdracht, Staat
from assistent.processen.inzien import wis
from assistent.processen.terugbellen import keuzes
from assistent.processen.vastleggen import lopende
from assistent.processen.volgen import CODE, REFERENTIE, CodeKloptNiet
from tests.gegevens import (
    GEVAAR,
    LOKET,
    NU,
    PARKEERKAART,
    SLEUTEL,
    SOCIAAL_TEAM,
    STOP,
    Inwoner,
    lees,
    maak_proefapp,
)

MET_MAIL = Instellingen(post_server="mail.example", buitenadres="https://assistent.voorbeeld")


@pytest.fixture
def app() -> App:
    return maak_proefapp(buitenadres="https://assistent.voorbeeld")


@pytest.fixture
async def inwoner(app: App) -> Inwoner:
    return await Inwoner.begint(app)


@pytest.fixture
async def overdracht(inwoner: Inwoner) -> Overdracht:
    return await inwoner.naar_team()


@pytest.fixture
def paar(app: App, overdracht: Overdracht) -> tuple[str, str]:
    """Het nummer en de code."""
    return overdracht.referentie, app.statuscode(overdracht.id)


# --- nummer en code ---


async def test_na_akkoord_krijgt_de_inwoner_nummer_code_en_adres(inwoner: Inwoner, paar: tuple[str, str]) -> None:
    tekst = lees(await inwoner.berichten())
    assert paar[0] in tekst
    assert paar[1] in tekst
    assert "https://assistent.voorbeeld/status" in tekst


def test_de_code_is_niet_te_raden_en_per_overdracht_anders() -> None:
    kluis = Kluis(SLEUTEL)
    codes = {kluis.statuscode(f"o{n}") for n in range(500)}
    assert len(codes) == 500
    assert all(CODE.fullmatch(c) for c in codes)
    assert kluis.statuscode("o1") == Kluis(SLEUTEL).statuscode("o1"), "na een herstart dezelfde"
    assert Kluis("QW5kZXJlc2xldXRlbC12b29yLWRlLXRlc3QtMTIzNDU=").statuscode("o1") != kluis.statuscode("o1")


@pytest.mark.parametrize("code", ["", " ", "AAAAA-AAAAA", "22222-22222", "é", "x" * 5000, "%00"])
async def test_zonder_de_goede_code_komt_niemand_erin(code: str, app: App, paar: tuple[str, str]) -> None:
    with pytest.raises(CodeKloptNiet) as fout:
        await app.volgen.open(paar[0], code)
    with pytest.raises(CodeKloptNiet, match=re.escape(str(fout.value))):
        await app.volgen.open("BBB-222", code)  # een nummer dat niet bestaat zegt hetzelfde


async def test_de_code_van_een_ander_past_niet(app: App, paar: tuple[str, str]) -> None:
    ander = await (await Inwoner.begint(app)).naar_team()
    with pytest.raises(CodeKloptNiet):
        await app.volgen.open(paar[0], app.statuscode(ander.id))


async def test_kleine_letters_en_spaties_zijn_goed(app: App, paar: tuple[str, str]) -> None:
    assert (await app.volgen.open(f" {paar[0].lower()} ", f" {paar[1].lower()} "))[0].referentie == paar[0]


def test_zonder_sleutel_past_er_geen_enkele_code() -> None:
    from assistent.app import zonder_code

    assert zonder_code("o1") == ""


# --- aanvullen, verbeteren, intrekken ---


async def test_aanvullen_komt_bij_het_team_zonder_persoonsgegevens(app: App, paar: tuple[str, str]) -> None:
    assert await app.volgen.vul_aan(*paar, "Er kwam een brief, bsn 111222333, over 900 euro", NU) == ()
    (overdracht, intake), *_ = await app.werkbak.lijst(SOCIAAL_TEAM)
    assert intake.velden["aanvulling"] == "Er kwam een brief, bsn [bsn], over [bedrag]"
    assert overdracht.geschiedenis[-1].reden == "de inwoner vulde aan"
    await app.volgen.vul_aan(*paar, "En nog een", NU)
    (_, intake), *_ = await app.werkbak.lijst(SOCIAAL_TEAM)
    assert intake.velden["aanvulling"].endswith("; En nog een")


async def test_gevaar_op_de_statuspagina_geeft_meteen_het_nummer_en_gaat_voor(app: App, paar: tuple[str, str]) -> None:
    """§5.3, R67."""
    antwoorden = await app.volgen.vul_aan(*paar, GEVAAR, NU)
    assert "113" in " ".join(a.tekst for a in antwoorden)
    (overdracht, intake), *_ = await app.werkbak.lijst(SOCIAAL_TEAM)
    assert overdracht.urgentie is Urgentie.DIRECT
    assert intake.akkoord_reden == "acuut gevaar (C1)"


async def test_verbeteren_en_weglaten_na_het_versturen(app: App, paar: tuple[str, str]) -> None:
    """R65, R118."""
    await app.volgen.verbeter(*paar, "telefoon", "0687654321", NU)
    await app.volgen.verbeter(*paar, "naam", "", NU)
    (overdracht, intake), *_ = await app.werkbak.lijst(SOCIAAL_TEAM)
    assert intake.velden["telefoon"] == "0687654321"
    assert "naam" not in intake.velden
    assert [s.reden for s in overdracht.geschiedenis[-2:]] == ["de inwoner veranderde: telefoon", "de inwoner veranderde: naam"]


@pytest.mark.parametrize("veld", ["team", "klasse", "bsn", "urgentie", "", "vrij_praten"])
async def test_een_ander_veld_is_niet_te_veranderen(veld: str, app: App, paar: tuple[str, str]) -> None:
    with pytest.raises(AssistentError):
        await app.volgen.verbeter(*paar, veld, "x", NU)


async def test_intrekken_kan_en_daarna_belt_niemand(app: App, inwoner: Inwoner, paar: tuple[str, str], overdracht: Overdracht) -> None:
    """R66."""
    async with app.opslag.transactie() as werk:
        blok = (await keuzes(werk, app.kennis, overdracht, NU))[0][0]
    await app.volgen.bel(*paar, blok, NU)
    assert (await app.volgen.trek_in(*paar, NU)).staat is Staat.INGETROKKEN
    async with app.opslag.transactie() as werk:
        assert await lopende(werk, overdracht.id) is None
    assert "ingetrokken" in lees((await inwoner.berichten())[-1:])
    assert await inwoner.zeg(PARKEERKAART), "de bot is weer gewoon aan zet"
    with pytest.raises(AssistentError):
        await app.volgen.vul_aan(*paar, "toch nog iets", NU)


async def test_intrekken_in_de_chat_laat_de_belafspraak_vervallen(app: App, inwoner: Inwoner, paar: tuple[str, str], overdracht: Overdracht) -> None:
    async with app.opslag.transactie() as werk:
        blok = (await keuzes(werk, app.kennis, overdracht, NU))[0][0]
    await app.volgen.bel(*paar, blok, NU)
    await inwoner.zeg(STOP)
    async with app.opslag.transactie() as werk:
        assert await lopende(werk, overdracht.id) is None


async def test_na_de_termijn_van_de_gemeente_kan_intrekken_niet_meer(app: App, paar: tuple[str, str]) -> None:
    uren = app.kennis.gemeenten["groningen"].intrekken_uren
    with pytest.raises(AssistentError, match="niet meer"):
        await app.volgen.trek_in(*paar, NU + timedelta(hours=uren, seconds=1))


# --- een ander belmoment ---


async def test_zelf_een_belmoment_kiezen(app: App, inwoner: Inwoner, paar: tuple[str, str], overdracht: Overdracht) -> None:
    async with app.opslag.transactie() as werk:
        blok = (await keuzes(werk, app.kennis, overdracht, NU))[2][0]
    await app.volgen.bel(*paar, blok, NU)
    assert "tussen 11.30 uur en 12 uur" in lees((await inwoner.berichten())[-1:])
    with pytest.raises(AssistentError, match="niet meer vrij"):
        await app.volgen.bel(*paar, NU - timedelta(hours=1), NU)


async def test_zonder_nummer_is_er_niets_te_bellen(app: App, paar: tuple[str, str]) -> None:
    await app.volgen.verbeter(*paar, "telefoon", "", NU)
    with pytest.raises(AssistentError, match="telefoonnummer"):
        await app.volgen.bel(*paar, NU + timedelta(minutes=30), NU)


# --- terugkomen zonder opnieuw te vertellen (R61, R80) ---


async def test_verder_in_hetzelfde_gesprek(app: App, inwoner: Inwoner, paar: tuple[str, str]) -> None:
    assert await app.volgen.verder(*paar, NU) == inwoner.id
    assert "U hoeft niets opnieuw te vertellen" in lees((await inwoner.berichten())[-1:])


async def test_ook_een_gewist_gesprek_gaat_verder(app: App, inwoner: Inwoner, paar: tuple[str, str], overdracht: Overdracht) -> None:
    """De intake weet genoeg."""
    await wis(app.opslag, app.dialoog, inwoner.id)
    terug = Inwoner(app, await app.volgen.verder(*paar, NU))
    assert (await terug.gesprek()).velden["telefoon"] == "0612345678"
    await app.werkbak.neem_aan(SOCIAAL_TEAM, overdracht.id, NU)
    assert "Sam Proef" in lees((await terug.berichten())[-1:])


@pytest.mark.parametrize("zin", ["mijn nummer is {0} en de code is {1}", "{0} {1}", "Hallo, {0}, code {1} graag"])
async def test_nummer_en_code_in_een_nieuw_gesprek(zin: str, app: App, paar: tuple[str, str], overdracht: Overdracht) -> None:
    """Koppelvlakken §8: een terugkerende beller begint niet opnieuw."""
    nieuw = await Inwoner.begint(app)
    tekst = await nieuw.zeg(zin.format(paar[0].lower(), paar[1].lower()))
    assert "U hoeft niets opnieuw te vertellen" in tekst
    assert "het Sociaal Team" in tekst
    assert (await nieuw.gesprek()).velden["naam"] == "Anna Proef"
    assert paar[1].lower() not in str((await nieuw.berichten())[2].inhoud), "de code staat niet in het gesprek"
    await app.werkbak.neem_aan(SOCIAAL_TEAM, overdracht.id, NU)
    assert "Sam Proef" in lees((await nieuw.berichten())[-1:]), "de medewerker antwoordt waar de inwoner nu is"


async def test_alleen_het_nummer_vraagt_om_de_code_en_geeft_niets_prijs(app: App, paar: tuple[str, str]) -> None:
    nieuw = await Inwoner.begint(app)
    tekst = await nieuw.zeg(f"mijn nummer is {paar[0]}")
    assert "Wat is de code" in tekst
    assert "Sociaal Team" not in tekst
    assert (await nieuw.gesprek()).velden == {}
    assert "horen niet bij elkaar" in await nieuw.zeg(f"{paar[0]} 22222-22222")


async def test_gevaar_gaat_voor_een_nummer(app: App, paar: tuple[str, str]) -> None:
    assert "113" in await (await Inwoner.begint(app)).zeg(f"{paar[0]} {paar[1]} {GEVAAR}")


@pytest.mark.parametrize("tekst", ["mijn postcode is 9711 BX", "bus 234 567", "ik heb de HSB-KPN", "tv: 222 333"])
async def test_wat_toevallig_op_een_nummer_lijkt_verandert_niets(tekst: str, app: App) -> None:
    nieuw = await Inwoner.begint(app)
    assert "code" not in (await nieuw.zeg(tekst)).lower()


def test_de_patronen_passen_op_echte_nummers(overdracht: Overdracht) -> None:
    assert REFERENTIE.search(f"het is {overdracht.referentie}.")


async def test_een_afgeronde_vraag_gaat_terug_naar_het_eerdere_team(app: App, inwoner: Inwoner, paar: tuple[str, str], overdracht: Overdracht) -> None:
    """R80."""
    await app.werkbak.neem_aan(SOCIAAL_TEAM, overdracht.id, NU)
    await app.werkbak.rond_af(SOCIAAL_TEAM, overdracht.id, "klaar", NU)
    weer = await app.volgen.kom_terug(*paar, NU)
    assert (weer.staat, weer.team, weer.referentie) == (Staat.AANGEBODEN, "sociaal_team", paar[0])
    with pytest.raises(OngeldigeStap):
        await app.volgen.kom_terug(*paar, NU)


# --- melder en betrokkene (R48, R52) ---


async def test_een_melder_komt_erin_maar_leest_niets_over_de_ander(app: App, paar: tuple[str, str], overdracht: Overdracht) -> None:
    from assistent.processen.inzien import zicht_van

    async with app.opslag.transactie() as werk:
        o, i = await werk.overdrachten.haal(overdracht.id)
        await werk.overdrachten.bewaar(o, replace(i, wie=Wie.MELDER, rol="buur"))
    await app.werkbak.neem_aan(SOCIAAL_TEAM, overdracht.id, NU)
    async with app.opslag.transactie() as werk:
        zicht = await zicht_van(werk, app.kennis, await app.volgen.open(*paar), NU)
    tekst = str(zicht)
    assert "Over de ander vertellen wij u niets" in zicht.nu
    assert "sam" not in tekst.lower().replace("samen", "")
    assert zicht.stappen == ()
    assert "aangenomen" not in tekst


# --- mail zonder inhoud ---


async def test_mail_alleen_met_toestemming_en_zonder_inhoud(app: App, paar: tuple[str, str], overdracht: Overdracht) -> None:
    post, gedaan = PostInGeheugen(), {}
    doel = Inwonerbericht(Omgeving(MET_MAIL, lambda: app.kennis, app.klok, post))

    async def klaar(stap: str, verwijzing: str) -> None:
        gedaan[stap] = verwijzing

    async def bezorg() -> None:
        async with app.opslag.transactie() as werk:
            o, i = await werk.overdrachten.haal(overdracht.id)
        await doel.werk_bij(o, i, gedaan, klaar)

    await app.volgen.verbeter(*paar, "mail", "anna@voorbeeld.nl", NU)
    await app.werkbak.neem_aan(SOCIAAL_TEAM, overdracht.id, NU)
    await bezorg()
    assert post.verstuurd == [], "zonder toestemming geen mail"
    await app.volgen.wil_mail(*paar, "anna@voorbeeld.nl", NU)
    await app.terugbellen.noteer(SOCIAAL_TEAM, overdracht.id, gelukt=False, notitie="huurschuld besproken", nu=NU)
    await bezorg()
    await bezorg()
    ((aan, onderwerp, tekst),) = post.verstuurd
    assert aan == "anna@voorbeeld.nl"
    assert paar[0] in onderwerp + tekst
    for geheim in (paar[1], "Anna", "schuld", "Sociaal", "0612345678", overdracht.id):
        assert geheim not in onderwerp + tekst


@pytest.mark.parametrize("adres", ["geen adres", "a@b", "a@b.nl\nBcc: x@y.nl", "<x@y.nl>", "a b@c.nl"])
async def test_een_raar_mailadres_krijgt_uitleg(adres: str, app: App, paar: tuple[str, str]) -> None:
    with pytest.raises(AssistentError, match="mailadres"):
        await app.volgen.wil_mail(*paar, adres, NU)


async def test_mail_weer_uit(app: App, paar: tuple[str, str]) -> None:
    await app.volgen.wil_mail(*paar, "anna@voorbeeld.nl", NU)
    await app.volgen.wil_mail(*paar, "", NU)
    (_, intake), *_ = await app.werkbak.lijst(SOCIAAL_TEAM)
    assert "bericht" not in intake.velden


@pytest.mark.parametrize(
    ("instellingen", "waar"),
    [(Instellingen(buitenadres="https://a.example"), "https://a.example/status"), (Instellingen(), "Open de chat")],
    ids=["met adres", "zonder adres"],
)
async def test_een_sms_gaat_naar_het_nummer_dat_er_staat_en_zegt_niets(
    instellingen: Instellingen, waar: str, app: App, paar: tuple[str, str], overdracht: Overdracht
) -> None:
    """R68: en zonder dienst komt er niets, ook geen belofte."""
    sms, post, gedaan = PostInGeheugen(), PostInGeheugen(), {}

    async def klaar(stap: str, verwijzing: str) -> None:
        gedaan[stap] = verwijzing

    await app.volgen.wil_sms(*paar, NU)
    await app.werkbak.neem_aan(SOCIAAL_TEAM, overdracht.id, NU)
    async with app.opslag.transactie() as werk:
        o, i = await werk.overdrachten.haal(overdracht.id)
    for dienst in (None, sms, sms):
        doel = Inwonerbericht(Omgeving(instellingen, lambda: app.kennis, app.klok, post, dienst))
        await doel.werk_bij(o, i, gedaan, klaar)
    assert post.verstuurd == []
    ((aan, _, tekst),) = sms.verstuurd
    assert aan == "0612345678"
    assert paar[0] in tekst
    assert waar in tekst
    assert len(tekst) <= 160, "een sms, geen twee"
    assert not any(geheim in tekst for geheim in (paar[1], "Anna", "schuld", "Sociaal", overdracht.id))


@pytest.mark.parametrize("nummer", ["050 123 45 67", ""])
async def test_een_vast_nummer_krijgt_geen_sms(nummer: str, app: App, paar: tuple[str, str]) -> None:
    await app.volgen.verbeter(*paar, "telefoon", nummer, NU)
    with pytest.raises(AssistentError, match="mobiel"):
        await app.volgen.wil_sms(*paar, NU)


@pytest.mark.parametrize(
    ("tekst", "nummer"),
    [("06-12 34 56 78", "0612345678"), ("+31 6 12345678", "0612345678"), ("0031612345678", "0612345678"),
     ("0501234567 / 0612345678", "0612345678"), ("0501234567", None), ("061234567890", None)],
)  # fmt: skip
def test_een_mobiel_nummer_herkennen(tekst: str, nummer: str | None) -> None:
    assert mobiel(tekst) == nummer


@pytest.mark.parametrize(("adres", "zin"), [("https://a.example", "https://a.example/status"), ("", "Noem ze dan hier")])
async def test_de_weg_terug_is_nooit_een_kaal_pad(adres: str, zin: str) -> None:
    app = maak_proefapp(buitenadres=adres)
    inwoner = await Inwoner.begint(app)
    overdracht = await inwoner.naar_team()
    tekst = lees(await inwoner.berichten())
    assert f"Bewaar uw nummer {overdracht.referentie} en uw code {app.statuscode(overdracht.id)}" in tekst
    assert zin in tekst
    assert " /status" not in tekst


@pytest.mark.parametrize("veld", ["telefoon", "mail"])
async def test_zonder_adres_blijft_er_geen_loze_belofte(veld: str, app: App, paar: tuple[str, str]) -> None:
    """R69: wie zijn nummer of mailadres weghaalt krijgt geen bericht, en leest dat ook niet."""
    await (app.volgen.wil_sms(*paar, NU) if veld == "telefoon" else app.volgen.wil_mail(*paar, "anna@voorbeeld.nl", NU))
    await app.volgen.verbeter(*paar, "naam", "Anna", NU)
    assert "bericht" in (await app.volgen.open(*paar))[1].velden
    await app.volgen.verbeter(*paar, veld, "", NU)
    assert "bericht" not in (await app.volgen.open(*paar))[1].velden


async def test_een_ander_team_ziet_er_niets_van(app: App, paar: tuple[str, str]) -> None:
    await app.volgen.vul_aan(*paar, "nog iets", NU)
    assert await app.werkbak.lijst(LOKET) == []
