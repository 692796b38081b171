"""Meekijken zonder scherm: wat een notitie oplevert, wat de medewerker beslist, en dat er niets wegraakt (R18, R34, R101)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import lru_cache
from typing import Any

import pytest

from assistent.adapters.fakes import NepHerkennen, OpslagInGeheugen
from assistent.adapters.omroep import OmroepHier
from assistent.config import WORTEL
from assistent.kern.begrippen import Kanaal, Klasse, Urgentie, Wie
from assistent.kern.errors import InvoerOngeldig
from assistent.kern.klad import Bezig, Keuze, Klad
from assistent.kern.meekijken import Advies
from assistent.ports import Account, Bericht
from assistent.processen.beginnen import begin
from assistent.processen.kijken import Geheugen
from assistent.processen.meekijken import MAX_OPEN, Meekijken, NietVanU
from assistent.taal.lezer import Lezer
from assistent.taal.notities import Notitielezer, laad_kortschrift
from assistent.taal.signaalpatronen import laad_signalen
from tests.gegevens import NU, kennisbank

KCC = Account("kees", "Kees van het KCC", frozenset({"kcc"}), "groningen", frozenset({"punt_kcc"}))
KCC2 = Account("kim", "Kim van het KCC", frozenset({"kcc"}), "groningen", frozenset({"punt_kcc"}))
VRIJWILLIGER = Account("vera", "Vera Vrijwilliger", frozenset({"vrijwilliger"}), "groningen")
ELDERS = Account("dirk", "Dirk Diemen", frozenset({"kcc"}), "diemen")
BOEK = {
    "huur achter": "betalingsachterstand",
    "parkeerkaart": "parkeerkaart",
    "traplift": "woningaanpassing",
    "schulden": "schuldhulp",
    "gevallen": "crisis_medisch",
    "hulp bij het huishouden": "hulp_bij_huishouden",
}
VALPARTIJ = "mw 83, gevallen, dochter ver weg, huur achter"


@lru_cache(maxsize=1)
def notitielezer() -> Notitielezer:
    """De echte lezer met het echte kortschrift, zonder geleerd model."""
    kennis = kennisbank()
    gebieden = {s: {n: g.sleutel for g in p.gebieden for n in (g.naam, *g.namen)} for s, p in kennis.gemeenten.items()}
    lezer = Lezer(laad_signalen(WORTEL / "kennisbank/signalen"), None, lambda _: "nl", gebieden)
    return Notitielezer(lezer, laad_kortschrift(WORTEL / "kennisbank/meekijken.yml"))


def maak_meekijken(opslag: Any = None, herkenner: Any = None) -> Meekijken:
    lezer = notitielezer()
    return Meekijken(
        kennisbank, lezer, lezer.lezer, herkenner or NepHerkennen(BOEK), opslag or OpslagInGeheugen(), OmroepHier()
    )


@pytest.fixture
def meekijken() -> Meekijken:
    """Meekijken op een opslag in het geheugen."""
    return maak_meekijken()


def leeg(**velden: Any) -> Klad:
    return replace(Klad("k1", "groningen", Kanaal.TELEFOON, "kees", NU), **velden)


async def kijk(notitie: str, **velden: Any) -> Advies:
    return await maak_meekijken().kijk(leeg(**velden), NU, notitie)


def gehoord(advies: Advies) -> dict[str, tuple[str, ...]]:
    return {s.sleutel: s.woorden for s in advies.signalen}


# --- wat een notitie oplevert ---


async def test_korte_woorden_zijn_genoeg() -> None:
    """R18: signalen met hun woorden, klasse met regel, team, antwoord met bron en de ene volgende vraag."""
    advies = await kijk(VALPARTIJ)
    assert gehoord(advies) == {
        "geld": ("huur achter",),
        "lichamelijke_gezondheid": ("gevallen",),
        "sociaal_netwerk": ("dochter ver",),
    }
    assert (advies.indeling.klasse, advies.indeling.regel.nummer) == (Klasse.MEERVOUDIG_COMPLEX, "3a")
    assert advies.indeling.toewijzing.trekker == "sociaal_team"
    assert advies.gesprek.beeld.leeftijd == 83
    (uitleg,) = advies.antwoorden
    assert uitleg.woorden == "huur achter"
    assert uitleg.antwoord.bron
    assert uitleg.antwoord.gesproken
    assert uitleg.professional
    assert advies.vraag is not None
    assert advies.vraag.tekst.endswith("?")


async def test_een_los_woord_uit_een_notitie_is_geen_crisis() -> None:
    """De motor hoort in "gevallen" een medische crisis; alleen de poort beslist over gevaar."""
    assert "crisis_medisch" not in {u.voorstel.partition(":")[2] for u in (await kijk(VALPARTIJ)).antwoorden}


@pytest.mark.parametrize(
    ("notitie", "signalen"),
    [
        ("alleenst, 2 kdn, huurachterst 3 mnd, ontruiming do, slaapt niet meer", {"wonen", "geld", "geestelijke_gezondheid", "kinderen", "spoed"}),
        ("eenzaam, partner overleden", {"sociaal_netwerk", "M3"}),
        ("dhr 54 ontslagen, drinkt, ruzie ex", {"werk_opleiding", "middelengebruik", "thuis_relaties"}),
        ("vr 34, zwanger, slaapt bij vriendin, geen geld", {"wonen", "geld", "kinderen"}),
        ("loopt slecht, trap lukt niet", {"lichamelijke_gezondheid", "wonen"}),
        ("wast zich niet, eet slecht, huis vervuild", {"zelfzorg", "M6"}),
        ("spreekt slecht nl, brieven ongeopend", {"huishouden_administratie"}),
        ("zoon 15 spijbelt, blowt", {"opvoeden_opgroeien", "middelengebruik"}),
        ("zorgt voor man met dementie, zit erdoorheen", {"mantelzorg", "M1"}),
    ],
)  # fmt: skip
async def test_kortschrift_wordt_gehoord(notitie: str, signalen: set[str]) -> None:
    assert signalen <= set(gehoord(await kijk(notitie)))


@pytest.mark.parametrize(
    "notitie", ["wil parkeerkaart", "alleen vraag over traplift", "paspoort verlopen", "gebruikt rollator, wil scootmobiel", "drinkt geen alcohol"]
)  # fmt: skip
async def test_een_gewone_vraag_is_geen_probleem(notitie: str) -> None:
    """Losse vragen mogen nooit als meervoudig gelden (§4.4)."""
    advies = await kijk(notitie)
    assert not {s.sleutel for s in advies.signalen if s.soort == "leefgebied"}


@pytest.mark.parametrize(
    ("notitie", "wie", "rol"),
    [
        (VALPARTIJ, Wie.INWONER, None),
        ("mw belt zelf", Wie.INWONER, None),
        ("dochter belt over moeder, dement", Wie.MELDER, None),
        ("maakt zich zorgen over buurvrouw", Wie.MELDER, "buur"),
        ("ha belt over pt 78, vervuild huis", Wie.PROFESSIONAL, "huisarts"),
    ],
)
async def test_wie_er_belt(notitie: str, wie: Wie, rol: str | None) -> None:
    beeld = (await kijk(notitie)).gesprek.beeld
    assert beeld.wie is wie
    assert rol is None or beeld.rol == rol


async def test_gevaar_geeft_het_protocol_en_een_vraag() -> None:
    """§5.3: nummers, wat niet te doen, hooguit één vraag, geen gegevens."""
    advies = await kijk("dhr wil niet meer leven")
    (crisis,) = advies.crisis
    assert "113" in crisis.antwoord.tekst
    assert crisis.professional
    assert crisis.woorden == "niet meer leven"
    assert advies.vraag is not None
    assert advies.vraag.sleutel == "veilig"
    assert advies.indeling.urgentie is Urgentie.DIRECT
    assert not advies.antwoorden


async def test_bij_gevaar_niets_over_regelingen() -> None:
    """§5.3 punt 1, ook als de eerste vraag een gewone vraag was."""
    advies = await kijk("huur achter, dhr wil niet meer leven")
    assert advies.crisis
    assert not advies.antwoorden
    assert not advies.kaarten


async def test_bij_geweld_thuis_eerst_of_vrij_praten_kan() -> None:
    advies = await kijk("man slaat haar, durft niet naar huis")
    assert advies.vraag is not None
    assert (advies.vraag.sleutel, advies.vraag.veld) == ("vrij_praten", "vrij_praten")


async def test_zonder_gesprek_zoekt_hetzelfde_veld_in_de_sociale_kaart() -> None:
    kennis = replace(kennisbank(), zoek=lambda vraag, gemeente, gebied: [(kennisbank().voorzieningen[0], 1.0)])
    meekijken = replace(maak_meekijken(), kennis=lambda: kennis)
    advies = await meekijken.kijk(leeg(), NU, "waar kan ik met een kapotte wasmachine heen")
    assert [k.titel for k in advies.kaarten] == [kennisbank().voorzieningen[0].naam]


async def test_een_leeg_veld_geeft_geen_voorstel() -> None:
    advies = await kijk("  ")
    assert (advies.signalen, advies.antwoorden, advies.crisis, advies.vraag) == ((), (), (), None)


async def test_zonder_taalmotor_werken_signalen_en_gevaar_gewoon() -> None:
    advies = await maak_meekijken(herkenner=NepHerkennen(aan=False)).kijk(leeg(), NU, "huur achter, wil niet meer leven")
    assert "geld" in gehoord(advies)
    assert advies.crisis


async def test_de_motor_hoeft_een_stukje_maar_een_keer_te_horen() -> None:
    """Bij elke toets verandert er maar één stukje; daar hangt de snelheid aan."""
    motor = NepHerkennen(BOEK)
    meekijken = maak_meekijken(herkenner=motor)
    geheugen: Geheugen = {}
    await meekijken.kijk(leeg(), NU, "huur achter, traplift", geheugen=geheugen)
    motor.gevraagd.clear()
    await meekijken.kijk(leeg(), NU, "huur achter, traplift, parkeerkaart", geheugen=geheugen)
    assert "parkeerkaart" in motor.gevraagd
    assert "huur achter" not in motor.gevraagd


async def test_wat_is_weggehaald_blijft_nergens_hangen() -> None:
    """Het geheugen is van het open scherm en kent alleen wat er nu staat."""
    meekijken, geheugen = maak_meekijken(), dict[str, Any]()
    await meekijken.kijk(leeg(), NU, "huur achter, traplift", geheugen=geheugen)
    await meekijken.kijk(leeg(), NU, "traplift", geheugen=geheugen)
    assert set(geheugen) == {"traplift"}


# --- de intake vult zich, de medewerker beslist ---


async def test_de_intake_vult_zich_uit_de_notitie() -> None:
    advies = await kijk("mw Jansen 0612345678, wil traplift, thuiszorg komt 2x pw, bellen na 14u, 2 kdn")
    assert advies.velden == {
        "naam": "Jansen",
        "telefoon": "0612345678",
        "wil_bereiken": "wil traplift",
        "al_betrokken": "thuiszorg komt 2x pw",
        "beltijd": "bellen na 14u",
        "kinderen": "ja",
    }
    assert advies.vanzelf == set(advies.velden)


async def test_wat_met_de_hand_is_ingevuld_wint_ook_als_het_leeg_is() -> None:
    """R34: elk veld te wijzigen, niets verplicht."""
    advies = await kijk("2 kdn, wil traplift", velden={"kinderen": "", "wil_bereiken": "veilig wonen"})
    assert "kinderen" not in advies.velden
    assert advies.velden["wil_bereiken"] == "veilig wonen"
    assert "wil_bereiken" not in advies.vanzelf


async def test_een_ingevuld_veld_wordt_niet_meer_gevraagd() -> None:
    eerst = await kijk(VALPARTIJ)
    assert eerst.vraag is not None
    assert eerst.vraag.sleutel == "wil_bereiken"
    daarna = await kijk(VALPARTIJ, velden={"wil_bereiken": "rust"})
    assert daarna.vraag is not None
    assert daarna.vraag.sleutel != "wil_bereiken"


async def test_kinderen_met_de_hand_ingevuld_telt_in_de_indeling() -> None:
    zonder = await kijk("huur achter, ruzie met ex")
    met = await kijk("huur achter, ruzie met ex", velden={"kinderen": "ja, twee"})
    assert zonder.indeling.klasse is Klasse.MEERVOUDIG_EENVOUDIG
    assert met.indeling.klasse is Klasse.MEERVOUDIG_COMPLEX


async def test_een_weggedaan_signaal_telt_niet_meer() -> None:
    advies = await kijk(VALPARTIJ, weg=frozenset({"signaal:sociaal_netwerk"}))
    assert "sociaal_netwerk" not in gehoord(advies)
    assert advies.indeling.klasse is Klasse.MEERVOUDIG_EENVOUDIG


async def test_vals_gevaar_gaat_weg_maar_ander_gevaar_klinkt_opnieuw() -> None:
    eerst = await kijk("wil niet meer leven")
    weg = frozenset(c.voorstel for c in eerst.crisis)
    assert not (await kijk("wil niet meer leven", weg=weg)).crisis
    assert (await kijk("wil niet meer leven, heeft pillen klaarliggen voor zelfmoord", weg=weg)).crisis


async def test_de_medewerker_kiest_anders_met_een_reden() -> None:
    """R34: afwijken van het voorstel; het voorstel blijft te zien."""
    keuze = Keuze(klasse=Klasse.ENKELVOUDIG_SPECIALISTISCH, team="gkb", reden="alleen de huur, dochter regelt de rest")
    advies = await kijk(VALPARTIJ, keuze=keuze)
    assert advies.indeling.klasse is Klasse.ENKELVOUDIG_SPECIALISTISCH
    assert advies.indeling.toewijzing.trekker == "gkb"
    assert advies.indeling.toewijzing.behandelaar == "groningen/gkb"
    assert "dochter regelt de rest" in advies.indeling.regel.uitleg
    assert advies.voorstel.klasse is Klasse.MEERVOUDIG_COMPLEX


async def test_een_zelf_toegevoegd_onderwerp_krijgt_een_antwoord() -> None:
    advies = await kijk("iets ingewikkelds", erbij=("parkeerkaart",))
    assert [u.voorstel for u in advies.antwoorden] == ["onderwerp:parkeerkaart"]


# --- kladjes ---


async def test_niets_is_weg_na_herladen(meekijken: Meekijken) -> None:
    klad = await meekijken.begin(KCC, NU)
    await meekijken.noteer(KCC, klad.id, "huur achter, mw Jansen 0612345678")
    await meekijken.vul_in(KCC, klad.id, "aanvulling", "komt morgen langs")
    opnieuw = await meekijken.haal(KCC, klad.id)
    advies = await meekijken.kijk(opnieuw, NU)
    assert "geld" in gehoord(advies)
    assert advies.velden["naam"] == "Jansen"
    assert advies.velden["telefoon"] == "0612345678"
    assert advies.velden["aanvulling"] == "komt morgen langs"


async def test_in_het_klad_staat_geen_naam_of_nummer(meekijken: Meekijken) -> None:
    """Persoonsgegevens staan alleen in hun eigen veld; een bsn nergens."""
    klad = await meekijken.begin(KCC, NU)
    klad = await meekijken.noteer(KCC, klad.id, "mw Jansen 0612345678 bsn 123456782")
    assert "Jansen" not in klad.notitie
    assert "0612345678" not in klad.notitie
    assert "123456782" not in repr(klad)


@pytest.mark.parametrize(
    ("veld", "waarde", "bewaard"),
    [
        ("al_betrokken", "thuiszorg, bsn 123456782", "thuiszorg, bsn [bsn]"),
        ("aanvulling", "zoon Pieter, NL91ABNA0417164300", "zoon [naam], [rekening]"),
        ("eigen_woorden", "bel 0612345678", "bel [telefoon]"),
        ("naam", "Fatima el Amrani", "Fatima el Amrani"),
        ("naam", "Jansen 123456782", "Jansen"),
        ("telefoon", "06-12345678 of 0501234567", "06-12345678 of 0501234567"),
        ("telefoon", "123456782", "[bsn]"),
        ("beltijd", "bellen na 14u", "bellen na 14u"),
        ("wil_bereiken", "", ""),
    ],
)
async def test_wat_een_medewerker_invult_is_net_zo_schoon(veld: str, waarde: str, bewaard: str, meekijken: Meekijken) -> None:
    """Ook een medewerker schrijft geen bsn of rekening op, en een naam of nummer alleen in het veld ervoor (§6.8)."""
    klad = await meekijken.begin(KCC, NU)
    assert (await meekijken.vul_in(KCC, klad.id, veld, waarde)).velden[veld] == bewaard


async def test_een_reden_is_ook_schoon(meekijken: Meekijken) -> None:
    klad = await meekijken.begin(KCC, NU)
    keuze = Keuze(team="gkb", reden="dochter Anna Visser regelt de rest, bsn 123456782")
    klad = await meekijken.kies(KCC, klad.id, keuze)
    assert klad.keuze.reden == "dochter [naam] regelt de rest, bsn [bsn]"


async def test_gevaar_verdwijnt_niet_door_het_schonen(meekijken: Meekijken) -> None:
    """Wat het schonen uit de notitie haalt mag een gevaar niet stil maken."""
    klad = await meekijken.begin(KCC, NU)
    await meekijken.noteer(KCC, klad.id, "dhr suicidaal")
    assert (await meekijken.kijk(await meekijken.haal(KCC, klad.id), NU)).crisis


async def test_een_voorstel_wordt_geteld_zonder_inhoud(meekijken: Meekijken) -> None:
    klad = await meekijken.begin(KCC, NU)
    await meekijken.beslis(KCC, klad.id, "onderwerp:schuldhulp", NU, gebruikt=True)
    await meekijken.beslis(KCC, klad.id, "gevaar:C1:mijn moeder wil dood", NU, gebruikt=False)
    async with meekijken.opslag.transactie() as werk:
        som = await werk.voorstellen.som("groningen", NU.date())
    assert {(v.soort, v.sleutel, v.gebruikt, v.aantal) for v in som} == {
        ("gevaar", "C1", False, 1),
        ("onderwerp", "schuldhulp", True, 1),
    }


async def test_een_onbekend_voorstel_of_veld_wordt_geweigerd(meekijken: Meekijken) -> None:
    klad = await meekijken.begin(KCC, NU)
    with pytest.raises(InvoerOngeldig):
        await meekijken.beslis(KCC, klad.id, "script:x", NU, gebruikt=True)
    with pytest.raises(InvoerOngeldig):
        await meekijken.vul_in(KCC, klad.id, "bsn", "123456782")
    with pytest.raises(InvoerOngeldig):
        await meekijken.noteer(KCC, klad.id, "x" * 4001)


async def test_een_collega_ziet_een_gesprek_niet_zomaar(meekijken: Meekijken) -> None:
    """R62: eigen gesprekken; die van een ander alleen als die daarom vraagt, in dezelfde gemeente."""
    klad = await meekijken.begin(KCC, NU)
    with pytest.raises(NietVanU):
        await meekijken.haal(KCC2, klad.id)
    await meekijken.vraag_mee(KCC, klad.id, open_=True)
    assert (await meekijken.haal(KCC2, klad.id)).id == klad.id
    with pytest.raises(NietVanU):
        await meekijken.haal(ELDERS, klad.id)
    with pytest.raises(NietVanU):
        await meekijken.haal(VRIJWILLIGER, klad.id)


async def test_alleen_wie_het_gesprek_heeft_schrijft(meekijken: Meekijken) -> None:
    klad = await meekijken.begin(KCC, NU)
    await meekijken.vraag_mee(KCC, klad.id, open_=True)
    with pytest.raises(NietVanU):
        await meekijken.noteer(KCC2, klad.id, "van mij")


async def test_een_pauze_overnemen(meekijken: Meekijken) -> None:
    klad = await meekijken.begin(KCC, NU)
    await meekijken.noteer(KCC, klad.id, "huur achter")
    await meekijken.pauzeer(KCC, klad.id)
    _, wachtend = await meekijken.lijst(KCC2)
    assert [(k.id, k.bezig) for k in wachtend] == [(klad.id, Bezig.PAUZE)]
    over = await meekijken.neem_over(KCC2, klad.id)
    assert (over.medewerker, over.bezig, over.notitie) == ("kim", Bezig.GESPREK, "huur achter")
    assert (await meekijken.haal(KCC, klad.id)).mag_lezen("kees")
    with pytest.raises(NietVanU):
        await meekijken.noteer(KCC, klad.id, "nog iets")


async def test_meer_gesprekken_tegelijk_tot_een_grens(meekijken: Meekijken) -> None:
    for _ in range(MAX_OPEN):
        await meekijken.begin(KCC, NU)
    assert len((await meekijken.lijst(KCC))[0]) == MAX_OPEN
    with pytest.raises(InvoerOngeldig):
        await meekijken.begin(KCC, NU)


# --- live transcript ---


async def test_het_transcript_van_de_telefoon_doet_mee(meekijken: Meekijken) -> None:
    gesprek, _ = await begin(meekijken.opslag, kennisbank(), "groningen", Kanaal.TELEFOON, NU)
    klad = await meekijken.begin(KCC, NU, gesprek_id=gesprek.id)
    async with meekijken.opslag.transactie() as werk:
        regel = Bericht(gesprek.id, 50, "inwoner", {"tekst": "ik kan mijn huur niet meer betalen"}, NU + timedelta(minutes=1))
        await werk.gesprekken.voeg_toe([regel])
    advies = await meekijken.kijk(klad, NU, "gevallen")
    assert {"geld", "lichamelijke_gezondheid"} <= set(gehoord(advies))
    assert advies.gesprek.id == gesprek.id


async def test_een_telefoongesprek_heeft_een_klad_ook_bij_twee_medewerkers(meekijken: Meekijken) -> None:
    gesprek, _ = await begin(meekijken.opslag, kennisbank(), "groningen", Kanaal.TELEFOON, NU)
    een = await meekijken.begin(KCC, NU, gesprek_id=gesprek.id)
    twee = await meekijken.begin(KCC, NU, gesprek_id=gesprek.id)
    assert een.id == twee.id


async def test_bij_een_chat_of_een_andere_gemeente_kan_niemand_zomaar_meekijken(meekijken: Meekijken) -> None:
    """R62: een chat leest alleen wie de intake aannam; een vrijwilliger ziet geen transcript (R101)."""
    chat, _ = await begin(meekijken.opslag, kennisbank(), "groningen", Kanaal.CHAT, NU)
    elders, _ = await begin(meekijken.opslag, kennisbank(), "diemen", Kanaal.TELEFOON, NU)
    hier, _ = await begin(meekijken.opslag, kennisbank(), "groningen", Kanaal.TELEFOON, NU)
    for wie, gesprek in ((KCC, chat), (KCC, elders), (VRIJWILLIGER, hier)):
        with pytest.raises(NietVanU):
            await meekijken.begin(wie, NU, gesprek_id=gesprek.id)
