"""Wie vertelt, toelicht of tegenspreekt stopt niet, weigert niet en wordt niet verkeerd begrepen (R28, R32, R67, R118)."""

from __future__ import annotations

import pytest

from assistent.kern.begrippen import Uitkomst, Wie
from assistent.kern.gesprek import Fase
from assistent.kern.indeling import deel_in
from assistent.kern.intake import maak_intake
from assistent.kern.kennis import Kennisbank
from assistent.kern.signalen import Gevaar, Over, Signaal, Soort
from tests.gegevens import Gehoord, Praatje, over, praat, probleem, sleutels
from tests.kern.test_ja_en_nee import JA, NEE, tot_akkoord, tot_overdragen

GEWELD = (Gevaar("C2", "hij slaat mij", "proef"),)


@pytest.mark.parametrize(
    ("tekst", "inhoud"), [("nee geen kinderen, die zijn allang het huis uit", 3), ("Nee, ik woon alleen.", 0)]
)
def test_nee_over_iets_anders_is_geen_weigering(tekst: str, inhoud: int, praatje: Praatje) -> None:
    tot_overdragen(praatje)
    reactie = praatje.zeg(tekst, NEE, inhoud=inhoud, nieuw=0.1)
    assert "utter_geen_overdracht" not in sleutels(reactie)
    assert praatje.vraag == "overdragen"


@pytest.mark.parametrize(("tekst", "rest"), [("nee hoor", {}), ("ik zoek het zelf wel uit", {"inhoud": 2, "weigert": True})])
def test_wie_echt_nee_zegt_wordt_met_rust_gelaten_en_mag_terugkomen(
    praatje: Praatje, tekst: str, rest: dict[str, object]
) -> None:
    tot_overdragen(praatje)
    reactie = praatje.zeg(tekst, NEE, **rest)
    assert "utter_geen_overdracht" in sleutels(reactie)
    assert reactie.uitkomst is Uitkomst.DIRECT
    assert "utter_vraag_overdragen" not in sleutels(praatje.zeg("hij werkt bij de post", inhoud=2, nieuw=0.1))
    assert "utter_vraag_overdragen" in sleutels(praatje.zeg("ja toch maar graag", JA))


@pytest.mark.parametrize("intent", ["stoppen_intrekken", "schelden", "niet_geholpen"])
def test_wat_maar_een_beetje_op_stoppen_of_schelden_lijkt_is_een_toelichting(intent: str, praatje: Praatje) -> None:
    tot_overdragen(praatje)
    praatje.zeg("hij doet net of er niks is", praat(intent, 0.55), inhoud=2, nieuw=0.1)
    assert praatje.gesprek.fase is not Fase.GESTOPT
    assert praatje.vraag == "overdragen"


@pytest.mark.parametrize(
    ("tekst", "intent"),
    [("ja en zet erbij dat ik op vrijdag bij mijn moeder ben", "ja"), ("nee het is de jongste van twee", "nee")],
)
def test_een_aanvulling_op_de_samenvatting_is_geen_akkoord(tekst: str, intent: str, praatje: Praatje) -> None:
    tot_akkoord(praatje)
    reactie = praatje.zeg(tekst, praat(intent), inhoud=4)
    assert not reactie.aanbieden
    assert any(tekst in waarde for a in reactie.antwoorden for _, _, waarde in a.samenvatting)
    assert praatje.zeg("ja", JA).aanbieden


def test_weet_ik_niet_is_geen_akkoord(praatje: Praatje) -> None:
    tot_akkoord(praatje)
    assert not praatje.zeg("dat weet ik niet", praat("weet_niet")).aanbieden


def test_bel_mij_maar_slaat_de_vragen_over_maar_niet_het_akkoord(praatje: Praatje) -> None:
    praatje.zeg("ik heb hulp nodig bij mijn schulden", over("schuldhulp"), probleem("geld"))
    assert praatje.vraag == "achter_de_vraag"
    praatje.zeg("belt u mij maar", praat("aanvulling"), laat_doorgeven=True)
    assert praatje.vraag == "contact"
    contact = {"naam": "Anna Proef", "telefoon": "0612345678"}
    assert not praatje.zeg("[naam] [telefoon]", contact=contact).aanbieden


def test_wie_inleidt_mag_eerst_vertellen(praatje: Praatje) -> None:
    reactie = praatje.zeg("ik bel over mijn moeder", over("wijkverpleging", zekerheid=0.25), leidt_in=True, inhoud=0)
    assert sleutels(reactie) == ["utter_vertel"]
    assert sleutels(praatje.zeg("ik bel over mijn moeder", leidt_in=True)) == ["utter_niet_begrepen"]


def test_naar_een_crisis_vragen_we_niet_op_een_gok(praatje: Praatje) -> None:
    assert "utter_bedoelt_u" not in sleutels(praatje.zeg("mijn man zit in de file", over("crisis_geweld_thuis", zekerheid=0.3)))


def test_na_gevaar_blijft_het_nummer_en_de_uitkomst_wat_iemand_ook_zegt(praatje: Praatje) -> None:
    praatje.zeg("hij slaat mij", gevaren=GEWELD)
    reactie = praatje.zeg("maar goed, die traplift dus", over("woningaanpassing"), inhoud=2)
    assert sleutels(reactie) == ["utter_veilig_blijft"]
    assert "112" in reactie.antwoorden[0].tekst
    assert praatje.zeg("oké, dank u", praat("smalltalk")).uitkomst is Uitkomst.CRISIS


@pytest.mark.parametrize(
    ("code", "rest", "verwacht"),
    [
        ("C4", {}, "utter_veilig_nee"),
        ("C2", {}, "utter_stil"),  # "kunt u vrij praten?" "nee": dan is bellen juist wat niet kan
        ("C2", {"weerlegt": True, "inhoud": 3}, "utter_veilig_blijft"),
    ],
)
def test_nee_is_onveilig_tenzij_iemand_het_gevaar_tegenspreekt(
    code: str, rest: dict[str, object], verwacht: str, praatje: Praatje
) -> None:
    praatje.zeg("hij slaat mij", gevaren=(Gevaar(code, "hij slaat mij", "proef"),))
    assert sleutels(praatje.zeg("nee", NEE, **rest)) == [verwacht]


def test_een_bedankje_verandert_een_verwijzing_niet(praatje: Praatje) -> None:
    assert praatje.zeg("wanneer vraag ik ww aan", over("ww_uwv")).uitkomst is Uitkomst.VERWIJZING
    assert praatje.zeg("oké, bij het uwv dus, bedankt", praat("smalltalk")).uitkomst is Uitkomst.VERWIJZING


def test_een_doorvraag_bij_een_zware_vraag_biedt_ook_iemand_aan(praatje: Praatje) -> None:
    praatje.zeg("mijn schulden lopen op", over("schuldhulp"), probleem("geld"))
    praatje.zeg("door de scheiding", nieuw=0.1)
    reactie = praatje.zeg("en wie belt mij dan", praat("smalltalk"), doorvraag="anders", vraagt=True)
    assert sleutels(reactie)[:1] == ["utter_weet_niet_precies"]
    assert "utter_vraag_overdragen" in sleutels(reactie)
    assert reactie.uitkomst is Uitkomst.OVERDRACHT


def test_een_verbetering_met_een_nieuwe_vraag_krijgt_daar_antwoord_op(praatje: Praatje) -> None:
    praatje.zeg("iets met een scootmobiel", over("hulpmiddelen"))
    reactie = praatje.zeg("sorry, geen scootmobiel maar een taxipas", over("vervoer", intent="verbeteren"), inhoud=3)
    assert "onderwerp:vervoer" in sleutels(reactie)


def test_een_verbetering_die_zegt_hoe_het_zit_hoeft_niet_nog_eens(praatje: Praatje) -> None:
    praatje.zeg("mijn zoon loopt vast op school", over("jeugdhulp"))
    reactie = praatje.zeg("nee niet de oudste, de jongste, zij is zeven", praat("verbeteren"), inhoud=3)
    assert sleutels(reactie)[0] == "utter_verbeterd_verder"
    assert len(reactie.antwoorden) > 1


def wending(*namen: str, **rest: object) -> dict[str, object]:
    return {"wendingen": frozenset(namen), "inhoud": 3, **rest}


def test_zonder_ja_op_doorgeven_komt_er_geen_vraag_om_een_nummer(praatje: Praatje) -> None:
    tot_overdragen(praatje)
    praatje.zeg("kan ik eerst zelf met iemand praten?", vraagt=True, doorvraag="anders", inhoud=2)
    praatje.zeg("en wie leest dat dan", vraagt=True, doorvraag="anders", inhoud=1)
    assert praatje.vraag == "overdragen"
    assert "utter_vraag_contact" not in praatje.gesprek.gezegd


def test_nog_niet_doorgeven_telt_bij_elke_vraag(praatje: Praatje) -> None:
    tot_overdragen(praatje)
    praatje.zeg("ja", JA)
    reactie = praatje.zeg("ik wil nog niet dat u iets doorgeeft", **wending("niet_doorgeven"))
    assert sleutels(reactie) == ["utter_geen_overdracht"]


def test_wie_geen_nummer_wil_geven_krijgt_de_samenvatting(praatje: Praatje) -> None:
    tot_overdragen(praatje)
    praatje.zeg("ja", JA)
    praatje.zeg("dat hoeft niet, ik geef mijn nummer niet", NEE, weigert=True, inhoud=1)
    assert praatje.vraag == "akkoord"


def test_wat_eruit_moet_gaat_eruit_en_de_rest_blijft(praatje: Praatje) -> None:
    praatje.zeg("schulden en een huis zoeken", over("schuldhulp", "woning_zoeken"), probleem("geld"))
    praatje.zeg("al lang")
    praatje.zeg("ja", JA)
    praatje.zeg("[naam] [telefoon]", contact={"naam": "Anna Proef", "telefoon": "0612345678"})
    praatje.zeg("na vijf uur")
    assert praatje.vraag == "akkoord"
    reactie = praatje.zeg("schulden moet eruit. huis zoeken blijft", **wending("haal_weg"))
    onderwerpen = next(waarde for veld, _, waarde in reactie.antwoorden[0].samenvatting if veld == "onderwerpen")
    assert "chuld" not in onderwerpen
    assert "huis" in onderwerpen
    assert sleutels(reactie) == ["utter_samenvatting_opnieuw"]


def test_aangevuld_heet_niet_aangepast_en_een_nieuwe_beltijd_telt(praatje: Praatje) -> None:
    tot_akkoord(praatje)
    reactie = praatje.zeg("zet erbij dat er een tolk moet komen", over("taalles"), inhoud=2)
    assert sleutels(reactie) == ["utter_samenvatting_aangevuld"]
    assert praatje.gesprek.velden["aanvulling"] == "zet erbij dat er een tolk moet komen"
    praatje.zeg("bel liever dinsdag na tienen", praat("afspraak_contact"), inhoud=1)
    assert praatje.gesprek.velden["beltijd"] == "bel liever dinsdag na tienen"


def test_een_kaal_ja_op_wanneer_wij_bellen_is_geen_tijd(praatje: Praatje) -> None:
    tot_overdragen(praatje)
    praatje.zeg("ja", JA)
    praatje.zeg("[naam] [telefoon]", contact={"naam": "Anna Proef", "telefoon": "0612345678"})
    assert praatje.vraag == "bellen"
    praatje.zeg("ja hoor", JA, inhoud=0)
    assert praatje.vraag == "akkoord"
    assert "beltijd" not in praatje.gesprek.velden


def test_een_nummer_in_een_bericht_met_gevaar_is_niet_kwijt_en_daarna_gaat_de_intake_verder(praatje: Praatje) -> None:
    tot_overdragen(praatje)
    praatje.zeg("ja", JA)
    contact = {"naam": "Anna Proef", "telefoon": "0612345678"}
    praatje.zeg("[naam] [telefoon], en hij slaat mij", contact=contact, gevaren=GEWELD)
    assert praatje.gesprek.velden["telefoon"] == "0612345678"
    assert praatje.gesprek.eigen_woorden[0] == "[naam] [telefoon], en hij slaat mij"
    reactie = praatje.zeg("ja", JA)
    assert sleutels(reactie)[0] == "utter_veilig_verder"
    assert praatje.vraag is not None


def test_wie_niet_kan_bellen_krijgt_de_stille_weg(praatje: Praatje) -> None:
    praatje.zeg("hij slaat mij", gevaren=GEWELD)
    reactie = praatje.zeg("ik kan niet bellen, dan hoort hij het", **wending("niet_bellen"))
    assert sleutels(reactie) == ["utter_stil"]
    assert reactie.antwoorden[0].snel_weg


def test_een_kreet_na_gevaar_is_weer_gevaar(praatje: Praatje) -> None:
    praatje.zeg("hij slaat mij", gevaren=GEWELD)
    praatje.zeg("ik zit boven", inhoud=1)
    assert "crisis:C2" in sleutels(praatje.zeg("hij komt eraan help", **wending("kreet", inhoud=1)))


def test_wie_geruststelt_houdt_het_nummer_en_alleen_ja_is_veilig(praatje: Praatje) -> None:
    praatje.zeg("ik wil niet meer", gevaren=(Gevaar("C1", "ik wil niet meer", "proef"),))
    reactie = praatje.zeg("ja nee ik doe niks hoor", NEE, **wending("gerust"))
    assert sleutels(reactie) == ["utter_veilig_blijft"]
    assert "112" in reactie.antwoorden[0].tekst


@pytest.mark.parametrize("gehoord", [JA, NEE])
def test_niet_veilig_is_nooit_gerust(gehoord: Gehoord, praatje: Praatje) -> None:
    praatje.zeg("ik wil niet meer", gevaren=(Gevaar("C1", "ik wil niet meer", "proef"),))
    rest = wending("onveilig", "gerust", weerlegt=True)
    assert sleutels(praatje.zeg("nee ik voel me niet heel veilig hoor", gehoord, **rest)) == ["utter_veilig_nee"]


def test_een_afscheid_is_geen_begroeting(praatje: Praatje) -> None:
    praatje.zeg("wanneer vraag ik ww aan", over("ww_uwv"))
    assert sleutels(praatje.zeg("bedankt, doei", praat("smalltalk"), **wending("afscheid"))) == ["utter_graag_gedaan"]


def test_wie_over_zichzelf_praat_krijgt_geen_vragen_over_de_ander(praatje: Praatje) -> None:
    praatje.zeg("zorgen over iemand", over("zorgen_over_ander"))
    assert praatje.gesprek.beeld.wie is Wie.MELDER
    praatje.zeg("nee het gaat over mezelf", **wending("zelf"))
    assert praatje.gesprek.beeld.wie is Wie.INWONER


def test_een_doorvraag_krijgt_het_feit_uit_de_kennisbank(praatje: Praatje) -> None:
    praatje.zeg("hoe kom ik aan bijstand", over("bijstand_aanvragen"))
    reactie = praatje.zeg("en hoe lang duurt dat", vraagt=True, doorvraag="duur")
    assert sleutels(reactie)[0] == "doorvraag:bijstand_aanvragen:duur"
    assert "acht weken" in reactie.antwoorden[0].tekst
    assert reactie.antwoorden[0].bron


def test_wie_meteen_naar_de_kosten_vraagt_krijgt_die_eerst(praatje: Praatje) -> None:
    reactie = praatje.zeg("wat kost schuldhulp", over("schuldhulp"), vraagt=True, doorvraag="kosten")
    assert sleutels(reactie)[:2] == ["doorvraag:schuldhulp:kosten", "onderwerp:schuldhulp"]


def tot_samenvatting(praatje: Praatje) -> None:
    praatje.zeg("Ik heb schulden, en mijn zoon blowt. Ik zoek een huis.", over("schuldhulp", "woning_zoeken"), probleem("geld"))
    praatje.zeg("ik wil rust")
    praatje.zeg("ja", JA)
    praatje.zeg("[naam] [telefoon]", contact={"naam": "Anna Proef", "telefoon": "0612345678"})
    praatje.zeg("na vijf uur")
    assert praatje.vraag == "akkoord"


def test_wat_iemand_weg_wil_staat_nergens_meer_ook_niet_als_aanvulling(praatje: Praatje) -> None:
    tot_samenvatting(praatje)
    weg = "dat van mijn zoon mag er niet in"
    reactie = praatje.zeg(weg, **wending("haal_weg", noemt=("zoon",)))
    regels = {veld: waarde for veld, _, waarde in reactie.antwoorden[0].samenvatting}
    assert "zoon" not in " ".join(regels.values())
    assert "schulden" in regels["eigen_woorden"]
    assert "huis" in regels["eigen_woorden"]
    assert "aanvulling" not in regels


def test_wat_er_naast_het_weghalen_gezegd_wordt_gaat_wel_mee(praatje: Praatje) -> None:
    tot_samenvatting(praatje)
    praatje.zeg("Mijn zoon moet eruit. Zet er wel bij dat ik slecht hoor.", **wending("haal_weg", noemt=("zoon", "hoor")))
    assert praatje.gesprek.velden["aanvulling"] == "Zet er wel bij dat ik slecht hoor."


def test_een_naam_nummer_en_tijd_bij_een_andere_vraag_zijn_niet_kwijt(praatje: Praatje) -> None:
    tot_overdragen(praatje)
    praatje.zeg("[naam] [telefoon], na vier uur graag", contact={"naam": "Anna Proef", "telefoon": "0612345678"}, inhoud=1)
    assert praatje.gesprek.velden["telefoon"] == "0612345678"
    assert "na vier uur" in praatje.gesprek.velden["beltijd"]


def test_na_geweld_thuis_vragen_we_eerst_of_bellen_veilig_is(praatje: Praatje) -> None:
    praatje.zeg("hij slaat mij", gevaren=GEWELD)
    reactie = praatje.zeg("ik wil een mens spreken", praat("mens_spreken"))
    assert praatje.vraag == "contact"
    assert "veilig als wij u bellen" in reactie.antwoorden[-1].tekst


def test_van_een_gesprek_met_gevaar_gaan_de_woorden_over_het_gevaar_mee(praatje: Praatje, kennis: Kennisbank) -> None:
    praatje.zeg("ik zoek een scootmobiel", over("hulpmiddelen"))
    praatje.zeg("hij slaat mij", gevaren=GEWELD)
    intake = maak_intake(praatje.gesprek, deel_in(praatje.gesprek, kennis), "0")
    assert intake.vraag_in_eigen_woorden == ("hij slaat mij",)


@pytest.mark.parametrize(
    ("code", "gegevens", "over_wie", "opening"),
    [
        ("C2", (), Over.ZELF, "Wat erg dat u dit meemaakt"),
        ("C2", ("pleger",), Over.ZELF, "Goed dat u dit zegt, want het moet stoppen"),
        ("C1", (), Over.ZELF, "Wat erg dat u zich zo voelt"),
        ("C1", (), Over.HUISHOUDEN, "Dat is heel zorgelijk"),
    ],
)
def test_de_eerste_zin_bij_gevaar_past_bij_wie_het_zegt(
    praatje: Praatje, code: str, gegevens: tuple[str, ...], over_wie: Over, opening: str
) -> None:
    signalen = tuple(Signaal(Soort.GEGEVEN, g, "proef", "proef") for g in gegevens)
    gevaren = (Gevaar(code, "proef", "proef", over_wie),)
    (antwoord, *_) = praatje.zeg("proef", Gehoord("", 0.05), *signalen, gevaren=gevaren).antwoorden
    assert antwoord.tekst.startswith(opening)
    assert (antwoord.gesproken or "").startswith(opening.partition(",")[0])
    assert "Bel" in antwoord.tekst


def test_na_gevaar_is_de_eerste_vraag_niet_weg(praatje: Praatje) -> None:
    praatje.zeg("hij slaat mij, en hoe vraag ik een parkeerkaart aan", over("parkeerkaart"), gevaren=GEWELD)
    reactie = praatje.zeg("ja ik ben veilig", JA)
    naam = praatje.kennis.onderwerpen["parkeerkaart"].naam
    assert sleutels(reactie) == ["utter_veilig_ja", "utter_veilig_eerdere_vraag"]
    assert naam in reactie.antwoorden[1].tekst
    assert "onderwerp:parkeerkaart" in sleutels(praatje.zeg(naam, over("parkeerkaart"), inhoud=1))


def test_wie_al_antwoord_had_hoort_na_gevaar_niet_nog_eens_dezelfde_vraag(praatje: Praatje) -> None:
    praatje.zeg("hoe vraag ik een parkeerkaart aan", over("parkeerkaart"))
    praatje.zeg("hij slaat mij", gevaren=GEWELD)
    assert sleutels(praatje.zeg("ja ik ben veilig", JA)) == ["utter_veilig_ja"]
