"""Vergissingen die de vorm niet ziet: een team dat niet bestaat, een verkeerd nummer, een zin die te moeilijk is."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from assistent.adapters.kennisbank import ELDERS, bouw
from assistent.adapters.nummers import nummerfout
from assistent.adapters.schema import Bestand, ontleed
from assistent.controle import Uitslag, keur, maak_zaak
from assistent.processen.controleren import controleer
from tests.adapters.test_kennisbank_mutaties import ALLES, DOMEIN, KENNISBANK, assert_gevonden, breek
from tests.gegevens import NU, kennisbank

BEWUST = (
    "«dood gaan =we =wij allemaal»",
    "«trein|treinen & =springen|",
    "«concreet|concrete +plan|plannen &",
    "«blauwe +plekken & dokter|",
    "«weeen ... minuten|",
)
"""Patronen waar een keuze of een deel nooit past; bekend, en te verbeteren bij de volgende meting van de crisispoort."""


@pytest.fixture(scope="module")
def uitslag() -> Uitslag:
    return keur(KENNISBANK, DOMEIN, NU.date())


def test_de_eigen_kennisbank_heeft_geen_fouten_en_geen_waarschuwingen(uitslag: Uitslag) -> None:
    assert uitslag.fouten == []
    assert [w for w in uitslag.waarschuwingen if "/signalen/" not in w] == []
    assert uitslag.kennis is not None


def test_elk_signaalpatroon_kan_gehoord_worden(uitslag: Uitslag) -> None:
    assert [w for w in uitslag.waarschuwingen if not any(b in w for b in BEWUST)] == []


def bestand(pad: str) -> Bestand:
    return next(b for b in ALLES if b.pad == KENNISBANK / pad)


def vervang(b: Bestand, begin: str, nieuw: str, keer: int = 1) -> tuple[str, int]:
    """Zet `nieuw` in plaats van de zoveelste regel die zo begint; geeft de tekst en het regelnummer."""
    regels = b.ruw.decode().splitlines()
    raak = [i for i, r in enumerate(regels) if r.lstrip(" -").startswith(begin)]
    nr = raak[keer - 1]
    inspring = re.match(r"[ -]*", regels[nr])
    assert inspring
    regels[nr] = inspring[0] + nieuw
    return "\n".join(regels) + "\n", nr + 1


SCHULD, GRO, DIE = (
    "onderwerpen/schuldhulp.yml",
    "gemeenten/groningen/gemeente.yml",
    "gemeenten/diemen/gemeente.yml",
)
LISSE, BOL = "gemeenten/lisse/gemeente.yml", "gemeenten/_groepen/bollenstreek.yml"
KAART, LAND = "gemeenten/groningen/sociale_kaart/netwerk.yml", "landelijk/sociale_kaart/geld.yml"
TIJD = 'schedules: [{{freq: WEEKLY, byday: "{}", opens_at: "{}", closes_at: "{}"}}]'
LANG = '"Dit is een zin met veel te veel woorden erin, want hij gaat maar door en stopt nooit."'
FOUTEN: list[tuple[str, str, str, str, str]] = [
    # (wat, bestand, regel die zo begint, wordt, woord in de melding)
    ("leefgebied met een tikfout", SCHULD, "leefgebieden:", "leefgebieden: [gelt]", "Kies er een"),
    ("hulplijn die niet bestaat", SCHULD, "verwijzing:", "verwijzing: {organisatie: X, hulplijn: geldvit}", "bestaat niet"),
    ("bedrag dat niet bestaat", SCHULD, "bedragen:", "bedragen: [termijn_schuld]", "bestaat niet"),
    ("bedrag vergeten te noemen", SCHULD, "bedragen:", "bedragen: []", "Zet precies die hier"),
    ("sleutel anders dan het bestand", SCHULD, "sleutel:", "sleutel: schuldhulpje", "Maak ze gelijk"),
    ("zin te lang", SCHULD, "gesproken:", f"gesproken: {LANG}", "Knip haar in tweeën"),
    ("gat dat niet bestaat", SCHULD, "gesproken:", 'gesproken: "Bel {telefon}."', "bestaat niet"),
    ("belofte die wij niet doen", SCHULD, "gesproken:", 'gesproken: "U hebt recht op hulp."', "zeggen wij niet"),
    ("bedrag in de tekst", SCHULD, "gesproken:", 'gesproken: "Dat kost € 5 per keer."', "bedragen.yml"),
    ("lege versie voor beroepskrachten", SCHULD, "professional:", 'professional: " "', "leeg"),
    ("geen makkelijke versie", SCHULD, "eenvoudig:", "eenvoudig: []", "leeg"),
    ("al verlopen bij de controle", SCHULD, "geldig_tot:", "geldig_tot: 2026-01-01", "al verlopen"),
    ("controle in de toekomst", SCHULD, "gecontroleerd_op:", "gecontroleerd_op: 2027-01-01", "nog niet geweest"),
    ("ladder op z'n kop", SCHULD, "{trede: netwerk", '{trede: individueel, tekst: "Vraag het."}', "eerst wat dichtbij"),
    ("soort B zonder verwijzing", SCHULD, "soorten:", "soorten: [B]", "naar wie"),
    ("onbestaand team in een route", GRO, "team: sociaal_team", "team: sociaal_teem", "Kies uit"),
    ("onbestaande via", "gemeenten/uithoorn/gemeente.yml", "via:", "via: lokket", "bestaat niet"),
    ("onbestaand onderwerp in een route", GRO, "onderwerpen:", "onderwerpen: [zorgen_om_ander]", "bestaat niet"),
    ("verwijzer met een tikfout", "gemeenten/uithoorn/gemeente.yml", "verwijzers:", "verwijzers: [huisart]", "Kies uit"),
    ("kenmerk dat nooit gehoord wordt", DIE, "kenmerken:", "kenmerken: [jeugd_special]", "gegevens.yml"),
    ("terugval die niet bestaat", GRO, "terugval:", "terugval: balie", "wie het overneemt"),
    ("terugval naar zichzelf", GRO, "terugval:", "terugval: punt_kcc", "eigen terugval"),
    ("inwoner bij een team met verwijzing", GRO, "direct_toegankelijk:", "direct_toegankelijk: false", "Zet 'via'"),
    ("standaardteam dat niet bestaat", LISSE, "standaard_team:", "standaard_team: team_lies", "bestaat niet"),
    ("route naar het gebied zonder standaardteam", LISSE, "standaard_team:", "standaard_team: null", "zonder gebied"),
    ("groep die niet bestaat", LISSE, "groep:", "groep: bollenveld", "bestaat niet"),
    ("gemeente in de verkeerde map", LISSE, "sleutel:", "sleutel: lise", "Maak ze gelijk"),
    ("verkeerd nummer van de gemeente", GRO, "telefoon: {nummer", 'telefoon: {nummer: "14 05"}', "telefoonnummer"),
    ("dicht voor het opengaat", GRO, "{freq:", '{freq: WEEKLY, byday: "MO", opens_at: "17:00", closes_at: "09:00"}', "kan niet"),
    ("spoed langer dan gewoon", GRO, "reactie_spoed_werkuren:", "reactie_spoed_werkuren: 40", "Draai"),
    ("dubbel regelnummer", GRO, "nummer: GRO-2", "nummer: GRO-1", "twee keer"),
    ("gebied met een naam die al bestaat", GRO, "{sleutel: haren", '{sleutel: haren, naam: "Beijum"}', "hoort ook al"),
    ("team in de groep dat niet bestaat", BOL, "team: isd", "team: idsd", "bestaat niet"),
    ("onderwerp met een tikfout op een kaart", KAART, "onderwerpen:", "onderwerpen: [taales]", "bestaat niet"),
    ("gebied dat niet bestaat", KAART, "gebied:", "gebied: bijum", "bestaat niet in Groningen"),
    ("nummer te kort", LAND, "phones:", 'phones: [{number: "0800-81"}]', "te kort"),
    ("netnummer dat niet bestaat", LAND, "phones:", 'phones: [{number: "0999 123 456"}]', "bestaat niet in Nederland"),
    ("site zonder https", LAND, "url:", 'url: "geldfit.nl"', "webadres"),
    ("mail zonder apenstaart", LAND, "email:", 'email: "info.geldfit.nl"', "e-mailadres"),
    ("half uur vergeten", KAART, "schedules:", TIJD.format("MO", "10:00", "09:30"), "kan niet"),
    ("dag dubbel", KAART, "schedules:", TIJD.format("MO,MO", "09:00", "10:00"), "twee keer"),
    ("voorbeeld dat als echt telt", KAART, "voorbeeld:", "voorbeeld: false", "zet voorbeeld op true"),
    ("echte bron bij een voorbeeld", KAART, "bron:", 'bron: {naam: "Gemeente Groningen", url: null}', "Is de kaart echt"),
    ("id dubbel", KAART, "id:", "id: groningen-trefhoek", "eigen id"),
    ("landelijk nummer met een tikfout", "hulplijnen.yml", "nummer:", 'nummer: "1122"', "telefoonnummer"),
    ("nummer zonder uitspraak", "hulplijnen.yml", "gesproken:", "gesproken: null", "telefoon"),
    ("hulplijn dubbel", "hulplijnen.yml", "sleutel: politie", "sleutel: noodnummer", "twee keer"),
    ("bedrag dubbel", "bedragen.yml", "sleutel: termijn_schuldhulp", "sleutel: eigen_bijdrage_wmo", "twee keer"),
    ("markering die niet bestaat", "triage.yml", "een_van:", "een_van: [M11]", "geen markering"),
    ("crisis zonder onderwerp", "triage.yml", "C4:", "C4: crisis_medish", "bestaat niet"),
    ("drempels omgedraaid", "triage.yml", "bevestig:", "bevestig: 0.5", "lager"),
    ("leefgebied dubbel", "leefgebieden.yml", "sleutel: wonen", "sleutel: geld", "twee keer"),
    ("signaal voor een onbekend leefgebied", "signalen/leefgebieden.yml", "sleutel: wonen", "sleutel: wonnen", "Kies uit"),
    ("onbekende crisiscode", "signalen/crisis.yml", "sleutel: C2", "sleutel: C9", "Kies uit"),
]  # fmt: skip


ELDERS_IN_HET_BESTAND = {
    "ladder op z'n kop", "soort B zonder verwijzing", "inwoner bij een team met verwijzing", "leefgebied dubbel",
}  # fmt: skip
"""Hier wijst de melding naar de regel die nu niet meer klopt, niet naar de regel die veranderde."""


@pytest.mark.parametrize(("wat", "pad", "begin", "wordt", "woord"), FOUTEN, ids=[f[0] for f in FOUTEN])
def test_elke_vergissing_wordt_gevonden_op_haar_regel(
    wat: str, pad: str, begin: str, wordt: str, woord: str
) -> None:
    doel = bestand(pad)
    tekst, regel = vervang(doel, begin, wordt)
    fouten = breek(doel, tekst)
    assert_gevonden(doel, fouten, wat, None if wat in ELDERS_IN_HET_BESTAND else regel)
    assert any(woord in f for f in fouten), fouten


# --- waarschuwingen: de dienst draait, maar een mens moet kijken ---

LET_OP: list[tuple[str, str, str, str, str]] = [
    ("jargon", SCHULD, "eenvoudig:", 'eenvoudig: ["Vraag de Wsnp aan."]', "zonder uitleg"),
    ("spatie in een keuze", "signalen/markeringen.yml", '"niet|hoe', '"niet | hoe ... =volhoud"', "spatie"),
    (
        "twee woorden naast &",
        "signalen/leefgebieden.yml",
        '"achter &',
        '"achter & huur niet|gas"',
        "één woord",
    ),
    ("patroon met hoofdletter", "signalen/leefgebieden.yml", '"=schulden"', '"=Schulden"', "hoofdletter"),
    ("patroon dat chattaal wordt", "signalen/leefgebieden.yml", '"=schulden"', '"=niets"', "gelezen als"),
]


def waarschuwingen(doel: Bestand, tekst: str) -> list[str]:
    kapot = ontleed(doel.pad, doel.schema, tekst.encode())
    stukken = [kapot, *(b for b in ALLES if b.schema in ("jargon", "chattaal"))]
    return [str(m) for m in controleer(maak_zaak(stukken, kennisbank(), NU.date())) if not m.fout]


@pytest.mark.parametrize(("wat", "pad", "begin", "wordt", "woord"), LET_OP, ids=[f[0] for f in LET_OP])
def test_wat_een_mens_moet_nakijken_wordt_gemeld(
    wat: str, pad: str, begin: str, wordt: str, woord: str
) -> None:
    doel = bestand(pad)
    tekst, regel = vervang(doel, begin, wordt)
    gemeld = waarschuwingen(doel, tekst)
    assert any(woord in m and f":{regel} " in m for m in gemeld), gemeld


def test_verlopen_inhoud_wordt_gemeld_en_stopt_niets() -> None:
    schuld = bestand(SCHULD)
    tekst = schuld.ruw.decode().replace("2026-11-22", "2025-01-01").replace("2027-05-22", "2025-07-01")
    gemeld = waarschuwingen(schuld, tekst)
    assert any("verlopen op 01-07-2025" in m and "geldig_tot" in m for m in gemeld)
    assert breek(schuld, tekst) == []


def test_een_moeilijk_antwoord_wordt_gemeld() -> None:
    moeilijk = "De schuldhulpverlening beoordeelt de inkomensgegevens conform de beleidsregels."
    schuld = bestand(SCHULD)
    tekst, regel = vervang(schuld, "gesproken:", f'gesproken: "{moeilijk} {moeilijk}"')
    assert any("moeilijker dan B1" in m and f":{regel} gesproken" in m for m in waarschuwingen(schuld, tekst))


def test_een_route_die_nooit_past_en_een_team_zonder_werk_worden_gemeld() -> None:
    diemen = bestand(DIE)
    tekst = diemen.ruw.decode().replace("team: team_sociale_zaken", "team: team_mo")
    kapot = ontleed(diemen.pad, diemen.schema, tekst.encode())
    kennis = bouw([b if b.pad != kapot.pad else kapot for b in ALLES if b.schema not in ELDERS], DOMEIN)
    gemeld = [str(m) for m in controleer(maak_zaak([kapot], kennis, NU.date())) if not m.fout]
    assert any("niemand komt hier ooit" in m for m in gemeld), gemeld


def test_een_onderwerp_zonder_kaart_in_een_gemeente_wordt_gemeld() -> None:
    kennis = replace(kennisbank(), voorzieningen=())
    fouten = [str(m) for m in controleer(maak_zaak([bestand(GRO)], kennis, NU.date())) if m.fout]
    assert any("'taalles' heeft hier geen enkele kaart" in f for f in fouten)


# --- nummers ---


@pytest.mark.parametrize(
    "nummer",
    [
        "112",
        "113",
        "116 111".replace(" ", ""),
        "14 050",
        "14 0521",
        "0800-2000",
        "0900-8844",
        "088 0767 000",
        "050 367 91 11",
        "+31 50 367 9111",
    ],
)
def test_een_echt_nummer_is_goed(nummer: str) -> None:
    assert nummerfout(nummer, voorbeeld=False) is None


@pytest.mark.parametrize(
    "nummer", ["", "bel ons", "12345", "0800-81", "0999 123 456", "050 000 00 01", "14 1", "06-123"]
)
def test_een_nummer_dat_niet_bestaat_wordt_geweigerd(nummer: str) -> None:
    assert nummerfout(nummer, voorbeeld=False)


def test_een_voorbeeldnummer_mag_bij_een_voorbeeld() -> None:
    assert nummerfout("050 000 00 01", voorbeeld=True) is None
