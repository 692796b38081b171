"""Wat een overdracht vraagt, meegeeft en belooft: de eisen die nergens anders een test hebben (R74-R95)."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from assistent.kern.begrippen import Kanaal
from assistent.kern.gesprek import Gesprek
from assistent.kern.indeling import deel_in
from assistent.kern.intake import VRIJE_VELDEN, maak_intake
from assistent.kern.routering import Toewijzing
from assistent.kern.samenvatting import vat_samen
from tests.gegevens import (
    GEMEENTEN,
    NIETS,
    Praatje,
    kennisbank,
    markering,
    nieuw_gesprek,
    over,
    praat,
    probleem,
    tekst_van,
)


def stapeling(gemeente: str = "groningen") -> Praatje:
    """Een meervoudig complexe vraag, zonder haast."""
    praatje = Praatje(nieuw_gesprek(gemeente))
    praatje.zeg(
        "veel tegelijk", over("schuldhulp", "opvoedvraag", "huisarts_ggz"),
        probleem("geld"), probleem("opvoeden_opgroeien"), probleem("geestelijke_gezondheid"), markering("M2"),
    )  # fmt: skip
    return praatje


def tot_vraag(praatje: Praatje, sleutel: str) -> str:
    """Ga door tot de vraag die gezocht wordt; geeft wat de inwoner daar las."""
    for _ in range(12):
        if praatje.vraag == sleutel:
            return tekst_van(praatje.reacties[-1])
        antwoord = {"overdragen": "ja", "contact": "06 12345678", "voorkeur_gesprek": "aan de telefoon"}.get(praatje.vraag or "", "dat weet ik niet goed")
        contact = {"telefoon": "0612345678"} if praatje.vraag == "contact" else {}
        praatje.zeg(antwoord, over("ja") if antwoord == "ja" else NIETS, contact=contact)
    raise AssertionError(f"{sleutel} wordt nooit gevraagd")


def toewijzing(gesprek: Gesprek) -> Toewijzing:
    return deel_in(gesprek, kennisbank()).toewijzing


def test_wat_de_inwoner_wil_bereiken_staat_in_de_intake() -> None:
    """R60."""
    praatje = stapeling()
    tot_vraag(praatje, "wil_bereiken")
    praatje.zeg("Rust aan mijn hoofd")
    assert maak_intake(praatje.gesprek, deel_in(praatje.gesprek, kennisbank()), "1").velden["wil_bereiken"] == "Rust aan mijn hoofd"


def test_de_intake_is_gelijk_voor_elk_kanaal() -> None:
    """R63: chat, telefoon en balie geven dezelfde velden; alleen het kanaal zelf verschilt."""
    gesprek = stapeling().gesprek
    intakes = [
        maak_intake(g, deel_in(g, kennisbank()), "1") for g in (replace(gesprek, kanaal=kanaal) for kanaal in Kanaal)
    ]
    assert {i.kanaal for i in intakes} == {"chat", "phone", "balie"}
    assert len({str(replace(i, kanaal="")) for i in intakes}) == 1


def test_meervoudig_complex_krijgt_casusoverleg_waar_de_gemeente_dat_zo_heeft() -> None:
    """R72: in de Bollenstreek een duo, met casusoverleg; in Groningen niet, want daar is dat niet zo ingericht."""
    intake = {}
    for gemeente in ("lisse", "groningen"):
        gesprek = stapeling(gemeente).gesprek
        intake[gemeente] = maak_intake(gesprek, deel_in(gesprek, kennisbank()), "1").vervolg
    assert "casusoverleg" in (intake["lisse"] or "")
    assert "casusoverleg" not in (intake["groningen"] or "")


def test_direct_toegankelijk_gaat_rechtstreeks() -> None:
    """R74: in Diemen is het team voor complexe vragen zelf de trekker, zonder omweg."""
    gevonden = toewijzing(stapeling("diemen").gesprek)
    assert (gevonden.trekker, gevonden.team, gevonden.opschalen) == ("brede_hoed", "brede_hoed", False)


def test_wie_er_al_helpt_wordt_gevraagd_en_gaat_mee() -> None:
    """R75, R77: ook een andere aanvraag of hulp komt in dezelfde intake."""
    praatje = stapeling()
    tot_vraag(praatje, "al_betrokken")
    praatje.zeg("Het maatschappelijk werk, en er loopt een aanvraag voor begeleiding.")
    intake = maak_intake(praatje.gesprek, deel_in(praatje.gesprek, kennisbank()), "1")
    assert intake.velden["al_betrokken"] == "Het maatschappelijk werk, en er loopt een aanvraag voor begeleiding."


def test_er_wordt_nooit_om_een_bedrag_gevraagd() -> None:
    """R78: hoeveel iemand heeft of schuldig is bespreekt een mens, één keer."""
    kennis = kennisbank()
    vragen = [t for s, k in kennis.teksten.items() if s.startswith("utter_vraag_") for v in k.values() for t in v]
    vragen += [o.vervolgvraag for o in kennis.onderwerpen.values() if o.vervolgvraag]
    assert len(vragen) > 50
    fout = [v for v in vragen if re.search(r"hoeveel (geld|schuld|inkomen|verdien|spaar)|welk bedrag|hoe hoog", v, re.I)]
    assert fout == []
    assert not {"bedrag", "inkomen", "schuld", "bsn"} & set(VRIJE_VELDEN)


@pytest.mark.parametrize(
    ("antwoord", "plek"),
    [("liefst bij mij thuis", "thuis"), ("op een inlooppunt", "inlooppunt"), ("bel maar gewoon", "telefoon"), ("niet thuis, wel op het loket", "inlooppunt"),
     ("maakt me niet uit", "geen voorkeur"), ("sla over", None)],
)  # fmt: skip
def test_de_inwoner_kiest_waar_hij_praat(antwoord: str, plek: str | None) -> None:
    """R85: bij meer dan één zorg is het een eigen vraag, en het antwoord staat in de samenvatting en de intake."""
    praatje = stapeling()
    vraag = tot_vraag(praatje, "voorkeur_gesprek")
    assert [k.tekst for k in praatje.reacties[-1].antwoorden[-1].knoppen][:3] == ["Bij mij thuis", "Op een inlooppunt", "Aan de telefoon"]
    assert all(w in vraag for w in ("Thuis", "inlooppunt", "telefoon"))
    praatje.zeg(antwoord, praat("overslaan") if plek is None else NIETS)
    assert praatje.vraag == "bellen"
    assert maak_intake(praatje.gesprek, deel_in(praatje.gesprek, kennisbank()), "1").velden.get("voorkeur_gesprek") == plek
    assert ("voorkeur_gesprek" in {v for v, *_ in vat_samen(praatje.gesprek, deel_in(praatje.gesprek, kennisbank()), kennisbank())}) is bool(plek)


@pytest.mark.parametrize(("antwoord", "blijft"), [("op een inlooppunt", False), ("waar is een inlooppunt?", True)])
def test_die_keuze_is_nooit_een_vraag_naar_openingstijden(antwoord: str, blijft: bool) -> None:
    """De taalmotor hoort in "op een inlooppunt" een vraag waar dat is; hier is het een antwoord, behalve met een vraagteken."""
    praatje = stapeling()
    tot_vraag(praatje, "voorkeur_gesprek")
    praatje.zeg(antwoord, praat("afspraak_contact"))
    assert (praatje.vraag == "voorkeur_gesprek") is blijft


@pytest.mark.parametrize(("antwoord", "plek"), [("kom liever langs", "thuis"), ("na vijf uur ben ik thuis", None), ("bel maar", None)])
def test_bij_een_korte_vraag_kan_dat_ook_zonder_extra_vraag(antwoord: str, plek: str | None) -> None:
    """R85, R104."""
    praatje = Praatje()
    praatje.zeg("traplift", over("woningaanpassing"))
    assert all(keus in tot_vraag(praatje, "bellen").lower() for keus in ("thuis", "inlooppunt"))
    praatje.zeg(antwoord)
    assert praatje.gesprek.velden.get("voorkeur_gesprek") == plek
    assert "utter_vraag_voorkeur_gesprek" not in {a.sleutel for r in praatje.reacties for a in r.antwoorden}


def test_wie_meteen_zegt_wanneer_krijgt_die_vraag_niet_meer() -> None:
    """R28, R85."""
    praatje = stapeling()
    tot_vraag(praatje, "voorkeur_gesprek")
    praatje.zeg("thuis, liefst 's ochtends")
    assert praatje.vraag == "akkoord"
    assert praatje.gesprek.velden["beltijd"] == "thuis, liefst 's ochtends"
    assert praatje.gesprek.velden["voorkeur_gesprek"] == "thuis"


def test_de_inwoner_zegt_wanneer_en_of_hij_vrij_kan_praten() -> None:
    """R71."""
    tekst = tot_vraag(stapeling(), "bellen")
    for keus in ("wanneer", "bellen", "vrij kunt praten"):
        assert keus in tekst.lower()


def test_bij_scheiding_is_er_oog_voor_beide_ouders_zonder_partij() -> None:
    """R86."""
    onderwerp = kennisbank().onderwerpen["scheiding_kinderen"]
    tekst = " ".join(onderwerp.antwoord)
    assert "beide ouders" in tekst
    assert "zonder partij te kiezen" in tekst
    assert "de andere ouder" in (onderwerp.vervolgvraag or "")


def test_van_kinderen_komt_alleen_ja_of_nee_in_de_intake() -> None:
    """R87: geen namen of geboortedatums."""
    praatje = Praatje()
    praatje.zeg("geld op en geen werk", over("opleiding_volwassenen"), probleem("geld"), probleem("werk_opleiding"))
    tekst = tot_vraag(praatje, "kinderen")
    assert "geen namen" in tekst
    praatje.zeg("ja, drie", over("ja"))
    assert praatje.gesprek.velden["kinderen"] in ("ja", "nee")


BESLUIT = re.compile(r"u (hebt|heeft) (geen )?recht op|u komt (niet )?in aanmerking|u krijgt (zeker|geen)|is (toegekend|afgewezen)\b", re.I)


def test_de_assistent_neemt_of_suggereert_geen_besluit() -> None:
    """R88, R95: geen zin zegt dat iemand iets krijgt of niet krijgt, ook niet namens een team."""
    kennis = kennisbank()
    zinnen = [t for k in kennis.teksten.values() for v in k.values() for t in v]
    zinnen += [z for o in kennis.onderwerpen.values() for z in (*o.antwoord, o.gesproken, *o.eenvoudig)]
    assert [z for z in zinnen if BESLUIT.search(z)] == []


def test_een_aanvraag_eindigt_met_een_brief() -> None:
    """R89: op een aanvraag volgt een schriftelijk besluit."""
    assert "komt binnen {termijn_wmo_besluit} een brief" in " ".join(kennisbank().onderwerpen["wmo_melding"].antwoord)


def test_bezwaar_wordt_uitgelegd_met_termijn_en_hulp_en_vraagt_wat_er_nog_speelt() -> None:
    """R79, R90."""
    onderwerp = kennisbank().onderwerpen["bezwaar"]
    tekst = " ".join(onderwerp.antwoord)
    assert "{termijn_bezwaar}" in tekst
    assert "helpen u er gratis bij" in tekst
    assert "probleem" in (onderwerp.vervolgvraag or "")


@pytest.mark.parametrize("gemeente", GEMEENTEN)
def test_een_andere_gesprekspartner_is_een_vraag_die_bij_een_mens_komt(gemeente: str) -> None:
    """R91: in elke gemeente is er een team voor."""
    praatje = Praatje(nieuw_gesprek(gemeente))
    praatje.zeg("ik wil iemand anders", over("vaste_contactpersoon"))
    indeling = deel_in(praatje.gesprek, kennisbank())
    assert indeling.mens
    assert indeling.toewijzing.trekker in kennisbank().gemeenten[gemeente].teams


def test_een_klacht_is_een_eigen_weg_los_van_bezwaar() -> None:
    """R92."""
    onderwerpen = kennisbank().onderwerpen
    tekst = " ".join(onderwerpen["klacht"].antwoord).lower()
    assert "ombudsman" in tekst
    assert "bezwaar" not in tekst
    assert "klacht" not in " ".join(onderwerpen["bezwaar"].antwoord).lower()


@pytest.mark.parametrize(("gemeente", "wie"), [("uithoorn", "DUO+"), ("heerenveen", "Omtinker"), ("noordwijk", "ISD"), ("groningen", "gemeente Groningen")])
def test_de_juiste_beslisser_wordt_genoemd(gemeente: str, wie: str) -> None:
    """R93."""
    assert wie in kennisbank().gemeenten[gemeente].wie_beslist


def test_de_teksten_spreken_niet_over_beeindigen_van_hulp() -> None:
    """R94: evalueren en bijstellen."""
    kennis = kennisbank()
    zinnen = [t for k in kennis.teksten.values() for v in k.values() for t in v]
    zinnen += [z for o in kennis.onderwerpen.values() for z in (*o.antwoord, o.gesproken, *o.eenvoudig)]
    assert [z for z in zinnen if re.search(r"be[eë]indig", z, re.I)] == []
    assert "opnieuw kijken" in " ".join(kennis.onderwerpen["herindicatie"].antwoord)
