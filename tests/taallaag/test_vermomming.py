"""Woorden in vermomming: de crisispoort hoort ze, en gewone tekst verandert niet (§5.3)."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import pytest

from assistent.bouwstenen import maak_lezer
from assistent.config import WORTEL, Instellingen
from assistent.taal.gelijkend import gewoon
from assistent.taal.lezer import Lezer
from assistent.taal.normaal import woorden
from tests.gegevens import kennisbank

ZINNEN = ("ik wil niet meer leven", "ik wil dood", "mijn man slaat mij", "ik ga mezelf wat aandoen")


def ruil(van: str, naar: str) -> Callable[[str], str]:
    tabel = dict(zip(van, naar, strict=True))
    return lambda zin: "".join(tabel.get(t, t) for t in zin)


def vanaf(begin: int) -> Callable[[str], str]:
    """Het alfabet op een andere plek in Unicode."""
    return lambda zin: "".join(chr(begin + ord(t) - 97) if "a" <= t <= "z" else t for t in zin)


def na_elke_letter(teken: str) -> Callable[[str], str]:
    return lambda zin: "".join(t + teken if t.isalpha() else t for t in zin)


VERMOMD: dict[str, Callable[[str], str]] = {
    "cyrillisch": ruil("aeocpxyij", "аеосрхуіј"),
    "een letter cyrillisch": ruil("o", "о"),
    "grieks": ruil("aeoivtu", "αεοιντυ"),
    "armeens": ruil("ohnu", "օհոս"),
    "volle breedte": vanaf(0xFF41),
    "wiskunde vet": vanaf(0x1D41A),
    "schrijfletters": vanaf(0x1D4EA),
    "omcirkeld": vanaf(0x24D0),
    "vierkant": vanaf(0x1F130),
    "zwart rond": vanaf(0x1F150),
    "zwart vierkant": vanaf(0x1F170),
    "vlaggen": vanaf(0x1F1E6),
    "kleine hoofdletters": ruil("abcdefghijklmnoprstuvwyz", "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ"),
    "turkse i": ruil("i", "ı"),
    "turkse I": ruil("i", "İ"),
    "streep door de letter": ruil("odli", "øđłɨ"),
    "fonetisch": ruil("aeig", "ɑǝɩɡ"),
    "lange s": ruil("s", "ſ"),
    "accenten": ruil("oeia", "öéïå"),
    "nulbreed": na_elke_letter("\u200b"),
    "afbreekstreepje": na_elke_letter("\u00ad"),
    "woordverbinder": na_elke_letter("\u2060"),
    "graphem joiner": na_elke_letter("\u034f"),
    "variatie": na_elke_letter("\ufe0f"),
    "tags": na_elke_letter("\U000e0061"),
    "mongools": na_elke_letter("\u180e"),
    "doorgestreept": na_elke_letter("\u0336"),
    "zalgo": na_elke_letter("\u0300\u0316\u0489"),
    "omgekeerde richting": lambda zin: f"\u202e{zin}\u202c",
    "harde spatie": lambda zin: zin.replace(" ", "\u00a0"),
    "brede spatie": lambda zin: zin.replace(" ", "\u3000"),
    "hangulspatie": lambda zin: zin.replace(" ", "\u3164"),
    "braillespatie": lambda zin: zin.replace(" ", "\u2800"),
    "liggend streepje": lambda zin: zin.replace(" ", "_"),
    "punten": lambda zin: zin.replace(" ", "."),
    "regels": lambda zin: zin.replace(" ", "\r\n"),
    "cijfers": ruil("oeias", "03145"),
    "tekens": lambda zin: zin.replace("oo", "o@").replace("laa", "l@@").replace("@", "o" if "dood" in zin else "a"),
    "losse letters": lambda zin: "  ".join(" ".join(w) for w in zin.split()),
    "letters met punten": lambda zin: " ".join(".".join(w) for w in zin.split()),
    "letters met streepjes": lambda zin: " ".join("-".join(w) for w in zin.split()),
    "uitgerekt": lambda zin: "".join(t * 4 if t in "aeo" else t for t in zin),
    "hoofdletters": str.upper,
    "om en om": lambda zin: "".join(t.upper() if i % 2 else t for i, t in enumerate(zin)),
    "emoji ertussen": lambda zin: zin.replace(" ", " 😀 "),
    "html": lambda zin: f"<b>{zin}</b>",
    "nultekens": lambda zin: zin.replace(" ", " \x00"),
}


@lru_cache
def lezer() -> Lezer:
    return maak_lezer(Instellingen(), kennisbank(), geleerd=False)


@pytest.mark.parametrize("zin", ZINNEN)
@pytest.mark.parametrize("vermom", VERMOMD.values(), ids=list(VERMOMD))
def test_de_poort_hoort_een_vermomd_woord(vermom: Callable[[str], str], zin: str) -> None:
    assert lezer().gevaar(zin)
    assert lezer().gevaar(vermom(zin)), vermom(zin)


@pytest.mark.parametrize("zin", ["ik wil d o o d", "ik wil z e l f m o o r d plegen", "zelfm*ord", "z3lfm00rd", "ik wil d\u200bo\u200bo\u200bd"])
def test_alleen_het_ene_woord_vermomd(zin: str) -> None:
    assert lezer().gevaar(zin)


@pytest.mark.parametrize("zin", ["dayanamıyorum canıma kıymak istiyorum", "Я не хочу більше жити", "хочу померти", "nie mam siły żyć"])
def test_echte_woorden_in_een_andere_taal_blijven_wat_ze_zijn(zin: str) -> None:
    assert "".join(w.vorm for w in woorden(zin, {}) if w.vorm.isalpha()).count("i") <= zin.lower().count("i") + 2


@pytest.mark.parametrize(
    "zin",
    ["Mail naar anna@post.nl of b.jansen@post.nl", "Ik betaal € 5,- per maand", "vlag 🇳🇱 en 😀", "i.p.v. de WW", "café, één, coöperatie, ’s ochtends"],
)
def test_gewone_tekst_houdt_zijn_woorden(zin: str) -> None:
    lang = {w.strip(".,'’").lower() for w in zin.split() if w.strip(".,'’").isalpha() and len(w) > 3}
    assert {w for w in lang if w.isascii()} <= {w.vorm for w in woorden(zin, {})}


@pytest.mark.parametrize("zin", [*(v(ZINNEN[1]) for v in VERMOMD.values()), "x", "", "a b c", "\u200b" * 50])
def test_elke_plek_wijst_in_het_bericht_zelf(zin: str) -> None:
    plat, plek = gewoon(zin)
    assert len(plek) == len(plat) + 1
    assert list(plek) == sorted(plek)
    assert all(0 <= p <= len(zin) for p in plek)
    for woord in woorden(zin, {}):
        assert 0 <= woord.van < woord.tot <= len(zin)


def test_het_bewijs_is_wat_de_inwoner_schreef() -> None:
    zin = "hallo, ik wil d.o.o.d vandaag"
    (woord,) = (w for w in woorden(zin, {}) if w.vorm == "dood")
    assert zin[woord.van : woord.tot] == "d.o.o.d"


def test_alles_wat_wij_al_kenden_lezen_wij_nog_hetzelfde() -> None:
    """In de eigen zinnen verandert alleen wat echt vermomd of afgekort is."""
    anders = totaal = 0
    for bestand in (WORTEL / "data").rglob("*.yml"):
        for regel in bestand.read_text("utf-8").splitlines():
            totaal += 1
            anders += gewoon(regel)[0] != regel
    assert totaal > 20_000
    assert anders < totaal / 1000
