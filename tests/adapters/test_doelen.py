"""De doelen van de uitbak: mail zonder inhoud, de achterwacht, en een derde doel in één bestand."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistent.adapters import doelen
from assistent.adapters.doelen import Omgeving, maak_doelen
from assistent.adapters.fakes import PostInGeheugen, VasteKlok
from assistent.app import App
from assistent.config import Instellingen
from assistent.kern.gemeente import Achterwacht
from assistent.kern.kennis import Kennisbank
from assistent.kern.overdracht import Overdracht, Staat
from assistent.processen.versturen import Verzender, wachttijd
from tests.gegevens import LOKET, NU, SOCIAAL_TEAM, Inwoner, kennisbank, maak_proefapp

INSTELLINGEN = Instellingen(
    post_server="mail.example", post_van="a@b.example", buitenadres="https://assistent.example/"
)
TEAMMAIL, WACHTMAIL = "sociaalteam@groningen.example", "coordinator@groningen.example"


def met_mail() -> Kennisbank:
    kennis = kennisbank()
    stad = kennis.gemeenten["groningen"]
    teams = {**stad.teams, "sociaal_team": replace(stad.teams["sociaal_team"], mail=TEAMMAIL)}
    stad = replace(stad, teams=teams, achterwacht=Achterwacht("de coördinator", WACHTMAIL))
    return replace(kennis, gemeenten={**kennis.gemeenten, "groningen": stad})


@pytest.fixture
def post() -> PostInGeheugen:
    return PostInGeheugen()


@pytest.fixture
def app() -> App:
    app = maak_proefapp()
    app.kennis = met_mail()
    return app


@pytest.fixture
def verzender(app: App, post: PostInGeheugen) -> Verzender:
    omgeving = Omgeving(INSTELLINGEN, lambda: app.kennis, VasteKlok(NU), post)
    return Verzender(app.opslag, app.opvolger, maak_doelen(omgeving))


@pytest.fixture
async def overdracht(app: App) -> Overdracht:
    return await (await Inwoner.begint(app)).naar_team()


async def test_een_team_zonder_systeem_krijgt_een_mail_zonder_een_woord_over_de_inwoner(
    verzender: Verzender, post: PostInGeheugen, app: App, overdracht: Overdracht
) -> None:
    """R62, AVG 32: alleen dat er iets is, en waar."""
    await verzender.verstuur(NU)
    ((aan, onderwerp, tekst),) = post.verstuurd
    assert aan == TEAMMAIL
    assert onderwerp == f"Spoed. Nieuwe vraag ({overdracht.referentie})"
    assert f"https://assistent.example/werkbak/{overdracht.id}" in tekst
    async with app.opslag.transactie() as werk:
        _, intake = await werk.overdrachten.haal(overdracht.id)
    geheim = [*intake.vraag_in_eigen_woorden, *intake.velden.values(), *intake.onderwerpen, *intake.leefgebieden]
    assert geheim
    for woord in geheim:
        assert woord.lower() not in (onderwerp + tekst).lower()


async def test_elke_stap_is_een_mail_en_geen_twee_keer_dezelfde(
    verzender: Verzender, post: PostInGeheugen, app: App, overdracht: Overdracht
) -> None:
    await verzender.verstuur(NU)
    await verzender.verstuur(NU + wachttijd(20))
    assert len(post.verstuurd) == 1
    assert overdracht.herinner_op is not None
    await app.opvolger.bewaak(overdracht.herinner_op)
    await verzender.verstuur(overdracht.herinner_op)
    assert [o.split(": ")[0] for _, o, _ in post.verstuurd][1:] == ["Spoed. Herinnering"]
    await app.werkbak.neem_aan(SOCIAAL_TEAM, overdracht.id, NU)
    await verzender.verstuur(overdracht.herinner_op)
    assert len(post.verstuurd) == 2  # aannemen deed het team zelf; daar hoeft geen mail over


async def test_een_stap_erna_verdringt_de_mail_niet(
    verzender: Verzender, post: PostInGeheugen, app: App, overdracht: Overdracht
) -> None:
    """R57: vult de inwoner meteen iets aan, dan hoort het team nog steeds dat er een vraag ligt."""
    await app.werkbak.schuif_aan(SOCIAAL_TEAM, overdracht.id, "gkb", "", NU)
    await verzender.verstuur(NU)
    assert [o for _, o, _ in post.verstuurd] == [f"Spoed. Nieuwe vraag ({overdracht.referentie})"]


async def test_een_aangeschoven_team_krijgt_een_mail_zonder_inhoud(
    verzender: Verzender, post: PostInGeheugen, app: App, overdracht: Overdracht
) -> None:
    """R59, R62: één keer, ook als de trekker daarna wisselt."""
    stad = app.kennis.gemeenten["groningen"]
    teams = {**stad.teams, "gkb": replace(stad.teams["gkb"], mail="gkb@groningen.example")}
    app.kennis = replace(app.kennis, gemeenten={**app.kennis.gemeenten, "groningen": replace(stad, teams=teams)})
    await app.werkbak.neem_aan(SOCIAAL_TEAM, overdracht.id, NU)
    await app.werkbak.schuif_aan(SOCIAAL_TEAM, overdracht.id, "gkb", "huurschuld van Anna", NU)
    await verzender.verstuur(NU)
    ((aan, onderwerp, tekst),) = post.verstuurd
    assert (aan, onderwerp) == ("gkb@groningen.example", f"Erbij gevraagd ({overdracht.referentie})")
    assert f"https://assistent.example/werkbak/{overdracht.id}" in tekst
    assert not any(geheim in tekst for geheim in ("Anna", "schuld", "0612345678"))
    await app.werkbak.neem_over(LOKET, overdracht.id, NU)
    await verzender.verstuur(NU)
    assert len(post.verstuurd) == 1


async def test_wie_al_heeft_aangenomen_krijgt_geen_oude_mail(
    verzender: Verzender, post: PostInGeheugen, app: App, overdracht: Overdracht
) -> None:
    await app.werkbak.neem_aan(SOCIAAL_TEAM, overdracht.id, NU)
    await verzender.verstuur(NU)
    assert post.verstuurd == []


async def test_blijft_een_vraag_liggen_dan_hoort_de_achterwacht_het(
    verzender: Verzender, post: PostInGeheugen, app: App, overdracht: Overdracht
) -> None:
    """R58: een aangewezen persoon."""
    assert overdracht.termijn is not None
    await app.opvolger.bewaak(overdracht.termijn)
    await verzender.verstuur(overdracht.termijn)
    assert [(a, o) for a, o, _ in post.verstuurd] == [(WACHTMAIL, f"Blijft liggen: {overdracht.referentie} heeft u nodig")]
    assert "Anna" not in post.verstuurd[0][2]


async def test_een_mailserver_in_storing_kost_geen_mail(
    verzender: Verzender, post: PostInGeheugen, overdracht: Overdracht
) -> None:
    post.kapot = True
    await verzender.verstuur(NU)
    post.kapot = False
    await verzender.verstuur(NU + wachttijd(0))
    assert len(post.verstuurd) == 1


async def test_intrekken_na_de_mail_wordt_ook_gezegd(
    verzender: Verzender, post: PostInGeheugen, app: App
) -> None:
    """R66."""
    inwoner = await Inwoner.begint(app)
    await inwoner.naar_team()
    await verzender.verstuur(NU)
    await inwoner.zeg("Laat maar, trek het in")
    await verzender.verstuur(NU)
    assert "Ingetrokken door de inwoner" in post.verstuurd[-1][1]


def test_zonder_mailserver_zijn_er_geen_maildoelen(post: PostInGeheugen) -> None:
    assert maak_doelen(Omgeving(Instellingen(), kennisbank, VasteKlok(NU), post)) == {}


DERDE = '''
from assistent.ports import Terug

class Bord:
    naam, rol = "bord", "systeem"
    gezien = []
    def past(self, overdracht):
        return overdracht.team == "sociaal_team"
    async def werk_bij(self, overdracht, intake, stappen, klaar):
        if "kaartje" not in stappen:
            self.gezien.append(overdracht.id)
            await klaar("kaartje", "1")
    async def lees_terug(self, stappen):
        return Terug(False, "Bea van het bord")

def maak(omgeving):
    return Bord()
'''


@pytest.fixture
def derde(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Een bestand erbij in de map, en verder niets."""
    (tmp_path / "bord.py").write_text(DERDE)
    monkeypatch.setattr(doelen, "__path__", [*doelen.__path__, str(tmp_path)])
    yield
    sys.modules.pop("assistent.adapters.doelen.bord", None)


async def test_een_derde_doel_is_een_bestand(derde: None, app: App, post: PostInGeheugen) -> None:
    app.instellingen = INSTELLINGEN
    app.post = post
    overdracht = await (await Inwoner.begint(app)).naar_team()
    await app.verzender.verstuur(NU)
    assert app.doelen["bord"].gezien == [overdracht.id]  # type: ignore[attr-defined]
    assert post.verstuurd == []  # het team heeft nu een systeem
    await app.verzender.lees_terug(NU)
    async with app.opslag.transactie() as werk:
        nu, _ = await werk.overdrachten.haal(overdracht.id)
    assert (nu.staat, nu.aangenomen_door) == (Staat.AANGENOMEN, "Bea van het bord")
    assert LOKET.naam not in str(nu.geschiedenis)


def test_de_taken_van_de_dienst_versturen_bewaken_en_lezen_terug(app: App) -> None:
    assert {"uitbak", "termijnen", "terugmelding"} <= {t.naam for t in app.taken}
