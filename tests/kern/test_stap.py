"""Eén beurt van de kern op de echte kennisbank: wat een inwoner te lezen krijgt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

import pytest

from assistent.kern.antwoord import Reactie
from assistent.kern.begrippen import Kanaal, Klasse, Trede, Uitkomst, Wie
from assistent.kern.gesprek import Fase
from assistent.kern.indeling import deel_in
from assistent.kern.intake import Intake, maak_intake
from assistent.kern.kennis import Kennisbank
from assistent.kern.tijden import NEDERLAND
from tests.gegevens import (
    GEMEENTEN,
    NIETS,
    NU,
    Gehoord,
    Praatje,
    Treffer,
    biedt_mens,
    gegeven,
    gevaar,
    kennisbank,
    markering,
    nagekeken,
    nieuw_gesprek,
    over,
    praat,
    probleem,
    sleutels,
    tekst_van,
)

JA, NEE, SLA_OVER = praat("ja"), praat("nee"), praat("overslaan")
CONTACT = {"naam": "Anna Proef", "telefoon": "0612345678"}
ANTWOORDBAAR = sorted(
    s
    for s, o in kennisbank().onderwerpen.items()
    # bij een opsomming zonder hoofdvraag wordt eerst geluisterd (R114)
    if not o.crisis and not o.proces and s != "meervoudige_hulpvraag"
)
CRISES = sorted(kennisbank().crisis)


def intake_van(praatje: Praatje) -> Intake:
    kennis = kennisbank()
    return maak_intake(praatje.gesprek, deel_in(praatje.gesprek, kennis), kennis.triage.versie)


def tot_overdragen(praatje: Praatje) -> Reactie:
    """Schuldhulp, tot aan "zal ik uw vraag doorgeven?"."""
    praatje.zeg("ik heb hulp nodig bij mijn schulden", over("schuldhulp"), probleem("geld"))
    return praatje.zeg("de deurwaarder belt steeds")


def tot_akkoord(praatje: Praatje) -> Reactie:
    """Schuldhulp, tot aan de samenvatting."""
    tot_overdragen(praatje)
    praatje.zeg("ja", JA)
    praatje.zeg("[naam] [telefoon]", NIETS, contact=CONTACT)
    return praatje.zeg("na vijf uur")


# --- een gewone vraag ---


@pytest.mark.parametrize("sleutel", ANTWOORDBAAR)
def test_elk_onderwerp_krijgt_een_antwoord_met_bron_en_datum(sleutel: str, praatje: Praatje) -> None:
    reactie = praatje.zeg("een vraag", over(sleutel))
    antwoord = next(a for a in reactie.antwoorden if a.sleutel == f"onderwerp:{sleutel}")
    assert antwoord.tekst
    assert antwoord.gesproken
    bron = kennisbank().onderwerp(sleutel, "groningen").bron
    woord = {"V": "gecontroleerd op 22-11-2026", "K": "opgeschreven op 22-11-2026", "?": "nog niet nagekeken"}
    assert antwoord.bron == f"{bron.naam}, {woord[bron.zekerheid]}"
    assert len(antwoord.kaarten) <= 3
    assert all(k.bron for k in antwoord.kaarten)


@pytest.mark.parametrize("gemeente", GEMEENTEN)
def test_nergens_blijft_een_gat_in_de_tekst(gemeente: str) -> None:
    for sleutel in ANTWOORDBAAR:
        tekst = tekst_van(Praatje(nieuw_gesprek(gemeente)).zeg("een vraag", over(sleutel)))
        assert "{" not in tekst, sleutel
        assert "None" not in tekst, sleutel


def test_een_eenvoudige_vraag_wordt_meteen_beantwoord_zonder_overdracht(praatje: Praatje) -> None:
    """R20, R9."""
    reactie = praatje.zeg("hoe vraag ik een parkeerkaart aan?", over("parkeerkaart"))
    assert reactie.uitkomst is Uitkomst.DIRECT
    assert reactie.open_vraag is None
    assert praatje.gesprek.klasse == Klasse.ENKELVOUDIG_EENVOUDIG


def test_wat_niet_van_de_gemeente_is_noemt_een_organisatie(praatje: Praatje) -> None:
    reactie = praatje.zeg("hoe zit het met mijn aow", over("aow_kinderbijslag_svb"))
    assert reactie.uitkomst is Uitkomst.VERWIJZING
    assert "Sociale Verzekeringsbank" in tekst_van(reactie) or "SVB" in tekst_van(reactie)


def test_een_paspoort_is_een_korte_verwijzing(praatje: Praatje) -> None:
    """R14."""
    reactie = praatje.zeg("mijn paspoort is verlopen", over("burgerzaken_overig"))
    assert reactie.uitkomst is Uitkomst.VERWIJZING
    assert praatje.gesprek.klasse == Klasse.BUITEN_DOMEIN


def test_twee_vragen_krijgen_allebei_antwoord_maar_niet_meer_dan_twee(praatje: Praatje) -> None:
    reactie = praatje.zeg("drie dingen", over("taalles", "voedselbank", "digitale_hulp"))
    assert sum(s.startswith("onderwerp:") for s in sleutels(reactie)) == 2


def test_de_open_vraag_of_er_nog_iets_speelt_komt_een_keer(praatje: Praatje) -> None:
    """R31."""
    alle = [s for o in ("taalles", "voedselbank", "digitale_hulp") for s in sleutels(praatje.zeg("…", over(o)))]
    assert alle.count("utter_speelt_er_nog_iets") == 1


@pytest.mark.parametrize("sleutel", ANTWOORDBAAR)
def test_wie_niemand_heeft_hoort_niets_over_eigen_netwerk(sleutel: str, praatje: Praatje) -> None:
    """R37."""
    reactie = praatje.zeg("ik heb niemand", over(sleutel), gegeven("geen_netwerk"))
    onderwerp = kennisbank().onderwerpen[sleutel]
    netwerk = [t for trede, t in onderwerp.treden if trede is Trede.NETWERK]
    assert not [t for t in netwerk if t in tekst_van(reactie)]
    titels = {k.titel for a in reactie.antwoorden for k in a.kaarten}
    assert not titels & {v.naam for v in kennisbank().voorzieningen if v.trede is Trede.NETWERK}


def test_geen_netwerk_blijft_gelden_in_de_beurten_erna(praatje: Praatje) -> None:
    praatje.zeg("ik heb niemand", over("eenzaamheid"), gegeven("geen_netwerk"))
    reactie = praatje.zeg("en voor eten?", over("maaltijden_boodschappen"))
    netwerk = [t for trede, t in kennisbank().onderwerpen["maaltijden_boodschappen"].treden if trede is Trede.NETWERK]
    assert not [t for t in netwerk if t in tekst_van(reactie)]


def test_wie_wel_een_netwerk_heeft_hoort_de_ladder_van_dichtbij_naar_ver(praatje: Praatje) -> None:
    """R36."""
    tekst = tekst_van(praatje.zeg("mijn huis schoonmaken lukt niet", over("woningaanpassing")))
    treden = dict(kennisbank().onderwerpen["woningaanpassing"].treden)
    assert tekst.index(treden[Trede.EIGEN_KRACHT]) < tekst.index(treden[Trede.NETWERK])
    assert treden[Trede.INDIVIDUEEL] not in tekst


def test_verlopen_kennis_wordt_niet_als_feit_genoemd() -> None:
    """R17."""
    praatje = Praatje(nu=datetime(2031, 3, 4, 10, 0, tzinfo=NEDERLAND))
    reactie = praatje.zeg("waar is taalles", over("taalles"))
    assert "niet nagekeken" in tekst_van(reactie)
    assert not [k for a in reactie.antwoorden for k in a.kaarten if k.open and k.open.startswith("nu ")]


def test_een_onbekend_onderwerp_van_de_motor_breekt_niets(praatje: Praatje) -> None:
    assert praatje.zeg("…", over("bestaat_niet")).antwoorden


def test_de_motor_alleen_maakt_nog_geen_crisis(praatje: Praatje) -> None:
    """De poort beslist over gevaar, niet de intent."""
    praatje.zeg("mijn broer heeft er ooit over gedacht", over("crisis_suicide"))
    assert praatje.gesprek.klasse != Klasse.CRISIS
    assert "crisis_suicide" not in [t.sleutel for t in praatje.gesprek.beeld.onderwerpen]


def test_aan_de_telefoon_klinkt_het_gesproken(kennis: Kennisbank) -> None:
    praatje = Praatje(replace(nieuw_gesprek(), kanaal=Kanaal.TELEFOON))
    reactie = praatje.zeg("…", NIETS, gevaren=(gevaar("C1"),))
    assert "typen" not in reactie.antwoorden[-1].tekst
    assert all(a.gesproken for a in reactie.antwoorden if a.sleutel.startswith("crisis:"))


# --- de hele weg naar een mens ---


def test_de_hele_intakeweg_bij_een_specialistische_vraag() -> None:
    praatje = Praatje(kennis=nagekeken())
    eerste = praatje.zeg("ik heb hulp nodig bij mijn schulden", over("schuldhulp"), probleem("geld", "schulden"))
    assert "onderwerp:schuldhulp" in sleutels(eerste)
    assert praatje.vraag == "achter_de_vraag"  # R28: één open vraag

    tweede = praatje.zeg("de deurwaarder belt steeds")
    assert praatje.vraag == "overdragen"
    assert "GKB" in tekst_van(tweede)
    assert "donderdag om 10 uur" in tekst_van(tweede)  # R68: 16 werkuren later
    assert "utter_clientondersteuning" in sleutels(tweede)  # R84

    praatje.zeg("ja", JA)
    assert praatje.vraag == "contact"
    praatje.zeg("[naam] [telefoon]", NIETS, contact=CONTACT)
    assert praatje.vraag == "bellen"
    vijfde = praatje.zeg("na vijf uur")
    assert praatje.vraag == "akkoord"
    assert praatje.gesprek.fase is Fase.SAMENVATTING
    regels = {veld: waarde for a in vijfde.antwoorden for veld, _, waarde in a.samenvatting}
    assert regels["eigen_woorden"] == "ik heb hulp nodig bij mijn schulden"  # R35
    assert regels["achter_de_vraag"] == "de deurwaarder belt steeds"
    assert regels["telefoon"] == "0612345678"
    assert regels["beltijd"] == "na vijf uur"

    laatste = praatje.zeg("ja", JA)
    assert laatste.aanbieden
    assert praatje.gesprek.fase is Fase.OVERGEDRAGEN
    intake = intake_van(praatje)
    assert intake.trekker == "gkb"
    assert intake.vraag_in_eigen_woorden[0] == "ik heb hulp nodig bij mijn schulden"
    assert intake.clientondersteuning_genoemd


def test_de_hele_intakeweg_bij_veel_tegelijk(praatje: Praatje) -> None:
    eerste = praatje.zeg(
        "schulden, mijn zoon gaat niet naar school en we moeten ons huis uit",
        over("schuldhulp", "leerplicht_verzuim"),
        probleem("geld", "schulden"), probleem("opvoeden_opgroeien", "niet naar school"), markering("M2", "mijn zoon"),
    )  # fmt: skip
    assert sleutels(eerste)[0].startswith("utter_erken")  # R114
    vragen = [praatje.vraag]
    for tekst, gehoord in (("rust in huis", NIETS), ("nee", NEE), ("ja", JA)):
        praatje.zeg(tekst, gehoord)
        vragen.append(praatje.vraag)
    assert vragen == ["wil_bereiken", "al_betrokken", "overdragen", "contact"]
    praatje.zeg("[naam] [telefoon]", NIETS, contact=CONTACT)
    assert praatje.vraag == "voorkeur_gesprek"
    praatje.zeg("op een inlooppunt, in de ochtend")
    assert praatje.zeg("ja", JA).aanbieden
    intake = intake_van(praatje)
    assert intake.klasse is Klasse.MEERVOUDIG_COMPLEX
    assert intake.trekker == "sociaal_team"
    assert set(intake.leefgebieden) == {"geld", "opvoeden_opgroeien"}
    assert "M2" in intake.markeringen
    assert intake.velden["wil_bereiken"] == "rust in huis"  # R60


def test_in_uithoorn_gaat_complex_naar_het_loket_met_verzoek_tot_opschalen() -> None:
    praatje = Praatje(nieuw_gesprek("uithoorn"))
    praatje.zeg("…", over("schuldhulp"), probleem("geld"), probleem("wonen"), markering("M2"))
    intake = intake_van(praatje)
    assert (intake.trekker, intake.opschalen_naar) == ("sociaal_loket", "sociaal_team")


def test_in_teylingen_vraagt_de_assistent_de_kern_en_noemt_dan_dat_team() -> None:
    praatje = Praatje(nieuw_gesprek("teylingen"))
    praatje.zeg("ik wil een traplift", over("woningaanpassing"))
    praatje.zeg("ik val steeds")
    assert praatje.vraag == "gebied"
    reactie = praatje.zeg("Sassenheim", NIETS, gebied="sassenheim")
    assert "het team Sassenheim-Warmond" in tekst_van(reactie)


def test_wie_de_kern_niet_wil_noemen_wordt_ook_geholpen() -> None:
    """R5."""
    praatje = Praatje(nieuw_gesprek("teylingen"))
    praatje.zeg("ik wil een traplift", over("woningaanpassing"))
    praatje.zeg("ik val steeds")
    praatje.zeg("sla over", SLA_OVER)
    assert praatje.vraag == "overdragen"


def test_spoed_slaat_de_open_vragen_over() -> None:
    """R28, R44: bij een ontruiming eerst een mens."""
    praatje = Praatje(kennis=nagekeken())
    zaak = [probleem("geld", zaak="ontruiming"), probleem("wonen", zaak="ontruiming")]
    reactie = praatje.zeg("vrijdag worden we uit huis gezet", over("dreigende_ontruiming"), *zaak, gegeven("spoed"))
    assert praatje.vraag == "overdragen"
    assert "vandaag om 14 uur" in tekst_van(reactie)


def test_een_melder_krijgt_zijn_eigen_vragen_zonder_voorwaarde(praatje: Praatje) -> None:
    """R49, R50, R51."""
    praatje.zeg("ik maak me zorgen over mijn buurvrouw", over("zorgen_over_ander"), wie=Wie.MELDER, rol="buur")
    gesteld = []
    while praatje.vraag and praatje.vraag != "akkoord":
        gesteld.append(praatje.vraag)
        praatje.zeg("…", JA if praatje.vraag == "overdragen" else SLA_OVER)
    assert {"eigen_contact", "weet_betrokkene", "contact"} <= set(gesteld)
    intake = intake_van(praatje)
    assert (intake.trekker, intake.wie, intake.rol) == ("sociaal_team", Wie.MELDER, "buur")


# --- de inwoner houdt de regie (R118) ---


def test_nee_tegen_overdracht_is_goed_en_er_gaat_niets_weg(praatje: Praatje) -> None:
    tot_overdragen(praatje)
    reactie = praatje.zeg("nee", NEE)
    assert "Ik geef niets door" in tekst_van(reactie)
    assert "14 050" in tekst_van(reactie)
    assert not reactie.aanbieden
    assert praatje.vraag is None


def test_na_nee_vraagt_de_assistent_niet_alsnog_om_een_nummer(praatje: Praatje) -> None:
    praatje.zeg("…", over("schuldhulp"), probleem("geld"), probleem("wonen"), markering("M2"))
    praatje.zeg("rust")
    praatje.zeg("nee", NEE)
    praatje.zeg("nee", NEE)
    for onderwerp in ("voedselbank", "activiteiten", "taalles"):
        reactie = praatje.zeg("nog een vraag", over(onderwerp))
        assert reactie.open_vraag not in ("contact", "bellen", "akkoord")


def test_wie_na_nee_toch_een_mens_vraagt_krijgt_die(praatje: Praatje) -> None:
    tot_overdragen(praatje)
    praatje.zeg("nee", NEE)
    reactie = praatje.zeg("ik wil toch iemand spreken", praat("mens_spreken"))
    assert reactie.doorverbinden
    assert praatje.vraag == "contact"


def test_nee_tegen_de_samenvatting_verstuurt_niets(praatje: Praatje) -> None:
    """R67."""
    tot_akkoord(praatje)
    eerste = praatje.zeg("nee", NEE)
    assert "Ik stuur niets" in tekst_van(eerste)
    tweede = praatje.zeg("nee", NEE)
    assert not eerste.aanbieden
    assert not tweede.aanbieden
    assert not praatje.zeg("doe maar niet", NEE).aanbieden


def test_elke_vraag_mag_overgeslagen_worden(praatje: Praatje) -> None:
    praatje.zeg("…", over("schuldhulp"), probleem("geld"), probleem("wonen"), markering("M1"))
    gesteld = []
    while praatje.vraag not in (None, "overdragen"):
        gesteld.append(praatje.vraag)
        praatje.zeg("sla over", SLA_OVER)
    praatje.zeg("ja", JA)
    praatje.zeg("sla over", SLA_OVER)
    assert praatje.vraag == "akkoord"
    assert len(gesteld) == len(set(gesteld))
    assert praatje.zeg("ja", JA).aanbieden


def test_wat_is_overgeslagen_staat_nergens(praatje: Praatje) -> None:
    praatje.zeg("…", over("schuldhulp"), probleem("geld"), markering("M1"))
    while praatje.vraag not in (None, "overdragen"):
        praatje.zeg("sla over", SLA_OVER)
    praatje.zeg("ja", JA)
    praatje.zeg("[telefoon]", NIETS, contact={"telefoon": "0612345678"})
    reactie = praatje.zeg("sla over", SLA_OVER)
    assert "sla over" not in tekst_van(reactie)
    assert set(intake_van(praatje).velden) == {"telefoon"}


def test_de_kindervraag_overslaan_is_geen_nee(praatje: Praatje) -> None:
    praatje.zeg("…", over("schuldhulp"), probleem("geld"), markering("M1"))
    praatje.zeg("de brieven stapelen op")
    assert praatje.vraag == "kinderen"
    praatje.zeg("sla over", SLA_OVER)
    assert "geen_kinderen" not in praatje.gesprek.beeld.gegevens()
    assert "kinderen" not in intake_van(praatje).velden


def test_kinderen_in_huis_maken_de_vraag_zwaarder(praatje: Praatje) -> None:
    praatje.zeg("…", over("schuldhulp"), probleem("geld"), markering("M1"))
    praatje.zeg("de brieven stapelen op")
    praatje.zeg("ja", JA)
    assert praatje.gesprek.klasse == Klasse.MEERVOUDIG_COMPLEX
    assert praatje.gesprek.regel == "3c"


def test_stoppen_mag_altijd_en_wist_wat_was_ingevuld(praatje: Praatje) -> None:
    tot_akkoord(praatje)
    reactie = praatje.zeg("stop maar", praat("stoppen_intrekken"))
    assert "ik stop" in tekst_van(reactie)
    assert not reactie.aanbieden
    assert dict(praatje.gesprek.velden) == {}
    assert praatje.vraag is None


def test_verbeteren_in_de_samenvatting_past_het_nummer_aan(praatje: Praatje) -> None:
    """R65."""
    tot_akkoord(praatje)
    reactie = praatje.zeg("nee mijn nummer is [telefoon]", praat("verbeteren"), contact={"telefoon": "0687654321"})
    assert "0687654321" in tekst_van(reactie)
    assert "0612345678" not in tekst_van(reactie)
    assert praatje.vraag == "akkoord"
    assert praatje.zeg("ja", JA).aanbieden


def test_verbeteren_zonder_nummer_wordt_een_aanvulling(praatje: Praatje) -> None:
    tot_akkoord(praatje)
    praatje.zeg("zet erbij dat ik slechthorend ben", praat("verbeteren"))
    reactie = praatje.zeg("en dat ik een hond heb", praat("verbeteren"))
    assert "slechthorend" in tekst_van(reactie)
    assert "hond" in tekst_van(reactie)


def test_verbeteren_buiten_de_samenvatting_nodigt_uit(praatje: Praatje) -> None:
    praatje.zeg("…", over("parkeerkaart"))
    assert "hoe" in tekst_van(praatje.zeg("nee dat bedoel ik niet", praat("verbeteren"))).lower()


def test_herhalen_geeft_hetzelfde_nog_eens_en_houdt_de_vraag_open(praatje: Praatje) -> None:
    tot_overdragen(praatje)
    voor = praatje.gesprek.laatste
    reactie = praatje.zeg("wat zei u?", praat("herhalen"))
    assert all(zin in tekst_van(reactie) for zin in voor)
    assert praatje.vraag == "overdragen"
    praatje.zeg("ja", JA)
    assert praatje.vraag == "contact"


def test_ik_snap_de_vraag_niet_wordt_eenvoudiger_gezegd(praatje: Praatje) -> None:
    tot_overdragen(praatje)
    reactie = praatje.zeg("wat bedoelt u?", praat("uitleg"))
    assert "ja of nee" in tekst_van(reactie)
    assert praatje.vraag == "overdragen"


def test_ik_snap_het_antwoord_niet_wordt_eenvoudiger_gezegd(praatje: Praatje) -> None:
    """R119."""
    praatje.zeg("…", over("parkeerkaart"))
    reactie = praatje.zeg("dat snap ik niet", praat("uitleg"))
    assert tekst_van(reactie) == " ".join(kennisbank().onderwerpen["parkeerkaart"].eenvoudig)


@pytest.mark.parametrize("intent", ["privacy_gegevens", "over_de_assistent", "afspraak_contact", "smalltalk"])
def test_een_vraag_over_het_gesprek_laat_de_intake_heel(intent: str, praatje: Praatje) -> None:
    tot_akkoord(praatje)
    reactie = praatje.zeg("mag ik iets vragen", praat(intent))
    assert reactie.antwoorden
    assert reactie.uitkomst is Uitkomst.OVERDRACHT
    assert praatje.vraag == "akkoord"


def test_contactgegevens_zijn_nummer_tijden_en_inloop() -> None:
    """R2, R7."""
    praatje = Praatje(kennis=nagekeken())
    tekst = tekst_van(praatje.zeg("wat is uw nummer", praat("afspraak_contact")))
    assert "14 050" in tekst
    assert "Het is nu open, tot 17 uur." in tekst
    assert "publieksbalie" in tekst
    assert "Vraag eerst na" in tekst  # de inloop is historisch


def test_voorbeeldtijden_worden_niet_als_feit_gezegd(praatje: Praatje) -> None:
    """R17: zonder nagekeken tijden het nummer."""
    tekst = tekst_van(praatje.zeg("wat is uw nummer", praat("afspraak_contact")))
    assert "De tijden weet ik niet zeker. Bel 14 050" in tekst
    assert "open, tot" not in tekst


def test_een_gemeente_zonder_nummer_verzint_er_geen() -> None:
    praatje = Praatje(nieuw_gesprek("diemen"))
    tekst = tekst_van(praatje.zeg("wat is uw nummer", praat("afspraak_contact")))
    assert "het nummer op diemen.nl" in tekst
    assert "weet ik niet zeker" in tekst  # inloop


def test_een_onderbroken_vraag_komt_hooguit_een_keer_terug(praatje: Praatje) -> None:
    tot_overdragen(praatje)
    praatje.zeg("ja", JA)
    praatje.zeg("ik wil een mens", praat("mens_spreken"))
    praatje.zeg("…", over("woningaanpassing"), probleem("wonen"), probleem("zelfzorg"))
    praatje.zeg("…", over("jeugdhulp"))
    praatje.zeg("nee", NEE)
    gesteld = [s for r in praatje.reacties for s in sleutels(r) if s.startswith("utter_vraag_")]
    assert max(gesteld.count(s) for s in gesteld if s != "utter_vraag_akkoord") <= 2


def hoeveel_gevraagd(praatje: Praatje) -> set[str]:
    """Waar de assistent gegevens om vroeg; naam, nummer en beltijd zijn samen één veld (domein §9, bereikbaarheid)."""
    gevraagd = {s.removeprefix("utter_vraag_") for r in praatje.reacties for s in sleutels(r) if s.startswith("utter_vraag_")}
    return {{"bellen": "contact"}.get(v, v) for v in gevraagd} - {"overdragen", "akkoord"}


@pytest.mark.parametrize("gemeente", GEMEENTEN)
@pytest.mark.parametrize("wie", list(Wie))
@pytest.mark.parametrize("markeringen", [(), ("M1",), ("M9",)])
def test_een_enkelvoudige_intake_vraagt_hooguit_vijf_gegevens(gemeente: str, wie: Wie, markeringen: tuple[str, ...]) -> None:
    """R104."""
    for onderwerp in ("schuldhulp", "woningaanpassing", "jeugdhulp", "zorgen_over_ander", "bijstand_aanvragen"):
        praatje = Praatje(nieuw_gesprek(gemeente))
        praatje.zeg("…", over(onderwerp), *(markering(c) for c in markeringen), wie=wie)
        for _ in range(12):
            if praatje.vraag is None:
                break
            praatje.zeg("antwoord", JA if praatje.vraag in ("overdragen", "akkoord") else NIETS, contact=CONTACT)
            if praatje.vraag in ("eigen_contact", "weet_betrokkene", "kinderen", "gebied"):
                praatje.zeg("nee", NEE)
        if not Klasse(praatje.gesprek.klasse).meervoudig:
            assert len(hoeveel_gevraagd(praatje)) <= 5, hoeveel_gevraagd(praatje)


# --- niet begrijpen en een mens ---


def test_twee_keer_niet_begrepen_is_een_mens(praatje: Praatje) -> None:
    """R32."""
    eerste = praatje.zeg("blrp")
    assert eerste.uitkomst is Uitkomst.VERDUIDELIJKING
    assert any("mens" in k.tekst for a in eerste.antwoorden for k in a.knoppen)
    tweede = praatje.zeg("zwoef")
    assert "utter_ik_zoek_iemand" in sleutels(tweede)
    assert biedt_mens(tweede)


def test_een_begrepen_beurt_begint_weer_bij_nul(praatje: Praatje) -> None:
    praatje.zeg("blrp")
    praatje.zeg("…", over("parkeerkaart"))
    assert not biedt_mens(praatje.zeg("zwoef"))


def test_bij_twijfel_vraagt_de_assistent_wat_u_bedoelt(praatje: Praatje) -> None:
    twijfel = Gehoord("schuldhulp", 0.3, (Treffer("schuldhulp", 0.3, "", 0), Treffer("energiekosten", 0.25, "", 0)))
    reactie = praatje.zeg("iets met geld", twijfel)
    assert "Hulp bij schulden" in tekst_van(reactie)
    assert [k.tekst for k in reactie.antwoorden[0].knoppen][-1] == "Ik wil een mens spreken"
    assert len(reactie.antwoorden[0].knoppen) == 3


def test_blijven_twijfelen_eindigt_ook_bij_een_mens(praatje: Praatje) -> None:
    twijfel = Gehoord("schuldhulp", 0.3, (Treffer("schuldhulp", 0.3, "", 0),))
    reacties = [praatje.zeg("iets met geld", twijfel) for _ in range(3)]
    assert [biedt_mens(r) for r in reacties] == [False, False, True]
    assert not any("Bedoelt u" in a.tekst for a in reacties[2].antwoorden)


@pytest.mark.parametrize("gemeente", GEMEENTEN)
def test_wie_om_een_mens_vraagt_krijgt_die_zonder_vraag_over_de_inhoud(gemeente: str) -> None:
    """R46: alleen hoe wij u bereiken, en of het mag."""
    praatje = Praatje(nieuw_gesprek(gemeente))
    reactie = praatje.zeg("ik wil een mens", praat("mens_spreken"))
    assert reactie.doorverbinden
    assert "bel" in tekst_van(reactie).lower()
    if praatje.vraag == "gebied":  # zonder kern weten we niet welk team
        praatje.zeg("sla over", SLA_OVER)
    praatje.zeg("[naam] [telefoon]", NIETS, contact=CONTACT)
    praatje.zeg("morgen")
    assert set(praatje.gesprek.gesteld) - {"gebied"} == {"contact", "bellen", "akkoord"}
    assert praatje.zeg("ja", JA).aanbieden


def test_midden_in_een_intake_om_een_mens_vragen_stelt_geen_inhoudelijke_vraag_meer(praatje: Praatje) -> None:
    praatje.zeg("…", over("schuldhulp"), probleem("geld"), probleem("wonen"), markering("M2"))
    assert praatje.vraag == "wil_bereiken"
    praatje.zeg("geef me een mens", praat("mens_spreken"))
    assert praatje.vraag == "contact"


def test_buiten_kantoortijd_zegt_de_assistent_wanneer_er_iemand_is() -> None:
    praatje = Praatje(nu=datetime(2026, 12, 25, 22, 0, tzinfo=NEDERLAND), kennis=nagekeken())
    tekst = tekst_van(praatje.zeg("een mens", praat("mens_spreken")))
    assert "vandaag dicht (Eerste kerstdag), maandag open vanaf 9 uur" in tekst


def test_niet_geholpen_vraagt_eerst_en_geeft_dan_een_mens(praatje: Praatje) -> None:
    praatje.zeg("…", over("parkeerkaart"))
    assert not biedt_mens(praatje.zeg("dat helpt niet", praat("niet_geholpen")))
    assert biedt_mens(praatje.zeg("dat helpt ook niet", praat("niet_geholpen")))


def test_boosheid_wordt_erkend_en_een_mens_aangeboden(praatje: Praatje) -> None:
    reactie = praatje.zeg("stelletje prutsers", praat("schelden"))
    assert "boos" in tekst_van(reactie)
    assert any("mens" in k.tekst for a in reactie.antwoorden for k in a.knoppen)


def test_een_minderjarige_die_over_zichzelf_vraagt_krijgt_een_mens(praatje: Praatje) -> None:
    """§4.5 punt 8."""
    assert biedt_mens(praatje.zeg("ik ben 15", over("eenzaamheid"), leeftijd=15)) or praatje.vraag
    volwassen = Praatje()
    volwassen.zeg("ik ben 45", over("eenzaamheid"), leeftijd=45)
    assert volwassen.vraag is None


def test_de_klant_die_niemand_begrijpt_kan_altijd_zijn_vraag_achterlaten(praatje: Praatje) -> None:
    """R3."""
    praatje.zeg("blrp")
    praatje.zeg("zwoef")
    praatje.zeg("[naam] [telefoon]", NIETS, contact=CONTACT)
    praatje.zeg("morgen")
    assert praatje.zeg("ja", JA).aanbieden
    assert intake_van(praatje).klasse is Klasse.NIET_BEPAALD


@pytest.mark.parametrize("taal", ["en", "tr", "ar", "pl", "uk", "fr"])
def test_een_andere_taal_krijgt_in_die_taal_een_mens_en_het_noodnummer(taal: str, praatje: Praatje) -> None:
    """R119."""
    reactie = praatje.zeg("hello, I need help", NIETS, taal=taal)
    assert "14 050" in tekst_van(reactie)
    assert "112" in tekst_van(reactie)
    assert reactie.uitkomst is Uitkomst.OVERDRACHT


# --- bejegening ---


@pytest.mark.parametrize(
    ("signaal", "woord"),
    [
        (gegeven("verlies"), "Gecondoleerd"),
        (markering("M1"), "veel om te dragen"),
        (markering("M9"), "Zorgen voor een ander"),
        (gegeven("schaamte"), "niet te schamen"),
        (gegeven("sterke_emotie"), "raakt"),
        (markering("M3"), "verandering"),
    ],
)
def test_emotie_komt_eerst(signaal: object, woord: str, praatje: Praatje) -> None:
    """R114."""
    reactie = praatje.zeg("…", over("schuldhulp"), signaal)
    assert woord in reactie.antwoorden[0].tekst
    assert len(reactie.antwoorden) > 1


def test_dezelfde_erkenning_komt_niet_elke_beurt_terug(praatje: Praatje) -> None:
    praatje.zeg("ik trek het niet", over("schuldhulp"), markering("M1"))
    reactie = praatje.zeg("echt niet", over("voedselbank"), markering("M1"))
    assert "utter_erken_draagkracht" not in sleutels(reactie)


def test_een_feitelijke_vraag_krijgt_geen_medelijden(praatje: Praatje) -> None:
    assert not [s for s in sleutels(praatje.zeg("…", over("parkeerkaart"))) if s.startswith("utter_erken")]


# --- gevaar (§5.3) ---


@pytest.mark.parametrize("code", CRISES)
@pytest.mark.parametrize("gemeente", GEMEENTEN)
def test_elke_crisis_noemt_meteen_112(code: str, gemeente: str) -> None:
    praatje = Praatje(nieuw_gesprek(gemeente))
    reactie = praatje.zeg("…", over("woningaanpassing"), gevaren=(gevaar(code),))
    assert reactie.uitkomst is Uitkomst.CRISIS
    assert "112" in tekst_van(reactie)
    assert all(a.crisis for a in reactie.antwoorden)
    assert not [s for s in sleutels(reactie) if s.startswith("onderwerp:")]


def test_een_doodswens_noemt_113_en_112(praatje: Praatje) -> None:
    tekst = tekst_van(praatje.zeg("ik wil er niet meer zijn", NIETS, gevaren=(gevaar("C1"),)))
    assert "113" in tekst
    assert "112" in tekst
    assert "0900-0113" not in tekst


@pytest.mark.parametrize(("code", "nummer"), [("C2", "0800-2000"), ("C3", "0800-2000")])
def test_geweld_noemt_veilig_thuis(code: str, nummer: str, praatje: Praatje) -> None:
    assert nummer in tekst_van(praatje.zeg("…", NIETS, gevaren=(gevaar(code),)))


@pytest.mark.parametrize("code", CRISES)
def test_snel_weg_alleen_als_iemand_kan_meekijken(code: str, praatje: Praatje) -> None:
    reactie = praatje.zeg("…", NIETS, gevaren=(gevaar(code),))
    assert any(a.snel_weg for a in reactie.antwoorden) is (code in ("C2", "C8"))


def test_bij_gevaar_hooguit_een_vraag_en_geen_gegevens(praatje: Praatje) -> None:
    reactie = praatje.zeg("…", NIETS, gevaren=(gevaar("C1"),))
    assert tekst_van(reactie).count("?") == 1
    assert praatje.vraag == "veilig"


@pytest.mark.parametrize("stap", [0, 1, 2, 3, 4])
def test_gevaar_gaat_voor_halverwege_een_intake(stap: int, praatje: Praatje) -> None:
    """Issue 2: op elk moment, binnen één beurt."""
    beurten = [
        ("schulden", over("schuldhulp"), {}), ("de deurwaarder belt", NIETS, {}), ("ja", JA, {}),
        ("[naam]", NIETS, {"contact": CONTACT}), ("morgen", NIETS, {}),
    ]  # fmt: skip
    for tekst, gehoord, rest in beurten[: stap + 1]:
        praatje.zeg(tekst, gehoord, **rest)
    reactie = praatje.zeg("ik wil er niet meer zijn", JA, gevaren=(gevaar("C1"),))
    assert reactie.uitkomst is Uitkomst.CRISIS
    assert "113" in tekst_van(reactie)
    assert not reactie.aanbieden


@pytest.mark.parametrize("intent", ["nee", "weet_niet", "overslaan"])
def test_niet_veilig_of_niet_weten_noemt_nog_eens_112(intent: str, praatje: Praatje) -> None:
    praatje.zeg("…", NIETS, gevaren=(gevaar("C1"),))
    reactie = praatje.zeg("weet ik niet", praat(intent))
    assert reactie.uitkomst is Uitkomst.CRISIS
    assert "112" in tekst_van(reactie)


def test_wel_veilig_biedt_een_mens_aan(praatje: Praatje) -> None:
    praatje.zeg("…", NIETS, gevaren=(gevaar("C1"),))
    assert "mens" in tekst_van(praatje.zeg("ja", JA))


def test_na_een_crisis_is_een_mens_er_zonder_omweg(praatje: Praatje) -> None:
    praatje.zeg("…", NIETS, gevaren=(gevaar("C1"),))
    reactie = praatje.zeg("ik wil een mens", praat("mens_spreken"))
    assert reactie.doorverbinden
    assert "14 050" in tekst_van(reactie)


def test_twee_gevaren_tegelijk_geven_de_dringendste_eerst(praatje: Praatje) -> None:
    reactie = praatje.zeg("…", NIETS, gevaren=(gevaar("C5"), gevaar("C2"), gevaar("C4")))
    codes = [s for s in sleutels(reactie) if s.startswith("crisis:")]
    assert codes == ["crisis:C4", "crisis:C2"]


def test_gevaar_in_een_andere_taal_gaat_voor(praatje: Praatje) -> None:
    reactie = praatje.zeg("I want to die", NIETS, gevaren=(gevaar("C1"),), taal="en")
    assert reactie.uitkomst is Uitkomst.CRISIS


def test_een_crisis_verstuurt_niets_zonder_akkoord(praatje: Praatje) -> None:
    praatje.zeg("…", over("schuldhulp"), gevaren=(gevaar("C7"),))
    assert not any(r.aanbieden for r in praatje.reacties)
    assert not hoeveel_gevraagd(praatje)


# --- wat nog niet klopt: elk een melding aan de makers ---


def test_ja_verstuurt_alleen_als_de_samenvatting_het_laatste_was_wat_er_stond(praatje: Praatje) -> None:
    """R67: na een tussenvraag staat de samenvatting er opnieuw, zodat ja op de samenvatting slaat."""
    tot_akkoord(praatje)
    tussen = praatje.zeg("wat kost dat eigenlijk?", over("eigen_bijdrage"))
    assert tussen.antwoorden[-1].samenvatting
    assert praatje.zeg("ja", JA).aanbieden


@pytest.mark.parametrize("onderwerp", ["eigen_bijdrage", "activiteiten"])
def test_na_een_tussenvraag_gaat_de_intake_verder(onderwerp: str, praatje: Praatje) -> None:
    tot_akkoord(praatje)
    reactie = praatje.zeg("wat kost dat eigenlijk?", over(onderwerp))
    assert f"onderwerp:{onderwerp}" in sleutels(reactie)
    assert reactie.open_vraag == "akkoord"


def test_ook_bij_veel_tegelijk_krijgt_een_gewone_vraag_antwoord(praatje: Praatje) -> None:
    praatje.zeg("…", over("schuldhulp"), probleem("geld"), probleem("wonen"), markering("M2"))
    praatje.zeg("rust")
    praatje.zeg("nee", NEE)
    praatje.zeg("nee", NEE)
    assert "onderwerp:voedselbank" in sleutels(praatje.zeg("waar is de voedselbank?", over("voedselbank")))


def test_een_probleem_zonder_onderwerp_krijgt_meer_dan_een_wedervraag(praatje: Praatje) -> None:
    reacties = [praatje.zeg("ik ben mijn baan kwijt", NIETS, probleem("werk_opleiding")) for _ in range(3)]
    assert any(biedt_mens(r) or set(sleutels(r)) - {"utter_speelt_er_nog_iets", "utter_nog_iets"} for r in reacties)


@pytest.mark.parametrize(
    ("tekst", "contact"), [("het nummer is [telefoon]", {"telefoon": "0687654321"}), ("laat mijn buurman weg", {})]
)
def test_het_antwoord_op_wat_moet_er_anders_past_de_samenvatting_aan(tekst: str, contact: dict[str, str], praatje: Praatje) -> None:
    tot_akkoord(praatje)
    praatje.zeg("nee", NEE)
    reactie = praatje.zeg(tekst, NIETS, contact=contact)
    assert any(a.samenvatting for a in reactie.antwoorden)


def test_naam_en_nummer_in_het_engels_gaan_naar_een_mens(praatje: Praatje) -> None:
    praatje.zeg("hello, I need help", NIETS, taal="en")
    reactie = praatje.zeg("my name is [naam] call [telefoon]", NIETS, taal="en", contact=CONTACT)
    assert praatje.gesprek.velden.get("telefoon")
    assert biedt_mens(reactie)


def test_alleen_een_nummer_na_een_andere_taal_gaat_naar_een_mens(praatje: Praatje) -> None:
    praatje.zeg("hello, I need help", NIETS, taal="en")
    assert biedt_mens(praatje.zeg("[naam] [telefoon]", NIETS, contact=CONTACT))


def naar_boos(p: Praatje) -> None:
    p.zeg("prutsers", praat("schelden"))


def naar_herhaling(p: Praatje) -> None:
    p.zeg("…", over("parkeerkaart"))
    p.zeg("wat?", praat("herhalen"))
    p.zeg("wat?", praat("herhalen"))


def naar_veilig(p: Praatje) -> None:
    p.zeg("…", NIETS, gevaren=(gevaar("C1"),))
    p.zeg("ja", JA)


@pytest.mark.parametrize("weg", [naar_boos, naar_herhaling, naar_veilig])
def test_ja_op_het_aanbod_van_een_mens_geeft_een_mens(weg: object, praatje: Praatje) -> None:
    weg(praatje)
    assert biedt_mens(praatje.zeg("ja graag", JA))


def test_ja_op_bedoelt_u_geeft_het_antwoord(praatje: Praatje) -> None:
    praatje.zeg("iets met geld", Gehoord("schuldhulp", 0.3, (Treffer("schuldhulp", 0.3, "", 0),)))
    assert "onderwerp:schuldhulp" in sleutels(praatje.zeg("ja", JA))


def test_een_nieuw_antwoord_mag_ook_een_keer_herhaald_worden(praatje: Praatje) -> None:
    praatje.zeg("…", over("parkeerkaart"))
    praatje.zeg("wat zei u?", praat("herhalen"))
    praatje.zeg("…", over("taalles"))
    voor = praatje.gesprek.laatste
    assert voor[0] in tekst_van(praatje.zeg("wat zei u?", praat("herhalen")))


def test_een_herhaalde_crisis_blijft_een_crisis(praatje: Praatje) -> None:
    praatje.zeg("…", NIETS, gevaren=(gevaar("C2"),))
    reactie = praatje.zeg("wat zei u?", praat("herhalen"))
    assert all(a.crisis and a.snel_weg for a in reactie.antwoorden)


def zinnen_in_alle(reacties: Iterable[Reactie]) -> set[str]:
    """De zinnen die in elk van deze reacties staan."""
    return set.intersection(*({a.tekst for a in r.antwoorden} for r in reacties))


HERHAALBAAR = {
    "zelfde vraag": over("parkeerkaart"),
    "groet": praat("smalltalk"),
    "privacy": praat("privacy_gegevens"),
    "wie ben je": praat("over_de_assistent"),
    "contact": praat("afspraak_contact"),
    "herhalen": praat("herhalen"),
    "stoppen": praat("stoppen_intrekken"),
}


@pytest.mark.parametrize("wat", HERHAALBAAR)
def test_niets_klinkt_drie_keer_achter_elkaar_hetzelfde(wat: str, praatje: Praatje) -> None:
    praatje.zeg("…", over("taalles"))
    reacties = [praatje.zeg("…", HERHAALBAAR[wat]) for _ in range(4)]
    for drie in zip(reacties, reacties[1:], reacties[2:], strict=False):
        assert not zinnen_in_alle(drie)


def test_de_begintijd_van_de_proef_is_een_gewone_dinsdag() -> None:
    """Als deze omvalt kloppen de termijnen in de andere tests ook niet."""
    assert f"{NU:%A %H:%M}" in ("Tuesday 10:00", "dinsdag 10:00")


def test_een_naam_met_nummer_is_een_antwoord_waar_het_verder_ook_op_lijkt(praatje: Praatje) -> None:
    """Voor de taalmotor is "[naam] [telefoon]" een groet; op de contactvraag is het precies wat gevraagd is (R104)."""
    praatje.zeg("ik heb hulp nodig bij mijn schulden", over("schuldhulp"), probleem("geld"))
    praatje.zeg("de deurwaarder belt steeds")
    praatje.zeg("ja", praat("ja"))
    assert praatje.vraag == "contact"
    praatje.zeg("[naam] [telefoon]", praat("smalltalk"), contact={"naam": "Anna Proef", "telefoon": "0612345678"})
    assert praatje.gesprek.velden["telefoon"] == "0612345678"
    assert praatje.vraag != "contact"


def test_een_toelichting_is_geen_nieuwe_vraag_en_geen_nieuw_probleem(praatje: Praatje) -> None:
    praatje.zeg("mijn koelkast is stuk en ik heb geen geld", over("bijzondere_bijstand"))
    reactie = praatje.zeg("we wonen boven mijn ouders", over("woning_zoeken"), probleem("wonen"), nieuw=0.05)
    assert sleutels(reactie) == ["utter_dank_verder"]
    assert {t.sleutel for t in praatje.gesprek.beeld.onderwerpen} == {"bijzondere_bijstand"}
    assert praatje.gesprek.beeld.problemen() == frozenset()


def test_wat_als_nieuw_klinkt_komt_er_gewoon_bij(praatje: Praatje) -> None:
    praatje.zeg("mijn koelkast is stuk en ik heb geen geld", over("bijzondere_bijstand"))
    praatje.zeg("en ik zoek een andere woning", over("woning_zoeken"), probleem("wonen"), nieuw=0.9)
    assert {t.sleutel for t in praatje.gesprek.beeld.onderwerpen} == {"bijzondere_bijstand", "woning_zoeken"}
    assert praatje.gesprek.beeld.problemen() == {"wonen"}


def test_in_de_eerste_beurt_telt_alles(praatje: Praatje) -> None:
    praatje.zeg("scootmobiel", over("hulpmiddelen"), nieuw=0.0)
    assert [t.sleutel for t in praatje.gesprek.beeld.onderwerpen] == ["hulpmiddelen"]


def test_een_doorvraag_zonder_antwoord_krijgt_eerlijk_een_nummer(praatje: Praatje) -> None:
    praatje.zeg("hoe vraag ik kwijtschelding aan", over("kwijtschelding_belasting"))
    eerder = praatje.gesprek.uitkomst
    reactie = praatje.zeg("en moet dat elk jaar", NIETS, vraagt=True)
    assert sleutels(reactie) == ["utter_weet_niet_precies"]
    assert reactie.uitkomst is eerder
