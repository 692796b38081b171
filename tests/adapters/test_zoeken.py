"""Vrij zoeken op de echte sociale kaart, en op een kleine kaart waar de rangorde te volgen is."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistent.adapters.zoeken import DREMPEL, NAAST, Zoeker
from assistent.config import WORTEL
from assistent.kern.begrippen import Trede
from assistent.kern.kennis import Voorziening
from assistent.kern.uitleg import leg_uit
from assistent.taal.zoekwoorden import herstel, inhoud, knip, stam
from tests.gegevens import GEMEENTEN, NU, kennisbank, nieuw_gesprek

MEETSET = [
    json.loads(regel) for regel in (WORTEL / "tests/taal/zoeken.jsonl").read_text("utf-8").splitlines()
]


@pytest.fixture(scope="module")
def zoeker() -> Zoeker:
    """De zoeker op de echte kennisbank."""
    return Zoeker(kennisbank())


def ids(zoeker: Zoeker, vraag: str, gemeente: str = "groningen", gebied: str | None = None) -> list[str]:
    return [v.id for v, _ in zoeker.zoek(vraag, gemeente, gebied)]


# --- wat gevonden wordt ---


@pytest.mark.parametrize(
    ("vraag", "id_"),
    [
        ("waar kan ik met een kapotte wasmachine heen", "landelijk-repair-cafe"),
        ("is er een moestuintje", "groningen-kaneelhof"),
        ("ik wil naaien", "groningen-hoogtezon"),
        ("eettafels", "groningen-samen-eten-lange-tafel"),
        ("ledlampjes", "groningen-fixploeg"),
    ],
)
def test_een_gewone_vraag_vindt_de_voorziening(vraag: str, id_: str, zoeker: Zoeker) -> None:
    assert id_ in ids(zoeker, vraag)


@pytest.mark.parametrize(
    ("vraag", "id_"),
    [
        ("verhuishulp", "groningen-verhuishulp-dozenbrigade"),
        ("wandeltocht", "groningen-rondje-stad"),
        ("kledingwinkel", "groningen-nieuwe-jas"),
    ],
)
def test_een_samenstelling_die_nergens_staat_vindt_haar_delen(vraag: str, id_: str, zoeker: Zoeker) -> None:
    assert id_ in ids(zoeker, vraag)


@pytest.mark.parametrize(
    ("goed", "fout"), [("mediator", "mediatr"), ("verhuizen", "verhuisen"), ("rolstoel", "rolstol")]
)
def test_een_typefout_vindt_hetzelfde(goed: str, fout: str, zoeker: Zoeker) -> None:
    assert ids(zoeker, fout) == ids(zoeker, goed) != []


@pytest.mark.parametrize(
    "vraag", ["", "?!", "hallo", "waar kan ik dat vinden", "ik heb een vraag", "asdf qwerty", "123"]
)
def test_zonder_zoekwoord_wordt_niets_gevonden(vraag: str, zoeker: Zoeker) -> None:
    assert ids(zoeker, vraag) == []


@pytest.mark.parametrize("gemeente", GEMEENTEN)
def test_nooit_iets_uit_een_andere_gemeente(gemeente: str, zoeker: Zoeker) -> None:
    for geval in MEETSET:
        assert all(v.gemeente in (None, gemeente) for v, _ in zoeker.zoek(geval["vraag"], gemeente))


@given(
    tekst=st.text(max_size=80) | st.sampled_from(['"', "OR", "NEAR(a b)", "naam:*", 'fiets" OR "bed', "a'b"])
)
def test_geen_enkele_tekst_breekt_het_zoeken(tekst: str, zoeker: Zoeker) -> None:
    gevonden = zoeker.zoek(tekst, "groningen", "beijum", 2)
    punten = [p for _, p in gevonden]
    assert len(gevonden) <= 2
    assert punten == sorted(punten, reverse=True)
    assert all(p >= max(DREMPEL, NAAST * punten[0]) for p in punten)


def test_elke_draad_mag_zoeken(zoeker: Zoeker) -> None:
    """Rasa draait in haar eigen draad."""
    with ThreadPoolExecutor(4) as draden:
        uit = list(draden.map(lambda _: ids(zoeker, "rolstoel lenen"), range(40)))
    assert all(u == uit[0] != [] for u in uit)


# --- de rangorde ---


def kaart(id_: str, **anders: object) -> Voorziening:
    """Een schaakclub in Groningen; alles wat er niet toe doet is bij elke club gelijk."""
    basis = next(v for v in kennisbank().voorzieningen if v.gemeente == "groningen" and v.gebied is None)
    vast = {
        "naam": "Schaakclub",
        "omschrijving": "Hier schaakt u.",
        "trede": Trede.ALGEMEEN,
        "onderwerpen": (),
    }
    return replace(basis, id=id_, **{**vast, **anders})


def klein(*kaarten: Voorziening) -> Zoeker:
    """Een zoeker op alleen deze kaarten, met wat vulling zodat woorden gewicht hebben."""
    vulling = [
        kaart(f"vul{n}", naam=f"Koor {n}", omschrijving="Hier zingt u.", gebied=None) for n in range(9)
    ]
    return Zoeker(replace(kennisbank(), voorzieningen=(*vulling, *kaarten)))


def test_eigen_gebied_gaat_voor_de_gemeente_en_die_voor_het_land() -> None:
    zoeker = klein(kaart("land", gemeente=None), kaart("stad"), kaart("wijk", gebied="beijum"))
    assert ids(zoeker, "schaken", gebied="beijum") == ["wijk", "stad", "land"]


def test_een_gebied_in_de_vraag_telt_als_gebied_en_niet_als_zoekwoord() -> None:
    zoeker = klein(
        kaart("stad"),
        kaart("wijk", gebied="beijum"),
        kaart("buurthuis", naam="Beijum", omschrijving="Koffie."),
    )
    assert ids(zoeker, "kan ik in Beijum schaken?") == ["wijk", "stad"]
    assert ids(zoeker, "in Beijum") == []


def test_een_ander_gebied_komt_alleen_als_er_verder_niets_is() -> None:
    hoogte, stad = kaart("hoogte", gebied="de_hoogte"), kaart("stad")
    assert ids(klein(hoogte, stad), "schaken", gebied="beijum") == ["stad"]
    assert ids(klein(hoogte), "schaken", gebied="beijum") == ["hoogte"]


def test_bij_gelijke_match_beslist_de_ladder() -> None:
    """R36."""
    treden = [Trede.INDIVIDUEEL, Trede.NETWERK, Trede.EIGEN_KRACHT]
    zoeker = klein(*(kaart(t.value, trede=t) for t in treden))
    assert ids(zoeker, "schaken") == ["eigen_kracht", "netwerk", "individueel"]


def test_een_andere_gemeente_verandert_de_punten_hier_niet() -> None:
    zonder = klein(kaart("stad")).zoek("schaken", "groningen")
    met = klein(kaart("stad"), *(kaart(f"d{n}", gemeente="diemen") for n in range(20))).zoek(
        "schaken", "groningen"
    )
    assert [p for _, p in zonder] == [p for _, p in met]


def test_een_woord_dat_hetzelfde_betekent_vindt_de_kaart_maar_het_woord_zelf_gaat_voor() -> None:
    zang, koor = kaart("zang", naam="Zingen in de wijk"), kaart("muziek", naam="Muziek in de wijk")
    zoeker = Zoeker(
        replace(kennisbank(), voorzieningen=(zang, koor, kaart("stad")), synoniemen=(("zingen", "muziek"),))
    )
    assert ids(zoeker, "zingen") == ["zang", "muziek"]
    assert ids(zoeker, "muziek") == ["muziek", "zang"]
    zonder = Zoeker(replace(kennisbank(), voorzieningen=(zang, koor, kaart("stad")), synoniemen=()))
    assert ids(zonder, "zingen") == ["zang"]


# --- kaarten bij een onderwerp ---


def bij_onderwerp(zoeker: Zoeker, vraag: str, sleutel: str, gebied: str | None = None) -> list[str]:
    kennis = replace(kennisbank(), weeg=zoeker.weeg)
    return [v.id for v in kennis.voorzieningen_bij(sleutel, "groningen", gebied, vraag)]


def test_de_kaarten_bij_een_onderwerp_volgen_de_vraag(zoeker: Zoeker) -> None:
    """Hulpmiddelen is breed; wie een scootmobiel zoekt ziet eerst waar die te leen is."""
    assert bij_onderwerp(zoeker, "scootmobiel lenen", "hulpmiddelen")[0] == "groningen-scootpool"
    assert bij_onderwerp(zoeker, "", "hulpmiddelen")[0] != "groningen-scootpool"


def test_een_kaart_uit_een_ander_gebied_gaat_nooit_voor(zoeker: Zoeker) -> None:
    """R5: zij blijft wel staan, want een gebied sluit niemand uit."""
    gevonden = bij_onderwerp(zoeker, "scootmobiel lenen", "hulpmiddelen", "haren")
    assert gevonden[0] != "groningen-scootpool"
    assert "groningen-scootpool" in gevonden


def test_een_vraag_haalt_nooit_een_kaart_weg(zoeker: Zoeker) -> None:
    for geval in MEETSET[:20]:
        for sleutel in ("hulpmiddelen", "activiteiten", "taalles"):
            assert set(bij_onderwerp(zoeker, geval["vraag"], sleutel)) == set(
                bij_onderwerp(zoeker, "", sleutel)
            )


def test_bij_het_goede_onderwerp_staat_bijna_altijd_een_juiste_kaart(zoeker: Zoeker) -> None:
    onderwerpen = {v.id: v.onderwerpen for v in kennisbank().voorzieningen}
    raak = [
        bool(set(bij_onderwerp(zoeker, g["vraag"], sleutel)[:3]) & set(g["goed"]))
        for g in MEETSET
        for sleutel in sorted({o for i in g["goed"] for o in onderwerpen[i]})
    ]
    assert len(raak) > 100
    assert sum(raak) / len(raak) >= 0.95


def test_de_gekozen_kaarten_komen_in_de_volgorde_van_de_ladder(zoeker: Zoeker) -> None:
    """R36."""
    kennis = replace(kennisbank(), weeg=zoeker.weeg)
    treden = {v.naam: v.trede.rang for v in kennis.voorzieningen}
    for sleutel in ("hulp_bij_huishouden", "eenzaamheid", "schuldhulp", "vervoer"):
        antwoord = leg_uit(nieuw_gesprek(), kennis.onderwerpen[sleutel], kennis, NU)
        rangen = [treden[k.titel] for k in antwoord.kaarten]
        assert rangen == sorted(rangen)


# --- woorden ---


@pytest.mark.parametrize(
    ("vorm", "verwacht"),
    [
        ("koken", "kook"), ("zwemmen", "zwem"), ("wandelen", "wandel"), ("verhuizen", "verhuis"), ("lezen", "lees"),
        ("clubje", "club"), ("maatje", "maat"), ("boeken", "boek"), ("ouders", "ouder"), ("doen", "doen"),
    ],
)  # fmt: skip
def test_woorden_die_bij_elkaar_horen_hebben_een_stam(vorm: str, verwacht: str) -> None:
    assert stam(vorm) == verwacht


def test_alleen_woorden_met_inhoud_blijven_over() -> None:
    assert inhoud("Waar kan ik voor mijn vader een café vinden?") == ["cafe"]


@pytest.mark.parametrize(
    ("woord", "delen"),
    [
        ("kookclub", ("kook", "club")),
        ("schaakclub", ("schaak", "club")),
        ("stadsclub", ("club",)),
        ("overlijden", ()),
        ("club", ()),
    ],
)
def test_een_samenstelling_valt_uiteen(woord: str, delen: tuple[str, ...]) -> None:
    assert knip(woord, {"kook", "club", "lijd"}) == delen


def test_alleen_een_onbekend_woord_wordt_hersteld() -> None:
    assert herstel("biblioteek", ["bibliotheek", "discotheek"]) == "bibliotheek"
    assert herstel("wasmachine", ["wasmachines"]) is None
    assert herstel("bus", ["bas"]) is None


# --- de meetset ---


def test_de_juiste_antwoorden_bestaan_nog() -> None:
    bekend = {v.id for v in kennisbank().voorzieningen}
    assert {i for g in MEETSET for i in g["goed"]} <= bekend
    assert sum(bool(g["goed"]) for g in MEETSET) == 60


def test_de_kwaliteit_zakt_niet(zoeker: Zoeker) -> None:
    """Een ondergrens; de cijfers zelf staan in `make meten` en docs/besluiten/011."""
    goed = [g for g in MEETSET if g["goed"]]
    raak = [bool(set(ids(zoeker, g["vraag"])) & set(g["goed"])) for g in goed]
    stil = [not ids(zoeker, g["vraag"]) for g in MEETSET if not g["goed"]]
    assert sum(raak) / len(goed) >= 0.9
    assert sum(stil) / len(stil) >= 0.6
