"""De routes van alle tien gemeenten: altijd een antwoord, en de kerngevallen van domein.md §1.9 letterlijk."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from assistent.kern.begrippen import Klasse, Wie
from assistent.kern.gemeente import Gemeente
from assistent.kern.routering import GeenRoute, Toewijzing, Vraag, wijs_toe
from tests.gegevens import GEMEENTEN, kennisbank

WETTEN = ("wmo", "jeugd", "inkomen", "schuld", None)
EE, ES, ME, MC = (
    Klasse.ENKELVOUDIG_EENVOUDIG, Klasse.ENKELVOUDIG_SPECIALISTISCH,
    Klasse.MEERVOUDIG_EENVOUDIG, Klasse.MEERVOUDIG_COMPLEX,
)  # fmt: skip
BOLLENSTREEK = ("hillegom", "lisse", "noordwijk", "teylingen")


def plaats(sleutel: str) -> Gemeente:
    return kennisbank().gemeenten[sleutel]


def herkomsten(gemeente: Gemeente) -> list[tuple[Wie, str | None]]:
    """Wie er kan spreken: elke soort, en elke rol die daar mag verwijzen."""
    vast: list[tuple[Wie, str | None]] = [
        (Wie.INWONER, None), (Wie.MELDER, None), (Wie.MELDER, "buur"), (Wie.PROFESSIONAL, None), (Wie.PROFESSIONAL, "school"),
    ]  # fmt: skip
    return vast + [(Wie.PROFESSIONAL, rol) for rol in sorted(gemeente.verwijzers)]


def wijs(sleutel: str, klasse: Klasse, wet: str | None = None, *onderwerpen: str, **rest: object) -> Toewijzing:
    return wijs_toe(plaats(sleutel), Vraag(klasse, wet, frozenset(onderwerpen), **rest))


def test_alle_tien_gemeenten_zijn_er() -> None:
    assert set(GEMEENTEN) == set(kennisbank().gemeenten)


@pytest.mark.parametrize("sleutel", GEMEENTEN)
def test_er_is_altijd_precies_een_trekker(sleutel: str) -> None:
    gemeente = plaats(sleutel)
    gebieden = [None, "onbekend", *(g.sleutel for g in gemeente.gebieden)]
    for klasse, wet, (wie, rol), gebied in product(Klasse, WETTEN, herkomsten(gemeente), gebieden):
        uit = wijs_toe(gemeente, Vraag(klasse, wet, gebied=gebied, wie=wie, rol=rol))
        assert uit.trekker in gemeente.teams
        assert uit.team in gemeente.teams
        assert uit.behandelaar == f"{gemeente.prefix}/{uit.trekker}"
        assert uit.trekker not in uit.meekijkers
        assert set(uit.meekijkers) <= set(gemeente.teams)
        assert uit.opschalen is (uit.trekker != uit.team)
        assert uit.regel
        assert uit.bron


@pytest.mark.parametrize("sleutel", GEMEENTEN)
def test_een_inwoner_komt_nooit_bij_een_team_dat_een_verwijzing_vraagt(sleutel: str) -> None:
    """R73: dan gaat de intake via het loket."""
    gemeente = plaats(sleutel)
    for klasse, wet, wie in product(Klasse, WETTEN, (Wie.INWONER, Wie.MELDER)):
        uit = wijs_toe(gemeente, Vraag(klasse, wet, wie=wie))
        assert gemeente.teams[uit.trekker].direct_toegankelijk, (klasse, wet, wie)


@pytest.mark.parametrize("sleutel", GEMEENTEN)
def test_elk_onderwerp_heeft_een_route_in_elke_klasse(sleutel: str) -> None:
    for onderwerp in kennisbank().onderwerpen.values():
        for klasse, wie in product(Klasse, Wie):
            assert wijs(sleutel, klasse, onderwerp.wet, onderwerp.sleutel, wie=wie).trekker


@pytest.mark.parametrize("sleutel", GEMEENTEN)
def test_elke_terugval_bestaat_en_is_een_ander(sleutel: str) -> None:
    """R58: neemt niemand aan, dan is er iemand anders."""
    teams = plaats(sleutel).teams
    for team in teams.values():
        assert team.terugval in teams
        assert team.terugval != team.sleutel


@pytest.mark.parametrize("sleutel", GEMEENTEN)
def test_weigeren_op_gebied_mag_nooit(sleutel: str) -> None:
    """R5: ook wie in een onbekende wijk woont wordt geholpen."""
    for klasse in Klasse:
        assert wijs(sleutel, klasse, "wmo", gebied="ergens_anders").trekker


KERN: list[tuple[str, Klasse, str | None, str]] = [
    # steenwijkerland
    ("steenwijkerland", ES, "wmo", "steenwijkerland/gebiedsteam"),
    ("steenwijkerland", ES, "jeugd", "steenwijkerland/gebiedsteam"),
    ("steenwijkerland", ES, "inkomen", "steenwijkerland/igsd"),
    ("steenwijkerland", ES, "schuld", "steenwijkerland/igsd"),
    ("steenwijkerland", ME, "schuld", "steenwijkerland/gebiedsteam"),
    ("steenwijkerland", MC, "schuld", "steenwijkerland/gebiedsteam"),
    # groningen
    ("groningen", EE, None, "groningen/punt_kcc"),
    ("groningen", ES, "wmo", "groningen/loket"),
    ("groningen", ES, "jeugd", "groningen/loket"),
    ("groningen", ES, "inkomen", "groningen/punt_kcc"),
    ("groningen", ES, "schuld", "groningen/gkb"),
    ("groningen", ME, "schuld", "groningen/loket"),
    ("groningen", ME, "jeugd", "groningen/loket"),
    ("groningen", MC, "schuld", "groningen/sociaal_team"),
    # diemen
    ("diemen", ES, "wmo", "diemen/team_mo"),
    ("diemen", ES, "jeugd", "diemen/team_mo"),
    ("diemen", ES, "inkomen", "diemen/team_sociale_zaken"),
    ("diemen", ES, "schuld", "diemen/team_sociale_zaken"),
    ("diemen", ME, "wmo", "diemen/brede_hoed"),
    ("diemen", MC, "schuld", "diemen/brede_hoed"),
    # uithoorn
    ("uithoorn", ES, "wmo", "uithoorn/sociaal_loket_wmo"),
    ("uithoorn", ES, "jeugd", "uithoorn/sociaal_loket_jeugd"),
    ("uithoorn", ES, "inkomen", "uithoorn/sociaal_loket_participatie"),
    ("uithoorn", ES, "schuld", "uithoorn/sociaal_loket_participatie"),
    ("uithoorn", ME, "wmo", "uithoorn/sociaal_loket"),
    ("uithoorn", MC, "wmo", "uithoorn/sociaal_loket"),
    # ouder-amstel
    ("ouder_amstel", ES, "wmo", "ouder_amstel/zorgadviespunt"),
    ("ouder_amstel", ES, "jeugd", "ouder_amstel/zorgadviespunt"),
    ("ouder_amstel", ES, "inkomen", "ouder_amstel/klantmanager_wi"),
    ("ouder_amstel", ES, "schuld", "ouder_amstel/klantmanager_wi"),
    ("ouder_amstel", ME, "wmo", "ouder_amstel/zorgadviespunt"),
    ("ouder_amstel", ME, "schuld", "ouder_amstel/klantmanager_wi"),
    ("ouder_amstel", MC, "schuld", "ouder_amstel/zorgadviespunt"),
    # heerenveen
    ("heerenveen", ES, "wmo", "heerenveen/omtinker"),
    ("heerenveen", ES, "inkomen", "heerenveen/omtinker"),
    ("heerenveen", ES, "schuld", "heerenveen/omtinker"),
    ("heerenveen", ES, "jeugd", "heerenveen/wijkteam_jeugd_gezin"),
    ("heerenveen", ME, "jeugd", "heerenveen/omtinker"),
    ("heerenveen", MC, "wmo", "heerenveen/omtinker"),
    ("heerenveen", MC, "jeugd", "heerenveen/wijkteam_jeugd_gezin"),
    ("heerenveen", Klasse.BUITEN_DOMEIN, None, "heerenveen/kcc"),
]


@pytest.mark.parametrize(("sleutel", "klasse", "wet", "behandelaar"), KERN)
def test_kerngeval_van_een_inwoner(sleutel: str, klasse: Klasse, wet: str | None, behandelaar: str) -> None:
    assert wijs(sleutel, klasse, wet).behandelaar == behandelaar


MELDINGEN = [
    ("steenwijkerland", "steenwijkerland/gebiedsteam"),
    ("groningen", "groningen/sociaal_team"),
    ("diemen", "diemen/brede_hoed"),
    ("uithoorn", "uithoorn/sociaal_loket"),
    ("ouder_amstel", "ouder_amstel/zorgadviespunt"),
    ("hillegom", "bollenstreek/team_hillegom"),
    ("lisse", "bollenstreek/team_lisse"),
    ("noordwijk", "bollenstreek/team_noordwijk"),
    ("teylingen", "bollenstreek/team_voorhout"),
    ("heerenveen", "heerenveen/omtinker"),
]


@pytest.mark.parametrize(("sleutel", "behandelaar"), MELDINGEN)
@pytest.mark.parametrize("klasse", [MC, ES, Klasse.NIET_BEPAALD])
def test_een_zorg_van_de_omgeving_gaat_naar_wie_eropaf_gaat(sleutel: str, behandelaar: str, klasse: Klasse) -> None:
    assert wijs(sleutel, klasse, None, "zorgen_over_ander", wie=Wie.MELDER, rol="buur").behandelaar == behandelaar


# --- Uithoorn en Ouder-Amstel: alleen via verwijzing (R55, R73) ---


@pytest.mark.parametrize(
    ("sleutel", "trekker", "team"),
    [("uithoorn", "sociaal_loket", "sociaal_team"), ("ouder_amstel", "zorgadviespunt", "kernteam")],
)
def test_complex_gaat_via_het_loket_met_verzoek_tot_opschalen(sleutel: str, trekker: str, team: str) -> None:
    uit = wijs(sleutel, MC, "wmo")
    assert (uit.trekker, uit.team, uit.opschalen) == (trekker, team, True)


def test_in_uithoorn_is_de_verbindingsfunctionaris_de_schakel() -> None:
    assert wijs("uithoorn", MC, "schuld").schakel == "verbindingsfunctionaris"


@pytest.mark.parametrize("rol", ["huisarts", "maatschappelijk_werk", "ouder_kind_coach", "sociaal_loket"])
@pytest.mark.parametrize("klasse", [MC, Klasse.CRISIS])
def test_een_verwijzer_in_uithoorn_gaat_rechtstreeks_naar_het_sociaal_team(rol: str, klasse: Klasse) -> None:
    uit = wijs("uithoorn", klasse, "jeugd", wie=Wie.PROFESSIONAL, rol=rol)
    assert (uit.trekker, uit.opschalen) == ("sociaal_team", False)


@pytest.mark.parametrize(("wie", "rol"), [(Wie.PROFESSIONAL, "school"), (Wie.PROFESSIONAL, None), (Wie.MELDER, "huisarts")])
def test_wie_geen_verwijzer_is_komt_in_uithoorn_bij_het_loket(wie: Wie, rol: str | None) -> None:
    assert wijs("uithoorn", MC, "jeugd", wie=wie, rol=rol).trekker == "sociaal_loket"


def test_een_huisarts_is_in_groningen_gewoon_een_professional() -> None:
    assert wijs("groningen", MC, "wmo", wie=Wie.PROFESSIONAL, rol="huisarts").trekker == "sociaal_team"


@pytest.mark.parametrize(
    ("wet", "meekijker"),
    [("wmo", "sociaal_loket_wmo"), ("jeugd", "sociaal_loket_jeugd"), ("schuld", "sociaal_loket_participatie")],
)
def test_meervoudig_in_uithoorn_heeft_een_trekker_en_een_meekijker(wet: str, meekijker: str) -> None:
    uit = wijs("uithoorn", ME, wet)
    assert (uit.trekker, uit.meekijkers) == ("sociaal_loket", (meekijker,))


# --- Bollenstreek: het team van de kern (R72) ---

KERNEN = [
    ("hillegom", "hillegom", "team_hillegom"),
    ("lisse", "lisse", "team_lisse"),
    ("noordwijk", "noordwijk", "team_noordwijk"),
    ("noordwijk", "noordwijkerhout", "team_noordwijkerhout"),
    ("teylingen", "voorhout", "team_voorhout"),
    ("teylingen", "sassenheim", "team_sassenheim_warmond"),
    ("teylingen", "warmond", "team_sassenheim_warmond"),
]


@pytest.mark.parametrize(("sleutel", "kern", "team"), KERNEN)
@pytest.mark.parametrize("klasse", [ES, ME, MC, Klasse.NIET_BEPAALD])
def test_in_de_bollenstreek_pakt_het_team_van_de_kern_het_op(sleutel: str, kern: str, team: str, klasse: Klasse) -> None:
    assert wijs(sleutel, klasse, "wmo", gebied=kern).behandelaar == f"bollenstreek/{team}"


@pytest.mark.parametrize("sleutel", BOLLENSTREEK)
def test_zonder_bekende_kern_is_er_toch_een_team(sleutel: str) -> None:
    gemeente = plaats(sleutel)
    assert wijs(sleutel, MC, "wmo").trekker == gemeente.standaard_team
    zonder_team = [g.sleutel for g in gemeente.gebieden if g.team is None]
    for gebied in zonder_team:
        assert wijs(sleutel, MC, "wmo", gebied=gebied).trekker == gemeente.standaard_team


@pytest.mark.parametrize("sleutel", BOLLENSTREEK)
def test_complex_in_de_bollenstreek_krijgt_casusoverleg_met_een_duo(sleutel: str) -> None:
    assert wijs(sleutel, MC, "schuld").vervolg == "casusoverleg_duo"
    assert wijs(sleutel, ME, "schuld").vervolg is None


@pytest.mark.parametrize("sleutel", BOLLENSTREEK)
@pytest.mark.parametrize("wet", ["wmo", "inkomen", "schuld"])
def test_wie_de_weg_weet_gaat_rechtstreeks_naar_de_isd(sleutel: str, wet: str) -> None:
    """R15: geen verplichte brede uitvraag."""
    weet = frozenset({"weet_de_weg"})
    assert wijs(sleutel, ES, wet, kenmerken=weet).behandelaar == "bollenstreek/isd"
    assert wijs(sleutel, ES, wet).trekker != "isd"


@pytest.mark.parametrize(
    ("sleutel", "postcode", "kern"),
    [("teylingen", "2171 AB", "sassenheim"), ("teylingen", "2361", "warmond"), ("noordwijk", "2211CC", "noordwijkerhout")],
)
def test_een_postcode_vindt_de_kern(sleutel: str, postcode: str, kern: str) -> None:
    gebied = plaats(sleutel).gebied_van(postcode)
    assert gebied is not None
    assert gebied.sleutel == kern


@pytest.mark.parametrize("postcode", [None, "", "9999", "abc", "🏠"])
def test_een_vreemde_postcode_geeft_geen_gebied_en_geen_fout(postcode: str | None) -> None:
    for sleutel in GEMEENTEN:
        assert plaats(sleutel).gebied_van(postcode) is None


# --- de hele tabel: elke klasse, elke wet, elke herkomst ---

CR, BD, NB = Klasse.CRISIS, Klasse.BUITEN_DOMEIN, Klasse.NIET_BEPAALD
Rij = tuple[str, str, str, str, str]
"""Het team voor wmo, jeugd, inkomen, schuld en een vraag zonder wet."""


def overal(team: str) -> Rij:
    return (team, team, team, team, team)


MO_SZ: Rij = ("team_mo", "team_mo", "team_sociale_zaken", "team_sociale_zaken", "team_mo")
ZAP_WI: Rij = ("zorgadviespunt", "zorgadviespunt", "klantmanager_wi", "klantmanager_wi", "zorgadviespunt")
OMT_JG: Rij = ("omtinker", "wijkteam_jeugd_gezin", "omtinker", "omtinker", "omtinker")
LOKETTEN: Rij = (
    "sociaal_loket_wmo", "sociaal_loket_jeugd", "sociaal_loket_participatie", "sociaal_loket_participatie", "sociaal_loket",
)  # fmt: skip
TABEL: dict[str, dict[Klasse, Rij]] = {
    "groningen": {
        EE: overal("punt_kcc"), ES: ("loket", "loket", "punt_kcc", "gkb", "loket"), ME: overal("loket"),
        MC: overal("sociaal_team"), CR: overal("sociaal_team"), BD: overal("punt_kcc"), NB: overal("punt_kcc"),
    },
    "steenwijkerland": {
        EE: overal("gebiedsteam"), ES: ("gebiedsteam", "gebiedsteam", "igsd", "igsd", "gebiedsteam"),
        ME: overal("gebiedsteam"), MC: overal("gebiedsteam"), CR: overal("gebiedsteam"), BD: overal("gebiedsteam"),
        NB: overal("gebiedsteam"),
    },
    "diemen": {
        EE: MO_SZ, ES: MO_SZ, ME: overal("brede_hoed"), MC: overal("brede_hoed"), CR: overal("brede_hoed"),
        BD: overal("team_mo"), NB: MO_SZ,
    },
    "uithoorn": {
        EE: overal("sociaal_loket"), ES: LOKETTEN, ME: overal("sociaal_loket"), MC: overal("sociaal_loket"),
        CR: overal("sociaal_loket"), BD: overal("sociaal_loket"), NB: overal("sociaal_loket"),
    },
    "ouder_amstel": {
        EE: ZAP_WI, ES: ZAP_WI, ME: ZAP_WI, MC: overal("zorgadviespunt"), CR: overal("zorgadviespunt"),
        BD: overal("zorgadviespunt"), NB: ZAP_WI,
    },
    "heerenveen": {
        EE: OMT_JG, ES: OMT_JG, ME: overal("omtinker"), MC: OMT_JG, CR: OMT_JG, BD: overal("kcc"), NB: overal("omtinker"),
    },
    **{
        sleutel: dict.fromkeys(Klasse, overal(team))
        for sleutel, team in (
            ("hillegom", "team_hillegom"), ("lisse", "team_lisse"), ("noordwijk", "team_noordwijk"), ("teylingen", "team_voorhout"),
        )
    },
}  # fmt: skip
"""Wat een inwoner krijgt; domein §1.1-1.9. Bij Uithoorn en Ouder-Amstel is complex via het loket (R73)."""
OMGEVING: dict[str, dict[Klasse, Rij]] = {
    "groningen": {NB: overal("sociaal_team")},
    "diemen": {NB: overal("brede_hoed")},
    "ouder_amstel": {NB: overal("zorgadviespunt")},
    "heerenveen": {MC: overal("omtinker"), NB: overal("omtinker")},
}
"""Waar een melder of beroepskracht anders uitkomt: bij het team dat eropaf gaat (R51)."""
VERWIJZER: dict[str, dict[Klasse, Rij]] = {
    "uithoorn": {MC: overal("sociaal_team"), CR: overal("sociaal_team"), NB: overal("sociaal_team")},
}
"""Wie mag verwijzen slaat het loket over (R55)."""


@pytest.mark.parametrize("klasse", Klasse)
@pytest.mark.parametrize("sleutel", GEMEENTEN)
def test_elke_klasse_wet_en_herkomst_heeft_het_team_uit_de_tabel(sleutel: str, klasse: Klasse) -> None:
    gemeente = plaats(sleutel)
    for wie, rol in herkomsten(gemeente):
        rij = TABEL[sleutel][klasse]
        if wie is not Wie.INWONER:
            rij = OMGEVING.get(sleutel, {}).get(klasse, rij)
        if wie is Wie.PROFESSIONAL and rol in gemeente.verwijzers:
            rij = VERWIJZER.get(sleutel, {}).get(klasse, rij)
        for wet, team in zip(WETTEN, rij, strict=True):
            assert wijs(sleutel, klasse, wet, wie=wie, rol=rol).trekker == team, (klasse, wet, wie, rol)


def test_de_tabel_noemt_elke_gemeente_en_elke_klasse() -> None:
    assert set(TABEL) == set(GEMEENTEN)
    assert all(set(rijen) == set(Klasse) for rijen in TABEL.values())


@pytest.mark.parametrize("wet", WETTEN)
@pytest.mark.parametrize("wie", [Wie.MELDER, Wie.PROFESSIONAL])
@pytest.mark.parametrize("sleutel", GEMEENTEN)
def test_een_melding_over_vervuiling_gaat_naar_het_integrale_team(sleutel: str, wie: Wie, wet: str | None) -> None:
    """R54: in elke klasse, niet naar een loket voor één wet."""
    verwacht = dict(MELDINGEN)[sleutel]
    for klasse in (EE, ES, ME, MC, NB):
        assert wijs(sleutel, klasse, wet, "vervuiling_overlast_melding", wie=wie).behandelaar == verwacht


# --- Heerenveen en Diemen ---


@pytest.mark.parametrize("klasse", [EE, ES, MC, Klasse.CRISIS])
def test_jeugd_in_heerenveen_is_het_wijkteam(klasse: Klasse) -> None:
    """R41."""
    assert wijs("heerenveen", klasse, "jeugd").trekker == "wijkteam_jeugd_gezin"


def test_complexe_jeugd_in_heerenveen_schuift_de_omtinker_aan() -> None:
    assert wijs("heerenveen", MC, "jeugd").meekijkers == ("omtinker",)
    assert wijs("heerenveen", MC, "wmo").vervolg == "aanschuiven_deskundige"


def test_langdurige_hulp_in_heerenveen_gaat_via_de_omtinker_naar_de_backoffice() -> None:
    uit = wijs("heerenveen", MC, "wmo", kenmerken=frozenset({"langdurig"}))
    assert (uit.trekker, uit.team, uit.opschalen) == ("omtinker", "backoffice_wimo", True)


def test_specialistische_jeugdhulp_in_diemen_is_brede_hoed() -> None:
    assert wijs("diemen", ES, "jeugd", kenmerken=frozenset({"jeugd_specialistisch"})).trekker == "brede_hoed"


def test_een_gat_in_de_routes_wordt_een_benoemde_fout() -> None:
    leeg = replace(plaats("groningen"), routes=())
    with pytest.raises(GeenRoute, match="Groningen"):
        wijs_toe(leeg, Vraag(MC, "wmo"))
